"""Reports: issues as a compiler would print them, or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from translator.language.en import count as count
from translator.model import Issue

WIDEST = 160


def text(issue: Issue) -> str:
    """Write an issue on a line, and below it the target with the place marked where there is one."""
    advice = f" → {issue.suggestion}" if issue.suggestion and issue.suggestion not in issue.message else ""
    head = f"{issue.place}: {issue.severity.label}: {issue.message}{advice} [{issue.check}]"
    if not issue.target:
        return head
    start, end = max(0, issue.start - 60), min(len(issue.target), max(issue.start - 60, 0) + WIDEST)
    shown = ("…" if start else "") + issue.target[start:end] + ("…" if end < len(issue.target) else "")
    out = f"{head}\n    {shown}"
    if issue.end > issue.start and issue.end - issue.start < len(issue.target):
        at = issue.start - start + (1 if start else 0)
        out += "\n    " + " " * at + "^" * min(issue.end - issue.start, WIDEST - at)
    return out


def row(issue: Issue) -> dict[str, Any]:
    """Return an issue with the names that JSON readers rely on."""
    return {
        "document": issue.document, "place": issue.place, "key": issue.key, "check": issue.check, "severity": issue.severity.label,
        "message": issue.message, "source": issue.source, "target": issue.target, "suggestion": issue.suggestion,
        "start": issue.start, "end": issue.end,
    }  # fmt: skip


def json_line(values: dict[str, Any]) -> str:
    """Write one object on a line."""
    return json.dumps(values, ensure_ascii=False)


def summary(issues: Iterable[Issue]) -> str:
    """Count issues by severity and check."""
    found = list(issues)
    if not found:
        return "no issues"
    by: dict[str, int] = {}
    for issue in sorted(found, key=lambda i: -i.severity):
        name = f"{issue.severity.label} {issue.check}"
        by[name] = by.get(name, 0) + 1
    listed = ", ".join(f"{times} {name}" for name, times in by.items())
    return f"{count(len(found), 'issue')}: {listed}"
