"""Checks and repairs, one table each: a row that passes and a row that fails."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translator.checks import CHECKS, Check, drafts, marks, numbers, quotes
from translator.config import Settings
from translator.glossary.matcher import Matcher
from translator.project import Project
from translator.repair import REPAIRS, Repair, mend
from translator.repair.numbers import Capitals, Dates, Numbers, Times
from translator.repair.quotes import Quotes

EMPTY = Matcher([])
ALL: dict[str, Check] = {
    check.id: check
    for check in (
        drafts.Empty(), drafts.Untranslated("de", "en"), drafts.Truncated(), drafts.Repeated(), numbers.Numbers("de", "en"), quotes.Quotes("en"),
        quotes.QuoteStyle("en"), marks.Marks(),
    )
}  # fmt: skip

LONG = "Das ist ein Satz, der lang genug ist, um zu zeigen, dass etwas fehlt, wenn etwas fehlt."
CASES = [  # check, source, target, messages
    ("empty", "Ja.", "Yes.", []),
    ("empty", "Ja.", " ", ["there is no translation"]),
    ("untranslated", "Der Mann ging in die Stadt.", "The man went to the city.", []),
    ("untranslated", "Der Mann ging in die Stadt.", "Der Mann ging in die Stadt.", ["is the source again"]),
    ("untranslated", "Kim Jong Un", "Kim Jong Un", []),
    ("untranslated", "Der Mann ging und das Kind blieb.", "The man und das Kind ist nicht there.", ["is still in the source language (und, das, ist …)"]),
    ("truncated", LONG, "This is a sentence that is long enough to show that something is missing.", []),
    ("truncated", LONG, "This is a sentence.", ["has 19 characters for 87 in the source: something is missing"]),
    ("truncated", LONG, "This is a sentence that is long enough to show that something is", ["breaks off after “is”"]),
    ("repeated", "Er ging.", "He went.", []),
    ("repeated", "Er ging.", "He he went.", ["“He” stands twice in a row"]),
    ("repeated", "Er ging in den Wald.", "He went into the went into the wood.", ["“went into the” stands twice in a row"]),
    ("repeated", "Sehr, sehr gut.", "Very very good.", []),
    ("numbers", "Sie kostet 1.250,50 Euro.", "It costs 1,250.50 euros.", []),
    ("numbers", "Sie kostet 1.250,50 Euro.", "It costs 1.250,50 euros.", ["1.250,50 of the source is 1.250,50 here"]),
    ("numbers", "Es sind 12.000 Soldaten.", "There are 12,000 soldiers.", []),
    ("numbers", "Es sind 12.000 Soldaten.", "There are 1,200 soldiers.", ["12.000 of the source is 1,200 here"]),
    ("numbers", "Es sind 3,2 Milliarden Euro.", "It is 3.2 billion euros.", []),
    ("numbers", "Es sind 3,2 Milliarden Euro.", "It is 3.2 million euros.", ["3,2 Milliarden of the source is 3.2 million here"]),
    ("numbers", "1,5 Billionen", "1.5 trillion", []),
    ("numbers", "3,2 Mrd. Euro und 480 Mio.", "€3.2 billion and 480 million", []),
    ("numbers", "Um 14.30 Uhr am 24.10.2024.", "At 2:30 p.m. on October 24, 2024.", []),
    ("numbers", "Um 6.40 Uhr.", "At 6:40 a.m.", []),
    ("numbers", "Das sind 2,4 Prozent.", "That is 2.4 percent.", []),
    ("numbers", "Es gab 5 Tote.", "There were five dead.", []),
    ("numbers", "Zwölf Minuten.", "12 minutes.", []),
    ("numbers", "Im Jahr 2023.", "In the year.", ["2023 is missing"]),
    ("numbers", "Am 30.06.2025.", "On 30,06,2025.", ["30,06,2025 is no number here"]),
    ("numbers", "Am 30.06.2025.", "On 30th June.", ["30.06.2025 is missing"]),
    ("numbers", "Um 14.30 Uhr.", "At 2 p.m.", ["14.30 is missing"]),
    ("numbers", "Um 14.00 Uhr.", "At 2 p.m.", []),
    ("numbers", "Sie gewannen 3:1.", "They won 3-1.", []),
    ("numbers", "Der 1. FC", "The 1st FC", []),
    ("quotes", "„Ja“, sagte er.", "“Yes,” he said.", []),
    ("quotes", "„Ja“, sagte er.", "“Yes, he said.", ["a quotation mark has no partner"]),
    ("quotes", "Der „Bote“ sagt es.", "The Bote says so.", []),
    ("quotes", "„Ja, das ist so gut“, sagte er.", "Yes, he said.", ["the source's quotation marks are missing"]),
    ("quotes", "„Erstens.", "“First.", []),
    ("quote-style", "„Ja“", "“Yes”", []),
    ("quote-style", "„Ja“", "„Yes“", ["„ is the source's quotation mark"]),
    ("marks", "Das <1>ist</1> gut.", "That <1>is</1> good.", []),
    ("marks", "Das <1>ist</1> gut.", "That <1>is good.", ["</1> is missing"]),
    ("marks", "Das <1>ist</1> gut<2/>.", "That </1>is<1> good<2/>.", ["the marks cross each other"]),
]  # fmt: skip


@pytest.mark.parametrize(("check", "source", "target", "messages"), CASES)
def test_checks(check: str, source: str, target: str, messages: list[str]) -> None:
    assert [finding.message for finding in ALL[check].find(source, target)] == messages


def test_every_check_has_a_docstring_and_both_kinds_of_rows() -> None:
    project = Project(Settings())
    project._matchers["de"] = EMPTY
    made = project.checks("de")
    whole = project.document_checks("de")
    assert (*(check.id for check in made), *(check.id for check in whole)) == CHECKS
    assert all(check.__doc__ for check in whole)
    for check in made:
        assert check.__doc__
        if not check.id.startswith("term"):
            assert {bool(messages) for name, _, _, messages in CASES if name == check.id} == {True, False}
    assert tuple(repair.id for repair in project.repairs("de")) == REPAIRS


@given(st.sampled_from(sorted(ALL)), st.text(max_size=60), st.text(max_size=60))
def test_spans_lie_in_the_target(check: str, source: str, target: str) -> None:
    for finding in ALL[check].find(source, target):
        start, end = finding.span
        assert 0 <= start <= end <= len(target)


MENDED = [  # repair, source, target, mended
    (Numbers("de", "en"), "Es sind 12.000 Soldaten.", "There are 12.000 soldiers.", "There are 12,000 soldiers."),
    (Numbers("de", "en"), "Das sind 2,4 Prozent.", "That is 2,4 percent.", "That is 2.4 percent."),
    (Numbers("de", "en"), "Version 2.4 kostet 3,50.", "Version 2.4 costs 3,50.", "Version 2.4 costs 3.50."),
    (Numbers("de", "en"), "Um 14.30 Uhr", "At 14.30", "At 14.30"),
    (Numbers("de", "en"), "Am 24.10.2024", "On 24.10.2024", "On 24.10.2024"),
    (Dates("de", "en"), "Am 30.06.2025.", "On 30,06,2025.", "On June 30, 2025."),
    (Dates("de", "en-GB"), "Am 3. 6. 2025.", "On 03.06.2025.", "On 3 June 2025."),
    (Dates("de", "en"), "Am 30.06.2025.", "On June 30, 2025.", "On June 30, 2025."),
    (Dates("de", "en"), "Am 24. Oktober 2024.", "On 24th October 2024.", "On October 24, 2024."),
    (Dates("de", "en"), "Am 24. Oktober 2024.", "On October 24th 2024.", "On October 24, 2024."),
    (Dates("de", "en-GB"), "Am 3. Oktober 2024 kam er.", "On October 3, 2024 he came.", "On 3 October 2024 he came."),
    (Dates("de", "en"), "Am 3. März.", "On 3 March.", "On March 3."),
    (Dates("de", "en"), "Am 3. März.", "On 3 March 1999.", "On 3 March 1999."),
    (Times("de", "en"), "Um 14.30 Uhr.", "At 14.30.", "At 2:30 p.m."),
    (Times("de", "en"), "Um 6.40 Uhr", "At 6.40 p.m.", "At 6:40 a.m."),
    (Times("de", "en"), "Um 19.30 Uhr", "At 19.30 o'clock", "At 7:30 p.m."),
    (Times("de", "en-GB"), "Um 14.30 Uhr", "At 14.30 hours", "At 14:30"),
    (Times("de", "en"), "Um 0.05 Uhr", "At 0.05", "At 12:05 a.m."),
    (Quotes("en"), "", "„Yes,“ he said.", "“Yes,” he said."),
    (Quotes("en"), "", '"Yes," he said. "No."', "“Yes,” he said. “No.”"),
    (Quotes("en"), "", "»Yes« and ‚no‘", "“Yes” and ‘no’"),
    (Quotes("en"), "", "It's the boys' own.", "It’s the boys’ own."),
    (Quotes("en"), "", '<1>"Yes"</1> ("no")', "<1>“Yes”</1> (“no”)"),
    (Capitals(), "Der Hafen", "the harbor", "The harbor"),
    (Capitals(), "„<1>Der</1>", "“<1>the</1>", "“<1>The</1>"),
    (Capitals(), "iPhones", "iPhones", "iPhones"),
    (Capitals(), "Ein iPhone", "iPhone sales", "iPhone sales"),
]


@pytest.mark.parametrize(("repair", "source", "target", "mended"), MENDED)
def test_repairs(repair: Repair, source: str, target: str, mended: str) -> None:
    assert repair.mend(source, target) == mended
    assert repair.mend(source, mended) == mended


TEXTS = st.lists(
    st.one_of(st.sampled_from(['"', "'", "„", "“", "”", "«", "»", "‚", "‘", "’", " ", ".", "12.000", "2,4", "14.30 Uhr", " Der", " he", "<1>", "</1>", "(", ")", "s"]), st.text(max_size=2)),
    max_size=14,
).map("".join)  # fmt: skip


@given(TEXTS, TEXTS)
def test_mending_twice_is_mending_once(source: str, target: str) -> None:
    repairs: list[Repair] = [Numbers("de", "en"), Times("de", "en"), Quotes("en"), Capitals()]
    once, _ = mend(repairs, source, target)
    assert mend(repairs, source, once)[0] == once


@example(":<1>12.000", "12.000")
@example("", "12.000‘12.000")
@given(TEXTS, TEXTS)
def test_mending_adds_no_issue(source: str, target: str) -> None:
    def count(text: str) -> int:
        return sum(1 for check in ALL.values() for _ in check.find(source, text))

    repairs: list[Repair] = [Numbers("de", "en"), Quotes("en"), Capitals()]
    mended, _ = mend(repairs, source, target)
    assert count(mended) <= count(target)
