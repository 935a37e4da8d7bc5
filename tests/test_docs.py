"""README and program say the same."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import typer.main
from typer.testing import CliRunner

from tests.conftest import ROOT
from translator import __version__
from translator.cli.app import app
from translator.cli.page import EXAMPLES, EXITS

README = (ROOT / "README.md").read_text("utf-8")


def test_the_list_of_commands_is_the_help_page() -> None:
    group: Any = typer.main.get_command(app)
    listed = dict(re.findall(r"^(\w+) +(\S.*\.)$", README.split("## Commands")[1].split("```")[1], re.M))
    assert listed == {name: command.get_short_help_str(200) for name, command in group.commands.items()}


def test_every_command_of_the_readme_parses() -> None:
    group: Any = typer.main.get_command(app)
    lines = re.findall(
        r"translator ((?:translate|segment|check|names|publish|status|credits|audit|export|import|edit|glossary|memory|models|doctor) [^&#`\n]*)", README
    )
    assert len(lines) >= 7
    for line in lines:
        words = shlex.split(line)
        command = group.commands[words[0]]
        if hasattr(command, "commands"):
            command, words = command.commands[words[1]], words[1:]
        command.make_context(words[0], words[1:])


def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield from commands(command, f"{path}{name} ") if hasattr(command, "commands") else [(path + name, command)]


def test_every_help_page_is_whole_and_its_examples_parse() -> None:
    group: Any = typer.main.get_command(app)
    assert {path for path, _ in commands(group)} == set(EXAMPLES) - {""}
    for path, command in commands(group):
        for example in EXAMPLES[path]:
            words = shlex.split(example.split("translator ", 1)[1])
            assert " ".join(words[: len(path.split())]) == path
            command.make_context(path, words[len(path.split()) :])
        said = CliRunner().invoke(app, [*path.split(), "--help"], env={"COLUMNS": "100"}).output
        assert "Examples:" in said and EXITS in said and not re.search(r"[^\]}]\.\.\.$|\[\[", said, re.M), said


def test_version_and_changelog_are_in_step() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_overrides_are_the_same_in_both_places() -> None:
    lines = (ROOT / "overrides.txt").read_text("utf-8").splitlines()
    assert all(f'"{line}"' in (ROOT / "pyproject.toml").read_text("utf-8") for line in lines)


def test_the_shell_completes_commands() -> None:
    for words, wanted in (("translator tra", "translate"), ("translator glossary su", "suggest"), ("translator evaluate --re", "--reference")):
        env = {"_TRANSLATOR_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
        assert CliRunner().invoke(app, env=env, prog_name="translator").output.split() == [wanted]
