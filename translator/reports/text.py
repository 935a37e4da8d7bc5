"""Issues as a compiler prints them: a line with the place, and below it the target with the span marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from translator.model import Checked, Issue
from translator.reports.about import About

WIDEST = 160  # characters of a target that are shown
BEFORE = 60  # of them before the span

# Signs for what would break the line, move what stands on it, or steer the terminal; one character each, so that spans stay right.
SIGNS = (
    {code: 0x2400 + code for code in range(0x20)}
    | {0x0A: "↵", 0x09: "⇥", 0x7F: "␡", 0x85: "↵", 0x2028: "↵", 0x2029: "↵"}
    | dict.fromkeys([*range(0x80, 0x85), *range(0x86, 0xA0)], "�")
    | dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�")  # marks of direction
    | dict.fromkeys([*range(0xD800, 0xDC80), *range(0xDD00, 0xE000)], "�")  # the others stand for bytes of a file name
)


def visible(text: str) -> str:
    """Return text that stays on its line, as many characters long."""
    return text if text.isascii() and text.isprintable() else text.translate(SIGNS)


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)


def as_text(issue: Issue) -> str:
    """Write an issue on a line, and below it the target with the place marked where there is one."""
    advice = f" → {issue.suggestion}" if issue.suggestion and issue.suggestion not in issue.message else ""
    head = visible(f"{issue.place}: {issue.severity.label}: {issue.message}{advice} [{issue.check}]")
    if not issue.target:
        return head
    start = max(0, issue.start - BEFORE)
    shown = visible(issue.target[start : start + WIDEST])
    before, after = "…" if start else "", "…" if start + WIDEST < len(issue.target) else ""
    out = f"{head}\n    {before}{shown}{after}"
    at, end = issue.start - start, min(issue.end - start, len(shown))
    if issue.end and (issue.start, issue.end) != (0, len(issue.target)):
        out += "\n    " + " " * width(before + shown[:at]) + "^" * max(1, width(shown[at:end]))
    return out


def write(checked: Iterable[Checked], about: About) -> Iterator[str]:  # noqa: ARG001  # as all writers
    """Write the issues as they come."""
    for document in checked:
        for issue in document.issues:
            if issue.open:
                yield as_text(issue)
