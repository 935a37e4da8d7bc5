"""Feeds every reader changed files until a number of inputs is reached, and keeps those that break one.

A reader may refuse its input with a TranslatorError; any other exception, a crash of the process, or more than `--slow` seconds of computing is a finding.
The inputs of a seed are always the same. usage: python -m benchmarks.fuzz [--inputs 1000000] [--only NAME …] [--seed 1] [--keep FOLDER]
With `--guided` (atheris, which reads what code an input reaches) one reader is fuzzed until Ctrl-C or `--inputs`."""

from __future__ import annotations

import argparse
import hashlib
import mmap
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random
from types import FrameType

from benchmarks.fuzz.mutation import mutate
from benchmarks.fuzz.readers import Reader, readers
from translator.errors import TranslatorError

BIGGEST = 1 << 20
KEPT = 20  # findings of one reader that are kept; the same fault has many


class Slow(BaseException):
    """Computing took too long."""


def _stop(signum: int, frame: FrameType | None) -> None:
    raise Slow


def place(error: BaseException) -> str:
    """Name a fault by its kind and the innermost line of the desk's own code."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if "/translator/" in frame.filename or "/fuzz/readers" in frame.filename]
    where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
    return f"{type(error).__name__} at {where}: {str(error).splitlines()[0][:120] if str(error) else ''}"


def attempt(reader: Reader, data: bytes, slow: float) -> str:
    """Run a reader on an input; return what went wrong, or nothing."""
    signal.setitimer(signal.ITIMER_VIRTUAL, slow)
    try:
        reader.read(data)
    except TranslatorError:
        return ""
    except (Exception, Slow) as error:  # noqa: BLE001  # everything but a refusal is a finding
        return place(error)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def work(name: str, inputs: int, seed: int, slow: float, keep: Path, last: mmap.mmap, begin: int) -> None:
    """Fuzz one reader in a process of its own; `last` holds the number of inputs done and the input that is under way."""
    signal.signal(signal.SIGVTALRM, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    sys.stderr = Path(os.devnull).open("w")
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder, "ARGOS_PACKAGES_DIR": f"{folder}/packages"}
        reader = readers(Path(folder))[name]
        found: set[str] = set()
        for number in range(begin, inputs):
            data = mutate(reader.seeds, Random(f"{seed} {name} {number}"))[:BIGGEST]
            last[0:16] = number.to_bytes(8, "little") + len(data).to_bytes(8, "little")
            last[16 : 16 + len(data)] = data
            fault = attempt(reader, data, slow)
            if fault and fault not in found and len(found) < KEPT:
                found.add(fault)
                _keep(keep, name, data, fault)
        last[0:8] = inputs.to_bytes(8, "little")


def _keep(folder: Path, name: str, data: bytes, fault: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:10]}"
    path.write_bytes(data)
    with (folder / "findings.txt").open("a", encoding="utf-8") as file:
        file.write(f"{path.name}\t{fault}\n")


def fuzz(name: str, inputs: int, seed: int, slow: float, keep: Path) -> tuple[int, float, float]:
    """Fuzz a reader; a process that dies is a finding too, and the next goes on behind it. Returns crashes, seconds of computing, mebibytes."""
    last = mmap.mmap(-1, BIGGEST + 16)
    crashes, begin = 0, 0
    while begin < inputs:
        process = multiprocessing.get_context("fork").Process(target=work, args=(name, inputs, seed, slow, keep, last, begin))
        process.start()
        process.join()
        if process.exitcode == 0:
            break
        number, size = int.from_bytes(last[0:8], "little"), int.from_bytes(last[8:16], "little")
        _keep(keep, name, last[16 : 16 + size], f"the process died ({process.exitcode})")
        crashes, begin = crashes + 1, number + 1
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return crashes, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def guided(name: str, inputs: int) -> None:
    """Fuzz one reader with atheris, in this process."""
    import atheris

    with tempfile.TemporaryDirectory() as folder:
        reader = readers(Path(folder))[name]
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, seed in enumerate(reader.seeds):
            (seeds / str(number)).write_bytes(seed)

        def one(data: bytes) -> None:
            try:
                reader.read(data)
            except TranslatorError:
                return

        atheris.instrument_all()
        atheris.Setup([sys.argv[0], f"-runs={inputs}", "-max_len=6000", str(seeds)], one)
        atheris.Fuzz()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = list(readers(Path(folder)))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="over all readers together")
    parser.add_argument("--only", nargs="*", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=5.0, help="seconds of computing that an input may take")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--guided", action="store_true", help="with atheris; give one --only")
    arguments = parser.parse_args()
    if arguments.guided:
        guided(arguments.only[0], arguments.inputs)
        return
    each = -(-arguments.inputs // len(arguments.only))
    print(f"{'reader':16} {'inputs':>9} {'per s':>7} {'findings':>9}", flush=True)
    total = 0
    for name in arguments.only:
        begin, known = time.perf_counter(), len(list(arguments.keep.glob(f"{name}-*")))
        fuzz(name, each, arguments.seed, arguments.slow, arguments.keep)
        findings = len(list(arguments.keep.glob(f"{name}-*"))) - known
        total += findings
        print(f"{name:16} {each:9,} {each / (time.perf_counter() - begin):7,.0f} {findings:9}", flush=True)
    print(f"{each * len(arguments.only):,} inputs, {total} findings" + (f", kept in {arguments.keep}" if total else ""))
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
