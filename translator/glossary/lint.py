"""Finds what is wrong in glossary files; a bad row is a flaw, and the rest is still read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from translator.errors import GlossaryError
from translator.glossary import conflicts
from translator.glossary.concept import KINDS, MATCHES, Row, Status
from translator.glossary.conflicts import Flaw, flaw
from translator.glossary.table import COLUMNS, INVISIBLE, NEEDED, Record, Table
from translator.model import Severity

# What people and other programs call these things
MEANT = {
    "bevorzugt": "preferred", "approved": "preferred", "accepted": "preferred", "valid": "preferred", "preferredterm-admn-sts": "preferred",
    "zugelassen": "admitted", "erlaubt": "admitted", "allowed": "admitted", "admittedterm-admn-sts": "admitted",
    "verboten": "forbidden", "deprecated": "forbidden", "rejected": "forbidden", "deprecatedterm-admn-sts": "forbidden",
    "name": "person", "mensch": "person", "ort": "place", "stadt": "place", "land": "place", "city": "place", "country": "place",
    "organisation": "org", "organization": "org", "firma": "org", "company": "org", "werk": "work", "titel": "work", "title": "work",
    "begriff": "term", "wort": "term", "word": "term",
    "quelle": "source", "deutsch": "source", "german": "source", "ziel": "target", "englisch": "target", "english": "target",
    "vorzug": "preferred", "erlaubter term": "admitted", "nicht verwenden": "forbidden", "vermeiden": "forbidden", "fachwort": "term",
    "ausgangssprache": "source",
    "zielsprache": "target", "anmerkung": "note", "hinweis": "note", "kommentar": "note", "quelltext": "source", "übersetzung": "target",
    "notiz": "note", "comment": "note", "bemerkung": "note", "type": "kind", "art": "kind",
}  # fmt: skip
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
QUOTES = ("„“”", "»«", '"')  # in each an even number; which of them opens differs by language
FORMULA = re.compile(r"^=|^#(?:NAME|WERT|VALUE|BEZUG|REF|NV|N/A|DIV|ZAHL|NUM|NULL)|^\d+(?:[.,]\d+)?$")
SPACES = (  # what may be wrong with the characters of a term, and its name
    (re.compile(r"^\s|\s$"), "a space at the edge"),
    (re.compile(r"\s{2,}"), "two spaces in a row"),
    (re.compile(r"[^\S \t\r\n]"), "a special space"),
    (re.compile(r"[\t\r\n]"), "a tab or a line break"),
    (INVISIBLE, "an invisible character"),
)


def lint(paths: Iterable[Path], texts: Iterable[str] | None = None) -> Iterator[Flaw]:
    """Find the flaws of glossary files, in their order; texts, if given, are where the terms should occur."""
    all_rows: list[Row] = []
    for path in paths:
        try:
            table = Table.read(path)
        except GlossaryError as error:
            yield Flaw(str(path), error.line or 1, Severity.MAJOR, "glossary-broken", error.reason, error.hint)
            continue
        rows: list[Row] = []
        found = [*_columns(table), *_rows(table, rows)]
        found += [one for check in conflicts.IN_ONE_FILE for one in check(rows)]
        yield from sorted(found, key=lambda one: (one.line, one.id))
        all_rows += rows
    for across in conflicts.IN_ALL_FILES:
        yield from across(all_rows)
    if texts is not None:
        yield from conflicts.unseen(all_rows, texts)


def _columns(table: Table) -> Iterator[Flaw]:
    """Find columns that are missing, doubled or unknown."""
    where, line, seen = str(table.path), table.header.line, set()
    for column in table.columns:
        if column in seen:
            yield Flaw(where, line, Severity.MINOR, "glossary-column", f"two columns {column!r}; the last one counts")
        elif column not in COLUMNS:
            name = f"unknown column {column!r}" if column else "a column without a name"
            yield Flaw(where, line, Severity.MINOR, "glossary-column", name, nearest(column, [c for c in COLUMNS if c not in table.columns]))
        seen.add(column)
    for column in NEEDED:
        if column not in table.columns and not table.header.broken:
            yield Flaw(where, line, Severity.MAJOR, "glossary-column", f"has no column {column!r}", "the first line is: " + ",".join(COLUMNS))


def _rows(table: Table, rows: list[Row]) -> Iterator[Flaw]:
    """Find the flaws of single rows, and collect those rows that can be understood."""
    if table.header.broken:
        yield _flaw(table, table.header, "glossary-broken", next(table.problems(table.header)).reason)
    if not set(NEEDED) <= set(table.columns):
        return
    for record in table.rows:
        problems = list(table.problems(record))
        for problem in problems:
            status = table.values(record).get("status", "") if problem.check == "glossary-status" else ""
            yield _flaw(table, record, problem.check, problem.reason, nearest(status, list(Status)) or problem.hint)
        if not problems:
            rows.append(table.row(record))
        if not record.broken and len(record.cells) <= len(table.columns):
            yield from _cells(table, record)


def _cells(table: Table, record: Record) -> Iterator[Flaw]:
    """Find what is wrong inside the cells of a row."""
    values = table.values(record)
    kind = values.get("kind", "").strip().lower()
    if kind and kind not in KINDS:
        yield _flaw(table, record, "glossary-kind", f"unknown kind {kind!r}", nearest(kind, KINDS) or "one of " + ", ".join(KINDS))
    for part in values.get("match", "").lower().replace(",", " ").split():
        if part not in MATCHES:
            yield _flaw(table, record, "glossary-match", f"unknown match {part!r}", nearest(part, MATCHES) or "empty, exact, case, or both")
    for name in NEEDED:
        term = values.get(name, "")
        wrong = [what for pattern, what in SPACES if pattern.search(term)]
        if not unicodedata.is_normalized("NFC", term):
            wrong.append("letters and accents apart (not NFC)")
        if wrong and term.strip():
            clean = unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", re.sub(r"\s", " ", term)).split()))
            yield _flaw(table, record, "glossary-space", f"the {name} {term!r} holds {', '.join(wrong)}", clean)
        if FORMULA.search(term):
            yield _flaw(table, record, "glossary-formula", f"the {name} {term!r} looks like a spreadsheet's formula, error or number")
        if any(term.count(a) != term.count(b) for a, b in PAIRS) or any(sum(map(term.count, signs)) % 2 for signs in QUOTES):
            yield _flaw(table, record, "glossary-quote", f"a quotation mark or bracket is missing in the {name} “{term}”")


NEGATED = re.compile(r"\s*(?:no|un|nicht|kein)", re.I)  # not admitted, non-preferred, nocase


def _flaw(table: Table, record: Record, check: str, message: str, suggestion: str = "") -> Flaw:
    return flaw(Row("", "", file=str(table.path), line=record.line), check, message, suggestion)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was meant; empty if none is near."""
    known, word = list(known), word.strip().lower()
    meant = MEANT.get(word, "")
    return meant if meant in known else next(iter(get_close_matches(word, known, 1)), "")


def certain(word: str, known: Iterable[str]) -> str:
    """Return the known word that was meant beyond doubt: a slip of the keys, and nothing that says no."""
    found = nearest(word, known)
    return found if found and (found == MEANT.get(word.strip().lower()) or not NEGATED.match(word)) else ""
