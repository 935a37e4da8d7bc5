"""Reads tables of other programs: Weblate's CSV, DeepL's CSV and TSV, OmegaT's tab-separated glossaries."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translator.errors import GlossaryError
from translator.glossary.concept import Row
from translator.glossary.lint import MEANT
from translator.glossary.table import NEEDED, REMARK, decoded
from translator.language import speaks
from translator.language.en import count, tally

ALIASES = {  # Weblate's names of columns
    "original": "source",
    "untranslated": "source",
    "translated": "target",
    "translation": "target",
    "notes": "translator_comments",
    "state": "fuzzy",
}
WITHOUT_HEADER = {2: ["source", "target"], 3: ["location", "source", "target"]}
KNOWN = {"source", "target", "context", "fuzzy", "translator_comments", "developer_comments"}
TRUE = {"1", "x", "true", "yes", "fuzzy"}
CONTEXT = re.compile(r"(?:concept:(?P<concept>.*))?#\d+", re.S)  # what our export writes there
GUARDED = re.compile(r"'([=+\-@\\%].*)'", re.S)  # Weblate keeps spreadsheets from taking a text for a formula
HEADERS = {("source", "target"), ("source", "translation"), ("original", "translation"), ("quelle", "ziel")}
COMMENT = "#"
START = 4096  # characters that tell a separator; the csv module gives up on a field of 128 KiB
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

Cells = tuple[list[str], int]  # of one line, with its number
Read = tuple[list[Row], list[str]]


def detect(data: bytes, path: Path | None = None) -> str:
    """Tell the format of a table: a header with source and target is Weblate's; tabs are OmegaT's but in a .tsv without comments."""
    text, _ = _text(data, path)
    lines = [line for line in _lines(text) if line.strip()]
    header = _header(_cut(lines[0], _delimiter(lines[0])))
    if "status" in header and {"source", "target"} <= set(header):
        raise GlossaryError("is a glossary of this program already", path=path, hint="put it into the folder glossaries, or name its --format")
    if {"source", "target"} <= set(header):
        return "weblate"
    content = [line for line in lines if not line.startswith(COMMENT)]
    if 2 * sum("\t" in line for line in content) < len(content):
        return "deepl"
    remarks = any(REMARK.match(line) for line in lines)  # #MeToo is a term there
    return "deepl-tsv" if path and path.suffix == ".tsv" and not remarks else "omegat"


def weblate(data: bytes, path: Path | None, _source: str, _target: str) -> Read:
    """Read Weblate's CSV, with its header or without; comments become the note."""
    text, said = _text(data, path)
    rows: list[Row] = []
    empty = unsure = 0
    header: list[str] = []
    for cells, line in _cells(text, path):
        if not header:
            header = _header(cells)
            if {"source", "target"} <= set(header):
                lost = [name for name in header if name not in KNOWN]
                said += [f"columns not kept: {', '.join(lost)}"] if lost else []
                continue
            if len(cells) not in WITHOUT_HEADER:
                raise GlossaryError("has no columns 'source' and 'target'", path=path, line=line, hint="the first line names the columns")
            header = WITHOUT_HEADER[len(cells)]
        values = dict.fromkeys(KNOWN, "") | dict(zip(header, map(_unguarded, cells), strict=False))
        unsure += values["fuzzy"].lower() in TRUE
        ours = CONTEXT.fullmatch(values["context"])
        notes = [values["developer_comments"], values["translator_comments"], values["context"] if not ours else ""]
        if values["source"] and values["target"]:
            note = "; ".join(dict.fromkeys(filter(None, notes)))
            rows.append(Row(values["source"], values["target"], note=note, concept=(ours and ours["concept"]) or "", file=str(path or ""), line=line))
        else:
            empty += 1
    said += [f"{count(empty, 'row')} left out: source or target is empty"] if empty else []
    said += [f"{count(unsure, 'row')} marked as needing editing: taken like the others"] if unsure else []
    return rows, said


def deepl(data: bytes, path: Path | None, source: str, target: str) -> Read:
    """Read DeepL's CSV: source, target and perhaps their languages, without a header."""
    text, said = _text(data, path)
    return _pairs(_cells(text, path), said, path, source, target)


def deepl_tsv(data: bytes, path: Path | None, source: str, target: str) -> Read:
    """Read DeepL's TSV, which has no quotes."""
    text, said = _text(data, path)
    return _pairs(_tabbed(text), said, path, source, target)


def omegat(data: bytes, path: Path | None, _source: str, _target: str) -> Read:
    """Read OmegaT's table: source, target and comment, without quotes; lines that begin with # are skipped."""
    text, said = _text(data, path)
    rows: list[Row] = []
    short = 0
    for cells, line in _tabbed(text):
        if cells[0].startswith(COMMENT):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):
            short += 1
            continue
        rows.append(Row(cells[0], cells[1], note=cells[2] if len(cells) > 2 else "", file=str(path or ""), line=line))
    return rows, said + ([f"{count(short, 'line')} left out: source or target is empty"] if short else [])


def _pairs(lines: Iterator[Cells], said: list[str], path: Path | None, source: str, target: str) -> Read:
    rows: list[Row] = []
    others: Counter[str] = Counter()
    short, wide = 0, False
    for number, (cells, line) in enumerate(lines):
        first = tuple(cell.lower() for cell in cells[:2])
        meant = tuple(MEANT.get(name, "") for name in first)
        if number == 0 and (first in HEADERS or meant == NEEDED or first == (source.lower(), target.lower())):
            said.append(f"the first line was taken for a header: {', '.join(cells)}")
            continue
        languages = cells[2:4]
        if len(languages) == 2 and all(TAG.fullmatch(tag) for tag in languages):
            if not (speaks(languages[0], source) and speaks(languages[1], target)):
                others["-".join(languages)] += 1
                continue
            wide = wide or len(cells) > 4
        else:
            wide = wide or len(cells) > 2
        if len(cells) < 2 or not (cells[0] and cells[1]):
            short += 1
            continue
        rows.append(Row(cells[0], cells[1], file=str(path or ""), line=line))
    if others and not rows:
        raise GlossaryError(f"has no terms {source}-{target}; its pairs are {tally(others)}", path=path, hint="name the pair with --from and --to")
    said += [f"rows of other language pairs left out: {tally(others)}"] if others else []
    said += [f"{count(short, 'line')} left out: source or target is empty"] if short else []
    said += ["further columns not kept"] if wide else []
    return rows, said


def _text(data: bytes, path: Path | None) -> tuple[str, list[str]]:
    """Return the text of a table, and say if its encoding was a guess."""
    text, encoding = decoded(data, path)
    if not text.strip():
        raise GlossaryError("is empty", path=path)
    if text.startswith("sep="):  # a spreadsheet's own first line
        text = text[re.match(r"[^\r\n]*", text).end() :]  # type: ignore[union-attr]  # the pattern matches anything
    return text, ["not in UTF-8: read as Windows-1252"] if encoding == "cp1252" else []


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # not splitlines, which parts at more than line ends


def _tabbed(text: str) -> Iterator[Cells]:
    for number, line in enumerate(_lines(text), 1):
        if line.strip():
            yield [" ".join(cell.split()) for cell in line.split("\t")], number


def _cut(line: str, sign: str) -> list[str]:
    return next(csv.reader([line[:START]], delimiter=sign), [])


def _delimiter(line: str) -> str:
    """Tell the separator from the first line: commas; where there are none, semicolons or tabs, as German spreadsheets write."""
    return next((sign for sign in ",;\t" if len(_cut(line, sign)) > 1), ",")


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    return [ALIASES.get(name, name) for name in names]


def _cells(text: str, path: Path | None) -> Iterator[Cells]:
    first = next((line for line in _lines(text) if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first), strict=True)
    line = 1
    try:
        for cells in reader:
            flat = [" ".join(cell.split()) for cell in cells]
            if any(flat):
                yield flat, line
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"is not valid CSV: {error}", path=path, line=max(1, reader.line_num), hint="look for a quote mark that is not closed or doubled"
        ) from None


def _unguarded(text: str) -> str:
    found = GUARDED.fullmatch(text)
    return found[1].replace("\\|", "|") if found else text
