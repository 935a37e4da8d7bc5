"""Post-editing effort, read off the revisions: how far confirmed texts are from what the machine had offered.

HTER (Snover et al., 2006) is TER with the confirmed text as the reference: edits per word. It is sacrebleu's, signature `SIGNATURE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from translator import marks
from translator.model import Origin, Segment

SIGNATURE = "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no"


@dataclass(frozen=True, slots=True)
class Work:
    """One confirmed segment: who wrote the text that stands, what the machine had offered, and what became of it; texts without marks."""

    key: str
    by: str
    draft: str
    final: str
    seconds: float = 0  # that it was open, if its person had that measured


@dataclass(frozen=True, slots=True)
class Effort:
    """What post-editing took: segments, the share confirmed unchanged, TER's edits and words, characters changed and offered."""

    segments: int = 0
    unchanged: int = 0
    edits: float = 0
    words: float = 0
    changed: int = 0  # characters put in, taken out or replaced
    characters: int = 0  # of the confirmed texts
    seconds: float = 0
    timed: int = 0  # segments that were

    @property
    def hter(self) -> float | None:
        """Edits per word of the confirmed texts, in percent; None if there is none."""
        return 100 * self.edits / self.words if self.words else None

    @property
    def distance(self) -> float | None:
        """Characters changed per character of the confirmed texts, in percent."""
        return 100 * self.changed / self.characters if self.characters else None


def work(segments: Iterable[Segment], seconds: Mapping[str, float] | None = None) -> list[Work]:
    """List the confirmed segments that began with a text by memory or machine; `seconds` by key, where they were measured."""
    out = []
    for segment in segments:
        first = next((number for number, revision in enumerate(segment.revisions) if revision.origin is Origin.HUMAN), 0)
        if segment.confirmed and first:
            texts = [revision for revision in segment.revisions if revision.origin is Origin.HUMAN]
            author = next(revision.by for revision in texts if revision.text == texts[-1].text)  # a reviewer who confirms it has not written it
            out.append(
                Work(segment.key, author, marks.strip(segment.revisions[first - 1].text), marks.strip(segment.target), (seconds or {}).get(segment.key, 0))
            )
    return out


def measure(done: Iterable[Work]) -> Effort:
    """Add up what post-editing took."""
    from rapidfuzz.distance import Levenshtein
    from sacrebleu.metrics.ter import TER

    ter = TER()
    segments = unchanged = changed = characters = 0
    edits = words = seconds = 0.0
    timed = 0
    for one in done:
        segments += 1
        seconds += one.seconds
        timed += one.seconds > 0
        characters += len(one.final)
        changed += Levenshtein.distance(one.draft, one.final)
        if one.draft == one.final:
            unchanged += 1
            words += len(one.final.split())
            continue
        score = ter.sentence_score(one.draft, [one.final])
        edits, words = edits + score.num_edits, words + score.ref_length
    return Effort(segments, unchanged, edits, words, changed, characters, seconds, timed)


def by_person(done: Iterable[Work]) -> dict[str, Effort]:
    """Add up what post-editing took each person, the one with most segments first."""
    groups: dict[str, list[Work]] = {}
    for one in done:
        groups.setdefault(one.by, []).append(one)
    return {name: measure(own) for name, own in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))}
