"""An article's confirmed sentences as TMX, for other programs' memories."""

from __future__ import annotations

from translator.bilingual import tmx
from translator.bilingual.sheet import Sheet
from translator.model import TranslationUnit


def write(sheet: Sheet) -> bytes:
    """Write what people have confirmed, each sentence with the ones around it as its context."""
    units, rows = [], sheet.rows
    for number, row in enumerate(rows):
        if row.state is not None and row.state.confirmed and row.target:
            before = rows[number - 1].source if number else ""
            after = rows[number + 1].source if number + 1 < len(rows) else ""
            units.append(TranslationUnit(row.source, row.target, sheet.language, sheet.target, "", "", sheet.article, row.key, before, after))
    return b"".join(tmx.write(units, sheet.language))
