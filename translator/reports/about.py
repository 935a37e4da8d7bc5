"""What a report has to know besides the issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.model import Rule


@dataclass(frozen=True, slots=True)
class About:
    """The target language, the checks there are, and whether a baseline was compared."""

    target: str = "en"
    rules: Sequence[Rule] = ()
    baseline: bool = False
