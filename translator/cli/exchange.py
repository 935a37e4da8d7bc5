"""The commands that bring glossaries in from other programs and send them there; they belong to the group `glossary`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.errors import GlossaryError, UsageError

FORMATS = "tbx, tbx-dca, tbx-v2, weblate, deepl, deepl-tsv or omegat"


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary of another program.", show_default=False)],
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{FORMATS}.  [default: told from the file]")] = None,
    into: Annotated[Path | None, typer.Option("--into", metavar="PATH", help="Add the rows to this file.  [default: glossaries/<stem>.de-en.csv]")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")] = False,
    to: options.To = None,
    source: options.From = None,
    config: options.Config = None,
) -> None:
    """Add the terms of a TBX, Weblate, DeepL or OmegaT file to a glossary, and say what was left out."""
    from translator import reports
    from translator.glossary import edit, exchange
    from translator.shelf import slug

    project = options.project(to=to, source=source, config=config)
    language, target = (project.settings.from_ or "de").partition("-")[0], project.settings.to
    rows, said = exchange.read(file, format, language, target)
    if not rows:
        raise GlossaryError("holds no row that could come in" + (f" ({'; '.join(said)})" if said else ""), path=file, hint=f"--format one of {FORMATS}")
    path = into or project.settings.root / "glossaries" / f"{slug(file)}.{language}-{target}.csv"
    number, refused = (len(rows), []) if dry_run else edit.merge(path, rows)
    for line in (*said, *refused):
        options.say(f"note: {line}")
    if dry_run:
        for row in rows:
            print(f"{row.source}\t{row.target}\t{row.status}")
    options.say(f"{reports.count(number, 'row')} {'would come' if dry_run else 'came'} into {path}; translator glossary lint {path}")


def send(
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{FORMATS}.")] = "tbx",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.  [default: stdout]")] = None,
    file: Annotated[list[Path] | None, typer.Option("--file", metavar="PATH", help="Only rows of this glossary; may be repeated.")] = None,
    to: options.To = None,
    source: options.From = None,
    config: options.Config = None,
) -> None:
    """Write the glossary for another program, and say what that cannot hold."""
    from translator import files, reports
    from translator.glossary import exchange, store

    project = options.project(to=to, source=source, glossary=file, config=config)
    language = (project.settings.from_ or "de").partition("-")[0]
    rows = store.load(project.glossaries(language))
    if not rows:
        raise UsageError("no glossary has a row", path=project.settings.root / "glossaries", hint="translator glossary add SOURCE TARGET")
    data, said = exchange.export(rows, format, language, project.settings.to)
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif output.absolute() in [path.absolute() for path in project.glossaries(language)]:
        raise UsageError("is the glossary itself", path=output, hint="write to another file")
    else:
        files.write(output, data)
    for line in said:
        options.say(f"note: {line}")
    options.say(f"{reports.count(len(rows), 'row')} read, written as {format}" + (f" to {output}" if output else ""))
