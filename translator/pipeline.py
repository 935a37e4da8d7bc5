"""The order of things: read, segment, recall, draft, repair, check, save, learn.

Memory comes before the machine, repair before check. Documents go through in windows of about 1,000 sentences, each saved
before the next is begun, so that an engine sees many sentences at once and a killed run loses one window at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from translator import checks, drafting, files, formats, recalling, repair, segmentation
from translator.checks.terms import missing
from translator.drafting import Answer
from translator.engines import Progress
from translator.errors import FormatError, StoreError, TranslatorError, UsageError
from translator.model import Document, Issue, Origin, Segment
from translator.project import Done, Project
from translator.record import Record
from translator.shelf import Article

WINDOW = 1000  # sentences to draft at a time


@dataclass(eq=False)
class Job:
    """One document on its way."""

    path: Path
    document: Document
    language: str  # of the source
    article: Article
    how: str  # known, new version, or new
    record: Record
    recalled: int = 0  # by the memory
    drafted: int = 0
    issues: list[Issue] = field(default_factory=list)
    changed: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a job that was done, one that needed nothing, or an error."""

    path: Path
    job: Job | None = None
    error: TranslatorError | None = None
    article: Article | None = None


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def translate(
    project: Project,
    paths: Iterable[Path],
    *,
    redraft: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    begin: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Take files through the desk; a file that fails is reported, and the others go on.

    `redraft` drafts again what another engine drafted; `again` goes through files for which nothing is new, too.
    """
    project.corpus.writable()
    done = Done(project.corpus.root)
    for window in windows(project, paths, None if again or redraft else done, redraft):
        jobs = [outcome.job for outcome in window if outcome.job]
        wanted = sum(len(to_draft(project, job, redraft)) for job in jobs)
        if begin and wanted:
            begin(wanted)
        errors = draft_all(project, jobs, redraft=redraft, progress=progress)
        for outcome in window:
            yield keep(project, outcome, errors.get(id(outcome.job)) or finish(project, outcome.job), done)
        done.save()
        del window[:], jobs[:]  # else they stay while the next window is read


def draft_all(project: Project, jobs: Sequence[Job], *, redraft: bool = False, progress: Progress | None = None) -> dict[int, TranslatorError]:
    """Draft documents of any languages; return what failed, by the job's id."""
    failed: dict[int, TranslatorError] = {}
    for language in dict.fromkeys(job.language for job in jobs):
        group = [job for job in jobs if job.language == language]
        try:
            draft(project, group, redraft=redraft, progress=progress)
        except TranslatorError as error:
            failed |= {id(job): error for job in group if to_draft(project, job, redraft) or (not redraft and _lacking(project, job))}
    return failed


def finish(project: Project, job: Job | None) -> TranslatorError | None:
    """Repair and check a drafted document."""
    try:
        if job is not None:
            mend(project, job)
            job.issues = list(check(project, job))
    except TranslatorError as error:
        return error
    return None


def keep(project: Project, outcome: Outcome, error: TranslatorError | None, done: Done) -> Outcome:
    """Save a document that came through, and remember with what it was done."""
    job = outcome.job
    if error is not None:
        return Outcome(outcome.path, error=error)
    if job is None:
        return outcome
    try:
        save(project, job)
        recalling.learn(project, job.article, job.language, job.record)
        done.note(project, job.article, job.document.data, job.language)
        done.note_file(outcome.path, job.document.data, job.article, job.language)
    except TranslatorError as failed:
        return Outcome(outcome.path, error=failed)
    return outcome


def windows(project: Project, paths: Iterable[Path], done: Done | None, redraft: bool, *, most: int = WINDOW) -> Iterator[list[Outcome]]:
    """Open files until there are sentences enough to draft at a time."""
    window: list[Outcome] = []
    count = 0
    for path in paths:
        try:
            outcome = open_file(project, path, done)
            count += len(to_draft(project, outcome.job, redraft))
        except TranslatorError as error:
            outcome = Outcome(path, error=error)
        window.append(outcome)
        if count >= most or len(window) >= WINDOW:
            yield window
            window, count = [], 0
    if window:
        yield window


def open_file(project: Project, path: Path, done: Done | None = None) -> Outcome:
    """Read, segment and recall one file; skip it whole if the same was done with the same inputs."""
    data = files.read_bytes(path)
    known = done.file(path, data) if done is not None else None
    if done is not None and known and project.settings.from_ in (None, known[1]):
        article = Article(known[0], project.corpus.root / known[0])
        if f"{known[0]}/{project.settings.to}" in done.values and done.has(project, article, data, known[1]):
            return Outcome(path, article=article)
    if path.suffix == ".po" and path.stem != "source" and path.absolute().parent.parent == project.corpus.root.absolute():
        raise UsageError("is an article's catalog", path=path, hint=f"translator translate {path.parent}/source.*")
    document = formats.read(str(path), data)
    theirs = document.metadata.get("target", "")
    if theirs.partition("-")[0].lower() not in ("", project.settings.to.partition("-")[0].lower()):
        raise UsageError(f"is a catalog in {theirs}, not in {project.settings.to}", path=path, hint=f"--to {theirs}, and --from for the language of its msgids")
    language = project.source_language(document)
    fresh = segment(document, language, project.settings.abbreviations)
    if not fresh:
        hint = "only entries without a translation are drafted" if document.format == "po" else "of a web page only the article is read"
        raise FormatError("holds no sentence to translate", path=path, hint=hint)
    article, how = project.corpus.locate(path, document, [s.key for s in fresh])
    record = project.corpus.load(article, project.settings.to, project.person, now())
    project.corpus.recall(record, fresh)
    recalling.learn(project, article, language, record)  # what another editor did counts at once, in this article and in the next
    recalled = recalling.recall(project, article, language, record, now())
    return Outcome(path, Job(path, document, language, article, how, record, recalled))


def segment(document: Document, language: str, abbreviations: Sequence[str] = ()) -> list[Segment]:
    """Cut a document's units into segments with their keys."""
    found: list[tuple[str, int, str]] = []
    for unit in document.units:
        for cut in segmentation.cuts(unit.text, language, abbreviations)[0]:
            found.append((cut.source, unit.line_of(cut.start), unit.kind))
    names = segmentation.keys(source for source, _, _ in found)
    return [Segment(key, source, line, kind=kind) for key, (source, line, kind) in zip(names, found, strict=True)]


def to_draft(project: Project, job: Job | None, redraft: bool) -> list[int]:
    """List the segments that want a draft: the empty ones, and a new one beside a person's text for an older source."""
    if job is None:
        return []
    signature = project.engine(job.language).signature if redraft else ""
    out = []
    for number, segment_ in enumerate(job.record.segments):
        if segment_.touched:
            if segment_.previous and not segment_.alternative:
                out.append(number)
        elif (
            not segment_.target
            or (segment_.previous and _stale(segment_, job.record))
            or (redraft and segment_.draft is not None and segment_.draft.origin is Origin.MT and segment_.draft.engine != signature)
        ):
            out.append(number)
    return out


def _lacking(project: Project, job: Job) -> list[int]:
    """List drafts that nobody has touched and that lack a word of the glossary, which may have changed since."""
    matcher, repairs = project.matcher(job.language), project.repairs(job.language)
    out = []
    for number, segment_ in enumerate(job.record.segments):
        draft_ = segment_.draft
        if draft_ is not None and not segment_.touched and draft_.origin is Origin.MT:
            text = repair.mend(repairs, segment_.source, draft_.text)[0]
            if any(match.best for match in missing(matcher, segment_.source, text)):
                out.append(number)
    return out


def _stale(segment_: Segment, record: Record) -> bool:
    """Tell whether the text was made for the sentence that stood here before."""
    return segment_.key in record.continues and segment_.revisions == record.based.get(segment_.key)


def draft(project: Project, jobs: Sequence[Job], *, redraft: bool = False, progress: Progress | None = None) -> None:
    """Draft what is empty in several documents at once, with the glossary's words where the first try missed them."""
    if not jobs:
        return
    language = jobs[0].language
    todo = [(job, number) for job in jobs for number in to_draft(project, job, redraft)]
    asked = set(todo)
    lacking = [] if redraft else [(job, number) for job in jobs for number in _lacking(project, job) if (job, number) not in asked]
    if not todo and not lacking:
        return
    engine, matcher = project.engine(language), project.matcher(language)
    answers = drafting.draft(engine, [job.record.segments[number].source for job, number in todo], progress)
    for job, number in lacking:
        draft_ = job.record.segments[number].draft
        if draft_ and draft_.engine == engine.signature:
            todo.append((job, number))
            answers.append(Answer(draft_.text, tuple(draft_.by.split(", ")) if draft_.by else ()))
    sources = [job.record.segments[number].source for job, number in todo]
    plain = answers
    answers = drafting.with_terms(engine, matcher, project.repairs(language), sources, answers)
    when, (glossary, held) = now(), project.glossary(language)
    for (job, number), first, answer in zip(todo, plain, answers, strict=True):
        before, text = job.record.segments[number], answer.text
        if before.draft is not None and (before.draft.text, before.draft.engine) == (text, engine.signature) and not before.previous:
            continue  # a second try for the glossary's sake brought nothing new
        job.record.used[engine.signature] = engine.facts
        job.drafted += 1
        if before.touched:
            job.record.segments[number] = replace(before, alternative=repair.mend(project.repairs(language), before.source, text)[0])
        else:
            if first.text != text and (before.draft is None or before.draft.text != first.text):  # what the glossary changed can be seen
                before = before.revise(first.text, Origin.MT, first.by, when=when, engine=engine.signature)
            if glossary:
                job.record.consulted[glossary] = held
            job.record.segments[number] = before.revise(text, Origin.MT, answer.by, when=when, engine=engine.signature, glossary=glossary)


def mend(project: Project, job: Job) -> None:
    """Repair drafts that no person has touched, always from the last text of memory or machine."""
    repairs = project.repairs(job.language)
    when, (glossary, held) = now(), project.glossary(job.language)
    for number, before in enumerate(job.record.segments):
        origin = before.draft
        if before.touched or origin is None:
            continue
        text, used = repair.mend(repairs, before.source, origin.text)
        if text != before.target:
            by = ", ".join(used) or "taken back"
            if glossary:
                job.record.consulted[glossary] = held
            job.record.segments[number] = before.revise(text, Origin.REPAIR, by, when=when, engine=origin.engine, glossary=glossary)


def check(project: Project, job: Job) -> Iterator[Issue]:
    """Check every segment of a job, in the order of the text."""
    parts = project.checks(job.language)
    name = str(job.path)
    for segment_ in job.record.segments:
        for issue in checks.run(parts, name, segment_, project.settings.suppress):
            left = issue.check in ("term-missing", "term-other") and segment_.draft is not None and not segment_.touched
            yield replace(issue, message=f"{issue.message}; the draft has no place for it") if left else issue
    for _, issue in checks.run_document(project.document_checks(job.language), name, job.record.segments):
        yield issue


def save(project: Project, job: Job) -> None:
    """Save a job; if the corpus cannot be written, say so before anything is lost."""
    try:
        job.changed = project.corpus.save(
            job.article, project.settings.to, job.record, job.document,
            path=job.path, source_language=job.language, now=now(), person=project.person, new=job.how == "new",
        )  # fmt: skip
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", path=job.article.folder) from error
