"""Quotation marks pair up as they do in the source, and are the locale's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator import marks
from translator.language import facts
from translator.model import Finding, Severity

DOUBLE = '“”"„«»‟'
ANY = re.compile(r"[“”\"„«»‟‘’'‚‹›`]")
RUN = re.compile(r"[“”\"„«»‟]")
INCHES = re.compile(r"(?<=\d)[\"”](?!\w)")
SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–“\"„»«-]))['‘‚‹›](?=[^\W_])(?!(?:em|til|tis|twas|cause|n)\b|\d0s|\d\d\b)", re.I)
SINGLE_CLOSE = re.compile(r"(?<=[.,!?…])['’‘‹›](?!\w)|(?<=[^\Ws_])['’‘‹›](?![\w])")
SPEECH = re.compile(r"[„“”»«\"](?:[^\s„“”»«\"]+\s+){3,}[^„“”»«\"]*[„“”»«\"]")
SAID = re.compile(r"^[„“”»«\"]|:\s*[„“”»«\"]|[“”»«\"],\s")
PART = re.compile(r"^[“\"„«]|[“”\"»«]\s*$|[,.!?][“”\"»«]\s")  # of a quotation that goes on in the next sentence, or began before


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands of double quotation marks in a text: how many, and which have no partner, by place."""

    count: int
    alone: tuple[int, ...]

    @property
    def pairs(self) -> bool:
        return not self.alone


def tally(text: str) -> Tally:
    """Pair the double quotation marks of a text; straight ones by their number, others by what stands around them."""
    places = [found.start() for found in RUN.finditer(text)]
    open_: list[int] = []
    alone: list[int] = []
    for at in places:
        opens = _opens(text, at, bool(open_))
        if opens:
            open_.append(at)
        elif open_:
            open_.pop()
        else:
            alone.append(at)
    return Tally(len(places), tuple(sorted(alone + open_)))


def _opens(text: str, at: int, pending: bool) -> bool:
    character, before, after = text[at], text[:at].rstrip(DOUBLE + "‚‘’'(["), text[at + 1 : at + 2]
    if character == "„":
        return True
    left = not before or before[-1:].isspace() or before[-1:] in "([{–—-/:…"
    right = bool(after) and not after.isspace() and after not in ".,;:!?)"
    if left != right and not (left and not right):
        return left and right
    if character in '“»«"‟':
        return (left and right) or (not pending and right and not (at and text[at - 1].isalnum()))
    return left and right and not pending


class Quotes:
    """Quotation marks stand in pairs where the source's do, and none are lost."""

    id = "quotes"
    severity = Severity.MINOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not ANY.search(target) and not RUN.search(source):
            return
        one, other = marks.blank(source), marks.blank(target)
        theirs = len(RUN.findall(one))
        if not theirs:
            other = INCHES.sub("  ", other)
        ours = len(RUN.findall(other))
        if not ours:
            yield from self._lost(one, other, theirs)
        elif ours % 2 and theirs % 2 == 0 and (theirs or ours > 1 or not PART.search(other)):
            at = (tally(other).alone or (other.rfind(RUN.findall(other)[-1]),))[0]
            yield Finding("a quotation mark has no partner", (at, at + 1))

    def _lost(self, one: str, other: str, theirs: int) -> Iterator[Finding]:
        opened, closed = len(SINGLE_OPEN.findall(other)), len(SINGLE_CLOSE.findall(other))
        after = len(re.findall(r"['’‘‹›](?!\w)", other))
        if theirs and not opened and not closed and (theirs % 2 or (SPEECH.search(one) and SAID.search(one))):
            yield Finding("the source's quotation marks are missing")
        elif theirs and theirs % 2 == 0 and opened > after:
            at = SINGLE_OPEN.search(other)
            yield Finding("a quotation mark has no partner", (at.start(), at.end()) if at else (0, 0))


class QuoteStyle:
    """No quotation mark is left in the source's style."""

    id = "quote-style"
    severity = Severity.MINOR

    def __init__(self, source: str, target: str) -> None:
        foreign = sorted({*facts(source).quotes, "»", "«"} - set(facts(target).quotes) - {"’"})
        angles = "".join(sign for sign in foreign if sign in "»«")  # they stand before and behind words
        patterns = [rf"[{''.join(foreign)}](?=\w)" if foreign else "", f"[{angles}]" if angles else ""]
        self.style = re.compile("|".join(filter(None, patterns)) or "(?!)")
        self.own, self.close = facts(target).quotes[:2]
        curly = (self.own, self.close) == ("“", "”")
        self.turned = re.compile(r"(?<=[\w.,!?…])“(?=[\s,.;:!?)\]]|$)|(?:(?<=\s)|^)”(?=\w)") if curly else re.compile("(?!)")

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if target.isascii():
            return
        for found in self.style.finditer(target):
            yield Finding(f"{found[0]} is the source's quotation mark", found.span(), self.own if found[0] in "„»" else None)
            return
        for found in self.turned.finditer(target):
            yield Finding(f"{found[0]} is turned the wrong way", found.span(), self.close if found[0] == self.own else self.own)
            return
