"""Weights as `network.Network` names them: read from a package or a checkpoint, averaged, given more pieces, written for CTranslate2."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from translator.engines import packages

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
KINDS = (np.float32, np.int8, np.int16, np.int32, np.float16)  # CTranslate2's types, in its order


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network."""

    vocabulary: int
    encoder: int = 6
    decoder: int = 2
    width: int = 256
    heads: int = 4
    inner: int = 1024

    def facts(self) -> dict[str, int]:
        return asdict(self)


def names(shape: Shape) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield CTranslate2's name of each layer with our parts of it: several parts lie on top of each other."""
    yield "encoder/layer_norm", ("en",)
    yield "decoder/layer_norm", ("dn",)
    for side, short, count in (("encoder", "enc", shape.encoder), ("decoder", "dec", shape.decoder)):
        for number in range(count):
            theirs, ours = f"{side}/layer_{number}", f"{short}.{number}"
            yield f"{theirs}/self_attention/layer_norm", (f"{ours}.n1",)
            yield f"{theirs}/self_attention/linear_0", (f"{ours}.sa.q", f"{ours}.sa.kv")
            yield f"{theirs}/self_attention/linear_1", (f"{ours}.sa.o",)
            if side == "decoder":
                yield f"{theirs}/attention/layer_norm", (f"{ours}.n2",)
                for part, name in enumerate(("q", "kv", "o")):
                    yield f"{theirs}/attention/linear_{part}", (f"{ours}.ca.{name}",)
            yield f"{theirs}/ffn/layer_norm", (f"{ours}.n3",)
            yield f"{theirs}/ffn/linear_0", (f"{ours}.f1",)
            yield f"{theirs}/ffn/linear_1", (f"{ours}.f2",)


def variables(data: bytes) -> dict[str, NDArray[Any]]:
    """Read a model.bin of CTranslate2 (binary version 6): every variable by its name."""
    at = 0

    def number(kind: str) -> int:
        nonlocal at
        value = struct.unpack_from("<" + kind, data, at)[0]
        at += struct.calcsize(kind)
        return int(value)

    def text() -> str:
        nonlocal at
        size = number("H")
        at += size
        return data[at - size : at - 1].decode()

    version = number("I")
    if version != 6:
        raise ValueError(f"model.bin has the binary version {version}, not 6")
    text()
    number("I")
    found: dict[str, NDArray[Any]] = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind = KINDS[number("B")]
        size = number("I")
        found[name] = np.frombuffer(data[at : at + size], kind).reshape(shape)
        at += size
    for _ in range(number("I")):
        alias = text()
        found[alias] = found[text()]
    return found


def of_package(package: packages.Package) -> tuple[Weights, Shape, bytes]:
    """Return the weights of one of our packages as numbers again, their shape, and the package's SentencePiece model."""
    contents = package.contents()
    found = variables(contents["model/model.bin"])

    def value(name: str) -> Floats:
        raw = found[name]
        return raw / found[name + "_scale"][:, None] if raw.dtype == np.int8 else raw.astype(np.float32)

    count = {
        side: sum(1 for name in found if name.startswith(f"{side}/layer_") and name.endswith("/self_attention/layer_norm/gamma"))
        for side in ("encoder", "decoder")
    }
    embedding = value("decoder/embeddings/weight")
    inner, width = found["encoder/layer_0/ffn/linear_0/weight"].shape
    heads = int(found["encoder/num_heads"].item()) if "encoder/num_heads" in found else width // 64
    shape = Shape(len(embedding), count["encoder"], count["decoder"], width, heads, inner)
    weights = {"emb.weight": embedding}
    for theirs, ours in names(shape):
        for end, mine in (("gamma", "weight"), ("beta", "bias")) if "layer_norm" in theirs else (("weight", "weight"), ("bias", "bias")):
            whole = value(f"{theirs}/{end}")
            parts = [width, len(whole) - width] if len(ours) == 2 else [len(whole)]
            for name, part in zip(ours, np.split(whole, np.cumsum(parts)[:-1]), strict=True):
                weights[f"{name}.{mine}"] = np.ascontiguousarray(part)
    return weights, shape, contents["sentencepiece.model"]


def of_checkpoint(path: Path, which: str = "ema") -> tuple[Weights, Shape]:
    """Return the weights of a checkpoint: `ema`, their running mean, or `model`, the last ones."""
    import torch

    saved = torch.load(path, map_location="cpu", weights_only=True)
    return {name: value.float().numpy() for name, value in saved[which].items()}, Shape(**saved["shape"])


def told(path: Path) -> str:
    """Say how long a checkpoint was trained."""
    import torch

    saved = torch.load(path, map_location="cpu", weights_only=True)
    return f"{saved['step']:,} steps, {saved['seen'] / 1e6:.1f}M tokens (source and target) in {saved['minutes']:.0f} minutes on {saved['hardware']}."


def mean(several: Sequence[Mapping[str, Floats]]) -> Weights:
    """Return the mean of weights of one origin: the ends of runs that went on from each other are better together. Pieces that one lacks are the others'."""
    out = {}
    for name in several[0]:
        values = [weights[name] for weights in several]
        longest = max(values, key=len)
        out[name] = np.stack([np.concatenate([value, longest[len(value) :]]) for value in values]).mean(0, dtype=np.float64).astype(np.float32)
    return out


def with_pieces(weights: Mapping[str, Floats], size: int, seed: int = 3) -> Weights:
    """Give a vocabulary more pieces: each begins near the mean of all, so that it is neither likely nor far off."""
    embedding = weights["emb.weight"]
    more = size - len(embedding)
    noise = np.random.default_rng(seed).normal(0, float(embedding.std()) / 2, (max(0, more), embedding.shape[1])).astype(np.float32)
    return {**weights, "emb.weight": np.concatenate([embedding, embedding[4:].mean(0) + noise])} if more > 0 else dict(weights)
