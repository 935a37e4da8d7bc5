"""Publishes an article: the same walk that read it asks for each sentence's translation, its language and its credits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from translator import credits, files, formats, recalling, segmentation
from translator.errors import UsageError
from translator.model import Document, Segment, State, Unit
from translator.pipeline import now, segment
from translator.project import Project
from translator.record import Record
from translator.shelf import Article


@dataclass(frozen=True)
class Publication:
    """A document in the target language, and how much of it a person has confirmed."""

    data: bytes
    suffix: str
    segments: int
    confirmed: int
    untranslated: int
    outdated: int


def open_article(project: Project, article: Article, language: str) -> tuple[Document, str, list[Segment]]:
    """Read an article of the corpus with its translation as it stands; nothing is written but the memory of what people confirmed."""
    document, name, record = open_record(project, article, language)
    return document, name, record.segments


def open_record(project: Project, article: Article, language: str) -> tuple[Document, str, Record]:
    """Read an article with everything that is known of its translation, so that it can be changed and saved."""
    source = article.source
    if source is None:
        raise UsageError("has no source file", path=article.folder)
    document = formats.read(str(source), files.read_bytes(source))
    name = project.source_language(document)
    record = project.corpus.load(article, language, project.person, now())
    header = {"author": "X-Source-Author", "date": "X-Source-Date", "url": "X-Source-URL", "license": "X-Source-License"}
    more = {key: record.header[field] for key, field in header.items() if record.header.get(field) and not document.metadata.get(key)}
    document = Document(document.path, document.data, document.format, document.units, {**document.metadata, **more})
    project.corpus.recall(record, segment(document, name, project.settings.abbreviations))
    recalling.learn(project, article, name, record, language)
    return document, name, record


def publish(project: Project, article: Article) -> Publication:
    """Rebuild the article in the target language; a sentence without translation stays as it is."""
    target = project.settings.to
    if target not in article.languages():
        raise UsageError(f"has no translation into {target}", path=article.slug, hint=f"translator translate {article.source} --to {target}")
    document, source, segments = open_article(project, article, target)
    line = credits.read(segments, source=source, target=target, article=document.metadata)
    targets = iter(segments)
    latest: list[Segment] = []

    def visit(unit: Unit) -> str:
        if unit.kind == "language":
            return target
        if unit.kind == "metadata":
            return json.dumps({**credits.json_ld(line), "inSource": source}, ensure_ascii=False)
        if unit.kind == "credit":
            return " ".join(part for part in (credits.line(line), credits.origin(line)) if part)
        if unit.kind == "date":
            return line.latest
        if unit.kind == "state":
            return _state(latest)
        found, tail = segmentation.cuts(unit.text, source, project.settings.abbreviations)
        latest[:] = [next(targets) for _ in found]
        return segmentation.rebuild(found, tail, [known.target or known.source for known in latest])

    data = formats.write(document, visit)
    return Publication(
        data,
        {".pot": ".po"}.get(article.source.suffix, article.source.suffix) if article.source else "",
        len(segments),
        sum(s.confirmed for s in segments),
        sum(not s.target for s in segments),
        sum(bool(s.previous and s.touched) for s in segments),
    )


def _state(segments: Sequence[Segment]) -> str:
    """Tell how far the sentences of one unit have come; nothing if one has no translation."""
    if not all(segment.target for segment in segments):
        return ""
    return State.REVIEWED if all(segment.confirmed for segment in segments) else State.INITIAL
