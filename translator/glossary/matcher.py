"""Finds glossary terms: in German with its inflection and compounds, in the target with plural and possessive.

One index holds all terms; a sentence costs a few look-ups a word, whatever the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from translator.glossary.concept import Concept

WORD = re.compile(r"\d*[^\W\d_][^\W_]*")
BETWEEN = re.compile(r"(?:[\s\u00a0.\-‐–]|</?\d+/?>)*")  # what may stand between the words of a term
NOUN = ("", "s", "es", "n", "en", "e", "er", "ern", "ens", "se", "sen", "ses", "nen")
ADJECTIVE = ("e", "er", "es", "en", "em", "")
UMLAUTS = str.maketrans("äöü", "aou")
LONGEST_WORD = 80  # letters; what is longer is no word
SHORTEST_PART = 4  # letters of each half of a closed compound
REMEMBERED = 2000  # sentences


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


@lru_cache(maxsize=50_000)
def _keys(word: str, inflected: bool) -> frozenset[str]:
    """Return the words, case folded, that a form may be of."""
    folded = word.casefold()
    if not inflected:
        return frozenset({folded, folded.removesuffix("s"), folded.removesuffix("es")})
    keys = {folded[: len(folded) - len(end)] for end in NOUN if folded.endswith(end) and len(folded) - len(end) >= 2}
    return frozenset(keys | {key.translate(UMLAUTS) for key in keys})


class Matcher:
    """All concepts of the glossaries in force."""

    def __init__(self, concepts: Iterable[Concept], language: str = "de") -> None:
        self.inflected = language.partition("-")[0] == "de"
        self._index: dict[str, list[_Term]] = {}
        self._found: dict[str, list[Match]] = {}
        self.concepts = list(concepts)
        explicit = {source.casefold() for concept in self.concepts for source in concept.sources}
        for concept in chain(self.concepts, self._surnames(explicit)):
            for source in concept.sources:
                words = tuple(WORD.findall(source))
                if words:
                    term = _Term(concept, source, words)
                    for key in {words[0].casefold(), self._adjective(words[0].casefold()) if len(words) > 1 else words[0].casefold()}:
                        self._index.setdefault(key, []).append(term)

    def _surnames(self, explicit: set[str]) -> Iterable[Concept]:
        """Make concepts of surnames: Andrej Lenkow is Lenkow on later mentions."""
        for concept in self.concepts:
            if concept.kind != "person" or not concept.preferred or concept.match & {"exact"}:
                continue
            source, target = concept.sources[0].split(), concept.preferred[0].split()
            if len(source) == len(target) > 1 and source[-1].casefold() not in explicit and source[-1] != target[-1]:
                forbidden = tuple(form.split()[-1] for form in concept.forbidden if len(form.split()) == len(target))
                yield Concept((source[-1],), (target[-1],), (), tuple(f for f in forbidden if f != target[-1]), "person", concept.match)

    def find(self, text: str) -> list[Match]:
        """Find the terms of a source text: the longest first, none over another."""
        if not self._index:
            return []
        if text not in self._found:  # repairs and checks ask for the same sentence in turn
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[text] = self._search(text)
        return self._found[text]

    def _search(self, text: str) -> list[Match]:
        words = list(WORD.finditer(text))
        found: list[Match] = []
        for number, word in enumerate(words):
            for key in _keys(word[0], self.inflected):
                for term in self._index.get(key, ()):
                    match = self._match(text, words, number, term)
                    if match:
                        found.append(match)
            if self.inflected and 2 * SHORTEST_PART <= len(word[0]) <= LONGEST_WORD:
                found += self._compounds(word)
        found.sort(key=lambda m: (m.start - m.end, m.compound, m.start))
        kept: list[Match] = []
        for match in found:
            if not any(match.start < other.end and other.start < match.end for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)

    @staticmethod
    def _adjective(word: str) -> str:
        for end in ADJECTIVE:
            if end and word.endswith(end) and len(word) - len(end) > 3:
                return word[: -len(end)]
        return word

    def _match(self, text: str, words: Sequence[re.Match[str]], number: int, term: _Term) -> Match | None:
        last = number + len(term.words) - 1
        if last >= len(words):
            return None
        exact = bool(term.concept.match & {"exact"}) or not self.inflected
        case = bool(term.concept.match & {"case"})
        for offset, lemma in enumerate(term.words):
            here = words[number + offset]
            if offset and not BETWEEN.fullmatch(text[words[number + offset - 1].end() : here.start()]):
                return None
            if not self._same(here[0], lemma, exact, case, final=offset == len(term.words) - 1):
                return None
        start, end = words[number].start(), words[last].end()
        joined = "-‐"
        compound = (text[start - 1 : start] in joined and start > 0) or (
            text[end : end + 1] in joined and end < len(text) and text[end + 1 : end + 2].isalpha()
        )
        return Match(term.concept, term.source, start, end, text[start:end], bool(compound))

    def _same(self, form: str, lemma: str, exact: bool, case: bool, *, final: bool) -> bool:
        """Tell whether a form is of a lemma."""
        if case and not (form.startswith(lemma[:-1]) or form == lemma):
            return False
        if lemma[0].isupper() and not form[0].isupper():
            return False
        one, other = form.casefold(), lemma.casefold()
        if one == other:
            return True
        if exact:
            return False
        if not final:
            return self._adjective(one) == self._adjective(other) and lemma[0].isupper() == form[0].isupper()
        if len(other) < 3 or lemma.isupper():  # an acronym takes at most a genitive s
            return one == other + "s"
        for end in NOUN:
            if end and one == other + end:
                return True
        rest = one.removeprefix(other[:2])
        if rest != one and any(c in one for c in "äöü"):
            return any(one.translate(UMLAUTS) == other.translate(UMLAUTS) + end for end in ("", "e", "er", "ern", "en", "n"))
        return self._adjective(one) == self._adjective(other) and not final

    def _compounds(self, word: re.Match[str]) -> Iterable[Match]:
        """Find terms that begin or end a closed compound: Außenministeriumssprecher."""
        text = word[0]
        for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
            head = text[:cut].casefold()
            for end in ("", "s", "n", "en", "es"):
                if end and not head.endswith(end):
                    continue
                for term in self._index.get(head.removesuffix(end) if end else head, ()):
                    if self._joins(term) and text[0].isupper() and head.removesuffix(end) == term.words[0].casefold():
                        end_at = cut - len(end)
                        yield Match(term.concept, term.source, word.start(), word.start() + end_at, text[:end_at], True)
            for key in _keys(text[cut:], self.inflected):
                for term in self._index.get(key, ()):
                    if self._joins(term) and self._same(text[cut].upper() + text[cut + 1 :], term.words[0], False, False, final=True):
                        yield Match(term.concept, term.source, word.start() + cut, word.end(), text[cut:], True)

    @staticmethod
    def _joins(term: _Term) -> bool:
        return len(term.words) == 1 and len(term.words[0]) >= SHORTEST_PART and not term.concept.match & {"exact", "case"}


def hits(text: str, form: str, *, exact: bool = False) -> list[Hit]:
    """Find a target form in a text, plural and possessive too; `exact` wants its very letters and no ending."""
    parts = WORD.findall(form) or [form]
    ending = "" if exact else r"(?:s|es)?"
    if len(parts) == 1 and not exact and parts[0].endswith("y"):
        parts[0], ending = parts[0][:-1], "(?:y|ies)"
    separator = r"(?:[\s\u00a0.\-‐–]|</?\d+/?>)+"
    pattern = r"(?<![^\W_])" + separator.join(re.escape(part) for part in parts) + ending + r"(?![^\W_])"
    return [Hit(form, found.start(), found.end()) for found in re.finditer(pattern, text, 0 if exact else re.I)]
