"""Finds and reads the glossary files of a language pair."""

from __future__ import annotations

from pathlib import Path

from translator.glossary.concept import Row
from translator.glossary.table import Table


def find(root: Path, source: str, target: str) -> list[Path]:
    """Find the glossaries of a language pair; those of a variant (en-GB) come after those of its language."""
    language = target.partition("-")[0]
    folder = root / "glossaries"
    found = sorted(folder.glob(f"*.{source}-{language}.csv"))
    if language != target:
        found += sorted(folder.glob(f"*.{source}-{target}.csv"))
    return found


def default(root: Path, source: str, target: str, *, names: bool) -> Path:
    """Name the file that a new row belongs to."""
    return root / "glossaries" / f"{'names' if names else 'terms'}.{source}-{target}.csv"


def load(paths: list[Path]) -> list[Row]:
    """Read glossary files in order."""
    return [row for path in paths for row in read(path)]


def read(path: Path) -> list[Row]:
    """Read one glossary file; a row that cannot be understood is named with its line, one without a target is left out."""
    if path.is_file() and not path.stat().st_size:
        return []  # the shell has just made it, for what a command will write
    return [row for _, row in Table.read(path).parsed()]
