"""What a program needs of its strings: their placeholders, line feeds at both ends, one accelerator."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from translator.formats import accelerators
from translator.formats.placeholders import DATE, OBVIOUS, Flavour, Placeholder, find, flavours
from translator.model import Finding, Severity


class Placeholders:
    """Every placeholder of the source stands in the target and none is invented; without numbers they keep their order."""

    id = "placeholders"
    severity = Severity.CRITICAL

    def __init__(self, flags: Collection[str] = (), *, few: bool = False) -> None:
        """Go by an entry's format flags; a plural form for one or a few numbers (`few`) may have its number or not."""
        self.kinds = flavours(flags)
        self.few = few

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if self.kinds == [OBVIOUS] and DATE.search(source):
            return
        theirs, ours = find(source, self.kinds), find(target, self.kinds)
        if not theirs and (not ours or self.kinds == [OBVIOUS]):
            return  # without a flag and without an example nothing is certain
        if any("*" in placeholder.text and "$" in placeholder.text for placeholder in ours):
            return  # a width by number: too seldom to count its arguments
        wanted, given = _arguments(theirs), _arguments(ours)
        if "%" in "".join(p.text for p in ours) and any(p.argument.isdecimal() for p in ours):
            wanted = {name.removeprefix("#"): placeholder for name, placeholder in wanted.items()}
            given = {name.removeprefix("#"): placeholder for name, placeholder in given.items()}
        missing = [placeholder for name, placeholder in wanted.items() if name not in given]
        extra = [placeholder for name, placeholder in given.items() if name not in wanted]
        changed = [(wanted[name], placeholder) for name, placeholder in given.items() if name in wanted and wanted[name].type != placeholder.type]
        if changed and not missing and not extra and _types(theirs) == _types(ours):
            span = changed[0][1].start, changed[-1][1].end
            yield Finding(f"{_listed([new for _, new in changed])} have changed places: they need numbers ({_numbered(self.kinds)})", span)
            return
        for old, new in changed:
            yield Finding(f"{old.text} of the source is {new.text} here", (new.start, new.end), old.text)
        if len(missing) == len(extra) == 1:
            yield Finding(f"{missing[0].text} of the source is {extra[0].text} here", (extra[0].start, extra[0].end), missing[0].text)
            return
        if self.few and len(missing) + len(extra) == 1:
            return
        for placeholder in missing:
            yield Finding(f"{placeholder.text} is missing")
        for placeholder in extra:
            yield Finding(f"{placeholder.text} is not in the source", (placeholder.start, placeholder.end))


def _arguments(found: Sequence[Placeholder]) -> dict[str, Placeholder]:
    first: dict[str, Placeholder] = {}
    for placeholder in found:
        first.setdefault(placeholder.argument, placeholder)
    return first


def _types(found: Sequence[Placeholder]) -> list[str]:
    return sorted(placeholder.type for placeholder in found)


def _listed(found: Sequence[Placeholder]) -> str:
    return " and ".join(placeholder.text for placeholder in found)


def _numbered(kinds: Sequence[Flavour]) -> str:
    return next((kind.numbered.format(1) if "%" in kind.numbered else f"%{kind.numbered.format(1)}" for kind in kinds if kind.numbered), "or names")


class Newlines:
    """Source and target begin and end with a line feed both, or neither."""

    id = "newlines"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if target and source.startswith("\n") != target.startswith("\n"):
            yield Finding(f"begins {'without' if source.startswith(chr(10)) else 'with'} a line feed", (0, 0))
        if target and source.endswith("\n") != target.endswith("\n"):
            yield Finding(f"ends {'without' if source.endswith(chr(10)) else 'with'} a line feed", (len(target.rstrip("\n")), len(target)))


class Accelerators:
    """A text with a keyboard accelerator (&File, _File) keeps one."""

    id = "accelerators"
    severity = Severity.MINOR

    def __init__(self, sign: str = "") -> None:
        self.sign = sign

    def find(self, source: str, target: str) -> Iterator[Finding]:
        at = accelerators.find(source, self.sign)
        if at >= 0 and source[at] not in target and any(unicodedata.category(c) in ("Ll", "Lu") for c in target):  # other scripts do without
            yield Finding(f"no letter has the accelerator’s {source[at]}")
