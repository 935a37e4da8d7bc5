"""The command that looks whether everything is in place."""

from __future__ import annotations

import typer

from translator.cli import options
from translator.errors import Exit


def doctor(
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    json: options.Json = False,
    config: options.Config = None,
    name: options.As = None,
) -> None:
    """Look whether program, folders, packages and glossaries are in order, and whether drafting stays offline.

    Exit code 3 if something is bad.
    """
    from dataclasses import asdict

    from translator import reports
    from translator.doctor import looks

    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=name)
    bad = False
    for look in looks(project):
        bad = bad or look.state == "bad"
        print(reports.json_line(asdict(look)) if json else f"{look.state:<5} {look.what:<9} {look.said}")
        if look.hint and not json:
            print(f"{'':<15} hint: {look.hint}")
    if bad:
        raise typer.Exit(Exit.FAILED)
