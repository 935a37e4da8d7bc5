"""Writes TBX-Basic: version 3 in both styles, and version 2 (martif) for programs that know no other.

A concept of TBX is terms in two languages without pairs, so an entry holds only sources that share all their targets. The rows of one of our
concepts may stand in several entries; its name stands in each of them, as kind and match stand with each target: in customerSubset, the one
free-text category of every TBX-Basic that may be at a concept and at a term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from translator.glossary.concept import Row, Status
from translator.language.en import count

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMAS = "https://raw.githubusercontent.com/LTAC-Global/"
RELAX = 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
NVDL = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"'
SCHEMATRON = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"'
STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
CARRIER = "customerSubset"
TYPED = {"administrativeStatus": "termNote", CARRIER: "admin"}  # the elements that name their category in `type`


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of TBX names its elements."""

    root: str
    header: str
    entry: str
    language: str
    term: str
    style: str = ""
    models: tuple[str, ...] = ()  # what the xml-model instructions say
    doctype: str | None = None

    @property
    def space(self) -> str:
        return f"{{{CORE}}}" if self.style else ""


V3 = ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
DCT = Dialect(
    *V3,
    style="dct",
    models=(
        f'href="{SCHEMAS}TBX-Basic_dialect/master/DCT/TBX-Basic.nvdl" {NVDL}',
        f'href="{SCHEMAS}TBX-Basic_dialect/master/DCT/TBX-Basic_DCT.sch" {SCHEMATRON}',
    ),
)
DCA = Dialect(
    *V3,
    style="dca",
    models=(
        f'href="{SCHEMAS}TBX_Core_RNG/master/TBXcoreStructV03.rng" {RELAX}',
        f'href="{SCHEMAS}TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch" {SCHEMATRON}',
    ),
)
V2 = Dialect("martif", "martifHeader", "termEntry", "langSet", "tig", doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">')


@dataclass(frozen=True, slots=True)
class Entry:
    """Source words, each of which has each of the rows' targets."""

    concept: str
    sources: tuple[str, ...]
    rows: tuple[Row, ...]  # of the first source


def entries(rows: list[Row]) -> Iterator[Entry]:
    """Part rows into entries: a source without a concept stands alone, sources of a concept stand together if they share all."""
    concepts: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in rows:
        group = concepts.setdefault((row.concept, "" if row.concept else row.source), {})
        group.setdefault(row.source, []).append(row)
    for (concept, _), by_source in concepts.items():
        together: dict[frozenset[tuple[str, ...]], list[str]] = {}
        for source, own in by_source.items():
            together.setdefault(frozenset((row.target, row.status, row.kind, row.match, row.note) for row in own), []).append(source)
        for sources in together.values():
            yield Entry(concept, tuple(sources), tuple(by_source[sources[0]]))


def writer(dialect: Dialect) -> Callable[[list[Row], str, str], tuple[bytes, list[str]]]:
    """Make the writer of a dialect."""
    return lambda rows, source, target: write(rows, source, target, dialect)


def write(rows: list[Row], source: str, target: str, dialect: Dialect) -> tuple[bytes, list[str]]:
    """Write rows as TBX, and say what other programs will see of them."""
    root = _root(source, target, dialect)
    text = _add(root, "text", dialect)
    found = list(entries(rows))
    # version 3 allows a text without a body, but no body without an entry; version 2 wants a body
    body = _add(text, "body", dialect) if found or not dialect.style else text
    for number, entry in enumerate(found, 1):
        element = _add(body, dialect.entry, dialect)
        element.set("id", f"c-{number}")  # an XML name: our concepts may have spaces or begin with a digit
        if entry.concept:
            _say(element, CARRIER, f"concept:{entry.concept}", dialect)
        side = _add(element, dialect.language, dialect)
        side.set(LANGUAGE, source)
        for word in entry.sources:
            _add(_add(side, dialect.term, dialect), "term", dialect, word)
        side = _add(element, dialect.language, dialect)
        side.set(LANGUAGE, target)
        for row in entry.rows:
            _target(_add(side, dialect.term, dialect), row, dialect)
    etree.indent(root)
    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", doctype=dialect.doctype)
    return data + b"\n", _losses(rows, found, dialect)


def _root(source: str, target: str, dialect: Dialect) -> etree._Element:
    spaces: dict[str | None, str] = {None: CORE} if dialect.style else {}
    if dialect.style == "dct":
        spaces |= {"min": MIN, "basic": BASIC}
    root = etree.Element(dialect.space + dialect.root, nsmap=spaces)
    root.set("type", "TBX-Basic")
    if dialect.style:
        root.set("style", dialect.style)
    root.set(LANGUAGE, source)
    for model in dialect.models:
        root.addprevious(etree.ProcessingInstruction("xml-model", model))
    header = _add(root, dialect.header, dialect)
    description = _add(header, "fileDesc", dialect)
    _add(_add(description, "titleStmt", dialect), "title", dialect, f"Glossary {source}-{target}")
    _add(_add(description, "sourceDesc", dialect), "p", dialect, "Exported by translation-desk")
    if not dialect.style:
        _add(_add(header, "encodingDesc", dialect), "p", dialect, "TBXBasicXCSV02.xcs").set("type", "XCSURI")
    return root


def _add(parent: etree._Element, name: str, dialect: Dialect, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, dialect.space + name)
    element.text = text
    return element


def _say(parent: etree._Element, category: str, value: str, dialect: Dialect) -> None:
    """Add a data category: an element of its own name in the style dct, else a typed one."""
    if dialect.style == "dct":
        etree.SubElement(parent, f"{{{MIN}}}{category}").text = value
    else:
        _add(parent, TYPED[category], dialect, value).set("type", category)


def _target(section: etree._Element, row: Row, dialect: Dialect) -> None:
    _add(section, "term", dialect, row.target)
    _say(section, "administrativeStatus", STATUS[row.status], dialect)
    for name in ("kind", "match"):
        if getattr(row, name):
            _say(section, CARRIER, f"{name}:{getattr(row, name)}", dialect)
    if row.note:
        _add(section, "note", dialect, row.note)


def _losses(rows: list[Row], found: list[Entry], dialect: Dialect) -> list[str]:
    said = []
    for name in ("kind", "match", "concept"):
        number = sum(bool(getattr(row, name)) for row in rows)
        if number:
            said.append(f"{name} of {count(number, 'row')}: kept as {CARRIER} “{name}:…”, which other programs show as a customer")
    named = Counter(entry.concept for entry in found if entry.concept)
    split = sum(number > 1 for number in named.values())
    if split:
        said.append(f"{count(split, 'concept')} written as several entries: not all sources have the same targets")
    forbidden = sum(row.status is Status.FORBIDDEN for row in rows)
    if forbidden and not dialect.style:
        said.append(f"{count(forbidden, 'forbidden row')} marked as deprecated: OmegaT offers them all the same")
    return said
