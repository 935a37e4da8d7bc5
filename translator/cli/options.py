"""Options that commands share, and what they open."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.project import Project

To = Annotated[str | None, typer.Option("--to", metavar="LANG", help="Target language; en follows US conventions, en-GB British ones.  [default: en]")]
From = Annotated[str | None, typer.Option("--from", metavar="LANG", help="Source language.  [default: as the document says, else de]")]
Glossary = Annotated[
    list[Path] | None, typer.Option("--glossary", metavar="PATH", help="Use this glossary instead of glossaries/*.de-en.csv; may be repeated.")
]
Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="The folder that holds the articles.  [default: corpus]")]
Config = Annotated[Path | None, typer.Option("--config", metavar="PATH", help="Read settings from this file.  [default: translator.toml, here or above]")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who is at work: a name or an alias.  [default: the user's own settings, else unnamed]")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object per line and nothing else.")]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="LEVEL", help="Exit with 1 if an issue is this bad: minor, major, critical or never; check does at major, others only if asked."
    ),
]


def project(
    *,
    to: str | None = None,
    source: str | None = None,
    glossary: list[Path] | None = None,
    corpus: Path | None = None,
    config: Path | None = None,
    name: str | None = None,
    package: str | None = None,
    fail_on: str | None = None,
) -> Project:
    """Open the project that flags, variables and translator.toml name."""
    from translator.config import load, who
    from translator.project import Project

    if config is not None and not config.is_file():
        raise UsageError("no such file", path=config)
    flags = {"to": to, "from_": source, "glossaries": glossary, "corpus": corpus, "package": package, "fail_on": fail_on}
    return Project(load(flags, path=config), who(name))


def say(text: str) -> None:
    """Write a message to stderr."""
    print(text, file=sys.stderr)


def fails(level: str, worst: int) -> bool:
    """Tell whether the worst severity reaches a level."""
    levels = {"minor": 1, "major": 2, "critical": 3, "never": 9}
    return worst >= levels[level]
