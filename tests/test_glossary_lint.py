"""The linter of glossaries: a row and its flaw, and the commands list, add, lint."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.test_cli import translator
from tests.test_glossary_files import HEAD, OWN, written
from translator.errors import GlossaryError
from translator.glossary import store
from translator.glossary.lint import lint

FLAWS = [  # rows behind the header, (line, id, a part of message or suggestion)
    ("Kiew,Kyiv,preferred,place,,,\n", []),
    ("a,b,c,d,e,f,g,h\nKiew,Kiev,forbidden\n", [(2, "broken", "8 cells"), (3, "orphan", "no preferred")]),
    (",b\n", [(2, "broken", "source is empty")]),
    ("A,\nB,b,bad\n", [(2, "open", "target is empty"), (3, "status", "one of preferred")]),
    ('A,a\n"B,b\nC,c,admited\n', [(3, "broken", "not valid CSV"), (4, "status", "admitted")]),
    ("A,a,verboten\n", [(2, "status", "forbidden")]),
    ("A,a,,city\n", [(2, "kind", "place")]),
    ("A,a,,,exakt\n", [(2, "match", "exact")]),
    ("A,a,,,case exact\n", []),
    ("A b,c\na  B,C\n", [(3, "duplicate", "line 2"), (3, "space", "a B")]),
    ("NATO,NATO\nNATO,Nato,forbidden\n", []),
    ("Kiew,Kiev\nKiew,Kyiv\n", [(3, "clash", "“Kiev” in line 2")]),
    ("Kiew,Kiev\nKiew,Kyiv,admitted\n", []),
    ("Bank,bank,,,,,money\nBank,bench,,,,,seat\n", []),
    ("Kiew,Kyiv\nKiew,Kyiv,forbidden\n", [(3, "forbidden", "preferred in line 2")]),
    ("Kiew,Kiev,admitted\nKiew,Kiev,forbidden\n", [(2, "orphan", ""), (3, "forbidden", "admitted in line 2")]),
    ("Mrd.,billion,,,,,m\nMilliarde,milliard,forbidden,,,,m\n", [(3, "sort", "Milliarde")]),
    (" A,a\nB,b\u00a0b\nC,o\u0308l\nD\u00ad,d\n",
     [(2, "space", "edge"), (3, "space", "special"), (4, "space", "NFC"), (5, "space", "invisible")]),
    ("Charkiw,Kharkiv,,place\nCharkov,Kharkov,,place\n", []),
    ("Selenskij,Zelensky,,person\nSelenskyj,Zelenskyy,,person\n", [(3, "near", "Zelensky")]),
    ("Andrej Lenkow,Andrei Lenkov,,person\nLenkow,Lenkow,,person\n", [(3, "near", "Lenkov")]),
    ("Meier,Meier,,person\nMeyer,Meyer,,person\n", []),
    ("Kiev,Kyiv,,place\nKiew,Kiev,,place\n", [(3, "chain", "“Kiev” → “Kyiv” in line 2"), (3, "near", "")]),
    ("Kiew,Kyiv,,place\nKiew,Kiev,forbidden,place\nKyjiw,Kiev,,place\n", [(4, "chain", "forbidden for “Kiew”")]),
    ("Geschenk,gift\nGift,poison\n", []),
    ("Billion,billion,forbidden,term\nBillion,trillion,,term\nMilliarde,billion,,term\n", []),
    ("A (b,c\nD,“d\nE,„e“ (f)\n", [(2, "quote", "A (b"), (3, "quote", "“d")]),
    ("B,b\nA,a\nC,c\n", [(3, "sort", "“A”")]),
    ("Äpfel,a\nBirnen,b\nöl,o\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "flaws"), FLAWS)
def test_flaws(tmp_path: Path, text: str, flaws: list[tuple[int, str, str]]) -> None:
    found = list(lint([written(tmp_path / "g.de-en.csv", HEAD + text)]))
    assert [(flaw.line, flaw.id) for flaw in found] == [(line, f"glossary-{name}") for line, name, _ in flaws]
    for flaw, (_, _, part) in zip(found, flaws, strict=True):
        assert part in f"{flaw.message} {flaw.suggestion}"


HEADERS = [  # file, flaws
    ("source,target,comment\nA,a,b\n", ["minor glossary-column note"]),
    ("source,target,target\nA,a,a\n", ["minor glossary-column "]),
    ("quelle,target\nA,a\n", ["minor glossary-column source", "major glossary-column the first line is: source,target,status,kind,match,note,concept"]),
    ("", ["major glossary-broken the first line is: source,target,status,kind,match,note,concept"]),
    ("\0", ["major glossary-broken save the spreadsheet as CSV (UTF-8)"]),
    ('"source,target\nA,a\n', ["major glossary-broken "]),
]


@pytest.mark.parametrize(("text", "flaws"), HEADERS)
def test_flaws_of_headers(tmp_path: Path, text: str, flaws: list[str]) -> None:
    assert [f"{f.severity.label} {f.id} {f.suggestion}" for f in lint([written(tmp_path / "g.csv", text)])] == flaws


def test_own_glossaries_have_no_flaw() -> None:
    assert list(lint(OWN)) == []


@given(st.binary(max_size=300) | st.text('source,target;\n"# aä“(', max_size=200).map(lambda text: ("source,target\n" + text).encode()))
def test_lint_never_fails_and_agrees_with_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.mktemp("g") / "g.csv", data)
    hard = [flaw for flaw in lint([path]) if flaw.id in ("glossary-broken", "glossary-status") or flaw.message.startswith("has no column")]
    try:
        store.read(path)
    except GlossaryError:
        assert hard
    else:
        assert not hard or not data


def test_a_later_file_may_say_otherwise(tmp_path: Path) -> None:
    one, two = written(tmp_path / "a.csv", HEAD + "Kiew,Kiev,,place\n"), written(tmp_path / "b.csv", HEAD + "Kiew,Kyiv,,place\n")
    assert list(lint([one, two])) == []


def test_terms_that_no_text_holds(tmp_path: Path) -> None:
    path = written(
        tmp_path / "g.csv", HEAD + "Andrej Lenkow,Andrei Lenkov,,person\nAuswärtiges Amt,Foreign Office,,org\nKiew,Kyiv,,place\nMoskau,Moscow,,place\n"
    )
    found = list(lint([path], ["Im Auswärtigen Amt sprach Lenkow.", "Die Kiewer kennen Kiews Straßen."]))
    assert [(flaw.id, flaw.message) for flaw in found] == [("glossary-unseen", "“Moskau” stands in no article")]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with the house's glossaries."""
    shutil.copytree(ROOT / "glossaries", tmp_path / "glossaries", ignore=shutil.ignore_patterns(".*"))
    return tmp_path


def test_list(house: Path) -> None:
    rows = [json.loads(line) for line in translator("glossary", "list", "--json", cwd=house).stdout.splitlines()]
    assert len(rows) == len(store.load(OWN))
    assert list(rows[0]) == ["source", "target", "status", "kind", "match", "note", "concept", "file", "line"]
    done = translator("glossary", "list", "kie", "--kind", "place", "--status", "forbidden", cwd=house)
    assert done.stdout.splitlines() == ["source  target  status     kind   note", "Kiew    Kiev    forbidden  place  Russian form"]
    assert translator("glossary", "list", "--file", "glossaries/terms.de-en.csv", "Kiew", cwd=house).stderr == "0 rows\n"
    assert translator("glossary", "list", "--kind", "city", cwd=house).returncode == 2


def test_add(house: Path) -> None:
    done = translator("glossary", "add", "Lwiw", "Lviv", "--kind", "place", "--note", "west, Ukraine", cwd=house)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "added: glossaries/names.de-en.csv:38\n")
    assert (house / "glossaries" / "names.de-en.csv").read_text("utf-8").splitlines()[37] == 'Lwiw,Lviv,preferred,place,,"west, Ukraine",'
    assert "terms.de-en.csv" in translator("glossary", "add", "Fährplan", "ferry timetable", cwd=house).stderr
    assert "names.de-en-GB.csv:2" in translator("glossary", "add", "Kiew", "Kiev", "--kind", "place", "--to", "en-GB", cwd=house).stderr
    done = translator("glossary", "add", "Lwiw", "Lvov", "--kind", "place", cwd=house)
    assert done.returncode == 3
    assert done.stderr.startswith("error: glossaries/names.de-en.csv:38: “Lwiw” is “Lviv” here already\nhint: ")
    assert translator("glossary", "add", "A", "b", "--status", "best", cwd=house).returncode == 2
    assert translator("glossary", "lint", cwd=house).returncode == 0


def test_lint_says_it_as_a_compiler(house: Path) -> None:
    (house / "g.csv").write_text("source,target,status,kind\nKiew,Kyiv,prefered,place\nPrag,Prague,,city\n", "utf-8")
    done = translator("glossary", "lint", "g.csv", cwd=house)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "g.csv:2: major: unknown status 'prefered' → preferred [glossary-status]"
    assert done.stderr == "1 file: 2 issues: 1 major glossary-status, 1 minor glossary-kind\n"
    assert translator("glossary", "lint", "g.csv", "--fail-on", "critical", cwd=house).returncode == 0
    (row, _) = [json.loads(line) for line in translator("glossary", "lint", "g.csv", "--json", cwd=house).stdout.splitlines()]
    assert row == {"file": "g.csv", "line": 2, "place": "g.csv:2", "check": "glossary-status", "severity": "major",
                   "message": "unknown status 'prefered'", "suggestion": "preferred"}  # fmt: skip
    assert translator("glossary", "lint", "nowhere.csv", cwd=house).returncode == 2
    assert translator("glossary", "lint", "--fail-on", "minor", cwd=house).returncode == 0
