"""Post-editing effort and the audit: what the revisions say, measured as sacrebleu does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.ter import TER

from tests.test_cli import translator
from tests.test_human_work import A, B, C, edit, pofile, run
from translator import effort, inspection, times
from translator.model import Origin, Revision, Segment, State
from translator.project import Project


def made(*revisions: tuple[str, Origin, State, str]) -> Segment:
    return Segment("k", "Quelle", revisions=tuple(Revision(text, origin, state, by) for text, origin, state, by in revisions))


MT, REPAIR, HUMAN = Origin.MT, Origin.REPAIR, Origin.HUMAN
DRAFT, TYPED, DONE, FINAL = State.INITIAL, State.TRANSLATED, State.REVIEWED, State.FINAL
CASES: list[tuple[Segment, effort.Work | None]] = [
    (made(("a b", MT, DRAFT, "")), None),
    (made(("a b", MT, DRAFT, ""), ("a c", HUMAN, TYPED, "Jo")), None),  # not confirmed
    (made(("a b", HUMAN, DONE, "Jo")), None),  # nothing was offered
    (made(("a b", MT, DRAFT, ""), ("a c", HUMAN, DONE, "Jo")), effort.Work("k", "Jo", "a b", "a c")),
    (made(("a b", MT, DRAFT, ""), ("A b", REPAIR, DRAFT, ""), ("A b", HUMAN, DONE, "Jo")), effort.Work("k", "Jo", "A b", "A b")),
    (made(("a", MT, DRAFT, ""), ("c", HUMAN, DONE, "Jo"), ("c", HUMAN, FINAL, "Kim")), effort.Work("k", "Jo", "a", "c")),  # Kim reviewed
    (made(("a", MT, DRAFT, ""), ("c", HUMAN, DONE, "Jo"), ("d", HUMAN, DONE, "Kim")), effort.Work("k", "Kim", "a", "d")),
    (made(("<1>a</1> b", MT, DRAFT, ""), ("a <1>b</1>", HUMAN, DONE, "Jo")), effort.Work("k", "Jo", "a b", "a b")),
]


@pytest.mark.parametrize(("segment", "expected"), CASES)
def test_work_is_read_off_the_revisions(segment: Segment, expected: effort.Work | None) -> None:
    assert effort.work([segment]) == ([expected] if expected else [])


WORDS = st.lists(st.sampled_from("the a man Man dog bites . , “no” Lankov’s".split()), min_size=1, max_size=9).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_hter_is_sacrebleus_ter(pairs: list[tuple[str, str]]) -> None:
    measured = effort.measure(effort.Work(str(number), "Jo", draft, final) for number, (draft, final) in enumerate(pairs))
    expected = TER().corpus_score([draft for draft, _ in pairs], [[final for _, final in pairs]]).score
    assert measured.hter == pytest.approx(expected)
    assert measured.unchanged == sum(draft == final for draft, final in pairs)


def test_the_signature_is_sacrebleus() -> None:
    metric = TER()
    metric.corpus_score(["a"], [["a"]])
    assert str(metric.get_signature()).startswith(effort.SIGNATURE)


def test_effort_and_audit_of_an_article(desk: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries/names.de-en.csv").write_text("source,target,kind\nLankow,Lankov,person\n", "utf-8")
    run(desk("Jo"), tmp_path / "a.txt", f"Lankow kam am Montag.\n\n{B}\n\n{C}\n")
    edit(pofile(tmp_path), "Lankow kam am Montag.", "Lankov came on Monday.", who="Jo <jo@example.org>")
    edit(pofile(tmp_path), B, "Der Hund schläft im Garten.")
    project = desk("Jo")
    article = project.corpus.article("a")
    rows = inspection.audit(project, article)
    assert [(row["state"], row["translated_by"], row["reviewed_by"], row["unchanged"]) for row in rows] == [
        ("reviewed", "Jo", "Jo", False), ("reviewed", "Jo", "Jo", True), ("initial", "", "", None),
    ]  # fmt: skip
    assert {row["engine_package"] for row in rows} == {"echo"}
    assert {row["glossary_files"] for row in rows} == {"names.de-en.csv"}
    assert all(row["glossary"] == row["glossary_sha256"][:8] for row in rows)
    articles, people = inspection.effort_of(project, [article])
    assert articles["a"] == people["Jo"]
    assert (articles["a"].segments, articles["a"].unchanged, articles["a"].words) == (2, 1, 9)

    lines = [json.loads(line) for line in translator("status", "--effort", "--json", cwd=tmp_path).stdout.splitlines()]
    assert [(line.get("effort"), line.get("person") or line["article"]) for line in lines] == [(None, "a"), ("article", "a"), ("person", "Jo")]
    assert "characters changed" in translator("status", "--effort", cwd=tmp_path).stdout
    for kind in ("text", "csv", "json"):
        assert "names.de-en.csv" in translator("audit", "a", "--format", kind, cwd=tmp_path).stdout
    assert translator("audit", "a", "--format", "xml", cwd=tmp_path).returncode == 2


def test_times_are_their_persons_own(desk: Callable[..., Project], tmp_path: Path, home: Path) -> None:
    run(desk("Jo"), tmp_path / "a.txt", f"{A} {B}\n")
    edit(pofile(tmp_path), A, "The woman reads a book.", who="Jo <jo@example.org>")
    project = desk("Jo")
    key = project.corpus.load(project.corpus.article("a"), "en", project.person, "").segments[0].key
    for seconds in (12.5, 7.5, 10**9):
        times.note(project.settings.corpus, "a", "en", key, "Jo", seconds, "2026-11-24T00:00:00Z")
    assert times.place(project.settings.corpus).is_relative_to(home)
    with times.place(project.settings.corpus).open("ab") as file:
        file.write(b"broken\n{}\n[1]\n\xff\n")
    assert times.read(project.settings.corpus, "en") == {("a", key): 20 + times.LONGEST}
    assert times.read(project.settings.corpus, "fr") == {}
    _, people = inspection.effort_of(project, [project.corpus.article("a")])
    assert (people["Jo"].timed, people["Jo"].seconds) == (1, 20 + times.LONGEST)
    assert not list(tmp_path.rglob("*times*"))
