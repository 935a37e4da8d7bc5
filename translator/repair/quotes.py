"""Sets quotation marks the target's way: German, French and straight ones become the ones of the locale."""

from __future__ import annotations

import re

from translator.language import facts

DOUBLE = '„“”»«"‟'
SINGLE = "‚‘’›‹'‛"
SPACES = "\u00a0\u202f\u2009 "
ALL_SIGNS = DOUBLE + SINGLE
SIGN = re.compile(rf"[{re.escape(ALL_SIGNS)}]")
ANY = re.compile(rf"[{re.escape(DOUBLE + SINGLE)}]|``|''")
PAIR = re.compile(r"(?<![^\s(\[«“„\"–—>])[‚‘'‹›](?=[^\s‚‘’'‹›])((?:[^‚‘’'‹›]|(?<=\w)['’](?=\w))*)(?<=\S)[‘’'‹›](?!\w)")
FRAMED_LEFT = re.compile(rf"(?<![^\s(>’'“«]«)(?<=«)[{SPACES}]+(?=\S)")
FRAMED_RIGHT = re.compile(rf"(?<=\S)[{SPACES}]+(?=»(?:$|[\s.,;:!?)\]…<]))")
WORD = re.compile(r"[^\W_]")
RUN = re.compile(rf"(?:</?\d+/?>|[{re.escape(DOUBLE + SINGLE)}])+")


class Quotes:
    """Quotation marks are the locale's, opening and closing where the words say so; an apostrophe is no quote."""

    id = "quotes"

    def __init__(self, target: str) -> None:
        known = facts(target)
        self.open, self.close, self.inner_open, self.inner_close = known.quotes
        self.gap = known.style.quote_space
        self.nested = self.inner_open in DOUBLE  # then a quotation in a quotation shows by its place alone

    def mend(self, source: str, target: str) -> str:
        if not ANY.search(target):
            return target
        if self._halved(source, target):
            target = PAIR.sub(r'"\1"', target)
        once = self._set(PAIR.sub(r'"\1"', target) if self.nested else target)
        return self._set(once) if self.nested else once  # guillemets are read with their spaces, once they stand

    @staticmethod
    def _halved(source: str, target: str) -> bool:
        """Tell whether the source's double marks have become single ones, each of them: „Alles neu“, 'All new'."""
        wanted = sum(source.count(mark) for mark in DOUBLE)
        if not wanted or set(DOUBLE) & set(target) or PAIR.search(source):
            return False
        pairs = PAIR.findall(target)
        alone = re.findall(rf"(?<!\w)[{re.escape(SINGLE)}]|[{re.escape(SINGLE)}](?!\w)", target)
        return wanted == 2 * len(pairs) == len(alone) and not any(re.match(r"\d|n$", inside) for inside in pairs)

    def _set(self, text: str) -> str:
        if "``" in text and "''" in text:
            text = text.replace("``", '"').replace("''", '"')
        if "«" in text or "»" in text:
            text = FRAMED_RIGHT.sub("", FRAMED_LEFT.sub("", text))
        out: list[str] = []
        depth = last = 0
        for around, found in ((run, found) for run in RUN.finditer(text) for found in SIGN.finditer(text, run.start(), run.end())):
            at, mark = found.start(), found[0]
            out.append(text[last:at])
            last = at + 1
            if mark in SINGLE:
                mark = self._single(text, at, around)
            else:
                opens = self._opens(text, at, around)
                if not opens and not text[: around.start()].strip():
                    out.append(mark)  # nothing stands before it that it could close
                    continue
                depth = depth + 1 if opens else max(0, depth - 1)
                inner = self.nested and depth >= (2 if opens else 1)
                mark = (self.inner_open if inner else self.open) if opens else self.inner_close if inner else self.close
                if self.gap:
                    mark = mark + self.gap if opens else (self.gap if at and not text[at - 1].isspace() else "") + mark
            out.append(mark)
        return "".join(out) + text[last:]

    @staticmethod
    def _opens(text: str, at: int, run: re.Match[str]) -> bool:
        """Tell an opening mark by what stands around its run of quotation marks; inline marks are looked through."""
        after = run.end()
        if after >= len(text) or text[after].isspace() or (text[after] in ".,;:!?)" and not text[after + 1 : after + 2].isalnum()):
            return False
        before = text[at - 1 : at]
        if before and (before in ALL_SIGNS or before == ">"):
            before = text[: run.start()][-1:]
        return not before or before.isspace() or before in "([{–—-/"

    def _single(self, text: str, at: int, run: re.Match[str]) -> str:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isdigit() and after.isdigit():
            return text[at]  # 12'000 as the Swiss write it
        if before and WORD.match(before) and (WORD.match(after) if after else False):
            return "’"  # an apostrophe
        if self.nested:
            return "’" if text[at] in "'’" else text[at]
        if self._opens(text, at, run) and text[at] != "’":
            return self.inner_open
        return self.inner_close if self.inner_close != self.inner_open else "’"
