"""What all tests share: a home of their own, the articles of the corpus, a desk whose engine is an echo."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from translator.config import Person, Settings
from translator.engines.echo import Echo
from translator.project import Project

# No test depends on how fast the machine is; CI tries the same examples every time, a desk new ones.
settings.register_profile("desk", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("desk")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a background job: Ctrl-C would reach no program under test
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "corpus").glob("*/source.*"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the user's own folders, and out of the settings of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder))
    for name in ("TO", "FROM", "CORPUS", "GLOSSARIES", "PACKAGE", "BEAM", "THREADS", "ABBREVIATIONS", "FAIL_ON", "SUPPRESS", "SEED"):
        monkeypatch.delenv(f"TRANSLATOR_{name}", raising=False)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder / "packages"))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Project]:
    """Make projects in one empty folder; the engine says German sentences again in capitals that English cannot miss."""

    def make(name: str = "unnamed", words: dict[str, str] | None = None, **settings: object) -> Project:
        values: dict[str, object] = {"corpus": tmp_path / "corpus", "root": tmp_path, "suppress": ("untranslated",)}
        return Project(Settings(**(values | settings)), Person(name), engine=Echo(words))  # type: ignore[arg-type]  # a table of settings

    return make
