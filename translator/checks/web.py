"""Addresses, handles and hashtags are the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.model import Finding, Severity

ADDRESS = re.compile(
    r"https?://[^\s<>\"“”„»«]*[^\s<>\"“”„»«.,;:!?)\]’']|\bwww\.[^\s<>\"“”„»«]*[^\s<>\"“”„»«.,;:!?)\]’']"
    r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<![\w@/])@\w{2,}|(?<![\w&#/])#[^\W\d]\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|info|at|ch)\b(?:/[^\s<>\"“”„»«,;:!?)]*[^\s<>\"“”„»«.,;:!?)])?"
)
SIGNS = re.compile(r"[@#]|://|\.(?:de|com|org|net|eu|info|at|ch)\b")


def _hinted(text: str) -> bool:
    """Tell whether a text may have an address: most have no dot but the last one."""
    return ("." in text[:-2] or "@" in text or "#" in text or "://" in text) and SIGNS.search(text) is not None


class Addresses:
    """Web and e-mail addresses stand as in the source; handles and hashtags too, unless a hashtag is translated."""

    id = "addresses"
    severity = Severity.MAJOR

    def find(self, source: str, target: str) -> Iterator[Finding]:
        if not _hinted(source) and not _hinted(target):
            return
        theirs, ours = {m[0] for m in ADDRESS.finditer(source)}, list(ADDRESS.finditer(target))
        low, kept = {one.lower() for one in theirs}, {m[0].lower() for m in ours}
        missing = sorted(one for one in theirs if one.lower() not in kept)
        new = [m for m in ours if m[0].lower() not in low]
        for one in missing:
            other = next((m for m in new if m[0][0] == one[0] or (m[0][0] not in "#@" and one[0] not in "#@")), None)
            if other is None:
                if one.lower() not in target.lower() and (one[0] != "#" or one[1:].lower() not in target.lower().replace(" ", "")):
                    yield Finding(f"{one} is missing")
                continue
            new.remove(other)
            mild = Severity.MINOR if one[0] == "#" else None
            yield Finding(f"{one} of the source is {other[0]} here", other.span(), one, mild)
        for other in new:
            if other[0].lower() not in source.lower() and other[0].lstrip("#@").lower() not in source.lower():
                yield Finding(f"{other[0]} is not in the source", other.span())
