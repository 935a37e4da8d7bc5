"""HTML pages and fragments: html.parser says where things are, the original text is spliced.

In a page only the article is visited (see `article.py`), with its title and description; a fragment is visited whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from translator.errors import FormatError
from translator.formats import article, htmlhead
from translator.formats.htmltree import BLOCKS, Event, Node, parse
from translator.formats.splice import CREDIT, Metadata, Run, Splice, Visit, credit_only, decode
from translator.model import Unit

OPAQUE = frozenset(
    """
    script style pre textarea select option svg math template noscript iframe object video audio canvas map code kbd samp
    var button input head title datalist
    """.split()
)
CREDITS = re.compile(r"(?:^|[-_\s])(?:credits?|copyright|photo-?credit|bildnachweis|fotograf|source)(?:$|[-_\s])", re.I)
CHARSET = re.compile(rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
KINDS = {"figcaption": "caption", "caption": "caption", "li": "item", "td": "cell", "th": "cell", "dt": "item", "dd": "item"} | dict.fromkeys(
    HEADINGS, "heading"
)


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit title, description, and the article's blocks, captions and alternative texts."""
    encoding, mark, text = _decode(data)
    splice = Splice(text)
    root = parse(text)
    page = _is_page(text)
    scope = article.find(root, text) if page else article.Scope(root, frozenset())
    heading = next((n for n in scope.extra if n.name == "h1"), None) or scope.root.find("h1")
    if page:
        htmlhead.head(root, splice, visit, heading.text if heading else "")
    last: Node | None = None
    for node in [*scope.extra, scope.root]:
        last = _blocks(node, splice, visit, scope) or last
    if page:
        htmlhead.metadata(root, splice, visit)
    credit = visit(Unit("credit", ""))
    if credit:
        at = _under(last, scope.root) if page and last else len(text.rstrip())
        splice.replace(at, at, f'\n<p class="translation-credit">{htmlhead.escape(credit)}</p>')
    try:
        return mark + splice.result().encode(encoding, "strict" if encoding == "utf-8" else "xmlcharrefreplace")
    except UnicodeEncodeError as error:
        raise FormatError(f"holds a character that {encoding} cannot write ({error.reason})") from None


def fragment(splice: Splice, start: int, end: int, visit: Visit) -> None:
    """Visit the blocks of a piece of HTML that stands in a text of another format."""
    inner, above = Splice(splice.text[start:end]), splice.line(start) - 1

    def placed(unit: Unit) -> str:
        at, lines = tuple(place + start for place in unit.at), tuple(line + above for line in unit.lines)
        return visit(replace(unit, line=unit.line + above, at=at, lines=lines))

    root = parse(inner.text)
    _blocks(root, inner, placed, article.Scope(root, frozenset()))
    for first, last, text in inner.edits:
        splice.replace(start + first, start + last, text)


def metadata(data: bytes) -> Metadata:
    """Return what a page says about itself: title, author, date, url, license, language."""
    text = _decode(data)[2]
    if not _is_page(text):
        return {}
    root = parse(text)
    found = article.metadata(text)
    tag = root.find("html")
    if tag and tag.attributes.get("lang"):
        found["language"] = tag.attributes["lang"] or ""
    return {name: value for name, value in found.items() if value}


def _decode(data: bytes) -> tuple[str, bytes, str]:
    """Return encoding, byte order mark and text; a page says itself how it is encoded."""
    declared = CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    name = {"utf8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8", b"\xef\xbb\xbf", decode(data)[1:]
    if name == "utf-8" or b"\0" in data:
        return "utf-8", b"", decode(data)
    try:
        text = data.decode(name)
        if text.encode(name) != data:
            raise ValueError
    except LookupError:
        raise FormatError(f"declares an unknown encoding {name!r}", hint="save it as UTF-8") from None
    except ValueError:
        raise FormatError(f"is not {name}, though it says so", hint="save it as UTF-8 and change its <meta charset>") from None
    return name, b"", text


def _is_page(text: str) -> bool:
    return re.search(r"<(?:!doctype|html|body|head)\b", text[:100_000], re.I) is not None


def _under(last: Node, root: Node) -> int:
    """Return the place right behind the last visited block, outside lists and quotations, inside the article."""
    node = last
    while node.parent is not None and node.parent is not root and root in node.parent.ancestors():
        node = node.parent
    return node.end


def _blocks(node: Node, splice: Splice, visit: Visit, scope: article.Scope) -> Node | None:
    """Visit the blocks below a node; return the last one that held text."""
    last: Node | None = None
    run: list[Event | Node] = []

    def flush(holder: Node) -> None:
        nonlocal last
        if _unit(run, holder, splice, visit):
            last = holder
        run.clear()

    def descend(holder: Node) -> None:
        for child in holder.children:
            if isinstance(child, Event):
                run.append(child)
            elif child.name == "br" and _after_break(run, splice):
                flush(holder)  # two breaks are a paragraph's end
            elif child in scope.furniture:
                flush(holder)
            elif _opaque(child):
                (flush(holder) if child.name in BLOCKS else run.append(child))
            elif child.name in BLOCKS or child.has_blocks:
                flush(holder)
                descend(child)
                flush(child)
            else:
                run.append(child)

    descend(node)
    flush(node)
    return last


def _opaque(node: Node) -> bool:
    """Tell whether an element keeps its text in every language."""
    attributes = node.attributes
    classes = attributes.get("class") or ""
    return (
        node.name in OPAQUE
        or attributes.get("translate") == "no"
        or "notranslate" in classes.split()
        or (node.name in ("span", "small", "cite", "p", "div") and bool(CREDITS.search(classes)) and len(node.text) < 150)
        or (node.name not in ("html", "body") and bool(attributes.get("lang")) and _primary(attributes["lang"]) != _primary(_language(node)))
    )


def _after_break(run: list[Event | Node], splice: Splice) -> bool:
    """Take a line break off the end of a run; return whether there was one."""
    at = len(run)
    while at and isinstance(last := run[at - 1], Event) and last.kind == "data" and splice.text[last.start : last.end].isspace():
        at -= 1
    if at and isinstance(last := run[at - 1], Node) and last.name == "br":
        del run[at - 1 :]
        return True
    return False


def _primary(tag: str | None) -> str:
    return (tag or "").partition("-")[0].lower()


def _language(node: Node) -> str | None:
    """Return the language of what is around an element."""
    return next((n.attributes["lang"] for n in node.ancestors() if n.attributes.get("lang")), node.attributes.get("lang"))


def _flat(items: list[Event | Node], splice: Splice) -> Iterator[tuple[str, Event | Node]]:
    """List what an inline run holds: text, opening and closing tags, and things left as they are."""
    for item in items:
        if isinstance(item, Event):
            yield item.kind, item
        elif _opaque(item) or not item.children:
            yield "alone", item
        elif not item.close:
            yield "alone", item.event
            yield from _flat(item.children, splice)
        else:
            yield "open", item
            yield from _flat(item.children, splice)
            yield "close", item


def _unit(items: list[Event | Node], holder: Node, splice: Splice, visit: Visit) -> bool:
    """Make one unit of a run of inline content; return whether it held text."""
    kind = next((KINDS[n.name] for n in [holder, *holder.ancestors()] if n.name in KINDS), "paragraph")
    run = Run()
    numbers: dict[int, str] = {}
    start = end = -1
    space = True
    rest_is_credit = False
    for what, item in _flat(items, splice):
        if start < 0:
            start = item.start
        if rest_is_credit and what in ("data", "ref"):
            run.alone(item.start, item.end)
        elif what == "data":
            assert isinstance(item, Event)
            raw = splice.text[item.start : item.end]
            credit = CREDIT.search(raw) if kind == "caption" else None
            stop = credit.start() if credit else len(raw)
            stop -= 1 if credit and stop and raw[stop - 1] in "([|/" else 0
            value, places = "", []
            for offset, character in enumerate(raw[:stop]):
                if character in " \t\r\n\f":
                    if not space:
                        value, space = value + " ", True
                        places.append(item.start + offset)
                elif character != "\u00ad":
                    value, space = value + character, False
                    places.append(item.start + offset)
            run.text(value, places)
            if credit:
                run.alone(item.start + stop, item.end)
                rest_is_credit = True
        elif what == "ref":
            value = html.unescape(splice.text[item.start : item.end])
            if value != "\u00ad":
                run.text(value, [item.start] * len(value))
                space = value.isspace() and value != "\u00a0"
        elif what == "open":
            assert isinstance(item, Node)
            htmlhead.attribute(splice, item.event, "title", "alt", visit)
            numbers[id(item)] = run.open(item.event.start, item.event.end)
        elif what == "close":
            assert isinstance(item, Node) and item.close
            run.close(numbers[id(item)], item.close.start, item.close.end)
        elif what == "alone":
            if isinstance(item, Node):
                for node in [item, *item.all("img")]:
                    if node.name == "img":
                        htmlhead.attribute(splice, node.event, "alt", "alt", visit)
                        htmlhead.attribute(splice, node.event, "title", "alt", visit)
            run.alone(item.start, item.end)
            space = isinstance(item, Node) and item.name == "br"
            if space:  # invisible in the page, and without it two words would be one
                run.text(" ", [item.end - 1])
        else:  # comments and the like
            run.alone(item.start, item.end)
        end = (what == "close" and item.end) or (what != "open" and item.end) or end
    run.settle()
    if start < 0 or not run.worth:
        return False
    if credit_only(run.plain):
        return True
    start, end = _edges(splice.text, items)
    unit = run.unit(kind, splice)
    target = visit(unit)
    if target != unit.text:
        splice.replace(start, end, run.render(target, splice, htmlhead.escape))
    return True


def _edges(text: str, items: list[Event | Node]) -> tuple[int, int]:
    start, end = items[0].start, items[-1].end
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
