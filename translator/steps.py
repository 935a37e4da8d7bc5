"""What a person's changes are made of: wishes, what they were based on, and steps that can be taken back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from translator.config import Person
from translator.model import Origin, Revision, Segment, State, added


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes something: the person, the page they work in with the number of their change there, and whose steps are taken back."""

    person: Person
    page: str = ""
    turn: int = 0
    steps: str = ""


class Stand(NamedTuple):
    """What can be changed about a segment, and taken back."""

    revisions: tuple[Revision, ...]
    previous: str
    alternative: str
    comment: str

    @property
    def said(self) -> tuple[str, str, bool]:
        """What a person sees of it: text, comment, and whether it is confirmed."""
        last = self.revisions[-1] if self.revisions else None
        return last.text if last else "", self.comment, bool(last and last.state.confirmed and not self.previous)


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish: `text` and `state` for a segment as it was at `base` (a `stamp`; None: whatever it is), or a comment."""

    key: str
    base: str | None = None
    text: str | None = None
    state: State = State.TRANSLATED
    comment: str | None = None
    instead: str | None = None  # the comment that is replaced; None: whatever it is
    origin: Origin = Origin.HUMAN
    by: str = ""  # the repair, if it is one
    move: tuple[Stand, Stand] | None = None  # a step is taken back or done again: from the first to the second, nothing if it is no longer at the first


@dataclass(frozen=True, slots=True)
class Step:
    """What can be taken back at once: key, before and after; a glossary file with its bytes before and after."""

    label: str
    changes: tuple[tuple[str, Stand, Stand], ...]
    glossary: tuple[Path, bytes | None, bytes] | None = None


@dataclass
class Steps:
    """The steps of one hand."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)


def stamp(segment: Segment) -> str:
    """Name what a segment says and how far it has come; equal stamps, equal segments."""
    said = "\0".join((segment.target, "confirmed" if segment.confirmed else "", segment.previous))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def drafted(segment: Segment) -> Revision | None:
    """Return the last text that no person wrote."""
    return next((revision for revision in reversed(segment.revisions) if revision.origin is not Origin.HUMAN), None)


def push(steps: Steps, step: Step) -> None:
    """Add a step; the typing of one sentence is one step, and none if it came back to where it began."""
    last = steps.done[-1] if steps.done else None
    if step.label == "type" and last and last.label == "type" and last.changes[0][0] == step.changes[0][0] and last.changes[0][2] == step.changes[0][1]:
        steps.done.pop()
        step = Step("type", ((step.changes[0][0], last.changes[0][1], step.changes[0][2]),))
        if step.changes[0][1].said == step.changes[0][2].said:
            return
    steps.done.append(step)


def stand(segment: Segment) -> Stand:
    return Stand(segment.revisions, segment.previous, segment.alternative, segment.comment)


def moved(segment: Segment, there: Stand) -> Segment:
    """Bring a segment to a stand."""
    return replace(segment, revisions=there.revisions, previous=there.previous, alternative=there.alternative, comment=there.comment)


def typed(before: Stand, after: Stand) -> Stand:
    """Return the stand between two: the text of the second typed and not yet confirmed."""
    return before._replace(revisions=added(before.revisions, replace(after.revisions[-1], state=State.TRANSLATED)), comment=after.comment)
