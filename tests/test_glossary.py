"""The glossary: files as people save them, German forms as they stand in texts, repairs and checks by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator.checks import terms as checks
from translator.errors import GlossaryError
from translator.glossary import store
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Matcher, hits
from translator.repair.terms import Terms


def matcher(*rows: tuple[str, ...]) -> Matcher:
    """Make a matcher from (source, target, status, kind, match, concept) tuples."""
    made = []
    for source, target, *rest in rows:
        status, kind, match, concept = [*rest, "", "", "", ""][:4]
        made.append(Row(source, target, Status(status or "preferred"), kind, match, "", concept))
    return Matcher(concepts(made))


HEAD = "source,target,status,kind,match,note,concept\n"
FILES = [  # bytes, rows or (error, line)
    (HEAD + "Kiew,Kyiv,preferred,place,,,\n", [("Kiew", "Kyiv")]),
    ("source;target\nKiew;Kyiv\n", [("Kiew", "Kyiv")]),
    ("\ufeffsource\ttarget\tmy column\nKiew\tKyiv\tx\n", [("Kiew", "Kyiv")]),
    ('source,target\n"a, b",c\n\n', [("a, b", "c")]),
    ("Source,Target\r\nKiew,Kyiv\r\n", [("Kiew", "Kyiv")]),
    ("source,target\nKiew\nMoskau,Moscow\n", [("Moskau", "Moscow")]),
    ("source,target\n,Kyiv\n", "the source is empty:2"),
    (HEAD + "Kiew,Kyiv,prefered,,,,\n", "unknown status 'prefered':2"),
    (HEAD + "Kiew,Kyiv\nMoskau,Moscow,preferred,place,,,,,\n", "has 9 cells, the header 7:3"),
    ("quelle,ziel\nKiew,Kyiv\n", "has no column 'source':1"),
    ('source,target\n"Kiew,Kyiv\nMoskau,Moscow\n', "is not valid CSV:"),
    ("", []),
    ("\n", "is empty:"),
    ("source,target\n\0,x\n", "is binary:"),
]


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_files(tmp_path: Path, text: str, expected: list[tuple[str, str]] | str) -> None:
    path = tmp_path / "g.de-en.csv"
    path.write_bytes(text.encode())
    if isinstance(expected, list):
        assert [(row.source, row.target) for row in store.read(path)] == expected
        return
    reason, _, line = expected.rpartition(":")
    with pytest.raises(GlossaryError, match=reason) as caught:
        store.read(path)
    assert caught.value.path == str(path)
    if line:
        assert caught.value.line == int(line)


@pytest.mark.parametrize(("encoding", "sign"), [("cp1252", ";"), ("utf-16", "\t")])
def test_spreadsheets_of_windows_are_read(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "g.de-en.csv"
    path.write_bytes(f"source{sign}target\nAußenminister{sign}foreign minister\n".encode(encoding))
    assert store.read(path)[0].source == "Außenminister"


def test_own_glossaries_are_in_order() -> None:
    rows = store.load(store.find(ROOT, "de", "en"))
    assert len(rows) > 80
    assert {row.kind for row in rows} <= {"person", "place", "org", "work", "term"}
    assert store.find(ROOT, "de", "en-GB") == store.find(ROOT, "de", "en")


def test_of_two_files_the_later_wins() -> None:
    rows = [Row("Kiew", "Kiev", file="a"), Row("Kiew", "Kyiv", file="b"), Row("Kiew", "Kiev", Status.FORBIDDEN, file="b")]
    (concept,) = concepts(rows)
    assert (concept.preferred, concept.forbidden) == (("Kyiv",), ("Kiev",))


FOUND = [  # glossary word, text, matched forms
    ("Lankow", "Lankows Buch über Lankow.", ["Lankows", "Lankow"]),
    ("Merz", "Merz’ Rede.", ["Merz"]),
    ("Bundestag", "des Bundestages und des Bundestags", ["Bundestages", "Bundestags"]),
    ("Auswärtiges Amt", "im Auswärtigen Amt, das Auswärtige Amt, des Auswärtigen Amtes", ["Auswärtigen Amt", "Auswärtige Amt", "Auswärtigen Amtes"]),
    ("Haushaltsloch", "mehrere Haushaltslöcher", ["Haushaltslöcher"]),
    ("Tariflohn", "die Tariflöhne und die Tariflöhnen", ["Tariflöhne", "Tariflöhnen"]),
    ("Milliarde", "zwei Milliarden", ["Milliarden"]),
    ("Kiew", "Die Kieler Förde", []),
    ("Haushalt", "sie haushalten gut", []),
    ("Selenskyj", "der Selenskyj-Berater", ["Selenskyj"]),
    ("Außenministerium", "der Außenministeriumssprecher", ["Außenministerium"]),
    ("Quartal", "das Jahresquartal", ["quartal"]),
    ("Front", "die Frontlinie", ["Front"]),
    ("AfD", "die AfD, der AfDs", ["AfD", "AfDs"]),
    ("Ein- und Ausfuhr", "die Ein- und Ausfuhr", ["Ein- und Ausfuhr"]),
    ("Politik", "Politiker machen Politik", ["Politik"]),
    ("Gast", "mit den Gästen eines Gastes", ["Gästen", "Gastes"]),
    ("Firma", "beide Firmen", ["Firmen"]),
    ("Zentrum", "die Zentren des Zentrums", ["Zentren", "Zentrums"]),
    ("Ereignis", "die Ereignisse", ["Ereignisse"]),
    ("Kaufmann", "die Kaufleute", ["Kaufleute"]),
    ("Abgeordneter", "die Abgeordneten, eine Abgeordnete", ["Abgeordneten", "Abgeordnete"]),
    ("Leiter", "unter der Leite", []),
    ("Watt & Welle", "bei Watt & Welle, bei Watt und Welle", ["Watt & Welle"]),
    ("Agenda 2030", "die Agenda 2030 und die Agenda 2010", ["Agenda 2030"]),
    ("Uraufführung", "die Urauf\u00adführung", ["Urauf\u00adführung"]),
    ("Urauf\u00adführung", "die Uraufführung", ["Uraufführung"]),
    ("Ministerium für Staatssicherheit", "des Ministeriums für Staatssicherheit", ["Ministeriums für Staatssicherheit"]),
    ("erneuerbare Energie", "Erneuerbare Energien, mit erneuerbarer Energie", ["Erneuerbare Energien", "erneuerbarer Energie"]),
    ("Kim Jong Un", "Kim Jong-un", ["Kim Jong-un"]),
    ("Schloss", "das Schloß", []),
    ("Straße", "Die Strasse, DIE STRASSE", ["Strasse", "STRASSE"]),
    ("SPD", "die SPD-Fraktion, spd", ["SPD"]),
]


@pytest.mark.parametrize(("word", "text", "forms"), FOUND)
def test_german_forms(word: str, text: str, forms: list[str]) -> None:
    found = matcher((word, "x")).find(text)
    assert [match.form for match in found] == forms
    assert [text[match.start : match.end] for match in found] == forms


MATCHES = [
    ("Wahlen", "case", "Bei Wahlen und wahlen", ["Wahlen"]),
    ("Kim Jong Un", "exact", "Kim Jong Uns Sohn, Kim Jong Un", ["Kim Jong Un"]),
]


@pytest.mark.parametrize(("word", "match", "text", "forms"), MATCHES)
def test_match_column(word: str, match: str, text: str, forms: list[str]) -> None:
    assert [m.form for m in matcher((word, "x", "", "", match)).find(text)] == forms


def test_longest_match_first_and_none_over_another() -> None:
    found = matcher(("Amt", "office"), ("Auswärtiges Amt", "Foreign Office")).find("das Auswärtige Amt, ein Amt")
    assert [match.source for match in found] == ["Auswärtiges Amt", "Amt"]


def test_marks_do_not_hide_terms() -> None:
    (match,) = matcher(("Auswärtiges Amt", "Foreign Office")).find("das Auswärtige <1>Amt</1>")
    assert match.form == "Auswärtige <1>Amt"


def test_surnames_follow_from_full_names() -> None:
    (match,) = matcher(("Andrej Lankow", "Andrei Lankov", "", "person")).find("Lankow sagte")
    assert match.best == "Lankov"


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_matches_lie_in_the_text_and_apart(text: str, words: list[str]) -> None:
    found = matcher(*((word, "x") for word in words)).find(text)
    at = 0
    for match in found:
        assert at <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.form
        at = match.end


def test_the_glossarys_own_form_wins_over_an_inflected_one() -> None:
    (match,) = matcher(("Wahl", "election"), ("Wahlen", "Wahlen", "", "person")).find("Friederike Wahlen")
    assert match.best == "Wahlen"


TARGETS = [  # form, text, what is found
    ("agency", "Agencies and an agency", ["Agencies", "agency"]),
    ("crisis", "two crises", ["crises"]),
    ("chairman", "The chairmen's vote", ["chairmen"]),
    ("German", "Germans and a German", ["Germans", "German"]),
    ("member of parliament", "Members of Parliament", ["Members of Parliament"]),
    ("US", "He told us of the US.", ["US"]),
    ("Watt & Welle", "Watt &amp; Welle; Watt & Welle", ["Watt & Welle"]),
]


@pytest.mark.parametrize(("form", "text", "found"), TARGETS)
def test_english_forms(form: str, text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in hits(text, form)] == found


def test_target_forms() -> None:
    assert [h.start for h in hits("Agencies and an agency", "agency")] == [0, 16]
    assert [h.start for h in hits("Lankov's and Lankovs", "Lankov")] == [0, 13]
    assert hits("prelankovite", "Lankov") == []


NAMES = matcher(
    ("Lankow", "Lankov", "", "person"),
    ("Selenskyj", "Zelenskyy", "", "person"),
    ("Selenskyj", "Zelensky", "forbidden", "person"),
    ("Sergej Lawrow", "Sergei Lavrov", "", "person", "", "lawrow"),
    ("Lawrow", "Lavrov", "", "person", "", "lawrow"),
    ("Auswärtiges Amt", "Federal Foreign Office", "", "org"),
    ("Auswärtiges Amt", "Foreign Office", "forbidden", "org"),
    ("Haushalt", "budget", "", "term"),
    ("Haushalt", "household", "forbidden", "term"),
    ("Kleber", "Kleber", "", "person"),
)
REPAIRED = [  # source, target, mended, issues left
    ("Lankow kam.", "Lankow came.", "Lankov came.", []),
    ("Lankows Buch.", "Lankows book.", "Lankov’s book.", []),
    ("Lankow’s Buch.", "Lankow's book.", "Lankov's book.", []),
    ("Selenskyj sprach.", "Zelensky spoke to Selenskyj.", "Zelenskyy spoke to Zelenskyy.", []),
    ("Das Auswärtige Amt.", "The Foreign Office.", "The Federal Foreign Office.", []),
    ("Das Auswärtige Amt.", "The Federal Foreign Office.", "The Federal Foreign Office.", []),
    ("Der Haushalt.", "Households are planned.", "Budgets are planned.", []),
    ("Kleber spricht.", "Adhesive speaks.", "Adhesive speaks.", ["“Kleber” should stay “Kleber”"]),
    ("Lankow kam.", "He came.", "He came.", ["“Lankow” should be “Lankov”"]),
    ("Der Lankow-Berater kam.", "The adviser came.", "The adviser came.", []),
    ("Er kam.", "Zelensky came.", "Zelensky came.", []),
    ("Lankow kam.", "Lankoff came.", "Lankov came.", []),
    ("Sergej Lawrow kam.", "Sergey Lavrov came.", "Sergei Lavrov came.", []),
    ("Sergej Lawrow kam.", "Minister Lavrov came.", "Minister Lavrov came.", []),
    ("Lankow sah Lankert.", "Lankert was there.", "Lankert was there.", ["“Lankow” should be “Lankov”"]),
]


@pytest.mark.parametrize(("source", "target", "mended", "issues"), REPAIRED)
def test_repair_and_check(source: str, target: str, mended: str, issues: list[str]) -> None:
    repair = Terms(NAMES)
    assert repair.mend(source, target) == mended
    assert repair.mend(source, mended) == mended
    found = [f.message for check in (checks.TermForbidden(NAMES), checks.TermMissing(NAMES), checks.TermOther(NAMES)) for f in check.find(source, mended)]
    assert found == issues


def test_each_form_of_a_concept_is_mended_to_its_own_row() -> None:
    both = matcher(
        ("Andrej Lenkow", "Andrei Lenkov", "", "person", "", "l"),
        ("Lenkow", "Lenkov", "", "person", "", "l"),
        ("Lenkow", "Lenkow", "forbidden", "person", "", "l"),
    )
    assert Terms(both).mend("Andrej Lenkow kam.", "Andrei Lenkow came.") == "Andrei Lenkov came."
    assert Terms(both).mend("Lenkow kam.", "Lenkow came.") == "Lenkov came."
