"""The commands that look terms up: extract, suggest, where, rename; they belong to the group `glossary`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from translator.cli import names, options
from translator.errors import UsageError


def extract(
    paths: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Articles as files, or of the corpus.  [default: the corpus]")] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="List so many.")] = 50,
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """List names and terms that the glossary lacks, ranked, with English from the corpus.

    Each line is a row for a glossary; the note says how often it stands and where the English is from. Fill in what has none.
    """
    from translator import files, formats, maintenance, pipeline, reports
    from translator.glossary.candidates import extract as ranked

    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config)
    texts = list(maintenance.opened(project, list(project.corpus.articles()), []))
    pairs = [(segment.source, segment.target) for text in texts for segment in text.segments]
    language = project.settings.from_ or "de"
    sentences = [] if paths else [(segment.source, segment.line) for text in texts for segment in text.segments]
    for name in paths or ():
        path = Path(name) if Path(name).is_file() else project.corpus.article(name).source
        assert path is not None
        document = formats.read(str(path), files.read_bytes(path))
        language = project.source_language(document)
        sentences += [(segment.source, segment.line) for segment in pipeline.segment(document, language, project.settings.abbreviations)]
    if not sentences:
        raise UsageError("nothing to read", path=str(project.corpus.root), hint="name a file: translator glossary extract FILE…")
    found = ranked(sentences, pairs, project.matcher(language), most)
    if not json:
        print("source\ttarget\tkind\tnote")
    for candidate in found:
        if json:
            print(reports.json_line({**asdict(candidate), "targets": [{"form": form, "from": why} for form, why in candidate.targets]}))
        else:
            form, why = candidate.targets[0] if candidate.targets else ("", "")
            kind = "term" if candidate.kind == "term" else ""  # whose name it is, a person knows
            print(f"{candidate.source}\t{form}\t{kind}\t{candidate.count}×{'; ' if why else ''}{why}")


def suggest(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as German spells it.", show_default=False)],
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    config: options.Config = None,
) -> None:
    """Suggest how English spells a name that German has romanised, the likeliest first, with the reason."""
    from translator import reports
    from translator.glossary import romanisation, seed
    from translator.glossary.romanisation import Suggestion

    project = options.project(to=to, source=source, glossary=glossary, config=config)
    language = (project.settings.from_ or "de").partition("-")[0]
    matches = [match for match in project.matcher(language).find(name) if match.end - match.start == len(name) and match.best]
    found = [Suggestion(match.best, "the glossary has it") for match in matches]
    found += seed.exonyms(name, language, project.settings.to)
    for suggestion in romanisation.suggest(name):
        if suggestion.form not in [one.form for one in found]:
            found.append(suggestion)
    for suggestion in found:
        print(reports.json_line(asdict(suggestion)) if json else f"{suggestion.form}\t{suggestion.reason}")


def where(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A German or English word.", show_default=False)],
    json: options.Json = False,
    to: options.To = None,
    source: options.From = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
) -> None:
    """List the sentences of the corpus that hold a term, inflected and in compounds, with their translations."""
    from translator import maintenance, reports

    if not term.strip():
        raise UsageError("is empty", path="TERM", hint="translator glossary where Bundestag")
    project = options.project(to=to, source=source, corpus=corpus, config=config)
    found = list(maintenance.where(names.opened(project), term))
    for place, form in found:
        row = {"place": place.place, "form": form, "source": place.source, "target": place.target, "human": place.human}
        print(reports.json_line(row) if json else f"{place.place}: {form}\n    {place.source}\n    {place.target or '(no translation)'}")
    options.say(reports.count(len(found), "sentence"))


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A form in the target language.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The form that takes its place.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, everywhere, and change nothing.")] = False,
    to: options.To = None,
    source: options.From = None,
    glossary: options.Glossary = None,
    corpus: options.Corpus = None,
    config: options.Config = None,
    as_: options.As = None,
) -> None:
    """Put one form for another: in the glossary, where the old one is forbidden from then on, and in all drafts.

    Sentences that a person has had a hand in are listed, never changed.
    """
    from translator import maintenance

    project = options.project(to=to, source=source, glossary=glossary, corpus=corpus, config=config, name=as_)
    if old == new or not new.strip():
        raise UsageError("the new form is the old one" if old == new else "the new form is empty", path="NEW")
    texts = names.opened(project)
    language = names.language(project, texts)
    rows = maintenance.renamed(project, texts, old, new, language)
    names.say_change(maintenance.planned(texts, rows) if dry_run else maintenance.apply(project, texts, rows, language), dry=dry_run)
