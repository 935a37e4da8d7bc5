"""Office files (DOCX): a bounded ZIP of XML parts; parts that nobody changes are kept as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from lxml import etree

from translator import files, safexml
from translator.errors import FormatError, PackageError

LARGEST = 256 * 1024 * 1024  # bytes, unpacked; pictures count
MOST = 5000  # parts
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same words, as "Strict Open XML Document" has them
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "docProps/core.xml"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes


class Package:
    """A Word document's parts by name."""

    def __init__(self, data: bytes, path: str | None = None) -> None:
        self.data, self.path = data, path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            found = files.members(self._archive, Path(path or "the document"), largest=LARGEST, most=MOST)
            self._infos = {str(name): info for name, info in found}
        except PackageError as error:
            raise FormatError(error.reason, path=path, hint="save it again with a word processor") from None
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FormatError(f"is not a Word document: {error}", path=path, hint="a DOCX is wanted; save it as one") from None

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return a part's bytes."""
        try:
            return files.member(self._archive, self._infos[name], Path(self.path or "the document"))
        except PackageError as error:
            raise FormatError(error.reason, path=self.path, hint="save it again with a word processor") from None

    def parse(self, name: str) -> etree._Element:
        """Return the root of an XML part."""
        data = self.read(name)
        try:
            return safexml.parse(data, path=self.path)
        except FormatError as error:
            raise FormatError(f"{name} in it {error.reason}", path=self.path, hint="save it again with a word processor") from None

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text."""
        for kind, target in self.relations(""):
            if kind == "officeDocument" and target in self:
                root = self.parse(target)
                if safexml.namespace(root) not in (W, STRICT):
                    raise FormatError("is an office file, but no Word document", path=self.path, hint="a DOCX is wanted; save it as one")
                return target
        raise FormatError("is a ZIP, but no Word document", path=self.path, hint="a DOCX is wanted; save it as one")

    def relations(self, name: str) -> list[tuple[str, str]]:
        """List what a part (empty: the package) points to inside the package: the relation's kind and the part's name."""
        folder, _, last = name.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{last}.rels")
        if rels not in self:
            return []
        found = []
        for relation in self.parse(rels):
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.append((relation.get("Type", "").rpartition("/")[2], full))
        return found

    def related(self, kind: str) -> list[str]:
        """List the parts that the text points to by one kind of relation."""
        return [target for found, target in self.relations(self.main) if found == kind and target in self]

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """What the file says about itself: title, creator, language, created, modified, lastModifiedBy."""
        name = next((target for kind, target in self.relations("") if kind == "core-properties" and target in self), "")
        if not name:
            return {}
        return {safexml.local(child): " ".join((child.text or "").split()) for child in self.parse(name) if isinstance(child.tag, str)}

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the file with some parts written anew; the file itself if none differ."""
        new = {name: data for name, data in parts.items() if name not in self or self.read(name) != data}
        if not new:
            return self.data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._infos.items():
                archive.writestr(info, new[name] if name in new else self.read(name))
        return out.getvalue()


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Write a package; the same parts always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of Word's, whichever of its namespaces is used."""
    return "" if element is None else element.get(f"{{{W}}}{name}") or element.get(f"{{{STRICT}}}{name}") or ""
