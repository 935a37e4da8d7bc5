"""The memory at work: what people confirmed comes back before the machine is asked, and is learned wherever it is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.test_cli import translator
from tests.test_human_work import edit, hist, pofile, run
from translator import inspection, pipeline, recalling
from translator.config import Person
from translator.model import Match, Origin
from translator.project import Project, in_cache
from translator.publication import open_article, publish

Desk = Callable[..., Project]
RAT, DU, SIE = "Der Rat tagt heute.", "Kommst du mit?", "Am Abend kommen viele Gäste."


def text(*sentences: str) -> str:
    return "\n\n".join(sentences) + "\n"


def confirmed(desk: Desk, tmp_path: Path, slug: str, source: str, target: str) -> None:
    edit(pofile(tmp_path, slug), source, target, who="Ann")


def article(desk: Desk, tmp_path: Path, slug: str, body: str, *, said: dict[str, str] | None = None) -> None:
    """Draft an article, and confirm some of its sentences in another editor."""
    run(desk(), tmp_path / f"{slug}.txt", body)
    for source, target in (said or {}).items():
        confirmed(desk, tmp_path, slug, source, target)
    run(desk(), tmp_path / f"{slug}.txt")


def targets(tmp_path: Path, slug: str) -> dict[str, tuple[str, bool]]:
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in polib.pofile(str(pofile(tmp_path, slug))) if not entry.obsolete}


def test_what_people_confirmed_comes_back_as_a_draft(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The council meets today."})
    outcome = run(desk(), tmp_path / "b.txt", text("Neu hier.", RAT))
    assert (outcome.job.recalled, outcome.job.drafted) == (1, 1)
    assert targets(tmp_path, "b")[RAT] == ("The council meets today.", True)
    line = next(row for row in map(json.loads, hist(tmp_path, "b").read_text("utf-8").splitlines()) if row.get("origin") == "tm")
    assert (line["by"], line["state"], line["text"]) == ("memory: a", "initial", "The council meets today.")
    before = {path: path.read_bytes() for path in (tmp_path / "corpus").glob("*/*") if path.parent.name != ".locks"}
    for more in ({}, {"again": True}, {"redraft": True}):
        for slug in "ab":
            run(desk(), tmp_path / f"{slug}.txt", **more)
    assert {path: path.read_bytes() for path in (tmp_path / "corpus").glob("*/*") if path.parent.name != ".locks"} == before


def test_a_machine_draft_that_stands_is_left(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "b.txt", text("Neu hier.", RAT))
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The council meets today."})
    outcome = run(desk(), tmp_path / "b.txt", again=True)
    assert outcome.job.recalled == 0
    assert targets(tmp_path, "b")[RAT][0] == RAT


def test_drafts_are_not_learned(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", text("Guten Tag.", RAT))
    edit(pofile(tmp_path), RAT, "Typed, not confirmed.", fuzzy=True, who="Ann")
    run(desk(), tmp_path / "a.txt")
    assert run(desk(), tmp_path / "b.txt", text("Neu hier.", RAT)).job.recalled == 0
    assert len(desk().memory("de")) == 0


def test_context_decides_between_two_and_without_it_the_machine_drafts(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Papa, wir gehen.", DU, "Ja."), said={DU: "Are you coming, Dad?"})
    article(desk, tmp_path, "b", text("Mama, wir gehen.", DU, "Nein."), said={DU: "Are you coming, Mum?"})
    run(desk(), tmp_path / "c.txt", text("Neu hier.", "Sehr neu.", "Noch neuer.", "Ganz und gar neu.", "Mama, wir gehen.", DU, "Nein."))
    assert targets(tmp_path, "c")[DU] == ("Are you coming, Mum?", True)
    run(desk(), tmp_path / "d.txt", text("Ganz neu.", DU, "Anders."))
    assert targets(tmp_path, "d")[DU][0] == DU


def test_a_sentence_said_twice_in_one_article(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT, SIE), said={RAT: "The council meets today."})
    run(desk(), tmp_path / "a.txt", text("Guten Tag.", RAT, SIE, RAT))
    assert [(entry.msgstr, entry.fuzzy) for entry in polib.pofile(str(pofile(tmp_path))) if entry.msgid == RAT] == [
        ("The council meets today.", False),
        ("The council meets today.", True),
    ]


def test_an_older_translation_of_the_new_sentence_is_the_alternative(desk: Desk, tmp_path: Path) -> None:
    new = "Der Rat tagt heute nicht."
    article(desk, tmp_path, "a", text("Guten Tag.", new), said={new: "The council does not meet today."})
    article(desk, tmp_path, "b", text("Neu hier.", RAT, SIE), said={RAT: "The council meets."})
    run(desk(), tmp_path / "b.txt", text("Neu hier.", new, SIE))
    project = desk()
    _, _, segments = open_article(project, project.corpus.article("b"), "en")
    assert (segments[1].target, segments[1].alternative, segments[1].previous) == ("The council meets.", "The council does not meet today.", RAT)


def test_a_draft_for_an_older_sentence_gives_way(desk: Desk, tmp_path: Path) -> None:
    new = "Der Rat tagt heute nicht."
    article(desk, tmp_path, "a", text("Guten Tag.", new), said={new: "The council does not meet today."})
    run(desk(), tmp_path / "b.txt", text("Neu hier.", RAT, SIE))
    outcome = run(desk(), tmp_path / "b.txt", text("Neu hier.", new, SIE))
    assert (outcome.job.recalled, outcome.job.drafted) == (1, 0)
    assert targets(tmp_path, "b")[new] == ("The council does not meet today.", True)


def test_the_glossary_reaches_recalled_text_and_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The Rat meets today."})
    (tmp_path / "g.csv").write_text("source,target,status\nRat,council,preferred\nRat,Rat,forbidden\n", "utf-8")
    run(desk(glossaries=(tmp_path / "g.csv",)), tmp_path / "b.txt", text("Neu hier.", RAT))
    assert targets(tmp_path, "b")[RAT] == ("The council meets today.", True)
    run(desk(), tmp_path / "b.txt", again=True)
    assert targets(tmp_path, "b")[RAT] == ("The Rat meets today.", True)


def test_publishing_notices_and_learns(desk: Desk, tmp_path: Path) -> None:
    run(desk(), tmp_path / "a.txt", text("Guten Tag.", RAT))
    recalling.opened(desk(), "de")
    confirmed(desk, tmp_path, "a", RAT, "The council meets today.")
    before = hist(tmp_path).read_bytes()
    publish(desk(), desk().corpus.article("a"))
    assert hist(tmp_path).read_bytes() == before
    assert [match.target for match in desk().memory("de").look_up(RAT)] == ["The council meets today."]
    edit(pofile(tmp_path), RAT, "The council meets.", who="Ann")
    run(desk(), tmp_path / "a.txt")
    assert [match.target for match in desk().memory("de").look_up(RAT)] == ["The council meets."]


def test_credits_do_not_call_memory_a_machine(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The council meets today."})
    article(desk, tmp_path, "e", text("Gute Nacht.", SIE), said={SIE: "Many guests come."})
    run(desk(), tmp_path / "b.txt", text(RAT, SIE, RAT))
    project = desk()
    said = inspection.credits_of(project, project.corpus.article("b"))
    assert (said.drafted, said.recalled, said.engines) == (3, 3, {})
    assert "Taken from earlier translations, not yet reviewed." in publish(project, project.corpus.article("b")).data.decode()
    run(desk(), tmp_path / "c.txt", text(RAT, "Ganz neu hier."))
    page = publish(project, project.corpus.article("c")).data.decode()
    assert "Machine-translated from German with echo 1, not yet reviewed. Some sentences come from earlier translations." in page


@pytest.mark.parametrize("trouble", ["no folder", "broken", "gone"])
def test_nothing_breaks_without_a_memory(desk: Desk, tmp_path: Path, home: Path, trouble: str) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The council meets today."})
    path = in_cache(tmp_path / "corpus", "memory", ".db")
    assert path.is_file()
    for beside in path.parent.glob("*"):
        beside.unlink()
    if trouble == "no folder":
        path.parent.rmdir()
        path.parent.write_text("a file")
    elif trouble == "broken":
        path.write_bytes(b"no database" * 1000)
    outcome = run(desk(), tmp_path / "b.txt", text("Neu hier.", RAT))
    assert outcome.job.recalled == (0 if trouble == "no folder" else 1)


def test_a_rebuilt_memory_is_the_same(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT, SIE), said={RAT: "The council meets today.", SIE: "Many guests."})
    run(desk(), tmp_path / "a.txt", text("Guten Tag.", SIE))  # one is obsolete now
    asked = [RAT, SIE, "Guten Tag."]

    def known() -> list[list[Match]]:
        return [desk().memory("de").look_up(source, before="Guten Tag.") for source in asked]

    before = known()
    assert sum(map(len, before)) == 2
    assert recalling.rebuild(desk(), "de") == 2
    assert known() == before


def test_states_and_origins_of_what_is_recalled(desk: Desk, tmp_path: Path) -> None:
    article(desk, tmp_path, "a", text("Guten Tag.", RAT), said={RAT: "The council meets today."})
    project = desk()
    (outcome,) = pipeline.translate(project, [tmp_path / "a.txt"], again=True)
    assert outcome.job is not None
    (tmp_path / "b.txt").write_text(text("Neu hier.", RAT), "utf-8")
    (outcome,) = pipeline.translate(project, [tmp_path / "b.txt"])
    assert outcome.job is not None
    segment = outcome.job.record.segments[1]
    assert segment.draft is not None and segment.draft.origin is Origin.TM
    assert not segment.touched and not segment.confirmed
    assert inspection.progress(project, project.corpus.article("b"))["outdated"] == 0


TMX = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="de"
datatype="plaintext"/><body><tu><tuv xml:lang="de"><seg>Der Rat tagt am 3. Mai.</seg></tuv><tuv xml:lang="en"><seg>The council meets on May 3.</seg></tuv></tu>
</body></tmx>"""


def test_an_alias_hides_the_name_in_an_imported_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mine.tmx"
    path.write_text(
        TMX.replace('"en"><seg>', '"en" creationid="Maria Real &lt;maria@example.org&gt;"><seg>').replace("<tu>", "<tu><note>Maria Real</note>"), "utf-8"
    )
    project = desk()
    project.person = Person("Fuchs", ("Maria Real", "maria@example.org"))
    number, copy = recalling.take_in(project, path, "de")
    assert number == 1 and b"Maria" not in copy.read_bytes() and b"maria" not in copy.read_bytes()
    (match,) = project.memory("de").look_up("Der Rat tagt am 3. Mai.")
    assert (match.by, match.target) == ("Fuchs", "The council meets on May 3.")


def test_the_commands(tmp_path: Path) -> None:
    (tmp_path / "Alt.tmx").write_text(TMX, "utf-8")
    (tmp_path / "bad.tmx").write_text("<tmx>", "utf-8")
    (tmp_path / "fr.tmx").write_text(TMX.replace('"en"><seg>', '"fr"><seg>'), "utf-8")
    done = translator("memory", "export", cwd=tmp_path)
    assert done.returncode == 2 and "holds nothing" in done.stderr
    done = translator("memory", "import", "Alt.tmx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "corpus" / ".memory" / "alt.tmx").is_file()
    for name, code in (("bad.tmx", 3), ("fr.tmx", 2), ("none.tmx", 2)):
        done = translator("memory", "import", name, cwd=tmp_path)
        assert done.returncode == code and done.stderr.startswith(f"error: {name}"), done.stderr
    done = translator("memory", "lookup", "Der Rat tagt am 4. Mai.", "--json", cwd=tmp_path)
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["target"], row["kind"], row["penalties"], row["origin"]) == (
        "The council meets on May 4.",
        "fuzzy",
        ["number adapted", "imported"],
        "tmx:alt.tmx",
    )
    assert "The council meets" in translator("memory", "lookup", "council", "--concordance", cwd=tmp_path).stdout
    done = translator("memory", "lookup", "Ganz anders.", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "") and "holds 1 unit" in done.stderr
    assert translator("memory", "lookup", " ", cwd=tmp_path).returncode == 2
    done = translator("memory", "rebuild", cwd=tmp_path)
    assert done.returncode == 0 and "1 unit" in done.stderr
    first = translator("memory", "export", "-o", "out.tmx", cwd=tmp_path)
    assert first.returncode == 0
    assert translator("memory", "export", cwd=tmp_path).stdout.encode() == (tmp_path / "out.tmx").read_bytes()
    (tmp_path / "neu.txt").write_text("Guten Tag.\n\nDer Rat tagt am 3. Mai.\n", "utf-8")
    done = translator("translate", "neu.txt", cwd=tmp_path)
    assert "1 drafted, 1 from memory" in done.stderr, done.stderr
    assert "memory: tmx:alt.tmx" in (tmp_path / "corpus" / "neu" / "en.po").read_text("utf-8")
