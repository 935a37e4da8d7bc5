"""Finds what a glossary may want: the names and terms of German texts, ranked, each with the English that stands for it in the corpus."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.glossary.matcher import Matcher
from translator.glossary.romanisation import suggest
from translator.glossary.sounds import alike, romanised
from translator.language import declension
from translator.language.de import COMMON, STARTERS

WORD = re.compile(r"</?\d+/?>|([^\W\d_](?:[^\W_]|[-‐](?=\w))*)")
SENTENCE_START = re.compile(r"(?:^|[.!?:…][”“\"»«)]*\s+|[„“\"»«–(])\s*$")
ADJECTIVE = re.compile(r"^[A-ZÄÖÜ]\w+(?:e|er|es|en|em)$")
FUNCTION = COMMON | STARTERS
# Nouns that stand before a name and are no part of it, and those that count or date.
TITLE = re.compile(
    r"(?:präsident|minister|kanzler|chef|sprecher|direktor|leiter|führer|trainer|regisseur|professor|dr|bruder|schwester|witwe|familie|herrn?|frau|autor|"
    r"stadt|land|landes|region|band|hochschule|firma|experte|gast|partei|reederei|kanton|kreis|landkreis|insel|fluss|dorf|general|könig|papst|richter|anwalt)(?:in|en|s)?$",
    re.I,
)
MEASURE = re.compile(r"^(?:Milliarden?|Millionen|Million|Minuten?|Stunden?|Tonnen?|Prozent|Euro|Ende|Anfang|Mitte|Meter|Kilometer|Uhr|Jahren?|Gigawatt|Grad)$")
LONG = 11  # letters from which a German noun is a compound and so more of a term
ALIKE = 0.75
LONGEST = 3  # words of an English candidate
ENGLISH_SMALL = frozenset("the a an of and in to for on at by with from as is are was were be that this it its his her their has have had not".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A German name or term with how often it stands, where first, and English for it, the likeliest first."""

    source: str
    kind: str  # "name" or "term"
    count: int
    line: int
    targets: tuple[tuple[str, str], ...]  # form, where it is from
    score: float


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    return declension.noun(word) | declension.name(word)


def extract(sentences: Sequence[tuple[str, int]], pairs: Sequence[tuple[str, str]], matcher: Matcher, most: int = 50) -> list[Candidate]:
    """Rank the names and terms of sentences (with their lines) that the glossary lacks; `pairs` are what the corpus has translated."""
    counts: Counter[str] = Counter()
    lines: dict[str, int] = {}
    names: set[str] = set()
    for text, line in sentences:
        covered = [(match.start, match.end) for match in matcher.find(text) if not match.compound]
        for found, name in _phrases(text):
            start, end = found
            if not any(a < end and start < b for a, b in covered):
                word = text[start:end]
                counts[word] += 1
                lines.setdefault(word, line)
                if name:
                    names.add(word)
    grouped = _lemmas(counts)
    spread = Counter(word for source, _ in pairs for word in {found[1] for found in WORD.finditer(source) if found[1]})
    out = []
    for lemma, forms in grouped.items():
        count = sum(counts[form] for form in forms)
        name = any(form in names for form in forms) or romanised(lemma)
        rare = math.log((1 + len(pairs)) / (1 + max(spread[form] for form in forms))) + 1
        weight = (2.0 if name else 1.0) * (1.5 if " " in lemma else 1.0) * (1.4 if len(lemma) >= LONG or "-" in lemma else 1.0)
        if count > 1 or name or len(lemma) >= LONG:
            line = min(lines[form] for form in forms)
            out.append(Candidate(lemma, "name" if name else "term", count, line, (), math.log1p(count) * rare * weight))
    best = sorted(out, key=lambda candidate: (-candidate.score, candidate.line, candidate.source))[:most]
    return [_with_targets(candidate, grouped[candidate.source], pairs) for candidate in best]


def _phrases(text: str) -> Iterable[tuple[tuple[int, int], bool]]:
    """Find capitalised words and the phrases they make: full names, an adjective with a capital and its noun; tell names."""
    words = [found for found in WORD.finditer(text) if found[1]]
    at = 0
    while at < len(words):
        word = words[at]
        first = bool(SENTENCE_START.search(text[: word.start()]))
        if not word[0][0].isupper() or word[0].lower() in FUNCTION or len(word[0]) < 3:
            at += 1
            continue
        last = at
        while (
            last + 1 < len(words)
            and words[last + 1][0][0].isupper()
            and text[words[last].end() : words[last + 1].start()] == " "
            and words[last + 1][0].lower() not in FUNCTION
        ):
            last += 1
        run = [word for word in words[at : last + 1] if not MEASURE.match(word[0])]
        while len(run) > 1 and (TITLE.search(run[0][0]) or (first and ADJECTIVE.match(run[0][0]))):
            run = run[1:]  # Präsident Putin; Freie Stellen: the capital is the sentence's
        full = len(run) in (2, 3)
        if full:
            yield (run[0].start(), run[-1].end()), True
        for one in run if not full else ():
            yield (one.start(), one.end()), False
        at = last + 1


def _lemmas(counts: Counter[str]) -> dict[str, list[str]]:
    """Group inflected forms under the shortest that they may be forms of."""
    out: dict[str, list[str]] = {}
    by: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (len(form), form)):
        lemma = by.get(form.lower())
        if lemma is None:
            lemma = form
            head, _, last = form.rpartition(" ")
            for inflected in _forms(last):
                by.setdefault(f"{head} {inflected}".strip().lower(), lemma)
        out.setdefault(lemma, []).append(form)
    return out


def _with_targets(candidate: Candidate, forms: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Candidate:
    """Add the English that stands where the German does and seldom elsewhere (Dice), and for names what sounds alike or is suggested."""
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + r")(?!\w)")
    here = [target for source, target in pairs if target and pattern.search(source)]
    targets: dict[str, str] = {}
    if here:
        targets |= _sounding(candidate.source, here)
    if len(here) > 1:
        inside: Counter[str] = Counter(gram for target in here for gram in _grams(target))
        everywhere: Counter[str] = Counter()
        wanted = {gram for gram, times in inside.items() if times > 1}
        for _, target in pairs:
            everywhere.update(wanted & _grams(target))
        scores = {gram: 2 * inside[gram] / (len(here) + everywhere[gram]) for gram in wanted}
        for gram in sorted(scores, key=lambda gram: (-scores[gram], -len(gram)))[:2]:
            if scores[gram] >= 0.5:
                targets.setdefault(gram, f"in {inside[gram]} of {len(here)} translations")
    targets = {form: why for form, why in targets.items() if not any(form != other and form in other for other in targets)}
    kind = "name" if candidate.kind == "name" or _sounding(candidate.source, [form for form in targets if form[0].isupper()]) else "term"
    if any(romanised(word) for word in candidate.source.split()):
        for suggestion in suggest(candidate.source, 2):
            targets.setdefault(suggestion.form, suggestion.reason)
    return Candidate(candidate.source, kind, candidate.count, candidate.line, tuple(targets.items()), candidate.score)


def _sounding(name: str, targets: Sequence[str]) -> dict[str, str]:
    words, found = name.split(), Counter[str]()
    for target in targets:
        said = [match[1] for match in WORD.finditer(target) if match[1]]
        for at in range(len(said) - len(words) + 1):
            window = said[at : at + len(words)]
            if all(alike(one, other) >= ALIKE for one, other in zip(words, window, strict=True)):
                found[" ".join(window)] += 1
    return {form: f"in {times} translation{'s' if times > 1 else ''}" for form, times in found.most_common(2)}


def _grams(target: str) -> set[str]:
    words = [found[1] for found in WORD.finditer(target) if found[1]]
    out = set()
    for length in range(1, LONGEST + 1):
        for at in range(len(words) - length + 1):
            gram = words[at : at + length]
            if gram[0].lower() not in ENGLISH_SMALL and gram[-1].lower() not in ENGLISH_SMALL and len(" ".join(gram)) > 3:
                out.add(" ".join(gram))
    return out
