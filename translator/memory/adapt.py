"""Adapts a remembered translation to the sentence at hand: marks, numbers and names, where the place for them is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from translator import marks
from translator.language import facts, numbers
from translator.language.numbers import SPACES, Number
from translator.memory.texts import folded, pairs, tokens

Names = Callable[[str], Sequence[tuple[int, int, str]]]  # the glossary's names in a plain source: start, end, target form

MARKS, NUMBER, NUMBER_LEFT, NAME, NAME_LEFT = "marks differ", "number adapted", "number to adapt", "name adapted", "name to adapt"
POINTS = {MARKS: 2, NUMBER: 0, NUMBER_LEFT: 2, NAME: 0, NAME_LEFT: 2, "imported": 0, "another file": 0, "another variety": 2}
GROUPED = re.compile(rf"\d[.,’'{SPACES}]\d{{3}}")
CAPITAL = re.compile(r"[^\W\d_a-z][^\W_]+(?:-[^\W_]+)*")


def points(penalty: str) -> int:
    """Return what a penalty takes off the score; one of 0 only puts a match behind its equals."""
    return POINTS[penalty.partition(" (")[0]]


def with_marks(wanted: str, source: str, target: str) -> tuple[str, bool]:
    """Give a target the marks that a sentence has; False if they may stand in the wrong place, or are missing."""
    asked = marks.present(wanted)
    if not asked:
        return (marks.escape(marks.strip(target)), True) if marks.present(target) else (target, True)
    if " ".join(wanted.split()) == " ".join(source.split()):
        return target, True
    has = marks.present(target)
    if Counter(asked) == Counter(has):
        return target, asked == marks.present(source) and folded(wanted) != folded(source)
    return marks.escape(marks.strip(target)), False


def adapted(old: str, new: str, target: str, source_language: str, target_language: str, names: Names | None = None) -> tuple[str, tuple[str, ...]]:
    """Write the numbers and names of a new source for those of the old one (both folded) into a target; name what was done, and what was not."""
    text, said = _numbers(old, new, target, source_language, target_language)
    text, more = _names(old, new, text, names)
    return text, (*said, *more)


def _numbers(old: str, new: str, target: str, source_language: str, target_language: str) -> tuple[str, tuple[str, ...]]:
    before = {number.start: number for number in numbers.find(old, source_language)}
    after = {number.start: number for number in numbers.find(new, source_language)}
    if not before and not after:
        return target, ()
    first, second = tokens(old), tokens(new)
    changed: list[tuple[Number, Number]] = []
    left = False
    for (i1, i2), (j1, j2) in pairs(first, second):
        gone = [before[token.start] for token in first[i1:i2] if token.start in before]
        come = [after[token.start] for token in second[j1:j2] if token.start in after]
        if len(gone) == len(come):
            changed += [(a, b) for a, b in zip(gone, come, strict=True) if a.text != b.text]
        else:
            left = True
    if not changed:
        left = left or Counter(number.value for number in before.values()) != Counter(number.value for number in after.values())  # 3 Mio., 3 Mrd.
        return target, (NUMBER_LEFT,) if left else ()
    values = Counter(number.value for number in before.values())
    places = list(numbers.find(marks.blank(target), target_language))
    edits: list[tuple[Number, str]] = []
    for a, b in changed:
        here = [number for number in places if a.value is not None and number.value == a.value]
        written = _written(here[0], a, b, target, source_language, target_language) if len(here) == 1 and values[a.value] == 1 else ""
        if written:
            edits.append((here[0], written))
        else:
            left = True
    for place, written in sorted(edits, key=lambda edit: -edit[0].start):
        target = target[: place.start] + written + target[place.end :]
    return target, ((NUMBER,) if edits else ()) + ((NUMBER_LEFT,) if left else ())


def _written(place: Number, old: Number, new: Number, target: str, source_language: str, target_language: str) -> str:
    """Write a number of the source in the place of another in the target; nothing if that is not certain."""
    around = target[max(0, place.start - 1) : place.start] + target[place.end : place.end + 1]
    if new.value is None or old.scale != new.scale or re.search(r"[^\W_]|[-/]", around):  # 3rd, A7, 20-year-old: more would change
        return ""
    if (new.value == 1) != (old.value == 1):  # 1 soldier, 2 soldiers
        return ""
    figures = re.match(rf"[\d.,’'{SPACES}]*\d", place.text)
    raw = re.match(rf"[\d.,’'{SPACES}]*\d", new.text)
    if not figures or not raw or place.scale != new.scale:
        return ""
    bare = new.value.scaleb(-new.scale)
    decimals = len(raw[0].partition(facts(source_language).decimal)[2])
    if raw[0].isdigit() and raw[0].startswith("0") and len(raw[0]) > 1:
        return ""
    was = (place.value or Decimal(0)).scaleb(-place.scale)
    grouped = bool(GROUPED.search(figures[0])) if was >= 1000 else bool(GROUPED.search(raw[0])) or bare >= 10000
    whole = numbers.write(bare, decimals, target_language)
    if not grouped:
        whole = whole.replace(facts(target_language).thousands, "")
    return whole + place.text[figures.end() :]


def _names(old: str, new: str, target: str, names: Names | None) -> tuple[str, tuple[str, ...]]:
    known, wanted = (list(names(old)), list(names(new))) if names else ([], [])
    gone, come = _without(known, wanted), _without(wanted, known)
    if gone or come:
        if len(gone) == len(come) == 1:
            place = _once(target, gone[0])
            if place is not None and [form for _, _, form in known].count(gone[0]) == 1:
                return target[: place[0]] + come[0] + target[place[1] :], (NAME,)
        return target, (NAME_LEFT,)
    first, second = tokens(old), tokens(new)
    said: tuple[str, ...] = ()
    for (i1, i2), (j1, j2) in pairs(first, second):
        if i1 == i2 or j1 == j2:
            continue
        was, now = old[first[i1].start : first[i2 - 1].end], new[second[j1].start : second[j2 - 1].end]
        if not all(CAPITAL.fullmatch(part) for part in (*was.split(), *now.split())) or was.casefold() == now.casefold():
            continue
        place = _once(target, was)
        if place is None or _once(old, was) is None or (now.endswith("s") and not was.endswith("s")):
            continue
        target, said = target[: place[0]] + now + target[place[1] :], (NAME,)
    return target, said


def _without(some: Sequence[tuple[int, int, str]], others: Sequence[tuple[int, int, str]]) -> list[str]:
    rest = Counter(form for _, _, form in some)
    rest.subtract(form for _, _, form in others)
    return list(rest.elements())


def _once(text: str, form: str) -> tuple[int, int] | None:
    """Return the place of a form that stands as a whole word in a text exactly once."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text)) if form else []
    return found[0].span() if len(found) == 1 else None
