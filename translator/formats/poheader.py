"""The header of a PO file: what it says, its plural rule, and how a template's header is filled in."""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from dataclasses import dataclass

from translator.formats.pofile import File
from translator.formats.posyntax import Entry
from translator.formats.splice import Visit
from translator.model import Unit

LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
SCRIPTS = {"Latn": "latin", "Cyrl": "cyrillic", "Deva": "devanagari", "Arab": "arabic"}
NAMES = ("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team", "Language", "MIME-Version", "Content-Type",
         "Content-Transfer-Encoding", "Plural-Forms")  # fmt: skip
OFTEN = 5  # numbers up to 1000; msgfmt's own limit
EMPTY = {"PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE", "Last-Translator": "FULL NAME <EMAIL@ADDRESS>", "Language-Team": "LANGUAGE <LL@li.org>"}


@dataclass(frozen=True, slots=True)
class Plural:
    """A plural rule: how many forms there are, which one stands for 1, and which stand for so few numbers that they may name them."""

    count: int = 2
    one: int = 0
    rare: frozenset[int] = frozenset([0])

    @classmethod
    def of(cls, rule: str) -> Plural | None:
        """Read gettext's C expression (`nplurals=2; plural=(n != 1);`); None if it is none."""
        from gettext import c2py  # the standard library reads catalogs with it

        found = re.search(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)", rule)
        if not found or not 0 < int(found[1]) < 10:
            return None
        try:
            form = c2py(" ".join(found[2].split()))
            one = int(form(1))
            used = Counter(int(form(n)) for n in range(1001))
        except (ValueError, ZeroDivisionError, RecursionError):
            return None
        return cls(int(found[1]), one, frozenset(number for number, times in used.items() if times < OFTEN)) if one < int(found[1]) else None


def rule(language: str) -> str:
    """Return a language's plural rule as gettext writes it."""
    from babel.core import Locale, UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        found = get_plural(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        found = get_plural("en")  # two forms, as Babel has it for languages that it does not know
    return f"nplurals={found.num_plurals}; plural={found.plural_expr};"


def locale(tag: str) -> str:
    """Write a language tag gettext's way: pt_BR, sr@latin."""
    if tag in LOCALES:
        return LOCALES[tag]
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == 4), "")
    return "_".join(part for part in parts if part != script) + (f"@{SCRIPTS.get(script, script.lower())}" if script else "")


def find(file: File) -> Entry | None:
    """Return the entry that is the header."""
    return next((entry for entry in file.entries if entry.header), None)


def fields(file: File) -> dict[str, str]:
    """Return what the header says."""
    header = find(file)
    return read(file.value(header.targets[min(header.targets)]) if header else "")


def read(value: str) -> dict[str, str]:
    """Take a header's text apart."""
    found: dict[str, str] = {}
    for line in value.split("\n"):
        name, colon, text = line.partition(":")
        if colon:
            found.setdefault(name.strip(), text.strip())
    return found


def fill(file: File, visit: Visit) -> Plural:
    """Ask for what a publication's header says and write it where the header has nothing yet; return the plural rule."""
    header, old = find(file), fields(file)
    language = visit(Unit("language", old.get("Language", ""), file.line(header.texts[0].start) if header else 1))
    answer = visit(Unit("metadata", ""))
    plurals = old.get("Plural-Forms", "")
    own = Plural.of(plurals)
    if not answer:
        return own or Plural.of(rule(language.partition("@")[0].replace("_", "-") or "en")) or Plural()
    template = header is None or any(old.get(name) == value for name, value in EMPTY.items()) or "INTEGER" in plurals or "charset=CHARSET" in str(old)
    people = ", ".join(person["name"] for person in json.loads(answer).get("translator", ())) or "Automatically generated"
    date = re.sub(r"T(\d\d:\d\d).*", r" \1+0000", visit(Unit("date", "")))
    values = {"PO-Revision-Date": date, "Last-Translator": people, "Language-Team": "none", "Language": locale(language), "MIME-Version": "1.0",
              "Content-Type": f"text/plain; charset={file.charset.upper()}" if file.known else "", "Content-Transfer-Encoding": "8bit"}  # fmt: skip
    if own is None and (plurals or any(entry.plural for entry in file.entries)):
        values["Plural-Forms"] = rule(language)
    new = {}
    for name, value in values.items():
        known = old.get(name)
        wanted = known in ("", EMPTY.get(name)) or (known is None and template) or "charset=CHARSET" in (known or "")
        if value and (wanted or name == "Plural-Forms"):
            new[name] = value
    credit = visit(Unit("credit", ""))
    if header is None:
        _insert(file, new, credit)
    else:
        _change(file, header, new)
        if template:
            file.flag_fuzzy(header, False)
        if credit:
            _credit(file, header, credit)
    return own or Plural.of(values.get("Plural-Forms", "") or rule(language)) or Plural()


def _change(file: File, header: Entry, new: dict[str, str]) -> None:
    """Write some fields of a header; the others keep their order, new ones come before those with X-."""
    if not new:
        return
    text = header.targets[min(header.targets)]
    out, left = [], dict(new)
    for line in file.value(text).split("\n"):
        name = line.partition(":")[0].strip()
        out.append(f"{name}: {left.pop(name)}" if name in left else line)
    at = next((n for n, line in enumerate(out) if line.startswith("X-") or not line), len(out))
    out[at:at] = [f"{name}: {value}" for name, value in left.items()]
    file.write(text, "\n".join(out) if out[-1] == "" else "\n".join([*out, ""]), split=True)


def _insert(file: File, new: dict[str, str], credit: str) -> None:
    """Write a header where there is none: without it no program knows the charset."""
    values = {"Project-Id-Version": "", **new}
    lines = "".join(f'"{name}: {values[name]}\\n"\n' for name in NAMES if name in values)
    first = min((entry.comments[0][1] if entry.comments else entry.texts[0].start for entry in file.entries), default=len(file.text))
    file.replace(first, first, f'{_comment(credit)}msgid ""\nmsgstr ""\n{lines}\n')


def _credit(file: File, header: Entry, credit: str) -> None:
    """Write the credit line below what people wrote above the header."""
    notes = [end for kind, _, end in header.comments if kind in ("#", "# ", "#\r", "#\t")]
    at = file.text.find("\n", notes[-1]) + 1 if notes else header.comments[0][1] if header.comments else header.texts[0].start
    file.replace(at, at, _comment(credit))


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in textwrap.wrap(text, 77, break_long_words=False, break_on_hyphens=False))
