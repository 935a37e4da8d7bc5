"""Work over a corpus: its names with their renderings, where a term stands, candidates for the glossary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from translator import maintenance, pipeline
from translator.errors import UsageError
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


def test_a_name_that_only_begins_sentences_is_listed(desk: Callable[..., Project], tmp_path: Path) -> None:
    project = desk(words={"kam.": "came.", "ging.": "went."})
    path = tmp_path / "a.txt"
    path.write_text("Tschernyschow kam. Tschernyschow ging.\n\nJulia Tschernyschow kam. Bald ging.\n", "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(project, [path]))
    listed = {name.source: (name.right, name.count) for name in maintenance.names(project, list(maintenance.opened(project, list(project.corpus.articles()))))}
    assert listed == {"Tschernyschow": ("Chernyshov", 2), "Julia Tschernyschow": ("Julia Chernyshov", 1)}


def written(project: Project) -> str:
    return (project.settings.root / "glossaries/names.de-en.csv").read_text("utf-8")


def test_accepting_a_form_writes_the_glossary_and_mends_drafts(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    rows = maintenance.accepted(corpus, texts, "Lankow", "Lankov", "de")
    plan = maintenance.planned(texts, rows)
    assert [(place.article, place.line) for place in plan.mended] == [("zwei", 1)]
    change = maintenance.apply(corpus, texts, rows, "de")
    assert [(place.article, place.target) for place in change.mended] == [("zwei", "He saw Lankov.")]
    assert written(corpus).splitlines()[1:] == ["Lankow,Lankov,preferred,,,,", "Lankow,Lankow,forbidden,,,,"]
    assert all(name.consistent for name in maintenance.names(fresh(corpus), list(maintenance.opened(corpus, list(corpus.corpus.articles())))))
    assert maintenance.accepted(fresh(corpus), texts, "Lankow", "Lankov", "de") == []


def fresh(project: Project) -> Project:
    return Project(project.settings, project.person, project.given)


def test_a_persons_sentence_is_reported_and_stays(corpus: Project) -> None:
    catalog = corpus.settings.corpus / "zwei/en.po"
    catalog.write_text(catalog.read_text("utf-8").replace("#, fuzzy\nmsgctxt", "msgctxt").replace("He saw Lankow.", "Lankow was seen by him."), "utf-8")
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    change = maintenance.apply(corpus, texts, maintenance.accepted(corpus, texts, "Lankow", "Lankov", "de"), "de")
    assert [place.target for place in change.left] == ["Lankow was seen by him."]
    assert not change.mended
    assert "Lankow was seen by him." in catalog.read_text("utf-8")


def test_a_form_is_renamed_everywhere_and_the_old_one_forbidden(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    maintenance.apply(corpus, texts, maintenance.accepted(corpus, texts, "Lankow", "Lankov", "de"), "de")
    again = fresh(corpus)
    texts = list(maintenance.opened(again, list(again.corpus.articles())))
    rows = maintenance.renamed(again, texts, "Lankov", "Lankof", "de")
    before = written(again)
    assert len(maintenance.planned(texts, rows).mended) == 3
    assert written(again) == before
    change = maintenance.apply(again, texts, rows, "de")
    assert sorted(place.target for place in change.mended) == ["He saw Lankof.", "The expert Andrej Lankof came.", "The expert Lankof met Merz."]
    assert "Lankow,Lankof,preferred" in written(again)
    assert "Lankow,Lankov,forbidden" in written(again)


def test_a_rename_can_be_taken_back(corpus: Project) -> None:
    folder = corpus.settings.root / "glossaries"
    folder.mkdir()
    (folder / "names.de-en.csv").write_text("source,target,status\nLankow,Lankov,preferred\nLankow,Lankof,forbidden\n", "utf-8")
    for old, new in (("Lankov", "Lankof"), ("Lankof", "Lankov")):
        project = fresh(corpus)
        texts = list(maintenance.opened(project, list(project.corpus.articles())))
        maintenance.apply(project, texts, maintenance.renamed(project, texts, old, new, "de"), "de")
    assert written(corpus) == "source,target,status\nLankow,Lankov,preferred\nLankow,Lankof,forbidden\n"


def test_what_stands_nowhere_cannot_be_renamed(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    with pytest.raises(UsageError, match="stands in no glossary"):
        maintenance.renamed(corpus, texts, "Nobody", "Anybody", "de")
    with pytest.raises(UsageError, match="no such name"):
        maintenance.accepted(corpus, texts, "Niemand", "Nobody", "de")


def test_articles_that_spell_a_name_differently_are_said(corpus: Project) -> None:
    found = list(maintenance.across(corpus, list(maintenance.opened(corpus, list(corpus.corpus.articles())))))
    assert [(issue.place, issue.check, issue.suggestion, issue.message) for issue in found] == [
        (f"{corpus.settings.corpus}/zwei/source.txt:1", "name-corpus", "Lankov", "“Lankow” is “Lankov” in eins")
    ]


def test_a_term_is_found_where_it_stands(corpus: Project) -> None:
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    assert [(place.article, place.line, form) for place, form in maintenance.where(texts, "Lankow")] == [
        ("eins", 1, "Lankow"),
        ("zwei", 1, "Lankow"),
        ("zwei", 3, "Lankow"),
    ]
    assert [place.line for place, _ in maintenance.where(texts, "expert")] == [1, 3]


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


def test_each_form_keeps_what_was_noted_of_it(corpus: Project) -> None:
    path = corpus.settings.root / "glossaries/h.de-en.csv"
    path.parent.mkdir(exist_ok=True)
    head = "source,target,status,kind,note,quelle\n"
    path.write_text(head + "Lankow,Lankov,preferred,person,bis 2024,Duden\nLankow,Lankof,admitted,person,Beschluss,UNGEGN\n", "utf-8")
    after = head + "Lankow,Lankov,forbidden,person,bis 2024,Duden\nLankow,Lankof,preferred,person,Beschluss,UNGEGN\n"
    texts = list(maintenance.opened(corpus, list(corpus.corpus.articles())))
    for rows in (maintenance.renamed(corpus, texts, "Lankov", "Lankof", "de"), maintenance.accepted(corpus, texts, "Lankow", "Lankof", "de")):
        before = path.read_bytes()
        maintenance.apply(fresh(corpus), texts, rows, "de")
        assert sorted(line for line in path.read_text("utf-8").splitlines() if "Lankow,Lankow" not in line) == sorted(after.splitlines())
        path.write_bytes(before)
