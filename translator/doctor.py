"""Looks whether everything is in place: program, settings, folders, packages, glossaries; and drafts a sentence while it counts connections."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from translator import __version__, files
from translator.config import UNNAMED, find_file
from translator.engines import Request, packages
from translator.errors import TranslatorError
from translator.glossary import store
from translator.project import Project

LIBRARIES = ("ctranslate2", "sentencepiece", "argostranslate", "babel", "polib", "lxml", "rapidfuzz", "starlette")
SENTENCE = {"de": "Der Rat tagt heute in Berlin.", "en": "The council meets in Berlin today."}
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")  # Python's audit events


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: *good*, *note* (worth knowing) or *bad*, with a way out."""

    what: str
    state: str
    said: str
    hint: str = ""


def looks(project: Project) -> Iterator[Look]:
    """Look at one thing after another; what is bad stops no other look."""
    yield _program()
    yield _settings(project)
    yield _folder("corpus", project.settings.corpus, "--corpus DIR names another folder")
    yield _folder("cache", packages.cache_folder(), "XDG_CACHE_HOME names another folder; without one, memory and digests are made again each time")
    yield from _packages()
    yield from _glossaries(project)
    yield _person(project)
    yield _offline(project)


def _program() -> Look:
    known = []
    for name in LIBRARIES:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return Look("program", "bad", f"{name} is not installed", "install the program again: uv sync")
    return Look("program", "good", f"{__version__}, Python {platform.python_version()} on {sys.platform}; {', '.join(known)}")


def _settings(project: Project) -> Look:
    path = find_file(Path.cwd())
    return Look("settings", "good", f"{path or 'no translator.toml: the defaults'}; to {project.settings.to}")


def _folder(what: str, folder: Path, hint: str) -> Look:
    """Write a file into a folder, or where it would be made, and take it away again."""
    there = next((path for path in (folder, *folder.absolute().parents) if path.exists()), Path())
    made = "" if folder.is_dir() else ", will be made when it is needed"
    if not there.is_dir():
        return Look(what, "bad", f"{there} is no folder", hint)
    if not os.access(there, os.W_OK | os.X_OK):
        return Look(what, "bad", f"{there} cannot be written", hint)
    if made:
        return Look(what, "good", f"{folder}{made}")
    probe = folder / f".doctor-{os.getpid()}"
    try:
        files.write(probe, b"\n")
    except TranslatorError as error:
        return Look(what, "bad", f"{folder} {error.reason}", hint)
    probe.unlink(missing_ok=True)
    return Look(what, "good", f"{folder} can be written")


def _packages() -> Iterator[Look]:
    for package in packages.installed():
        name = f"{package.name} {package.version} ({'built in' if package.starter else package.path})"
        try:
            digest, verdict = packages.verify(package)
        except TranslatorError as error:
            yield Look("package", "bad", f"{name} {error.reason}", error.hint)
            continue
        bad = verdict == "changed"
        yield Look("package", "bad" if bad else "good", f"{name}: SHA-256 {digest[:12]}…, {verdict}", "remove and install it again" if bad else "")


def _glossaries(project: Project) -> Iterator[Look]:
    source = project.settings.from_ or "de"
    paths = project.glossaries(source)
    if not paths:
        yield Look("glossary", "note", f"none for {source} to {project.settings.to}", "translator glossary add SOURCE TARGET makes one")
    for path in paths:
        try:
            yield Look("glossary", "good", f"{path}: {len(store.load([path]))} rows")
        except TranslatorError as error:
            yield Look("glossary", "bad", f"{error.place}: {error.reason}", error.hint or "translator glossary lint says more")


def _person(project: Project) -> Look:
    name, also = project.person.name, project.person.also
    if name == UNNAMED:
        return Look("person", "note", "no name is set: work is recorded as unnamed", "--as NAME, or the desk asks")
    if also:
        return Look("person", "note", f"{name} stands for {len(also)} other name{'s' if len(also) > 1 else ''}, which no file of the project holds",
                    "if the corpus is in git: its author line is another matter (git config user.name)")  # fmt: skip
    return Look("person", "good", name)


def _offline(project: Project) -> Look:
    """Draft a sentence while every attempt at a connection is counted."""
    source = project.settings.from_ or "de"
    tried: list[str] = []
    watching = True

    def hook(event: str, _: tuple[Any, ...]) -> None:
        if watching and event in NETWORK:
            tried.append(event)

    sys.addaudithook(hook)  # it cannot be taken away again, only be silent
    try:
        engine = project.engine(source)
        drafted = engine.translate([Request(SENTENCE.get(source, SENTENCE["de"]))])[0].text
    except TranslatorError as error:
        return Look("draft", "bad", error.reason, error.hint)
    finally:
        watching = False
    if tried:
        return Look("draft", "bad", f"{engine.signature} tried {len(tried)} connections", "use another package")
    return Look("draft", "good", f"{engine.signature} drafts without a connection: {drafted}")
