"""Pairs the names of a text with their renderings, and finds one name rendered in several ways; needs no glossary and no model.

A name in the target is linked to the word of the source that sounds like it (see FOLDS). Two renderings are one name if they link to the
same word, or sound alike where there is nothing to link to. The source is asked first: what it spells in two ways is two names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, Indel
from rapidfuzz.process import extract

from translator.glossary.romanisation import suggest
from translator.glossary.sounds import alike, cognate, english, family, german, romanised, skeleton, written
from translator.language import tokens
from translator.language.given import GIVEN_NAMES
from translator.language.regions import REGIONS

POSSESSIVE = re.compile(r"(?:['’]s?|['’])$")
SENTENCE = re.compile(r"(?:^|[.!?:;|]|[“„\"»«(‘–—]|\s-)\s*[“„\"»«(‘'–—\-\s]*$")
ENDED = re.compile(r"[.!?…][”\"’)»]*\s*$")
BEFORE = 6  # characters in which a sentence may begin
SHORTEST = 4  # letters of a name that is looked at
ALIKE = 0.7  # similarity of the sounds of a name and its rendering
WORTH = 0.35  # similarity of the spelling from which the sound is asked; Jewgenij and Yevgeny have .53
LONG = 8  # letters from which two slips are allowed
TITLE = 0.6  # share of capitalised words from which a line is a headline in title case


class Mention(NamedTuple):
    """A capitalised word of the target: where it stands, and the word of the source that it renders, if one sounds like it."""

    form: str
    sentence: int
    start: int
    end: int
    source: str = ""
    first: bool = False  # it may owe its capital to its place


@dataclass(frozen=True, slots=True)
class Name:
    """One name with its renderings, the right one named where there is a reason; `source` is empty if no word sounds like it."""

    source: str
    mentions: tuple[Mention, ...]
    right: str = ""
    reason: str = ""

    @property
    def forms(self) -> dict[str, int]:
        """The renderings with how often each stands, the most frequent first."""
        return dict(Counter(mention.form for mention in self.mentions).most_common())

    @property
    def odd(self) -> list[Mention]:
        """Those that are not in the right form; without a verdict, those not in the most frequent one."""
        right = self.right or next(iter(self.forms))
        return [mention for mention in self.mentions if mention.form != right]


@dataclass
class Text:
    """A document's sentence pairs with what its names need: words of the source, words that stand in lower case."""

    pairs: Sequence[tuple[str, str]]  # source (empty if there is none) and target
    mentions: list[Mention] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.sources = [tokens.words(source) for source, _ in self.pairs]
        self.vocabulary = set().union(*self.sources)
        self.targets = [tokens.words(target) for _, target in self.pairs]
        self.lower = {word for word in set().union(*self.targets) if word.islower()}
        for number, (_, target) in enumerate(self.pairs):
            self.mentions += _linked(list(self._candidates(number, target)), self.sources[number], self.vocabulary)

    @cached_property
    def nouns(self) -> set[str]:
        """The words of the source that stand behind an article, or last in a compound (Latenight-Show)."""
        return {found[1] for source, _ in self.pairs for pattern in (ARTICLE, HEAD) for found in pattern.finditer(source)}

    @cached_property
    def lower_source(self) -> set[str]:
        """The words of the source that stand in small letters."""
        return {word for word in self.vocabulary if word.islower()}

    def _candidates(self, number: int, target: str) -> Iterator[Mention]:
        at, headline = 0, None
        for word in self.targets[number]:
            if word.islower() or len(word) < SHORTEST or not word[0].isupper():
                continue
            start = target.index(word, at)
            while start and target[start - 1].isalnum():  # the end of a word with a small letter before it: iPhone
                start = target.index(word, start + 1)
            at = start + len(word)
            form = POSSESSIVE.sub("", word) if "’" in word or "'" in word else word
            if len(form) < SHORTEST or form.isupper() or form.lower() in self.lower or not form[1:].replace("’", "").replace("'", "").isalpha():
                continue
            if headline is None:
                headline = self._headline(number, target)
            inside = start > 1 and target[start - 1] == " " and target[start - 2].isalnum()
            first = headline or (not inside and bool(SENTENCE.search(target, max(0, start - BEFORE), start)))
            yield Mention(form, number, start, start + len(form), first=first)

    def _headline(self, number: int, target: str) -> bool:
        long = [word for word in self.targets[number] if len(word) >= SHORTEST]
        return len(long) > 2 and not ENDED.search(target[-12:]) and sum(word[0].isupper() for word in long) >= TITLE * len(long)


def _linked(found: list[Mention], source: Sequence[str], vocabulary: set[str]) -> list[Mention]:
    """Link the names of a sentence with words of its source, the most alike first, each word once as often as it stands there."""
    words = Counter(word for word in source if len(word) > 2 and word[0].isupper())
    out = list(found)

    def link(number: int, word: str) -> None:
        words[word] -= 1
        mention = out[number]
        bare = word[:-1] if word.endswith("s") and (word[:-1] in vocabulary or not mention.form.endswith("s")) else word
        out[number] = Mention(mention.form, mention.sentence, mention.start, mention.end, bare, mention.first)

    for number in range(len(out) - 1, -1, -1):
        if words[out[number].form] > 0:
            link(number, out[number].form)
    free = [word for word, times in words.items() if times > 0]
    small, scores = [word.lower() for word in free], []
    for number, mention in enumerate(out):
        if not mention.source:
            near = extract(mention.form.lower(), small, scorer=Indel.normalized_similarity, processor=None, score_cutoff=WORTH, limit=None)
            scores += [(score, number, free[at]) for _, _, at in near if (score := alike(mention.form, free[at])) >= ALIKE]
    for _, number, word in sorted(scores, reverse=True):
        if words[word] and not out[number].source:
            link(number, word)
    return out


def variants(text: Text, known: Collection[str] = ()) -> list[Name]:
    """List the names that a document renders in several ways, in the order of the text; `known` are the glossary's forms."""
    by: dict[str, list[Mention]] = defaultdict(list)
    for mention in text.mentions:
        by[mention.form].append(mention)
    parent = {form: form for form in by}

    def root(form: str) -> str:
        while parent[form] != form:
            form = parent[form]
        return form

    for one, other in _near(list(by), text.vocabulary):
        if not (one in known and other in known) and _same(text, by[one], by[other]):
            parent[root(other)] = root(one)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for form, mentions in by.items():
        groups[root(form)] += mentions
    found = [judged(text, group, known) for group in groups.values() if len({mention.form for mention in group}) > 1]
    return sorted(found, key=lambda name: (name.odd[0].sentence, name.odd[0].start))


def _near(forms: Sequence[str], vocabulary: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pair the forms that may be one name, in their order: after a letter or two is left out of each, they are spelled or sound the same.

    Two forms that the source has are its own affair, so one of each pair is new in the target.
    """
    small, sounds = [form.lower() for form in forms], [skeleton(form) for form in forms]
    slips = [2 if len(form) >= LONG else 1 for form in forms]
    pairs = set()
    for one, form in enumerate(forms):
        if form in vocabulary:
            continue
        for _, _, other in extract(small[one], small, scorer=Indel.distance, processor=None, score_cutoff=2, limit=None):
            if abs(len(form) - len(forms[other])) <= 1:
                pairs.add((min(one, other), max(one, other)))
        for _, distance, other in extract(sounds[one], sounds, scorer=Indel.distance, processor=None, score_cutoff=slips[one] + 2, limit=None):
            spare = (distance - len(sounds[one]) + len(sounds[other])) // 2, (distance + len(sounds[one]) - len(sounds[other])) // 2
            if spare[1] <= slips[one] and spare[0] <= slips[other]:
                pairs.add((min(one, other), max(one, other)))
    yield from ((forms[one], forms[other]) for one, other in sorted(pairs) if one != other)


def _same(text: Text, ones: list[Mention], others: list[Mention]) -> bool:
    """Tell whether two forms of a document are renderings of one name."""
    one, other = ones[0].form, others[0].form
    a, b = skeleton(one), skeleton(other)
    if abs(len(a) - len(b)) > 2 or one.lower() == other.lower():
        return False
    if all(mention.first for mention in (*ones, *others)) and not any(mention.source for mention in (*ones, *others)):
        return False
    if family(one, other):
        return False
    if one in text.vocabulary and other in text.vocabulary:
        return False  # the source has both: two names, or its own affair
    if one in english() and other in english():
        return False  # Austria, Australia
    slips = DamerauLevenshtein.distance(one.lower(), other.lower())
    shared = {mention.source for mention in ones if mention.source} & {mention.source for mention in others}
    near = slips <= 1 or (slips <= 3 and (a[:1] == b[:1] or shared) and DamerauLevenshtein.distance(a, b) <= (2 if min(len(one), len(other)) >= LONG else 1))
    if not near and a != b:
        return False
    sources, theirs = ({mention.source for mention in mentions if mention.source} for mentions in (ones, others))
    if sources and theirs:
        return any(_kin(mine, yours) for mine in sources for yours in theirs)
    if not text.vocabulary and len(ones) == len(others) == 1 and ones[0].sentence == others[0].sentence:
        return False  # Allan met Allen
    if not text.vocabulary:
        return a == b or (slips == 1 and min(len(ones), len(others)) == 1 and len(one) > SHORTEST)
    if len(ones) > 1 and len(others) > 1:
        return a == b
    if sources or theirs:  # one is linked: the other's sentence must speak of the same
        linked, free = (ones, others) if sources else (others, ones)
        said = {mention.source for mention in linked if mention.source}
        return all(any(_kin(word, name) for word in text.sources[mention.sentence] for name in said) for mention in free) or (a == b and slips <= 2)
    return a == b or slips <= 1


def _kin(one: str, other: str) -> bool:
    """Tell whether two words of the source are one name: inflected, or in a compound."""
    a, b = sorted((one.lower(), other.lower()), key=len)
    return a == b or (len(a) >= SHORTEST and (b.startswith(a) or b.endswith(a))) or alike(a, b) >= 0.9


def judged(text: Text, mentions: list[Mention], known: Collection[str]) -> Name:
    """Say which rendering is the right one: the glossary's, one that is not German, one that the source has, the usual one."""
    mentions = sorted(mentions, key=lambda mention: (mention.sentence, mention.start))
    forms = list(dict.fromkeys(mention.form for mention in mentions))
    source = next((mention.source for mention in mentions if mention.source), "")
    times = Counter(mention.form for mention in mentions)
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("the glossary has it", lambda form: form in known),
        ("English has it", lambda form: form in english()),
        ("the other is a German spelling", lambda form: not (set(forms) - {form}) & _english(form, text.vocabulary)),
        ("the source has it", lambda form: form in text.vocabulary),
    )
    left = forms
    for reason, test in tests:
        good = [form for form in left if test(form)]
        if len(good) == 1:
            return Name(source, tuple(mentions), good[0], reason)
        left = good or left
    rest = [form for form in forms if form not in left]
    if rest and len(left) > 1:  # Germany and German are both right: which was meant?
        distance = {form: DamerauLevenshtein.distance(form, rest[0]) for form in left}
        left = [form for form in left if distance[form] == min(distance.values())]
    most = max(times[form] for form in left)
    usual = [form for form in left if times[form] == most]
    if len(usual) == 1:
        return Name(source, tuple(mentions), usual[0], "the more frequent one" if not rest else "English has it")
    for suggestion in suggest(source, 12) if romanised(source) else ():
        if suggestion.form in usual and suggestion.form != source:  # nearer to German is not nearer to right: Chechow, Chekhov
            return Name(source, tuple(mentions), suggestion.form, "as English writes it")
    nearest = sorted(usual, key=lambda form: -Indel.normalized_similarity(form.lower(), source.lower())) if source else []
    if nearest and Indel.normalized_similarity(nearest[0].lower(), source.lower()) > Indel.normalized_similarity(nearest[1].lower(), source.lower()):
        return Name(source, tuple(mentions), nearest[0], "nearer to the source")
    return Name(source, tuple(mentions))


def _english(form: str, vocabulary: Collection[str]) -> frozenset[str]:
    """Return what English may write for a form if it is a German one: it looks so, or the source begins it with Ch (Cherson)."""
    if romanised(form):
        return written(form)
    return frozenset(one.form for one in suggest(form, 1)) if form.startswith("Ch") and form in vocabulary else frozenset()


def german_left(text: Text, known: Collection[str] = ()) -> Iterator[tuple[Mention, str]]:
    """Find names left in German romanisation, each form once, with what English would write."""
    seen = set()
    for mention in text.mentions:
        if mention.form in seen or not german(mention.form) or mention.form in known:
            continue
        if text.vocabulary and mention.form not in text.vocabulary and f"{mention.form}s" not in text.vocabulary:
            continue  # an invention of the engine is no German spelling
        seen.add(mention.form)
        better = suggest(mention.form, 1)
        if better and better[0].form != mention.form:
            yield mention, better[0].form


def changed(text: Text, known: Collection[str] = ()) -> Iterator[Mention]:
    """Find names that came through a letter or two off: Kaliningrad, Caliningrad; for drafts (in 15 of 123 good documents something looks so)."""
    for mention in text.mentions:
        name, form = mention.source, mention.form
        if mention.first or len(name) <= SHORTEST or form == name or not name.isalpha() or name in text.nouns:
            continue
        usual = form in known or form in english() or form in written(name) or romanised(name) or family(form, name) or cognate(name, form)
        if not usual and DamerauLevenshtein.distance(name.lower(), form.lower()) <= 2 and form.rstrip("s") != name.rstrip("s"):
            yield mention


PRONOUNS = frozenset("he she it they him her his its their them this who that these those here there".split())
FULL_NAME = re.compile(r"(?<![\w-])([A-ZÄÖÜ][^\W\d_]{2,}) ([A-ZÄÖÜ][^\W\d_]{2,8})(?![\w-])")
ARTICLE = re.compile(r"\b(?i:[dms]?ein|kein|ihr|unser)(?:e[rsnm]?)?(?: [a-zäöüß]+e[rsnm]?)? ([A-ZÄÖÜ]\w+)")
HEAD = re.compile(r"\w-([A-ZÄÖÜ]\w+)(?![\w-])")
NOUN = re.compile(r"(?:ung|ungen|heit|keit|schaft|tion|ionen|tod|fragen|hof|tag)$", re.I)


def lost(text: Text) -> Iterator[tuple[int, str, str]]:
    """Find names that a sentence lacks: its number, the word of the source, the rendering that stands elsewhere or the word itself.

    People leave out a name or write a pronoun for it; so this is for drafts (on NTREX 4 of 123 good documents would be flagged).
    """
    renderings: dict[str, Counter[str]] = defaultdict(Counter)
    exact = defaultdict(set)
    for mention in text.mentions:
        if mention.source:
            renderings[mention.source][mention.form] += 1
        if mention.form == mention.source:
            exact[mention.sentence].add(mention.form)
    for number, (source, target) in enumerate(text.pairs):
        here = {word.lower() for word in text.targets[number]}
        if not target or here & PRONOUNS:
            continue
        words = {word: _rendering(renderings[word]) for word in text.sources[number] if word in renderings}
        for found in FULL_NAME.finditer(source):  # Claus Kleber, Claus adhesive
            if found[1] in exact[number] and found[1] in GIVEN_NAMES and not NOUN.search(found[2]) and found[2].lower() not in text.lower_source:
                words.setdefault(found[2], found[2])
        for word, form in words.items():
            name = (
                len(word) >= SHORTEST
                and word not in text.nouns
                and word not in REGIONS
                and form
                and form not in english()
                and (form == word or form in written(word))
            )
            if name and not any(alike(said, word) >= ALIKE or said.startswith(form.lower()) for said in here):
                yield number, word, form


def _rendering(forms: Counter[str]) -> str:
    form, times = forms.most_common(1)[0]
    return form if times > 1 else ""
