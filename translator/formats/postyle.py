"""How a PO file writes its texts: escaped, wrapped or not, as it did before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from translator.formats.posyntax import Entry

TOKENS = re.compile(r"\\(?:[0-7]{3}|.)|.", re.DOTALL)
LETTERS = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", '"': '"', "\\": "\\"}
SPECIAL = {ord(value): f"\\{letter}" for letter, value in LETTERS.items()} | {n: f"\\{n:03o}" for n in (*range(7), *range(14, 32), 127)}
SPECIAL |= {0xDC00 + n: f"\\{n:03o}" for n in range(0x80, 0x100)}  # a byte that is no character of the charset
WIDTH = 79  # columns, gettext's own


class Style:
    """How a file writes its texts: wrapped at 79 columns or not, with a line for each line of the text or not."""

    def __init__(self, text: str, entries: Iterable[Entry]) -> None:
        wrapped = long = split = joined = False
        for part in (part for entry in entries if not entry.header for part in entry.texts):
            for number, (start, end) in enumerate(part.strings):
                raw = text[start + 1 : end - 1]
                last = number + 1 == len(part.strings)
                wrapped = wrapped or (bool(raw) and not last and not raw.endswith("\\n"))
                split = split or (not last and raw.endswith("\\n"))
                joined = joined or "\\n" in raw[:-2].replace("\\\\", "")
                long = long or (len(raw) > WIDTH and " " in raw[:WIDTH])
        self.wraps = wrapped or not long
        self.splits = split or not joined

    def strings(self, keyword: str, value: str, *, split: bool = False) -> str:
        """Write a value after its keyword."""
        whole = value.translate(SPECIAL)
        lines = [line.translate(SPECIAL) for line in re.findall(r"[^\n]*\n|[^\n]+", value)] if self.splits or split else [whole]
        if len(lines) <= 1 and (not self.wraps or columns(keyword) + columns(whole) + 2 <= WIDTH):
            return f'"{whole}"'
        pieces = [piece for line in lines for piece in (_wrapped(line) if self.wraps else [line])]
        return "\n".join(f'"{piece}"' for piece in ["", *pieces])


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wrapped(line: str) -> list[str]:
    """Break an escaped line so that each part fits; a part ends behind a space, a hyphen between letters or a wide character."""
    words, before = [""], ""
    for token in TOKENS.findall(line):
        wide = columns(token) == 2 and token[0] != "\\"
        if (
            (before == " " != token)
            or wide
            or (before == "-" and token.isalpha())
            or (before and columns(before) == 2 and before[0] != "\\" and token.isalnum())
        ):
            words.append("")
        words[-1] += token
        before = token
    out, width = [""], 0
    for word in words:
        if out[-1] and width + columns(word) > WIDTH - 2:
            out.append("")
            width = 0
        out[-1] += word
        width += columns(word)
    return out
