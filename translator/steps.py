"""What a person's changes are made of: wishes, what they were based on, and steps that can be taken back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from translator.config import Person
from translator.model import Origin, Revision, Segment, State


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes something: the person, the page they work in with the number of their change there, and whose steps are taken back."""

    person: Person
    page: str = ""
    turn: int = 0
    steps: str = ""


class Stand(NamedTuple):
    """What can be changed about a segment, and taken back."""

    text: str
    revision: Revision | None
    comment: str


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
    by: str = ""  # another than the hand: who wrote what is put back, or which repair
    back: bool = False  # a step is taken back: from signed off to confirmed, too


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
    if step.label == "type" and last and last.label == "type" and last.changes[0][0] == step.changes[0][0] and same(last.changes[0][2], step.changes[0][1]):
        steps.done.pop()
        step = Step("type", ((step.changes[0][0], last.changes[0][1], step.changes[0][2]),))
        if same(step.changes[0][1], step.changes[0][2]):
            return
    steps.done.append(step)


def same(one: Stand, other: Stand) -> bool:
    return (one.text, one.comment, state_of(one)) == (other.text, other.comment, state_of(other))


def stand(segment: Segment) -> Stand:
    return Stand(segment.target, segment.revisions[-1] if segment.revisions else None, segment.comment)


def state_of(stand: Stand) -> State:
    return stand.revision.state if stand.revision and stand.revision.state.confirmed else State.TRANSLATED


def towards(segment: Segment, here: Stand, there: Stand) -> Edit | None:
    """Make the wish that brings a segment from one stand to another; None if it is no longer at the first."""
    if not same(stand(segment), here):
        return None
    comment = there.comment if there.comment != here.comment else None
    if there.text == here.text and state_of(there) == state_of(here):
        return Edit(segment.key, comment=comment)
    last = there.revision
    if not segment.touched:  # a repair of a draft: it stays a draft
        by = last.by if last and last.origin is Origin.REPAIR else "taken back"
        return Edit(segment.key, None, there.text, State.INITIAL, comment, origin=Origin.REPAIR, by=by)
    by = last.by if last and last.origin is Origin.HUMAN else ""  # whoever confirmed it then; nobody confirms by taking a step back
    return Edit(segment.key, None, there.text, state_of(there), comment, by=by, back=True)
