"""The corpus: recalls an article's translation and saves it; human work is never dropped.

`corpus/<slug>/source.<ext>` is the article, `<lang>.po` its translation as it stands, `<lang>.history.jsonl` how it came
about. The history is flushed before the PO is renamed; the PO's digest tells whether another program has been there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

from translator import changes, files, history
from translator.bilingual import po
from translator.config import Person
from translator.errors import StoreError
from translator.model import Document, Segment, added
from translator.record import Record, entry_of, header_of, lines_of, shared
from translator.shelf import Article, Shelf, sources

UNSAVED = "0" * 12


class Moved(StoreError):
    """The catalog is no longer the one that was read."""


class Corpus(Shelf):
    """A folder of articles, and what people and machines made of them."""

    def writable(self) -> None:
        """Make the corpus's folder for locks, or say why nothing can be saved here."""
        files.make_folder(self.root / ".locks")

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
                record.based[key] = segment.revisions
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
            record.based[entry.key] = segment.revisions
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
        fresh = changes.rekeyed(record.segments, fresh)
        stored = record.past | {segment.key: segment for segment in [*record.obsolete, *record.segments]}
        old = [segment.key for segment in record.segments]
        pairs = dict(changes.aligned(record.segments, fresh, set(stored)))
        out = []
        for segment in fresh:
            known = stored.get(segment.key)
            if known is None and segment.key in pairs:
                known = pairs[segment.key]
                record.left.append(known)  # so that what its history lacks is written before it is continued
                record.based[segment.key] = known.revisions
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
            revised = lines_of(record, now)
            inside = path.absolute().parent == article.folder.absolute()
            kept = inside or self.has_its_own(article.slug, path)  # a copy does not take the place of the file it was made from
            name = (record.header.get("X-Source-File") if kept else "") or self.source_name(path)
            header = header_of(article, language, record, document, name, source_language, person)
            entries = [*(entry_of(s, source.name) for s in record.segments), *(entry_of(s, "", obsolete=True) for s in record.obsolete)]
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
                record.based[segment.key] = segment.revisions
            return True

    def _merge(self, article: Article, language: str, record: Record, person: Person, now: str) -> None:
        """Another program wrote the catalog while we worked: what people did there comes first."""
        theirs = self.load(article, language, person, now)
        self.recall(theirs, [Segment(s.key, s.source, s.line, kind=s.kind) for s in record.segments])
        for number, (ours, other) in enumerate(zip(record.segments, theirs.segments, strict=True)):
            based = shared(theirs.based.get(other.key, ()), other.revisions)
            held, since = other.revisions[:based], other.revisions[based:]
            mine = ours.revisions[based:] if ours.revisions[:based] == held else ()
            if mine and (ours.touched or not other.touched):  # read or drafted before what was added since
                same = since and (since[-1].text, since[-1].state) == (mine[-1].text, mine[-1].state)
                other = replace(other, revisions=reduce(added, mine if same else mine + since, held))
            if other.touched and other.previous and not other.alternative:
                other = replace(other, alternative=ours.alternative or (ours.target if not ours.touched else ""))
            theirs.segments[number] = other
        theirs.used, theirs.consulted = record.used, record.consulted
        record.__dict__.update(theirs.__dict__)
