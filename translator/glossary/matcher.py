"""Finds glossary terms: in German with its inflection and compounds, in the target with plural and possessive.

One index of word forms holds all terms; a sentence costs a few look-ups a word, whatever the number of terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from translator.glossary.concept import Concept
from translator.glossary.sounds import alike
from translator.language import declension
from translator.language.en import plural

SOFT = "\u00ad"
COMBINING = "\u0300-\u036f"  # Word processors on a Mac write u and two dots
WORD = re.compile(rf"(?:[^\W_][{COMBINING}]*)+(?:{SOFT}(?:[^\W_][{COMBINING}]*)+)*")
TOKEN = re.compile(rf"</?\d+/?>|({WORD.pattern})")  # a mark's number is no word
LOOSE = re.compile(rf"</?\d+/?>|[\s.\-‐–{SOFT}]")  # what may stand between the words of a term, or not
HYPHENS = "-‐"
LONGEST_WORD = 80  # letters; what is longer is no word
SHORTEST_PART = 4  # letters of each half of a closed compound
REMEMBERED = 2000  # sentences
# What stands before a given name: Papst Johannes; Johannes Rau is no John
TITLE = re.compile(
    r"Papst|König(?:in)?|Kaiser(?:in)?|Prinz(?:essin)?|Zar(?:in)?|Fürst(?:in)?|Herzog(?:in)?|Graf|Gräfin|Sankt|Heiliger?|Apostel|Sultan|Scheich|Emir|Bischof|Pater|Schwester"
)
SOUNDS = 0.6  # how much a surname and its English form sound alike
# Small words before which a noun inflects inside a term: des Ministeriums für Staatssicherheit
INSIDE = frozenset("für der des von vom zu zum zur im in am an und gegen ohne mit über auf bei".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a source text; `start` and `end` are its place there."""

    concept: Concept
    source: str  # the glossary's word
    start: int
    end: int
    form: str  # as it stands in the text
    compound: bool = False

    @property
    def best(self) -> str:
        """The preferred target form; empty if the glossary names none."""
        return self.concept.best(self.source)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a target text; what stands behind it (a plural or possessive ending) is left outside."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Term:
    concept: Concept
    source: str
    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]  # of each word
    between: tuple[str, ...]  # the term's own signs between its words: Watt & Welle

    @property
    def fixed(self) -> bool:
        return bool(self.concept.match & {"exact", "case"})


def _folded(word: str) -> str:
    return _plain(word).lower()


def _plain(word: str) -> str:
    """Return a word without what only a typesetter or a file system puts in."""
    return unicodedata.normalize("NFC", word.replace(SOFT, ""))


class Matcher:
    """All concepts of the glossaries in force."""

    def __init__(self, concepts: Iterable[Concept], language: str = "de") -> None:
        self.german = language.partition("-")[0] == "de"
        self._index: dict[str, list[_Term]] = {}  # a form of a term's first word -> terms
        self._heads: dict[str, list[_Term]] = {}  # what stands for a one-word term at the beginning of a compound
        self._adjectives: dict[str, list[_Term]] = {}  # what a place's name becomes before a noun: Kiewer
        self._found: dict[str, list[Match]] = {}
        self.concepts = list(concepts)
        explicit = {source.casefold() for concept in self.concepts for source in concept.sources}
        for concept in chain(self.concepts, self._surnames(explicit)):
            for source in concept.sources:
                self._add(concept, source)

    def _add(self, concept: Concept, source: str) -> None:
        found = list(WORD.finditer(_plain(source)))
        if not found:
            return
        words = tuple(word[0] for word in found)
        between = tuple(_between(found[0].string, one.end(), two.start()) for one, two in pairwise(found))
        forms = tuple(self._forms(concept, words, number) for number in range(len(words)))
        if self.german:  # Swiss spelling
            forms = tuple(of | {form.replace("ß", "ss") for form in of if "ß" in form} for of in forms)
        term = _Term(concept, source, words, forms, between)
        for form in forms[0]:
            self._index.setdefault(form, []).append(term)
        if self.german and len(words) == 1 and concept.kind == "place" and len(words[0]) >= SHORTEST_PART and not term.fixed:
            self._adjectives.setdefault(declension.of_place(words[0]), []).append(term)
        if self.german and len(words) == 1 and len(words[0]) >= SHORTEST_PART and not term.fixed:
            for head in declension.heads(words[0]):
                self._heads.setdefault(head, []).append(term)

    def _forms(self, concept: Concept, words: Sequence[str], number: int) -> frozenset[str]:
        """List the forms of one word of a term: the last inflects, adjectives before it, nouns before a small word."""
        word, last = words[number], number == len(words) - 1
        if "exact" in concept.match:
            return frozenset({word.lower()})
        if not self.german:
            return frozenset({word.lower(), word.lower() + "s", word.lower() + "es"}) if last else frozenset({word.lower()})
        if concept.kind == "person":
            return declension.name(word) if last else frozenset({word.lower()})
        of = declension.name if concept.kind == "place" else declension.noun
        if last:
            return of(word) if word[0].isupper() else declension.adjective(word)
        if word.lower() in INSIDE:
            return frozenset({word.lower()})
        follows = words[number + 1].lower() in INSIDE or words[number + 1][0].isupper()
        return declension.adjective(word) | (of(word) if word[0].isupper() and follows else frozenset())

    def _surnames(self, explicit: set[str]) -> Iterable[Concept]:
        """Make concepts of surnames: Andrej Lenkow is Lenkow on later mentions."""
        for concept in self.concepts:
            if concept.kind != "person" or not concept.preferred or concept.match & {"exact"}:
                continue
            source, target = concept.sources[0].split(), concept.preferred[0].split()
            told = TITLE.fullmatch(source[0]) or any(word.islower() for word in source) or alike(source[-1], target[-1]) < SOUNDS
            if len(source) == len(target) > 1 and not told and source[-1].casefold() not in explicit and source[-1] != target[-1]:
                forbidden = tuple(form.split()[-1] for form in concept.forbidden if len(form.split()) == len(target))
                yield Concept((source[-1],), (target[-1],), (), tuple(f for f in forbidden if f != target[-1]), "person", concept.match)

    def find(self, text: str) -> list[Match]:
        """Find the terms of a source text: the longest first, none over another."""
        if not self._index:
            return []
        if text not in self._found:  # repairs and checks ask for the same sentence in turn
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            kept: list[Match] = []
            taken = bytearray(len(text))
            for match in sorted(self.candidates(text), key=_rank):
                if not any(taken[match.start : match.end]):
                    kept.append(match)
                    taken[match.start : match.end] = b"\1" * (match.end - match.start)
            self._found[text] = sorted(kept, key=lambda match: match.start)
        return self._found[text]

    def candidates(self, text: str) -> Iterator[Match]:
        """Find every term at every place, whether or not another lies over it."""
        words = [found for found in TOKEN.finditer(text) if found[1]]
        for number, word in enumerate(words):
            folded = _folded(word[0])
            for term in self._index.get(folded, ()):
                match = self._match(text, words, number, term)
                if match:
                    yield match
            for term in self._adjectives.get(folded, ()) if word[0][0].isupper() else ():
                yield Match(term.concept, term.source, word.start(), word.end(), word[0], True)
            if self.german and word[0][0].isupper() and 2 * SHORTEST_PART <= len(folded) <= LONGEST_WORD:
                yield from self._compounds(word, folded)

    def _match(self, text: str, words: Sequence[re.Match[str]], number: int, term: _Term) -> Match | None:
        last = number + len(term.words) - 1
        if last >= len(words):
            return None
        for offset, forms in enumerate(term.forms):
            here = words[number + offset]
            if offset and (_folded(here[0]) not in forms or _between(text, words[number + offset - 1].end(), here.start()) != term.between[offset - 1]):
                return None
            hyphen = here.start() > 0 and text[here.start() - 1] in HYPHENS
            if not _case(_plain(here[0]), term.words[offset], strict="case" in term.concept.match, hyphen=hyphen and offset > 0):
                return None
        start, end = words[number].start(), words[last].end()
        before = start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum()
        behind = text[end : end + 1] in HYPHENS and end + 1 < len(text) and text[end + 1].isalnum()
        return Match(term.concept, term.source, start, end, text[start:end], before or behind)

    def _compounds(self, word: re.Match[str], folded: str) -> Iterator[Match]:
        """Find terms that begin or end a closed compound: Außenministeriumssprecher."""
        text = word[0]
        if len(folded) != len(text):
            return  # a soft hyphen inside: the browser's break is no part of a name
        for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
            for term in self._heads.get(folded[:cut], ()):
                end = min(cut, len(term.words[0]))
                yield Match(term.concept, term.source, word.start(), word.start() + end, text[:end], True)
            for term in self._index.get(folded[cut:], ()):
                if len(term.words) == 1 and len(term.words[0]) >= SHORTEST_PART and not term.fixed and term.words[0][0].isupper():
                    yield Match(term.concept, term.source, word.start() + cut, word.end(), text[cut:], True)


def _between(text: str, start: int, end: int) -> str:
    return LOOSE.sub("", text[start:end]).replace("'", "’")


def _rank(match: Match) -> tuple[int, bool, bool, int]:
    """Order matches: the longest, those that stand alone, those in the glossary's own form."""
    return (match.start - match.end, match.compound, match.form != match.source, match.start)


def _case(form: str, lemma: str, *, strict: bool, hyphen: bool) -> bool:
    """Tell whether a form's capitals fit: a noun keeps its own, an acronym all of them; headlines may be in capitals."""
    if strict:
        return form.startswith(lemma[:-1])
    if declension.acronym(lemma) and not form.isupper():
        return form.startswith(lemma) and form[len(lemma) :] in ("", "s")
    return form[0].isupper() or not lemma[0].isupper() or hyphen


@lru_cache(maxsize=20_000)
def _pattern(form: str, exact: bool) -> re.Pattern[str]:
    own = "".join(map(re.escape, sorted({sign for sign in form if not sign.isalnum() and not sign.isspace()})))  # SPD (Social Democrats)
    separator = rf"(?:[\s\u00a0.\-‐–&/+,:’'{own}]|</?\d+/?>)+"

    def words(text: str) -> str:
        return separator.join(re.escape(part) for part in WORD.findall(text) or [text])

    found = words(form) if exact else f"(?:{words(form)}(?:s|es)?|{words(plural(form))})"
    flags = re.NOFLAG if exact or (len(form) < 6 and form.isupper()) else re.I
    return re.compile(rf"(?<![^\W_]){found}(?![^\W_])", flags)


def hits(text: str, form: str, *, exact: bool = False) -> list[Hit]:
    """Find a target form in a text, plural and possessive too; `exact` wants its very letters and no ending."""
    return [Hit(form, found.start(), found.end()) for found in _pattern(form, exact).finditer(text)]
