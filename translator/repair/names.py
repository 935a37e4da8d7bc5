"""Spells a name that came through a draft with other letters as the source has it, where it is certain to be a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import DamerauLevenshtein

from translator.glossary.sounds import cognate, english, family, romanised, written
from translator.language.given import GIVEN_NAMES

# Of 4,000 drafted sentences (NTREX, newstest2021, FLORES dev) 8 are changed, all to what people wrote.
NEAR = 0.6  # how much a word must be spelled like a name behind the same first name
MOST = 30  # names of a sentence
NEARER = 0.7  # and how much anywhere, for a name that no German word looks like
PAIR = re.compile(r"(?<![\w-])([^\W\d_]{3,})(?= ([^\W\d_]{4,})(?![\w-]))")
WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?![\w-])")
FOREIGN = re.compile(r"[^a-zäöüßàâçèéêëîïôûœ]", re.I)  # Café and Varieté are German words
SPELLED = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}
PLAIN = str.maketrans("ıøk", "ioc")
INFLECTED = ("en", "er", "em", "es")


class Names:
    """Lars Halvorsen, not Lars Halvors; Hauksdóttir, not Hauksdótir."""

    id = "names"

    def mend(self, source: str, target: str) -> str:
        theirs = set(WORD.findall(source))
        for before, name in islice(_certain(source), MOST):
            if name in WORD.findall(target):
                continue
            words = re.finditer(rf"(?<=(?<![\w-]){re.escape(before)} ){WORD.pattern}", target) if before else WORD.finditer(target)
            near = [found for found in words if found[0] not in theirs and _garbled(found[0], name, NEAR if before else NEARER)]
            if len(near) == 1 and (before or _scattered(near[0][0], name)):
                target = target[: near[0].start()] + name + target[near[0].end() :]
        return target


def _certain(source: str) -> Iterator[tuple[str, str]]:
    """List what must be names: a surname with the given name before it, and a word with a letter that German has not."""
    for found in PAIR.finditer(source):
        if found[1] in GIVEN_NAMES and found[2].istitle():
            yield found[1], found[2]
    for word in dict.fromkeys(WORD.findall(source)):
        if word[0].isupper() and len(word) > 3 and FOREIGN.search(word):
            yield "", word


def _garbled(form: str, name: str, least: float) -> bool:
    """Tell whether a word is a name with some letters wrong, and no rendering of it."""
    a, b = form.lower(), name.lower()
    if not form[0].isupper() or a[0] != b[0] or {_bare(a.rstrip("s")), a.rstrip("s")} & {_bare(b.rstrip("s")), _bare(b.rstrip("s").translate(SPELLED))}:
        return False
    if b.endswith("s") and not a.endswith("s"):
        return False  # a genitive: Christian Lindners, Christian Linder’s
    if _vowels(a, b):
        return False  # Mursi is Morsi as well
    if b.endswith(INFLECTED) and a[-2:] != b[-2:]:
        return False  # Glauben, Glaubs
    usual = form in english() or family(form, name) or cognate(name, form) or romanised(name) or form in written(name)
    return not usual and DamerauLevenshtein.normalized_similarity(a, b) >= least


def _scattered(form: str, name: str) -> bool:
    """Tell whether letters were only lost or added: Hauksdótir for Hauksdóttir, but not Revolution for Revolución."""
    a, b = sorted((_bare(form.lower()), _bare(name.lower())), key=len)
    rest = iter(b)
    return a[-1:] == b[-1:] and all(letter in rest for letter in a)


def _vowels(one: str, other: str) -> bool:
    """Tell whether two words differ in vowels only, one for one."""
    return len(one) == len(other) and all(a == b or (a in "aeiouyäöü" and b in "aeiouyäöü") for a, b in zip(one, other, strict=True))


def _bare(word: str) -> str:
    """Return a word without what English changes as a rule: accents, and k where it has c (Rekord, Record)."""
    return "".join(c for c in unicodedata.normalize("NFD", word.translate(PLAIN)) if c.isalpha())
