"""Romanisation: what English writes for a German-romanised name."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator.glossary.romanisation import suggest

CASES = [  # name, first suggestion
    ("Lankow", "Lankov"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
    ("Michail Gorbatschow", "Mikhail Gorbachev"),
    ("Rimski-Korsakow", "Rimsky-Korsakov"),
    ("Charkiw", "Kharkiv"),
    ("Kuleba", "Kuleba"),
    ("Xi Jinping", "Xi Jinping"),
    ("Vladimir Putin", "Vladimir Putin"),
    ("Jürgen Schröder", "Jürgen Schröder"),
    ("Ursula von der Leyen", "Ursula von der Leyen"),
    ("SPD", "SPD"),
]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_first_suggestion(name: str, form: str) -> None:
    assert suggest(name)[0].form == form


def test_suggestions_say_why() -> None:
    assert [(s.form, s.reason) for s in suggest("Sagitow", 2)] == [("Sagitov", "w → v"), ("Zagitov", "w → v")]
    assert suggest("") == []


def test_the_list_is_met_as_measured() -> None:
    with (ROOT / "tests/data/romanisation.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    first = sum(suggest(row["german"])[0].form in {row["english"], *(row["also"] or "").split("|")} for row in rows)
    assert len(rows) >= 200
    assert first / len(rows) >= 0.88


@given(st.text(max_size=40))
def test_any_text_has_few_suggestions_all_different(name: str) -> None:
    forms = [suggestion.form for suggestion in suggest(name, 3)]
    assert len(forms) == len(set(forms)) <= 3
