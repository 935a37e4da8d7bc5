"""Sets quotation marks the target's way: German, French and straight ones become the ones of the locale."""

from __future__ import annotations

import re

from translator.language import facts

DOUBLE = '„“”»«"‟'
SINGLE = "‚‘’›‹'‛"
WORD = re.compile(r"[^\W_]")
AROUND_LEFT = re.compile(rf"(?:</?\d+/?>|[{re.escape(DOUBLE + SINGLE)}])+$")
AROUND_RIGHT = re.compile(rf"^(?:</?\d+/?>|[{re.escape(DOUBLE + SINGLE)}])+")


class Quotes:
    """Quotation marks are the locale's, opening and closing where the words say so; an apostrophe is no quote."""

    id = "quotes"

    def __init__(self, target: str) -> None:
        self.open, self.close, self.inner_open, self.inner_close = facts(target).quotes

    def mend(self, source: str, target: str) -> str:
        if not re.search(rf"[{re.escape(DOUBLE + SINGLE)}]|``|''", target):
            return target
        text = target
        if "``" in text and "''" in text:
            text = text.replace("``", '"').replace("''", '"')
        out: list[str] = []
        for at, character in enumerate(text):
            if character in DOUBLE:
                out.append(self.open if self._opens(text, at) else self.close)
            elif character in SINGLE:
                out.append(self._single(text, at))
            else:
                out.append(character)
        return "".join(out)

    @staticmethod
    def _opens(text: str, at: int) -> bool:
        """Tell an opening mark by what stands around its run of quotation marks; inline marks are looked through."""
        left = AROUND_LEFT.sub("", text[:at])
        right = AROUND_RIGHT.sub("", text[at + 1 :])
        return (not left or left[-1].isspace() or left[-1] in "([{–—-/") and bool(right) and not right[0].isspace()

    def _single(self, text: str, at: int) -> str:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isdigit() and after.isdigit():
            return text[at]  # 12'000 as the Swiss write it
        if before and WORD.match(before) and (WORD.match(after) if after else False):
            return "’"  # an apostrophe
        if self._opens(text, at) and text[at] != "’":
            return self.inner_open
        return self.inner_close if self.inner_close != self.inner_open else "’"
