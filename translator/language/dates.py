"""Dates and times of day in running text: read in the notations of one or two languages, written as CLDR says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from translator.language import facts, locale

FIGURES = re.compile(r"(?<![\d.,/])([0-3]?\d)([.,/])\s?([01]?\d)\2\s?(\d{4})(?![\d/]|[.,]\d)")
DASHES = "–—-"
RUNS = re.compile(r"\d+")
WEEKDAY = re.compile(r"(?<![^\W_])([^\W\d_]{2,})\.?,?\s$")
BACK = 24  # characters to look back for a month, a weekday or an article


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written: one or two days, the month, the year if there is one; `weekday` counts from Monday."""

    days: tuple[int, ...]
    month: int
    year: int | None
    start: int
    end: int
    join: str = ""  # what stands between two days
    weekday: int | None = None
    swapped: bool = False  # figures that may be month and day as well


@cache
def months(tag: str) -> dict[str, int]:
    """Return the names of months, long and short, without full stop and in lower case."""
    from babel import Locale

    known = Locale.parse(locale(tag)).months
    out = dict(facts(tag).style.months)
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            out |= {name.rstrip(".").lower(): number for number, name in known[context][width].items()}
    return out


@cache
def hint(tag: str) -> re.Pattern[str]:
    """Return what a text has at least if it has a date: figures, or the name of a month."""
    capital = {name.capitalize() for name in months(tag)}
    names = sorted(capital if facts(tag).months[0][0].isupper() else capital | months(tag).keys())
    return re.compile(rf"\d[.,/]\s?\d|\b(?:{'|'.join(map(re.escape, names))})")


@cache
def weekdays(tag: str) -> dict[str, int]:
    """Return the names of weekdays, long and short, without full stop."""
    from babel import Locale

    known = Locale.parse(locale(tag)).days["format"]
    return {name.rstrip("."): number for width in ("abbreviated", "wide") for number, name in known[width].items()}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How dates begin at a day, at a month, at a month without a day; and what may stand before the day."""

    day: re.Pattern[str]
    month: re.Pattern[str]
    alone: re.Pattern[str]
    name: re.Pattern[str]
    article: re.Pattern[str]


@cache
def _patterns(*tags: str) -> _Patterns:
    styles = [facts(tag).style for tag in tags]
    joins = "|".join(sorted({re.escape(word) for style in styles for word in style.joins}, key=len, reverse=True)) or r"(?!)"
    of = "|".join(sorted({re.escape(word) for style in styles for word in style.of}, key=len, reverse=True)) or r"(?!)"
    the = "|".join({re.escape(style.the) for style in styles if style.the}) or r"(?!)"
    on = "|".join({re.escape(style.before_the) for style in styles if style.before_the}) or r"(?!)"
    endings = "|".join(sorted({re.escape(text.lstrip("0123456789")) for style in styles for text in style.ordinals.values()} | {r"\."}))
    day = rf"(?P<{{0}}>[0-3]?\d)(?P<{{0}}o>{endings})?(?![\d%])"
    after = day.replace(endings, endings.replace(r"\.", rf"\.(?=\s?[{DASHES}])"))  # March 3. may end a sentence
    between = rf"(?:\s?(?P<dash>[{DASHES}])\s?|\s(?P<join>{joins})\s(?:(?:{the})\s)?)"
    year = rf"(?:(?:\.?,\s?|\.?\s(?:(?:{of})\s)?)(?P<y>[12]\d{{3}})(?![\d%]|[.,]\d))?"
    name = r"(?P<m>[^\W\d_]{3,})"
    article = rf"(?:{the})\s"
    return _Patterns(
        re.compile(rf"(?<![\w.,:/-])(?<!\d[’']){day.format('d')}(?:{between}{day.format('e')})?\s(?P<of>(?:{of})\s)?{name}(?P<dot>\.(?=,?\s))?{year}", re.I),
        re.compile(rf"{name}\.?\s(?:{article})?{after.format('d')}(?:{between}{after.format('e')})?{year}(?!\s?[.:,]\d|\w)", re.I),
        re.compile(rf"{name}\.?(?:,|\s(?:{of}))?\s(?P<y>[12]\d{{3}})(?![\d%]|[.,]\d)", re.I),
        re.compile(rf"(?<![^\W_])([^\W\d_]{{3,}})\.?(?:,|\s(?:{of}))?\s(?:{article})?$", re.I),
        re.compile(rf"\b(?:{on})\s({article})$", re.I),
    )


@cache
def _names(*tags: str) -> tuple[dict[str, int], dict[str, int]]:
    names: dict[str, int] = {}
    days: dict[str, int] = {}
    for tag in reversed(tags):
        names |= months(tag)
        days |= weekdays(tag)
    return names, days


def find(text: str, *tags: str) -> Iterator[Date]:
    """Find the dates in a text, read with the names and the words of these languages; of months alone those with a year."""
    last = 0
    for run in RUNS.finditer(text):
        if run.start() < last:
            continue
        date_ = _at(text, last, run, *tags)
        if date_:
            last = date_.end
            yield date_


def _at(text: str, last: int, run: re.Match[str], *tags: str) -> Date | None:
    """Read the date whose first figures these are."""
    patterns, (names, days) = _patterns(*tags), _names(*tags)
    figures = FIGURES.match(text, run.start())
    if figures:
        return Date((int(figures[1]),), int(figures[3]), int(figures[4]), *figures.span(), swapped=figures[2] == "/")
    near = max(last, run.start() - BACK)
    name = patterns.name.search(text[near : run.start()])
    known = name is not None and name[1].lower() in names
    if known and name is not None and len(run[0]) == 4:
        found = patterns.alone.match(text, near + name.start())
        return Date((), names[name[1].lower()], int(found["y"]), *found.span()) if found else None
    if len(run[0]) > 2 or not 1 <= int(run[0]) <= 31:
        return None
    if known and name is not None:
        found = patterns.month.match(text, near + name.start())
        if found:
            return _read(found, names[name[1].lower()], found.start(), found.end(), None)
    found = patterns.day.match(text, run.start())
    month = names.get(found["m"].lower(), 0) if found else 0
    if not found or not month:
        return None
    start, end, before = found.start(), found.end(), text[near : found.start()]
    weekday = WEEKDAY.search(before)
    number = days.get(weekday[1]) if weekday else None
    article = patterns.article.search(before)
    if weekday and number is not None:
        start = near + weekday.start()
    elif article and (found["of"] or found["do"]):
        start = near + article.start(1)
    if found["y"] is None and found["dot"] and not _short(found["m"], *tags):
        end = found.end("m")
    return _read(found, month, start, end, number)


def _read(found: re.Match[str], month: int, start: int, end: int, weekday: int | None) -> Date:
    days = (int(found["d"]), int(found["e"])) if found["e"] else (int(found["d"]),)
    join = "–" if found["dash"] else f" {found['join']} " if found["join"] else ""
    return Date(days, month, int(found["y"]) if found["y"] else None, start, end, join, weekday)


def _short(name: str, *tags: str) -> bool:
    """Tell whether a month's name is cut short, so that a full stop belongs to it."""
    return all(name.lower() not in (month.lower() for month in facts(tag).months) for tag in tags)


@cache
def _template(month: int, days: bool, year: bool, weekday: bool, tag: str) -> str:
    from babel import Locale
    from babel.dates import format_date, format_skeleton

    sample, known = date(2222, month, 28), Locale.parse(locale(tag))
    if weekday:
        full = known.date_formats["full"].pattern
        pattern = full if year else re.sub(r"[\s,]*(?:'de'\s)?y+$", "", full)
        text = format_date(sample, pattern, locale=known)
        text = text.replace(known.days["format"]["wide"][sample.weekday()], "{w}", 1)
    elif days and year:
        text = format_date(sample, "long", locale=known)
    elif days and "MMMMd" in known.datetime_skeletons:
        text = format_skeleton("MMMMd", sample, locale=known)
    else:
        text = format_skeleton("yMMMM", sample, locale=known)
    return str(text).replace("28", "{d}", 1).replace("2222", "{y}", 1)


def write(when: Date, tag: str) -> str:
    """Write a date the long way of CLDR: October 24, 2024; a range of days stands in the place of the day."""
    from babel import Locale

    first = facts(tag).style.first_day
    days = when.join.join(first if first and day == 1 else str(day) for day in when.days)
    name = "" if when.weekday is None else Locale.parse(locale(tag)).days["format"]["wide"][when.weekday]
    template = _template(when.month, bool(when.days), when.year is not None, when.weekday is not None, tag)
    return template.format(d=days, y=when.year, w=name)


@cache
def clock(hour: int, minute: int | None, tag: str) -> str:
    """Write a time of day: 2:30 p.m., or as CLDR writes it with 24 hours; a full hour alone where the language has a form for it."""
    from babel import Locale

    halves = facts(tag).style.halves
    if halves:
        figures = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
        return f"{figures} {halves[12 <= hour < 24]}"
    known = Locale.parse(locale(tag)).datetime_skeletons
    alone = known["H"].pattern if "H" in known else ""
    pattern = alone if minute is None and "'" in alone else known["Hm"].pattern if "Hm" in known else "HH:mm"
    shown = pattern.replace("'", "").replace("HH", f"{hour:02}").replace("H", str(hour)).replace("mm", f"{minute or 0:02}")
    return str(shown).replace(" ", "\u00a0")
