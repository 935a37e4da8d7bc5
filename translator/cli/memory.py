"""The commands of the group `memory`: what was translated before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli import options, page
from translator.errors import Exit, TranslatorError, UsageError

if TYPE_CHECKING:
    from translator.model import TranslationUnit
    from translator.project import Project

app = typer.Typer(help="Look up, import, export and rebuild what was translated before.", **page.OPTIONS)


def _language(project: Project) -> str:
    return (project.settings.from_ or "de").partition("-")[0].lower()


@app.command()
def lookup(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence; with --concordance, some words of source or translation.", show_default=False)],
    minimum: Annotated[int, typer.Option("--minimum", metavar="N", min=1, max=100, help="Show what is alike by N of 100 points or more.")] = 70,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=1000, help="Show so many.")] = 9,
    concordance: Annotated[bool, typer.Option("--concordance", help="Find sentences that hold these words.")] = False,
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Show what is known for a sentence, the best first; numbers and names are adapted."""
    from translator import marks, recalling, reports

    if not text.strip():
        raise UsageError("is empty", path="TEXT", hint='translator memory lookup "Der Rat tagt heute."')
    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config)
    memory = recalling.opened(project, _language(project))
    found = memory.concordance(text, most) if concordance else memory.look_up(text, minimum=minimum, limit=most)
    for match in found:
        if json:
            print(reports.json_line(asdict(match)))
            continue
        points = "" if concordance else f"{match.score:>3} "
        said = ", ".join(part for part in (match.origin, match.by, match.when[:10], *match.penalties) if part)
        print(f"{points}{marks.strip(match.source)}\n    {marks.strip(match.target)}\n    {said}")
    if not found:
        options.say(f"nothing known; the memory holds {reports.count(len(memory), 'unit')}")


@app.command("import")
def take_in(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="TMX files.", show_default=False)],
    to: options.To = None,
    source: options.From = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Learn the TMX files of other programs; a copy of each stays in the corpus.

    A file of the same name takes the place of the one that was imported before.
    """
    from translator import recalling, reports

    project = options.project(to=to, source=source, corpus=corpus, config=config)
    project.corpus.writable()
    failed: list[TranslatorError] = []
    for path in paths:
        try:
            number, copy = recalling.take_in(project, path, _language(project))
        except TranslatorError as error:
            options.say(str(error))
            failed.append(error)
            continue
        options.say(f"{path} → {copy}: {reports.count(number, 'unit')}")
    if failed:
        raise typer.Exit(failed[0].exit_code if len(paths) == 1 else Exit.FAILED)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.  [default: stdout]")] = None,
    to: options.To = None,
    source: options.From = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Write the memory as TMX 1.4b; names stand in it only as the history has them."""
    from translator import files, recalling, reports
    from translator.bilingual import tmx

    project = options.project(to=to, source=source, corpus=corpus, config=config)
    memory = recalling.opened(project, _language(project))
    if not len(memory):
        raise UsageError("the memory holds nothing", path=project.corpus.root, hint="it learns what people confirm, and from translator memory import FILE…")
    count = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal count
        for unit in memory.export():
            count += 1
            yield unit

    pieces = tmx.write(units(), memory.source)
    if output is None or str(output) == "-":
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        files.write_pieces(output, pieces)
    options.say(f"{reports.count(count, 'unit')} written" + (f" to {output}" if output else ""))


@app.command()
def rebuild(
    to: options.To = None,
    source: options.From = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Make the memory again from the corpus and from the imported files."""
    from translator import recalling, reports

    project = options.project(to=to, source=source, corpus=corpus, config=config)
    failed: list[TranslatorError] = []
    number = recalling.rebuild(project, _language(project), failed)
    for error in failed:
        options.say(str(error))
    options.say(f"the memory holds {reports.count(number, 'unit')}")
    if failed:
        raise typer.Exit(Exit.FAILED)
