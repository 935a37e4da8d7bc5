"""Measures how often a glossary's names come out as prescribed, with what they cost: 20 names of newstest2021 (German side), chrF against a reference.

usage: terms.py SOURCE REFERENCE [--glossary FILE] [--show N]; without the glossary the same sentences are drafted and repaired, too"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import sacrebleu

from translator import drafting, marks, repair
from translator.checks.terms import missing
from translator.config import Settings
from translator.glossary import store
from translator.glossary.concept import Row, concepts
from translator.glossary.matcher import Matcher
from translator.project import Project

NAMES = """
person Kalbitz=Kalbitz person Zimmermann=Zimmermann person Flick=Flick person Seehofer=Seehofer person Thunberg=Thunberg person Grindel=Grindel
person Netanjahu=Netanyahu person Kovac=Kovac person Ronaldo=Ronaldo person Heil=Heil place München=Munich place Nordkorea=North_Korea place Spanien=Spain
place Deutschland=Germany place Regensburg=Regensburg place Worms=Worms place Kaesong=Kaesong place Bangladesch=Bangladesh place Wien=Vienna
place Eggenfelden=Eggenfelden
""".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--glossary", type=Path)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    rows = [Row(*pair.replace("_", " ").split("="), kind=kind) for kind, pair in zip(NAMES[::2], NAMES[1::2], strict=True)]
    if arguments.glossary:
        rows = store.read(arguments.glossary)
    matcher = Matcher(concepts(rows))
    project = Project(Settings(glossaries=()))
    engine = project.engine("de")
    plain = project.repairs("de")
    project._matchers["de"] = matcher
    repairs = project.repairs("de")
    lines = zip(arguments.source.read_text("utf-8").splitlines(), arguments.reference.read_text("utf-8").splitlines(), strict=True)
    pairs = [(marks.escape(s), r) for s, r in lines if any(not match.compound for match in matcher.find(s))]
    sources, references = [s for s, _ in pairs], [r for _, r in pairs]
    begin = time.perf_counter()
    first = drafting.draft(engine, sources)
    middle = time.perf_counter()
    second = drafting.with_terms(engine, matcher, repairs, sources, first)
    end = time.perf_counter()
    print(f"{engine.signature}, {len(rows)} names, {len(sources)} sentences with one; {middle - begin:.1f} s to draft, {end - middle:.1f} s for the names")
    print("| drafts | names wanted | as prescribed | chrF |\n|---|---|---|---|")
    wanted = sum(len({id(match.concept) for match in matcher.find(s) if not match.compound}) for s in sources)
    for name, answers, mending in (("without the glossary", first, plain), ("repairs only", first, repairs), ("all stages", second, repairs)):
        texts = [repair.mend(mending, s, answer.text)[0] for s, answer in zip(sources, answers, strict=True)]
        lacking = [(s, text, missing(matcher, s, text)) for s, text in zip(sources, texts, strict=True)]
        left = sum(len(found) for _, _, found in lacking)
        score = sacrebleu.CHRF().corpus_score(texts, [references]).score
        print(f"| {name} | {wanted} | {1 - left / wanted:.3f} | {score:.2f} |")
    for source, text, found in [item for item in lacking if item[2]][: arguments.show]:
        print(f"{', '.join(match.source for match in found)}: {source}\n    {text}")
    for source, before, after in [item for item in zip(sources, first, second, strict=True) if item[1] != item[2]][: arguments.show]:
        print(f"{source}\n  - {before.text}\n  + {after.text} [{after.by}]")


if __name__ == "__main__":
    main()
