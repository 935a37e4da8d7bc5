"""Writes an Argos package: CTranslate2 weights in int8, the SentencePiece model, metadata, and a card that says how it was made."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from training.weights import Shape, Weights, names

# Of int8's 127. CPUs with AVX2 but no VNNI add two products in 16 bits and cut what does not fit; with weights of seven bits all fits.
# Float weights 28.7 BLEU on flores-dev, 127 steps 28.4 on such a CPU.
STEPS = 63
DATE = (2026, 1, 1, 0, 0, 0)  # one for all files: equal contents make equal archives


def model(weights: Weights, shape: Shape, pieces: list[str], folder: Path, adjust: Callable[[Any], None] | None = None) -> None:
    """Write a CTranslate2 model into a folder; `adjust` may change its specification before weights are rounded."""
    from ctranslate2.specs import TransformerSpec, common_spec

    spec = TransformerSpec.from_config((shape.encoder, shape.decoder), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU)
    for embedding in (*spec.encoder.embeddings, spec.decoder.embeddings):
        embedding.weight = weights["emb.weight"]
        embedding.multiply_by_sqrt_depth = True
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    spec.decoder.projection.weight = weights["emb.weight"]
    for theirs, ours in names(shape):
        layer: Any = spec
        for step in theirs.split("/"):
            name, _, number = step.rpartition("_")
            layer = getattr(layer, step) if hasattr(layer, step) else getattr(layer, name)[int(number)]
        ends = (("gamma", "weight"), ("beta", "bias")) if "layer_norm" in theirs else (("weight", "weight"), ("bias", "bias"))
        for end, mine in ends:
            setattr(layer, end, np.concatenate([weights[f"{name}.{mine}"] for name in ours]))
    spec.config.add_source_eos = True
    spec.config.bos_token = spec.config.decoder_start_token = "<s>"  # noqa: S105
    spec.config.eos_token, spec.config.unk_token = "</s>", "<unk>"
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    if adjust:
        adjust(spec)
    spec.validate()
    spec.optimize()
    _quantize(spec)
    spec.save(str(folder))


def _quantize(spec: Any) -> None:
    """Round matrices to int8 row by row, as CTranslate2 does, but with fewer steps."""
    from ctranslate2.specs import model_spec

    def round_(layer: Any, name: str, value: Any) -> None:
        key = name.rpartition("/")[2]
        if hasattr(layer, f"{key}_scale") and not isinstance(value, str):
            matrix = value.numpy()
            scale = (STEPS / np.maximum(np.abs(matrix).max(1), 1e-9)).astype(np.float32)
            setattr(layer, key, model_spec.NumpyVariable(np.rint(matrix * scale[:, None]).astype(np.int8)))
            setattr(layer, f"{key}_scale", model_spec.NumpyVariable(scale))

    spec._visit(round_)


def pack(
    weights: Weights,
    shape: Shape,
    tokenizer: bytes,
    version: str,
    card: str,
    metadata: Mapping[str, Any],
    shortlist: bytes = b"",
    adjust: Callable[[Any], None] | None = None,
) -> bytes:
    """Return an .argosmodel; places of the vocabulary that the tokenizer has no piece for stay unused."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [str(processor.id_to_piece(i)) for i in range(processor.get_piece_size())]
    pieces += [f"<unused {number}>" for number in range(shape.vocabulary - len(pieces))]
    facts = {
        "package_version": version,
        "argos_version": "1.11",
        "from_code": "de",
        "from_name": "German",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
    }
    root = f"translate-de_en-{version.replace('.', '_')}"
    files = {"README.md": card.encode(), "metadata.json": json.dumps({**facts, **metadata}, indent=1).encode(), "sentencepiece.model": tokenizer}
    with tempfile.TemporaryDirectory() as name:
        model(weights, shape, pieces, Path(name), adjust)
        files |= {f"model/{path.name}": path.read_bytes() for path in sorted(Path(name).iterdir())}
    files |= {"model/vmap.txt": shortlist} if shortlist else {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{root}/{name}", DATE), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
