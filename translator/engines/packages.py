"""Argos packages: where they are, what they say of themselves, how they are installed and verified.

The folders and the index are argostranslate's, so that both programs see the same packages; reading, checking and
installing are done here, because argostranslate checks no hash and leaves half a package behind when it fails.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator import files
from translator.errors import EngineError, PackageError, UsageError

STARTER = Path(__file__).parent.parent / "starter"
SUFFIX = ".argosmodel"
LARGEST = 2**31  # bytes unpacked
NEEDED = ("model/model.bin",)
TOKENIZERS = ("sentencepiece.model", "bpe.model")
RECORD = "SHA256.json"  # beside the packages: what was recorded when each was installed


@dataclass(frozen=True)
class Package:
    """A package on this machine: a folder, or an .argosmodel file that is read as it is."""

    path: Path
    metadata: dict[str, Any]
    starter: bool = False

    @property
    def name(self) -> str:
        return f"translate-{self.source}_{self.target}"

    @property
    def version(self) -> str:
        return str(self.metadata.get("package_version", "0"))

    @property
    def source(self) -> str:
        return str(self.metadata.get("from_code", ""))

    @property
    def target(self) -> str:
        return str(self.metadata.get("to_code", ""))

    def contents(self) -> dict[str, bytes]:
        """Read every file of the package, by its name inside it."""
        if self.path.is_dir():
            return {
                path.relative_to(self.path).as_posix(): path.read_bytes() for path in sorted(self.path.rglob("*")) if path.is_file() and not path.is_symlink()
            }
        return read_archive(self.path)

    def digest(self) -> str:
        """Return the SHA-256 over what decides about its drafts: model, vocabularies and tokenizer.

        It is the same for a package as a file and as a folder, and remembered as long as the file does not change.
        """
        return _remembered(self)


def _inputs_digest(contents: dict[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(contents):
        if name.startswith("model/") or name in TOKENIZERS:
            total.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return total.hexdigest()


def cache_folder() -> Path:
    """Return the folder of the user's cache for what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path("translation-desk", appauthor=False)


def _remembered(package: Package) -> str:
    status = (package.path if package.path.is_file() else package.path / NEEDED[0]).stat()
    name = hashlib.sha256(f"{package.path.absolute()}\0{status.st_size}\0{status.st_mtime_ns}".encode()).hexdigest()[:24]
    place = cache_folder() / "digests" / name
    with suppress(OSError):
        text = place.read_text()
        if len(text) == 64:
            return text
    value = _inputs_digest(package.contents())
    with suppress(OSError, PackageError):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(value)
    return value


def read_archive(path: Path) -> dict[str, bytes]:
    """Read an .argosmodel file whole; hostile and broken ones are refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            out: dict[str, bytes] = {}
            roots = set()
            for name, info in files.members(archive, path, largest=LARGEST):
                roots.add(name.parts[0])
                if len(name.parts) > 1:
                    out["/".join(name.parts[1:])] = files.member(archive, info, path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:  # a later version of ZIP; names that are no text
        raise PackageError(f"is not a readable Argos package ({error})", path=path, hint="download it again") from None
    if len(roots) != 1:
        raise PackageError("holds more than one folder; a package is one", path=path)
    return out


def metadata(contents: dict[str, bytes], path: Path) -> dict[str, Any]:
    """Check that a package is whole and return what it says of itself."""
    try:
        values = json.loads(contents["metadata.json"])
    except (KeyError, ValueError, RecursionError):
        raise PackageError("has no readable metadata.json", path=path, hint="is it an Argos package?") from None
    if not isinstance(values, dict) or values.get("type", "translate") != "translate":
        raise PackageError("is not a translation package", path=path)
    for name in ("from_code", "to_code"):
        if not isinstance(values.get(name), str) or not values[name].replace("-", "").isalnum():
            raise PackageError(f"has no valid {name} in metadata.json", path=path)
    if any(name not in contents for name in NEEDED) or not any(name in contents for name in TOKENIZERS):
        raise PackageError("lacks a model or a tokenizer", path=path)
    return values


def open_package(path: Path) -> Package:
    """Open a package by its path: a folder or an .argosmodel file."""
    if path.is_dir():
        try:
            values = json.loads(files.read_bytes(path / "metadata.json", limit=2**20))
        except (ValueError, RecursionError):
            raise PackageError("has no readable metadata.json", path=path) from None
        contents = dict.fromkeys((p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()), b"")
        contents["metadata.json"] = json.dumps(values).encode()
        return Package(path, metadata(contents, path))
    if not path.is_file():
        raise PackageError("no such package", path=path, hint="translator models list shows those on this machine")
    try:
        with zipfile.ZipFile(path) as archive:
            found = files.members(archive, path, largest=LARGEST)
            contents = {"/".join(name.parts[1:]): b"" for name, _ in found}
            for name, info in found:
                if name.name == "metadata.json" and len(name.parts) == 2:
                    contents["metadata.json"] = files.member(archive, info, path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:  # a later version of ZIP; names that are no text
        raise PackageError(f"is not a readable Argos package ({error})", path=path, hint="download it again") from None
    return Package(path, metadata(contents, path))


def folder() -> Path | None:
    """Return argostranslate's folder of packages; None where it cannot be made (its import makes folders)."""
    try:
        from argostranslate import settings
    except OSError:
        return None
    return Path(settings.package_data_dir)


def installed() -> Iterator[Package]:
    """List the packages on this machine, installed ones first; a folder that is no package is passed over."""
    place = folder()
    if place and place.is_dir():
        for path in sorted(place.iterdir()):
            if (path / "metadata.json").is_file():
                with suppress(PackageError):
                    yield open_package(path)
    for path in sorted(STARTER.glob(f"*{SUFFIX}")):
        yield Package(path, open_package(path).metadata, starter=True)


def route(source: str, target: str, wanted: str | None) -> list[Package]:
    """Choose the package for a language pair, or two by way of a third language; `wanted` is a path or a name."""
    if wanted and (os.sep in wanted or wanted.endswith(SUFFIX)):
        package = open_package(Path(wanted))
        if (package.source, package.target) != (source, target):
            raise EngineError(
                f"translates {package.source} to {package.target}, not {source} to {target}", path=wanted, hint="name another package, or use --from and --to"
            )
        return [package]
    have = list(installed())
    if wanted:
        have = [package for package in have if wanted in (package.name, package.path.name)]
        if not have:
            raise EngineError(f"no package {wanted!r} on this machine", hint="translator models list shows those there are")
    own = [package for package in have if (package.source, package.target) == (source, target)]
    if own:
        return [max(own, key=lambda package: (not package.starter, _numbers(package.version)))]
    for first in have:
        for second in have:
            if first.source == source and first.target == second.source and second.target == target:
                return [first, second]
    raise EngineError(
        f"no package translates {source} to {target}",
        hint=f"on a machine that is online: translator models install translate-{source}_{target}; else: translator models install FILE.argosmodel",
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isascii() and part.isdigit() else 0 for part in version.split("."))


def install(path: Path, *, expected: str = "") -> Package:
    """Install an .argosmodel file as a whole or not at all; its SHA-256 is checked or recorded."""
    place = folder()
    if place is None:
        raise PackageError("argostranslate's folder cannot be made", path=Path.home(), hint="set ARGOS_PACKAGES_DIR to a folder that can be written")
    actual = files.digest_file(path) if path.is_file() else ""
    if not actual:
        raise UsageError("no such file", path=path, hint="check the spelling, or name a package of the index: translate-de_en")
    if expected and actual != expected:
        raise PackageError(f"has the SHA-256 {actual}, expected {expected}", path=path, hint="download it again; do not use this file")
    contents = read_archive(path)
    values = metadata(contents, path)
    name = f"translate-{values['from_code']}_{values['to_code']}-{str(values.get('package_version', '0')).replace('.', '_')}"
    if not all(c.isalnum() or c in "-_" for c in name):
        raise PackageError(f"names itself {name!r}", path=path)
    try:
        place.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".install-", dir=place))
        try:
            for inner, data in contents.items():
                (beside / inner).parent.mkdir(parents=True, exist_ok=True)
                files.write(beside / inner, data)
            if (place / name).exists():
                shutil.rmtree(place / name)
            beside.chmod(0o755)
            beside.rename(place / name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        _record(place, name, actual, _inputs_digest(contents))
    except OSError as error:
        raise PackageError(f"cannot be installed: {error.strerror or error}", path=place) from error
    return open_package(place / name)


def _record(place: Path, name: str, archive: str, inputs: str) -> None:
    values = recorded(place)
    values[name] = {"archive": archive, "inputs": inputs}
    files.write(place / RECORD, json.dumps(values, indent=1, sort_keys=True).encode() + b"\n")


def recorded(place: Path) -> dict[str, dict[str, str]]:
    """Return what was recorded when packages were installed."""
    with suppress(OSError, ValueError):
        values = json.loads((place / RECORD).read_bytes())
        if isinstance(values, dict):
            return values
    return {}


def verify(package: Package) -> tuple[str, str]:
    """Compare a package with what was recorded; return its SHA-256 and *good*, *changed* or *recorded now*."""
    contents = package.contents()
    metadata(contents, package.path)
    actual = _inputs_digest(contents)
    if package.starter:
        pinned = json.loads((STARTER / "SHA256.json").read_bytes())
        return actual, "good" if pinned.get(package.path.name) == actual else "changed"
    place = package.path.parent
    known = recorded(place).get(package.path.name)
    if known is None:
        _record(place, package.path.name, "", actual)
        return actual, "recorded now"
    return actual, "good" if known.get("inputs") == actual else "changed"


def remove(package: Package) -> None:
    """Remove an installed package; the folder is renamed first, so that no half of it is ever seen."""
    if package.starter:
        raise PackageError("is part of this program", path=package.path, hint="a package installed beside it is used instead")
    try:
        gone = package.path.with_name(f".removed-{package.path.name}")
        shutil.rmtree(gone, ignore_errors=True)
        package.path.rename(gone)
        shutil.rmtree(gone)
    except OSError as error:
        raise PackageError(f"cannot be removed: {error.strerror or error}", path=package.path) from error
