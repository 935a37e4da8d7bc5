"""How good drafts are: BLEU, chrF and TER as sacrebleu counts them, names copied, the glossary's terms, and time.

Line n of the source pairs with line n of the reference; nothing is segmented, remembered or mended unless asked for."""

from __future__ import annotations

import math
import re
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator import drafting, files, marks, repair
from translator.checks.terms import missing
from translator.engines import Request
from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.engines import Engine, Progress
    from translator.glossary.matcher import Match, Matcher
    from translator.project import Project

RISING = ("bleu", "chrf", "names", "terms", "inserted", "marks")  # the scores that are better when they are higher
NAME = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_]{2,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    good: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        return self.good / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Scores:
    """What a set of drafts is worth; a share of nothing is None."""

    engine: str
    sentences: int
    seconds: float
    bleu: float
    chrf: float
    ter: float
    signature: dict[str, str]
    names: Share = field(default_factory=Share)
    terms: Share = field(default_factory=Share)
    inserted: Share = field(default_factory=Share)
    marks: Share = field(default_factory=Share)

    def facts(self) -> dict[str, Any]:
        """Return what a program wants to read: rounded scores, shares with their sizes."""
        out: dict[str, Any] = {"engine": self.engine, "sentences": self.sentences, "seconds": round(self.seconds, 2), "signature": self.signature}
        out |= {name: round(getattr(self, name), 2) for name in ("bleu", "chrf", "ter")}
        for name in ("names", "terms", "inserted", "marks"):
            share: Share = getattr(self, name)
            if share.value is not None:
                out |= {name: round(share.value, 4), f"{name}_of": share.of}
        return out


def lines(path: Path) -> list[str]:
    """Read a text file as lines; UsageError if it is no UTF-8 or has NUL bytes."""
    data = files.read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"is not UTF-8 (byte {error.start})", path=path, hint="save it as UTF-8, a sentence a line") from error
    if "\0" in text:
        raise UsageError("has NUL bytes: it is no text", path=path)
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def pairs(source: Path, reference: Path) -> tuple[list[str], list[str]]:
    """Read both sides; UsageError if they have not as many lines."""
    sources, references = lines(source), lines(reference)
    if len(sources) != len(references):
        raise UsageError(
            f"{len(references)} lines, but {source} has {len(sources)}", path=reference, hint="line n of the source pairs with line n of the reference"
        )
    if not any(line.strip() for line in sources):
        raise UsageError("has no sentences", path=source)
    return sources, references


def evaluate(
    project: Project, sources: Sequence[str], references: Sequence[str], *, language: str, mend: bool = False, progress: Progress | None = None
) -> Scores:
    """Draft the sources and compare them with the references; with `mend` as `translate` would, else as the engine says it.

    Terms are those of the project's glossary. `inserted` is how many of them stay when their English is written into the source,
    before any other stage; `marks` how many drafts of sentences with marks around such terms have just those marks.
    """
    engine, matcher, repairs = project.engine(language), project.matcher(language), project.repairs(language)
    engine.translate([Request("Eins.")])  # loads the model
    begin = time.perf_counter()
    answers = drafting.draft(engine, [marks.escape(source) for source in sources], progress)
    if mend and matcher.concepts:
        answers = drafting.with_terms(engine, matcher, repairs, [marks.escape(source) for source in sources], answers)
    texts = [repair.mend(repairs, marks.escape(s), answer.text)[0] if mend else answer.text for s, answer in zip(sources, answers, strict=True)]
    seconds = time.perf_counter() - begin
    texts = [marks.strip(text) for text in texts]
    return Scores(
        engine.signature,
        len(sources),
        seconds,
        **compare(texts, references),
        names=names(sources, references, texts),
        terms=_terms(matcher, sources, texts),
        inserted=_inserted(engine, matcher, sources),
        marks=_marked(engine, matcher, sources),
    )


def compare(texts: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """Return BLEU, chrF and TER with sacrebleu's signatures."""
    import sacrebleu

    out: dict[str, Any] = {"signature": {}}
    for name, metric in (("bleu", sacrebleu.BLEU()), ("chrf", sacrebleu.CHRF()), ("ter", sacrebleu.TER())):
        out[name] = float(metric.corpus_score(list(texts), [list(references)]).score)
        out["signature"][name] = str(metric.get_signature())
    return out


def names(sources: Sequence[str], references: Sequence[str], texts: Sequence[str]) -> Share:
    """Count the names that source and reference share, and those of them that stand in the draft, too.

    A name is a capitalised word whose small form is in no reference: `Hand` and `Name` are none.
    """
    small = {word for line in references for word in re.findall(r"(?<!\w)[^\W\d_A-Z]\w+", line)}
    good = of = 0
    for source, reference, text in zip(sources, references, texts, strict=True):
        shared = {word for word in set(NAME.findall(source)) & set(NAME.findall(reference)) if word.lower() not in small}
        of += len(shared)
        good += sum(bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)) for word in shared)
    return Share(good, of)


def _wanted(matcher: Matcher, source: str) -> list[Match]:
    return [match for match in matcher.find(source) if not match.compound and match.best]


def _terms(matcher: Matcher, sources: Sequence[str], texts: Sequence[str]) -> Share:
    of = sum(len({id(match.concept) for match in _wanted(matcher, source)}) for source in sources)
    lacking = sum(
        len({id(match.concept) for match in missing(matcher, s, t) if match.best and not match.compound}) for s, t in zip(sources, texts, strict=True)
    )
    return Share(of - lacking, of)


def _inserted(engine: Engine, matcher: Matcher, sources: Sequence[str]) -> Share:
    """Draft sentences with the glossary's words written over the German ones, and count those that stay."""
    rows = [(source, found) for source in sources if (found := _wanted(matcher, source))]
    drafts = drafting.draft(engine, [marks.escape(drafting.written(source, found)) for source, found in rows])
    kept = [
        [bool(re.search(rf"(?<!\w){re.escape(match.best)}(?!\w)", draft.text, re.I)) for match in found] for (_, found), draft in zip(rows, drafts, strict=True)
    ]
    return Share(sum(map(sum, kept)), sum(map(len, kept)))


def _marked(engine: Engine, matcher: Matcher, sources: Sequence[str]) -> Share:
    """Set marks around the glossary's words; count the drafts that have just those marks, around something."""
    if not engine.carries_marks:
        return Share()
    rows = []
    for source in sources:
        marked = source
        for number, match in sorted(enumerate(_wanted(matcher, source)[: engine.carries_marks], 1), key=lambda item: -item[1].start):
            marked = f"{marked[: match.start]}<{number}>{marked[match.start : match.end]}</{number}>{marked[match.end :]}"
        rows += [marked] if marked != source and marks.strip(marked) == source else []
    drafts = drafting.carried(engine, rows)
    return Share(sum(draft is not None for draft in drafts), len(rows))


def said(scores: Scores) -> str:
    """Write scores as lines for people."""
    rows = [(name, f"{getattr(scores, name.lower()):.2f}", scores.signature[name.lower()]) for name in ("BLEU", "chrF", "TER")]
    for share, what in (
        (scores.names, "names that source and reference share stand in the draft"),
        (scores.terms, "of the glossary's terms are as it asks"),
        (scores.inserted, "of them stay when they are written into the source"),
        (scores.marks, "sentences come back with their marks whole"),
    ):
        if share.value is not None:
            rows.append(("", f"{share.value:.3f}", f"{share.good} of {share.of} {what}"))
    speed = f"{scores.sentences} sentences in {scores.seconds:.1f} s"
    return "\n".join([f"{scores.engine}, {speed}", *(f"{name:<5} {value:>6}  {more}" for name, value, more in rows)])


def floors(path: Path) -> dict[str, float]:
    """Read a TOML file of `score = floor` lines; UsageError if one is no score, or no number."""
    try:
        read = tomllib.loads(files.read_bytes(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no TOML: {error}", path=path, hint="lines such as bleu = 25.0") from error
    for name, floor in read.items():
        if name not in RISING:
            raise UsageError(f"{name} is no score that has a floor", path=path, hint=f"there are {', '.join(RISING)}")
        if isinstance(floor, bool) or not isinstance(floor, int | float) or not math.isfinite(floor):
            raise UsageError(f"{name} has no number", path=path, hint="lines such as bleu = 25.0")
    return read


def below(facts: Mapping[str, Any], wanted: Mapping[str, float]) -> list[str]:
    """Say which scores are below their floors, or were not measured."""
    out = []
    for name, floor in wanted.items():
        value = facts.get(name)
        if value is None:
            out.append(f"{name} was not measured")
        elif not value >= floor:
            out.append(f"{name} is {value}, below {floor}")
    return out
