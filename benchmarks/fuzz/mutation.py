"""Changes bytes as accidents and attackers do: bits, cuts, doublings, pieces of other files, other encodings, tokens that break parsers."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 6000  # bytes of an input: what breaks a reader is short, and short inputs are many a second
TOKENS = [
    *(text.encode() for text in (
        "\ufeff", "\u202e", "\u2066", "\u200b", "\u200d", "\xad", "\u2028", "\x85", "\u0301", "é", "e\u0301", "𝔛", "👩‍👩‍👧", "ß", "ſ", "İ", "\ufffe", "\ufdd0", "ﷺ",
        "\r\n", "\r", "\n", "\n\n", "\t", "\x0b", "\x0c", "\x1b", "\x7f", "\x00", " ", "\xa0", "„", "“", "'", '"', "`", "\\", "\\\\", "\\n", "\\x", "\\u0000", "#", "#~ ", "#, fuzzy",
        "# ", "## ", "> ", "- ", "1. ", "* ", "**", "~~~", "```", "---", "+++", "| a | b |\n|---|---|\n", "[", "](", "![", "[^1]", "[^1]: ", "<!--", "-->", "]]>", "<![CDATA[",
        "<?", "?>", "<!DOCTYPE html>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&amp;", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&#10;", "<", ">", "</", "/>", "<1>", "</1>",
        "<2/>", "\\<1>", "<1000000>", "<br>", "<p>", "<td>", "<table>", "<script>", "<svg>", "<template>", "<pre>", "<textarea>", "<plaintext>", "<!ELEMENT", " lang=\"de\"",
        " xml:lang='de'", " xmlns='x'", " xml:space=\"preserve\"", "msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[9] ", "\"\\n\"", "{", "}", "{}", "{0}",
        "%s", "%(a)s", "%1$s", "%", "$", "_", "&File", "[[", "]]", "=", "==", ",", ";", ";;", ":", "true", "null", "NaN", "-1", "0", "1e999", "9" * 400, "99999999999999999999",
        "2026-11-24T00:00:00Z", "0000-00-00", "../", "/", "C:", "charset=utf-7", "charset=UTF-16", "encoding=\"utf-16\"", "encoding='x'", "nplurals=0; plural=n;",
        "nplurals=2; plural=n%0;", "nplurals=2; plural=" + "(" * 300 + "n", "\\" * 40, "<1>" * 40, "[" * 200, "<b>" * 300, "{" * 200, "> " * 100, "(" * 100, "*" * 101, "a" * 3000,
    )),
    b"\xff", b"\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\xff\xfe", b"\xfe\xff", b"+ADw-", b"\x1a", b"\x80", b"\xa0",
]  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp437", "utf-7")


def _flip(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    if data:
        data[at % len(data)] ^= 1 << rng.randrange(8)


def _set(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    if data:
        data[at % len(data)] = rng.randrange(256)


def _insert(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    data[at:at] = rng.choice(TOKENS)


def _overwrite(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    token = rng.choice(TOKENS)
    data[at : at + len(token)] = token


def _delete(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    del data[at : at + rng.choice((1, 1, 2, 5, 20, 200))]


def _double(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    data[at:at] = data[at : at + rng.choice((1, 5, 20, 100, 500))] * rng.choice((1, 1, 2, 10))


def _move(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    piece = data[at : at + rng.choice((3, 20, 100))]
    del data[at : at + len(piece)]
    to = rng.randrange(len(data) + 1)
    data[to:to] = piece


def _splice(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    other = rng.choice(seeds)
    begin = rng.randrange(len(other) + 1)
    data[at : at + rng.choice((0, 50))] = other[begin : begin + rng.choice((20, 200, 1000))]


def _cut(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    del data[at:]


def _encode(data: bytearray, at: int, rng: Random, seeds: Sequence[bytes]) -> None:
    data[:] = data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")


Change = Callable[[bytearray, int, Random, Sequence[bytes]], None]
CHANGES: tuple[Change, ...] = (_flip, _set, _insert, _insert, _insert, _overwrite, _delete, _delete, _double, _move, _splice, _splice)
RARE: tuple[Change, ...] = (_cut, _encode)


def mutate(seeds: Sequence[bytes], rng: Random) -> bytes:
    """Change a seed one to eight times; archives are changed inside, rarely as a whole."""
    seed = rng.choice(seeds)
    if seed.startswith(b"PK") and rng.random() < 0.85:
        return _inside(seed, seeds, rng)
    return _changed(seed, seeds, rng)


def _changed(seed: bytes, seeds: Sequence[bytes], rng: Random) -> bytes:
    data = bytearray(seed)
    for _ in range(min(rng.choice((1, 1, 2, 3, 4, 8)), 8)):
        change = rng.choice(RARE if rng.random() < 0.04 else CHANGES)
        change(data, rng.randrange(len(data) + 1), rng, seeds)
    return bytes(data if seed.startswith(b"PK") else data[: LONGEST * 2])


def _inside(seed: bytes, seeds: Sequence[bytes], rng: Random) -> bytes:
    """Change one member of an archive, or its name, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    number = rng.randrange(len(members))
    name, data = members[number]
    fate = rng.random()
    if fate < 0.03:
        del members[number]
    elif fate < 0.06:
        members.append((rng.choice(("../x", "/etc/x", "C:\\x", name, name.upper(), "a/" * 50, name + "\\..\\..\\x", "\u202egpj", "x\x01")), data))
    else:
        members[number] = (name, _changed(data, [data], rng))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are what was wanted
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if rng.random() < 0.005 else 0o100644) << 16
            archive.writestr(info, data)
    return out.getvalue()
