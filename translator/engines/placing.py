"""Puts inline marks back into a plain draft: around the same words, else around the aligned ones, else by position."""

from __future__ import annotations

import re

from translator import marks

Alignment = tuple[tuple[int, int, int, int], ...]
WORD = re.compile(r"\w+(?:[-’']\w+)*")


def place(source: str, target: str, alignment: Alignment | None) -> tuple[str, bool]:
    """Return the target with the source's marks, and whether every place is more than a guess."""
    plain = marks.strip(source)
    at = 0
    opened: dict[str, tuple[int, int]] = {}
    wanted: list[tuple[int, int, int, str, bool]] = []  # place in the plain source, rank, number, whether it is a pair
    for piece in marks.pieces(source):
        if piece.kind == "text":
            at += len(piece.value)
        elif piece.kind == "open":
            opened[piece.value] = at, len(opened) + len(wanted)
        elif piece.kind == "close" and piece.value in opened:
            start, rank = opened.pop(piece.value)
            wanted.append((start, -at, rank, piece.value, True))
        elif piece.kind == "alone":
            wanted.append((at, -at, len(opened) + len(wanted), piece.value, False))
    inserts: list[tuple[int, int, int, int, tuple[tuple[str, str], ...]]] = []  # place, rank at one place (three), marks
    sure = True
    spans: list[tuple[int, int]] = []
    for order, (start, minus_end, _, number, pair) in enumerate(sorted(wanted)):
        end = -minus_end
        if not pair:
            place_, good = _point(plain, target, start, alignment)
            inserts.append((place_, 1, 0, order, (("alone", number),)))
        else:
            first, last, good = _span(plain, target, start, end, alignment)
            while first < last and target[first].isspace():
                first += 1
            while first < last and target[last - 1].isspace():
                last -= 1
            first, last = _uncrossed(first, last, spans)
            spans.append((first, last))
            sure = sure and good
            if first == last:
                inserts.append((first, 1, 0, order, (("open", number), ("close", number))))
                continue
            inserts.append((first, 2, -last, order, (("open", number),)))
            inserts.append((last, 0, -first, -order, (("close", number),)))
        sure = sure and good
    parts: list[tuple[str, str]] = []
    done = 0
    for offset, *_, own in sorted(inserts):
        parts += [("text", target[done:offset]), *own] if offset > done else own
        done = offset
    return _spaced(source, marks.join([*parts, ("text", target[done:])])), sure


def _spaced(source: str, target: str) -> str:
    """Give a mark that stands alone the white space around it that it has in the source."""
    for found in re.finditer(r"(\s?)<(\d+)/>(\s?)", source):
        mark = f"<{found[2]}/>"
        before, after = (" " if found[1] else ""), (" " if found[3] else "")
        pattern = re.compile(rf"(\S?)\s*{re.escape(mark)}\s*(\S?)")
        here = pattern.search(target)
        if here:
            left = before if here[1] else ""
            right = "" if not here[2] or here[2] in ".,;:!?)" else after or (" " if here[2].isalnum() else "")
            target = target[: here.end(1)] + left + mark + right + target[here.start(2) :]
    return target


def _uncrossed(first: int, last: int, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Move the ends of a span so that it lies inside or outside of every earlier one."""
    for start, end in spans:
        if start < first < end < last:
            last = end
        elif first < start < last < end:
            first = start
        elif first < start and end < last:
            first, last = start, end
    return first, max(first, last)


def _span(plain: str, target: str, start: int, end: int, alignment: Alignment | None) -> tuple[int, int, bool]:
    text = plain[start:end].strip()
    same = [found.start() for found in re.finditer(r"(?<!\w)" + re.escape(text) + r"(?!\w)", target)]
    if len(same) == 1:
        return same[0], same[0] + len(text), True
    if start == 0 and end >= len(plain.rstrip()):
        return 0, len(target), True
    inside = _in_word(plain, target, start, end)
    if inside:
        return *inside, True
    if alignment:
        group = words_of(target, alignment, start, end)
        if group:
            first, last = group[0][0], group[-1][1]
            if not plain[:start].strip() and len(WORD.findall(target[:first])) <= 2:
                first = 0  # what begins the source begins the target
            if not plain[end:].strip() and len(WORD.findall(target[last:])) <= 2:
                last = len(target)
            return first, last, True
    words = [(found.start(), found.end()) for found in WORD.finditer(target)]
    if not words:
        return 0, len(target), False
    scale = len(target) / max(1, len(plain))
    near = min(words, key=lambda w: abs(w[0] - start * scale))
    far = min(words, key=lambda w: abs(w[1] - end * scale))
    return near[0], max(near[1], far[1]), False


def _in_word(plain: str, target: str, start: int, end: int) -> tuple[int, int] | None:
    """Place a mark that begins or ends inside a word (H<1>2</1>O) if the word stands in the target too."""
    left, right = start, end
    while left and plain[left - 1].isalnum():
        left -= 1
    while right < len(plain) and plain[right].isalnum():
        right += 1
    if (left, right) == (start, end) or not plain[left:right].isalnum():
        return None
    found = re.search(rf"(?<!\w){re.escape(plain[left:right])}(?!\w)", target)
    return (found.start() + start - left, found.start() + end - left) if found else None


def words_of(target: str, alignment: Alignment, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the target's words that come from a span of the source; those far from the rest are left out."""
    return _cluster(sorted({_word(target, s, e) for s, e, s2, e2 in alignment if s2 < end and e2 > start}), target)


def _word(target: str, start: int, end: int) -> tuple[int, int]:
    """Widen a token to the word it is part of."""
    for found in WORD.finditer(target):
        if found.start() < end and start < found.end():
            return found.start(), found.end()
    return start, end


def _cluster(hits: list[tuple[int, int]], target: str) -> list[tuple[int, int]]:
    """Return the largest group of words with at most two words between them: attention has outliers."""
    words = [hit for hit in hits if any(c.isalnum() for c in target[hit[0] : hit[1]])]
    groups: list[list[tuple[int, int]]] = []
    for word in words:
        if groups and len(WORD.findall(target[groups[-1][-1][1] : word[0]])) <= 2:
            groups[-1].append(word)
        else:
            groups.append([word])
    return max(groups, key=lambda g: sum(e - s for s, e in g), default=[])


def _point(plain: str, target: str, at: int, alignment: Alignment | None) -> tuple[int, bool]:
    before, after = plain[:at].rstrip(), plain[at:].lstrip()
    if not after:
        return len(target), True
    if not before:
        return 0, True
    if after[0] in ".,;:!?)" and target.count(after[0]) == plain.count(after[0]):
        number = plain[: len(plain) - len(after)].count(after[0])
        return [at for at, c in enumerate(target) if c == after[0]][number], True
    word = WORD.match(after)
    if word:
        found = [f.start() for f in re.finditer(r"(?<!\w)" + re.escape(word[0]) + r"(?!\w)", target)]
        if len(found) == 1:
            return found[0], True
    if alignment:
        start = len(plain) - len(after)
        hit = [s for s, e, s2, e2 in alignment if s2 <= start < e2]
        if hit:
            return _word(target, min(hit), min(hit) + 1)[0], True
    edges = [found.start() for found in WORD.finditer(target)] or [0]
    return min(edges, key=lambda e: abs(e - at * len(target) / max(1, len(plain)))), False
