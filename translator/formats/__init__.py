"""Documents in one language: each format is one walk, for reading and for rebuilding, with two visitors."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, cast

from translator.errors import FormatError, UsageError
from translator.formats.splice import Metadata, Visit
from translator.model import Document, Unit

FORMATS = {  # a file's ending -> the module that walks it
    ".txt": "txt",
    ".text": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".po": "po",
    ".pot": "po",
}


class Format(Protocol):
    """What a format module offers."""

    def walk(self, data: bytes, visit: Visit) -> bytes:
        """Visit every unit in reading order and return the file with the visitor's answers in their places.

        The visitor that answers with each unit's own text gets the file back, byte for byte.
        """

    def metadata(self, data: bytes) -> Metadata:
        """Return title, author, date, url, license and language where the file names them."""


def find(name: str) -> str:
    """Return the name of the format for a file name."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"no format for {suffix or 'a file without an ending'}", path=name, hint=f"known: {', '.join(sorted(FORMATS))}")
    return FORMATS[suffix]


def below(path: Path, corpus: Path) -> list[Path]:
    """List the articles of a folder and of those below it, by name; anything else stands for itself.

    Hidden files are left out, PO files too (a corpus is full of them), and of a corpus everything but its sources.
    """
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(folder).absolute().is_relative_to(corpus.absolute())
        for name in sorted(names):
            file = Path(folder, name)
            if (
                file.suffix.lower() in FORMATS
                and FORMATS[file.suffix.lower()] != "po"
                and not name.startswith((".", "~$"))
                and (not inside or file.stem == "source")
            ):
                found.append(file)
    return found


def module(name: str) -> Format:
    """Return the module of a format."""
    return cast(Format, import_module(f"translator.formats.{name}"))


def read(path: str, data: bytes) -> Document:
    """Read a document: its units in reading order and what it says about itself."""
    name = find(path)
    units: list[Unit] = []

    def collect(unit: Unit) -> str:
        if unit.translatable:
            units.append(unit)
        return unit.text

    try:
        module(name).walk(data, collect)
        return Document(path, data, name, tuple(units), dict(module(name).metadata(data)))
    except FormatError as error:
        error.path = error.path or path
        raise


def write(document: Document, visit: Visit) -> bytes:
    """Write a document with the visitor's answers."""
    return module(document.format).walk(document.data, visit)
