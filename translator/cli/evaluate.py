"""The command that says how good drafts are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.errors import Exit

Source = Annotated[Path, typer.Option("--source", metavar="FILE", help="Sentences in the source language, one a line.", show_default=False)]
Reference = Annotated[Path, typer.Option("--reference", metavar="FILE", help="Their translations by people, line by line.", show_default=False)]
Mend = Annotated[bool, typer.Option("--mend", help="Mend the drafts and bring in the glossary's terms, as translate does.  [default: as the engine says it]")]
Floors = Annotated[
    Path | None, typer.Option("--floors", metavar="FILE", help="Exit with 1 if a score is below its floor in this file (bleu = 25.0).", show_default=False)
]
Package = Annotated[str | None, typer.Option("--package", metavar="PATH", help="Use this package, not the one that translate would.", show_default=False)]


def evaluate(
    source: Source,
    reference: Reference,
    mend: Mend = False,
    floors: Floors = None,
    package: Package = None,
    to: options.To = None,
    from_: options.From = None,
    glossary: options.Glossary = None,
    json: options.Json = False,
    config: options.Config = None,
) -> None:
    """Measure drafts against translations by people: BLEU, chrF, TER, names, terms, time."""
    from translator import evaluation, reports
    from translator.cli.translate import Bar

    project = options.project(to=to, source=from_, glossary=glossary, config=config, package=package)
    sources, references = evaluation.pairs(source, reference)
    wanted = evaluation.floors(floors) if floors else {}
    bar = Bar()
    bar.begin(len(sources))
    scores = evaluation.evaluate(project, sources, references, language=project.settings.from_ or "de", mend=mend, progress=bar.step)
    bar.clear()
    facts = scores.facts()
    print(reports.json_line(facts) if json else evaluation.said(scores))
    short = evaluation.below(facts, wanted)
    for line in short:
        options.say(line)
    if short:
        raise typer.Exit(Exit.ISSUES)
