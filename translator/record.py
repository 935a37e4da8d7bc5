"""What one article has in one language, and how it is written: the history's lines, the catalog's header and entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translator import history
from translator.bilingual import po
from translator.config import Person
from translator.model import Document, Origin, Revision, Segment
from translator.shelf import Article

FIELDS = {"author": "X-Source-Author", "date": "X-Source-Date", "url": "X-Source-URL", "license": "X-Source-License"}


@dataclass
class Record:
    """What one article has in one language: segments in order, those whose source has gone, and what was read."""

    segments: list[Segment]
    obsolete: list[Segment] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    comment: str = ""  # above the header
    engines: dict[str, dict[str, str]] = field(default_factory=dict)  # as the history holds them
    used: dict[str, dict[str, str]] = field(default_factory=dict)  # in this run
    glossaries: dict[str, dict[str, str]] = field(default_factory=dict)  # as the history holds them
    consulted: dict[str, dict[str, str]] = field(default_factory=dict)  # in this run
    digest: str = ""  # of the catalog that was read; empty if there was none
    based: dict[str, tuple[Revision, ...]] = field(default_factory=dict)  # key -> revisions that the history holds already
    continues: dict[str, tuple[str, str]] = field(default_factory=dict)  # new key -> old key, old source
    alternatives: dict[str, str] = field(default_factory=dict)  # as the history holds them
    past: dict[str, Segment] = field(default_factory=dict)  # what people did, by the history, to keys that the catalog lacks
    previous: dict[str, str] = field(default_factory=dict)  # key -> older source, as the history holds them
    left: list[Segment] = field(default_factory=list)  # under their old keys: those that a changed sentence continues
    edited: list[Segment] = field(default_factory=list)  # changed by people in another editor since the last save


def header_of(article: Article, language: str, record: Record, document: Document, name: str, source_language: str, person: Person) -> dict[str, str]:
    """Return the catalog's header; `name` is what is recorded for the article's file."""
    revisions = [s.revisions[-1] for s in record.segments if s.revisions]
    human = [r for r in revisions if r.origin is Origin.HUMAN]
    latest = max((r.when for r in revisions), default="")
    who = " ".join(max(human, key=lambda r: r.when).by.split()) if human else "Automatically generated"
    date = re.sub(r"T(\d\d:\d\d).*", r" \1+0000", latest)
    values = {
        "Project-Id-Version": article.slug,
        "Report-Msgid-Bugs-To": record.header.get("Report-Msgid-Bugs-To", ""),
        "POT-Creation-Date": record.header.get("POT-Creation-Date") or date,
        "PO-Revision-Date": date,
        "Last-Translator": who,
        "Language": language.replace("-", "_"),
        "X-Generator": "translation-desk",
        "X-Source-Language": source_language,
        "X-Source-File": name,
    }
    for field_name, header in FIELDS.items():
        value = document.metadata.get(field_name, "")
        if value:
            values[header] = value
    others = {k: v for k, v in record.header.items() if k not in values and (k in po.HEADER or k.startswith(("X-Source-", "X-Desk-")))}
    names = [name.casefold() for name in person.also]
    return {k: v for k, v in others.items() if not any(name in v.casefold() for name in names)} | values


def shared(one: Sequence[Revision], other: Sequence[Revision]) -> int:
    """Count the revisions with which both begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def lines_of(record: Record, now: str) -> bytes:
    """Write the history's new lines."""
    out = b""
    for name, values in record.used.items():
        if name not in record.engines:
            record.engines[name] = values
            out += history.line(engine=name, **values, when=now)
    for name, values in record.consulted.items():
        if name not in record.glossaries:
            record.glossaries[name] = values
            out += history.line(glossary=name, **values, when=now)
    for segment in [*record.left, *record.segments, *record.obsolete]:
        if segment.key in record.continues:
            old, source = record.continues.pop(segment.key)
            out += history.line(key=segment.key, continues=old, source=source, when=now)
        held = record.based.get(segment.key, ())
        stay = shared(held, segment.revisions)
        new = segment.revisions[stay:]
        if stay < len(held) and not (new and stay == len(held) - 1 and new[0].follows(held[-1])):
            out += history.line(key=segment.key, back=str(stay), text=held[-1].text, source=segment.previous, alternative=segment.alternative, when=now)
        out += history.lines(segment.key, new)
        if segment.alternative and record.alternatives.get(segment.key) != segment.alternative:
            record.alternatives[segment.key] = segment.alternative
            out += history.line(key=segment.key, alternative=segment.alternative, when=now)
    return out


def entry_of(segment: Segment, source: str, *, obsolete: bool = False) -> po.Entry:
    """Return the catalog's entry of a segment; `source` is the file it stands in."""
    last: Revision | None = segment.revisions[-1] if segment.revisions else None
    note = ""
    if last:
        by = last.by if last.origin is Origin.HUMAN else last.engine.partition("#")[0] or last.by
        note = " · ".join(part for part in (str(last.origin), by, last.when[:10]) if part)
    if segment.kind != "paragraph":
        note = f"[{segment.kind}] {note}".rstrip()
    if segment.alternative:
        note += f"\ndraft for the new source: {segment.alternative}"
    return po.Entry(
        segment.key, segment.source, segment.target, not segment.confirmed, segment.previous, note, segment.comment,
        ((source, str(segment.line)),) if source else (), segment.flags, obsolete,
    )  # fmt: skip
