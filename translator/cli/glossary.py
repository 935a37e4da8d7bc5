"""The commands around glossaries: list, add, lint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options, page
from translator.errors import Exit, GlossaryError, UsageError

if TYPE_CHECKING:
    from translator.glossary.conflicts import Flaw
    from translator.project import Project

app = typer.Typer(help="List, check, extend and exchange glossaries.", **page.OPTIONS)


@app.command("list")
def show(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Only rows that hold this text.", show_default=False)] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="Only rows of this kind: person, place, org, work or term.")] = "",
    status: Annotated[str, typer.Option("--status", metavar="STATUS", help="Only preferred, admitted or forbidden rows.")] = "",
    file: Annotated[list[Path] | None, typer.Option("--file", metavar="PATH", help="Only rows of this file; may be repeated.")] = None,
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    config: options.Config = None,
) -> None:
    """List the rows in force, file by file."""
    from translator import reports
    from translator.glossary import store
    from translator.glossary.concept import KINDS, Status
    from translator.glossary.table import COLUMNS

    _known("--kind", kind, KINDS)
    _known("--status", status, list(Status))
    project = options.project(to=to, source=source, glossary=file, config=config)
    wanted = text.casefold()
    rows = [
        row
        for row in store.load(project.glossaries(_source(project)))
        if kind in ("", row.kind) and status in ("", row.status) and any(wanted in part.casefold() for part in (row.source, row.target, row.note, row.concept))
    ]
    if json:
        for row in rows:
            print(reports.json_line(asdict(row)))
    elif rows:
        used = [name for name in COLUMNS if any(getattr(row, name) for row in rows)]
        table = [used, *([str(getattr(row, name)) for name in used] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for cells in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    options.say(reports.count(len(rows), "row"))


@app.command("add")
def add(
    term: Annotated[str, typer.Argument(metavar="SOURCE", help="The word in the source language.", show_default=False)],
    form: Annotated[str, typer.Argument(metavar="TARGET", help="Its form in the target language; the same word means: do not translate.", show_default=False)],
    status: Annotated[str, typer.Option("--status", metavar="STATUS", help="preferred, admitted or forbidden.")] = "preferred",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="person, place, org, work or term.")] = "",
    match: Annotated[str, typer.Option("--match", metavar="MATCH", help="Empty for a word that inflects, else exact, case, or both.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note for people.")] = "",
    concept: Annotated[str, typer.Option("--concept", metavar="NAME", help="What rows with other sources or meanings share.")] = "",
    file: Annotated[Path | None, typer.Option("--file", metavar="PATH", help="The file.  [default: glossaries/names.de-en.csv or terms.de-en.csv]")] = None,
    to: options.To = None,
    source: options.From = None,
    config: options.Config = None,
) -> None:
    """Add a row to a glossary file, at its place; the file is made if need be."""
    from translator.glossary import edit, store
    from translator.glossary.concept import KINDS, NAMES, Row, Status

    _known("--kind", kind, KINDS)
    _known("--status", status, list(Status))
    project = options.project(to=to, source=source, config=config)
    path = file or store.default(project.settings.root, _source(project), project.settings.to, names=kind in NAMES)
    pair = path.name.partition(".")[2]  # those of a variant lie over those of its language, and may differ
    for other in store.load([one for one in project.glossaries(_source(project)) if one.absolute() != path.absolute() and one.name.endswith(pair)]):
        if other.source == term and other.status == status == Status.PREFERRED and other.target != form:
            raise GlossaryError(f"“{term}” is “{other.target}” here already", path=other.file, line=other.line, hint=f"--file {other.file}, or change that row")
    line = edit.add(path, Row(term, form, Status(status), kind, match.lower(), note, concept))
    options.say(f"added: {path}:{line}")


@app.command("lint")
def lint(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Glossary files.  [default: those in force]", show_default=False)] = None,
    fix: Annotated[bool, typer.Option("--fix", help="First mend what is certain: white space, rows said twice, misspelled status and kind, order.")] = False,
    unseen: Annotated[bool, typer.Option("--unseen", help="Name the terms that no article of the corpus holds, too.")] = False,
    json: options.Json = False,
    fail_on: options.FailOn = None,
    to: options.To = None,
    source: options.From = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Find what is wrong in glossary files; only --fix changes them.

    Exits with 1 if a flaw is major (see --fail-on).
    """
    from translator import reports
    from translator.glossary import lint as linter
    from translator.glossary import tidy
    from translator.model import Issue

    project = options.project(to=to, source=source, glossary=paths, corpus=corpus, config=config, fail_on=fail_on)
    files = project.glossaries(_source(project))
    for path in files if fix else ():
        try:
            for done in tidy.tidy(path):
                options.say(f"mended: {path}: {done}")
        except GlossaryError as error:  # what is wrong is listed below
            options.say(f"not mended: {path}: {error.reason}")
    found = [flaw for flaw in linter.lint(files, _texts(project) if unseen else None) if flaw.id not in project.settings.suppress]
    issues = [Issue(flaw.path, flaw.line, None, flaw.id, flaw.severity, flaw.message, suggestion=flaw.suggestion or None) for flaw in found]
    for flaw, issue in zip(found, issues, strict=True):
        print(reports.json_line(_row(flaw)) if json else reports.as_text(issue))
    options.say(f"{reports.count(len(files), 'file')}: {reports.summary(issues)}")
    if options.fails(project.settings.fail_on, max((issue.severity for issue in issues), default=0)):
        raise typer.Exit(Exit.ISSUES)


def _row(flaw: Flaw) -> dict[str, Any]:
    """Return a flaw with the names that JSON readers rely on."""
    return {
        "file": flaw.path, "line": flaw.line, "place": f"{flaw.path}:{flaw.line}", "check": flaw.id, "severity": flaw.severity.label,
        "message": flaw.message, "suggestion": flaw.suggestion or None,
    }  # fmt: skip


def _source(project: Project) -> str:
    return (project.settings.from_ or "de").partition("-")[0]


def _texts(project: Project) -> Iterator[str]:
    """Read the texts of all articles."""
    from translator import files, formats

    for article in project.corpus.articles():
        if article.source:
            yield from (unit.text for unit in formats.read(str(article.source), files.read_bytes(article.source)).units)


def _known(option: str, value: str, known: tuple[str, ...] | list[Any]) -> None:
    if value and value not in known:
        raise UsageError(f"unknown {option.lstrip('-')} {value!r}", path=option, hint="one of " + ", ".join(known))
