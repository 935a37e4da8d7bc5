"""The command that lists names and makes them consistent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.maintenance import Change, Listed, Opened, Place
    from translator.project import Project

SHOWN = 6  # places of a rendering in the table


def names(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE", help="Articles of the corpus.  [default: all]", show_default=False)] = None,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="NAME=FORM", help="Put this form for a name into the glossary and into all drafts; may be repeated.")
    ] = None,
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    as_: options.As = None,
) -> None:
    """List names with their renderings; make one form stand everywhere.

    Drafts are mended; sentences that a person has had a hand in are listed, never changed.
    """
    from translator import maintenance, reports

    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=as_)
    for pair in accept or ():
        name, _, form = (part.strip() for part in pair.partition("="))
        if not name or not form or "=" in form:
            raise UsageError(f"{pair!r} is not NAME=FORM", path="--accept", hint='--accept "Lankow=Lankov"')
        texts = opened(project)
        rows = maintenance.accepted(project, texts, name, form, language(project, texts))
        say_change(maintenance.apply(project, texts, rows, language(project, texts)), json=json)
        project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=as_)
    if accept:
        return
    listed = maintenance.names(project, opened(project, articles))
    for name_ in listed:
        print(reports.json_line(_row(name_)) if json else _text(name_))
    odd = sum(1 for name_ in listed if not name_.consistent)
    options.say(f"{reports.count(len(listed), 'name')}, {odd} to look at" + ("; --accept NAME=FORM settles one" if odd else ""))


def opened(project: Project, articles: Sequence[str] | None = None) -> list[Opened]:
    """Open articles by name, or all; those that cannot be read are said."""
    from translator import maintenance
    from translator.errors import TranslatorError

    failed: list[TranslatorError] = []
    chosen = [project.corpus.article(name) for name in articles] if articles else list(project.corpus.articles())
    found = list(maintenance.opened(project, chosen, failed))
    for error in failed:
        options.say(str(error))
    if not found:
        where = ", ".join(articles) if articles else str(project.corpus.root)
        raise UsageError(f"no article has a translation into {project.settings.to}", path=where, hint="translator translate FILE…")
    return found


def language(project: Project, texts: Sequence[Opened]) -> str:
    """Tell the source language of a corpus: --from, else that of its first article."""
    return (project.settings.from_ or texts[0].language).partition("-")[0]


def say_change(change: Change, *, dry: bool = False, json: bool = False) -> None:
    """Print what a change of the glossary did, or would do."""
    from translator import reports

    if json:
        rows = [{"old": old and [old.source, old.target, old.status], "new": [new.source, new.target, new.status]} for old, new in change.rows]
        said = {name: [{"place": place.place, "target": place.target} for place in getattr(change, name)] for name in ("mended", "left")}
        print(reports.json_line({"rows": rows, **said}))
        return
    for old, new in change.rows:
        was = f"{old.source},{old.target},{old.status} → " if old else "+ "
        print(f"{'would write' if dry else 'wrote'}: {was}{new.source},{new.target},{new.status}")
    for place in change.mended:
        print(f"{'would mend' if dry else 'mended'}: {place.place}: {place.target}")
    for place in change.left:
        print(f"left, a person wrote it: {place.place}: {place.target}")
    if not change.rows:
        options.say("the glossary has it already")
    verb = "would be mended" if dry else "mended"
    options.say(f"{reports.count(len(change.mended), 'draft')} {verb}, {reports.count(len(change.left), 'sentence')} of people left to look at")


def _text(name: Listed) -> str:
    if name.consistent:
        ((form, places),) = name.renderings[:1]
        others = "".join(f", {form} ({len(there)}×)" for form, there in name.renderings[1:])
        return f"  {name.source} → {form} ({len(places)}×){others}"
    lines = [f"! {name.source}" + (f": “{name.right}” is right, {name.reason}" if name.right else ": which is right?")]
    for form, places in name.renderings:
        lines.append(f"    {form or '(lost)'} ({len(places)}×)  {_places(places)}")
    return "\n".join(lines)


def _places(places: Sequence[Place]) -> str:
    said = [place.place + (" (a person’s)" if place.human else "") for place in places[:SHOWN]]
    return ", ".join(dict.fromkeys(said)) + (" …" if len(places) > SHOWN else "")


def _row(name: Listed) -> dict[str, Any]:
    return {
        "name": name.source, "consistent": name.consistent, "right": name.right or None, "reason": name.reason or None,
        "renderings": [
            {"form": form, "count": len(places), "places": [place.place for place in places], "human": sum(place.human for place in places)}
            for form, places in name.renderings
        ],
    }  # fmt: skip
