"""Scores the engine's drafts before and after repairs, counts their issues and lists what was changed.

usage: repairs.py SOURCE REFERENCE [--to TAG] [--lines N] [--show]
Quotation marks and dashes are scored as straight ones: references of evaluation sets are typed."""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from pathlib import Path

import sacrebleu

from translator import marks, repair
from translator.checks.style import changes
from translator.config import Settings
from translator.engines import Request
from translator.project import Project

TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--to", default="en")
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    project = Project(Settings(glossaries=(), to=arguments.to))
    source = arguments.source.read_text("utf-8").splitlines()[: arguments.lines]
    reference = arguments.reference.read_text("utf-8").splitlines()[: arguments.lines]
    drafts = [marks.escape(draft.text) for draft in project.engine("de").translate([Request(line) for line in source])]
    source = [marks.escape(line) for line in source]
    repairs, checks = project.repairs("de"), project.checks("de")
    repair.mend(repairs, source[0], drafts[0])
    begin = time.process_time()
    mended = [repair.mend(repairs, s, d) for s, d in zip(source, drafts, strict=True)]
    seconds = time.process_time() - begin
    print(f"{len(source)} sentences, {sum(bool(used) for _, used in mended)} mended, {seconds / len(source) * 1e6:.0f} µs each")
    print(dict(Counter(name for _, used in mended for name in used)))
    for name, texts in (("drafts", drafts), ("mended", [text for text, _ in mended])):
        typed, wanted = [text.translate(TYPED) for text in texts], [[line.translate(TYPED) for line in reference]]
        issues = Counter(check.id for s, text in zip(source, texts, strict=True) for check in checks for _ in check.find(s, text))
        chrf, bleu = sacrebleu.CHRF().corpus_score(typed, wanted).score, sacrebleu.BLEU().corpus_score(typed, wanted).score
        print(f"{name}: chrF {chrf:.2f}, BLEU {bleu:.2f}, {issues.total()} issues")
    if arguments.show:
        for draft, (text, used) in zip(drafts, mended, strict=True):
            for start, end, new in changes(draft, text):
                if re.sub(r"[\"'“”‘’]", "", draft[start:end] + new).strip():
                    print(f"{','.join(used)}: {draft[max(0, start - 30) : start]}[{draft[start:end]} → {new}]{draft[end : end + 20]}")


if __name__ == "__main__":
    main()
