"""Times whole processes: --help, the first sentence, and a second run over a corpus against the first. usage: start.py [--documents N]"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [sys.executable, "-c", "from translator.cli import main; main()"]
CORPUS = Path(__file__).parent.parent / "corpus"


def run(*arguments: str, cwd: Path) -> float:
    begin = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("--help", cwd=folder)
        print(f"--help: {statistics.median(run('--help', cwd=folder) for _ in range(5)):.2f} s")
        firsts = []
        for number in range(5):
            (folder / f"satz{number}.txt").write_text(f"Der Mann las das Buch Nummer {number}.\n", "utf-8")
            firsts.append(run("translate", f"satz{number}.txt", "--corpus", "first", cwd=folder))
        print(f"first sentence: {statistics.median(firsts):.2f} s")
        texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*/source.txt"))]
        names = []
        for number in range(arguments.documents):
            names.append(f"text{number}.txt")
            # Every copy has its own numbers, so that no sentence is drafted for another article's sake.
            (folder / names[-1]).write_text(texts[number % len(texts)].replace(". ", f" {number + 100}. "), "utf-8")
        first = run("translate", *names, cwd=folder)
        second = statistics.median(run("translate", *names, cwd=folder) for _ in range(3))
        print(f"{arguments.documents} documents: first run {first:.2f} s, second {second:.2f} s: {100 * second / first:.1f} %")


if __name__ == "__main__":
    main()
