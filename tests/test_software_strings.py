"""Software strings: PO and POT files are filled in, and nothing that others wrote is lost; what programs need of their strings is checked."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import formats, inspection, pipeline, publication
from translator.bilingual import po as catalogs
from translator.checks.placeholders import Accelerators, Newlines, Placeholders
from translator.errors import FormatError, TranslatorError
from translator.formats import accelerators, placeholders, po, pofile
from translator.formats.poheader import Plural, locale, rule
from translator.model import Unit
from translator.project import Project

Desk = Callable[..., Project]
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
POT = r"""# Titel.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: demo 1.0\n"
"POT-Creation-Date: 2024-01-01 10:00+0000\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: LANGUAGE <LL@li.org>\n"
"Language: \n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=CHARSET\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"

#: a.c:1
#, c-format
msgid "Die Datei %s hat %d Zeilen, das sind 100%% von <b>allen</b>.\n"
msgstr ""

#, c-format
msgid "%d Datei ist da."
msgid_plural "%d Dateien sind da."
msgstr[0] ""
msgstr[1] ""

msgid "&Datei öffnen…"
msgstr ""
"""

NASTY = {
    "obsolete": HEADER + '#, fuzzy\n#~| msgid "x"\n#~ msgid "a"\n#~ msgstr "b"\n\n#. n\nmsgid "c"\nmsgstr ""\n',
    "gettext 1.0": HEADER + '#, fuzzy\n#= c-format, no-wrap\n#| msgid "old"\nmsgid "c %d"\nmsgstr ""\n',
    "crlf": (HEADER + 'msgid "a"\nmsgstr ""\n').replace("\n", "\r\n"),
    "cr": (HEADER + 'msgid "a"\nmsgstr ""\n').replace("\n", "\r"),
    "bom": "\ufeff" + HEADER + 'msgid "a"\nmsgstr "b"',
    "no header": 'msgid "a"\nmsgstr ""',
    "contexts": HEADER + 'msgctxt "1"\nmsgid "a"\nmsgstr ""\n\nmsgctxt "2"\nmsgid "a"\nmsgstr "x"\n',
    "domain": 'domain "d"\n' + HEADER + 'domain "e"\nmsgid "a"\nmsgstr ""\n',
    "spacing": HEADER + '  msgid"a" "b"\n\t"c"  msgstr  ""   \n\n\n# end',
    "comments inside": HEADER + 'msgid "a"\n# why\nmsgstr ""\n# end\n#~ junk',
    "escapes": HEADER + 'msgid "a \\t\\"b\\" \\\\ \\x41\\103\\303\\244 \\q\\n"\nmsgstr ""\n',
    "plural": HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    "wrapped": HEADER + 'msgid ""\n"a %(na"\n"me)s b\\n"\n"c"\nmsgstr ""\n',
    "nothing": "",
    "comment only": "# nothing here\n",
}


@pytest.mark.parametrize("name", NASTY)
def test_identity_on_nasty_files(name: str) -> None:
    data = NASTY[name].encode()
    assert po.walk(data, lambda unit: unit.text) == data


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1250", "koi8-r", "shift_jis", "euc-jp", "big5", "gb18030"])
def test_the_declared_charset_is_read_and_written(charset: str) -> None:
    word = {"iso-8859-1": "schön", "cp1250": "Łódź", "koi8-r": "Дом", "utf-8": "Ω"}.get(charset, "表現")
    data = (HEADER.replace("UTF-8", charset) + f'# {word}\nmsgid "{word} a"\nmsgstr ""\n\nmsgid "b"\nmsgstr "{word}"\n').encode(charset)
    assert po.walk(data, lambda unit: unit.text) == data
    out = po.walk(data, lambda unit: unit.text.replace("a", "z"))
    assert out == data.replace(f'{word} a"\nmsgstr ""'.encode(charset), f'{word} a"\nmsgstr "{word} z"'.encode(charset)).replace(
        f'msgid "{word} a'.encode(charset), f'#, fuzzy\nmsgid "{word} a'.encode(charset)
    )


PIECES = st.sampled_from(
    ['msgid "a"\n', 'msgstr ""\n', 'msgstr "x"\n', 'msgid ""\n', 'msgid_plural "b"\n', 'msgstr[0] ""\n', 'msgstr[1] ""\n', '"text %s\\n"\n', "# c\n", "#, fuzzy\n",
     "#= c-format\n", '#| msgid "o"\n', '#~ msgid "o"\n', "#~| x\n", "\n", "\r\n", " ", 'msgctxt "c"\n', 'domain "d"\n', '"', "\\", HEADER, "ä", "\ufeff", "#: a:1\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(["utf-8", "cp1252"]))
def test_identity_on_anything(parts: list[str], charset: str) -> None:
    data = "".join(parts).encode(charset, "replace")
    try:
        out = po.walk(data, lambda unit: unit.text)
    except FormatError:
        return
    assert out == data
    filled = po.walk(data, lambda unit: "Q" + unit.text if unit.translatable else unit.text)
    again: list[Unit] = []
    po.walk(filled, lambda unit: again.append(unit) or unit.text)  # type: ignore[func-returns-value]  # a list notes what it is asked
    assert not [unit for unit in again if unit.translatable]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_any_text_can_be_a_translation(text: str) -> None:
    data = (HEADER + 'msgid "Hallo"\nmsgstr ""\n').encode()
    out = po.walk(data, lambda unit: text if unit.kind == "string" else unit.text)
    file, old = pofile.File(out), pofile.File(data)
    source = old.entries[1].source
    assert source
    wanted = po._Message(old, source, "string", [placeholders.OBVIOUS], "").render(text)
    assert file.value(file.entries[1].targets[0]) == ("" if text in ("", "Hallo") else wanted)


UNITS = [  # entry, units
    ('msgid "Die %s.\\nZwei"\nmsgstr ""', ["Die <1/>.<2/> Zwei"]),
    ('#, python-format\nmsgid "  Hallo %(name)s: 100%% \\n"\nmsgstr ""', ["Hallo <1/>: 100%"]),
    ('msgid "50 % der Leute, 100% davon"\nmsgstr ""', ["50 % der Leute, 100% davon"]),
    ('msgid "Ein <a href=\\"%s\\">Link</a> und <Datei>"\nmsgstr ""', ["Ein <1>Link</1> und <Datei>"]),
    ('msgid "&Datei"\nmsgstr ""', ["Datei"]),
    ('msgid "_Datei"\nmsgstr ""', ["Datei"]),
    ('msgid "max_size R&D --help"\nmsgstr ""', ["<1/> R&D <2/>"]),
    ('msgid "%s: %d"\nmsgstr ""', []),
    ('msgid "translator-credits"\nmsgstr ""', []),
    ('#, fuzzy\nmsgid "Ja"\nmsgstr "Yes"', []),
    ('#~ msgid "Ja"\n#~ msgstr ""', []),
    ('msgid "Eins &amp; {0} {{x}} ${y} %1"\nmsgstr ""', ["Eins <1/> <2/> <3/> <4/> <5/>"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "units"), UNITS)
def test_units(entry: str, units: list[str]) -> None:
    assert [unit.text for unit in formats.read("a.po", (HEADER + entry + "\n").encode()).units] == units


WRITTEN = [  # entry, answers, state, what stands there then
    ('msgid "&Datei"\nmsgstr ""', {"Datei": "File"}, "reviewed", 'msgid "&Datei"\nmsgstr "&File"'),
    ('msgid "_Speichern"\nmsgstr ""', {"Speichern": "Save"}, "initial", '#, fuzzy\nmsgid "_Speichern"\nmsgstr "_Save"'),
    ('msgid "&Datei…"\nmsgstr ""', {"Datei…": "文件…"}, "reviewed", 'msgid "&Datei…"\nmsgstr "文件(&D)…"'),
    ('#, c-format\nmsgid "%s hat %d"\nmsgstr ""', {"<1/> hat <2/>": "<2/> of <1/>"}, "reviewed", '#, c-format\nmsgid "%s hat %d"\nmsgstr "%2$d of %1$s"'),
    ('#, c-format\nmsgid "ganze 5%%"\nmsgstr ""', {"ganze 5%": "all 5%"}, "initial", '#, fuzzy, c-format\nmsgid "ganze 5%%"\nmsgstr "all 5%%"'),
    ('#= c-format\n#| msgid "o"\nmsgid "Ja"\nmsgstr ""', {"Ja": "Yes"}, "initial", '#, fuzzy\n#= c-format\n#| msgid "o"\nmsgid "Ja"\nmsgstr "Yes"'),
    ('#, fuzzy\nmsgid "Ja"\nmsgstr ""', {"Ja": "Yes"}, "final", 'msgid "Ja"\nmsgstr "Yes"'),
    ('msgid "\\nJa\\n"\nmsgstr ""', {"Ja": "Yes"}, "final", 'msgid "\\nJa\\n"\nmsgstr "\\nYes\\n"'),
    ('msgid "Rom"\nmsgstr ""', {}, "final", 'msgid "Rom"\nmsgstr "Rom"'),
    ('msgid "Rom"\nmsgstr ""', {}, "", 'msgid "Rom"\nmsgstr ""'),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""', {"a": "x", "b": "y"}, "final", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"'),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "answers", "state", "written"), WRITTEN)
def test_what_is_written(entry: str, answers: dict[str, str], state: str, written: str) -> None:
    out = po.walk((HEADER + entry + "\n").encode(), lambda unit: state if unit.kind == "state" else answers.get(unit.text, unit.text))
    assert out.decode() == HEADER + written + "\n"


def test_a_file_that_wraps_is_wrapped_as_msgcat_does(tmp_path: Path) -> None:
    text = "This is a long sentence (with 100 words of no use) that goes on and on – until nobody reads it any more, as it is well-known to be too long.\n"
    data = HEADER + 'msgid ""\n"Ein Satz, der um"\n"brochen ist.\\n"\nmsgstr ""\n'
    path = tmp_path / "a.po"
    path.write_bytes(po.walk(data.encode(), lambda unit: "final" if unit.kind == "state" else text if unit.translatable else unit.text))
    theirs = subprocess.run(["msgcat", str(path)], capture_output=True, check=True, text=True).stdout
    assert path.read_text("utf-8").split("msgstr")[-1] == theirs.split("msgstr")[-1]


BROKEN = [  # data, line, part of the reason
    ((HEADER + 'msgid "a\nmsgstr ""\n').encode(), 6, "no closing quote"),
    ((HEADER + 'msgid "a"\n').encode(), 6, "no msgstr"),
    ((HEADER + "<<<<<<< ours\n").encode(), 6, "merge conflict"),
    ((HEADER + 'msgid "a"\nmsgid "b"\n').encode(), 7, "does not belong"),
    (b'"a"\n', 1, "without its keyword"),
    (b"msgid\0", None, "NUL"),
    (HEADER.encode() + 'msgid "Übel"\nmsgstr ""\n'.encode("latin-1"), 6, "is not UTF-8"),
    (HEADER.replace("UTF-8", "UTF-7").encode(), None, "UTF-7"),
    ("Gr\u00fc\u00dfe".encode("utf-16"), None, "UTF-16"),
]


@pytest.mark.parametrize(("data", "line", "reason"), BROKEN)
def test_broken_files_are_refused_with_place_and_reason(data: bytes, line: int | None, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        formats.read("a.po", data)
    assert (caught.value.path, caught.value.line) == ("a.po", line)
    assert caught.value.hint


def test_a_letter_that_the_charset_lacks_is_said() -> None:
    data = (HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "a"\nmsgstr ""\n').encode()
    with pytest.raises(FormatError, match="'Ł', which ISO-8859-1 cannot write"):
        po.walk(data, lambda unit: "Łódź" if unit.translatable else unit.text)


def test_plural_rules_are_babels() -> None:
    assert Plural.of(rule("en")) == Plural(2, 0, frozenset([0]))
    assert Plural.of(rule("fr")) == Plural(2, 0, frozenset([0]))
    assert Plural.of(rule("pl")) == Plural(3, 0, frozenset([0]))
    assert Plural.of(rule("ja")) == Plural(1, 0, frozenset())
    assert Plural.of("nplurals=INTEGER; plural=EXPRESSION;") is None
    assert [locale(tag) for tag in ("de", "pt-BR", "sr-Latn", "zh-Hant")] == ["de", "pt_BR", "sr@latin", "zh_TW"]


def publish(project: Project, folder: Path, name: str, data: str) -> tuple[publication.Publication, str]:
    path = folder / name
    path.write_text(data, "utf-8")
    (outcome,) = pipeline.translate(project, [path])
    assert outcome.error is None and outcome.job, outcome.error
    made = publication.publish(project, outcome.job.article)
    out = folder / "out.po"
    out.write_bytes(made.data)
    subprocess.run(["msgfmt", "-c", "--use-fuzzy", "-o", "/dev/null", str(out)], check=True)
    return made, made.data.decode()


@pytest.mark.parametrize(("to", "forms"), [("en", 2), ("fr", 2), ("pl", 3), ("ja", 1)])
def test_a_template_becomes_a_catalog(desk: Desk, tmp_path: Path, to: str, forms: int) -> None:
    made, text = publish(desk(to=to), tmp_path, "demo.pot", POT)
    assert made.suffix == ".po"
    assert len(re.findall(r"^msgstr\[", text, re.M)) == forms
    assert f"Language: {to}\\n" in text and f"nplurals={forms};" in text and "YEAR-MO-DA" not in text
    assert "# Titel.\n# Machine-translated from German with" in text or to != "en"
    assert text.count("#, fuzzy") == 3 and 'msgid ""' in text.split("#, fuzzy")[0]


def test_who_confirmed_what(desk: Desk, tmp_path: Path) -> None:
    publish(desk(words={"Datei": "File"}), tmp_path, "demo.pot", POT)
    path = tmp_path / "corpus/demo/en.po"
    text = (
        path.read_text("utf-8")
        .replace("#, fuzzy\n", "")
        .replace("ist da", "is here")
        .replace("Last-Translator: Automatically generated", "Last-Translator: Ada")
    )
    path.write_text(text, "utf-8")
    project = desk()
    made = publication.publish(project, project.corpus.article("demo"))
    assert "fuzzy" not in made.data.decode() and "Last-Translator: Ada\\n" in made.data.decode()
    assert (made.confirmed, made.untranslated) == (4, 0)


def test_what_people_wrote_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    human = '# Wer\n#, fuzzy\n#| msgid "alt"\nmsgid   "Altes Wort"\nmsgstr ""\n"An old "\n"word"\n\n#~ msgid "weg"\n#~ msgstr "gone"\n\n'
    _, text = publish(desk(), tmp_path, "demo.po", HEADER + human + 'msgid "Neues Wort"\nmsgstr ""\n')
    assert human in text
    assert text.endswith('#, fuzzy\nmsgid "Neues Wort"\nmsgstr "Neues Wort"\n')


def test_a_catalog_in_another_language_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(HEADER.replace("en", "fr") + 'msgid "Ja"\nmsgstr ""\n', "utf-8")
    (outcome,) = pipeline.translate(desk(), [path])
    assert "is a catalog in fr, not in en" in str(outcome.error)
    publish(desk(), tmp_path, "demo.pot", POT)
    (outcome,) = pipeline.translate(desk(), [tmp_path / "corpus/demo/en.po"])
    assert "article's catalog" in str(outcome.error)


FOUND = [  # flag, text, placeholders
    ("c-format", "%5.2f %lu %-*s %2$s %% 50% done %<PRIu64>", ["%5.2f", "%lu", "%-*s", "%2$s", "% d", "%<PRIu64>"]),
    ("objc-format", "%@ %d", ["%@", "%d"]),
    ("python-format", "%(name)s %s 5%%", ["%(name)s", "%s"]),
    ("python-brace-format", "{a} {0.b!r:>{w}} {{no}} {}", ["{a}", "{0.b!r:>{w}}", "{}"]),
    ("java-format", "{0,number} it''s", ["{0,number}"]),
    ("java-printf-format", "%1$tY %n", ["%1$tY", "%n"]),
    ("csharp-format", "{0,-5:N2} {{x}}", ["{0,-5:N2}"]),
    ("javascript-format", "%s %j", ["%s", "%j"]),
    ("perl-format", "%vd %s", ["%vd", "%s"]),
    ("perl-brace-format", "{name} {1}", ["{name}"]),
    ("php-format", "%1$'*10s %b", ["%1$'*10s", "%b"]),
    ("ruby-format", "%<a>d %{b} %s", ["%<a>d", "%{b}", "%s"]),
    ("tcl-format", "%2$s %d", ["%2$s", "%d"]),
    ("qt-format", "%1 %L2 %99", ["%1", "%L2", "%99"]),
    ("qt-plural-format", "%n of %1", ["%n", "%1"]),
    ("kde-format", "%1 <b>%2</b>", ["%1", "%2"]),
    ("boost-format", "%1% %|5$d| %s", ["%1%", "%|5$d|", "%s"]),
    ("rust-format", "{name:?} {} {0}", ["{name:?}", "{}", "{0}"]),
    ("go-format", "%[1]v %+v", ["%[1]v", "%+v"]),
    ("sh-format", "$a ${b} $5", ["$a", "${b}"]),
    ("lua-format", "%q %s", ["%q", "%s"]),
    ("awk-format", "%c", ["%c"]),
    ("object-pascal-format", "%0:d %s", ["%0:d", "%s"]),
    ("smalltalk-format", "%1 %<a|b>2", ["%1", "%<a|b>2"]),
    ("lisp-format", "~A ~5,2F ~~", ["~A", "~5,2F", "~~"]),
    ("gcc-internal-format", "%qD %<x%> %wd", ["%qD", "%<", "%>", "%wd"]),
    ("gfc-internal-format", "%L %qs", ["%L", "%qs"]),
    ("ycp-format", "%1 %%", ["%1"]),
    ("", "50 % der Befragten, 100 %, 5% des, 30 %ige, {Anm. d. Red.} 100% dafür", []),
    ("", "%(a)s {b} %s %1$d %1 {0} ${x} %{y} {{z}} %name%", ["%(a)s", "{b}", "%s", "%1$d", "%1", "{0}", "${x}", "%{y}", "{{z}}", "%name%"]),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "text", "expected"), FOUND)
def test_placeholders_by_flavour(flag: str, text: str, expected: list[str]) -> None:
    assert [placeholder.text for placeholder in placeholders.find(text, placeholders.flavours([flag]))] == expected


CHECKED = [  # flag, source, target, messages
    ("c-format", "%s hat %d", "%s has %d", []),
    ("c-format", "%s hat %d", "%2$d of %1$s", []),
    ("c-format", "%s hat %d", "%d of %s", ["%d and %s have changed places: they need numbers (%1$)"]),
    ("c-format", "%s hat %d", "%s has", ["%d is missing"]),
    ("c-format", "hat", "has %d", ["%d is not in the source"]),
    ("c-format", "%ld", "%d", ["%ld of the source is %d here"]),
    ("=python-format", "%(name)s", "%(nome)s", ["%(name)s of the source is %(nome)s here"]),
    ("python-brace-format", "{a} {b}", "{b} {a} {a}", []),
    ("", "{0} von {1}", "{1} of", ["{0} is missing"]),
    ("", "50 % der Befragten", "50 %s of", []),
    ("", "%A, %-d. %B %Y um %H:%M", "%B %-d, %Y at %I:%M %p", []),
    ("c-format", "%'d Datei", "%I'd file", []),
    ("", "Es sind 100 % davon.", "It is 100 %d of it.", []),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "source", "target", "messages"), CHECKED)
def test_the_check_of_placeholders(flag: str, source: str, target: str, messages: list[str]) -> None:
    assert [finding.message for finding in Placeholders([flag]).find(source, target)] == messages


def test_a_suggestion_only_where_one_is_certain() -> None:
    (finding,) = Placeholders(["python-format"]).find("Hallo %(name)s", "Hello %(nome)s")
    assert ("Hello %(nome)s"[slice(*finding.span)], finding.suggestion) == ("%(nome)s", "%(name)s")


def test_line_feeds_and_accelerators() -> None:
    assert [f.message for f in Newlines().find("a\n", "b")] == ["ends without a line feed"]
    assert not list(Newlines().find("\na\n", "\nb\n"))
    assert [f.message for f in Accelerators().find("&Datei", "File")] == ["no letter has the accelerator’s &"]
    assert not list(Accelerators().find("R&D", "RD"))
    assert [accelerators.find(text) for text in ("E_xit", "a & b", "x_y", "&amp;", "~Datei", "/home/~a")] == [1, -1, -1, -1, 0, -1]


def test_other_peoples_catalogs_are_checked_with_their_plurals(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "theirs.po"
    path.write_text(
        HEADER.replace("\n\n", '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
        + '#, c-format\nmsgid "%d Datei"\nmsgid_plural "%d Dateien"\nmsgstr[0] "One file"\nmsgstr[1] "Files"\n\n'
        + 'msgid "Fertig\\n"\nmsgstr "Done"\n\n#, c-format\nmsgid "%s!"\nmsgstr "%s! %s!"\n',
        "utf-8",
    )
    found = [(issue.check, issue.message) for checked in inspection.check(desk(), [str(path)]) for issue in checked.issues]
    assert found == [("placeholders", "%d is missing"), ("newlines", "ends without a line feed"), ("placeholders", "%s is not in the source")]
    quiet = [issue.check for checked in inspection.check(desk(suppress=("placeholders", "newlines")), [str(path)]) for issue in checked.issues]
    assert not quiet


def test_our_catalogs_keep_what_gettext_1_0_writes() -> None:
    head = catalogs.write(catalogs.Catalog())
    entries = ('#, fuzzy\n#= c-format, no-wrap\n#| msgid "vor"\nmsgctxt "k"\nmsgid "eins"\nmsgstr "one"\n\n#= no-wrap\nmsgid "b"\nmsgid_plural "c"\n'
               'msgstr[0] "x"\nmsgstr[1] "y"\n\n#, fuzzy\n#= c-format\n#~| msgid "alt"\n#~ msgctxt "k2"\n#~ msgid "neu"\n#~ msgstr "new"\n')  # fmt: skip
    data = head + b"\n" + entries.encode()
    assert catalogs.write(catalogs.read(data, "a.po")) == data


def test_flags_of_gettext_1_0_survive_a_run(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ein Satz ist hier.", "utf-8")
    list(pipeline.translate(desk(), [path]))
    catalog = tmp_path / "corpus/a/en.po"
    catalog.write_text(catalog.read_text("utf-8").replace("#, fuzzy\n", "#, fuzzy\n#= no-wrap\n"), "utf-8")
    path.write_text("Ein Satz ist hier. Noch einer steht da.", "utf-8")
    try:
        list(pipeline.translate(desk(), [path]))
    except TranslatorError as error:
        raise AssertionError(str(error)) from error
    assert "#, fuzzy\n#= no-wrap\n" in catalog.read_text("utf-8")
