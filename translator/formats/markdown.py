"""Markdown (CommonMark, GFM tables, front matter): markdown-it-py says what is what, the original text is spliced."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from translator.formats import frontmatter, html, shortcodes
from translator.formats import markdownruns as runs
from translator.formats.splice import Metadata, Splice, Visit, decode
from translator.model import Unit


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit front matter, headings, paragraphs, items and cells; HTML blocks as a page's; code, addresses and what a site's generator reads stay untouched."""
    whole = decode(data)
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    splice = Splice(whole[len(mark) :])
    normal, places = _normalised(splice.text)
    links: dict[str, Any] = {}
    tokens = _parser().parse(normal, links)
    defined = sorted(found["map"][1] for found in [*links.get("references", {}).values(), *links.get("duplicate_refs", [])] if found["title"])
    front = tokens[0] if tokens and tokens[0].type == "front_matter" else None
    if front:
        frontmatter.walk(splice, visit)
    stack: list[str] = []
    lines = [0, *(found.end() for found in re.finditer("\n", normal)), len(normal)]
    code = shortcodes.code(normal)
    done = 0

    def definitions(stop: int) -> None:
        while defined and defined[0] <= stop:
            start, end = lines[defined[0] - 1], lines[defined[0]]
            runs.definition(normal[start:end].rstrip("\n"), places[start:end], splice, visit)
            del defined[0]

    for token in tokens:
        if token.map:
            definitions(token.map[0])
        if token.nesting == 1:
            stack.append("setext" if token.type == "heading_open" and token.markup in ("=", "-") else token.type.removesuffix("_open"))
        elif token.nesting == -1 and stack:
            stack.pop()
        elif token.map and any(start <= lines[token.map[0]] < end for start, end in code):
            continue
        elif token.type == "html_block" and token.map and "blockquote" not in stack:  # whose marker would stand in it
            start, end = lines[token.map[0]], lines[token.map[1]]
            if shortcodes.readable(normal[start:end]):
                html.fragment(splice, places[start], places[end], visit)
        elif token.type == "inline" and token.map:
            found = _locate(token, normal, lines, done, bool(stack) and stack[-1] in ("th", "td"))
            if found:
                done = found[-1] + 1
                runs.inline(token, [places[i] for i in found], splice, visit, stack)
    definitions(len(lines))
    head = "" if front else frontmatter.new(visit, "\r\n" if "\r\n" in splice.text else "\n")
    credit = visit(Unit("credit", ""))
    out = head + splice.result()
    if credit:
        newline = "\r\n" if "\r\n" in splice.text else "\n"
        rule = "***" if out.startswith("---") and not frontmatter.FENCE.match(out) else "---"  # else it would close what was never closed
        out = out.rstrip("\r\n") + newline * 2 + rule + newline * 2 + runs.escape(credit) + newline
    return (mark + out).encode("utf-8")


def metadata(data: bytes) -> Metadata:
    """Return what the front matter says."""
    return frontmatter.metadata(decode(data).removeprefix("\ufeff"))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)
    parser.inline.ruler.before("text", "opaque", shortcodes.rule)
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable(["text_join", "footnote_tail"])
    for rule in list(parser.inline.ruler.__rules__):
        parser.inline.ruler.at(rule.name, _placed(rule.fn))
    return parser


def _placed(rule: Any) -> Any:
    """Wrap an inline rule so that its tokens know their place in the block's text; markdown-it keeps only lines."""

    def placed(state: StateInline, silent: bool) -> bool:
        count, start = len(state.tokens), state.pos
        hit = bool(rule(state, silent))
        if hit and not silent:
            new = [token for token in state.tokens[count:] if "span" not in token.meta and token.type != "text"]
            runs = [token for token in state.tokens[count:] if "span" not in token.meta and token.type == "text"]
            for token in new:
                token.meta["span"] = (start, state.pos)
            delimiters = [token for token in runs if token.content and set(token.content) <= set("*_~")]
            step = len(delimiters[0].content) if delimiters else 1
            at = state.pos - step * len(delimiters)
            for number, token in enumerate(delimiters):
                token.meta["span"] = (at + number * step, at + (number + 1) * step)
        return hit

    return placed


def _normalised(text: str) -> tuple[str, list[int]]:
    """Return the text with line feeds only, as markdown-it sees it, and the place of each character."""
    out, places = [], []
    for found in re.finditer(r"\r\n?|[^\r]", text):
        out.append("\n" if found[0][0] == "\r" else found[0])
        places.append(found.start())
    return "".join(out), [*places, len(text)]


def _locate(token: Token, text: str, lines: list[int], done: int, cell: bool = False) -> list[int]:
    """Find the place of each character of a block's content; markers of quotes and lists stand between its lines."""
    first, last = token.map or (0, 0)
    last = max(last, first + 1)  # of a term that is defined the plugin says only where it begins
    places: list[int] = []
    number = first
    at = max(done, lines[first])
    for row in token.content.split("\n"):
        while number < last:
            begin, end = max(at, lines[number]), lines[number + 1]
            if cell and row:  # markdown-it has unescaped each pipe
                own = "".join(r"\\\|" if c == "|" else re.escape(c) for c in row)
                hit = re.compile(own + r"(?=[ \t]*(?:\||$))", re.MULTILINE).search(text, begin, end)
                return [i for i in range(*hit.span()) if text[i : i + 2] != "\\|"] if hit else []
            found = text.rfind(row, begin, end) if row else begin
            if found >= 0:
                break
            number += 1
        else:
            return []  # a tab was expanded or a cell unescaped: nothing is changed there
        if places:
            places.append(lines[number] - 1)  # the line feed
        places += range(found, found + len(row))
        at = found + len(row)
        if "\n" in token.content:
            number += 1
    return places
