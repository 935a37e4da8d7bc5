"""Marks on their way through a package that carries them: each is a word of its own, with a space before and after it."""

from __future__ import annotations

import re

from translator import marks

MARK = re.compile(r" ?(</?\d+/?>) ?")
INSIDE = re.compile(r"\w<\d+>|</\d+>\w|\\")  # a mark that begins or ends inside a word, or a literal one
BARE = re.compile(r"<(\d+)>\s*</\1>")  # around nothing: no model has met that


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
    """Take the spaces around marks out of a draft where the marked source has none."""
    if "<" not in text:
        return text
    for mark in marks.present(source):
        found = re.search(rf"(\S?) ?{re.escape(mark)} ?(\S?)", text)
        place = source.find(mark)
        before, after = source[:place][-1:], source[place + len(mark) :][:1]
        if found:
            left = "" if not found[1] or mark.startswith("</") or (before and not before.isspace()) else " "
            right = (
                ""
                if not found[2] or re.fullmatch(r"<\d+>", mark) or found[2] in ".,;:!?)" or (after and not after.isspace() and after not in ".,;:!?)")
                else " "
            )
            text = text[: found.end(1)] + left + mark + right + text[found.start(2) :]
    return text


def whole(text: str, source: str) -> bool:
    """Tell whether a draft has just the marks of its source, each once, paired and uncrossed."""
    wanted = marks.present(source)
    return sorted(marks.present(text)) == sorted(wanted) and marks.balanced(text, set(wanted)) == text
