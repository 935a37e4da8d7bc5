"""Names and glossaries at the command line: a spreadsheet with mistakes comes in, is mended, used, and sent on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import translator
from translator.errors import GlossaryError
from translator.glossary import edit
from translator.glossary.concept import Row
from translator.glossary.tidy import tidy

HEAD = "source,target,status,kind,match,note,concept\n"
TIDY = [  # file, mended
    ("source;target;status;kind\n Kiew ;Kyiv\u00a0;prefered;stadt\n", "source;target;status;kind\nKiew;Kyiv;preferred;place\n"),
    ("source,target,my\nKiew,Kyiv,x  y\nKiew,Kyiv,z\n", "source,target,my\nKiew,Kyiv,x  y\nKiew,Kyiv,z\n"),
    ("source,target,my\nKiew,Kyiv,x  y\nKiew,Kyiv,x  y\n", "source,target,my\nKiew,Kyiv,x  y\n"),
    ("Deutsch\tEnglisch\tAnmerkung\nKiew\tKyiv\ta\nMoskau\tMoscow\tb\n", "source\ttarget\tnote\nKiew\tKyiv\ta\nMoskau\tMoscow\tb\n"),
    ("source,target\nMoskau,Moscow\nKiew,Kyiv\n", "source,target\nKiew,Kyiv\nMoskau,Moscow\n"),
    ("source,target\nMoskau,Moscow\n# by hand\nKiew,Kyiv\n", "source,target\nMoskau,Moscow\n# by hand\nKiew,Kyiv\n"),
    ("source,target,status\nKiew,,ok\n", "source,target,status\nKiew,,ok\n"),
    (HEAD + "Kiew,Kyiv,,place,Exact,,\n", HEAD + "Kiew,Kyiv,,place,exact,,\n"),
]


@pytest.mark.parametrize(("text", "mended"), TIDY)
def test_what_is_certain_is_mended(tmp_path: Path, text: str, mended: str) -> None:
    path = tmp_path / "g.de-en.csv"
    path.write_text(text, "utf-8")
    tidy(path)
    assert path.read_text("utf-8") == mended
    assert tidy(path) == []


def test_a_sheet_whose_columns_are_not_known_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "g.de-en.csv"
    path.write_text("A,B\nx,y\nx,z\n", "utf-8")
    with pytest.raises(GlossaryError, match="has no columns"):
        tidy(path)
    assert path.read_text("utf-8") == "A,B\nx,y\nx,z\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article drafted by the built-in package, and no glossary."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "a.txt").write_text(
        "Der Experte Andrej Lenkow sprach in Seoul.\n\nDann schwieg Lenkow.\n\nDie Schuldenbremse bleibt. Ohne Schuldenbremse geht es nicht.\n", "utf-8"
    )
    assert translator("translate", "a.txt", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "source,target,status,kind,match\nRat,advice,not preferred,term,\nHof,yard,not admitted,term,\nIS,IS,unpreferred,org,nocase\n",
        "source;target;kind;;\r\nKiew;Kyiv;place;Quelle: AA;\r\nKiew;Kyiv;place;Quelle: Duden;\r\n",
    ],
)
def test_what_is_not_certain_is_not_tidied(tmp_path: Path, text: str) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(text.encode())
    assert tidy(path) == []
    assert path.read_bytes() == text.encode()


def test_columns_without_a_name_keep_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("source;target;kind;;;\nKiew;;place;Frau Meier prüft;bis Freitag;\n", "utf-8")
    edit.add(path, Row("Kiew", "Kyiv", kind="place"))
    assert path.read_text("utf-8") == "source;target;kind;;;\nKiew;Kyiv;place;Frau Meier prüft;bis Freitag;\n"


def test_a_name_is_settled_once(desk: Path) -> None:
    listed = [json.loads(line) for line in translator("names", "a", "--json", cwd=desk).stdout.splitlines()]
    assert "Lenkow" in " ".join(row["name"] for row in listed)
    done = translator("names", "--accept", "Lenkow=Lenkov", "--accept", "Andrej Lenkow=Andrei Lenkov", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "wrote: + Lenkow,Lenkov,preferred" in done.stdout
    published = translator("publish", "a", cwd=desk).stdout
    assert "Andrei Lenkov" in published
    assert "Lenkow" not in published
    assert not [
        row for row in map(json.loads, translator("names", "--json", cwd=desk).stdout.splitlines()) if "Lenkow" in row["name"] and not row["consistent"]
    ]
    dry = translator("glossary", "rename", "Lenkov", "Lenkof", "--dry-run", cwd=desk)
    assert "would write: + Lenkow,Lenkof,preferred\nwould write: Lenkow,Lenkov,preferred → Lenkow,Lenkov,forbidden" in dry.stdout
    assert "would mend: corpus/a/source.txt:" in dry.stdout
    assert translator("publish", "a", cwd=desk).stdout == published
    assert translator("names", "--accept", "Lenkow", cwd=desk).returncode == 2
    assert "no such name" in translator("names", "--accept", "Niemand=Nobody", cwd=desk).stderr


def test_terms_are_looked_up(desk: Path) -> None:
    found = translator("glossary", "where", "Schuldenbremse", cwd=desk)
    assert found.stdout.count("corpus/a/source.txt:5: Schuldenbremse") == 2
    assert found.stderr == "2 sentences\n"
    rows = [line.split("\t")[0] for line in translator("glossary", "extract", "a.txt", "--most", "3", cwd=desk).stdout.splitlines()]
    assert rows[0] == "source"
    assert "Schuldenbremse" in rows
    assert translator("glossary", "suggest", "Charkiw", cwd=desk).stdout.splitlines()[0].startswith("Kharkiv\t")
    assert translator("glossary", "suggest", "Teheran", cwd=desk).stdout.splitlines()[0] == "Tehran\tCLDR (cities)"


def test_a_glossary_is_sent_on_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "glossaries").mkdir()
    path = tmp_path / "glossaries" / "names.de-en.csv"
    path.write_text(HEAD + 'Kiew,Kyiv,preferred,place,,"a, b",\nKiew,Kiev,forbidden,place,,,\n', "utf-8")
    assert translator("glossary", "export", "-o", "out.tbx", cwd=tmp_path).returncode == 0
    done = translator("glossary", "import", "out.tbx", cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == "2 rows came into glossaries/out.de-en.csv; translator glossary lint glossaries/out.de-en.csv"
    assert (tmp_path / "glossaries/out.de-en.csv").read_bytes() == path.read_bytes()
    assert "2 rows left out: there already" in translator("glossary", "import", "out.tbx", cwd=tmp_path).stderr
    done = translator("glossary", "export", "--format", "deepl", "--file", "glossaries/names.de-en.csv", cwd=tmp_path)
    assert done.stdout == "Kiew,Kyiv\n"
    assert "1 forbidden row left out" in done.stderr
    assert translator("glossary", "export", "--format", "xls", cwd=tmp_path).returncode == 2
    assert translator("glossary", "export", "-o", "glossaries/names.de-en.csv", cwd=tmp_path).returncode == 2
    assert translator("glossary", "import", "nowhere.tbx", cwd=tmp_path).returncode in (2, 3)
