"""What all formats share: decoding, replacing places of the original text, and inline runs with their marks."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from translator import marks
from translator.errors import FormatError
from translator.model import Unit

Visit = Callable[[Unit], str]

# A picture's credit keeps its words in every language: Foto: dpa/Jens Albers, © Name, IMAGO / Name.
_WHO = r"(?:(?:von|und|für|via|dpa|epd|afp|imago|picture|alliance|privat|[^\W\d_a-zäöü][^\s.!?:;]*|[/|©,&+()-]|[a-z]+/[^\s.!?:;]*)[\s)\]]*){1,10}\.?$"
CREDIT = re.compile(
    r"(?:^|(?<=[.!?)|–—/]\s)|(?<=[.!?)|–—/])|(?<=[(\[]))[(\[]?"
    r"(?:(?i:fotos?|bild(?:er|quelle|nachweis)?|grafik|illustration|zeichnung|quelle|archivfoto|archivbild|symbolbild|photo|fotograf(?:in)?|copyright|credit)"
    rf"(?:\s*[:/©]\s*|\s+(?=von\b|©)){_WHO}|©\s*{_WHO}|(?i:picture[ -]alliance|imago|getty images)\b\s*{_WHO}|(?:dpa|afp|AFP|epd|Reuters)/{_WHO})"
)
# Addresses are no text: they travel as marks.
_PART = r"[^\s<>\"„“”«»()]|\([^\s()]*\)"
_LAST = r"[^\s<>\"„“”«»().,;:!?\]'’*_]|\([^\s()]*\)"
APART = re.compile(r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*", re.DOTALL)  # a letter and what is written over it
BREAK = re.compile(r"(?:<br\s*/?>|\n[ \t>]*)$", re.I)
ADDRESS = re.compile(rf"(?:https?://|www\.)(?:{_PART})*(?:{_LAST})|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


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
        self.edits: list[tuple[int, int, str]] = []  # by place
        self._starts: list[int] = []
        self._lines = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]

    def line(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return bisect.bisect_right(self._lines, offset)

    def replace(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for a place; earlier replacements inside it are part of it now."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end, first)
        kept = [edit for edit in self.edits[first:last] if edit[1] > end or edit[0] == edit[1]]
        kept.append((start, end, text))
        kept.sort(key=lambda edit: edit[:2])
        self.edits[first:last] = kept
        self._starts[first:last] = [edit[0] for edit in kept]

    def patched(self, start: int, end: int) -> str:
        """Return a place of the text with the replacements made inside it."""
        out, at = [], start
        begin, stop = bisect.bisect_left(self._starts, start), bisect.bisect_right(self._starts, end)
        for first, last, text in self.edits[begin:stop]:
            if last <= end and first >= at:
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

    @property
    def plain(self) -> str:
        return "".join(value for kind, value in self.parts if kind == "text")

    @property
    def worth(self) -> bool:
        """Whether there is anything to translate."""
        return any(character.isalnum() for character in self.plain)

    def settle(self) -> None:
        """Make addresses marks, drop soft hyphens, compose letters, take white space off both ends (before an outer mark it stays)."""
        self._addresses()
        if self.parts and self.parts[0][0] == "text":
            kept = self.parts[0][1].lstrip()
            del self.at[: len(self.parts[0][1]) - len(kept)]
            self.parts[0] = ("text", kept)
        if self.parts and self.parts[-1][0] == "text":
            kept = self.parts[-1][1].rstrip()
            del self.at[len(self.at) - (len(self.parts[-1][1]) - len(kept)) :]
            self.parts[-1] = ("text", kept)
        self.parts = [part for part in self.parts if part[1]]

    def _addresses(self) -> None:
        parts: list[tuple[str, str]] = []
        places: list[int] = []
        done = 0
        for is_text, group in groupby(self.parts, key=lambda part: part[0] == "text"):
            if not is_text:
                parts += list(group)
                continue
            value = "".join(part[1] for part in group)
            own, done = self.at[done : done + len(value)], done + len(value)
            at = 0
            for found in [*ADDRESS.finditer(value), None]:
                stop = found.start() if found else len(value)
                kept = [i for i in range(at, stop) if value[i] != "\u00ad"]
                if kept:
                    text, begins = _composed("".join(value[i] for i in kept))
                    parts.append(("text", text))
                    places += [own[kept[i]] for i in begins]
                if found:
                    self.count += 1
                    parts.append(("alone", str(self.count)))
                    self.raw["alone", str(self.count)] = (own[found.start()], own[found.end() - 1] + 1)
                    at = found.end()
        self.parts, self.at = parts, places

    def unit(self, kind: str, splice: Splice) -> Unit:
        """Make the unit; its `at` follows the marked text, a mark's characters point to the text after it."""
        marked = marks.join(self.parts)
        places = self.places(marked)
        first, last = splice.line(min(places)), splice.line(max(places))
        lines = tuple(splice.line(place) for place in places) if first != last else ()
        return Unit(kind, marked, lines[0] if lines else first, tuple(places), lines)

    def places(self, marked: str) -> list[int]:
        """Return for each character of the marked text its place in the file; a mark's point to the text after it."""
        if len(marked) == len(self.at):
            return self.at
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

    def render(self, target: str, splice: Splice, escape: Callable[[str, str], str]) -> str:
        """Write a target with the marks' original text in their places; `escape` gets each text and the mark behind it."""
        allowed = {marks.join([name]) for name in self.raw}
        out, after = [], ""
        for piece in reversed(list(marks.pieces(marks.balanced(target, allowed)))):
            after = escape(piece.value, after) if piece.kind == "text" else splice.patched(*self.raw[piece.kind, piece.value])
            out.append(after)
        out.reverse()
        for i, text in enumerate(out[1:], 1):
            if BREAK.search(out[i - 1]):
                out[i] = text.lstrip(" ")  # the space that stands for a line break in the unit
        return "".join(out)


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """Make one character of a letter and its accents (NFC), as engines and word lists know it; return also where each began."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text))
    out, begins = list[str](), list[int]()
    for found in APART.finditer(text):
        character = unicodedata.normalize("NFC", found[0])
        out.append(character)
        begins += [found.start()] * len(character)
    return "".join(out), begins


def credit_only(text: str) -> bool:
    """Tell whether a whole block is a picture's credit."""
    return len(text) < 150 and CREDIT.match(text) is not None


Metadata = Mapping[str, str]
