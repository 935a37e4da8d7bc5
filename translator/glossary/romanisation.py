"""Suggests how English writes a name that German has romanised, the likeliest first, each with its reason."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from translator.language.romanisation import CONVENTIONAL, FOREIGN, GERMAN, GIVEN, ROMANISED, RULES

KEPT = 12  # spellings of a word that are followed on
RANK = 0.15  # what each further spelling of a table costs
PARTICLES = frozenset("al el as asch ibn bin ben abu van von de der i e".split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An English spelling with what speaks for it."""

    form: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    cost: float
    reason: str


def suggest(name: str, limit: int = 5) -> list[Suggestion]:
    """List English spellings of a name, at most `limit`; its own if nothing in it is German romanisation."""
    pieces = re.split(r"([\s\-‐–’']+)", unicodedata.normalize("NFC", name.strip()))
    lower = [piece.lower() for piece in pieces[::2]]
    if any(map(GERMAN.search, lower)) and not any(ROMANISED.search(word) or word in GIVEN or word in CONVENTIONAL for word in lower):
        return [Suggestion(name.strip(), "a German name stays as it is")]
    words = [_spellings(piece) for piece in pieces[::2]]
    joints = [*pieces[1::2], ""]
    if len(words) > 6 or not name.strip():
        return []
    found: dict[str, tuple[float, str]] = {}
    for combination in product(*(options[:KEPT] for options in _narrowed(words))):
        form = "".join(word.form + joint for word, joint in zip(combination, joints, strict=True))
        cost = sum(word.cost for word in combination)
        if form not in found or cost < found[form][0]:
            reasons = dict.fromkeys(word.reason for word in combination if word.reason)
            found[form] = (cost, ", ".join(reasons) or "as it stands")
    best = heapq.nsmallest(limit, found.items(), key=lambda item: item[1][0])
    return [Suggestion(form, reason) for form, (_, reason) in best]


def _narrowed(words: list[list[_Word]]) -> Iterator[list[_Word]]:
    """Keep fewer spellings of each word the more words there are: 12 of one, 3 of each of four."""
    most = {1: KEPT, 2: 8, 3: 5}.get(len(words), 3)
    return (options[:most] for options in words)


@lru_cache(maxsize=20_000)
def _spellings(word: str) -> list[_Word]:
    low = word.lower()
    if low in PARTICLES or not low or word.isupper():
        return [_Word(word, 0, "")]
    for table, reason in ((CONVENTIONAL, "the usual English form"), (GIVEN, "given name")):
        if low in table:
            return [_Word(form, number * RANK, "" if form == word else reason) for number, form in enumerate(table[low])]
    if FOREIGN.search(low):
        return [_Word(word, 0, "")]
    paths: list[tuple[float, str, tuple[str, ...]]] = [(0.0, "", ())]
    at = 0
    while at < len(low):
        length, outcomes, rule = _outcomes(low, at)
        paths = [(cost + price, text + out, (*used, rule) if rule and rule not in used else used) for cost, text, used in paths for out, price in outcomes]
        paths = heapq.nsmallest(KEPT * 2, paths, key=lambda path: path[0])
        at += length
    out: dict[str, _Word] = {}
    for cost, text, used in sorted(paths, key=lambda path: path[0]):
        form = text[:1].upper() + text[1:] if word[:1].isupper() else text
        out.setdefault(form, _Word(form, cost, "" if form == word else ", ".join(used)))
    return list(out.values())[:KEPT]


def _outcomes(low: str, at: int) -> tuple[int, tuple[tuple[str, float], ...], str]:
    """Return how many letters are read at a place, what they may become, and the rule in words."""
    for rule in RULES:
        if low.startswith(rule.german, at):
            end = at + len(rule.german)
            behind = rule.behind.match(low, end) if rule.behind.pattern != "(?:$)" else end == len(low)
            if behind and rule.before.search(low[:at]):
                told = f"{rule.german} → {rule.english[0][0] or '–'}" if rule.german != rule.english[0][0] else ""
                return len(rule.german), rule.english, told
    plain = unicodedata.normalize("NFD", low[at])[0]
    if plain != low[at] and plain.isascii():
        return 1, ((plain, 0.0), (low[at], 0.1)), f"{low[at]} → {plain}"
    return 1, ((low[at], 0.0),), ""
