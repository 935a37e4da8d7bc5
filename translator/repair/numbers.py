"""Writes numbers that were left in the source's notation the target's way."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from translator.language import facts, tokens
from translator.language.numbers import LONGEST, SPACES, parse, write

# Figures with marks between them; a plain space only where groups of three follow.
TOKEN = re.compile(
    rf"(?<![\w.,:/-])(?<!\d[’'])\d{{1,3}}(?: \d{{3}})+(?:,\d+)?(?![\w]|[.,:’' ]\d)|(?<![\w.,:/])(?<!\d[’'])\d+(?:[.,’'{SPACES}]\d+)*(?![\w]|[.,:’'/]\d)"
)
MARKED = re.compile(rf"\d(?:[.,’'{SPACES}]\d|\.? )")  # what there is to do at most
ORDINAL = re.compile(r"(?<![\w.,:])([1-9]\d?|100)\.\s(?=[^\W\d_])")
PLACE = re.compile(r"(?<=[^\W\d_])(\s)([1-9]\d?|100)\.(?=\s[^\W\d_])")


class Numbers:
    """12.000 becomes 12,000 and 2,4 becomes 2.4, where the source has just these figures."""

    id = "numbers"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        known, wanted = facts(source), facts(target)
        words = [word for word in known.scales if word not in wanted.scales and known.code != wanted.code]
        scale = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        self.left = (
            re.compile(rf"(?<!\d)(?<!\d[.,])(?P<figure>\d+(?:[.,]\d+)*)[ {SPACES}](?P<word>{scale})\b(?P<dot>\.)?", re.I) if words and wanted.scales else None
        )
        self.same = (known.thousands, known.decimal) == (wanted.thousands, wanted.decimal)

    def mend(self, source: str, target: str) -> str:
        if not tokens.figures(source):
            return target
        target = self._scaled(source, target)
        if self.same or not MARKED.search(source):
            return target
        known = facts(self.source)
        wanted: dict[str, str] = {}
        for found in TOKEN.finditer(source):
            raw = found[0]
            value = parse(raw.replace(" ", "\u00a0"), known) if len(raw) <= LONGEST else None
            if value is None or raw.isdigit() or _clock(self.source).match(source, found.end()):
                continue
            digits = len(raw.partition(known.decimal)[2])
            new = write(value, digits, self.target)
            for left in _notations(value, digits, raw, self.source):
                wanted[left] = new if wanted.get(left, new) == new else left  # two readings: a person decides
        if not wanted:
            return self._ordinals(source, target)
        theirs = {found[0] for found in TOKEN.finditer(target)}
        target = TOKEN.sub(lambda found: new if (new := wanted.get(found[0], found[0])) not in theirs else found[0], target)
        return self._ordinals(source, target)

    def _scaled(self, source: str, target: str) -> str:
        """Write a scale that was left in the source's word: 3.2 Mrd. is 3.2 billion."""
        if not self.left or not self.left.search(source):
            return target

        def new(found: re.Match[str]) -> str:
            power = facts(self.source).scales[found["word"].lower()]
            end = "." if found["dot"] and not target[found.end() :].strip(' ”’»")]') else ""
            return found["figure"] + _scale(parse(found["figure"], facts(self.source)) or Decimal(2), power, self.target) + end

        return self.left.sub(new, target)

    def _ordinals(self, source: str, target: str) -> str:
        """Write the 3. place as the 3rd place: a figure with a full stop before a lower-case word."""
        ours = facts(self.target).style.ordinals
        there = {int(found[1]) for found in ORDINAL.finditer(source)} if ours else set()
        if not there:
            return target

        def new(found: re.Match[str]) -> str:
            lower = target[found.end() + 1 : found.end() + 2].islower()
            return f"{found[1]}{ours[int(found[2])]}" if lower and int(found[2]) in there else found[0]

        return PLACE.sub(new, target)


@cache
def _clock(tag: str) -> re.Pattern[str]:
    """Return what shows that a figure is a time of day: 14.30 Uhr."""
    words = "|".join(map(re.escape, facts(tag).style.clock)) or r"(?!)"
    return re.compile(rf"\s*(?:{words})\b")


@cache
def _notations(value: Decimal, digits: int, raw: str, tag: str) -> tuple[str, ...]:
    """List how a number may have been left: as in the source, with another mark for thousands, or without one."""
    plain = f"{value:.{digits}f}"
    whole, _, rest = plain.partition(".")
    tail = facts(tag).decimal + rest if rest else ""
    groups = f"{int(whole):,}"
    if len(groups) == len(whole):
        return (raw, whole + tail)
    own = {facts(tag).thousands, *"’'", *SPACES, " "}
    out = {raw, *(groups.replace(",", mark) + tail for mark in own)}
    return tuple(out if rest else {*out, whole})


@cache
def _scale(value: Decimal, power: int, tag: str) -> str:
    """Return CLDR's word for a power of ten as it stands behind a figure, with its space."""
    from babel.numbers import format_compact_decimal

    digits = max(0, -int(value.as_tuple().exponent))
    text = format_compact_decimal(value.scaleb(power), format_type="long", locale=tag.replace("-", "_"), fraction_digits=digits)
    found = re.search(r"\D*$", str(text))
    return found[0] if found else ""


class Capitals:
    """A sentence that begins with a capital letter in the source begins with one in the target."""

    id = "capitals"

    def mend(self, source: str, target: str) -> str:
        begin = re.match(r"(?:</?\d+/?>|[^\w<])*(\w)", source)
        found = re.match(r"(?:</?\d+/?>|[^\w<])*([^\W\d_])(?=[^\W\d_A-Z]|\W)", target)
        if not begin or not found or not begin[1].isupper() or not found[1].islower():
            return target
        return target[: found.start(1)] + found[1].upper() + target[found.end(1) :]
