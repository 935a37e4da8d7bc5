"""Adds and changes single rows of a glossary file, so that a version control system shows one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as changed
from pathlib import Path

from translator import files
from translator.errors import GlossaryError, UsageError
from translator.glossary import order
from translator.glossary.concept import KINDS, MATCHES, Row, Status
from translator.glossary.table import INVISIBLE, LONGEST, NEEDED, REMARK, Record, Table
from translator.language.en import count

COUNTED = re.compile(r"\d+x")  # how often `glossary extract` saw it


def add(path: Path, row: Row) -> int:
    """Add a row at its place and return its line; a missing file is made."""
    row = checked(row)
    with opened(path) as table:
        for record, other in table.parsed():
            _fits(row, other, str(path), record.line)
        old = next((one for one in table.rows if table.undecided(one) and table.values(one)["source"].strip() == row.source), None)
        if old:  # what was decided of it stays; that it stands there 7x does not
            kind, match, note, concept = (table.values(old).get(name, "").strip() for name in ("kind", "match", "note", "concept"))
            note = row.note or ("" if COUNTED.fullmatch(note) else note)
            row = changed(row, kind=row.kind or kind, match=row.match or match, note=note, concept=row.concept or concept)
        return table.line(_put(table, row, old))


def merge(path: Path, rows: Sequence[Row]) -> tuple[int, list[str]]:
    """Add many rows at their places; return how many, and why others were left out: known already, or against a row of the file."""
    said: list[str] = []
    doubled = 0
    fitting: list[Row] = []
    for row in rows:
        try:
            fitting.append(checked(row))
        except UsageError as error:
            said.append(f"“{row.source}” → “{row.target}” left out: {error.reason}")
    with opened(path) as table:
        known = list(table.parsed())
        by: dict[str, list[tuple[Record, Row]]] = {}
        for record, other in known:
            by.setdefault(other.source.casefold(), []).append((record, other))
        new: list[Row] = []
        for row in fitting:
            fellows = by.setdefault(row.source.casefold(), [])
            if any((row.source, row.target, row.status) == (other.source, other.target, other.status) for _, other in fellows):
                doubled += 1
                continue
            try:
                for record, other in fellows:
                    _fits(row, other, str(path), record.line)
            except GlossaryError as error:
                said.append(f"“{row.source}” → “{row.target}” left out: {error.reason}")
                continue
            fellows.append((Record([]), row))
            new.append(row)
        for row, at in order.places([other for _, other in known], new):
            record = table.record(row)
            _behind(table, known[at - 1][0] if at else None, record)
            known.insert(at, (record, row))
    if doubled:
        said.append(f"{count(doubled, 'row')} left out: there already")
    return len(new), said


def change(path: Path, pairs: Sequence[tuple[Row | None, Row]]) -> None:
    """Put rows in the places of others, or add them where the other is None, all or none.

    A row that is there already takes the new status, and keeps its note and the columns of its own.
    """
    with opened(path) as table:
        for old, row in pairs:
            row = checked(row)
            mine = _found(table, old.source, old.target) if old else None
            there = [record for record, other in table.parsed() if (other.source, other.target) == (row.source, row.target) and record is not mine]
            if mine is None and there:
                for record in there:
                    other = table.row(record)
                    _put(table, changed(other, status=row.status, note=other.note or row.note), record)
                continue
            for record in there:
                table.records.remove(record)
            if mine and old and old.source != row.source:
                table.records.remove(mine)  # its place is another
            _put(table, row, mine)


def put_back(path: Path, before: bytes | None, after: bytes) -> bool:
    """Put back what a file held (None: there was none), unless it has been changed since; return whether it was."""
    with files.lock(path.parent / ".locks" / "glossaries.lock"):
        if not path.is_file() or path.read_bytes() != after:
            return False
        if before is None:
            path.unlink()
        else:
            files.write(path, before)
        return True


def checked(row: Row) -> Row:
    """Return a row with its white space in order, or say what cannot stand in a glossary."""
    texts = {name: unicodedata.normalize("NFC", " ".join(getattr(row, name).split())) for name in (*NEEDED, "kind", "match", "note", "concept")}
    for name, text in texts.items():
        if INVISIBLE.search(text):
            raise UsageError(f"the {name} holds an invisible character: {text!r}", hint="type it again instead of pasting it")
        if len(text) > LONGEST:
            raise UsageError(f"the {name} is longer than {LONGEST} characters")
    for name in NEEDED:
        if not texts[name]:
            raise UsageError(f"the {name} is empty")
    if REMARK.match(texts["source"]):
        raise UsageError(f"{texts['source']!r} would be read as a remark", hint="leave the # out")
    if texts["kind"] not in ("", *KINDS):
        raise UsageError(f"unknown kind {texts['kind']!r}", hint="one of " + ", ".join(KINDS))
    unknown = [part for part in texts["match"].replace(",", " ").split() if part not in MATCHES]
    if unknown:
        raise UsageError(f"unknown match {unknown[0]!r}", hint="empty, " + ", ".join(MATCHES) + ", or both")
    return changed(row, source=texts["source"], target=texts["target"], kind=texts["kind"], match=texts["match"], note=texts["note"], concept=texts["concept"])


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Read a file, and write it at the end of the block; nobody else changes it meanwhile."""
    path = path.resolve() if path.is_symlink() else path
    locks = path.parent / ".locks"
    with files.lock(locks / "glossaries.lock"):
        files.write(locks / ".gitignore", b"*\n")
        files.sweep(path.parent, path.name)
        table = Table.read(path) if path.exists() and path.stat().st_size else Table.new(path)
        yield table
        table.write()


def _put(table: Table, row: Row, old: Record | None = None) -> Record:
    """Put a row in the place of an old one, or at its own, with the old one's unknown columns."""
    known = list(table.parsed())
    at = order.place([other for _, other in known], row)
    record = table.record(row, old)
    place = next((n for n, one in enumerate(table.records) if one is old), None)
    if place is not None:
        table.records[place] = record
    else:
        _behind(table, known[at - 1][0] if at else None, record)
    return record


def _behind(table: Table, before: Record | None, record: Record) -> None:
    at = next(n for n, one in enumerate(table.records) if one is before) + 1 if before else 0
    table.records.insert(at, record)


def _fits(row: Row, other: Row, path: str, line: int) -> None:
    """Refuse a row that another already says or contradicts."""
    if row.source.casefold() != other.source.casefold():
        return
    if (row.source, row.target) == (other.source, other.target):
        raise GlossaryError(f"“{row.source}” → “{row.target}” stands here already, {other.status}", path=path, line=line, hint="change that row instead")
    both = row.status is Status.PREFERRED and other.status is Status.PREFERRED
    if both and row.concept == other.concept and row.target != other.target:
        raise GlossaryError(
            f"“{other.source}” is “{other.target}” here already", path=path, line=line,
            hint="add the second form with --status admitted; a word of two meanings needs a --concept for each",
        )  # fmt: skip


def _found(table: Table, source: str, target: str) -> Record:
    for record, row in table.parsed():
        if (row.source, row.target) == (source, target):
            return record
    raise GlossaryError(f"has no row “{source}” → “{target}”", path=table.path)
