"""Settings: defaults < translator.toml < TRANSLATOR_* variables < flags; and who is at work."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translator.errors import UsageError
from translator.files import read_bytes, write

FILE = "translator.toml"
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Settings:
    """What one run works with; `from_` None means: as the document says, else German."""

    to: str = "en"
    from_: str | None = None
    corpus: Path = Path("corpus")
    glossaries: tuple[Path, ...] | None = None  # None: glossaries/*.<src>-<tgt>.csv beside the corpus
    package: str | None = None
    beam: int = 4
    threads: int = 0  # 0: one per core
    abbreviations: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()  # which names stand under the glossaries: CLDR's, and regions
    fail_on: str = "major"
    suppress: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path()


LISTS = {"glossaries", "abbreviations", "suppress", "seed"}
SEEDS = ("territories", "regions", "cities", "languages", "currencies")
LEVELS = ("minor", "major", "critical", "never")


def find_file(start: Path) -> Path | None:
    """Find translator.toml in a folder or the nearest one above it."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_bytes(path, limit=2**20).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"is not valid TOML: {error}", path=path, hint="see https://toml.io for the syntax") from None


def load(
    flags: Mapping[str, Any] | None = None,
    *,
    path: Path | None = None,
    environ: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> Settings:
    """Put the settings together; paths of translator.toml are relative to it, all others to the current folder."""
    environ = os.environ if environ is None else environ
    start = Path.cwd() if start is None else start
    path = path or find_file(start)
    root = path.parent if path else Path()
    values: dict[str, Any] = {}
    names = [name for name in Settings.__dataclass_fields__ if name not in ("root", "keys")]
    if path:
        table = _read_toml(path)
        for name, value in table.items():
            field_name = "from_" if name == "from" else name
            if field_name not in Settings.__dataclass_fields__ or field_name == "root":
                known = ", ".join(n.rstrip("_") for n in [*names, "keys"])
                raise UsageError(f"unknown setting {name!r}", path=path, hint=f"known: {known}")
            values[field_name] = _checked(field_name, value, str(path), root)
    for name in names:
        variable = "TRANSLATOR_" + name.rstrip("_").upper()
        if environ.get(variable):
            raw: Any = environ[variable]
            if name in LISTS:
                raw = [part for part in raw.split(os.pathsep if name == "glossaries" else ",") if part]
            values[name] = _checked(name, raw, variable, Path())
    for name, value in (flags or {}).items():
        if value is not None and value != []:
            values[name] = _checked(name, value, "--" + name.rstrip("_").replace("glossaries", "glossary").replace("_", "-"), Path())
    inside = None if path else _corpus_around(start)
    values.setdefault("corpus", inside or root / "corpus")
    return Settings(**values, root=root if path else values["corpus"].parent)


def _corpus_around(start: Path) -> Path | None:
    """Return the corpus that a folder lies in: nobody wants one inside an article."""
    return next((folder for folder in (start, *start.parents) if folder.name == "corpus" and any(folder.glob("*/source.*"))), None)


def _checked(name: str, value: Any, place: str, base: Path) -> Any:
    """Bring one value into its type; `place` is named when it is wrong."""
    if name == "corpus":
        if not isinstance(value, str | Path) or not str(value):
            raise UsageError("corpus must be the name of a folder", path=place)
        return base / Path(value)
    if name in LISTS:
        if not isinstance(value, list | tuple) or not all(isinstance(item, str | Path) for item in value):
            raise UsageError(f"{name} must be a list of strings", path=place)
        unknown = [str(item) for item in value if name == "seed" and item not in SEEDS]
        if unknown:
            raise UsageError(f"unknown seed {unknown[0]!r}", path=place, hint="some of " + ", ".join(SEEDS))
        return tuple(base / Path(v) for v in value) if name == "glossaries" else tuple(str(v) for v in value)
    if name in ("beam", "threads"):
        try:
            number = int(value) if not isinstance(value, bool | float) else int("")
        except (TypeError, ValueError):
            raise UsageError(f"{name} must be a whole number, not {value!r}", path=place) from None
        if not (1 if name == "beam" else 0) <= number <= 512:
            raise UsageError(f"{name} is out of range: {number}", path=place, hint="beam 1 to 512, threads 0 to 512")
        return number
    if name == "keys":
        if not isinstance(value, dict):
            raise UsageError("[keys] must be a table", path=place)
        return value
    if not isinstance(value, str):
        raise UsageError(f"{name.rstrip('_')} must be a string", path=place)
    if name == "fail_on" and value not in LEVELS:
        raise UsageError(f"unknown level {value!r}", path=place, hint="one of " + ", ".join(LEVELS))
    if name in ("to", "from_"):
        return language_tag(value, place)
    return value


def language_tag(text: str, place: str) -> str:
    """Write a language code the usual way (en, en-GB); Babel must know the language."""
    from babel import Locale, UnknownLocaleError

    language, _, territory = text.strip().replace("_", "-").partition("-")
    tag = language.lower() + (f"-{territory.upper()}" if territory else "")
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UsageError(f"unknown language {text!r}", path=place, hint="a code such as en, en-GB, de or fr") from None
    return tag


@dataclass(frozen=True)
class Person:
    """Who is at work: the name or alias that is written, other names that stand for the same person, and whether they want their time measured."""

    name: str = UNNAMED
    also: tuple[str, ...] = ()
    timing: bool = False


def person_file() -> Path:
    """Return the place of the user's own settings, outside every project."""
    from platformdirs import user_config_path

    return user_config_path("translation-desk", appauthor=False) / "settings.toml"


def who(flag: str | None) -> Person:
    """Tell who is at work: --as, else the user's own settings, else *unnamed*; never the login."""
    path = person_file()
    table = _read_toml(path) if path.is_file() else {}
    name, also, timing = table.get("name", ""), table.get("also", []), table.get("timing", False)
    if not isinstance(name, str) or not isinstance(also, list) or not isinstance(timing, bool):
        raise UsageError("name must be a string, also a list of strings, timing true or false", path=path)
    return Person((flag or name or UNNAMED).strip() or UNNAMED, tuple(str(other) for other in also), timing)


def remember(name: str) -> None:
    """Write a name into the user's own settings; what else stands there is kept."""
    path, known = person_file(), who(None)
    text = f"name = {_toml(name)}\n" + (f"also = [{', '.join(map(_toml, known.also))}]\n" if known.also else "") + ("timing = true\n" if known.timing else "")
    write(path, text.encode())


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML's basic strings are JSON's, but for DEL
