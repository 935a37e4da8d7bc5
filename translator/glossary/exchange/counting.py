"""Counts things in plain English, for the lists of what was lost."""

from __future__ import annotations

from collections.abc import Mapping


def counted(number: int, what: str) -> str:
    """Write a number and what it counts: 1 row, 2 rows."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def tally(numbers: Mapping[str, int]) -> str:
    """Write names with their numbers, the most frequent first: de (12), fr (3)."""
    return ", ".join(f"{name} ({number:,})" for name, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
