"""The commands that work on articles of the corpus: publish, status, credits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli import options
from translator.errors import Exit, TranslatorError, UsageError

if TYPE_CHECKING:
    from translator import shelf
    from translator.project import Project

Article = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article of the corpus: its name, any path of it, or its file.", show_default=False)]


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
    from translator import files, inspection, publication, reports
    from translator.formats import FORMATS

    project = options.project(to=to, corpus=corpus, config=config, fail_on=fail_on)
    found = project.corpus.article(article)
    made = publication.publish(project, found)
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file() and not output.is_dir():
        output.write_bytes(made.data)  # a device or a pipe
    else:
        not_an_article(output, project.corpus.root, found.source)
        ours, wanted = (FORMATS.get(path.suffix.lower(), "") for path in (found.source or output, output))
        if wanted and wanted != ours:
            raise UsageError(
                f"the article is {found.source.suffix if found.source else ''}, not {output.suffix}", path=output, hint="an article keeps its format"
            )
        files.write(output, made.data)
    if made.confirmed < made.segments:
        options.say(f"note: confirmed by a person: {made.confirmed} of {reports.count(made.segments, 'sentence')}; the credit line says so")
    if made.untranslated:
        options.say(f"note: without translation, left as they are: {reports.count(made.untranslated, 'sentence')}; translator translate {found.source}")
    if made.outdated:
        options.say(f"note: translated from an older source: {reports.count(made.outdated, 'sentence')}; translator check {found.slug}")
    if fail_on and options.fails(project.settings.fail_on, max(checked.worst for checked in inspection.check(project, [article]))):
        raise typer.Exit(Exit.ISSUES)


def not_an_article(path: Path, corpus: Path, source: Path | None) -> None:
    """Refuse to write a publication over what it is made from."""
    if path.is_dir() or not path.name:
        raise UsageError("is a folder, not a file", path=path, hint="name a file: -o article.en.html")
    if source and path.is_file() and path.read_bytes() == source.read_bytes():
        raise UsageError("is the article itself", path=path, hint="write to another file")
    inside = path.absolute().is_relative_to(corpus.absolute())
    if inside and (path.stem == "source" or path.suffix in (".po", ".jsonl")):
        raise UsageError("belongs to the corpus", path=path, hint="write to another file")


def status(
    json: options.Json = False,
    effort: Annotated[bool, typer.Option("--effort", help="Say what post-editing took, by article and by person.")] = False,
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """List the articles with how far each has come."""
    from translator import inspection, reports

    project = options.project(to=to, corpus=corpus, config=config)
    rows, broken = [], 0
    for article in project.corpus.articles():
        try:
            rows.append(inspection.progress(project, article))
        except TranslatorError as error:
            options.say(str(error))
            broken = error.exit_code
    if json:
        for row in rows:
            print(reports.json_line(row))
    if not rows and not broken:
        options.say(f"no articles in {project.settings.corpus}; translator translate FILE… adds one")
    width = max((len(str(row["article"])) for row in rows), default=0)
    if rows and not json:
        print(f"{'article':<{width}}  sentences  drafted  touched  confirmed  out of date  who")
    for row in [] if json else rows:
        who = ", ".join(row["people"]) or "–"
        print(
            f"{row['article']:<{width}}  {row['sentences']:>9}  {row['drafted']:>7}  {row['touched']:>7}  {row['confirmed']:>9}  {row['outdated']:>11}  {who}"
        )
    if effort and rows:
        _effort(project, [project.corpus.article(row["article"]) for row in rows], json)
    if broken:
        raise typer.Exit(broken)


def _effort(project: Project, articles: list[shelf.Article], json: bool) -> None:
    """Print what post-editing took; HTER is sacrebleu's TER of the drafts against the confirmed texts."""
    from dataclasses import asdict

    from translator import inspection, reports

    tables = dict(zip(("article", "person"), inspection.effort_of(project, articles), strict=True))
    for title, table in tables.items():
        found = {name: values for name, values in table.items() if values.segments}
        for name, values in found.items() if json else ():
            print(reports.json_line({"effort": title, title: name, **asdict(values), "hter": values.hter, "distance": values.distance}))
        width = max(map(len, (*found, title)))
        if found and not json:
            timed = any(values.timed for values in found.values())
            print(f"\n{title:<{width}}  post-edited  unchanged   HTER  characters changed" + ("  seconds a sentence" if timed else ""))
        for name, values in [] if json else found.items():
            shares = f"{values.unchanged / values.segments:>9.0%}  {values.hter or 0:>4.0f} %  {values.distance or 0:>16.0f} %"
            seconds = f"  {values.seconds / values.timed:>18.0f}" if values.timed else ""
            print(f"{name:<{width}}  {values.segments:>11}  {shares}{seconds}")


def audit(
    article: Article,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or csv.")] = "text",
    to: options.To = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Say of every sentence which engine and glossary drafted it, and who reviewed it when."""
    import csv

    from translator import inspection, reports

    if format not in ("text", "json", "csv"):
        raise UsageError(f"unknown format {format!r}", path="--format", hint="text, json or csv")
    project = options.project(to=to, corpus=corpus, config=config)
    rows = inspection.audit(project, project.corpus.article(article))
    if format == "csv":
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for row in rows if format == "json" else ():
        print(reports.json_line(row))
    for row in rows if format == "text" else ():
        made = [row["memory"] or row["engine"].partition("#")[0] or "no machine", row["repairs"] and f"repairs: {row['repairs']}"]
        made.append(row["glossary"] and f"glossary: {row['glossary_files']} ({row['glossary']})")
        who = [row["translated_by"] and f"written by {row['translated_by']}", row["reviewed_by"] and f"confirmed by {row['reviewed_by']} {row['reviewed']}"]
        print(f"{row['line']}: {row['state']}: " + "; ".join(filter(None, [*made, *(who if any(who) else ["touched by nobody"])])))
        print(f"    {row['source']}\n    {row['target']}")


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
    from translator.config import language_tag

    if format not in ("text", "json", "jsonld"):
        raise UsageError(f"unknown format {format!r}", path="--format", hint="text, json or jsonld")
    language = language_tag(language, "--in") if language else None
    project = options.project(to=to, corpus=corpus, config=config)
    where = project.corpus.article(article)
    found = inspection.credits_of(project, where)
    if format == "jsonld":
        print(reports.json_line(credits.json_ld(found)))
    elif format == "json":
        print(reports.json_line({"line": credits.line(found, language), **asdict(found), "source_article": found.article, "article": where.slug}))
    else:
        print(credits.line(found, language))
        if credits.origin(found, language):
            print(credits.origin(found, language))
