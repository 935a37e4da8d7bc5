"""A glossary file as people keep it: CSV with a header; comma, semicolon or tab; UTF-8, with or without its mark, UTF-16 or cp1252.

Nothing is lost between reading and writing: unknown columns, their order, blank lines and remarks (`# …`) keep their places, and a
spreadsheet finds its separator, line ends and mark again, so that one row more is one line of difference.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import files
from translator.errors import GlossaryError, StoreError
from translator.glossary.concept import Row, Status

COLUMNS = ("source", "target", "status", "kind", "match", "note", "concept")
NEEDED = ("source", "target")
HINT = "the first line is: " + ",".join(COLUMNS)
DELIMITERS = ",;\t"
LARGEST = 64 * 1024 * 1024
LONGEST = 1000  # characters of a term; more is a quote mark that was never closed
OPEN = "glossary-open"
REMARK = re.compile(r"#[\s#]")  # #MeToo is a term, and a column may be called #
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")  # controls, soft hyphen, zero width, direction


@dataclass(slots=True)
class Record:
    """One record of a file: its cells and the line where it begins; `broken` says why its quote marks cannot be read."""

    cells: list[str]
    line: int = 0
    broken: str = ""
    text: str = ""  # as it stands in the file

    @property
    def blank(self) -> bool:
        """Whether it is an empty line or a remark."""
        return not self.broken and (not any(cell.strip() for cell in self.cells) or self.cells == ["#"] or bool(REMARK.match(self.cells[0])))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is no row, by the id of the flaw that it is."""

    check: str
    reason: str
    hint: str = ""


@dataclass(slots=True)
class Table:
    """The records of one file: those before the header, the header, those behind it."""

    path: Path
    before: list[Record]
    header: Record
    records: list[Record]
    delimiter: str = ","
    newline: str = "\n"
    encoding: str = "utf-8"
    excel: str = ""  # its own first line, sep=;
    digest: str = ""
    whole: bool = True  # whether every byte of it could be read as text

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read a file; what cannot be understood of it is for `problems` to say, unless nothing can."""
        data = files.read_bytes(path, limit=LARGEST)
        text, encoding = decoded(data, path)
        whole = encoding != "cp1252" or "\ufffd" not in text
        lines = list(io.StringIO(text, newline=""))
        excel = lines.pop(0) if text.startswith("sep=") else ""
        said = excel.rstrip("\r\n").removeprefix("sep=")
        first = next((line for line in lines if line.strip() and not REMARK.match(line)), "")
        if not first:
            raise GlossaryError("is empty", path=path, hint=HINT)
        delimiter = said if said and said in DELIMITERS else max(DELIMITERS, key=first.count)
        records = list(_records(lines, delimiter, 2 if excel else 1))
        at = next((n for n, record in enumerate(records) if not record.blank), 0)
        newline = "\r\n" if first.endswith("\r\n") else "\n"
        kept = "utf-8-sig" if encoding == "cp1252" else encoding  # which has not every letter of a name
        return cls(path, records[:at], records[at], records[at + 1 :], delimiter, newline, kept, excel, files.digest(data), whole)

    @classmethod
    def new(cls, path: Path) -> Table:
        """Make a table with the usual header for a file that is not there yet, or empty."""
        return cls(path, [], Record(list(COLUMNS), 1), [], digest=files.digest(b"") if path.exists() else "")

    @property
    def columns(self) -> list[str]:
        return [] if self.header.broken else [name.strip().lower() for name in self.header.cells]

    @property
    def rows(self) -> list[Record]:
        """The records behind the header that are neither blank nor remarks."""
        return [record for record in self.records if not record.blank]

    def values(self, record: Record) -> dict[str, str]:
        """Return the cells of a record by column, as they stand; of two columns with one name the first counts."""
        return dict(reversed(list(zip(self.columns, record.cells, strict=False))))

    def row(self, record: Record) -> Row:
        """Return what a record says; call it only where there are no problems."""
        values = {name: " ".join(cell.split()) for name, cell in self.values(record).items()}
        return Row(
            values["source"], values["target"], Status(values.get("status", "").lower() or Status.PREFERRED), values.get("kind", "").lower(),
            values.get("match", "").lower(), values.get("note", ""), values.get("concept", ""), str(self.path), record.line,
        )  # fmt: skip

    def problems(self, record: Record) -> Iterator[Problem]:
        """Say why a record is no row."""
        if record.broken:
            yield Problem("glossary-broken", f"is not valid CSV: {record.broken}", "look for a quote mark that is not closed or doubled")
            return
        if len(record.cells) > len(self.columns):
            yield Problem("glossary-broken", f"has {len(record.cells)} cells, the header {len(self.columns)}", 'a cell with a comma in it needs quotes: "a, b"')
            return
        values = self.values(record)
        status = values.get("status", "").strip().lower()
        if status and status not in list(Status):
            yield Problem("glossary-status", f"unknown status {status!r}", "one of " + ", ".join(Status))
        for name in NEEDED:
            term = " ".join(values.get(name, "").split())
            if not term and name == "target":
                yield Problem(OPEN, "the target is empty: the row is left out")
            elif not term:
                yield Problem("glossary-broken", f"the {name} is empty")
            elif len(term) > LONGEST:
                yield Problem("glossary-broken", f"the {name} is longer than {LONGEST} characters", "look for a quote mark that is not closed")

    def undecided(self, record: Record) -> bool:
        """Whether nothing is wrong with a record but that it has no target yet, as `glossary extract` writes them."""
        return [problem.check for problem in self.problems(record)] == [OPEN]

    def parsed(self) -> Iterator[tuple[Record, Row]]:
        """Pair every record that has its target with its row; the first other problem is an error."""
        if self.header.broken:
            raise self._error(self.header)
        for name in NEEDED:
            if name not in self.columns:
                raise GlossaryError(f"has no column {name!r}", path=self.path, line=self.header.line, hint=HINT)
        for record in self.rows:
            problems = [problem.check for problem in self.problems(record)]
            if not problems:
                yield record, self.row(record)
            elif problems != [OPEN]:
                raise self._error(record)

    def _error(self, record: Record) -> GlossaryError:
        problem = next(self.problems(record))
        return GlossaryError(problem.reason, path=self.path, line=record.line, hint=problem.hint)

    def record(self, row: Row, old: Record | None = None) -> Record:
        """Write a row into the columns of the table, the rest from an old record; a column that it needs is added at the right."""
        values = {name: str(getattr(row, name)) for name in COLUMNS}
        if row.status is Status.PREFERRED and "status" not in self.columns:
            values["status"] = ""
        self.header.cells += [name for name, value in values.items() if value and name not in self.columns]
        cells = [*(old.cells if old else []), *[""] * len(self.columns)][: len(self.columns)]
        for name, value in values.items():
            if name in self.columns:
                cells[self.columns.index(name)] = value
        return Record(cells)

    def line(self, record: Record) -> int:
        """Return the line at which a record will begin when the table is written."""
        at = next(n for n, one in enumerate(self.records) if one is record)
        return 1 + (self.excel + self._data([*self.before, self.header, *self.records[:at]])).count("\n")

    def write(self) -> None:
        """Write the file as it was read, but UTF-8 for cp1252, whole or not at all; call it only while holding its lock."""
        if not self.whole:
            raise GlossaryError("is neither UTF-8 nor cp1252 throughout", path=self.path, hint="save the spreadsheet as CSV (UTF-8)")
        now = files.digest(files.read_bytes(self.path, limit=LARGEST)) if self.path.exists() else ""
        if now != self.digest:
            raise StoreError("was changed by another program in the meantime", path=self.path, hint="run the same command again")
        files.write(self.path, self.data())

    def data(self) -> bytes:
        """Return the bytes that `write` writes."""
        return (self.excel + self._data([*self.before, self.header, *self.records])).encode(self.encoding)

    def _as_it_was(self, record: Record) -> bool:
        """Whether a record says what its text in the file says; then that stays, with its own quote marks."""
        return next(csv.reader(io.StringIO(record.text, newline=""), delimiter=self.delimiter, strict=True), None) == record.cells

    def _data(self, records: Sequence[Record]) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.newline)
        for record in records:
            if record.broken:
                raise self._error(record)
            if record.text and (record.blank or self._as_it_was(record)):
                out.write(record.text if record.text.endswith("\n") else record.text.rstrip("\r") + self.newline)
            elif any(record.cells):
                # csv leaves a lone \r without quotes and could not read it back
                writer.writerow([cell.replace("\r\n", "\n").replace("\r", "\n") for cell in record.cells])
            else:
                out.write(self.newline)
        return out.getvalue()


def decoded(data: bytes, path: Path | None) -> tuple[str, str]:
    """Return a table's text and its encoding: UTF-16 with its mark, as spreadsheets save “Unicode text”, UTF-8 with or without, else cp1252."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data and not marked:
        raise GlossaryError("is binary: it holds NUL bytes", path=path, hint="save the spreadsheet as CSV (UTF-8)")
    try:
        if marked:
            return data.decode("utf-16"), "utf-16"
        return data.decode("utf-8-sig"), "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    except UnicodeDecodeError as error:
        if marked:
            raise GlossaryError(f"is broken UTF-16 ({error.reason})", path=path, hint="save the spreadsheet as CSV (UTF-8)") from None
    return data.decode("cp1252", "replace"), "cp1252"


def _records(lines: Sequence[str], delimiter: str, number: int) -> Iterator[Record]:
    """Cut lines into records; where a quote mark breaks one, the next line is tried as a new one."""
    at = 0
    while at < len(lines):
        start, reader = at, csv.reader((lines[n] for n in range(at, len(lines))), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                yield Record(cells, at + number, text="".join(lines[at:end]))
                at = end
        except csv.Error as error:
            yield Record([lines[at].rstrip("\r\n")], at + number, str(error))
            at += 1
