"""A light tree of an HTML file with the place of everything in it; it forgives what browsers forgive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from html.parser import HTMLParser

from translator.errors import FormatError

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td
    tfoot th thead tr ul
    """.split()
)
CLOSED_BY = {  # an element that ends where one of these begins
    "p": BLOCKS - {"html", "body", "head"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
    "head": frozenset({"body"}),
}
DEEPEST = 150  # elements in each other; a page nested deeper than that is hostile


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A run of text, a reference, a comment, or a tag, with its place."""

    kind: str
    start: int
    end: int


@dataclass(eq=False)
class Node:
    """An element: its start tag, its end tag where it has one, and what lies between."""

    name: str
    event: Event
    attributes: dict[str, str | None]
    parent: Node | None = None
    children: list[Event | Node] = field(default_factory=list)
    close: Event | None = None
    source: str = field(default="", repr=False)

    @property
    def start(self) -> int:
        return self.event.start

    @property
    def end(self) -> int:
        if self.close:
            return self.close.end
        return self.children[-1].end if self.children else self.event.end

    @cached_property
    def text(self) -> str:
        """The text inside, white space folded, soft hyphens out; scripts and styles left out."""
        return " ".join("".join(self._texts()).replace("\u00ad", "").split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, Event):
                if child.kind in ("data", "ref"):
                    yield unescape(self.source[child.start : child.end])
            elif child.name not in ("script", "style", "template", "noscript"):
                yield child.text + (" " if child.name in BLOCKS or child.name == "br" else "")

    @cached_property
    def has_blocks(self) -> bool:
        """Whether a block lies somewhere inside (an `<a>` around a paragraph)."""
        return any(isinstance(c, Node) and (c.name in BLOCKS or c.has_blocks) for c in self.children)

    def ancestors(self) -> list[Node]:
        out, node = [], self.parent
        while node is not None:
            out.append(node)
            node = node.parent
        return out

    def nodes(self) -> Iterator[Node]:
        """All elements inside, in reading order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.nodes()

    def all(self, name: str) -> list[Node]:
        return [node for node in self.nodes() if node.name == name]

    def find(self, name: str) -> Node | None:
        return next((node for node in self.nodes() if node.name == name), None)


class _Parser(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = text
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.root = Node("", Event("open", 0, 0), {}, source=text)
        self.stack = [self.root]
        self.starts: list[tuple[str, int, str, dict[str, str | None]]] = []

    def place(self) -> int:
        line, column = self.getpos()
        return min(self.lines[line - 1] + column, len(self.source))

    def note(self, kind: str, name: str = "", attributes: dict[str, str | None] | None = None) -> None:
        self.starts.append((kind, self.place(), name, attributes or {}))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note("open", tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note("empty", tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.note("close", tag)

    def handle_data(self, data: str) -> None:
        self.note("data")

    def handle_entityref(self, name: str) -> None:
        self.note("ref")

    def handle_charref(self, name: str) -> None:
        self.note("ref")

    def handle_comment(self, data: str) -> None:
        self.note("other")

    def handle_decl(self, decl: str) -> None:
        self.note("other")

    def handle_pi(self, data: str) -> None:
        self.note("other")

    def unknown_decl(self, data: str) -> None:
        self.note("other")


def parse(text: str) -> Node:
    """Parse a page or a fragment; every character belongs to exactly one event."""
    parser = _Parser(text)
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError, RecursionError) as error:
        raise FormatError(f"is not readable HTML: {error}", hint="save the page again from the browser") from None
    starts = parser.starts
    bounds = [start for _, start, _, _ in starts] + [len(text)]
    for number, (kind, start, name, attributes) in enumerate(starts):
        event = Event(kind if kind in ("data", "ref", "other") else "tag", start, max(start, bounds[number + 1]))
        _add(parser, kind, event, name, attributes)
    return parser.root


def _add(parser: _Parser, kind: str, event: Event, name: str, attributes: dict[str, str | None]) -> None:
    stack = parser.stack
    if kind in ("data", "ref", "other"):
        stack[-1].children.append(event)
    elif kind in ("open", "empty"):
        while len(stack) > 1:
            at = next((i for i in range(len(stack) - 1, 0, -1) if stack[i].name in CLOSED_BY or stack[i].name in BLOCKS), 0)
            if not at or name not in CLOSED_BY.get(stack[at].name, ()):
                break
            del stack[at:]  # inline elements left open end with it
        node = Node(name, event, attributes, stack[-1], source=parser.source)
        stack[-1].children.append(node)
        if kind == "open" and name not in VOID:
            if len(stack) > DEEPEST:
                raise FormatError(f"nests elements more than {DEEPEST} deep")
            stack.append(node)
    else:
        names = [node.name for node in stack]
        if name not in names[1:]:
            stack[-1].children.append(Event("other", event.start, event.end))
            return
        at = len(names) - 1 - names[::-1].index(name)
        if name not in BLOCKS and any(inner in BLOCKS for inner in names[at + 1 :]):
            stack[-1].children.append(Event("other", event.start, event.end))
            return
        stack[at].close = event
        del stack[at:]
