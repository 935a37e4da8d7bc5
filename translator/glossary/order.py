"""The order that people keep the rows of a glossary file in: by source, then the preferred form first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
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


def place(rows: Sequence[Row], row: Row) -> int:
    """Return behind how many rows another belongs: with those of its source, else behind the last smaller one."""
    order = of(rows) or ORDERS[0]

    def key(one: Row) -> tuple[str, int, str]:
        return order(one.source), RANKS[one.status], one.target

    fellows = [n for n, one in enumerate(rows) if one.source == row.source]
    smaller = [n for n in fellows or range(len(rows)) if key(rows[n]) < key(row)]
    return smaller[-1] + 1 if smaller else min(fellows, default=0)
