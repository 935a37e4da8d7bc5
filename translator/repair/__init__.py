"""Repairs change drafts, in this order, only where they are certain: twice is once, and none adds an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

REPAIRS = ("terms", "numbers", "dates", "times", "quotes", "capitals")  # glossary forms first: they may hold numbers and quotes of their own


class Repair(Protocol):
    """One kind of mending; it gets source and target with their marks and returns the target."""

    id: str

    def mend(self, source: str, target: str) -> str: ...


def mend(repairs: Sequence[Repair], source: str, target: str) -> tuple[str, list[str]]:
    """Mend a draft; return it and the ids of the repairs that changed something."""
    used = []
    for repair in repairs:
        mended = repair.mend(source, target)
        if mended != target:
            used.append(repair.id)
        target = mended
    return target, used
