"""An engine for tests: says every sentence again, so that everything around an engine can be seen at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from translator.engines import Draft, Progress, Request


class Echo:
    """Gives back each text, with the words of `words` replaced."""

    carries_marks = 0
    signature = "echo 1#00000000"

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self.words = dict(words or {})
        self.facts = {"package": "echo", "version": "1", "sha256": "0" * 64}
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        out = []
        for request in requests:
            self.asked.append(request.text)
            text: list[str] = []
            alignment, at = [], 0
            for word in request.text.split(" "):
                new = self.words.get(word, word)
                place = sum(len(w) + 1 for w in text)
                alignment.append((place, place + len(new), at, at + len(word)))
                text.append(new)
                at += len(word) + 1
            out.append(Draft(" ".join(text), alignment=tuple(alignment)))
            if progress:
                progress(1)
        return out
