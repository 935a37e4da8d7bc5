"""There is a translation, and it is in the target's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import marks
from translator.language import facts, tokens
from translator.model import Finding, Severity

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
QUOTE = re.compile(r"[„“”«»\"]")
RUN = 4  # words of the source in a row, with one of its small words among them, are no quotation


class Empty:
    """There is a translation."""

    id = "empty"
    severity = Severity.CRITICAL

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if source.strip() and not (target.strip() and marks.strip(target).strip()):
            yield Finding("there is no translation")


class Untranslated:
    """The target is not the source again, nor still in the source's language."""

    id = "untranslated"
    severity = Severity.CRITICAL

    def __init__(self, source: str, target: str) -> None:
        theirs, ours = facts(source), facts(target)
        self.foreign, self.own = (theirs.common | theirs.starters) - ours.common, ours.common - theirs.common - theirs.starters
        self.both = ours.common | theirs.particles
        self.ending = re.compile(rf"(?:{'|'.join(theirs.endings)})$") if theirs.endings else re.compile("(?!)")

    def find(self, source: str, target: str) -> Iterator[Finding]:
        plain = marks.blank(target)
        if source != target and self.foreign.isdisjoint(tokens.small(plain)):
            return
        words = WORD.findall(plain)
        low = [word.lower() for word in words]
        foreign = [word for word in low if word in self.foreign]
        if source == target or (foreign and len(words) > 2):
            theirs = WORD.findall(marks.blank(source))
            own = sum(word in self.own for word in low)
            if words == theirs:
                if len(words) >= 2 and self._theirs(words) > own:
                    sure = foreign or any(self.ending.search(word) or (word.islower() and not word.isascii()) for word in words)
                    yield Finding("is the source again", (0, len(target)), severity=None if sure else Severity.MINOR)
            elif self.own and (len(foreign) > max(1, own) or len(foreign) == len(words)):
                yield Finding(f"is still in the source language ({_listed(foreign)})", (0, len(target)))
            elif self.own and len(foreign) >= 2:
                start, end = _copied(plain, low, [word.lower() for word in theirs], self.foreign)
                if end:
                    yield Finding(f"“{_short(target[start:end])}” is still in the source language", (start, end))
                elif len(foreign) >= 3:
                    yield Finding(f"is partly in the source language ({_listed(foreign)})", (0, len(target)), severity=Severity.MAJOR)
                else:
                    yield from self._word(plain, source)
            elif self.own:
                yield from self._word(plain, source)

    def _word(self, plain: str, source: str) -> Iterator[Finding]:
        """Find a small word of the source left standing, outside of quotation marks and of names (Krieg und Frieden)."""
        for found in WORD.finditer(plain):
            word = found[0]
            if word.lower() in self.foreign and (word.islower() or not found.start()) and word not in self.both and len(word) > 2:
                around = plain[: found.start()].split()[-1:], plain[found.end() :].split()[:1]
                names = all(side and (not side[0][0].islower() or side[0].lower() in self.foreign) for side in around)
                quoted = len(QUOTE.findall(plain[: found.start()])) % 2
                if (not names or not found.start()) and not quoted and re.search(rf"\b{word}\b", source):
                    yield Finding(f"“{word}” is a word of the source language", found.span(), None, Severity.MINOR)
                    return

    def _theirs(self, words: list[str]) -> int:
        """Count the words that are no names: in small letters, or with an ending of the source's language."""
        return sum((word.islower() and word not in self.both) or self.ending.search(word) is not None for word in words)


def _listed(words: list[str]) -> str:
    return ", ".join(dict.fromkeys(words[:3])) + " …"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:18].rstrip()} … {text[-18:].lstrip()}"


def _copied(plain: str, words: list[str], theirs: list[str], foreign: frozenset[str]) -> tuple[int, int]:
    """Find the longest run of words that the target has from the source, small words among them."""
    places: dict[str, list[int]] = {}
    for number, word in enumerate(theirs):
        places.setdefault(word, []).append(number)
    best = (0, 0)
    for at, word in enumerate(words):
        for there in places.get(word, ()):
            size = 0
            while words[at + size : at + size + 1] == theirs[there + size : there + size + 1] != []:
                size += 1
            if size > best[1] - best[0] and sum(w in foreign for w in words[at : at + size]) >= 2:
                best = (at, at + size)
    if best[1] - best[0] < RUN:
        return 0, 0
    found = list(WORD.finditer(plain))
    return found[best[0]].start(), found[best[1] - 1].end()
