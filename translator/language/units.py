"""Units of measurement and money as CLDR names them in each language, and what they are worth in each other."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# What one of it is in the dimension's base unit (by definition, NIST SP 811); temperatures have a formula of their own.
UNITS: dict[str, tuple[str, float]] = {
    "length-kilometer": ("length", 1000), "length-meter": ("length", 1), "length-centimeter": ("length", 0.01),
    "length-millimeter": ("length", 0.001), "length-mile": ("length", 1609.344), "length-yard": ("length", 0.9144),
    "length-foot": ("length", 0.3048), "length-inch": ("length", 0.0254), "length-nautical-mile": ("length", 1852),
    "area-square-kilometer": ("area", 1e6), "area-hectare": ("area", 1e4), "area-square-meter": ("area", 1),
    "area-square-mile": ("area", 2589988.11), "area-acre": ("area", 4046.856), "area-square-yard": ("area", 0.836127),
    "area-square-foot": ("area", 0.092903), "mass-tonne": ("mass", 1000), "mass-kilogram": ("mass", 1), "mass-gram": ("mass", 0.001),
    "mass-stone": ("mass", 6.350293), "mass-pound": ("mass", 0.45359237), "mass-ounce": ("mass", 0.028349523),
    "volume-liter": ("volume", 1), "volume-milliliter": ("volume", 0.001), "volume-gallon": ("volume", 3.785412),
    "volume-pint": ("volume", 0.473176), "volume-cubic-meter": ("volume", 1000), "volume-barrel": ("volume", 158.987),
    "speed-kilometer-per-hour": ("speed", 1), "speed-mile-per-hour": ("speed", 1.609344), "speed-knot": ("speed", 1.852),
    "temperature-celsius": ("temperature", 1), "temperature-fahrenheit": ("temperature", 0), "temperature-generic": ("temperature", 0),
    "concentr-percent": ("share", 1), "concentr-permille": ("share", 0.1), "points": ("points", 1), "basis-points": ("points", 0.01),
    "duration-year": ("time", 8766), "duration-month": ("time", 730.5), "duration-week": ("time", 168), "duration-day": ("time", 24),
    "duration-hour": ("time", 1), "duration-minute": ("time", 1 / 60),
}  # fmt: skip
MONEY = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB", "UAH", "PLN", "TRY", "SEK", "NOK", "DKK", "CZK", "HUF", "INR", "ILS", "CAD", "AUD")
CENT = "cent"
MORE: dict[str, dict[str, str]] = {  # what people write beside CLDR's forms
    "de": {
        "kilo": "mass-kilogram", "qm": "area-square-meter", "qkm": "area-square-kilometer", "stundenkilometer": "speed-kilometer-per-hour",
        "grad": "temperature-generic", "dollar": "USD", "us-dollar": "USD", "franken": "CHF", "ºc": "temperature-celsius", "rubel": "RUB",
        "hryvnia": "UAH", "yen": "JPY", "yuan": "CNY", "schekel": "ILS", "kilometern pro stunde": "speed-kilometer-per-hour",
        "metern": "length-meter", "kilometern": "length-kilometer", "zentimetern": "length-centimeter", "litern": "volume-liter", "fr.": "CHF",
        "prozentpunkte": "points", "prozentpunkten": "points", "prozentpunkt": "points", "basispunkte": "basis-points",
        "basispunkten": "basis-points", "cent": CENT, "jahren": "duration-year", "monaten": "duration-month", "tagen": "duration-day",
        "kronen": "NOK", "promille": "concentr-permille",
    },
    "en": {
        "kph": "speed-kilometer-per-hour", "kmh": "speed-kilometer-per-hour", "kilo": "mass-kilogram", "kilos": "mass-kilogram",
        "metre": "length-meter", "metres": "length-meter", "kilometre": "length-kilometer", "kilometres": "length-kilometer",
        "centimetre": "length-centimeter", "centimetres": "length-centimeter", "litre": "volume-liter", "litres": "volume-liter",
        "square metres": "area-square-meter", "square kilometres": "area-square-kilometer", "degree": "temperature-generic",
        "degrees": "temperature-generic", "ton": "mass-tonne", "tons": "mass-tonne", "tonne": "mass-tonne", "tonnes": "mass-tonne",
        "lbs": "mass-pound", "per cent": "concentr-percent", "pct": "concentr-percent", "dollar": "USD", "dollars": "USD",
        "kilometres per hour": "speed-kilometer-per-hour", "foot": "length-foot", "feet": "length-foot", "francs": "CHF", "franc": "CHF",
        "rubles": "RUB", "roubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH", "yen": "JPY", "yuan": "CNY", "shekels": "ILS",
        "percentage point": "points", "percentage points": "points", "basis point": "basis-points", "basis points": "basis-points", "cent": CENT,
        "cents": CENT, "kroner": "NOK", "kronor": "NOK", "kronas": "NOK", "permille": "concentr-permille", "pound sterling": "GBP",
        "pounds sterling": "GBP", "months": "duration-month", "weeks": "duration-week", "days": "duration-day", "per mille": "concentr-permille",
    },
}  # fmt: skip
ONE_WORD = (  # units that share a word: Pfund is money and weight, a dollar may be Canadian, Kronen are of four countries
    frozenset({"mass-pound", "GBP", "mass-kilogram", "mass-gram"}), frozenset({"USD", "CAD", "AUD"}), frozenset({"SEK", "NOK", "DKK", "CZK"}),
    frozenset({"temperature-generic", "temperature-celsius", "temperature-fahrenheit"}), frozenset({"CNY", "JPY"}),
    frozenset({"length-mile", "length-nautical-mile"}), frozenset({"mass-tonne", "mass-ton"}),
)  # fmt: skip
AROUND = " -\t\n\r\u00a0\u202f"
CURRENCY = 18  # characters of a currency in front of a number
NEAR = 0.1  # how far apart the two sides of a rounded conversion may lie


@cache
def forms(language: str) -> dict[str, str]:
    """Return the names of units and currencies in a language, lower case, with what they stand for."""
    from babel import Locale, UnknownLocaleError

    try:
        data: Any = Locale.parse(language.replace("-", "_"))._data
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, str] = {}
    for name in UNITS:
        for width in ("long", "short", "narrow"):
            for kind, pattern in data["unit_patterns"].get(name, {}).get(width, {}).items():
                text = pattern.replace("{0}", "").strip().lower().replace("\xa0", " ")
                if kind not in ("per", "gender") and len(text) + text.isascii() > 1 and text not in ("#", "in", "st"):
                    found.setdefault(text, name)
    for code in MONEY:
        names = data["currency_names_plural"].get(code, {}) if "currency_names_plural" in data else {}
        for text in (code, data["currency_symbols"].get(code, ""), data["currency_names"].get(code, ""), *names.values()):
            if text and text not in ("kr", "kr."):
                found.setdefault(text.lower(), code)
    base = language.partition("-")[0]
    return (forms(base) if base != language else {}) | found | MORE.get(base, {})  # percent is read in Britain, too


def behind(low: str, end: int, language: str) -> tuple[str, int]:
    """Return the unit right behind a number, or behind “-” (a 10-mile run), and where it ends; nothing if there is none."""
    pattern = _behind(language).get(low[end : end + 2].lstrip(AROUND)[:1])
    found = pattern.match(low, end) if pattern else None
    return (forms(language)[found[1]], found.end()) if found else ("", end)


def before(low: str, start: int, language: str) -> tuple[str, int]:
    """Return the currency that stands right before a number, and where it begins; nothing if there is none."""
    pattern = _before(language).get(low[max(0, start - 2) : start].rstrip(AROUND)[-1:])
    found = pattern.match(low[max(0, start - CURRENCY) : start][::-1]) if pattern else None
    return (forms(language)[found[1][::-1]], start - found.end()) if found else ("", start)


@cache
def _behind(language: str) -> dict[str, re.Pattern[str]]:
    """Return patterns by the first character of a unit: few units begin alike."""
    known = sorted(forms(language), key=len, reverse=True)
    return {
        first: re.compile(rf"[\s\u00a0\u202f-]?({'|'.join(re.escape(text) for text in known if text[0] == first)})(?![^\W\d_])")
        for first in {text[0] for text in known}
    }


@cache
def _before(language: str) -> dict[str, re.Pattern[str]]:
    """Return patterns by the last character of a currency; they read backwards."""
    money = sorted((text[::-1] for text, unit in forms(language).items() if unit in MONEY), key=len, reverse=True)
    return {
        last: re.compile(rf"[\s\u00a0\u202f]?({'|'.join(re.escape(text) for text in money if text[0] == last)})(?![^\W\d_])")
        for last in {text[0] for text in money}
    }


def same(one: float, unit: str, other: float, its: str) -> bool:
    """Tell whether two amounts in different units are the same, roundly; mere degrees of two languages may be Celsius and Fahrenheit."""
    if CENT in (unit, its) and {unit, its} & set(MONEY):
        return one * (100 if its == CENT else 0.01) == other
    (dimension, factor), (another, its_factor) = UNITS.get(unit, ("", 1.0)), UNITS.get(its, ("", 1.0))
    if dimension == another == "temperature":
        pairs = ((one, other),) if "fahrenheit" not in unit and "celsius" not in its else ((other, one),)
        return any(abs(celsius - (fahrenheit - 32) / 1.8) <= 1 or _near(celsius, fahrenheit / 1.8) for celsius, fahrenheit in pairs)
    return bool(dimension) and dimension == another and unit != its and _near(one * factor, other * its_factor)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def apart(unit: str, other: str) -> bool:
    """Tell whether two units are different things for certain: kilometers and miles, euros and dollars."""
    if not unit or not other or unit == other or any({unit, other} <= family for family in ONE_WORD):
        return False
    return "temperature-generic" not in (unit, other)
