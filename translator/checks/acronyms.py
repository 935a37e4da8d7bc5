"""Acronyms and countries of the source stand in the target, and not others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.language import tokens
from translator.language.acronyms import NAMES, table
from translator.model import Finding, Severity

ACRONYM = re.compile(r"\b(?:[A-Z]{2,6}|[A-Z][a-z][A-Z]{1,2}|[A-Z]{1,2}[a-z][A-Z]{1,3})\b")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Acronyms:
    """The FDP does not become the SPD, nor the EuGH the ECB; KI is AI in English."""

    id = "acronyms"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.table = table(source, target)
        self.known = frozenset(self.table.values())

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if self.table.keys().isdisjoint(tokens.words(source)):
            return
        theirs = [one for one in dict.fromkeys(WORD.findall(source)) if one in self.table]
        if not theirs:
            return
        plain = target.replace(".", "")
        ours = list(ACRONYM.finditer(plain))
        forms = {found[0] for found in ours}
        low = plain.lower()
        missing = [one for one in theirs if self.table[one] not in forms and NAMES.get(self.table[one], "\0") not in low and self.table[one].isupper()]
        wanted = {self.table[one] for one in theirs}
        in_source = set(ACRONYM.findall(source))
        for one in missing:
            better = self.table[one]
            left = next((found for found in ours if found[0] == one != better), None)
            other = left or next((found for found in ours if found[0] in self.known - wanted - in_source), None) or _turned(better, ours)
            if other:
                said = f"the source has {one}, not {other[0]}" if one == better else f"{one} is {better} here, not {other[0]}"
                yield Finding(said, other.span() if plain == target else (0, 0), better)


def _turned(better: str, ours: list[re.Match[str]]) -> re.Match[str] | None:
    """Find an acronym with the same letters in another order."""
    return next((found for found in ours if found[0] != better and sorted(found[0]) == sorted(better)), None)


@cache
def countries(source: str, target: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the countries by their names in both languages, one-word names only, as CLDR has them."""
    from babel import Locale

    both = []
    for language in (source, target):
        names = Locale.parse(language.replace("-", "_")).territories
        both.append({name: code for code, name in names.items() if code.isalpha() and len(code) == 2 and WORD.fullmatch(name) and len(name) > 3})
    return both[0], both[1]


class Countries:
    """No country of the source becomes another: Austria is not Australia."""

    id = "name-country"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.theirs, self.ours = countries(source, target)
        self.forms = self.theirs | {f"{name}s": code for name, code in self.theirs.items() if not name.endswith("s")}
        self.way = {code: name for name, code in self.ours.items()}

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if self.ours.keys().isdisjoint(tokens.words(target)):
            return
        ours = [found for found in WORD.finditer(target) if found[0] in self.ours]
        said = {self.forms[word] for word in WORD.findall(source) if word in self.forms}
        there = {self.ours[found[0]] for found in ours}
        missing = [code for code in said - there if code in self.way and self.way[code] not in target]
        for found in ours:
            code = self.ours[found[0]]
            if code not in said and len(missing) == 1 and found[0] not in source:
                yield Finding(f"the source has {next(name for name, its in self.theirs.items() if its == missing[0])}", found.span(), self.way[missing[0]])
                return
