"""Keeps the glossary's forms out of the hands of the repairs that come after them."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.glossary.matcher import Matcher
from translator.repair import Repair

FIRST = 0xE000  # private use: what stands for a form while the others mend
PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


class Forms:
    """The good forms of the glossary's concepts that a source names, longest first."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.find = lru_cache(64)(self._find)

    def _find(self, source: str) -> tuple[str, ...]:
        forms = {form for match in self.matcher.find(source) for form in match.concept.good}
        return tuple(sorted(forms, key=len, reverse=True))


class Kept:
    """A repair that leaves the glossary's forms alone; plain words interest only those that spell."""

    def __init__(self, repair: Repair, forms: Forms) -> None:
        self.repair, self.forms = repair, forms
        self.id = repair.id
        self.words = repair.id in ("names", "spelling")

    def mend(self, source: str, target: str) -> str:
        forms = self.forms.find(source)
        if not forms:
            return self.repair.mend(source, target)
        held = [form for form in forms if form in target and (self.words or not PLAIN.fullmatch(form))]
        if not held or re.search("[\ue000-\uf8ff]", target):
            return self.repair.mend(source, target)
        for number, form in enumerate(held):
            target = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", chr(FIRST + number), target)
        target = self.repair.mend(source, target)
        for number, form in enumerate(held):
            target = target.replace(chr(FIRST + number), form)
        return target
