"""Placeholders of software strings: what each format flag of gettext calls one, and what is one beyond doubt where no flag stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

NUMBER = r"(?:\d+\$)?"
WIDE = rf"[-+ #0'I]*(?:\d+|\*{NUMBER})?(?:\.(?:-?\d+|\*{NUMBER})?)?"
SIZE = r"(?:hh|ll|wf?\d+|[hlqLjzZt])?"
MACRO = r"(?:<PRI[diouxX](?:8|16|32|64|LEAST\d+|FAST\d+|MAX|PTR)>)"
BRACES = (("{{", "{"), ("}}", "}"))
PERCENT = (("%%", "%"),)


@dataclass(frozen=True, slots=True)
class Flavour:
    """One kind of placeholder: its pattern, the doubled signs that stand for themselves, and how an argument is numbered."""

    pattern: str
    literals: tuple[tuple[str, str], ...] = ()
    numbered: str = ""  # the form of a directive with a number: "%{}$"; empty if it can have none


def _printf(letters: str, *, size: str = SIZE, more: str = "", numbered: bool = True) -> Flavour:
    """Make a flavour of the printf kind."""
    pattern = rf"%{NUMBER if numbered else ''}{WIDE}{size}[{letters}]"
    return Flavour(f"{more}|{pattern}" if more else pattern, PERCENT, "%{}$" if numbered else "")


C = "diouxXeEfFgGaAcCsSpnm"
BRACED = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
FLAVOURS = {  # gettext's flag, without "-format" -> its placeholders
    "c": _printf(C, more=f"%{NUMBER}{WIDE}{MACRO}"),
    "objc": _printf(C + "@", more=f"%{NUMBER}{WIDE}{MACRO}"),
    "c++": Flavour(r"\{\d*(?::[^{}]*(?:\{\d*\}[^{}]*)*)?\}", BRACES),
    "python": _printf("diouxXeEfFgGcrsa", size="[hlL]?", more=rf"%\([^()]*\){WIDE}[hlL]?[diouxXeEfFgGcrsa]", numbered=False),
    "python-brace": Flavour(r"\{\w*(?:\.\w+|\[[^\[\]{}]*\])*(?:![rsa])?(?::(?:[^{}]|\{[^{}]*\})*)?\}", BRACES),
    "java": Flavour(BRACED, (("''", "'"),)),
    "java-printf": Flavour(r"%(?:\d+\$|<)?[-#+ 0,(]*\d*(?:\.\d+)?(?:[bBhHsScCdoxXeEfgGaAn]|[tT][a-zA-Z])", PERCENT, "%{}$"),
    "csharp": Flavour(r"\{\d+(?:,\s*-?\d+)?(?::[^{}]*)?\}", BRACES),
    "javascript": _printf("bcdouxXeEfgsj", size="", more=r"%\(\w+\)[-+ 0]*\d*(?:\.\d+)?[bcdouxXeEfgsj]"),
    "scheme": Flavour(r"~(?:(?:[+-]?\d+|'.|[vV#])?,?)*[:@]{0,2}[^\s\w,~]|~(?:(?:[+-]?\d+|'.|[vV#])?,?)*[:@]{0,2}[A-Za-z]|~~"),
    "lisp": Flavour(r"~(?:(?:[+-]?\d+|'.|[vV#])?,?)*[:@]{0,2}[^\s\w,~]|~(?:(?:[+-]?\d+|'.|[vV#])?,?)*[:@]{0,2}[A-Za-z]|~~"),
    "elisp": _printf("sdocxXeEfFgGS", size=""),
    "librep": _printf("sdocxXS", size=""),
    "rust": Flavour(r"\{(?:\d+|[^\W\d]\w*)?(?::[^{}]*)?\}", BRACES),
    "go": Flavour(r"%[-+# 0]*(?:\[\d+\])?(?:\*|\d+)?(?:\.(?:\[\d+\])?(?:\*|\d+)?)?(?:\[\d+\])?[vTtbcdoOqxXUeEfFgGspw]", PERCENT, "[{}]"),
    "sh": Flavour(r"\$\{\w+\}|\$[A-Za-z_][A-Za-z0-9_]*"),
    "sh-printf": _printf("diouxXeEfFgGaAcsb", size=""),
    "awk": _printf("diouxXeEfFgGcs", size=""),
    "lua": _printf("diouxXeEfFgGaAcqs", size="", numbered=False),
    "object-pascal": Flavour(r"%(?:\d+:)?-?(?:\d+|\*)?(?:\.(?:\d+|\*))?[duefgnmpsxDUEFGNMPSX]", PERCENT),
    "modula2": _printf("diouxXeEfFgGcs", size="", numbered=False),
    "d": _printf("diouxXeEfFgGaAcsrb", size="", more=r"%[(|)]"),
    "ocaml": _printf("diouxXeEfFgGhHcCsSbBtna!", size="[lnL]?", numbered=False),
    "smalltalk": Flavour(r"%(?:<[^<>|]*\|[^<>|]*>)?\d"),
    "qt": Flavour(r"%L?\d{1,2}"),
    "qt-plural": Flavour(r"%L?(?:\d{1,2}|n)"),
    "kde": Flavour(r"%\d+"),
    "kde-kuit": Flavour(r"%\d+"),
    "boost": _printf(C, more=r"%\d+%|%\|[^|]*\|"),
    "tcl": _printf("diouxXeEfgGcs", size="[hl]?"),
    "perl": _printf("diouxXeEfFgGaAcspnDOUb", size="(?:hh|ll|[hlqLVztv])?"),
    "perl-brace": Flavour(r"\{[A-Za-z_]\w*\}"),
    "php": Flavour(rf"%{NUMBER}(?:[-+ 0]|'.)*\d*(?:\.\d+)?[bcdeEfFgGhHosuxX]", PERCENT, "%{}$"),
    "ruby": _printf("diouxXeEfgGaAcspbB", size="", more=rf"%{WIDE}<\w+>{WIDE}[diouxXeEfgGaAcspbB]|%\{{\w+\}}"),
    "gcc-internal": Flavour(rf"%(?:[<>'R]|\{{|\}}|{NUMBER}[q#+,0]*(?:\.\*|\.\d+|\*|\d+)?(?:ll|[wlhzt])?[A-Za-z@])", PERCENT, "%{}$"),
    "gfc-internal": Flavour(rf"%(?:[<>]|{NUMBER}(?:[lhwzq]|ll)?[A-Za-z])", PERCENT, "%{}$"),
    "ycp": Flavour(r"%\d", PERCENT),
}
# Where no flag stands: only what nobody writes in a sentence. A figure or letter before % is "50 %" or "100%d'accord".
OBVIOUS = Flavour(
    r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa](?![a-z])"
    r"|%\d+\$[-+#0']*\d*(?:\.\d+)?(?:hh|ll|[hlqLjzt])?[diouxXeEfFgGcsp@]"
    r"|%<\w+>[-+0]*\d*(?:\.\d+)?[dfgsx]"
    r"|(?<![\w%])%[-+#0]*\d*(?:\.\d+)?(?:ll|[lz])?[dsuifxXgc@](?![^\W\d_])"
    r"|(?<![\w%])%[sd](?=(?:x|px|s|ms|[kKMG]i?[bB])(?![^\W\d_]))|(?<=%[ds]x)%[ds]\b"
    r"|(?<![\w%.,])%L?[1-9](?![\w%]|[.,]\d)|(?<![\w%])%n(?!\w)"
    r"|(?<![\w%])%[A-Za-z_]\w*%(?!\w)"
    r"|[%$#]\{\w[^{}\s]*\}|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"
    r"|\{(?:\d+(?:,[^{}]*(?:\{[^{}]*\}[^{}]*)*)?|[^\W\d]\w*(?:\.\w+|\[\w+\])*)?(?:![rsa])?(?::[-+<>=^.,%\w#]*)?\}"
    r"|\{\w+,\s*(?:plural|select|selectordinal|number|date|time)\b[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}"
)
# A pattern for dates, unflagged: its codes are not to be translated as words, but each language writes its own.
DATE = re.compile(r"(?<![\w%])%[-_0^#EO]?[YmHMBbAaIjpyZeRT](?![^\W\d_])|%[YmdHMS](?=%|[年月日时時分秒년월일시분초])")
DATES = Flavour(r"%[-_0^#EO]*[A-Za-z%]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder and its place; `argument` is its name or number, for one without a number its count with a `#`."""

    text: str
    start: int
    end: int
    argument: str
    type: str = ""


@cache
def _compiled(pattern: str, literals: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    doubled = "|".join(re.escape(literal) for literal, _ in literals)
    return re.compile(f"(?P<literal>{doubled})|(?:{pattern})" if doubled else f"(?:{pattern})")


def flavours(flags: Collection[str]) -> list[Flavour]:
    """Return what an entry's flags say of its placeholders; without a word on it, only the obvious ones count."""
    plain = [flag.lstrip("=").strip() for flag in flags]
    named = [FLAVOURS[flag.removesuffix("-format")] for flag in plain if flag.endswith("-format") and flag.removesuffix("-format") in FLAVOURS]
    return named or [OBVIOUS]


def find(text: str, kinds: Collection[Flavour]) -> list[Placeholder]:
    """List the placeholders of a text, in order."""
    out: list[Placeholder] = []
    for kind in kinds:
        if kind is OBVIOUS and DATE.search(text):
            kind = DATES
        count = 0
        for found in _compiled(kind.pattern, kind.literals).finditer(text):
            if found.groupdict().get("literal") or not found[0]:
                continue
            argument, type_, count = _argument(found[0], count)
            if not any(other.start < found.end() and found.start() < other.end for other in out):
                out.append(Placeholder(found[0], *found.span(), argument, type_))
    return sorted(out, key=lambda placeholder: placeholder.start)


def literals(text: str, kinds: Sequence[Flavour]) -> Iterator[tuple[int, int, str]]:
    """List the doubled signs that stand for themselves, with what they stand for."""
    for kind in kinds[:1]:
        meaning = dict(kind.literals)
        for found in _compiled(kind.pattern, kind.literals).finditer(text):
            if found.groupdict().get("literal"):
                yield (*found.span(), meaning[found[0]])


NAMED = re.compile(r"%\((?P<a>[^()]*)\)|[%$#]?\{+[%\s]*(?P<b>[\w.]+)|\$(?P<c>\w+)|%L?(?P<d>\d+)\$?|%[^<]*<(?P<e>\w+)>|%(?P<f>[A-Za-z_]\w*)%|%(?P<i>\d+):")
TYPE = re.compile(r"(hh|ll|[hlqLjzZtw])?([A-Za-z@])$")


def _argument(text: str, count: int) -> tuple[str, str, int]:
    """Tell which argument a placeholder takes: (name or number, type, how many had none so far)."""
    kind = TYPE.search(text) if text[0] == "%" and text[-1:] not in "})%" else None
    type_ = (kind[1] or "") + {"i": "d"}.get(kind[2], kind[2]) if kind else ""
    go = re.search(r"\[(\d+)\]", text) if text[0] == "%" else None
    if go:
        return go[1], type_, count
    found = NAMED.match(text)
    name = next((value for value in found.groups() if value), "") if found else ""
    if name and re.match(r"%\d+(?!\$|%|:|$)", text):
        name = ""  # a width
    if name:
        return name, type_, count
    if (text[0] == "%" and text[-1] in "<>'Rm(|)") or text in ("%n", "%Ln"):
        return text, "", count
    count += 1 + text.count("*")
    return f"#{count}", type_, count


def renumbered(source: list[Placeholder], order: list[int], kinds: Collection[Flavour]) -> dict[int, str]:
    """Write placeholders that have changed places with their numbers, where their flavour can."""
    moved = [number for number in order if source[number].argument.startswith("#")]
    form = next((kind.numbered for kind in kinds if kind.numbered), "")
    if moved == sorted(moved) or not form or any("*" in placeholder.text for placeholder in source):
        return {}
    if "[" in form:  # Go: behind the flags
        return {n: source[n].text[:-1] + form.format(source[n].argument[1:]) + source[n].text[-1] for n in moved}
    return {n: form.format(source[n].argument[1:]) + source[n].text[1:] for n in moved}
