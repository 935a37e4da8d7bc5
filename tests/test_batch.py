"""Folders, files that come in, the sums at the end, and what the doctor says."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from tests.conftest import ROOT
from tests.test_cli import TRANSLATOR, translator
from translator import cli, formats, watching
from translator.cli import page


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    for name, data in {
        "a.md": b"# Der Rat\n\nDer Rat tagt heute.\n", "unter/b.txt": b"Die Stadt zahlt 12.000 Euro.\n", "unter/tief/c.html": b"<p>Am Abend kommen viele Leute.</p>",
        "leer.txt": b"", "bin.txt": b"a\0b", "latin.txt": b"Caf\xe9 offen.\n", "kaputt.docx": b"PK\3\4", ".versteckt.md": b"Nie.\n", "~$b.docx": b"x", "bild.jpg": b"x",
        "fr.po": b'msgid ""\nmsgstr ""\n', ".git/x.md": b"Nie.\n",
    }.items():  # fmt: skip
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(data)
    return inbox


def test_a_folder_is_all_its_articles(tree: Path) -> None:
    found = [path.relative_to(tree).as_posix() for path in formats.below(tree, tree.parent / "corpus")]
    assert found == ["a.md", "bin.txt", "kaputt.docx", "latin.txt", "leer.txt", "unter/b.txt", "unter/tief/c.html"]
    assert formats.below(ROOT, ROOT / "corpus")
    inside = formats.below(ROOT / "corpus", ROOT / "corpus")
    assert inside and {path.stem for path in inside} == {"source"}


def test_a_tree_with_poisoned_files(tree: Path, tmp_path: Path) -> None:
    """What cannot be read is named, the rest is done, and the exit code tells."""
    done = translator("translate", "inbox", "--json", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    states = {Path(row["document"]).name: row["state"] for row in rows if "state" in row}
    assert done.returncode == 3
    assert states == dict.fromkeys(("bin.txt", "kaputt.docx", "latin.txt", "leer.txt"), "failed") | dict.fromkeys(("a.md", "b.txt", "c.html"), "new")
    assert all(row["error"] and row["hint"] for row in rows if row.get("state") == "failed")
    assert {name: rows[-1][name] for name in ("files", "articles", "sentences", "drafted", "unchanged", "failed")} == {
        "files": 7, "articles": 3, "sentences": 4, "drafted": 4, "unchanged": 0, "failed": 4,
    }  # fmt: skip
    again = translator("translate", "inbox", cwd=tmp_path)
    assert again.returncode == 3 and "3 had nothing new, 4 failed" in again.stderr
    (tmp_path / "nichts").mkdir()
    empty = translator("translate", "nichts", cwd=tmp_path)
    assert empty.returncode == 2 and "holds no article" in empty.stderr


def test_files_are_taken_when_they_have_come_to_rest(tmp_path: Path) -> None:
    """One that grows between two looks is waited for; a changed one comes again; one that vanishes is nobody's error."""
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text("eins", "utf-8")

    def acts() -> Iterator[None]:
        second.write_text("z", "utf-8")  # begins to come in
        yield
        second.write_text("zwei", "utf-8")  # is still growing
        yield
        yield  # rests: taken
        first.write_text("eins und mehr", "utf-8")
        yield
        yield  # rests: taken
        second.unlink()
        yield

    steps = acts()
    found = watching.watch(lambda: [first, second], lambda _: next(steps))
    assert [next(found) for _ in range(3)] == [[first], [second], [first]]


def test_watching_ends_with_the_sums(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/a.md").write_text("Der Rat tagt heute.\n", "utf-8")
    with subprocess.Popen([*TRANSLATOR, "translate", "inbox", "--watch", "--json"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}) as run:  # fmt: skip
        assert run.stdout
        row = json.loads(run.stdout.readline())
        run.send_signal(signal.SIGINT)
        out, said = run.communicate()
    assert row["state"] == "new" and json.loads(out.splitlines()[-1])["articles"] == 1
    assert run.returncode == 0 and "1 article, 1 sentence, 1 drafted" in said


def test_the_doctor(tmp_path: Path) -> None:
    done = translator("doctor", "--json", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and {row["what"] for row in rows} == {"program", "settings", "corpus", "cache", "package", "glossary", "person", "draft"}
    assert next(row for row in rows if row["what"] == "draft")["said"].endswith(".")
    (tmp_path / "corpus").write_text("a file", "utf-8")
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries/x.de-en.csv").write_text("source,target,status\nA,B,perhaps\n", "utf-8")
    done = translator("doctor", cwd=tmp_path)
    assert done.returncode == 3
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("bad")] == ["corpus", "glossary"]
    done = translator("doctor", "--from", "fr", "--json", cwd=tmp_path)
    assert next(row for row in map(json.loads, done.stdout.splitlines()) if row["what"] == "draft")["state"] == "bad"


def test_a_full_disk_costs_nothing_but_a_second_run(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "corpus").mkdir()
    for number in range(30):
        (tmp_path / "inbox" / f"a{number}.txt").write_text(f"Artikel {number}. Der Rat tagt am 4. Mai. Das Haus Nummer {number} brennt.\n", "utf-8")
    command = shlex.join([*TRANSLATOR, "translate", "inbox"])
    script = f"""
        mount -t tmpfs -o size=96k tmpfs corpus || exit 99
        {command} > first 2>&1; echo $? > codes
        mount -o remount,size=16m corpus
        {command} > second 2>&1; echo $? >> codes
        {command} > third 2>&1; echo $? >> codes
        for catalog in corpus/*/en.po; do cat $catalog >> catalogs; done; ls corpus | wc -l >> codes
    """
    try:
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if not (tmp_path / "codes").exists():
        pytest.skip(f"a small disk cannot be made here: {done.stderr!r}")
    assert (tmp_path / "codes").read_text().split() == ["3", "0", "0", "30"]
    first, second, third = ((tmp_path / name).read_text("utf-8") for name in ("first", "second", "third"))
    assert "the disk is full" in first and "what was finished is kept" in first and "Traceback" not in first
    failed = int(re.findall(r"(\d+) failed", first)[0])
    assert 0 < failed < 30 and f"{30 - failed} had nothing new, 0 failed" in second and "30 had nothing new" in third
    catalogs = (tmp_path / "catalogs").read_text("utf-8")
    assert catalogs.count("Project-Id-Version") == 30 and catalogs.count("msgctxt") == 90


@pytest.mark.parametrize(
    ("line", "code"),
    [("status --json | head -0", 0), ("check --fail-on never | head -0", 0), ("publish a >&-", 0), ("export a --format po >&-", 0), ("status 2>&-", 0)],
)
def test_a_reader_that_leaves_is_no_failure(tmp_path: Path, line: str, code: int) -> None:
    (tmp_path / "a.md").write_text("Der Rat tagt heute.\n", "utf-8")
    assert translator("translate", "a.md", cwd=tmp_path).returncode == 0
    command, _, rest = line.partition(" |")
    script = f'"$@" {command}{" |" + rest if rest else ""}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *TRANSLATOR], cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_an_interruption_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer(**page.OPTIONS)

    @app.command("wait")
    def wait() -> None:
        raise KeyboardInterrupt

    app.command("other")(print)
    monkeypatch.setattr("translator.cli.app.app", app)
    monkeypatch.setattr("sys.argv", ["translator", "wait"])
    assert cli._run() == 130
    assert capsys.readouterr().err == "error: translator: interrupted\nhint: run the same command again; what was finished is kept\n"


def test_a_name_that_is_no_text_is_escaped_in_json(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xfc\xdfe.txt")).write_text("Der Rat tagt heute.\n", "utf-8")
    done = subprocess.run([*TRANSLATOR, "translate", ".", "--json"], cwd=tmp_path, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()] and b"gr\\udcfc\\udcdfe.txt" in done.stdout
