"""Opens what the settings name: the one place where glossary, engine, repairs and checks are chosen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from translator import __version__, files
from translator.checks import (
    KNOWN,
    Check,
    DocumentCheck,
    acronyms,
    consistency,
    dates,
    length,
    loops,
    marks,
    names,
    numbers,
    punctuation,
    quotes,
    style,
    terms,
    untranslated,
    web,
)  # fmt: skip
from translator.config import Person, Settings
from translator.corpus import Corpus
from translator.engines import Engine, packages
from translator.errors import StoreError, UsageError
from translator.glossary import seed, store
from translator.glossary.concept import concepts
from translator.glossary.matcher import Matcher
from translator.memory import Memory
from translator.model import Document
from translator.repair import Repair
from translator.repair.amounts import Money, Percent, Units
from translator.repair.dates import Dates, Times
from translator.repair.kept import Forms, Kept
from translator.repair.names import Names
from translator.repair.numbers import Capitals, Numbers
from translator.repair.quotes import Quotes
from translator.repair.signs import Dashes, Spaces
from translator.repair.spelling import Spelling
from translator.repair.terms import Terms
from translator.shelf import Article


class Project:
    """The parts of one run."""

    def __init__(self, settings: Settings, person: Person | None = None, engine: Engine | None = None) -> None:
        self.settings = settings
        _known(settings.suppress)
        self.person = person or Person()
        self.corpus = Corpus(settings.corpus)
        self._engines: dict[str, Engine] = {}
        self.given = engine
        self._matchers: dict[str, Matcher] = {}
        self._memories: dict[str, Memory] = {}
        self._document_checks: dict[str, list[DocumentCheck]] = {}
        self._digests: dict[str, str] = {}

    def source_language(self, document: Document) -> str:
        """Tell a document's language: --from, else what it says itself, else German."""
        said = self.settings.from_ or document.metadata.get("language", "")
        found = re.match(r"[a-z]{2,3}(?![a-z\d])", said.strip(), re.I)  # a page may say anything
        return found[0].lower() if found else "de"

    def engine(self, source: str) -> Engine:
        """Open the engine for a source language; nothing is loaded before the first sentence."""
        if self.given is not None:
            return self.given
        if source not in self._engines:
            target = self.settings.to.partition("-")[0]
            if source == target:
                raise UsageError(f"source and target are both {source}", path="--from, --to", hint="--from is the article's language, --to the translation's")
            from translator.engines.ctranslate2 import CTranslate2
            from translator.engines.pivot import Pivot

            route = packages.route(source, target, self.settings.package)
            made = [CTranslate2(package, beam=self.settings.beam, threads=self.settings.threads) for package in route]
            self._engines[source] = made[0] if len(made) == 1 else Pivot(made[0], made[1])
        return self._engines[source]

    def uses_starter(self, source: str) -> bool:
        """Whether the built-in package serves a source language."""
        package = getattr(self._engines.get(source), "package", None)
        return bool(package and package.starter)

    def glossaries(self, source: str) -> list[Path]:
        """List the glossary files in force."""
        if self.settings.glossaries is not None:
            return list(self.settings.glossaries)
        return store.find(self.settings.root, source, self.settings.to)

    def matcher(self, source: str) -> Matcher:
        """Return the glossaries' matcher for a source language."""
        if source not in self._matchers:
            seeds = seed.rows(source, self.settings.to, self.settings.seed)
            self._matchers[source] = Matcher(concepts(seed.below(store.load(self.glossaries(source)), seeds)), source)
        return self._matchers[source]

    def memory(self, source: str) -> Memory:
        """Open the corpus's memory for a source language; `recalling.opened` also fills it where it is new."""
        if source not in self._memories:
            named: list[Matcher] = []

            def names(text: str) -> list[tuple[int, int, str]]:
                if not named:  # countries, regions and cities too: Munich for München
                    seeds = seed.rows(source, self.settings.to, ("territories", "regions", "cities"))
                    named.append(Matcher(concepts(seed.below(store.load(self.glossaries(source)), seeds)), source))
                return [(match.start, match.end, match.best) for match in named[0].find(text) if match.concept.name and match.best and not match.compound]

            self._memories[source] = Memory(in_cache(self.settings.corpus, "memory", ".db"), source, self.settings.to, names)
        return self._memories[source]

    def forget_glossaries(self) -> None:
        """Read the glossaries again when they are next asked for."""
        self._matchers.clear()
        self._document_checks.clear()
        self._digests.clear()

    def anew(self) -> None:
        """Look at corpus and glossaries afresh; the engine stays loaded."""
        self.corpus = Corpus(self.settings.corpus)
        self.forget_glossaries()

    def repairs(self, source: str) -> list[Repair]:
        """Return the repairs in their order; after the first they leave the glossary's forms alone."""
        target, forms = self.settings.to, Forms(self.matcher(source))
        others: list[Repair] = [
            Names(), Spaces(target), Numbers(source, target), Dates(source, target), Times(source, target), Money(source, target),
            Percent(source, target), Units(source, target), Dashes(target), Quotes(target), Spelling(target), Capitals(),
        ]  # fmt: skip
        return [Terms(self.matcher(source), target), *(Kept(repair, forms) for repair in others)]

    def checks(self, source: str) -> list[Check]:
        """Return the checks that the settings do not suppress."""
        target = self.settings.to
        matcher = self.matcher(source)
        found: list[Check] = [
            untranslated.Empty(), untranslated.Untranslated(source, target), length.Truncated(source, target), length.Omitted(source, target),
            length.Added(source, target), loops.Repeated(target), numbers.Numbers(source, target), dates.Dates(source, target),
            style.DateFormat(source, target), style.TimeFormat(source, target), style.MoneyFormat(source, target), quotes.Quotes(),
            quotes.QuoteStyle(source, target), punctuation.Brackets(), punctuation.Ending(), style.Spacing(target), punctuation.Capitals(),
            punctuation.Characters(), acronyms.Acronyms(source, target), acronyms.Countries(source, target), web.Addresses(), marks.Marks(),
            terms.TermForbidden(matcher), terms.TermMissing(matcher), terms.TermOther(matcher),
        ]  # fmt: skip
        return [check for check in found if check.id not in self.settings.suppress]

    def document_checks(self, source: str) -> list[DocumentCheck]:
        """Return the checks that look at a whole document."""
        if source not in self._document_checks:
            matcher = self.matcher(source)
            found: list[DocumentCheck] = [
                names.NameVariants(matcher),
                names.NameGerman(matcher),
                names.NameChanged(matcher),
                names.NameLost(matcher),
                style.SpellingMixed(self.settings.to),
                consistency.Inconsistent(),
                consistency.Wording(source, self.settings.to),
            ]
            self._document_checks[source] = [check for check in found if check.id not in self.settings.suppress]
        return self._document_checks[source]

    def monolingual_checks(self) -> list[Check]:
        """Return the checks that need no source; it is taken to be German."""
        target = self.settings.to
        source = self.settings.from_ or "de"
        found: list[Check] = [
            untranslated.Untranslated(source, target), loops.Repeated(target), quotes.Quotes(), quotes.QuoteStyle(source, target), punctuation.Brackets(),
            style.Spacing(target), punctuation.Characters(),
        ]  # fmt: skip
        return [check for check in found if check.id not in self.settings.suppress]

    @cached_property
    def rules(self) -> str:
        """A digest of this program: what was done by other rules is done again."""
        here = Path(__file__).parent
        stats = sorted((p.relative_to(here).as_posix(), p.stat().st_size, p.stat().st_mtime_ns) for p in here.rglob("*.p[yo]"))
        return hashlib.sha256(repr((__version__, stats)).encode()).hexdigest()

    def inputs(self, article: Article, data: bytes, source: str) -> str:
        """Return a digest of everything that decides what a run makes of an article."""
        catalog, past = article.catalog(self.settings.to), article.history(self.settings.to)
        parts = [
            self.rules, files.digest(data), self.settings.to, source, str(self.settings.from_), str(self.settings.abbreviations), str(self.settings.seed),
            str(self.settings.beam), self.person.name,
            self.engine(source).signature,
        ]  # fmt: skip
        parts += [files.digest(path.read_bytes()) if path.is_file() else "-" for path in (catalog, past)]
        parts.append(self._glossary_digest(source))
        return files.digest("\0".join(parts).encode())

    def glossary(self, source: str) -> tuple[str, dict[str, str]]:
        """Return the id of the glossaries in force, and their files with a digest; nothing if there are none."""
        paths = self.glossaries(source)
        if not paths:
            return "", {}
        digest = files.digest(self._glossary_digest(source).encode())
        return digest[:8], {"files": ", ".join(path.name for path in paths), "sha256": digest}

    def _glossary_digest(self, source: str) -> str:
        if source not in self._digests:
            self._digests[source] = " ".join(files.digest(files.read_bytes(path)) for path in self.glossaries(source))
        return self._digests[source]


def _known(suppress: Iterable[str]) -> None:
    """Refuse a check that does not exist: a slip of the pen would leave it on without a word."""
    for name in suppress:
        if name not in KNOWN and not name.startswith("glossary-"):  # those are glossary lint's
            near = get_close_matches(name, KNOWN, 1)
            raise UsageError(f"unknown check {name!r}", path="suppress", hint=f"did you mean {near[0]}?" if near else f"known: {', '.join(KNOWN)}")


def in_cache(corpus: Path, kind: str, suffix: str) -> Path:
    """Return the place in the user's cache of what is derived from a corpus."""
    return packages.cache_folder() / kind / f"{hashlib.sha256(str(corpus.absolute()).encode()).hexdigest()[:24]}{suffix}"


class Done:
    """What was done with which inputs; lives in the user's cache and can be made again."""

    def __init__(self, corpus: Path) -> None:
        self.path = in_cache(corpus, "done", ".json")
        self.values: dict[str, str] = {}
        with suppress(OSError, ValueError):
            values = json.loads(self.path.read_bytes())
            self.values = values if isinstance(values, dict) else {}

    def file(self, path: Path, data: bytes) -> tuple[str, str] | None:
        """Return article and source language of a file that was seen before with the same bytes."""
        slug, _, rest = self.values.get(f"file:{path.absolute()}", "").partition("|")
        language, _, digest = rest.partition("|")
        return (slug, language) if digest and digest == files.digest(data) else None

    def note_file(self, path: Path, data: bytes, article: Article, language: str) -> None:
        """Remember which article a file is."""
        self.values[f"file:{path.absolute()}"] = f"{article.slug}|{language}|{files.digest(data)}"

    def has(self, project: Project, article: Article, data: bytes, language: str) -> bool:
        """Tell whether an article was done with just these inputs."""
        return self.values.get(f"{article.slug}/{project.settings.to}") == project.inputs(article, data, language)

    def note(self, project: Project, article: Article, data: bytes, language: str) -> None:
        """Remember that an article was done with these inputs."""
        self.values[f"{article.slug}/{project.settings.to}"] = project.inputs(article, data, language)

    def save(self) -> None:
        """Write it down; a cache that cannot be written is no error."""
        with suppress(StoreError):
            files.write(self.path, json.dumps(self.values, indent=0, sort_keys=True).encode())
