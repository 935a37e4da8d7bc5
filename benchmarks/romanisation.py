"""Measures the suggestions for German-romanised names on a hand-checked list: is an English form in use first, or among the first three?

usage: romanisation.py [LIST.tsv] [--show N]; columns german, english, also (other forms in use, separated by |), kind, language"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from translator.glossary.romanisation import suggest
from translator.glossary.seed import exonyms

LIST = Path(__file__).parent.parent / "tests/data/romanisation.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", nargs="?", type=Path, default=LIST)
    parser.add_argument("--show", type=int, default=0, help="show so many names that are not first")
    arguments = parser.parse_args()
    count = Counter[str]()
    shown = []
    with arguments.list.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = {row["english"], *filter(None, (row["also"] or "").split("|"))}
            found = [*exonyms(row["german"], "de", "en"), *suggest(row["german"])]  # as `translator glossary suggest` does without a glossary
            forms = list(dict.fromkeys(suggestion.form for suggestion in found))
            count["names"] += 1
            count["first"] += bool(right & set(forms[:1]))
            count["three"] += bool(right & set(forms[:3]))
            if not right & set(forms[:1]):
                shown.append(f"{'!!' if not right & set(forms[:3]) else '  '} {row['german']} → {row['english']}: {', '.join(forms[:4])}")
    print("| names | top-1 | top-3 |\n|---|---|---|")
    print(f"| {count['names']} | {count['first'] / count['names']:.3f} | {count['three'] / count['names']:.3f} |")
    print("\n".join(shown[: arguments.show]))


if __name__ == "__main__":
    main()
