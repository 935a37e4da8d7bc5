"""The names that CLDR gives for free: which there are, and that they lie under the glossary."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_glossary_files import HEAD, written
from translator import config
from translator.errors import UsageError
from translator.glossary import seed
from translator.glossary.lint import lint
from translator.glossary.romanisation import Suggestion
from translator.project import Project

SEEDED = [
    ("Kiew", "Kyiv"),
    ("Österreich", "Austria"),
    ("Hongkong", "Hong Kong"),
    ("Russisch", "Russian"),
    ("Schweizer Franken", "Swiss franc"),
    ("Niedersachsen", "Lower Saxony"),
]


def test_names_of_cldr() -> None:
    rows = seed.rows("de", "en", config.SEEDS)
    found = {(row.source, row.target) for row in rows}
    assert len(rows) > 600
    assert found >= set(SEEDED)
    assert {row.kind for row in rows} == {"place", "term"}
    assert not {row.source for row in rows} & seed.COMMON
    assert tuple(seed.KINDS) == config.SEEDS
    assert seed.rows("fr", "en-GB", ["cities"]) and not seed.rows("fr", "en", ["regions"])
    assert [row.target for row in rows if row.source == "Bayern"] == ["Bavaria", "Bavarian", "Bavarians", "Bayern"]
    assert seed.exonyms("Bayern", "de", "en-GB")[0] == Suggestion("Bavaria", "own list (regions)")


def test_a_seed_is_a_glossary_without_flaws(tmp_path: Path) -> None:
    out = io.StringIO()
    rows = sorted(seed.rows("de", "en", config.SEEDS), key=lambda row: row.source)
    csv.writer(out).writerows([["source", "target", "status", "kind", "match"], *([r.source, r.target, r.status, r.kind, r.match] for r in rows)])
    assert list(lint([written(tmp_path / "g.csv", out.getvalue())])) == []


def test_seeds_are_off_unless_asked_for_and_lie_under_the_glossary(desk: Callable[..., Project], tmp_path: Path) -> None:
    own = written(tmp_path / "g.csv", HEAD + "Kiew,Kiev,,place,,,kiew\n")
    text = "Prag und Kiew."
    assert [m.best for m in desk(glossaries=(own,)).matcher("de").find(text)] == ["Kiev"]
    assert [m.best for m in desk(glossaries=(own,), seed=("cities",)).matcher("de").find(text)] == ["Prague", "Kiev"]
    path = written(tmp_path / "translator.toml", 'seed = ["towns"]\n')
    with pytest.raises(UsageError, match="unknown seed 'towns'"):
        config.load(path=path, environ={})
    assert config.load(environ={"TRANSLATOR_SEED": "cities,languages"}, start=ROOT).seed == ("cities", "languages")
