"""Names without a glossary: one name in two spellings, a German spelling, a name lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import inspection
from translator.checks import names as checks
from translator.config import Settings
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Matcher
from translator.glossary.names import Text, changed, german_left, lost, variants
from translator.glossary.sounds import alike, family, skeleton
from translator.project import Project

ALIKE = [
    ("Selenskyj", "Zelenskyy"),
    ("Lankow", "Lankov"),
    ("Schtscherbakow", "Shcherbakov"),
    ("Tschechow", "Chekhov"),
    ("Putins", "Putin"),
    ("Charkiw", "Kharkiv"),
]
OTHER = [("Kim", "Lee"), ("Merkel", "Macron"), ("Deutschland", "Germany")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_name_sounds_alike_in_both_languages(one: str, other: str) -> None:
    assert alike(one, other) >= 0.8


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_do_not(one: str, other: str) -> None:
    assert alike(one, other) < 0.7


FAMILIES = [
    ("Korea", "Korean", True),
    ("Germany", "Germans", True),
    ("Democrats", "Democratic", True),
    ("Zelensky", "Zelenskyy", False),
    ("Lankov", "Lankow", False),
]


@pytest.mark.parametrize(("one", "other", "same"), FAMILIES)
def test_inflection_and_derivation(one: str, other: str, same: bool) -> None:
    assert family(one, other) is family(other, one) is same


VARIANTS = [  # pairs, known forms, [(forms, right)]
    ([("Lankow kam.", "Then Lankov came."), ("Er sah Lankow.", "He saw Lankow.")], (), [({"Lankov", "Lankow"}, "Lankov")]),
    ([("Lankow", "Lankov on troops"), ("Er sah Lankow.", "He saw Andrei Lankow.")], (), [({"Lankov", "Lankow"}, "Lankov")]),
    ([("", "He met Lankov and Lankov."), ("", "There Lankow spoke.")], (), [({"Lankov", "Lankow"}, "Lankov")]),
    ([("", "He met Zelensky."), ("", "Then Zelenskyy spoke of Selenskyj.")], ("Zelenskyy",), [({"Zelensky", "Zelenskyy", "Selenskyj"}, "Zelenskyy")]),
    ([("Meier sah Meyer.", "There Meier saw Meyer.")], (), []),
    ([("Kim Jong Un und Kim Jong Il", "So Kim Jong Un and Kim Jong Il")], (), []),
    ([("Korea hat koreanische Truppen.", "In Korea there are Korean troops.")], (), []),
    ([("Der Iran und der Irak", "Both Iran and Iraq"), ("Iran", "In Iran")], (), []),
    ([("Österreich und Australien", "In Austria and Australia")], (), []),
    ([("Rajna Breuer traf Rayna Tscheberina.", "There Rajna Breuer met Rayna Cheberina.")], (), []),
    ([("Rajna Breuer", "So Rajna Breuer"), ("Rajna", "With Rayna")], ("Rajna", "Breuer"), [({"Rajna", "Rayna"}, "Rajna")]),
    ([("Frau Breuer", "So Rajna Breuer"), ("Frau Tscheberina", "With Rayna Cheberina")], ("Rajna", "Rayna"), []),
    ([("Putins Reise", "On Putin's trip"), ("Putin", "With Putin’s man")], (), []),
    ([("Lloyds sagt", "Then Lloyds said"), ("Lloyds", "At Lloyds"), ("Lloyds", "At Lloydz")], (), [({"Lloyds", "Lloydz"}, "Lloyds")]),
    ([("Präsident", "With President"), ("Präsident", "The Prezident")], (), [({"President", "Prezident"}, "President")]),
    ([("", "")], (), []),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "known", "found"), VARIANTS)
def test_variants(pairs: list[tuple[str, str]], known: tuple[str, ...], found: list[tuple[set[str], str]]) -> None:
    assert [(set(name.forms), name.right) for name in variants(Text(pairs), known)] == found


GERMAN = [  # target, [(form, English)]
    ("There Wladimir spoke.", [("Wladimir", "Vladimir")]),
    ("There Tschechow spoke.", [("Tschechow", "Chekhov")]),
    ("In Glasgow Gwyneth Paltrow met Julia Treskow.", []),
    ("There Alexander and Viktor met.", []),
    (
        "We met Gorbatschow, Iwanow, Kusnezow and Schdanow.",
        [("Gorbatschow", "Gorbachev"), ("Iwanow", "Ivanov"), ("Kusnezow", "Kuznetsov"), ("Schdanow", "Zhdanov")],
    ),
    ("We met Iwanenko in Kiew and Charkiw.", [("Iwanenko", "Ivanenko"), ("Kiew", "Kyiv"), ("Charkiw", "Kharkiv")]),
    ("They left Kiev and Kyiv with Woodrow, Winslow, Andrew and Matthew for Rzeszow.", []),
]


@pytest.mark.parametrize(("target", "found"), GERMAN)
def test_german_spellings(target: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.form, better) for mention, better in german_left(Text([("", target)]))] == found


CHANGED = [  # source, target, [(name, form)]
    ("Bei Kaliningrad und Stralsund", "At Caliningrad and Stralund", [("Kaliningrad", "Caliningrad"), ("Stralsund", "Stralund")]),
    ("Die Kommission in Schottland und Lissabon", "The Commission in Scotland and Lisbon", []),
    ("Der Präsident Lankow", "The President Lankov", []),
    ("Die Chefs von Lloyds", "The heads of Lloyd", []),
]


@pytest.mark.parametrize(("source", "target", "found"), CHANGED)
def test_names_with_other_letters(source: str, target: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.source, mention.form) for mention in changed(Text([(source, target)]))] == found


LOST = [  # pairs, [(sentence, word, rendering)]
    ([("Kleber kam.", "Then Kleber came."), ("Kleber ging.", "Then Kleber went."), ("Kleber blieb.", "The adhesive stayed.")], [(2, "Kleber", "Kleber")]),
    ([("Claus Kleber kam.", "So Claus adhesive came.")], [(0, "Kleber", "Kleber")]),
    ([("Kleber kam.", "Then Kleber came."), ("Kleber ging.", "Then Kleber went."), ("Kleber blieb.", "He stayed.")], []),
    ([("Rosa Fragen", "So Rosa asks")], []),
    ([("In Bayern.", "In Bayern."), ("Aus Bayern.", "From Bayern."), ("Durch Bayern.", "Through Bavaria.")], []),
    ([("Das Militär zeigte in Tartus Stärke.", "In Tartus the military showed strength.")], []),
    ([("Die Show kam.", "The Show came."), ("Die Show ging.", "The Show went."), ("Er war in der US-Show.", "So the guest was.")], []),
    ([("Im Casino.", "In the Casino."), ("Das Casino.", "The Casino."), ("In einem alten Casino.", "So an old house.")], []),
]


@pytest.mark.parametrize(("pairs", "found"), LOST)
def test_lost_names(pairs: list[tuple[str, str]], found: list[tuple[int, str, str]]) -> None:
    assert list(lost(Text(pairs))) == found


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=6))
def test_mentions_stand_where_they_say(pairs: list[tuple[str, str]]) -> None:
    text = Text(pairs)
    for mention in text.mentions:
        assert pairs[mention.sentence][1][mention.start : mention.end] == mention.form
    for name in variants(text):
        assert len(name.forms) > 1
        assert name.odd


@given(st.text(max_size=20))
def test_a_skeleton_is_its_own(word: str) -> None:
    assert alike(word, word) == 1.0
    assert skeleton(word) == skeleton(word.lower())


def test_the_message_names_lines_and_the_proposal() -> None:
    text = Text([("", "He met Lankov."), ("", "Here Lankov spoke."), ("", "There Lankow spoke.")])
    ((number, finding),) = checks.NameVariants(Matcher([])).find_document(text, [3, 5, 9])
    assert (number, finding.suggestion) == (2, "Lankov")
    assert finding.message == "one name is “Lankov” in lines 3, 5 and “Lankow” in line 9; “Lankov” is right, the other is a German spelling"


def test_a_forbidden_form_is_said_once() -> None:
    matcher = Matcher(concepts([Row("Lankow", "Lankov", kind="person"), Row("Lankow", "Lankow", status=Status.FORBIDDEN, kind="person")]))
    pairs = [("Lankow", "So Lankov"), ("Lankow", "So Lankow")]
    assert not list(checks.NameVariants(matcher).find_document(Text(pairs), [1, 2]))
    assert list(checks.NameVariants(matcher).find_document(Text([("", target) for _, target in pairs]), [1, 2]))


def test_an_english_text_is_judged_without_its_source(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("# Lankov warns\n\nAndrei Lankov spoke.\nHere Lankow\nstayed.\n", "utf-8")
    (checked,) = inspection.monolingual(Project(Settings(root=tmp_path)), [str(path)])
    found = [(issue.line, issue.check, issue.suggestion) for issue in checked.issues]
    assert found == [(4, "name-variants", "Lankov")]
