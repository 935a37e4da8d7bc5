"""Repairs change drafts, in this order, only where they are certain: twice is once, and none adds an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

# Glossary forms first: they may hold numbers and quotes of their own, which the others leave alone. Spaces are in order before
# anything is told by them, figures before what stands beside them is looked at.
REPAIRS = ("terms", "spaces", "numbers", "dates", "times", "money", "percent", "units", "dashes", "quotes", "spelling", "capitals")
PASSES = 4  # what one repair does may show another what it missed; so twice is once


class Repair(Protocol):
    """One kind of mending; it gets source and target with their marks and returns the target."""

    id: str

    def mend(self, source: str, target: str) -> str: ...


def mend(repairs: Sequence[Repair], source: str, target: str) -> tuple[str, list[str]]:
    """Mend a draft until nothing changes; return it and the ids of the repairs that changed something."""
    used: list[str] = []
    text = target
    for _ in range(PASSES):
        before = text
        for repair in repairs:
            mended = repair.mend(source, text)
            if mended != text and repair.id not in used:
                used.append(repair.id)
            text = mended
        if text == before:
            return text, used
    return target, []  # none that the repairs understand
