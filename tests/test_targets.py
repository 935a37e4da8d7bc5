"""French and Spanish targets: the whole way of an article, checks quiet on good pairs and loud on bad ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_human_work import edit, get, pofile
from tests.test_repairs import project
from translator import pipeline
from translator.glossary.concept import Row, Status, concepts
from translator.glossary.matcher import Matcher
from translator.project import Project
from translator.repair import mend

Desk = Callable[..., Project]

# ~ stands for a narrow no-break space, _ for a no-break space.
GOOD = {
    "en-GB": [
        ("Um 18 Uhr begann es am 24. Oktober 2024.", "It began at 18:00 on 24 October 2024."),
        ("Um 14.30 Uhr waren es 5 Prozent.", "At 14:30 it was 5 per cent."),
        ("Es waren 5 Prozent in 20 Kilometern.", "It was 5 percent in 20 kilometers."),
    ],
    "fr": [
        ("Der Minister trat am Montag zurück.", "Le ministre a démissionné lundi."),
        ("Es sind 12.000 Soldaten.", "Il y a 12~000 soldats."),
        ("Die Inflation stieg auf 2,4 Prozent.", "L’inflation est montée à 2,4_%."),
        ("Das kostet 3,2 Milliarden Euro.", "Cela coûte 3,2 milliards d’euros."),
        ("Am 24. Oktober 2024 wählte das Land.", "Le pays a voté le 24 octobre 2024."),
        ("Die Sitzung beginnt um 14.30 Uhr.", "La séance commence à 14:30."),
        ("„Wir gehen“, sagte sie.", "«~Nous partons~», a-t-elle dit."),
        ("Der Film „Das Boot“ läuft im Kino.", "Le film «~Das Boot~» passe au cinéma."),
        ("Ist das alles?", "Est-ce tout~?"),
        ("Er kaufte drei Häuser und zwei Autos.", "Il a acheté trois maisons et deux voitures."),
        ("Sie zahlte 1.850 Euro.", "Elle a payé 1~850 euros."),
        ("In den 1990er Jahren wuchs die Stadt.", "La ville a grandi dans les années 1990."),
        ("Der Zug fuhr 80 km/h.", "Le train roulait à 80~km/h."),
        ("Sie gewannen 3:1.", "Ils ont gagné 3-1."),
        ("Das Unternehmen hat 1,5 Millionen Kunden.", "L’entreprise a 1,5 million de clients."),
        ("Nein!", "Non~!"),
        ("Die Wohnung hat 70 Quadratmeter.", "L’appartement fait 70 mètres carrés."),
        ("Der Rat tagte am 1. Mai.", "Le conseil s’est réuni le 1er mai."),
        ("Das <1>Gesetz</1> gilt ab 2025.", "La <1>loi</1> s’applique à partir de 2025."),
        ("Es gab zwanzig Verletzte.", "Il y a eu vingt blessés."),
    ],
    "es": [
        ("Der Minister trat am Montag zurück.", "El ministro dimitió el lunes."),
        ("Es sind 12.000 Soldaten.", "Son 12.000 soldados."),
        ("Die Inflation stieg auf 2,4 Prozent.", "La inflación subió al 2,4_%."),
        ("Das kostet 3,2 Milliarden Euro.", "Eso cuesta 3200 millones de euros."),
        ("Am 24. Oktober 2024 wählte das Land.", "El país votó el 24 de octubre de 2024."),
        ("Die Sitzung beginnt um 14.30 Uhr.", "La sesión empieza a las 14:30."),
        ("„Wir gehen“, sagte sie.", "«Nos vamos», dijo ella."),
        ("Der Film „Das Boot“ läuft im Kino.", "La película «Das Boot» está en los cines."),
        ("Ist das alles?", "¿Eso es todo?"),
        ("Er kaufte drei Häuser und zwei Autos.", "Compró tres casas y dos coches."),
        ("Sie zahlte 1.850 Euro.", "Pagó 1.850 euros."),
        ("In den 1990er Jahren wuchs die Stadt.", "La ciudad creció en los años 1990."),
        ("Der Zug fuhr 80 km/h.", "El tren iba a 80 km/h."),
        ("Um 18 Uhr begann es.", "Empezó a las 18:00."),
        ("Sie gewannen 3:1.", "Ganaron por 3-1."),
        ("Das Unternehmen hat 1,5 Millionen Kunden.", "La empresa tiene 1,5 millones de clientes."),
        ("Nein!", "¡No!"),
        ("Die Wohnung hat 70 Quadratmeter.", "El piso tiene 70 metros cuadrados."),
        ("Der Rat tagte am 1. Mai.", "El consejo se reunió el 1 de mayo."),
        ("Das <1>Gesetz</1> gilt ab 2025.", "La <1>ley</1> se aplica a partir de 2025."),
        ("Es gab zwanzig Verletzte.", "Hubo veinte heridos."),
    ],
}
LONG = "Der Minister hat am Montag in Berlin gesagt, dass er in diesem Jahr nicht mehr antreten und sein Amt abgeben wird."
BAD = {
    "fr": [
        ("Es sind 12.000 Soldaten.", "Il y a 1~200 soldats.", "numbers"),
        ("Es sind 12.000 Soldaten.", "Il y a des soldats.", "numbers"),
        ("Das kostet 3,2 Milliarden Euro.", "Cela coûte 3,2 millions d’euros.", "numbers"),
        ("Die Inflation stieg auf 2,4 Prozent.", "L’inflation est montée à 24_%.", "numbers"),
        ("Im Jahr 2023 ging er.", "Il est parti cette année.", "numbers"),
        ("„Wir gehen jetzt alle zusammen nach Hause“, sagte sie.", "Nous rentrons tous ensemble, a-t-elle dit.", "quotes"),
        ("„Wir gehen“, sagte sie.", "«~Nous partons, a-t-elle dit.", "quotes"),
        ("„Wir gehen“, sagte sie.", "„Nous partons“, a-t-elle dit.", "quote-style"),
        ("Das <1>Gesetz</1> gilt.", "La <1>loi s’applique.", "marks"),
        ("Das <1>Gesetz</1> gilt.", "La loi s’applique.", "marks"),
        ("Der Mann ging.", "L’homme est est parti.", "repeated"),
        ("Der Mann ging in die Stadt.", "Der Mann ging in die Stadt.", "untranslated"),
        ("Der Mann ging und das Kind blieb.", "L’homme est parti und das Kind ist nicht là.", "untranslated"),
        (LONG, "Le ministre l’a dit.", "truncated"),
        ("Ja.", " ", "empty"),
        ("Am 24. Oktober 2024 ging er.", "Il est parti le 24. Oktober 2024.", "date-format"),
        ("Am 24.10.2024 ging er.", "Il est parti le 24.10.2024.", "date-format"),
        ("Um 18 Uhr ging er.", "Il est parti à 18 Uhr.", "time-format"),
        ("Das kostet 50 €.", "Cela coûte € 50.", "money-format"),
        ("Ja, gut.", "Oui , bien.", "spacing"),
        ("Nein!", "Non!", "spacing"),
    ],
    "es": [
        ("Es sind 12.000 Soldaten.", "Son 1.200 soldados.", "numbers"),
        ("Es sind 12.000 Soldaten.", "Son soldados.", "numbers"),
        ("Das kostet 3,2 Milliarden Euro.", "Cuesta 3,2 millones de euros.", "numbers"),
        ("Die Inflation stieg auf 2,4 Prozent.", "La inflación subió al 24_%.", "numbers"),
        ("Im Jahr 2023 ging er.", "Se fue este año.", "numbers"),
        ("„Wir gehen jetzt alle zusammen nach Hause“, sagte sie.", "Ahora nos vamos todos juntos a casa, dijo ella.", "quotes"),
        ("„Wir gehen“, sagte sie.", "«Nos vamos, dijo ella.", "quotes"),
        ("„Wir gehen“, sagte sie.", "„Nos vamos“, dijo ella.", "quote-style"),
        ("Das <1>Gesetz</1> gilt.", "La <1>ley se aplica.", "marks"),
        ("Das <1>Gesetz</1> gilt.", "La ley se aplica.", "marks"),
        ("Der Mann ging.", "El hombre se se fue.", "repeated"),
        ("Der Mann ging in die Stadt.", "Der Mann ging in die Stadt.", "untranslated"),
        ("Der Mann ging und das Kind blieb.", "El hombre se fue und das Kind ist nicht aquí.", "untranslated"),
        (LONG, "El ministro lo dijo.", "truncated"),
        ("Ja.", " ", "empty"),
        ("Am 24. Oktober 2024 ging er.", "Se fue el 24. Oktober 2024.", "date-format"),
        ("Am 24.10.2024 ging er.", "Se fue el 24.10.2024.", "date-format"),
        ("Um 18 Uhr ging er.", "Se fue a las 18 Uhr.", "time-format"),
        ("Das kostet 50 €.", "Cuesta € 50.", "money-format"),
        ("Ja, gut.", "Sí , bien.", "spacing"),
    ],
}


def shown(text: str) -> str:
    return text.replace("~", "\u202f").replace("_", "\u00a0")


def found(to: str, source: str, target: str) -> set[str]:
    return {check.id for check in project(to).checks("de") for _ in check.find(source, shown(target))}


@pytest.mark.parametrize(("to", "source", "target"), [(to, *pair) for to, pairs in GOOD.items() for pair in pairs])
def test_good_pairs_are_quiet(to: str, source: str, target: str) -> None:
    assert found(to, source, target) == set()


@pytest.mark.parametrize(("to", "source", "target", "check"), [(to, *row) for to, rows in BAD.items() for row in rows])
def test_bad_pairs_are_not(to: str, source: str, target: str, check: str) -> None:
    assert check in found(to, source, target)


def test_terms_bring_no_english_grammar() -> None:
    rows = [Row("Lankow", "Lankov", kind="person"), Row("Lankow", "Lankow", status=Status.FORBIDDEN, kind="person"), Row("Ukraine", "Ucrania", kind="place")]
    repairs = {to: project(to, Matcher(concepts(rows))).repairs("de") for to in ("en", "es")}
    assert mend(repairs["es"], "Lankows Reise in die Ukraine", "El viaje a Ukraine de Lankows amigos")[0] == "El viaje a Ucrania de Lankov amigos"
    assert mend(repairs["en"], "Lankows Reise", "About Lankows trip")[0] == "About Lankov’s trip"


ARTICLE = "Am 24.10.2024 zahlten 12.000 Leute „viel“ Geld!\n\nEs waren 1.850 €.\n"
DRAFTS = {  # what an engine that knows a few words says, mended
    "fr": ["Le 24 octobre 2024 zahlten 12~000 gens «~beaucoup~» argent~!", "Es waren 1~850_€."],
    "es": ["El 24 de octubre de 2024 zahlten 12.000 gentes «mucho» dinero!", "Es waren 1.850_€."],
}
WORDS = {
    "fr": {"Am": "Le", "Leute": "gens", "„viel“": '"beaucoup"', "Geld!": "argent!"},
    "es": {"Am": "El", "Leute": "gentes", "„viel“": '"mucho"', "Geld!": "dinero!"},
}
EDITED = {
    "fr": "Le 24 octobre 2024, 12~000 personnes ont payé «~beaucoup~» d’argent~!",
    "es": "El 24 de octubre de 2024, 12.000 personas pagaron «mucho» dinero.",
}


@pytest.mark.parametrize("to", ["fr", "es"])
def test_an_article_goes_the_whole_way(desk: Desk, tmp_path: Path, to: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    outcomes = list(pipeline.translate(desk(words=WORDS[to], to=to), [path]))
    assert all(outcome.job for outcome in outcomes)
    job = outcomes[0].job
    assert job
    assert [segment.target for segment in job.record.segments] == [shown(text) for text in DRAFTS[to]]
    assert job.issues == []
    catalog = pofile(tmp_path).with_name(f"{to}.po")
    source = job.record.segments[0].source
    edit(catalog, source, shown(EDITED[to]), who="A <A@x>", date="2031-01-01 00:00+0000")
    again = next(iter(pipeline.translate(desk(to=to), [path]))).job
    assert again
    assert again.record.segments[0].target == shown(EDITED[to])  # no repair changes what a person wrote
    assert again.record.segments[0].confirmed
    assert again.issues == []
    assert get(catalog, source).msgstr == shown(EDITED[to])
