"""Facts about languages, as data: one module per language, found by its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import import_module

KNOWN = ("de", "en", "es", "fr")


@dataclass(frozen=True)
class Style:
    """How a language writes dates, times, money and signs where CLDR says nothing, or Babel leaves out what CLDR says."""

    variants: tuple[str, ...] = ()  # the tags of its conventions; what one of them writes is no mistake in a person's text
    months: dict[str, int] = field(default_factory=dict)  # names of months that CLDR lists elsewhere or not at all
    ordinals: dict[int, str] = field(default_factory=dict)  # 3rd
    first_day: str = ""  # 1er
    of: tuple[str, ...] = ()  # words between day, month and year
    the: str = ""  # an article that a day has only with “of” or an ordinal: the 24th of October
    before_the: str = ""  # the word before such an article, if it is to go: on the 24th of October
    before_date: tuple[str, ...] = ()  # words that show that 24.10. is a date, not a number of a figure
    joins: tuple[str, ...] = ()  # words between the ends of a range
    decade: str = ""  # how it is written: {}s
    decades: str = ""  # how it is read: a pattern whose group is the figures
    halves: tuple[str, ...] = ()  # before and after noon, where the clock has twelve hours
    clock: tuple[str, ...] = ()  # words behind an hour
    dayparts: tuple[str, ...] = ()  # words that say which half of the day an hour is in
    hours: tuple[str, ...] = ()  # words for a length of time that follow a figure as those of the clock do
    percent: tuple[str, ...] = ()  # the word behind a figure, the preferred first
    points: tuple[str, ...] = ()  # percentage point, the preferred first
    currencies: dict[str, tuple[str, ...]] = field(default_factory=dict)  # short names by ISO code: one, several
    after_scale: str = ""  # what stands between million and a currency: d’
    attributive: bool = False  # an amount may stand before a noun as it is: a 50 euro note
    after_amount: frozenset[str] = frozenset()  # words that show that an amount stands for itself
    units: dict[str, str] = field(default_factory=dict)  # short words and signs, with CLDR's name of the unit
    dash: str = ""  # a dash between words with its spaces; empty: as it comes
    quote_space: str = ""  # inside quotation marks
    high: str = ""  # signs with a narrow no-break space before them
    apostrophe_joins: bool = False  # l’eau: an apostrophe stands in the middle of words


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
    style: Style = Style()


@dataclass(frozen=True)
class Grammar:
    """What a language does to a term that is put into a sentence; nothing, where nobody has written it down."""

    plural: Callable[[str], str] = lambda term: term
    in_place: Callable[[str, str, str], tuple[str, str]] = lambda before, term, _: (before, term)
    possessive: str = ""


def grammar(tag: str) -> Grammar:
    """Return the grammar of a language tag."""
    language = tag.partition("-")[0]
    found: Grammar = getattr(import_module(f"translator.language.{language}"), "GRAMMAR", Grammar()) if language in KNOWN else Grammar()
    return found


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
        return from_cldr(tag)
    module = import_module(f"translator.language.{language}")
    found: Facts = getattr(module, "VARIANTS", {}).get(tag, module.FACTS)
    return found


def locale(tag: str) -> str:
    """Return CLDR's name for a language tag, as Babel writes it."""
    return tag.replace("-", "_")


def from_cldr(tag: str) -> Facts:
    """Return what CLDR knows of a language; Babel leaves out CLDR's quotation marks."""
    from babel import Locale

    known = Locale.parse(locale(tag))
    symbols = known.number_symbols["latn"]
    months = tuple(known.months["format"]["wide"][n] for n in range(1, 13))
    return Facts(tag, months=months, thousands=symbols["group"], decimal=symbols["decimal"])
