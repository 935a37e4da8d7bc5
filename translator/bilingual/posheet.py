"""An article's catalog for outside use, and any copy of one that comes back."""

from __future__ import annotations

from translator.bilingual import po
from translator.bilingual.sheet import MAKER, Row, Sheet
from translator.model import State

FIELDS = {"article": "Project-Id-Version", "version": "X-Desk-Source", "save": "X-Desk-Save", "language": "X-Source-Language"}


def write(sheet: Sheet) -> bytes:
    """Write an article; what nobody has confirmed is fuzzy."""
    header = {
        "Project-Id-Version": sheet.article, "PO-Revision-Date": sheet.date, "Last-Translator": sheet.translator,
        "Language": sheet.target.replace("-", "_"), "X-Generator": MAKER, "X-Source-Language": sheet.language,
        "X-Desk-Source": sheet.version, "X-Desk-Save": sheet.save,
    }  # fmt: skip
    entries = []
    for row in sheet.rows:
        terms = "".join(f"\nterm: {word} → {' / '.join(forms)}" for word, forms in row.terms)
        fuzzy = row.state is None or not row.state.confirmed
        entries.append(po.Entry(row.key, row.source, row.target, fuzzy, row.previous, row.note + terms, row.comment, ((sheet.original, str(row.line)),)))
    return po.write(po.Catalog(header, entries=entries))


def read(data: bytes, path: str) -> Sheet:
    """Read a catalog; entries without a fuzzy flag are confirmed."""
    catalog = po.read(data, path)
    said = {field: catalog.header.get(name, "").strip() for field, name in FIELDS.items()}
    rows = []
    for entry in catalog.entries:
        if not entry.obsolete and not entry.plural:
            state = State.TRANSLATED if not entry.fuzzy and entry.target else State.INITIAL
            rows.append(Row(entry.key, entry.source, entry.target, state, line=entry.line, comment=entry.comment, typing=entry.fuzzy))
    return Sheet(
        said["article"], "", said["language"], catalog.header.get("Language", "").replace("_", "-"), said["version"], said["save"], tuple(rows),
        catalog.header.get("Last-Translator", ""), catalog.header.get("PO-Revision-Date", ""),
    )  # fmt: skip
