"""A baseline: the issues that are known already, so that only new ones count; one line each, made for git.

An entry names an issue by its check, the sentence it is about and what it says, not by its line: it outlives whatever
happens to other sentences.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from translator import files
from translator.errors import FormatError, UsageError
from translator.model import Checked, Issue

QUOTED = re.compile(r"“[^”]*”")
LINES = re.compile(r"\bin lines? \d+(?:, \d+)*(?: …)?")
AGAIN = "--baseline FILE --update-baseline writes it"


class Entry(NamedTuple):
    """One kind of known issue in one document and language."""

    document: str  # relative to the baseline's folder
    to: str
    check: str
    message: str
    fingerprint: str


def fingerprint(issue: Issue) -> str:
    """Return 16 hexadecimal digits that stay the same while the sentence and what is wrong with it do."""
    source, said = " ".join(issue.source.split()), issue.message
    if issue.key is None or LINES.search(said):  # a matter of the whole document: lines, counts and the sentence named first may change
        source, said = "", "\0".join(sorted(set(QUOTED.findall(said)))) or LINES.sub("", said)
    return sha256("\0\0".join((issue.check, source, said)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Baseline:
    """The known issues of a file, and what a run found of them."""

    def __init__(self, path: Path, to: str, *, missing: bool = False) -> None:
        """Read a baseline; `missing` tells that there may be none yet."""
        self.path, self.to = path, to
        self.entries: dict[Entry, int] = {}
        self.known = self.fresh = 0
        if not path.exists() and not missing:
            raise UsageError("no such baseline", path=path, hint=AGAIN)
        if path.exists():
            self._read()
        self.left: Counter[tuple[str, str, str]] = Counter()
        for entry, times in self.entries.items():
            self.left[entry.document, entry.to, entry.fingerprint] += times
        self.found: Counter[Entry] = Counter()
        self.seen: set[str] = set()

    def _read(self) -> None:
        data = files.read_bytes(self.path)
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
                raise FormatError("holds a merge conflict", path=self.path, line=number, hint="keep the lines of both sides, then run --update-baseline")
            if line.strip():
                try:
                    entry, times = _entry(json.loads(line))
                except (ValueError, KeyError, RecursionError):
                    raise FormatError("is no line of a baseline", path=self.path, line=number, hint="name another file, or remove the line") from None
                self.entries[entry] = max(times, self.entries.get(entry, 0))  # git may have merged a line twice

    def name(self, document: str) -> str:
        """Return a document's name as the baseline has it: relative to its folder, wherever the command is run."""
        path = Path(os.path.relpath(document, self.path.absolute().parent)).as_posix()
        return os.fsencode(path).decode("utf-8", "replace")

    def sort(self, checked: Checked) -> Checked:
        """Mark the issues that are known."""
        if checked.error:
            return checked
        document = self.name(checked.document)
        self.seen.add(document)
        out = []
        for issue in checked.issues:
            if not issue.ignored:
                entry = Entry(document, self.to, issue.check, LINES.sub("in line …", issue.message), fingerprint(issue))
                self.found[entry] += 1
                place = (document, self.to, entry.fingerprint)
                if self.left[place]:
                    self.left[place] -= 1
                    self.known += 1
                    issue = replace(issue, known=True)
                else:
                    self.fresh += 1
            out.append(issue)
        return replace(checked, issues=tuple(out))

    @property
    def gone(self) -> int:
        """How many entries were not met again in what was looked at, or belong to files that are no more."""
        return sum(times for (document, to, _), times in self.left.items() if self._stale(document, to))

    def _stale(self, document: str, to: str) -> bool:
        return (to == self.to and document in self.seen) or not (self.path.absolute().parent / document).exists()

    def write(self) -> int:
        """Put what was found in place of what was known of the same documents; return how many issues the file holds now."""
        kept = {entry: times for entry, times in self.entries.items() if not self._stale(entry.document, entry.to)}
        whole = kept | self.found
        rows = [entry._asdict() | ({"count": times} if times > 1 else {}) for entry, times in sorted(whole.items())]
        files.write(self.path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace"))
        return sum(whole.values())


def _entry(row: object) -> tuple[Entry, int]:
    if not isinstance(row, dict):
        raise ValueError
    times = row.get("count", 1)
    values = [row[name] for name in Entry._fields]
    if not all(isinstance(value, str) for value in values) or type(times) is not int or times < 1:
        raise ValueError
    return Entry(*values), times


def all_known(checked: Iterable[Checked]) -> Iterable[Checked]:
    """Mark every issue as known: the baseline holds it now."""
    for document in checked:
        yield replace(document, issues=tuple(replace(issue, known=not issue.ignored) for issue in document.issues))
