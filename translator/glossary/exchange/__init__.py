"""Exchanges glossaries with other programs, and says what the other side cannot hold or what could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from translator import files
from translator.errors import UsageError
from translator.glossary.concept import Row, Status
from translator.glossary.exchange import tablereader, tablewriter, tbxreader, tbxwriter
from translator.glossary.table import LARGEST, LONGEST
from translator.language.en import count

Written = tuple[bytes, list[str]]
Read = tuple[list[Row], list[str]]
# No format can hold these: control characters, half characters, a byte order mark that would vanish at the beginning of a file
UNHELD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
TBX_HOLDS = frozenset({"forbidden", "admitted", "kind", "match", "note", "concept"})


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of other programs: what it holds of a row besides source and target, and who reads and writes it."""

    label: str
    suffix: str
    holds: frozenset[str]
    write: Callable[[list[Row], str, str], Written]
    read: Callable[[bytes, Path | None, str, str], Read]
    fit: Callable[[list[Row]], Read] = lambda rows: (rows, [])  # leaves out what it would not take


FORMATS = {
    "tbx": Format("TBX", ".tbx", TBX_HOLDS, tbxwriter.writer(tbxwriter.DCT), tbxreader.read),
    "tbx-dca": Format("TBX", ".tbx", TBX_HOLDS, tbxwriter.writer(tbxwriter.DCA), tbxreader.read),
    "tbx-v2": Format("TBX", ".tbx", TBX_HOLDS, tbxwriter.writer(tbxwriter.V2), tbxreader.read),
    "weblate": Format("Weblate's CSV", ".csv", frozenset({"note", "concept"}), tablewriter.weblate, tablereader.weblate),
    "deepl": Format("DeepL", ".csv", frozenset(), tablewriter.deepl, tablereader.deepl, tablewriter.fit_deepl),
    "deepl-tsv": Format("DeepL", ".tsv", frozenset(), tablewriter.deepl_tsv, tablereader.deepl_tsv, tablewriter.fit_deepl),
    "omegat": Format("OmegaT's table", ".txt", frozenset({"note"}), tablewriter.omegat, tablereader.omegat, tablewriter.fit_omegat),
}


def export(rows: list[Row], format: str, source: str, target: str) -> Written:
    """Write rows in a format; the list says what the file does not hold."""
    form = _named(format)
    clean, said = _clean(rows)
    kept = [row for row in clean if "forbidden" in form.holds or row.status is not Status.FORBIDDEN]
    if len(kept) < len(clean):
        said.append(f"{count(len(clean) - len(kept), 'forbidden row')} left out: {form.label} has no forbidden terms")
    kept, unfit = form.fit(kept)
    said += unfit
    data, more = form.write(kept, source, target)
    lost = {f"{name} of": sum(bool(getattr(row, name)) for row in kept) for name in ("kind", "match", "note", "concept") if name not in form.holds}
    admitted = sum(row.status is Status.ADMITTED for row in kept)
    if admitted and "admitted" not in form.holds:
        said.append(f"status of {count(admitted, 'admitted row')} lost: {form.label} has no place for it")
    said += [f"{what} {count(number, 'row')} lost: {form.label} has no place for it" for what, number in lost.items() if number]
    return data, said + more


def read(path: Path, format: str | None, source: str, target: str) -> Read:
    """Read a file of another program; the list says what was left out or not understood."""
    return parse(files.read_bytes(path, limit=LARGEST), format, source, target, path=path)


def parse(data: bytes, format: str | None, source: str, target: str, *, path: Path | None = None) -> Read:
    """Read the bytes of another program's file; without a format, content and suffix tell it."""
    form = _named(format or detect(data, path))
    rows, said = form.read(data, path, source, target)
    kept: list[Row] = []
    long: list[Row] = []
    for row in rows:
        (long if max(len(row.source), len(row.target)) > LONGEST else kept).append(row)
    if long:
        said.append(f"{count(len(long), 'row')} left out: a term is longer than {LONGEST:,} characters (line {long[0].line})")
    return kept, said


def detect(data: bytes, path: Path | None = None) -> str:
    """Tell the format of a file from its content, where that leaves a doubt from its suffix."""
    if tbxreader.is_xml(data):
        return "tbx"
    return tablereader.detect(data, path)


def _named(format: str) -> Format:
    if format not in FORMATS:
        raise UsageError(f"no glossary format {format!r}", hint="one of " + ", ".join(FORMATS))
    return FORMATS[format]


def _clean(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Bring every text into one line and take out what no format can hold."""
    out, changed, empty = [], 0, 0
    for row in rows:
        flat = [" ".join(text.split()) for text in (row.source, row.target, row.kind, row.match, row.note, row.concept)]
        source, target, kind, match, note, concept = held = [" ".join(UNHELD.sub("", text).split()) for text in flat]
        changed += flat != held
        if source and target:
            out.append(replace(row, source=source, target=target, kind=kind, match=match, note=note, concept=concept))
        else:
            empty += 1
    said = [f"control characters taken out of {count(changed, 'row')}"] if changed else []
    return out, said + ([f"{count(empty, 'row')} left out: source or target is empty"] if empty else [])
