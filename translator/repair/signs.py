"""Puts spaces, dashes and dots the target's way; French signs get the spaces that stand before them."""

from __future__ import annotations

import re
from functools import cache

from translator.language import Style, facts
from translator.language.dates import DASHES

HIDDEN = re.compile(
    r"(?<!\d)[\u00ad\u200b\ufeff]+|[\u00ad\u200b\ufeff]+(?!\d)"
)  # soft hyphens and what has no width; between figures they may stand for something
# What may be wrong at all: most sentences have nothing of it.
DOUBTFUL = ("  ", " ,", " .", " ;", " :", " !", " ?", " )", " ]", "( ", "[ ", "“ ", "„ ")
DOUBLE = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
MARK = r"(?:</?\d+/?>)*"
BEFORE = re.compile(rf"(?<! ) +(?=[,.;:!?](?:{MARK}[„“”»«\"‟‚‘’›‹'‛)\]]*(?:\s|$)))(?! ?\.\.)(?<=\S )")
OPENING = re.compile(r"(?<![^\s<>“„«(\[])([(\[“„])[ ]+(?=\w)")
CLOSING = re.compile(r"(?<! ) +(?=[)\]])(?<=[\w.!?,] )")
STRAIGHT = re.compile(r'^([^"]*)"[ ]+([^"]*[^" ])[ ]+"([^"]*)$')
SPACED = re.compile(rf"(?<=\S)\s(?:[{DASHES}]|--|---)\s(?=\S)")
TIGHT = re.compile(r"(?<=[^\W\d_])—(?=[^\W\d_])")
RANGE = re.compile(rf"(?<![\w.,{DASHES}])(\d+)\s?[–]\s?(\d+)(?![\w{DASHES}]|[.,]\d)")
FRAMED = "\u00a0\u202f\u2009 "


class Spaces:
    """One space between words, none before a comma, none inside brackets; soft hyphens go, dots are one sign; a language may want some before its signs."""

    id = "spaces"

    def __init__(self, target: str) -> None:
        self.style: Style = facts(target).style
        self.high = _high(self.style.high) if self.style.high else None

    def mend(self, source: str, target: str) -> str:
        if not target.isascii():
            target = HIDDEN.sub("", target) or target
        if "..." in target and ("…" in source or "..." in source):
            target = re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", target)
        if any(pair in target for pair in DOUBTFUL):
            target = self._spaces(source, DOUBLE.sub(" ", target))
        if '" ' in target and target.count('"') == 2:
            target = STRAIGHT.sub(r'\1"\2"\3', target)
        return self.high.sub(lambda found: found[1] + "\u202f" + found[2], target) if self.high else target

    @staticmethod
    def _spaces(source: str, target: str) -> str:
        if not BEFORE.search(source):
            target = BEFORE.sub("", target)
        if not OPENING.search(source):
            target = OPENING.sub(r"\1", target)
        if not CLOSING.search(source):
            target = CLOSING.sub("", target)
        return target


@cache
def _high(signs: str) -> re.Pattern[str]:
    """Return where a narrow space belongs: before a run of signs that ends a word, not in 14:30, http: or a smiley."""
    return re.compile(rf"(?<=[^\W_]|[„“”»«\"‟‚‘’›‹'‛)\]%€.…])({MARK})[{FRAMED}]?([{re.escape(signs)}]+)(?=(?:{MARK}[{FRAMED}„“”»«\"‟‚‘’›‹'‛)\]]|$|</?\d))")


class Dashes:
    """A dash between words is the locale's, where the source has one; 3–5 is a range."""

    id = "dashes"

    def __init__(self, target: str) -> None:
        self.dash = facts(target).style.dash

    def mend(self, source: str, target: str) -> str:
        theirs = len(SPACED.findall(source)) if "–" in source or "—" in source or " -" in source else 0
        if theirs and self.dash and len(SPACED.findall(target)) + len(TIGHT.findall(target)) <= theirs:
            target = TIGHT.sub(self.dash, target)
            figures = any(_between_figures(found) for found in SPACED.finditer(source))
            target = SPACED.sub(lambda found: found[0] if figures and _between_figures(found) else self.dash, target)
        for found in RANGE.finditer(source) if "–" in source else ():
            target = re.sub(rf"(?<![\w.,{DASHES}]){found[1]}\s?(?:-|--|—|–)\s?{found[2]}(?![\w{DASHES}]|[.,]\d)", f"{found[1]}–{found[2]}", target)
        return target


def _between_figures(found: re.Match[str]) -> bool:
    """Tell whether a dash stands between figures: a range or a score, not a break in a sentence."""
    text = found.string
    return text[found.start() - 1].isdigit() and text[found.end() : found.end() + 1].isdigit()
