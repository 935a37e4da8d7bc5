"""The commands that read files: translate, segment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.errors import Exit, UsageError

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", readable=False, help="Text, Markdown, HTML or PO files.", show_default=False)]


def translate(
    paths: Files = None,
    redraft: Annotated[bool, typer.Option("--redraft", help="Draft again what no person has touched where the engine is another by now.")] = False,
    files_from: Annotated[str | None, typer.Option("--files-from", metavar="FILE", help="Read file names from FILE, one a line; - is stdin.")] = None,
    package: Annotated[
        str | None, typer.Option("--package", metavar="NAME", help="Use this Argos package: its name, or the path of an .argosmodel file.")
    ] = None,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    json: options.Json = False,
    fail_on: options.FailOn = None,
    config: options.Config = None,
    name: options.As = None,
) -> None:
    """Draft, repair and check articles, and store them in the corpus.

    What people have written is never changed. A file that was done before, with the same glossaries and the same engine, is skipped.
    Issues go to stdout, a summary to stderr.
    """
    from translator import pipeline, reports
    from translator.model import Checked

    named = list(dict.fromkeys([*(paths or []), *_listed(files_from)]))
    if not named:
        raise UsageError("no file named", path="translate", hint="translator translate FILE…")
    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=name, package=package, fail_on=fail_on)
    bar = _Bar()
    failed = worst = articles = sentences = drafted = skipped = 0
    for outcome in pipeline.translate(project, named, redraft=redraft, again=fail_on is not None, progress=bar.step, begin=bar.begin):
        bar.clear()
        if outcome.error:
            options.say(str(outcome.error))
            failed += 1
            continue
        job = outcome.job
        if job is None:
            skipped += 1
            options.say(f"{outcome.path}: nothing new (article {outcome.article.slug})" if outcome.article else f"{outcome.path}: nothing new")
            continue
        articles += 1
        sentences += len(job.record.segments)
        drafted += job.drafted
        found = Checked(str(outcome.path), tuple(job.issues), job.language)
        worst = max(worst, found.worst)
        for line in reports.FORMATS["json" if json else "text"]([found], reports.About(project.settings.to)):
            print(line)
        known = f", {job.recalled} from memory" if job.recalled else ""
        people = f", {len(job.record.edited)} changed by people since" if job.record.edited else ""
        options.say(
            f"{outcome.path} → {_shown(job.article.catalog(project.settings.to))} ({job.how}): "
            f"{reports.count(len(job.record.segments), 'sentence')}, {job.drafted} drafted{known}{people}; {reports.summary(job.issues)}"
        )
        if bar.starter(project.uses_starter(job.language)) and job.drafted:
            options.say("note: drafted with the small built-in package; on a machine that is online, a better one is one command away: "
                        f"translator models install translate-{job.language}_{project.settings.to.partition('-')[0]}")  # fmt: skip
    if articles + skipped + failed > 1:
        options.say(
            f"{reports.count(articles, 'article')}, {reports.count(sentences, 'sentence')}, {drafted} drafted; {skipped} had nothing new, {failed} failed"
        )
    if failed:
        raise typer.Exit(Exit.FAILED if failed < len(named) or len(named) > 1 else _code(outcome.error))
    if fail_on and options.fails(project.settings.fail_on, worst):
        raise typer.Exit(Exit.ISSUES)


def _code(error: object) -> int:
    return int(getattr(error, "exit_code", Exit.FAILED))


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _listed(name: str | None) -> Iterator[Path]:
    """Read file names: one a line, or ended by NUL as `find -print0` writes them."""
    if name is None:
        return
    if name == "-":
        data = sys.stdin.buffer.read() if sys.stdin else b""
    else:
        from translator.files import read_bytes

        data = read_bytes(Path(name))
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\0" if b"\0" in data else b"\n"):
        if line.strip():
            yield Path(os.fsdecode(line.rstrip(b"\r")))


class _Bar:
    """Progress on a terminal, on one line of stderr; nothing elsewhere."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()
        self.total = self.count = 0
        self.told = False

    def begin(self, total: int) -> None:
        self.total, self.count = self.total + total, self.count

    def step(self, number: int) -> None:
        self.count += number
        if self.on:
            share = min(1.0, self.count / max(1, self.total))
            sys.stderr.write(f"\rdrafting {'█' * int(30 * share):·<30} {min(self.count, self.total)}/{self.total} sentences ")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.on:
            sys.stderr.write("\r\x1b[K")

    def starter(self, used: bool) -> bool:
        """Return True the first time that the built-in package was used."""
        first, self.told = used and not self.told, self.told or used
        return first


def segment(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A text, Markdown, HTML or Word file.", show_default=False)],
    json: options.Json = False,
    source: options.From = None,
    config: options.Config = None,
) -> None:
    """Show how a file is cut into sentences, one a line.

    With --json each line also has the place in the file: the line, and start and end in characters.
    """
    from translator import files, formats, reports, segmentation

    project = options.project(source=source, config=config)
    document = formats.read(str(path), files.read_bytes(path))
    for unit in document.units:
        for cut in segmentation.cuts(unit.text, project.source_language(document), project.settings.abbreviations)[0]:
            if json:
                start, end = unit.at[cut.start], unit.at[cut.end - 1] + 1
                print(reports.json_line({"place": f"{path}:{unit.line_of(cut.start)}", "text": cut.source, "start": start, "end": max(start, end)}))
            else:
                print(cut.source)
