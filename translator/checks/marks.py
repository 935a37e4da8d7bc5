"""Inline marks come back as they went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from translator import marks
from translator.model import Finding, Severity


class Marks:
    """The target holds the source's inline marks, each once, pairs nested."""

    id = "marks"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if "<" not in source and "<" not in target:
            return
        theirs, ours = Counter(marks.present(source)), Counter(marks.present(target))
        for mark in theirs - ours:
            yield Finding(f"{mark} is missing")
        for mark in ours - theirs:
            at = target.find(mark)
            yield Finding(f"{mark} is not in the source, or stands there once", (at, at + len(mark)))
        if theirs == ours and marks.balanced(target, set(theirs)) != target:
            yield Finding("the marks cross each other", (0, len(target)))
