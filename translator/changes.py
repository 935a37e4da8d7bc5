"""Tells what has changed since we saved: by people in another editor, and by the author in the source."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from translator.bilingual import po
from translator.config import UNNAMED, Person
from translator.model import Origin, Segment, State

ALIKE = 0.6  # old and new sentences at least this alike continue one history
MOVED = 0.8  # the same of one that was moved as well
MANY = 4_000_000  # pairs of equal sentences; beyond, what stands so often (cells of a table) goes by its number
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


def rekeyed(old: Sequence[Segment], new: Sequence[Segment]) -> list[Segment]:
    """Give sentences that stand several times the keys of those that they were, by what stands around them; a further one gets a key of its own."""
    theirs, ours = ([segment.key.partition("-")[0] for segment in segments] for segments in (old, new))
    before, now = Counter(theirs), Counter(ours)
    if theirs == ours:
        return [replace(segment, key=known.key) for segment, known in zip(new, old, strict=True)]
    again = {name for name in before | now if max(before[name], now[name]) > 1} | {name for s, name in zip(old, theirs, strict=True) if s.key != name}
    if not again or sum(before[name] * now[name] for name in again) > MANY:
        return list(new)
    given: dict[int, str] = {}
    met: set[int] = set()
    for block in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            given[block.b + step] = old[block.a + step].key
            met.add(block.a + step)
    left: dict[str, list[int]] = {name: [] for name in again}
    for i, name in enumerate(theirs):
        if name in again and i not in met:
            left[name].append(i)

    def around(i: int, j: int) -> int:
        return (theirs[i - 1 : i] == ours[j - 1 : j]) + (theirs[i + 1 : i + 2] == ours[j + 1 : j + 2])

    for number, name in enumerate(ours):
        if number not in given and left.get(name):
            moved = max(left[name], key=lambda i: around(i, number))
            given[number] = old[moved].key
            left[name].remove(moved)
    used = {segment.key for segment in old} | set(given.values())
    for number, name in enumerate(ours):
        if name in again and number not in given:
            given[number] = next(key for n in count(1) if (key := name if n == 1 else f"{name}-{n}") not in used)
            used.add(given[number])
    return [replace(segment, key=given.get(number, segment.key)) for number, segment in enumerate(new)]


def aligned(old: Sequence[Segment], new: Sequence[Segment], stored: set[str]) -> Iterator[tuple[str, Segment]]:
    """Pair sentences of the old and the new version: inside each gap the most alike, in order; then what people worked on, wherever it went."""
    matcher = difflib.SequenceMatcher(None, [s.key for s in old], [s.key for s in new], autojunk=False)
    present = {segment.key for segment in new}
    taken: set[str] = set()
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace":
            left = [s for s in old[i1:i2] if s.key not in present and s.revisions]
            yield from _pairs(left, [s for s in new[j1:j2] if s.key not in stored], ALIKE, taken)
    left = [s for s in old if s.key not in present and s.key not in taken and s.touched]
    if left:
        yield from _pairs(left, [s for s in new if s.key not in stored and s.key not in taken], MOVED, taken)


def _pairs(left: Sequence[Segment], right: Sequence[Segment], least: float, taken: set[str]) -> Iterator[tuple[str, Segment]]:
    """Pair the most alike first, each once; their keys are `taken` from then on."""
    scores = []
    for a in left[:300]:
        judge = difflib.SequenceMatcher(None, b="", autojunk=False)
        judge.set_seq2(a.source)
        for b in right[:300]:
            judge.set_seq1(b.source)
            if judge.real_quick_ratio() >= least and judge.quick_ratio() >= least:
                score = judge.ratio()
                if score >= least:
                    scores.append((score, a, b))
    for _, a, b in sorted(scores, key=lambda row: -row[0]):
        if a.key not in taken and b.key not in taken:
            taken |= {a.key, b.key}
            yield b.key, a
