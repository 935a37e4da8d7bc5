"""The commands that send an article to another program and take it in again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli import options
from translator.cli.articles import Article, not_an_article
from translator.errors import Exit, UsageError

if TYPE_CHECKING:
    from translator.intake import Change

FORMATS = "po, xliff (2.1), xliff12, tmx (what is confirmed), docx or html (tables for reviewers)"


def send(
    article: Article,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{FORMATS}.", show_default=False)],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.  [default: stdout]")] = None,
    to: options.To = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    name: options.As = None,
) -> None:
    """Write an article for another program: OmegaT, Trados, memoQ, Weblate, Poedit, a word processor."""
    from translator import exchange, files, reports

    project = options.project(to=to, glossary=glossary, corpus=corpus, config=config, name=name)
    found = project.corpus.article(article)
    if output is not None and str(output) != "-":
        not_an_article(output, project.corpus.root, found.source)
    made = exchange.export(project, found, format)
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        files.write(output, made.data)
    if format == "tmx":
        options.say(f"{reports.count(made.confirmed, 'confirmed sentence')}; translator memory import FILE takes them in where they are wanted")
    else:
        options.say(f"{reports.count(made.segments, 'sentence')}, {made.confirmed} of them confirmed; translator import FILE brings the work back")


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of translator export that others have worked on.", show_default=False)],
    article: Annotated[str | None, typer.Option("--article", metavar="ARTICLE", help="Take it into this article.  [default: as the file says]")] = None,
    by_source: Annotated[bool, typer.Option("--by-source", help="Take in every sentence whose source the article still has, from any version of it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
    json: options.Json = False,
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    name: options.As = None,
) -> None:
    """Take in what was translated and confirmed in another program.

    Every change is shown. What a person has changed here since the file was written is not overwritten: both texts are shown, and the exit code is 1.
    """
    from translator import bilingual, files, intake, reports

    sheet = bilingual.read(files.read_bytes(file, limit=64 * 2**20), str(file))
    project = options.project(to=to or _language(file, sheet.target), corpus=corpus, config=config, name=name)
    language = project.settings.to
    if sheet.target and sheet.target.partition("-")[0].lower() != language.partition("-")[0]:
        raise UsageError(f"is in {sheet.target}, not in {language}", path=file, hint=f"--to {sheet.target}")
    found = intake.take_in(project, sheet, str(file), article=article or "", by_source=by_source, dry_run=dry_run, named=name is not None)
    for change in found.changes:
        print(reports.json_line(_fields(file, change)) if json else _text(file, change))
    taken = sum(change.taken for change in found.changes)
    left = len(found.changes) - taken
    said = f"{found.article.slug}: {reports.count(taken, 'sentence')} {'would change' if dry_run else 'changed'} (by {found.by}), {found.unchanged:,} as before"
    options.say(said + (f", {left:,} not taken in" if left else ""))
    if left:
        raise typer.Exit(Exit.ISSUES)


def _language(file: Path, said: str) -> str | None:
    """Return the file's own language; *en* has American conventions here, and some programs must have a territory."""
    from translator.config import language_tag

    tag = language_tag(said, str(file)) if said else ""
    return "en" if tag == "en-US" else tag or None


def _fields(file: Path, change: Change) -> dict[str, object]:
    return {
        "place": f"{file}:{change.line}", "key": change.key, "action": change.action, "source": change.source, "before": change.before,
        "after": change.after, "state_before": change.was, "state": change.becomes, "reason": change.reason,
    }  # fmt: skip


def _text(file: Path, change: Change) -> str:
    head = f"{file}:{change.line}: {change.action}" + (f": {change.reason}" if change.reason else "")
    if change.taken and change.action != "commented":
        head += f" ({change.was} → {change.becomes})"
    lines = [head, f"    source: {change.source}"]
    if change.action == "unknown":
        return "\n".join([*lines, f"      file: {change.after}"])
    if change.before == change.after:
        return "\n".join([*lines, f"      text: {change.after}"])
    names = ("before", " after") if change.taken else ("  here", "  file")
    return "\n".join([*lines, f"    {names[0]}: {change.before}", f"    {names[1]}: {change.after}"])
