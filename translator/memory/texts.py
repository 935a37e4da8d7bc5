"""How texts are compared: what makes two sentences the same, how alike two others are, and what differs between them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from translator import marks
from translator.language.numbers import SPACES

# A number, a word, or one sign; white space is no token of its own
TOKEN = re.compile(rf"(?P<number>\d++(?:[.,:{SPACES}’']\d++)*+(?![^\W\d_]))|(?P<word>[^\W_]+(?:['’][^\W_]+)*)|[^\w\s]|_")
PIECE = re.compile(rf"{TOKEN.pattern}|\s+".replace("?P<number>", "?:").replace("?P<word>", "?:"))
LONE = re.compile(r"[\ud800-\udfff]")  # surrogates, which no file can hold
NUMERAL = re.compile(rf"(?<![^\W_])\d++(?:[.,:{SPACES}’']\d++)*+(?![^\W\d_])")
HEX = re.compile(r"[0-9a-f]{12}")
NUMBER = "#"  # all numbers are one where texts are compared
SIGN = 0.25  # weight of a sign, beside a word's 1
OTHER_NUMBER, OTHER_CASE, OTHER_SIGN = 0.25, 0.1, 0.1  # of the weight
LEAST = 0.25  # what another form of a word costs at least
INFLECTED = 0.6  # words at least this alike that begin alike are taken for forms of one


class Token(NamedTuple):
    """A word, a number or a sign, with its place; `folded` is what is compared."""

    text: str
    folded: str
    weight: float
    start: int
    end: int


def folded(text: str) -> str:
    """Return a text without marks, composed (NFC) and with single spaces: what makes two sentences the same."""
    plain = marks.strip(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", LONE.sub("\ufffd", plain))
    return " ".join(plain.split())


def digest(plain: str) -> int:
    """Return 48 bits of a folded text's SHA-256."""
    return int.from_bytes(hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()[:6])


def context(text: str) -> int:
    """Return the digest of a neighbour, given as text or as its digest in hexadecimal; 0 without one."""
    if not text:
        return 0
    return int(text, 16) if HEX.fullmatch(text) else digest(folded(text))


def masked(plain: str) -> str:
    """Return a folded text with each number as one sign."""
    return NUMERAL.sub(NUMBER, plain)


@lru_cache(maxsize=2048)
def tokens(plain: str) -> tuple[Token, ...]:
    """Take a folded text apart."""
    out = []
    for found in TOKEN.finditer(plain):
        text = found[0]
        if found["number"]:
            out.append(Token(text, NUMBER, 1.0, found.start(), found.end()))
        elif found["word"]:
            out.append(Token(text, text.casefold(), 1.0, found.start(), found.end()))
        else:
            out.append(Token(text, text, SIGN, found.start(), found.end()))
    return tuple(out)


def _steps(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the cheapest way from one row of words to another, as stretches of both."""
    for step in Levenshtein.opcodes(first, second):
        yield step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end


def score(one: str, other: str) -> int:
    """Tell how alike two folded texts are, from 0 to 99; 100 if they are the same.

    It is 100 × (1 − cost / weight). A word or a number weighs 1, a sign ¼; the weight is that of the heavier text. The cost is that
    of a shortest way from one to the other, word by word: another word 1, another form of a word (the same first letter, six of ten
    in common) the share of letters that differ but at least ¼, another number ¼, another case ¹⁄₁₀, another sign a
    tenth of a sign; what is put in or left out costs its weight.
    """
    if one == other:
        return 100
    first, second = tokens(one), tokens(other)
    whole = max(sum(token.weight for token in first), sum(token.weight for token in second))
    if not whole:
        return 0
    cost = 0.0
    for tag, i1, i2, j1, j2 in _steps([token.folded for token in first], [token.folded for token in second]):
        if tag == "equal":
            cost += sum(_same(first[i], second[j]) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace":
            cost += sum(_other(first[i], second[j]) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            cost += sum(token.weight for token in first[i1:i2]) + sum(token.weight for token in second[j1:j2])
    return max(0, min(99, int(100 * (1 - cost / whole))))


def _same(one: Token, other: Token) -> float:
    if one.text == other.text:
        return 0.0
    return OTHER_NUMBER if one.folded == NUMBER else OTHER_CASE


def _other(one: Token, other: Token) -> float:
    if one.weight != other.weight or NUMBER in (one.folded, other.folded):
        return max(one.weight, other.weight)
    if one.weight == SIGN:
        return SIGN * OTHER_SIGN
    alike = Levenshtein.normalized_similarity(one.folded, other.folded)
    return max(LEAST, 1 - alike) if alike >= INFLECTED and one.folded[0] == other.folded[0] else 1.0


class Change(NamedTuple):
    """A stretch of a word diff; `tag` is equal, replace, insert or delete. All olds, and all news, joined are the texts."""

    tag: str
    old: str
    new: str


def difference(old: str, new: str) -> list[Change]:
    """Tell word by word what turns one text into another, for display."""
    first, second = PIECE.findall(old), PIECE.findall(new)
    out: list[Change] = []
    for tag, i1, i2, j1, j2 in _steps(first, second):
        change = Change(tag, "".join(first[i1:i2]), "".join(second[j1:j2]))
        before = out[-1] if out else None
        if before and before.tag != "equal" and tag != "equal":  # a word put in beside one that is replaced: one change
            joined = before.old + change.old, before.new + change.new
            out[-1] = Change("replace" if all(joined) else "delete" if joined[0] else "insert", *joined)
        else:
            out.append(change)
    return out


def pairs(first: Sequence[Token], second: Sequence[Token]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of tokens that stand in the same place of two texts and differ: as ranges of the first and the second."""
    for tag, i1, i2, j1, j2 in _steps([token.folded for token in first], [token.folded for token in second]):
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                if first[i].text != second[j].text:
                    yield (i, i + 1), (j, j + 1)
        else:
            yield (i1, i2), (j1, j2)
