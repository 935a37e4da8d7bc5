"""What all formats share: decoding, replacing places of the original text, and inline runs with their marks."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from translator import marks
from translator.errors import FormatError
from translator.model import Unit

Visit = Callable[[Unit], str]

# A picture's credit keeps its words in every language.
CREDIT = re.compile(
    r"(?:^|(?<=[\s.!?)–—|/]))[(\[]?(?:(?:Foto|Bild|Grafik|Illustration|Zeichnung|Quelle|Archivfoto|Archivbild|Symbolbild|Photo|Credit)"
    r"(?:s|er|en)?(?:\s*[:/]|\s+©)|©|picture[ -]alliance|imago/).*$",
    re.DOTALL,
)


def decode(data: bytes) -> str:
    """Decode UTF-8 (or UTF-16 with its mark); anything else is refused with a way out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise FormatError("is broken UTF-16", hint="save it as UTF-8") from None
        raise FormatError("is UTF-16, not UTF-8", hint="save it as UTF-8") if text else FormatError("is empty")
    if b"\0" in data:
        raise FormatError("is binary: it holds NUL bytes", hint="name a text, Markdown or HTML file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"is not UTF-8 (byte 0x{data[error.start]:02x})",
            line=line,
            hint="if it is Latin-1 or Windows text: iconv -f cp1252 -t utf-8 OLD > NEW",
        ) from None
    if not text.strip("\ufeff \t\r\n"):
        raise FormatError("is empty", hint="nothing to translate")
    return text


class Splice:
    """The original text and what is to stand in its places; what nobody replaces stays as it is, to the byte."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[tuple[int, int, str]] = []
        self._lines = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]

    def line(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return bisect.bisect_right(self._lines, offset)

    def replace(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for a place; earlier replacements inside it are part of it now."""
        self.edits = [edit for edit in self.edits if not (start <= edit[0] and edit[1] <= end and edit[0] < edit[1])]
        self.edits.append((start, end, text))

    def patched(self, start: int, end: int) -> str:
        """Return a place of the text with the replacements made inside it."""
        out, at = [], start
        for first, last, text in sorted(self.edits, key=lambda edit: edit[:2]):
            if start <= first and last <= end and first >= at:
                out += [self.text[at:first], text]
                at = last
        return "".join(out) + self.text[at:end]

    def result(self) -> str:
        """Return the whole text with everything replaced."""
        return self.patched(0, len(self.text))


@dataclass
class Run:
    """An inline run: plain text with its places in the file, and marks that stand for places left as they are."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # for each plain character
    raw: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    count: int = 0

    def text(self, value: str, places: list[int]) -> None:
        """Add plain text."""
        if value:
            self.parts.append(("text", value))
            self.at += places

    def open(self, start: int, end: int) -> str:
        """Begin a mark; return its number for `close`."""
        self.count += 1
        return self._mark("open", str(self.count), start, end)

    def close(self, number: str, start: int, end: int) -> None:
        """End a mark."""
        self._mark("close", number, start, end)

    def alone(self, start: int, end: int) -> None:
        """Add a mark without content; a neighbour that is alone too takes it in."""
        last = self.parts[-1] if self.parts else None
        if last and last[0] == "alone" and self.raw[last][1] == start:
            self.raw[last] = (self.raw[last][0], end)
            return
        self.count += 1
        self._mark("alone", str(self.count), start, end)

    def _mark(self, kind: str, number: str, start: int, end: int) -> str:
        self.parts.append((kind, number))
        self.raw[kind, number] = (start, end)
        return number

    def unpair(self, number: str) -> None:
        """Let a mark that never closed stand alone."""
        at = self.parts.index(("open", number))
        self.parts[at] = ("alone", number)
        self.raw["alone", number] = self.raw.pop(("open", number))

    @property
    def plain(self) -> str:
        return "".join(value for kind, value in self.parts if kind == "text")

    @property
    def worth(self) -> bool:
        """Whether there is anything to translate."""
        return any(character.isalnum() for character in self.plain)

    def trim(self) -> None:
        """Take white space off both ends; before an outer mark it stays."""
        if self.parts and self.parts[0][0] == "text":
            kept = self.parts[0][1].lstrip()
            del self.at[: len(self.parts[0][1]) - len(kept)]
            self.parts[0] = ("text", kept)
        if self.parts and self.parts[-1][0] == "text":
            kept = self.parts[-1][1].rstrip()
            del self.at[len(self.at) - (len(self.parts[-1][1]) - len(kept)) :]
            self.parts[-1] = ("text", kept)
        self.parts = [part for part in self.parts if part[1]]

    def unit(self, kind: str, splice: Splice) -> Unit:
        """Make the unit; its `at` follows the marked text, a mark's characters point to the text after it."""
        marked = marks.join(self.parts)
        places = self.at if len(marked) == len(self.at) else self._places(marked)
        first, last = splice.line(min(places)), splice.line(max(places))
        lines = tuple(splice.line(place) for place in places) if first != last else ()
        return Unit(kind, marked, lines[0] if lines else first, tuple(places), lines)

    def _places(self, marked: str) -> list[int]:
        places: list[int] = []
        plain = iter(self.at)
        last = self.at[0] if self.at else 0
        for piece in marks.pieces(marked):
            width = piece.end - piece.start
            if piece.kind != "text":
                places += [last] * width
                continue
            own = [next(plain) for _ in piece.value]
            places += [own[0]] * (width - len(own)) + own
            last = own[-1] + 1
        return places

    def render(self, target: str, splice: Splice, escape: Callable[[str], str]) -> str:
        """Write a target with the marks' original text in their places."""
        allowed = {marks.join([name]) for name in self.raw}
        out = []
        for piece in marks.pieces(marks.balanced(target, allowed)):
            if piece.kind == "text":
                out.append(escape(piece.value))
            else:
                out.append(splice.patched(*self.raw[piece.kind, piece.value]))
        return "".join(out)


def credit_only(text: str) -> bool:
    """Tell whether a whole block is a picture's credit."""
    found = CREDIT.match(text)
    return bool(found) and len(text) < 150


Metadata = Mapping[str, str]
