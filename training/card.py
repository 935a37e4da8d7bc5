"""The card of a package: what it is, what it was trained on, what it scores, what it cannot do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from training.weights import Shape

WEAKNESSES = """Rare words stay German or are spelled wrong; long sentences lose parts; clock times, sayings and terms of law are often wrong; news is thin in
its data. Straight quotation marks serve it better than „German“ ones: the desk writes them so before it asks."""
MADE = "Made by `translator evaluate --source FILE --reference FILE`."
NAMES = {"bleu": "BLEU", "chrf": "chrF", "ter": "TER"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card says; `scores` are the facts of `translator evaluate` by the name of the set."""

    version: str
    shape: Shape
    parameters: int
    history: str
    weaknesses: str
    sources: Mapping[str, int] = field(default_factory=dict)
    licences: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept_out: int = 0  # test sentences that no pair shares eight words in a row with


def licences(text: str) -> dict[str, str]:
    """Read the licence of each source from a Markdown file with a heading and a line `- licence: …` for each."""
    out: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if heading := re.match(r"##+ +([\w+-]+)", line):
            name = heading[1]
        elif name and (found := re.match(r"- licen[cs]e: *(.+)", line, re.I)):
            out.setdefault(name, found[1].strip())
    return out


def taken(table: str) -> dict[str, int]:
    """Read how many pairs of each source were taken, from the table that preparation writes."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {row[0]: int(row[1]) for row in rows if int(row[1])}


def write(facts: Facts) -> str:
    """Write the card as Markdown."""
    shape = facts.shape
    parts = [
        f"# German → English starter package {facts.version}",
        "A small model for use where the official Argos package cannot be had. It makes mistakes; a person must read what it writes.",
        f"{facts.parameters / 1e6:.1f}M parameters: {shape.encoder}+{shape.decoder} layers, width {shape.width}, {shape.heads} heads, "
        f"inner width {shape.inner}, {shape.vocabulary:,} SentencePiece pieces; int8.",
        f"## How it was made\n\n{facts.history.strip()}",
    ]
    if facts.scores:
        parts.append(f"## Scores\n\n{_scores(facts.scores)}\n\n{MADE}")
    if facts.kept_out:
        parts.append(f"Pairs that share eight words in a row with one of {facts.kept_out:,} test sentences were left out of training.")
    parts.append(f"## What it cannot do\n\n{facts.weaknesses.strip()}")
    if facts.sources:
        rows = [f"| {name} | {count:,} | {facts.licences.get(name, 'see the source')} |" for name, count in facts.sources.items()]
        parts.append(
            "\n".join(
                [
                    "## Data\n",
                    "The weights were learned from these texts, whose licences are not that of the program.\n",
                    "| source | pairs | licence |",
                    "|---|---|---|",
                    *rows,
                ]
            )
        )
    return "\n\n".join(parts) + "\n"


def _scores(scores: Mapping[str, Mapping[str, Any]]) -> str:
    rows = ["| set | sentences | BLEU | chrF | TER | names copied |", "|---|---|---|---|---|---|"]
    signatures: dict[str, str] = {}
    for name, facts in scores.items():
        rows.append(f"| {name} | {facts['sentences']} | {facts['bleu']:.1f} | {facts['chrf']:.1f} | {facts['ter']:.1f} | {facts.get('names', '')} |")
        signatures |= facts["signature"]
    return "\n".join([*rows, "", *(f"- {NAMES[name]}: {signature}" for name, signature in signatures.items())])
