"""Tells what has changed since we saved: by people in another editor, and by the author in the source."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from translator.bilingual import po
from translator.config import UNNAMED, Person
from translator.model import Origin, Segment, State

ALIKE = 0.6  # old and new sentences at least this alike continue one history
NOBODY = ("", "FULL NAME <EMAIL@ADDRESS>", "Automatically generated")


def editor(written: str, person: Person, *, changed: bool) -> str:
    """Tell who changed the catalog: Last-Translator if that line and the date are not of a save of ours, else --as, else unknown."""
    if changed and written not in NOBODY:
        name, _, address = written.partition("<")
        names = {text.strip().casefold() for text in (written, name, address.strip("> "))}
        return person.name if names & {other.casefold() for other in person.also} else name.strip() or UNNAMED
    return person.name if person.name != UNNAMED else "unknown"


def taken_in(segment: Segment, entry: po.Entry, editor: str, now: str, base: dict[str, tuple[str, bool]] | None, *, latest: bool, drafts: bool) -> Segment:
    """Compare an entry with what we saved; what another editor did becomes a revision by a person.

    `base` is what the save held that the catalog comes from; without it (an old catalog, a lost history) the last
    revision and a guess must do. `drafts` tells whether the editor keeps drafts fuzzy.
    """
    last = segment.revisions[-1] if segment.revisions else None
    if last is None:
        if not entry.target:
            return segment
        if not entry.fuzzy:
            return segment.revise(entry.target, Origin.HUMAN, editor, when=now, state=State.REVIEWED)
        return segment.revise(entry.target, Origin.UNKNOWN, "", when=now)
    if entry.target == last.text and entry.fuzzy != segment.confirmed:
        return segment
    if base is not None and base.get(segment.key) == (entry.target, entry.fuzzy):
        return segment  # nobody touched it; our history went on since
    same = entry.target == entry.source and entry.target != last.text
    if not entry.target or (same and (entry.fuzzy or not drafts)):  # OmegaT writes what nobody confirmed as its source
        return segment if not segment.confirmed else segment.revise(last.text, Origin.HUMAN, last.by, when=now, state=State.TRANSLATED)
    if base is None and entry.fuzzy and not (latest and segment.touched) and any(entry.target == revision.text for revision in segment.revisions[:-1]):
        return segment  # an older catalog of ours, brought back by git or left by a kill
    state = State.TRANSLATED if entry.fuzzy else State.REVIEWED
    return segment.revise(entry.target, Origin.HUMAN, editor, when=now, state=state)


def aligned(old: Sequence[Segment], new: Sequence[Segment], stored: set[str]) -> Iterator[tuple[str, Segment]]:
    """Pair sentences of the old and the new version: inside each gap the most alike, in order."""
    matcher = difflib.SequenceMatcher(None, [s.key for s in old], [s.key for s in new], autojunk=False)
    present = {segment.key for segment in new}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "replace":
            continue
        left = [s for s in old[i1:i2] if s.key not in present and s.revisions]
        right = [s for s in new[j1:j2] if s.key not in stored]
        scores = []
        for a in left[:300]:
            judge = difflib.SequenceMatcher(None, b="", autojunk=False)
            judge.set_seq2(a.source)
            for b in right[:300]:
                judge.set_seq1(b.source)
                if judge.real_quick_ratio() >= ALIKE and judge.quick_ratio() >= ALIKE:
                    score = judge.ratio()
                    if score >= ALIKE:
                        scores.append((score, a, b))
        taken: set[str] = set()
        for _, a, b in sorted(scores, key=lambda row: -row[0]):
            if a.key not in taken and b.key not in taken:
                taken |= {a.key, b.key}
                yield b.key, a
