"""Days and months are the source's, as CLDR names them in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from translator.language import tokens
from translator.model import Finding, Severity


@cache
def names(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """Return a pattern for the months and days of a language, and what each stands for."""
    from babel import Locale

    locale: Any = Locale.parse(language.replace("-", "_"))
    found: dict[str, tuple[str, int]] = {}
    for kind, table in (("month", locale.months), ("day", locale.days)):
        for number, name in table["format"]["wide"].items():
            found[name.lower()] = (kind, number)
    if language.partition("-")[0] == "de":
        found |= {"jänner": ("month", 1), "feber": ("month", 2), "sonnabend": ("day", 5)}
    listed = "|".join(sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])({listed})(?=(?:s|en|abend|morgen|nacht|mittag|vormittag|nachmittag|früh|’s|'s)?(?![^\W\d_]))"), found


class Dates:
    """The target names the months and days of the week that the source names."""

    id = "dates"
    severity = Severity.MAJOR

    def __init__(self, source: str, target: str) -> None:
        from babel import Locale

        (self.theirs, self.source), (self.ours, self.target) = names(source), names(target)
        self.capital = Locale.parse(target.replace("-", "_")).months["format"]["wide"][1][0].isupper()  # May is a month, may is none
        self.way = {value: name for name, value in self.target.items()}
        self.begin = {name[:3] for name in self.target}

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if self.begin.isdisjoint(tokens.beginnings(target)):
            return
        every = list(self.ours.finditer(target.lower()))
        if not every:
            return
        found = [m for m in every if not self.capital or target[m.start() : m.start() + 1].isupper()]
        said = {self.source[m[1]] for m in self.theirs.finditer(source.lower())}
        for m in every:
            if m not in found and self.target[m[1]] in said and m[1] not in {other[1] for other in found}:
                yield Finding(f"“{m[0]}” has a capital", m.span(), m[1].capitalize(), Severity.MINOR)
                found.append(m)
        for kind in ("month", "day"):
            missing = {value for value in said if value[0] == kind} - {self.target[m[1]] for m in found}
            other = [m for m in found if self.target[m[1]][0] == kind and self.target[m[1]] not in said]
            if len(missing) == 1 and other:
                name = self.way.get(next(iter(missing)), "")
                better = name[:1].upper() + name[1:]
                if better and not re.search(rf"\b{better}", target):
                    yield Finding(f"the source has another {kind} than “{target[other[0].start() : other[0].end()]}”", other[0].span(), better)
