"""Every reader refuses what it cannot read, and fails at nothing: inputs that once broke one, and new ones."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import mutation, readers
from benchmarks.fuzz.__main__ import Slow, attempt
from tests.conftest import ROOT
from translator.errors import TranslatorError

CASES = sorted((ROOT / "tests" / "data" / "fuzz").glob("*"))
NAMES = "txt md html docx po catalog history tmx tbx csv glossary argosmodel toml web import-xliff import-xliff12 import-docx import-html import-po".split()


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, readers.Reader]]:
    def stop(*_: object) -> None:
        raise Slow

    before = signal.signal(signal.SIGVTALRM, stop)
    yield readers.readers(tmp_path_factory.mktemp("fuzz"))
    signal.signal(signal.SIGVTALRM, before)


def test_all_readers_are_fuzzed(known: dict[str, readers.Reader]) -> None:
    assert list(known) == NAMES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_broke_a_reader_once_is_refused_or_read(known: dict[str, readers.Reader], path: Path) -> None:
    with suppress(TranslatorError):
        known[path.name.rpartition("-")[0]].read(path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_readers_read_their_seeds(known: dict[str, readers.Reader], name: str) -> None:
    assert known[name].seeds
    for seed in known[name].seeds:
        known[name].read(seed)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(seed=st.integers(0, 2**62))
def test_readers_refuse_and_do_not_fail(known: dict[str, readers.Reader], name: str, seed: int) -> None:
    assert attempt(known[name], mutation.mutate(known[name].seeds, Random(seed)), 60.0) == ""


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(data=st.binary(max_size=200))
def test_readers_refuse_bytes_of_any_kind(known: dict[str, readers.Reader], name: str, data: bytes) -> None:
    assert attempt(known[name], data, 60.0) == ""


def test_the_workflow_runs_what_runs_here() -> None:
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]["run"]["steps"]
    assert [step["run"] for step in steps if "run" in step][-1] == "bash .ci/run"
