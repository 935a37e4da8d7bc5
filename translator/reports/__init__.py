"""Reports: issues as a compiler would print them, as JSON lines, SARIF or a page of HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from translator.language.en import count as count
from translator.model import Checked, Issue
from translator.reports import html, sarif, text
from translator.reports.about import About as About
from translator.reports.text import as_text as as_text


def row(issue: Issue) -> dict[str, Any]:
    """Return an issue with the names that JSON readers rely on."""
    return {
        "document": issue.document, "place": issue.place, "key": issue.key, "check": issue.check, "severity": issue.severity.label,
        "message": issue.message, "source": issue.source, "target": issue.target, "suggestion": issue.suggestion,
        "start": issue.start, "end": issue.end,
    }  # fmt: skip


def json_line(values: dict[str, Any]) -> str:
    """Write one object on a line; a byte of a file's name that is no UTF-8 is escaped (\\udcfc)."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def json_lines(checked: Iterable[Checked], about: About) -> Iterator[str]:  # noqa: ARG001  # as all writers
    """Write the issues as they come, one object on a line."""
    return (json_line(row(issue)) for document in checked for issue in document.issues if issue.open)


Writer = Callable[[Iterable[Checked], About], Iterator[str]]
FORMATS: dict[str, Writer] = {
    "text": text.write,
    "json": json_lines,
    "sarif": sarif.write,
    "html": html.write,
}  # the first two write as they go, the others when all is there


def summary(issues: Iterable[Issue]) -> str:
    """Count issues by severity and check, and those that are ignored."""
    found = list(issues)
    open_ = [issue for issue in found if issue.open]
    ignored = sum(1 for issue in found if issue.ignored)
    rest = f"; {ignored:,} ignored, with {'reasons' if ignored > 1 else 'a reason'}" if ignored else ""
    if not open_:
        return "no issues" + rest
    by: dict[str, int] = {}
    for issue in sorted(open_, key=lambda i: -i.severity):
        name = f"{issue.severity.label} {issue.check}"
        by[name] = by.get(name, 0) + 1
    listed = ", ".join(f"{times} {name}" for name, times in by.items())
    return f"{count(len(open_), 'issue')}: {listed}{rest}"
