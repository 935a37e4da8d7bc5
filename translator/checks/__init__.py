"""Checks say what is wrong and change nothing; their order has no meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from translator.checks import ignored
from translator.glossary.names import Text
from translator.model import BY_POSITION, CUT, Finding, Issue, Segment, Severity

CHECKS = (
    "empty", "untranslated", "truncated", "omitted", "added", "repeated", "numbers", "dates", "date-format", "time-format", "money-format", "quotes",
    "quote-style", "brackets", "ending", "spacing", "capitals", "characters", "acronyms", "name-country", "addresses", "marks", "term-forbidden",
    "term-missing", "term-other", "name-variants", "name-german", "name-changed", "name-lost", "spelling-mixed", "inconsistent", "wording",
)  # and over the whole corpus name-corpus (maintenance.py)  # fmt: skip
SOFTWARE = ("placeholders", "newlines", "accelerators")  # of other people's PO files
KNOWN = (*CHECKS, *SOFTWARE, "name-corpus", "outdated", "ignore")  # every id that an issue about a text can have

DOUBTS = (  # what was noted when a draft was made
    (CUT, "truncated", Severity.MAJOR, "the engine broke off or ran in circles, twice"),
    (BY_POSITION, "marks", Severity.MINOR, "the marks were put in by position: have a look"),
)


class Check(Protocol):
    """One kind of issue; it gets source and target with their marks."""

    id: str
    severity: Severity

    def find(self, source: str, target: str) -> Iterator[Finding]: ...


class DocumentCheck(Protocol):
    """One kind of issue that shows in a whole document; it gets the sentence pairs and their lines, and tells which sentence it means."""

    id: str
    severity: Severity
    drafts_only: bool  # people may have their reasons

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]: ...


def run(checks: Sequence[Check], document: str, segment: Segment, suppress: Collection[str] = ()) -> Iterator[Issue]:
    """Run the checks over one segment; an empty target is an issue of its own and stops the others."""
    for flaw in ignored.flaws(segment.comment, KNOWN) if segment.comment and "ignore" not in suppress else ():
        yield issue(document, segment, "ignore", Severity.MINOR, Finding(flaw))
    if segment.previous and segment.touched and "outdated" not in suppress:
        yield issue(document, segment, "outdated", Severity.MAJOR, Finding(f"was made for an older source: “{segment.previous}”"))
    source, target = segment.source, segment.target
    for check in checks:
        for finding in check.find(source, target):
            yield issue(document, segment, check.id, check.severity, finding)
        if not target:
            return
    doubts = segment.draft.by.split(", ") if segment.draft and not segment.touched else []
    for note, check_, severity, message in DOUBTS:
        if note in doubts and check_ not in suppress:
            yield issue(document, segment, check_, severity, Finding(message))
            return


def run_document(checks: Sequence[DocumentCheck], document: str, segments: Sequence[Segment]) -> Iterator[tuple[int, Issue]]:
    """Run the checks over a document's segments; yield each issue with the number of its segment."""
    if not checks or not segments:
        return
    text, lines = Text([(segment.source, segment.target) for segment in segments]), [segment.line for segment in segments]
    drafts = any(segment.draft is not None and not segment.touched for segment in segments)
    for check in checks if drafts else [check for check in checks if not check.drafts_only]:
        for number, finding in check.find_document(text, lines):
            if (segments[number].draft is not None and not segments[number].touched) or not check.drafts_only:
                yield number, issue(document, segments[number], check.id, check.severity, finding)


def issue(document: str, segment: Segment, check: str, severity: Severity, finding: Finding) -> Issue:
    """Give a finding its place, and the reason if a translator's comment has it ignored."""
    reason = ignored.reasons(segment.comment).get(check, "") if segment.comment else ""
    return Issue(
        document,
        segment.line,
        segment.key,
        check,
        finding.severity or severity,
        finding.message,
        segment.source,
        segment.target,
        finding.suggestion,
        *finding.span,
        reason,
    )
