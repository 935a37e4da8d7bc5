"""Post-editing: articles that are open on the desk, and what a person does to their sentences.

Every change names what it was based on, is on disk (history flushed, catalog renamed) before its call returns, and can be
taken back by a further revision. If a person has changed the sentence meanwhile, here or in another program, nothing is
written: `Conflict` brings the other text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from translator import checks, recalling
from translator.corpus import Moved
from translator.errors import StoreError, TranslatorError, UsageError
from translator.glossary import edit
from translator.model import LONGEST, Document, Issue, Origin, Revision, Segment, State, storable
from translator.pipeline import now
from translator.project import Project
from translator.publication import open_record
from translator.record import Record
from translator.shelf import Article
from translator.steps import Edit, Hand, Stand, Step, Steps, drafted, moved, push, stamp, stand, typed

TRIES = 8  # how often a change is begun again because another program was faster
STEPS = 500  # that can be taken back


class Conflict(TranslatorError):
    """A person has changed the sentence since it was read; `segment` is how it stands now."""

    def __init__(self, segment: Segment, place: str) -> None:
        super().__init__("was changed meanwhile", path=place, hint="both texts are kept; choose one")
        self.segment = segment


def clean(text: str, name: str = "text") -> str:
    """Refuse what a catalog cannot hold."""
    if len(text) > LONGEST:
        raise UsageError(f"is longer than {LONGEST} characters", path=name)
    if not storable(text):
        raise UsageError("holds a character that no text can have", path=name, hint="type it again instead of pasting it")
    return text


class OpenArticle:
    """An article on the desk; safe to use from several threads."""

    def __init__(self, project: Project, article: Article) -> None:
        self.project, self.article, self.target = project, article, project.settings.to
        self.lock = threading.RLock()
        self.version = 0
        self.changed: dict[str, tuple[int, str]] = {}  # key -> version and page of the last change
        self._latest: dict[str, tuple[str, int, str]] = {}  # key -> page, turn and stamp of the last change made here
        self._steps: dict[str, Steps] = {}
        self._files: object = None
        self._found: dict[str, tuple[Segment, list[Issue]]] = {}
        self._document_issues: tuple[int, list[Issue]] = (-1, [])
        self.document: Document
        self.language: str
        self.record: Record
        self._load()

    # --- reading

    @property
    def segments(self) -> list[Segment]:
        return self.record.segments

    @property
    def place(self) -> str:
        return f"{self.article.slug}/{self.target}.po"

    def segment(self, key: str) -> Segment:
        """Return a segment by its key."""
        found = next((segment for segment in self.record.segments if segment.key == key), None)
        if found is None:
            raise UsageError("the article has no such sentence any more", path=self.place, hint="load the page again")
        return found

    def refresh(self) -> bool:
        """Read the article again if another program has changed it; return whether it has."""
        with self.lock:
            if self._signature() == self._files:
                return False
            self._load()
            return True

    def _signature(self) -> object:
        paths = (self.article.catalog(self.target), self.article.history(self.target), self.article.source)
        out = []
        for path in paths:
            try:
                status = path.stat() if path else None
            except OSError:
                status = None
            out.append(status and (status.st_mtime_ns, status.st_size, status.st_ino))
        return out

    def _load(self, page: str = "") -> None:
        before = {segment.key: segment for segment in self.record.segments} if hasattr(self, "record") else {}
        files, self._files = self._signature(), None  # first: what changes while we read is read again; a failure leaves nothing that is believed
        self.document, self.language, self.record = open_record(self.project, self.article, self.target)
        self._files = files
        self.version += 1
        for segment in self.record.segments:
            old = before.get(segment.key)
            if old is None or stamp(old) != stamp(segment) or old.comment != segment.comment:
                self.changed[segment.key] = (self.version, page)

    def since(self, version: int, page: str = "") -> list[Segment]:
        """List the segments that others than this page have changed since a version."""
        with self.lock:
            return [s for s in self.segments if self.changed.get(s.key, (0, ""))[0] > version and (not page or self.changed[s.key][1] != page)]

    # --- changing

    def type(self, hand: Hand, key: str, text: str, base: str | None) -> Segment:
        """Keep what a person has typed and not confirmed."""
        with self.lock:
            self.refresh()
            segment = self.segment(key)
            text = self._line(segment, text)
            if text == segment.target:
                return segment  # a late word from a page must not take a confirmation back
            return self._change(hand, "type", [Edit(key, base, text)])[0]

    def confirm(self, hand: Hand, key: str, text: str, base: str | None) -> Segment:
        """Confirm a text; with that of the draft it is confirmed unchanged, and the history says so."""
        segment = self.segment(key)
        text = self._line(segment, text)
        if not text.strip():
            raise UsageError("nothing is confirmed without a text", path=self.place, hint="type the translation first")
        return self._change(hand, "confirm", [Edit(key, base, text, State.REVIEWED)])[0]

    def unconfirm(self, hand: Hand, key: str, base: str | None) -> Segment:
        """Take a confirmation back."""
        return self._change(hand, "unconfirm", [Edit(key, base, self.segment(key).target)])[0]

    def restore(self, hand: Hand, key: str, base: str | None) -> Segment:
        """Put the machine's draft in the place of a person's text, unconfirmed."""
        segment = self.segment(key)
        draft = drafted(segment)
        if draft is None:
            raise UsageError("there is no draft of this sentence", path=self.place)
        return self._change(hand, "restore", [Edit(key, base, draft.text)])[0]

    def comment(self, hand: Hand, key: str, text: str, before: str | None) -> Segment:
        """Write the comment on a segment; `before` is the one it replaces."""
        text = clean(text.replace("\r\n", "\n").strip(), "comment")
        return self._change(hand, "comment", [Edit(key, comment=text, instead=before)])[0]

    def ignore(self, hand: Hand, key: str, check: str, reason: str) -> Segment:
        """Have an issue ignored for a reason, which stands in the catalog as a comment."""
        reason = " ".join(clean(reason, "reason").split())
        if check not in checks.KNOWN or check in checks.ignored.NEVER:
            raise UsageError("this cannot be ignored", path=check, hint=checks.ignored.NEVER.get(check, ""))
        if not reason:
            raise UsageError("an issue is ignored only with a reason", path=check, hint="say in a few words why it is none")
        old = self.segment(key).comment
        lines = [line for line in old.split("\n") if line.strip() and not line.startswith(f"ignore {check}:")]
        return self._change(hand, "ignore", [Edit(key, comment="\n".join([*lines, f"ignore {check}: {reason}"]), instead=old)])[0]

    def replace(self, hand: Hand, texts: Mapping[str, tuple[str, str]], *, repair: str = "", glossary: tuple[Path, bytes | None, bytes] | None = None) -> int:
        """Put new texts (key -> base and text) in the places of others, as one step; confirmed text stays confirmed by this person.

        With the name of a `repair` drafts stay drafts: the glossary now asks for what they say.
        """
        edits = []
        for key, (base, text) in texts.items():
            segment = self.segment(key)
            if repair and not segment.touched:
                edits.append(Edit(key, base, clean(text), State.INITIAL, origin=Origin.REPAIR, by=repair))
            else:
                edits.append(Edit(key, base, clean(text), State.REVIEWED if segment.confirmed else State.TRANSLATED))
        self._change(hand, "replace", edits, glossary=glossary)
        return len(edits)

    def sign_off(self, hand: Hand) -> int:
        """Sign the whole article off; every sentence must be confirmed."""
        with self.lock:
            self.refresh()
            left = sum(not segment.confirmed for segment in self.segments)
            if left:
                raise UsageError(f"{left} of {len(self.segments)} sentences are not confirmed", path=self.place, hint="confirm them first")
            edits = [Edit(s.key, stamp(s), s.target, State.FINAL) for s in self.segments if s.state is not State.FINAL]
            self._change(hand, "sign off", edits)
            return len(edits)

    def undo(self, hand: Hand) -> tuple[str, list[Segment]]:
        """Take this hand's last step back with further revisions; return what it was and the segments."""
        return self._walk(hand, back=True)

    def redo(self, hand: Hand) -> tuple[str, list[Segment]]:
        """Do again what was taken back last."""
        return self._walk(hand, back=False)

    def _walk(self, hand: Hand, *, back: bool) -> tuple[str, list[Segment]]:
        with self.lock:
            self.refresh()
            steps = self._steps.setdefault(hand.steps, Steps())
            taken, put = (steps.done, steps.undone) if back else (steps.undone, steps.done)
            if not taken:
                raise UsageError("there is nothing to take back" if back else "there is nothing to do again", path=self.place)
            step = taken.pop()
            edits, kept = [], []
            for key, before, after in step.changes:
                here, there = (after, before) if back else (before, after)
                if stand(self.segment(key)) == here:  # else somebody has been there since; theirs stays
                    kept.append((key, before, after))
                    edits.append(Edit(key, move=(here, there)))
            if step.glossary and (back or step.glossary[1] is not None):
                path, old, new = step.glossary
                edit.put_back(path, old, new) if back else edit.put_back(path, new, old or b"")
                self.project.forget_glossaries()
            if not edits:
                raise UsageError("somebody has changed these sentences since; they stay as they are", path=self.place)
            done = self._change(hand, "", edits)
            put.append(replace(step, changes=tuple(kept)))
            return step.label, done

    def _line(self, segment: Segment, text: str) -> str:
        """Bring a typed text into a sentence's form: line breaks only where the source has some."""
        text = clean(text).replace("\r\n", "\n").replace("\r", "\n")
        return text if "\n" in segment.source else re.sub(r"[ \t]*\n\s*", " ", text)

    def _change(self, hand: Hand, label: str, edits: Sequence[Edit], *, glossary: tuple[Path, bytes | None, bytes] | None = None) -> list[Segment]:
        """Write changes, all or none, and remember them as one step; without a label they are no step of their own."""
        with self.lock:
            for _ in range(TRIES):
                self.refresh()
                if self._unsaved():
                    self._save(hand)  # what another editor did stands in the history before anything comes on top of it
                before = list(self.segments)
                try:
                    changes = self._revise(hand, edits)
                    if changes:
                        self._save(hand)
                except TranslatorError as error:
                    self._files, self.record.segments = None, before  # what stands in memory is not on disk
                    if isinstance(error, Moved):
                        continue
                    raise
                self._note(hand, label, changes, glossary)
                return [self.segment(edit.key) for edit in edits]
            raise StoreError("another program keeps changing it", path=self.place, hint="wait until it has finished")

    def _unsaved(self) -> bool:
        return bool(self.record.edited) or any(s.revisions != self.record.based.get(s.key, ()) for s in self.segments)

    def _revise(self, hand: Hand, edits: Sequence[Edit]) -> list[tuple[str, Stand, Stand]]:
        index = {segment.key: number for number, segment in enumerate(self.segments)}
        changes = []
        fresh: dict[int, Segment] = {}
        for wish in edits:
            if wish.key not in index:
                raise UsageError("the article has no such sentence any more", path=self.place, hint="load the page again")
            before = self.segments[index[wish.key]]
            after = before
            if wish.move:
                after = moved(before, wish.move[1]) if stand(before) == wish.move[0] else before
            if wish.text is not None:
                if self._late(hand, before):
                    continue
                self._fits(hand, before, wish)
                by = wish.by or hand.person.name
                last = before.revisions[-1] if before.revisions else None
                same = before.target == wish.text and (wish.state.confirmed == before.confirmed or not last)
                again = wish.state.confirmed and last is not None and last.state is not State.FINAL and (last.by != by or last.state is not wish.state)
                if wish.origin is not Origin.HUMAN:
                    after = before.revise(wish.text, wish.origin, by, when=now(), engine=before.draft.engine if before.draft else "")
                elif not same or again:
                    after = before.revise(wish.text, Origin.HUMAN, by, when=now(), state=wish.state)
            if wish.comment is not None:
                if wish.instead is not None and before.comment not in (wish.instead, wish.comment):
                    raise Conflict(before, self.place)
                after = replace(after, comment=wish.comment)
            if after is not before:
                fresh[index[wish.key]] = after
                changes.append((wish.key, stand(before), stand(after)))
        for number, segment in fresh.items():  # only now: a conflict in one leaves all alone
            self.segments[number] = segment
        return changes

    def _late(self, hand: Hand, segment: Segment) -> bool:
        """Tell whether a page's later change has overtaken this one on the way."""
        page, turn, latest = self._latest.get(segment.key, ("", 0, ""))
        return bool(hand.page) and page == hand.page and hand.turn < turn and latest == stamp(segment)

    def _fits(self, hand: Hand, segment: Segment, wish: Edit) -> None:
        """Raise a conflict if a person has changed the segment since it was read; a machine's text may be overwritten."""
        if wish.base is None or wish.base == stamp(segment) or wish.text == segment.target or not segment.touched:
            return
        page, _, latest = self._latest.get(segment.key, ("", 0, ""))
        if hand.page and page == hand.page and latest == stamp(segment):
            return  # the answer to this page's own last change is still on its way
        raise Conflict(segment, self.place)

    def _save(self, hand: Hand) -> None:
        source = self.article.source
        if source is None:
            raise UsageError("has no source file", path=self.article.folder)
        try:
            self.project.corpus.save(
                self.article, self.target, self.record, self.document, path=source, source_language=self.language,
                now=now(), person=hand.person, merge=False,
            )  # fmt: skip
        except OSError as error:
            raise StoreError(f"cannot be written: {error.strerror or error}", path=self.article.folder) from error
        self.record.edited.clear()
        self._files = self._signature()
        recalling.learn(self.project, self.article, self.language, self.record, self.target)

    def _note(self, hand: Hand, label: str, changes: list[tuple[str, Stand, Stand]], glossary: tuple[Path, bytes | None, bytes] | None) -> None:
        if not changes and not glossary:
            return
        self.version += 1
        for key, _, _ in changes:
            self.changed[key] = (self.version, hand.page)
            self._latest[key] = (hand.page, hand.turn, stamp(self.segment(key)))
        if not label:
            return
        steps = self._steps.setdefault(hand.steps, Steps())
        steps.undone.clear()
        if label == "confirm" and changes[0][1].said[0] != changes[0][2].said[0]:  # typed and confirmed at once: two steps
            key, before, after = changes[0]
            between = typed(before, after)
            push(steps, Step("type", ((key, before, between),)))
            changes = [(key, between, after)]
        push(steps, Step(label, tuple(changes), glossary))
        del steps.done[:-STEPS]

    # --- checking

    def check(self, key: str, text: str) -> list[Issue]:
        """Check a text that is being typed; document checks are not part of it."""
        segment = self.segment(key)
        trial = replace(segment, revisions=(*segment.revisions, Revision(clean(text), Origin.HUMAN, State.TRANSLATED)))
        return list(checks.run(self.project.checks(self.language), self.place, trial, self.project.settings.suppress))

    def issues(self) -> dict[str, list[Issue]]:
        """Find the issues of all segments, by key."""
        with self.lock:
            segments, version = list(self.segments), self.version
        parts = self.project.checks(self.language)
        out: dict[str, list[Issue]] = {}
        for segment in segments:
            known = self._found.get(segment.key)
            if known is None or known[0] is not segment:
                known = self._found[segment.key] = (segment, list(checks.run(parts, self.place, segment, self.project.settings.suppress)))
            out[segment.key] = list(known[1])
        if self._document_issues[0] != version:
            found = checks.run_document(self.project.document_checks(self.language), self.place, segments)
            self._document_issues = (version, [issue for _, issue in found])
        for issue in self._document_issues[1]:
            if issue.key in out:
                out[issue.key].append(issue)
        return out

    def forget_issues(self) -> None:
        """Check everything again: the glossary has changed."""
        self._found.clear()
        self._document_issues = (-1, [])
