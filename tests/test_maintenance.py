"""Work over a corpus: its names with their renderings, where a term stands, candidates for the glossary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from translator import maintenance, pipeline
from translator.glossary.candidates import extract
from translator.glossary.matcher import Matcher
from translator.project import Project

WORDS = {"Lankow": "Lankov", "traf": "met", "Merz": "Merz", "Der": "The", "Experte": "expert", "kam.": "came.", "Er": "He", "sah": "saw", "Lankow.": "Lankow."}


@pytest.fixture
def corpus(desk: Callable[..., Project], tmp_path: Path) -> Project:
    """A desk with two articles that spell a name in two ways."""
    project = desk(words=WORDS)
    for name, text in (("eins", "Der Experte Lankow traf Merz.\n"), ("zwei", "Er sah Lankow.\n\nDer Experte Andrej Lankow kam.\n")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        assert all(outcome.error is None for outcome in pipeline.translate(project, [tmp_path / f"{name}.txt"]))
    return project


def test_names_are_listed_over_articles(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    listed = {name.source: name for name in maintenance.names(corpus, texts)}
    lankow = listed["Lankow"]
    assert {form: len(places) for form, places in lankow.renderings} == {"Lankov": 1, "Lankow": 1}
    assert (lankow.right, lankow.consistent) == ("Lankov", False)
    assert listed["Merz"].consistent
    rows = maintenance.rows_for(corpus, list(listed.values()), "Lankow", "Lankov", "de")
    assert [(row.source, row.target, row.status.value) for row in rows] == [("Lankow", "Lankov", "preferred"), ("Lankow", "Lankow", "forbidden")]


def test_a_term_is_found_where_it_stands(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    assert [(place.article, place.line, form) for place, form in maintenance.where(texts, "Lankow")] == [
        ("eins", 1, "Lankow"),
        ("zwei", 1, "Lankow"),
        ("zwei", 3, "Lankow"),
    ]
    assert [place.line for place, _ in maintenance.where(texts, "expert")] == [1, 3]
    assert len(maintenance.holding(texts, "Lankov")) == 2


PHRASES = [  # text, candidates
    ("Präsident Wladimir Putin sprach. Putin sprach lange.", [("Wladimir Putin", "name")]),
    ("Die Schuldenbremse gilt. Die Schuldenbremsen gelten.", [("Schuldenbremse", "term")]),
    ("Er kam am Ende der Woche.", []),
    ("Freie Stellen fehlen.", []),
]


@pytest.mark.parametrize(("text", "candidates"), PHRASES)
def test_candidates(text: str, candidates: list[tuple[str, str]]) -> None:
    found = [(c.source, c.kind) for c in extract([(text, 1)], [], Matcher([]))]
    assert found == candidates


def test_candidates_come_with_english_of_the_corpus() -> None:
    pairs = [("Die Schuldenbremse gilt.", "The debt brake holds."), ("Eine Schuldenbremse fehlt.", "A debt brake is missing."), ("Er kam.", "He came.")]
    (candidate,) = extract([(source, 1) for source, _ in pairs], pairs, Matcher([]))
    assert candidate.targets == (("debt brake", "in 2 of 2 translations"),)
