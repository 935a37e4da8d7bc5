"""The glossary's words in drafts: each stage on an engine whose words are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.test_glossary import matcher
from translator import drafting, pipeline
from translator.drafting import Answer
from translator.engines import Draft, Progress, Request
from translator.engines.echo import Echo
from translator.glossary.matcher import Matcher
from translator.project import Project
from translator.repair.terms import Terms

GLOSSARY = matcher(
    ("Kleber", "Kleber", "", "person"),
    ("Lankow", "Lankov", "", "person"),
    ("Auswärtiges Amt", "Federal Foreign Office", "", "org"),
    ("Bündnis", "alliance", "", "term"),
    ("Fahrgast", "passenger", "", "term"),
    ("Dörte Angelbeck", "Dörte Angelbeck", "", "person"),
)
WORDS = {
    "Kleber": "adhesive", "spricht": "speaks", "Das": "The", "ein": "a", "Ein": "A", "Bündnis": "band", "Auswärtige": "external", "Amt": "bureau",
    "Fahrgäste": "guests", "Fahrgäste.": "guests.", "Viele": "Many", "Angelbeck": "hook", "Klebers": "adhesive's", "Buch": "book",
}  # fmt: skip
ALIGNED = [  # source, draft
    ("Kleber spricht", "Kleber speaks"),
    ("Klebers Buch", "Kleber's book"),
    ("Das Auswärtige Amt spricht", "The Federal Foreign Office speaks"),
    ("ein Bündnis spricht", "an alliance speaks"),
    ("Viele Fahrgäste.", "Many passengers."),
    ("Dörte Angelbeck spricht", "Dörte Angelbeck speaks"),
    ("<1>Kleber</1> spricht", "<1>Kleber</1> speaks"),
    ("Das Buch", "The book"),
]


class Plain(Echo):
    """An echo that hears nothing of what is written into its source, so that only the words' places help."""

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        known = {"Kleber", "alliance", "passenger", "Dörte Angelbeck", "Federal Foreign Office"}
        return [Draft("", cut=True) if any(word in r.text for word in known) and "Kleber" not in r.text and "Dörte" not in r.text else d
                for r, d in zip(requests, super().translate(requests, progress), strict=True)]  # fmt: skip


def made(engine: Echo, source: str, glossary: Matcher = GLOSSARY) -> Answer:
    return drafting.with_terms(engine, glossary, [Terms(glossary)], [source], drafting.draft(engine, [source]))[0]


@pytest.mark.parametrize(("source", "text"), ALIGNED)
def test_terms_are_put_over_the_aligned_words(source: str, text: str) -> None:
    answer = made(Plain(WORDS), source)
    assert answer.text == text
    assert answer.notes == (() if source == "Das Buch" else ("aligned words",))


def test_a_term_in_the_source_is_tried_before_the_words_are_replaced() -> None:
    answer = made(Echo(WORDS), "ein Bündnis spricht")
    assert (answer.text, answer.by) == ("a alliance speaks", "term in source")


class Carrying(Echo):
    """An engine that carries marks."""

    carries_marks = 3


def test_a_term_in_the_source_keeps_the_marks_that_the_engine_carries() -> None:
    answer = made(Carrying(WORDS), "<2>ein</2> Bündnis <1>mit Lankow</1>, spricht")
    assert (answer.text, answer.by) == ("<2>a</2> alliance <1>mit Lankow</1>, speaks", "term in source")


class Choosy(Echo):
    """An engine with two drafts, the second with the name."""

    score = -0.2

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        return [Draft("He comes", (("He comes", -0.1), ("Lankov comes", self.score))) for _ in requests]


def test_the_best_draft_with_the_name_is_chosen_unless_it_is_much_less_likely() -> None:
    assert made(Choosy(), "Lankow kommt").by == "n-best"
    engine = Choosy()
    engine.score = -3.0
    assert made(engine, "Lankow kommt") == Answer("He comes")


def test_what_is_not_lacking_is_not_drafted_again() -> None:
    engine = Echo({"kommt": "comes"})
    made(engine, "Das kommt")
    assert len(engine.asked) == 1


def test_the_history_shows_what_the_glossary_changed(desk: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "n.de-en.csv").write_text("source,target,kind\nKleber,Kleber,person\n", "utf-8")
    (tmp_path / "a.txt").write_text("Kleber spricht.\n", "utf-8")
    project = desk(words={"Kleber": "adhesive", "spricht.": "speaks."})
    (outcome,) = pipeline.translate(project, [tmp_path / "a.txt"])
    assert outcome.job is not None
    (segment,) = outcome.job.record.segments
    assert [(revision.text, revision.by) for revision in segment.revisions] == [("adhesive speaks.", ""), ("Kleber speaks.", "aligned words")]
