"""Markdown (CommonMark, GFM tables, front matter): markdown-it-py says what is what, the original text is spliced."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from translator.formats import frontmatter, html, shortcodes
from translator.formats.splice import Metadata, Run, Splice, Visit, credit_only, decode
from translator.model import Unit

TASK = re.compile(r"\[[ xX]\]\s+")


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit front matter, headings, paragraphs, items and cells; HTML blocks as a page's; code, addresses and what a site's generator reads stay untouched."""
    whole = decode(data)
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    splice = Splice(whole[len(mark) :])
    normal, places = _normalised(splice.text)
    tokens = _parser().parse(normal)
    front = tokens[0] if tokens and tokens[0].type == "front_matter" else None
    if front:
        frontmatter.walk(splice, visit)
    stack: list[str] = []
    lines = [0, *(found.end() for found in re.finditer("\n", normal)), len(normal)]
    code = shortcodes.code(normal)
    done = 0
    for token in tokens:
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
                _inline(token, [places[i] for i in found], splice, visit, stack)
    head = "" if front else frontmatter.new(visit, "\r\n" if "\r\n" in splice.text else "\n")
    credit = visit(Unit("credit", ""))
    out = head + splice.result()
    if credit:
        newline = "\r\n" if "\r\n" in splice.text else "\n"
        rule = "***" if out.startswith("---") and not frontmatter.FENCE.match(out) else "---"  # else it would close what was never closed
        out = out.rstrip("\r\n") + newline * 2 + rule + newline * 2 + _escape(credit) + newline
    return (mark + out).encode("utf-8")


def metadata(data: bytes) -> Metadata:
    """Return what the front matter says."""
    return frontmatter.metadata(decode(data).removeprefix("\ufeff"))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin)
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


def _inline(token: Token, at: list[int], splice: Splice, visit: Visit, stack: list[str]) -> None:
    """Make one unit of a block's inline content and put the visitor's answer in its place."""
    content, run = token.content, Run()
    ends = [*at, at[-1] + 1]
    cell = bool(stack) and stack[-1] in ("th", "td")

    def place(start: int, end: int) -> tuple[int, int]:
        return ends[start], ends[end - 1] + 1 if end > start else ends[start]

    def raw_text(start: int, end: int) -> None:
        skip = TASK.match(content) if start == 0 and "list_item" in stack else None
        start += skip.end() if skip else 0
        run.text(content[start:end], at[start:end])

    done = 0
    opened: list[str] = []
    labels: list[int] = []
    shortcuts: list[tuple[int, int, str]] = []
    children = [child for child in token.children or [] if "span" in child.meta and child.type != "text"]
    for child in children:
        start, end = child.meta["span"]
        if (child.type in ("strong_open", "s_open") and child.markup == "**") or (child.markup == "__" and child.nesting == 1):
            start = end - 2
        elif child.type == "strong_close":
            end = start + 2
        if start < done and (child.type != "link_close" or child.markup == "autolink"):
            continue
        if child.type == "link_open" and child.markup != "autolink":
            raw_text(done, start)
            opened.append(run.open(*place(start, start + 1)))
            done = start + 1
            labels.append(done)
        elif child.type == "link_close" and child.markup != "autolink":
            begin = _label_end(content, done, end)
            raw_text(done, begin)
            label = content[labels.pop() : begin]
            if content[begin:end] in ("]", "][]"):
                shortcuts.append((*place(begin, end), "][" + " ".join(label.split()) + "]"))
            _title(content, begin, end, at, splice, visit)
            run.close(opened.pop(), *place(begin, end))
            done = end
        elif child.nesting == 1 and child.type in ("em_open", "strong_open", "s_open"):
            raw_text(done, start)
            opened.append(run.open(*place(start, end)))
            done = end
        elif child.nesting == -1 and child.type in ("em_close", "strong_close", "s_close"):
            raw_text(done, start)
            run.close(opened.pop(), *place(start, end))
            done = end
        elif child.type == "softbreak":
            begin = len(content[:start].rstrip(" "))
            raw_text(done, max(done, begin))
            run.text(" ", [at[start]])
            done = end + len(content[end:]) - len(content[end:].lstrip(" "))
        elif child.type == "text_special":
            raw_text(done, start)
            run.text(child.content, [at[start]] * len(child.content))
            done = end
        else:  # code, HTML, images, addresses, hard breaks, footnote marks: as they are
            if child.type == "hardbreak":
                begin = len(content[:start].rstrip(" \\"))
                raw_text(done, max(done, begin))
                end += len(content[end:]) - len(content[end:].lstrip(" "))
                run.alone(ends[max(done, begin)], at[end] if end < len(at) else ends[end])
                run.text(" ", [at[min(end, len(at)) - 1]])
                done = end
                continue
            raw_text(done, start)
            if child.type == "opaque" and content[end - 1] == "\n" and end < len(at):
                run.alone(ends[start], at[end])  # with the marker of a quotation before the next line
                done = end
                continue
            if child.type == "image":
                _alt(content, start, end, at, splice, visit)
                _title(content, start, end, at, splice, visit)
            run.alone(*place(start, end))
            done = end
    raw_text(done, len(content))
    run.settle()
    if not run.worth or credit_only(run.plain):
        return
    kind = "cell" if cell else "heading" if stack and stack[-1] in ("heading", "setext") else "item" if "list_item" in stack else "paragraph"
    unit = run.unit(kind, splice)
    target = visit(unit)
    if target != unit.text:
        for shortcut in shortcuts:
            splice.replace(*shortcut)
        begin = len(content) - len(content.lstrip())
        skip = TASK.match(content) if "list_item" in stack else None
        begin = max(begin, skip.end() if skip else 0)
        text = run.render(target, splice, lambda value, after: _escape(value, after, cell=cell))
        if not cell and stack[-1] != "heading":
            first, *others = text.split("\n")
            text = "\n".join([_line_start(first), *(_line_start(line, stack.count("blockquote")) for line in others)])
        elif stack[-1] == "heading":
            text = re.sub(r"(?:^|(?<=[ \t]))(#+)(?=[ \t]*$)", r"\\\1", text)
        splice.replace(at[begin], at[len(content.rstrip()) - 1] + 1, text)


def _line_start(text: str, quoted: int = 0) -> str:
    """Escape what would begin a block at the start of a line; the markers of quotations are the original's."""
    found = re.match(rf"(?:[ \t]*>){{0,{quoted}}}[ \t]*", text)
    assert found
    indent, bare = found[0], text[found.end() :]
    if bare[:1] in "-+#>=" and bare:
        return indent + "\\" + bare
    return indent + re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", bare)


def _label_end(content: str, done: int, limit: int) -> int:
    """Find the bracket that ends a link's label: the first free one behind its last child."""
    at = done
    depth = 0
    while at < limit:
        if content[at] == "\\":
            at += 2
            continue
        if content[at] == "[":
            depth += 1
        elif content[at] == "]":
            if depth == 0:
                return at
            depth -= 1
        at += 1
    return limit - 1


def _alt(content: str, start: int, stop: int, at: list[int], splice: Splice, visit: Visit) -> None:
    """Visit an image's alternative text where it is plain."""
    found = re.compile(r"!\[([^\[\]\\`*_<>&\n]+)\]").match(content, start)
    if not found or not any(c.isalnum() for c in found[1]):
        return
    begin, end = found.span(1)
    run = Run()
    run.text(found[1], at[begin:end])
    unit = run.unit("alt", splice)
    target = visit(unit)
    if target != unit.text:
        text = run.render(target, splice, _escape)
        if content[end:stop] in ("]", "][]"):
            splice.replace(at[begin], at[stop - 1] + 1, f"{text}][{found[1]}]")
        else:
            splice.replace(at[begin], at[end - 1] + 1, text)


def _title(content: str, start: int, end: int, at: list[int], splice: Splice, visit: Visit) -> None:
    """Visit the title of a link or an image, which readers see as a tooltip."""
    found = re.compile(r"\s([\"'])([^\"'\\&\n]+)\1\s*\)$").search(content[:end], start)
    if not found or not any(c.isalnum() for c in found[2]):
        return
    begin, stop = found.span(2)
    run = Run()
    run.text(found[2], at[begin:stop])
    unit = run.unit("alt", splice)
    target = visit(unit)
    if target != unit.text:
        text = run.render(target, splice, lambda value, _: " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'"))
        splice.replace(at[begin], at[stop - 1] + 1, text)


SPECIAL = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|~~")


def _escape(text: str, after: str = "", *, cell: bool = False) -> str:
    """Write plain text so that Markdown sees nothing in it."""
    text = " ".join(text.split("\n"))
    text = SPECIAL.sub(lambda found: "\\" + found[0], text)
    if text.endswith("!") and after.startswith("["):
        text = text[:-1] + "\\!"  # no image
    return text.replace("|", "\\|") if cell else text
