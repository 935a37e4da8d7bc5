"""Credits, read off the revisions: who did what, and a line that never claims more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.config import UNNAMED
from translator.model import Origin, Segment, State

if TYPE_CHECKING:
    from babel.support import NullTranslations

NOBODY = ("", "unknown", UNNAMED)
UNKNOWN = "an unknown engine"  # a draft in a catalog whose history is lost


@dataclass
class Credits:
    """Who has done what to an article in one language; people in order of how much they did."""

    source: str
    target: str
    segments: int = 0
    confirmed: int = 0
    touched: int = 0
    empty: int = 0
    drafted: int = 0  # by memory or machine, whoever went over them later
    recalled: int = 0  # of them, by memory
    translators: dict[str, int] = field(default_factory=dict)
    post_editors: dict[str, int] = field(default_factory=dict)
    reviewers: dict[str, int] = field(default_factory=dict)
    engines: dict[str, int] = field(default_factory=dict)
    latest: str = ""
    article: Mapping[str, str] = field(default_factory=dict)  # author, date, url, license of the source

    @property
    def people(self) -> list[str]:
        return list(dict.fromkeys([*self.translators, *self.post_editors, *self.reviewers]))


def read(segments: Sequence[Segment], *, source: str, target: str, article: Mapping[str, str] | None = None) -> Credits:
    """Read the credits off an article's revisions."""
    credits = Credits(source, target, len(segments), article=article or {})
    for segment in segments:
        credits.confirmed += segment.confirmed
        credits.touched += segment.touched
        machine = unknown = False
        hand = ""
        reviewed: set[str] = set()
        for revision in segment.revisions:
            if revision.origin is not Origin.HUMAN:
                machine = True
                unknown = unknown or revision.origin is Origin.UNKNOWN
                continue
            if not hand:
                _count(credits.post_editors if machine else credits.translators, revision.by)
                hand = revision.by
            elif revision.state.confirmed and (revision.state is State.FINAL or revision.by != hand):
                reviewed.add(revision.by)
        for name in reviewed if segment.confirmed else ():
            _count(credits.reviewers, name)
        draft = segment.draft
        credits.drafted += draft is not None or unknown
        credits.empty += not segment.target
        credits.recalled += draft is not None and draft.origin is Origin.TM
        if draft and draft.origin is Origin.MT:
            _count(credits.engines, draft.engine.partition("#")[0] or draft.by)
        elif unknown:
            _count(credits.engines, UNKNOWN)
        if segment.revisions:
            credits.latest = max(credits.latest, segment.revisions[-1].when)
    for table in (credits.translators, credits.post_editors, credits.reviewers, credits.engines):
        ordered = sorted(table.items(), key=lambda item: (-item[1], item[0]))
        table.clear()
        table.update(ordered)
    return credits


def _count(table: dict[str, int], name: str) -> None:
    table[name] = table.get(name, 0) + 1


LOCALES = Path(__file__).parent / "locale"


@cache
def catalog(language: str) -> NullTranslations:
    """Return the interface's texts in a language; English where there is no catalog."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import NullTranslations, Translations

    path = LOCALES / f"{language.partition('-')[0]}.po"
    if not path.is_file():
        return NullTranslations()
    buffer = BytesIO()
    with path.open("rb") as file:
        write_mo(buffer, read_po(file, locale=language.partition("-")[0]))
    buffer.seek(0)
    return Translations(buffer)


def line(credits: Credits, language: str | None = None) -> str:
    """Write the credit line in a language (default: the target's)."""
    from babel import Locale
    from babel.dates import format_date
    from babel.lists import format_list

    tag = language or credits.target
    texts = catalog(tag)
    spoken = tag.partition("-")[0] == "en" or (LOCALES / f"{tag.partition('-')[0]}.po").is_file()
    locale = Locale.parse(tag if spoken else "en", sep="-")  # no French date in an English line

    def names(people: Iterable[str]) -> str:
        known = [name for name in people if name not in NOBODY]
        unknown = [name for name in people if name in NOBODY]
        if unknown:
            known.append(texts.gettext("an unnamed person"))
        return str(format_list(known, locale=locale))

    source = locale.languages.get(credits.source.partition("-")[0], credits.source)
    engines = str(format_list([texts.gettext(name) for name in credits.engines], locale=locale)) if credits.engines else ""
    parts = []
    machine = credits.drafted - credits.recalled
    if machine and not credits.touched:
        parts.append(texts.gettext("Machine-translated from {language} with {engine}, not yet reviewed.").format(language=source, engine=engines))
    elif machine:
        parts.append(texts.gettext("Machine-translated from {language} with {engine}.").format(language=source, engine=engines))
    if credits.recalled and not machine and not credits.touched:
        parts.append(texts.gettext("Taken from earlier translations, not yet reviewed."))
    elif credits.recalled:
        parts.append(texts.gettext("Some sentences come from earlier translations."))
    if credits.translators and not credits.drafted:
        text = "Translated from {language} by {names}." if credits.touched == credits.segments else "Translated in part from {language} by {names}."
        parts.append(texts.gettext(text).format(language=source, names=names(credits.translators)))
    elif credits.translators:
        parts.append(texts.gettext("Translated in part by {names}.").format(names=names(credits.translators)))
    if credits.post_editors:
        whole = credits.confirmed == credits.segments
        text = "Post-edited by {names}." if whole else "Post-edited in part by {names} ({done} of {all} sentences confirmed)."
        parts.append(texts.gettext(text).format(names=names(credits.post_editors), done=credits.confirmed, all=credits.segments))
    if credits.reviewers:
        done = sum(credits.reviewers.values())
        text = "Reviewed by {names}." if done >= credits.segments else "Reviewed in part by {names} ({done} of {all} sentences)."
        parts.append(texts.gettext(text).format(names=names(credits.reviewers), done=done, all=credits.segments))
    if credits.segments and not credits.drafted and not credits.touched:
        parts.append(texts.gettext("Not translated yet."))
    elif credits.empty:
        parts.append(texts.gettext("Some sentences are not translated yet."))
    if credits.latest and parts:
        day = format_date(date.fromisoformat(credits.latest[:10]), "long", locale=locale)
        parts.append(texts.gettext("As of {date}.").format(date=day))
    return " ".join(parts)


def origin(credits: Credits, language: str | None = None) -> str:
    """Name the source: its author, date, address and licence, apart from those who translated."""
    texts = catalog(language or credits.target)
    article = credits.article
    values = [article.get("author", ""), article.get("date", ""), article.get("url", ""), article.get("license", "")]
    known = ", ".join(value for value in values if value)
    return texts.gettext("Original: {source}.").format(source=known) if known else ""


def json_ld(credits: Credits) -> dict[str, Any]:
    """Describe the translation with schema.org's words; a machine is no translator in them, the credit text names it."""
    article = credits.article
    work: dict[str, Any] = {"@type": "Article", "inLanguage": credits.source}
    if article.get("title"):
        work["headline"] = article["title"]
    if article.get("url"):
        work["url"] = article["url"]
    if article.get("author"):
        work["author"] = [{"@type": "Person", "name": name.strip()} for name in article["author"].replace(";", ",").split(",") if name.strip()]
    if article.get("license"):
        work["license"] = article["license"]
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "inLanguage": credits.target if credits.segments and credits.confirmed == credits.segments else f"{credits.target}-t-{credits.source}-t0-und",
        "translationOfWork": work,
        "creditText": line(credits),
    }
    people = [name for name in credits.people if name not in NOBODY]
    if people:
        values["translator"] = [{"@type": "Person", "name": name} for name in people]
    return values
