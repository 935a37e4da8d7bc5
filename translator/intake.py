"""Takes in what people did to an article in another program: sentence by sentence, compared with what was written out.

Three texts meet in each sentence: what the file was made from (the save that it names), what the file holds, what the catalog holds
now. Only what the file changed comes in, and where a person has changed the catalog since, nothing does: both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from translator import changes, files, history, marks, recalling, segmentation
from translator.bilingual.sheet import Row, Sheet
from translator.config import UNNAMED
from translator.errors import UsageError
from translator.exchange import open_job
from translator.model import LONGEST, Origin, Segment, State, storable
from translator.pipeline import Job, now, save
from translator.project import Project
from translator.safexml import clean
from translator.shelf import Article

Base = Mapping[str, tuple[str, bool]]  # key -> text and fuzziness when the file was written


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one sentence: *changed*, *confirmed*, *reopened*, *commented*, or for a reason not: *conflict*, *refused*, *unknown*."""

    action: str
    key: str
    line: int  # in the file
    source: str
    before: str = ""  # as the catalog has it
    after: str = ""  # as the file has it
    was: State = State.INITIAL
    becomes: State = State.INITIAL
    reason: str = ""

    @property
    def taken(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Intake:
    """What a file changes in an article; `by` is who did it."""

    article: Article
    changes: tuple[Change, ...]
    unchanged: int
    by: str


def take_in(project: Project, sheet: Sheet, path: str, *, article: str = "", by_source: bool = False, dry_run: bool = False, named: bool = False) -> Intake:
    """Bring a file's work into the corpus, or only say what would come in; `named`: the project's person did it, whatever name the file holds."""
    found = project.corpus.article(_named(sheet, path, article))
    job = open_job(project, found)
    rows = _rows(sheet, path, job, by_source=by_source)
    past = history.read(_history(project, found), sheet.save)
    by = project.person.name if named else _person(project, sheet, past)
    when, out, unchanged, altered = now(), [], 0, False
    places = {segment.key: number for number, segment in enumerate(job.record.segments)}
    for row in rows:
        number = places.get(row.key)
        if number is None:
            out.append(Change("unknown", row.key, row.line, row.source, after=row.target, reason=row.problem or "the article has no such sentence"))
            continue
        segment = job.record.segments[number]
        change, made = _merged(segment, row, past.base, by, when, loose=sheet.loose)
        made = _commented(made, row)
        if change is None and made is not segment:
            change = Change("commented", row.key, row.line, segment.source, segment.comment, made.comment, segment.state, segment.state)
        if change is None:
            unchanged += 1
            continue
        out.append(change)
        altered = altered or made is not segment  # a comment comes in, even where the text does not
        job.record.segments[number] = made
    if altered and not dry_run:
        save(project, job)
        recalling.learn(project, found, job.language, job.record)
    return Intake(found, tuple(out), unchanged, by)


def _named(sheet: Sheet, path: str, article: str) -> str:
    """Tell which article a file belongs to."""
    if not article and not sheet.article:
        raise UsageError(
            "does not say which article it belongs to", path=path, hint="--article ARTICLE --by-source takes in the sentences that the article has"
        )
    return article or sheet.article


def _rows(sheet: Sheet, path: str, job: Job, *, by_source: bool) -> Sequence[Row]:
    """Return the file's rows; those of another version of the source only if they are asked for by their source texts."""
    if by_source:
        return _by_source(sheet.rows, job.record.segments)
    keys, known = {row.key for row in sheet.rows if row.key}, {segment.key for segment in job.record.segments}
    hint = "--by-source takes in the sentences whose source is still the same, and lists the others"
    if not keys & known:
        raise UsageError(f"holds no sentence of {job.article.slug}", path=path, hint="--article names another article; " + hint)
    if sheet.version != files.digest(job.document.data) and (sheet.version or keys != known):
        said = "was made from another version of" if sheet.version else "does not say from which version it was made of"
        raise UsageError(f"{said} {job.article.slug}", path=path, hint=hint)
    seen: set[str] = set()
    for row in sheet.rows:
        if row.key and row.key in seen:
            raise UsageError(f"holds the sentence {row.key} twice", path=path, line=row.line, hint="remove one of the two")
        seen.add(row.key)
    return sheet.rows


def _by_source(rows: Sequence[Row], segments: Sequence[Segment]) -> list[Row]:
    """Give rows the keys of the sentences that have their source: their own if it is among them, else in order."""
    own = {segment.key: segmentation.key(segment.source) for segment in segments}
    taken = {row.key for row in rows if own.get(row.key) == segmentation.key(row.source)}
    left: dict[str, list[str]] = {}
    for segment in reversed(segments):
        if segment.key not in taken:
            left.setdefault(own[segment.key], []).append(segment.key)
    out = []
    for row in rows:
        free = left.get(segmentation.key(row.source))
        out.append(row if row.key in taken else replace(row, key=free.pop() if free else ""))
    return out


def _history(project: Project, article: Article) -> bytes:
    path = article.history(project.settings.to)
    return files.read_bytes(path) if path.is_file() else b""


def _person(project: Project, sheet: Sheet, past: history.History) -> str:
    """Tell who did it: the name in the file if another program wrote it there, else --as, else nobody with a name."""
    ours = [(saved.get("translator", ""), saved.get("date", "")) for saved in past.saves]
    written = bool(sheet.translator) and not (sheet.date and (sheet.translator, sheet.date) in ours)
    name = changes.editor(sheet.translator, project.person, changed=written)
    return UNNAMED if name == "unknown" else name


def _merged(segment: Segment, row: Row, base: Base | None, by: str, when: str, *, loose: bool) -> tuple[Change | None, Segment]:
    """Compare one row with what was written out and with what stands now."""
    text, state = row.target, row.state
    then, fuzzy = _then(segment, row, base, loose=loose)
    same = _same(text, then, loose=loose)
    done = state is not None and state is not State.INITIAL
    if not text.strip() or (same and (state is None or done != fuzzy)):
        return None, segment  # nobody was there, or the text was emptied: then the old one stays
    if not same and not done and _same(text, segment.source, loose=loose):
        return None, segment  # programs write the source where nobody has translated
    unsure = base is None and state is State.INITIAL  # another corpus's draft may be meant
    becomes = State.REVIEWED if done or (not same and not row.typing and not unsure and (fuzzy or state is None)) else State.TRANSLATED
    text = then if same else text
    change = Change(_action(same, becomes), row.key, row.line, segment.source, segment.target, text, segment.state, becomes)
    problem = row.problem or _unfit(text) or _marks(segment.source, text, then)
    if problem:
        return replace(change, action="refused", becomes=segment.state, reason=problem), segment
    here = _same(text, segment.target, loose=loose)
    if here and (segment.confirmed == becomes.confirmed or (fuzzy and segment.confirmed)):
        return None, segment  # it has come in before, or somebody had the same idea
    moved = base is None or segment.confirmed == fuzzy or not _same(segment.target, then, loose=loose)
    if segment.touched and moved and not here:
        reason = "a person has changed it here since" if base is not None else "a person has worked on it here, and the file does not say what it was made from"
        return replace(change, action="conflict", becomes=segment.state, reason=reason), segment
    return change, segment.revise(text, Origin.HUMAN, by, when=when, state=becomes)


def _action(same: bool, becomes: State) -> str:
    if not same:
        return "changed"
    return "confirmed" if becomes.confirmed else "reopened"


def _then(segment: Segment, row: Row, base: Base | None, *, loose: bool) -> tuple[str, bool]:
    """Return what stood in the file when it was written; without a known save an earlier text of the sentence, if it is one."""
    if base is not None:
        return base.get(segment.key, ("", True))
    for revision in reversed(segment.revisions):
        if _same(row.target, revision.text, loose=loose):
            return revision.text, not revision.state.confirmed
    return segment.target, not segment.confirmed


def _same(one: str, other: str, *, loose: bool) -> bool:
    one, other = clean(one), clean(other)
    return one.split() == other.split() if loose else one == other


def _unfit(text: str) -> str:
    """Say why no catalog takes a text."""
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    return "" if storable(text) else "holds a character that no text can have"


def _marks(source: str, text: str, then: str) -> str:
    """Say what is wrong with a text's inline marks; those that were lost before the file was written are not asked for."""
    known = marks.present(source)
    found = marks.present(text)
    lost = [mark for mark in known if mark not in found and (not then or mark in marks.present(then))]
    invented = [mark for mark in found if mark not in known]
    if lost:
        return f"lost {' '.join(lost)}"
    if invented:
        return f"invented {' '.join(invented)}"
    if len(set(found)) < len(found):
        return "has a mark twice"
    return "" if marks.present(marks.balanced(text, set(known))) == found else "crosses its marks"


def _commented(segment: Segment, row: Row) -> Segment:
    """Add the lines of a comment that the catalog lacks; a program that set it in other lines has said nothing new."""
    known, said = (" ".join(text.split()) for text in (segment.comment, clean(row.comment)))
    if said in known:
        return segment
    if known and said.startswith(known):
        new = [said[len(known) :].strip()]
    else:
        new = [line.strip() for line in clean(row.comment).splitlines() if " ".join(line.split()) not in known]
    return replace(segment, comment="\n".join([*([segment.comment] if segment.comment else []), *new]))
