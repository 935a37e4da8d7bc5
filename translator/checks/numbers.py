"""Numbers keep their value, unit and currency; dates and times their days and hours; Roman numerals their count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from translator import marks
from translator.language import facts, tokens, units
from translator.language.amounts import Amount, amounts
from translator.language.numbers import write
from translator.language.numberwords import ROMANS, in_words
from translator.model import Finding, Severity

LOST = frozenset({"concentr-percent", "EUR", "USD", "GBP", "CHF"})  # what a number must not lose
WORDS = re.compile(r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|noon|midnight|quarter|[mb]illion|trillion|[ivx]{2,}\b)")
PARTS = {2: "hal(?:f|ves)", 3: "thirds?", 4: "(?:quarter|fourth)s?", 5: "fifths?", 6: "sixths?", 7: "sevenths?", 8: "eighths?", 9: "ninths?", 10: "tenths?"}
PLURAL = re.compile(r"(?:[mb]ill|trill)ions\b|(?:Mill|Bill)ionen\b|Milliarden\b|thousands\b|Tausende\b", re.I)  # that is no number
BEGINNINGS = frozenset("thr fou fiv six sev eig nin ten ele twe hal noo mid qua mil bil tri".split()) | ROMANS
MANY = 400  # numbers of both sides; what has more is a table, which every number would be compared with every other for
Test = Callable[[Amount, Amount], bool]


class Numbers:
    """Every number of the source stands in the target and no other: 12.000 is 12,000, a Milliarde a billion, 5 km are 3.1 miles, a word may
    stand for a figure."""

    id = "numbers"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.months = {name.lower(): number for number, name in enumerate(facts(target).months, 1)}

    def find(self, source: str, target: str) -> Iterator[Finding]:
        one, plain = marks.blank(source), marks.blank(target)
        theirs, every = amounts(one, self.source), amounts(plain, self.target)
        if len(theirs) + len(every) > MANY:
            return
        pairs, theirs, ours = paired(theirs, every, SURE)
        for number, other in pairs:
            yield from self._judged(number, other, plain)
        if theirs or ours or (not BEGINNINGS.isdisjoint(tokens.beginnings(plain)) and WORDS.search(plain.lower())):
            yield from self._left(theirs, ours, pairs, every, one, plain)

    def _judged(self, number: Amount, other: Amount, target: str) -> Iterator[Finding]:
        """Say what is wrong with a number that is there: its notation, its unit, its sign."""
        span = (other.start, other.end)
        clock = number.clock is not None and number.clock == other.clock  # 18 Uhr is 18:00
        if other.value is None and number.value is not None and not other.word and not clock:
            yield self._finding(f"{other.text} is written the source's way", number, other)
        elif units.apart(number.unit, other.unit):
            yield Finding(f"{number.shown} of the source is {other.shown} here", span)
        elif not other.unit and number.unit in LOST and not other.named and not self._unit(number.unit, target):
            yield Finding(f"{number.shown} of the source is {other.shown} here: the unit is missing", span)
        signs = number.sign + other.sign
        cold = number.unit.startswith("temperature") and "-" in signs and not re.search(r"\b(?:below|sub|minus|under)", target)
        if signs in ("+-", "-+") or (cold and signs == "-"):
            yield Finding(f"{number.sign}{number.shown} of the source is {other.sign}{other.shown} here", span)

    def _unit(self, unit: str, target: str) -> bool:
        """Tell whether a text names a unit anywhere, or a fellow of it."""
        low = target.lower()
        return any(form in low for form, its in units.forms(self.target).items() if its == unit or not units.apart(its, unit))

    def _left(
        self, theirs: list[Amount], ours: list[Amount], pairs: list[tuple[Amount, Amount]], every: list[Amount], source: str, target: str
    ) -> Iterator[Finding]:
        """Say which numbers have no partner, after words, conversions and parts of dates have been tried."""
        words, spoken = in_words(source, self.source), in_words(target, self.target)
        _, theirs, ours = paired(theirs, ours, (_hours,))
        wrong, theirs, ours = paired(theirs, ours, (_times,))
        said, words, spoken = paired(words, spoken, (_equal, _clock))
        for number, other in said:
            if number.value != 1:  # an inch is no mistake for ein Zentimeter
                yield from self._judged(number, other, target)
        _, theirs, spoken = paired(theirs, spoken, (_clock,))
        _, words, ours = paired(words, ours, (_clock,))
        used = {value for one, other in pairs for value in (one.value, other.value)}
        theirs, ours = _split(theirs), _split(ours)
        theirs = _whole(theirs, source, target.lower(), spoken) if "/" in source else theirs
        _, theirs, ours = paired(theirs, ours, LOOSE)
        _, theirs, spoken = paired(theirs, spoken, SPOKEN)
        _, words, ours = paired(words, ours, SPOKEN)
        _, theirs, _ = paired(theirs, [other for _, other in said], SPOKEN)
        _, _, ours = paired([one for one, _ in said], ours, SPOKEN)
        theirs = [self._month(one, target) for one in theirs]
        theirs, ours = _unsaid([one for one in theirs if one.text], ours, used, every, target)
        wrong += [*zip(theirs, ours, strict=False), *paired(words, spoken, (_other_word,))[0]]
        for one, other in wrong:
            message = f"{_shown(one)} of the source is {_shown(other)} here"
            yield self._finding(message, one, other) if len(wrong) == 1 and not other.word else Finding(message, (other.start, other.end))
        told: set[object] = {(one.start, one.shown) for one, _ in wrong}
        for one in theirs[len(ours) :]:
            if (one.start, one.shown) not in told:
                told.add((one.start, one.shown))
                yield Finding(f"{_shown(one)} is missing")
        for other in ours[len(theirs) :]:
            if other.start not in told:
                told.add(other.start)
                yield Finding(f"{_shown(other)} is not in the source", (other.start, other.end))

    def _finding(self, message: str, one: Amount, other: Amount) -> Finding:
        """Suggest the source's number in the target's notation where both are plain figures."""
        whole = one.value is not None and re.sub(r"\D", "", one.text) == re.sub(r"\D", "", f"{one.value:f}")  # no part of a date
        plain = whole and one.value is not None and one.bare == one.value and re.fullmatch(r"[\d.,]*\d", other.text) and one.value < 10**15
        digits = -int(one.value.as_tuple().exponent) if one.value is not None and plain else 0
        year = digits == 0 and one.text.isdigit() and one.value is not None and one.value < 10_000
        suggestion = (one.text if year else write(one.value, max(0, digits), self.target)) if plain and one.value is not None else None
        return Finding(message, (other.start, other.end), suggestion)

    def _month(self, one: Amount, target: str) -> Amount:
        """Show the number of a month that the target names otherwise; it is silent if the target names this one, or none."""
        named = {number for name, number in self.months.items() if re.search(rf"(?i)\b{name[:3]}(?:\w*|\.)\b", target)} if not one.text else set()
        return one._replace(text=one.shown) if named and int(one.value or 0) not in named else one


def paired(theirs: list[Amount], ours: list[Amount], tests: tuple[Test, ...]) -> tuple[list[tuple[Amount, Amount]], list[Amount], list[Amount]]:
    """Pair numbers of source and target, each once, by one test after the other; return the pairs and what is left on both sides."""
    pairs: list[tuple[Amount, Amount]] = []
    theirs, ours = list(theirs), list(ours)
    for test in tests:
        if not theirs or not ours:
            break
        left = []
        for one in theirs:
            other = next((other for other in ours if test(one, other)), None)
            if other is None:
                left.append(one)
            else:
                pairs.append((one, other))
                ours.remove(other)
        theirs = left
    return pairs, theirs, ours


def _alike(one: Amount, other: Amount) -> bool:
    return one.value is not None and one.value == other.value and one.unit == other.unit


def _equal(one: Amount, other: Amount) -> bool:
    return one.value is not None and one.value == other.value


def _clock(one: Amount, other: Amount) -> bool:
    if one.clock is None:
        return False
    if other.clock is not None:
        sure = HALF_DAY.search(other.shown) and not one.word
        return one.clock == other.clock if sure else one.clock % 720 == other.clock % 720
    return one.parts == other.parts and len(one.parts) > 1


HALF_DAY = re.compile(r"[ap]\.?\s?m\b", re.I)


def _times(one: Amount, other: Amount) -> bool:
    """Two times that are not the same."""
    return one.clock is not None and other.clock is not None and len(one.parts) + len(other.parts) > 2 - bool(HALF_DAY.search(other.shown))


def _other_word(one: Amount, other: Amount) -> bool:
    """Two number words, or times in words, that are not the same; small ones may be idioms."""
    if one.clock is not None or other.clock is not None:
        return one.clock is not None and other.clock is not None
    many = PLURAL.match(one.text) or PLURAL.match(other.text)
    return one.value is not None and other.value is not None and one.named == other.named and min(one.value, other.value) > 2 and not many


def _written(one: Amount, other: Amount) -> bool:
    """Figures with the same parts: scores, versions, and numbers left in the source's notation."""
    if one.clock is not None and other.clock is not None:
        return False
    return one.parts == other.parts and len(one.parts) > 1 and (one.value is None or other.value is None)


def _bare(one: Amount, other: Amount) -> bool:
    return one.bare is not None and one.bare in (other.bare, other.value) and (one.bare != one.value or other.bare != other.value) and one.value != one.bare


def _converted(one: Amount, other: Amount) -> bool:
    if one.value is None or other.value is None:
        return False
    return units.same(float(one.value), one.unit, float(other.value), other.unit)


def _year(one: Amount, other: Amount) -> bool:
    """1990 may be ’90, in either language."""
    if one.value is None or other.value is None:
        return False
    small, large = sorted((one.value, other.value))
    return small < 100 and 1000 <= large < 2100 and large % 100 == small


def _hours(one: Amount, other: Amount) -> bool:
    """14 Uhr is 2 p.m."""
    return one.clock is not None and other.clock is None and other.value is not None and one.clock in (60 * other.value, 60 * other.value + 720)


def _half(one: Amount, other: Amount) -> bool:
    """50 Prozent are half."""
    return one.unit == "concentr-percent" and other.word and one.value == 100 * (other.value or 0)


SURE: tuple[Test, ...] = (_alike, _equal, _clock, _written)
LOOSE: tuple[Test, ...] = (_equal, _converted, _year)
SPOKEN: tuple[Test, ...] = (_equal, _converted, _half)


def _split(left: list[Amount]) -> list[Amount]:
    """Take dates, scores and ranges apart; the middle part of a date has no text, it may be a word."""
    out: list[Amount] = []
    for one in left:
        if one.value is not None or (one.clock is not None and one.clock % 60 == 0 and len(one.parts) < 2):
            out.append(one)
            continue
        for number, part in enumerate(one.parts):
            hidden = "" if one.dated and number == 1 else one.text
            out.append(one._replace(text=hidden or "", value=Decimal(part), bare=Decimal(part), parts=(part,), clock=None))
    return out


def _whole(left: list[Amount], text: str, target: str, spoken: list[Amount]) -> list[Amount]:
    """Leave out fractions that the target has in words: 3/4 is three quarters."""
    out: list[Amount] = []
    for one, other in pairwise(left):
        part = PARTS.get(int(other.value)) if other.value is not None and other.value in range(2, 11) else None
        if part and text[one.end : other.start] == "/" and re.search(rf"\b{part}\b", target):
            out += [one, other] if one.value == 1 or any(number.value == one.value for number in spoken) else []
    return [one for one in left if one not in out]


def _unsaid(theirs: list[Amount], ours: list[Amount], used: set[Decimal | None], every: list[Amount], plain: str) -> tuple[list[Amount], list[Amount]]:
    """Leave out what needs no word: a number said twice, a conversion in brackets."""
    ours = [other for other in ours if not _beside(other, every, plain)]
    if not theirs:  # 1 of 4 is einer von 4; +49 stands before a telephone number
        ours = [other for other in ours if other.value not in used and other.value != 1 and not other.named and plain[other.start - 1 : other.start] != "+"]
    if not ours:
        theirs = [one for one in theirs if one.value not in used and one.value != 1 and not one.named]
    return theirs, ours


def _beside(other: Amount, every: list[Amount], target: str) -> bool:
    """Tell whether an amount is said in another unit right beside: 45 miles (72 kilometers), $200 billion (£150 billion)."""
    for one in every:
        between = target[one.stop : other.start] if one.start < other.start else target[other.stop : one.start]
        if one is not other and len(between) < 4 and "(" in between:
            money = one.unit in units.MONEY and other.unit in units.MONEY and one.start < other.start
            return money or _converted(one, other)
    return False


def _shown(one: Amount) -> str:
    return one.shown or str(one.value)
