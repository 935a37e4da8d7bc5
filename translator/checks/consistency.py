"""The same sentence is translated in one way, and two sentences are not translated alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator import marks
from translator.glossary.names import Text
from translator.language.speakers import speaker
from translator.model import Finding, Severity

DIRECTIONS = (
    (0, 1, "the same sentence is translated otherwise in line {}"),
    (1, 0, "another sentence has the same translation in line {}"),
)
SHORTEST = 3  # words; shorter ones are labels, which differ by their place


class Inconsistent:
    """The same sentence is translated in the same way each time, and different sentences differently."""

    id = "inconsistent"
    severity = Severity.MINOR
    drafts_only = False

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        if not text.vocabulary:
            return
        bare = [(_bare(source), _bare(target)) for source, target in text.pairs]
        for by, other, message in DIRECTIONS:
            first: dict[str, int] = {}
            for number, pair in enumerate(bare):
                if not pair[1] or pair[by].count(" ") < SHORTEST - 1:
                    continue
                before = first.setdefault(pair[by], number)
                if bare[before][other] != pair[other]:
                    better = text.pairs[before][1] if by == 0 else None
                    yield number, Finding(message.format(lines[before]), (0, len(text.pairs[number][1])), better)


def _bare(text: str) -> str:
    """Leave out what may differ: marks, white space, capitals, signs at both ends."""
    return " ".join(marks.strip(text).split()).casefold().strip(" .!?…:;,“”„\"'’‘»«")


class Wording:
    """A quotation by someone who speaks English has its original wording, not one translated back."""

    id = "wording"
    severity = Severity.MINOR
    drafts_only = True  # a person who has confirmed the sentence has looked

    def __init__(self, source: str, target: str) -> None:
        self.on = (source.partition("-")[0], target.partition("-")[0]) == ("de", "en")

    def find_document(self, text: Text, lines: Sequence[int]) -> Iterator[tuple[int, Finding]]:
        for number, (source, target) in enumerate(text.pairs):
            who = speaker(source) if self.on and target else ""
            if who:
                yield number, Finding(f"the quotation may have been English in the first place ({who}): look up its wording")
