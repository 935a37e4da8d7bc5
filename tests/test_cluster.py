"""A cluster of separate processes on this machine: the same catalogs as here, a lost worker survived, faults said."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, ROOT
from tests.test_cli import translator
from translator import cluster, pipeline
from translator.bilingual import po
from translator.config import Person, Settings
from translator.engines import Draft, Progress, Request
from translator.engines.echo import Echo
from translator.errors import TranslatorError
from translator.project import Project

GLOSSARIES = sorted((ROOT / "glossaries").glob("*.csv"))


def dask(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)


def told(process: subprocess.Popen[str], what: str) -> str:
    """Read a process's messages until one says what is waited for."""
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(what, line)
        if found:
            return found[0]
    raise AssertionError(f"the process ended with {process.wait()}")


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self) -> None:
        self.scheduler = dask("scheduler", "--port", "0")
        self.address = told(self.scheduler, r"tcp://127\.0\.0\.1:\d+")
        self.workers: list[subprocess.Popen[str]] = []

    def add(self, number: int = 1) -> None:
        fresh = [dask("worker", self.address, "--nthreads", "1", "--no-nanny") for _ in range(number)]
        for worker in fresh:
            told(worker, r"Registered to")
        self.workers += fresh

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    before = {name: os.environ.get(name) for name in ("HOME", "ARGOS_PACKAGES_DIR")}
    folder = tmp_path_factory.mktemp("workers")
    os.environ |= {"HOME": str(folder), "ARGOS_PACKAGES_DIR": str(folder / "packages")}
    made = Cluster()
    made.add(2)
    os.environ |= {name: value for name, value in before.items() if value is not None}
    yield made
    made.close()


class Fatal(Echo):
    """Kills its process over one sentence."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def translate(self, requests: Sequence[Request], progress: Progress | None = None) -> list[Draft]:
        if any(self.word in request.text for request in requests):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().translate(requests, progress)


class Other(Echo):
    """Is not the engine that the workers have."""

    signature = "other"


def settings(folder: Path, **values: object) -> Settings:
    return replace(Settings(corpus=folder / "corpus", root=folder, suppress=("untranslated",)), **values)  # type: ignore[arg-type]  # a table of settings


def texts(folder: Path) -> list[tuple[object, ...]]:
    """Everything that stands in the catalogs but for times."""
    found: list[tuple[object, ...]] = []
    for path in sorted((folder / "corpus").glob("*/en.po")):
        for entry in po.read(path.read_bytes(), str(path)).entries:
            note = re.sub(r"\d{4}-\d\d-\d\d", "", entry.note)
            found.append((path.parent.name, entry.key, entry.source, entry.target, entry.fuzzy, note, entry.comment, entry.references))
    return found


def test_a_cluster_makes_the_catalogs_that_this_machine_makes(running: Cluster, tmp_path: Path) -> None:
    own = {"glossaries": tuple(GLOSSARIES)}
    here = Project(settings(tmp_path / "here", **own), Person("Jane"))
    there = Project(settings(tmp_path / "there", **own), Person("Jane"))
    local = list(pipeline.translate(here, ARTICLES))
    away = list(cluster.translate(there, running.address, ARTICLES))
    assert len(away) == len(ARTICLES) and not [outcome.error for outcome in away if outcome.error]
    assert texts(tmp_path / "there") == texts(tmp_path / "here")
    issues = {outcome.path: outcome.job.issues for outcome in local if outcome.job}
    assert {outcome.path: outcome.job.issues for outcome in away if outcome.job} == issues
    again = list(cluster.translate(there, running.address, ARTICLES))
    assert all(outcome.job is None and outcome.error is None for outcome in again)


def test_a_lost_worker_costs_nothing_and_a_poisoned_document_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(12):
        (inbox / f"a{number}.txt").write_text(f"Das ist der Text {number}. Er hat zwei Sätze von Nummer {number}.\n", "utf-8")
    (inbox / "b.txt").write_text("Gift steht hier. Und noch etwas.\n", "utf-8")
    project = Project(settings(tmp_path), Person("Jane"), Fatal("Gift"))
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")  # a task is given up with its first worker
    made = Cluster()
    try:
        made.add(4)
        outcomes = {outcome.path.name: outcome for outcome in cluster.translate(project, made.address, sorted(inbox.iterdir()))}
    finally:
        made.close()
    failed = [name for name, outcome in outcomes.items() if outcome.error]
    assert failed == ["b.txt"] and "workers died over it" in str(outcomes["b.txt"].error)
    assert len(list((tmp_path / "corpus").glob("a*/en.po"))) == 12 and not (tmp_path / "corpus" / "b").exists()
    assert sum(worker.poll() == -signal.SIGKILL for worker in made.workers) >= 2


def test_a_worker_with_another_package_is_named_before_anything_is_done(running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Das ist ein Satz.\n", "utf-8")
    project = Project(settings(tmp_path), Person("Jane"), Other())
    order = cluster.Order.of(project, ["de"], False)
    assert "not other" in cluster.look(replace(order, engine=None), "de")
    assert "not 0" in cluster.look(replace(order, version="0"), "de")
    assert not cluster.look(order, "de")
    monkeypatch.setattr(cluster.Order, "of", lambda *_: replace(order, engine=None))
    with pytest.raises(TranslatorError, match=r"worker tcp://127.0.0.1:\d+ has translate-de_en .*, not other"):
        list(cluster.translate(project, running.address, [text]))
    assert not list((tmp_path / "corpus").glob("a"))


@pytest.mark.parametrize(("address", "said"), [("tcp://127.0.0.1:1", "no scheduler at"), ("nonsense://", "no scheduler at"), ("127.0.0.1", "no scheduler at")])
def test_an_address_where_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    text = tmp_path / "a.txt"
    text.write_text("Das ist ein Satz.\n", "utf-8")
    with pytest.raises(TranslatorError, match=said):
        list(cluster.translate(Project(settings(tmp_path), Person("Jane"), Echo()), address, [text]))


def test_a_lost_scheduler_ends_the_run_and_leaves_what_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    for number in range(3):
        (tmp_path / f"a{number}.txt").write_text(f"Das ist der Text {number}.\n" * 250, "utf-8")
    project = Project(settings(tmp_path), Person("Jane"), Echo())
    made = Cluster()
    try:
        made.add()
        outcomes = cluster.translate(project, made.address, sorted(tmp_path.glob("a*.txt")))
        first = next(outcomes)
        made.close()
        with pytest.raises(TranslatorError, match="the cluster was lost"):
            list(outcomes)
    finally:
        made.close()
    assert [path.parent.name for path in (tmp_path / "corpus").glob("*/en.po")] == [first.path.stem]


def test_the_command(running: Cluster, tmp_path: Path) -> None:
    text = tmp_path / "wahl.txt"
    text.write_text("Die Wahl war knapp.\n", "utf-8")
    done = translator("translate", text.name, "nothing.txt", "--cluster", running.address, cwd=tmp_path)
    assert done.returncode == 3 and "1 drafted" in done.stderr and "nothing.txt" in done.stderr
    assert (tmp_path / "corpus" / "wahl" / "en.po").is_file()
