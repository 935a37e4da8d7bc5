"""Measure the checks: how quiet they are on good human pairs, how loud on damaged ones, how fast.

FOLDER holds de.txt and en.txt (or en.A.txt), and document_ids.tsv where the documents are known. Damage is made by this one
seeded script; a damaged pair counts as found if an issue is said that was not said of the good pair.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from translator import checks, segmentation
from translator.config import Settings
from translator.model import Issue, Origin, Revision, Segment, Severity, State
from translator.project import Project

SEED = 4
Pair = tuple[str, str]
DOUBLE = '“”"„«»'


def digit(_source: str, target: str, rng: random.Random) -> str | None:
    """Change one digit."""
    places = [at for at, character in enumerate(target) if character in "0123456789"]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + rng.choice([d for d in "0123456789" if d != target[at]]) + target[at + 1 :]


def cut(_source: str, target: str, _rng: random.Random) -> str | None:
    """Keep 60 % of the characters, whole words."""
    words = target.split(" ")
    kept = target[: int(0.6 * len(target))]
    return kept[: kept.rindex(" ")] if len(words) >= 5 and " " in kept else None


def last_sentence(_source: str, target: str, _rng: random.Random) -> str | None:
    """Drop the last of several sentences."""
    found = segmentation.sentences(target, "en")
    return target[: found[-2][1]] if len(found) > 1 else None


def first_sentence(_source: str, target: str, _rng: random.Random) -> str | None:
    """Drop the first of several sentences."""
    found = segmentation.sentences(target, "en")
    return target[found[1][0] :] if len(found) > 1 else None


def phrase_loop(_source: str, target: str, rng: random.Random) -> str | None:
    """Repeat a phrase of three to six words twice more."""
    words, length = target.split(" "), rng.randint(3, 6)
    if len(words) < length + 2:
        return None
    at = rng.randrange(len(words) - length)
    return " ".join(words[: at + length] + 2 * words[at : at + length] + words[at + length :])


def word_loop(_source: str, target: str, rng: random.Random) -> str | None:
    """Repeat a word three times more."""
    words = target.split(" ")
    places = [at for at, word in enumerate(words) if re.fullmatch(r"[^\W\d_]{2,}", word)]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join(words[:at] + 3 * [words[at]] + words[at:])


def untranslated(source: str, target: str, _rng: random.Random) -> str | None:
    """Leave the source."""
    return source if len(source.split()) >= 3 and source != target else None


def half_german(source: str, target: str, _rng: random.Random) -> str | None:
    """Leave the second half of the source."""
    words, theirs = target.split(" "), source.split(" ")
    return " ".join(words[: len(words) // 2] + theirs[len(theirs) // 2 :]) if len(theirs) >= 8 else None


def lower(_source: str, target: str, _rng: random.Random) -> str | None:
    """Write everything small."""
    return target.lower() if target.lower() != target else None


def quote(_source: str, target: str, rng: random.Random) -> str | None:
    """Drop one double quotation mark."""
    places = [at for at, character in enumerate(target) if character in DOUBLE]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + target[at + 1 :]


def bracket(_source: str, target: str, rng: random.Random) -> str | None:
    """Drop one bracket."""
    places = [at for at, character in enumerate(target) if character in "()[]"]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + target[at + 1 :]


DAMAGE: dict[str, Callable[[str, str, random.Random], str | None]] = {
    "digit changed": digit, "cut to 60 %": cut, "last sentence dropped": last_sentence, "first sentence dropped": first_sentence,
    "phrase loop": phrase_loop, "word loop": word_loop, "untranslated": untranslated, "half untranslated": half_german, "lower-cased": lower,
    "quotation mark lost": quote, "bracket lost": bracket,
}  # fmt: skip


def documents(folder: Path, lines: int) -> list[list[Pair]]:
    """Pair the lines and group them by document."""
    name = "en.txt" if (folder / "en.txt").exists() else "en.A.txt"
    source, target = ((folder / n).read_text("utf-8").splitlines() for n in ("de.txt", name))
    ids = folder / "document_ids.tsv"
    names = ids.read_text("utf-8").splitlines() if ids.exists() else [str(n // lines) for n in range(len(source))]
    found: dict[str, list[Pair]] = {}
    for document, *pair in zip(names, source, target, strict=True):
        found.setdefault(document.split("\t")[0], []).append((pair[0], pair[1]))
    return list(found.values())


def paragraphs(pairs: list[Pair]) -> list[Pair]:
    """Join two to four lines at a time, as other people's files have paragraphs in one entry."""
    rng, out, at = random.Random(SEED), [], 0  # repeatable, not secret
    while at < len(pairs):
        size = rng.randint(2, 4)
        out.append((" ".join(source for source, _ in pairs[at : at + size]), " ".join(target for _, target in pairs[at : at + size])))
        at += size
    return out


def segments(pairs: list[Pair]) -> list[Segment]:
    """Make segments as a person confirmed them."""
    return [Segment(str(number), source, number, (Revision(target, Origin.HUMAN, State.REVIEWED),)) for number, (source, target) in enumerate(pairs, 1)]


def pofilter(pairs: list[Pair]) -> tuple[int, float]:
    """Run translate-toolkit's checks of a plain `pofilter` over the same pairs; return how many it flags and the seconds."""
    theirs, po = importlib.import_module("translate.filters.checks"), importlib.import_module("translate.storage.pypo")
    config = theirs.CheckerConfig(targetlanguage="en")
    checker = theirs.TeeChecker(checkerconfig=config, checkerclasses=[theirs.StandardChecker, theirs.StandardUnitChecker], languagecode="en")
    units = []
    for source, target in pairs:
        unit = po.pounit(source)
        unit.target = target
        units.append(unit)
    begun = time.perf_counter()
    flagged = sum(bool(checker.run_filters(unit, categorised=True)) for unit in units)
    return flagged, time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", nargs="?", const="", metavar="CHECK", help="list the alarms on good pairs")
    parser.add_argument("--missed", metavar="DAMAGE", help="list what was missed of one kind of damage")
    parser.add_argument("--document-lines", type=int, default=10, help="lines of a document where the documents are not known")
    arguments = parser.parse_args()
    project = Project(Settings(root=Path("/nonexistent")))
    parts, whole = project.checks("de"), project.document_checks("de")
    texts = documents(arguments.folder, arguments.document_lines)
    total = sum(len(pairs) for pairs in texts)

    def one(segment: Segment) -> list[Issue]:
        return list(checks.run(parts, "x", segment))

    list(checks.run_document(whole, "x", segments(texts[0])))  # loads the names of countries, months and units
    for segment in segments(texts[0]):
        one(segment)
    flagged: dict[tuple[int, int], Severity] = {}
    by: Counter[str] = Counter()
    said: dict[Pair, set[tuple[str, str]]] = {}
    begun = time.perf_counter()
    alarms: list[tuple[int, int, Issue]] = []
    for number, pairs in enumerate(texts):
        made = segments(pairs)
        for at, segment in enumerate(made):
            alarms += [(number, at, issue) for issue in one(segment)]
        alarms += [(number, at, issue) for at, issue in checks.run_document(whole, "x", made)]
    seconds = time.perf_counter() - begun
    for number, at, issue in alarms:
        flagged[number, at] = max(issue.severity, flagged.get((number, at), Severity.MINOR))
        by[f"{issue.check} ({issue.severity.label})"] += 1
        said.setdefault(texts[number][at], set()).add((issue.check, issue.message))
        if arguments.show is not None and arguments.show in issue.check:
            print(f"{issue.check}: {issue.message}\n  {issue.source}\n  {issue.target}")
    major = sum(severity >= Severity.MAJOR for severity in flagged.values())
    print(f"good pairs: {total}; with an issue {len(flagged)} ({len(flagged) / total:.2%}), with a major one {major} ({major / total:.2%})")
    print(", ".join(f"{times} {name}" for name, times in by.most_common()))
    print(f"{total / seconds:,.0f} segments/s, all checks, one core")
    if importlib.util.find_spec("translate"):
        many, their_seconds = pofilter([pair for pairs in texts for pair in pairs])
        print(
            f"pofilter: {total / their_seconds:,.0f} segments/s; good pairs with an issue {many / total:.2%}; ours is {their_seconds / seconds:.2f} × as fast"
        )
    joined = [pair for pairs in texts for pair in paragraphs(pairs)]
    for pair in joined:
        found_ = one(segments([pair])[0])
        said[pair] = {(issue.check, issue.message) for issue in found_}
        if arguments.show == "paragraphs":
            print("".join(f"{issue.check}: {issue.message}\n  {issue.source}\n  {issue.target}\n" for issue in found_ if issue.check in ("omitted", "added")))
    print(f"the same in {len(joined)} paragraphs of two to four lines: {sum(bool(said[pair]) for pair in joined) / len(joined):.2%}; "
          + ", ".join(f"{times} {name}" for name, times in Counter(check for pair in joined for check, _ in said[pair]).most_common()))  # fmt: skip
    print("| damage | cases | found | as major |\n|---|---|---|---|")
    for kind, damage in DAMAGE.items():
        rng = random.Random(SEED)  # repeatable, not secret
        cases = found = loud = 0
        for pairs in [joined] if "sentence" in kind else texts:
            for source, target in pairs:
                bad = damage(source, target, rng)
                if bad is None or bad == target:
                    continue
                cases += 1
                before = said.get((source, target), set())
                new = [issue for issue in one(segments([(source, bad)])[0]) if (issue.check, issue.message) not in before]
                found += bool(new)
                loud += any(issue.severity >= Severity.MAJOR for issue in new)
                if not new and arguments.missed == kind:
                    print(f"missed:\n  {source}\n  {bad}")
        print(f"| {kind} | {cases} | {found / max(1, cases):.3f} | {loud / max(1, cases):.3f} |")


if __name__ == "__main__":
    main()
