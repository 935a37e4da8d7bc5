"""The command that checks: articles, PO and XLIFF files, texts without a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli import options
from translator.errors import Exit, UsageError

if TYPE_CHECKING:
    from translator.model import Checked, Rule
    from translator.project import Project
    from translator.reports.baseline import Baseline


def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Articles, PO, XLIFF.  [default: all articles]", show_default=False)] = None,
    monolingual: Annotated[
        bool, typer.Option("--monolingual", help="The files are texts in the target language: check what can be judged without a source.")
    ] = False,
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="text, json, sarif or html.  [default: text]")] = None,
    json: options.Json = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Leave out the issues that this file holds; only new ones count.")] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="Write what is found into the baseline, so that it counts as known.")] = False,
    fail_on: options.FailOn = None,
    list_checks: Annotated[bool, typer.Option("--list", help="List the checks and exit.")] = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """Check translations as they stand; nothing is changed.

    Exits with 1 if an issue is major or worse (see --fail-on). The comment “# ignore CHECK: REASON” in the catalog keeps an issue from counting.
    """
    from translator import inspection, reports
    from translator.reports.baseline import Baseline, all_known

    format = _format(format, json)
    if list_checks:
        _list(json=format == "json")
        return
    if monolingual and not paths:
        raise UsageError("no file named", path="check", hint="translator check --monolingual FILE…")
    if update_baseline and baseline is None:
        raise UsageError("no baseline named", path="--update-baseline", hint="--baseline FILE --update-baseline")
    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, fail_on=fail_on)
    known = Baseline(baseline, project.settings.to, missing=update_baseline) if baseline else None
    found = inspection.monolingual(project, paths or []) if monolingual else inspection.check(project, paths or [])
    seen: list[Checked] = []
    noted = _noted(chain(found, () if monolingual or paths else _across(project)), known, seen)
    about = reports.About(project.settings.to, _rules() if format in ("sarif", "html") else (), baseline is not None)
    for piece in reports.FORMATS[format](all_known(noted) if update_baseline else noted, about):
        print(piece)
    if known and update_baseline:
        held = known.write()
        options.say(f"{known.path}: {reports.count(held, 'known issue')}, {known.fresh:,} of them new; {known.gone:,} gone")
        seen = list(all_known(seen))
    else:
        options.say(_summary(seen))
        if known:
            options.say(
                f"{known.path}: {reports.count(known.known, 'known issue')} left out, {known.gone:,} gone" + ("; --update-baseline" if known.gone else "")
            )
    errors = [checked.error for checked in seen if checked.error]
    if errors:
        raise typer.Exit(errors[0].exit_code if len(paths or ()) == 1 else Exit.FAILED)
    if options.fails(project.settings.fail_on, max((checked.worst for checked in seen), default=0)):
        raise typer.Exit(Exit.ISSUES)


def _summary(seen: list[Checked]) -> str:
    """Count issues, and what could not be read: of that nothing is known."""
    from translator import reports

    failed = sum(1 for checked in seen if checked.error)
    found = reports.summary(issue for checked in seen for issue in checked.issues) if len(seen) > failed else ""
    return "; ".join(part for part in (found, f"{reports.count(failed, 'article')} could not be checked" if failed else "") if part) or "no issues"


def _format(format: str | None, json: bool) -> str:
    from translator.reports import FORMATS

    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}", path="--format", hint="one of " + ", ".join(FORMATS))
    if json and format not in (None, "json"):
        raise UsageError(f"--json and {format} are two formats", path="--format", hint="choose one")
    return "json" if json else format or "text"


def _noted(found: Iterable[Checked], known: Baseline | None, seen: list[Checked]) -> Iterator[Checked]:
    """Compare with the baseline, say what could not be read, and keep all in mind."""
    for checked in found:
        if checked.error:
            options.say(str(checked.error))
        seen.append(known.sort(checked) if known else checked)
        yield seen[-1]


def _across(project: Project) -> Iterator[Checked]:
    """Check what no single article shows: names that articles spell differently."""
    from translator import maintenance
    from translator.model import Checked

    issues = maintenance.across(project, list(maintenance.opened(project, list(project.corpus.articles()), [])))
    for document, group in groupby(issues, key=lambda issue: issue.document):
        yield Checked(document, tuple(group))


def _rules() -> list[Rule]:
    from translator import manual

    return manual.rules()


def _list(*, json: bool) -> None:
    from dataclasses import asdict

    from translator import reports

    rules = _rules()
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        print(reports.json_line(asdict(rule) | {"severity": rule.severity.label}) if json else f"{rule.id:<{width}}  {rule.severity.label:<8}  {rule.text}")
