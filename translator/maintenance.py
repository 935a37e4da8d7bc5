"""Works over a whole corpus: lists its names with their renderings, says where a term stands, puts one form for another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator import pipeline
from translator.checks.ignored import reasons
from translator.errors import TranslatorError, UsageError
from translator.glossary import edit, store
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Match, Matcher, hits
from translator.glossary.names import Mention, Text, german_left, judged
from translator.glossary.sounds import calendar, family, romanised
from translator.language.given import GIVEN_NAMES
from translator.model import Issue, Segment, Severity
from translator.project import Project
from translator.publication import open_article
from translator.shelf import Article


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the corpus; `human` tells that a person has had a hand in it."""

    article: str
    path: str
    line: int
    source: str
    target: str
    human: bool
    comment: str = ""  # what a translator wrote in the catalog

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of the corpus: each rendering with its places, and the right one where there is a reason."""

    source: str
    renderings: tuple[tuple[str, tuple[Place, ...]], ...]
    right: str = ""
    reason: str = ""
    allowed: frozenset[str] = frozenset()  # what the glossary has for it

    @property
    def consistent(self) -> bool:
        """Whether nothing is to be decided: one rendering, or none but the glossary's."""
        forms = {form for form, _ in self.renderings}
        return forms <= self.allowed if self.allowed else len(forms) == 1 and self.right in ("", *forms)

    @property
    def count(self) -> int:
        return sum(len(places) for _, places in self.renderings)


@dataclass(frozen=True, slots=True)
class Opened:
    """An article's sentences as they stand."""

    article: Article
    path: str
    language: str
    segments: list[Segment]

    def place(self, number: int) -> Place:
        segment = self.segments[number]
        return Place(self.article.slug, self.path, segment.line, segment.source, segment.target, segment.touched, segment.comment)


def opened(project: Project, articles: Sequence[Article], failed: list[TranslatorError] | None = None) -> Iterator[Opened]:
    """Open articles that have a translation; one that cannot be read is noted in `failed`, or raised."""
    for article in articles:
        if project.settings.to in article.languages():
            try:
                document, language, segments = open_article(project, article, project.settings.to)
            except TranslatorError as error:
                if failed is None:
                    raise
                failed.append(error)
                continue
            yield Opened(article, document.path, language, segments)


def names(project: Project, texts: Sequence[Opened]) -> list[Listed]:
    """List the names of articles with their renderings: those that want a decision first, then by how often they stand.

    Names of the glossary are listed whole, others as the words that sound alike on both sides; an empty rendering is a lost name.
    """
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    best: dict[str, tuple[str, str]] = {}
    allowed: dict[str, frozenset[str]] = {}
    for opened_ in texts:
        matcher = project.matcher(opened_.language)
        text = Text([(segment.source, segment.target) for segment in opened_.segments])
        covered: dict[int, list[Match]] = defaultdict(list)
        for number, segment in enumerate(opened_.segments):
            for match in matcher.find(segment.source) if segment.target else ():
                if match.concept.name and not match.compound:
                    covered[number].append(match)
                    best[match.source], allowed[match.source] = (match.best, "the glossary has it"), frozenset(match.concept.good)
                    found[match.source][rendering(match, segment.target)].append(opened_.place(number))
        left = {mention.form: better for mention, better in german_left(text)}
        sure = {mention.form for mention in text.mentions if not mention.first or mention.form in left or mention.form in GIVEN_NAMES} - calendar()
        for mention in joined(text, [mention for mention in text.mentions if mention.source and mention.form in sure]):
            segment = opened_.segments[mention.sentence]
            if not any(mention.source in match.form or match.form in mention.source for match in covered[mention.sentence]):
                found[mention.source][mention.form].append(opened_.place(mention.sentence))
                better = " ".join(left.get(word, word) for word in mention.form.split())
                if better != mention.form:
                    best.setdefault(mention.source, (better, "the other is a German spelling"))
    out = [replace(_listed(source, said, best.get(source)), allowed=allowed.get(source, frozenset())) for source, said in found.items()]
    return sorted(out, key=lambda name: (name.consistent, -name.count, name.source))


def across(project: Project, texts: Sequence[Opened]) -> Iterator[Issue]:
    """Find names that articles render differently; what one article has in two spellings is a matter of its own checks."""
    if "name-corpus" in project.settings.suppress:
        return
    for name in names(project, texts):
        usual = name.right or name.renderings[0][0]
        own = {form: {place.article for place in places} for form, places in name.renderings}
        for form, places in name.renderings:
            elsewhere = own.get(usual, set()) - own[form]
            if form and form != usual and form not in name.allowed and elsewhere and not own[form] & own.get(usual, set()):
                at = places[0]
                message = f"“{form}” is “{usual}” in {', '.join(sorted(elsewhere)[:3])}" + (" and others" if len(elsewhere) > 3 else "")
                why = reasons(at.comment).get("name-corpus", "")
                yield Issue(at.path, at.line, None, "name-corpus", Severity.MINOR, message, at.source, at.target, usual, ignored=why)


def rendering(match: Match, target: str) -> str:
    """Return the form that stands for a term in a target, as the glossary writes it; empty if it has none of them."""
    for form in (match.best, *sorted(match.concept.good, key=len, reverse=True), *match.concept.forbidden):
        if hits(target, form):
            return form
    return ""


def joined(text: Text, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Join the words of full names that stand side by side in source and target."""
    row = list(mentions)
    while row:
        mention = row.pop(0)
        source, target = text.pairs[mention.sentence]
        while row and row[0].sentence == mention.sentence and target[mention.end : row[0].start] == " " and f"{mention.source} {row[0].source}" in source:
            then = row.pop(0)
            mention = Mention(f"{mention.form} {then.form}", mention.sentence, mention.start, then.end, f"{mention.source} {then.source}", mention.first)
        yield mention


def _listed(source: str, said: dict[str, list[Place]], best: tuple[str, str] | None) -> Listed:
    main = max(said, key=lambda form: len(said[form]))
    kept = {form: places for form, places in said.items() if form == main or best or not family(form, main)}
    renderings = tuple((form, tuple(places)) for form, places in sorted(kept.items(), key=lambda item: -len(item[1])))
    right, reason = best or ("", "")
    if not best and len(kept) > 1:
        mentions = [Mention(form, number, 0, 0, source) for form, places in kept.items() for number in range(len(places))]
        name = judged(Text([]), mentions, ())
        right, reason = name.right, name.reason
    return Listed(source, renderings, right, reason)


@dataclass(frozen=True, slots=True)
class Change:
    """What a new form would do, or did: rows of glossary files (old, or None for a new one, and new), drafts mended, people's sentences left."""

    rows: tuple[tuple[Row | None, Row], ...]
    mended: tuple[Place, ...]
    left: tuple[Place, ...]


def accepted(project: Project, texts: Sequence[Opened], name: str, form: str, language: str) -> list[tuple[Row | None, Row]]:
    """Make the glossary rows that accept a form for a name: it is preferred, all other renderings that stand in the corpus are forbidden."""
    known = [row for row in store.load(project.glossaries(language)) if row.source == name]
    said = next(({f for f, _ in listed.renderings if f} for listed in names(project, texts) if listed.source == name), None)
    if said is None and not known and not any(match for match, _ in where(texts, name)):
        raise UsageError("no such name in the corpus", path=name, hint="translator names lists those there are")
    preferred = [row for row in known if row.status is Status.PREFERRED]
    kind, concept = next(((row.kind, row.concept) for row in known), ("", ""))
    out: list[tuple[Row | None, Row]] = []
    if form not in [row.target for row in preferred]:
        old = next((row for row in known if row.target == form), None)
        match = preferred[0].match if preferred else ""
        out.append((old, replace(old, status=Status.PREFERRED) if old else Row(name, form, kind=kind, match=match, concept=concept)))
    out += [(row, replace(row, status=Status.FORBIDDEN)) for row in preferred if row.target != form and not family(row.target, form)]
    bad = (said or set()) | ({name} if romanised(name) else set())
    forbidden = {row.target for row in known}
    out += [(None, Row(name, other, Status.FORBIDDEN, kind, concept=concept)) for other in sorted(bad - forbidden - {form}) if not family(other, form)]
    return out


def renamed(project: Project, texts: Sequence[Opened], old: str, new: str, language: str) -> list[tuple[Row | None, Row]]:
    """Make the rows that put one target form for another wherever it stands as a whole word; the old one is forbidden from then on."""
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    rows = store.load(project.glossaries(language))
    hit = [row for row in rows if row.status is not Status.FORBIDDEN and word.search(row.target)]
    if not hit:
        listed = [name for name in names(project, texts) if old in dict(name.renderings)]
        if not listed:
            raise UsageError("stands in no glossary and is no name of the corpus", path=old, hint="translator glossary add SOURCE TARGET")
        return accepted(project, texts, listed[0].source, new, language)
    out: list[tuple[Row | None, Row]] = []
    for row in hit:
        if row.target == old:  # each form with what was noted of it
            out += [(None, replace(row, target=new, note="", line=0)), (row, replace(row, status=Status.FORBIDDEN))]
        else:
            out.append((row, replace(row, target=word.sub(lambda _: new, row.target))))
    return out


def planned(texts: Sequence[Opened], rows: Sequence[tuple[Row | None, Row]]) -> Change:
    """Say which sentences new rows concern: those whose source has the term and whose target has a form that will be forbidden."""
    bad = [new for _, new in rows if new.status is Status.FORBIDDEN] + [old for old, new in rows if old and old.target != new.target]
    mended: list[Place] = []
    left: list[Place] = []
    for opened_ in texts:
        matcher = Matcher(concepts([replace(row, status=Status.PREFERRED) for row in bad]), opened_.language)
        for number, segment in enumerate(opened_.segments):
            terms = {match.source for match in matcher.find(segment.source)}
            if any((row.source in terms or segment.touched) and hits(segment.target, row.target, exact=True) for row in bad):
                (left if segment.touched else mended).append(opened_.place(number))
    return Change(tuple(rows), tuple(mended), tuple(left))


def apply(project: Project, texts: Sequence[Opened], rows: Sequence[tuple[Row | None, Row]], language: str) -> Change:
    """Write rows into the glossary and mend the drafts of all articles that they concern; a person's text is reported, never changed."""
    plan = planned(texts, rows)
    by: dict[Path, list[tuple[Row | None, Row]]] = defaultdict(list)
    for old, new in rows:
        by[Path(file) if (file := (old or new).file) else file_for(project, new, language)].append((old, new))
    for path, pairs in by.items():
        edit.change(path, pairs)
    fresh = Project(project.settings, project.person, project.given)
    sources = {new.source for _, new in rows}
    concerned = [o for o in texts if any(_has(o, source) for source in sources)]
    before = {(o.article.slug, segment.key): segment.target for o in concerned for segment in o.segments}
    for outcome in pipeline.translate(fresh, [Path(o.path) for o in concerned], again=True):
        if outcome.error:
            raise outcome.error
    after = list(opened(fresh, [o.article for o in concerned]))
    mended = [o.place(n) for o in after for n, segment in enumerate(o.segments) if before.get((o.article.slug, segment.key)) != segment.target]
    return Change(tuple(rows), tuple(mended), plan.left)


def _has(opened_: Opened, source: str) -> bool:
    matcher = Matcher(concepts([Row(source, source)]), opened_.language)
    return any(matcher.find(segment.source) for segment in opened_.segments)


def file_for(project: Project, row: Row, language: str) -> Path:
    """Choose the file for a new row: that of its source's other rows, else the last one in force, else the usual one."""
    files = project.glossaries(language)
    for path in reversed(files):
        if any(known.source == row.source for known in store.read(path)):
            return path
    usual = store.default(project.settings.root, language, project.settings.to, names=row.kind != "term")
    return usual if usual in files or not files else files[0]


def where(texts: Sequence[Opened], term: str, kind: str = "") -> Iterator[tuple[Place, str]]:
    """Find a term in sources, inflected and in compounds, and in targets; yield each sentence with the form found."""
    made: dict[str, Matcher] = {}
    for opened_ in texts:
        matcher = made.setdefault(opened_.language, Matcher(concepts([Row(term, term, kind=kind)]), opened_.language))
        for number, segment in enumerate(opened_.segments):
            found = [match.form for match in matcher.find(segment.source)] or [segment.target[h.start : h.end] for h in hits(segment.target, term)]
            if found:
                yield opened_.place(number), found[0]
