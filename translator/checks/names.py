"""Names are spelled in one way, and in English ones; these checks look at a whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from translator.glossary.matcher import Matcher
from translator.glossary.names import Name, Text, changed, german_left, lost, variants
from translator.model import Finding, Severity

SHOWN = 5  # lines of each spelling


def words(matcher: Matcher) -> frozenset[str]:
    """Return the words of the glossary's good forms."""
    forms = (form for concept in matcher.concepts for form in concept.good)
    return frozenset(word for form in forms for word in re.findall(r"[^\W\d_]+", form))


def wanted(matcher: Matcher) -> dict[str, str]:
    """Pair the words that the glossary does not want in a target, forbidden forms and source spellings, with those it wants."""
    out: dict[str, str] = {}
    for concept in matcher.concepts:
        best = concept.best(concept.sources[0])
        bad = [*concept.forbidden, *(source for source in concept.sources if source not in concept.good)] if concept.name and best else []
        for form in bad:
            if len(form.split()) == len(best.split()):
                out |= {old: new for old, new in zip(form.split(), best.split(), strict=True) if old != new}
    return out


class NameVariants:
    """One name is spelled in one way."""

    id = "name-variants"
    severity = Severity.MAJOR
    drafts_only = False

    def __init__(self, matcher: Matcher) -> None:
        self.known, self.wanted = words(matcher), wanted(matcher)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for name in variants(text, self.known):
            house = next((self.wanted[form] for form in name.forms if form in self.wanted and form not in self.known), "")
            if house and name.right != house:
                name = replace(name, right=house, reason="the glossary has it")
            odd = name.odd[0]
            if not text.vocabulary or odd.form not in self.wanted or odd.form in self.known:  # with a source the glossary's checks say it
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
        self.known, self.wanted = words(matcher), wanted(matcher)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        said = set()
        if not text.vocabulary:  # with a source the glossary's checks say it
            for mention in text.mentions:
                if mention.form in self.wanted and mention.form not in self.known and mention.form not in said:
                    said.add(mention.form)
                    better = self.wanted[mention.form]
                    yield mention.sentence, Finding(f"“{mention.form}”: the glossary wants “{better}”", (mention.start, mention.end), better)
        for mention, better in german_left(text, self.known):
            if mention.form not in self.wanted:
                yield mention.sentence, Finding(f"“{mention.form}” is a German spelling; English has “{better}”", (mention.start, mention.end), better)


class NameChanged:
    """No name comes through a draft with other letters."""

    id = "name-changed"
    severity = Severity.MINOR
    drafts_only = True

    def __init__(self, matcher: Matcher) -> None:
        self.known = words(matcher)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for mention in changed(text, self.known):
            yield mention.sentence, Finding(f"“{mention.source}” became “{mention.form}”", (mention.start, mention.end), mention.source)


class NameLost:
    """No name of the source is lost in a draft, or translated as if it were a word."""

    id = "name-lost"
    severity = Severity.MINOR
    drafts_only = True

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for number, word, form in lost(text):
            if not any(match.start <= text.pairs[number][0].find(word) < match.end for match in self.matcher.find(text.pairs[number][0])):
                yield number, Finding(f"the name “{word}” is lost" + (f"; elsewhere it is “{form}”" if form != word else ""), suggestion=form)
