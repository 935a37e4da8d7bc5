"""The inline content of Markdown blocks: units of text with their marks, and answers written so that Markdown sees nothing in them."""

from __future__ import annotations

import re

from markdown_it.token import Token

from translator.formats.splice import Run, Splice, Visit, credit_only

TASK = re.compile(r"\[[ xX]\]\s+")
QUOTED = r"\s(?P<mark>[\"'])(?P<words>[^\"'\\&\n]+)(?P=mark)\s*"
ABBREVIATION = re.compile(r"\s*\*\[[^\[\]\n]+\]:[ \t]*(?P<words>[^\n*<>&\\]*[^\s*<>&\\])\s*$")


def inline(token: Token, at: list[int], splice: Splice, visit: Visit, stack: list[str]) -> None:
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
            if child.type == "opaque" and (found := ABBREVIATION.fullmatch(content, start, end)):
                _tooltip(found, at, splice, visit)
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
        text = run.render(target, splice, lambda value, after: escape(value, after, cell=cell))
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
        text = run.render(target, splice, escape)
        if content[end:stop] in ("]", "][]"):
            splice.replace(at[begin], at[stop - 1] + 1, f"{text}][{found[1]}]")
        else:
            splice.replace(at[begin], at[end - 1] + 1, text)


def _title(content: str, start: int, end: int, at: list[int], splice: Splice, visit: Visit) -> None:
    """Visit the title of a link or an image, which readers see as a tooltip."""
    found = re.compile(QUOTED + r"\)$").search(content[:end], start)
    if found:
        _tooltip(found, at, splice, visit)


def definition(line: str, at: list[int], splice: Splice, visit: Visit) -> None:
    """Visit the title that ends the definition of a link."""
    found = re.search(QUOTED + "$", line)
    if found:
        _tooltip(found, at, splice, visit)


def _tooltip(found: re.Match[str], at: list[int], splice: Splice, visit: Visit) -> None:
    """Visit the words of a match, which are plain text in quotation marks or alone on their line."""
    begin, stop = found.span("words")
    run = Run()
    run.text(found["words"], at[begin:stop])
    run.settle()
    if not run.worth:
        return
    unit = run.unit("alt", splice)
    target = visit(unit)
    if target != unit.text:
        text = run.render(target, splice, lambda value, _: " ".join(value.split()))
        if "mark" in found.groupdict():
            text = text.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'")
        splice.replace(at[begin], at[stop - 1] + 1, text)


SPECIAL = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|~~")


def escape(text: str, after: str = "", *, cell: bool = False) -> str:
    """Write plain text so that Markdown sees nothing in it."""
    text = " ".join(text.split("\n"))
    text = SPECIAL.sub(lambda found: "\\" + found[0], text)
    if text.endswith("!") and after.startswith("["):
        text = text[:-1] + "\\!"  # no image
    return text.replace("|", "\\|") if cell else text
