"""XLIFF of either version, read by what it says about itself."""

from __future__ import annotations

from translator import safexml
from translator.bilingual import xliff2, xliff12
from translator.bilingual.sheet import Sheet
from translator.errors import FormatError


def read(data: bytes, path: str) -> Sheet:
    """Read an XLIFF file of version 1.2 (and its derivatives) or 2."""
    root = safexml.parse(data, path=path)
    version = root.get("version", "")
    if safexml.local(root) != "xliff":
        name = safexml.local(root)
        hint = "translator memory import takes in TMX" if name == "tmx" else "name a file of translator export"
        raise FormatError(f"is XML, but not XLIFF: its root is {name!r}", path=path, hint=hint)
    if version.startswith("2."):
        return xliff2.read(root, path)
    if version in ("1.1", "1.2"):
        return xliff12.read(root, path)
    raise FormatError(f"is XLIFF {version or 'of an unknown version'}", path=path, hint="1.2 and 2.0 to 2.2 can be read")
