"""Concepts and their terms, as TBX sees them; a row of a glossary file is a term pair."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


KINDS = ("person", "place", "org", "work", "term")
NAMES = KINDS[:4]
MATCHES = ("exact", "case")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a glossary file, with its place."""

    source: str
    target: str
    status: Status = Status.PREFERRED
    kind: str = ""
    match: str = ""
    note: str = ""
    concept: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Concept:
    """What one or more source words mean, with its target forms by status."""

    sources: tuple[str, ...]
    preferred: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    kind: str = ""
    match: frozenset[str] = field(default=frozenset())
    own: tuple[tuple[str, str], ...] = ()  # source -> the preferred form of its own row
    instead: tuple[tuple[str, str], ...] = ()  # forbidden form -> the source of its row

    def best(self, source: str) -> str:
        """Return the preferred form for one of the sources: of its own row, else the concept's first; empty if none."""
        return dict(self.own).get(source) or (self.preferred[0] if self.preferred else "")

    def mended(self, form: str, source: str) -> str:
        """Return what stands for a forbidden form: the preferred form of its own row's source, else of the one matched."""
        return self.best(dict(self.instead).get(form, source))

    @property
    def name(self) -> bool:
        """Whether it names somebody or something: by its kind, else because both sides are equal or all capitalised."""
        if self.kind:
            return self.kind in NAMES
        forms = self.preferred or self.forbidden
        return any(form in self.sources for form in self.preferred) or all(word[:1].isupper() for form in forms for word in form.split())

    @property
    def good(self) -> tuple[str, ...]:
        return self.preferred + self.admitted


def concepts(rows: list[Row]) -> list[Concept]:
    """Group rows into concepts: by their `concept`, else by equal source. Of two files the later one wins."""
    groups: dict[str, list[Row]] = {}
    owner: dict[str, str] = {}
    for row in rows:
        key = f"#{row.concept}" if row.concept else row.source.casefold()
        if owner.get(key, row.file) != row.file:
            groups[key] = []
        owner[key] = row.file
        groups.setdefault(key, []).append(row)
    out = []
    for group in groups.values():
        by: dict[Status, list[str]] = {status: [] for status in Status}
        for row in group:
            if row.target not in by[row.status]:
                by[row.status].append(row.target)
        out.append(
            Concept(
                tuple(dict.fromkeys(row.source for row in group)),
                tuple(by[Status.PREFERRED]),
                tuple(by[Status.ADMITTED]),
                tuple(t for t in by[Status.FORBIDDEN] if t not in by[Status.PREFERRED]),
                next((row.kind for row in group if row.kind), ""),
                frozenset(part for row in group for part in row.match.replace(",", " ").split()),
                tuple({row.source: row.target for row in reversed(group) if row.status is Status.PREFERRED}.items()),
                tuple({row.target: row.source for row in reversed(group) if row.status is Status.FORBIDDEN}.items()),
            )
        )
    return out
