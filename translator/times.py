"""How long people had a sentence open before they confirmed it: only if they ask for it, and only on their own machine."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from translator import files, history

LONGEST = 4 * 3600  # seconds; more is a clock that jumped


def place(corpus: Path) -> Path:
    """Return where a corpus's times lie: among the user's own data, never in the project."""
    from platformdirs import user_data_path

    name = hashlib.sha256(str(corpus.absolute()).encode()).hexdigest()[:24]
    return user_data_path("translation-desk", appauthor=False) / "times" / f"{name}.jsonl"


def note(corpus: Path, article: str, language: str, key: str, by: str, seconds: float, when: str) -> None:
    """Add one sentence's seconds."""
    path = place(corpus)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    files.append(path, history.line(article=article, language=language, key=key, by=by, seconds=f"{min(seconds, LONGEST):.1f}", when=when))


def read(corpus: Path, language: str) -> dict[tuple[str, str], float]:
    """Add up the seconds of each sentence, by article and key; a line that cannot be read is passed over."""
    path, out = place(corpus), dict[tuple[str, str], float]()
    for line in files.read_bytes(path).decode("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            row = json.loads(line)
            key, seconds = (str(row["article"]), str(row["key"])), float(row["seconds"])
        except (ValueError, KeyError, TypeError):
            continue
        if row.get("language") == language and 0 <= seconds <= LONGEST:
            out[key] = out.get(key, 0) + seconds
    return out
