"""Marks as inline elements of XLIFF, and back. What another program made of them is read, too; what has no number becomes mark 0.

Our marks carry no code of the document's format, so those elements are written that hold none: `g` and `x` in XLIFF 1.2, `pc` and
`ph` in 2.1. OmegaT, Trados, memoQ and translate-toolkit read them, and `g` and `pc` cannot be crossed or lose their other half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from lxml import etree

from translator import marks
from translator.safexml import ILLEGAL, clean, local, namespace

ALONE = ("x", "ph")  # 1.2 and 2.1; bpt, ept, it and ph of 1.2 hold native code, which is no text
OPEN, CLOSE = ("bx", "bpt", "sc"), ("ex", "ept", "ec")
THROUGH = ("mrk", "sub")  # annotations and segments: only their text counts
SILENT = ("sm", "em")
NATIVE = ("ph", "bpt", "ept", "it")
FOREIGN = "0"  # the number of a mark that is none of ours


def write(parent: etree._Element, marked: str, pair: str, alone: str, extra: Mapping[str, str] | None = None) -> None:
    """Fill an element with a marked text; a character that XML cannot hold becomes `cp` where `pair` is 2.1's."""
    space = namespace(parent)
    here, stack = parent, list[etree._Element]()
    for piece in marks.pieces(marked):
        if piece.kind == "text":
            _text(here, piece.value, f"{{{space}}}cp" if pair == "pc" else "")
        elif piece.kind == "close":
            if stack:
                here = stack.pop()
        else:
            made = etree.SubElement(here, f"{{{space}}}{pair if piece.kind == 'open' else alone}", {"id": piece.value, **(extra or {})})
            if piece.kind == "open":
                stack.append(here)
                here = made


def _text(here: etree._Element, text: str, code_point: str) -> None:
    at = 0
    for found in ILLEGAL.finditer(text) if code_point else ():
        _append(here, clean(text[at : found.start()]))
        etree.SubElement(here, code_point, hex=f"{ord(found[0]):04X}")
        at = found.end()
    _append(here, clean(text[at:]))


def _append(here: etree._Element, text: str) -> None:
    if len(here):
        here[-1].tail = (here[-1].tail or "") + text
    else:
        here.text = (here.text or "") + text


def read(element: etree._Element | None) -> str:
    """Return the marked text of a source or target element."""
    if element is None:
        return ""
    parts: list[tuple[str, str]] = []
    starts: dict[str, str] = {}  # id of a start -> number of its mark
    _read(element, parts, starts)
    return marks.join(_paired([part for part in parts if part[1]]))


def _read(element: etree._Element, parts: list[tuple[str, str]], starts: dict[str, str]) -> None:
    parts.append(("text", element.text or ""))
    for child in element:
        if isinstance(child.tag, str):
            _child(child, parts, starts)
        parts.append(("text", child.tail or ""))


def _child(child: etree._Element, parts: list[tuple[str, str]], starts: dict[str, str]) -> None:
    name = local(child)
    number = _number(child.get("id"))
    reference = child.get("rid") or child.get("i")
    if name in THROUGH:
        _read(child, parts, starts)
    elif name == "cp":
        with suppress(ValueError, OverflowError):
            parts.append(("text", chr(int(child.get("hex", ""), 16))))
    elif name in ("g", "pc"):
        parts.append(("open", number))
        _read(child, parts, starts)
        parts.append(("close", number))
    elif name in OPEN or (name == "it" and child.get("pos") in ("open", "begin")):
        starts[reference or child.get("id") or ""] = number
        parts.append(("open", number))
    elif name in CLOSE or (name == "it" and child.get("pos") in ("close", "end")):
        parts.append(("close", starts.get(child.get("startRef") or reference or child.get("id") or "", number)))
    elif name not in SILENT:
        parts.append(("alone", number if name in (*ALONE, "it") else FOREIGN))


def _number(written: str | None) -> str:
    return str(int(written)) if written and written.isascii() and written.isdigit() and len(written) <= 6 else FOREIGN


def _paired(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Let neighbouring texts be one."""
    out: list[tuple[str, str]] = []
    for kind, value in parts:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", out[-1][1] + value)
        else:
            out.append((kind, value))
    return out
