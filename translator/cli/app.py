"""The program: its commands in the order of the help page."""

from __future__ import annotations

from typing import Annotated

import typer

from translator import __version__
from translator.cli import articles, check, doctor, edit, evaluate, exchange, glossary, lookup, memory, models, names, page, transfer, translate

app = typer.Typer(
    name="translator",
    help="Translate German articles offline: drafts by machine, checked names and terms, post-editing, credits.",
    pretty_exceptions_enable=False,
    epilog=page.epilog(""),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    **page.OPTIONS,
)


def _version(value: bool) -> None:
    if value:
        print(f"translator {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    pass


app.command("translate")(translate.translate)
app.command("segment")(translate.segment)
app.command("check")(check.check)
app.command("edit")(edit.edit)
app.command("names")(names.names)
app.command("publish")(articles.publish)
app.command("status")(articles.status)
app.command("credits")(articles.show_credits)
app.command("audit")(articles.audit)
app.command("export")(transfer.send)
app.command("import")(transfer.take_in)
for name, command in (
    ("extract", lookup.extract), ("suggest", lookup.suggest), ("where", lookup.where), ("rename", lookup.rename),
    ("import", exchange.take_in), ("export", exchange.send),
):  # fmt: skip
    glossary.app.command(name)(command)
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory.app, name="memory")
app.add_typer(models.app, name="models")
app.command("evaluate")(evaluate.evaluate)
app.command("doctor")(doctor.doctor)
page.finish(app)
