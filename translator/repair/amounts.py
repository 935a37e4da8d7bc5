"""Writes money, shares and measures that the source has as CLDR says for the target: €1,850, 1,850 euros, 5%, 20°C."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from translator.language import facts, locale
from translator.language.numbers import SPACES, find

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
GAP = rf"[ {SPACES}]"
FIGURE = rf"\d+(?:[.,{SPACES}]\d+)*"


@cache
def _scales(tag: str) -> str:
    words = sorted(facts(tag).scales, key=len, reverse=True)
    return "|".join(re.escape(word) for word in words if len(word) > 1) or r"(?!)"


@cache
def _place(tag: str) -> tuple[bool, str]:
    """Tell whether a currency's sign stands first, and what stands between it and the figure."""
    from babel import Locale

    pattern = Locale.parse(locale(tag)).currency_formats["standard"].pattern
    return pattern.startswith("¤"), "\u00a0" if "\u00a0" in pattern else ""


class Money:
    """1.850 € stands as €1,850 and Euro 1,850 as 1,850 euros; sign or word stays as the draft has it."""

    id = "money"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.foreign = source.partition("-")[0] != target.partition("-")[0]
        self.names = {code: names for code, names in facts(source).style.currencies.items() if code in facts(target).style.currencies}

        words = {*SIGNS.values(), *(name for names in self.names.values() for name in names)}
        self.any = re.compile("|".join(map(re.escape, sorted(words))))

    def mend(self, source: str, target: str) -> str:
        if not self.foreign or not self.any.search(source):
            return target
        for code in dict.fromkeys((*self.names, *SIGNS)):
            sign, names = SIGNS.get(code, ""), self.names.get(code, ())
            if (sign and sign in source) or any(name in source for name in names):
                if sign and (sign in target or code in target):
                    target = self._sign(target, sign, code)
                if names:
                    target = self._word(source, target, code)
        return target

    def _sign(self, target: str, sign: str, code: str) -> str:
        first, gap = _place(self.target)
        scale = rf"(?:{GAP}?(?:{_scales(self.target)})\b\.?)?"
        either = re.escape(sign)
        names = facts(self.target).style.currencies.get(code, ())
        if first:
            amount = rf"{FIGURE}{scale}"
            target = re.sub(rf"(?<![\w.,$€£])({amount}){GAP}?{either}(?![\w$€£])", rf"{sign}\1", target)
            target = re.sub(rf"(?:{either}{GAP}+|\b{code}{GAP}?)(?={FIGURE})", sign, target)
            said = "|".join(map(re.escape, {*names, *(name.capitalize() for name in names), *self.names.get(code, ())}))
            return re.sub(rf"({either}{amount}){GAP}(?:{said})\b", r"\1", target) if names else target
        after = facts(self.target).style.after_scale

        def new(found: re.Match[str]) -> str:
            return f"{found[1]}{found[2]}{GAP[1]}{after}{names[1]}" if found[2] and names else f"{found[1]}{found[2] or ''}{gap}{sign}"

        target = re.sub(rf"(?<![\d€$£])(?<!\d{GAP}){either}{GAP}?(\d{{1,3}}(?: \d{{3}})+(?!\d)|{FIGURE}(?!\d))({scale})(?!{GAP}?[€$£]\s?(?!\d))", new, target)
        return re.sub(rf"(?<![\w.,])({FIGURE}){GAP}?{either}(?!\w)", rf"\1{gap}{sign}", target)

    def _word(self, source: str, target: str, code: str) -> str:
        style = facts(self.target).style
        one, many = style.currencies[code][:2]
        forms = "|".join(sorted(map(re.escape, {one, many, one.capitalize(), many.capitalize(), *self.names[code]}), key=len, reverse=True))
        if not re.search(rf"\b(?:{forms})\b", target):
            return target
        values = {number.value for number in find(source, self.source)}
        for number in sorted(find(target, self.target), key=lambda found: -found.start):
            if number.value is None or number.value not in values:
                continue
            front = re.search(rf"(?<![\w-])(?:{forms})\s$", target[: number.start])
            behind = re.compile(rf"\s(?:of\s)?(?:{re.escape(style.after_scale)})?({forms})\b(?!-)").match(target, number.end)
            right = many if abs(number.value) != 1 else one
            if behind and behind[1] in _names(code, self.source) - {*self.names[code][:1]}:  # US-Dollar: say which
                right = _name(code, abs(number.value) == 1, self.target)
            right = (style.after_scale if number.scale >= 6 else "") + right
            if front and not behind and _owned(source, number.value, self.source, self.names[code]):
                amount = target[number.start : number.end]
                target = f"{target[: front.start()]}{amount} {right}{target[number.end :]}"
            elif behind and self._stands_alone(target, number.start, behind.end()):
                target = f"{target[: number.end]} {right}{target[behind.end() :]}"
        return target

    def _stands_alone(self, target: str, start: int, end: int) -> bool:
        """Tell whether an amount is no attribute: a 50 euro note stays."""
        style = facts(self.target).style
        if not style.attributive:
            return True
        if re.search(r"\b(?:an?|one|this|that|each|every)\s$", target[:start], re.I):
            return False
        word = re.match(r"(?:</?\d+/?>)*[\s-](?:</?\d+/?>)*([^\W\d_]+)", target[end:])
        return word is None or word[1].lower() in style.after_amount


@cache
def _names(code: str, tag: str) -> frozenset[str]:
    """Return CLDR's names of a currency: US-Dollar."""
    return frozenset((_name(code, True, tag), _name(code, False, tag)))


@cache
def _name(code: str, one: bool, tag: str) -> str:
    from babel.numbers import get_currency_name

    return get_currency_name(code, 1 if one else 2, locale=locale(tag))


def _owned(source: str, value: Decimal, tag: str, names: tuple[str, ...]) -> bool:
    """Tell whether the source counts a currency with this figure."""
    words = "|".join(map(re.escape, names))
    return any(n.value == value and re.match(rf"\s(?:{words})\b", source[n.end :]) for n in find(source, tag))


class Percent:
    """A percent sign stands as close to its figure as CLDR says, and the word is the target's."""

    id = "percent"

    def __init__(self, source: str, target: str) -> None:
        self.theirs, self.ours = facts(source).style, facts(target).style
        self.foreign = source.partition("-")[0] != target.partition("-")[0]
        self.gap = _percent(target)

    def mend(self, source: str, target: str) -> str:
        said = any(word in source for word in self.theirs.percent)
        if not self.foreign or not (said or "%" in source):
            return target
        target = re.sub(rf"(?<=\d){GAP}*%(?!\w)", f"{self.gap}%", target)
        good, own = self.ours.points[:1], "|".join(map(re.escape, self.theirs.points))
        if good and own and re.search(rf"\d{GAP}?-?(?:{own})\b", source):
            wrong = "|".join(map(re.escape, [*self.ours.points[1:], *self.theirs.points]))
            target = re.sub(rf"(?<=\d)({GAP}|-)(?:{wrong})\b", rf"\1{good[0]}", target)
        if self.ours.percent:
            wrong = "|".join(sorted(map(re.escape, [*self.ours.percent[1:], *self.theirs.percent]), key=len, reverse=True))
            target = re.sub(rf"(?<=\w)({GAP}|-)(?:{wrong})(?![\w-])", rf"\1{self.ours.percent[0]}", target)
        return target


@cache
def _percent(tag: str) -> str:
    from babel import Locale

    pattern = Locale.parse(locale(tag)).percent_formats[None].pattern
    found = re.search(r"([^#0.,]*)%", pattern)
    return found[1] if found else ""


MEASURES = {  # signs as drafts write them, with CLDR's name of the unit
    "°C": "temperature-celsius", "°F": "temperature-fahrenheit", "km/h": "speed-kilometer-per-hour", "km": "length-kilometer", "cm": "length-centimeter",
    "mm": "length-millimeter", "kg": "mass-kilogram", "m²": "area-square-meter", "km²": "area-square-kilometer", "m2": "area-square-meter",
    "km2": "area-square-kilometer", "qm": "area-square-meter", "qkm": "area-square-kilometer", "m³": "volume-cubic-meter", "m3": "volume-cubic-meter",
    "kWh": "energy-kilowatt-hour", "MW": "power-megawatt", "GW": "power-gigawatt", "kW": "power-kilowatt",
}  # fmt: skip


@cache
def measure(value: Decimal, unit: str, length: str, tag: str) -> str:
    """Return what CLDR writes behind a figure: its space and the unit, in the number that the figure asks for."""
    from typing import Literal, cast

    from babel.units import format_unit

    text = format_unit(value, unit, cast("Literal['short', 'long']", length), locale=locale(tag))
    return re.sub(rf"^[\d.,{SPACES} ]*\d", "", text)


class Units:
    """Units stand in the target's words and signs, as close to the figure as CLDR says; no value is converted."""

    id = "units"

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.words = facts(source).style.units
        self.foreign = source.partition("-")[0] != target.partition("-")[0]
        self.signs = MEASURES | {word: unit for word, unit in facts(target).style.units.items() if word.islower()}
        self.any = re.compile("|".join(map(re.escape, sorted({*self.words, *MEASURES}, key=len, reverse=True))))
        every = sorted({*self.words, *self.signs}, key=len, reverse=True)
        self.found = re.compile(rf"(?P<n>(?<![\w.,]){FIGURE})(?P<gap>{GAP}|-)?(?P<u>{'|'.join(map(re.escape, every))})(?![\w²³/’'-])")

    def mend(self, source: str, target: str) -> str:
        if not self.foreign or not self.any.search(source):
            return target
        there = {unit for found in self.any.findall(source) if (unit := self.words.get(found) or MEASURES.get(found))}

        def new(found: re.Match[str]) -> str:
            name = found["u"]
            unit = self.words.get(name) or self.signs.get(name, "")
            number = next(iter(find(found["n"], self.target)), None)
            if unit not in there or number is None or number.value is None or found["gap"] == "-":
                return found[0]
            length = "long" if name in self.words else "short"
            return found["n"] + measure(number.value, unit, length, self.target)

        return self.found.sub(new, target)
