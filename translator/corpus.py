"""The corpus: finds an article's folder, recalls its translation, saves it; human work is never dropped.

`corpus/<slug>/source.<ext>` is the article, `<lang>.po` its translation as it stands, `<lang>.history.jsonl` how it came
about. The history is flushed before the PO is renamed; the PO's digest tells whether another program has been there.
"""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from translator import changes, files, history
from translator.bilingual import po
from translator.config import Person
from translator.errors import StoreError, TranslatorError, UsageError
from translator.formats import FORMATS
from translator.model import Document, Origin, Revision, Segment

FEWEST = 2  # sentences that two versions share at least: a greeting is no article
KNOWN = 0.5  # share of a text's sentences that makes it a new version of an article
UNSAVED = "0" * 12
FIELDS = {"author": "X-Source-Author", "date": "X-Source-Date", "url": "X-Source-URL", "license": "X-Source-License"}


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


class Moved(StoreError):
    """The catalog is no longer the one that was read."""


@dataclass
class Record:
    """What one article has in one language: segments in order, those whose source has gone, and what was read."""

    segments: list[Segment]
    obsolete: list[Segment] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    comment: str = ""  # above the header
    engines: dict[str, dict[str, str]] = field(default_factory=dict)  # as the history holds them
    used: dict[str, dict[str, str]] = field(default_factory=dict)  # in this run
    glossaries: dict[str, dict[str, str]] = field(default_factory=dict)  # as the history holds them
    consulted: dict[str, dict[str, str]] = field(default_factory=dict)  # in this run
    digest: str = ""  # of the catalog that was read; empty if there was none
    based: dict[str, int] = field(default_factory=dict)  # key -> revisions that the history holds already
    continues: dict[str, tuple[str, str]] = field(default_factory=dict)  # new key -> old key, old source
    alternatives: dict[str, str] = field(default_factory=dict)  # as the history holds them
    past: dict[str, Segment] = field(default_factory=dict)  # what people did, by the history, to keys that the catalog lacks
    previous: dict[str, str] = field(default_factory=dict)  # key -> older source, as the history holds them
    left: list[Segment] = field(default_factory=list)  # under their old keys: those that a changed sentence continues
    edited: list[Segment] = field(default_factory=list)  # changed by people in another editor since the last save


def slug(path: Path) -> str:
    """Return the ASCII of a file's stem; a `source.*` in a folder goes by the folder's name."""
    stem = path.stem if path.stem != "source" else path.absolute().parent.name
    german = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", stem).translate(german))
    text = re.sub(r"[^a-z0-9]+", "-", text.encode("ascii", "ignore").decode().lower()).strip("-")
    return text[:80] or "article"


class Corpus:
    """A folder of articles."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._sources: dict[str, str] | None = None
        self._names: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}
        self._taken: dict[str, str] = {}  # slug -> the file that is this article in this run

    def writable(self) -> None:
        """Make the corpus's folder for locks, or say why nothing can be saved here."""
        files.make_folder(self.root / ".locks")

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
        """Find an article by its slug or any path of it."""
        path = Path(name)
        candidates = [self.root / name] if not path.suffix and "/" not in name else []
        candidates += [path.parent if path.is_file() else path]
        for folder in candidates:
            if folder.is_dir() and sources(folder):
                return Article(folder.name, folder)
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
        same = self._sources.get(files.digest(document.data))
        if same:
            self._taken.setdefault(same, place)
            return Article(same, self.root / same), "known"
        plain = {key.partition("-")[0] for key in keys}
        name = self._version_of(path, document, plain)
        if name and self._taken.setdefault(name, place) == place:  # else another file of this run is that article
            return Article(name, self.root / name), "new version"
        wanted = name = slug(path)
        number = 2
        while name in self._keys or sources(self.root / name):  # those found in this run have no folder yet
            name, number = f"{wanted}-{number}", number + 1
        self._note(name, document, path, plain)
        self._taken[name] = place
        return Article(name, self.root / name), "new"

    def _version_of(self, path: Path, document: Document, plain: set[str]) -> str:
        """Return the article that a file with other bytes is a new version of: by its recorded name, its URL, or its sentences."""
        shared = {name: len(plain & known) for name, known in self._keys.items()}
        recorded = self.source_name(path)
        inside = path.absolute().is_relative_to(self.root.absolute().parent)
        for name in (recorded, document.metadata.get("url", "")):
            known = self._names.get(name, "") if name else ""
            if known and (name != recorded or inside or shared.get(known)):  # outside, one name can stand for many files
                return known
        best = max(shared, key=lambda name: shared[name], default="")
        return best if best and shared[best] >= max(FEWEST, KNOWN * len(plain)) else ""

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

    def load(self, article: Article, language: str, person: Person, now: str) -> Record:
        """Read what the article has in a language, and take in what other editors did to the catalog."""
        catalog_path, history_path = article.catalog(language), article.history(language)
        self._inside(article.folder, catalog_path, history_path)
        data = files.read_bytes(catalog_path) if catalog_path.is_file() else b""
        named = re.search(rb'^"X-Desk-Save: ([0-9a-f]+)', data[:8000], re.M)
        past = history.read(files.read_bytes(history_path) if history_path.is_file() else b"", named[1].decode() if named else "")
        record = Record([], engines=past.engines, glossaries=past.glossaries, digest=files.digest(data) if data else "")
        record.alternatives, record.previous = dict(past.alternatives), past.previous
        for key, revisions in past.revisions.items():
            segment = Segment(key, "", revisions=tuple(revisions), previous=past.previous.get(key, ""), alternative=past.alternatives.get(key, ""))
            if segment.touched:
                record.past[key] = segment
                record.based[key] = len(revisions)
        if not data:
            return record
        catalog = po.read(data, str(catalog_path))
        record.header, record.comment = catalog.header, catalog.comment
        drafts = any(entry.fuzzy for entry in catalog.entries)
        saved = {save["saved"] for save in past.saves}
        ours = [(save.get("translator", ""), save.get("date", "")) for save in past.saves]
        stands = catalog.header.get("Last-Translator", ""), catalog.header.get("PO-Revision-Date", "")
        editor = changes.editor(stands[0], person, changed=stands not in ours)
        latest = stands in ours[-1:]
        for entry in catalog.entries:
            if entry.plural:  # not ours: a sentence has no plural forms
                continue
            segment = Segment(
                entry.key, entry.source, revisions=tuple(past.revisions.get(entry.key, ())),
                previous=past.previous.get(entry.key, "") if past.exists else entry.previous,
                alternative=past.alternatives.get(entry.key, ""), comment=entry.comment, flags=entry.flags,
            )  # fmt: skip
            record.based[entry.key] = len(segment.revisions)
            if record.digest not in saved:
                before = segment
                segment = changes.taken_in(segment, entry, editor, now, past.base, latest=latest, drafts=drafts)
                if segment is not before and segment.touched and segment.revisions[-1:] != before.revisions[-1:]:
                    record.edited.append(segment)
            (record.obsolete if entry.obsolete else record.segments).append(segment)
        return record

    def _inside(self, *paths: Path) -> None:
        """Refuse links that lead out: a corpus may come from strangers, and what it names would be written there.

        A catalog may lie elsewhere if it is there already: it is written only over the catalog that was read.
        """
        root = self.root.resolve()
        for path in paths:
            if not path.resolve().is_relative_to(root) and not (path.suffix == ".po" and path.is_file()):
                raise StoreError("is a link that leads out of the corpus", path=path, hint="put the file itself in its place")

    def recall(self, record: Record, fresh: Sequence[Segment]) -> None:
        """Give the sentences of the document, as it is now, what the record knows of them."""
        stored = record.past | {segment.key: segment for segment in [*record.obsolete, *record.segments]}
        old = [segment.key for segment in record.segments]
        pairs = dict(changes.aligned(record.segments, fresh, set(stored)))
        out = []
        for segment in fresh:
            known = stored.get(segment.key)
            if known is None and segment.key in pairs:
                known = pairs[segment.key]
                record.left.append(known)  # so that what its history lacks is written before it is continued
                record.based[segment.key] = len(known.revisions)
                known = replace(known, previous=(known.touched and known.previous) or known.source, alternative="")
                record.continues[segment.key] = (record.left[-1].key, known.previous)
            if known is not None:
                segment = replace(
                    segment, revisions=known.revisions, previous=known.previous, alternative=known.alternative,
                    comment=known.comment, flags=known.flags,
                )  # fmt: skip
            else:
                segment = replace(segment, previous=record.previous.get(segment.key, ""))
            out.append(segment)
        now = {segment.key for segment in fresh}
        continued = {old_key for old_key, _ in record.continues.values()}
        gone = [stored[key] for key in old if key not in now and key not in continued]
        kept = [segment for segment in record.obsolete if segment.key not in now]
        record.segments = out
        record.obsolete = [segment for segment in [*kept, *gone] if segment.touched or segment.comment]

    def save(
        self,
        article: Article,
        language: str,
        record: Record,
        document: Document,
        *,
        path: Path,
        source_language: str,
        now: str,
        person: Person,
        new: bool = False,
        merge: bool = True,
    ) -> bool:
        """Write source, history and catalog under the article's lock; return whether anything changed.

        If another program wrote the catalog since it was read, its changes are merged, or without `merge` nothing is written: `Moved`.
        """
        with files.lock(self.root / ".locks" / f"{article.slug}.lock"):
            if new and article.source is not None and files.read_bytes(article.source) != document.data:
                raise StoreError("another run has just made an article of this name", path=article.folder, hint="run the same command again")
            self._inside(article.folder, article.catalog(language), article.history(language))
            article.folder.mkdir(parents=True, exist_ok=True)
            files.sweep(article.folder)
            catalog_path = article.catalog(language)
            found = files.digest_file(catalog_path) if catalog_path.is_file() else ""
            if found != record.digest:
                if not merge:
                    raise Moved("another program has just changed it", path=catalog_path, hint="try again")
                self._merge(article, language, record, person, now)
            source = article.folder / f"source{Path(document.path).suffix.lower()}"
            files.write(source, document.data)
            for other in sources(article.folder):
                if other.name != source.name:
                    other.unlink()
            revised = _lines(record, now)
            header = self._header(article, language, record, document, path, source_language, person)
            entries = [*(_entry(s, source.name) for s in record.segments), *(_entry(s, "", obsolete=True) for s in record.obsolete)]
            header["X-Desk-Save"] = UNSAVED
            data = po.write(po.Catalog(header, record.comment, entries))
            header["X-Desk-Save"] = files.digest(data)[: len(UNSAVED)]  # so that the same content has the same id
            data = data.replace(UNSAVED.encode(), header["X-Desk-Save"].encode(), 1)
            digest = files.digest(data)
            if not revised and digest == found:
                return False
            saved = history.line(saved=digest, id=header["X-Desk-Save"], translator=header["Last-Translator"], date=header["PO-Revision-Date"], when=now)
            files.append(article.history(language), revised + saved)
            files.write(catalog_path, data)
            record.digest = digest
            for segment in [*record.left, *record.segments, *record.obsolete]:
                record.based[segment.key] = len(segment.revisions)
            return True

    def _merge(self, article: Article, language: str, record: Record, person: Person, now: str) -> None:
        """Another program wrote the catalog while we worked: what people did there comes first."""
        theirs = self.load(article, language, person, now)
        self.recall(theirs, [Segment(s.key, s.source, s.line, kind=s.kind) for s in record.segments])
        for number, (ours, other) in enumerate(zip(record.segments, theirs.segments, strict=True)):
            based = theirs.based.get(other.key, 0)
            held, added = other.revisions[:based], other.revisions[based:]
            mine = ours.revisions[based:] if ours.revisions[:based] == held else ()
            if mine and (ours.touched or not other.touched):  # read or drafted before what was added since
                same = added and (added[-1].text, added[-1].state) == (mine[-1].text, mine[-1].state)
                other = replace(other, revisions=held + mine + (() if same else added))
            if other.touched and other.previous and not other.alternative:
                other = replace(other, alternative=ours.alternative or (ours.target if not ours.touched else ""))
            theirs.segments[number] = other
        theirs.used, theirs.consulted = record.used, record.consulted
        record.__dict__.update(theirs.__dict__)

    def _header(self, article: Article, language: str, record: Record, document: Document, path: Path, source_language: str, person: Person) -> dict[str, str]:
        revisions = [s.revisions[-1] for s in record.segments if s.revisions]
        human = [r for r in revisions if r.origin is Origin.HUMAN]
        latest = max((r.when for r in revisions), default="")
        who = " ".join(max(human, key=lambda r: r.when).by.split()) if human else "Automatically generated"
        inside = path.absolute().parent == article.folder.absolute()
        name = record.header.get("X-Source-File") if inside and record.header.get("X-Source-File") else self.source_name(path)
        date = re.sub(r"T(\d\d:\d\d).*", r" \1+0000", latest)
        values = {
            "Project-Id-Version": article.slug,
            "Report-Msgid-Bugs-To": record.header.get("Report-Msgid-Bugs-To", ""),
            "POT-Creation-Date": record.header.get("POT-Creation-Date") or date,
            "PO-Revision-Date": date,
            "Last-Translator": who,
            "Language": language.replace("-", "_"),
            "X-Generator": "translation-desk",
            "X-Source-Language": source_language,
            "X-Source-File": name or self.source_name(path),
        }
        for field_name, header in FIELDS.items():
            value = document.metadata.get(field_name, "")
            if value:
                values[header] = value
        others = {k: v for k, v in record.header.items() if k not in values and (k in po.HEADER or k.startswith(("X-Source-", "X-Desk-")))}
        names = [name.casefold() for name in person.also]
        return {k: v for k, v in others.items() if not any(name in v.casefold() for name in names)} | values


def _lines(record: Record, now: str) -> bytes:
    """Write the history's new lines."""
    out = b""
    for name, values in record.used.items():
        if name not in record.engines:
            record.engines[name] = values
            out += history.line(engine=name, **values, when=now)
    for name, values in record.consulted.items():
        if name not in record.glossaries:
            record.glossaries[name] = values
            out += history.line(glossary=name, **values, when=now)
    for segment in [*record.left, *record.segments, *record.obsolete]:
        if segment.key in record.continues:
            old, source = record.continues.pop(segment.key)
            out += history.line(key=segment.key, continues=old, source=source, when=now)
        out += history.lines(segment.key, segment.revisions[record.based.get(segment.key, 0) :])
        if segment.alternative and record.alternatives.get(segment.key) != segment.alternative:
            record.alternatives[segment.key] = segment.alternative
            out += history.line(key=segment.key, alternative=segment.alternative, when=now)
    return out


def _entry(segment: Segment, source: str, *, obsolete: bool = False) -> po.Entry:
    last: Revision | None = segment.revisions[-1] if segment.revisions else None
    note = ""
    if last:
        by = last.by if last.origin is Origin.HUMAN else last.engine.partition("#")[0] or last.by
        note = " · ".join(part for part in (str(last.origin), by, last.when[:10]) if part)
    if segment.kind != "paragraph":
        note = f"[{segment.kind}] {note}".rstrip()
    if segment.alternative:
        note += f"\ndraft for the new source: {segment.alternative}"
    return po.Entry(
        segment.key, segment.source, segment.target, not segment.confirmed, segment.previous, note, segment.comment,
        ((source, str(segment.line)),) if source else (), segment.flags, obsolete,
    )  # fmt: skip
