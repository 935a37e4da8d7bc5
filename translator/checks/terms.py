"""The glossary's words stand where the source has its terms."""

from __future__ import annotations

from collections.abc import Iterator

from translator.glossary.concept import Concept
from translator.glossary.matcher import Match, Matcher, hits
from translator.model import Finding, Severity
from translator.repair.terms import wrong


class TermForbidden:
    """No forbidden form of the glossary, and no source spelling that it translates."""

    id = "term-forbidden"
    severity = Severity.MAJOR

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def find(self, source: str, target: str) -> Iterator[Finding]:
        seen = set()
        found = self.matcher.find(source)
        for match in found:
            others = [form for other in found if other.concept is not match.concept for form in other.concept.good]
            for hit, best in wrong(target, match, others):
                if (hit.start, hit.end) not in seen:
                    seen.add((hit.start, hit.end))
                    advice = f"; the glossary wants “{best}”" if best else ""
                    yield Finding(f"“{target[hit.start : hit.end]}” for “{match.form}”{advice}", (hit.start, hit.end), best or None)


class TermMissing:
    """Names of the glossary stand in their preferred or an admitted form."""

    id = "term-missing"
    severity = Severity.MAJOR
    names = True

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def find(self, source: str, target: str) -> Iterator[Finding]:
        for match in missing(self.matcher, source, target):
            if match.concept.name is self.names and not wrong(target, match):  # a forbidden form is said by its own check
                wish = f" should stay “{match.best}”" if match.best == match.source else f" should be “{match.best}”"
                if not self.names and match.form != match.source:  # a plural may be wanted
                    wish = f": the glossary has “{match.source}” → “{match.best}”"
                yield Finding(f"“{match.form}”{wish}", suggestion=match.best)


class TermOther(TermMissing):
    """Common terms of the glossary stand in their preferred or an admitted form."""

    id = "term-other"
    severity = Severity.MINOR
    names = False


def missing(matcher: Matcher, source: str, target: str) -> list[Match]:
    """List the terms of a source whose target holds no allowed form; once each, parts of compounds left out."""
    out, seen = [], set()
    for match in matcher.find(source):
        concept: Concept = match.concept
        if match.compound or not concept.preferred or id(concept) in seen:
            continue
        seen.add(id(concept))
        if not any(hits(target, form) for form in concept.good):
            out.append(match)
    return out
