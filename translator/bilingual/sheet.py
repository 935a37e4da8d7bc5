"""What an article has in one language, laid out for another program: rows in reading order, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from translator.model import State

MAKER = "translation-desk"  # what our files say about their program; never a person's name


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text beside the target: what memory or machine wrote (`tm`, `mt`), by which engine."""

    text: str
    origin: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, marked; `state` is None where a file does not say how far it has come.

    `typing` tells that a file has a word for text that nobody has confirmed (PO: fuzzy): changed text is then no more than that.
    """

    key: str
    source: str
    target: str = ""
    state: State | None = None
    kind: str = ""
    line: int = 0  # of the article when it is written, of the file when it was read
    previous: str = ""  # an older source that the target was made for
    comment: str = ""
    note: str = ""  # origin, who, when: for people to read
    proposals: tuple[Proposal, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()  # word of the glossary -> its good forms, the preferred one first
    typing: bool = False
    problem: str = ""  # why the file's text cannot be taken


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one article; `version` is the digest of its source file, `save` the id of the catalog that was written out."""

    article: str = ""
    original: str = ""  # the source file's name
    language: str = ""
    target: str = ""
    version: str = ""
    save: str = ""
    rows: tuple[Row, ...] = ()
    translator: str = ""  # who worked on it, where the file says so
    date: str = ""  # of that name, where a file has one
    loose: bool = False  # whether the program that wrote it may have changed white space
