"""The translation memory at a million units: time to build, size, time of each kind of look-up, and how much of what is alike is found.

    uv run --group dev python benchmarks/memory.py PAIRS.tsv[.xz]… [--units 1000000] [--toolkit 20000]

PAIRS hold a German sentence, a tab, and its translation in each line. Where they are fewer than the units asked for, the rest
is made from them: a word or a number is another one, or two sentences are joined. A query is a sentence of the memory in which
a few words were changed; it counts as found if a match at least as good as that sentence comes back. `--toolkit N` has
translate-toolkit's matcher, if it is installed, and ours learn N of the units and answer the same queries. All is seeded.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from translator.memory import Memory, Unit
from translator.memory.texts import folded, score


def read(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            for line in file:
                source, _, rest = line.rstrip("\n").partition("\t")
                target = rest.partition("\t")[0]
                if source and target and len(source) < 600:
                    yield source, target


def changed(text: str, chance: random.Random, words: list[str], count: int) -> str:
    """Change some words: to another, away, or another put in; a number to another number."""
    parts = text.split(" ")
    for _ in range(count):
        at = chance.randrange(len(parts))
        act = chance.random()
        if parts[at].isdigit():
            parts[at] = str(chance.randrange(2, 3000))
        elif act < 0.6 or len(parts) < 3:
            parts[at] = chance.choice(words)
        elif act < 0.8:
            del parts[at]
        else:
            parts.insert(at, chance.choice(words))
    return " ".join(parts)


def made(base: list[tuple[str, str]], count: int, chance: random.Random, words: list[str]) -> Iterator[Unit]:
    """Yield the pairs, and then as many more as are asked for, made of them."""
    for number in range(count):
        if number < len(base):
            source, target = base[number]
        else:
            source, target = chance.choice(base)
            if chance.random() < 0.3:
                more = chance.choice(base)
                source, target = f"{source} {more[0]}", f"{target} {more[1]}"
            source = changed(source, chance, words, 1 + len(source.split()) // 8)
        yield Unit(source, target, "de", "en", "benchmark", "2026-01-01T00:00:00Z", f"a{number // 50}")


def timed(name: str, ask: Callable[[str], object], queries: list[str]) -> None:
    """Print the time that passed and, as other programs may be at work, that of the processor."""
    passed, used = [], []
    for query in queries:
        start, busy = time.perf_counter(), time.thread_time()
        ask(query)
        passed.append((time.perf_counter() - start) * 1000)
        used.append((time.thread_time() - busy) * 1000)
    for times, what in ((passed, "clock"), (used, "processor")):
        times.sort()
        print(
            f"{name:<40} {what:<9} p50 {statistics.median(times):8.2f} ms   p95 {times[int(0.95 * len(times))]:8.2f} ms   worst {times[-1]:8.2f} ms", flush=True
        )


def toolkit(units: list[Unit], queries: list[str], most: int) -> None:
    """Ask translate-toolkit's own matcher, which walks through all sentences of a fitting length; its SQLite memory (tmdb) is gone since 3.20."""
    try:
        from translate.search import match
        from translate.storage import base
    except ImportError:
        print("translate-toolkit is not installed: uv sync --group dev")
        return
    base.TranslationUnit.__lt__ = lambda self, other: id(self) < id(other)  # its heap compares units where two are equally alike, and breaks
    store = base.TranslationStore()
    for unit in units:
        one = base.TranslationUnit(unit.source)
        one.target = unit.target
        store.units.append(one)
    start = time.perf_counter()
    matcher = match.matcher(store, max_candidates=9, min_similarity=70, max_length=1000)
    print(f"translate-toolkit: {len(units)} units built in {time.perf_counter() - start:.1f} s")
    timed(f"translate-toolkit, {most} sentences", matcher.matches, queries[:most])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--real", type=int, default=400_000, help="take at most so many of the pairs")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--toolkit", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="keep the database here, and use it if it is there")
    arguments = parser.parse_args()
    chance = random.Random(20260501)
    pairs = list(dict.fromkeys(read(arguments.pairs)))
    chance.shuffle(pairs)
    del pairs[arguments.real :]
    words = sorted({word for source, _ in pairs[:20_000] for word in re.findall(r"[^\W\d_]+", source)})
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {len(pairs)} real pairs", flush=True)
    units = list(made(pairs, arguments.units, chance, words))
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.keep or Path(name)
        path = folder / "memory.db"
        fresh = not path.exists()
        memory = Memory(path)
        start, used = time.perf_counter(), time.process_time()
        if fresh:
            memory.learn(units)
            print(f"{len(units)} units learned in {time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of processor), ", end="")
        print(
            f"{path.stat().st_size / 2**20:.0f} MiB, {len(memory)} held; peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB", flush=True
        )
        sample = chance.sample(units, arguments.queries)
        fuzzy, wanted = [], []
        for unit in sample:
            query = changed(unit.source, chance, words, chance.randint(1, max(1, len(unit.source.split()) // 6)))
            fuzzy.append(query)
            wanted.append(score(folded(unit.source), folded(query)))
        memory.look_up(fuzzy[0])  # opens the index
        timed("fuzzy, changed sentences", memory.look_up, fuzzy)
        other = [changed(unit.source, chance, words, max(3, len(unit.source.split()) // 2)) for unit in sample]
        timed("fuzzy, sentences with nothing alike", memory.look_up, other)
        timed("exact", lambda query: memory.look_up(query, minimum=100), [unit.source for unit in sample])
        phrases = []
        for unit in sample:
            own = re.findall(r"[^\W_]+", chance.choice((unit.source, unit.target)))
            at = chance.randrange(max(1, len(own) - 1))
            phrases.append(" ".join(own[at : at + chance.randint(1, 3)]))
        timed("concordance of one to three words", memory.concordance, phrases)
        for floor in (70, 80, 90):
            asked = [number for number, worth in enumerate(wanted) if worth >= floor]
            hits = sum(bool(best) and best[0].score >= wanted[number] - 4 for number in asked if (best := memory.look_up(fuzzy[number])) is not None)
            print(f"found, of {len(asked)} at least {floor} alike: {hits / max(1, len(asked)):.4f}")
        memory.close()
        if arguments.toolkit:
            few = sample + units[: arguments.toolkit - len(sample)]
            small = Memory(None)
            small.learn(few)
            timed(f"ours, with {len(few)} units", small.look_up, fuzzy)
            toolkit(few, fuzzy, min(50, len(fuzzy)))


if __name__ == "__main__":
    main()
