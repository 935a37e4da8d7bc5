"""Writes dates and times of day that the source has in the target's notation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from translator.language import dates, facts, tokens
from translator.language.dates import DASHES, Date

SHORT = {year: (2000 if year < 60 else 1900) + year for year in (*range(10, 36), *range(60, 100))}  # of 45 no program can know the century
SURELY = frozenset(["am", "vom", "zum"])  # what stands before a date, and not before a version or a chapter
PARTED = re.compile(r"\d+\.\d+\.\d+")


class Dates:
    """A date of the source stands as CLDR writes it in the target: October 24, 2024; the 1990er are the 1990s."""

    id = "dates"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.decades = re.compile(r"\b(?:1\d)?" + (facts(source).style.decades or r"(?!)"))
        self.decade = facts(target).style.decade

    def mend(self, source: str, target: str) -> str:
        if self.source.partition("-")[0] == self.target.partition("-")[0]:
            return target
        if not tokens.figures(source) or not tokens.figures(target):
            return target
        target = self._decades(source, target)
        theirs = list(dates.find(source, self.source)) if dates.hint(self.source).search(source) else []
        if theirs:
            near = dates.hint(self.target).search(target) or dates.hint(self.source).search(target)
            for ours in sorted(dates.find(target, self.target, self.source) if near else (), key=lambda found: -found.start):
                known = next((other for other in theirs if _same(other, ours)), None)
                if known is None:
                    continue
                weekday = ours.weekday if ours.weekday == known.weekday else None
                if ours.weekday is not None and weekday is None:
                    continue  # the draft has another weekday: a person decides
                month = known.month if ours.swapped else ours.month
                new = dates.write(replace(ours, days=ours.days and known.days, month=month, join=self._join(ours, known), weekday=weekday), self.target)
                target = target[: ours.start] + new + target[ours.end :]
        return self._figures(source, target)

    def _join(self, ours: Date, known: Date) -> str:
        own = facts(self.target).style.joins
        return known.join if ours.join == "–" and known.join == "–" else ours.join if ours.join.strip() in own else "–"

    def _decades(self, source: str, target: str) -> str:
        for found in self.decades.finditer(source) if self.decade else ():
            figures = re.match(r"\d+", found[0])
            assert figures
            new = self.decade.format(figures[0])
            left = rf"(?<![\w.,:/])(?:{re.escape(found[0])}|{figures[0]}(?:ers?|ies|['’]s)\b(?:[\s-](?:years|[Jj]ahren?)\b)?|{figures[0]}s years\b)"
            target = re.sub(left, new, target)
            if target.startswith(new):
                target = new[:1].upper() + target[1:]
        return target

    def _figures(self, source: str, target: str) -> str:
        """Write a day and month in figures (am 24.10., am 5.5.25) out, where the draft has just these, or has made 24.10th of them."""
        for found in re.finditer(r"(?<![\d.,:/])([0-3]?\d)\.\s?([01]?\d)\.(\d\d)?(?![.,]?\s?\d)", source):
            day, month, year = int(found[1]), int(found[2]), SHORT.get(int(found[3])) if found[3] else None
            before = re.search(r"([^\W\d_]+)[,.]?\s\(?$", source[: found.start()])
            if found[3] and (not before or before[1].lower() not in SURELY or not year or len(PARTED.findall(source)) > 1 or not _valid(day, month, year)):
                continue
            if before and before[1].lower() in facts(self.source).style.before_date and _valid(day, month, None):
                last = year is None and source[found.end() :].strip(' “”"»«’‘)') == ""
                new = dates.write(Date((day,), month, year, 0, 0), self.target)
                same = re.escape(found[0]) if year is not None else rf"{re.escape(found[0][:-1])}(?P<end>\.|(?<=\d)(?:th|st|nd|rd)\b)"
                dot = "." if last else ""
                target = re.sub(
                    rf"(?:\bthe )?(?<![\d.,:/]){same}(?![.,]?\s?\d)",
                    lambda hit, new=new, dot=dot: new + (dot if hit.groupdict().get("end") == "." else ""),  # type: ignore[misc]
                    target,
                )
        return target


def _valid(day: int, month: int, year: int | None) -> bool:
    """Tell whether a day is in the calendar; without a year, of a leap year."""
    try:
        return date(2000 if year is None else year, month, day).year >= 1000
    except ValueError:
        return False


def _same(theirs: Date, ours: Date) -> bool:
    """Tell whether a date of the draft is one of the source's."""
    if not _valid(theirs.days[-1] if theirs.days else 1, theirs.month, theirs.year):
        return False
    if ours.swapped and (theirs.days, theirs.month) == ((ours.month,), *ours.days):
        return theirs.year == ours.year
    return theirs.days == ours.days and theirs.month == ours.month and (ours.year in (None, theirs.year) if ours.days else ours.year == theirs.year)


@cache
def _hours(tag: str) -> re.Pattern[str]:
    """Return how a language writes hours that are surely hours: 14.30 Uhr, 10 bis 18 Uhr."""
    style = facts(tag).style
    clock = "|".join(map(re.escape, style.clock)) or r"(?!)"
    joins = "|".join(map(re.escape, style.joins)) or r"(?!)"
    one = r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?"
    return re.compile(rf"(?<![\d.,:])(?:{one}(?:\s(?:{clock}))?\s?(?:[{DASHES}]|{joins})\s?)?{one}\s?(?:{clock})\b")


@cache
def _tail(*tags: str) -> str:
    words = {word for tag in tags for word in facts(tag).style.clock}
    return "|".join(sorted((re.escape(word) + (r"(?!\w)" if word[-1] != "." else "") for word in words), key=len, reverse=True))


class Times:
    """14.30 Uhr, left as 14.30, becomes 2:30 p.m., or 14:30 where the clock has 24 hours; 18 o'clock becomes 6 p.m."""

    id = "times"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    def mend(self, source: str, target: str) -> str:
        theirs, ours = facts(self.source).style, facts(self.target).style
        if not theirs.clock or self.source.partition("-")[0] == self.target.partition("-")[0] or not any(word in source for word in theirs.clock):
            return target
        told = any(word in source for word in theirs.dayparts) or any(word in target for word in ours.dayparts)
        spans = any(re.search(rf"\d\s?-?{word}", source) for word in theirs.hours)
        for found in _hours(self.source).finditer(source):
            first, last = (found[1], found[2]), (found[3], found[4])
            if told and not (first[1] or last[1]):
                continue  # 10 Uhr abends, ten at night: a person decides
            if first[0]:
                target = self._range(target, first, last)
            for figures in (first, last):
                if figures[0]:
                    target = self._one(target, *figures, spans)
        for half in ours.halves:
            target = re.sub(rf"({re.escape(half)})\.+", r"\1", target)
        return target

    def _range(self, target: str, first: tuple[str, str], last: tuple[str, str]) -> str:
        joins = "|".join(map(re.escape, facts(self.target).style.joins)) or r"(?!)"
        tail = _tail(self.target, self.source)
        pattern = (
            rf"(?<![\w.,:]){_figures(*first)}(?:\s?(?:{tail}))?(\s?[{DASHES}]\s?|\s(?:{joins})\s){_figures(*last)}(?:\s?(?:{tail})|(?![\w%]|[.,:]\d|\s\w))"
        )

        def new(found: re.Match[str]) -> str:
            between = found[1] if found[1].strip() not in DASHES else "–"
            return between.join(clock_(figures, self.target) for figures in (first, last))

        return re.sub(pattern, new, target)

    def _one(self, target: str, hour: str, minute: str, spans: bool) -> str:
        tail = _tail(self.target, self.source)
        new = clock_((hour, minute), self.target)
        if minute and minute != "00":
            return re.sub(rf"(?<![\w.,:]){_figures(hour, minute)}(?:\s*(?:{tail}))?(?!\w|[.,:]\d)", new, target)
        full = rf"{int(hour)}[.:]00|0{int(hour)}[.:]00" if minute or int(hour) > 12 else rf"{int(hour)}[.:]00"
        own = "|".join(re.escape(word) + r"(?!\w)" for word in facts(self.source).style.clock)
        target = re.sub(rf"(?<![\w.,:])(?:(?:{full})(?:\s*(?:{tail}))?|0?{int(hour)}\s?(?:{own}))(?!\w|[.,:]\d)", new, target)
        if int(hour) > 12 and not spans and facts(self.target).style.halves:
            target = re.sub(rf"(?<![\w.,:])(?:{int(hour)}|{int(hour) - 12})\s?(?:{tail})(?!\w|[.,:]\d)", new, target)
        return target


def clock_(figures: tuple[str, str], tag: str) -> str:
    """Write a time of day from the source's figures."""
    return dates.clock(int(figures[0]), int(figures[1]) if figures[1] else None, tag)


def _figures(hour: str, minute: str) -> str:
    number = int(hour)
    hours = f"(?:0?{number}|{(number - 1) % 12 + 1})"
    return rf"{hours}[.,:]{minute}" if minute and minute != "00" else rf"{hours}(?:[.,:]00)?"
