"""Help pages: no summary is cut short, and examples stand at the end."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

EXAMPLES = {
    "": ("translator translate inbox", "translator edit", "translator publish hafen -o hafen.en.md"),
    "translate": (
        "translator translate inbox",
        "translator translate hafen.docx --to en-GB --as 'Jane Doe'",
        "find . -name '*.html' -print0 | translator translate --files-from - --json",
    ),
    "segment": ("translator segment hafen.md", "translator segment hafen.md --json"),
    "check": (
        "translator check hafen --fail-on minor",
        "translator check --format sarif > translation.sarif",
        "translator check --monolingual hafen.en.md",
    ),
    "edit": ("translator edit", "translator edit hafen --as 'Jane Doe'"),
    "names": ("translator names", "translator names --accept Lankow=Lankov"),
    "publish": ("translator publish hafen -o hafen.en.md",),
    "status": ("translator status", "translator status --json"),
    "credits": ("translator credits hafen",),
    "audit": ("translator audit hafen",),
    "export": ("translator export hafen --format xliff -o hafen.xlf", "translator export hafen --format docx -o hafen.docx"),
    "import": ("translator import hafen.xlf --dry-run", "translator import hafen.docx --as 'Jane Doe'"),
    "evaluate": (
        "translator evaluate --source test.de.txt --reference test.en.txt",
        "translator evaluate --source test.de.txt --reference test.en.txt --mend --glossary house.de-en.csv --floors floors.toml",
    ),
    "doctor": ("translator doctor",),
    "glossary list": ("translator glossary list Kiew", "translator glossary list --kind person"),
    "glossary add": ("translator glossary add Kiew Kyiv --kind place",),
    "glossary lint": ("translator glossary lint", "translator glossary lint --fix my-sheet.de-en.csv"),
    "glossary extract": ("translator glossary extract inbox/hafen.md",),
    "glossary suggest": ("translator glossary suggest 'Nikita Chruschtschow'",),
    "glossary where": ("translator glossary where Rat",),
    "glossary rename": ("translator glossary rename Kiev Kyiv --dry-run",),
    "glossary import": ("translator glossary import house.tbx --dry-run",),
    "glossary export": ("translator glossary export --format tbx -o house.tbx",),
    "memory lookup": ("translator memory lookup 'Der Rat tagt am 4. Mai.'",),
    "memory import": ("translator memory import old-tool.tmx",),
    "memory export": ("translator memory export -o house.tmx",),
    "memory rebuild": ("translator memory rebuild",),
    "models list": ("translator models list",),
    "models install": ("translator models install translate-de_en", "translator models install translate-de_en-1_9.argosmodel"),
    "models verify": ("translator models verify",),
    "models remove": ("translator models remove translate-de_en",),
}
EXITS = "Exit codes: 0 good, 1 issues found, 2 wrong usage, 3 failed, 130 interrupted."


class Ended(Exception):
    """Brings an interruption or a closed pipe past typer, which would answer with codes of its own."""


class Commands(TyperGroup):
    """A group whose list of commands shows each summary whole."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, OSError) as error:
            raise Ended from error

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        rows = [(name, self.commands[name].get_short_help_str(200)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


OPTIONS: dict[str, Any] = {"cls": Commands, "no_args_is_help": True, "rich_markup_mode": None}  # of every app


def finish(app: typer.Typer, path: str = "") -> None:
    """Put examples under the help page of every command of an app."""
    for info in app.registered_commands:
        info.epilog = epilog(path + str(info.name or getattr(info.callback, "__name__", "")))
    for group in app.registered_groups:
        if group.typer_instance is not None:
            finish(group.typer_instance, f"{path}{group.name} ")


def epilog(command: str) -> str:
    """Write the end of a help page."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in EXAMPLES[command]) + f"\n\n{EXITS}"
