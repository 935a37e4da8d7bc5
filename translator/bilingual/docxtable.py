"""A table in a Word document, for reviewers who have only a word processor.

Written by hand: the few parts that Word and LibreOffice need, with the standard library's ZIP and lxml, which is here anyway. python-docx (a
quarter of a megabyte more) has no word for what matters: bookmarks, hidden text, tracked changes, languages.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from translator import ooxml
from translator.bilingual import tables
from translator.bilingual.sheet import MAKER, Row, Sheet
from translator.ooxml import RELATION, W, value
from translator.safexml import clean, local

XML = "{http://www.w3.org/XML/1998/namespace}"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WIDTHS = (800, 5300, 5300, 1200, 1900)  # twentieths of a point; A4 across, margins of 2 cm
SKIPPED = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tcPr", "sdtPr", "Fallback", "txbxContent")
CONTENT_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
OWN_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>"""
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/></w:rPr>\
</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr>\
<w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>"""


def write(sheet: Sheet) -> bytes:
    """Write an article."""
    root = etree.Element(f"{{{W}}}document", nsmap={"w": W})
    body = _add(root, "body")
    heading = f"{sheet.article}: {sheet.language} → {sheet.target}"
    _text(_styled(body, "Heading1"), heading)
    for language, text in tables.INSTRUCTIONS.items():
        _text(_add(body, "p"), text, language)
    table = _table(body)
    top = _add(table, "tr")
    _add(_add(top, "trPr"), "tblHeader")
    for title, width in zip(tables.TITLES, WIDTHS, strict=True):
        _text(_cell(top, width, "D9E2EC"), title, bold=True)
    for number, row in enumerate(sheet.rows, 1):
        _row(table, sheet, row, number)
    _text(_add(body, "p"), tables.line(sheet))
    section = _add(body, "sectPr")
    _add(section, "pgSz", w="16838", h="11906", orient="landscape")
    _add(section, "pgMar", top="1134", right="1134", bottom="1134", left="1134", header="567", footer="567", gutter="0")
    core = etree.Element(
        f"{{{PACKAGE}/metadata/core-properties}}coreProperties", nsmap={"cp": f"{PACKAGE}/metadata/core-properties", "dc": "http://purl.org/dc/elements/1.1/"}
    )
    for name, text in (("title", heading), ("creator", MAKER)):
        etree.SubElement(core, f"{{http://purl.org/dc/elements/1.1/}}{name}").text = text
    etree.SubElement(core, f"{{{PACKAGE}/metadata/core-properties}}lastModifiedBy").text = MAKER
    return ooxml.pack({
        "[Content_Types].xml": CONTENT_TYPES.encode(), "_rels/.rels": RELATIONS.encode(), "word/document.xml": _bytes(root),
        "word/_rels/document.xml.rels": OWN_RELATIONS.encode(), "word/styles.xml": STYLES.encode(), "docProps/core.xml": _bytes(core),
    })  # fmt: skip


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{W}}}{name}", {f"{{{W}}}{key}": text for key, text in attributes.items()})


def _styled(parent: etree._Element, style: str) -> etree._Element:
    paragraph = _add(parent, "p")
    _add(_add(paragraph, "pPr"), "pStyle", val=style)
    return paragraph


def _table(body: etree._Element) -> etree._Element:
    table = _add(body, "tbl")
    properties = _add(table, "tblPr")
    _add(properties, "tblW", w=str(sum(WIDTHS)), type="dxa")
    borders = _add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz="4", space="0", color="999999")
    _add(properties, "tblLayout", type="fixed")
    grid = _add(table, "tblGrid")
    for width in WIDTHS:
        _add(grid, "gridCol", w=str(width))
    return table


def _row(table: etree._Element, sheet: Sheet, row: Row, number: int) -> None:
    made = _add(table, "tr")
    _add(_add(made, "trPr"), "cantSplit")
    first = _cell(made, WIDTHS[0])
    _add(first, "bookmarkStart", id=str(number), name=f"s_{row.key.replace('-', '_')}")
    _text(first, f"{number} ")
    _text(first, row.key, hidden=True)
    _add(first, "bookmarkEnd", id=str(number))
    _text(_cell(made, WIDTHS[1], "F2F2F2"), row.source, sheet.language)
    _text(_cell(made, WIDTHS[2]), row.target, sheet.target)
    _text(_cell(made, WIDTHS[3]), tables.state(row), "en")
    _text(_cell(made, WIDTHS[4]), row.comment)


def _cell(row: etree._Element, width: int, shade: str = "") -> etree._Element:
    """Add a cell; return its paragraph."""
    cell = _add(row, "tc")
    properties = _add(cell, "tcPr")
    _add(properties, "tcW", w=str(width), type="dxa")
    if shade:
        _add(properties, "shd", val="clear", color="auto", fill=shade)
    return _add(cell, "p")


def _text(paragraph: etree._Element, text: str, language: str = "", *, bold: bool = False, hidden: bool = False) -> None:
    run = _add(paragraph, "r")
    if bold or hidden or language:
        properties = _add(run, "rPr")
        for name, wanted in (("b", bold), ("vanish", hidden)):
            if wanted:
                _add(properties, name)
        if language:
            _add(properties, "lang", val={"en": "en-US", "de": "de-DE"}.get(language, language))
    for number, part in enumerate(clean(text).split("\n")):
        if number:
            _add(run, "br")
        made = _add(run, "t")
        made.set(f"{XML}space", "preserve")
        made.text = part


def read(data: bytes, path: str) -> Sheet:
    """Read the table as a word processor saved it; tracked insertions count, deletions are left out, comments come along."""
    package = ooxml.Package(data, path)
    root = package.parse(package.main)
    notes = {number: text for part in package.related("comments") for number, text in _comments(package.parse(part))}
    rows = []
    for number, row in enumerate(element for element in root.iter("{*}tr") if local(element) == "tr"):
        if any(local(mark) == "del" for properties in row.iterfind("{*}trPr") for mark in properties):
            continue
        margin = [notes.get(value(mark, "id"), "") for mark in row.iter("{*}commentReference")]
        rows.append((number, [plain(cell) for cell in _cells(row)], "\n".join(text for text in margin if text)))
    sheet = tables.read(rows, plain(root), path)
    name = package.properties.get("lastModifiedBy", "")
    return replace(sheet, translator="" if name == MAKER else name)


def _cells(row: etree._Element) -> list[etree._Element]:
    """List a row's cells, also those inside a content control."""
    out = []
    for child in row:
        if local(child) == "tc":
            out.append(child)
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            out += _cells(child)
    return out


def _comments(root: etree._Element) -> list[tuple[str, str]]:
    return [(value(comment, "id"), " ".join(plain(comment).split())) for comment in root.iter("{*}comment")]


def plain(element: etree._Element) -> str:
    """Return the text as it reads with every tracked change accepted; paragraphs end with a line feed."""
    out = []
    for child in element:
        name = local(child)
        if name == "t":
            out.append(child.text or "")
        elif name in ("br", "cr"):
            out.append("\n")
        elif name in ("tab", "ptab"):
            out.append("\t")
        elif name == "noBreakHyphen":
            out.append("\u2011")
        elif name and name not in SKIPPED:
            out.append(plain(child))
    return "".join(out) + ("\n" if local(element) == "p" else "")
