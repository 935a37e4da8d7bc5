"""Which words of two sentences belong together: IBM model 1 with a leaning to the diagonal, in numpy, both directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
NOTHING = 0.08  # probability that a word comes from none
LEANING = 4.0  # Dyer et al. 2013 (fast_align) use the same form and size
CHUNK = 4_000_000  # word pairs looked at together

Links = list[tuple[int, int]]
Ints = NDArray[np.int64]


def numbered(sentences: Sequence[list[str]], least: int = 2) -> list[Ints]:
    """Number the words of sentences, the frequent first; words seen fewer than `least` times are all 0."""
    counts = Counter(word for sentence in sentences for word in sentence)
    known = {word: number for number, (word, times) in enumerate(counts.most_common(), 1) if times >= least}
    return [np.array([known.get(word, 0) for word in sentence], np.int64) for sentence in sentences]


def _cells(source: Sequence[Ints], target: Sequence[Ints]) -> Iterator[tuple[slice, Ints, Ints, NDArray[np.float32], Ints]]:
    """Yield, for some sentences at a time: which, all pairs' source and target words, their leaning, and each target word's first cell."""
    at = 0
    while at < len(source):
        size, end = 0, at
        while end < len(source) and (size < CHUNK or end == at):
            size += len(source[end]) * len(target[end])
            end += 1
        froms, tos, lean, starts, begin = [], [], [], [], 0
        for s, t in zip(source[at:end], target[at:end], strict=True):
            froms.append(np.tile(s, len(t)))
            tos.append(np.repeat(t, len(s)))
            places = (np.arange(len(t)) + 0.5)[:, None] / max(1, len(t)) - (np.arange(len(s)) + 0.5)[None] / max(1, len(s))
            weight = np.exp(-LEANING * np.abs(places))
            lean.append((weight / weight.sum(1, keepdims=True)).ravel())
            starts.append(begin + np.arange(len(t)) * len(s))
            begin += len(s) * len(t)
        yield slice(at, end), np.concatenate(froms), np.concatenate(tos), np.concatenate(lean).astype(np.float32), np.concatenate(starts)
        at = end


def table(source: Sequence[Ints], target: Sequence[Ints], rounds: int = 4) -> tuple[Ints, NDArray[np.float32], int]:
    """Learn how likely a target word is given a source word; sorted keys (source * width + target), their probabilities, and the width."""
    width = int(max(t.max(initial=0) for t in target)) + 1
    keys = np.unique(np.concatenate([np.unique(f * width + t) for _, f, t, _, _ in _cells(source, target)]))
    chance = np.full(len(keys), 1 / width, np.float32)
    owner = keys // width
    for _ in range(rounds):
        counts = np.zeros(len(keys), np.float64)
        for _, f, t, lean, starts in _cells(source, target):
            at = np.searchsorted(keys, f * width + t)
            part = chance[at] * lean
            whole = np.add.reduceat(part, starts) + NOTHING / width
            part /= np.repeat(whole, np.diff(np.append(starts, len(part))))
            counts += np.bincount(at, part, len(keys))
        total = np.bincount(owner, counts)
        chance = (counts / np.maximum(total[owner], 1e-9)).astype(np.float32)
    return keys, chance, width


def links(source: Sequence[list[str]], target: Sequence[list[str]]) -> list[Links]:
    """Return for each pair of word lists the (source, target) places that choose each other."""
    froms, tos = numbered(source), numbered(target)
    full = [i for i in range(len(froms)) if len(froms[i]) and len(tos[i])]
    froms, tos = [froms[i] for i in full], [tos[i] for i in full]
    out: list[Links] = [[] for _ in source]
    if not full:
        return out
    keys, chance, width = table(froms, tos)
    for part, f, t, lean, _ in _cells(froms, tos):
        score = chance[np.searchsorted(keys, f * width + t)] * lean
        at = 0
        for number in range(part.start, part.stop):
            shape = len(tos[number]), len(froms[number])
            own = score[at : at + shape[0] * shape[1]].reshape(shape)
            at += own.size
            best, back = own.argmax(1), own.argmax(0)
            out[full[number]] = [(int(i), j) for j, i in enumerate(best) if back[i] == j and froms[number][i] and tos[number][j]]
    return out
