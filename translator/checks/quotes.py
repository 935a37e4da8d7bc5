"""Quotation marks pair up, and are the locale's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator import marks
from translator.language import facts
from translator.model import Finding, Severity

SPEECH = re.compile(r"[„“”»«\"](?:[^\s„“”»«\"]+\s+){4,}[^„“”»«\"]*[„“”»«\"]")


class Quotes:
    """As many quotations begin and end in the target as in the source."""

    id = "quotes"
    severity = Severity.MAJOR

    def __init__(self, target: str) -> None:
        self.open, self.close, *_ = facts(target).quotes

    def find(self, source: str, target: str) -> Iterator[Finding]:
        theirs, ours = len(re.findall(r"[„“”»«\"]", marks.strip(source))), len(re.findall(r"[„“”»«\"]", target))
        if theirs and not ours and not re.search(r"[‘’'‚]\w|\w[,.!?]['’]", target):
            if theirs % 2 or SPEECH.search(source):  # a word or title in quotation marks may well stand without them
                yield Finding("the source's quotation marks are missing")
        elif theirs % 2 != ours % 2:
            last = max((target.rfind(c) for c in '“”"„«»'), default=-1)
            yield Finding("a quotation mark has no partner", (max(0, last), max(0, last) + 1) if last >= 0 else (0, 0))


class QuoteStyle:
    """No German quotation mark is left."""

    id = "quote-style"
    severity = Severity.MINOR

    def __init__(self, target: str) -> None:
        self.marks = facts(target).quotes

    def find(self, source: str, target: str) -> Iterator[Finding]:
        for found in re.finditer(r"[„‚](?=\w)|[»«]", target):
            if found[0] not in self.marks:
                yield Finding(f"{found[0]} is the source's quotation mark", found.span(), self.marks[0])
                return
