"""Memory over many documents: one run over few, one over many, each in a process and a folder of its own; the built-in model drafts them all.

usage: python benchmarks/soak.py TEXT [--few 200] [--many 2000] [--sentences 24]; TEXT has a German sentence a line."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = """
import resource, sys
from translator.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def run(lines: list[str], documents: int, sentences: int, different: int) -> tuple[int, float]:
    """Translate so many documents; return the greatest memory in KiB, and seconds.

    After so many `different` ones their sentences come again, with another number: what is measured is growth, not the longest sentence.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        for number in range(documents):
            own = [f"{lines[(number % different * sentences + n) % len(lines)]} Das steht in Nummer {number}." for n in range(sentences // 2)]
            (folder / "inbox" / f"a{number}.txt").write_text(" ".join(own) + "\n", "utf-8")
        environment = os.environ | {"HOME": name, "XDG_CACHE_HOME": name, "PYTHONPATH": str(Path(__file__).parent.parent)}
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "translate", "inbox", "--fail-on", "never"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        assert len(list((folder / "corpus").glob("*/en.po"))) == documents
        return int(done.stderr.split()[-1]), time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--sentences", type=int, default=24)
    arguments = parser.parse_args()
    lines = arguments.text.read_text("utf-8").splitlines()
    print("| documents | greatest memory, MiB | seconds |\n|---|---|---|")
    few, many = (run(lines, number, arguments.sentences, arguments.few) for number in (arguments.few, arguments.many))
    for number, (memory, seconds) in ((arguments.few, few), (arguments.many, many)):
        print(f"| {number:,} | {memory / 1024:.0f} | {seconds:.0f} |")
    print(f"\n{arguments.many:,} documents take {many[0] / few[0]:.2f} times the memory of {arguments.few:,}")


if __name__ == "__main__":
    main()
