"""Puts one form for another in an article: every place is shown first, drafts ticked, people's sentences not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import marks
from translator.errors import UsageError
from translator.glossary import edit
from translator.glossary.concept import Row
from translator.glossary.names import Text
from translator.maintenance import Opened, accepted, file_for, renamed
from translator.model import Segment
from translator.project import Project


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that would change; `ticked` tells that only a machine has written it."""

    key: str
    line: int
    source: str
    before: str
    after: str
    confirmed: bool
    ticked: bool


def pattern(text: str, *, word: bool, case: bool) -> re.Pattern[str]:
    """Make the pattern of a text to find: as a whole word (a possessive ending may follow) or anywhere."""
    if not text.strip():
        raise UsageError("nothing to find", hint="type what is to be replaced")
    found = re.escape(text)
    return re.compile(rf"(?<![^\W_]){found}(?![^\W_])" if word else found, re.NOFLAG if case else re.I)


def places(segments: Sequence[Segment], old: str, new: str, *, word: bool = True, case: bool = True) -> list[Place]:
    """List the sentences that hold a text, with what they would become; marks are left alone."""
    form = pattern(old, word=word, case=case)
    out = []
    for segment in segments:
        after = marks.join(
            [(piece.kind, form.sub(lambda _: new, piece.value) if piece.kind == "text" else piece.value) for piece in marks.pieces(segment.target)]
        )
        if after != segment.target and form.search(marks.strip(segment.target)):
            out.append(Place(segment.key, segment.line, segment.source, segment.target, after, segment.confirmed, not segment.touched))
    return out


def into_glossary(project: Project, opened: Opened, old: str, new: str) -> tuple[list[Row], tuple[Path, bytes | None, bytes] | None]:
    """Prefer a form in the glossary and forbid the other; return the rows, and the file before and after for taking it back.

    A word that is no name of the article and stands in no glossary makes no row.
    """
    rows = _rows(project, opened, old, new)
    if not rows:
        return [], None
    files = {Path(before.file) if before else file_for(project, row, opened.language) for before, row in rows}
    path = files.pop()
    if files:
        return [], None  # rows of several files: glossary rename does that
    before_ = path.read_bytes() if path.is_file() else None
    edit.change(path, rows)
    project.forget_glossaries()
    return [row for _, row in rows], (path, before_, path.read_bytes())


def _rows(project: Project, opened: Opened, old: str, new: str) -> list[tuple[Row | None, Row]]:
    try:
        return renamed(project, [opened], old, new, opened.language)
    except UsageError:  # in no glossary, and no name beyond doubt: the person says that it is one
        text = Text([(segment.source, segment.target) for segment in opened.segments])
        source = next((mention.source for mention in text.mentions if mention.form == old and mention.source), "")
        return accepted(project, [opened], source, new, opened.language) if source else []


def taken_back(glossary: tuple[Path, bytes | None, bytes] | None) -> None:
    """Put a glossary file back as it was before a change that came to nothing."""
    if glossary:
        edit.put_back(*glossary)
