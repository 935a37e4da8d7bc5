"""What can be wrong between the rows of glossaries: said twice, said otherwise, said to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translator.glossary import order
from translator.glossary.concept import NAMES, Row, Status, concepts
from translator.glossary.matcher import Matcher
from translator.glossary.sounds import skeleton
from translator.model import Severity

MAJOR = {"glossary-broken", "glossary-status", "glossary-clash", "glossary-forbidden", "glossary-chain"}
SHORTEST = 4  # letters of a skeleton; Kim and Kimm are two people


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a glossary, with its place, and what to write instead where that is known."""

    path: str
    line: int
    severity: Severity
    id: str
    message: str
    suggestion: str = ""


def flaw(row: Row, check: str, message: str, suggestion: str = "") -> Flaw:
    """Make the flaw of a row."""
    return Flaw(row.file, row.line, Severity.MAJOR if check in MAJOR else Severity.MINOR, check, message, suggestion)


def _key(row: Row) -> str:
    """Return what rows of one concept share, as `concepts` groups them."""
    return f"#{row.concept}" if row.concept else row.source.casefold()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    yield from found.values()


def duplicates(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find rows that say again what another says; case apart, for NATO may forbid Nato."""
    seen: dict[tuple[str, str, Status], Row] = {}
    for row in rows:
        first = seen.setdefault((row.source.casefold(), row.target.casefold(), row.status), row)
        if first is not row:
            yield flaw(row, "glossary-duplicate", f"“{row.source}” → “{row.target}” stands in line {first.line} already", "remove one of the two")


def clashes(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find sources with two preferred targets in one concept."""
    for group in _groups(row for row in rows if row.status is Status.PREFERRED):
        seen: dict[str, Row] = {}
        for row in group:
            first = seen.setdefault(row.source.casefold(), row)
            if row.target.casefold() != first.target.casefold():
                message = f"“{row.source}” has two preferred forms: “{row.target}”, and “{first.target}” in line {first.line}"
                yield flaw(row, "glossary-clash", message, "admitted for one of the two, or a concept for each if the word has two meanings")


def forbidden(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find forms that one concept both wants and forbids."""
    for group in _groups(rows):
        good = {row.target: row for row in group if row.status is not Status.FORBIDDEN}
        for row in group:
            other = good.get(row.target)
            if row.status is Status.FORBIDDEN and other:
                yield flaw(row, "glossary-forbidden", f"“{row.target}” for “{row.source}” is forbidden here and {other.status} in line {other.line}")


def orphans(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find concepts that forbid or admit forms and prefer none."""
    for group in _groups(rows):
        if not any(row.status is Status.PREFERRED for row in group):
            row = group[0]
            yield flaw(row, "glossary-orphan", f"“{row.source}” has no preferred form, only “{row.target}”, {row.status}", "add a preferred row")


def unsorted(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find the first row that is out of order, in the order that keeps the longest."""
    strays = [order.stray(rows, one) for one in order.ORDERS]
    found = [row for row in strays if row]
    if found and len(found) == len(strays):
        row = max(found, key=lambda one: one.line)
        yield flaw(row, "glossary-sort", f"“{row.source}” is not at its place by source")


IN_ONE_FILE = (duplicates, clashes, forbidden, orphans, unsorted)


def _in_force(rows: Iterable[Row]) -> list[Row]:
    """Return the preferred rows, of two files the later one's, of a file the first."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.status is Status.PREFERRED:
            key = row.source.casefold()
            if key not in found or found[key].file != row.file:
                found[key] = row
    return list(found.values())


def chains(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find names whose preferred form another row takes for a name to be translated, or forbids."""
    names = [row for row in rows if row.kind in NAMES]
    sources = {row.source: row for row in _in_force(names)}
    bad = {row.target: row for row in names if row.status is Status.FORBIDDEN}
    for row in _in_force(names):
        next_, other = sources.get(row.target), bad.get(row.target)
        if next_ and row.source != row.target != next_.target:
            yield flaw(row, "glossary-chain", f"“{row.source}” → “{row.target}”, but “{next_.source}” → “{next_.target}”{_at(next_, row)}", next_.target)
        elif other and _key(other) != _key(row):
            yield flaw(row, "glossary-chain", f"“{row.source}” → “{row.target}”, which is forbidden for “{other.source}”{_at(other, row)}")


def _at(row: Row, seen_from: Row) -> str:
    return f" in line {row.line}" if row.file == seen_from.file else f" in {row.file}:{row.line}"


def _named(row: Row) -> Iterator[tuple[str, str]]:
    """Pair a name with its translation, and a person's surname with its own."""
    yield row.source, row.target
    source, target = row.source.split(), row.target.split()
    if row.kind == "person" and len(source) == len(target) > 1:
        yield source[-1], target[-1]


def near(rows: Sequence[Row]) -> Iterator[Flaw]:
    """Find names that seem to be one name, spelled in two ways and translated in two."""
    seen: dict[tuple[str, str], list[tuple[str, str, Row]]] = {}
    for row in _in_force(row for row in rows if row.kind in ("person", "place")):
        for source, target in _named(row):
            sound = skeleton(source)
            fellows = seen.setdefault((row.kind, sound), []) if len(sound) >= SHORTEST else []
            for other, form, first in fellows:
                # Meier and Meyer stay as they are
                if target != form and (source == other or (source != target and other != form)):
                    yield flaw(row, "glossary-near", f"“{source}” → “{target}”, but “{other}” → “{form}”{_at(first, row)}: one name?", form)
                    break
            fellows.append((source, target, row))


def unseen(rows: Sequence[Row], texts: Iterable[str]) -> Iterator[Flaw]:
    """Find sources that no text holds in any form; a person is seen where the surname is."""
    wanted = {row.source: row for row in reversed(_in_force(rows))}
    matcher = Matcher(concepts(list(rows)))
    seen = {match.source for text in texts for match in matcher.candidates(text)}
    for source, row in reversed(wanted.items()):
        if source not in seen and not (row.kind == "person" and source.split()[-1] in seen):
            yield flaw(row, "glossary-unseen", f"“{source}” stands in no article")


IN_ALL_FILES = (chains, near)
