"""How the cost of a run grows with documents and workers: a local scheduler, workers that are processes of their own, and a simulated engine.

The engine waits `--each` milliseconds a sentence, as a model on a machine of its own would work, so that more workers than cores can be looked at;
all else is real: reading, segmenting, the way to the worker and back, repairs, checks, saving. The column "here" has no cluster.
usage: python benchmarks/cluster.py [--documents 1 100 10000] [--workers 1 2 4 8] [--each 10]"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from translator import cluster, pipeline
from translator.config import Person, Settings
from translator.engines import Draft, Progress, Request
from translator.project import Project

SENTENCES = 10


class Waiting:
    """Takes its time and says the sentence again."""

    carries_marks = 0
    signature = "waiting 1#00000000"

    def __init__(self, milliseconds: float) -> None:
        self.milliseconds = milliseconds
        self.facts = {"package": "waiting", "version": "1", "sha256": "0" * 64}

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        time.sleep(len(requests) * self.milliseconds / 1000)
        return [Draft(request.text) for request in requests]


def dask(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """Start a process of the cluster; return it and the address that it names."""
    command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    assert process.stderr is not None
    wanted = r"Registered to:\s+(tcp://\S+)" if "worker" in arguments else r"(tcp://127\.0\.0\.1:\d+)"
    for line in process.stderr:
        if found := re.search(wanted, line):
            return process, found[1]
    raise SystemExit(f"dask {' '.join(arguments)} ended")


def run(documents: int, each: float, address: str | None) -> float:
    """Translate so many documents in a fresh folder; return seconds."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        for number in range(documents):
            text = " ".join(f"Satz {line} im Artikel {number} handelt von Thema {number * line % 97}." for line in range(SENTENCES))
            (inbox / f"a{number}.txt").write_text(text + "\n", "utf-8")
        os.environ["XDG_CACHE_HOME"] = folder
        project = Project(Settings(corpus=Path(folder, "corpus"), root=Path(folder), suppress=("untranslated",)), Person("Jane"), Waiting(each))
        paths = sorted(inbox.iterdir())
        begin = time.perf_counter()
        outcomes = cluster.translate(project, address, paths) if address else pipeline.translate(project, paths)
        assert all(outcome.error is None for outcome in outcomes)
        return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[1, 100, 10_000])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4, 8])
    parser.add_argument("--each", type=float, default=10.0, metavar="MS")
    arguments = parser.parse_args()
    times = {(documents, 0): run(documents, arguments.each, None) for documents in arguments.documents if documents <= 1000}
    scheduler, address = dask("scheduler", "--port", "0")
    processes = [scheduler]
    try:
        for number in sorted(arguments.workers):
            while len(processes) - 1 < number:
                processes.append(dask("worker", address, "--nthreads", "1", "--no-nanny")[0])
            for documents in arguments.documents:
                times[documents, number] = run(documents, arguments.each, address)
    finally:
        for process in processes:
            process.kill()
    print(f"seconds; {SENTENCES} sentences a document, {arguments.each:g} ms each\n")
    print(
        "| documents | drafting alone | here | " + " | ".join(f"{number} workers" if number > 1 else "1 worker" for number in sorted(arguments.workers)) + " |"
    )
    print("|---" * (3 + len(arguments.workers)) + "|")
    for documents in arguments.documents:
        row = [times.get((documents, number)) for number in (0, *sorted(arguments.workers))]
        print(
            f"| {documents:,} | {documents * SENTENCES * arguments.each / 1000:.1f} | " + " | ".join(f"{t:.1f}" if t else "–" for t in row) + " |", flush=True
        )


if __name__ == "__main__":
    main()
