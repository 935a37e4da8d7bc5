"""The store: reruns write the same bytes, other editors are recognised, and no machine touches a person's text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from translator import credits, inspection, pipeline, publication
from translator.bilingual import po
from translator.engines.echo import Echo
from translator.errors import CatalogError, TranslatorError
from translator.pipeline import Outcome
from translator.project import Project
from translator.shelf import slug

Desk = Callable[..., Project]
TEXT = "# Der Titel\n\nErster Satz ist hier. Zweiter Satz ist da.\n\nDritter Satz steht hier.\n"


def run(project: Project, path: Path, *, redraft: bool = False) -> Outcome:
    (outcome,) = pipeline.translate(project, [path], redraft=redraft)
    assert outcome.error is None, outcome.error
    return outcome


def article(folder: Path, text: str = TEXT, name: str = "fluss.md") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def catalog(folder: Path, name: str = "fluss") -> Path:
    return folder / "corpus" / name / "en.po"


def edit(path: Path, source: str, target: str, *, fuzzy: bool = False, translator: str | None = "Jane Doe <jane@example.org>") -> None:
    """Change one entry as an editor would."""
    text = path.read_text("utf-8")
    pattern = re.compile(rf'(#, fuzzy\n)?((?:#\|.*\n)*msgctxt "[^"]*"\nmsgid "{re.escape(source)}"\nmsgstr )"[^"\n]*"')
    assert pattern.search(text), text
    text = pattern.sub(lambda found: ("#, fuzzy\n" if fuzzy else "") + found[2] + json.dumps(target, ensure_ascii=False), text)
    if translator is not None:
        text = re.sub(r'"Last-Translator: .*\\n"', lambda _: f'"Last-Translator: {translator}\\n"', text)
        text = re.sub(r'"PO-Revision-Date: .*\\n"', r'"PO-Revision-Date: 2031-01-01 10:00+0100\\n"', text)
    path.write_text(text, "utf-8")


def entries(path: Path) -> dict[str, po.Entry]:
    return {entry.source: entry for entry in po.read(path.read_bytes(), str(path)).entries}


def history(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.with_name("en.history.jsonl").read_text("utf-8").splitlines()]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "corpus").rglob("*")) if p.is_file() and ".locks" not in p.parts}


def test_second_run_changes_no_byte(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    assert run(desk(), path).job is not None
    before = everything(tmp_path)
    assert sorted(before) == ["corpus/fluss/en.history.jsonl", "corpus/fluss/en.po", "corpus/fluss/source.md"]
    assert before["corpus/fluss/source.md"] == path.read_bytes()
    assert run(desk(), path).job is None
    shutil.rmtree(tmp_path.parent / "cache", ignore_errors=True)
    run(desk(), tmp_path / "corpus/fluss/source.md")
    assert everything(tmp_path) == before


def test_catalog_is_what_gettext_expects(desk: Desk, tmp_path: Path) -> None:
    run(desk(), article(tmp_path))
    path = catalog(tmp_path)
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True)
    text = path.read_text("utf-8")
    assert text.count("#, fuzzy") == 4
    assert '"X-Source-File: fluss.md\\n"' in text
    assert str(tmp_path) not in "".join(data.decode() for data in everything(tmp_path).values())


EDITS = [  # target, fuzzy, Last-Translator, --as, (by, state) of the new revision or None
    ("First.", False, "Jane Doe <jane@example.org>", "unnamed", ("Jane Doe", "reviewed")),
    ("First.", True, "Jane Doe <jane@example.org>", "unnamed", ("Jane Doe", "translated")),
    ("First.", False, None, "Ada", ("Ada", "reviewed")),
    ("First.", False, None, "unnamed", ("unknown", "reviewed")),
    ("First.", False, "FULL NAME <EMAIL@ADDRESS>", "Ada", ("Ada", "reviewed")),
    ("Erster Satz ist hier!", False, "Jane Doe", "Ada", ("Jane Doe", "reviewed")),
    ("", False, "Jane Doe", "Ada", None),
    ("Erster Satz ist hier.", True, "Jane Doe", "Ada", None),
]


@pytest.mark.parametrize(("target", "fuzzy", "translator", "name", "expected"), EDITS)
def test_another_editor_was_here(
    desk: Desk, tmp_path: Path, target: str, fuzzy: bool, translator: str | None, name: str, expected: tuple[str, str] | None
) -> None:
    path = article(tmp_path)
    run(desk(words={"Erster": "First"}), path)
    edit(catalog(tmp_path), "Erster Satz ist hier.", target, fuzzy=fuzzy, translator=translator)
    run(desk(name), path)
    last = [row for row in history(catalog(tmp_path)) if "origin" in row][-1]
    entry = entries(catalog(tmp_path))["Erster Satz ist hier."]
    if expected is None:
        assert last["origin"] == "mt"
        assert (entry.target, entry.fuzzy) == ("First Satz ist hier.", True)
    else:
        assert (last["origin"], last["by"], last["state"], last["text"]) == ("human", *expected, target)
        assert (entry.target, entry.fuzzy) == (target, fuzzy)
    before = everything(tmp_path)
    run(desk(name), path)
    assert everything(tmp_path) == before


def test_confirming_a_draft_unchanged_is_recorded(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Erster Satz ist hier.", "Erster Satz ist hier.")
    (outcome,) = pipeline.translate(desk(), [path])
    assert outcome.job
    first = next(s for s in outcome.job.record.segments if s.source == "Erster Satz ist hier.")
    assert first.confirmed
    assert first.revisions[-1].by == "Jane Doe"


def test_an_alias_is_written_instead_of_the_name(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Erster Satz ist hier.", "First.")
    project = desk()
    project.person = type(project.person)("jd", ("Jane Doe", "jane@example.org"))
    run(project, path)
    assert not any(b"Jane" in data or b"jane" in data for data in everything(tmp_path).values())
    assert b'"by":"jd"' in everything(tmp_path)["corpus/fluss/en.history.jsonl"]


@pytest.mark.parametrize("command", [["msgattrib", "--sort-output"], ["msgattrib", "-w", "40"], ["msgcat", "--no-location"], ["msgattrib", "--no-obsolete"]])
def test_a_catalog_rewritten_by_gettext_is_no_edit(desk: Desk, tmp_path: Path, command: list[str]) -> None:
    path = article(tmp_path)
    run(desk(), path)
    before = everything(tmp_path)
    subprocess.run([*command, "-o", str(catalog(tmp_path)), str(catalog(tmp_path))], check=True)
    run(desk(), path)
    assert [row for row in history(catalog(tmp_path)) if row.get("origin") == "human"] == []
    assert everything(tmp_path)["corpus/fluss/en.po"] == before["corpus/fluss/en.po"]


def test_human_text_survives_redraft_and_glossary(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Erster Satz ist hier.", "Satz One.", fuzzy=True)
    glossary = tmp_path / "glossaries" / "g.de-en.csv"
    glossary.parent.mkdir()
    glossary.write_text("source,target\nSatz,sentence\n", "utf-8")
    run(desk(words={"ist": "is"}), path, redraft=True)
    found = entries(catalog(tmp_path))
    assert found["Erster Satz ist hier."].target == "Satz One."
    assert found["Zweiter Satz ist da."].target == "Zweiter sentence ist da."


def test_a_repair_is_taken_back_with_its_glossary_row(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    glossary = tmp_path / "glossaries" / "g.de-en.csv"
    glossary.parent.mkdir()
    glossary.write_text("source,target\nSatz,sentence\n", "utf-8")
    run(desk(), path)
    assert entries(catalog(tmp_path))["Zweiter Satz ist da."].target == "Zweiter sentence ist da."
    glossary.write_text("source,target\nSatz,clause\n", "utf-8")
    run(desk(), path)
    assert entries(catalog(tmp_path))["Zweiter Satz ist da."].target == "Zweiter clause ist da."
    glossary.unlink()
    run(desk(), path)
    assert entries(catalog(tmp_path))["Zweiter Satz ist da."].target == "Zweiter Satz ist da."


def test_a_changed_sentence_shows_its_previous_text(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Zweiter Satz ist da.", "Second.")
    run(desk(), path)
    article(tmp_path, TEXT.replace("Zweiter Satz ist da", "Zweiter Satz ist dort").replace("Dritter Satz steht", "Dritter Satz stand"))
    outcome = run(desk(), path)
    assert outcome.job
    assert outcome.job.how == "new version"
    found = entries(catalog(tmp_path))
    human, machine = found["Zweiter Satz ist dort."], found["Dritter Satz stand hier."]
    assert (human.target, human.fuzzy, human.previous) == ("Second.", True, "Zweiter Satz ist da.")
    assert "Zweiter Satz ist dort." in human.note  # the new draft
    assert (machine.target, machine.fuzzy, machine.previous) == ("Dritter Satz stand hier.", True, "Dritter Satz steht hier.")
    before = everything(tmp_path)
    run(desk(), path)
    run(desk(), tmp_path / "corpus/fluss/source.md")
    assert everything(tmp_path) == before
    edit(catalog(tmp_path), "Zweiter Satz ist dort.", "Second there.")
    run(desk(), path)
    confirmed = entries(catalog(tmp_path))["Zweiter Satz ist dort."]
    assert (confirmed.target, confirmed.fuzzy, confirmed.previous) == ("Second there.", False, "")


def test_a_removed_sentence_comes_back_with_its_text(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Dritter Satz steht hier.", "Third.")
    run(desk(), path)
    article(tmp_path, TEXT.replace("Dritter Satz steht hier.", ""))
    run(desk(), path)
    assert entries(catalog(tmp_path))["Dritter Satz steht hier."].obsolete
    article(tmp_path, TEXT)
    run(desk(), path)
    back = entries(catalog(tmp_path))["Dritter Satz steht hier."]
    assert (back.target, back.fuzzy, back.obsolete) == ("Third.", False, False)


def test_a_paragraph_on_top_renames_nothing(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    before = {entry.source: entry.key for entry in entries(catalog(tmp_path)).values()}
    article(tmp_path, "Ganz neu oben.\n\n" + TEXT)
    run(desk(), path)
    after = {entry.source: entry.key for entry in entries(catalog(tmp_path)).values()}
    assert before.items() <= after.items()


def test_edit_while_a_run_drafts_wins(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    article(tmp_path, TEXT + "\nVierter Satz kommt dazu.\n")
    project = desk()
    outcome = pipeline.open_file(project, path)
    assert outcome.job
    pipeline.draft(project, [outcome.job])
    edit(catalog(tmp_path), "Erster Satz ist hier.", "First by hand.")
    pipeline.mend(project, outcome.job)
    pipeline.save(project, outcome.job)
    found = entries(catalog(tmp_path))
    assert (found["Erster Satz ist hier."].target, found["Erster Satz ist hier."].fuzzy) == ("First by hand.", False)
    assert found["Vierter Satz kommt dazu."].target == "Vierter Satz kommt dazu."
    assert any(row.get("by") == "Jane Doe" for row in history(catalog(tmp_path)))


def test_a_kill_between_history_and_catalog_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    old = catalog(tmp_path).read_bytes()
    glossary = tmp_path / "glossaries" / "g.de-en.csv"
    glossary.parent.mkdir()
    glossary.write_text("source,target\nSatz,sentence\n", "utf-8")
    run(desk(), path)
    new = catalog(tmp_path).read_bytes()
    catalog(tmp_path).write_bytes(old)  # as if the rename had not happened
    with catalog(tmp_path).with_name("en.history.jsonl").open("ab") as file:
        file.write(b'{"key":"torn')
    run(desk(), path)
    assert catalog(tmp_path).read_bytes() == new
    assert not [row for row in history_lenient(tmp_path) if row.get("origin") == "human"]


def history_lenient(folder: Path) -> list[dict[str, str]]:
    out = []
    for line in catalog(folder).with_name("en.history.jsonl").read_text("utf-8").splitlines():
        try:
            out.append(json.loads(line))
        except ValueError:
            continue
    return out


def test_catalog_without_history(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    edit(catalog(tmp_path), "Erster Satz ist hier.", "First.")
    catalog(tmp_path).with_name("en.history.jsonl").unlink()
    outcome = run(desk(), path)
    assert outcome.job
    by_source = {s.source: s for s in outcome.job.record.segments}
    assert by_source["Erster Satz ist hier."].revisions[-1].by == "Jane Doe"
    assert [r.origin for r in by_source["Zweiter Satz ist da."].revisions] == ["unknown"]


def test_the_draft_for_a_new_source_is_mended(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path, "Das kostet im Norden 12.000 Euro.\n")
    run(desk(), path)
    edit(catalog(tmp_path), "Das kostet im Norden 12.000 Euro.", "That is €12,000.")
    outcome = run(desk(), article(tmp_path, "Das kostet im Norden 13.000 Euro.\n"))
    assert outcome.job
    (segment,) = outcome.job.record.segments
    assert (segment.target, segment.alternative) == ("That is €12,000.", "Das kostet im Norden 13,000 euros.")


LOCATED = [  # second file's name, its text, whether the first file is still there, slug, how
    ("fluss.md", TEXT, True, "fluss", "known"),
    ("anders.md", TEXT, True, "fluss", "known"),
    ("fluss.md", TEXT + "\nMehr.\n", True, "fluss", "new version"),
    ("anders.md", TEXT + "\nMehr.\n", False, "fluss", "new version"),
    ("anders.md", TEXT + "\nMehr.\n", True, "anders", "new"),
    ("unter/fluss.md", TEXT + "\nMehr.\n", False, "fluss", "new version"),
    ("anders.md", "# Der Titel\n\nEs regnet heute. Zweiter Satz ist da.\n\nDritter Satz steht hier nicht.\n", False, "anders", "new"),
    ("kurz.md", "# Der Titel\n\nErster Satz ist hier.\n", False, "kurz", "new"),
    ("lang.md", TEXT + "\nEins ist da.\n\nZwei sind da.\n\nDrei sind da.\n", False, "lang", "new"),
    ("unter/fluss.md", "Ganz anderer Text.\n", True, "fluss-2", "new"),
    ("Über den Fluß.md", "Noch ein anderer Text.\n", True, "ueber-den-fluss", "new"),
]


@pytest.mark.parametrize(("name", "text", "still", "expected", "how"), LOCATED)
def test_which_article_a_file_is(desk: Desk, tmp_path: Path, name: str, text: str, still: bool, expected: str, how: str) -> None:
    first = article(tmp_path)
    run(desk(), first)
    if not still:
        first.unlink()
    (tmp_path / "unter").mkdir()
    path = article(tmp_path, text, name)
    outcome = run(desk(), path, redraft=True)
    assert outcome.job
    assert (outcome.job.article.slug, outcome.job.how) == (expected, how)


def test_articles_of_a_series_keep_to_themselves(desk: Desk, tmp_path: Path) -> None:
    one = article(tmp_path, "Das Wetter im Norden\n\nAm Donnerstag bleibt es trocken.\n\nAlle Angaben vom Wetterdienst.\n", "w1.txt")
    run(desk(), one)
    edit(catalog(tmp_path, "w1"), "Am Donnerstag bleibt es trocken.", "Dry on Thursday.")
    two = article(tmp_path, "Das Wetter im Norden\n\nAm Freitag regnet es.\n\nAlle Angaben vom Wetterdienst.\n", "w2.txt")
    for _ in range(2):
        run(desk(), one)
        run(desk(), two)
    one.unlink()
    run(desk(), article(tmp_path, "Das Wetter im Norden\n\nAm Samstag stürmt es.\n\nAlle Angaben vom Wetterdienst.\n", "w3.txt"))
    assert entries(catalog(tmp_path, "w1"))["Am Donnerstag bleibt es trocken."].target == "Dry on Thursday."
    assert {path.parent.name for path in tmp_path.glob("corpus/*/en.po")} == {"w1", "w2", "w3"}


def test_a_copy_that_becomes_another_article_takes_nothing_along(desk: Desk, tmp_path: Path) -> None:
    one = article(tmp_path, "Der Montag wird sonnig.\n\nIn Kiel regnet es.\n", "montag.txt")
    run(desk(), one)
    edit(catalog(tmp_path, "montag"), "In Kiel regnet es.", "It is raining in Kiel.")
    run(desk(), one)
    known = run(desk(), article(tmp_path, one.read_text("utf-8"), "dienstag.txt"))
    assert known.job and (known.job.article.slug, known.job.how) == ("montag", "known")
    outcome = run(desk(), article(tmp_path, "Das Theater spielt.\n\nDie Karten sind teuer.\n", "dienstag.txt"))
    assert outcome.job and (outcome.job.article.slug, outcome.job.how) == ("dienstag", "new")
    assert entries(catalog(tmp_path, "montag"))["In Kiel regnet es."].target == "It is raining in Kiel."


def test_a_name_used_again_while_the_article_lies_elsewhere_is_two_articles(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path, "Der Montag wird sonnig.\n\nIn Kiel regnet es.\n", "wetter.txt")
    run(desk(), path)
    (tmp_path / "zz").mkdir()
    moved = path.rename(tmp_path / "zz" / "wetter-montag.txt")
    article(tmp_path, "Das Theater spielt.\n\nDie Karten sind teuer.\n", "wetter.txt")
    outcomes = list(pipeline.translate(desk(), [path, moved]))
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert sorted(p.read_text("utf-8")[:12] for p in tmp_path.glob("corpus/*/source.txt")) == ["Das Theater ", "Der Montag w"]


@pytest.mark.parametrize("still", [True, False])
def test_two_articles_with_one_url_stay_two(desk: Desk, tmp_path: Path, still: bool) -> None:
    head = "---\nurl: https://www.example.org/\n---\n\n"
    one = article(tmp_path, head + "Der Rat tagt am Abend.\n\nDie Sitzung ist offen.\n", "rat.md")
    run(desk(), one)
    edit(catalog(tmp_path, "rat"), "Die Sitzung ist offen.", "The session is open.")
    run(desk(), one)
    if not still:
        one.unlink()
    two = article(tmp_path, head + "Das Theater spielt.\n\nDie Karten sind teuer.\n", "theater.md")
    for _ in range(2):
        assert all(outcome.error is None for outcome in pipeline.translate(desk(), [one, two] if still else [two]))
    assert {path.parent.name for path in tmp_path.glob("corpus/*/en.po")} == {"rat", "theater"}
    assert entries(catalog(tmp_path, "rat"))["Die Sitzung ist offen."].target == "The session is open."
    three = article(tmp_path, head + "Der Rat tagt am Abend.\n\nDie Sitzung ist geheim.\n\nEr berät lange.\n", "rat-neu.md")
    outcome = run(desk(), three)
    assert outcome.job and outcome.job.article.slug == ("rat-neu" if still else "rat")


@pytest.mark.parametrize(("language", "date"), [("en", "from German with echo 1. As of May 4, 2026."), ("fr", "from German with echo 1. As of May 4, 2026."),
                                               ("en-GB", "from German with echo 1. As of 4 May 2026."), ("de", "4. Mai 2026")])  # fmt: skip
def test_the_credit_line_is_in_one_language(language: str, date: str) -> None:
    assert date in credits.line(credits.Credits("de", "en", 1, drafted=1, touched=1, engines={"echo 1": 1}, latest="2026-05-04T12:00:00Z"), language)


def test_slugs() -> None:
    assert slug(Path("Ärger mit Öl & Straße.html")) == "aerger-mit-oel-strasse"
    assert slug(Path("Зеленский.md")) == "article"
    assert slug(Path("corpus/fluss/source.md")) == "fluss"


ROLES = [  # what people do in order (name, text, fuzzy), credit line
    ([], "Machine-translated from German with echo 1, not yet reviewed."),
    ([("Ada", "First.", False)], "Machine-translated from German with echo 1. Post-edited in part by Ada (1 of 4 sentences confirmed)."),
    (
        [("Ada", "First.", False), ("Ben", "First!", False)],
        "Machine-translated from German with echo 1. Post-edited in part by Ada (1 of 4 sentences confirmed). Reviewed in part by Ben (1 of 4 sentences).",
    ),
    ([("Ada", "First.", True)], "Machine-translated from German with echo 1. Post-edited in part by Ada (0 of 4 sentences confirmed)."),
]


@pytest.mark.parametrize(("hands", "line"), ROLES)
def test_credits_say_no_more_than_the_revisions(desk: Desk, tmp_path: Path, hands: list[tuple[str, str, bool]], line: str) -> None:
    path = article(tmp_path)
    run(desk(), path)
    for name, text, fuzzy in hands:
        edit(catalog(tmp_path), "Erster Satz ist hier.", text, fuzzy=fuzzy, translator=name)
        run(desk(), path)
    project = desk()
    found = inspection.credits_of(project, project.corpus.article("fluss"))
    assert re.sub(r" As of .*", "", credits.line(found)) == line
    published = publication.publish(project, project.corpus.article("fluss")).data.decode()
    assert line in published.replace("\\", "")


def test_publication_of_a_text_nobody_drafted_keeps_the_source(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(words={"Titel": "title"}), path)
    made = publication.publish(desk(), desk().corpus.article("fluss"))
    assert made.data.decode().startswith("---\nlang: en\n")
    assert "# Der title\n" in made.data.decode()
    assert (made.segments, made.confirmed, made.untranslated) == (4, 0, 0)


BROKEN = ["msgid", 'msgid "a"\nmsgstr "b', "<<<<<<< HEAD\n", "\0", 'msgid "a"\nmsgid "b"\n', "\xff"]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_catalog_is_named_and_left_alone(desk: Desk, tmp_path: Path, text: str) -> None:
    path = article(tmp_path)
    run(desk(), path)
    broken = catalog(tmp_path).read_bytes() + text.encode("latin-1")
    catalog(tmp_path).write_bytes(broken)
    (outcome,) = pipeline.translate(desk(), [path])
    assert isinstance(outcome.error, CatalogError)
    assert outcome.error.path == str(catalog(tmp_path))
    assert catalog(tmp_path).read_bytes() == broken


def test_one_bad_file_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"a\0b")
    outcomes = list(pipeline.translate(desk(), [bad, article(tmp_path), tmp_path / "missing.md"]))
    assert [isinstance(o.error, TranslatorError) for o in outcomes] == [True, False, True]
    assert catalog(tmp_path).is_file()


def test_one_english_file_does_not_stop_a_redraft(desk: Desk, tmp_path: Path) -> None:
    project = desk()
    project.given = None  # the built-in package
    english = article(tmp_path, "---\nlang: en\n---\n\nThis is English.\n", "english.md")
    outcomes = list(pipeline.translate(project, [english, article(tmp_path)], redraft=True))
    assert [o.error is None for o in outcomes] == [False, True]
    assert catalog(tmp_path).is_file()


def test_a_better_engine_that_says_the_same_is_recorded(desk: Desk, tmp_path: Path) -> None:
    path = article(tmp_path)
    run(desk(), path)
    project = desk()
    engine = Echo()
    engine.signature = "echo 2#22222222"
    project.given = engine
    outcome = run(project, path, redraft=True)
    assert outcome.job
    assert {s.draft.engine for s in outcome.job.record.segments if s.draft} == {"echo 2#22222222"}
    again = run(project, path, redraft=True)
    assert again.job
    assert again.job.drafted == 0
