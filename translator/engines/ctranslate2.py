"""Drafts with an Argos package through CTranslate2 and SentencePiece directly.

All sentences of a window go into one queue: deduplicated, sorted by length, in batches of about 1,024 tokens, one
worker a core. Each length has its own output limit; what is cut or runs in circles gets a second try.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from translator.engines import Draft, Progress, Request
from translator.engines.packages import Package
from translator.errors import EngineError

if TYPE_CHECKING:
    import ctranslate2

BATCH = 1024  # tokens; more gains nothing and costs memory
MANY = 100  # sentences before which memory is given back
LONGEST = 120  # tokens of one piece; models are trained on sentences, not on pages
MOST = 6000  # characters or tokens; what goes on longer without a full stop is no sentence, and a person must cut it
STEPS = (8, 16, 24, 32, 48, 64, 96, LONGEST)  # lengths that share an output limit
NOTHING = re.compile(r"(?:https?://\S+|www\.\S+|\S+@\S+\.\w+|[@#]\w+|[\W\d_]+)+")  # no words to translate
STRAIGHT = str.maketrans("„“”»«‚‘’›‹\u00a0\u202f", "\"\"\"\"\"''''' " + " ")
LOOP_WORD = re.compile(r"\b(\w+)(?:\W+\1\b){3,}", re.I)
LOOP_PHRASE = re.compile(r"\b((?:\w+\W+){2,12}?)(?:\1){2,}", re.I)


class Tokenizer(Protocol):
    """What turns text into a package's tokens and back."""

    def encode(self, text: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


class SentencePiece:
    """A package's sentencepiece.model."""

    def __init__(self, model: bytes) -> None:
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_proto=model)

    def encode(self, text: str) -> list[str]:
        return [str(piece) for piece in self.processor.encode(text, out_type=str)]

    def decode(self, tokens: list[str]) -> str:
        return str(self.processor.decode_pieces(tokens)).replace("▁", " ").strip()


class Bpe:
    """A package's bpe.model, with argostranslate's tokenizer."""

    def __init__(self, path: Any, source: str, target: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self.inner = BPETokenizer(path, source, target)

    def encode(self, text: str) -> list[str]:
        return [str(token) for token in self.inner.encode(text)]

    def decode(self, tokens: list[str]) -> str:
        return str(self.inner.decode(tokens))


class CTranslate2:
    """An Argos package at work."""

    def __init__(self, package: Package, *, beam: int = 4, threads: int = 0) -> None:
        self.package, self.beam = package, beam
        self.threads = threads or _cores()
        self.carries_marks = _number(package.metadata.get("carries_marks"))
        self.prefix = str(package.metadata.get("target_prefix") or "")
        self._sha256 = package.digest()
        self._translator: ctranslate2.Translator | None = None
        self._tokenizer: Tokenizer | None = None
        self._shortlist = False

    @property
    def signature(self) -> str:
        return f"{self.package.name} {self.package.version}#{self._sha256[:8]}"

    @property
    def facts(self) -> dict[str, str]:
        return {"package": self.package.name, "version": self.package.version, "sha256": self._sha256}

    def _load(self) -> tuple[ctranslate2.Translator, Tokenizer]:
        if self._translator is None or self._tokenizer is None:
            import ctranslate2

            contents = self.package.contents()
            if "sentencepiece.model" in contents:
                try:
                    self._tokenizer = SentencePiece(contents["sentencepiece.model"])
                except (RuntimeError, ValueError, OSError) as error:
                    raise EngineError(f"has a broken tokenizer: {error}", path=self.package.path, hint="translator models verify") from error
            elif self.package.path.is_dir():
                self._tokenizer = Bpe(self.package.path / "bpe.model", self.package.source, self.package.target)
            else:
                raise EngineError("has a BPE tokenizer: install it first", path=self.package.path, hint=f"translator models install {self.package.path}")
            model = {name.removeprefix("model/"): data for name, data in contents.items() if name.startswith("model/")}
            self._shortlist = "vmap.txt" in model
            try:
                self._translator = ctranslate2.Translator(str(self.package.path / "model"), files=model, inter_threads=self.threads, intra_threads=1)
            except (RuntimeError, ValueError) as error:
                raise EngineError(f"cannot be loaded: {error}", path=self.package.path, hint="translator models verify") from error
        return self._translator, self._tokenizer

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        """Draft sentences; equal ones are drafted once."""
        unique = list(dict.fromkeys(requests))
        drafts: dict[Request, Draft] = {}
        work: list[tuple[Request, list[list[str]], str]] = []
        for request in unique:
            plain = " ".join(unicodedata.normalize("NFC", request.text).translate(STRAIGHT).split())
            if not plain or NOTHING.fullmatch(plain):
                drafts[request] = Draft(request.text)
            elif len(plain) > MOST or len(tokens := self._load()[1].encode(plain)) > MOST:
                drafts[request] = Draft("", cut=True)
            else:
                work.append((request, _pieces(tokens), plain))
        if len(work) >= MANY:
            give_back()
        results = self._decode([piece for _, pieces, _ in work for piece in pieces], work, progress)
        at = 0
        for request, pieces, plain in work:
            drafts[request] = self._assemble(request, plain, pieces, results[at : at + len(pieces)])
            at += len(pieces)
        return [drafts[request] for request in requests]

    def _decode(self, pieces: list[list[str]], work: Sequence[tuple[Request, list[list[str]], str]], progress: Progress | None) -> list[tuple[Any, bool]]:
        """Decode token lists; return for each its result and whether it stayed bad after a second try."""
        if not pieces:
            return []
        aligned = [request.alignment for request, own, _ in work for _ in own]
        number = max(request.alternatives for request, _, _ in work)
        results: list[tuple[Any, bool]] = [(None, False)] * len(pieces)
        pending = []
        for with_attention in (False, True):
            for step, ids in sorted(_by_length(pieces, aligned, with_attention).items(), reverse=True):
                pending.append((ids, limit(step), self._submit([pieces[i] for i in ids], limit(step), with_attention, number)))
        again: list[int] = []
        for ids, most, futures in pending:
            for i, future in zip(ids, futures, strict=True):
                result = future.result()
                results[i] = (result, False)
                if self._bad(result, most, pieces[i]):
                    again.append(i)
                if progress:
                    progress(1)
        for i in again:
            most = limit(len(pieces[i])) * 2
            retried = self._submit([pieces[i]], most, aligned[i], number, no_repeat_ngram_size=3, repetition_penalty=1.2)[0].result()
            bad = self._bad(retried, most, pieces[i])
            results[i] = (retried if not bad or len(retried.hypotheses[0]) < len(results[i][0].hypotheses[0]) else results[i][0], bad)
        return results

    def _submit(self, pieces: list[list[str]], most: int, attention: bool, number: int, **more: Any) -> list[Any]:
        translator, tokenizer = self._load()
        prefix = [tokenizer.encode(self.prefix)] * len(pieces) if self.prefix else None
        futures: Any = translator.translate_batch(
            pieces,
            target_prefix=prefix,
            max_batch_size=BATCH,
            batch_type="tokens",
            beam_size=max(self.beam, number),
            num_hypotheses=number,
            max_input_length=0,
            max_decoding_length=most,
            return_attention=attention,
            return_scores=number > 1,
            use_vmap=self._shortlist,
            asynchronous=True,
            **more,
        )
        return list(futures)

    def _bad(self, result: Any, most: int, piece: list[str]) -> bool:
        tokens = result.hypotheses[0]
        return len(tokens) >= most or (not tokens and bool(piece)) or looped(self._load()[1].decode(tokens), self._load()[1].decode(piece))

    def _assemble(self, request: Request, plain: str, pieces: list[list[str]], results: Sequence[tuple[Any, bool]]) -> Draft:
        tokenizer = self._load()[1]
        texts = [self._clean(tokenizer, result.hypotheses[0]) for result, _ in results]
        text = " ".join(texts)
        alternatives: tuple[tuple[str, float], ...] = ()
        first = results[0][0]
        if request.alternatives > 1 and len(results) == 1:
            alternatives = tuple((self._clean(tokenizer, h), float(s)) for h, s in zip(first.hypotheses, first.scores, strict=False))
        alignment = None
        if (
            request.alignment
            and len(results) == 1
            and isinstance(tokenizer, SentencePiece)
            and not self.prefix
            and " ".join(request.text.split()) == request.text
        ):
            alignment = _alignment(pieces[0], plain, first.hypotheses[0], text, first.attention[0])
        return Draft(text, alternatives, alignment, any(bad for _, bad in results))

    def _clean(self, tokenizer: Tokenizer, tokens: list[str]) -> str:
        text = tokenizer.decode(list(tokens))
        return text.removeprefix(self.prefix).strip() if self.prefix else text


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100 else 0


def give_back() -> None:
    """Give memory that is free back to the system: glibc keeps what was freed in pieces, and a long run would grow by a third."""
    import ctypes

    with contextlib.suppress(AttributeError, TypeError, OSError):  # macOS, Windows and musl have no malloc_trim
        ctypes.CDLL(None).malloc_trim(0)


def limit(tokens: int) -> int:
    """Return how many tokens an output may have: English needs fewer than German, so twice and some is a loop."""
    return 2 * tokens + 12


def looped(text: str, source: str) -> bool:
    """Tell whether a draft says the same again and again, and its source does not."""
    if LOOP_WORD.search(text) and not LOOP_WORD.search(source):
        return True
    return bool(LOOP_PHRASE.search(text)) and not LOOP_PHRASE.search(source)


def _by_length(pieces: list[list[str]], aligned: list[bool], wanted: bool) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for i, piece in enumerate(pieces):
        if aligned[i] is wanted:
            step = next((s for s in STEPS if len(piece) <= s), LONGEST)
            groups.setdefault(step, []).append(i)
    return {step: sorted(ids, key=lambda i: -len(pieces[i])) for step, ids in groups.items()}


def _pieces(tokens: list[str]) -> list[list[str]]:
    """Cut a very long sentence where a person would breathe; what has no such place is cut at the limit."""
    out = []
    while len(tokens) > LONGEST:
        places = [i + 1 for i in range(LONGEST // 2, LONGEST) if tokens[i].strip("▁") in (",", ";", ":", "–", ".", "!", "?")]
        spaces = [i for i in range(LONGEST // 2, LONGEST) if tokens[i].startswith("▁")]
        cut = (places or spaces or [LONGEST])[-1]
        out.append(tokens[:cut])
        tokens = tokens[cut:]
    return [*out, tokens] if tokens else out


def _places(tokens: list[str], text: str) -> list[tuple[int, int]]:
    """Find each token's place in the text it was made from or decoded to."""
    out, at = [], 0
    for token in tokens:
        word = token.replace("▁", " ").strip()
        found = text.find(word, at) if word else at
        if found < 0 or found > at + 40:
            out.append((at, at))
            continue
        out.append((found, found + len(word)))
        at = found + len(word)
    return out


def _alignment(source: list[str], plain: str, target: list[str], text: str, attention: Any) -> tuple[tuple[int, int, int, int], ...]:
    """Pair each target token with the source token that it looked at most."""
    from_places, to_places = _places(source, plain), _places(target, text)
    pairs = []
    for row, (start, end) in zip(attention, to_places, strict=False):
        best = max(range(min(len(row), len(from_places))), key=lambda i: float(row[i]))
        if end > start and from_places[best][1] > from_places[best][0]:
            pairs.append((start, end, *from_places[best]))
    return tuple(pairs)
