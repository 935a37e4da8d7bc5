"""Times drafting in one run: the whole desk, bare CTranslate2 on sorted batches, and argos-translate's loop; same package, beam, cores.

The desk reads documents, segments, drafts, repairs, checks and saves them. usage: speed.py TEXT [--argos PYTHON] [--lines N] [--rounds N]
TEXT has a German sentence a line; PYTHON is the interpreter of an environment that holds argos-translate."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from translator import pipeline
from translator.config import Settings
from translator.engines import packages
from translator.engines.ctranslate2 import BATCH, STRAIGHT, CTranslate2
from translator.project import Project

DOCUMENT = 25  # sentences


def desk(folder: Path, documents: list[Path], engine: CTranslate2) -> float:
    project = Project(Settings(corpus=folder, root=folder), engine=engine)
    begin = time.perf_counter()
    for outcome in pipeline.translate(project, documents):
        assert outcome.error is None, outcome.error
    return time.perf_counter() - begin


def bare(lines: list[str], engine: CTranslate2) -> float:
    translator, tokenizer = engine._load()
    begin = time.perf_counter()
    tokens = [tokenizer.encode(line.translate(STRAIGHT)) for line in lines]
    results = translator.translate_batch(tokens, beam_size=engine.beam, max_batch_size=BATCH, batch_type="tokens", max_input_length=0)
    for result in results:
        tokenizer.decode(result.hypotheses[0])
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--argos", help="a Python with argos-translate")
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--package")
    arguments = parser.parse_args()
    lines = [line for line in arguments.text.read_text("utf-8").splitlines() if line.strip()][: arguments.lines]
    engine = CTranslate2(packages.route("de", "en", arguments.package)[0])
    tokens = sum(len(engine._load()[1].encode(line)) for line in lines)
    times: dict[str, list[float]] = {"bare CTranslate2": [], "the desk": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = []
        for start in range(0, len(lines), DOCUMENT):
            documents.append(folder / f"text{start}.txt")
            documents[-1].write_text("\n\n".join(lines[start : start + DOCUMENT]), "utf-8")
        for inner, data in engine.package.contents().items():
            (folder / "package" / inner).parent.mkdir(parents=True, exist_ok=True)
            (folder / "package" / inner).write_bytes(data)
        bare(lines[:20], engine)
        for number in range(arguments.rounds):
            times["bare CTranslate2"].append(bare(lines, engine))
            times["the desk"].append(desk(folder / f"corpus{number}", documents, engine))
            if arguments.argos:
                command = [arguments.argos, str(Path(__file__).with_name("argos_loop.py")), str(folder / "package"), *map(str, documents)]
                for what, more in (("argos-translate as shipped", {}), ("argos-translate, one thread", {"ARGOS_INTRA_THREADS": "1"})):
                    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | more)
                    times.setdefault(what, []).append(float(done.stdout.split()[-1]))
    base = statistics.median(times["bare CTranslate2"])
    print(f"{engine.signature}, beam {engine.beam}, {engine.threads} cores, {len(lines)} sentences, {tokens} source tokens, median of {arguments.rounds}")
    print("| what | tokens/s | of bare CTranslate2 |\n|---|---|---|")
    for what, seconds in times.items():
        print(f"| {what} | {tokens / statistics.median(seconds):.0f} | {base / statistics.median(seconds):.2f} |")


if __name__ == "__main__":
    main()
