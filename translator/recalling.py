"""Puts what the memory knows into empty sentences, and gives it what people have confirmed.

The memory is derived: all of it comes from corpus/ and from TMX files kept in corpus/.memory/, and can be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator import files
from translator.config import Person
from translator.errors import StoreError, TranslatorError, UsageError
from translator.model import Origin, Segment, TranslationUnit
from translator.project import Project
from translator.record import Record
from translator.shelf import Article, slug

if TYPE_CHECKING:
    from translator.memory import Memory

KEPT = ".memory"  # in the corpus: TMX files that were imported


def recall(project: Project, article: Article, language: str, record: Record, now: str) -> int:
    """Put the one known translation into sentences that are empty or were drafted for an older source; return how many.

    Beside a person's text for an older source it becomes the alternative. What is ambiguous is left to the machine.
    """
    wanted = [number for number, segment in enumerate(record.segments) if _wants(segment, record)]
    if not wanted:
        return 0
    memory, count = opened(project, language), 0
    for number in wanted:
        segment = record.segments[number]
        before, after = _around(record.segments, number)
        match = memory.certain(segment.source, before=before, after=after, article=article.slug)
        if match is None:
            continue
        count += 1
        if segment.touched:
            record.segments[number] = replace(segment, alternative=match.target)
        else:
            record.segments[number] = segment.revise(match.target, Origin.TM, f"memory: {match.origin}", when=now)
    return count


def _wants(segment: Segment, record: Record) -> bool:
    if segment.touched:
        return bool(segment.previous and not segment.alternative)
    return not segment.target or bool(segment.previous and segment.key in record.continues)


def _around(segments: Sequence[Segment], number: int) -> tuple[str, str]:
    before = segments[number - 1].source if number else ""
    after = segments[number + 1].source if number + 1 < len(segments) else ""
    return before, after


def learn(project: Project, article: Article, language: str, record: Record, target: str | None = None) -> bool:
    """Give the memory what people have confirmed in an article, for what it gave before; return whether that is anything new.

    Call it wherever an article was read or saved: it costs next to nothing if nothing is new, and a memory that
    cannot be written is no error.
    """
    target = target or project.settings.to
    found = list(units(article, language, target, record))
    with suppress(StoreError):
        memory = project.memory(language)
        if memory.store.complete or not memory.store.kept:
            return memory.replace(article.slug, found, target)
    return False


def units(article: Article, language: str, target: str, record: Record) -> Iterator[TranslationUnit]:
    """Yield what people have confirmed in an article, sentences included whose source has gone."""
    for number, segment in enumerate(record.segments):
        if segment.confirmed and segment.target:
            before, after = _around(record.segments, number)
            last = segment.revisions[-1]
            yield TranslationUnit(segment.source, segment.target, language, target, last.by, last.when, article.slug, segment.key, before, after)
    for segment in record.obsolete:
        if segment.confirmed and segment.target:
            last = segment.revisions[-1]
            yield TranslationUnit(segment.source, segment.target, language, target, last.by, last.when, article.slug, segment.key)


def opened(project: Project, language: str) -> Memory:
    """Open the memory; one that is new, or was broken, is made from the corpus first."""
    memory = project.memory(language)
    if memory.store.kept and not memory.store.complete:
        with suppress(StoreError):
            rebuild(project, language)
    return memory


def rebuild(project: Project, language: str, failed: list[TranslatorError] | None = None, progress: Callable[[str], None] = lambda _: None) -> int:
    """Make the memory again from the corpus and from imported files; return how many units it holds.

    What cannot be read is noted in `failed` and left out.
    """
    memory = project.memory(language)
    memory.store.clear()
    for article in project.corpus.articles():
        for target in article.languages():
            try:
                record = project.corpus.load(article, target, project.person, "")
                spoken = (project.settings.from_ or record.header.get("X-Source-Language", "") or "de").partition("-")[0].lower()
                memory.replace(article.slug, list(units(article, spoken, target, record)), target)
                progress(article.slug)
            except TranslatorError as error:
                if failed is not None:
                    failed.append(error)
    from translator.bilingual import tmx

    for path in imported(project):
        try:
            memory.learn(tmx.read(path, language, project.settings.to, origin=origin(path)))
            progress(path.name)
        except TranslatorError as error:
            if failed is not None:
                failed.append(error)
    memory.store.complete = True
    return len(memory)


def imported(project: Project) -> list[Path]:
    """List the TMX files that were imported into the corpus."""
    return sorted((project.corpus.root / KEPT).glob("*.tmx"))


def origin(path: Path) -> str:
    """Return how matches name an imported file."""
    from translator.memory import TMX

    return TMX + path.name


def take_in(project: Project, path: Path, language: str) -> tuple[int, Path]:
    """Import a TMX file: keep a copy in the corpus, and learn it; return how many units it gave, and the copy.

    A file of the same name takes the place of the one that was imported before. For somebody who works under an alias the
    copy is written anew, without what could name them.
    """
    from translator.bilingual import tmx  # brings lxml, which most runs do without

    target = project.settings.to
    number = sum(1 for _ in tmx.read(path, language, target))  # all of it, before anything is written
    if not number:
        raise UsageError(f"holds no unit from {language} to {target}", path=path, hint="--from and --to name the languages; they must stand in it")
    copy = project.corpus.root / KEPT / f"{slug(path)}.tmx"
    memory = opened(project, language)
    if project.person.also:  # the file may hold the name behind the alias, in notes too
        found = (replace(unit, by=_alias(unit.by, project.person)) for unit in tmx.read(path, language, target))
        files.write_pieces(copy, tmx.write(found, language))
    else:
        files.write(copy, files.read_bytes(path, limit=tmx.LARGEST))
    memory.forget(origin(copy))
    memory.learn(tmx.read(copy, language, target, origin=origin(copy)))
    return number, copy


def _alias(by: str, person: Person) -> str:
    """Return the name that may be written for somebody whom a file names."""
    name, _, address = by.partition("<")
    said = {text.strip().casefold() for text in (by, name, address.strip("> "))}
    return person.name if said & {other.casefold() for other in person.also} else by
