"""Measures the name check: false alarms on good documents, and names misspelled once in them (seeded) that are found.

Each of up to 8 names that a document has at least twice is misspelled in one place: as another romanisation would have it (w for v, sch for
sh, j for y, z for ts …) or by a slip of the keys. usage: names.py FOLDER [--show N] [--monolingual] [--document-lines N]; FOLDER holds de.txt,
en.txt (or en.A.txt) and, if the documents are known, document_ids.tsv"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translator.glossary.names import Text, german_left, variants

SEED = 20
SWAPS = tuple(
    tuple(pair.split(":"))
    for pair in "sch:sh sh:sch tsch:ch ch:tsch ts:z z:ts v:w w:v y:j j:y i:y y:i kh:ch k:c c:k ph:f f:ph th:t u:ou ou:u s:z ei:ai ae:ä".split()
)


def documents(folder: Path, lines: int) -> Iterator[list[tuple[str, str]]]:
    """Yield documents as lists of sentence pairs."""
    source = (folder / "de.txt").read_text("utf-8").splitlines()
    target = next(folder / name for name in ("en.txt", "en.A.txt") if (folder / name).exists()).read_text("utf-8").splitlines()
    ids = folder / "document_ids.tsv"
    names = ids.read_text("utf-8").splitlines() if ids.exists() else [str(number // lines) for number in range(len(source))]
    found: dict[str, list[tuple[str, str]]] = {}
    for name, *pair in zip(names, source, target, strict=True):
        found.setdefault(name.split("\t")[0], []).append((pair[0], pair[1]))
    yield from found.values()


def misspelled(name: str, rng: random.Random) -> str:
    """Misspell a name: half of the time by another romanisation, if one fits."""
    low = name.lower()
    fitting = [(a, b) for a, b in SWAPS if a in low[1:]]
    if fitting and rng.random() < 0.5:
        a, b = rng.choice(fitting)
        at = low.index(a, 1)
        return name[:at] + b + name[at + len(a) :]
    at = rng.randrange(1, len(name) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("aeiourstn") + name[at + 1 :]


def damaged(pairs: list[tuple[str, str]], rng: random.Random) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield the right form, the wrong one, and the document with it, for up to 8 names."""
    mentions = [mention for mention in Text(pairs).mentions if not mention.first]
    times = Counter(mention.form for mention in mentions)
    names = sorted(form for form, count in times.items() if count >= 2)
    for form in rng.sample(names, min(8, len(names))):
        mention = rng.choice([mention for mention in mentions if mention.form == form])
        wrong = misspelled(form, rng)
        if wrong == form:
            continue
        source, target = pairs[mention.sentence]
        changed = list(pairs)
        changed[mention.sentence] = (source, target[: mention.start] + wrong + target[mention.end :])
        yield form, wrong, changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--monolingual", action="store_true", help="without the source")
    parser.add_argument("--document-lines", type=int, default=10, help="lines of a document where the documents are not known")
    arguments = parser.parse_args()
    rng = random.Random(SEED)  # repeatable, not secret
    texts = [[("" if arguments.monolingual else s, t) for s, t in pairs] for pairs in documents(arguments.folder, arguments.document_lines)]
    alarms = flagged = cases = found = right = other = 0
    shown = []
    for pairs in texts:
        text = Text(pairs)
        names = variants(text)
        left = list(german_left(text))
        flagged += bool(names or left)
        alarms += len(names) + len(left)
        shown += [f"alarm: {name.source}: {name.forms} → {name.right or '?'} ({name.reason})" for name in names]
        shown += [f"alarm: German: {mention.form} → {better}" for mention, better in left]
        for form, wrong, changed in damaged(pairs, rng):
            cases += 1
            names = variants(Text(changed))
            hit = [name for name in names if wrong in name.forms]
            found += bool(hit)
            right += any(name.right == form for name in hit)
            other += len(names) - len(hit)
            if not hit:
                shown.append(f"missed: {form} → {wrong}")
            elif not any(name.right == form for name in hit):
                shown.append(f"wrong verdict: {form} → {wrong}: {hit[0].forms} {hit[0].right or '?'} ({hit[0].reason})")
    print("| documents | flagged | alarms | cases | recall | right form | precision |\n|---|---|---|---|---|---|---|")
    shares = (found / cases, right / cases, found / (found + other)) if cases else (0, 0, 0)
    print(f"| {len(texts)} | {flagged} ({flagged / len(texts):.1%}) | {alarms} | {cases} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    print("\n".join(shown[: arguments.show]))


if __name__ == "__main__":
    main()
