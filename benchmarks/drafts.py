"""Scores the engine's plain drafts (no glossary, no repair) with sacrebleu. usage: drafts.py SOURCE REFERENCE [--package PATH] [--beam N]"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import sacrebleu

from translator.engines import Request, packages
from translator.engines.ctranslate2 import CTranslate2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--package")
    parser.add_argument("--beam", type=int, default=4)
    arguments = parser.parse_args()
    engine = CTranslate2(packages.route("de", "en", arguments.package)[0], beam=arguments.beam)
    source = arguments.source.read_text("utf-8").splitlines()
    reference = arguments.reference.read_text("utf-8").splitlines()
    begin = time.perf_counter()
    drafts = [draft.text for draft in engine.translate([Request(line) for line in source])]
    seconds = time.perf_counter() - begin
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    print(f"{engine.signature}, beam {arguments.beam}, {len(source)} sentences in {seconds:.1f} s")
    for metric in (bleu, chrf):
        print(metric.corpus_score(drafts, [reference]), metric.get_signature())


if __name__ == "__main__":
    main()
