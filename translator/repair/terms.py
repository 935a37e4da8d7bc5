"""Puts the glossary's preferred form for a forbidden one, and for the source's own spelling left standing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from translator import marks
from translator.glossary.concept import Concept
from translator.glossary.matcher import TOKEN, WORD, Hit, Match, Matcher, hits
from translator.glossary.sounds import alike
from translator.language import Grammar, grammar

ALIKE = 0.75  # how much a word must sound like a name to be taken for it, where nothing else is


class Terms:
    """The glossary's preferred forms stand in the draft."""

    id = "terms"

    def __init__(self, matcher: Matcher, target: str = "en") -> None:
        self.matcher = matcher
        self.grammar = grammar(target)

    def mend(self, source: str, target: str) -> str:
        found = self.matcher.find(source)
        for match in found:
            if match.best:
                others = [form for other in found if other.concept is not match.concept for form in other.concept.good]
                target = _replaced(target, wrong(target, match, others), match.concept, self.grammar)
                target = _capitals(_replaced(target, self._misheard(source, target, match), match.concept, self.grammar), match.concept)
        return target

    def _misheard(self, source: str, target: str, match: Match) -> list[tuple[Hit, str]]:
        """Find the one place that sounds like a name which the draft lacks: tunberg for Thunberg, Andrey Lenkov for Andrei Lenkov."""
        concept, best = match.concept, WORD.findall(match.best)
        forms = [WORD.findall(form) for form in (match.best, match.form)]
        said = any(hits(target, form) for form in concept.good if len(WORD.findall(form)) >= len(best))
        if not concept.name or match.compound or said or len(forms[0]) != len(forms[1]):
            return []
        theirs = {word for word in WORD.findall(source) if word not in forms[1]}
        found = [token for token in TOKEN.finditer(target) if token[1]]
        near = []
        for first in range(len(found) - len(best) + 1):
            here = found[first : first + len(best)]
            spaced = all(target[one.end() : two.start()] in " -" for one, two in pairwise(here))
            if spaced and all(_sounds(token[0], ours, german, theirs) for token, ours, german in zip(here, *forms, strict=True)):
                near.append(Hit(target[here[0].start() : here[-1].end()], here[0].start(), here[-1].end()))
        return [(near[0], match.best)] if len(near) == 1 else []


def _sounds(word: str, ours: str, german: str, theirs: set[str]) -> bool:
    """Tell whether a word of the draft sounds like one of a name, and less like the other words of the source."""
    likeness = max(alike(word, ours), alike(word, german))
    least = ALIKE if word[0].isupper() else 1.0  # crime is not Crimea, a good start not a good Stark
    return len(word) > 2 and likeness >= least and not any(alike(word, other) >= likeness for other in theirs)


def wrong(target: str, match: Match, others: Sequence[str] = ()) -> list[tuple[Hit, str]]:
    """Find forbidden forms, and the source's spelling where the glossary wants another; each with what should stand there."""
    concept = match.concept
    bad = [(hit, concept.mended(form, match.source)) for form in concept.forbidden for hit in hits(target, form)]
    for form in dict.fromkeys((match.form, match.source)):
        whole = not match.compound or (match.form == form and concept.kind == "place" and form.endswith("er"))  # Kiewer left standing
        if form not in concept.good and whole:
            bad += [(hit, match.best) for hit in hits(target, form, exact=True)]
    if not bad:
        return []
    good = [hit for form in (*concept.good, *others) for hit in hits(target, form)]  # what another term of the sentence asks for stays
    found: list[tuple[Hit, str]] = []
    for hit, best in sorted(bad, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        free = not any(hit.start < other.end and other.start < hit.end for other, _ in found)
        if free and not any(g.start <= hit.start and hit.end <= g.end for g in good):
            found.append((hit, best))
    return found


def _replaced(target: str, bad: list[tuple[Hit, str]], concept: Concept, known: Grammar) -> str:
    for hit, best in sorted(bad, key=lambda pair: -pair[0].start):
        before, after = target[: hit.start], target[hit.end :]
        inner = target[hit.start : hit.end]
        if re.search(r"</?\d+/?>", inner) or not best:
            continue  # a mark lies inside: a person decides
        ending = _ending(concept, inner, after) and known.possessive
        if not concept.name and len(inner) > len(hit.form) and inner[-1:] != hit.form[-1:]:
            best = known.plural(best)
        before, new = known.in_place(before, marks.escape(best), inner)
        target = before + new + ending + after
    return target


def _capitals(target: str, concept: Concept) -> str:
    """Raise the capitals of names of several words: south Korea. A single word may be another: three times, The Times."""
    for form in concept.good if concept.name else ():
        for hit in hits(target, form) if " " in form else ():
            said = target[hit.start : hit.start + len(form)]
            if said.lower() == form.lower():
                raised = "".join(ours if ours.isupper() else theirs for ours, theirs in zip(form, said, strict=True))
                target = target[: hit.start] + raised + target[hit.start + len(form) :]
    return target


def _ending(concept: Concept, inner: str, after: str) -> str:
    """Say what follows the new form: a German genitive becomes a possessive."""
    if after[:1] in "'’":
        return ""
    genitive = concept.name and inner.endswith("s") and not any(form.endswith("s") for form in (*concept.sources, *concept.forbidden))
    if genitive and re.match(r"\s+(?:</?\d+/?>)*[^\W\d_]", after):
        return "’s"
    return ""
