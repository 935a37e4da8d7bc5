"""German declension: the forms in which a noun, a name or an adjective may stand in a text, all in lower case.

Classes by the word's ending, after Duden (Die Grammatik, "Die Flexion der Substantive"). A form that no noun of the class
has does no harm; one that is another word does (Politik, Politiker): so plurals in -er are a closed list.
"""

from __future__ import annotations

import re
from functools import lru_cache

CASE = ("", "e", "er", "es", "en", "em")  # of an adjective
# Nouns whose plural is in -er, with an umlaut where there can be one; compounds end in them.
PLURALS_IN_ER = tuple(
    """
    amt bad band bild blatt brett buch dach dorf ei fach fass feld geist geld gemach gehalt geschlecht gesicht gespenst gewand glas glied
    gott grab gras gut haupt haus holz horn huhn kalb kind kleid korn kraut lamm land leib licht lied loch mann maul mal mund nest ort
    pfand rad rand reis rind schild schloss schwert spital stift strauch tal tuch tum volk wald weib wort wurm
    """.split()
)
# Participles and adjectives that stand as nouns: Abgeordneter, die Abgeordnete, den Abgeordneten.
AS_NOUNS = re.compile(
    r"(?:iert|igt|end|ig|lich|isch|deutsch|ordnet|letzt|beamt|agt|angen|ieben|wandt|kannt|stellt|teilt|traut|lehrt|sandt|raubt|wählt|bannt|"
    r"dammt|weiht|schworen|worfen|boren|storben|troffen|kehrt|hinderten?|los|tot|krank|arm|grün|link|fremd|wachsen|schwarz|weiß|weiss|intellektuell|"
    r"liberal|radikal|schädigt|mächtigt|wundet|dient|ehelicht)$"
)
ROUND = {"a": "ä", "o": "ö", "u": "ü"}
# ending of the lemma -> (letters cut off, endings put on), first match wins; "~" asks for the umlaut
CLASSES: tuple[tuple[re.Pattern[str], tuple[tuple[int, str], ...]], ...] = tuple(
    (re.compile(pattern + "$"), tuple((int(part[0]), part[1:]) for part in endings.split()))
    for pattern, endings in (
        (r"(?:ung|heit|keit|schaft|tät)", "0 0en"),
        (r"ion", "0 0en 0s 0e 2en"),  # Region, Champion, Spion, Stadion
        (r"ik", "0 0en 0s 0e"),
        (r"ei", "0 0en 0s 0er 0ern"),
        (r"nis", "0 0se 0ses 0sen"),
        (r"[^e]in", "0 0s 0es 0e 0en 0nen"),
        (r"(?:chen|lein)", "0 0s"),
        (r"charakter", "0 0s 0e 0en"),
        (r"e", "0 0n 0s 0ns"),
        (r"(?:eer|ier|iel)", "0 0s 0es 0e 0en 0n"),
        (r"er", "0 0s 0n ~0 ~0n ~0s"),
        (r"el", "0 0s 0n ~0 ~0n"),
        (r"(?:gen|phänomen|problem)", "0 0s 0e 0en"),
        (r"[^i]en", "0 0s ~0 ~0s"),
        (r".mann", "0 0s 0es 0e 0en ~0er ~0ern 4leute 4leuten"),
        (r"(?:aum|tuum|üm)", "0 0s 0es 0e 0en ~0e ~0en"),
        (r"tum", "0 0s 0es ~0er ~0ern 2en 2a"),
        (r"um", "0 0s 2en 2a"),
        (r"(?:aus|eis|ies)", "0 0es 0e 0en ~0e ~0en"),
        (r"us", "0 0se 0ses 0sen 2en 2i"),
        (r"is", "0 2en 0se 0ses 0sen"),
        (r"on", "0 0s 0e 0en 0es 2a ~0e ~0en"),
        (r"(?:a|o)", "0 0s 1en"),
        (r"(?:[yié]|[^ae]u)", "0 0s"),
        (r"ar", "0 0s 0es 0e 0en 0n ~0e ~0en"),
        (r"herr", "0 0n 0en"),
        (r"(?:herz|schmerz)", "0 0es 0ens 0e 0en"),
        (r"[^s]s", "0 0es 0e 0en 0se 0ses 0sen ~0e ~0en"),
        (r"", "0 0s 0es 0e 0en ~0e ~0en"),
    )
    for endings in [endings.replace("~", "9")]
)
UMLAUT = 9


def _umlaut(word: str) -> str:
    """Turn the last vowel that can into its umlaut: haus, häus."""
    for at in range(len(word) - 1, -1, -1):
        if word[at] in ROUND and not (word[at] == "u" and word[at - 1 : at] in ("a", "e", "ä")):
            return word[:at] + ROUND[word[at]] + word[at + 1 :]
    return word


@lru_cache(maxsize=20_000)
def noun(lemma: str) -> frozenset[str]:
    """List the forms of a noun: of all cases, singular and plural."""
    word = lemma.lower()
    if acronym(lemma):
        return frozenset({word, word + "s"})
    forms = {word}
    for pattern, endings in CLASSES:
        if pattern.search(word):
            for cut, ending in endings:
                if cut == UMLAUT:
                    forms.add(_umlaut(word) + ending.lstrip("0"))
                else:
                    forms.add(word[: len(word) - cut] + ending)
            break
    if word.endswith(PLURALS_IN_ER):
        for stem in (word, _umlaut(word)):
            forms |= {stem + "er", stem + "ern"}
    base = re.sub(r"(?:e|er|es)$", "", word)
    if base != word and AS_NOUNS.search(base):
        forms |= {base + end for end in CASE[1:]}
    return frozenset(forms)


@lru_cache(maxsize=20_000)
def name(lemma: str) -> frozenset[str]:
    """List the forms of a proper name: the genitive, and the plural of peoples and parties."""
    word = lemma.lower()
    if acronym(lemma):
        return frozenset({word, word + "s"})
    forms = {word, word + "s"}
    if word.endswith("e"):  # Serbe, die Niederlande, die Grüne
        forms.add(word + "n")
    if word.endswith(("ist", "krat", "ot", "staat")):
        forms.add(word + "en")
    if word.endswith(("land", "reich", "bund", "amt", "tag", "rat", "gericht", "institut", "haus", "werk", "bank", "meer", "see")):
        forms |= {word + "es", word + "e"}
    return frozenset(forms)


def of_place(lemma: str) -> str:
    """Return what a place's name is before a noun: Kiewer, Odessaer, Münchner."""
    word = lemma.lower()
    return re.sub(r"(?<=[^aeiouäöü])en$", "n", word) + "er" if word.endswith(("chen", "sden")) else word.removesuffix("e") + "er"


@lru_cache(maxsize=20_000)
def adjective(lemma: str) -> frozenset[str]:
    """List the forms of an adjective, given in any of them."""
    word = lemma.lower()
    base = re.sub(r"(?:e|er|es|en|em)$", "", word)
    return frozenset({word, *(base + end for end in CASE)}) if len(base) > 2 else frozenset({word})


@lru_cache(maxsize=20_000)
def heads(lemma: str) -> frozenset[str]:
    """List what stands for a noun at the beginning of a compound: Schul-, Außenministeriums-, Häuser-."""
    word = lemma.lower()
    out = {word, word + "s", word + "es", word + "n", word + "en"}
    if word.endswith("e"):
        out |= {word[:-1], word[:-1] + "s"}
    return frozenset(out | {form for form in noun(lemma) if form.endswith("er")})


def acronym(word: str) -> bool:
    """Tell an acronym: AfD, SPD, GmbH, G7."""
    return len(word) > 1 and any(c.isupper() or c.isdigit() for c in word[1:]) and "-" not in word
