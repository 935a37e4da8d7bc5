"""Mends what is certain in a glossary file: white space, invisible characters, words for status and kind, rows said twice, the order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path

from translator.errors import GlossaryError
from translator.glossary import order
from translator.glossary.concept import KINDS, MATCHES, Status
from translator.glossary.edit import opened
from translator.glossary.lint import MEANT, certain
from translator.glossary.table import COLUMNS, HINT, INVISIBLE, NEEDED, Record, Table

KNOWN = {"status": [str(status) for status in Status], "kind": list(KINDS), "match": list(MATCHES)}


def tidy(path: Path) -> list[str]:
    """Mend a file in place and say what was done, with counts; what needs a decision stays as it is."""
    done: Counter[str] = Counter()
    with opened(path) as table:
        done.update(_columns(table))
        if not set(NEEDED) <= set(table.columns):
            raise GlossaryError(f"has no columns {' and '.join(NEEDED)}", path=path, line=table.header.line, hint=HINT)
        for record in table.rows:
            if not record.broken:
                done.update(_cells(table, record))
        seen: set[tuple[str, ...]] = set()
        for record in list(table.rows):
            key = tuple(cell or ("preferred" if name == "status" else "") for name, cell in zip_longest(table.columns, record.cells, fillvalue=""))
            if record.broken or key not in seen:
                seen.add(key)
            else:
                table.records.remove(record)
                done["row said twice"] += 1
        done.update(_sorted(table))
        if not done:
            return []
    return [f"{number:,} × {what}" for what, number in done.items()]


def _columns(table: Table) -> Counter[str]:
    """Name the columns as they are called here, where it is plain which is which."""
    done: Counter[str] = Counter()
    for at, name in enumerate(table.columns):
        new = MEANT.get(name, "")
        if name not in COLUMNS and new in COLUMNS and new not in table.columns:
            table.header.cells[at] = new
            done["column as it is called here"] += 1
    return done


def _cells(table: Table, record: Record) -> Counter[str]:
    done: Counter[str] = Counter()
    for at, name in enumerate(table.columns[: len(record.cells)]):
        old = record.cells[at]
        new = unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", re.sub(r"\s", " ", old)).split())) if name in COLUMNS else old
        done["white space and invisible characters"] += new != old
        if name in KNOWN and new:
            low = new.lower()
            words = [word if word in KNOWN[name] else certain(word, KNOWN[name]) or word for word in (re.split(r"[ ,]+", low) if name == "match" else [low])]
            done[f"{name} as it is called here"] += " ".join(words) != new
            new = " ".join(words)
        record.cells[at] = new
    return +done


def _sorted(table: Table) -> Counter[str]:
    """Sort the rows as `sort` does, if they are in no order and no remark or broken row stands among them."""
    if len(table.rows) != len(table.records) or any(record.broken or any(table.problems(record)) for record in table.rows):
        return Counter()
    rows = [row for _, row in table.parsed()]
    if not rows or order.of(rows):
        return Counter()
    ranked = sorted(table.records, key=lambda record: order.key(table.row(record)))
    table.records[:] = ranked
    return Counter({"file sorted by source": 1})
