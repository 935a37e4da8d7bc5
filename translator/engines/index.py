"""The Argos index: the only part of the desk that goes online, and only when `models install NAME` asks for it."""

from __future__ import annotations

import json
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from translator.engines import packages
from translator.errors import PackageError

LARGEST_INDEX = 16 * 1024 * 1024
LARGEST_PACKAGE = 2**31
TIMEOUT = 60  # seconds without an answer


def entries() -> list[dict[str, Any]]:
    """Fetch argostranslate's index of packages."""
    from argostranslate import settings

    address = str(settings.remote_package_index)
    try:
        values = json.loads(_fetch(address, LARGEST_INDEX))
    except ValueError:
        raise PackageError("the index is not valid JSON", path=address) from None
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def install(name: str, *, expected: str = "") -> packages.Package:
    """Fetch a package of the index by its name (translate-de_en) and install it."""
    found = [entry for entry in entries() if entry.get("code", f"translate-{entry.get('from_code')}_{entry.get('to_code')}") == name]
    if not found:
        raise PackageError(f"the index has no package {name!r}", hint="names look like translate-de_en")
    links = [link for link in found[-1].get("links", []) if isinstance(link, str) and link.startswith("https://")]
    if not links:
        raise PackageError(f"the index has no https link for {name!r}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.argosmodel"
        path.write_bytes(_fetch(links[0], LARGEST_PACKAGE))
        return packages.install(path, expected=expected)


def _fetch(address: str, limit: int) -> bytes:
    if not address.startswith("https://"):
        raise PackageError("only https is used", path=address)
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310  # https is checked above
            data: bytes = answer.read(limit + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise PackageError(
            f"cannot be reached ({reason})",
            path=address,
            hint="this machine may be offline: fetch the .argosmodel file elsewhere and run translator models install FILE",
        ) from None
    if len(data) > limit:
        raise PackageError(f"is larger than {limit // 2**20} MiB", path=address)
    return data
