"""An article's way to another program and back: what was done there comes in, what nobody touched does not, and no one's work is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff

from tests.test_cli import translator
from tests.test_human_work import edit, pofile, run
from translator import bilingual, exchange, inspection, intake, marks, ooxml, pipeline
from translator.bilingual import inline, po, tmx
from translator.bilingual.sheet import Proposal, Row, Sheet
from translator.errors import CatalogError, FormatError, TranslatorError, UsageError
from translator.intake import Intake
from translator.model import Origin, Segment, State
from translator.project import Project
from translator.safexml import clean

Desk = Callable[..., Project]
A = "Die Frau liest ein **dickes** Buch."
B = "Der Hund schläft im Garten."
C = "Am Abend kommen viele Gäste."
GUESTS = "Am Abend kommen viele guests."
TEXT = f"# Der Tag\n\n{A} {B}\n\n- {C}\n- {B}\n"
WORDS = {"Frau": "woman", "Hund": "dog", "Gäste.": "guests.", "Tag": "day"}
FORMATS = [name for name in bilingual.WRITERS if name != "tmx"]  # memories are taken in by another command


def article(desk: Desk, tmp_path: Path, text: str = TEXT) -> Path:
    path = tmp_path / "tag.md"
    path.write_text(text, "utf-8")
    for outcome in pipeline.translate(desk(words=WORDS), [path]):
        assert outcome.error is None
    return path


def sent(desk: Desk, format: str = "xliff") -> Sheet:
    """Export and read again, as another program would."""
    project = desk()
    data = exchange.export(project, project.corpus.article("tag"), format).data
    return bilingual.read(data, f"tag.{format}")


def changed(sheet: Sheet, source: str, target: str | None = None, state: State | None = None) -> Sheet:
    """Return the sheet as a person leaves it who works on one sentence."""
    rows = [replace(row, target=row.target if target is None else target, state=state or row.state) if row.source == source else row for row in sheet.rows]
    assert rows != list(sheet.rows)
    return replace(sheet, rows=tuple(rows))


def back(desk: Desk, sheet: Sheet, name: str = "Jane", **options: bool) -> Intake:
    return intake.take_in(desk(name), sheet, "tag.xlf", **options)  # type: ignore[arg-type]  # dry_run and by_source


def segments(desk: Desk) -> list[Segment]:
    project = desk()
    return exchange.open_job(project, project.corpus.article("tag")).record.segments


def files(tmp_path: Path) -> list[bytes]:
    return [(tmp_path / "corpus" / "tag" / name).read_bytes() for name in ("en.po", "en.history.jsonl", "source.md")]


@pytest.mark.parametrize("format", FORMATS)
def test_what_goes_out_comes_back_and_changes_nothing(desk: Desk, tmp_path: Path, format: str) -> None:
    article(desk, tmp_path)
    sheet = sent(desk, format)
    before = files(tmp_path)
    assert [(row.key, row.source, row.target) for row in sheet.rows] == [(s.key, s.source, s.target) for s in segments(desk)]
    assert (sheet.article, sheet.language, sheet.target, bool(sheet.version), bool(sheet.save)) == ("tag", "de", "en", True, True)
    found = back(desk, sheet)
    assert (found.changes, found.unchanged) == ((), 5)
    assert files(tmp_path) == before
    sent(desk, format)
    assert files(tmp_path) == before


@pytest.mark.parametrize("format", FORMATS)
def test_changed_text_is_reviewed_and_its_maker_named(desk: Desk, tmp_path: Path, format: str) -> None:
    article(desk, tmp_path)
    state = State.TRANSLATED if format == "po" else None  # PO has a word for typing that nobody confirmed
    sheet = changed(sent(desk, format), C, "Many guests come tonight.", state)
    sheet = replace(sheet, rows=tuple(replace(row, typing=False) for row in sheet.rows))
    before = files(tmp_path)
    (shown,) = back(desk, sheet, dry_run=True).changes
    assert (shown.action, shown.after, shown.becomes, files(tmp_path)) == ("changed", "Many guests come tonight.", State.REVIEWED, before)
    assert back(desk, sheet).changes == (shown,)
    revision = next(s for s in segments(desk) if s.source == C).revisions[-1]
    assert (revision.text, revision.origin, revision.state, revision.by) == ("Many guests come tonight.", Origin.HUMAN, State.REVIEWED, "Jane")
    before = files(tmp_path)
    assert back(desk, sheet).changes == ()
    assert files(tmp_path) == before


def test_who_is_named_on_the_command_line_did_it(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    sheet = replace(changed(sent(desk, "docx"), C, "Many guests come tonight."), translator="Windows User")
    back(desk, sheet, named=True)
    assert next(s for s in segments(desk) if s.source == C).revisions[-1].by == "Jane"
    assert "Windows User" not in (tmp_path / "corpus").rglob("*.jsonl").__next__().read_text("utf-8")


STATES = [State.TRANSLATED, State.REVIEWED, State.FINAL]


@pytest.mark.parametrize("state", STATES)
def test_a_draft_that_somebody_confirmed_is_reviewed(desk: Desk, tmp_path: Path, state: State) -> None:
    article(desk, tmp_path)
    (shown,) = back(desk, changed(sent(desk), C, state=state)).changes
    assert (shown.action, shown.was, shown.becomes) == ("confirmed", State.INITIAL, State.REVIEWED)
    assert [s.confirmed for s in segments(desk) if s.source == C] == [True]
    (shown,) = back(desk, changed(sent(desk), C, state=State.INITIAL)).changes
    assert (shown.action, shown.becomes) == ("reopened", State.TRANSLATED)
    assert [(s.confirmed, s.touched) for s in segments(desk) if s.source == C] == [(False, True)]
    assert back(desk, sent(desk)).changes == ()  # typed and not confirmed is not done


NOBODY = ["", "  ", C]


@pytest.mark.parametrize("text", NOBODY)
def test_an_emptied_text_or_the_source_is_nobodys(desk: Desk, tmp_path: Path, text: str) -> None:
    article(desk, tmp_path)
    assert back(desk, changed(sent(desk), C, text)).changes == ()


BROKEN = [
    ("The woman reads a thick book.", "lost <1> </1>"),
    ("The woman <1>reads</1> a <2/> book.", "invented <2/>"),
    ("The woman <1>reads</1> a <1>thick</1> book.", "has a mark twice"),
    ("The woman </1>reads<1> a book.", "crosses its marks"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_lost_or_invented_marks_refuse_one_sentence_only(desk: Desk, tmp_path: Path, text: str, reason: str) -> None:
    article(desk, tmp_path)
    source = A.replace("**dickes**", "<1>dickes</1>")
    found = back(desk, changed(changed(sent(desk), source, text), C, "Many guests."))
    assert [(change.action, change.reason) for change in found.changes] == [("refused", reason), ("changed", "")]
    assert [s.target for s in segments(desk) if s.source == C] == ["Many guests."]


def test_a_person_was_faster(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    one, two = changed(sent(desk), C, "Many guests come."), changed(sent(desk), C, "In the evening guests come.")
    two = changed(two, "Der Tag", "The day")
    assert [change.action for change in back(desk, one).changes] == ["changed"]
    found = back(desk, two, "Ben")
    assert [(change.action, change.before, change.after) for change in found.changes] == [
        ("changed", "Der day", "The day"),
        ("conflict", "Many guests come.", "In the evening guests come."),
    ]
    assert [s.target for s in segments(desk) if s.source in (C, "Der Tag")] == ["The day", "Many guests come."]
    confirmed = changed(sent(desk), C, state=State.FINAL)
    assert back(desk, confirmed, "Ben").changes == ()


def test_a_machine_was_faster_and_gives_way(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    sheet = changed(sent(desk), C, state=State.TRANSLATED)
    then = next(row.target for row in sheet.rows if row.source == C)
    project = desk()
    job = exchange.open_job(project, project.corpus.article("tag"))
    job.record.segments = [s.revise("Redrafted.", Origin.MT, "", when=pipeline.now(), engine="other") if s.source == C else s for s in job.record.segments]
    pipeline.save(project, job)
    assert [change.action for change in back(desk, sheet).changes] == ["confirmed"]
    assert [s.target for s in segments(desk) if s.source == C] == [then]


def test_the_editor_in_the_catalog_was_faster(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    sheet = changed(sent(desk), C, "Guests come.")
    catalog = tmp_path / "corpus" / "tag" / "en.po"
    read = po.read(catalog.read_bytes(), "en.po")
    read.entries = [replace(entry, target="Visitors come.", fuzzy=False) if entry.source == C else entry for entry in read.entries]
    catalog.write_bytes(po.write(read))
    (change,) = back(desk, sheet).changes
    assert (change.action, change.before, change.after) == ("conflict", "Visitors come.", "Guests come.")


def test_another_version_of_the_source_is_refused_with_a_way_out(desk: Desk, tmp_path: Path) -> None:
    path = article(desk, tmp_path)
    sheet = changed(changed(sent(desk), C, "Many guests."), B, "The dog sleeps.")
    path.write_text(TEXT.replace(C, "Am Abend kommen alle.") + "\nUnd dann?\n", "utf-8")
    list(pipeline.translate(desk(words=WORDS), [path]))
    before = files(tmp_path)
    with pytest.raises(UsageError, match="was made from another version of tag") as caught:
        back(desk, sheet)
    assert "--by-source" in caught.value.hint
    assert files(tmp_path) == before
    found = back(desk, sheet, by_source=True)
    assert [(change.action, change.source) for change in found.changes] == [("changed", B), ("unknown", C), ("changed", B)]
    assert [s.target for s in segments(desk) if s.source == B] == ["The dog sleeps."] * 2


LACKING = [
    ({"article": "", "version": ""}, "does not say which article"),
    ({"version": ""}, None),  # all keys are the article's: it is the same version
    ({"version": "", "rows": ()}, "holds no sentence of tag"),
    ({"article": "nacht"}, "no such article"),
]


@pytest.mark.parametrize(("values", "message"), LACKING)
def test_what_a_program_left_out_of_the_file(desk: Desk, tmp_path: Path, values: dict[str, str], message: str | None) -> None:
    article(desk, tmp_path)
    sheet = replace(changed(sent(desk), C, "Many guests."), **values)  # type: ignore[arg-type]  # a table of fields
    if message is None:
        assert [change.action for change in back(desk, sheet).changes] == ["changed"]
    else:
        with pytest.raises(UsageError, match=message) as caught:
            back(desk, sheet)
        assert caught.value.hint


def test_a_file_without_a_save_changes_no_persons_text(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    back(desk, changed(sent(desk), C, "Many guests."))
    sheet = replace(changed(changed(sent(desk), C, "Guests."), "Der Tag", "The day"), save="")
    assert [change.action for change in back(desk, sheet).changes] == ["changed", "conflict"]
    older = changed(replace(sent(desk), save=""), C, next(s for s in segments(desk) if s.source == C).revisions[0].text, State.INITIAL)
    assert back(desk, older).changes == ()


WHO = [  # name and date in the file, --as, who is named
    ("", "", "Jane", "Jane"),
    ("", "", "unnamed", "unnamed"),
    ("Ana <ana@example.org>", "", "Jane", "Ana"),
    ("FULL NAME <EMAIL@ADDRESS>", "", "Jane", "Jane"),
]


@pytest.mark.parametrize(("written", "date", "name", "named"), WHO)
def test_who_did_it(desk: Desk, tmp_path: Path, written: str, date: str, name: str, named: str) -> None:
    article(desk, tmp_path)
    sheet = replace(changed(sent(desk), C, "Many guests."), translator=written, date=date)
    assert back(desk, sheet, name).by == named


def test_a_name_that_stood_in_the_catalog_is_not_who_changed_it(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    back(desk, changed(sent(desk), B, "The dog sleeps."), "Ana")
    sheet = sent(desk, "po")
    assert sheet.translator == "Ana"
    rows = tuple(replace(row, target="Guests.", state=State.TRANSLATED, typing=False) if row.source == C else row for row in sheet.rows)
    assert back(desk, replace(sheet, rows=rows), "unnamed").by == "unnamed"
    assert back(desk, replace(sheet, rows=rows, date="2030-01-01 00:00+0000"), "unnamed").by == "Ana"


def test_comments_come_in_and_none_is_lost(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    sheet = sent(desk)
    for comment, expected in (("Who are they?", "Who are they?"), ("", "Who are they?"), ("Who are they?\nAsk.", "Who are they?\nAsk.")):
        rows = tuple(replace(row, comment=comment) if row.source == C else row for row in sheet.rows)
        back(desk, replace(sheet, rows=rows))
        assert [s.comment for s in segments(desk) if s.source == C] == [expected]
    for format in FORMATS:
        assert [row.comment for row in sent(desk, format).rows if row.source == C] == ["Who are they?\nAsk."]


DRAFT = Row("0123456789ab", "Ein <1>Haus</1> in Kiew.", "A <1>house</1> in Kyiv.", None, "heading", 7)
OUT = [  # row; in 1.2 the target's attributes and approved, in 2.1 the segment's state
    (
        replace(DRAFT, proposals=(Proposal("x", "mt", "starter 0.3"),)),
        {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"},
        "no",
        "initial",
    ),
    (replace(DRAFT, proposals=(Proposal("x", "tm", "fluss"),)), {"state": "needs-review-translation", "state-qualifier": "exact-match"}, "no", "initial"),
    (replace(DRAFT, proposals=(Proposal("x", "mt"),), typing=True), {"state": "needs-review-translation"}, "no", "initial"),
    (replace(DRAFT, state=State.REVIEWED), {"state": "signed-off"}, "yes", "reviewed"),
    (replace(DRAFT, state=State.FINAL), {"state": "final"}, "yes", "final"),
    (replace(DRAFT, target=""), {"state": "new"}, "no", "initial"),
]


@pytest.mark.parametrize(("row", "attributes", "approved", "state"), OUT)
def test_states_go_out(row: Row, attributes: dict[str, str], approved: str, state: str) -> None:
    sheet = Sheet("fluss", "fluss.md", "de", "en-GB", "v", "s", (row,))
    old, new = (etree.fromstring(bilingual.writer(format).write(sheet)) for format in ("xliff12", "xliff"))
    (unit,) = old.iter("{*}trans-unit")
    target = unit.find("{*}target")
    assert target is not None
    assert {name: text for name, text in target.attrib.items() if "lang" not in name} == attributes
    assert (unit.get("approved"), unit.get("restype"), unit.get("id")) == (approved, "x-heading", row.key)
    (segment,) = new.iter("{*}segment")
    assert (segment.get("state"), segment.get("id")) == (state, row.key)
    assert [(file.get("original"), file.get("target-language")) for file in old.iter("{*}file")] == [("fluss.md", "en-GB")]
    assert new.get("trgLang") == "en-GB"


def test_what_goes_with_a_sentence() -> None:
    row = replace(
        DRAFT, previous="Ein Haus.", comment="Check.", proposals=(Proposal("A <1>house</1>.", "mt", "starter 0.3"),), terms=(("Kiew", ("Kyiv", "Kiev")),)
    )
    old, new = (etree.fromstring(bilingual.writer(format).write(Sheet("a", "a.md", "de", "en", "v", "s", (row,)))) for format in ("xliff12", "xliff"))
    notes = {note.get("from"): note.text for note in old.iterfind(".//{*}trans-unit/{*}note")}
    assert notes == {"translator": "Check.", "previous-source": "Ein Haus.", "glossary": "Kiew → Kyiv / Kiev", "kind": "heading"}
    assert [(other.get("origin"), inline.read(other.find("{*}target"))) for other in old.iter("{*}alt-trans")] == [("mt starter 0.3", "A <1>house</1>.")]
    assert {note.get("category"): note.text for note in new.iter("{*}note")} == {"translator": "Check.", "previous-source": "Ein Haus.", "kind": "heading"}
    (match,) = new.iter("{urn:oasis:names:tc:xliff:matches:2.0}match")
    assert (match.get("type"), match.get("origin"), match.get("ref")) == ("mt", "starter 0.3", f"#{row.key}")
    assert [term.text for term in new.iter("{urn:oasis:names:tc:xliff:glossary:2.0}*") if term.text] == ["Kiew", "Kyiv", "Kiev"]


@pytest.mark.skipif(
    "XLIFF_SCHEMAS" not in os.environ, reason="the schemas are OASIS's: XLIFF_SCHEMAS names a folder with xliff-core-1.2-strict.xsd and 2.1's schemas"
)
@pytest.mark.parametrize("row", [row for row, _, _, _ in OUT])
def test_the_schemas_of_oasis(row: Row, tmp_path: Path) -> None:
    folder = Path(os.environ["XLIFF_SCHEMAS"])
    names = {"document": "xliff_core_2.0", "matches": "matches", "glossary": "glossary", "metadata": "metadata"}
    parts = "".join(f'<xs:import namespace="urn:oasis:names:tc:xliff:{name}:2.0" schemaLocation="{folder}/{file}.xsd"/>' for name, file in names.items())
    (tmp_path / "all.xsd").write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{parts}</xs:schema>')
    row = replace(row, comment="c\x0b", previous="p", terms=(("Kiew", ("Kyiv",)),), source=row.source + "\x0b")
    for format, schema in (("xliff", tmp_path / "all.xsd"), ("xliff12", folder / "xliff-core-1.2-strict.xsd")):
        data = bilingual.writer(format).write(Sheet("a", "a.md", "de", "en-GB", "v", "s", (row,)))
        etree.XMLSchema(file=str(schema)).assertValid(etree.fromstring(data))


# What other programs do to the files


def tree(desk: Desk, format: str) -> etree._Element:
    project = desk()
    return etree.fromstring(exchange.export(project, project.corpus.article("tag"), format).data)


def reread(root: etree._Element) -> Sheet:
    return bilingual.read(etree.tostring(root, encoding="utf-16"), "tag.xlf")


def test_omegat_12(desk: Desk, tmp_path: Path) -> None:
    """Sets the state, moves the attributes, empties alt-trans (Xliff1Filter.java)."""
    article(desk, tmp_path)
    root = tree(desk, "xliff12")
    for unit in root.iter("{*}trans-unit"):
        for other in unit.iterfind("{*}alt-trans"):
            other.remove(other[0])
        target = unit.find("{*}target")
        assert target is not None
        if unit.findtext("{*}source") == C:
            attributes = dict(reversed([*target.attrib.items(), ("state", "translated")]))
            target.attrib.clear()
            target.attrib.update(attributes | {"state": "translated"})
            target.text = etree.CDATA("Guests & friends.")
    (change,) = back(desk, reread(root)).changes
    assert (change.after, change.becomes) == ("Guests & friends.", State.REVIEWED)


def test_trados_segments_12(desk: Desk, tmp_path: Path) -> None:
    """Cuts units into mrk segments, names its people in phases, writes bpt and ept for g."""
    article(desk, tmp_path)
    root = tree(desk, "xliff12")
    space = root.nsmap[None]
    header = next(root.iter("{*}header"))
    phases = etree.Element(f"{{{space}}}phase-group")
    header.insert(0, phases)
    for number, name in enumerate(("Ana", "Ben")):
        etree.SubElement(phases, f"{{{space}}}phase", {"phase-name": str(number), "process-name": "Review", "contact-name": name})
    for unit in root.iter("{*}trans-unit"):
        target = unit.find("{*}target")
        if "Frau" in "".join(unit.find("{*}source").itertext()) and target is not None:
            target.clear()
            target.set("state", "signed-off")
            for mid, text in (("1", "The woman"), ("2", " reads a ")):
                etree.SubElement(target, f"{{{space}}}mrk", mtype="seg", mid=mid).text = text
            etree.SubElement(target[-1], f"{{{space}}}bpt", id="1", rid="7").text = "&lt;b&gt;"
            target[-1][-1].tail = "thick"
            etree.SubElement(target[-1], f"{{{space}}}ept", id="2", rid="7").text = "&lt;/b&gt;"
            target[-1][-1].tail = " book."
    found = back(desk, reread(root))
    (change,) = found.changes
    assert (change.after, change.becomes, found.by) == ("The woman reads a <1>thick</1> book.", State.REVIEWED, "Ben")


def test_segments_and_codes_21(desk: Desk, tmp_path: Path) -> None:
    """Another program may cut a unit, annotate it, and write sc and ec for pc."""
    article(desk, tmp_path)
    root = tree(desk, "xliff")
    space = root.nsmap[None]
    for unit in root.iter("{*}unit"):
        segment = unit.find("{*}segment")
        assert segment is not None
        if "Frau" in "".join(segment.itertext()):
            unit.remove(segment)
            for state, source, target in (
                ("final", "Die Frau", '<mrk id="m1" type="term">The woman</mrk>'),
                ("", " ", " "),
                ("translated", "liest", 'reads a <sc id="1"/>thick<ec startRef="1"/> b<cp hex="006F"/>ok.'),
            ):
                name = "segment" if state else "ignorable"
                text = f'<{name} xmlns="{space}"' + (f' state="{state}"' if state else "") + f"><source>{source}</source><target>{target}</target></{name}>"
                unit.append(etree.fromstring(text))
    (change,) = back(desk, reread(root)).changes
    assert (change.after, change.becomes) == ("The woman reads a <1>thick</1> book.", State.REVIEWED)


UNFINISHED = [("xliff12", {"state": "needs-l10n"}), ("xliff12", {"state": "needs-translation"}), ("xliff", {"state": "translated", "subState": "poedit:fuzzy"})]


@pytest.mark.parametrize(("format", "attributes"), UNFINISHED)
def test_text_that_poedit_or_weblate_calls_unfinished_is_not_confirmed(desk: Desk, tmp_path: Path, format: str, attributes: dict[str, str]) -> None:
    article(desk, tmp_path)
    root = tree(desk, format)
    target = next(
        target for target in root.iter("{*}target") if target.text == GUESTS and etree.QName(target.getparent()).localname in ("segment", "trans-unit")
    )
    target.text = "Guests."
    holder = target if format == "xliff12" else target.getparent()
    assert holder is not None
    holder.attrib.update(attributes)
    (change,) = back(desk, reread(root)).changes
    assert (change.action, change.becomes) == ("changed", State.TRANSLATED)
    assert [(s.target, s.confirmed, s.touched) for s in segments(desk) if s.source == C] == [("Guests.", False, True)]


@pytest.mark.parametrize("format", ["xliff", "xliff12"])
def test_translate_toolkit_reads_and_writes(desk: Desk, tmp_path: Path, format: str) -> None:
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    article(desk, tmp_path)
    project = desk()
    path = tmp_path / "tag.xlf"
    path.write_bytes(exchange.export(project, project.corpus.article("tag"), format).data)
    reader: Any = Xliff2File if format == "xliff" else xlifffile
    store = reader.parsefile(str(path))
    units = {unit.source: unit for unit in store.units if unit.istranslatable()}
    assert len(store.units) == 5
    assert {C, B, "Der Tag"} <= set(units)
    assert units[C].target == GUESTS
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("de", "en")
    if format == "xliff12":
        assert units[C].isreview()
        assert [other.target for other in units[C].getalttrans()] == [GUESTS]
        units["Der Tag"].markreviewneeded(False)
    units[C].target = "Many guests."
    store.save()
    found = back(desk, bilingual.read(path.read_bytes(), str(path)))
    assert ("changed", "Many guests.") in [(change.action, change.after) for change in found.changes]
    assert len(found.changes) == (2 if format == "xliff12" else 1)


# Tables for reviewers


def table(desk: Desk, tmp_path: Path, format: str) -> Path:
    project = desk()
    path = tmp_path / f"tag.{format}"
    path.write_bytes(exchange.export(project, project.corpus.article("tag"), format).data)
    return path


def test_a_reviewer_works_in_word(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    path = table(desk, tmp_path, "docx")
    document: Any = docx.Document(str(path))
    (rows,) = document.tables
    assert [cell.text for cell in rows.rows[0].cells] == ["No.", "Source", "Target", "State", "Comment"]
    assert [row.cells[1].text for row in rows.rows[1:]][-1] == B
    assert [paragraph.text[:6] for paragraph in document.paragraphs] == ["tag: d", "Please", "Bitte ", "transl"]
    guests = next(row for row in rows.rows if row.cells[1].text == C)
    guests.cells[2].paragraphs[0].runs[0].text = "Many  guests"
    guests.cells[2].add_paragraph("come.").add_run(" Tonight.").bold = True
    guests.cells[4].text = "Who?"
    document.add_comment(guests.cells[2].paragraphs[0].runs, "From where?", author="Ben")
    title = rows.rows[1]
    title.cells[3].text = "OK"
    rows._tbl.remove(rows.rows[2]._tr)
    rows._tbl.insert(3, guests._tr)
    document.core_properties.last_modified_by = "Ana Reviewer"
    document.save(str(path))
    found = back(desk, bilingual.read(path.read_bytes(), str(path)))
    assert {(change.action, change.after) for change in found.changes} == {("changed", "Many guests come. Tonight."), ("confirmed", "Der day")}
    assert found.by == "Ana Reviewer"
    assert [s.comment for s in segments(desk) if s.source == C] == ["Who?\nFrom where?"]
    assert back(desk, bilingual.read(path.read_bytes(), str(path))).changes == ()


def test_tracked_changes_count_as_accepted(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    path = table(desk, tmp_path, "docx")
    package = ooxml.Package(path.read_bytes())
    text = package.read(package.main).decode()
    run = f'<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">{GUESTS}</w:t></w:r>'
    assert run in text
    mark = 'w:id="9" w:author="Ben" w:date="2026-01-01T00:00:00Z"'
    tracked = (
        f"<w:del {mark}><w:r><w:delText>{GUESTS}</w:delText></w:r></w:del><w:ins {mark}><w:r><w:t>Many guests</w:t></w:r></w:ins>"
        f'<w:moveFrom {mark}><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:smartTag><w:r><w:t xml:space="preserve"> come.</w:t></w:r></w:smartTag>'
    )
    data = package.replaced({package.main: text.replace(run, tracked).encode()})
    (change,) = back(desk, bilingual.read(data, "tag.docx")).changes
    assert change.after == "Many guests come."


def test_a_reviewer_works_in_a_browser(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    path = table(desk, tmp_path, "html")
    text = path.read_text("utf-8")
    assert "&lt;1&gt;dickes&lt;/1&gt;" in text
    saved = text.replace('<meta charset="utf-8">', "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>")
    saved = (
        saved.replace(f">{GUESTS}<", "><p class=MsoNormal><del>Am Abend</del>Many <ins>guests</ins>\r\ncame to the caf\xe9.<o:p></o:p></p><")
        .replace("→", "&rarr;")
        .replace("·", "&middot;")
    )
    found = back(desk, bilingual.read(saved.encode("cp1252", "xmlcharrefreplace"), str(path)))
    assert [(change.action, change.after) for change in found.changes] == [("changed", "Many guests came to the caf\xe9.")]


def test_a_row_that_cannot_be_read_is_said(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    path = table(desk, tmp_path, "html")
    text = path.read_text("utf-8")
    keys = [s.key for s in segments(desk)]
    text = (
        text.replace(keys[0], "")
        .replace("Am Abend kommen viele guests.</td>", "Guests</td>")
        .replace(f">{keys[3]}</span></td><td", f">{keys[3]}</span><td")
        .replace('<td contenteditable="true">draft</td>', '<td contenteditable="true">bitte prüfen</td>', 1)
    )
    assert keys[0] not in text
    found = back(desk, bilingual.read(text.encode(), "tag.html"))
    assert [(c.action, c.reason) for c in found.changes if c.action == "unknown"] == [("unknown", "its number is gone, or cells were joined or split")]
    joined = text.replace("Die Frau liest ein &lt;1&gt;dickes&lt;/1&gt; Buch.</td>", "Die Frau </td><td>liest</td>", 1)
    assert joined != text
    found = back(desk, bilingual.read(joined.encode(), "tag.html"), dry_run=True)
    assert sorted(c.action for c in found.changes if "joined" in c.reason) == ["refused", "unknown"]


@pytest.mark.parametrize(
    ("word", "state"), [("Geprüft.", State.TRANSLATED), ("Ok,", State.TRANSLATED), ("approved", State.TRANSLATED), ("OK – bitte prüfen", None)]
)
def test_a_word_for_the_state(desk: Desk, tmp_path: Path, word: str, state: State | None) -> None:
    article(desk, tmp_path)
    path = table(desk, tmp_path, "html")
    sheet = bilingual.read(path.read_text("utf-8").replace('<td contenteditable="true">draft</td>', f"<td>{word}</td>", 1).encode(), "tag.html")
    row = next(row for row in sheet.rows if row.state is not State.INITIAL)
    assert (row.state, row.comment) == (state, "" if state else f"State: {word}")


def test_of_two_equal_sentences_the_one_that_was_changed_comes_in(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    sheet = changed(sent(desk), B, "The dog sleeps.", State.REVIEWED)
    last = max(number for number, row in enumerate(sheet.rows) if row.source == B)
    sheet = replace(sheet, rows=tuple(row for number, row in enumerate(sheet.rows) if row.source != B or number == last))
    assert [change.key for change in back(desk, sheet, by_source=True).changes] == [sheet.rows[-1].key]
    assert [s.confirmed for s in segments(desk) if s.source == B] == [False, True]


@pytest.mark.parametrize("format", ["docx", "html"])
def test_tables_are_the_same_bytes_each_time_and_say_what_to_do(desk: Desk, tmp_path: Path, format: str) -> None:
    article(desk, tmp_path)
    one = table(desk, tmp_path, format).read_bytes()
    assert table(desk, tmp_path, format).read_bytes() == one


BAD = [
    (b"", "is empty"),
    (b"PK", "not a Word document"),
    (b"<!doctype html><p>x", "no table of translator export"),
    (b"<html><table><tr><td>1<td>2<td>3<td>4<td>5</table>", "no table of translator export"),
    (ooxml.pack({"a": b"b"}), "no Word document"),
    (ooxml.pack({"../a": b"b"}), "leads out"),
    (b"<", "not well-formed"),
    (b"<a/>", "not XLIFF"),
    (b"<xliff/>", "unknown version"),
    (b'<xliff version="9"/>', "XLIFF 9"),
    (b'<xliff version="1.2"/>', "0 articles"),
    (b'<xliff version="2.1"><file/><file/></xliff>', "2 articles"),
    (b'<xliff version="2.1" xmlns="urn:x"><file/></xliff>', "holds no sentence"),
    (b'<!DOCTYPE xliff [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>', "entit"),
    (b"\0\1\2", "binary"),
    (b"\xff\xfe\0", "not well-formed"),
    (b"just a text", "not a valid PO"),
    ("ä".encode("cp1252"), "not UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_bad_files_are_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(TranslatorError, match=message) as caught:
        bilingual.read(data, "a.xlf")
    assert caught.value.place.startswith("a.xlf")


MARKED = st.lists(st.one_of(st.sampled_from(["<1>", "</1>", "<2/>", "\\", "<", "&", "\u2028", "\x0b", "\r", " "]), st.text(max_size=4)), max_size=8)


@pytest.mark.parametrize("format", ["xliff", "xliff12"])
@example(parts=["\\", "\x0b", "<2/>"], more=[])
@given(parts=MARKED, more=MARKED)
def test_any_text_survives(format: str, parts: list[str], more: list[str]) -> None:
    text = marks.balanced("".join(parts), {"<1>", "</1>", "<2/>"}) or "x"
    other = "".join(more)
    row = Row("k", text, text, State.REVIEWED, "item", 3, other, other, other, (Proposal(text, "mt", other),), ((other or "x", (other or "x",)),))
    sheet = bilingual.read(bilingual.writer(format).write(Sheet("a", other, "de", "en", "v", "s", (row,))), "a")
    assert (sheet.article, sheet.version, sheet.save) == ("a", "v", "s")
    # XLIFF 1.2 cannot hold every character; without one a backslash may come to stand before a mark
    expected = text if format == "xliff" else marks.join([(piece.kind, clean(piece.value)) for piece in marks.pieces(text)])
    assert sheet.rows[0].target.replace("\r", "\n") == expected.replace("\r\n", "\n").replace("\r", "\n")


def test_inline_elements_of_others() -> None:
    for written, read in (
        ("<source>a<bx id='1'/>b<ex rid='1' id='2'/></source>", "a<1>b</1>"),
        ("<source>a<x id='n'/>b<y/></source>", "a<0/>b<0/>"),
        ("<source>a<!-- b --><sub>c</sub><sm id='1'/>d<em startRef='1'/></source>", "acd"),
        ("<source>&lt;1&gt; \\</source>", "\\<1> \\"),
        ("<source><it id='1' pos='open'>x</it>a<it id='1' pos='close'>y</it></source>", "<1>a</1>"),
    ):
        assert inline.read(etree.fromstring(written)) == read, written


def test_the_commands(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path)
    out = tmp_path / "tag.xlf"
    done = translator("export", "tag", "--format", "xliff12", "-o", str(out), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert translator("export", "tag", "--format", "xliff12", cwd=tmp_path).stdout == out.read_text("utf-8")
    assert translator("export", "tag", "--format", "doc", cwd=tmp_path).returncode == 2
    out.write_text(out.read_text("utf-8").replace(GUESTS, "Guests."), "utf-8")
    done = translator("import", str(out), "--dry-run", cwd=tmp_path)
    assert (done.returncode, "changed (initial → reviewed)" in done.stdout, "would change" in done.stderr) == (0, True, True)
    done = translator("import", str(out), "--json", "--as", "Jane", cwd=tmp_path)
    assert (done.returncode, '"action":' in done.stdout) == (0, True)
    out.write_text(out.read_text("utf-8").replace("Guests.", "Visitors."), "utf-8")
    done = translator("import", str(out), cwd=tmp_path)
    assert (done.returncode, "conflict" in done.stdout, "1 not taken in" in done.stderr) == (1, True, True)


def test_tmx_holds_what_is_confirmed(desk: Callable[..., Project], tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", f"{A} {B}\n")
    edit(pofile(tmp_path), B, "The dog sleeps.", who="Jo <jo@example.org>")
    project = desk()
    data = exchange.export(project, project.corpus.article("a"), "tmx").data
    (tmp_path / "a.tmx").write_bytes(data)
    assert [(unit.source, unit.target, unit.origin) for unit in tmx.read(tmp_path / "a.tmx", "de", "en", origin="x")] == [(B, "The dog sleeps.", "x")]
    with pytest.raises(FormatError, match="tmx") as caught:
        bilingual.read(data, "a.tmx")
    assert "memory import" in (caught.value.hint or "")


def test_check_reads_xliff(desk: Desk, tmp_path: Path) -> None:
    store: Any = xliff.xlifffile()
    store.setsourcelanguage("de")
    store.settargetlanguage("en-US")
    for source, target in (("Sie kostet 1.250 Euro.", "It costs 1,350 euros."), ("Der Hund bellt.", "The dog barks."), ("Die Katze schläft.", "")):
        store.addsourceunit(source).target = target
    path = tmp_path / "other.xlf"
    store.savefile(str(path))
    (found,) = inspection.check(desk(), [str(path)])
    assert [(issue.check, issue.line, issue.suggestion) for issue in found.issues] == [("numbers", 5, "1,250")]
    (refused,) = inspection.check(desk(to="fr"), [str(path)])
    assert refused.error is not None and refused.error.hint == "--to en-US"


@pytest.mark.parametrize("text", ["A\0b", "A \ud800 b", "a" * 20_001])
def test_a_text_that_no_catalog_holds_is_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    """XLIFF's <cp hex="0"/> and <cp hex="D800"/>: such a catalog could never be read again."""
    article(desk, tmp_path)
    before = files(tmp_path)
    found = back(desk, changed(sent(desk), B, text, State.REVIEWED))
    assert {change.action for change in found.changes} == {"refused"} and files(tmp_path) == before
    with pytest.raises(CatalogError, match="nothing was written"):
        po.write(po.Catalog({}, "", [po.Entry("k", "a", text[:10] + "\0", False)]))
