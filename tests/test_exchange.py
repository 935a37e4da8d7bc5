"""Glossaries to other programs and back: what every format holds, what it says it lost, and files that are broken."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator import safexml
from translator.errors import GlossaryError, TranslatorError, UsageError
from translator.glossary import exchange, store
from translator.glossary.concept import KINDS, Row, Status
from translator.glossary.exchange import tbxwriter

DATA = Path(__file__).parent / "data" / "exchange"
TBX = ("tbx", "tbx-dca", "tbx-v2")
Key = tuple[str, str, str, str, str, str, str]


def key(row: Row) -> Key:
    return row.source, row.target, row.status.value, row.kind, row.match, row.note, row.concept


def keys(rows: list[Row]) -> set[Key]:
    return {key(row) for row in rows}


def flat(text: str) -> str:
    return " ".join(exchange.UNHELD.sub("", text).split())


def again(rows: list[Row], format: str) -> list[Row]:
    """Export rows and read the file; a file without a byte holds no rows, and reading it is an error."""
    data, _ = exchange.export(rows, format, "de", "en")
    return exchange.parse(data, format, "de", "en")[0] if data else []


TEXTS = st.text(max_size=12) | st.sampled_from(["Fähre & <Boot>", "\"so\" 'genannt'", "#1", "a\tb", "x, y; z", "='1'", "c-1", "]]>", "&amp;", "ẞ 'ß"])
WORDS = st.sampled_from(["Donau", "Kiew", "Lenkow", "Lankow", "Ein- & Ausfuhr"]) | TEXTS  # few words, so that rows share them
ROWS = st.lists(
    st.builds(
        Row,
        WORDS.map(flat).filter(bool),
        WORDS.map(flat).filter(bool),
        st.sampled_from(list(Status)),
        st.sampled_from(["", *KINDS]),
        st.sampled_from(["", "exact", "case", "exact case", "exact,case"]),
        TEXTS.map(flat),
        st.sampled_from(["", "", "lenkow", "1 a:#2", "ä&<", "c-1"]) | TEXTS.map(flat),
    ),
    max_size=12,
)
CLOSE = st.lists(  # rows that share most of what they have, so that entries are joined and split
    st.builds(
        Row,
        st.sampled_from("abc"),
        st.sampled_from("xy"),
        st.sampled_from(list(Status)),
        st.sampled_from(["", "place"]),
        st.just(""),
        st.sampled_from(["", "n"]),
        st.sampled_from(["", "", "k"]),
    ),
    max_size=8,
)
OWN = store.load(store.find(ROOT, "de", "en"))
LENKOW = [  # the forbidden row belongs to the second source, not to the first
    Row("Andrej Lenkow", "Andrei Lenkov", kind="person", concept="l"),
    Row("Lenkow", "Lenkov", kind="person", match="case", note="also in compounds", concept="l"),
    Row("Lenkow", "Lenkow", Status.FORBIDDEN, "person", "", "German <form>", "l"),
]

SAME = [Row("Fähre", "ferry"), Row("Fährschiff", "ferry"), Row("Schiff", "ship", concept="s"), Row("Boot", "ship", concept="s")]


@pytest.mark.parametrize("format", TBX)
@given(rows=ROWS | CLOSE)
def test_tbx_keeps_every_row_whole(format: str, rows: list[Row]) -> None:
    assert keys(again(rows, format)) == keys(rows)


@pytest.mark.parametrize("format", TBX)
@pytest.mark.parametrize("rows", [OWN, LENKOW, SAME, []], ids=["own", "lenkow", "same", "none"])
def test_tbx_keeps_real_glossaries_whole(format: str, rows: list[Row]) -> None:
    data, _ = exchange.export(rows, format, "de", "en")
    assert exchange.detect(data) == "tbx"
    assert Counter(map(key, exchange.parse(data, None, "de", "en")[0])) == Counter(map(key, rows))


@given(rows=ROWS | CLOSE)
def test_omegat_keeps_source_target_and_note(rows: list[Row]) -> None:
    held = {(row.source, row.target, row.note) for row in rows if row.status is not Status.FORBIDDEN and not row.source.startswith("#")}
    assert {(row.source, row.target, row.note) for row in again(rows, "omegat")} == held


@given(rows=ROWS | CLOSE)
def test_weblate_keeps_source_target_note_and_concept(rows: list[Row]) -> None:
    unguarded = [row for row in rows if not any(re.fullmatch(r"'[=+\-@\\%].*'", text) for text in (row.source, row.target, row.note))]
    held = {(row.source, row.target, row.note, row.concept) for row in unguarded if row.status is not Status.FORBIDDEN}
    assert {(row.source, row.target, row.note, row.concept) for row in again(unguarded, "weblate")} == held


@pytest.mark.parametrize("format", ["deepl", "deepl-tsv"])
@given(rows=ROWS | CLOSE)
def test_deepl_keeps_the_best_target_of_each_source(format: str, rows: list[Row]) -> None:
    best: dict[str, str] = {}
    for status in (Status.PREFERRED, Status.ADMITTED):
        for row in rows:
            if row.status is status:
                best.setdefault(row.source, row.target)
    assert {row.source: row.target for row in again(rows, format)} == best


@pytest.mark.parametrize("format", exchange.FORMATS)
@given(rows=ROWS | CLOSE)
def test_what_does_not_come_back_is_said(format: str, rows: list[Row]) -> None:
    _, said = exchange.export(rows, format, "de", "en")
    back = again(rows, format)
    lost = " ".join(said)
    if len(set(rows)) == len(rows) and len(back) < len(rows):
        assert "left out" in lost
    kept = [row for row in rows if (row.source, row.target) in {(row.source, row.target) for row in back}]
    for column in ("kind", "match", "note", "concept"):
        had, has = ({value for row in some if (value := getattr(row, column))} for some in (kept, back))
        assert has == had or column in lost or "left out" in lost


ALL = [
    Row("Kiew", "Kyiv", kind="place", note="capital"),
    Row("Kiew", "Kiev", Status.FORBIDDEN, "place"),
    Row("Amt", "office", match="exact", concept="amt"),
    Row("Amt", "agency", Status.ADMITTED, concept="amt"),
    Row("#tag", "hashtag"),
]
SAID = {  # format -> what is said of these rows
    "tbx": [
        "kind of 2 rows: kept as customerSubset “kind:…”, which other programs show as a customer",
        "match of 1 row: kept as customerSubset “match:…”, which other programs show as a customer",
        "concept of 2 rows: kept as customerSubset “concept:…”, which other programs show as a customer",
    ],
    "weblate": [
        "1 forbidden row left out: Weblate's CSV has no forbidden terms",
        "status of 1 admitted row lost: Weblate's CSV has no place for it",
        "kind of 1 row lost: Weblate's CSV has no place for it",
        "match of 1 row lost: Weblate's CSV has no place for it",
        "concept of 2 rows: kept in the context as “concept:…”",
        "1 row numbered in the context: Weblate takes one target for a source and context",
        "note of 1 row: kept in developer_comments, which Weblate's upload method “add” passes over",
    ],
    "deepl": [
        "1 forbidden row left out: DeepL has no forbidden terms",
        "1 row left out: DeepL takes one target for a source",
        "kind of 1 row lost: DeepL has no place for it",
        "match of 1 row lost: DeepL has no place for it",
        "note of 1 row lost: DeepL has no place for it",
        "concept of 1 row lost: DeepL has no place for it",
    ],
    "omegat": [
        "1 forbidden row left out: OmegaT's table has no forbidden terms",
        "1 row left out: OmegaT takes a line that begins with # for a comment",
        "status of 1 admitted row lost: OmegaT's table has no place for it",
        "kind of 1 row lost: OmegaT's table has no place for it",
        "match of 1 row lost: OmegaT's table has no place for it",
        "concept of 2 rows lost: OmegaT's table has no place for it",
    ],
}


@pytest.mark.parametrize("format", SAID)
def test_losses(format: str) -> None:
    assert exchange.export(ALL, format, "de", "en")[1] == SAID[format]


LOSSES = [  # rows, format, what is said
    (LENKOW, "tbx", "1 concept written as several entries: not all sources have the same targets"),
    (LENKOW, "tbx-v2", "1 forbidden row marked as deprecated: OmegaT offers them all the same"),
    ([Row("a\x01b", "c")], "tbx", "control characters taken out of 1 row"),
    ([Row("\ufeffa", "c")], "deepl", "control characters taken out of 1 row"),
    ([Row("a", "\x01")], "omegat", "1 row left out: source or target is empty"),
    ([Row("ä" * 600, "x")], "deepl", "1 row left out: DeepL takes terms of at most 1,024 bytes"),
]


@pytest.mark.parametrize(("rows", "format", "said"), LOSSES)
def test_further_losses(rows: list[Row], format: str, said: str) -> None:
    assert said in exchange.export(rows, format, "de", "en")[1]


FILES = {  # format -> what is written, byte for byte
    "weblate": '"source","target","context","developer_comments"\r\n"Kiew","Kyiv","","capital"\r\n"Amt","office","concept:amt#1",""\r\n'
    '"#tag","hashtag","",""\r\n"Amt","agency","concept:amt#2",""\r\n',
    "deepl": "Kiew,Kyiv\r\nAmt,office\r\n#tag,hashtag\r\n",
    "deepl-tsv": "Kiew\tKyiv\nAmt\toffice\n#tag\thashtag\n",
    "omegat": "# Glossary in tab-separated format -*- coding: utf-8 -*-\nKiew\tKyiv\tcapital\nAmt\toffice\nAmt\tagency\n",
}


@pytest.mark.parametrize("format", FILES)
def test_tables(format: str) -> None:
    assert exchange.export(ALL, format, "de", "en")[0].decode() == FILES[format]


# The parts of TBX-Basic that we write, from the standard's own words: what may follow what, and where
CHILDREN = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc",
    "fileDesc": "titleStmt sourceDesc",
    "titleStmt": "title",
    "sourceDesc": "p",
    "text": "(body)?",
    "body": "conceptEntry( conceptEntry)*",
    "conceptEntry": "(customerSubset )*langSec( langSec)*",
    "langSec": "termSec( termSec)*",
    "termSec": "term( administrativeStatus)?( customerSubset)*( note)*",
}
STATUSES = {"preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"}


def faults(root: Any, style: str) -> list[str]:
    """List what is not as TBX-Basic asks for it."""
    core = f"{{{tbxwriter.CORE}}}"
    found = []
    for element in root.iter("*"):
        space, _, name = element.tag.rpartition("}")
        typed = element.get("type")
        if name in ("customerSubset", "administrativeStatus"):
            if style != "dct" or space + "}" != f"{{{tbxwriter.MIN}}}" or element.attrib:
                found.append(f"{name} in style {style}")
        elif space + "}" != core:
            found.append(f"{name} in the namespace {space}")
        elif typed and (element is not root) and (style != "dca" or (name, typed) not in {("admin", "customerSubset"), ("termNote", "administrativeStatus")}):
            found.append(f"{name} with type {typed}")
        category = typed if typed and element is not root else name
        children = " ".join((child.get("type") or child.tag.rpartition("}")[2]) for child in element)
        if not re.fullmatch(CHILDREN.get(category, ""), children):
            found.append(f"{name} holds {children}")
        if category == "administrativeStatus" and element.text not in STATUSES:
            found.append(f"status {element.text}")
    ids = [entry.get("id") for entry in root.iter(core + "conceptEntry")]
    if len(set(ids)) < len(ids) or not all(re.fullmatch(r"[A-Za-z_][\w.-]*", one or "") for one in ids):
        found.append("ids")
    if (root.get("type"), root.get("style")) != ("TBX-Basic", style):
        found.append("root")
    found += ["language" for side in root.iter(core + "langSec") if side.get(tbxwriter.LANGUAGE) not in ("de", "en")]
    return found


@pytest.mark.parametrize(("format", "style"), [("tbx", "dct"), ("tbx-dca", "dca")])
@given(rows=ROWS | CLOSE)
def test_tbx_is_built_as_the_standard_asks(format: str, style: str, rows: list[Row]) -> None:
    assert faults(safexml.parse(exchange.export(rows, format, "de", "en")[0]), style) == []


def test_version_2_has_its_doctype_and_no_namespace() -> None:
    data, _ = exchange.export(LENKOW, "tbx-v2", "de", "en-GB")
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n<martif type=")
    root = safexml.parse(data)
    assert [side.get(tbxwriter.LANGUAGE) for side in root.iter("langSet")] == ["de", "en-GB"] * 2
    assert [note.text for note in root.iter("termNote")] == ["preferredTerm-admn-sts", "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"]


SAMPLES = [  # file, format it is taken for, rows
    ("tbx3_basic_dca.tbx", "tbx", {("Donau", "Danube", "preferred", "place", "case"), ("Donau", "Donau", "forbidden", "place", "")}),
    ("tbx3_basic_dct.tbx", "tbx", {("Donau", "Danube", "preferred", "place", "case"), ("Donau", "Donau", "forbidden", "place", "")}),
    (
        "weblate.csv",
        "weblate",
        {("Donau", "Danube", "preferred", "", ""), ("Schloss", "castle", "preferred", "", ""), ("Schloss", "lock", "preferred", "", "")},
    ),
    ("deepl.tsv", "deepl-tsv", {("Donau", "Danube", "preferred", "", ""), ("Schloss", "castle", "preferred", "", "")}),
    ("deepl_4col.csv", "deepl", {("Donau", "Danube", "preferred", "", ""), ("Berg, hoher", 'peak "A"', "preferred", "", "")}),
    ("omegat.txt", "omegat", {("Donau", "Danube", "preferred", "", ""), ("Schloss", "castle", "preferred", "", ""), ("Schloss", "lock", "preferred", "", "")}),
]


@pytest.mark.parametrize(("name", "format", "expected"), SAMPLES)
def test_samples(name: str, format: str, expected: set[tuple[str, ...]]) -> None:
    path = DATA / name
    assert exchange.detect(path.read_bytes(), path) == format
    rows, _ = exchange.read(path, None, "de", "en")
    assert {key(row)[:5] for row in rows} == expected
    assert {row.file for row in rows} == {str(path)}
    assert all(row.source.split()[0] in path.read_text("utf-8").splitlines()[row.line - 1] for row in rows if format != "tbx")


def martif(entries: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<martif type="TBX" xml:lang="en"><text><body>{entries}</body></text></martif>'.encode()


def side(language: str, *terms: str, tag: str = "tig") -> str:
    return f'<langSet xml:lang="{language}">' + "".join(f"<{tag}>{term}</{tag}>" for term in terms) + "</langSet>"


def status(word: str, type: str = "administrativeStatus") -> str:
    return f'<term>office</term><termNote type="{type}">{word}</termNote>'


DE, EN = side("de", "<term>Amt</term>"), side("en", "<term>office</term>")
NTIG = '<termGrp><term>office</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp><note>n</note>'
READ = [  # data, (source, target, status, note, concept)…, a part of what is said
    (martif(f"<termEntry>{DE}{EN}</termEntry>"), [("Amt", "office", "preferred", "", "")], ""),
    (martif(f"<termEntry>{DE}{EN}</termEntry>", '<!DOCTYPE martif SYSTEM "http://127.0.0.1:9/x.dtd">'), [("Amt", "office", "preferred", "", "")], ""),
    (b"\xef\xbb\xbf" + martif(f"<termEntry>{DE}{EN}</termEntry>"), [("Amt", "office", "preferred", "", "")], ""),
    (martif(f"<termEntry>{DE}{EN}</termEntry>").decode().encode("utf-16"), [("Amt", "office", "preferred", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', NTIG, tag='ntig')}</termEntry>"), [("Amt", "office", "admitted", "n", "")], ""),
    (martif(f"<termEntry>{side('de-DE', '<term>Amt</term>')}{side('en_US', '<term>office</term>')}</termEntry>"), [("Amt", "office", "preferred", "", "")], ""),
    (
        martif(f"<termEntry>{DE}{side('de', '<term>Behörde</term>')}{EN}</termEntry>"),
        [("Amt", "office", "preferred", "", "Amt"), ("Behörde", "office", "preferred", "", "Amt")],
        "",
    ),
    (
        martif(
            f"<termEntry>{side('de', '<term>a</term>', '<term>b</term>')}{EN}</termEntry><termEntry>{side('de', '<term>a</term>', '<term>c</term>')}{EN}</termEntry>"
        ),
        [
            ("a", "office", "preferred", "", "a"),
            ("b", "office", "preferred", "", "a"),
            ("a", "office", "preferred", "", "a-2"),
            ("c", "office", "preferred", "", "a-2"),
        ],
        "",
    ),
    (martif(f"<termEntry>{DE}{side('en', status('obsolete'))}</termEntry>"), [("Amt", "office", "forbidden", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', status('admittedTerm', 'normativeAuthorization'))}</termEntry>"), [("Amt", "office", "admitted", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', status('deprecated', 'usageStatus'))}</termEntry>"), [("Amt", "office", "forbidden", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', status('deprecatedTermAdmnSts'))}</termEntry>"), [("Amt", "office", "forbidden", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', status('odd'))}</termEntry>"), [("Amt", "office", "preferred", "", "")], "taken as preferred: odd (1)"),
    (martif(f"<termEntry>{side('de', status('obsolete'))}{EN}</termEntry>"), [("office", "office", "preferred", "", "")], "status of 1 source term left out"),
    (martif(f"<termEntry>{DE}{side('en', status('properNoun', 'partOfSpeech'))}</termEntry>"), [("Amt", "office", "preferred", "", "")], "partOfSpeech (1)"),
    (martif(f"<termEntry>{DE}{EN}{side('fr', '<term>bureau</term>')}</termEntry>"), [("Amt", "office", "preferred", "", "")], "left out: fr (1)"),
    (
        martif(f"<termEntry>{DE}{EN}</termEntry><termEntry>{DE}</termEntry>"),
        [("Amt", "office", "preferred", "", "")],
        "1 concept left out: without a term in de",
    ),
    (martif(f"<termEntry>{DE}{side('en', '<term>office</term>', '<term> </term>')}</termEntry>"), [("Amt", "office", "preferred", "", "")], "1 empty term"),
    (
        martif(f"<termEntry>{DE}{EN}</termEntry><termEntry>{DE}{side('en', '<term>post</term>')}</termEntry>"),
        [("Amt", "office", "preferred", "", ""), ("Amt", "post", "preferred", "", "")],
        "1 source with several concepts",
    ),
    (
        martif(f'<termEntry><descripGrp><descrip type="definition">d</descrip></descripGrp><note>n</note>{DE}{EN}</termEntry>'),
        [("Amt", "office", "preferred", "d; n", "")],
        "",
    ),
    (martif(f"<termEntry>{DE}{side('en', '<term>of<!-- x --><hi>fi</hi>ce</term>')}</termEntry>"), [("Amt", "office", "preferred", "", "")], ""),
    (martif(f"<termEntry>{DE}{side('en', '<term>' + 'x' * 1001 + '</term>')}</termEntry>"), [], "longer than 1,000 characters"),
    (martif(""), [], "holds no concepts"),
    (
        b'<TBX dialect="TBX-Min"><body><termEntry id="1"><langSet xml:lang="de"><tig><term>Amt</term></tig></langSet><langSet xml:lang="en">'
        b"<tig><term>office</term><termStatus>notRecommended</termStatus></tig></langSet></termEntry></body></TBX>",
        [("Amt", "office", "forbidden", "", "")],
        "",
    ),
]


@pytest.mark.parametrize(("data", "expected", "said"), READ)
def test_tbx_of_others(data: bytes, expected: list[tuple[str, ...]], said: str) -> None:
    rows, found = exchange.parse(data, None, "de", "en")
    assert [(row.source, row.target, row.status.value, row.note, row.concept) for row in rows] == expected
    assert said in "; ".join(found)


LANGUAGES = [  # tag in the file, language asked for, whether it is taken
    ("en", "en", True),
    ("en-US", "en", True),
    ("EN", "en-GB", True),
    ("en-GB", "en-GB", True),
    ("en-US", "en-GB", False),
    ("eng", "en", False),
]


@pytest.mark.parametrize(("tag", "target", "taken"), LANGUAGES)
def test_languages(tag: str, target: str, taken: bool) -> None:
    data = martif(f"<termEntry>{DE}{side(tag, '<term>office</term>')}</termEntry>")
    if taken:
        assert len(exchange.parse(data, None, "de", target)[0]) == 1
    else:
        with pytest.raises(GlossaryError, match=re.escape(f"has no terms de-{target}; its languages are de (1), {tag} (1)")):
            exchange.parse(data, None, "de", target)


TABLES = [  # file name, bytes, format (None: told from the content), (source, target, note, concept)…, a part of what is said
    ("g.csv", "de,en\nKiew,Kyiv\n", None, [("Kiew", "Kyiv", "", "")], "the first line was taken for a header: de, en"),
    ("g.csv", "Deutsch;Englisch\r\nKiew;Kyiv\r\n", None, [("Kiew", "Kyiv", "", "")], "the first line was taken for a header: Deutsch, Englisch"),
    ("g.csv", "sep=;\r\nKiew;Kyiv\r\n", None, [("Kiew", "Kyiv", "", "")], ""),
    ("g.csv", "sep=;\r\nsource;target\r\nKiew;Kyiv\r\n", None, [("Kiew", "Kyiv", "", "")], ""),
    ("g.csv", "source,target\nKiew,Kyiv\n", "deepl", [("Kiew", "Kyiv", "", "")], "taken for a header"),
    ("g.csv", "Kiew,Kyiv,de,en\nKiew,Kiev,de,fr\n", None, [("Kiew", "Kyiv", "", "")], "other language pairs left out: de-fr (1)"),
    ("g.csv", "Kiew,Kyiv,DE,EN-US,5\n", None, [("Kiew", "Kyiv", "", "")], "further columns not kept"),
    ("g.csv", "Kiew;Kyiv\r\nMoskau;Moscow\r\n", None, [("Kiew", "Kyiv", "", ""), ("Moskau", "Moscow", "", "")], ""),
    ("g.csv", "\ufeffKiew,Kyiv\nMoskau\n", None, [("Kiew", "Kyiv", "", "")], "1 line left out"),
    ("g.tsv", 'Kiew\t"Kyiv"\n', None, [("Kiew", '"Kyiv"', "", "")], ""),
    ("g.tsv", "#MeToo\t#MeToo\nKiew\tKyiv\n", None, [("#MeToo", "#MeToo", "", ""), ("Kiew", "Kyiv", "", "")], ""),
    ("g.utf8", "# x\nKiew\tKyiv\tnote\tmore\n#Moskau\tMoscow\nx\n", None, [("Kiew", "Kyiv", "note", "")], "1 line left out"),
    ("g.txt", "\ufeff#\nKiew\tKyiv\n", None, [("Kiew", "Kyiv", "", "")], ""),
    ("g.txt", "# nothing yet\n", None, [], ""),
    ("g.csv", "Source,Translation,ID,State\nKiew,Kyiv,1,True\n", None, [("Kiew", "Kyiv", "", "")], "columns not kept: id; 1 row marked as needing editing"),
    ("g.csv", "source,target,context\n'=1+1',x,noun\nKiew,,\n", None, [("=1+1", "x", "noun", "")], "1 row left out: source or target is empty"),
    ("g.csv", "source,target\n'-a\\|b',x\n'a','b'\n", None, [("-a|b", "x", "", ""), ("'a'", "'b'", "", "")], ""),
    ("g.csv", "place.c,Kiew,Kyiv\n", "weblate", [("Kiew", "Kyiv", "", "")], ""),
    ("g.csv", f"Kiew,{'x' * 1001}\n", None, [], "longer than 1,000 characters (line 1)"),
]


@pytest.mark.parametrize(("name", "text", "format", "expected", "said"), TABLES)
def test_tables_of_others(tmp_path: Path, name: str, text: str, format: str | None, expected: list[tuple[str, ...]], said: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    rows, found = exchange.read(path, format, "de", "en")
    assert [(row.source, row.target, row.note, row.concept) for row in rows] == expected
    assert said in "; ".join(found)


def test_lines_are_those_of_the_file() -> None:
    rows, _ = exchange.parse(b'a,"b\nc"\n\nd,e\n', "deepl", "de", "en")
    assert [(row.target, row.line) for row in rows] == [("b c", 1), ("e", 4)]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    rows, said = exchange.parse("Fähre\tferry\n".encode(encoding), "omegat", "de", "en")
    assert (rows[0].source, said) == ("Fähre", ["not in UTF-8: read as Windows-1252"] if encoding == "cp1252" else [])


BOMB = '<!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
MANY = "".join(f"<tig><term>{number}</term></tig>" for number in range(101))
REFUSED = [  # bytes, format, reason, line
    (b"", None, "is empty", None),
    (b"", "tbx", "is empty", None),
    (b"\n \n", "deepl", "is empty", None),
    (b"Kiew\0,Kyiv\n", None, "NUL", None),
    (b"<tbx>\0</tbx>", None, "Invalid character", 1),
    (b"\xff\xfeK", None, "broken UTF-16", None),
    ('<?xml version="1.0" encoding="UTF-8"?>\n<tbx>ü</tbx>'.encode("cp1252"), None, "Invalid bytes", 2),
    (martif(f"<termEntry>{DE}{EN}</termEntry>")[:-40], None, "not well-formed", 1),
    (martif(f"<termEntry>{DE}{EN}</termEntry>", BOMB), None, "declares entities", None),
    (b"<html/>", None, "no TBX: its root is 'html'", 1),
    (b"Kiew,Kyiv,de,fr\nKiew,Kyiv,de,pl\n", None, r"has no terms de-en; its pairs are de-fr \(1\), de-pl \(1\)", None),
    (b"source,target,status\nKiew,Kyiv,forbidden\n", None, "is a glossary of this program already", None),
    (b"just,four,columns,here\n", "weblate", "has no columns 'source' and 'target'", 1),
    (b'Kiew,Kyiv\n"Moskau,Moscow\n', None, "is not valid CSV", 2),
    (b"Kiew," + b"x" * 200_000, None, "field larger than field limit", 1),
    (martif(f'<termEntry><langSet xml:lang="de">{MANY}</langSet><langSet xml:lang="en">{MANY}</langSet></termEntry>'), None, "more than 10,000 pairs", 1),
]


@pytest.mark.parametrize(("data", "format", "reason", "line"), REFUSED)
def test_refused(tmp_path: Path, data: bytes, format: str | None, reason: str, line: int | None) -> None:
    path = tmp_path / "g"
    path.write_bytes(data)
    with pytest.raises(TranslatorError, match=reason) as caught:
        exchange.read(path, format, "de", "en")
    assert caught.value.path == str(path)
    assert line is None or caught.value.line == line


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match="no glossary format 'xls'"):
        exchange.export([], "xls", "de", "en")


@given(data=st.binary(max_size=120) | TEXTS.map(str.encode), format=st.sampled_from([None, *exchange.FORMATS]))
def test_nothing_but_our_errors_comes_out(data: bytes, format: str | None) -> None:
    try:
        exchange.parse(data, format, "de", "en")
    except TranslatorError as error:
        assert error.reason
