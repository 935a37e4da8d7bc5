"""Engines: what drafts. Each has a signature and one method; which one serves a language pair is said in `find`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """One plain sentence to draft; `alignment` asks for which words come from which, `alternatives` for more than one."""

    text: str
    alignment: bool = False
    alternatives: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of a request.

    `alignment` pairs places: (start, end) in the target and (start, end) in the source; None if the engine has none.
    `cut` says that it still broke off or ran in circles after a second try.
    """

    text: str
    alternatives: tuple[tuple[str, float], ...] = ()
    alignment: tuple[tuple[int, int, int, int], ...] | None = None
    cut: bool = False


class Engine(Protocol):
    """What every engine keeps: as many drafts as requests, in order."""

    @property
    def signature(self) -> str:
        """Package, version and the first digits of its SHA-256."""

    @property
    def facts(self) -> dict[str, str]:
        """Package, version, SHA-256: for the history."""

    carries_marks: int  # the highest number of a mark that may stand in a request; 0 if none may

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]: ...
