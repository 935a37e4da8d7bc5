"""Amounts in running text: numbers with their scale, unit, sign, and times of day."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from translator.language import Facts, facts, tokens, units
from translator.language.numbers import FIGURES, LONGEST, parse, scale_of

FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})* 000(?![.,]?\d)")  # 3 000 000; 116 123 is a telephone number


class Amount(NamedTuple):
    """A number as it is meant: in figures or a word, with its scale and unit; `clock` is a time of day in minutes."""

    text: str
    start: int
    end: int
    value: Decimal | None
    parts: tuple[int, ...] = ()
    bare: Decimal | None = None  # the value without the scale
    unit: str = ""
    shown: str = ""  # with its unit, as written
    stop: int = 0  # where its unit ends
    word: bool = False
    clock: int | None = None
    dated: bool = False
    named: bool = False  # part of a name: A7, CO2
    sign: str = ""


RANGE = re.compile(r"[\s\u00a0\u202f]*(?:-|–|/|[^\W\d_]{1,4})[\s\u00a0\u202f]*")  # 2,5 bis 10 Zentimeter: the first has the unit of the second
FOOT, INCH = "length-foot", "length-inch"


def amounts(text: str, language: str) -> list[Amount]:
    """Read the numbers in figures with their units; a number before a range word takes the scale and unit of the next."""
    known = facts(language)
    if not tokens.figures(text):
        return []
    text = _prepared(text, known)
    low = text.lower()
    clock = _clock(known.code)
    found: list[Amount] = []
    for number in FIGURES.finditer(text):
        raw, start, end = number[0], number.start(), number.end()
        if len(raw) > LONGEST:
            continue
        parts = tuple(int(part) for part in SPLIT.split(raw)) if not raw.isdigit() else (int(raw),)
        fraction = FRACTIONS.get(text[end : end + 1])
        dated = len(parts) == 3 or (len(parts) == 2 and known.decimal == "," and "." in raw and text[end : end + 1] == "." and parts[0] < 32 and parts[1] < 13)
        hour = clock.match(low, end)
        value = None if hour and len(parts) == 2 else parse(raw, known)
        if fraction and value is not None:
            value, end = value + fraction, end + 1
        scale, end = scale_of(text, end, known) if value is not None else (0, end)
        unit, right = units.behind(low, end, language)
        left, right = start, right if unit else hour.end() if hour else end
        if not unit and start:
            unit, left = units.before(low, start, language)
        minutes = _minutes(parts, hour[0] if hour else "") if hour or (value is None and not dated and re.search(r"[:.]\d\d$", raw)) else None
        if "'" in raw and value is None and len(parts) == 2:  # 6'10"
            value, unit, minutes = parts[0] + Decimal(parts[1]) / 12, FOOT, None
        bare = value
        if value is not None and scale:
            value = value.scaleb(scale)
        one = Amount(
            text[start:end],
            start,
            end,
            value,
            parts,
            bare,
            unit,
            text[left:right],
            right,
            clock=minutes,
            dated=dated,
            named=text[start - 1 : start].isalpha(),
            sign=sign_of(low, left),
        )
        if found and found[-1].unit == FOOT and one.value is not None and one.value < 12 and unit in ("", INCH) and start - found[-1].stop <= 1:
            feet = found.pop()  # 6-foot-6
            one = one._replace(start=feet.start, value=(feet.value or 0) + one.value / 12, unit=FOOT, shown=text[feet.start : right], parts=())
        if found and not found[-1].unit and found[-1].bare == found[-1].value and (unit or scale):
            last = found[-1]
            if RANGE.fullmatch(text, last.end, start) and last.value is not None:
                found[-1] = last._replace(value=last.value.scaleb(scale), unit=unit)
        found.append(one)
    return found


SPLIT = re.compile(r"\D+")
SIGNED = re.compile(r"(?:(?:^|(?<=[\s(]))([-−–+±])|\b(minus|plus)\s|\b(sub-)|\b(moins|menos)\s)$")


def _prepared(text: str, known: Facts) -> str:
    """Hide idioms (24/7) and close groups of three (3 000 000), every character in its place."""
    if known.idioms:
        text = re.sub(known.idioms, lambda found: " " * len(found[0]), text)
    return GROUPED.sub(lambda found: found[0].replace(" ", "\u00a0"), text) if known.decimal == "," and " 000" in text else text


def sign_of(low: str, start: int) -> str:
    found = SIGNED.search(low, max(0, start - 7), start)
    if not found:
        return ""
    return "+" if found[0].strip() in ("+", "plus") else "-"


@cache
def _clock(code: str) -> re.Pattern[str]:
    words = "|".join(facts(code).clock)
    return re.compile(rf"\s*(?:{words})(?![^\W\d_])" if words else "(?!)")


def _minutes(parts: tuple[int, ...], said: str) -> int | None:
    """Return a time of day in minutes, None if it is none; p.m. adds twelve hours."""
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    if len(parts) > 2 or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    letter = said.strip()[:1] if re.match(r"\s*[ap]\.?\s?m", said) else ""
    if letter:
        hour = hour % 12 + (12 if letter == "p" else 0)
    return hour % 24 * 60 + minute
