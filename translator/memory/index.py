"""Finds, among a million sentences, the few that may be alike: lists of places by word stem, and a fingerprint of each sentence.

A word's list is cut into blocks of 65,536 sentences, so that two bytes say a place and a new sentence touches one block
only. Sentences that are 70 % alike share at least one of the rarest third of their words, whose lists are short; the
fingerprints (64 bits, one or more of them set by its words) and the lengths then put what was found into order.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int32]

SCHEMA = """
CREATE TABLE IF NOT EXISTS posting (id INTEGER PRIMARY KEY, places BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS shelf (number INTEGER PRIMARY KEY, lengths BLOB NOT NULL, prints BLOB NOT NULL);
"""
WORD = re.compile(r"[^\W_]+")
STEM = 6  # letters: German inflects behind them
BLOCK = 16  # bits of a place within its block
BLOCKS = 12  # bits of a block's number
SHELF = 4096  # sentences whose fingerprints lie in one row
LONGEST = 255  # words
SHARE = 0.4  # of the rarest words of a sentence are looked up
MOST = 250_000  # places to look at
BEST = 100  # candidates to compare word by word


def stems(text: str) -> list[str]:
    """Return what stands for the words of a folded text in the index; all numbers are one."""
    return ["#" if word[0].isdigit() else word[:STEM] for word in WORD.findall(text.casefold())] or [text[:40]]


@lru_cache(maxsize=50_000)
def _number(stem: str, side: str) -> int:
    """Return the first row that a word's list can have; two words with one number cost time, nothing else."""
    return crc32(f"{side}{stem}".encode("utf-8", "surrogatepass")) << BLOCKS


def fingerprint(numbers: Iterable[int]) -> int:
    """Return 64 bits of which each word, given by its list's number, sets one."""
    out = 0
    for number in numbers:
        out |= 1 << (number >> BLOCKS & 63)
    return out


class Index:
    """The lists and fingerprints in the memory's database; sentences go by their row numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._lengths: NDArray[np.uint8] | None = None
        self._prints: NDArray[np.uint64] | None = None
        self._version = -1

    def add(self, sources: Sequence[tuple[int, str, str]], targets: Sequence[tuple[int, str, str]]) -> None:
        """Take in new sentences (row, language, text), and translations under the rows of their sentences."""
        lists: dict[int, array[int]] = defaultdict(lambda: array("H"))
        shelves: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        mask = (1 << BLOCK) - 1
        for row, language, text in sources:
            words = stems(text)
            numbers = {_number(word, language) for word in words}
            block, place = row >> BLOCK, row & mask
            for number in numbers:
                lists[number + block].append(place)
            shelves[row // SHELF].append((row % SHELF, min(len(words), LONGEST), fingerprint(numbers)))
        for row, language, text in targets:
            block, place, side = row >> BLOCK, row & mask, ">" + language
            for word in set(stems(text)):
                lists[_number(word, side) + block].append(place)
        rows = sorted((number, places.tobytes()) for number, places in lists.items())
        # "||" makes text of two blobs, with all their bytes
        self.connection.executemany("INSERT INTO posting VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET places = CAST(places || excluded.places AS BLOB)", rows)
        for number, changes in shelves.items():
            self._shelve(number, changes)

    def drop(self, rows: Iterable[int]) -> None:
        """Forget sentences; their places in the lists lead nowhere from now on."""
        shelves: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for row in rows:
            shelves[row // SHELF].append((row % SHELF, 0, 0))
        for number, changes in shelves.items():
            self._shelve(number, changes)

    def _shelve(self, number: int, changes: Sequence[tuple[int, int, int]]) -> None:
        known = self.connection.execute("SELECT lengths, prints FROM shelf WHERE number = ?", (number,)).fetchone()
        lengths = bytearray(known[0] if known else bytes(SHELF))
        prints = array("Q", known[1] if known else bytes(8 * SHELF))
        for place, length, bits in changes:
            lengths[place], prints[place] = length, bits
        self.connection.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?)", (number, bytes(lengths), prints.tobytes()))
        self._version = -1

    def changed(self) -> None:
        """Read lengths and fingerprints again before the next question."""
        self._version = -1

    def _load(self) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
        """Hold lengths and fingerprints, 9 bytes a sentence, until another program or we ourselves change them."""
        import numpy as np

        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        if self._lengths is None or self._prints is None or version != self._version:
            rows = list(self.connection.execute("SELECT number, lengths, prints FROM shelf ORDER BY number"))
            size = (rows[-1][0] + 1) * SHELF if rows else 0
            self._lengths, self._prints = np.zeros(size, np.uint8), np.zeros(size, np.uint64)
            for number, lengths, prints in rows:
                self._lengths[number * SHELF : (number + 1) * SHELF] = np.frombuffer(lengths, np.uint8)
                self._prints[number * SHELF : (number + 1) * SHELF] = np.frombuffer(prints, np.uint64)
            self._version = version
        return self._lengths, self._prints

    def _sizes(self, words: Iterable[str], side: str) -> list[tuple[int, int]]:
        """Return the numbers of words' lists with how long they are, the shortest first."""
        out = []
        for word in set(words):
            number = _number(word, side)
            (size,) = self.connection.execute(
                "SELECT total(length(places)) FROM posting WHERE id BETWEEN ? AND ?", (number, number + (1 << BLOCKS) - 1)
            ).fetchone()
            out.append((int(size) // 2, number))
        return sorted(out)

    def _places(self, number: int) -> Places:
        """Return the rows in a word's list, in order; of a very long one the newest."""
        import numpy as np

        parts: list[Places] = []
        total = 0
        for row, places in self.connection.execute(
            "SELECT id, places FROM posting WHERE id BETWEEN ? AND ? ORDER BY id DESC", (number, number + (1 << BLOCKS) - 1)
        ):
            parts.append(np.frombuffer(places, np.uint16).astype(np.int32) + ((row - number) << BLOCK))
            total += len(parts[-1])
            if total > MOST:
                break
        return np.concatenate(parts) if parts else np.zeros(0, np.int32)

    def alike(self, text: str, language: str, minimum: int, most: int = BEST) -> list[int]:
        """Return the rows of sentences that may be alike to a folded text by so many points of 100, the likeliest first."""
        import numpy as np

        lengths, prints = self._load()
        words = stems(text)
        share = minimum / 100
        bits = fingerprint(_number(word, language) for word in words)
        found: list[Places] = []
        total = 0
        sizes = self._sizes(words, language)
        for rank, (size, number) in enumerate(sizes):
            if not size:
                continue
            if (rank > len(sizes) * SHARE and found) or (total and total + size > MOST):
                break
            places = self._places(number)
            sizes_there = lengths[places]
            found.append(places[(sizes_there >= int(len(words) * share)) & (sizes_there <= min(LONGEST, int(len(words) / max(share, 0.01)) + 1))])
            total += size
        if not found:
            return []
        rows = _distinct(np.concatenate(found))
        there = prints[rows]
        shared = np.bitwise_count(there & np.uint64(bits))
        guess = shared / np.maximum(np.bitwise_count(there), bits.bit_count())
        if len(rows) > most:
            best = np.argpartition(-guess, most)[:most]
            rows, guess = rows[best], guess[best]
        return [int(row) for row in rows[np.argsort(-guess, kind="stable")]]

    def holding(self, text: str, language: str, *, target: bool) -> list[int]:
        """Return the rows of sentences that hold all words of a folded text, or whose translations do; the newest first."""
        import numpy as np

        if not WORD.search(text):
            return []
        rows: Places | None = None
        for _, number in self._sizes(stems(text), (">" if target else "") + language):
            places = self._places(number)
            places.sort()
            if rows is None:
                rows = places
            elif len(places):
                at = np.minimum(np.searchsorted(places, rows), len(places) - 1)
                rows = rows[places[at] == rows]
            if not len(places) or not len(rows):
                return []
        return [] if rows is None else [int(row) for row in _distinct(rows)[::-1]]


def _distinct(rows: Places) -> Places:
    """Return sorted rows without repeats; faster than numpy's own, which hashes them."""
    import numpy as np

    rows = np.sort(rows)
    return rows[np.concatenate(([True], rows[1:] != rows[:-1]))] if len(rows) else rows
