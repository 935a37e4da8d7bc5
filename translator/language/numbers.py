"""Numbers in running text: what figures and number words of a language stand for, and how another writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from translator.language import Facts, facts

SPACES = "\u00a0\u202f\u2009"
FIGURES = re.compile(rf"\d+(?:[.,:{SPACES}’']\d+)*")
CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|Uhr\b|o['’]clock)")
LONGEST = 40  # digits; longer runs are identifiers


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with its place and its value; `parts` are the figures of a date, a time or a score."""

    text: str
    start: int
    end: int
    value: Decimal | None
    parts: tuple[int, ...] = ()
    scale: int = 0  # power of ten of the word behind it


def find(text: str, language: str) -> Iterator[Number]:
    """Find the numbers written in figures."""
    known = facts(language)
    for found in FIGURES.finditer(text):
        raw = found[0]
        if len(raw) > LONGEST:
            continue
        value = None if CLOCK.match(text, found.end()) else parse(raw, known)
        if value is None:
            parts = tuple(int(part) for part in re.split(r"\D+", raw) if part)
            yield Number(raw, found.start(), found.end(), None, parts)
            continue
        scale, end = scale_of(text, found.end(), known)
        yield Number(text[found.start() : end], found.start(), end, value.scaleb(scale), scale=scale)


@cache
def _patterns(thousands: str, decimal: str) -> tuple[re.Pattern[str], str]:
    group = re.escape(thousands)
    return re.compile(rf"(?:\d{{1,3}}(?:[{group}{SPACES}’']\d{{3}})+|\d+)(?:{re.escape(decimal)}\d+)?"), decimal


def parse(raw: str, known: Facts) -> Decimal | None:
    """Read figures strictly by a language's marks; None for a date, a time, a score, a version."""
    pattern, decimal = _patterns(known.thousands, known.decimal)
    if not pattern.fullmatch(raw):
        return None
    whole, _, rest = raw.partition(decimal)
    return Decimal(re.sub(r"\D", "", whole) + (f".{rest}" if rest else ""))


@cache
def _scales(code: str) -> re.Pattern[str]:
    words = sorted(facts(code).scales, key=len, reverse=True)
    return re.compile(rf"[\s{SPACES}-]?({'|'.join(map(re.escape, words))})\b\.?" if words else r"(?!)", re.I)


def scale_of(text: str, end: int, known: Facts) -> tuple[int, int]:
    found = _scales(known.code).match(text, end)
    if not found or (len(found[1]) == 1 and found[0][0].isspace()):
        return 0, end
    return known.scales[found[1].lower()], found.end()


def write(value: Decimal, digits: int, language: str) -> str:
    """Write a number with so many decimals the way CLDR says for the language."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=language.replace("-", "_")))
