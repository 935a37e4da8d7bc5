"""Inline marks: `<1>…</1>` around text and `<2/>` alone stand for markup that travels with a segment.

In marked text a literal `<1>` is written `\\<1>`, and a backslash right before a mark is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

MARK = re.compile(r"((?<!\\)\\*)<(/?)(\d{1,6})(/?)>")  # the look-behind keeps a run of backslashes from being tried at each of them
BLANK = re.compile(r"</?\d{1,6}/?>")
HERE = re.compile(r"\\*</?\d{1,6}/?>")


class Piece(NamedTuple):
    """A run of text, or one mark; `start` and `end` are its place in the marked text."""

    kind: str  # "text", "open", "close" or "alone"
    value: str  # the text, or the mark's number
    start: int
    end: int


def escape(text: str) -> str:
    """Write literal text so that nothing in it can be taken for a mark."""
    return MARK.sub(lambda found: "\\" * (2 * len(found[1]) + 1) + found[0].lstrip("\\"), text)


def pieces(marked: str) -> Iterator[Piece]:
    """Take marked text apart; joined values of the text pieces are the plain text."""
    at = 0
    text, begin = "", 0
    for found in MARK.finditer(marked):
        slashes, close, number, alone = found.groups()
        text += marked[at : found.start()] + slashes[: len(slashes) // 2]
        if len(slashes) % 2 or (close and alone):
            text += found[0][len(slashes) :]
        else:
            start = found.start() + len(slashes)
            if text:
                yield Piece("text", text, begin, start)
            yield Piece("close" if close else "alone" if alone else "open", number, start, found.end())
            text, begin = "", found.end()
        at = found.end()
    text += marked[at:]
    if text:
        yield Piece("text", text, begin, len(marked))


def join(parts: list[tuple[str, str]]) -> str:
    """Write marked text from (kind, value) pairs; the text values are plain."""
    whole: list[tuple[str, str]] = []
    for is_text, group in groupby(parts, key=lambda part: part[0] == "text"):
        own = list(group)
        whole += [("text", "".join(value for _, value in own))] if is_text else own
    parts, out = whole, ""
    for number, (kind, value) in enumerate(parts):
        if kind == "text":
            out += escape(value)
            if number + 1 < len(parts) and parts[number + 1][0] != "text":
                out += "\\" * (len(value) - len(value.rstrip("\\")))
        else:
            out += {"open": f"<{value}>", "close": f"</{value}>", "alone": f"<{value}/>"}[kind]
    return out


def strip(marked: str) -> str:
    """Return the plain text without marks."""
    if "<" not in marked:
        return marked
    return "".join(piece.value for piece in pieces(marked) if piece.kind == "text")


def blank(marked: str) -> str:
    """Return the text with spaces in the places of its marks, so that every character keeps its place."""
    return BLANK.sub(lambda found: " " * len(found[0]), marked) if "<" in marked else marked


def present(marked: str) -> list[str]:
    """List the marks as they are written, in order."""
    return [marked[piece.start : piece.end] for piece in pieces(marked) if piece.kind != "text"]


def balanced(marked: str, allowed: set[str]) -> str:
    """Take out marks that are unknown, repeated, unpaired or crossed, so that what is left can be rebuilt."""
    found = list(pieces(marked))
    keep = {i for i, piece in enumerate(found) if piece.kind == "text"}
    seen: set[str] = set()
    stack: list[tuple[int, str]] = []
    for i, piece in enumerate(found):
        written = marked[piece.start : piece.end]
        if piece.kind == "text" or written not in allowed or written in seen:
            continue
        if piece.kind == "close":
            while stack and stack[-1][1] != piece.value:
                if not any(number == piece.value for _, number in stack):
                    break
                stack.pop()
            if stack and stack[-1][1] == piece.value:
                keep |= {stack.pop()[0], i}
                seen.add(written)
        else:
            seen.add(written)
            if piece.kind == "alone":
                keep.add(i)
            else:
                stack.append((i, piece.value))
    return join([(piece.kind, piece.value) for i, piece in enumerate(found) if i in keep])
