"""Marks on their way through a package that carries them: each is a word of its own, with a space before and after it."""

from __future__ import annotations

import re

from translator import marks

MARK = re.compile(r" ?(</?\d+/?>) ?")
# A mark that begins or ends in a word or at a space, touches the next, or is a literal one: where spaces belong is then not to be told from the draft.
INSIDE = re.compile(r"\w<\d+>|</\d+>(?:\w|<\d+>)|<\d+>\s|\s</\d+>|\\")
BARE = re.compile(r"<(\d+)>\s*</\1>")  # around nothing
POINTS = ".,;:!?)"


def suited(marked: str, most: int) -> bool:
    """Tell whether a package that knows the marks 1 to `most` can be asked to carry those of a text."""
    present = marks.present(marked)
    return bool(present) and not INSIDE.search(marked) and not BARE.search(marked) and max(int(mark.strip("</>")) for mark in present) <= most


def spaced(marked: str) -> str:
    """Write marked text for the package: `the <1> house </1>, which`."""
    if "<" not in marked:
        return marked
    return re.sub(r"> ([.,;:!?)])", r">\1", MARK.sub(r" \1 ", marked).replace("  ", " ").strip())


def closed(text: str, source: str) -> str:
    """Take the spaces around marks out of a draft where the marked source has none; no words are drawn together but by a mark that stands alone."""
    if "<" not in text:
        return text
    for mark in marks.present(source):
        found = re.search(rf"(\S?) ?{re.escape(mark)} ?(\S?)", text)
        if found:
            place, alone = source.find(mark), mark.endswith("/>")
            before, after = source[:place][-1:], source[place + len(mark) :][:1]
            near = mark.startswith("</") or (_close(before) and (alone or not found[1].isalnum()))
            far = (mark[1] != "/" and not alone) or found[2] in POINTS or (_close(after) and (alone or not found[2].isalnum()))
            left, right = "" if near or not found[1] else " ", "" if far or not found[2] else " "
            text = text[: found.end(1)] + left + mark + right + text[found.start(2) :]
    return text


def _close(beside: str) -> bool:
    return bool(beside) and not beside.isspace() and beside not in POINTS


def whole(text: str, source: str) -> bool:
    """Tell whether a draft has just the marks of its source, each once, paired, uncrossed and around something."""
    wanted = marks.present(source)
    return sorted(marks.present(text)) == sorted(wanted) and marks.balanced(text, set(wanted)) == text and not BARE.search(text)
