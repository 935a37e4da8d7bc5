"""The error tree: every error that a user can cause, with its place, its reason, a way out and an exit code."""

from __future__ import annotations

from enum import IntEnum
from os import PathLike


class Exit(IntEnum):
    """What the shell is told."""

    GOOD = 0
    ISSUES = 1
    USAGE = 2
    FAILED = 3


class TranslatorError(Exception):
    """Says where something went wrong, why, and what to do about it."""

    exit_code = Exit.FAILED

    def __init__(self, reason: str, *, path: str | PathLike[str] | None = None, line: int | None = None, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint
        self.path = None if path is None else str(path)
        self.line = line

    @property
    def place(self) -> str:
        """The file and, where one is known, the line; else the program's name."""
        if self.path is None:
            return "translator"
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        text = f"error: {self.place}: {self.reason}"
        return f"{text}\nhint: {self.hint}" if self.hint else text


class UsageError(TranslatorError):
    """The command line or the settings ask for something that cannot be meant."""

    exit_code = Exit.USAGE


class FormatError(TranslatorError):
    """A document that cannot be read as what it claims to be."""


class CatalogError(TranslatorError):
    """A PO file that is broken or that belongs to another document."""


class GlossaryError(TranslatorError):
    """A glossary file with a row that cannot be understood."""


class EngineError(TranslatorError):
    """No engine for the language pair, or one that does not work."""


class PackageError(TranslatorError):
    """A model package that is missing, broken, hostile or not the one that was expected."""


class StoreError(TranslatorError):
    """A file that cannot be written, or that another program holds or has changed."""
