"""What machines do wrong: nothing, half of it, the source again, or the same again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import marks
from translator.language import facts
from translator.model import Finding, Severity

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
REPEATED_WORD = re.compile(r"\b([^\W\d_]+)(?:\s+\1\b)+", re.I)
REPEATED_PHRASE = re.compile(r"\b((?:[\w’'-]+[\s,]+){2,12}?)(?:\1)+", re.I)
DOUBLES = frozenset(["that", "had", "no", "very", "so", "ha", "bye", "really"])  # words that good English doubles
SHORT = 0.4  # target characters a source character, below which something is missing
LONG_SOURCE = 60  # characters; short sentences may shrink to a word


class Empty:
    """There is a translation."""

    id = "empty"
    severity = Severity.CRITICAL

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not marks.strip(target).strip() and source.strip():
            yield Finding("there is no translation")


class Untranslated:
    """The target is not the source again, nor still in the source's language."""

    id = "untranslated"
    severity = Severity.CRITICAL

    def __init__(self, source: str, target: str) -> None:
        self.foreign = facts(source).common - facts(target).common
        self.own = facts(target).common - facts(source).common

    def find(self, source: str, target: str) -> Iterator[Finding]:
        plain = marks.strip(target)
        words = [word.lower() for word in WORD.findall(plain)]
        foreign = [word for word in words if word in self.foreign]
        own = [word for word in words if word in self.own]
        if len(words) >= 3 and WORD.findall(marks.strip(source)) == WORD.findall(plain) and (foreign or len(words) >= 6):
            yield Finding("is the source again", (0, len(target)))
        elif self.own and len(foreign) >= 2 and len(foreign) > len(own):
            yield Finding(f"is still in the source language ({', '.join(dict.fromkeys(foreign[:3]))} …)", (0, len(target)))
        elif self.own and len(foreign) >= 3:
            yield Finding(f"is partly in the source language ({', '.join(dict.fromkeys(foreign[:3]))} …)", (0, len(target)))


class Truncated:
    """The target is not much shorter than the source, and does not break off."""

    id = "truncated"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        one, other = marks.strip(source).strip(), marks.strip(target).strip()
        if not other:
            return
        if len(one) >= LONG_SOURCE and len(other) < SHORT * len(one):
            yield Finding(f"has {len(other)} characters for {len(one)} in the source: something is missing", (0, len(target)))
        elif re.search(r"[.!?…][“”\"’')\]]*$", one) and len(one) >= LONG_SOURCE and re.search(r"[\w,–-]$", other):
            last = WORD.findall(other)[-1:] or [other[-1]]
            yield Finding(f"breaks off after “{last[0]}”", (max(0, len(target) - len(last[0])), len(target)))


class Repeated:
    """No word or phrase stands twice in a row, unless it does so in the source."""

    id = "repeated"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if REPEATED_WORD.search(source) or REPEATED_PHRASE.search(source):
            return
        for found in REPEATED_WORD.finditer(target):
            if found[1].lower() not in DOUBLES and not found[1].isupper():
                yield Finding(f"“{found[1]}” stands twice in a row", found.span(), found[1])
                return
        phrase = REPEATED_PHRASE.search(target)
        if phrase:
            yield Finding(f"“{phrase[1].strip(' ,')}” stands twice in a row", phrase.span())
