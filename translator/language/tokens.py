"""The words of a text, taken once for all that look at it: most checks can tell by them that there is nothing to say."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
FIGURE = re.compile(r"\d")
HELD = 512  # texts: all look at one sentence, or the sentences of one document, before the next


@lru_cache(maxsize=HELD)
def words(text: str) -> tuple[str, ...]:
    """Return the words and figures of a text, in order; what an apostrophe joins is one."""
    return tuple(WORD.findall(text))


@lru_cache(maxsize=HELD)
def small(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(map(str.lower, words(text)))


@lru_cache(maxsize=HELD)
def figures(text: str) -> bool:
    """Whether there is a figure in a text."""
    return FIGURE.search(text) is not None


@lru_cache(maxsize=HELD)
def beginnings(text: str) -> frozenset[str]:
    """Return the first three letters of the words of a text, small ones."""
    return frozenset([word[:3] for word in small(text)])
