"""The record of an article's translation: `<lang>.history.jsonl`, one line per revision, only ever added to.

Besides revisions there are lines for engines (package, version, SHA-256, once each), for glossaries (files and SHA-256), for keys that continue another
(`continues`, when a source sentence changed), for what was taken back (`back`: so many revisions stay), and one per save with the digest of the catalog
that it wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from translator.model import Origin, Revision, State

TIME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T|$)")


@dataclass(slots=True)
class History:
    """What the lines say: revisions by key, what continues what, engines, and the catalogs that were saved."""

    revisions: dict[str, list[Revision]] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)  # key -> the source its text was made from
    alternatives: dict[str, str] = field(default_factory=dict)
    engines: dict[str, dict[str, str]] = field(default_factory=dict)
    glossaries: dict[str, dict[str, str]] = field(default_factory=dict)
    saves: list[dict[str, str]] = field(default_factory=list)
    base: dict[str, tuple[str, bool]] | None = None  # key -> text and fuzziness at the save that a catalog names
    exists: bool = False


def read(data: bytes, base: str = "") -> History:
    """Read a history; a line that a kill or a bad merge left unreadable is passed over.

    `base` is the id of the save that the catalog at hand comes from: what stood in it then is remembered.
    """
    history = History(exists=bool(data.strip()))
    for line in data.decode("utf-8", "replace").split("\n"):
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            if "\\" in line:  # an escape may stand for a NUL or half a character
                row = {name: _whole(value) for name, value in row.items()}
            if base and row.get("id") == base and "saved" in row:
                history.base = {key: (own[-1].text, not own[-1].state.confirmed or key in history.previous) for key, own in history.revisions.items() if own}
            _take(history, row)  # in the file's order: clocks differ, and no machine's text may slip behind a person's
    return history


def _whole(value: Any) -> Any:
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _take(history: History, row: dict[str, Any]) -> None:
    key = row.get("key")
    if not isinstance(key, str):
        if isinstance(row.get("engine"), str):
            history.engines[row["engine"]] = {k: str(v) for k, v in row.items() if k not in ("engine", "when")}
        elif isinstance(row.get("glossary"), str):
            history.glossaries[row["glossary"]] = {k: str(v) for k, v in row.items() if k not in ("glossary", "when")}
        elif isinstance(row.get("saved"), str):
            history.saves.append({k: str(v) for k, v in row.items()})
        return
    if "continues" in row:
        if any(revision.origin is Origin.HUMAN for revision in history.revisions.get(key, ())):
            return  # two runs continued it, and their lines were merged: a person's text is not set back
        history.revisions[key] = list(history.revisions.get(str(row["continues"]), []))
        history.previous[key] = str(row.get("source", ""))
        return
    if "back" in row:
        _back(history, key, row)
        return
    if "alternative" in row:
        history.alternatives[key] = str(row["alternative"])
        return
    try:
        revision = Revision(
            str(row["text"]), Origin(row["origin"]), State(row["state"]), str(row.get("by", "")), _time(row.get("when")),
            str(row.get("engine", "")), str(row.get("glossary", "")),
        )  # fmt: skip
    except (KeyError, ValueError):
        return
    revisions = history.revisions.setdefault(key, [])
    if revision.origin is not Origin.HUMAN and any(known.origin is Origin.HUMAN for known in revisions):
        return  # merged from a run that did not know of the person
    if revisions and revision.follows(revisions[-1]):
        revisions.pop()
    revisions.append(revision)
    if revision.state.confirmed:
        history.previous.pop(key, None)
        history.alternatives.pop(key, None)


def _back(history: History, key: str, row: dict[str, Any]) -> None:
    """Take revisions back, if nothing came upon the last of them by a merge."""
    revisions, stay = history.revisions.get(key, []), str(row["back"])
    if not (stay.isdecimal() and int(stay) < len(revisions) and revisions[-1].text == row.get("text")):
        return
    del revisions[int(stay) :]
    for table, name in ((history.previous, "source"), (history.alternatives, "alternative")):
        table.pop(key, None)
        if row.get(name):
            table[key] = str(row[name])


def _time(value: object) -> str:
    """Return a time; what is none is nothing."""
    return value if isinstance(value, str) and TIME.match(value) else ""


def line(**values: str) -> bytes:
    """Write one line; empty values are left out."""
    kept = {name: value for name, value in values.items() if value or name == "text"}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def lines(key: str, revisions: Iterable[Revision]) -> bytes:
    """Write the lines of a segment's revisions."""
    return b"".join(line(key=key, text=r.text, origin=r.origin, state=r.state, by=r.by, when=r.when, engine=r.engine, glossary=r.glossary) for r in revisions)
