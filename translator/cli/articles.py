"""The commands that work on articles of the corpus: check, publish, status, credits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.errors import Exit, UsageError

Article = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article of the corpus: its name, or any path of it.", show_default=False)]


def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Articles, or PO files.  [default: all articles]", show_default=False)] = None,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    json: options.Json = False,
    fail_on: options.FailOn = None,
    config: options.Config = None,
) -> None:
    """Check translations as they stand; nothing is changed.

    Exits with 1 if an issue is major or worse (see --fail-on).
    """
    from translator import inspection, reports

    if format not in ("text", "json"):
        raise UsageError(f"unknown format {format!r}", path="--format", hint="text or json")
    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, fail_on=fail_on)
    issues = []
    for issue in inspection.check(project, paths or []):
        issues.append(issue)
        print(reports.json_line(reports.row(issue)) if json or format == "json" else reports.text(issue))
    options.say(reports.summary(issues))
    if options.fails(project.settings.fail_on, max((issue.severity for issue in issues), default=0)):
        raise typer.Exit(Exit.ISSUES)


def publish(
    article: Article,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.  [default: stdout]")] = None,
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    fail_on: options.FailOn = None,
) -> None:
    """Write an article in the target language, with its credits.

    What nobody has reviewed is published too, and said so: on stderr and in the credit line.
    """
    from translator import files, inspection, publication

    project = options.project(to=to, corpus=corpus, config=config, fail_on=fail_on)
    found = project.corpus.article(article)
    made = publication.publish(project, found)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        files.write(output, made.data)
    if made.confirmed < made.segments:
        options.say(f"note: {made.confirmed} of {made.segments} sentences have been confirmed by a person; the credit line says so")
    if made.untranslated:
        options.say(f"note: {made.untranslated} sentences have no translation and stand as they are; translator translate {found.source}")
    if fail_on:
        worst = max((issue.severity for issue in inspection.check(project, [article])), default=0)
        if options.fails(project.settings.fail_on, worst):
            raise typer.Exit(Exit.ISSUES)


def status(
    json: options.Json = False,
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """List the articles with how far each has come."""
    from translator import inspection, reports

    project = options.project(to=to, corpus=corpus, config=config)
    rows = [inspection.progress(project, article) for article in project.corpus.articles()]
    if json:
        for row in rows:
            print(reports.json_line(row))
        return
    if not rows:
        options.say(f"no articles in {project.settings.corpus}; translator translate FILE… adds one")
        return
    width = max(len(str(row["article"])) for row in rows)
    print(f"{'article':<{width}}  sentences  drafted  touched  confirmed  out of date  who")
    for row in rows:
        who = ", ".join(row["people"]) or "–"
        print(
            f"{row['article']:<{width}}  {row['sentences']:>9}  {row['drafted']:>7}  {row['touched']:>7}  {row['confirmed']:>9}  {row['outdated']:>11}  {who}"
        )


def show_credits(
    article: Article,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or jsonld.")] = "text",
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    language: Annotated[str | None, typer.Option("--in", metavar="LANG", help="Write the line in this language.  [default: the target's]")] = None,
) -> None:
    """Say who translated, post-edited and reviewed an article."""
    from dataclasses import asdict

    from translator import credits, inspection, reports

    if format not in ("text", "json", "jsonld"):
        raise UsageError(f"unknown format {format!r}", path="--format", hint="text, json or jsonld")
    project = options.project(to=to, corpus=corpus, config=config)
    found = inspection.credits_of(project, project.corpus.article(article))
    if format == "jsonld":
        print(reports.json_line(credits.json_ld(found)))
    elif format == "json":
        print(reports.json_line({"article": article, **asdict(found), "line": credits.line(found, language)}))
    else:
        print(credits.line(found, language))
        if credits.origin(found, language):
            print(credits.origin(found, language))
