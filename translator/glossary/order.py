"""The order that people keep the rows of a glossary file in: by source, then the preferred form first."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from translator.glossary.concept import Row, Status

Order = Callable[[str], str]
RANKS = {status: number for number, status in enumerate(Status)}


def _dictionary(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))


ORDERS: tuple[Order, ...] = (str, str.casefold, _dictionary)  # as `sort` and spreadsheets put them; the first that fits a file is its own


def of(rows: Sequence[Row]) -> Order | None:
    """Return the order that rows are in; None if they are in none."""
    return next((order for order in ORDERS if stray(rows, order) is None), None)


def stray(rows: Sequence[Row], order: Order) -> Row | None:
    """Return the first row that stands behind a greater one."""
    return next((two for one, two in pairwise(rows) if order(one.source) > order(two.source)), None)


def key(row: Row, of: Order = str) -> tuple[str, int, str]:
    """Return what rows are sorted by."""
    return of(row.source), RANKS[row.status], row.target


def place(rows: Sequence[Row], row: Row) -> int:
    """Return behind how many rows another belongs: with those of its source, else behind the last smaller one."""
    order = of(rows) or ORDERS[0]
    fellows = [n for n, one in enumerate(rows) if one.source == row.source]
    smaller = [n for n in fellows or range(len(rows)) if key(rows[n], order) < key(row, order)]
    return smaller[-1] + 1 if smaller else min(fellows, default=0)


def places(rows: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Pair new rows with how many rows each then stands behind; a file that is empty or in order stays in order, else they follow at its end."""
    order = of(rows) if rows else ORDERS[0]
    if order is None:
        yield from ((row, len(rows) + number) for number, row in enumerate(new))
        return
    keys = [key(row, order) for row in rows]
    for row in new:
        at = bisect_right(keys, key(row, order))
        keys.insert(at, key(row, order))
        yield row, at
