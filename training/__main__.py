"""Trains the built-in package: `all` does everything, the other commands are its steps. `training/README.md` says what to expect."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from training import arrays, card, corpus, shortlist, vocabulary, weights
from training.augment import MARKS, Augmenter
from training.package import pack
from training.plan import Plan
from training.weights import Shape
from translator import evaluation, files
from translator.config import Settings
from translator.engines import packages
from translator.errors import TranslatorError, UsageError
from translator.project import Project

HERE = Path(__file__).parent
MIX = tomllib.loads((HERE / "mix.toml").read_text("utf-8"))
PLAN = tuple(field.name for field in fields(Plan) if field.name != "weights")
SHAPE = tuple(field.name for field in fields(Shape) if field.name != "vocabulary")
# glibc gives memory back to the system after every step, and asks for it again: 14 % of the time.
MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**32), "MALLOC_TRIM_THRESHOLD_": str(2**34), "MALLOC_TOP_PAD_": str(2**29), "OMP_NUM_THREADS": "1"}


def prepare(told: argparse.Namespace) -> None:
    """Write token arrays of cleaned pairs and their copies, and the table of what was taken."""
    lines = [line for path in told.tests for line in evaluation.lines(path)]
    pairs, counts = corpus.select(corpus.read(told.files), lines)
    print(f"{len(pairs):,} pairs", flush=True)
    taught, held = arrays.split(pairs)
    prose = [pair for pair in taught if pair.source not in MIX["technical"]["sources"]]
    copies = list(Augmenter(prose).all(told.share)) if told.share else []
    print(f"{len(copies):,} copies of {len(prose):,}", flush=True)
    model = vocabulary.with_marks(_package(told.start)[2]) if told.start else vocabulary.train(pairs, told.pieces)
    number = arrays.write(told.data, [*taught, *copies], held, model)
    (told.data / "sources.tsv").write_text(corpus.table(counts), "utf-8")
    (told.data / "kept_out.txt").write_text(str(len(lines)), "utf-8")
    files.write(told.data / "vmap.txt", shortlist.write(arrays.Data(told.data), model))  # the last: where it is, all is
    print(f"{number:,} pairs in {told.data}", flush=True)


def learn(told: argparse.Namespace) -> Path:
    """Train on arrays: from a checkpoint in the folder if one is there, else from the package or checkpoint named, else from nothing."""
    from training.train import train

    size = json.loads((told.data / "meta.json").read_text("utf-8"))["vocabulary"]
    first, shape = None, Shape(size, **{name: getattr(told, name) for name in SHAPE})
    if told.start:
        first, shape = weights.of_checkpoint(told.start) if told.start.suffix == ".pt" else _package(told.start)[:2]
        first = weights.with_pieces(first, size)
        shape = Shape(**{**shape.facts(), "vocabulary": size})
    plan = Plan(weights=MIX["weights"], **{name: getattr(told, name) for name in PLAN})
    if plan.processes > 1:
        for name, value in MEMORY.items():
            os.environ.setdefault(name, value)
    return train(plan, told.data, told.run, shape, first)


def finish(told: argparse.Namespace) -> None:
    """Write a package with the mean of checkpoints, its scores on test sets in its card."""
    several = [weights.of_checkpoint(path) if path.suffix == ".pt" else _package(path)[:2] for path in told.checkpoints]
    mean, shape = weights.mean([own for own, _ in several]), several[0][1]
    tokenizer = (told.data / "sp.model").read_bytes()
    scores: dict[str, dict[str, Any]] = {}
    history = (
        told.history.read_text("utf-8")
        if told.history
        else "\n".join(weights.told(path) if path.suffix == ".pt" else f"Mean with {path.stem}." for path in told.checkpoints)
    )
    metadata = {"carries_marks": MARKS} if told.carries_marks else {}

    def write() -> None:
        facts = card.Facts(
            told.version, shape, sum(value.size for value in mean.values()), history, card.WEAKNESSES,
            card.taken((told.data / "sources.tsv").read_text("utf-8")), card.licences(told.licences.read_text("utf-8")) if told.licences else {}, scores,
            int((told.data / "kept_out.txt").read_text("utf-8")),
        )  # fmt: skip
        files.write(told.package, pack(mean, shape, tokenizer, told.version, card.write(facts), metadata, (told.data / "vmap.txt").read_bytes()))

    write()
    for name, source, reference in told.set:
        project = Project(Settings(package=str(told.package), glossaries=()))
        scores[name] = evaluation.evaluate(project, *evaluation.pairs(Path(source), Path(reference)), language="de").facts()
        print(name, json.dumps(scores[name]), flush=True)
    write()
    print(f"{told.package}: {told.package.stat().st_size / 1e6:.1f} MB", flush=True)


def _package(path: Path) -> tuple[weights.Weights, Shape, bytes]:
    return weights.of_package(packages.route("de", "en", str(path))[0])


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    files, start, run, end = (argparse.ArgumentParser(add_help=False) for _ in range(4))
    files.add_argument("files", type=Path, nargs="+", help="German TAB English TAB source, a pair a line; .xz is read as it is")
    files.add_argument("--tests", type=Path, nargs="*", default=[], help="files of test sets: pairs that share words with them are left out")
    files.add_argument("--pieces", type=int, default=8000, help="size of a new vocabulary")
    files.add_argument("--share", type=float, default=1.0, help="copies are made of this share of the prose")
    start.add_argument("--from", dest="start", type=Path, help="go on from this package (or, to train, checkpoint) and its vocabulary")
    for field in (*fields(Plan), *fields(Shape)):
        if field.name in (*PLAN, *SHAPE):
            run.add_argument(f"--{field.name}", type=type(field.default), default=field.default)
    end.add_argument("--version", default="0.0", help="the package's version")
    end.add_argument("--licences", type=Path, help="Markdown with each source's licence, for the card")
    end.add_argument("--history", type=Path, help="Markdown that says how the weights came about, for the card")
    end.add_argument("--set", nargs=3, action="append", default=[], metavar=("NAME", "SOURCE", "REFERENCE"), help="measure on this test set")
    end.add_argument("--carries-marks", action="store_true", help="say in the metadata that the package carries marks")
    whole = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = whole.add_subparsers(dest="command", required=True)
    one = commands.add_parser("all", parents=[files, start, run, end], help="pairs to a package")
    one.add_argument("--out", type=Path, default=HERE / "runs" / "all", help="folder for everything")
    two = commands.add_parser("prepare", parents=[files, start], help="pairs to token arrays")
    two.add_argument("--data", type=Path, required=True)
    three = commands.add_parser("train", parents=[start, run], help="arrays to a checkpoint; goes on where it stopped")
    three.add_argument("data", type=Path)
    three.add_argument("run", type=Path)
    four = commands.add_parser("pack", parents=[end], help="checkpoints to a package")
    four.add_argument("checkpoints", type=Path, nargs="+", help="of several the mean is taken, of packages too")
    four.add_argument("--data", type=Path, required=True)
    four.add_argument("--package", type=Path, required=True)
    return whole


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says."""
    told = parser().parse_args(arguments)
    for path in (*getattr(told, "files", ()), *getattr(told, "tests", ()), *(Path(name) for row in getattr(told, "set", ()) for name in row[1:]),
                 getattr(told, "licences", None), getattr(told, "history", None), getattr(told, "start", None)):  # fmt: skip
        if path and not path.is_file():  # said now, not after hours of training
            raise UsageError("no such file", path=path)
    if told.command == "all":
        told.data, told.run, told.package = told.out / "data", told.out / "run", told.out / f"translate-de_en-{told.version.replace('.', '_')}.argosmodel"
        if not (told.data / "vmap.txt").exists():
            prepare(told)
        told.checkpoints = [learn(told)]
        finish(told)
    else:
        {"prepare": prepare, "train": learn, "pack": finish}[told.command](told)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except TranslatorError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
