"""Reads glossary files: CSV with a header; comma, semicolon or tab; UTF-8, with or without its mark, or cp1252."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from translator import files
from translator.errors import GlossaryError
from translator.glossary.concept import Row, Status

COLUMNS = ("source", "target", "status", "kind", "match", "note", "concept")
LARGEST = 64 * 1024 * 1024
LONGEST = 1000  # characters of a term; more is a quote mark that was never closed


def find(root: Path, source: str, target: str) -> list[Path]:
    """Find the glossaries of a language pair; those of a variant (en-GB) come after those of its language."""
    language = target.partition("-")[0]
    folder = root / "glossaries"
    found = sorted(folder.glob(f"*.{source}-{language}.csv"))
    if language != target:
        found += sorted(folder.glob(f"*.{source}-{target}.csv"))
    return found


def load(paths: list[Path]) -> list[Row]:
    """Read glossary files in order."""
    return [row for path in paths for row in read(path)]


def read(path: Path) -> list[Row]:
    """Read one glossary file; a row that cannot be understood is named with its line."""
    data = files.read_bytes(path, limit=LARGEST)
    if b"\0" in data:
        raise GlossaryError("is binary: it holds NUL bytes", path=path, hint="save the spreadsheet as CSV (UTF-8)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if not text.strip():
        raise GlossaryError("is empty", path=path, hint="the first line is: " + ",".join(COLUMNS))
    if text.startswith("sep="):  # Excel's own line
        text = "\n" + text.partition("\n")[2]
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip().lower() for name in next(row for row in reader if row)]
        for name in ("source", "target"):
            if name not in header:
                raise GlossaryError(f"has no column {name!r}", path=path, line=1, hint="the first line is: " + ",".join(COLUMNS))
        rows, line = [], reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(header, cells, path, line))
            line = reader.line_num + 1
        return rows
    except csv.Error as error:
        raise GlossaryError(
            f"is not valid CSV: {error}", path=path, line=max(1, reader.line_num), hint="look for a quote mark that is not closed or doubled"
        ) from None


def _row(header: list[str], cells: list[str], path: Path, line: int) -> Row:
    if len(cells) > len(header):
        raise GlossaryError(f"has {len(cells)} cells, the header {len(header)}", path=path, line=line, hint='a cell with a comma in it needs quotes: "a, b"')
    values = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=False) if name in COLUMNS}
    status = values.get("status", "").lower() or Status.PREFERRED
    if status not in list(Status):
        raise GlossaryError(f"unknown status {status!r}", path=path, line=line, hint="one of " + ", ".join(Status))
    for name in ("source", "target"):
        if not values.get(name):
            raise GlossaryError(f"the {name} is empty", path=path, line=line)
        if len(values[name]) > LONGEST:
            raise GlossaryError(f"the {name} is longer than {LONGEST} characters", path=path, line=line, hint="look for a quote mark that is not closed")
    return Row(
        values["source"], values["target"], Status(status), values.get("kind", "").lower(), values.get("match", "").lower(),
        values.get("note", ""), values.get("concept", ""), str(path), line,
    )  # fmt: skip
