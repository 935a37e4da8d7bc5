"""Every command of docs/ is run, page by page, in an empty folder; what a page shows of its output is there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted(path for path in (ROOT / "docs").glob("*.md") if path.name != "checks.md")  # that one is generated
ENDLESS = "# Ctrl-C"


def steps(page: str) -> list[tuple[str, list[str]]]:
    """List a page's commands with the lines of output that it shows."""
    out: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", page, re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                out.append((line[2:], []))
            elif line.strip():
                out[-1][1].append(line.strip())
    return out


def stopped(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Start what runs on, wait for its first words, and press Ctrl-C."""
    process = subprocess.Popen(
        ["bash", "-c", "exec " + command], cwd=folder, env=environment, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    return process.wait(30), said + process.stdout.read()


def test_there_are_few_pages() -> None:
    assert 0 < len(PAGES) <= 5
    assert all(len(path.read_text("utf-8").splitlines()) <= 120 for path in PAGES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_command_of_a_page_works(path: Path, tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    assert (programs / "translator").exists()
    home = tmp_path / "home"
    folder = tmp_path / "work"
    folder.mkdir()
    environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home), "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    for command, shown in steps(path.read_text("utf-8")):
        plain, _, remark = command.partition("   # ")
        if f"# {remark}" == ENDLESS:
            code, said = stopped(plain, folder, environment)
            assert said, command
        else:
            done = subprocess.run(["bash", "-c", plain], cwd=folder, env=environment, capture_output=True, text=True, check=False)
            code, said = done.returncode, done.stdout + done.stderr
        wanted = int(remark.removeprefix("exit code ")) if remark.startswith("exit code") else 0
        assert code == wanted, f"{command}: {code}\n{said}"
        for line in shown:
            assert re.search(".*".join(map(re.escape, line.split("…"))), said), f"{command}: no {line!r} in\n{said}"
