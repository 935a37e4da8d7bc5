"""Names are spelled in one way, and in English ones; these checks look at a whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.glossary.matcher import Matcher
from translator.glossary.names import Name, Text, german_left, lost, variants
from translator.model import Finding, Severity

SHOWN = 5  # lines of each spelling


def words(matcher: Matcher, *, forbidden: bool = False) -> frozenset[str]:
    """Return the words of the glossary's good forms, or of its forbidden ones."""
    forms = (form for concept in matcher.concepts for form in (concept.forbidden if forbidden else concept.good))
    return frozenset(word for form in forms for word in re.findall(r"[^\W\d_]+", form))


class NameVariants:
    """One name is spelled in one way."""

    id = "name-variants"
    severity = Severity.MAJOR
    drafts_only = False

    def __init__(self, matcher: Matcher) -> None:
        self.known, self.forbidden = words(matcher), words(matcher, forbidden=True)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for name in variants(text, self.known):
            odd = name.odd[0]
            if not text.vocabulary or odd.form not in self.forbidden or odd.form in self.known:  # with a source the glossary's checks say it
                yield odd.sentence, Finding(message(name, lines), (odd.start, odd.end), name.right or None)


def message(name: Name, lines: Sequence[int]) -> str:
    """Write what is inconsistent: each form with its lines, and which one is right."""
    said = f" for “{name.source}”" if name.source and name.source not in name.forms else ""
    verdict = f"; “{name.right}” is right, {name.reason}" if name.right else "; which one is right?"
    forms = " and ".join(_places(name, form, lines) for form in name.forms)
    return f"one name{said} is {forms}{verdict}"


def _places(name: Name, form: str, lines: Sequence[int]) -> str:
    found = list(dict.fromkeys(lines[mention.sentence] for mention in name.mentions if mention.form == form))
    listed = ", ".join(map(str, found[:SHOWN])) + (" …" if len(found) > SHOWN else "")
    return f"“{form}” in line{'s' if len(found) > 1 else ''} {listed}"


class NameGerman:
    """No name is left in German romanisation."""

    id = "name-german"
    severity = Severity.MAJOR
    drafts_only = False

    def __init__(self, matcher: Matcher) -> None:
        self.known, self.forbidden = words(matcher), words(matcher, forbidden=True)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for mention, better in german_left(text, self.known):
            if not text.vocabulary or mention.form not in self.forbidden:
                yield mention.sentence, Finding(f"“{mention.form}” is a German spelling; English has “{better}”", (mention.start, mention.end), better)


class NameLost:
    """No name of the source is lost in a draft, or translated as if it were a word."""

    id = "name-lost"
    severity = Severity.MAJOR
    drafts_only = True

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for number, word, form in lost(text):
            if not any(match.start <= text.pairs[number][0].find(word) < match.end for match in self.matcher.find(text.pairs[number][0])):
                yield number, Finding(f"the name “{word}” is lost" + (f"; elsewhere it is “{form}”" if form != word else ""), suggestion=form)
