"""Makes a package of the official ones' size that drafts as the built-in one does: what a 60M-parameter model costs, without having one.

Every number of the built-in package's state stands twice, every matrix is halved where it reads both, added layers add nothing, added
pieces of the vocabulary are never said: 6+6 layers, width 512, inner width 2,048, 8 heads, 32,000 pieces. usage: wide.py OUT.argosmodel"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

from training import package, weights
from training.weights import Shape, Weights
from translator.engines import packages

LAYERS, PIECES = 6, 32000
POSITIONS = 512
NEVER = -100.0  # added to the score of pieces that must not be said


def twice(old: Weights, shape: Shape) -> tuple[Weights, Shape]:
    """Return weights of twice the width that compute the same."""
    wide = Shape(PIECES, shape.encoder, LAYERS, shape.width * 2, shape.heads * 2, shape.inner * 2)
    new: Weights = {}
    for name, value in old.items():
        if name.endswith("kv.weight"):  # keys and values are two matrices
            new[name] = np.concatenate([np.tile(half, (2, 2)) / 2 for half in np.split(value, 2)])
        elif name.endswith("kv.bias"):
            new[name] = np.concatenate([np.tile(half, 2) for half in np.split(value, 2)])
        elif name != "emb.weight":
            new[name] = np.tile(value, (2, 2)) / 2 if value.ndim == 2 else np.tile(value, 2)
    # Embeddings are multiplied by the root of the width; the scores of pieces read both halves of the last state.
    embedding = np.tile(old["emb.weight"], (1, 2)) / math.sqrt(2)
    new["emb.weight"] = np.concatenate([embedding, np.zeros((PIECES - len(embedding), wide.width), np.float32)]).astype(np.float32)
    new["dn.weight"], new["dn.bias"] = new["dn.weight"] / math.sqrt(2), new["dn.bias"] / math.sqrt(2)
    added = LAYERS - shape.decoder
    for name in [name for name in new if name.startswith("dec.")]:
        _, number, part = name.split(".", 2)
        new[f"dec+.{int(number) + added}.{part}"] = new.pop(name)
    for name in [name for name in new if name.startswith(f"dec+.{added}.")]:
        silent = name.split(".", 2)[2].startswith(("sa.o", "ca.o", "f2"))
        for number in range(added):  # below the others: alignments are read off the last layer
            new[name.replace(f"dec+.{added}.", f"dec+.{number}.")] = np.zeros_like(new[name]) if silent else new[name]
    return {name.replace("dec+", "dec"): np.ascontiguousarray(value) for name, value in new.items()}, wide


def positions(width: int) -> Any:
    """Return the sinusoids of the narrow model, twice."""
    steps = np.exp(np.arange(width // 2) * (-math.log(10000) / (width // 2 - 1)))
    at = np.arange(1, POSITIONS + 1)[:, None] * steps[None]
    return np.tile(np.concatenate([np.sin(at), np.cos(at)], 1), (1, 2)).astype(np.float32)


def make(path: Path) -> int:
    """Write the package; return how many parameters it has."""
    old, shape, tokenizer = weights.of_package(packages.route("de", "en", None)[0])
    new, wide = twice(old, shape)

    def adjust(spec: Any) -> None:
        for side in (spec.encoder, spec.decoder):
            side.position_encodings.encodings = positions(shape.width)
        bias = np.zeros(PIECES, np.float32)
        bias[shape.vocabulary :] = NEVER
        spec.decoder.projection.bias = bias

    path.write_bytes(package.pack(new, wide, tokenizer, "0.0", "Made by benchmarks/wide.py for timing.\n", {}, adjust=adjust))
    return sum(value.size for value in new.values())


if __name__ == "__main__":
    print(f"{make(Path(sys.argv[1])) / 1e6:.1f}M parameters")
