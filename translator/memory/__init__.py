"""The translation memory: learns what people confirmed, and offers it for sentences that are the same or alike.

The same sentence in the same context comes before the same sentence, that before one that is alike. Texts are compared without their
marks (`texts.score` tells how); numbers and names are adapted where their place is certain (`adapt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from translator.errors import StoreError
from translator.memory import adapt
from translator.memory.index import stems
from translator.memory.store import Store, short
from translator.memory.texts import context, difference, folded, score
from translator.model import Match
from translator.model import TranslationUnit as Unit

__all__ = ["TMX", "Memory", "Unit", "difference"]

TMX = "tmx:"  # before the name of an imported file, where an origin is named
CLOSE = 30  # candidates that are compared sign by sign
READ = 100  # sentences of a concordance to read at a time
ENOUGH = 2000  # sentences of a concordance to look through


class Memory:
    """The memory of one corpus, asked for one pair of languages; `names` finds the glossary's names in a source."""

    def __init__(self, path: Path | None, source: str = "de", target: str = "en", names: adapt.Names | None = None) -> None:
        self.store = Store(path)
        self.source, self.target = short(source), target.replace("_", "-")
        self.names = names

    def __len__(self) -> int:
        return len(self.store)

    def learn(self, units: Iterable[Unit]) -> None:
        """Take units in; one that is known already is not taken twice."""
        self.store.learn(units)

    def replace(self, origin: str, units: Sequence[Unit], language: str = "") -> bool:
        """Make the units of an article in a target language (default: the memory's) these ones; return whether that changed anything."""
        return self.store.replace(origin, units, language or self.target)

    def forget(self, origin: str) -> None:
        """Take out all that one article or file gave."""
        self.store.forget(origin)

    def look_up(
        self, source: str, *, before: str = "", after: str = "", minimum: int = 70, limit: int = 9, exclude: str = "", article: str = ""
    ) -> list[Match]:
        """Return what is known for a marked sentence, the best first, one match for each target.

        `before` and `after` are its neighbours, `exclude` an origin to leave out, or one segment of it as `slug#key`; with
        `article`, the one at work, matches from others say so. A memory that cannot be read knows nothing.
        """
        plain = folded(source)
        if not plain:
            return []
        around = context(before), context(after)
        found: list[Match] = []
        with self.store.lock, suppress(StoreError), self.store.reading():
            for number in self.store.same(plain, self.source):
                found += self._matches(number, 100, source, plain, around, exclude, article)
            if minimum < 100:
                for points, number in self._alike(plain, minimum, limit):
                    found += self._matches(number, points, source, plain, around, exclude, article)
        best: dict[str, Match] = {}
        for match in sorted(found, key=_order):
            if match.score >= minimum:
                best.setdefault(match.target, match)
        return list(best.values())[:limit]

    def certain(self, source: str, *, before: str = "", after: str = "", article: str = "") -> Match | None:
        """Return the one translation that a sentence has: by its context, else if all agree on it."""
        found = self.look_up(source, before=before, after=after, minimum=100, limit=99, article=article)
        best = [match for match in found if match.score == found[0].score]
        return best[0] if len(best) == 1 else None

    def _alike(self, plain: str, minimum: int, limit: int) -> list[tuple[int, int]]:
        """Return (score, number of the sentence) of others that are alike enough."""
        rows = dict(self.store.same_but_numbers(plain, self.source))
        rows |= dict(self.store.plain(self.store.index.alike(plain, self.source, minimum), self.source))
        own = stems(plain)
        floor = max(0.0, minimum / 100 - 0.25)  # what costs little counts in full here
        rough = [(Levenshtein.normalized_similarity(own, stems(text), score_cutoff=floor), number) for number, text in rows.items() if text != plain]
        close = sorted((row for row in rough if row[0] > 0), key=lambda row: (-row[0], -row[1]))[:CLOSE]
        scored = [(score(rows[number], plain), number) for _, number in close]
        return sorted((row for row in scored if row[0] >= minimum), key=lambda row: (-row[0], -row[1]))[: 2 * limit]

    def _matches(self, number: int, points: int, source: str, plain: str, around: tuple[int, int], exclude: str, article: str) -> Iterator[Match]:
        for row in self.store.rows(number):
            if short(row.target_language) != short(self.target) or (exclude and exclude in (row.origin, f"{row.origin}#{row.key}")):
                continue
            said: list[str] = []
            target, fit = adapt.with_marks(source, row.marked, row.target)
            if not fit:
                said.append(adapt.MARKS)
            if points < 100:
                target, more = adapt.adapted(row.plain, plain, target, self.source, self.target, self.names)
                said += more
            if variety(row.target_language) != variety(self.target):
                said.append(f"another variety ({row.target_language})")
            if row.origin.startswith(TMX):
                said.append("imported")
            elif article and row.origin != article:
                said.append("another file")
            worth = points - sum(map(adapt.points, said))
            same = worth == 100 and any(around) and around == (row.before, row.after)
            kind = "context" if same else "exact" if points == 100 else "fuzzy"
            yield Match(
                row.marked, target, worth + same, kind, tuple(said), row.target, row.by, row.when, row.origin, row.key,
            )  # fmt: skip

    def concordance(self, text: str, limit: int = 50) -> list[Match]:
        """Return units whose source or target holds all words of a phrase: those with the phrase itself first, then the shorter ones.

        The score is 100 for the phrase, else 50. A word may have another ending where the phrase itself does not stand.
        """
        plain = folded(text)
        if not plain:
            return []
        phrase = re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)", re.I)
        found: dict[tuple[int, str, str], Match] = {}
        with self.store.lock, suppress(StoreError), self.store.reading():
            for target in (False, True):
                language = short(self.target) if target else self.source
                numbers = self.store.index.holding(plain, language, target=target)[:ENOUGH]
                exact = 0
                for at in range(0, len(numbers), READ):
                    for row in self.store.rows_of(numbers[at : at + READ]):
                        if row.source_language != self.source or short(row.target_language) != short(self.target):
                            continue
                        worth = 100 if phrase.search(folded(row.target) if target else row.plain) else 50
                        exact += worth == 100
                        key = row.source, row.target, row.origin
                        if key not in found or found[key].score < worth:
                            found[key] = Match(row.marked, row.target, worth, "concordance", (), row.target, row.by, row.when, row.origin, row.key)
                    if exact >= limit:
                        break
        return sorted(found.values(), key=lambda match: (-match.score, len(match.source), match.source, match.target, match.origin))[:limit]

    def export(self) -> Iterator[Unit]:
        """Yield all units of the pair of languages."""
        return (unit for unit in self.store.all() if unit.source_language == self.source and short(unit.target_language) == short(self.target))

    def close(self) -> None:
        """Close the database."""
        self.store.close()


def variety(language: str) -> str:
    """Return a target language with its variety; English without one is written the American way."""
    return "en-US" if language.lower() == "en" else language


def _order(match: Match) -> tuple[int, bool, bool, str, str, str]:
    later = "".join(chr(0x10FFFF - ord(sign)) for sign in match.when)  # the newest first
    return -match.score, "imported" in match.penalties, "another file" in match.penalties, later, match.origin, match.target
