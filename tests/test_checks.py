"""Checks and repairs, one table each: a row that passes and a row that fails."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator.checks import CHECKS, Check
from translator.config import Settings
from translator.glossary.matcher import Matcher
from translator.glossary.names import Text
from translator.project import Project
from translator.repair import REPAIRS

EMPTY = Matcher([])


def made(source: str = "de", target: str = "en") -> list[Check]:
    project = Project(Settings(to=target))
    project._matchers[source] = EMPTY
    return project.checks(source)


ALL: dict[str, Check] = {check.id: check for check in made() if not check.id.startswith("term")}

LONG = "Das ist ein Satz, der lang genug ist, um zu zeigen, dass etwas fehlt, wenn etwas fehlt."
CASES = [  # check, source, target, messages
    ("empty", "Ja.", "Yes.", []),
    ("empty", "Ja.", " ", ["there is no translation"]),
    ("untranslated", "Der Mann ging in die Stadt.", "The man went to the city.", []),
    ("untranslated", "Der Mann ging in die Stadt.", "Der Mann ging in die Stadt.", ["is the source again"]),
    ("untranslated", "Künftig mehr Fluglotsen in Worms", "Künftig mehr Fluglotsen in Worms", ["is the source again"]),
    ("untranslated", "Elite League: Dundee Stars 5-3 Belfast Giants", "Elite League: Dundee Stars 5-3 Belfast Giants", []),
    ("untranslated", "Kim Jong Un", "Kim Jong Un", []),
    ("untranslated", "Der Mann ging und das Kind blieb.", "The man und das Kind ist nicht there.", ["is still in the source language (und, das, ist …)"]),
    ("untranslated", "Der Minister und seine Frau", "The minister und his wife", ["“und” is a word of the source language"]),
    ("untranslated", "Chelsea gewann parallel mit 2:0.", "Chelsea won parallel to that, 2–0.", []),
    ("untranslated", "„Wir schaffen das“, sagte sie.", "“Wir schaffen das” (we can do this), she said.", []),
    ("truncated", LONG, "This is a sentence that is long enough to show that something is missing.", []),
    ("truncated", LONG, "This is a sentence.", ["is much shorter than expected (19 characters for 87): is something missing?"]),
    ("truncated", LONG, "This is a sentence that is long enough to show", ["breaks off after “show”"]),
    ("truncated", LONG, "This is a sentence that is long enough to show that something is missing", ["ends without the source's “.”"]),
    ("omitted", "Der Rat stimmte gestern zu. Die Kosten trägt allein das Land.", "The council agreed yesterday. The state alone bears the costs.", []),
    ("omitted", "Der Rat stimmte gestern zu. Die Kosten trägt allein das Land.", "The council agreed yesterday.",
     ["a sentence seems to be left out: “Die Kosten trägt allein das Land.”"]),
    ("omitted", "Die Kosten trägt das Land. Zuvor hatte Jens Spahn in Rom gesprochen.", "Jens Spahn had spoken in Rome before.",
     ["a sentence seems to be left out: “Die Kosten trägt das Land.”"]),
    ("added", "Der Rat stimmte gestern zu.", "The council agreed yesterday.", []),
    ("added", "Der Rat stimmte gestern zu, ohne zu beraten.", "The council agreed yesterday without debate. The mayor of the town thanked all of the members warmly for it.",
     ["is much longer than expected (108 characters for 44)"]),
    ("added", "Der Rat stimmte am Montag in Bonn nach langer Beratung dem Haushalt zu.",
     "The council approved the budget in Bonn on Monday after long debate. Nobody was hurt, police said.", ["a sentence seems to be added"]),
    ("repeated", "Er ging.", "He went.", []),
    ("repeated", "Er ging.", "He he went.", ["“He” stands twice in a row"]),
    ("repeated", "Er ging in den Wald.", "He went into the went into the wood.", ["“went into the” stands twice in a row"]),
    ("repeated", "Er ging.", "He went, he went, he went, he went.", ["“He went” stands 4 times in a row"]),
    ("repeated", "Der Bericht", "the <1>the report</1>", ["“the” stands twice in a row"]),
    ("repeated", "Sehr, sehr gut.", "Very very good.", []),
    ("repeated", "Es geht, es geht!", "It works, it works!", []),
    ("repeated", "Die Mähre lief.", "The mamamamamare ran.", ["“ma” stands again and again in one word"]),
    ("repeated", "Er rief hahahahaha.", "He cried hahahaha.", []),
    ("repeated", "Sie kaufte in Mississippi eine Banane.", "She bought a banana in Mississippi, brrrrrr.", []),
    ("characters", "Der Bürgermeister „schwieg“ – 5 €.", "Mayor Müller “was silent” — €5, São Paulo…\n👍🏽", []),
    ("quote-style", "„Wir bleiben“, sagte sie.", "“We are staying“, she said.", ["“ is turned the wrong way"]),
    ("characters", "Der Bürgermeister", "The Bu\ufffdrger", ["“\ufffd” is no letter: a character was broken"]),
    ("characters", "Der Bürgermeister", "The BÃ¼rger â€œ", ["“Ã¼” is no letter: a character was broken"]),
    ("characters", "“Ja”", "â€œYesâ€\x9d", ["“â€œ” is no letter: a character was broken"]),
    ("characters", "Ein\ue000Zeichen", "A\ue000character", []),
    ("repeated", "Jetzt mache ich es.", "Now I am doing it, it feels good.", []),
    ("numbers", "Sie kostet 1.250,50 Euro.", "It costs 1,250.50 euros.", []),
    ("numbers", "Sie kostet 1.250,50 Euro.", "It costs 1.250,50 euros.", ["1.250,50 is written the source's way"]),
    ("numbers", "Es sind 12.000 Soldaten.", "There are 12,000 soldiers.", []),
    ("numbers", "Es sind 12.000 Soldaten.", "There are 1,200 soldiers.", ["12.000 of the source is 1,200 here"]),
    ("numbers", "Es sind 3,2 Milliarden Euro.", "It is 3.2 billion euros.", []),
    ("numbers", "Es sind 3,2 Milliarden Euro.", "It is 3.2 million euros.", ["3,2 Milliarden Euro of the source is 3.2 million euros here"]),
    ("numbers", "1,5 Billionen", "1.5 trillion", []),
    ("numbers", "1,5 Billionen", "1.5 billion", ["1,5 Billionen of the source is 1.5 billion here"]),
    ("numbers", "Sie zahlten zwei Milliarden Euro.", "They paid two million euros.", ["zwei Milliarden of the source is two million here"]),
    ("numbers", "Es fehlt eine Billion Euro.", "A billion euros are missing.", ["Billion of the source is billion here"]),
    ("numbers", "Es sind Milliarden.", "It is billions.", []),
    ("numbers", "Der Anteil liegt bei 3/4, nicht 1/2.", "The share is three quarters, not one half.", []),
    ("numbers", "2/3 stimmten zu.", "A third agreed.", ["2 is missing"]),
    ("numbers", "Am 3/4 kamen sie.", "They came in the fourth quarter.", ["3 is missing", "4 is missing"]),
    ("numbers", "Millionen und Abermillionen", "Millions and millions", []),
    ("numbers", "Es stand 3/4.", "The score was 3.", ["4 is missing"]),
    ("numbers", "3,2 Mrd. Euro und 480 Mio.", "€3.2 billion and 480 million", []),
    ("numbers", "Um 14.30 Uhr am 24.10.2024.", "At 2:30 p.m. on October 24, 2024.", []),
    ("numbers", "Um 6.40 Uhr.", "At 6:40 a.m.", []),
    ("numbers", "Um 6.40 Uhr.", "At 6:40 p.m.", ["6.40 Uhr of the source is 6:40 p.m. here"]),
    ("numbers", "Um halb neun.", "At half past eight.", []),
    ("numbers", "Um halb neun.", "At half past nine.", ["halb neun of the source is half past nine here"]),
    ("numbers", "Das sind 2,4 Prozent.", "That is 2.4 percent.", []),
    ("numbers", "Das sind 2,4 Prozent.", "That is 2.4 of them.", ["2,4 Prozent of the source is 2.4 here: the unit is missing"]),
    ("numbers", "Es gab 5 Tote.", "There were five dead.", []),
    ("numbers", "Zwölf Minuten.", "12 minutes.", []),
    ("numbers", "Acht der elf Angeklagten", "Eight of the twelve defendants", ["elf of the source is twelve here"]),
    ("numbers", "Dreiundzwanzigtausend Menschen", "23,000 people", []),
    ("numbers", "eine halbe Million", "500,000", []),
    ("numbers", "eineinhalb Jahre", "18 months", []),
    ("numbers", "Im Jahr 2023.", "In the year.", ["2023 is missing"]),
    ("numbers", "Am 30.06.2025.", "On 30,06,2025.", []),
    ("numbers", "Am 30.06.2025.", "On May 30, 2025.", ["30.06.2025 is missing"]),
    ("numbers", "Am 30.06.2025.", "On 30th June.", ["30.06.2025 is missing"]),
    ("numbers", "Um 14.30 Uhr.", "At 2 p.m.", ["14.30 Uhr of the source is 2 p.m. here"]),
    ("numbers", "Um 14.00 Uhr.", "At 2 p.m.", []),
    ("numbers", "Sie gewannen 3:1.", "They won 3-1.", []),
    ("numbers", "Sie gewannen 3:1.", "They won 3-2.", ["3:1 of the source is 2 here"]),
    ("numbers", "Der 1. FC", "The 1st FC", []),
    ("numbers", "5 Kilometer", "3.1 miles", []),
    ("numbers", "5 Kilometer", "5 miles", ["5 Kilometer of the source is 5 miles here"]),
    ("numbers", "2,5 bis 10 Zentimeter", "1 to 4 inches", []),
    ("numbers", "2,5 bis 10 Zentimeter", "1 to 5 inches", ["10 Zentimeter of the source is 5 inches here"]),
    ("numbers", "27 Grad", "80 degrees", []),
    ("numbers", "Er ist 1,98 Meter groß.", "He is 6-foot-6.", []),
    ("numbers", "bei -5 Grad", "at 5 degrees", ["-5 Grad of the source is 5 degrees here"]),
    ("numbers", "200 Milliarden Dollar", "$200 billion (£150 billion)", []),
    ("numbers", "Sie kostet 950 Franken.", "It costs €950.", ["950 Franken of the source is €950 here"]),
    ("numbers", "60 Cent", "€0.60", []),
    ("numbers", "Ludwig XIV.", "Louis XIV", []),
    ("numbers", "Ludwig XIV.", "Louis XVI", ["XIV of the source is XVI here"]),
    ("numbers", "Der CO2-Ausstoß", "Carbon emissions", []),
    ("dates", "Am Montag im Oktober", "On Monday in October", []),
    ("dates", "Am Montag im Oktober", "On Sunday in October", ["the source has another day than “Sunday”"]),
    ("dates", "Im Juni", "In July", ["the source has another month than “July”"]),
    ("dates", "Im August", "in august", ["“august” has a capital"]),
    ("dates", "Vielleicht im Juni", "In June they may march", []),
    ("quotes", "„Ja“, sagte er.", "“Yes,” he said.", []),
    ("quotes", "„Ja“, sagte er.", "“Yes, he said.", ["a quotation mark has no partner"]),
    ("quotes", "„Ja“, sagte er.", "'Yes,' he said.", []),
    ("quotes", "Der „Bote“ sagt es.", "The Bote says so.", []),
    ("quotes", "„Ja, das ist so gut“, sagte er.", "Yes, he said.", ["the source's quotation marks are missing"]),
    ("quotes", "„Erstens.", "“First.", []),
    ("quotes", "Er habe gewartet.", "“I waited.", []),
    ("quotes", "55 Zoll", '55"', []),
    ("quote-style", "„Ja“", "“Yes”", []),
    ("quote-style", "„Ja“", "„Yes“", ["„ is the source's quotation mark"]),
    ("quote-style", "„Ja“, sagte er.", "“Yes,“ he said.", ["“ is turned the wrong way"]),
    ("brackets", "Das Werk (Bonn)", "The plant (Bonn)", []),
    ("brackets", "Das Werk (Bonn)", "The plant (Bonn", ["“(” has no partner"]),
    ("brackets", "a) Wasser", "a) water", []),
    ("ending", "Wer hilft?", "Who helps?", []),
    ("ending", "Wer hilft?", "Who helps.", ["the source's question mark is missing"]),
    ("ending", "Er hilft.", "Does he help?", ["is a question, the source is none"]),
    ("ending", "Er hilft.", "He helps,", ["ends with “,”"]),
    ("ending", "Er hilft.", "He helps..", ["“..”: a mark too many"]),
    ("capitals", "Der Mann ging.", "The man went.", []),
    ("capitals", "Der Mann ging.", "the man went. It rained.", ["begins with a small letter"]),
    ("capitals", "Der Mann ging mit Anna.", "the man went with anna.", ["is all in small letters"]),
    ("capitals", "Er ging. Niemand kam.", "The man went there. nobody came.", ["a sentence begins with a small letter"]),
    ("capitals", "<1/> hat die Datei", "<1/> has the file", []),
    ("capitals", "iPhones sind teuer", "iPhones are expensive", []),
    ("capitals", "Der Mann ging fort.", "THE MAN WENT AWAY.", ["is all in capitals"]),
    ("acronyms", "Die FDP lehnt es ab.", "The FDP rejects it.", []),
    ("acronyms", "Die FDP lehnt es ab.", "The SPD rejects it.", ["the source has FDP, not SPD"]),
    ("acronyms", "Die KI erkennt es.", "The KI recognizes it.", ["KI is AI here, not KI"]),
    ("acronyms", "Die OSZE schickt Beobachter.", "The OCSE sends observers.", ["OSZE is OSCE here, not OCSE"]),
    ("acronyms", "Der EuGH urteilt.", "The Court of Justice, an EU body, rules.", []),
    ("name-country", "Österreich lehnt ab.", "Austria refuses.", []),
    ("name-country", "Österreich lehnt ab.", "Australia refuses.", ["the source has Österreich"]),
    ("name-country", "In der Schweiz und Ungarn", "In Switzerland and Hungary", []),
    ("addresses", "Mehr auf example.org/hilfe", "More at example.org/hilfe", []),
    ("addresses", "Mehr auf https://example.org/a", "More at https://example.org/b", ["https://example.org/a of the source is https://example.org/b here"]),
    ("addresses", "@anna schreibt an a@example.org", "Anna writes to a@example.org", ["@anna is missing"]),
    ("date-format", "Am 24. Oktober 2024.", "On 24 October 2024.", []),
    ("date-format", "Am 24. Oktober 2024.", "On Oct. 24, 2024.", []),
    ("date-format", "Am 24. Oktober 2024.", "On 24. Oktober 2024.", ["“24. Oktober” is the source's way to write it"]),
    ("date-format", "Siehe Abb. 1.1.", "See Figure 1.1.", []),
    ("time-format", "Um 18 Uhr.", "At 6 o’clock.", []),
    ("time-format", "Um 18 Uhr.", "At 18 Uhr.", ["“18 Uhr.” is the source's way to write it"]),
    ("time-format", "Um 15.00 Uhr.", "At 15:00 p.m.", ["“15:00” is the source's way to write it"]),
    ("money-format", "Es kostet 50 Euro.", "It costs 50 euros.", []),
    ("money-format", "Ein 50-Euro-Schein.", "A 50 euro note.", []),
    ("money-format", "Es kostet 50 €.", "It costs 50 €.", ["“50 €” is the source's way to write it"]),
    ("money-format", "Es kostet 50 Euro.", "It costs 50 Euro.", ["“Euro” is the source's way to write it"]),
    ("spacing", "Ja, gut.", "Yes, good.", []),
    ("spacing", "Ja, gut.", "Yes , good.", ["a space too many"]),
    ("spacing", "Ja, gut.", "Yes,  good.", ["a space too many"]),
    ("marks", "Das <1>ist</1> gut.", "That <1>is</1> good.", []),
    ("marks", "Das <1>ist</1> gut.", "That <1>is good.", ["</1> is missing"]),
    ("marks", "Das <1>ist</1> gut<2/>.", "That </1>is<1> good<2/>.", ["the marks cross each other"]),
]  # fmt: skip


@pytest.mark.parametrize(("check", "source", "target", "messages"), CASES)
def test_checks(check: str, source: str, target: str, messages: list[str]) -> None:
    assert [finding.message for finding in ALL[check].find(source, target)] == messages


WHOLE = [  # check, pairs, (number, message) of what is said
    ("inconsistent", [("Das ist ein Satz.", "This is a sentence."), ("Das ist ein Satz.", "That’s a sentence.")],
     [(1, "the same sentence is translated otherwise in line 1")]),
    ("inconsistent", [("Das ist ein Satz.", "This is a sentence."), ("Das ist kein Satz.", "This is a sentence.")],
     [(1, "another sentence has the same translation in line 1")]),
    ("inconsistent", [("Das ist ein Satz.", "This is a sentence."), ("Das ist ein Satz!", "This is a sentence!")], []),
    ("inconsistent", [("Mehr dazu", "More"), ("Mehr dazu", "Read more")], []),
    ("wording", [("„Wir werden das nie vergessen“, sagte US-Präsident Meyer.", "“We will never forget it,” President Meyer said.")],
     [(0, "the quotation may have been English in the first place (US-Präsident): look up its wording")]),
    ("wording", [("„Wir werden Trump nie vergessen“, sagte Anna Meyer.", "“We will never forget Trump,” Anna Meyer said.")], []),
    ("wording", [("US-Präsident Meyer nannte das „gut“.", "President Meyer called it “good.”")], []),
]  # fmt: skip


@pytest.mark.parametrize(("check", "pairs", "messages"), WHOLE)
def test_checks_of_documents(check: str, pairs: list[tuple[str, str]], messages: list[tuple[int, str]]) -> None:
    project = Project(Settings())
    project._matchers["de"] = EMPTY
    made = next(one for one in project.document_checks("de") if one.id == check)
    assert [(number, finding.message) for number, finding in made.find_document(Text(pairs), range(1, 9))] == messages


def test_the_independent_list() -> None:
    """498 pairs written by someone who had not seen the checks (tests/data/checks.tsv), each good or with one error."""
    with (ROOT / "tests/data/checks.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    said = Counter(row["expect"] for row in rows if any(True for check in ALL.values() for _ in check.find(row["source"], row["target"])))
    every = Counter(row["expect"] for row in rows)
    assert every == {"good": 299, "bad": 199}
    assert said["good"] <= 0.05 * every["good"]
    assert said["bad"] >= 0.75 * every["bad"]


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


@pytest.mark.parametrize("piece", [" - ", "(", "„( ", "1 ", "1", "12:30 ", '"', "'", " ", "1.", "1,000 ", "3 Mrd. Euro ", "24. Oktober 2024 ", "<", "<1>"])
def test_no_text_takes_forever(piece: str) -> None:
    """What took minutes once; the number of steps is bounded, so this ends."""
    text = (piece * 8000)[:8000]
    project = Project(Settings())
    for check in project.checks("de"):
        list(check.find(text, text))
        list(check.find("Es waren 12.000 „Leute“ – um 18 Uhr.", text))
    for repair in project.repairs("de"):
        repair.mend(text, text)
        repair.mend("Es waren 12.000 „Leute“ – um 18 Uhr.", text)


def test_no_part_of_a_date_is_suggested() -> None:
    (way,) = ALL["numbers"].find("Sie kostet 1.250,50 Euro.", "It costs 1.250,50 euros.")
    assert way.suggestion == "1,250.50"
    found = list(ALL["numbers"].find("Er war am 12.02.2025 in Gomel.", "He was in Gomel on 12,025."))
    assert found and all(finding.suggestion is None for finding in found)
