"""TMX: what other programs write is read, what we write is read by an independent reader, and nothing hostile does harm."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx as toolkit

from translator import marks
from translator.bilingual import tmx
from translator.errors import TranslatorError
from translator.model import TranslationUnit

HEAD = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="de" datatype="plaintext"/><body>'
)
TAIL = "</body></tmx>"


def written(tmp_path: Path, body: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = tmp_path / "x.tmx"
    path.write_bytes((head + body + TAIL).encode(encoding))
    return path


def pairs(units: Iterable[TranslationUnit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in units]


def tu(source: str, target: str, ours: str = 'xml:lang="de"', theirs: str = 'xml:lang="en"', more: str = "") -> str:
    return f"<tu{more}><tuv {ours}><seg>{source}</seg></tuv><tuv {theirs}><seg>{target}</seg></tuv></tu>"


BODIES = [  # what stands in the file, the pairs that are read
    (tu("Ja.", "Yes."), [("Ja.", "Yes.")]),
    (tu("Ja.", "Yes.", 'lang="DE-DE"', 'lang="EN_US"'), [("Ja.", "Yes.")]),
    (tu("Ja.", "Yes.", 'xml:lang="de"', 'xml:lang="fr"'), []),
    (tu("Ja.", "Yes.", 'xml:lang="fr"', 'xml:lang="en"'), []),
    ('<tu><tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="de"><seg>Ja.</seg></tuv></tu>', [("Ja.", "Yes.")]),
    (
        '<tu><tuv xml:lang="de"><seg>Ja.</seg></tuv><tuv xml:lang="en-US"><seg>A</seg></tuv><tuv xml:lang="en-GB"><seg>B</seg></tuv></tu>',
        [("Ja.", "A"), ("Ja.", "B")],
    ),
    (tu("", "Yes."), []),
    (tu("Ja.", " "), []),
    ("<tu/>", []),
    ("<tu><tuv/></tu>", []),
    (
        tu("<bpt i='1'>&lt;b&gt;</bpt>Ja<ept i='1'>&lt;/b&gt;</ept>.", "<bpt i='1'>&lt;b&gt;</bpt>Yes<ept i='1'>&lt;/b&gt;</ept>."),
        [("<1>Ja</1>.", "<1>Yes</1>.")],
    ),
    (tu("<ph x='1'/>Ja<ph x='2'/>", "<ph x='2'/>Yes<ph x='1'/>"), [("<1/>Ja<2/>", "<2/>Yes<1/>")]),
    (tu("<ph>&lt;br&gt;<sub>Titel</sub></ph>Ja", "<ph>&lt;br&gt;</ph>Yes"), [("<1/>Ja", "<1/>Yes")]),
    (tu("<hi type='b'>Ja</hi>.", "<hi type='b'>Yes</hi>."), [("<1>Ja</1>.", "<1>Yes</1>.")]),
    (tu("<it pos='begin'>x</it>Ja", "<it pos='begin'>x</it>Yes"), [("<1/>Ja", "<1/>Yes")]),
    (tu("<bpt i='1'/>Ja", "Yes<ept i='1'/>"), [("<1/>Ja", "Yes<2/>")]),
    (tu("<bpt i='1'/>a<bpt i='2'/>b<ept i='1'/>c<ept i='2'/>", "x"), [("<1>ab</1>c", "x")]),
    (tu("<foo>Ja</foo>.", "Yes."), [(".", "Yes.")]),
    (tu("Ein \\&lt;1&gt; und &lt;1&gt;", "&lt;1&gt;"), [("Ein \\\\\\<1> und \\<1>", "\\<1>")]),
    (tu("Ja.<!-- c --> Gut.", "Yes. <?x?>Good."), [("Ja. Gut.", "Yes. Good.")]),
]


@pytest.mark.parametrize(("body", "wanted"), BODIES)
def test_what_others_write(tmp_path: Path, body: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(tmx.read(written(tmp_path, body), "de", "en")) == wanted


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16", b""), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-8", codecs.BOM_UTF8)]
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = tmp_path / "x.tmx"
    said = "UTF-16" if "16" in encoding else "UTF-8"
    path.write_bytes(mark + f'<?xml version="1.0" encoding="{said}"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">{HEAD}{tu("Räte", "“Yes”")}{TAIL}'.encode(encoding))
    assert pairs(tmx.read(path, "de", "en")) == [("Räte", "“Yes”")]


def test_who_when_and_context_are_read(tmp_path: Path) -> None:
    body = tu("Ja.", "Yes.", theirs='xml:lang="en-GB" changeid="Ann" changedate="20240102T030405Z"', more=' creationid="Bob"').replace(
        "<tuv", '<prop type="x-context-pre">Vorher.</prop><prop type="next">Nachher.</prop><tuv', 1
    )
    (unit,) = tmx.read(written(tmp_path, body), "de", "en", origin="tmx:x.tmx")
    assert unit == TranslationUnit("Ja.", "Yes.", "de", "en-GB", "Ann", "2024-01-02T03:04:05Z", "tmx:x.tmx", "", "Vorher.", "Nachher.")


HOSTILE = [
    b"",
    b"  ",
    b"\0\0\0",
    b"<tmx",
    b"<html/>",
    b"PK\x03\x04 something",
    (HEAD + "<tu>").encode(),
    b'<!DOCTYPE tmx [<!ENTITY a "b">]>' + (HEAD + tu("&a;", "x") + TAIL).encode(),
    b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + (HEAD + tu("&a;", "x") + TAIL).encode(),
    (HEAD + tu("&nbsp;", "x") + TAIL).encode(),
    (HEAD + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x"/>' + TAIL).encode(),
    (HEAD + tu("<hi>" * 5000 + "</hi>" * 5000, "x") + TAIL).encode(),
    (HEAD + tu("Räte", "x") + TAIL).encode("cp1252"),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_no_tmx_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(data)
    with pytest.raises(TranslatorError) as caught:
        list(tmx.read(path, "de", "en"))
    assert caught.value.path == str(path)


def test_what_only_a_dtd_could_say_is_not_left_out_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + (HEAD + tu("A&nbsp;B", "x") + TAIL).encode())
    with pytest.raises(TranslatorError):
        list(tmx.read(path, "de", "en"))


def test_folders_and_missing_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.tmx"):
        with pytest.raises(TranslatorError):
            list(tmx.read(path, "de", "en"))


@st.composite
def marked(draw: st.DrawFn) -> str:
    text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12)
    parts: list[tuple[str, str]] = [("text", draw(text))]
    for number in range(1, draw(st.integers(0, 3)) + 1):
        if draw(st.booleans()):
            parts += [("open", str(number)), ("text", draw(text)), ("close", str(number))]
        else:
            parts.append(("alone", str(number)))
        parts.append(("text", draw(text)))
    return marks.join(parts).strip()


@given(st.lists(st.tuples(marked(), marked()), max_size=4))
def test_round_trip_and_an_independent_reader(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    units = [
        TranslationUnit(source, target, "de", "en-GB", "Änne & “Bo”", "2024-01-02T03:04:05Z", "slug", f"key{number}", "0123456789ab", "")
        for number, (source, target) in enumerate(rows)
        if marks.strip(source).strip() and marks.strip(target).strip()
    ]
    data = b"".join(tmx.write(units, "de"))
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    path.write_bytes(data)
    again = list(tmx.read(path, "de", "en", origin="slug"))
    assert [(unit.source, unit.by, unit.when, unit.key, unit.before, unit.target_language) for unit in again] == [
        (unit.source, unit.by, unit.when, unit.key, unit.before, unit.target_language) for unit in units
    ]
    for unit, back in zip(units, again, strict=True):
        if set(marks.present(unit.target)) <= set(marks.present(unit.source)):
            assert back.target == unit.target
        assert marks.strip(back.target) == marks.strip(unit.target)
    assert b"".join(tmx.write(again, "de")) == data or any(set(marks.present(u.target)) - set(marks.present(u.source)) for u in units)
    file = toolkit.tmxfile(BytesIO(data), sourcelanguage="de", targetlanguage="en-GB")
    assert len(file.units) == len(units)
    for theirs, unit in zip(file.units, units, strict=True):
        if not marks.present(unit.source + unit.target):
            assert (theirs.source, theirs.target) == (marks.strip(unit.source), marks.strip(unit.target))


def test_what_translate_toolkit_writes_is_read(tmp_path: Path) -> None:
    file = toolkit.tmxfile(sourcelanguage="de", targetlanguage="en")
    file.addtranslation("Der Rat & „wir“ <b>.", "de", "The council & “we” <b>.", "en")
    path = tmp_path / "x.tmx"
    path.write_bytes(bytes(file))
    assert pairs(tmx.read(path, "de", "en")) == [("Der Rat & „wir“ <b>.", "The council & “we” <b>.")]


def test_names_that_are_none_and_signs_that_xml_cannot_hold() -> None:
    unit = TranslationUnit("A\0B", "C\x0b\ud800", "de", "en", "unnamed", "gestern")
    data = b"".join(tmx.write([unit, replace(unit, by="unknown")], "de"))
    assert b"creationid" not in data and b"creationdate" not in data
    assert [seg.text for seg in etree.fromstring(data).iter("seg")][:2] == ["A\ufffdB", "C\ufffd\ufffd"]
