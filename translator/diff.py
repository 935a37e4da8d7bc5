"""Compares two texts word by word, in bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# difflib's longest blocks read best, but words that stand often make it cubic: 1,300 words of “ - ” took nine seconds.
MOST = 20_000  # pairs of equal words that difflib is given


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield stretches in their order: whether they are equal, and their bounds in both lists."""
    if _pairs(old, new) <= MOST:
        for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield kind == "equal", a1, a2, b1, b2
        return
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield True, 0, head, 0, head
    for same, a1, a2, b1, b2 in _fewest(a, b):
        yield same, head + a1, head + a2, head + b1, head + b2
    if tail:
        yield True, len(old) - tail, len(old), len(new) - tail, len(new)


def _pairs(a: Sequence[str], b: Sequence[str]) -> int:
    ours = Counter(b)
    return sum(number * ours[word] for word, number in Counter(a).items())


def _fewest(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """The same with the fewest words changed; deletion and insertion at one place are one stretch."""
    from rapidfuzz.distance import LCSseq

    last: list[int] = []
    for step in LCSseq.opcodes(a, b):
        here = [step.src_start, step.src_end, step.dest_start, step.dest_end]
        if step.tag != "equal":
            last = [last[0], here[1], last[2], here[3]] if last else here
            continue
        if last:
            yield False, last[0], last[1], last[2], last[3]
            last = []
        yield True, here[0], here[1], here[2], here[3]
    if last:
        yield False, last[0], last[1], last[2], last[3]
