"""Token arrays on disk, and the batches that training takes from them.

A folder has src.npy and tgt.npy (tokens of all sentences in a row, uint16), off_s.npy and off_t.npy (where each sentence begins),
source.npy (the pair's source as a number), held.npy (the pairs that are not trained on), sp.model, sources.tsv (what was taken and left out),
kept_out.txt (how many test sentences were kept out), vmap.txt and meta.json."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from training.corpus import Pair
from training.vocabulary import BEGIN, END, PAD
from translator.engines.marking import spaced

MOST = 100  # tokens of a side
HELD_OUT = 1000  # pairs for the validation loss

Ints = NDArray[np.int64]


def split(pairs: Sequence[Pair], seed: int = 5) -> tuple[list[Pair], list[Pair]]:
    """Part pairs into those to train on, and some of middle length that neither they nor copies of them are trained on."""
    middle = [i for i, pair in enumerate(pairs) if 8 <= len(pair.english.split()) <= 30]
    held = set(random.Random(seed).sample(middle, min(HELD_OUT, len(middle) // 10)))  # noqa: S311
    return [pair for i, pair in enumerate(pairs) if i not in held], [pairs[i] for i in sorted(held)]


def write(folder: Path, pairs: Sequence[Pair], held: Sequence[Pair], model: bytes, seed: int = 7) -> int:
    """Write the arrays of pairs, and of those held out; return how many fit."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sp.model").write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pairs = list(pairs)
    random.Random(seed).shuffle(pairs)  # noqa: S311
    first = len(pairs)
    pairs += held
    sides = [processor.encode([spaced(text) for text in side]) for side in zip(*(pair[:2] for pair in pairs), strict=True)]
    keep = [i for i in range(len(pairs)) if all(0 < len(side[i]) <= MOST for side in sides)]
    for name, short, side in (("src", "s", sides[0]), ("tgt", "t", sides[1])):
        rows = [side[i] for i in keep]
        np.save(folder / f"off_{short}.npy", np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64))
        np.save(folder / f"{name}.npy", np.fromiter((token for row in rows for token in row), np.uint16))
    np.save(folder / "held.npy", np.array([row for row, i in enumerate(keep) if i >= first], np.int64))
    names = list(dict.fromkeys(pair.source for pair in pairs))
    np.save(folder / "source.npy", np.array([names.index(pairs[i].source) for i in keep], np.int16))
    (folder / "meta.json").write_text(json.dumps({"vocabulary": processor.get_piece_size(), "pairs": len(keep), "sources": names}), "utf-8")
    return len(keep)


class Data:
    """The arrays of a folder."""

    def __init__(self, folder: Path) -> None:
        self.src, self.tgt, self.off_s, self.off_t, self.source = (np.load(folder / f"{name}.npy") for name in ("src", "tgt", "off_s", "off_t", "source"))
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        self.vocabulary, self.sources = meta["vocabulary"], meta["sources"]
        self.length = np.maximum(np.diff(self.off_s), np.diff(self.off_t)) + 1
        self.held_out: Ints = np.load(folder / "held.npy")

    def batches(self, tokens: int, weights: Mapping[str, float], rng: np.random.Generator) -> list[Ints]:
        """Return one pass: sentences of like length together, `tokens` a side with padding; a source's weight is how often it is seen."""
        often = np.ones(len(self.length))
        for name, factor in weights.items():
            if name in self.sources:
                often[self.source == self.sources.index(name)] *= factor
        often[self.held_out] = 0
        times = np.floor(often).astype(int) + (rng.random(len(often)) < often % 1)
        ids = np.repeat(np.arange(len(often)), times)
        ids = ids[np.argsort(self.length[ids] + rng.random(len(ids)) * 2)]
        out, at = [], 0
        while at < len(ids):
            guess = ids[min(len(ids) - 1, at + max(4, tokens // (self.length[ids[at]] + 2)) - 1)]
            size = max(4, int(tokens // self.length[guess]))
            out.append(ids[at : at + size])
            at += size
        rng.shuffle(out)  # type: ignore[arg-type]  # a list of arrays is shuffled in place
        return out

    def collate(self, ids: Ints) -> tuple[Any, Any, Any]:
        """Return three tensors (sentences, tokens): source, target shifted by its beginning, target as it is to be said."""
        import torch

        source = np.full((len(ids), int(np.diff(self.off_s)[ids].max()) + 1), PAD, np.int64)
        target = np.full((len(ids), int(np.diff(self.off_t)[ids].max()) + 1), PAD, np.int64)
        said = np.full_like(target, PAD)
        for row, i in enumerate(ids):
            s, t = self.src[self.off_s[i] : self.off_s[i + 1]], self.tgt[self.off_t[i] : self.off_t[i + 1]]
            source[row, : len(s)], source[row, len(s)] = s, END
            target[row, 0], target[row, 1 : len(t) + 1] = BEGIN, t
            said[row, : len(t)], said[row, len(t)] = t, END
        return torch.from_numpy(source), torch.from_numpy(target), torch.from_numpy(said)
