"""Brackets pair up, questions stay questions, capitals stand where sentences begin, headlines do not shout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import marks
from translator.model import Finding, Severity

DOUBLED = re.compile(r"([,;:])\1|(?<!\.)\.\.(?!\.)|,[”\"’],")
PAIRS = (",,", ";;", "::", "..", ",”", ',"', ",’")
BRACKETS = {"(": ")", "[": "]", "{": "}"}
BRACKET = re.compile(r"[()\[\]{}]")
FACES = re.compile(r"[:;]-?[()]|^\s*\w{1,2}\)|^[^(]*?\s\w\)")
CLOSERS = "“”\"’'»«›‹‘)]* \u00a0"
LETTER = re.compile(r"[^\W\d_]")
SHOUT = re.compile(r"\b[^\W\d_a-zäöüß]{5,}\b")
INSIDE = re.compile(r"(?<=[^\W\d_]{4})\.\s+([a-z])(?=[a-z]|\s)")  # after a word; an abbreviation has fewer letters
BEGINNING = re.compile(r"(?:</?\d+/?>|[^\w<])*([^\W\d_])([^\W\d_]*)")


class Brackets:
    """Brackets stand in pairs, and where the source has them."""

    id = "brackets"
    severity = Severity.MINOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not BRACKET.search(target):
            return
        alone = _alone(FACES.sub("  ", marks.blank(target)))
        if alone and not _alone(FACES.sub("  ", marks.blank(source))):
            at = alone[0]
            yield Finding(f"“{target[at]}” has no partner", (at, at + 1))


def _alone(text: str) -> list[int]:
    open_: list[int] = []
    alone = []
    for found in BRACKET.finditer(text):
        if found[0] in BRACKETS:
            open_.append(found.start())
        elif open_ and BRACKETS[text[open_[-1]]] == found[0]:
            open_.pop()
        else:
            alone.append(found.start())
    return sorted(alone + open_)


class Ending:
    """A question is a question in the target, too, no sentence ends with a comma, and no mark stands twice."""

    id = "ending"
    severity = Severity.MINOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        doubled = DOUBLED.search(target) if any(pair in target for pair in PAIRS) else None
        if doubled and not DOUBLED.search(source):
            yield Finding(f"“{doubled[0]}”: a mark too many", doubled.span())
        one, other = source.rstrip(CLOSERS), target.rstrip(CLOSERS)
        if not one or not other or one[-1] == other[-1]:
            return
        at = len(other)
        asked, asks = "?" in one, "?" in other[-2:]
        if asked and "?" not in other:
            yield Finding("the source's question mark is missing", (at - 1, at))
        elif asks and at == len(target.rstrip()) and "?" not in one and one[-1] in ".!":
            yield Finding("is a question, the source is none", (at - 1, at))
        elif one[-1] in ".!?" and other[-1] in ",;":
            yield Finding(f"ends with “{other[-1]}”", (at - 1, at), one[-1])


# U+FFFD, controls, what fonts make up; ü, é and “ in UTF-8 read as Windows-1252: Ã¼, Ã©, â€œ
BROKEN = re.compile(
    r"[\ufffd\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]|Ã[\u0080-\u00bf\u0152-\u0178\u2018-\u203a\u20ac]|â€[\u0080-\u00bf\u0153\u02dc\u2018-\u203a\u2122]"
)


class Capitals:
    """Sentences begin with a capital where the source's do, names keep theirs, and headlines do not shout."""

    id = "capitals"
    severity = Severity.MINOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        begun = BEGINNING.match(target)
        if begun and begun[1].islower():
            first = BEGINNING.match(source)
            small = target == target.lower() and source != source.lower() and len(target) > 3
            if small and (first is None or first[1].isupper()):
                yield Finding("is all in small letters", (0, len(target)), severity=Severity.MAJOR)
                return
            camel = not (begun[2].islower() or not begun[2])
            if first and first[1].isupper() and not camel and first[1] + first[2] not in target and not source[first.start(1) :].startswith(("’", "'")):
                at = begun.start(1)
                yield Finding("begins with a small letter", (at, at + 1), begun[1].upper())
                return
        elif begun and target == target.upper() and source != source.upper() and not SHOUT.search(source) and len(LETTER.findall(target)) > 12:
            yield Finding("is all in capitals", (0, len(target)))
            return
        for found in INSIDE.finditer(target) if "." in target[:-1] else ():
            word = re.match(r"[^\W\d_]+", target[found.start(1) :])
            if word and word[0] not in source:  # iPhone, von Storch
                yield Finding("a sentence begins with a small letter", found.span(1), found[1].upper())
                return


class Characters:
    """No character is one that no text has, or what is left of one that was read in the wrong encoding, unless the source has it."""

    id = "characters"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if target.isascii() and target.isprintable():
            return
        for found in BROKEN.finditer(target):
            if found[0] not in source:
                yield Finding(f"“{found[0]}” is no letter: a character was broken", found.span())
                return
