"""A first glossary for free: names of countries, cities, languages and currencies as Unicode's CLDR has them in both languages, and of regions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from translator.glossary.concept import Row, Status
from translator.glossary.romanisation import Suggestion
from translator.language import regions as table

if TYPE_CHECKING:
    from babel import Locale

FILE, OURS = "CLDR", "own list"
# Codes of CLDR whose names are no exonyms of running text: regions of statisticians, test values, names with remarks
TERRITORIES_OUT = frozenset("001 011 014 015 017 019 021 030 034 057 145 AC AS BQ CC CD CG HK IO MM MO QO SH TF UM XA XB ZZ".split())
CITIES_OUT = frozenset("Unknown Canary Faeroe Cayman Comoro Cape_Verde Brunei Easter Christmas South_Georgia Tirane Vatican".split())
# Languages whose CLDR name is not what an English text says, or is the name of something else
LANGUAGES_OUT = frozenset("arc av bn bua car cu egy gil kg kl lo mul na os ota pal prg sco si syr tkl tvl und zxx".split())
CURRENCIES_OUT = frozenset("BOV CHE CHW CNX COU DEM ECV GEK UAK XAG XAU XBA XFO XFU XPD XPT XRE XSU XTS XUA".split())
# Words that mean something else more often than not; Island is part of English names
COMMON = frozenset("Island Euro Kwacha Loti Mark Man Real Krone Pfund Rand Sol Som Won Welt Amerika".split())
LANGUAGE = re.compile(r"(?:isch|deutsch|latein|paschtu|suaheli|haussa|jiddisch)$", re.I)
# What is as right as CLDR's form; also the people where German has one word for both
ADMITTED = {
    "Bosnien und Herzegowina": ("Bosnia-Herzegovina", "Bosnia"),
    "Cabo Verde": ("Cabo Verde",),
    "Europäische Union": ("EU",),
    "Kalkutta": ("Calcutta",),
    "Europa": ("Europa League",),
    "Polen": ("Poles", "Pole"),
    "Rangun": ("Rangoon",),
    "Schweden": ("Swedes", "Swede"),
    "Tschechien": ("Czech Republic",),
    "Türkei": ("Turkey",),
    "Vereinigte Arabische Emirate": ("UAE", "Emirates"),
    "Vereinigte Staaten": ("US", "U.S.", "USA", "America"),
    "Vereinigtes Königreich": ("UK", "U.K.", "Britain"),
    "Vereinte Nationen": ("UN", "U.N."),
}
# Where German has a country, English may have its adjective: Deutschlands Arbeitgeber, German employers
ADJECTIVES = {
    name: adjective
    for name, _, adjective in (
        pair.partition("=")
        for pair in """Afrika=African Albanien=Albanian Algerien=Algerian Argentinien=Argentine Armenien=Armenian
        Aserbaidschan=Azerbaijani Asien=Asian Australien=Australian Bangladesch=Bangladeshi Belgien=Belgian Bolivien=Bolivian Brasilien=Brazilian
        Bulgarien=Bulgarian Deutschland=German Dänemark=Danish Estland=Estonian Europa=European Finnland=Finnish Frankreich=French Georgien=Georgian
        Griechenland=Greek Indien=Indian Indonesien=Indonesian Irak=Iraqi Irland=Irish Italien=Italian Jemen=Yemeni Jordanien=Jordanian Kanada=Canadian
        Kasachstan=Kazakh Katar=Qatari Kenia=Kenyan Kolumbien=Colombian Kroatien=Croatian Kuba=Cuban Lateinamerika=Latin_American Lettland=Latvian
        Libanon=Lebanese Libyen=Libyan Litauen=Lithuanian Marokko=Moroccan Mexiko=Mexican Mongolei=Mongolian Neuseeland=New_Zealander
        Niederlande=Dutch Nordkorea=North_Korean Nordmazedonien=North_Macedonian Norwegen=Norwegian Philippinen=Philippine Polen=Polish
        Rumänien=Romanian Russland=Russian Saudi-Arabien=Saudi Schweden=Swedish Schweiz=Swiss Serbien=Serbian Singapur=Singaporean
        Slowakei=Slovak Slowenien=Slovenian Spanien=Spanish Syrien=Syrian Südafrika=South_African Südkorea=South_Korean Tschechien=Czech
        Tunesien=Tunisian Türkei=Turkish Ungarn=Hungarian Usbekistan=Uzbek Zypern=Cypriot Ägypten=Egyptian Äthiopien=Ethiopian Österreich=Austrian""".split()
    )
}
Names = Callable[[str, str], Iterator[tuple[str, str]]]


def territories(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pair the names of countries and regions."""
    ours, theirs = _locale(source).territories, _locale(target).territories
    for code, name in ours.items():
        if code in theirs and code not in TERRITORIES_OUT:
            yield name, theirs[code]


def regions(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pair the names of regions, mountains and waters, from a list of our own for German and English."""
    if (_primary(source), _primary(target)) == ("de", "en"):
        yield from table.REGIONS.items()


def cities(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pair the names of the cities that time zones are named after; English has the zone's own where CLDR is silent."""
    ours, theirs = _locale(source).time_zones, _locale(target).time_zones
    for zone in map(str, ours):
        own = zone.rpartition("/")[2]
        name, other = (zones.get(zone, {}).get("city", own.replace("_", " ")) for zones in (ours, theirs))
        if own not in CITIES_OUT:
            yield name, other


def languages(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pair the names of languages, those that are no name of anything else."""
    ours, theirs = _locale(source).languages, _locale(target).languages
    for code, name in ours.items():
        if code in theirs and code not in LANGUAGES_OUT and (source != "de" or LANGUAGE.search(name)):
            yield name, theirs[code]


def currencies(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pair the names of currencies as they stand in a sentence."""
    from babel.numbers import get_currency_name

    theirs = _locale(target).currencies
    for code in map(str, _locale(source).currencies):
        if code in theirs and code not in CURRENCIES_OUT:
            yield get_currency_name(code, count=1, locale=_tag(source)), get_currency_name(code, count=1, locale=_tag(target))


# setting: the pairs, the kind and the match of its rows; a language's name is not matched as an adjective (russische Soldaten)
KINDS: dict[str, tuple[Names, str, str]] = {
    "territories": (territories, "place", ""),
    "regions": (regions, "place", ""),
    "cities": (cities, "place", ""),
    "languages": (languages, "term", "exact case"),
    "currencies": (currencies, "term", ""),
}


def rows(source: str, target: str, kinds: Iterable[str]) -> list[Row]:
    """Return the rows of these kinds whose two sides differ in more than accents; of two with one source the first counts."""
    found: dict[str, Row] = {}
    for kind in kinds:
        pairs, of, match = KINDS[kind]
        for name, other in pairs(source, target):
            name, other = _plain(name), _plain(other).replace(" & ", " and ")
            if name.casefold() in found or name in COMMON or re.search(r"[\d()]| - ", name + other) or _bare(name) == _bare(other):
                continue
            found[name.casefold()] = Row(name, other, kind=of, match=match, note=kind, file=OURS if kind == "regions" else FILE)
    admitted = [
        Row(row.source, form, Status.ADMITTED, row.kind, row.match, row.note, file=row.file)
        for row in found.values()
        for form in (_admitted(row.source) if (_primary(source), _primary(target)) == ("de", "en") else ())
    ]
    return [*found.values(), *admitted]


def _admitted(name: str) -> list[str]:
    adjective = ADJECTIVES.get(name, "").replace("_", " ")
    return [*ADMITTED.get(name, ()), *table.ADMITTED.get(name, ()), *([adjective] if adjective else [])]


def exonyms(name: str, source: str, target: str) -> list[Suggestion]:
    """List what CLDR has for the name of a country or a city, and our own list for a region's."""
    known = [row for row in rows(source, target, ("territories", "regions", "cities")) if row.source == name]
    return [Suggestion(row.target, f"{row.file} ({row.note})") for row in known]


def below(own: Sequence[Row], seeds: Iterable[Row]) -> list[Row]:
    """Put seed rows under a glossary: what that has a word for is not taken from them."""
    known = {row.source.casefold() for row in own}
    return [row for row in seeds if row.source.casefold() not in known] + list(own)


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _tag(language: str) -> str:
    return language.replace("-", "_")


def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(_tag(language))


def _plain(name: str) -> str:
    return name.replace("\u00ad", "").replace("\u00a0", " ")


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold().replace("-", " "))
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")
