"""Lays an article out for another program: rows with states, what machine and memory wrote, terms, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator import bilingual, files, pipeline
from translator.bilingual.sheet import Proposal, Row, Sheet
from translator.errors import UsageError
from translator.glossary.matcher import Matcher
from translator.model import Origin, Segment
from translator.pipeline import Job
from translator.project import Project
from translator.shelf import Article


@dataclass(frozen=True)
class Export:
    """A file for another program, and how much of it a person has confirmed."""

    data: bytes
    segments: int
    confirmed: int


def open_job(project: Project, article: Article) -> Job:
    """Read an article of the corpus with its translation as it stands, ready to be saved."""
    if article.source is None:
        raise UsageError("has no source file", path=article.folder)
    if project.settings.to not in article.languages():
        to = project.settings.to
        raise UsageError(f"has no translation into {to}", path=article.slug, hint=f"translator translate {article.source} --to {to}")
    job = pipeline.open_file(project, article.source).job
    assert job is not None  # only a file that was done before is skipped, and nobody was asked
    return job


def export(project: Project, article: Article, format: str) -> Export:
    """Write an article for another program.

    It is saved first, so that a save's id can stand in the file: what stood in it then is what a file that comes back is compared with.
    """
    writer = bilingual.writer(format)
    job = open_job(project, article)
    pipeline.save(project, job)
    rows = sheet(project, job)
    return Export(writer.write(rows), len(rows.rows), sum(segment.confirmed for segment in job.record.segments))


def sheet(project: Project, job: Job) -> Sheet:
    """Lay out an article as it was saved."""
    assert job.article.source
    header = files.read_bytes(job.article.catalog(project.settings.to))[:8000]
    said = {name: _field(header, name) for name in ("X-Desk-Save", "Last-Translator", "PO-Revision-Date", "X-Source-File")}
    matcher = project.matcher(job.language)
    rows = tuple(_row(segment, matcher) for segment in job.record.segments)
    return Sheet(
        job.article.slug, said["X-Source-File"] or job.article.source.name, job.language, project.settings.to, files.digest(job.document.data),
        said["X-Desk-Save"], rows, said["Last-Translator"], said["PO-Revision-Date"],
    )  # fmt: skip


def _field(header: bytes, name: str) -> str:
    found = re.search(rf'^"{name}: (.*)\\n"$', header.decode("utf-8", "replace"), re.M)
    return found[1].replace('\\"', '"').replace("\\\\", "\\") if found else ""


def _row(segment: Segment, matcher: Matcher) -> Row:
    draft, last = segment.draft, segment.revisions[-1] if segment.revisions else None
    proposals = []
    if segment.alternative:
        proposals.append(Proposal(segment.alternative, Origin.MT))
    elif draft:
        proposals.append(Proposal(draft.text, draft.origin, draft.engine.partition("#")[0] or draft.by))
    note = ""
    if last:
        by = last.by if last.origin is Origin.HUMAN else last.engine.partition("#")[0] or last.by
        note = " · ".join(part for part in (str(last.origin), by, last.when[:10]) if part)
    terms = {
        match.source: tuple(dict.fromkeys([match.best or match.concept.good[0], *match.concept.good]))
        for match in matcher.find(segment.source)
        if match.concept.good
    }
    return Row(
        segment.key, segment.source, segment.target, segment.state if segment.confirmed else None, segment.kind, segment.line,
        segment.previous, segment.comment, note, tuple(proposals), tuple(terms.items()), typing=segment.touched and not segment.confirmed,
    )  # fmt: skip
