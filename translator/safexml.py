"""Parses XML of strangers: no entities, no DTD, no network, nothing included; bounded in size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from lxml import etree

from translator.errors import FormatError

LARGEST = 64 * 1024 * 1024  # bytes
# XML 1.0 has no place for these characters
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INCLUDE = "{http://www.w3.org/2001/XInclude}*"
# What libxml2 puts behind its reason: the place, which the error names anyway, and advice for programmers
BEHIND = re.compile(r"(?:, (?:use|try) XML_PARSE_HUGE(?: option)?|, see xmlCtxtSetMaxAmplification\.)?,? line \d+, column \d+.*$|\n", re.S)


def parse(data: bytes, *, path: str | PathLike[str] | None = None, limit: int = LARGEST) -> etree._Element:
    """Return the root of an XML file; a broken or a hostile one becomes an error with its line."""
    if len(data) > limit:
        raise FormatError(f"is larger than {limit // 2**20} MiB", path=path, hint="split it into smaller files")
    if not data.strip():
        raise FormatError("is empty", path=path)
    # huge_tree off keeps libxml2's own bounds: 256 levels, 10 MB a text, entities that grow fivefold
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, attribute_defaults=False, no_network=True, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = BEHIND.sub("", str(error.msg))
        raise FormatError(f"is not well-formed XML: {reason}", path=path, line=error.lineno or None, hint="save or download it again") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise FormatError("declares entities, which can grow without end or read other files", path=path, hint="save it without a DTD of its own")
    for entry in parser.error_log:
        if entry.type_name == "WAR_UNDECLARED_ENTITY":  # its text would be missing; what stands in its DTD is not asked for
            raise FormatError(f"needs its DTD to be read: {entry.message}", path=path, line=entry.line, hint="save it without named entities")
    for included in root.iter(INCLUDE):
        raise FormatError("includes other files (XInclude)", path=path, line=included.sourceline, hint="save it as one file")
    return root


def stream(path: str | PathLike[str], *names: str) -> Iterator[etree._Element]:
    """Yield each element of these local names when it ends, and the root, still empty, before them; from a file of any length.

    Memory stays flat: what was yielded is taken out of the tree when the next one is asked for. The rules are those of
    `parse`; a file that breaks one of them fails where that is seen, after what stands before it was yielded.
    """
    try:
        file = Path(path).open("rb")  # noqa: SIM115  # closed below; only what happens here is an error of the file
    except OSError as error:
        raise FormatError(f"cannot be read ({error.strerror or error})", path=path) from None
    with file:
        events = etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, load_dtd=False, attribute_defaults=False, dtd_validation=False, no_network=True,
            huge_tree=False, recover=False,
        )  # fmt: skip
        depth = 0
        try:
            for event, element in events:
                if event == "start":
                    depth += 1
                    if depth == 1:
                        declared = element.getroottree().docinfo.internalDTD
                        if declared is not None and any(True for _ in declared.iterentities()):
                            raise FormatError(
                                "declares entities, which can grow without end or read other files", path=path, hint="save it without a DTD of its own"
                            )
                    if str(element.tag).startswith(INCLUDE.removesuffix("*")):
                        raise FormatError("includes other files (XInclude)", path=path, line=element.sourceline, hint="save it as one file")
                    if depth == 1:
                        yield element
                    continue
                depth -= 1
                name = local(element)
                if name in names:
                    for entity in element.iter(etree.Entity):  # its text would be missing
                        raise FormatError(f"needs its DTD to be read: {entity.text}", path=path, line=element.sourceline, hint="save it without named entities")
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            if not Path(path).stat().st_size:
                raise FormatError("is empty", path=path) from None
            reason = BEHIND.sub("", str(error.msg))
            raise FormatError(f"is not well-formed XML: {reason}", path=path, line=error.lineno or None, hint="save or download it again") from None


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; lxml's QName refuses names that its parser lets in (`a:b:c`)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """Return an element's namespace; nothing if it has none."""
    return element.tag[1:].rpartition("}")[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def clean(text: str) -> str:
    """Leave out characters that XML cannot hold; lines end as XML has them."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_html(data: bytes, *, path: str | PathLike[str] | None = None, limit: int = LARGEST) -> etree._Element:
    """Return the root of a web page, forgiving as browsers are; nothing is fetched and no entity is its own."""
    if len(data) > limit:
        raise FormatError(f"is larger than {limit // 2**20} MiB", path=path, hint="split it into smaller files")
    try:
        root = etree.fromstring(data, etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FormatError(f"is no web page: {BEHIND.sub('', str(error))}", path=path, hint="save it or download it again") from None
    if root is None:
        raise FormatError("is no web page", path=path, hint="save it or download it again")
    return root
