"""Counts the PO and POT files of a folder that come back whole, from our walk, from polib and (if installed) translate-toolkit.

Ours: the walk that changes nothing gives back every byte; and a walk that fills every empty entry changes nothing else: read again
(without our reader's tokens: line by line), all comments, flags but `fuzzy`, contexts, texts and translations that were there stand in the
same order. The others, which write a file anew: `str(polib.pofile(FILE))`, `bytes(pypo.pofile)`, with much allowed (`told`): other wrapping of texts
and comments (all white space in comments and header), blank lines, empty comments, line ends, a BOM, another order of header fields or of an entry's
comments, spaces in flags, a header put in. What is lost, moved to another entry or refused is no pass. A file that msgfmt refuses too, and we with
a place and a reason, is counted as broken, for all; what we refuse and msgfmt does not is our failure.

usage: po.py FOLDER [--show N]

Our collection: every .po and .pot, at most 150 a repository (each n-th), of the newest commits of Debian/apt, GNOME/{evince,gedit,gnome-shell},
HandBrake/HandBrake, KDE/kate, autotools-mirror/gettext, elixir-gettext/{expo,gettext}, encode/django-rest-framework, fish-shell/fish-shell,
flatpak/flatpak, git-l10n/git-po, izimobil/polib, mate-desktop/caja, muttmua/mutt, neomutt/neomutt, omegat-org/omegat, php-gettext/Gettext,
phpmyadmin/localized_docs, processone/ejabberd-po, python-babel/babel, rpm-software-management/dnf, smarty-gettext/smarty-gettext,
sphinx-doc/sphinx, translate/translate, transmission/transmission, vim/vim, vslavik/poedit (all on GitHub)."""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from translator.errors import FormatError
from translator.formats import po, pofile
from translator.model import Unit

STRING = re.compile(r'^(\s*(?:#~\s*)?(?:#?\|\s*)?(?:msg\w+\s*(?:\[\s*\d+\s*\])?)?\s*)"(.*)"\s*$')


def joined(text: str) -> list[str]:
    """Return a PO file's lines, each text on one; blank lines and line ends do not count."""
    out: list[str] = []
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        found = STRING.match(line)
        head = re.sub(r"\s+", " ", found[1]).strip() if found else ""
        value = re.sub(r'(?<!\\)"[ \t]+"', "", found[2]) if found else ""
        if found and "msg" not in head and out and out[-1].endswith('"'):
            out[-1] = out[-1][:-1] + value + '"'
        elif found:
            out.append(f'{head} "{value}"')
        elif line.strip():
            out.append(line.rstrip())
    return out


def told(text: str) -> list[str]:
    """Return what a PO file says, without what wrapping, order of header fields and empty comments add."""
    out: list[str] = []
    comments: dict[str, str] = {}
    for line in [*joined(text), "end"]:
        if line.startswith("#") and not line.startswith("#~ "):
            sign = line[:3] if line.startswith("#~|") else line[:2].strip()
            comments[sign] = (
                f"{comments.get(sign, '')} {line[len(sign) :]}".replace(",", " ") if sign in ("#,", "#=") else comments.get(sign, "") + line[len(sign) :]
            )
            continue
        out += [f"{sign} {''.join(words.split())}" for sign, words in sorted(comments.items()) if words.strip()]
        comments = {}
        if line.startswith("msgstr ") and out[-1:] == ['msgid ""']:
            fields = sorted("".join(field.split()) for field in line[8:-1].split("\\n") if field.strip())
            line = "; ".join(fields)
            if not fields:
                out.pop()
                continue
        out.append(line)
    return out


def identity(data: bytes) -> str:
    return "" if po.walk(data, lambda unit: unit.text) == data else "bytes differ"


def filled(data: bytes) -> str:
    """Answer every unit, and see that nothing else has changed; with an answer for all, no unit is left."""
    count = 0

    def answer(unit: Unit) -> str:
        nonlocal count
        if not unit.translatable:
            return unit.text
        count += 1
        return "Q" + unit.text

    new = po.walk(data, answer)
    left: list[Unit] = []

    def note(unit: Unit) -> str:
        if unit.translatable:
            left.append(unit)
        return unit.text

    po.walk(new, note)
    if left:
        return f"line {left[0].line}: still empty"
    if not count:
        return "" if new == data else "changed without a unit"
    charset = pofile.File(data).charset
    old, got = joined(data.decode(charset, "surrogateescape")), joined(new.decode(charset, "surrogateescape"))
    at = 0
    for line in old:
        if re.match(r'msgstr\[\d\] ""$', line) and (at == len(got) or not _same(line, got[at])):
            continue  # a form that the language does not have
        while at < len(got) and got[at] != line and not _same(line, got[at]):
            if not re.match(r'(?:#, fuzzy|msgstr(?:\[\d\])? ")', got[at]):
                return f"lost or moved: {line[:60]!r}, there is {got[at][:60]!r}"
            at += 1
        if at == len(got):
            return f"lost: {line[:60]!r}"
        at += 1
    return ""


def _same(old: str, new: str) -> bool:
    if old.startswith("#,"):
        return new == "#, fuzzy," + old[2:]
    empty = re.match(r'(msgstr\s*(?:\[\s*\d\s*\])?) ?""$', old)
    return bool(empty and new.startswith(empty[1]))


def polib_(path: Path, data: bytes, charset: str) -> str:
    import polib

    text = data.decode(charset, "surrogateescape")
    return "" if told(str(polib.pofile(str(path)))) == told(text) else "differs"


def toolkit(path: Path, data: bytes, charset: str) -> str:
    from translate.storage import pypo  # type: ignore[import-not-found]  # GPL: read by this script only, never by the package

    made = bytes(pypo.pofile.parsefile(str(path)))
    return "" if told(made.decode(charset)) == told(data.decode(charset, "surrogateescape")) else "differs"


def tried(test: Callable[[], str]) -> str:
    try:
        return test()
    except Exception as error:  # noqa: BLE001  # another program's failure is its result
        return f"{type(error).__name__}: {error}"


def row(path: Path, names: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Try one file: its error if it is broken, else what each test says; nothing is a pass."""
    warnings.simplefilter("ignore")
    data = path.read_bytes()
    try:
        charset = pofile.File(data).charset
    except FormatError as error:
        if subprocess.run(["msgfmt", "-o", "/dev/null", str(path)], capture_output=True, check=False).returncode:
            return f"broken: {path}:{error.line}: {error.reason}", {}
        charset = "utf-8"
    tests: dict[str, Callable[[], str]] = {
        "identity": lambda: identity(data),
        "filled in": lambda: filled(data),
        "polib": lambda: polib_(path, data, charset),
        "translate-toolkit": lambda: toolkit(path, data, charset),
    }
    return "", {name: tried(tests[name]) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=20, help="show so many of our failures and broken files; --show -1 shows the others' too")
    arguments = parser.parse_args()
    toolkit_there = importlib.util.find_spec("translate") is not None
    names = ("identity", "filled in", "polib", *(["translate-toolkit"] if toolkit_there else []))
    paths = sorted(p for p in arguments.folder.rglob("*") if p.suffix in (".po", ".pot") and p.is_file())
    broken: list[str] = []
    shown: list[str] = []
    passed = dict.fromkeys(names, 0)
    with ProcessPoolExecutor() as pool:
        for path, (error, says) in zip(paths, pool.map(row, paths, repeat(names), chunksize=4), strict=True):
            broken += [error] if error else []
            for name, text in says.items():
                passed[name] += not text
                if text and (name in names[:2] or arguments.show < 0):
                    shown.append(f"{name}: {path}: {text[:200]}")
    count = len(paths) - len(broken)
    print(f"| files | broken | {' | '.join(passed)} |\n|{'---|' * (len(passed) + 2)}")
    print(f"| {count} | {len(broken)} | {' | '.join(f'{n} ({n / max(1, count):.1%})' for n in passed.values())} |")
    print("\n".join([*shown, *broken][: arguments.show] if arguments.show >= 0 else [*shown, *broken]))


if __name__ == "__main__":
    main()
