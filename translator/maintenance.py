"""Works over a whole corpus: lists its names with their renderings, says where a term stands, puts one form for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.corpus import Article
from translator.errors import TranslatorError
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Match, Matcher, hits
from translator.glossary.names import Mention, Text, german_left, judged
from translator.glossary.sounds import calendar, family, romanised
from translator.model import Segment
from translator.project import Project
from translator.publication import open_article


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the corpus; `human` tells that a person has had a hand in it."""

    article: str
    path: str
    line: int
    source: str
    target: str
    human: bool

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
        return Place(self.article.slug, self.path, segment.line, segment.source, segment.target, segment.touched)


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
        sure = {mention.form for mention in text.mentions if not mention.first} - calendar()
        for mention in joined(text, [mention for mention in text.mentions if mention.source and mention.form in sure]):
            segment = opened_.segments[mention.sentence]
            if not any(mention.source in match.form or match.form in mention.source for match in covered[mention.sentence]):
                found[mention.source][mention.form].append(opened_.place(mention.sentence))
                if mention.form in left:
                    best.setdefault(mention.source, (left[mention.form], "the other is a German spelling"))
    out = [replace(_listed(source, said, best.get(source)), allowed=allowed.get(source, frozenset())) for source, said in found.items()]
    return sorted(out, key=lambda name: (name.consistent, -name.count, name.source))


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


def rows_for(project: Project, listed: Sequence[Listed], name: str, form: str, language: str) -> list[Row]:
    """Make the glossary rows that accept a form for a name: the form preferred, the other renderings forbidden."""
    said = {rendering for entry in listed if entry.source == name for rendering, _ in entry.renderings}
    kind = next((concept.kind for concept in project.matcher(language).concepts if name in concept.sources), "")
    others = sorted(rendering for rendering in said if rendering != form and not family(rendering, form))
    if romanised(name) and name != form and name not in others:
        others.append(name)
    return [Row(name, form, kind=kind), *(Row(name, other, Status.FORBIDDEN, kind) for other in others)]


def where(texts: Sequence[Opened], term: str, kind: str = "") -> Iterator[tuple[Place, str]]:
    """Find a term in sources, inflected and in compounds, and in targets; yield each sentence with the form found."""
    made: dict[str, Matcher] = {}
    for opened_ in texts:
        matcher = made.setdefault(opened_.language, Matcher(concepts([Row(term, term, kind=kind)]), opened_.language))
        for number, segment in enumerate(opened_.segments):
            found = [match.form for match in matcher.find(segment.source)] or [segment.target[h.start : h.end] for h in hits(segment.target, term)]
            if found:
                yield opened_.place(number), found[0]


def holding(texts: Sequence[Opened], form: str) -> list[Place]:
    """List the sentences whose target holds a form, in its very letters."""
    return [opened_.place(number) for opened_ in texts for number, segment in enumerate(opened_.segments) if hits(segment.target, form, exact=True)]


def renamed(rows: Sequence[Row], old: str, new: str) -> list[tuple[Row, Row]]:
    """Pair the rows that have a form with what they become; the old form becomes forbidden."""
    return [(row, replace(row, target=new)) for row in rows if row.target == old and row.status is not Status.FORBIDDEN]
