"""Reads TBX of any program: versions 2 and 3, both styles, TBX-Min; known by local names, so that a wrong namespace does no harm."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from translator import safexml
from translator.errors import GlossaryError
from translator.glossary.concept import Row, Status
from translator.language import speaks
from translator.language.en import count, tally

ROOTS = {"tbx", "martif", "TBX"}
ENTRIES = ("{*}conceptEntry", "{*}termEntry")
LANGUAGES = {"langSec", "langSet", "langGroup"}
TERMS = {"termSec", "tig", "ntig", "termGroup"}
TYPED = {"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"}  # their category is their `type`
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
STATUSES = {"administrativeStatus", "normativeAuthorization", "usageStatus", "termStatus"}
WORDS = {  # without “Term” and “-admn-sts”, in small letters
    "preferred": Status.PREFERRED,
    "standardized": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "deprecated": Status.FORBIDDEN,
    "superseded": Status.FORBIDDEN,
    "obsolete": Status.FORBIDDEN,
    "forbidden": Status.FORBIDDEN,
    "notrecommended": Status.FORBIDDEN,
}
NOTES = {"note", "noteValue", "definition", "Usage note"}
PLACEHOLDERS = {"-", "–", "?", "n/a"}  # definitions that say nothing
OURS = ("kind", "match", "concept")  # what stands behind them in a customerSubset is a column of ours
FIELDS = {"person", "place", "org"}  # the kinds that a subject field can only mean in our sense
MOST = 10_000  # rows of an entry; more is an attack


@dataclass(slots=True)
class _Facts:
    """What a section says about itself."""

    status: Status | None = None
    kind: str = ""
    match: str = ""
    concept: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Term:
    text: str
    line: int
    facts: _Facts
    above: _Facts


def is_xml(data: bytes) -> bool:
    """Whether a file is XML, whatever its encoding."""
    start = data[:100].removeprefix(codecs.BOM_UTF8)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start[2:].replace(b"\0", b"")
    return start.lstrip().startswith(b"<")


def read(data: bytes, path: Path | None, source: str, target: str) -> tuple[list[Row], list[str]]:
    """Read the terms of a language pair; the list says what the file holds besides."""
    root = safexml.parse(data, path=path)
    if safexml.local(root) not in ROOTS:
        raise GlossaryError(f"is XML, but no TBX: its root is {safexml.local(root)!r}", path=path, line=root.sourceline)
    return _Reader(path, source, target).read(root)


class _Reader:
    """Counts, while it reads, what it leaves out."""

    def __init__(self, path: Path | None, source: str, target: str) -> None:
        self.path, self.source, self.target = path, source, target
        self.languages: Counter[str] = Counter()  # of terms
        self.others: Counter[str] = Counter()  # terms in languages outside the pair
        self.ignored: Counter[str] = Counter()  # categories
        self.unknown: Counter[str] = Counter()  # words for a status
        self.counts: Counter[str] = Counter()
        self.taken: set[str] = set()  # names of concepts

    def read(self, root: etree._Element) -> tuple[list[Row], list[str]]:
        rows: list[Row] = []
        alone: Counter[str] = Counter()
        for entry in root.iter(*ENTRIES):
            self.counts["entries"] += 1
            found = self._entry(entry)
            rows += found
            if found and not found[0].concept:
                alone[found[0].source] += 1
        if not rows and self.languages:
            raise GlossaryError(
                f"has no terms {self.source}-{self.target}; its languages are {tally(self.languages)}",
                path=self.path,
                hint="name the pair with --from and --to",
            )
        return rows, self._said(sum(number > 1 for number in alone.values()))

    def _said(self, merged: int) -> list[str]:
        said = [
            ("the file holds no concepts", not self.counts["entries"]),
            (f"{count(self.counts['half'], 'concept')} left out: without a term in {self.source} or in {self.target}", self.counts["half"]),
            (f"{count(self.counts['empty'], 'empty term')} left out", self.counts["empty"]),
            (f"terms in other languages left out: {tally(self.others)}", self.others),
            (f"{count(merged, 'source')} with several concepts: they are one concept here", merged),
            (f"status of {count(self.counts['source status'], 'source term')} left out: only targets have one here", self.counts["source status"]),
            (f"status not understood, taken as preferred: {tally(self.unknown)}", self.unknown),
            (f"not kept: {tally(self.ignored)}", self.ignored),
        ]
        return [text for text, true in said if true]

    def _entry(self, entry: etree._Element) -> list[Row]:
        above = self._facts(entry)
        sources: dict[str, _Term] = {}
        targets: list[_Term] = []
        for section in entry.iterchildren(etree.Element):
            if safexml.local(section) not in LANGUAGES:
                continue
            tag = (section.get(LANGUAGE) or section.get("lang") or "?").replace("_", "-")
            terms = list(self._terms(section))
            self.languages[tag] += len(terms)
            if speaks(tag, self.source):
                for term in terms:
                    sources.setdefault(term.text, term)
            elif speaks(tag, self.target):
                targets += terms
            else:
                self.others[tag] += len(terms)
        if not sources or not targets:
            self.counts["half"] += 1
            return []
        if len(sources) * len(targets) > MOST:
            raise GlossaryError(f"has a concept with more than {MOST:,} pairs of terms", path=self.path, line=entry.sourceline)
        self.counts["source status"] += sum(term.facts.status not in (None, Status.PREFERRED) for term in sources.values())
        concept = above.concept or (self._named(next(iter(sources))) if len(sources) > 1 else "")
        rows: dict[tuple[str, ...], Row] = {}
        for term in sources.values():
            for other in targets:
                row = self._row(above, term, other, concept)
                rows.setdefault((row.source, row.target, row.status, row.kind, row.match, row.note), row)
        return list(rows.values())

    def _row(self, above: _Facts, source: _Term, target: _Term, concept: str) -> Row:
        facts = (target.facts, target.above, source.facts, source.above, above)
        notes = dict.fromkeys(note for one in reversed(facts) for note in one.notes)
        return Row(
            source.text,
            target.text,
            target.facts.status or Status.PREFERRED,
            next((one.kind for one in facts if one.kind), ""),
            next((one.match for one in facts if one.match), ""),
            "; ".join(notes),
            concept,
            str(self.path or ""),
            target.line,
        )

    def _named(self, source: str) -> str:
        """Name a concept after its first source: a number such as c1 would be the same in the next file, and push this one out."""
        name, number = source, 1
        while name in self.taken:
            number += 1
            name = f"{source}-{number}"
        self.taken.add(name)
        return name

    def _terms(self, section: etree._Element) -> Iterator[_Term]:
        above = self._facts(section)
        for part in section.iterchildren(etree.Element):
            if safexml.local(part) not in TERMS:
                continue
            word = next(part.iter("{*}term"), None)
            text = "" if word is None else _text(word)
            if text:
                yield _Term(text, part.sourceline if word is None else word.sourceline, self._facts(part), above)
            else:
                self.counts["empty"] += 1

    def _facts(self, section: etree._Element) -> _Facts:
        facts = _Facts()
        for category, value in _categories(section):
            self._take(facts, category, value)
        return facts

    def _take(self, facts: _Facts, category: str, value: str) -> None:
        name, mark, ours = value.partition(":")
        if category in STATUSES:
            word = value.lower().replace("-admn-sts", "").replace("admnsts", "").removesuffix("term")
            if word not in WORDS:
                self.unknown[value] += 1
            facts.status = WORDS.get(word, Status.PREFERRED)
        elif category in NOTES:
            if category == "note" or value not in PLACEHOLDERS:
                facts.notes.append(value)
        elif category == "customerSubset" and mark and name in OURS:
            setattr(facts, name, ours)
        elif category == "subjectField" and value.lower() in FIELDS:
            facts.kind = value.lower()
        else:
            self.ignored[category] += 1


def _categories(section: etree._Element) -> Iterator[tuple[str, str]]:
    """List the data categories of a section, also those in groups, but not those of the sections in it."""
    for element in section.iterchildren(etree.Element):
        name = safexml.local(element)
        if name in LANGUAGES or name in TERMS or name == "term":
            continue
        if name.endswith("Grp"):
            yield from _categories(element)
        elif value := _text(element):
            yield (element.get("type", name) if name in TYPED else name), value


def _text(element: etree._Element) -> str:
    """Return the text of an element without its marks and comments, in one line."""
    return " ".join(str(element.xpath("string()")).split())
