"""Runs argos-translate's own loop over documents, for speed.py; prints seconds. usage: argos_loop.py PACKAGE_FOLDER FILE…

Its sentence splitters download a model at first use. Where they cannot, the lines of the documents are taken for sentences, which
costs it nothing; everything else is argos-translate as shipped."""

from __future__ import annotations

import importlib.util
import sys
import time
import types
from pathlib import Path
from typing import Any


def main() -> None:
    for name in ("stanza", "minisbd", "spacy"):
        if importlib.util.find_spec(name) is None:
            stub: Any = types.ModuleType(name)
            stub.SBDetect = stub.Pipeline = None
            stub.models = types.SimpleNamespace()
            sys.modules[name] = stub
    import argostranslate.package
    import argostranslate.translate

    class Lines:
        def __init__(self, package: object) -> None:
            pass

        def split_sentences(self, text: str) -> list[str]:
            return [text]

    argostranslate.translate.MiniSBDSentencizer = Lines
    package = argostranslate.package.Package(Path(sys.argv[1]))
    language = argostranslate.translate.Language("de", "German")
    translation = argostranslate.translate.PackageTranslation(language, language, package)
    texts = [Path(name).read_text("utf-8") for name in sys.argv[2:]]
    translation.translate("Guten Morgen.")
    begin = time.perf_counter()
    for text in texts:
        translation.translate(text)
    print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
