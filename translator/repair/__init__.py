"""Repairs change drafts, in this order, only where they are certain: twice is once, and none adds an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

# Glossary forms first: they may hold numbers and quotes of their own, which the others leave alone. Figures are in order before
# what stands beside them is looked at, spaces before the quotation marks that are told by them.
REPAIRS = ("terms", "numbers", "dates", "times", "money", "percent", "units", "spaces", "dashes", "quotes", "spelling", "capitals")


class Repair(Protocol):
    """One kind of mending; it gets source and target with their marks and returns the target."""

    id: str

    def mend(self, source: str, target: str) -> str: ...


ROUNDS = 4  # a text that still changes after them is none that the repairs understand


def mend(repairs: Sequence[Repair], source: str, target: str) -> tuple[str, list[str]]:
    """Mend a draft until nothing changes; return it and the ids of the repairs that changed something."""
    used: list[str] = []
    text = target
    for _ in range(ROUNDS):
        before = text
        for repair in repairs:
            mended = repair.mend(source, text)
            if mended != text and repair.id not in used:
                used.append(repair.id)
            text = mended
        if text == before:
            return text, used
    return target, []
