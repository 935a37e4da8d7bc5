"""Cuts a unit into sentences; segments and the gaps between them, joined, are the unit, always.

German goes by the rules here, with the facts of `language/de.py`; other languages by sentencex. Measured on UD
German and on a hard set of our own by `benchmarks/segmentation.py`.
"""

from __future__ import annotations

import bisect
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator import marks
from translator.language import Facts, facts

CLOSERS = "“”\"’'»«›‹‘)\\]"
OPENERS = "„“\"‚‘'»«›‹(["
EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d"
BREAK = re.compile(rf"(?<![.!?…])([.!?…]+)([{CLOSERS}]*)((?:\s?[{EMOJI}]+|\s[:;]-?[)(DP])?)(\s+)(?=\S)")
ROMAN = re.compile(r"[IVX]+$")
NUMBER = re.compile(r"\d{1,3}$")
ACRONYM = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]$")
LAST_WORD = re.compile(rf"[^\s{CLOSERS}{re.escape(OPENERS)}–—/]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
LONGEST_BRACKET = 300


@dataclass(frozen=True, slots=True)
class Cut:
    """One sentence of a unit: the gap in front of it (with outer marks), its text with marks counted from 1, its place in
    the unit's text, and what each of its marks is in the unit."""

    gap: str
    source: str
    start: int
    end: int
    marks: tuple[tuple[str, str], ...] = ()  # (pair, open, close or alone; the number in the unit)


def key(source: str) -> str:
    """Return a segment's key: 12 hex digits of SHA-256 over the source (NFC, white space folded)."""
    folded = " ".join(unicodedata.normalize("NFC", source).split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def keys(sources: Iterable[str]) -> list[str]:
    """Return the keys of a document's segments in order; a repeated one gets -2, -3 …"""
    seen: dict[str, int] = {}
    found = []
    for source in sources:
        name = key(source)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def sentences(text: str, language: str = "de", abbreviations: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Return the places of the sentences of a plain paragraph; only white space lies between them."""
    if language.partition("-")[0] == "de":
        ends = _german(text, facts("de"), frozenset(a.removesuffix(".").replace(" ", "") for a in abbreviations))
    else:
        ends = _sentencex(text, language)
    spans, start = [], 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right:
            spans.append((start + left, start + right))
        start = end
    return spans


def _sentencex(text: str, language: str) -> list[int]:
    from sentencex import segment

    ends, at = [], 0
    for sentence in segment(language, text):
        at += len(sentence)
        ends.append(at)
    return ends if at == len(text) else []


def _german(text: str, de: Facts, more: frozenset[str]) -> list[int]:
    ends: list[int] = []
    brackets = _brackets(text)
    last = 0
    for found in BREAK.finditer(text):
        end = found.end(3)
        bracket = bisect.bisect_left(brackets, (end,)) - 1  # the last one that opens before it
        if (bracket >= 0 and end <= brackets[bracket][1] + 1) or not _ends(text, found, last, de, more):
            continue
        ends.append(end)
        last = end
    return ends


def _brackets(text: str) -> list[tuple[int, int]]:
    """Find brackets that stand inside a sentence: no sentence ends in them."""
    found, opened = [], -1
    for at, character in enumerate(text) if "(" in text else ():
        if character == "(" and opened < 0:
            before = text[max(0, at - 40) : at].rstrip()[-1:]
            opened = at if before and before not in ".!?…“”»«" else -1
        elif character == ")" and opened >= 0:
            if at - opened <= LONGEST_BRACKET:
                found.append((opened, at))
            opened = -1
    return found


def _starter(right: str, de: Facts) -> bool:
    word = FIRST_WORD.match(right)
    return bool(word) and word[0][0].isupper() and word[0].lower() in de.starters if word else False


def _ends(text: str, found: re.Match[str], last: int, de: Facts, more: frozenset[str]) -> bool:
    """Tell whether a sentence ends at a candidate."""
    stop, closers = found[1], found[2]
    right = text[found.end() : found.end() + 60]
    bare = right.lstrip(OPENERS)
    if not bare or right[0] in ",;:)–—-/&+%|·":
        return False
    title = stop == "." and right[0] in "„»"  # … vergriffen. „die tageszeitung“ berichtete
    if bare[0].islower() and not title and not re.match(r"[a-z]{1,2}[A-Z]", bare):
        return False
    left = text[max(last, found.start() - 80) : found.start()]
    starter = _starter(bare, de)
    if "…" in stop or stop.startswith("..."):
        return starter or not left[-1:].isspace()
    if stop != ".":
        return True
    word_found = LAST_WORD.search(left)
    word = word_found[0] if word_found else ""
    before = left[: len(left) - len(word)].rstrip()
    if ")" in closers and re.fullmatch(r"[lrmvhou]|[lrmvhou]\.", word):
        return False  # (l.) and (r.) in a caption
    if NUMBER.match(word):
        return _after_number(before, bare, starter, de)
    if ROMAN.match(word) and len(word) < 6:
        return starter
    two = re.sub(r"\s", "", (before.split() or [""])[-1] + word) if before.endswith(".") else ""
    three = re.sub(r"\s", "", "".join(before.split()[-2:]) + word) if before.endswith(".") else ""
    parts = {word, word.rpartition("-")[2], two, three}
    if not before.strip(OPENERS + " ") and word != "Max":
        parts.add(word[:1].lower() + word[1:])  # Vgl. Art. 14
    if word.endswith("str"):
        parts.add("str")  # Lindenstr. 14
    if parts & (de.may_end - more) or (two and ACRONYM.search(two) and two not in de.never_end):
        return starter
    if parts & de.never_end or parts & more:
        return False
    if ACRONYM.search(word) or re.fullmatch(r"(?:.+-)?[^\W\d_]", word):
        return starter
    return True


def _after_number(before: str, right: str, starter: bool, de: Facts) -> bool:
    """Tell whether *12.* ends a sentence: not as an ordinal, not in a date."""
    if re.match(r"\d{1,2}\.", right) or (right[0].isdigit() and re.search(r"(?:^|\s)\d{1,2}\.$", before)):
        return False
    if starter or right[0].isdigit():
        return True
    word = FIRST_WORD.match(right)
    previous = re.search(r"(\S+)$", before)
    if not word or not previous or word[0] in de.months:
        return False
    noun = previous[1].strip(OPENERS)
    return noun.isalpha() and noun[0].isupper() and len(noun) > 2 and noun.lower() not in de.starters


def cuts(marked: str, language: str = "de", abbreviations: Sequence[str] = ()) -> tuple[list[Cut], str]:
    """Cut a unit's marked text into sentences; also return what stands behind the last one."""
    found = list(marks.pieces(marked))
    plain, at = "", []  # for each plain character its place in the marked text
    for piece in found:
        if piece.kind == "text":
            plain += piece.value
            at += _places(marked, piece)
    spans = [(s, e) for s, e in sentences(plain, language, abbreviations) if any(c.isalnum() for c in plain[s:e])]
    out: list[Cut] = []
    starts = [piece.start for piece in found]
    done = 0
    for start, end in spans:
        begin = at[start]
        begin -= marked[begin - 1 : begin] == "\\"  # the escape of a literal mark goes with it
        stop = at[end - 1] + 1
        stop += marked[stop - 1 : stop + 1] == "\\\\" and marks.HERE.match(marked, at[end - 1]) is not None
        begin, stop = _reach(found, starts, begin, stop)
        source, inner = _renumbered(marked[begin:stop])
        out.append(Cut(marked[done:begin], source, begin, stop, inner))
        done = stop
    return out, marked[done:]


def _places(marked: str, piece: marks.Piece) -> list[int]:
    """Map each plain character of a text piece to its place in the marked text, escapes counted."""
    raw = marked[piece.start : piece.end]
    if raw == piece.value:
        return list(range(piece.start, piece.end))
    places, at = [], piece.start
    for character in piece.value:
        while marked[at] != character:
            at += 1
        places.append(at)
        at += 1
        if character == "\\" and marked[at : at + 1] == "\\" and marks.HERE.match(marked, at):
            at += 1
    return places


def _reach(found: list[marks.Piece], starts: list[int], begin: int, stop: int) -> tuple[int, int]:
    """Widen a sentence to marks right at its edges whose partner is inside it, so that pairs stay whole."""
    left, right = bisect.bisect_left(starts, begin), bisect.bisect_left(starts, stop)
    inside = [p for p in found[left:right] if p.kind != "text" and p.end <= stop]
    opened = {p.value for p in inside if p.kind == "open"}
    closed = {p.value for p in inside if p.kind == "close"}
    while left and found[left - 1].end == begin and found[left - 1].kind == "open" and found[left - 1].value in closed - opened:
        left, begin = left - 1, found[left - 1].start
    while right < len(found) and found[right].start == stop and found[right].kind == "close" and found[right].value in opened - closed:
        right, stop = right + 1, found[right].end
    return begin, stop


def _renumbered(marked: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Count the marks of one sentence from 1; a half of a pair that is cut in two stands alone."""
    if "<" not in marked:
        return marked, ()
    found = list(marks.pieces(marked))
    opened = {p.value for p in found if p.kind == "open"}
    closed = {p.value for p in found if p.kind == "close"}
    order: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    for piece in found:
        if piece.kind == "text":
            parts.append(("text", piece.value))
            continue
        pair = piece.value in opened and piece.value in closed
        name = ("pair" if pair and piece.kind != "alone" else piece.kind, piece.value)
        if name not in order:
            order.append(name)
        parts.append((piece.kind if pair else "alone", str(order.index(name) + 1)))
    return marks.join(parts), tuple(order)


def rebuild(found: Sequence[Cut], tail: str, targets: Sequence[str]) -> str:
    """Put a unit together again from its cuts and their targets, with the marks numbered as in the unit."""
    out = []
    for cut, target in zip(found, targets, strict=True):
        kept = marks.balanced(target, set(marks.present(cut.source)))
        parts: list[tuple[str, str]] = []
        for piece in marks.pieces(kept):
            if piece.kind == "text":
                parts.append(("text", piece.value))
            else:
                kind, number = cut.marks[int(piece.value) - 1]
                parts.append((piece.kind if kind == "pair" else kind, number))
        out += [cut.gap, marks.join(parts)]
    return "".join(out) + tail
