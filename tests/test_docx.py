"""Word documents: the text as a reader sees it, and the same document in another language."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from translator import formats, marks, ooxml, pipeline, publication
from translator.errors import FormatError
from translator.model import Unit
from translator.ooxml import W
from translator.project import Project

NS = f'xmlns:w="{W}" xmlns:r="{ooxml.RELATION}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WHO = 'w:id="1" w:author="Ben" w:date="2026-01-01T00:00:00Z"'


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def made(*paragraphs: str) -> bytes:
    """Make a document of paragraphs' XML; its properties name no title."""
    document: Any = docx.Document()
    document.core_properties.title = ""
    for text in paragraphs:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {NS}>{text}</w:p>"))
    return saved(document)


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, text: str) -> str:
    marks_ = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks_[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks_[1]}{run(text)}{marks_[2]}"


def units(data: bytes) -> list[tuple[str, str]]:
    return [(unit.kind, unit.text) for unit in formats.read("a.docx", data).units]


def rebuilt(data: bytes, answers: dict[str, str]) -> Any:
    """Rebuild with a table of answers and open it with python-docx."""
    document = formats.read("a.docx", data)
    return docx.Document(io.BytesIO(formats.write(document, lambda unit: answers.get(unit.text, unit.text))))


def test_what_was_deleted_is_in_no_publication() -> None:
    deleted = f"<w:del {WHO}><w:r><w:delText>Gestrichen.</w:delText></w:r></w:del>"
    data = made(run("Eins."), deleted, f"<w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>{deleted}", run("Zwei."))
    assert units(data) == [("paragraph", "Eins."), ("paragraph", "Zwei.")]
    document = rebuilt(data, {"Eins.": "One."})
    assert "Gestrichen" not in document.element.xml
    assert [paragraph.text for paragraph in document.paragraphs] == ["One.", "", "Zwei."]
    assert "Gestrichen" in rebuilt(data, {}).element.xml  # what nobody translated comes back as it was


PARAGRAPHS = [  # xml, the unit's text, an answer, the text and the looks of the rebuilt paragraph
    (run("Ein ") + run("Satz", "<w:lang w:val='de-DE'/>") + "<w:proofErr w:type='spellStart'/>" + run(" hier."), "Ein Satz hier.", "A sentence.", "A sentence."),
    (run("Ein ") + run("fettes", "<w:b/>") + run(" Wort."), "Ein <1>fettes</1> Wort.", "A <1>bold</1> word.", "A bold word."),
    (run("Alles ist ", "<w:i/>") + run("kursiv", "<w:i/><w:noProof/>"), "Alles ist kursiv", "All is italic", "All is italic"),
    ("<w:hyperlink r:id='rId1'>" + run("Zum Text", "<w:u w:val='single'/>") + "</w:hyperlink>" + run(" geht es hier."), "<1>Zum Text</1> geht es hier.", "Here is <1>the text</1>.", "Here is the text."),
    (field(' HYPERLINK "https://x.de" ', "Der Link") + run(" und mehr davon."), "<1>Der Link</1> und mehr davon.", "<1>The link</1> and more.", "The link and more."),
    (run("Seite ") + field(" PAGE ", "7") + run(" von allen."), "Seite <1/> von allen.", "Page <1/> of all.", "Page 7 of all."),
    (run("Eins,") + "<w:r><w:br/></w:r>" + run("zwei."), "Eins,<1/> zwei.", "One,<1/> two.", "One,\ntwo."),
    ("<w:r><w:t>Das</w:t><w:tab/><w:t>Ende</w:t></w:r>", "Das<1/> Ende", "The<1/> end", "The\tend"),
    (f"<w:del {WHO}><w:r><w:delText>Alt </w:delText></w:r></w:del><w:ins {WHO}>" + run("Neu ") + "</w:ins>" + run("ist das."), "Neu ist das.", "This is new.", "This is new."),
    (run("Ein Wort") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" dazu."), "Ein Wort<1/> dazu.", "A word<1/> on it.", "A word on it."),
    (run("Ur") + "<w:r><w:softHyphen/></w:r>" + run("aufführung") + "<w:r><w:noBreakHyphen/></w:r>" + run("Tag"), "Uraufführung\u2011Tag", "Premiere", "Premiere"),
    ("<w:bookmarkStart w:id='0' w:name='x'/>" + run("Eins ") + "<w:bookmarkEnd w:id='0'/>" + run("zwei."), "Eins zwei.", "One two.", "One two."),
    ("<w:smartTag>" + run("Berlin") + "</w:smartTag>" + run(" liegt <1> dort.".replace("<", "&lt;")), "Berlin liegt \\<1> dort.", "Berlin is \\<1> there.", "Berlin is <1> there."),
    (run("Lesen Sie https://x.de/y hier."), "Lesen Sie <1/> hier.", "Read <1/> here.", "Read https://x.de/y here."),
    (run("Sichtbar. ") + run("Versteckt.", "<w:vanish/>"), "Sichtbar.", "Visible.", "Visible.Versteckt."),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "text", "answer", "expected"), PARAGRAPHS)
def test_paragraphs(xml: str, text: str, answer: str, expected: str) -> None:
    data = made(xml, run("Danach."))
    assert units(data) == [("paragraph", text), ("paragraph", "Danach.")]
    document = rebuilt(data, {text: answer})
    assert [paragraph.text for paragraph in document.paragraphs] == [expected, "Danach."]
    assert units(saved(document))[0][1].replace("<2/>", "<1/>") == answer or "Versteckt" in expected


def test_what_is_marked_keeps_its_look() -> None:
    data = made(
        run("Ein ") + run("fettes", "<w:b/><w:lang w:val='de-DE'/>") + "<w:hyperlink r:id='rId1'>" + run(" Wort", "<w:i/>") + "</w:hyperlink>" + run(".")
    )
    (paragraph,) = rebuilt(data, {"Ein <1>fettes</1><2> Wort</2>.": "A<2> word</2> that is <1>bold</1>."}).paragraphs
    assert [(r.text, r.bold, r.italic) for r in paragraph.runs] == [("A", None, None), (" that is ", None, None), ("bold", True, None), (".", None, None)]
    assert [(link.text, link.runs[0].italic) for link in paragraph.hyperlinks] == [(" word", True)]


def test_kinds_tables_notes_and_properties() -> None:
    document: Any = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Der Titel des Textes", "Ana Beispiel; Ben Muster", "de-DE"
    document.add_heading("Die Überschrift", 1)
    document.add_paragraph("Ein Absatz.")
    document.add_paragraph("Ein Punkt", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "Eine Zelle"
    document.add_paragraph("Abb. 1: Ein Bild", style="Caption")
    document.sections[0].header.paragraphs[0].text = "Die Kopfzeile"
    data = saved(document)
    assert units(data) == [
        ("title", "Der Titel des Textes"), ("heading", "Die Überschrift"), ("paragraph", "Ein Absatz."), ("item", "Ein Punkt"), ("cell", "Eine Zelle"),
        ("caption", "Abb. 1: Ein Bild"),
    ]  # fmt: skip
    found = formats.read("a.docx", data).metadata
    assert (found["title"], found["author"], found["language"], found["date"][:2]) == ("Der Titel des Textes", "Ana Beispiel, Ben Muster", "de-DE", "20")
    answers = {"language": "en-GB", "credit": "Translated by us.", "title": "The title"}
    out: Any = docx.Document(io.BytesIO(formats.write(formats.read("a.docx", data), lambda unit: answers.get(unit.kind, unit.text))))
    assert (out.core_properties.title, out.core_properties.language, out.paragraphs[-1].text) == ("The title", "en-GB", "Translated by us.")
    assert out.paragraphs[0].style.name == "Heading 1"


def test_footnotes_text_boxes_and_contents() -> None:
    box = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>{run('Im Kasten.')}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{run('Im Kasten.')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    data = made(
        begin + "<w:r><w:instrText> TOC </w:instrText></w:r>" + run("Inhalt 1"), run("Inhalt 2") + end, run("Der Text") + f"<w:r>{box}</w:r>" + run(" dazu.")
    )
    package = ooxml.Package(data)
    rels = package.read("word/_rels/document.xml.rels").decode()
    note = f"<w:footnotes {NS}><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>{run(' Eine Fußnote.')}</w:p></w:footnote></w:footnotes>"
    data = package.replaced({
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", f'<Relationship Id="rId99" Type="{ooxml.RELATION}/footnotes" Target="footnotes.xml"/></Relationships>').encode(),
        "word/settings.xml": note.encode(),
    })  # fmt: skip
    data = ooxml.Package(data).replaced(
        {"word/_rels/document.xml.rels": ooxml.Package(data).read("word/_rels/document.xml.rels").replace(b"footnotes.xml", b"settings.xml")}
    )
    assert units(data) == [("paragraph", "Der Text<1/> dazu."), ("paragraph", "Im Kasten."), ("paragraph", "<1/> Eine Fußnote.")]
    out = formats.write(
        formats.read("a.docx", data), lambda unit: {"Im Kasten.": "In the box.", "Der Text<1/> dazu.": "The text<1/> with it."}.get(unit.text, unit.text)
    )
    text = ooxml.Package(out).read("word/document.xml").decode()
    assert (text.count("In the box."), "Im Kasten" in text, "Inhalt 2" in text) == (2, False, True)
    assert units(out)[0] == ("paragraph", "The text<1/> with it.")


def test_nothing_changed_is_the_file_itself_and_other_parts_stay() -> None:
    document: Any = docx.Document()
    document.add_paragraph("Ein Absatz mit ").add_run("fett").font.size = Pt(20)
    data = saved(document)
    read = formats.read("a.docx", data)
    assert formats.write(read, lambda unit: unit.text) is data
    out = formats.write(read, lambda unit: "A paragraph <1>bold</1>" if unit.kind == "paragraph" else unit.text)
    before, after = ooxml.Package(data), ooxml.Package(out)
    assert [name for name in before._infos if before.read(name) != after.read(name)] == ["word/document.xml"]
    assert formats.write(formats.read("a.docx", out), lambda unit: unit.text) is out


PIECES = st.sampled_from([
    run("Der Test"), run(" "), run("fett", "<w:b/>"), run("schräg", "<w:i/>"), "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", "<w:r><w:drawing/></w:r>", run("www.x.de."),
    f"<w:hyperlink w:anchor='x'>{run('Link')}{run('fett', '<w:b/>')}</w:hyperlink>", field("HYPERLINK x", "Feld"), field("REF x", "Feld"), "<w:bookmarkStart w:id='1' w:name='a'/>",
    "<w:bookmarkEnd w:id='1'/>", f"<w:ins {WHO}>{run('neu')}</w:ins>", f"<w:del {WHO}><w:r><w:delText>alt</w:delText></w:r></w:del>", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>", "<w:sdt><w:sdtContent>" + run("Feld") + "</w:sdtContent></w:sdt>", run("&lt;1&gt;\\"), "<w:r/>",
])  # fmt: skip


@given(paragraphs=st.lists(st.lists(PIECES, max_size=8), max_size=3), more=st.text(max_size=5))
def test_any_document(paragraphs: list[list[str]], more: str) -> None:
    data = made(*("".join(pieces) for pieces in paragraphs))
    document = formats.read("a.docx", data)
    assert formats.write(document, lambda unit: unit.text) is data
    for unit in document.units:
        assert len(unit.at) == len(unit.text)

    def visit(unit: Unit) -> str:
        return unit.text + marks.escape(more + "x") if unit.translatable else unit.text

    out = formats.read("a.docx", formats.write(document, visit))
    said = ["".join(text for text in marks.strip(unit.text).split()) for unit in out.units]
    assert len(said) == len(document.units)
    assert formats.write(document, lambda unit: "" if unit.translatable else unit.text)


def test_an_article_goes_through_the_desk(desk: Callable[..., Project], tmp_path: Path) -> None:
    path = tmp_path / "hafen.docx"
    path.write_bytes(made(run("Der Hafen ist ") + run("alt", "<w:b/>") + run(". Er liegt am Fluss.")))
    project = desk("Jane", {"Hafen": "harbor"})
    (outcome,) = pipeline.translate(project, [path])
    assert outcome.error is None
    published = publication.publish(project, project.corpus.article("hafen"))
    document: Any = docx.Document(io.BytesIO(published.data))
    assert published.suffix == ".docx"
    assert document.paragraphs[0].text == "Der harbor ist alt. Er liegt am Fluss."
    assert "Machine-translated" in document.paragraphs[-1].text


GOOD = made(run("Ein Absatz."))
BAD = [
    (b"", "not a Word document"),
    (b"PK\3\4 broken", "not a Word document"),
    (ooxml.pack({}), "no Word document"),
    (ooxml.pack({"_rels/.rels": b"<a>"}), "not well-formed"),
    (ooxml.Package(GOOD).replaced({"word/document.xml": b"<w:document"}), "document.xml in it is not well-formed"),
    (ooxml.Package(GOOD).replaced({"word/document.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "entit"),
    (ooxml.Package(GOOD).replaced({"word/document.xml": b"<a/>"}), "no Word document"),
    (ooxml.Package(GOOD).replaced({"word/styles.xml": b"\0"}), "styles.xml in it"),
    (GOOD[:-30], "not a Word document"),
    (GOOD.replace(b"word/document.xml", b"../../document.xm", 2), "leads out"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_bad_files_are_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        formats.read("a.docx", data)
    assert caught.value.place == "a.docx"


@given(cut=st.integers(0, len(GOOD)), flip=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255))
def test_a_damaged_file_is_an_error_and_no_more(cut: int, flip: int, value: int) -> None:
    for data in (GOOD[:cut], GOOD[:flip] + bytes([value]) + GOOD[flip + 1 :]):
        try:
            formats.read("a.docx", data)
        except FormatError:
            continue
