"""Every number of the source stands in the target, and none that the source has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from translator import marks
from translator.language import facts
from translator.language.numbers import Number, find, words
from translator.model import Finding, Severity

ROUND = 20  # figures up to here are often words in the other language


class Numbers:
    """Numbers keep their value: 12.000 is 12,000, a Milliarde is a billion, a word may stand for a figure."""

    id = "numbers"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    def find(self, source: str, target: str) -> Iterator[Finding]:
        plain = re.sub(r"</?\d+/?>", lambda found: " " * len(found[0]), target)  # keeps the places
        theirs = list(find(marks.strip(source), self.source))
        ours = list(find(plain, self.target))
        if not theirs and not ours:
            return
        theirs_in_words, ours_in_words = words(source, self.source), words(target, self.target)
        have = {value for number in ours for value in _values(number)} | ours_in_words
        asked = {value for number in theirs for value in _values(number)} | theirs_in_words
        months = {n for n, name in enumerate(facts(self.target).months, 1) if re.search(rf"\b{name[:3]}", target, re.I)}
        missing = [number for number in theirs if not _covered(number, have, months)]
        extra = [n for n in ours if not any(v in asked for v in _values(n)) and not _loose(n, asked)]
        told = []
        for number in missing:
            other = extra.pop(0) if extra else None
            told.append(other)
            if other:
                yield Finding(f"{number.text.strip()} of the source is {other.text.strip()} here", (other.start, other.end))
            else:
                yield Finding(f"{number.text.strip()} is missing")
        for number in ours:
            if number.value is None and "," in number.text and number not in told:
                yield Finding(f"{number.text} is no number here", (number.start, number.end))
                extra = [other for other in extra if other != number]
        for number in extra:
            if number.value is None or number.value > ROUND:
                yield Finding(f"{number.text.strip()} is not in the source", (number.start, number.end))


def _values(number: Number) -> set[Decimal]:
    """Return what may stand for a number: its value, its figures without the scale, the parts of a date or time."""
    if number.value is None:
        values = {Decimal(part) for part in number.parts}
        return values | {Decimal(part - 12) for part in number.parts[:1] if 12 < part <= 24} | {Decimal(part + 12) for part in number.parts[:1] if part <= 12}
    return {number.value}


def _covered(number: Number, have: set[Decimal], months: set[int]) -> bool:
    if number.value is not None:
        # 3.2 billion may stand as 3,200 million; a bare 90 may stand as 1990
        if number.value in have:
            return True
        short = number.value
        return bool(
            short == short.to_integral_value() and 10 <= short <= 99 and any(v == v.to_integral_value() and v % 100 == short and v >= 1000 for v in have)
        )
    parts = [Decimal(part) for part in number.parts]
    if len(parts) == 3:  # a date: the month may be a word
        return parts[0] in have and parts[2] in have and (parts[1] in have or int(parts[1]) in months)
    if len(parts) == 2:  # a time or a score; 14.00 may be 2 p.m.
        return bool({parts[0], (parts[0] - 12) % 24} & have) and (parts[1] in have or parts[1] == 0)
    return all(part in have for part in parts)


def _loose(number: Number, asked: set[Decimal]) -> bool:
    """Tell whether a number of the target may stand for one of the source in another way."""
    if number.value is None:
        return any(Decimal(part) in asked for part in number.parts)
    value = number.value
    return value <= ROUND or any(a % 100 == value or (value >= 1000 and value % 100 == a) for a in asked if a == a.to_integral_value())
