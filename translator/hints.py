"""What helps with one sentence: terms with their forms, translations of sentences like it, other drafts, where words were translated before."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator import marks, recalling, repair
from translator.engines import Request
from translator.errors import TranslatorError
from translator.glossary import edit
from translator.glossary.concept import Row, Status
from translator.glossary.matcher import hits
from translator.maintenance import file_for
from translator.model import Match, Segment
from translator.project import Project
from translator.shelf import Article

ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the sentence: its place in the source, its forms, and whether one of them stands in the target."""

    source: str
    start: int
    end: int
    preferred: tuple[str, ...]
    forbidden: tuple[str, ...]
    kind: str
    used: bool


def terms(project: Project, language: str, segment: Segment) -> list[Term]:
    """List the glossary's terms of a sentence, in its order."""
    out = []
    for match in sorted(project.matcher(language).find(segment.source), key=lambda match: match.start):
        concept = match.concept
        good = tuple(dict.fromkeys(form for form in (match.best, *concept.good) if form))
        used = any(hits(segment.target, form) for form in good)
        out.append(Term(match.source, match.start, match.end, good, concept.forbidden, concept.kind, used))
    return out


def matches(project: Project, article: Article, language: str, segments: Sequence[Segment], key: str) -> list[Match]:
    """Find translations of a sentence and of ones like it, the best first; none is of this one itself."""
    number = next((number for number, segment in enumerate(segments) if segment.key == key), None)
    if number is None:
        return []
    before = segments[number - 1].source if number else ""
    after = segments[number + 1].source if number + 1 < len(segments) else ""
    memory = recalling.opened(project, language)
    return memory.look_up(segments[number].source, before=before, after=after, exclude=f"{article.slug}#{key}", article=article.slug)


def concordance(project: Project, language: str, text: str) -> list[Match]:
    """Find where words were translated before, in sources and in translations."""
    return recalling.opened(project, language).concordance(text)


class Alternatives:
    """Other drafts of a sentence, which nobody stores: the engine is asked, one sentence at a time."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._lock = threading.Lock()
        self._known: dict[str, list[str]] = {}

    def of(self, language: str, segment: Segment) -> list[str]:
        """Draft a sentence several times, repaired as drafts are; none where there is no engine."""
        with self._lock:
            if segment.source not in self._known:
                self._known[segment.source] = self._drafted(language, segment)
            known = self._known[segment.source]
        return [text for text in known if text != segment.target]

    def _drafted(self, language: str, segment: Segment) -> list[str]:
        source = marks.strip(segment.source)
        try:
            draft = self.project.engine(language).translate([Request(source, alternatives=ALTERNATIVES)])[0]
            texts = [draft.text, *(text for text, _ in draft.alternatives)]
            mended: Iterable[str] = (repair.mend(self.project.repairs(language), source, marks.escape(text))[0] for text in texts)
            return list(dict.fromkeys(text for text in mended if text))
        except TranslatorError:
            return []  # no package for the pair: the desk works without


def add_term(project: Project, language: str, source: str, target: str, *, kind: str = "", forbidden: str = "", note: str = "") -> Row:
    """Put a term or a name into the glossary, and a form that is not wanted for it; return the row."""
    row = edit.checked(Row(source, target, kind=kind, note=note))
    edit.add(file_for(project, row, language), row)
    if forbidden.strip():
        bad = Row(row.source, forbidden, Status.FORBIDDEN, kind)
        edit.add(file_for(project, bad, language), bad)
    project.forget_glossaries()
    return row
