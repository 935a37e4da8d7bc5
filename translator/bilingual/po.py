"""Catalogs: one PO file per article and language. The only module that knows polib."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.errors import CatalogError
from translator.model import storable

HEADER = (  # gettext's own order; what else a header holds follows, as it came
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
# str.splitlines, and with it polib, ends a line at these; a PO file does not
HIDDEN = {ord(character): 0x10F800 + number for number, character in enumerate("\x1c\x1d\x1e\x85\u2028\u2029\x0b\x0c")}
SHOWN = {hidden: character for character, hidden in HIDDEN.items()}
LARGEST = 64 * 1024 * 1024
DEFAULTS = {
    "Language-Team": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `key` is the msgctxt, `note` the lines after `#.`, `comment` what a translator wrote.

    A flag that begins with `=` is a lasting one of gettext 1.0, which stands in a line `#=` of its own.
    """

    key: str
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""
    note: str = ""
    comment: str = ""
    references: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = 0
    plural: str = ""  # the source for other numbers than 1; then `forms` holds the translations
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class Catalog:
    """A PO file: its header in order, and its entries."""

    header: dict[str, str] = field(default_factory=dict)
    comment: str = ""  # what people wrote above the header
    entries: list[Entry] = field(default_factory=list)


def read(data: bytes, path: str) -> Catalog:
    """Read a catalog; a broken one is refused with the line where it breaks."""
    import polib

    if len(data) > LARGEST:
        raise CatalogError(f"is larger than {LARGEST // 2**20} MiB", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError("is not UTF-8", path=path, line=line, hint=f"msgconv -t UTF-8 -o {path} {path}") from None
    if "\0" in text:
        raise CatalogError("is binary: it holds NUL bytes", path=path, line=text[: text.index("\0")].count("\n") + 1)
    conflict = re.search(r"^(?:<{7}|={7}$|>{7})", text, re.M)
    if conflict:
        line = text[: conflict.start()].count("\n") + 1
        raise CatalogError("holds a merge conflict", path=path, line=line, hint="resolve it in git first")
    torn = re.search(r'^(?:#~ ?|#\| ?)*(?:msg\w+(?:\[\d+\])?\s*)?"(?!(?:[^"\\\n]|\\.)*"\s*$).*$', text, re.M)
    if torn:  # polib would drop the last letter instead
        line = text[: torn.start()].count("\n") + 1
        raise CatalogError("a text has no closing quote mark, or one too many", path=path, line=line, hint=f"msgfmt -c {path} tells more")
    text = re.sub(r"^#(?=[^\s#.:,|~=])", "# ", text, flags=re.M)  # a comment without a space is one for gettext, and a syntax error for polib
    # gettext 1.0 writes lasting flags in lines of their own, which polib calls a syntax error; `#~|` it drops
    text = re.sub(r"^#=(.*)$", lambda found: "#, " + ", ".join("=" + flag.strip() for flag in found[1].split(",")), text, flags=re.M)
    text = re.sub(r"^#~\|", "#|", text, flags=re.M)
    try:
        # A line feed in front: polib takes a text that happens to be a path for a file.
        file = polib.pofile("\n" + text.translate(HIDDEN), wrapwidth=0)
    except (OSError, ValueError, UnicodeError, IndexError, AttributeError) as error:
        found = re.search(r"\(line (\d+)\)", str(error))
        reason = str(error).partition(": ")[2] or str(error)
        raise CatalogError(
            f"is not a valid PO file: {reason}",
            path=path,
            line=int(found[1]) - 1 if found else None,
            hint=f"msgfmt -c {path} tells more; git can bring back the last good one",
        ) from None
    catalog = Catalog(dict(file.metadata), file.header.strip("\n"))
    if not file.metadata and len(file):  # without a header polib takes the first entry's comment for the header's
        file[0].tcomment, catalog.comment = file[0].tcomment or catalog.comment, ""
    seen: set[tuple[str, str]] = set()
    for entry in file:
        name = entry.msgctxt or "", entry.msgid
        if name in seen and not entry.obsolete:
            raise CatalogError("holds the same entry twice", path=path, line=(entry.linenum or 1) - 1, hint=f"msguniq -o {path} {path}")
        if name == ("", "") and not entry.obsolete:
            raise CatalogError("holds an entry without a text", path=path, line=(entry.linenum or 1) - 1 or None, hint=f"msgfmt -c {path} tells more")
        seen |= set() if entry.obsolete else {name}
        catalog.entries.append(
            Entry(
                entry.msgctxt or "",
                entry.msgid.translate(SHOWN),
                entry.msgstr.translate(SHOWN),
                "fuzzy" in entry.flags,
                (entry.previous_msgid or "").translate(SHOWN),
                entry.comment.translate(SHOWN),
                entry.tcomment.translate(SHOWN),
                tuple((str(name), str(line)) for name, line in entry.occurrences),
                tuple(flag for flag in entry.flags if flag != "fuzzy"),
                bool(entry.obsolete),
                max(0, (entry.linenum or 1) - 1),
                entry.msgid_plural.translate(SHOWN),
                tuple(text.translate(SHOWN) for _, text in sorted(entry.msgstr_plural.items())),
            )
        )
    return catalog


def write(catalog: Catalog) -> bytes:
    """Write a catalog; the same catalog always gives the same bytes."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.header = catalog.comment
    values = DEFAULTS | catalog.header
    for name in [*HEADER, *(n for n in values if n not in HEADER)]:
        file.metadata[name] = " ".join(values.get(name, "").split())
    for entry in catalog.entries:
        file.append(
            polib.POEntry(
                msgctxt=entry.key or None,
                msgid=entry.source.translate(HIDDEN),
                msgstr=entry.target.translate(HIDDEN),
                comment=entry.note.translate(HIDDEN),
                tcomment=entry.comment.translate(HIDDEN),
                occurrences=list(entry.references),
                flags=[*(["fuzzy"] if entry.fuzzy and entry.target else []), *entry.flags],
                previous_msgid=entry.previous.translate(HIDDEN) or None,
                obsolete=entry.obsolete,
                msgid_plural=entry.plural.translate(HIDDEN),
                msgstr_plural={number: text.translate(HIDDEN) for number, text in enumerate(entry.forms)},
            )
        )
    text = re.sub(r"^#, (.*=.*)$", _lasting, _text(file), flags=re.M)
    text = text.translate(SHOWN) + "\n"
    if not storable(text):  # such a file could never be read again
        raise CatalogError("would hold a NUL or half a character; nothing was written", hint="remove it from the text")
    return text.encode()


def _lasting(found: re.Match[str]) -> str:
    """Write the flags of a line in two, as gettext 1.0 does: what changes with the work, and what lasts."""
    flags = [flag.strip() for flag in found[1].split(",")]
    work, lasting = [flag for flag in flags if flag[:1] != "="], [flag[1:] for flag in flags if flag[:1] == "="]
    return "\n".join(f"{sign} {', '.join(own)}" for sign, own in (("#,", work), ("#=", lasting)) if own)


def _text(file: object) -> str:
    """Write polib's text without its blank header comment, header fields in the order given."""
    lines = str(file).rstrip("\n").split("\n")
    while lines and lines[0].strip() in ("#", ""):
        del lines[0]
    return "\n".join(lines)
