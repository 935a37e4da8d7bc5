"""XLIFF 1.2: one `file` per article, one `trans-unit` per sentence, its id the key.

States: what nobody has confirmed is `needs-review-translation`, with `mt-suggestion` or `exact-match` while it is a machine's or the memory's (which
gives what is certain only); what a person typed and did not confirm, too, as tools take `translated` for done. *reviewed* is `signed-off` (1.2's
word for "reviewed and approved"), *final* is `final`; `new` is empty. States that we never write are another program's word for unfinished text:
`needs-l10n` (Poedit), `needs-translation` (Weblate).
"""

from __future__ import annotations

from lxml import etree

from translator import __version__
from translator.bilingual import inline
from translator.bilingual.sheet import MAKER, Row, Sheet
from translator.errors import FormatError
from translator.model import State
from translator.safexml import clean

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
STATES = {State.REVIEWED: "signed-off", State.FINAL: "final"}
READ = {"needs-review-translation": State.INITIAL, "translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.FINAL}
UNFINISHED = ("needs-translation", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n")
DATATYPES = {".html": "html", ".htm": "html", ".xhtml": "xhtml", ".md": "x-markdown", ".markdown": "x-markdown", ".po": "x-gettext", ".pot": "x-gettext"}
FIELDS = ("article", "version", "save")


def write(sheet: Sheet) -> bytes:
    """Write an article."""
    root = etree.Element(f"{{{SPACE}}}xliff", {"version": "1.2"}, {None: SPACE})
    kind = DATATYPES.get("." + sheet.original.rpartition(".")[2].lower(), "plaintext")
    languages = {"source-language": sheet.language, "target-language": sheet.target}
    file = _add(root, "file", original=sheet.original, datatype=kind, **languages, **{"tool-id": MAKER})
    header = _add(file, "header")
    _add(header, "tool", **{"tool-id": MAKER, "tool-name": MAKER, "tool-version": __version__})
    for field in FIELDS:
        _add(header, "note", str(getattr(sheet, field)), **{"from": f"{MAKER}:{field}"})
    body = _add(file, "body")
    for row in sheet.rows:
        _unit(body, sheet, row)
    etree.indent(header)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{name}", {key: clean(value) for key, value in attributes.items()})
    made.text = clean(text) or None
    made.tail = "\n"
    return made


def _unit(body: etree._Element, sheet: Sheet, row: Row) -> None:
    unit = _add(body, "trans-unit", id=row.key, approved="yes" if row.state in STATES else "no")
    unit.text = "\n"
    unit.set(f"{XML}space", "preserve")
    if row.kind:
        unit.set("restype", "x-" + row.kind)
    source = _add(unit, "source", **{f"{XML}lang": sheet.language})
    inline.write(source, row.source, "g", "x")
    target = _add(unit, "target", **{f"{XML}lang": sheet.target}, **_state(row))  # also when empty: OmegaT would write into alt-trans
    inline.write(target, row.target, "g", "x")
    place = _add(unit, "context-group", purpose="location")
    _add(place, "context", sheet.original, **{"context-type": "sourcefile"})
    _add(place, "context", str(row.line), **{"context-type": "linenumber"})
    if row.comment:
        _add(unit, "note", row.comment, **{"from": "translator"})
    if row.previous:  # not in alt-trans: OmegaT 6 takes any source element for the unit's
        _add(unit, "note", row.previous, **{"from": "previous-source"})
    for word, forms in row.terms:
        _add(unit, "note", f"{word} → {' / '.join(forms)}", **{"from": "glossary", "annotates": "source"})
    if row.kind and row.kind != "paragraph":
        _add(unit, "note", row.kind, **{"from": "kind", "annotates": "source"})
    for proposal in row.proposals:
        other = _add(unit, "alt-trans", origin=" ".join((proposal.origin, proposal.by)).strip(), alttranstype="proposal")
        inline.write(_add(other, "target", **{f"{XML}lang": sheet.target}), proposal.text, "g", "x")


def _state(row: Row) -> dict[str, str]:
    if not row.target:
        return {"state": "new"}
    if row.state in STATES:
        return {"state": STATES[row.state]}
    qualifier = {"mt": "mt-suggestion", "tm": "exact-match"}.get(row.proposals[0].origin if row.proposals else "", "")
    return {"state": "needs-review-translation"} | ({"state-qualifier": qualifier} if qualifier and not row.typing else {})


def read(root: etree._Element, path: str) -> Sheet:
    """Read an article from the parsed file, whatever another program did to it."""
    files = root.findall("{*}file")
    if len(files) != 1:
        raise FormatError(f"holds {len(files)} articles", path=path, hint="import them one by one: one file element in each file")
    file = files[0]
    said = {note.get("from", "").removeprefix(f"{MAKER}:"): (note.text or "").strip() for note in file.iterfind("{*}header/{*}note")}
    people = [phase.get("contact-name", "").strip() for phase in file.iterfind("{*}header/{*}phase-group/{*}phase")]
    rows = tuple(_row(unit) for unit in file.iter("{*}trans-unit") if unit.get("translate") != "no")
    return Sheet(
        said.get("article", ""), file.get("original", ""), file.get("source-language", ""), file.get("target-language", ""),
        said.get("version", ""), said.get("save", ""), rows, next((name for name in reversed(people) if name), ""),
    )  # fmt: skip


def _row(unit: etree._Element) -> Row:
    target = unit.find("{*}target")
    written = target.get("state", "") if target is not None else ""
    said = State.INITIAL if written in UNFINISHED else READ.get(written)
    if unit.get("approved") == "yes" and said in (None, State.TRANSLATED):
        said = State.REVIEWED
    comments = [note.text or "" for note in unit.iterfind("{*}note") if note.get("from", "translator") not in ("previous-source", "glossary", "kind")]
    return Row(
        unit.get("id", ""), inline.read(unit.find("{*}source")), inline.read(target), said, line=unit.sourceline or 0,
        comment="\n".join(text.strip() for text in comments if text.strip()), typing=written in UNFINISHED,
    )  # fmt: skip
