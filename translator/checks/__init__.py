"""Checks say what is wrong and change nothing; their order has no meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from translator.model import Finding, Issue, Segment, Severity

CHECKS = (
    "empty", "untranslated", "truncated", "repeated", "numbers", "quotes", "quote-style", "marks", "term-forbidden", "term-missing",
    "term-other",
)  # fmt: skip


class Check(Protocol):
    """One kind of issue; it gets source and target with their marks."""

    id: str
    severity: Severity

    def find(self, source: str, target: str) -> Iterator[Finding]: ...


def run(checks: Sequence[Check], document: str, segment: Segment, suppress: Collection[str] = ()) -> Iterator[Issue]:
    """Run the checks over one segment; an empty target is an issue of its own and stops the others."""
    if segment.previous and segment.touched and "outdated" not in suppress:
        yield issue(document, segment, "outdated", Severity.MAJOR, Finding(f"was made for an older source: “{segment.previous}”"))
    for check in checks:
        for finding in check.find(segment.source, segment.target):
            yield issue(document, segment, check.id, check.severity, finding)
        if not segment.target:
            return


def issue(document: str, segment: Segment, check: str, severity: Severity, finding: Finding) -> Issue:
    """Give a finding its place."""
    start, end = finding.span
    return Issue(document, segment.line, segment.key, check, severity, finding.message, segment.source, segment.target, finding.suggestion, start, end)
