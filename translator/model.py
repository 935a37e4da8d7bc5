"""The things that travel through the desk, all frozen: Document, Unit, Segment, Revision, TranslationUnit, Match, Finding, Issue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from translator.errors import TranslatorError

LONGEST = 20_000  # characters of a target or a comment
UNFIT = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> bool:
    """Tell whether a catalog can hold a text: no NUL, no half of a character."""
    return not UNFIT.search(text)


class State(StrEnum):
    """How far a segment has come (XLIFF 2); a draft by a machine is *initial*."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind the text."""
        return self in (State.REVIEWED, State.FINAL)


class Origin(StrEnum):
    """Which hand a revision is by."""

    TM = "tm"
    MT = "mt"
    REPAIR = "repair"
    HUMAN = "human"
    UNKNOWN = "unknown"  # fuzzy text in a catalog that has no history


class Severity(IntEnum):
    """How bad an issue is (MQM)."""

    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        return self.name.lower()


BY_POSITION, CUT = "marks by position", "cut"  # what may be noted of a draft (`Revision.by`)


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of a segment's history; `when` is UTC in ISO 8601, `engine` and `glossary` are what a machine wrote it with."""

    text: str
    origin: Origin
    state: State
    by: str = ""
    when: str = ""
    engine: str = ""
    glossary: str = ""

    @property
    def typing(self) -> bool:
        """Whether it is a person's text that nobody has confirmed."""
        return self.origin is Origin.HUMAN and not self.state.confirmed

    def follows(self, before: Revision) -> bool:
        """Whether it goes on with the unconfirmed typing of one hand, which counts once."""
        return self.typing and before.typing and self.by == before.by


def added(revisions: Sequence[Revision], revision: Revision) -> tuple[Revision, ...]:
    """Return revisions with one more; typing that it goes on with is left out."""
    return (*(revisions[:-1] if revisions and revision.follows(revisions[-1]) else revisions), revision)


@dataclass(frozen=True, slots=True)
class Unit:
    """One block of a document: marked text, the line where it begins, and for each character its place in the file.

    The kinds in `ASKS` are not text of the document: with them a walk asks what to write for the language, the
    metadata, the credit line and the date of a publication, and how far the text that it was just given has come
    (a `State`; nothing, if part of it has no translation). The answer to leave things as they are is the unit's own text.
    """

    kind: str
    text: str
    line: int = 1
    at: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()  # for each character its line, if they lie on more than one

    ASKS = ("language", "metadata", "credit", "date", "state")

    def line_of(self, index: int) -> int:
        """Return the line of the file that holds a character of the text."""
        return self.lines[index] if index < len(self.lines) else self.line

    @property
    def translatable(self) -> bool:
        return self.kind not in Unit.ASKS


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, its key and its history. The target is the last revision's text: a step can only add one."""

    key: str
    source: str
    line: int = 1
    revisions: tuple[Revision, ...] = ()
    previous: str = ""  # an older source that this history began with, until a person has confirmed the new one
    alternative: str = ""  # a new draft beside a person's text for an older source
    kind: str = "paragraph"
    comment: str = ""  # what a translator wrote in the catalog
    flags: tuple[str, ...] = ()  # further flags of the catalog's entry

    @property
    def target(self) -> str:
        return self.revisions[-1].text if self.revisions else ""

    @property
    def state(self) -> State:
        return self.revisions[-1].state if self.revisions else State.INITIAL

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind this text for this source."""
        return self.state.confirmed and not self.previous

    @property
    def touched(self) -> bool:
        """Whether a person has had a hand in it; from then on no machine changes it."""
        return any(revision.origin is Origin.HUMAN for revision in self.revisions)

    @property
    def draft(self) -> Revision | None:
        """The last text of memory or machine, before repairs; repairs always start from it."""
        for revision in reversed(self.revisions):
            if revision.origin in (Origin.TM, Origin.MT):
                return revision
        return None

    def revise(self, text: str, origin: Origin, by: str, *, when: str, state: State = State.INITIAL, engine: str = "", glossary: str = "") -> Segment:
        """Add a revision."""
        revisions = added(self.revisions, Revision(text, origin, state, by, when, engine, glossary))
        return replace(self, revisions=revisions, previous="", alternative="") if state.confirmed else replace(self, revisions=revisions)


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A sentence with a translation that somebody stands behind, as memories hold and exchange it.

    `origin` is the article or the TMX file that it is from. `before` and `after` are the source sentences around it,
    as text or as the 12 hexadecimal digits of their digest (`memory.texts.context`); empty where there is none.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    by: str = ""
    when: str = ""
    origin: str = ""
    key: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory offers for a sentence: 101 stands in the same context, 100 is the same text, below it is fuzzy.

    `target` is adapted to the sentence asked for, `original` as somebody confirmed it; `penalties` name what speaks against it.
    """

    source: str
    target: str
    score: int
    kind: str  # context, exact or fuzzy
    penalties: tuple[str, ...] = ()
    original: str = ""
    by: str = ""
    when: str = ""
    origin: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one target: a message, the span in the target, and a suggestion where one is certain."""

    message: str
    span: tuple[int, int] = (0, 0)
    suggestion: str | None = None
    severity: Severity | None = None  # where it is another than the check's own


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding with its place: what reports print."""

    document: str
    line: int
    key: str | None
    check: str
    severity: Severity
    message: str
    source: str = ""
    target: str = ""
    suggestion: str | None = None
    start: int = 0
    end: int = 0
    ignored: str = ""  # the reason, if a translator's comment has it ignored
    known: bool = False  # whether a baseline holds it

    @property
    def open(self) -> bool:
        """Whether it is to be printed and counts for the exit code."""
        return not self.ignored and not self.known

    @property
    def place(self) -> str:
        return f"{self.document}:{self.line}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at one document found; `language` is that of the source, empty if there is none."""

    document: str
    issues: tuple[Issue, ...] = ()
    language: str = ""
    error: TranslatorError | None = None  # why it could not be looked at

    @property
    def worst(self) -> int:
        """The highest severity that counts; 0 without an issue."""
        return max((issue.severity for issue in self.issues if issue.open), default=0)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the manual says about a check: `scope` is what it looks at, `text` its docstring."""

    id: str
    severity: Severity
    text: str
    scope: str = "sentence"
    drafts_only: bool = False
    monolingual: bool = False  # whether it can do without a source


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its bytes, its units and what it says about itself (author, date, url, licence, language, title)."""

    path: str
    data: bytes
    format: str
    units: tuple[Unit, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
