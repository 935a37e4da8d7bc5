"""Drafts sentences, and sees to it that the glossary's words stand in them, in stages of which each runs only if the last one failed.

Translate; choose among the n best; translate again with the term written into the source; put it over the aligned words; else leave the
draft as it is, and the checks say so. One batched pass for all, a second one for those that lack a term.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator import marks, repair
from translator.checks.terms import missing
from translator.engines import Draft, Engine, Progress, Request, marking
from translator.engines.ctranslate2 import looped
from translator.engines.placing import WORD, place, words_of
from translator.glossary.matcher import Match, Matcher, hits
from translator.glossary.sounds import alike
from translator.language.en import COMMON, in_place, plural
from translator.model import BY_POSITION, CUT

if TYPE_CHECKING:
    from translator.repair import Repair

BEST = 4  # alternatives to choose from
# How much less likely, in log-probability a token, another draft may be; with an English word in the source every draft is less likely.
MARGIN = {"n-best": 0.5, "term in source": 1.2}
SHORTER, LONGER = 0.6, 1.7  # of the first draft's length: beyond, something was lost or said twice
ALIKE = 0.8  # how much a word beside a replaced one must sound like a part of the name to be one
SMALL = COMMON | frozenset("say says said tell tells told that do does did so my your our me him them there here what when where while if because then".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """A marked draft, with notes on what is doubtful about it and how the glossary's words came into it."""

    text: str
    notes: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return ", ".join(self.notes)


def draft(engine: Engine, sources: Sequence[str], progress: Progress | None = None) -> list[Answer]:
    """Draft marked sentences: with their marks where the engine carries them well, else without, and the marks are put back."""
    known = {number: text for number, text in enumerate(carried(engine, sources)) if text is not None}
    rest = [number for number in range(len(sources)) if number not in known]
    if progress and known:
        progress(len(known))
    plain = [Request(marks.strip(sources[number]), alignment=bool(marks.present(sources[number]))) for number in rest]
    answers = {number: _marked(sources[number], answer) for number, answer in zip(rest, engine.translate(plain, progress), strict=True)}
    return [Answer(known[number]) if number in known else answers[number] for number in range(len(sources))]


def carried(engine: Engine, sources: Sequence[str]) -> list[str | None]:
    """Draft marked sentences with their marks; None for those that it cannot be asked, and those whose marks did not come back whole."""
    asked = [number for number, source in enumerate(sources) if engine.carries_marks and marking.suited(source, engine.carries_marks)]
    out: list[str | None] = [None] * len(sources)
    for number, answer in zip(asked, engine.translate([Request(marking.spaced(sources[number])) for number in asked]) if asked else [], strict=True):
        text = marking.closed(answer.text, sources[number])
        if not answer.cut and marking.whole(text, sources[number]):
            out[number] = text
    return out


def _marked(source: str, answer: Draft) -> Answer:
    cut = (CUT,) if answer.cut else ()
    if not marks.present(source):
        return Answer(marks.escape(answer.text), cut)
    text, sure = place(source, answer.text, answer.alignment)
    return Answer(text, cut or (() if sure else (BY_POSITION,)))


def with_terms(engine: Engine, matcher: Matcher, repairs: Sequence[Repair], sources: Sequence[str], answers: Sequence[Answer]) -> list[Answer]:
    """Bring the glossary's words into the drafts that lack them after repair; keep each draft that cannot be made better."""
    judge = _Judge(matcher, repairs)
    todo = [number for number, (source, answer) in enumerate(zip(sources, answers, strict=True)) if answer.text and judge.lacking(source, answer.text)]
    asked = [written(sources[number], judge.lacking(sources[number], answers[number].text)) for number in todo]
    requests = [Request(marks.strip(source), True, BEST) for number, new in zip(todo, asked, strict=True) for source in (sources[number], new)]
    drafts = engine.translate(requests) if requests else []
    out = list(answers)
    for place_, (number, whole) in enumerate(zip(todo, carried(engine, asked), strict=True)):
        first, second = drafts[2 * place_ : 2 * place_ + 2]
        out[number] = _best(judge, sources[number], answers[number], whole, first, second)
    return out


def written(source: str, lacking: Sequence[Match]) -> str:
    """Write the glossary's words into a source; a mark that lies inside a term stays out of it."""
    new = source
    for match in sorted(lacking, key=lambda match: -match.start):
        new = new[: match.start] + match.best + new[match.end :]
    return new if marks.present(new) == marks.present(source) else source


class _Judge:
    """Tells what a draft lacks once it is repaired; remembers it, as each stage asks again."""

    def __init__(self, matcher: Matcher, repairs: Sequence[Repair]) -> None:
        self.matcher, self.repairs = matcher, repairs
        self._known: dict[tuple[str, str], list[Match]] = {}

    def lacking(self, source: str, text: str) -> list[Match]:
        key = source, text
        if key not in self._known:
            mended = repair.mend(self.repairs, source, text)[0]
            self._known[key] = [match for match in missing(self.matcher, source, mended) if match.best]
        return self._known[key]


def _best(judge: _Judge, source: str, before: Answer, whole: str | None, first: Draft, second: Draft) -> Answer:
    """Go through the stages for one sentence; what came back with its marks whole goes first."""
    best, least = before, len(judge.lacking(source, before.text))
    if whole and not looped(whole, source) and len(judge.lacking(source, whole)) < least and _sound(before.text, whole):
        best, least = Answer(whole, ("term in source",)), len(judge.lacking(source, whole))
        if not least:
            return best
    usual = first.alternatives[0][1] if first.alternatives else 0.0
    for stage, drafted in (("n-best", first), ("term in source", second)):
        for rank, (text, score) in enumerate(drafted.alternatives or ((drafted.text, usual),)):
            if drafted.cut or score < usual - MARGIN[stage] or looped(text, source):
                continue
            made = _marked(source, drafted if rank == 0 else Draft(text))
            if len(judge.lacking(source, made.text)) < least and _sound(before.text, made.text):
                best, least = replace(made, notes=(*made.notes, stage)), len(judge.lacking(source, made.text))
        if not least:
            return best
    for drafted in (first, second):
        over = _over_aligned(judge, source, drafted)
        if over and len(judge.lacking(source, over.text)) < least and _sound(before.text, over.text):
            best, least = over, len(judge.lacking(source, over.text))
    return best


def _sound(before: str, after: str) -> bool:
    """Tell whether another draft says about as much, with the same figures."""
    return SHORTER < (len(after) + 1) / (len(before) + 1) < LONGER and len(re.findall(r"\d+", before)) <= len(re.findall(r"\d+", after))


def _over_aligned(judge: _Judge, source: str, drafted: Draft) -> Answer | None:
    """Put the words that a draft lacks over those that the engine made of the term."""
    if drafted.alignment is None or drafted.cut:
        return None
    plain, text, alignment = marks.strip(source), drafted.text, drafted.alignment
    for match in sorted(judge.lacking(plain, text), key=lambda match: -match.start):
        spans = _trimmed(text, words_of(text, alignment, match.start, match.end), match)
        start, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        old = text[start:end]
        others = [other for other in judge.matcher.find(plain) if other is not match]
        taken = [hit for other in others for form in other.concept.good for hit in hits(text, form)]
        words = len(old.split())
        if not old or re.search(r"\d", old) or words > len(match.best.split()) + 2 or any(hit.start < end and start < hit.end for hit in taken):
            continue
        text, alignment = _replaced(text, alignment, start, end, _inflected(match, old))
    return replace(_marked_plain(source, text, alignment), notes=("aligned words",)) if text != drafted.text else None


def _trimmed(text: str, spans: list[tuple[int, int]], match: Match) -> list[tuple[int, int]]:
    """Leave out small words at both ends, which attention takes along; of more words than the term has keep those that a name may be."""
    while len(spans) > 1 and text[spans[-1][0] : spans[-1][1]].lower() in SMALL:
        spans = spans[:-1]
    while len(spans) > 1 and text[spans[0][0] : spans[0][1]].lower() in SMALL:
        spans = spans[1:]
    most = max(len(match.best.split()), len(match.form.split()))
    if match.concept.name and len(spans) > most:
        capital = [span for span in spans if text[span[0]].isupper() and span[0]]
        spans = capital[-most:] if capital else spans[-most:]
    if match.concept.name and spans:  # attention missed a part: Dörte | Dörte Angelbeck
        around = [(found.start(), found.end()) for found in WORD.finditer(text)]
        own = [word for form in (match.best, match.form) for word in WORD.findall(form)]
        said = {span for span in around if any(alike(text[span[0] : span[1]], word) >= ALIKE for word in own)}
        first, last = around.index(spans[0]) if spans[0] in around else 0, around.index(spans[-1]) if spans[-1] in around else 0
        while first and around[first - 1] in said:
            first -= 1
            spans = [around[first], *spans]
        while last + 1 < len(around) and around[last + 1] in said:
            last += 1
            spans = [*spans, around[last]]
    return spans


def _marked_plain(source: str, text: str, alignment: Sequence[tuple[int, int, int, int]]) -> Answer:
    if not marks.present(source):
        return Answer(marks.escape(text))
    placed, sure = place(source, text, tuple(alignment))
    return Answer(placed, () if sure else (BY_POSITION,))


def _inflected(match: Match, old: str) -> str:
    """Write a term as the words were that it replaces: in the plural if the source's form may be one, with their possessive."""
    new = match.best
    ending = re.search(r"['’]s?$", old)
    if not match.concept.name and match.form != match.source and re.search(r"[^s’']s$", old) and not new.endswith("s"):
        new = plural(new)
    return new + (ending[0] if ending and not new.endswith("s") else "’" if ending else "")


def _replaced(text: str, alignment: Sequence[tuple[int, int, int, int]], start: int, end: int, term: str) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    """Put a term over a span, and move the places of the words around it."""
    before, new = in_place(text[:start], term, text[start:end])
    article = next((at for at, (one, other) in enumerate(zip(before, text, strict=False)) if one != other), start)
    grown, shift = len(before) - start, len(before) + len(new) - end

    def moved(place_: int) -> int:
        return place_ if place_ <= article else place_ + grown if place_ <= start else place_ + shift

    pairs = ((len(before), len(before) + len(new)) if one < end and start < other else (moved(one), moved(other)) for one, other, _, _ in alignment)
    return before + new + text[end:], tuple((*pair, a, b) for pair, (_, _, a, b) in zip(pairs, alignment, strict=True))
