"""Writes numbers that were left in the source's notation the target's way."""

from __future__ import annotations

import re
from datetime import date

from translator.language import facts
from translator.language.numbers import find, parse, write


class Numbers:
    """12.000 becomes 12,000 and 2,4 becomes 2.4, where the source has just these figures."""

    id = "numbers"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    def mend(self, source: str, target: str) -> str:
        known, wanted = facts(self.source), facts(self.target)
        if (known.thousands, known.decimal) == (wanted.thousands, wanted.decimal):
            return target
        theirs = {number.text for number in find(target, self.target)}
        for number in find(source, self.source):
            raw = re.match(r"[\d.,]*\d", number.text)
            value = parse(raw[0], known) if raw else None
            if raw is None or value is None or raw[0].isdigit() or _clock(source, number.end):
                continue
            digits = len(raw[0].partition(known.decimal)[2])
            new = write(value, digits, self.target)
            if new != raw[0] and new not in theirs:
                target = re.sub(rf"(?<![\w.,]){re.escape(raw[0])}(?![\w]|[.,]\d)", new, target)
        return target


def _clock(source: str, end: int) -> bool:
    """Tell whether a figure is a time of day: 14.30 Uhr."""
    return re.match(r"\s*Uhr\b", source[end:]) is not None


class Times:
    """14.30 Uhr, left as 14.30, becomes 2:30 p.m., or 14:30 outside the United States."""

    id = "times"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    def mend(self, source: str, target: str) -> str:
        if not self.source.startswith("de") or not self.target.startswith("en"):
            return target
        for found in re.finditer(r"(?<![\d.,])([01]?\d|2[0-4])[.:]([0-5]\d)\s*Uhr\b", source):
            hour, minute = int(found[1]), found[2]
            if self.target == "en":
                new = f"{(hour - 1) % 12 + 1}:{minute} {'p.m.' if 12 <= hour < 24 else 'a.m.'}"
            else:
                new = f"{hour}:{minute}"
            figures = rf"(?:{found[1]}|{hour}|{(hour - 1) % 12 + 1})[.,:]{minute}"
            target = re.sub(rf"(?<![\w.,:]){figures}(?:\s*(?:Uhr|o['’]clock|hours|hrs|[ap]\.?m\.?(?!\w)))?(?![\w]|[.,:]\d)", new, target)
        return re.sub(r"([ap]\.m\.)\.+", r"\1", target)


class Dates:
    """30.06.2025, left in figures, becomes a date as CLDR writes it for the target."""

    id = "dates"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    def mend(self, source: str, target: str) -> str:
        if not self.source.startswith("de") or self.target.startswith("de"):
            return target
        for found in re.finditer(r"(?<![\d.])([0-3]?\d)\.\s?([01]?\d)\.\s?(\d{4})(?!\d)", source):
            day, month, year = (int(part) for part in found.groups())
            try:
                written = date(year, month, day)
            except ValueError:
                continue
            figures = re.compile(rf"(?<![\d.,/])0?{day}[.,/]\s?0?{month}[.,/]\s?{year}(?![\d/])")
            if figures.search(target):
                from babel.dates import format_date

                target = figures.sub(format_date(written, "long", locale=self.target.replace("-", "_")), target)
        return self._named(source, target)

    def _named(self, source: str, target: str) -> str:
        """Write dates with month names in one way: 3. Oktober 2024 is October 3, 2024, or 3 October 2024."""
        months, ours = facts(self.source).months, facts(self.target).months
        if self.target.partition("-")[0] != "en" or not months:
            return target
        for found in re.finditer(rf"(?<![\d.])([0-3]?\d)\.\s({'|'.join(months)})(?:\s(\d{{4}}))?\b", source):
            day, name, year = int(found[1]), ours[months.index(found[2])], found[3] or ""
            ordinal = r"(?:st|nd|rd|th)?"
            after = rf",?\s{year}\b" if year else r"\b(?!,?\s\d{4}\b)"
            forms = rf"\b{name}\s0?{day}{ordinal}{after}|(?<![\d.,])0?{day}{ordinal}\s(?:of\s)?{name}{after}"
            tail = f" {year}" if year else ""
            new = f"{name} {day}{',' if year else ''}{tail}" if self.target == "en" else f"{day} {name}{tail}"
            target = re.sub(forms, new, target)
        return target


class Capitals:
    """A sentence that begins with a capital letter in the source begins with one in the target."""

    id = "capitals"

    def mend(self, source: str, target: str) -> str:
        begin = re.match(r"(?:</?\d+/?>|[^\w<])*(\w)", source)
        found = re.match(r"(?:</?\d+/?>|[^\w<])*([a-z])(?=[a-z\W])", target)
        if not begin or not found or not begin[1].isupper():
            return target
        return target[: found.start(1)] + found[1].upper() + target[found.end(1) :]
