"""The memory on disk: a database in the user's cache, derived from what people confirmed and from imported TMX files.

A sentence stands once, its translations beside it: one for each article or file, target and context. A database that is
broken or of another format is thrown away and made again; where none can be written, working memory serves for the run.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from translator import marks
from translator.errors import StoreError
from translator.memory import index
from translator.memory.texts import LONE, context, digest, folded, masked
from translator.model import TranslationUnit

FORMAT = 1  # of the tables and of what they are computed from: another one is made anew
BATCH = 65_536  # units to write at a time
WAIT = 30.0  # seconds for another program that writes
MANY = 500  # translations of one sentence; more say nothing new
ALIKE = 60  # sentences that differ in numbers only
SCHEMA = (
    index.SCHEMA
    + """
CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, mask INTEGER NOT NULL, language TEXT NOT NULL, plain TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS source_digest ON source (digest);
CREATE INDEX IF NOT EXISTS source_mask ON source (mask);
CREATE TABLE IF NOT EXISTS origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, stamp TEXT NOT NULL DEFAULT '', UNIQUE (name, language));
CREATE TABLE IF NOT EXISTS unit (
    source INTEGER NOT NULL, stamp INTEGER NOT NULL, origin INTEGER NOT NULL, marked TEXT NOT NULL, target TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY (source, stamp)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unit_origin ON unit (origin);
"""
)
UNITS = """SELECT unit.source, source.plain, source.language, unit.marked, unit.target, unit.by, unit.at, unit.key, unit.before, unit.after,
origin.name, origin.language FROM unit JOIN origin ON origin.id = unit.origin JOIN source ON source.id = unit.source"""


class Row(NamedTuple):
    """One translation as it is held: `source` is the number of its sentence, `marked` that sentence with its marks."""

    source: int
    plain: str
    source_language: str
    marked: str
    target: str
    by: str
    when: str
    key: str
    before: int
    after: int
    origin: str
    target_language: str

    @property
    def unit(self) -> TranslationUnit:
        return TranslationUnit(
            self.marked, self.target, self.source_language, self.target_language, self.by, self.when, self.origin, self.key,
            f"{self.before:012x}" if self.before else "", f"{self.after:012x}" if self.after else "",
        )  # fmt: skip


def short(language: str) -> str:
    """Return a language without its variety."""
    return language.replace("_", "-").partition("-")[0].lower()


class Store:
    """The tables, one connection, for several threads and several programs at once."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        try:
            self.connection = self._connect(self.path)
        except (sqlite3.Error, OSError):
            self.connection = self._connect(None)
        self.index = index.Index(self.connection)

    def _connect(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(sqlite3.DatabaseError):
                return self._made(path)
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
        return self._made(path)

    def _made(self, path: Path | None) -> sqlite3.Connection:
        connection = sqlite3.connect(path or ":memory:", timeout=WAIT, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made again
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA mmap_size = 2147483648")
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, FORMAT):
                raise sqlite3.DatabaseError(f"format {version}")
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            if not version:
                connection.execute(f"PRAGMA user_version = {FORMAT}")
                connection.execute("INSERT OR IGNORE INTO origin (id, name, language, stamp) VALUES (0, '', '', 'new')")
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Close the database."""
        with self.lock:
            self.connection.close()

    @property
    def kept(self) -> bool:
        """Whether the memory outlives this run."""
        return bool(self.connection.execute("PRAGMA database_list").fetchone()[2])

    @property
    def complete(self) -> bool:
        """Whether all that the corpus and its imports have to say was taken in once; set it when that is done."""
        row: tuple[str] | None = None
        with self.reading():
            row = self.connection.execute("SELECT stamp FROM origin WHERE id = 0").fetchone()
        return row is not None and row[0] == "complete"

    @complete.setter
    def complete(self, value: bool) -> None:
        with self.writing():
            self.connection.execute("UPDATE origin SET stamp = ? WHERE id = 0", ("complete" if value else "new",))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read under the lock; where the database turns out to be broken it is made anew, and what was asked for is not found."""
        with self.lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                self._broken(error)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write as one transaction, under the lock."""
        with self.lock:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")
                    raise
                self.connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._broken(error)
                raise StoreError(f"cannot be written ({error})", path=self.path, hint="translator memory rebuild") from error

    def _broken(self, error: sqlite3.DatabaseError) -> None:
        if isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError):  # locked, full, closed: the file is sound
            raise StoreError(f"cannot be used ({error})", path=self.path, hint="translator memory rebuild") from error
        self.connection.close()
        for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm") if self.path else ():
            with suppress(OSError):
                self.path.with_name(name).unlink(missing_ok=True)  # type: ignore[union-attr]  # names are of a path
        self._open()

    def __len__(self) -> int:
        rows: list[tuple[int]] = []
        with self.reading():
            rows = self.connection.execute("SELECT count(*) FROM unit").fetchall()
        return sum(number for (number,) in rows)

    def learn(self, units: Iterable[TranslationUnit]) -> None:
        """Take units in; one that is known already is not taken twice."""
        todo = iter(units)
        while batch := list(islice(todo, BATCH)):
            with self.writing():
                self._take(batch)

    def _take(self, units: Sequence[TranslationUnit]) -> set[tuple[int, int]]:
        """Write a batch, and return its keys."""
        run = self.connection.execute
        top = run("SELECT coalesce(max(id), 0) FROM source").fetchone()[0]
        origins: dict[tuple[str, str], int] = {}
        seen: dict[tuple[int, str], int] = {}
        new: list[tuple[int, int, int, str, str]] = []
        rows: dict[tuple[int, int], tuple[int | str, ...]] = {}
        targets: list[tuple[int, str, str]] = []
        for unit in units:
            plain, said = folded(unit.source), folded(unit.target)
            if not plain or not said or LONE.search(f"{unit.source}{unit.target}{unit.by}{unit.key}"):
                continue
            language, there = short(unit.source_language), unit.target_language.replace("_", "-")
            mark = digest(plain)
            source = seen.get((mark, language))
            known = True
            if source is None:
                found = run("SELECT id FROM source WHERE digest = ? AND language = ?", (mark, language)).fetchone()
                known = found is not None
                if not found:
                    top += 1
                    new.append((top, mark, digest(masked(plain)), language, plain))
                source = seen[mark, language] = found[0] if found else top
            pair = unit.origin, there
            if pair not in origins:
                run("INSERT OR IGNORE INTO origin (name, language) VALUES (?, ?)", pair)
                origins[pair] = run("SELECT id FROM origin WHERE name = ? AND language = ?", pair).fetchone()[0]
            before, after = context(unit.before), context(unit.after)
            marked = unit.source if "<" in unit.source and marks.present(unit.source) else marks.escape(plain)
            stamp = digest(f"{origins[pair]}\0{marked}\0{unit.target}\0{before}\0{after}")
            if not known or not run("SELECT 1 FROM unit WHERE source = ? AND stamp = ?", (source, stamp)).fetchone():
                targets.append((source, short(there), said))
            rows[source, stamp] = (source, stamp, origins[pair], marked, unit.target, unit.by, unit.when, unit.key, before, after)
        self.connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?)", new)
        self.connection.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (rows[key] for key in sorted(rows)))
        self.index.add([(number, language, plain) for number, _, _, language, plain in new], targets)
        return set(rows)

    def replace(self, origin: str, units: Sequence[TranslationUnit], language: str) -> bool:
        """Make an origin's units in a target language these ones, whatever it gave before; return whether that changed anything."""
        name = origin, language.replace("_", "-")
        stamp = hashlib.sha256(repr(units).encode("utf-8", "surrogatepass")).hexdigest()
        with self.lock:
            with self.reading():
                stamps = [row[0] for row in self.connection.execute("SELECT stamp FROM origin WHERE name = ? AND language = ?", name)]
                if stamps == [stamp] or (not units and not stamps):
                    return False
            with self.writing():
                kept = self._take(units)
                old = self.connection.execute("SELECT source, stamp FROM unit WHERE origin IN (SELECT id FROM origin WHERE name = ? AND language = ?)", name)
                self._delete([row for row in old.fetchall() if row not in kept])
                self.connection.execute(
                    "INSERT INTO origin (name, language, stamp) VALUES (?, ?, ?) ON CONFLICT (name, language) DO UPDATE SET stamp = excluded.stamp",
                    (*name, stamp),
                )
        return True

    def forget(self, origin: str) -> None:
        """Take out all that one article or file gave."""
        with self.writing():
            self._delete(self.connection.execute("SELECT source, stamp FROM unit WHERE origin IN (SELECT id FROM origin WHERE name = ?)", (origin,)).fetchall())
            self.connection.execute("DELETE FROM origin WHERE name = ? AND id != 0", (origin,))

    def _delete(self, keys: Sequence[tuple[int, int]]) -> None:
        run = self.connection.execute
        self.connection.executemany("DELETE FROM unit WHERE source = ? AND stamp = ?", keys)
        empty = [number for number in {source for source, _ in keys} if not run("SELECT 1 FROM unit WHERE source = ? LIMIT 1", (number,)).fetchone()]
        self.connection.executemany("DELETE FROM source WHERE id = ?", ((number,) for number in empty))
        self.index.drop(empty)

    def clear(self) -> None:
        """Forget everything."""
        with self.writing():
            for table in ("unit", "source", "posting", "shelf"):
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own tables
            self.connection.execute("DELETE FROM origin WHERE id != 0")
            self.connection.execute("UPDATE origin SET stamp = 'new' WHERE id = 0")
            self.index.changed()

    def same(self, plain: str, language: str) -> list[int]:
        """Return the number of a folded sentence, if it is known."""
        return [
            row[0] for row in self.connection.execute("SELECT id FROM source WHERE digest = ? AND language = ? AND plain = ?", (digest(plain), language, plain))
        ]

    def same_but_numbers(self, plain: str, language: str) -> list[tuple[int, str]]:
        """Return sentences that differ in nothing but numbers."""
        return list(self.connection.execute("SELECT id, plain FROM source WHERE mask = ? AND language = ? LIMIT ?", (digest(masked(plain)), language, ALIKE)))

    def plain(self, numbers: Sequence[int], language: str) -> list[tuple[int, str]]:
        """Return sentences by their numbers."""
        held = ",".join(str(int(number)) for number in numbers)
        return list(self.connection.execute(f"SELECT id, plain FROM source WHERE id IN ({held}) AND language = ?", (language,)))  # noqa: S608  # numbers

    def rows(self, source: int) -> list[Row]:
        """Return the translations of a sentence."""
        return [Row(*row) for row in self.connection.execute(f"{UNITS} WHERE unit.source = ? LIMIT {MANY}", (source,))]

    def rows_of(self, sources: Sequence[int]) -> list[Row]:
        """Return the translations of several sentences, the newest sentences first."""
        held = ",".join(str(int(number)) for number in sources)
        return [Row(*row) for row in self.connection.execute(f"{UNITS} WHERE unit.source IN ({held}) ORDER BY unit.source DESC")]

    def all(self) -> Iterator[TranslationUnit]:
        """Yield all units, in the order of their sentences; for export."""
        at = 0
        while True:
            with self.lock:
                batch = [
                    Row(*row)
                    for row in self.connection.execute(f"{UNITS} WHERE unit.source > ? AND unit.source <= ? ORDER BY unit.source, unit.stamp", (at, at + BATCH))
                ]
                top = self.connection.execute("SELECT coalesce(max(id), 0) FROM source").fetchone()[0]
            yield from (row.unit for row in batch)
            at += BATCH
            if at >= top:
                return
