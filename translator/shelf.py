"""The articles of a corpus: which folder is whose, and which a file belongs to.

`corpus/<slug>/source.<ext>` is the article; `corpus.py` reads and writes what stands beside it.
"""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from translator import files
from translator.errors import StoreError, TranslatorError, UsageError
from translator.formats import FORMATS
from translator.model import Document

FEWEST = 2  # sentences that two versions share at least: a greeting is no article
KNOWN = 2 / 3  # share of both texts' sentences that makes one a new version of the other; a series shares its title and last line


@dataclass(frozen=True)
class Article:
    """One article of the corpus."""

    slug: str
    folder: Path

    @property
    def source(self) -> Path | None:
        """The file `source.*`, if there is one."""
        return next(iter(sources(self.folder)), None)

    def catalog(self, language: str) -> Path:
        return self.folder / f"{language}.po"

    def history(self, language: str) -> Path:
        return self.folder / f"{language}.history.jsonl"

    def languages(self) -> list[str]:
        """The languages that the article has catalogs for."""
        return sorted(path.stem for path in self.folder.glob("*.po") if not path.name.startswith(".") and path.stem != "source")


def sources(folder: Path) -> list[Path]:
    """List the sources of an article's folder: `source.*` in a format that is read; a backup beside them is nobody's."""
    found = [path for path in sorted(folder.glob("source.*")) if path.stem == "source" and path.suffix.lower() in FORMATS and path.is_file()]
    return [path for path in found if path.resolve().is_relative_to(folder.parent.resolve())]


def slug(path: Path) -> str:
    """Return the ASCII of a file's stem; a `source.*` in a folder goes by the folder's name."""
    stem = path.stem if path.stem != "source" else path.absolute().parent.name
    german = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", stem).translate(german))
    text = re.sub(r"[^a-z0-9]+", "-", text.encode("ascii", "ignore").decode().lower()).strip("-")
    return text[:80] or "article"


class Shelf:
    """The folders of articles; what is in them is read once a run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._sources: dict[str, str] | None = None
        self._names: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}
        self._taken: dict[str, tuple[str, str]] = {}  # slug -> the file that is this article in this run, and the digest of its bytes

    def articles(self) -> Iterator[Article]:
        """All articles, by name."""
        if self.root.is_dir():
            try:
                folders = sorted(self.root.iterdir())
            except OSError as error:
                raise StoreError(f"cannot be read ({error.strerror})", path=self.root, hint="check its permissions") from error
            for folder in folders:
                if folder.is_dir() and not folder.name.startswith(".") and sources(folder):
                    yield Article(folder.name, folder)

    def article(self, name: str) -> Article:
        """Find an article by its slug, any path of it, or the file that it was made from."""
        path = Path(name)
        candidates = [self.root / name] if not path.suffix and "/" not in name else []
        candidates += [path.parent if path.is_file() else path]
        for folder in candidates:
            if folder.is_dir() and sources(folder):
                return Article(folder.name, folder)
        if path.is_file():
            self._index()
            recorded = self._names.get(self.source_name(path)) if self._near(path) else None
            same = (self._sources or {}).get(files.digest(files.read_bytes(path))) or recorded
            if same:
                return Article(same, self.root / same)
        names = [article.slug for article in self.articles()]
        near = difflib.get_close_matches(name, names, 3) or names[:5]
        raise UsageError(
            "no such article",
            path=name,
            hint=f"known: {', '.join(near)}" if near else f"translate a file first; the corpus is {self.root}",
        )

    def locate(self, path: Path, document: Document, keys: Sequence[str]) -> tuple[Article, str]:
        """Find the folder for a file, and say why: it is there already, the same article, a new version, or new."""
        folder = path.absolute().parent
        if path.stem == "source" and folder.parent == self.root.absolute():
            if len(sources(folder)) > 1:
                raise UsageError("holds two sources", path=folder, hint="keep the newer one")
            return Article(folder.name, self.root / folder.name), "known"
        self._index()
        assert self._sources is not None
        place = os.path.abspath(path)  # noqa: PTH100  # resolve() would follow links
        digest = files.digest(document.data)
        same = self._sources.get(digest)
        if same and self._taken.setdefault(same, (place, digest))[1] == digest:  # else another file of this run is a new version of it
            return Article(same, self.root / same), "known"
        plain = {key.partition("-")[0] for key in keys}
        name = self._version_of(path, document, plain)
        if name and self._taken.setdefault(name, (place, digest))[0] == place:  # else another file of this run is that article
            return Article(name, self.root / name), "new version"
        wanted = name = slug(path)
        number = 2
        while name in self._keys or sources(self.root / name):  # those found in this run have no folder yet
            name, number = f"{wanted}-{number}", number + 1
        self._note(name, document, path, plain)
        self._taken[name] = place, digest
        return Article(name, self.root / name), "new"

    def _version_of(self, path: Path, document: Document, plain: set[str]) -> str:
        """Return the article that a file with other bytes is a new version of: by its recorded name, its URL, or its sentences.

        A URL alone does not do: pages copy it, or name their site's.
        """
        shared = {name: len(plain & known) for name, known in self._keys.items()}
        known = self._names.get(self.source_name(path), "")
        if known and (self._near(path) or 2 * shared.get(known, 0) >= max(len(plain), len(self._keys.get(known, ())))):
            return known
        url = self._names.get(document.metadata.get("url", ""), "")
        if url and 2 * shared.get(url, 0) >= max(1, min(len(plain), len(self._keys.get(url, ())))) and not self.has_its_own(url, path):
            return url
        best = max(shared, key=lambda name: shared[name], default="")
        enough = best and shared[best] >= FEWEST and shared[best] > KNOWN * max(len(plain), len(self._keys[best]))
        return best if enough and not self.has_its_own(best, path) else ""

    def _near(self, path: Path) -> bool:
        """Tell whether a file lies beside the corpus or below; elsewhere its recorded name is bare, and may be many files'."""
        return path.absolute().is_relative_to(self.root.absolute().parent)

    def has_its_own(self, name: str, path: Path) -> bool:
        """Tell whether the file that an article was made from is still there, beside or instead of this one."""
        full = path.absolute()
        recorded = [Path(file) for file, slug_ in self._names.items() if slug_ == name and "://" not in file]
        places = {place for file in recorded for place in (self.root.absolute().parent / file, full.parent / file.name)}
        return any(place.is_file() for place in places - {full})

    def source_name(self, path: Path) -> str:
        """Return the name that is recorded for a file: relative to the corpus's parent, or bare; never absolute."""
        full = os.path.abspath(path), os.path.abspath(self.root.parent)  # noqa: PTH100  # without "..", links left as they are
        try:
            name = Path(full[0]).relative_to(full[1]).as_posix()
        except ValueError:
            name = path.name
        return os.fsencode(name).decode("utf-8", "replace")

    def _note(self, name: str, document: Document, path: Path, keys: set[str]) -> None:
        assert self._sources is not None
        self._sources[files.digest(document.data)] = name
        self._names[self.source_name(path)] = name
        self._keys[name] = keys

    def _index(self) -> None:
        """Read once a run which bytes, names and sentences belong to which article."""
        if self._sources is not None:
            return
        self._sources = {}
        for article in self.articles():
            known: set[str] = set()
            with suppress(TranslatorError):
                if article.source:
                    self._sources[files.digest(files.read_bytes(article.source))] = article.slug
            for language in article.languages():
                try:
                    text = files.read_bytes(article.catalog(language)).decode("utf-8", "replace").replace("\r\n", "\n")
                except TranslatorError:
                    continue  # named when that article is asked for
                head = text[:8000].partition("\n\n")[0].replace('"\n"', "").replace("\\n", "\n").replace('\\"', '"')
                known |= {found.partition("-")[0] for found in re.findall(r'^msgctxt "([0-9a-f]{12}[^"]*)"', text, re.M)}
                for header in ("X-Source-File", "X-Source-URL"):
                    found = re.search(rf"^{header}: (.+)$", head, re.M)
                    if found and found[1] != f"{self.root.name}/{article.slug}/{article.source.name if article.source else ''}":
                        self._names.setdefault(found[1], article.slug)
            self._keys[article.slug] = known
