"""Which pieces a translation may need, by the pieces of its source: CTranslate2 then scores some hundred of them, not all."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import sentencepiece

from training.align import table
from training.arrays import Data

# With these package 0.4 is as good as without (flores-dev 28.9 and 28.7 BLEU, newstest2021 21.2 and 21.3) and drafts in four fifths of the time.
EACH = 100  # pieces for one of the source
ALWAYS = 800  # frequent pieces that every sentence may need
LEAST = 0.001  # probability below which a piece is chance
PAIRS = 120_000  # to count in


def write(data: Data, tokenizer: bytes, seed: int = 4) -> bytes:
    """Return a vmap.txt: for no piece those that are always allowed, for each source piece its likeliest ones and itself."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    names = [str(processor.id_to_piece(i)) for i in range(processor.get_piece_size())]
    chosen = np.random.default_rng(seed).permutation(np.where(data.length <= 50)[0])[:PAIRS]
    sources = [data.src[data.off_s[i] : data.off_s[i + 1]].astype(np.int64) for i in chosen]
    targets = [data.tgt[data.off_t[i] : data.off_t[i + 1]].astype(np.int64) for i in chosen]
    keys, chance, width = table(sources, targets)
    ranked: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for key, value in zip(keys.tolist(), chance.tolist(), strict=True):
        if value > LEAST:
            ranked[key // width].append((value, key % width))
    counts = np.bincount(np.concatenate(targets), minlength=len(names))
    often = set(np.argsort(-counts)[:ALWAYS].tolist())
    often |= {i for i, name in enumerate(names) if len(name.strip("▁")) <= 1 or processor.is_byte(i) or "<" in name}
    lines = ["\t" + " ".join(names[i] for i in sorted(often) if i > 3)]
    for source in range(4, len(names)):
        wanted = {target for _, target in sorted(ranked[source], reverse=True)[:EACH]} | {source}
        lines.append(f"{names[source]}\t" + " ".join(names[i] for i in sorted(wanted - often) if i > 3))
    return ("\n".join(lines) + "\n").encode()
