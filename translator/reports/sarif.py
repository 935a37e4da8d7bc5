"""Issues as SARIF 2.1.0, which tools of code review read.

The place is the line in the article or catalog. Where in a sentence the issue is stands under `properties`: what a
sentence's characters are in the file is not known well enough for columns, nor for SARIF's fixes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from translator import __version__, marks
from translator.model import Checked, Issue, Severity
from translator.reports.about import About
from translator.reports.baseline import fingerprint

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000  # results: GitHub refuses a run with more
LONGEST = 1000  # characters of a message: GitHub takes 1,024


def write(checked: Iterable[Checked], about: About) -> Iterator[str]:
    """Write one run; nothing is written before all is there, so that an error leaves no half a file."""
    documents = list(checked)
    issues = [issue for document in documents for issue in document.issues]
    notes = [_note("error", f"{document.error.reason}", document.error.path) for document in documents if document.error]
    if len(issues) > MOST:
        notes.append(_note("warning", f"only the {MOST:,} worst of {len(issues):,} issues are listed"))
        issues = sorted(issues, key=lambda issue: -issue.severity)[:MOST]
    numbers = {rule.id: number for number, rule in enumerate(about.rules)}
    run = {
        "tool": {"driver": {"name": "translator", "version": __version__, "rules": _rules(about)}},
        "invocations": [{"executionSuccessful": not any(document.error for document in documents), "toolExecutionNotifications": notes}],
        "results": [_result(issue, numbers, about) for issue in issues],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode()


def uri(name: str) -> str:
    """Return a file's name as a URI: relative to the current folder, as repositories want it."""
    try:
        name = Path(os.path.relpath(name)).as_posix()
    except ValueError:  # another drive
        return Path(name).absolute().as_uri()
    return quote(os.fsencode(name))


def _level(severity: Severity) -> str:
    return "warning" if severity is Severity.MINOR else "error"


def _rules(about: About) -> Sequence[dict[str, Any]]:
    return [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.text},
            "fullDescription": {"text": rule.text},
            "help": {"text": f"{rule.text} Looks at: {rule.scope}. To ignore it in one entry, with a reason: # ignore {rule.id}: REASON"},
            "defaultConfiguration": {"level": _level(rule.severity)},
            "properties": {"tags": ["translation"], "severity": rule.severity.label},
        }
        for rule in about.rules
    ]


def _result(issue: Issue, numbers: dict[str, int], about: About) -> dict[str, Any]:
    advice = f" Suggestion: {issue.suggestion}" if issue.suggestion and issue.suggestion not in issue.message else ""
    properties = {
        "severity": issue.severity.label,
        "key": issue.key,
        "target": issue.target,
        "suggestion": issue.suggestion,
        "start": issue.start,
        "end": issue.end,
    }
    out: dict[str, Any] = {
        "ruleId": issue.check,
        "level": _level(issue.severity),
        "message": {"text": _plain(_short(issue.message) + _short(advice))},
        "locations": [_location(issue.document, max(1, issue.line), marks.strip(issue.source) or issue.target)],
        "partialFingerprints": {"translatorIssue/v1": fingerprint(issue)},
        "suppressions": [{"kind": "inSource", "status": "accepted", "justification": issue.ignored}] if issue.ignored else [],
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    if issue.check in numbers:
        out["ruleIndex"] = numbers[issue.check]
    if about.baseline:
        out["baselineState"] = "unchanged" if issue.known else "new"
    return out


def _location(document: str, line: int | None = None, snippet: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(document)}}
    if line is not None:
        physical["region"] = {"startLine": line} | ({"snippet": {"text": snippet}} if snippet else {})
    return {"physicalLocation": physical}


def _note(level: str, text: str, path: str | None = None) -> dict[str, Any]:
    return {"level": level, "message": {"text": _plain(text)}} | ({"locations": [_location(path)]} if path else {})


def _short(text: str) -> str:
    return text if len(text) <= LONGEST // 2 else text[: LONGEST // 2 - 1] + "…"


def _plain(text: str) -> str:
    return text.replace("](", "] (")  # SARIF would make a link of it
