"""Repairs change drafts, in this order, only where they are certain: twice is once, and none adds an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

# Glossary forms first: they may hold numbers and quotes of their own, which the others leave alone. Spaces are in order before
# anything is told by them, figures before what stands beside them is looked at.
REPAIRS = ("terms", "names", "spaces", "numbers", "dates", "times", "money", "percent", "units", "dashes", "quotes", "spelling", "capitals")
ROUNDS = 4  # what one repair does may show another what it missed; a text that still changes then is none that they understand
SETTLED = ("quotes", "spelling", "capitals")  # what these do is nothing to the others


class Repair(Protocol):
    """One kind of mending; it gets source and target with their marks and returns the target."""

    id: str

    def mend(self, source: str, target: str) -> str: ...


def mend(repairs: Sequence[Repair], source: str, target: str) -> tuple[str, list[str]]:
    """Mend a draft until nothing changes; return it and the ids of the repairs that changed something."""
    used: dict[str, None] = {}
    text = target
    for _ in range(ROUNDS):
        again = False
        for repair in repairs:
            mended = repair.mend(source, text)
            if mended != text:
                used[repair.id] = None
                again |= repair.id not in SETTLED
            text = mended
        if not again:
            return text, list(used)
    return target, []
