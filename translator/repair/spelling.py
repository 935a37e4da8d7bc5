"""Spells the words of a draft as the target's variant does."""

from __future__ import annotations

from translator.language.spelling import variants


class Spelling:
    """Defence is defense in the United States and color is colour in Britain; words with a capital stay."""

    id = "spelling"

    def __init__(self, target: str) -> None:
        self.target = target

    def mend(self, source: str, target: str) -> str:
        for start, end, word, better in reversed(list(variants(target, self.target))):
            if word not in source:  # an English word in the source is somebody's own
                target = target[:start] + better + target[end:]
        return target
