"""Hard cases of names and terms, each once a mistake: what must stay, what must be found, what goes there and back again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from translator import maintenance, pipeline
from translator.checks.names import NameGerman, NameVariants
from translator.engines.echo import Echo
from translator.errors import EngineError
from translator.glossary import store
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Matcher, hits
from translator.glossary.names import Text, variants
from translator.language.en import article, plural
from translator.project import Project
from translator.repair.terms import Terms

P, F = Status.PREFERRED, Status.FORBIDDEN
STRIKE = (Row("Streik", "industrial action", P), Row("Streik", "strike", F))
MENDED = [  # rows, source, target, mended
    ([Row("Kiew", "Kyiv", P, "place")], "Die Kiewer Regierung", "The Kiewer government", "The Kyiv government"),
    ([Row("Kiew", "Kyiv", P, "place")], "Die Kiewer feiern", "The people of Kyiv celebrate", ""),
    ([Row("Krim", "Crimea", P, "place")], "Auf der Krim steigt die Kriminalität.", "On the peninsula crime is rising.", ""),
    ([Row("Stark", "Stark", P, "person")], "Stark begann gut.", "He got off to a good start.", ""),
    ([Row("Lindner", "Lindner", P, "person")], "Lindner reiste.", "The lender left.", ""),
    ([Row("Ruhr", "Ruhr", P, "place")], "An der Ruhr", "There is rumor", ""),
    ([Row("Thunberg", "Thunberg", P, "person")], "Greta Thunberg kam", "Greta tunberg came", "Greta Thunberg came"),
    ([Row("SPD", "SPD (Social Democrats)", P, "org")], "Die SPD", "The SPD said", "The SPD (Social Democrats) said"),
    ([*STRIKE, Row("Ausstand", "strike", P)], "Der Streik und der Ausstand", "The industrial action and the strike", ""),
    ([Row("Kalkutta", "Kolkata", P, "place"), Row("Kolkata", "Calcutta", P, "place")], "In Kalkutta", "In Kalkutta", "In Kolkata"),
    ([*STRIKE], "Der Streik", "A strike and a strike", "An industrial action and an industrial action"),
    ([Row("Stadtrat", "the city council", P), Row("Stadtrat", "town council", F)], "Der Stadtrat", "a town council", "a city council"),
]


@pytest.mark.parametrize(("rows", "source", "target", "mended"), MENDED)
def test_repair_of_terms(rows: list[Row], source: str, target: str, mended: str) -> None:
    repair = Terms(Matcher(concepts(rows)))
    assert repair.mend(source, target) == (mended or target)
    assert repair.mend(source, mended or target) == (mended or target)


SIGNS = ["SPD (Social Democrats)", "Yahoo! Japan", "Who? Me", "50% rule", "A@B", "Foo; Bar", "“Der” Spiegel", "A|B", "x]y", "x^y", "x\\y"]


@pytest.mark.parametrize("form", SIGNS)
def test_a_form_is_found_in_itself(form: str) -> None:
    assert hits(form, form)


SPELLINGS = [  # term, text
    ("Große Straße", "Grosse Strasse"),
    ("Große Straße", "der Grossen Strassen"),
    ("O'Neill", "O’Neill"),
    ("O’Neill", "O'Neills"),
    ("Müller", unicodedata.normalize("NFD", "Müllers")),
    (unicodedata.normalize("NFD", "Müller"), "Müller"),
    ("Auswärtiges Amt", unicodedata.normalize("NFD", "Auswärtigen Amtes")),
]


@pytest.mark.parametrize(("term", "text"), SPELLINGS)
def test_a_term_is_found_in_all_its_spellings(term: str, text: str) -> None:
    (match,) = Matcher(concepts([Row(term, "X", kind="org")])).find(text)
    assert match.end == len(text)


def test_titles_and_epithets_make_no_surnames() -> None:
    pairs = [
        ("Papst Johannes", "Pope John"),
        ("Karl der Große", "Charles the Great"),
        ("Heinrich der Löwe", "Henry the Lion"),
        ("Andrej Lankow", "Andrei Lankov"),
    ]
    matcher = Matcher(concepts([Row(*pair, kind="person") for pair in pairs]))
    for text in ("Johannes Rau kam.", "Große Freude", "Der Löwe brüllt."):
        assert matcher.find(text) == []
    assert [match.best for match in matcher.find("Lankow kam")] == ["Lankov"]


VERDICTS = [  # German, right, wrong
    ("Cherson", "Kherson", "Cherson"),
    ("Chamenei", "Khamenei", "Chamenei"),
    ("Tschechow", "Chekhov", "Chechov"),
    ("Chodorkowski", "Khodorkovsky", "Chodorkovsky"),
    ("Müller", "Müller", "Muller"),
]


@pytest.mark.parametrize(("german", "right", "wrong"), VERDICTS)
def test_the_german_spelling_is_not_the_right_one(german: str, right: str, wrong: str) -> None:
    text = Text([(f"Das sagte {german}.", f"So said {right}."), (f"Dann kam {german}.", f"Then came {wrong}.")])
    assert [name.right for name in variants(text)] == [right]


SAID = [  # check, pairs, whether it says something
    (NameVariants, [("Alexej Nawalny starb.", "Alexei Navalny died."), ("Seine Frau Julia Nawalnaja sprach.", "His wife Yulia Navalnaya spoke.")], False),
    (NameVariants, [("Die Partei der Demokraten.", "The party of the Democrats."), ("Das Buch: Demokratie.", "The book: Democracy.")], False),
    (NameVariants, [("Die Stadt Charkiw wurde beschossen.", "The city of Kharkiv was shelled."), ("Viele verließen Charkiw.", "Many left Charkiw.")], True),
    *((NameGerman, [(f"Das sagte {name}.", f"So said {name}.")], False) for name in ("Jair Bolsonaro", "Jaroslaw Kaczynski", "Stanislaw Lem", "Jack Lew")),
    (NameGerman, [("Das sagte Sergej Netschajew.", "So said Sergejew.")], False),
]  # fmt: skip


@pytest.mark.parametrize(("check", "pairs", "says"), SAID)
def test_what_the_checks_say(check: type[NameVariants] | type[NameGerman], pairs: list[tuple[str, str]], says: bool) -> None:
    assert bool(list(check(Matcher([])).find_document(Text(pairs), list(range(len(pairs)))))) is says


HOUSE = Matcher(concepts([Row("Kiew", "Kyiv", P, "place"), Row("Kiew", "Kiev", F, "place"), Row("Selenskyj", "Zelensky", P, "person")]))


def test_without_a_source_the_glossary_decides() -> None:
    text = Text([("", "He left Kiev."), ("", "Then Kiew was hit, said Selenskyj.")])
    found = [finding.suggestion for check in (NameVariants(HOUSE), NameGerman(HOUSE)) for _, finding in check.find_document(text, [1, 2])]
    assert set(found) == {"Kyiv", "Zelensky"}


ARTICLES = [
    ("SPD man", "an"),
    ("European", "a"),
    ("hour", "an"),
    ("alliance", "an"),
    ("NATO member", "a"),
    ("UN report", "a"),
    ("university", "a"),
    ("unit", "a"),
    ("MP", "an"),
]
PLURALS = [
    ("tax", "taxes"),
    ("agency", "agencies"),
    ("coach", "coaches"),
    ("chairman", "chairmen"),
    ("German", "Germans"),
    ("member of parliament", "members of parliament"),
    ("play", "plays"),
]


def test_articles_and_plurals() -> None:
    assert [(word, article(word)) for word, _ in ARTICLES] == ARTICLES
    assert [(word, plural(word)) for word, _ in PLURALS] == PLURALS


def fresh(project: Project) -> Project:
    return Project(project.settings, project.person, project.given)


def test_a_name_goes_there_and_back_again(desk: Callable[..., Project], tmp_path: Path) -> None:
    project = desk(words={})
    (tmp_path / "a.txt").write_text("Der Lankow kam.\n", "utf-8")
    assert [outcome.error for outcome in pipeline.translate(project, [tmp_path / "a.txt"])] == [None]

    def texts() -> list[maintenance.Opened]:
        return list(maintenance.opened(fresh(project), list(project.corpus.articles())))

    for form in ("Lankov", "Lankoff", "Lankov", "Lankow", "Lankov"):
        maintenance.apply(fresh(project), texts(), maintenance.accepted(fresh(project), texts(), "Lankow", form, "de"), "de")
        assert texts()[0].segments[0].target == f"Der {form} kam."
    for old, new in (("Lankov", "Lankoff"), ("Lankoff", "Lankov")):
        maintenance.apply(fresh(project), texts(), maintenance.renamed(fresh(project), texts(), old, new, "de"), "de")
        assert texts()[0].segments[0].target == f"Der {new} kam."
    rows = store.load(fresh(project).glossaries("de"))
    assert len(rows) == len({(row.source, row.target) for row in rows})


def test_an_engine_that_fails_in_the_pass_for_the_glossary_is_said(desk: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = desk(words={"Lankow": "someone"})
    (tmp_path / "a.txt").write_text("Der Lankow kam.\n", "utf-8")
    assert [outcome.error for outcome in pipeline.translate(project, [tmp_path / "a.txt"])] == [None]
    (project.settings.root / "glossaries").mkdir()
    (project.settings.root / "glossaries" / "names.de-en.csv").write_text("source,target\nLankow,Lankov\n", "utf-8")

    def broken(*_: object, **__: object) -> None:
        raise EngineError("out of memory")

    monkeypatch.setattr(Echo, "translate", broken)
    assert [bool(outcome.error) for outcome in pipeline.translate(fresh(project), [tmp_path / "a.txt"])] == [True]
