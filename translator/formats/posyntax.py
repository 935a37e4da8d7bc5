"""PO syntax: the entries of a file with the places of their comments and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from translator.errors import FormatError

TOKEN = re.compile(
    r"[ \t\r\f\v\n]+|(?P<comment>#[^\n]*)|(?P<string>\"(?:[^\"\\\n]|\\[^\n])*\")"
    r"|(?P<word>(?:domain|msgctxt|msgid_plural|msgid|msgstr)(?:[ \t\r\f\v\n]*\[[ \t]*\d+[ \t]*\])?)"
)
HINT = "msgfmt -c on it tells more"


@dataclass(slots=True)
class Text:
    """A keyword and its strings, by their places; `start` is the keyword's."""

    start: int
    strings: list[tuple[int, int]] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.strings[-1][1]

    @property
    def empty(self) -> bool:
        return all(end - start == 2 for start, end in self.strings)


@dataclass(slots=True)
class Entry:
    """One entry that is in use: its comments (first two characters, place), its texts, the number of each translation."""

    comments: list[tuple[str, int, int]]
    context: Text | None = None
    source: Text | None = None
    plural: Text | None = None
    targets: dict[int, Text] = field(default_factory=dict)

    @property
    def texts(self) -> list[Text]:
        return [text for text in (self.context, self.source, self.plural, *self.targets.values()) if text]

    @property
    def header(self) -> bool:
        return self.context is None and self.source is not None and self.source.empty


def _error(text: str, at: int, reason: str) -> FormatError:
    return FormatError(reason, line=text.count("\n", 0, at) + 1, hint=HINT)


def entries(text: str) -> Iterator[Entry]:
    """Read the entries; obsolete ones and comments that belong to none are passed over, they stay as they are."""
    comments: list[tuple[str, int, int]] = []
    entry: Entry | None = None
    last: Text | None = None
    at, end = 0, len(text)
    while at < end:
        found = TOKEN.match(text, at)
        if not found:
            raise _refused(text, at)
        start, at = found.span()
        kind = found.lastgroup
        if kind == "string":
            if last is None:
                raise _error(text, start, "a text stands without its keyword")
            last.strings.append((start, at))
            continue
        if kind is None:
            continue
        if entry and entry.targets and (kind == "comment" or not found[0].startswith("msgstr")):
            yield _whole(text, entry)
            entry = last = None
        if kind == "comment":
            if found[0].startswith("#~"):
                comments = []  # they were the obsolete entry's
            elif entry is None:
                comments.append((found[0][:2], start, at))
            continue
        last = Text(start)
        word, _, index = found[0].partition("[")
        word = word.rstrip()
        if word == "domain":
            continue
        if entry is None:
            entry, comments = Entry(comments), []
        _put(text, entry, word, index.rstrip(" \t]"), last)
    if entry:
        yield _whole(text, entry)


def _put(text: str, entry: Entry, word: str, index: str, new: Text) -> None:
    """Give an entry one more text."""
    if word == "msgctxt" and not entry.context and not entry.source:
        entry.context = new
    elif word == "msgid" and not entry.source:
        entry.source = new
    elif word == "msgid_plural" and entry.source and not entry.plural and not entry.targets:
        entry.plural = new
    elif word == "msgstr" and entry.source and bool(index) == bool(entry.plural) and int(index or 0) not in entry.targets:
        entry.targets[int(index or 0)] = new
    else:
        raise _error(text, new.start, f"{word} does not belong here")


def _whole(text: str, entry: Entry) -> Entry:
    for part in entry.texts:
        if not part.strings:
            raise _error(text, part.start, "a keyword has no text")
    if not entry.targets:
        raise _error(text, entry.texts[-1].start if entry.texts else len(text), "an entry has no msgstr")
    return entry


def _refused(text: str, at: int) -> FormatError:
    line = text[at : at + 200].partition("\n")[0].rstrip()
    if re.match(r"<{7}|={7}|>{7}", line):
        error = _error(text, at, "holds a merge conflict")
        error.hint = "resolve it in git first"
        return error
    return _error(text, at, "a text has no closing quote mark" if line.startswith('"') else f"is no PO file here: {line[:40]!r}")


def header(data: bytes) -> str:
    """Return the header as it is written, before the charset is known: its names and most values are ASCII in all of them."""
    text = data.decode("latin-1").removeprefix("ï»¿")
    for entry in entries(text if "\n" in text else text.replace("\r", "\n")):
        if entry.header:
            return "".join(text[start + 1 : end - 1] for start, end in entry.targets[min(entry.targets)].strings)
    return ""
