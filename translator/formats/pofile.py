"""A PO file as bytes and as text: what nobody edits is given back as it came, whatever its charset."""

from __future__ import annotations

import bisect
import codecs
import re
from itertools import accumulate

from translator.errors import FormatError
from translator.formats.postyle import LETTERS, Style
from translator.formats.posyntax import Entry, Text, entries, header
from translator.formats.splice import decode

CODE = r"[0-7]{1,3}|x[0-9a-fA-F]+"
ESCAPE = re.compile(rf"\\(?:((?:{CODE})(?:\\(?:{CODE}))*)|(.))", re.DOTALL)
FOREIGN = re.compile("[\udc80-\udcff]")
ASCII = "".join(chr(n) for n in range(32, 126) if chr(n) != "\\")


class File:
    """A PO file: what nobody edits is given back byte for byte, whatever its charset."""

    def __init__(self, data: bytes) -> None:
        if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            decode(data)
        mac = b"\r" in data and b"\n" not in data
        self.newline = "\r" if mac else "\r\n" if b"\r\n" in data else "\n"
        self._lines = [line + b"\r" for line in data.split(b"\r")] if mac else [line + b"\n" for line in data.split(b"\n")]
        self._lines[-1] = self._lines[-1][:-1]
        found = re.search(r"charset=([^\s\\\"]+)", header(data), re.I)
        self.declared = found[1] if found else ""
        self.charset, sure = _codec(self.declared, data)
        self.known = sure or not self.declared  # whether the charset is more than a way to keep every byte
        decoded = [line.decode(self.charset, "surrogateescape") for line in self._lines]
        self._starts = [0, *accumulate(len(line) for line in decoded)]
        self.text = "".join(decoded).replace("\r", "\n") if mac else "".join(decoded)
        if self.text.startswith("\ufeff"):
            self.text = " " + self.text[1:]  # a place that nothing replaces
        self._edits: list[tuple[int, int, str]] = []
        self.entries = list(entries(self.text))
        if sure and FOREIGN.search(self.text):
            self._strict()
        self.style = Style(self.text, self.entries)

    def _strict(self) -> None:
        for entry in self.entries:
            for start, end in (span for text in entry.texts for span in text.strings):
                if FOREIGN.search(self.text, start, end):
                    raise FormatError(f"is not {self.declared or self.charset}, as its header says", line=self.line(start), hint="correct its Content-Type")

    def line(self, at: int) -> int:
        """Return the number of the line that holds a place."""
        return bisect.bisect_right(self._starts, at, 0, len(self._lines))

    def value(self, text: Text) -> str:
        """Return what a text's strings say."""
        return "".join(self._unescaped(start + 1, end - 1)[0] for start, end in text.strings)

    def placed(self, text: Text) -> tuple[str, list[int]]:
        """Return what a text's strings say, and for each character its place in the file."""
        found = [self._unescaped(start + 1, end - 1) for start, end in text.strings]
        return "".join(value for value, _ in found), [place for _, places in found for place in places]

    def _unescaped(self, start: int, end: int) -> tuple[str, list[int]]:
        raw = self.text[start:end]
        if "\\" not in raw:
            return raw, list(range(start, end))
        out: list[str] = []
        places: list[int] = []
        at = 0
        for found in ESCAPE.finditer(raw):
            out.append(raw[at : found.start()])
            places += range(start + at, start + found.start())
            value = self._bytes(found[1]) if found[1] else LETTERS.get(found[2], found[0])
            out.append(value)
            places += [start + found.start()] * len(value)
            at = found.end()
        return "".join([*out, raw[at:]]), [*places, *range(start + at, end)]

    def _bytes(self, codes: str) -> str:
        """Read octal and hexadecimal escapes: bytes in the file's charset."""
        values = [int(code[1:], 16) if code[0] == "x" else int(code, 8) for code in codes.split("\\")]
        return bytes(value & 255 for value in values).decode(self.charset, "surrogateescape")

    def replace(self, start: int, end: int, new: str) -> None:
        """Let `new` stand for a place; its line feeds become the file's."""
        self._edits.append((start, end, new))

    def result(self) -> bytes:
        """Return the file with everything replaced."""
        out, at = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            try:
                out += [self._raw(at, start), new.replace("\n", self.newline).encode(self.charset, "surrogateescape")]
            except UnicodeEncodeError as error:
                reason = f"a translation has {new[error.start]!r}, which {self.declared or self.charset} cannot write"
                raise FormatError(reason, line=self.line(start), hint="msgconv -t UTF-8 -o NEW OLD") from None
            at = end
        return b"".join([*out, self._raw(at, len(self.text))])

    def _raw(self, start: int, end: int) -> bytes:
        """Return the bytes of a place: whole lines as they came, parts of lines encoded again."""
        first, last = self.line(start) - 1, self.line(end) - 1
        begin, stop = self._starts[first], self._starts[last]
        if first == last:
            return self._part(first, start - begin, end - begin)
        return b"".join([self._part(first, start - begin, None), *self._lines[first + 1 : last], self._part(last, 0, end - stop)])

    def _part(self, number: int, start: int, end: int | None) -> bytes:
        if not start and (end is None or (number + 1 < len(self._starts) and end == self._starts[number + 1] - self._starts[number])):
            return self._lines[number]
        return self._lines[number].decode(self.charset, "surrogateescape")[start:end].encode(self.charset, "surrogateescape")

    def write(self, text: Text, value: str, *, split: bool = False) -> None:
        """Put a value in the place of a text's strings."""
        self.replace(text.strings[0][0], text.end, self.style.strings(self.text[text.start : text.strings[0][0]], value, split=split))

    def flag_fuzzy(self, entry: Entry, fuzzy: bool) -> None:
        """Set or take away an entry's `fuzzy`; gettext writes it first, above lasting flags and previous texts."""
        for kind, start, end in entry.comments:
            if kind == "#,":
                tail = self.text[start + 2 : end]
                flags = [flag.strip() for flag in tail.split(",")]
                if fuzzy == ("fuzzy" in flags):
                    return
                if fuzzy:
                    self.replace(start + 2, start + 2, " fuzzy," if tail.strip() else " fuzzy")
                    return
                left = [flag for flag in flags if flag != "fuzzy"]
                stop = end if left else end + 1  # the line feed goes, too
                self.replace(start, stop, "#, " + ", ".join(left) + ("\r" if tail.endswith("\r") else "") if left else "")
                return
        if fuzzy:
            after = next((start for kind, start, _ in entry.comments if kind in ("#=", "#|")), entry.texts[0].start)
            alone = not self.text[self._starts[self.line(after) - 1] : after].strip()
            at = self._starts[self.line(after) - 1] if alone else after
            self.replace(at, at, "#, fuzzy\n" if alone else "\n#, fuzzy\n")


def _codec(declared: str, data: bytes) -> tuple[str, bool]:
    """Return the codec for a charset, and whether a text that does not fit it is wrong."""
    try:
        codec = codecs.lookup({"GB2312": "gb18030", "SHIFT_JIS": "cp932"}.get(declared.upper(), declared))
        if ASCII.encode(codec.name) != ASCII.encode():
            raise FormatError(f"declares the charset {declared}, which no PO file can have", hint="msgconv cannot help; iconv -t UTF-8 can")
        return codec.name, True
    except (LookupError, UnicodeError, ValueError):
        if declared not in ("", "CHARSET"):
            return "ascii", False
    try:
        data.decode("utf-8")
        return "utf-8", True
    except UnicodeDecodeError:
        return "latin-1", False
