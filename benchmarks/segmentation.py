"""Measures sentence boundaries (F1) on UD German treebanks, in paragraphs of up to 8 sentences, and on the hard cases of tests/data.

A paragraph is closed after any sentence without final punctuation. usage: segmentation.py [TREEBANK.conllu[.xz] …] [--show N]"""

from __future__ import annotations

import argparse
import lzma
import re
import time
from collections.abc import Iterator
from pathlib import Path

from translator.segmentation import sentences

HARD = Path(__file__).parent.parent / "tests/data/segmentation-hard.de.txt"
FINAL = re.compile(r"[.!?…][“”\"»«’')]*$")


def treebank(path: Path) -> Iterator[list[str]]:
    paragraph: list[str] = []
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                paragraph.append(line[9:].strip())
                if len(paragraph) == 8 or not FINAL.search(paragraph[-1]):
                    yield paragraph
                    paragraph = []
    if paragraph:
        yield paragraph


def hard() -> Iterator[list[str]]:
    for line in HARD.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield line.split(" ‖ ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", nargs="*", type=Path)
    parser.add_argument("--show", type=int, default=0, help="show so many errors")
    arguments = parser.parse_args()
    sets = {path.name: list(treebank(path)) for path in arguments.treebanks} | {"hard cases": list(hard())}
    print("| set | paragraphs | precision | recall | F1 | MB/s |\n|---|---|---|---|---|---|")
    shown = []
    for name, paragraphs in sets.items():
        right = wrong = missed = size = 0
        begin = time.perf_counter()
        for paragraph in paragraphs:
            text = " ".join(paragraph)
            size += len(text.encode())
            gold, at = set(), 0
            for sentence in paragraph[:-1]:
                at += len(sentence)
                gold.add(at)
                at += 1
            found = {end for _, end in sentences(text)[:-1]}
            right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
            errors = [("false", i) for i in found - gold] + [("missed", i) for i in gold - found]
            shown += [f"{kind}: …{text[max(0, i - 40) : i]} | {text[i : i + 30]}…" for kind, i in errors]
        seconds = time.perf_counter() - begin
        precision, recall = right / (right + wrong), right / (right + missed)
        print(f"| {name} | {len(paragraphs)} | {precision:.4f} | {recall:.4f} | {2 * right / (2 * right + wrong + missed):.4f} | {size / 1e6 / seconds:.1f} |")
    print("\n".join(shown[: arguments.show]))


if __name__ == "__main__":
    main()
