"""What drafts are worth: scores, shares, floors, and files that do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from translator import drafting, evaluation
from translator.cli.app import app
from translator.config import Settings
from translator.engines import Draft, Progress, Request
from translator.engines.echo import Echo
from translator.errors import UsageError
from translator.evaluation import Share
from translator.project import Project

DATA = ROOT / "tests" / "data"
SMALL = ["Der Hund sieht Lankow.", "Das ist Kiew."]


class Carrier(Echo):
    """An echo that carries marks, but loses those of sentences with `verliert`."""

    carries_marks = 2

    def translate(self, requests: object, progress: Progress | None = None) -> list[Draft]:
        drafts = super().translate(requests, progress)  # type: ignore[arg-type]  # as the echo's
        return [Draft(draft.text.replace("</1>", "")) if "verliert" in draft.text else draft for draft in drafts]


@pytest.mark.parametrize(
    ("source", "reference", "text", "share"),
    [
        ("Andrej Lankow kam.", "Andrei Lankow came.", "Lankow came.", Share(1, 1)),
        ("Odhiambo und Lankow", "Odhiambo and Lankow", "Odhiambo and Lankows", Share(1, 2)),
        ("Die Hand von Meier", "The Hand of Meier, a hand", "Nothing", Share(0, 1)),
        ("Der Hund", "The dog", "The dog", Share(0, 0)),
    ],
)
def test_names_that_both_sides_share_are_counted(source: str, reference: str, text: str, share: Share) -> None:
    assert evaluation.names([source], [reference], [text]) == share


def test_a_perfect_draft_has_perfect_scores(tmp_path: Path) -> None:
    (tmp_path / "g.de-en.csv").write_text("source,target\nKiew,Kyiv\nHund,dog\n", "utf-8")
    project = Project(Settings(root=tmp_path, glossaries=(tmp_path / "g.de-en.csv",)), engine=Carrier())
    scores = evaluation.evaluate(project, SMALL, SMALL, language="de")
    assert (round(scores.bleu), round(scores.chrf), round(scores.ter)) == (100, 100, 0)
    assert scores.names == Share(5, 5)
    assert scores.terms == Share(0, 2) and scores.inserted == Share(2, 2) and scores.marks == Share(2, 2)
    mended = evaluation.evaluate(project, SMALL, SMALL, language="de", mend=True)
    assert mended.terms == Share(2, 2)
    assert "100.00" in evaluation.said(scores) and "1.000  2 of 2 sentences" in evaluation.said(scores)


def test_marks_that_do_not_come_back_whole_are_put_back_by_words() -> None:
    engine = Carrier()
    sources = ["Er <1>geht</1> heim.", "Er <1>verliert</1> viel.", "H<1>2</1>O", "Nichts", "<3>Drei</3> da"]
    assert drafting.carried(engine, sources) == ["Er <1>geht</1> heim.", None, None, None, None]
    assert [answer.text for answer in drafting.draft(engine, sources)] == sources
    seen: list[int] = []
    drafting.draft(engine, sources, seen.append)
    assert sum(seen) == len(sources)


@pytest.mark.parametrize(
    ("source", "reference", "said"),
    [
        (b"Eins.\nZwei.\n", b"One.\n", "1 lines, but"),
        (b"", b"", "no sentences"),
        (b"\n\n", b"\n\n", "no sentences"),
        (b"Stra\xdfe\n", b"Street\n", "not UTF-8 (byte 4)"),
        (b"a\0b\n", b"x\n", "NUL"),
    ],
)
def test_files_that_do_not_fit_are_refused(tmp_path: Path, source: bytes, reference: bytes, said: str) -> None:
    (tmp_path / "s").write_bytes(source)
    (tmp_path / "r").write_bytes(reference)
    with pytest.raises(UsageError, match=said.replace("(", r"\(").replace(")", r"\)")):
        evaluation.pairs(tmp_path / "s", tmp_path / "r")


def test_windows_lines_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    for end in ("", "\r\n"):
        (tmp_path / "s").write_bytes(f"\ufeffEins.\r\n\r\nZwei.{end}".encode())
        assert evaluation.lines(tmp_path / "s") == ["Eins.", "", "Zwei."]


@pytest.mark.parametrize(
    ("floors", "said"),
    [
        ("bleu = 10\nnames = 0.5", []),
        ("bleu = 30.5", ["bleu is 20.0, below 30.5"]),
        ("marks = 0.5", ["marks was not measured"]),
        ("\ufeffbleu = 20", []),
        ("engine = 1", None),
        ("ter = 60", None),
        ("bleu = nan", None),
        ("blue = 1", None),
        ("bleu = true", None),
        ("bleu =", None),
    ],
)
def test_floors(tmp_path: Path, floors: str, said: list[str] | None) -> None:
    (tmp_path / "f.toml").write_text(floors, "utf-8")
    facts = {"engine": "e", "bleu": 20.0, "names": 0.5, "ter": 50.0}
    if said is None:
        with pytest.raises(UsageError):
            evaluation.floors(tmp_path / "f.toml")
    else:
        assert evaluation.below(facts, evaluation.floors(tmp_path / "f.toml")) == said


def test_the_command_prints_scores_and_fails_below_a_floor(tmp_path: Path) -> None:
    for name, suffix in (("s", "de"), ("r", "en")):
        text = (DATA / f"evaluate.{suffix}.txt").read_text("utf-8")
        (tmp_path / name).write_text("\n \n" + "".join(text.splitlines(keepends=True)[:10]), "utf-8")
    (tmp_path / "f.toml").write_text("bleu = 99.0", "utf-8")
    command = ["evaluate", "--source", str(tmp_path / "s"), "--reference", str(tmp_path / "r"), "--glossary", str(DATA / "evaluate.de-en.csv"), "--json"]
    good = CliRunner().invoke(app, command)
    facts = json.loads(good.stdout)
    assert good.exit_code == 0
    assert {"bleu", "chrf", "ter", "signature", "sentences", "seconds", "engine", "names", "terms", "inserted"} <= set(facts) and facts["sentences"] == 12
    bad = CliRunner().invoke(app, [*command, "--floors", str(tmp_path / "f.toml")])
    assert bad.exit_code == 1 and "below 99.0" in bad.stderr


def test_requests_of_an_engine_that_carries_marks_have_spaces_around_them() -> None:
    engine = Carrier()
    drafting.draft(engine, ["Das <1>Haus</1>, das brennt."])
    assert engine.asked == ["Das <1> Haus </1>, das brennt."]
    assert engine.translate([Request("Das")])[0].text == "Das"
