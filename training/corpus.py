"""Sentence pairs from files: cleaned, filtered, each once, and none that shares words with a test set.

A file has a pair a line: German TAB English TAB source; `.xz` is read as it is."""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from translator.engines.ctranslate2 import STRAIGHT
from translator.errors import UsageError

LONGEST = 60  # words of a side
OVERLAP = 8  # words in a row that no pair may share with a test sentence
GERMAN = frozenset("der die das und ist nicht ein eine den dem des mit für von auf wird werden sich auch wir sie".split())
ENGLISH = frozenset("the and is not a of to with for from on will be it this that you are was were".split())


class Pair(NamedTuple):
    """A sentence, its translation, and the name of the source that both come from."""

    german: str
    english: str
    source: str


def read(paths: Iterable[Path]) -> Iterator[Pair]:
    """Read pairs as they stand in files; UsageError names a file that cannot be read, or the line that has not three columns."""
    for path in paths:
        try:
            with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    columns = line.rstrip("\n").split("\t")
                    if len(columns) != 3:
                        raise UsageError(f"{len(columns)} columns", path=path, line=number, hint="German, English, source, with tabs between")
                    yield Pair(*columns)
        except (OSError, UnicodeDecodeError, lzma.LZMAError, EOFError) as error:
            raise UsageError(f"cannot be read: {error}", path=path) from error


def clean(text: str) -> str:
    """Write a text as the engine asks for it: composed, one space between words, none before punctuation, straight quotation marks."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(STRAIGHT).split())
    return re.sub(r"([(]) ", r"\1", re.sub(r" ([,.;:!?)]|['’]s\b)(?= |[.,;:!?]|$)", r"\1", text))


def fault(pair: Pair) -> str:
    """Say why a clean pair is left out; empty if it is good."""
    german, english = pair.german.split(), pair.english.split()
    if not german or not english:
        return "empty"
    if max(len(german), len(english)) > LONGEST:
        return "long"
    if min(len(german), len(english)) > 4 and not 0.4 < len(pair.german) / len(pair.english) < 2.5:
        return "lengths"
    if pair.german == pair.english and len(german) > 3:
        return "same"
    if sum(c.isalpha() for c in pair.german) < len(pair.german.replace(" ", "")) / 2:
        return "no words"
    if _more(german, ENGLISH, GERMAN) or _more(english, GERMAN, ENGLISH):
        return "language"
    return ""


def _more(words: Sequence[str], wrong: frozenset[str], right: frozenset[str]) -> bool:
    lower = [word.lower().strip(".,;:!?\"'()") for word in words]
    found = sum(word in wrong for word in lower)
    return found > 2 and found > 2 * sum(word in right for word in lower)


def grams(text: str) -> set[int]:
    """Return hashes of all runs of OVERLAP words of a text; a shorter text of four or more words is one run."""
    words = re.findall(r"\w+", text.lower())
    if len(words) < OVERLAP:
        return {hash(" ".join(words))} if len(words) > 3 else set()
    return {hash(" ".join(words[i : i + OVERLAP])) for i in range(len(words) - OVERLAP + 1)}


def select(pairs: Iterable[Pair], tests: Iterable[str] = ()) -> tuple[list[Pair], Counter[tuple[str, str]]]:
    """Return the good pairs, and how many of each source were taken or left out for which reason."""
    forbidden = {gram for line in tests for gram in grams(line)}
    seen: set[tuple[str, str]] = set()
    counts: Counter[tuple[str, str]] = Counter()
    good = []
    for raw in pairs:
        pair = Pair(clean(raw.german), clean(raw.english), raw.source)
        key = pair.german.lower(), pair.english.lower()
        why = fault(pair) or ("again" if key in seen else "")
        if not why and forbidden and not forbidden.isdisjoint(grams(pair.german) | grams(pair.english)):
            why = "in a test set"
        seen.add(key)
        counts[pair.source, why or "taken"] += 1
        if not why:
            good.append(pair)
    return good, counts


def table(counts: Counter[tuple[str, str]]) -> str:
    """Write how many pairs of each source were taken and left out, as tab-separated lines."""
    reasons = sorted({why for _, why in counts} - {"taken"})
    rows = [["source", "taken", *reasons]]
    for source in dict.fromkeys(source for source, _ in counts):
        rows.append([source, *(str(counts[source, why]) for why in ("taken", *reasons))])
    return "".join("\t".join(row) + "\n" for row in rows)
