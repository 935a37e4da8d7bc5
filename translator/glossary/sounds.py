"""Tells what names sound like: the same name in German and English spelling, one word family, a German romanisation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

from translator.glossary.romanisation import suggest
from translator.language.en import CAPITALISED
from translator.language.romanisation import COGNATES, ELSEWHERE, ENDINGS, FAMILY, FOLDS, GERMAN_NOUN, GERMAN_ONLY, GIVEN, NEWS, ROMANISED


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """Return what a name sounds like: one letter for all its spellings in German and English."""
    text = word.lower()
    if not (text.isascii() and text.isalpha()):
        text = "".join(c for c in unicodedata.normalize("NFD", text.replace("ß", "ss")) if c.isalpha())
    there = set(text)
    for letters, pattern, letter in FOLDS:
        if not there.isdisjoint(letters):
            text = pattern.sub(letter, text)
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> float:
    """Return how much two words sound alike, 0 to 1; a German genitive counts as its name."""
    best = Indel.normalized_similarity(skeleton(one), skeleton(other))
    for a, b in ((one, other), (other, one)):
        if a.endswith(("s", "S")) and not b.endswith(("s", "S")):
            best = max(best, Indel.normalized_similarity(skeleton(a[:-1]), skeleton(b)))
    return float(best)


@lru_cache(maxsize=20_000)
def family(one: str, other: str) -> bool:
    """Tell whether two words differ by inflection or derivation only: Germany, Germans; Korea, Korean."""
    a, b = one.lower(), other.lower()
    stem = 0
    while stem < min(len(a), len(b)) and a[stem] == b[stem]:
        stem += 1
    if {a[stem:], b[stem:]} <= ENDINGS or skeleton(one) == skeleton(other):
        return False  # Zelensky, Zelenskyy: inflection is heard
    return any(stem - back >= 3 and a[stem - back :] in FAMILY and b[stem - back :] in FAMILY for back in range(3))


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Return the words that English is known to write with a capital: CLDR's countries, cities, languages, months, days, and some of the news."""
    from babel import Locale

    locale = Locale("en")
    texts = [*locale.territories.values(), *locale.languages.values(), *locale.scripts.values(), *locale.currencies.values()]
    texts += [name for table in (locale.months, locale.days) for form in table.values() for name in form["wide"].values()]
    texts += [zone.get("city", "") for zone in locale.time_zones.values()]
    return CAPITALISED | {word for text in texts for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()}


@lru_cache(maxsize=1)
def calendar() -> frozenset[str]:
    """Return the English months and days."""
    from babel import Locale

    locale = Locale("en")
    return frozenset(name for table in (locale.months, locale.days) for name in table["format"]["wide"].values())


@lru_cache(maxsize=20_000)
def written(form: str) -> frozenset[str]:
    """Return what English may write for a form, were it a German one."""
    return frozenset(suggestion.form for suggestion in suggest(form, 12)) - {form}


def romanised(form: str) -> bool:
    """Tell whether a name looks as if German had romanised it; Moscow and Simpson do not."""
    return not GERMAN_NOUN.search(form.lower()) and (bool(ROMANISED.search(form.lower())) or german(form))


def german(form: str) -> bool:
    """Tell whether a name is spelled as German romanises it."""
    table = GIVEN.get(form.lower(), ())
    if form.lower() in NEWS:
        return form not in NEWS[form.lower()]
    return bool(GERMAN_ONLY.search(form)) or bool(table and form not in table and form.lower() not in ELSEWHERE)


def cognate(german_word: str, form: str) -> bool:
    """Tell whether a word is the German one as English regularly writes it: Republik, Republic."""
    a, b = german_word.lower(), form.lower()
    for one, other in COGNATES:
        a, b = a.replace(one, other), b.replace(one, other)
    return a.rstrip("e") == b.rstrip("e")
