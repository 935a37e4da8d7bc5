"""Waits for files that come in: one is taken when it has stayed the same from one look to the next, so that none is read half written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE = 1.0  # seconds between two looks

Stamp = tuple[int, int]


def watch(look: Callable[[], Iterable[Path]], wait: Callable[[float], object] = time.sleep) -> Iterator[list[Path]]:
    """Yield the files that are new or changed, for ever; the first time all that are there."""
    done: dict[Path, Stamp] = {}
    before: dict[Path, Stamp] = {}
    first = True
    while True:
        now = {path: stamp for path in look() if (stamp := _stamp(path))}
        ready = [path for path, stamp in now.items() if done.get(path) != stamp and (first or before.get(path) == stamp)]
        before, first = now, False
        if ready:
            done |= {path: now[path] for path in ready}
            yield ready
        else:
            wait(PAUSE)


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:  # gone since it was listed
        return None
    return status.st_mtime_ns, status.st_size
