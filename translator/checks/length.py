"""Nothing is left out and nothing added: the length of a target, its sentences and its end tell.

The logarithm of target length over source length is nearly normal (Gale and Church, 1993). Its mean is the languages' (`Facts.length`);
its spread, and the thresholds, are those of NTREX de-en: .16 at 60 characters, .14 at 100, .11 at 300.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log, sqrt

from translator import marks, segmentation
from translator.language import facts
from translator.model import Finding, Severity

CLOSERS = "'\"“”„«»‘’›‹)]* \t\n\u00a0\u202f"
STOPS = (".", "!", "?", "…", "。")
SEVERAL = re.compile(r"[.!?…]['\"“”»‘’)\]]*\s+(?=\S)")
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
SHORTEST = 25  # characters of a source that is long enough to judge
TOO_SHORT, FAR, CUT, TOO_LONG = -3.85, -5.0, -1.4, 5.0  # in standard deviations; CUT where the end is missing, too
DROPPED, MORE, LINKED, SURE, NEXT = 1.6, 3.5, 1.4, 2.0, 0.8  # how much likelier, as a logarithm, a text is without a sentence than with it
ANCHOR = 4  # letters of a word that both languages may share


def deviation(source: int, target: int, ratio: float) -> float:
    """Return how far a target's length lies from the expected one, in standard deviations."""
    return (log((target + 5) / (source + 5)) - log(ratio)) / sqrt(0.01 + 0.9 / max(source, 1))


def _open(text: str) -> bool:
    """Tell whether a text ends in a word, without a stop."""
    end = text.rstrip(CLOSERS)
    return (end[:-1] if end.endswith(("-", "–", ",")) else end)[-1:].isalnum()


class Truncated:
    """The target does not break off, and is not much too short."""

    id = "truncated"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.ratio = facts(target).length / facts(source).length

    def find(self, source: str, target: str) -> Iterator[Finding]:
        one, other = marks.strip(source).strip(), marks.strip(target).strip()
        if not other or len(one) < SHORTEST:
            return
        away = deviation(len(one), len(other), self.ratio)
        broken = one.rstrip(CLOSERS).endswith(STOPS) and _open(other)
        if away < CUT and broken:
            last = re.findall(r"\S+", other)[-1]
            at = target.rfind(last)
            yield Finding(f"breaks off after “{last}”", (max(0, at), max(0, at) + len(last)))
        elif away < TOO_SHORT:
            said = f"is much shorter than expected ({len(other)} characters for {len(one)}): is something missing?"
            yield Finding(said, (0, len(target)), severity=Severity.MAJOR if away < FAR else Severity.MINOR)
        elif broken:
            at = len(target.rstrip())
            stop = next((character for character in reversed(one) if character in ".!?…"), ".")
            yield Finding(f"ends without the source's “{stop}”", (max(0, at - 1), at), None, Severity.MINOR)


class Omitted:
    """No sentence of the source is left out."""

    id = "omitted"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.ratio = facts(target).length / facts(source).length

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not SEVERAL.search(source):
            return
        one, other = marks.strip(source).strip(), marks.strip(target).strip()
        gain, sentence = lacking(one, other, self.source, self.target, self.ratio) if other else (0.0, "")
        if sentence:
            shown = sentence if len(sentence) <= 50 else sentence[:48].rstrip() + " …"
            severity = Severity.MINOR if gain < DROPPED + SURE else None
            yield Finding(f"a sentence seems to be left out: “{shown}”", (0, len(target)), severity=severity)


class Added:
    """Nothing is said that the source does not say."""

    id = "added"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.ratio = facts(target).length / facts(source).length

    def find(self, source: str, target: str) -> Iterator[Finding]:
        one, other = marks.strip(source).strip(), marks.strip(target).strip()
        away = deviation(max(len(one), 25), len(other), self.ratio) if one and len(other) > SHORTEST else 0.0
        if away > TOO_LONG:
            said = f"is much longer than expected ({len(other)} characters for {len(one)})"
            yield Finding(said, (0, len(target)), severity=Severity.MINOR if away < 1.5 * TOO_LONG else None)
        elif len(one) >= SHORTEST and SEVERAL.search(target):
            _, sentence = lacking(other, one, self.target, self.source, 1 / self.ratio, SURE)
            if sentence:
                at = max(0, target.find(sentence))
                yield Finding("a sentence seems to be added", (at, min(len(target), at + len(sentence))))


def lacking(one: str, other: str, language: str, its: str, ratio: float, sure: float = 0.0) -> tuple[float, str]:
    """Return the sentence of one text that the other seems to lack, and how much likelier that is; an empty one if there is none.

    The other must have fewer sentences, fit better in length without that sentence, and share none of its names and numbers.
    """
    mine, theirs = [one[start:end] for start, end in segmentation.sentences(one, language)], segmentation.sentences(other, its)
    if len(mine) < 2 or len(mine) < len(theirs):
        return 0.0, ""
    whole = deviation(len(one), len(other), ratio) ** 2
    words = [anchors(sentence) for sentence in mine]
    ends = {0: anchors(other[slice(*theirs[0])]), len(mine) - 1: anchors(other[slice(*theirs[-1])])} if theirs else {}
    there = anchors(other)
    best = (sure + (DROPPED if len(mine) > len(theirs) else DROPPED + MORE), "")
    for number, sentence in enumerate(mine):
        gain = (whole - deviation(max(1, len(one) - len(sentence) - 1), len(other), ratio) ** 2) / 2
        others = set().union(*words[:number], *words[number + 1 :])
        if gain + LINKED <= best[0] or (words[number] - others) & there:
            continue
        next_to = words[1] if number == 0 else words[-2]
        if ends.get(number, set()) & next_to - words[number]:  # the other begins or ends with what stands beside it
            gain += LINKED
        if gain > best[0] - (NEXT if best[1] else 0):  # of two that fit alike, engines drop the later one
            best = (gain, sentence)
    return best


def anchors(text: str) -> set[str]:
    """Return the words and numbers of a text that a translation may share."""
    return {word for word in WORD.findall(text.lower()) if len(word) >= ANCHOR or word[0].isdigit()}
