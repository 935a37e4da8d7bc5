"""Plain text: paragraphs between blank lines; hard-wrapped lines are joined, and wrapped again at the same width."""

from __future__ import annotations

import re
import textwrap

from translator.formats.splice import Metadata, Run, Splice, Visit, credit_only, decode
from translator.model import Unit

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
LEAD = re.compile(r"\s*(?:(?:[-*•–—]|\d{1,3}[.)]|[a-z]\))\s+)?")
WIDEST = 120  # columns; longer lines are whole paragraphs
DIVIDED = re.compile(r"[^\W\d_]-$")
SHARED = re.compile(r"(?:und|oder|bzw|sowie|bis)\b")  # Ein- und Ausfuhr keeps its hyphen


def walk(data: bytes, visit: Visit) -> bytes:
    """Visit each paragraph, heading and list item; return the file with what the visitor gave back."""
    whole = decode(data)
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    splice = Splice(whole[len(mark) :])
    lines = [found for found in LINE.finditer(splice.text) if found[0]]
    widths = [len(line[0].rstrip()) for line in lines]
    width = max((w for w in widths if w <= WIDEST), default=WIDEST)
    if sum(w > WIDEST and len(line[0].split()) > 3 for w, line in zip(widths, lines, strict=True)) > len(lines) / 5:
        width = 0
    group: list[re.Match[str]] = []
    for line in [*lines, None]:
        blank = line is None or not line[0].strip()
        if group and (blank or (line is not None and _begins(line[0], group[-1][0], width))):
            _visit(group, splice, visit, width)
            group = []
        if not blank and line is not None:
            group.append(line)
    credit = visit(Unit("credit", ""))
    out = splice.result()
    if credit:
        newline = "\r\n" if "\r\n" in splice.text else "\n"
        lines_of_credit = textwrap.wrap(credit, width) if width > 40 else [credit]
        out = out.rstrip("\r\n") + newline * 2 + newline.join(lines_of_credit) + newline
    return (mark + out).encode("utf-8")


def metadata(_data: bytes) -> Metadata:
    """Return what the text says about itself: nothing."""
    return {}


def _begins(line: str, before: str, width: int) -> bool:
    """Tell whether a line begins something new: a list item, or one whose first word would have had room above."""
    word = line.split(maxsplit=1)[0]
    above = before.rstrip()
    if width == 0 or max(len(above), len(line.rstrip())) > WIDEST or len(above) + 1 + len(word) <= 0.85 * width:
        return True
    if not LEAD.match(line)[0].strip():  # type: ignore[index]  # the pattern matches anything
        return False
    # A full line may go on with a date or between dashes; a list goes on after a list or a sentence.
    return bool(LEAD.match(before)[0].strip()) or above[-1] in ".!?:;…"  # type: ignore[index]  # likewise


def _visit(group: list[re.Match[str]], splice: Splice, visit: Visit, width: int) -> None:
    run = Run()
    lead = LEAD.match(group[0][0])
    skip = lead.end() if lead else 0
    start = group[0].start() + skip
    end = start
    for number, line in enumerate(group):
        offset = start if number == 0 else line.start() + len(line[0]) - len(line[0].lstrip())
        words = splice.text[offset : line.end()].rstrip()
        if number and run.parts:
            if DIVIDED.search(run.parts[-1][1]) and words[:1].islower() and not SHARED.match(words):
                run.parts[-1] = ("text", run.parts[-1][1][:-1])
                run.at.pop()
            elif not DIVIDED.search(run.parts[-1][1]) or SHARED.match(words):
                run.text(" ", [offset - 1])
        run.text(words, list(range(offset, offset + len(words))))
        end = offset + len(words)
    run.settle()
    if not run.worth or credit_only(run.plain):
        return
    item = bool(lead and lead[0].strip())
    title = len(group) == 1 and run.plain[-1] not in '.!?:;,“”"…' and len(run.plain) < 100
    unit = run.unit("item" if item else "heading" if title else "paragraph", splice)
    target = visit(unit)
    if target == unit.text:
        return
    text = run.render(target, splice, lambda value, _: re.sub(r"[ \t\r\n]+", " ", value))
    if len(group) > 1:
        indent = " " * (len(group[1][0]) - len(group[1][0].lstrip()))
        newline = "\r\n" if group[0][0].endswith("\r\n") else group[0][0][-1]
        first_indent = " " * (start - group[0].start())
        wrapped = textwrap.wrap(text, width, initial_indent=first_indent, subsequent_indent=indent,
                                break_long_words=False, break_on_hyphens=False)  # fmt: skip
        text = newline.join(wrapped)[len(first_indent) :]
    splice.replace(start, end, text)
