"""Writes tables for other programs: Weblate's CSV, DeepL's CSV and TSV, OmegaT's tab-separated glossary."""

from __future__ import annotations

import csv
import io
from collections import Counter

from translator.glossary.concept import Row, Status
from translator.language.en import count

Written = tuple[bytes, list[str]]
Fit = tuple[list[Row], list[str]]
WEBLATE = ("source", "target", "context", "developer_comments")
OMEGAT = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"  # the line by which OmegaT knows the encoding
LONGEST = 1024  # bytes of a term, DeepL
LARGEST = 10 * 1024 * 1024  # bytes of a dictionary, DeepL


def weblate(rows: list[Row], _source: str, _target: str) -> Written:
    """Write Weblate's CSV; everything quoted, for its reader guesses the separator."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(WEBLATE)
    seen: Counter[tuple[str, str]] = Counter()
    for row in _ordered(rows):
        seen[row.concept, row.source] += 1
        number = seen[row.concept, row.source]
        # Weblate skips a row whose context and source it has; the number keeps a second target apart
        if row.concept:
            context = f"concept:{row.concept}#{number}"
        else:
            context = f"#{number}" if number > 1 else ""
        writer.writerow((row.source, row.target, context, row.note))
    concepts = sum(bool(row.concept) for row in rows)
    several = len(rows) - len(seen)
    said = [f"concept of {count(concepts, 'row')}: kept in the context as “concept:…”"] if concepts else []
    said += [f"{count(several, 'row')} numbered in the context: Weblate takes one target for a source and context"] if several else []
    notes = sum(bool(row.note) for row in rows)
    said += [f"note of {count(notes, 'row')}: kept in developer_comments, which Weblate's upload method “add” passes over"] if notes else []
    return file.getvalue().encode(), said


def deepl(rows: list[Row], _source: str, _target: str) -> Written:
    """Write DeepL's CSV: two columns, no header."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows((row.source, row.target) for row in rows)
    return _bounded(file.getvalue())


def deepl_tsv(rows: list[Row], _source: str, _target: str) -> Written:
    """Write DeepL's TSV: two columns, no header, no quotes."""
    return _bounded("".join(f"{row.source}\t{row.target}\n" for row in rows))


def omegat(rows: list[Row], _source: str, _target: str) -> Written:
    """Write OmegaT's table, preferred targets first."""
    lines = ["\t".join((row.source, row.target, *([row.note] if row.note else []))) for row in _ordered(rows)]
    return (OMEGAT + "".join(f"{line}\n" for line in lines)).encode(), []


def fit_omegat(rows: list[Row]) -> Fit:
    """Keep what OmegaT does not take for a comment."""
    fit = [row for row in rows if not row.source.startswith("#")]
    return fit, [f"{count(len(rows) - len(fit), 'row')} left out: OmegaT takes a line that begins with # for a comment"] if len(fit) < len(rows) else []


def fit_deepl(rows: list[Row]) -> Fit:
    """Keep what DeepL takes: one target for a source, terms of at most 1024 bytes."""
    short = [row for row in _ordered(rows) if max(len(row.source.encode()), len(row.target.encode())) <= LONGEST]
    one: dict[str, Row] = {}
    for row in short:
        one.setdefault(row.source, row)
    said = []
    if len(short) < len(rows):
        said.append(f"{count(len(rows) - len(short), 'row')} left out: DeepL takes terms of at most {LONGEST:,} bytes")
    if len(one) < len(short):
        said.append(f"{count(len(short) - len(one), 'row')} left out: DeepL takes one target for a source")
    return list(one.values()), said


def _ordered(rows: list[Row]) -> list[Row]:
    """Put the preferred rows first: programs that know no status offer the first."""
    return sorted(rows, key=lambda row: row.status is not Status.PREFERRED)


def _bounded(text: str) -> Written:
    data = text.encode()
    return data, [f"larger than {LARGEST // 2**20} MiB: DeepL will refuse it"] if len(data) > LARGEST else []
