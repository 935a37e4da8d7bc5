"""Word documents: paragraphs, headings, lists, tables, text boxes, foot- and endnotes; changed parts are written anew, all others are kept.

A paragraph's number stands for its line. Headers and footers of pages are left alone, as page furniture is elsewhere; so are tables of contents, which
Word makes from the headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from translator import marks
from translator.formats.docxruns import Paragraph
from translator.formats.splice import Metadata, Run, Visit, credit_only
from translator.model import Unit
from translator.ooxml import Package, value
from translator.safexml import clean, local, namespace

DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NOTES = ("footnotes", "endnotes")
CODE = re.compile(r"\b(?:html preformatted|macro text|(?:source )?code)\b")
MADE_BY_PROGRAMS = ("python-docx", "Microsoft Office User", "Windows User", "Windows-Benutzer", "openpyxl", "user", "Administrator")
TAGS = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES"}  # Word knows languages with a territory only


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit title, paragraphs, pictures' descriptions and notes; return the file with the visitor's answers in their places."""
    package = Package(data)
    old = _default_language(package)
    language = visit(Unit("language", old))
    walker = _Walker(package, visit, TAGS.get(language, language) if language != old else "")
    changed: dict[str, bytes] = {}
    changed |= _properties(package, visit, walker.language)
    main = package.parse(package.main)
    touched = walker.part(main)
    credit = visit(Unit("credit", ""))
    if credit:
        _append(main, credit)
    if touched or credit:
        changed[package.main] = _bytes(main)
    for name in [part for kind in NOTES for part in package.related(kind)]:
        root = package.parse(name)
        if walker.part(root):
            changed[name] = _bytes(root)
    if walker.language:
        changed |= _styles_in(package, walker.language)
    return package.replaced(changed)


def metadata(data: bytes) -> Metadata:
    """Return title, author, date and language where the file's properties or its text name them."""
    package = Package(data)
    said = package.properties
    author = said.get("creator", "")
    found = {
        "title": _title(said),
        "author": "" if author in MADE_BY_PROGRAMS else ", ".join(name.strip() for name in author.split(";")),
        "date": said.get("created", "")[:10],
        "language": _language(package) or said.get("language", ""),
    }
    return {name: text for name, text in found.items() if text}


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _title(said: Mapping[str, str]) -> str:
    title = said.get("title", "")
    return "" if re.match(r"(?:Microsoft Word - |Word Document$|Dokument\d*$|Document\d*$)|.*\.docx?$", title) else title


def _properties(package: Package, visit: Visit, language: str) -> dict[str, bytes]:
    """Visit the title in the file's properties."""
    name = next((target for kind, target in package.relations("") if kind == "core-properties" and target in package), "")
    title = _title(package.properties)
    if not name:
        return {}
    root, changed = package.parse(name), False
    run = Run()
    run.text(title, list(range(len(title))))
    run.settle()
    if run.worth:
        unit = Unit("title", marks.join(run.parts), 1, tuple(run.places(marks.join(run.parts))))
        answer = visit(unit)
        if answer != unit.text:
            out = [title[slice(*run.raw[piece.kind, piece.value])] if piece.kind == "alone" and (piece.kind, piece.value) in run.raw else piece.value
                   for piece in marks.pieces(answer) if piece.kind in ("text", "alone")]  # fmt: skip
            for element in root.iter(f"{DC}title"):
                element.text, changed = clean("".join(out)), True
    for element in root.iter(f"{DC}language") if language else ():
        element.text, changed = language, True
    return {name: _bytes(root)} if changed else {}


@dataclass
class _Walker:
    """Goes through the parts; paragraphs are counted through all of them."""

    package: Package
    visit: Visit
    language: str
    number: int = 0
    place: int = 0  # characters before this paragraph
    kinds: dict[str, str] = field(default_factory=dict)  # style -> kind

    def __post_init__(self) -> None:
        self.kinds = _kinds(self.package)

    def part(self, root: etree._Element) -> bool:
        """Visit a part's paragraphs; return whether any was changed."""
        changed = False
        open_fields = 0
        starts = [value(mark, "fldCharType") for mark in root.iter("{*}fldChar")]
        balanced = starts.count("begin") == starts.count("end")
        answers: dict[tuple[etree._Element, str], str] = {}
        for element in list(root.iter("{*}p")):
            if namespace(element) != namespace(root):
                continue
            self.number += 1
            before = open_fields
            own = [value(mark, "fldCharType") for mark in _own(element, "fldChar")]
            open_fields = max(0, open_fields + own.count("begin") - own.count("end")) if balanced else 0
            if before or open_fields or own.count("begin") != own.count("end") or _made_by_word(element):
                continue  # a table of contents, or another field over several paragraphs
            changed = self._descriptions(element) or changed
            changed = self._paragraph(element, answers) or changed
        if changed:
            _accept(root)
        return changed

    def _descriptions(self, element: etree._Element) -> bool:
        """Visit what is written for those who cannot see a picture."""
        changed = False
        for picture in _own(element, "docPr"):
            text = picture.get("descr", "")
            if any(character.isalnum() for character in text) and not any(local(parent) == "Fallback" for parent in picture.iterancestors()):
                marked = marks.escape(text)
                answer = self.visit(Unit("alt", marked, self.number, (self.place,) * len(marked)))
                if answer != marked:
                    picture.set("descr", clean(marks.strip(answer)))
                    changed = True
        return changed

    def _paragraph(self, element: etree._Element, answers: dict[tuple[etree._Element, str], str]) -> bool:
        kind = self._kind(element)
        paragraph = Paragraph(element, self.language)
        run = paragraph.run
        if kind == "code" or not run.worth or credit_only(run.plain):
            return False
        marked = marks.join(run.parts)
        unit = Unit(kind, marked, self.number, tuple(self.place + at for at in run.places(marked)))
        self.place += len(paragraph.atoms) + 1
        holder = next((parent for parent in element.iterancestors() if local(parent) == "AlternateContent"), None)
        if holder is not None and (holder, marked) in answers:  # the same text box for older programs
            target = answers[holder, marked]
        else:
            target = self.visit(unit)
            if holder is not None:
                answers[holder, marked] = target
        if target == marked:
            return False
        paragraph.rewrite(target)
        return True

    def _kind(self, element: etree._Element) -> str:
        properties = next((child for child in element if local(child) == "pPr"), None)
        facts = {local(child): child for child in properties} if properties is not None else {}
        kind = self.kinds.get(value(facts.get("pStyle")), "")
        if not kind and "outlineLvl" in facts and value(facts["outlineLvl"]) != "9":
            kind = "heading"
        if not kind and "numPr" in facts:
            kind = "item"
        if not kind and any(local(parent) == "tc" for parent in element.iterancestors()):
            kind = "cell"
        return kind or "paragraph"


def _accept(root: etree._Element) -> None:
    """Take out what was deleted with tracked changes, as in the paragraphs that were written anew: nobody is to read it in a publication."""
    for gone in [*root.iter("{*}del", "{*}moveFrom")]:
        parent = gone.getparent()
        if parent is not None and namespace(gone) == namespace(root) and not local(parent).endswith("Pr"):
            parent.remove(gone)
    for element in [*root.iter("{*}p")]:
        parent = element.getparent()
        marked = element.find("{*}pPr/{*}rPr/{*}del") is not None and element.find("{*}pPr/{*}sectPr") is None
        if parent is not None and marked and all(local(child) == "pPr" for child in element) and parent[-1] is not element:  # a cell ends with one
            parent.remove(element)


def _own(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """List the elements of a name in a paragraph, without those of paragraphs in text boxes inside it."""
    for found in element.iter(f"{{*}}{name}"):
        if next((parent for parent in found.iterancestors() if parent.tag == element.tag), element) is element:
            yield found


def _made_by_word(element: etree._Element) -> bool:
    """Tell whether a paragraph belongs to a table of contents that Word makes."""
    for parent in element.iterancestors():
        if local(parent) == "sdt" and any(value(gallery) == "Table of Contents" for gallery in parent.iterfind("{*}sdtPr/{*}docPartObj/{*}docPartGallery")):
            return True
    return False


def _kinds(package: Package) -> dict[str, str]:
    """Tell what each paragraph style stands for; its name is the same in every language of Word."""
    found: dict[str, str] = {}
    based: dict[str, str] = {}
    for name in package.related("styles"):
        for style in package.parse(name).iter("{*}style"):
            own = value(style, "styleId")
            facts = {local(child): child for child in style}
            called = value(facts.get("name")).lower()
            based[own] = value(facts.get("basedOn"))
            if called.startswith("heading ") or called in ("title", "subtitle") or style.find("{*}pPr/{*}outlineLvl") is not None:
                found[own] = "heading"
            elif called == "caption":
                found[own] = "caption"
            elif CODE.search(called):
                found[own] = "code"
            elif style.find("{*}pPr/{*}numPr") is not None or called.startswith("list "):
                found[own] = "item"
    for own in based:
        at, seen = own, {own}
        while at not in found and based.get(at) and based[at] not in seen:
            at = based[at]
            seen.add(at)
        if at in found:
            found.setdefault(own, found[at])
    return found


def _append(root: etree._Element, credit: str) -> None:
    """Write the credit line as the last paragraph."""
    body = next((child for child in root if local(child) == "body"), root)
    space = f"{{{namespace(root)}}}"
    paragraph = body.makeelement(f"{space}p")
    written = etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}t")
    written.set(f"{XML}space", "preserve")
    written.text = clean(credit)
    last = body[-1] if len(body) and local(body[-1]) == "sectPr" else None
    if last is not None:
        last.addprevious(paragraph)
    else:
        body.append(paragraph)


def _default_language(package: Package) -> str:
    """Return the language that text without one of its own is in."""
    for name in package.related("styles"):
        for found in package.parse(name).iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}lang"):
            return value(found)
    return ""


def _styles_in(package: Package, language: str) -> dict[str, bytes]:
    """Write the language that text without one of its own is in, so that spelling is checked as it should be."""
    changed = {}
    for name in package.related("styles"):
        root = package.parse(name)
        for found in root.iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}lang"):
            found.set(f"{{{namespace(root)}}}val", language)
            changed[name] = _bytes(root)
    return changed


def _language(package: Package) -> str:
    """Return the language of most of the text; English only where runs say so, as every template does."""
    counts: Counter[str] = Counter()
    for run in package.parse(package.main).iter("{*}r"):
        length = sum(len(text.text or "") for text in run.iterfind("{*}t"))
        counts[next((value(found) for found in run.iterfind("{*}rPr/{*}lang") if value(found)), "")] += length
    default = _default_language(package)
    language, count = counts.most_common(1)[0] if counts else ("", 0)
    if language and 2 * count > sum(counts.values()):
        return language
    return default if not default.lower().startswith("en") else ""
