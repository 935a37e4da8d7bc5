"""The commands that read files: translate, segment."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.errors import Exit, UsageError

if TYPE_CHECKING:
    from translator.pipeline import Outcome
    from translator.project import Project

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE", readable=False, help="Articles, or folders of them.", show_default=False)]


def translate(
    paths: Files = None,
    redraft: Annotated[bool, typer.Option("--redraft", help="Draft again what no person has touched where the engine is another by now.")] = False,
    files_from: Annotated[str | None, typer.Option("--files-from", metavar="FILE", help="Read file names from FILE, one a line; - is stdin.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with files that come in or change, until Ctrl-C.")] = False,
    package: Annotated[
        str | None, typer.Option("--package", metavar="NAME", help="Use this Argos package: its name, or the path of an .argosmodel file.")
    ] = None,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help="Draft on the Dask cluster at ADDRESS (tcp://HOST:8786).")] = None,
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
    Of a folder all articles are taken, also those in folders below it (PO files only if they are named). Issues go to stdout, a summary
    to stderr; with --json, issues, one object for each file, and at the end one with the sums.
    """
    from translator import formats, watching

    named = list(dict.fromkeys([*(paths or []), *_listed(files_from)]))
    if not named:
        raise UsageError("no file named", path="translate", hint="translator translate FILE…")
    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=name, package=package, fail_on=fail_on)
    run = _Run(project, json=json, redraft=redraft, again=fail_on is not None, cluster=cluster)

    def look() -> list[Path]:
        return list(dict.fromkeys(file for path in named for file in formats.below(path, project.settings.corpus)))

    if watch:
        try:
            options.say(f"watching {', '.join(map(str, named))}; Ctrl-C ends it")
            for ready in watching.watch(look):
                project.anew()
                run.go(ready)
        except KeyboardInterrupt:
            options.say("")
    else:
        for folder in named:
            if not formats.below(folder, project.settings.corpus):
                raise UsageError("holds no article", path=folder, hint=f"known: {', '.join(sorted(formats.FORMATS))}; PO files only by their names")
        run.go(look())
    run.end(always=watch)
    if run.failed:
        raise typer.Exit(Exit.FAILED if run.failed < run.files or run.files > 1 else _code(run.error))
    if fail_on and options.fails(project.settings.fail_on, run.worst):
        raise typer.Exit(Exit.ISSUES)


class _Run:
    """Takes files through the desk, says what becomes of each, and adds it up."""

    def __init__(self, project: Project, *, json: bool, redraft: bool, again: bool, cluster: str | None = None) -> None:
        self.project, self.json, self.redraft, self.again, self.cluster = project, json, redraft, again, cluster
        self.bar = Bar()
        self.files = self.failed = self.worst = self.articles = self.sentences = self.drafted = self.skipped = 0
        self.error: object = None
        self.began = time.monotonic()

    def go(self, paths: list[Path]) -> None:
        from translator import pipeline

        self.files += len(paths)
        self.bar.files = len(paths), 0
        how: dict[str, Any] = {"redraft": self.redraft, "again": self.again, "progress": self.bar.step, "begin": self.bar.begin}
        if self.cluster:
            from translator import cluster

            outcomes = cluster.translate(self.project, self.cluster, paths, **how)
        else:
            outcomes = pipeline.translate(self.project, paths, **how)
        for outcome in outcomes:
            self.bar.clear()
            self.bar.files = self.bar.files[0], self.bar.files[1] + 1
            self._say(outcome)

    def _say(self, outcome: Outcome) -> None:
        from translator import reports
        from translator.model import Checked

        job = outcome.job
        told: dict[str, Any] = {"document": str(outcome.path)}
        if outcome.error:
            options.say(str(outcome.error))
            self.failed, self.error = self.failed + 1, outcome.error
            self._print(told | {"state": "failed", "error": outcome.error.reason, "hint": outcome.error.hint})
            return
        if job is None:
            self.skipped += 1
            slug = outcome.article.slug if outcome.article else ""
            options.say(f"{outcome.path}: nothing new (article {slug})" if slug else f"{outcome.path}: nothing new")
            self._print(told | {"article": slug, "state": "nothing new"})
            return
        to, count = self.project.settings.to, len(job.record.segments)
        self.articles, self.sentences, self.drafted = self.articles + 1, self.sentences + count, self.drafted + job.drafted
        found = Checked(str(outcome.path), tuple(job.issues), job.language)
        self.worst = max(self.worst, found.worst)
        for line in reports.FORMATS["json" if self.json else "text"]([found], reports.About(to)):
            print(line)
        known = f", {job.recalled} from memory" if job.recalled else ""
        people = f", {len(job.record.edited)} changed by people since" if job.record.edited else ""
        options.say(
            f"{outcome.path} → {_shown(job.article.catalog(to))} ({job.how}): "
            f"{reports.count(count, 'sentence')}, {job.drafted} drafted{known}{people}; {reports.summary(job.issues)}"
        )
        self._print(told | {"article": job.article.slug, "state": job.how, "sentences": count, "drafted": job.drafted, "recalled": job.recalled,
                            "issues": sum(issue.open for issue in job.issues)})  # fmt: skip
        if self.bar.starter(self.project.uses_starter(job.language)) and job.drafted:
            options.say("note: drafted with the small built-in package; on a machine that is online, a better one is one command away: "
                        f"translator models install translate-{job.language}_{to.partition('-')[0]}")  # fmt: skip

    def _print(self, row: dict[str, Any]) -> None:
        from translator import reports

        if self.json:
            print(reports.json_line(row))

    def end(self, *, always: bool = False) -> None:
        """Say the sums, if there was more than one file."""
        from translator import reports

        seconds = time.monotonic() - self.began
        if always or self.files > 1:
            options.say(
                f"{reports.count(self.articles, 'article')}, {reports.count(self.sentences, 'sentence')}, {self.drafted} drafted; "
                f"{self.skipped} had nothing new, {self.failed} failed; {_duration(seconds)}"
            )
        self._print({"files": self.files, "articles": self.articles, "sentences": self.sentences, "drafted": self.drafted,
                     "unchanged": self.skipped, "failed": self.failed, "seconds": round(seconds, 2)})  # fmt: skip


def _code(error: object) -> int:
    return int(getattr(error, "exit_code", Exit.FAILED))


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _duration(seconds: float) -> str:
    """Write a time as people say it."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


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


class Bar:
    """Progress on a terminal, on one line of stderr; nothing elsewhere."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()
        self.total = self.count = 0
        self.files = 0, 0  # to do, done
        self.began = time.monotonic()
        self.told = False

    def begin(self, total: int) -> None:
        self.total, self.count = self.total + total, self.count

    def step(self, number: int) -> None:
        self.count += number
        if self.on:
            share = min(1.0, self.count / max(1, self.total))
            sys.stderr.write(f"\rdrafting {'█' * int(30 * share):·<30} {min(self.count, self.total)}/{self.total} sentences{self._left()} ")
            sys.stderr.flush()

    def _left(self) -> str:
        """Say how far the files are, and how long the rest takes if it is like what is done."""
        whole, done = self.files
        if whole < 2:
            return ""
        spent = time.monotonic() - self.began
        left = f", about {_duration(spent / done * (whole - done))} left" if done and spent > 5 else ""
        return f", file {min(whole, done + 1)} of {whole}{left}"

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
