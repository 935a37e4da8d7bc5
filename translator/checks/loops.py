"""Engines run in circles: the same word or phrase again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import marks
from translator.language import facts, tokens
from translator.model import Finding, Severity

LONGEST = 24  # words of a phrase
SYLLABLES = re.compile(r"([^\W\d_]{2,6}?)\1{3,}", re.I)


class Repeated:
    """No word or phrase stands twice in a row, unless it does so in the source."""

    id = "repeated"
    severity = Severity.MAJOR

    def __init__(self, target: str) -> None:
        self.doubles = facts(target).doubles

    def find(self, source: str, target: str) -> Iterator[Finding]:
        plain = marks.blank(target)
        words = [word.lower() for word in tokens.words(plain)]
        found = self._first(words)
        if found is None:
            inside = SYLLABLES.search(plain)
            if inside and not SYLLABLES.search(source):
                yield Finding(f"“{inside[1]}” stands again and again in one word", inside.span())
            return
        at, size, times = found
        theirs = [word.lower() for word in tokens.words(source)]
        again = repeats(theirs, size)
        if again and again[1] == size and (size > 1 or times <= again[2]):
            return
        places = list(tokens.WORD.finditer(plain))
        if at + size * times > len(places):
            return
        start, end = places[at].start(), places[at + size * times - 1].end()
        paused = times == 2 and re.search(r"[^\w\s]", plain[places[at + size - 1].end() : places[at + size].start()]) is not None
        if paused and size == 1:
            return  # now I am doing it, it feels good
        said = target[start : places[at + size - 1].end()]
        count = "twice" if times == 2 else f"{times} times"
        sure = size == 1 and times == 2 and "<" not in target[start:end]
        yield Finding(
            f"“{said}” stands {count} in a row", (start, end), said if sure else None, Severity.MINOR if paused or (size == 1 and times == 2) else None
        )

    def _first(self, words: list[str]) -> tuple[int, int, int] | None:
        """Find the first repetition that good text does not have."""
        found = repeats(words, LONGEST)
        if found is None:
            return None
        at, size, times = found
        if size == 1 and times < 4 and (words[at] in self.doubles or words[at].isdigit()):
            rest = repeats(words[at + times :], LONGEST)
            return (rest[0] + at + times, *rest[1:]) if rest else None
        return found


def repeats(words: list[str], longest: int) -> tuple[int, int, int] | None:
    """Find the first run of words that stands at least twice in a row: its place, its length, how often."""
    last: dict[str, int] = {}
    for at, word in enumerate(words):
        if word not in last:
            last[word] = at
            continue
        before, last[word] = last[word], at
        size = at - before
        if size > longest or (size > 1 and words[at + 1 : at + 2] != words[before + 1 : before + 2]) or words[at : at + size] != words[before:at]:
            continue
        times = 2
        while words[before + times * size : before + (times + 1) * size] == words[before:at]:
            times += 1
        return before, size, times
    return None
