"""What the tables for word processors have in common: titles, instructions, words for states, the line that names the article.

A row is known by the key that stands, small or hidden, behind its number: that survives sorting, other programs and copying between files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.bilingual.sheet import MAKER, Row, Sheet
from translator.errors import FormatError
from translator.model import State
from translator.safexml import clean

TITLES = ("No.", "Source", "Target", "State", "Comment")
INSTRUCTIONS = {
    "en": "Please change the texts in the column Target only. Where a draft is right as it stands, write OK into State; what you change needs "
    "nothing else. Leave signs such as <1> and </1> around the words they belong to. Rows may be sorted or deleted; leave the numbers and the last line.",
    "de": "Bitte ändern Sie nur die Texte in der Spalte Target. Ist ein Entwurf gut, wie er ist, schreiben Sie OK in die Spalte State; Geändertes "
    "braucht das nicht. Zeichen wie <1> und </1> bleiben bei ihren Wörtern. Zeilen dürfen sortiert oder gelöscht werden; Nummern und letzte Zeile bleiben.",
}
WORDS = {
    "confirmed": State.TRANSLATED, "bestätigt": State.TRANSLATED, "ok": State.TRANSLATED, "okay": State.TRANSLATED, "o.k.": State.TRANSLATED,
    "geprüft": State.TRANSLATED, "passt": State.TRANSLATED, "gut": State.TRANSLATED, "approved": State.TRANSLATED, "reviewed": State.TRANSLATED,
    "ja": State.TRANSLATED, "yes": State.TRANSLATED, "✓": State.TRANSLATED, "done": State.TRANSLATED, "fertig": State.TRANSLATED,
    "draft": State.INITIAL, "entwurf": State.INITIAL,
}  # fmt: skip
KEY = re.compile(r"\b[0-9a-f]{12}(?:-\d+)?\b")
LINE = re.compile(rf"{MAKER} · (\S+) · ([\w-]+) → ([\w-]+) · ([0-9a-f]{{64}}) · ([0-9a-f]*)")


def line(sheet: Sheet) -> str:
    """Write the line that names article, languages, version and save."""
    return f"{MAKER} · {sheet.article} · {sheet.language} → {sheet.target} · {sheet.version} · {sheet.save}"


def state(row: Row) -> str:
    """Write a row's state for people."""
    if not row.target:
        return ""
    return "confirmed" if row.state and row.state.confirmed else "draft"


def read(rows: Sequence[tuple[int, Sequence[str], str]], text: str, path: str) -> Sheet:
    """Make a sheet of (line, cells, comments in the margin) and the whole text, where the last line stands."""
    found = LINE.search(" ".join(text.split()))
    made = []
    for place, cells, margin in rows:
        key = KEY.search(cells[0]) if cells else None
        if len(cells) != len(TITLES) or key is None:
            plain = [_plain(cell) for cell in cells]
            if len(cells) > 2 and any(plain[1:]) and tuple(plain) != TITLES and not LINE.search(" ".join(plain)):
                made.append(Row(key[0] if key else "", plain[1], plain[2], line=place, problem="its number is gone, or cells were joined or split"))
            continue  # the titles, or another table
        source, target, said = (_plain(cell) for cell in cells[1:4])
        done = WORDS.get(said.casefold().strip(" .!,;"), WORDS.get(said.casefold()))
        unknown = f"State: {said}" if said and done is None else ""  # for people to read
        notes = "\n".join(line.strip() for line in [*clean(cells[4]).splitlines(), margin, unknown] if line.strip())
        made.append(Row(key[0], source, target, done, line=place, comment=notes))
    if all(row.problem for row in made):
        raise FormatError("holds no table of translator export", path=path, hint=f"its columns are {', '.join(TITLES)}; the numbers are needed")
    named = found.groups() if found else ("",) * 5
    return Sheet(named[0], "", named[1], named[2], named[3], named[4], tuple(made), loose=True)


def _plain(cell: str) -> str:
    return re.sub("[ \t\r\n]+", " ", clean(cell)).strip(" ")
