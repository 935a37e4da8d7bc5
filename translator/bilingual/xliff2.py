"""XLIFF 2.1: one `file` per article, one `unit` with one `segment` per sentence, its id the key.

One unit a sentence, not a paragraph: other programs may join and split the segments of a unit, and a key is one sentence's. States: what
nobody has confirmed is `initial` (also what a person typed: `translated` is done for other programs), then `reviewed` and `final`.
The machine's text stands in the translation candidates module, terms in the glossary module, what import needs in the metadata module.
"""

from __future__ import annotations

from lxml import etree

from translator.bilingual import inline
from translator.bilingual.sheet import MAKER, Row, Sheet
from translator.errors import FormatError
from translator.model import State
from translator.safexml import clean, local

SPACE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 kept it
MATCHES, GLOSSARY, METADATA = (f"urn:oasis:names:tc:xliff:{name}:2.0" for name in ("matches", "glossary", "metadata"))
UNFINISHED = "poedit:fuzzy"  # the subState of what Poedit calls translated all the same
XML = "{http://www.w3.org/XML/1998/namespace}"
FIELDS = ("article", "version", "save")
KEPT = {"canDelete": "no", "canCopy": "no"}


def write(sheet: Sheet) -> bytes:
    """Write an article."""
    root = etree.Element(
        f"{{{SPACE}}}xliff", {"version": "2.1", "srcLang": sheet.language, "trgLang": sheet.target},
        {None: SPACE, "mtc": MATCHES, "gls": GLOSSARY, "mda": METADATA},
    )  # fmt: skip
    file = _add(root, SPACE, "file", id="f1", original=sheet.original)
    group = _add(_add(file, METADATA, "metadata"), METADATA, "metaGroup", category=MAKER)
    for field in FIELDS:
        _add(group, METADATA, "meta", str(getattr(sheet, field)), type=field)
    for row in sheet.rows:
        _unit(file, sheet, row)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _add(parent: etree._Element, space: str, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{space}}}{name}", {key: clean(value) for key, value in attributes.items()})
    made.text = clean(text) or None
    made.tail = "\n"
    return made


def _unit(file: etree._Element, sheet: Sheet, row: Row) -> None:
    unit = _add(file, SPACE, "unit", id=row.key, name=f"{sheet.original}:{row.line}", canResegment="no")
    unit.text = "\n"
    if row.kind:
        unit.set("type", "desk:" + row.kind)
    if row.proposals:
        matches = _add(unit, MATCHES, "matches")
        for proposal in row.proposals:
            match = _add(matches, MATCHES, "match", ref=f"#{row.key}", type=proposal.origin)
            if proposal.by:
                match.set("origin", clean(proposal.by))
            inline.write(_add(match, SPACE, "source"), row.source, "pc", "ph", KEPT)
            inline.write(_add(match, SPACE, "target"), proposal.text, "pc", "ph", KEPT)
    if row.terms:
        glossary = _add(unit, GLOSSARY, "glossary")
        for word, forms in row.terms:
            entry = _add(glossary, GLOSSARY, "glossEntry")
            _add(entry, GLOSSARY, "term", word)
            for form in forms:
                _add(entry, GLOSSARY, "translation", form)
    notes = [("translator", row.comment), ("previous-source", row.previous), ("kind", "" if row.kind == "paragraph" else row.kind)]
    if any(text for _, text in notes):
        holder = _add(unit, SPACE, "notes")
        for category, text in notes:
            if text:
                _add(holder, SPACE, "note", text, category=category)
    state = row.state if row.state and row.state.confirmed else State.INITIAL
    segment = _add(unit, SPACE, "segment", id=row.key, state=state, canResegment="no")
    source = _add(segment, SPACE, "source")
    source.set(f"{XML}space", "preserve")
    inline.write(source, row.source, "pc", "ph", KEPT)
    if row.target:
        target = _add(segment, SPACE, "target")
        target.set(f"{XML}space", "preserve")
        inline.write(target, row.target, "pc", "ph", KEPT)


def read(root: etree._Element, path: str) -> Sheet:
    """Read an article from the parsed file, whatever another program did to it."""
    files = root.findall("{*}file")
    if len(files) != 1:
        raise FormatError(f"holds {len(files)} articles", path=path, hint="import them one by one: one file element in each file")
    file = files[0]
    groups = [group for group in file.iterfind("{*}metadata/{*}metaGroup") if group.get("category") == MAKER]
    said = {meta.get("type", ""): (meta.text or "").strip() for group in groups for meta in group.iterfind("{*}meta")}
    rows = tuple(_row(unit) for unit in file.iter("{*}unit") if unit.get("translate") != "no")
    return Sheet(
        said.get("article", ""), file.get("original", ""), root.get("srcLang", ""), root.get("trgLang", ""), said.get("version", ""),
        said.get("save", ""), rows,
    )  # fmt: skip


def _row(unit: etree._Element) -> Row:
    """Read a unit; where another program cut it into several segments, they are one sentence again."""
    segments = [child for child in unit if isinstance(child.tag, str) and local(child) in ("segment", "ignorable")]
    states = [segment.get("state", "") for segment in segments if local(segment) == "segment"]
    source = "".join(inline.read(segment.find("{*}source")) for segment in segments)
    targets = [segment.find("{*}target") for segment in segments]
    gaps = ["" if target is not None else inline.read(segment.find("{*}source")) for segment, target in zip(segments, targets, strict=True)]
    plain = [local(segment) == "ignorable" for segment in segments]
    target = "".join(inline.read(own) or (gap if between else "") for own, gap, between in zip(targets, gaps, plain, strict=True))
    comments = [note.text or "" for note in unit.iterfind("{*}notes/{*}note") if note.get("category") not in ("previous-source", "kind")]
    known = [State(state) for state in states if state in set(State)]
    typing = any(segment.get("subState") == UNFINISHED for segment in segments)
    said = min(known, key=list(State).index) if known and len(known) == len(states) else None
    return Row(
        unit.get("id", ""), source, target if any(own is not None for own in targets) else "",
        State.INITIAL if typing else said, line=unit.sourceline or 0, comment="\n".join(text.strip() for text in comments if text.strip()), typing=typing,
    )  # fmt: skip
