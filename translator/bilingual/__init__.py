"""Files with source and target: our catalogs, and the same work laid out for other programs."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Protocol, cast

from translator.bilingual.sheet import Sheet
from translator.errors import FormatError, UsageError

WRITERS = {  # what --format names -> the module that writes it
    "po": "posheet",
    "xliff": "xliff2",
    "xliff12": "xliff12",
    "tmx": "tmxsheet",
    "docx": "docxtable",
    "html": "htmltable",
}


class Writer(Protocol):
    """What a module of this list offers."""

    def write(self, sheet: Sheet) -> bytes:
        """Write an article as a file of the format."""


class Reader(Protocol):
    """What a module that reads a file from outside offers."""

    def read(self, data: bytes, path: str) -> Sheet:
        """Read a file that another program may have changed."""


def writer(format: str) -> Writer:
    """Return what writes a format."""
    if format not in WRITERS:
        raise UsageError(f"unknown format {format!r}", path="--format", hint="one of " + ", ".join(WRITERS))
    return cast(Writer, import_module(f"translator.bilingual.{WRITERS[format]}"))


def read(data: bytes, path: str) -> Sheet:
    """Read a file from outside; what it is is told by its first bytes, as other programs change endings."""
    if not data.strip():
        raise FormatError("is empty", path=path, hint="name a file of translator export")
    sheet = cast(Reader, import_module(f"translator.bilingual.{_reader(data)}")).read(data, path)
    if not sheet.rows:
        raise FormatError("holds no sentence", path=path, hint="name a file of translator export")
    return sheet


def _reader(data: bytes) -> str:
    start = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16: XML only, gettext has none
    if data.startswith(b"PK"):
        return "docxtable"
    if re.search(rb"<(?:!doctype\s+html|html)\b", start, re.I) and b"<xliff" not in start:
        return "htmltable"
    return "xliff" if wide or start.startswith(b"<") else "posheet"
