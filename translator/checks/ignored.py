"""Reads what a translator's comment in the catalog says about checks: `# ignore numbers, quotes: the source is wrong`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

NEVER = {  # check -> the way out
    "empty": "a sentence without a translation wants one",
    "outdated": "confirm the sentence instead",
    "ignore": "mend the comment instead",
}
LINE = re.compile(r"ignore[ \t]+([\w-]*\w(?:[ \t]*,[ \t]*[\w-]*\w)*)[ \t]*(.*)", re.I)
REASON = re.compile(r"(?::|[-–—]+(?!\S))\s*(.*)")


class Wish(NamedTuple):
    """One line of a comment: the checks to ignore and why; `plain` tells that it may be a sentence like any other."""

    checks: tuple[str, ...]
    reason: str
    plain: bool


def wishes(comment: str) -> Iterator[Wish]:
    """Read the lines of a comment that ask for something to be ignored."""
    for line in comment.split("\n"):
        found = LINE.fullmatch(line.strip())
        if found:
            checks, rest = tuple(part.strip().lower() for part in found[1].split(",")), found[2].strip()
            reason = REASON.fullmatch(rest)
            yield Wish(checks, reason[1].strip() if reason else "", reason is None)


@lru_cache(maxsize=1024)
def reasons(comment: str) -> Mapping[str, str]:
    """Return the checks that a comment has ignored, each with its reason; without one nothing is ignored."""
    return {check: wish.reason for wish in wishes(comment) if wish.reason for check in wish.checks if check not in NEVER}


def flaws(comment: str, known: Collection[str]) -> Iterator[str]:
    """Say what is wrong with a comment's wishes: no such check, one that cannot be ignored, no reason."""
    for wish in wishes(comment):
        strange = [check for check in wish.checks if check not in known]
        if wish.plain and len(strange) == len(wish.checks) and not any(get_close_matches(check, known, 1) for check in strange):
            continue  # “Ignore the second half.”
        for check in strange:
            near = get_close_matches(check, known, 1)
            yield f"“ignore {check}”: there is no such check; " + (f"did you mean “{near[0]}”?" if near else f"there are {', '.join(sorted(known))}")
        for check in wish.checks:
            if check in NEVER:
                yield f"“ignore {check}”: this cannot be ignored; {NEVER[check]}"
        if not wish.reason and len(strange) < len(wish.checks):
            yield f"“ignore {', '.join(wish.checks)}” gives no reason; write it after a colon"
