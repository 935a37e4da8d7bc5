"""What a page can ask for an article: each action takes the article, the hand and the request's values, and returns what the page is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from translator import credits, diff, effort, formats, hints, marks, publication, replacing, times
from translator.checks.ignored import reasons
from translator.config import UNNAMED
from translator.desk import Desk
from translator.editing import OpenArticle
from translator.errors import StoreError, UsageError
from translator.maintenance import Opened
from translator.model import LONGEST, Issue, Origin, Revision, Segment, State, storable
from translator.pipeline import now
from translator.steps import Hand, drafted, stamp

MOST = 5000  # sentences in one replacement


@dataclass(frozen=True)
class Room:
    """What the actions share."""

    desk: Desk
    alternatives: hints.Alternatives


class Body:
    """The values of a request; one of a wrong kind is refused."""

    def __init__(self, values: object) -> None:
        if not isinstance(values, dict):
            raise UsageError("the request is not a JSON object")
        self.values: dict[str, Any] = values

    def text(self, name: str, default: str | None = None, *, most: int = LONGEST) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise UsageError(f"{name} must be a text")
        if len(value) > most:
            raise UsageError(f"{name} is longer than {most} characters")
        if not storable(value):
            raise UsageError(f"{name} holds a character that no text can have", hint="type it again instead of pasting it")
        return value

    def maybe(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        return self.values.get(name) is True

    def number(self, name: str) -> int:
        value = self.values.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            raise UsageError(f"{name} must be a number")
        return value

    def texts(self, name: str) -> dict[str, tuple[str, str]]:
        """Read a list of [key, base, text]."""
        rows = self.values.get(name)
        if not isinstance(rows, list) or len(rows) > MOST or not all(isinstance(row, list) and len(row) == 3 for row in rows):
            raise UsageError(f"{name} must be a list of key, base and text")
        if not all(isinstance(value, str) and len(value) <= LONGEST and storable(value) for row in rows for value in row):
            raise UsageError(f"{name} must hold texts")
        return {key: (base, text) for key, base, text in rows}


Answer = dict[str, Any]
Action = Callable[[Room, OpenArticle, Hand, Body], Answer]


def progress(segment: Segment) -> str:
    """Name how far a segment has come: empty, draft, typed, confirmed or final."""
    if not segment.target:
        return "empty"
    if segment.confirmed:
        return "final" if segment.state is State.FINAL else "confirmed"
    return "typed" if segment.touched else "draft"


def view(segment: Segment) -> Answer:
    """Describe a segment to the page."""
    last = segment.revisions[-1] if segment.revisions else None
    return {
        "key": segment.key, "source": segment.source, "target": segment.target, "state": progress(segment), "stamp": stamp(segment),
        "comment": segment.comment, "previous": segment.previous, "alternative": segment.alternative, "line": segment.line,
        "by": last.by if last and last.origin is Origin.HUMAN else "", "when": last.when if last else "",
    }  # fmt: skip


def issue_view(issue: Issue, whole: Collection[str] = ()) -> Answer:
    """Describe an issue to the page; `whole` names the checks of whole documents, which do not run while typing."""
    return {
        "check": issue.check, "severity": issue.severity.label, "message": issue.message, "start": issue.start, "end": issue.end,
        "suggestion": issue.suggestion, "ignored": issue.ignored, "document": issue.check in whole,
    }  # fmt: skip


def all_issues(opened: OpenArticle) -> dict[str, list[Answer]]:
    """Describe the issues of an article; an empty or older sentence says so by itself."""
    whole = {check.id for check in opened.project.document_checks(opened.language)}
    return {key: [issue_view(issue, whole) for issue in found] for key, found in opened.issues().items() if found}


def done(opened: OpenArticle, segment: Segment) -> Answer:
    return {"segments": [view(segment)], "version": opened.version}


def type_(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return done(opened, opened.type(hand, body.text("key"), body.text("text"), body.text("base", "")))


def confirm(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    segment = opened.confirm(hand, body.text("key"), body.text("text"), body.text("base", ""))
    draft, spent = drafted(segment), body.number("ms") / 1000
    if spent and hand.person.timing:
        with suppress(StoreError):  # a time that is lost is no lost work
            times.note(opened.project.settings.corpus, opened.article.slug, opened.target, segment.key, hand.person.name, spent, now())
    return done(opened, segment) | {"unchanged": draft is not None and draft.text == segment.target}


def unconfirm(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return done(opened, opened.unconfirm(hand, body.text("key"), body.text("base", "")))


def restore(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return done(opened, opened.restore(hand, body.text("key"), body.text("base", "")))


def comment(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return done(opened, opened.comment(hand, body.text("key"), body.text("text"), body.maybe("before")))


def ignore(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return done(opened, opened.ignore(hand, body.text("key"), body.text("check", most=100), body.text("reason", most=1000)))


def undo(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    label, segments = opened.undo(hand)
    room.desk.glossary_changed()
    return {"label": label, "segments": [view(segment) for segment in segments], "version": opened.version}


def redo(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    label, segments = opened.redo(hand)
    room.desk.glossary_changed()
    return {"label": label, "segments": [view(segment) for segment in segments], "version": opened.version}


def check(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return {"issues": [issue_view(issue) for issue in opened.check(body.text("key"), body.text("text"))]}


def issues(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return {"issues": all_issues(opened), "version": opened.version}


def look(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Terms, history and older source of a sentence."""
    segment = opened.segment(body.text("key"))
    terms = [asdict(term) for term in hints.terms(room.desk.project, opened.language, segment)]
    changed = difference(segment.previous, segment.source) if segment.previous else []
    return {"terms": terms, "history": _history(segment), "previous": changed, "alternative": segment.alternative}


def _history(segment: Segment) -> list[Answer]:
    out, before = [], ""
    for revision in segment.revisions:
        out.append({"who": _who(revision), "what": _what(revision, before), "when": revision.when, "text": revision.text, "changed": revision.text != before})
        before = revision.text
    return out[::-1]


def _who(revision: Revision) -> str:
    return revision.by or UNNAMED if revision.origin is Origin.HUMAN else revision.engine.partition("#")[0]


def _what(revision: Revision, before: str) -> str:
    """Name what a revision did, in a word that the page translates, or the names of repairs."""
    if revision.origin is not Origin.HUMAN:
        return f"{revision.origin}: {revision.by}" if revision.by else str(revision.origin)
    if revision.state is State.FINAL:
        return "signed off"
    if revision.state.confirmed:
        return "confirmed unchanged" if revision.text == before else "confirmed"
    return "typed, not confirmed"


def matches(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Translations of sentences like this one, with what differs in the source."""
    segment = opened.segment(body.text("key"))
    found = hints.matches(room.desk.project, opened.article, opened.language, opened.segments, segment.key)
    return {"matches": [asdict(match) | {"diff": difference(match.source, segment.source)} for match in found]}


def alternatives(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return {"alternatives": room.alternatives.of(opened.language, opened.segment(body.text("key")))}


def concordance(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    return {"matches": [asdict(match) for match in hints.concordance(room.desk.project, opened.language, body.text("text", most=500))]}


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """Compare two texts word by word: pairs of same, out or in, and the words."""
    a, b = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    out: list[tuple[str, str]] = []
    for same, i1, i2, j1, j2 in diff.opcodes(a, b):
        if same:
            out.append(("same", "".join(a[i1:i2])))
        else:
            out += [(kind, "".join(words)) for kind, words in (("out", a[i1:i2]), ("in", b[j1:j2])) if words]
    return out


def find(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Show what a replacement would change."""
    old, new = body.text("old", most=500), body.text("new", "", most=500)
    word = body.flag("word")
    found = replacing.places(opened.segments, old, new, word=word, case=body.flag("case")) if old.strip() else []
    stamps = {segment.key: stamp(segment) for segment in opened.segments}
    return {"places": [asdict(place) | {"base": stamps[place.key], "diff": difference(place.before, place.after)} for place in found]}


def replace(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Change the places that were ticked; with `glossary` the new form is the house's from now on, and drafts stay drafts."""
    texts, glossary = body.texts("texts"), None
    if body.flag("glossary"):
        article = Opened(opened.article, opened.place, opened.language, list(opened.segments))
        _, glossary = replacing.into_glossary(room.desk.project, article, body.text("old", most=500), body.text("new", most=500))
    try:
        count = opened.replace(hand, texts, repair="name" if glossary else "", glossary=glossary)
    except BaseException:
        replacing.taken_back(glossary)  # a conflict changes nothing
        room.desk.glossary_changed()
        raise
    if glossary:
        room.desk.glossary_changed()
    return {"count": count, "segments": [view(opened.segment(key)) for key in texts], "version": opened.version, "glossary": glossary is not None}


def add_term(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    row = hints.add_term(
        room.desk.project, opened.language, body.text("source", most=500), body.text("target", most=500),
        kind=body.text("kind", "", most=20), forbidden=body.text("forbidden", "", most=500),
    )  # fmt: skip
    room.desk.glossary_changed()
    return {"source": row.source, "target": row.target}


def left(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Say what stands in the way of signing off, who did what, and the credit line."""
    segments = opened.segments
    found = credits.read(segments, source=opened.language, target=opened.target, article=opened.document.metadata)
    issues, taken = opened.issues(), effort.measure(effort.work(segments))
    rows = [
        {
            "key": segment.key, "text": segment.target or segment.source, "unconfirmed": not segment.confirmed,
            "issues": [issue.message for issue in issues.get(segment.key, []) if issue.open], "comment": _remark(segment),
        }
        for segment in segments
    ]  # fmt: skip
    return {
        "rows": [row for row in rows if row["unconfirmed"] or row["issues"] or row["comment"]],
        "unconfirmed": sum(not segment.confirmed for segment in segments),
        "effort": {"segments": taken.segments, "unchanged": taken.unchanged, "hter": round(taken.hter or 0)},
        "credit": credits.line(found), "origin": credits.origin(found), "translators": found.translators, "post_editors": found.post_editors,
        "reviewers": found.reviewers, "engines": found.engines, "name": hand.person.name,
    }  # fmt: skip


def _remark(segment: Segment) -> str:
    """Return a comment without its wishes about checks."""
    return segment.comment if segment.comment and not reasons(segment.comment) else ""


def sign_off(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    if body.text("name", most=200) != hand.person.name:
        raise UsageError("another name stands on the page", hint="load the page again")
    count = opened.sign_off(hand)
    return {"count": count, "segments": [view(segment) for segment in opened.segments], "version": opened.version}


def published(room: Room, opened: OpenArticle, hand: Hand, body: Body) -> Answer:
    """Publish for a look; the text is shown, not run."""
    made = publication.publish(room.desk.project, opened.article)
    if made.suffix == ".docx":
        units = formats.read(f"a{made.suffix}", made.data).units
        text = "\n\n".join(marks.strip(unit.text) for unit in units if unit.translatable)
    else:
        text = made.data.decode("utf-8", "replace")
    return {"text": text, "segments": made.segments, "confirmed": made.confirmed, "suffix": made.suffix}


ACTIONS: Mapping[str, Action] = {
    "type": type_, "confirm": confirm, "unconfirm": unconfirm, "restore": restore, "comment": comment, "ignore": ignore, "undo": undo, "redo": redo,
    "check": check, "issues": issues, "look": look, "matches": matches, "alternatives": alternatives, "concordance": concordance, "find": find,
    "replace": replace, "add-term": add_term, "left": left, "sign-off": sign_off, "published": published,
}  # fmt: skip
LIVE = {"check"}  # answered while typing: they do not wait for a save that is under way
