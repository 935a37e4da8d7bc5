"""Looks at what the corpus holds without changing it: issues, progress, credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from translator import checks, credits, files, formats
from translator.bilingual import po
from translator.corpus import Article
from translator.errors import TranslatorError, UsageError
from translator.model import Issue, Origin, Revision, Segment, State
from translator.project import Project
from translator.publication import open_article


def check(project: Project, names: Sequence[str]) -> Iterator[Issue]:
    """Check articles and PO files; without names every article that has a translation."""
    target = project.settings.to
    if not names:
        articles = [article for article in project.corpus.articles() if target in article.languages()]
        if not articles:
            raise UsageError(f"no article has a translation into {target}", path=project.corpus.root, hint="translator translate FILE…")
        for article in articles:
            yield from _article(project, article)
    for name in names:
        path = Path(name)
        if path.suffix == ".po" and path.is_file() and not any(path.absolute().parent.glob("source.*")):
            yield from _catalog(project, path)
        else:
            article = project.corpus.article(name)
            if target not in article.languages():
                raise UsageError(f"has no translation into {target}", path=name, hint=f"translator translate {article.source} --to {target}")
            yield from _article(project, article)


def _article(project: Project, article: Article) -> Iterator[Issue]:
    document, source, segments = open_article(project, article, project.settings.to)
    parts = project.checks(source)
    for segment in segments:
        yield from checks.run(parts, document.path, segment, project.settings.suppress)
    for _, issue in checks.run_document(project.document_checks(source), document.path, segments):
        yield issue


def _catalog(project: Project, path: Path) -> Iterator[Issue]:
    catalog = po.read(files.read_bytes(path), str(path))
    source = project.settings.from_ or catalog.header.get("X-Source-Language") or "de"
    parts = project.checks(source)
    segments = [
        Segment(entry.key or "", entry.source, entry.line, (Revision(entry.target, Origin.UNKNOWN, State.INITIAL),))
        for entry in catalog.entries
        if not entry.obsolete and entry.target
    ]
    for segment in segments:
        yield from checks.run(parts, str(path), segment)
    for _, issue in checks.run_document(project.document_checks(source), str(path), segments):
        yield issue


def monolingual(project: Project, names: Sequence[str]) -> Iterator[Issue]:
    """Check texts in the target language, paragraph by paragraph, without a source."""
    parts = project.monolingual_checks()
    for name in names:
        document = formats.read(name, files.read_bytes(Path(name)))
        units = [unit for unit in document.units if unit.translatable]
        segments = [Segment("", "", unit.line, (Revision(unit.text, Origin.UNKNOWN, State.INITIAL),), kind=unit.kind) for unit in units]
        for unit, segment in zip(units, segments, strict=True):
            for issue in checks.run(parts, name, segment):
                yield replace(issue, key=None, line=unit.line_of(issue.start))
        for number, issue in checks.run_document(project.document_checks(project.settings.from_ or "de"), name, segments):
            yield replace(issue, key=None, line=units[number].line_of(issue.start))


def credits_of(project: Project, article: Article) -> credits.Credits:
    """Read an article's credits."""
    document, source, segments = open_article(project, article, project.settings.to)
    return credits.read(segments, source=source, target=project.settings.to, article=document.metadata)


def progress(project: Project, article: Article) -> dict[str, Any]:
    """Count how far an article has come; `outdated` drafts are by another engine than today's."""
    document, source, segments = open_article(project, article, project.settings.to)
    found = credits.read(segments, source=source, target=project.settings.to, article=document.metadata)
    try:
        signature = project.engine(source).signature
    except TranslatorError:
        signature = ""
    outdated = sum(1 for s in segments if signature and not s.touched and s.draft and s.draft.engine != signature)
    return {
        "article": article.slug, "language": project.settings.to, "sentences": len(segments), "drafted": found.drafted,
        "touched": found.touched, "confirmed": found.confirmed, "outdated": outdated, "people": found.people,
    }  # fmt: skip
