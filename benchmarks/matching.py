"""Measures the matcher on UD treebanks: every lemma is a term of its own; which of its forms in the running text are found?

Recall: noun (or name) tokens found by the term of their lemma. Precision: of the tokens that terms find, those that are of that lemma.
Terms are judged each alone, as if the glossary held nothing else. usage: matching.py TREEBANK.conllu[.xz] … [--show N] [--speed N]"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translator.glossary.concept import Row, concepts
from translator.glossary.matcher import Matcher

Token = tuple[int, int, str, str]  # start, end, lemma, part of speech
SEED = 1


def treebank(path: Path) -> Iterator[tuple[str, list[Token]]]:
    """Yield each sentence with its tokens; a token that cannot be found in the text is left out."""
    text, tokens, at = "", [], 0
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# text = "):
                text, tokens, at = line[9:].rstrip("\n"), [], 0
            elif len(cells) == 10 and cells[0].isdigit():
                start = text.find(cells[1], at)
                if start >= 0:
                    at = start + len(cells[1])
                    tokens.append((start, at, cells[2], cells[3]))
            elif line == "\n" and text:
                yield text, tokens
                text = ""


def measure(sentences: list[tuple[str, list[Token]]], kind: str, show: int) -> None:
    """Print recall and precision for nouns or names."""
    part = {"noun": "NOUN", "name": "PROPN"}[kind]
    # "Stadt|Staat" and "_" are what the annotators left open; a German noun or name begins with a capital (the rest is "de" in Rio de Janeiro)
    word = re.compile(r"[A-ZÄÖÜ][\w-]*[^\W\d_]")
    lemmas = sorted({lemma for _, tokens in sentences for *_, lemma, pos in tokens if pos == part and word.fullmatch(lemma)})
    rows = [Row(lemma, "x", kind="term" if kind == "noun" else "place") for lemma in lemmas]
    matcher, known = Matcher(concepts(rows)), {lemma.casefold() for lemma in lemmas}
    found = wanted = right = wrong = 0
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for text, tokens in sentences:
        got: dict[tuple[int, int], set[str]] = {}
        for match in matcher.candidates(text):
            got.setdefault((match.start, match.end), set()).add(match.source.casefold())
        for start, end, lemma, pos in tokens:
            terms = got.get((start, end - text[start:end].endswith(("'", "’"))), set())
            if pos == part and lemma.casefold() in known:
                wanted += 1
                found += lemma.casefold() in terms
                missed[f"{text[start:end]} ({lemma})"] += lemma.casefold() not in terms
            right += sum(1 for term in terms if term == lemma.casefold())
            for term in terms - {lemma.casefold()}:
                wrong += 1
                false[f"{term}: {text[start:end]} ({lemma}, {pos})"] += 1
    print(f"| {kind}s | {len(lemmas)} | {wanted} | {found / wanted:.4f} | {right / (right + wrong):.4f} |")
    if show:
        print("missed:", "; ".join(f"{name} {times}" for name, times in missed.most_common(show) if times))
        print("false:", "; ".join(f"{name} {times}" for name, times in false.most_common(show)))


def speed(sentences: list[str], terms: int) -> None:
    """Print what a sentence costs with so many terms: of one and two words, from the text and made up."""
    words = sorted({word for text in sentences for word in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{3,}", text)})
    rng = random.Random(SEED)  # repeatable, not secret
    rows = [Row(w, "x") for w in words]
    while len(rows) < terms:
        one, two = rng.choice(words), rng.choice(words)
        rows.append(Row(one + two.lower() if rng.random() < 0.5 else f"{one} {two}", "x"))
    begin = time.perf_counter()
    matcher = Matcher(concepts(rows[:terms]))
    made = time.perf_counter() - begin
    begin = time.perf_counter()
    hits = sum(len(matcher.find(text)) for text in sentences)
    seconds = time.perf_counter() - begin
    print(f"{terms} terms: index {made:.1f} s, {1000 * seconds / len(sentences):.2f} ms a sentence, {hits / len(sentences):.1f} terms found in each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="show so many of the most frequent errors")
    parser.add_argument("--speed", type=int, default=0, metavar="N", help="time the matcher with so many terms, too")
    arguments = parser.parse_args()
    sentences = [sentence for path in arguments.treebanks for sentence in treebank(path)]
    print("| terms | lemmas | tokens | recall | precision |\n|---|---|---|---|---|")
    for kind in ("noun", "name"):
        measure(sentences, kind, arguments.show)
    if arguments.speed:
        speed([text for text, _ in sentences], arguments.speed)


if __name__ == "__main__":
    main()
