"""Copies of pairs that teach what texts alone do not: to copy names, to keep English terms and marks, to read headlines and numbers.

Each kind is a source of its own (`+names`, `+terms`, `+marks`, `+shape`), so that training can weigh it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from training.align import WORD, Links, links
from training.corpus import Pair

NAME = re.compile(r"(?<![\w-])[A-ZÄÖÜ][a-zäöüßéèáíóúčšžćłńçñø]{2,}(?![\w-])")
NUMBER = re.compile(r"(?<![\w.,-])\d{1,6}(?![\w.,-]*\d|\w)")
NO_NAMES = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember January February March May June July October December "
    "Union Text Parlament Euro".split()
)
# Parts of invented names, as German texts have them: German, Slavic, Turkish, Romance, Chinese …
HEADS = (
    "La Me Ka Bo Wi Tsche Scha Gri Pe Ru Ste Ol Jo Ma No Se Fe Da Kri Wo Sa Hu Ne Ti Al Bar Schu Kle Rei Lin Gor Pu Ha Lö Mü Kö Oz Er Yil Nguy Zha Li Par "
    "San Gon Fer Rodri Mac Van De Du Mo Ab"
).split()
MIDDLES = "n r l ser nde ri dor ma kow mi ne ra li ta de lo sch ber ger ni gu ki wa tsch tri mo no ves sa zi be ro".split()
TAILS = (
    "ow ew kow in er mann ski skyj enko owa ez es sen son burg ingen witz stein berg hausen dorf bach grad a o i oglu ian adse wili ung ang eau et ini elli "
    "stadt heim ham ford ton ville"
).split()
FEWEST, MOST = 5, 40  # words of a sentence that is worth a copy
MARKS = 4  # numbers that marks of training have; a text has rarely more in a sentence


class Augmenter:
    """Makes copies of prose pairs, from one seed."""

    def __init__(self, pairs: Sequence[Pair], seed: int = 9) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.pairs = [pair for pair in pairs if FEWEST <= len(pair.german.split()) <= MOST]
        lower: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        for pair in self.pairs:
            lower.update(re.findall(r"\b[a-z]{3,}\b", pair.english))
            shared.update(set(NAME.findall(pair.german)) & set(NAME.findall(pair.english)))
        self.names = sorted(word for word in shared if word not in NO_NAMES and lower[word.lower()] <= shared[word] * 0.03)
        self._is_name = frozenset(self.names)
        self.links = links(*([[word.lower() for word in WORD.findall(pair[side])] for pair in self.pairs] for side in (0, 1)))
        self.words = sorted({word for pair in self.pairs for word in re.findall(r"\b[a-z]{4,14}\b", pair.english) if lower[word] > 3})

    def all(self, share: float = 1.0) -> Iterator[Pair]:
        """Make copies of a share of the pairs, of each kind where the pair has what it needs."""
        for pair, own in zip(self.pairs, self.links, strict=True):
            if self.random.random() < share:
                for kind, made in (
                    ("names", self.named(pair)),
                    ("terms", self.termed(pair, own)),
                    ("marks", self.marked(pair, own)),
                    ("shape", self.shaped(pair)),
                ):
                    if made:
                        yield Pair(*made, f"+{kind}")

    def name(self) -> str:
        """Return a name: half of them seen ones, half made up."""
        if self.names and self.random.random() < 0.45:
            return self.random.choice(self.names)
        made = self.random.choice(HEADS) + "".join(self.random.choices(MIDDLES, k=self.random.choice((0, 1, 1, 2)))) + self.random.choice(TAILS)
        return re.sub(r"(.)\1\1", r"\1\1", made)

    def named(self, pair: Pair) -> tuple[str, str] | None:
        """Put other names, and other numbers, where both sides have the same."""
        german, english, _ = pair
        names = [w for w in sorted(set(NAME.findall(german)) & set(NAME.findall(english)) & self._is_name) if _once(w, german) and _once(w, english)]
        numbers = [n for n in sorted(set(NUMBER.findall(german)) & set(NUMBER.findall(english))) if len(n) > 1 and _once(n, german) and _once(n, english)]
        if not names:
            return None
        changes = {word: self.name() + (" " + self.name() if self.random.random() < 0.2 else "") for word in names[:3]}
        changes |= {number: str(self.random.randrange(10 ** (len(number) - 1), 10 ** len(number))) for number in numbers[:3]}
        for old, new in changes.items():
            german, english = (re.sub(rf"(?<!\w){old}(?!\w)", new, side) for side in (german, english))
        return german, english

    def termed(self, pair: Pair, own: Links) -> tuple[str, str] | None:
        """Write the English of a noun or two over the German, now and then another English phrase on both sides."""
        german, english = ([(found.start(), found.end()) for found in WORD.finditer(side)] for side in pair[:2])
        nouns = []
        for i, j in own:
            (a, b), (c, d) = german[i], english[j]
            word, other = pair.german[a:b], pair.english[c:d]
            if a and word[0].isupper() and len(word) > 3 and len(other) > 2 and word != other and other.isascii() and (c or other[0].isupper()):
                nouns.append((a, b, c, d))
        if not nouns:
            return None
        chosen = self.random.sample(nouns, min(len(nouns), self.random.choice((1, 1, 2))))
        new_german, new_english = pair.german, pair.english
        terms = {span: self._phrase() if self.words and self.random.random() < 0.4 else pair.english[span[2] : span[3]] for span in chosen}
        for a, b, c, d in sorted(chosen, reverse=True):
            new_german = new_german[:a] + terms[a, b, c, d] + new_german[b:]
        for a, b, c, d in sorted(chosen, key=lambda span: -span[2]):
            before = new_english[:c]
            if terms[a, b, c, d] != pair.english[c:d] and (article := re.search(r"\b([Aa])n? $", before)):
                before = before[: article.start()] + article[1] + ("n " if terms[a, b, c, d][0].lower() in "aeiou" else " ")
            new_english = before + terms[a, b, c, d] + new_english[d:]
        return new_german, new_english

    def _phrase(self) -> str:
        words = self.random.choices(self.words, k=self.random.choice((1, 2, 2, 3)))
        return " ".join(word.capitalize() for word in words) if self.random.random() < 0.5 else " ".join(words)

    def marked(self, pair: Pair, own: Links) -> tuple[str, str] | None:
        """Set marks around words that belong together, and single ones between; `translator.marks` says what they look like."""
        german, english = ([(found.start(), found.end()) for found in WORD.finditer(side)] for side in pair[:2])
        if "<" in pair.german + pair.english or not own:
            return None
        spans: list[tuple[int, int, int, int]] = []
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, MARKS))):
            i = self.random.choice(own)[0]
            width = self.random.choice((1, 1, 2, 3, 5))
            inside = [(s, t) for s, t in own if i <= s < i + width]
            low, high = min((t for _, t in inside), default=0), max((t for _, t in inside), default=-1)
            last = max((s for s, _ in inside), default=i)
            if not inside or any(low <= t <= high and not i <= s <= last for s, t in own):
                continue  # the English words between come from elsewhere
            span = german[i][0], german[last][1], english[low][0], english[high][1]
            if all((span[1] <= s[0] or s[1] <= span[0]) and (span[3] <= s[2] or s[3] <= span[2]) for s in spans):
                spans.append(span)
        if not spans or (own and len(own) < min(len(german), len(english)) / 3):
            return None
        spans.sort()
        sides = []
        single = self.random.randrange(len(spans)) if self.random.random() < 0.15 else -1
        for text, start, end in ((pair.german, 0, 1), (pair.english, 2, 3)):
            for number, span in sorted(enumerate(spans), key=lambda item: -item[1][start]):
                a, b = span[start], span[end]
                put = f"{text[a:b]}<{number + 1}/>" if number == single else f"<{number + 1}>{text[a:b]}</{number + 1}>"
                text = text[:a] + put + text[b:]
            sides.append(text)
        return sides[0], sides[1]

    def shaped(self, pair: Pair) -> tuple[str, str] | None:
        """Write a pair as headlines are: in capitals, or without the full stop; now and then in quotation marks."""
        german, english, _ = pair
        roll = self.random.random()
        if roll < 0.05:
            return german.upper().replace("ß", "SS"), english.upper()
        if roll < 0.2 and german.endswith(".") and english.endswith(".") and not german.endswith(".."):
            return german[:-1], english[:-1]
        if roll < 0.25 and '"' not in german + english:
            return f'"{german}"', f'"{english}"'
        return None


def _once(word: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) == 1
