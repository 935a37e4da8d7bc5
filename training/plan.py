"""How to train."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: minutes of this call, rates for matrices (the rest gets half), tokens a side, process and step."""

    minutes: float = 60.0
    steps: int = 0  # of this call, instead of minutes
    rate: float = 3e-3
    cool: float = 0.5
    warm: int = 100
    tokens: int = 4096
    accumulate: int = 1
    smooth: float = 0.1
    drop: float = 0.0
    mean: float = 0.998
    save: float = 5.0  # minutes
    seed: int = 1
    processes: int = 1
    port: int = 29500
    weights: dict[str, float] = field(default_factory=dict)

    def at(self, part: float, step: int) -> float:
        """Return the share of the rate at a part of the time."""
        return min(1.0, step / self.warm) * (min(1.0, max(0.0, 1 - part) / self.cool) if self.cool else 1.0)
