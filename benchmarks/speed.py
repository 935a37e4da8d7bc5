"""Times drafting in one run: the whole desk, bare CTranslate2 on sorted batches, and argos-translate's loop; same package, beam, cores.

The desk reads documents, segments, drafts, repairs, checks and saves them; "all but drafting" is the same with drafts that are there
already. usage: speed.py TEXT [--package PATH] [--argos PYTHON] [--lines N] [--rounds N] [--shortlist VMAP] [--json FILE]
TEXT has a German sentence a line; PYTHON is the interpreter of an environment that holds argos-translate. `wide.py` makes a package of
the official ones' size; with --shortlist the desk is also timed at beam 2 and with this vmap.txt in the package."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from translator import pipeline
from translator.config import Settings
from translator.engines import Draft, Progress, Request, packages
from translator.engines.ctranslate2 import BATCH, STRAIGHT, CTranslate2
from translator.project import Project

DOCUMENT = 25  # sentences


class Remembered:
    """An engine that has said everything before."""

    def __init__(self, engine: CTranslate2) -> None:
        self.engine, self.said = engine, dict[Request, Draft]()
        self.signature, self.facts, self.carries_marks = engine.signature, engine.facts, engine.carries_marks

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        new = [request for request in dict.fromkeys(requests) if request not in self.said]
        self.said |= zip(new, self.engine.translate(new) if new else [], strict=True)
        return [self.said[request] for request in requests]


def desk(folder: Path, documents: list[Path], engine: CTranslate2 | Remembered) -> float:
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


def with_shortlist(package: packages.Package, vmap: Path, out: Path) -> packages.Package:
    """Write a copy of a package with a shortlist in it."""
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (package.contents() | {"model/vmap.txt": vmap.read_bytes()}).items():
            archive.writestr(f"package/{name}", data)
    return packages.open_package(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--argos", help="a Python with argos-translate")
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--package")
    parser.add_argument("--shortlist", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures here, for plot.py")
    arguments = parser.parse_args()
    lines = [line for line in arguments.text.read_text("utf-8").splitlines() if line.strip()][: arguments.lines]
    engine = CTranslate2(packages.route("de", "en", arguments.package)[0])
    tokens = sum(len(engine._load()[1].encode(line)) for line in lines)
    times: dict[str, list[float]] = {"bare CTranslate2": [], "the desk": [], "all but drafting": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = []
        for start in range(0, len(lines), DOCUMENT):
            documents.append(folder / f"text{start}.txt")
            documents[-1].write_text("\n\n".join(lines[start : start + DOCUMENT]), "utf-8")
        for inner, data in engine.package.contents().items():
            (folder / "package" / inner).parent.mkdir(parents=True, exist_ok=True)
            (folder / "package" / inner).write_bytes(data)
        others = {}
        if arguments.shortlist:
            short = with_shortlist(engine.package, arguments.shortlist, folder / "short.argosmodel")
            others = {
                "the desk, beam 2": CTranslate2(engine.package, beam=2),
                "the desk, shortlist": CTranslate2(short),
                "the desk, beam 2, shortlist": CTranslate2(short, beam=2),
            }
        remembered = Remembered(engine)
        for every in (engine, *others.values()):
            bare(lines[:20], every)
        desk(folder / "warm", documents, remembered)
        for number in range(arguments.rounds):
            times["bare CTranslate2"].append(bare(lines, engine))
            times["the desk"].append(desk(folder / f"corpus{number}", documents, engine))
            times["all but drafting"].append(desk(folder / f"fast{number}", documents, remembered))
            for what, other in others.items():
                times.setdefault(what, []).append(desk(folder / f"{what}{number}", documents, other))
            if arguments.argos:
                command = [arguments.argos, str(Path(__file__).with_name("argos_loop.py")), str(folder / "package"), *map(str, documents)]
                for what, more in (("argos-translate, one thread", {"ARGOS_INTRA_THREADS": "1"}), ("argos-translate as shipped", {})):
                    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | more)
                    times.setdefault(what, []).append(float(done.stdout.split()[-1]))
    base = statistics.median(times["bare CTranslate2"])
    about = f"{engine.signature}, beam {engine.beam}, {engine.threads} cores, {len(lines)} sentences, {tokens} source tokens, median of {arguments.rounds}"
    print(about)
    print("| what | tokens/s | of bare CTranslate2 |\n|---|---|---|")
    for what, seconds in times.items():
        print(f"| {what} | {tokens / statistics.median(seconds):.0f} | {base / statistics.median(seconds):.2f} |")
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"about": about, "tokens": tokens, "seconds": {what: statistics.median(own) for what, own in times.items()}}), "utf-8"
        )


if __name__ == "__main__":
    main()
