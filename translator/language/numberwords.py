"""Numbers written in words: twenty-five thousand, dreiundzwanzig, halb neun, Kapitel IV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from translator.language import Facts, facts, tokens, units
from translator.language.amounts import Amount

ORDINAL = r"(?:zweit|dritt|viert|fünft|sechst|siebt|neunt|zehnt)e[nrs]?"


RANKED = re.compile(rf"[^\W\d_]{ORDINAL}")
ONES = re.compile(r"\bein(?:s|und|hundert|tausend|einhalb)")


@cache
def _beginnings(code: str) -> frozenset[str]:
    known = facts(code)
    return frozenset(word[:3] for word in (*known.words, *known.scales, *(SMALL | TENS if known.compounds else ()))) - ({"ein"} if known.compounds else set())


@cache
def _number_words(code: str, ranked: bool) -> re.Pattern[str]:
    stems = sorted({*facts(code).words, *facts(code).scales} - {"m", "k", "bn", "tn"}, key=len, reverse=True)
    words = "|".join(map(re.escape, stems))
    if facts(code).compounds:  # zwölfmal; Tabellenvierter
        words += r")[^\W\d_]*" + (rf"|[^\W\d_]+{ORDINAL}" if ranked else "")
        return re.compile(rf"(?<![^\W\d_])(?:(?:{words})(?![^\W\d_])")
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])" if stems else "(?!)")


def _spoken(text: str, low: str, known: Facts) -> Iterator[re.Match[str]]:
    """Find the words that may be numbers; most texts have none, and their words' first letters tell."""
    ranked = known.compounds and RANKED.search(low) is not None
    if ranked or not _beginnings(known.code).isdisjoint(tokens.beginnings(text)) or (known.compounds and ONES.search(low)):
        yield from _number_words(known.code, ranked).finditer(low)


def in_words(text: str, language: str) -> list[Amount]:
    """Read the numbers written in words: twenty-five thousand, dreiundzwanzig, zwölfmal, eine halbe Million."""
    low, known = text.lower(), facts(language)
    out: list[Amount] = []
    run: list[tuple[int, int, Decimal]] = []  # words that follow each other: place, and what they make so far

    for found in _spoken(text, low, known):
        word, start, end = found[0], found.start(), found.end()
        scale, so_far = word in known.scales, Decimal(0)
        own = None if scale else _value(word, known)
        if own is None and not scale:
            continue
        follows = bool(run) and JOINED.fullmatch(low, run[-1][1], start) is not None and (scale or _goes_on(run[-1][2], own, word, known))
        if follows:
            so_far = run[-1][2]
        elif scale and low[max(0, start - 2) : start].strip()[-1:].isdigit():
            continue  # 2.4 million is a figure
        if own is None:
            value = (so_far or Decimal(1)).scaleb(known.scales[word])
        else:
            value = so_far * own if so_far and word in known.multipliers else so_far + own
        run.append((run[-1][0] if follows else start, end, value))
        if follows:
            out.pop()
        out.append(
            Amount(
                text[run[-1][0] : end],
                run[-1][0],
                end,
                value,
                (),
                value,
                units.behind(low, end, language)[0],
                text[run[-1][0] : end],
                end,
                word=True,
            )
        )
    for hint, pattern, minutes in _clock_words(known.code):
        for found in pattern.finditer(low) if hint in low else ():
            hour = _value(found[1], known) if found.groups() else Decimal(0)
            if hour is not None and hour <= 12:
                clock = int(hour * 60 + minutes) % 1440
                out = [one for one in out if not (found.start() <= one.start and one.end <= found.end())]
                out.append(Amount(found[0], found.start(), found.end(), None, (), None, "", text[found.start() : found.end()], found.end(), True, clock))
    for found in ROMAN.finditer(text) if not ROMANS.isdisjoint(tokens.beginnings(text)) else ():
        if len(found[0]) < 2:
            continue
        value = _roman(found[0])
        out.append(Amount(found[0], found.start(), found.end(), value, (), value, "", found[0], found.end(), True, named=True))
    for found in _one(known.code).finditer(low):  # a mile, eine Meile
        unit, _ = units.behind(low, found.end(), language)
        if unit:
            out.append(Amount(found[0], found.start(), found.end(), Decimal(1), (), Decimal(1), unit, found[0], word=True))
    return out


ROMANS = frozenset("ii iii iv vi vii ix xi xii xiv xv xvi xix xx xxi xxv xxx".split())  # how those up to 39 begin
ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")


def _roman(text: str) -> Decimal:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return Decimal(sum(-value if value < next_ else value for value, next_ in zip(values, [*values[1:], 0], strict=True)))


@cache
def _clock_words(code: str) -> list[tuple[str, re.Pattern[str], int]]:
    """Return the patterns of times in words with their minutes, each with a word that a text has at least if one fits."""
    out = []
    for pattern, minutes in facts(code).clock_words:
        literal = re.sub(r"\([^)]*\)|\\.", " ", pattern)
        out.append((max(re.findall(r"[^\W\d_]+", literal), key=len), re.compile(pattern), minutes))
    return out


@cache
def _one(code: str) -> re.Pattern[str]:
    words = "|".join(facts(code).one)
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])" if words else "(?!)")


def _goes_on(so_far: Decimal, own: Decimal | None, word: str, known: Facts) -> bool:
    """Tell whether a number word goes on with the number before it: two hundred and five, twenty five, two and a half."""
    if own is None or word in known.multipliers or 0 < own < 1:
        return True
    return (so_far >= 100 and own < 100) or (so_far in TENS.values() and own < 10)


JOINED = re.compile(r"[\s-]*(?:(?:and|und|a|of|et|y)[\s-]+)*")


def _value(word: str, known: Facts) -> Decimal | None:
    """Return what a number word stands for; German ones may be compounds, inflected, or the beginning of a word."""
    if word in known.words:
        return known.words[word]
    return _german(word) if known.compounds else None


TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}
SMALL = {
    "ein": 1, "zwei": 2, "zwo": 2, "drei": 3, "dritt": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "siebt": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
GERMAN = re.compile(rf"(?:({'|'.join(sorted(SMALL, key=len, reverse=True))})und)?({'|'.join(TENS)})|({'|'.join(sorted(SMALL, key=len, reverse=True))})")
HALVES = re.compile(r"(ein|zwei|drei|vier|fünf)einhalb|anderthalb")
NO_NUMBER = re.compile(r"ein(?!und|s\b|hundert|tausend)|acht(?:e?t|ung|sam|los|el\b)|elf(?:en|e)\b|dreist|sechst(?!e)")


def _german(word: str) -> Decimal | None:
    last = re.search(rf"(?<=[^\W\d_]){ORDINAL}$", word)
    if last and not GERMAN.match(word):
        word = last[0]
    halves = HALVES.match(word)
    if halves:
        return SMALL.get(halves[1] or "ein", 1) + Decimal("0.5")
    if NO_NUMBER.match(word):
        return None
    thousand, split, rest = word.partition("tausend")
    below = _hundreds(thousand) if thousand and split else 1
    if not split:
        below, rest = 0, word
    if below is None:
        return None
    total = 1000 * below + (_hundreds(rest) or 0)
    return Decimal(total) if total else None


def _hundreds(word: str) -> int | None:
    head, hundred, rest = word.partition("hundert")
    if hundred:
        first = SMALL.get(head, 1 if not head else None)
        return None if first is None else 100 * first + (_hundreds(rest.removeprefix("und")) or 0)
    found = GERMAN.match(word)
    if not found:
        return None
    return SMALL[found[3]] if found[3] else TENS[found[2]] + (SMALL[found[1]] if found[1] else 0)
