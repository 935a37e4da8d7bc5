"""Looks at what the corpus holds without changing it: issues, progress, credits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from translator import bilingual, checks, credits, effort, files, formats, history, times
from translator.bilingual import po
from translator.checks.placeholders import Accelerators, Newlines, Placeholders
from translator.errors import GlossaryError, TranslatorError, UsageError
from translator.formats.poheader import Plural
from translator.model import Checked, Issue, Origin, Revision, Segment, State
from translator.project import Project
from translator.publication import open_article
from translator.shelf import Article, sources

XLIFF = (".xlf", ".xliff", ".mxliff", ".mqxliff")


def check(project: Project, names: Sequence[str]) -> Iterator[Checked]:
    """Check articles and PO files, each by itself; without names every article that has a translation."""
    target = project.settings.to
    if not names:
        articles = [article for article in project.corpus.articles() if target in article.languages()]
        if not articles:
            raise UsageError(f"no article has a translation into {target}", path=project.corpus.root, hint="translator translate FILE…")
        for article in articles:
            yield _tried(partial(_article, project, article))
    for name in names:
        yield _tried(partial(_named, project, name))


def _tried(look: Callable[[], Checked]) -> Checked:
    """Look at one document; what keeps it from being read stops no other one."""
    try:
        return look()
    except GlossaryError:  # it is every document's
        raise
    except TranslatorError as error:
        return Checked(error.path or "", error=error)


def _named(project: Project, name: str) -> Checked:
    path = Path(name)
    if path.suffix == ".po" and path.is_file() and not sources(path.absolute().parent):
        return _catalog(project, path)
    if path.suffix.lower() in XLIFF and path.is_file():
        return _xliff(project, path)
    article = project.corpus.article(name)
    if project.settings.to not in article.languages():
        raise UsageError(f"has no translation into {project.settings.to}", path=name, hint=f"translator translate {article.source} --to {project.settings.to}")
    return _article(project, article)


def _article(project: Project, article: Article) -> Checked:
    document, source, segments = open_article(project, article, project.settings.to)
    return Checked(document.path, tuple(_pairs(project, document.path, source, segments)), source)


def _catalog(project: Project, path: Path) -> Checked:
    """Check a PO file by anyone: its sentences like an article's, and what programs need of their strings."""
    catalog = po.read(files.read_bytes(path), str(path))
    source = project.settings.from_ or catalog.header.get("X-Source-Language") or "de"
    parts = project.checks(source)
    plural = Plural.of(catalog.header.get("Plural-Forms", "")) or Plural()
    sign = catalog.header.get("X-Accelerator-Marker", "")[:1]
    segments: list[Segment] = []
    issues: list[Issue] = []
    for entry in catalog.entries:
        for text, target, few in [] if entry.obsolete else _forms(entry, plural):
            segment = Segment(entry.key or "", text, entry.line, (Revision(target, Origin.UNKNOWN, State.INITIAL),), comment=entry.comment)
            segments.append(segment)
            software: list[checks.Check] = [Placeholders(entry.flags, few=few), Newlines(), Accelerators(sign)]
            own = [check for check in software if check.id not in project.settings.suppress]
            issues += checks.run([*parts, *own], str(path), segment, project.settings.suppress)
    issues += [issue for _, issue in checks.run_document(project.document_checks(source), str(path), segments)]
    return Checked(str(path), tuple(issues), source)


def _xliff(project: Project, path: Path) -> Checked:
    """Check the translated sentences of an XLIFF file, ours or another program's."""
    sheet = bilingual.read(files.read_bytes(path), str(path))
    source, target = project.settings.from_ or sheet.language.partition("-")[0].lower() or "de", project.settings.to
    if sheet.target and sheet.target.partition("-")[0].lower() != target.partition("-")[0]:
        raise UsageError(f"is in {sheet.target}, not in {target}", path=path, hint=f"--to {sheet.target}")
    rows = [row for row in sheet.rows if row.target]
    segments = [
        Segment(row.key, row.source, row.line, (Revision(row.target, Origin.UNKNOWN, row.state or State.INITIAL),), comment=row.comment) for row in rows
    ]
    return Checked(str(path), tuple(_pairs(project, str(path), source, segments)), source)


def _forms(entry: po.Entry, plural: Plural) -> Iterator[tuple[str, str, bool]]:
    """List an entry's texts with their translations, and whether a translation is for one number, or for few."""
    if entry.target:
        yield entry.source, entry.target, False
    for number, form in enumerate(entry.forms):
        if form:
            yield entry.source if number == plural.one and number in plural.rare else entry.plural, form, number in plural.rare


def _pairs(project: Project, document: str, source: str, segments: Sequence[Segment]) -> Iterator[Issue]:
    parts = project.checks(source)
    for segment in segments:
        yield from checks.run(parts, document, segment, project.settings.suppress)
    for _, issue in checks.run_document(project.document_checks(source), document, segments):
        yield issue


def monolingual(project: Project, names: Sequence[str]) -> Iterator[Checked]:
    """Check texts in the target language, paragraph by paragraph, without a source."""
    for name in names:
        yield _tried(partial(_text, project, name))


def _text(project: Project, name: str) -> Checked:
    parts, issues = project.monolingual_checks(), []
    document = formats.read(name, files.read_bytes(Path(name)))
    units = [unit for unit in document.units if unit.translatable]
    segments = [Segment("", "", unit.line, (Revision(unit.text, Origin.UNKNOWN, State.INITIAL),), kind=unit.kind) for unit in units]
    for unit, segment in zip(units, segments, strict=True):
        for issue in checks.run(parts, name, segment):
            issues.append(replace(issue, key=None, line=unit.line_of(issue.start)))
    for number, issue in checks.run_document(project.document_checks(project.settings.from_ or "de"), name, segments):
        issues.append(replace(issue, key=None, line=units[number].line_of(issue.start)))
    return Checked(name, tuple(issues))


def credits_of(project: Project, article: Article) -> credits.Credits:
    """Read an article's credits."""
    document, source, segments = open_article(project, article, project.settings.to)
    return credits.read(segments, source=source, target=project.settings.to, article=document.metadata)


def effort_of(project: Project, articles: Iterable[Article]) -> tuple[dict[str, effort.Effort], dict[str, effort.Effort]]:
    """Measure what post-editing took, by article and by person."""
    target, done = project.settings.to, {}
    measured = times.read(project.settings.corpus, target)
    for article in articles:
        seconds = {key: value for (slug, key), value in measured.items() if slug == article.slug}
        done[article.slug] = effort.work(open_article(project, article, target)[2], seconds)
    return {slug: effort.measure(works) for slug, works in done.items()}, effort.by_person(one for works in done.values() for one in works)


def audit(project: Project, article: Article) -> list[dict[str, Any]]:
    """Say of every sentence of an article where its text comes from: engine, glossary, repairs, and who did what, when."""
    _, _, segments = open_article(project, article, project.settings.to)
    path = article.history(project.settings.to)
    past = history.read(files.read_bytes(path) if path.is_file() else b"")
    rows = []
    for segment in segments:
        machine = [revision for revision in segment.revisions if revision.origin in (Origin.TM, Origin.MT, Origin.REPAIR)]
        people = [revision for revision in segment.revisions if revision.origin is Origin.HUMAN]
        last = machine[-1] if machine else Revision("", Origin.UNKNOWN, State.INITIAL)
        confirmed = [revision for revision in people if revision.state.confirmed] if segment.confirmed else []
        measured = effort.measure(effort.work([segment]))
        rows.append({
            "article": article.slug, "line": segment.line, "key": segment.key, "state": str(segment.state), "source": segment.source, "target": segment.target,
            "draft": machine[-1].text if machine else None, "engine": last.engine, **{f"engine_{k}": v for k, v in past.engines.get(last.engine, {}).items()},
            "memory": next((r.by for r in reversed(machine) if r.origin is Origin.TM), ""), "repairs": last.by if last.origin is Origin.REPAIR else "",
            "glossary": last.glossary, **{f"glossary_{k}": v for k, v in past.glossaries.get(last.glossary, {}).items()},
            "drafted": machine[-1].when if machine else "", "translated_by": people[0].by if people else "",
            "reviewed_by": confirmed[-1].by if confirmed else "", "reviewed": confirmed[-1].when if confirmed else "",
            "unchanged": bool(measured.unchanged) if measured.segments else None, "hter": measured.hter,
        })  # fmt: skip
    return rows


def progress(project: Project, article: Article) -> dict[str, Any]:
    """Count how far an article has come; `outdated` are drafts by another engine than today's, and a person's texts for an older source."""
    document, source, segments = open_article(project, article, project.settings.to)
    found = credits.read(segments, source=source, target=project.settings.to, article=document.metadata)
    try:
        signature = project.engine(source).signature
    except TranslatorError:
        signature = ""
    outdated = sum(1 for s in segments if signature and not s.touched and s.draft and s.draft.origin is Origin.MT and s.draft.engine != signature)
    outdated += sum(1 for s in segments if s.touched and s.previous)
    return {
        "article": article.slug, "language": project.settings.to, "sentences": len(segments), "drafted": found.drafted,
        "touched": found.touched, "confirmed": found.confirmed, "outdated": outdated, "people": found.people,
    }  # fmt: skip
