"""Glossary files as people keep them: read without loss, changed by one line, by one process at a time."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator import files
from translator.errors import GlossaryError, StoreError, TranslatorError
from translator.glossary import edit, order, store
from translator.glossary.concept import Row, Status
from translator.glossary.table import Record, Table

HEAD = "source,target,status,kind,match,note,concept\n"
OWN = sorted((ROOT / "glossaries").glob("*.csv"))


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


REWRITTEN = [  # as it came, as it is written
    ("source,target\nKiew,Kyiv\n", "source,target\nKiew,Kyiv\n"),
    ("\ufeffsource;target;mine\r\nKiew;Kyiv;x, y\r\n", "\ufeffsource;target;mine\r\nKiew;Kyiv;x, y\r\n"),
    ("\ufeff# x; y\r\nsource;target;mine\r\n\r\nKiew;Kyiv;\"x; y\nz\"\r\n", "\ufeff# x; y\r\nsource;target;mine\r\n\r\nKiew;Kyiv;\"x; y\nz\"\r\n"),
    ("sep=;\nsource;target\nKiew;Kyiv\n", "sep=;\nsource;target\nKiew;Kyiv\n"),
    ("mine\tsource\ttarget\n1\tKiew\tKyiv", "mine\tsource\ttarget\n1\tKiew\tKyiv\n"),
    ("source\ttarget\r\nKiew\tKyiv\r\n".encode("utf-16"), "source\ttarget\r\nKiew\tKyiv\r\n".encode("utf-16")),
    ("# Ukraine, \"east\"\nsource,target\n\n# more, of it\nKiew,Kyiv\n", "# Ukraine, \"east\"\nsource,target\n\n# more, of it\nKiew,Kyiv\n"),
    ("#,source,target\n1,#MeToo,#MeToo\n", "#,source,target\n1,#MeToo,#MeToo\n"),
    ("source;target\nAußenministerin;foreign minister\n".encode("cp1252"), "\ufeffsource;target\nAußenministerin;foreign minister\n"),
]  # fmt: skip


@pytest.mark.parametrize(("came", "out"), REWRITTEN)
def test_nothing_is_lost_between_reading_and_writing(tmp_path: Path, came: str | bytes, out: str | bytes) -> None:
    path = written(tmp_path / "g.csv", came)
    (before,) = store.read(path)
    table = Table.read(path)
    table.write()
    assert path.read_bytes() == (out if isinstance(out, bytes) else out.encode())
    (after,) = store.read(path)
    assert (before.source, before.target) == (after.source, after.target)
    assert after.line == table.line(table.rows[0])


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8), min_size=3, max_size=3), max_size=6))
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("g") / "g.csv"
    table = Table(path, [], Record(["source", "target", "mine"]), [Record(cells) for cells in rows])
    table.write()
    again = Table.read(path)
    assert [record.cells for record in again.rows] == [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in record.cells] for record in table.rows]
    assert again.data() == path.read_bytes()


def test_own_glossaries_are_written_as_they_are() -> None:
    for path in OWN:
        table = Table.read(path)
        assert table.data() == path.read_bytes()
        assert order.of([row for _, row in table.parsed()]) is not None


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_row_taken_out_goes_back_to_its_place(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    for row in store.read(path)[::5]:
        copy = written(tmp_path / path.name, data)
        with edit.opened(copy) as table:
            table.records.remove(next(record for record, other in table.parsed() if (other.source, other.target) == (row.source, row.target)))
        assert len(copy.read_bytes().splitlines()) == len(data.splitlines()) - 1
        assert edit.add(copy, row) == row.line
        assert copy.read_bytes() == data


ADDED = [  # file, row, lines of the file
    ("", Row("Kiew", "Kyiv"), ["source,target,status,kind,match,note,concept", "Kiew,Kyiv,preferred,,,,"]),
    ("source,target\n", Row("Kiew", "Kyiv"), ["source,target", "Kiew,Kyiv"]),
    ("source,target\nB,b\nD,d\n", Row(" A ", "a  a"), ["source,target", "A,a a", "B,b", "D,d"]),
    ("source,target\nb,x\nC,y\n", Row("B2", "z"), ["source,target", "b,x", "B2,z", "C,y"]),
    ("source,target\nD,d\nA,a\nC,c\n", Row("C", "x", Status.FORBIDDEN), ["source,target,status", "D,d", "A,a", "C,c", "C,x,forbidden"]),
    ("source,target,note\nA,,3x\nKiew,,7x\nB,b,\n", Row("Kiew", "Kyiv"), ["source,target,note", "A,,3x", "Kiew,Kyiv,", "B,b,"]),
    ("source,target,kind,note\nKiew,,place,my note\n", Row("Kiew", "Kyiv"), ["source,target,kind,note", "Kiew,Kyiv,place,my note"]),
    ("target,mine,source\nb,1,B\n# later\nd,2,D\n", Row("C", "c"), ["target,mine,source", "b,1,B", "c,,C", "# later", "d,2,D"]),
    ("source,target\nÄpfel,apples\nBirnen,pears\nÖl,oil\nPech,pitch\n", Row("Ofen", "oven"),
     ["source,target", "Äpfel,apples", "Birnen,pears", "Ofen,oven", "Öl,oil", "Pech,pitch"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "lines"), ADDED)
def test_a_row_is_added_at_its_place(tmp_path: Path, text: str, row: Row, lines: list[str]) -> None:
    path = tmp_path / "new" / "g.csv"
    if text:
        path.parent.mkdir()
        path.write_bytes(text.encode())
    line = edit.add(path, row)
    assert path.read_text("utf-8").splitlines() == lines
    assert lines[line - 1].split(",")[lines[0].split(",").index("source")] == row.source.strip()
    assert {one.name for one in path.parent.iterdir()} == {"g.csv", ".locks"}


def test_rows_that_stay_keep_their_quote_marks(tmp_path: Path) -> None:
    path = written(tmp_path / "g.csv", '"source","target"\n"B","b ""c"""\r\n')
    edit.add(path, Row("A", "a"))
    assert path.read_bytes().decode() == '"source","target"\nA,a\n"B","b ""c"""\r\n'


def test_a_spreadsheet_gets_one_line_of_difference(tmp_path: Path) -> None:
    path = written(tmp_path / "g.csv", '\ufeffsource;target;note\r\nBär;bear;\r\nZoll;customs;"a; b"\r\n')
    edit.add(path, Row("Hafen", "port", note="c; d"))
    assert path.read_bytes().decode() == '\ufeffsource;target;note\r\nBär;bear;\r\nHafen;port;"c; d"\r\nZoll;customs;"a; b"\r\n'


REFUSED = [
    (Row("Kiew", "Kyiv"), "stands here already, preferred"),
    (Row("Kiew", "Kyiv", Status.FORBIDDEN), "stands here already, preferred"),
    (Row("kiew", "Kiev"), "“Kiew” is “Kyiv” here already"),
    (Row("", "x"), "the source is empty"),
    (Row("x", "\u00a0 "), "the target is empty"),
    (Row("x\u200b", "x"), "the source holds an invisible character"),
    (Row("x", "a\x07"), "the target holds an invisible character"),
    (Row("# x", "x"), "would be read as a remark"),
    (Row("x", "x", kind="city"), "unknown kind 'city'"),
    (Row("x", "x", match="exakt"), "unknown match 'exakt'"),
    (Row("x", "x" * 1001), "the target is longer"),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_a_row_that_cannot_stand_is_refused(tmp_path: Path, row: Row, reason: str) -> None:
    path = written(tmp_path / "g.csv", "source,target\nKiew,Kyiv\n")
    before = path.read_bytes()
    with pytest.raises(TranslatorError, match=reason):
        edit.add(path, row)
    assert path.read_bytes() == before


@pytest.mark.parametrize("row", [Row("Kiew", "Kiev", Status.FORBIDDEN), Row("Kiew", "Kiev", Status.ADMITTED), Row("Kiew", "drake", concept="duck")])
def test_what_does_not_clash_is_added(tmp_path: Path, row: Row) -> None:
    path = written(tmp_path / "g.csv", HEAD + "Kiew,Kyiv,preferred,place,,,\n")
    assert edit.add(path, row) == 3


def test_a_broken_file_is_not_touched(tmp_path: Path) -> None:
    for text in ('source,target\n"Kiew,Kyiv\n', "source,target\na,b,c\n", b"source,target\n\xe4\x81,x\n"):
        path = written(tmp_path / "g.csv", text)
        before = path.read_bytes()
        with pytest.raises(GlossaryError):
            edit.add(path, Row("A", "a"))
        assert path.read_bytes() == before


def test_a_row_is_replaced_with_its_own_columns(tmp_path: Path) -> None:
    path = written(tmp_path / "g.csv", "source,target,mine\nKiew,Kiev,1\nLwiw,Lviv,2\n")
    edit.change(path, [(Row("Kiew", "Kiev"), Row("Kiew", "Kyiv"))])
    assert path.read_text() == "source,target,mine\nKiew,Kyiv,1\nLwiw,Lviv,2\n"
    with pytest.raises(GlossaryError, match="has no row"):
        edit.change(path, [(Row("Kiew", "Kiev"), Row("Kiew", "Kyjiw"))])


def test_another_program_is_not_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path / "g.csv", "source,target\nA,a\n")
    table = Table.read(path)
    path.write_text("source,target\nB,b\n")
    with pytest.raises(StoreError, match="changed by another program"):
        table.write()
    assert path.read_text() == "source,target\nB,b\n"


def _adds(path: Path, name: str) -> None:
    for number in range(10):
        edit.add(path, Row(f"{name}{number}", "x"))


def test_two_at_once_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_adds, args=(path, name)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [row.source for row in store.read(path)] == [f"{name}{number}" for name in "ab" for number in range(10)]


def test_a_kill_in_the_middle_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "g.csv", "source,target\nA,a\n")
    other = written(tmp_path / f".h.csv{files.TEMPORARY}1", "another's")
    pid = os.fork()
    if not pid:
        os.fsync = lambda _: os._exit(9)  # type: ignore[assignment]  # dies in the child only
        edit.add(path, Row("B", "b"))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    assert path.read_text() == "source,target\nA,a\n"
    edit.add(path, Row("B", "b"))
    assert {one.name for one in tmp_path.iterdir()} == {"g.csv", ".locks", other.name}
