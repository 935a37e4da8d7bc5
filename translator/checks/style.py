"""Notations that no variant of the target language knows, spaces out of place, two spellings of one word: said with a suggestion.

Where a repair would change a draft in every variant of the language, a person's text is in the source's notation; what is
right in one of them (24 October in America) is left to the person.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence

from translator import diff
from translator.glossary.names import Text
from translator.language import dates, facts, spelling, tokens
from translator.model import Finding, Severity
from translator.repair import Repair
from translator.repair.amounts import SIGNS, Money
from translator.repair.dates import Dates, Times
from translator.repair.signs import Spaces

TOKEN = re.compile(r"\w+|\s+|.", re.S)
NEAR = 8  # characters around a change that tell what it is
CLEAR = 3  # times as often as the other spelling must a text have one to be known by it


def changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """List what was changed: place in the old text, and the new words; neighbours within a few characters are one change."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    out: list[tuple[int, int, int, int]] = []
    for same, a, b, c, d in diff.opcodes(old, new):
        if not same:
            if out and a - out[-1][1] <= 4:
                a, c = out.pop()[::2]
            out.append((a, b, c, d))
    return [(starts[a], starts[b], "".join(new[c:d])) for a, b, c, d in out]


class Notation(ABC):
    """A check by a repair: what it would change in every variant of the language, and what is the source's by its look."""

    severity = Severity.MINOR
    message = "is the source's way to write it"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        others = [tag for tag in facts(target).style.variants if tag != target]
        self.repairs = [self.repair(tag) for tag in (target, *others)]

    @abstractmethod
    def repair(self, tag: str) -> Repair:
        """Make the repair for one variant."""

    @abstractmethod
    def wrong(self, text: str, before: str, after: str) -> bool:
        """Tell whether words that the repair would change are the source's notation."""

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not tokens.figures(source) or not tokens.figures(target):
            return
        mended = self.repairs[0].mend(source, target)
        if mended == target:
            return
        for start, end, new in changes(target, mended):
            if self.wrong(target[start:end], target[:start][-NEAR:], target[end:][:NEAR]) and not any(
                repair.mend(source, target) == target for repair in self.repairs[1:]
            ):
                yield Finding(f"“{target[start:end].strip()}” {self.message}", (start, end), new)


class DateFormat(Notation):
    """No date stands in the source's notation."""

    id = "date-format"

    def __init__(self, source: str, target: str) -> None:
        super().__init__(source, target)
        self.foreign = dates.months(source).keys() - dates.months(target).keys()

    def repair(self, tag: str) -> Repair:
        return Dates(self.source, tag)

    def wrong(self, text: str, before: str, after: str) -> bool:
        dotted = re.search(r"\d\.\s?(?:\d|[^\W\d_])", before[-1:] + text + after[:1])
        return dotted is not None or any(word.lower() in self.foreign for word in re.findall(r"[^\W\d_]+", text))


class TimeFormat(Notation):
    """No time of day stands in the source's notation, or in two at once (15:00 p.m.)."""

    id = "time-format"

    def repair(self, tag: str) -> Repair:
        return Times(self.source, tag)

    def wrong(self, text: str, before: str, after: str) -> bool:
        theirs, ours = facts(self.source).style.clock, facts(self.target).style
        half = "|".join(re.escape(half).replace(r"\.", r"\.?") for half in ours.halves) or r"(?!)"
        late = re.match(rf"(?:1[3-9]|2[0-4])\D[^a-z]*(?:{half})", text + after) is not None
        return late or any(re.search(rf"\b{re.escape(word)}\b", text) for word in theirs if word not in ours.clock)


class MoneyFormat(Notation):
    """No amount of money stands in the source's notation: Euro 50, 50 €."""

    id = "money-format"

    def repair(self, tag: str) -> Repair:
        return Money(self.source, tag)

    def wrong(self, text: str, before: str, after: str) -> bool:
        theirs, ours = facts(self.source).style.currencies, facts(self.target).style.currencies
        own = {name for names in ours.values() for name in names}
        words = {name for names in theirs.values() for name in names} - own
        return any(sign in text for sign in SIGNS.values()) or any(word in text for word in words)


class Spacing:
    """No space is doubled or stands before a comma; where the language wants one before its signs, there is one."""

    id = "spacing"
    severity = Severity.MINOR

    def __init__(self, target: str) -> None:
        self.spaces = Spaces(target)
        self.high = facts(target).style.high

    def find(self, source: str, target: str) -> Iterator[Finding]:
        mended = self.spaces.mend(source, target)
        if mended == target:
            return
        for start, end, new in changes(target, mended):
            old = target[start:end]
            if new and self.high and old[:1].isspace():
                continue  # another kind of space than ours
            if re.sub(r"\s", "", old) != re.sub(r"\s", "", new):
                continue  # what cannot be seen is nobody's mistake
            yield Finding("a space too many" if len(old) > len(new) else "a space is missing", (start, end), new)


class SpellingMixed:
    """A text keeps to one spelling of a word, and to one country's where it is known by it."""

    id = "spelling-mixed"
    severity = Severity.MINOR
    drafts_only = False

    def __init__(self, target: str) -> None:
        self.known = spelling.known(target)

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        if not self.known:
            return
        found = [(number, *side) for number, (source, target) in enumerate(text.pairs) for side in spelling.sides(target) if side[2] not in source]
        count = Counter(side for *_, side in found)
        words = Counter(word for _, _, _, word, _, _ in found)
        for number, start, end, word, other, side in found:
            other_side = spelling.AMERICAN if side == spelling.BRITISH else spelling.BRITISH
            here, there = words[word], words[other]
            if there and (here, side) < (there, other_side):
                yield number, Finding(f"“{word}” is “{other}” elsewhere in this text", (start, end), other)
            elif not there and count[other_side] >= CLEAR * count[side]:
                yield number, Finding(f"“{word}” is {side}; the text is {other_side} otherwise", (start, end), other)
