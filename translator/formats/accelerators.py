"""Keyboard accelerators: the sign before a letter of a menu's or button's text (&File, _File, ~File)."""

from __future__ import annotations

import re
import unicodedata

SIGNS = "&_~"
LONGEST = 80  # characters; a sentence has no accelerator
# Inside a word only where it is no identifier, company or query: E_xit, Fi&nd, but not max_size, R&D, a=1&b=2.
PLACES = {
    "&": re.compile(r"(?<![&\w=?])&(?=\w)(?!#?\w+;)|(?<=[^\W\d_])&(?=[a-zß-ÿа-я])(?!#?\w+;)"),
    "_": re.compile(r"(?<![\w_])_(?=[^\W_])(?!\w*_)|(?<=[A-ZÄÖÜ])_(?=[a-z])|(?<=[A-Z][a-z])_(?=[a-z])|(?<=[A-Z][a-z][a-z])_(?=[a-z])"),
    "~": re.compile(r"(?<![\w~/])~(?=[^\W\d_])|(?<=[^\W\d_])~(?=[^\W\d_])"),
}


def find(text: str, sign: str = "") -> int:
    """Return the place of a text's accelerator sign, or -1; `sign` is the only one that counts, if it is known."""
    if len(text) > LONGEST or "\n" in text.strip():
        return -1
    for one in sign or SIGNS:
        if one not in text:
            continue
        pattern = PLACES.get(one) or re.compile(rf"{re.escape(one)}(?=\w)")
        places = [found.start() for found in pattern.finditer(text)]
        if len(places) == 1 and (sign or one != "~" or "/" not in text):
            return places[0]
    return -1


def put(text: str, sign: str, letter: str) -> int:
    """Return where the sign goes in a translation: before the same letter, at a word's beginning if it can be, else before the first letter.

    It is -1 where the text has no letter of an alphabet: then CJK's way, "(&F)" behind the text, is for the caller.
    """
    if sign in text and find(text, sign) >= 0:
        return find(text, sign)
    for pattern in (rf"(?<!\w){re.escape(letter)}", re.escape(letter), r"[^\W_]"):
        for found in re.finditer(pattern, text, re.I):
            if unicodedata.category(found[0]) != "Lo":
                return found.start()
    return -1
