"""The SentencePiece model of a package: made from pairs, or taken from an older package and given pieces for marks."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable

import sentencepiece

from training.augment import MARKS
from training.corpus import Pair

USER_DEFINED = 4  # SentencePiece's type of a piece that is always cut out of a text as it stands
PAD, UNKNOWN, BEGIN, END = range(4)


def mark_pieces() -> list[str]:
    """List the pieces that stand for marks; each begins with the space that the engine writes before it."""
    return [f"▁{mark}" for number in range(1, MARKS + 1) for mark in (f"<{number}>", f"</{number}>", f"<{number}/>")]


def train(pairs: Iterable[Pair], size: int) -> bytes:
    """Learn pieces from both sides, marks among them; what no piece has is spelled in bytes."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(text for pair in pairs for text in pair[:2]),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        pad_id=PAD,
        unk_id=UNKNOWN,
        bos_id=BEGIN,
        eos_id=END,
        input_sentence_size=1_000_000,
        shuffle_input_sentence=True,
        normalization_rule_name="identity",
        user_defined_symbols=mark_pieces(),
        minloglevel=2,
    )
    return model.getvalue()


def with_marks(model: bytes) -> bytes:
    """Add the pieces for marks to a model that lacks them; all others keep their numbers.

    A serialized message goes on where it ended: what is appended to a protobuf is more of its repeated field, here `pieces`.
    """
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    for piece in mark_pieces():
        if processor.piece_to_id(piece) == processor.unk_id():
            text = piece.encode()
            body = b"\x0a" + bytes([len(text)]) + text + b"\x15" + struct.pack("<f", 0.0) + b"\x18" + bytes([USER_DEFINED])
            model += b"\x0a" + bytes([len(body)]) + body
    return model
