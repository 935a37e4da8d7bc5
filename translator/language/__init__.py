"""Facts about languages, as data: one module per language, found by its code."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import import_module

KNOWN = ("de", "en")


@dataclass(frozen=True)
class Facts:
    """What the desk knows about one language; everything may be empty for a language nobody has written down yet."""

    code: str
    never_end: frozenset[str] = frozenset()  # abbreviations (without the last full stop) that never end a sentence
    may_end: frozenset[str] = frozenset()  # those that may: a sentence ends there only before a starter
    starters: frozenset[str] = frozenset()  # lower-case words that are capitalised only where a sentence begins
    common: frozenset[str] = frozenset()  # frequent small words, to tell one language from another
    particles: frozenset[str] = frozenset()  # small words inside names
    endings: tuple[str, ...] = ()  # of words that are no names, as patterns
    doubles: frozenset[str] = frozenset()  # words that may well stand twice in a row
    length: float = 1.0  # of a text beside the same text in English, in characters
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    scales: dict[str, int] = field(default_factory=dict)  # number words that multiply: powers of ten
    words: dict[str, Decimal] = field(default_factory=dict)  # number words
    multipliers: frozenset[str] = frozenset()  # those that multiply what stands before them
    clock_words: tuple[tuple[str, int], ...] = ()  # patterns of times in words: the hour is their group, minutes are added
    idioms: str = ""  # numbers that count nothing, as a pattern
    one: tuple[str, ...] = ()  # articles that may stand for 1 before a unit, as patterns
    compounds: bool = False  # number words are written in one, and begin other words
    clock: tuple[str, ...] = ()  # what stands behind a time of day, as patterns
    months: tuple[str, ...] = ()
    thousands: str = ","
    decimal: str = "."


def speaks(tag: str, wanted: str) -> bool:
    """Whether a language tag stands for a wanted one: de-AT and de do for de; en-GB and en, but not en-US, for en-GB."""
    has, asked = tag.replace("_", "-").casefold().split("-"), wanted.casefold().split("-")
    shorter = min(len(has), len(asked))
    return has[:shorter] == asked[:shorter]


@cache
def facts(tag: str) -> Facts:
    """Return the facts of a language tag (en-GB, then en); an unknown language has only its code and CLDR's marks."""
    language = tag.partition("-")[0]
    if language not in KNOWN:
        return _from_cldr(tag)
    found: Facts = import_module(f"translator.language.{language}").FACTS
    return found


def _from_cldr(tag: str) -> Facts:
    from babel import Locale

    locale = Locale.parse(tag, sep="-")
    symbols = locale.number_symbols["latn"]
    delimiters = locale._data.get("delimiters", {})
    quotes = tuple(
        delimiters.get(name, default)
        for name, default in (
            ("quotationStart", "“"),
            ("quotationEnd", "”"),
            ("alternateQuotationStart", "‘"),
            ("alternateQuotationEnd", "’"),
        )
    )
    months = tuple(locale.months["format"]["wide"][n] for n in range(1, 13))
    return Facts(
        tag,
        quotes=(quotes[0], quotes[1], quotes[2], quotes[3]),
        months=months,
        thousands=symbols["group"],
        decimal=symbols["decimal"],
    )
