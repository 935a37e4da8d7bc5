"""Reads and writes TMX, the exchange format of translation memories: 1.4b, and 1.1 to 1.4 as other programs write them.

Inline elements become marks: `bpt` and `ept` of one number are `<1>…</1>`, `hi` too, `ph`, `it`, `ut` and a lone `bpt` are
`<2/>`; the native code in them, with what `sub` holds, is not read. In source and target the same number stands for
the same element: by `x`, else by `i`, else by kind and order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from translator import __version__, marks, safexml
from translator.errors import FormatError, UsageError
from translator.language import speaks
from translator.model import TranslationUnit

LARGEST = 2**31  # bytes
LONGEST = 20_000  # characters of a segment; longer ones are no sentences, and are passed over
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INLINE = {"bpt", "ept", "ph", "it", "hi", "ut"}
BEFORE = {"x-context-before", "x-context-pre", "prev", "x-prev"}  # ours, memoQ's, OmegaT's
AFTER = {"x-context-after", "x-context-post", "next", "x-next"}
KEY = {"x-key", "id"}
NOBODY = {"", "unknown", "unnamed"}
UNUSABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


def read(path: Path, source: str, target: str, *, origin: str = "") -> Iterator[TranslationUnit]:
    """Yield the units of a file between two languages (of the target any variety), one for each target, in order; memory stays flat.

    A file whose own source language is another serves too, if it has both languages.
    """
    if not path.is_file():
        raise UsageError("is a folder, not a file" if path.is_dir() else "no such file", path=path, hint="name a TMX file")
    if path.stat().st_size > LARGEST:
        raise UsageError(f"is larger than {LARGEST // 2**20} MiB", path=path, hint="split it into smaller files")
    elements = safexml.stream(path, "tu", "header")
    root = next(elements)
    if safexml.local(root).lower() != "tmx":
        raise FormatError(f"is no TMX file: it begins with <{safexml.local(root)}>", path=path, hint="export the memory as TMX 1.4b")
    when = by = ""
    for element in elements:
        if safexml.local(element) == "header":
            when, by = _when(element), _by(element)
            continue
        yield from _units(element, source, target, origin, when, by)


def _units(unit: etree._Element, source: str, target: str, origin: str, when: str, by: str) -> Iterator[TranslationUnit]:
    spoken: dict[str, list[tuple[str, etree._Element, etree._Element]]] = {"source": [], "target": []}
    for variant in unit.iterfind("{*}tuv"):
        language = _tag(variant.get(LANGUAGE) or variant.get("lang") or "")
        text = variant.find("{*}seg")
        if text is None or not language:
            continue
        if speaks(language, source.partition("-")[0]):
            spoken["source"].append((language, variant, text))
        elif speaks(language, target.partition("-")[0]):
            spoken["target"].append((language, variant, text))
    if not spoken["source"]:
        return
    numbers: dict[tuple[str, str], int] = {}
    _, first, seg = spoken["source"][0]
    original = _text(seg, numbers)
    for language, variant, text in spoken["target"]:
        written = _text(text, dict(numbers))
        if not original.strip() or not written.strip() or max(len(original), len(written)) > LONGEST:
            continue
        props: dict[str, str] = {}
        for holder in (unit, first, variant):
            for prop in holder.iterfind("{*}prop"):
                props[(prop.get("type") or "").lower()] = "".join(str(part) for part in prop.itertext())[:LONGEST]
        yield TranslationUnit(
            original, written, source, language,
            _by(variant) or _by(unit) or by, _when(variant) or _when(unit) or when, origin,
            *(next((value for name, value in props.items() if name in wanted), "") for wanted in (KEY, BEFORE, AFTER)),
        )  # fmt: skip


def _tag(language: str) -> str:
    """Write a language code the usual way: EN_us is en-US."""
    short, _, rest = language.strip().replace("_", "-").partition("-")
    return short.lower() + (f"-{rest.upper() if len(rest) == 2 else rest}" if rest else "")


def _by(element: etree._Element) -> str:
    return " ".join((element.get("changeid") or element.get("creationid") or "").split())[:200]


def _when(element: etree._Element) -> str:
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?", (element.get("changedate") or element.get("creationdate") or "").strip())
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _text(seg: etree._Element, numbers: dict[tuple[str, str], int]) -> str:
    """Return a segment as marked text; `numbers` says which element has which number, and is added to."""
    ended = {element.get("i", "") for element in seg.iter("{*}ept")}
    begun = {element.get("i", "") for element in seg.iter("{*}bpt")} & ended
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    parts: list[tuple[str, str]] = []

    def number(element: etree._Element, kind: str, name: str) -> str:
        seen[kind] += 1
        key = (kind, "x" + x if (x := element.get("x")) else name or f"#{seen[kind]}")
        wished = element.get("x") or element.get("i") or ""
        if key not in numbers:  # its own number, so that our marks come back as they were
            own = int(wished) if wished.isascii() and wished.isdigit() and len(wished) < 6 else 0
            numbers[key] = own if own and own not in numbers.values() else max(numbers.values(), default=0) + 1
        return str(numbers[key])

    def walk(parent: etree._Element) -> None:
        parts.append(("text", parent.text or ""))
        for element in parent:
            name = safexml.local(element)
            if name == "hi":
                own = number(element, "hi", "")
                parts.append(("open", own))
                walk(element)
                parts.append(("close", own))
            elif name == "bpt" and element.get("i", "") in begun:
                names[element.get("i", "")] = number(element, "bpt", "i" + element.get("i", ""))
                parts.append(("open", names[element.get("i", "")]))
            elif name == "ept" and element.get("i", "") in names:
                parts.append(("close", names.pop(element.get("i", ""))))
            elif name in INLINE:
                parts.append(("alone", number(element, name, "")))
            parts.append(("text", element.tail or ""))

    walk(seg)
    written = marks.join([part for part in parts if part != ("text", "")])
    return marks.balanced(written, set(marks.present(written))).strip()


def write(units: Iterable[TranslationUnit], source: str) -> Iterator[bytes]:
    """Write units as TMX 1.4b, piece by piece; names stand in it only as the history has them."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="translation-desk" creationtoolversion={quoteattr(__version__)} segtype="sentence" o-tmf="PO" adminlang="en" '
        f'srclang={quoteattr(source)} datatype="plaintext"/>\n<body>\n'
    ).encode()
    for unit in units:
        facts = {"creationdate": re.sub(r"[-:]", "", unit.when), "creationid": unit.by if unit.by not in NOBODY else ""}
        if not re.fullmatch(r"\d{8}T\d{6}Z", facts["creationdate"]):
            facts["creationdate"] = ""
        props = {"x-origin": unit.origin.removeprefix("tmx:"), "x-key": unit.key, "x-context-before": unit.before, "x-context-after": unit.after}
        yield (
            "<tu>"
            + "".join(f"<prop type={quoteattr(name)}>{_xml(value)}</prop>" for name, value in props.items() if value)
            + f"<tuv xml:lang={quoteattr(unit.source_language)}><seg>{_seg(unit.source)}</seg></tuv>"
            + f"<tuv xml:lang={quoteattr(unit.target_language)}"
            + "".join(f" {name}={_attribute(value)}" for name, value in facts.items() if value)
            + f"><seg>{_seg(unit.target)}</seg></tuv></tu>\n"
        ).encode()
    yield b"</body>\n</tmx>\n"


def _xml(text: str) -> str:
    return escape(UNUSABLE.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(UNUSABLE.sub("\ufffd", text))


def _seg(marked: str) -> str:
    """Write marked text with inline elements, whose content is the mark itself."""
    found = list(marks.pieces(marks.balanced(marked, set(marks.present(marked)))))
    out = ""
    for piece in found:
        if piece.kind == "text":
            out += _xml(piece.value)
        elif piece.kind == "alone":
            out += f'<ph x="{piece.value}">&lt;{piece.value}/&gt;</ph>'
        else:
            kind, shape = ("bpt", "") if piece.kind == "open" else ("ept", "/")
            x = f' x="{piece.value}"' if kind == "bpt" else ""
            out += f'<{kind} i="{piece.value}"{x}>&lt;{shape}{piece.value}&gt;</{kind}>'
    return out
