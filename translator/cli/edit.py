"""The command that opens the desk in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from translator.cli import options
from translator.errors import UsageError


def edit(
    article: Annotated[str | None, typer.Argument(metavar="ARTICLE", help="An article of the corpus.  [default: the list of all]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Listen on this port.  [default: 8417, or a free one]")] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address; any but this machine's own opens the desk to a network.")
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    as_: options.As = None,
) -> None:
    """Open the post-editing desk in the browser.

    It runs on this machine until Ctrl+C. What is confirmed is in the PO file at once; what is typed is kept, too.
    """
    from translator.web import keys, server

    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=as_)
    keys.table(project.settings.keys)
    if port is not None and not 0 <= port <= 65535:
        raise UsageError(f"{port} is no port", path="--port", hint="1 to 65535, or 0 for a free one")
    slug = project.corpus.article(article).slug if article else ""
    if project.corpus.root.exists():
        project.corpus.writable()
    if not server.loopback(host):
        options.say("note: the desk can be reached from the network; whoever has the address below can work in it, and it is not encrypted")

    def said(address: str) -> None:
        print(address, flush=True)
        options.say("the desk is open at this address; Ctrl+C closes it")

    server.serve(project, slug, host=host, port=port, say=said, browser=not no_browser)
