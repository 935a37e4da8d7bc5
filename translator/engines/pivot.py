"""Two engines in a row: German to French by way of English, when only these packages are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.engines import Draft, Engine, Progress, Request


class Pivot:
    """Drafts with one engine and drafts the result with the next; places of words are lost on the way."""

    carries_marks = 0

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second

    @property
    def signature(self) -> str:
        return f"{self.first.signature} + {self.second.signature}"

    @property
    def facts(self) -> dict[str, str]:
        one, two = self.first.facts, self.second.facts
        return {name: f"{one[name]} + {two[name]}" for name in one}

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        middle = self.first.translate([replace(r, alignment=False, alternatives=1) for r in requests])
        last = self.second.translate([Request(draft.text, alternatives=r.alternatives) for draft, r in zip(middle, requests, strict=True)], progress)
        return [replace(end, alignment=None, cut=end.cut or start.cut) for start, end in zip(middle, last, strict=True)]
