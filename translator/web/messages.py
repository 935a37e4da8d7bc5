"""What checks and errors say, in the language of the page: the catalogs hold it under the context `issue`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parent.parent / "locale"
PLACE = re.compile(r"\{(\d)\}")


@cache
def _table(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Return patterns for the messages of a catalog with their translations, those with the most words first."""
    from babel.messages.pofile import read_po

    path = LOCALES / f"{language}.po"
    if not path.is_file():
        return []
    with path.open("rb") as file:
        found = [(str(entry.id), str(entry.string)) for entry in read_po(file, locale=language) if entry.context == "issue" and entry.string]
    found.sort(key=lambda pair: -len(PLACE.sub("", pair[0])))
    return [(re.compile("".join("(.+?)" if n % 2 else re.escape(part) for n, part in enumerate(PLACE.split(text))), re.S), said) for text, said in found]


def said(message: str, language: str) -> str:
    """Translate a message; one that the catalog lacks stays as it is."""
    for pattern, text in _table(language):
        found = pattern.fullmatch(message)
        if found:
            return text.format("", *(said(part, language) for part in found.groups()))
    return message


def translated(answer: dict[str, Any], language: str) -> dict[str, Any]:
    """Translate the issues in an answer to a page, wherever they stand, and an error with its hint."""
    issues = answer.get("issues")
    lists = issues.values() if isinstance(issues, dict) else [issues] if isinstance(issues, list) else []
    for found in lists:
        for issue in found:
            issue["message"] = said(issue["message"], language)
    for row in answer.get("rows", ()):
        if "issues" in row:
            row["issues"] = [said(text, language) for text in row["issues"]]
    for name in ("error", "hint"):
        if answer.get(name):
            answer[name] = said(answer[name], language)
    return answer
