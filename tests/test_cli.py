"""The command line as people meet it: what it prints, what it returns, what it says when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from translator.cli.page import EXAMPLES

TRANSLATOR = [sys.executable, "-c", "from translator.cli import main; main()"]
TEXT = "# Der Hafen\n\nDer Kapitän Andrej Lenkow sprach am 24. Oktober mit 12.000 Menschen. Danach fuhr er nach Kiew.\n"


def translator(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*TRANSLATOR, *arguments], cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
                          env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"})  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article drafted by the built-in package, and the house's names."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "hafen.md").write_text(TEXT, "utf-8")
    (folder / "glossaries").mkdir()
    (folder / "glossaries" / "names.de-en.csv").write_bytes((ROOT / "glossaries" / "names.de-en.csv").read_bytes())
    done = translator("translate", "hafen.md", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "3 sentences, 3 drafted" in done.stderr
    assert "translator models install translate-de_en" in done.stderr
    return folder


def test_the_draft_has_the_names_right(desk: Path) -> None:
    done = translator("publish", "hafen", cwd=desk)
    assert done.returncode == 0
    assert "Lenkov" in done.stdout
    assert "Kyiv" in done.stdout
    assert "12,000" in done.stdout
    assert "Machine-translated from German with translate-de_en" in done.stdout
    assert "not yet reviewed" in done.stdout
    assert "0 of 3 sentences" in done.stderr


def test_second_run_has_nothing_to_do(desk: Path) -> None:
    translator("translate", "hafen.md", cwd=desk)
    done = translator("translate", "hafen.md", cwd=desk)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing new" in done.stderr


def test_json_is_one_object_a_line_and_nothing_else(desk: Path) -> None:
    (desk / "g.csv").write_text("source,target\nKapitän,skipper of the seas\n", "utf-8")
    for command in (["check", "--json", "--glossary", "g.csv"], ["status", "--json"], ["segment", "hafen.md", "--json"], ["models", "list", "--json"]):
        done = translator(*command, cwd=desk)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert rows, command
    issue = json.loads(translator("check", "--json", "--glossary", "g.csv", cwd=desk).stdout.splitlines()[0])
    assert list(issue) == ["document", "place", "key", "check", "severity", "message", "source", "target", "suggestion", "start", "end"]
    assert issue["suggestion"] == "skipper of the seas"


def test_segment_places_are_characters_of_the_file(desk: Path) -> None:
    done = translator("segment", "hafen.md", "--json", cwd=desk)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        assert TEXT[row["start"] : row["end"]] == row["text"]


def test_check_fails_on_what_it_is_told_to(desk: Path) -> None:
    (desk / "g.csv").write_text("source,target,kind\nKapitän,Skipper Jones,person\n", "utf-8")
    codes = {
        level: translator("check", "hafen", "--glossary", "g.csv", "--fail-on", level, cwd=desk).returncode for level in ("minor", "major", "critical", "never")
    }
    assert codes == {"minor": 1, "major": 1, "critical": 0, "never": 0}


def test_an_article_is_known_by_the_file_that_it_was_made_from(desk: Path) -> None:
    assert translator("credits", "hafen.md", cwd=desk).stdout == translator("credits", "hafen", cwd=desk).stdout


def test_credits_and_status(desk: Path) -> None:
    assert "noch nicht durchgesehen" in translator("credits", "hafen", "--in", "de", cwd=desk).stdout
    data = json.loads(translator("credits", "hafen", "--format", "jsonld", cwd=desk).stdout)
    assert data["inLanguage"] == "en-t-de-t0-und"
    assert "translator" not in data
    assert "hafen" in translator("status", cwd=desk).stdout


ERRORS = [  # arguments, exit code, part of the message
    (["translate"], 2, "no file named"),
    (["translate", "missing.md"], 2, "error: missing.md: no such file\nhint: "),
    (["translate", "glossaries"], 2, "error: glossaries: holds no article"),
    (["translate", "a.odt"], 2, "error: a.odt: no format for .odt\nhint: known: "),
    (["translate", "a.docx"], 3, "error: a.docx: is not a Word document: File is not a zip file\nhint: "),
    (["translate", "empty.txt"], 3, "error: empty.txt: is empty"),
    (["translate", "binary.txt"], 3, "error: binary.txt: is binary"),
    (["translate", "leer.html"], 3, "error: leer.html: holds no sentence to translate"),
    (["translate", "latin.txt"], 3, "error: latin.txt:2: is not UTF-8 (byte 0xfc)\nhint: "),
    (["translate", "hafen.md", "--to", "xx"], 2, "unknown language 'xx'"),
    (["translate", "hafen.md", "--to", "ja"], 3, "no package translates de to ja\nhint: "),
    (["translate", "hafen.md", "--to", "de"], 2, "source and target are both de"),
    (["translate", "hafen.md", "--package", "nix.argosmodel"], 3, "error: nix.argosmodel: no such package"),
    (["translate", "hafen.md", "--glossary", "broken.csv"], 3, "error: broken.csv:3: unknown status 'gut'"),
    (["translate", "hafen.md", "--config", "broken.toml"], 2, "error: broken.toml: is not valid TOML"),
    (["translate", "hafen.md", "--fail-on", "often"], 2, "unknown level 'often'"),
    (["publish", "nix"], 2, "error: nix: no such article\nhint: known: hafen"),
    (["publish", "hafen", "--to", "en-GB"], 2, "has no translation into en-GB"),
    (["publish", "hafen", "-o", "hafen.docx"], 2, "error: hafen.docx: the article is .md, not .docx"),
    (["check", "nix"], 2, "error: nix: no such article"),
    (["check", "nix"], 2, "\n1 article could not be checked\n"),
    (["models", "install", "broken.argosmodel"], 3, "error: broken.argosmodel: is not a readable Argos package"),
    (["models", "remove", "nix"], 2, "error: nix: no such package"),
    (["nix"], 2, "No such command"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), ERRORS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_errors_say_where_and_why_and_what_to_do(desk: Path, arguments: list[str], code: int, message: str) -> None:
    (desk / "empty.txt").write_bytes(b"")
    (desk / "leer.html").write_text("<html><body><nav>Start</nav></body></html>", "utf-8")
    (desk / "a.odt").write_bytes(b"x")
    (desk / "a.docx").write_bytes(b"x")
    (desk / "binary.txt").write_bytes(b"abc\0\1\2")
    (desk / "latin.txt").write_bytes("Eins\nFür alle\n".encode("latin-1"))
    (desk / "broken.csv").write_text("source,target,status\na,b,\nc,d,gut\n", "utf-8")
    (desk / "broken.toml").write_text("to = [", "utf-8")
    (desk / "broken.argosmodel").write_bytes(b"PK nothing")
    done = translator(*arguments, cwd=desk)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (code, "")


def test_files_from_a_list(desk: Path) -> None:
    done = translator("translate", "--files-from", "-", cwd=desk, stdin="hafen.md\nmissing.md\n")
    assert done.returncode == 3
    assert "error: missing.md: no such file" in done.stderr


def test_settings_come_from_the_nearest_file(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "translator.toml").write_text('corpus = "texte"\n', "utf-8")
    (tmp_path / "unten").mkdir()
    (tmp_path / "unten" / "a.txt").write_text("Das ist ein Test.\n", "utf-8")
    assert translator("translate", "a.txt", cwd=tmp_path / "unten").returncode == 0
    assert (tmp_path / "texte" / "a" / "en.po").is_file()


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from translator.cli import app; print([m for m in ('babel', 'ctranslate2', 'trafilatura', 'polib', 'markdown_it', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_texts_without_a_source_can_be_checked(desk: Path) -> None:
    (desk / "published.md").write_text("# A title\n\nHe said “yes. Then he went to the went to the wood.\n\nAll is well.\n", "utf-8")
    done = translator("check", "--monolingual", "published.md", "--json", cwd=desk)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["check"], row["place"], row["key"]) for row in rows] == [("repeated", "published.md:3", None), ("quotes", "published.md:3", None)]
    assert done.returncode == 1


def test_results_that_cannot_be_written_are_an_error(desk: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:  # noqa: PTH123  # a device
        done = subprocess.run([*TRANSLATOR, "publish", "hafen"], cwd=desk, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                              env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert (done.returncode, "error: stdout: cannot be written" in done.stderr) == (3, True)


@pytest.mark.parametrize("target", ["corpus/hafen/en.po", "corpus/hafen/source.md", "."])
def test_a_publication_never_replaces_what_it_is_made_from(desk: Path, target: str) -> None:
    before = {p: p.read_bytes() for p in (desk / "corpus" / "hafen").iterdir()}
    done = translator("publish", "hafen", "-o", target, cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert {p: p.read_bytes() for p in (desk / "corpus" / "hafen").iterdir()} == before
    done = translator("publish", "hafen", "-o", "hafen.md", cwd=desk)
    assert (done.returncode, "is the article itself" in done.stderr) == (2, True)
    assert (desk / "hafen.md").read_text("utf-8") == TEXT


def test_a_rerun_fails_on_the_same_issues(desk: Path) -> None:
    (desk / "g2.csv").write_text("source,target,kind\nKapitän,skipper of the seas,term\n", "utf-8")
    codes = [translator("translate", "hafen.md", "--glossary", "g2.csv", "--fail-on", "minor", cwd=desk).returncode for _ in range(2)]
    assert codes == [1, 1]
    assert translator("translate", "hafen.md", cwd=desk).returncode == 0


def test_a_long_line_without_an_end_is_said_and_kept(desk: Path) -> None:
    (desk / "long.txt").write_text("x" * 200_000, "utf-8")
    done = translator("translate", "long.txt", "--corpus", "other/corpus", cwd=desk)
    assert done.returncode == 0
    assert "critical: there is no translation [empty]" in done.stdout


TMX = """<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="de" datatype="plaintext"/><body>
<tu><tuv xml:lang="de"><seg>Das Netz.</seg></tuv><tuv xml:lang="en"><seg>The net.</seg></tuv></tu></body></tmx>"""


def test_nothing_leaves_the_machine(desk: Path) -> None:
    """Every command but `models install NAME` and `models list --available` runs with sockets forbidden; the desk listens, and is tested elsewhere."""
    guard = "import sys\ndef no(event, arguments):\n    assert event not in ('socket.connect', 'socket.getaddrinfo'), arguments\nsys.addaudithook(no)\n"
    (desk / "netz.md").write_text("# Netz\n\nDas Netz ist aus.\n", "utf-8")
    (desk / "one.txt").write_text("Das Netz ist aus.\n", "utf-8")
    (desk / "old.tmx").write_text(TMX, "utf-8")
    commands = [
        "translate netz.md", "check", "publish netz", "status", "credits netz", "audit netz", "names netz", "segment netz.md", "export netz --format xliff -o netz.xlf",
        "import netz.xlf --dry-run", "glossary list", "glossary add Netz net", "glossary lint", "glossary extract netz.md", "glossary suggest Chruschtschow",
        "glossary where Netz", "glossary rename net grid --dry-run", "glossary export --format tbx -o house.tbx", "glossary import house.tbx --dry-run",
        "memory lookup Netz", "memory import old.tmx", "memory export -o house.tmx", "memory rebuild", "models list", "models verify",
        "evaluate --source one.txt --reference one.txt", "doctor",
    ]  # fmt: skip
    assert {path for path in EXAMPLES if any(f"{command} ".startswith(f"{path} ") for command in commands)} == set(EXAMPLES) - {
        "",
        "edit",
        "models install",
        "models remove",
    }
    for command in map(str.split, commands):
        code = guard + "sys.argv = ['translator', *sys.argv[1:]]\nfrom translator.cli import main\nmain()"
        done = subprocess.run(
            [sys.executable, "-c", code, *command], cwd=desk, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )
        assert done.returncode in (0, 1), (command, done.stderr)
        assert "AssertionError" not in done.stderr and "Traceback" not in done.stderr


def test_a_failed_language_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Er kam.\n", "utf-8")
    assert translator("translate", "a.txt", cwd=tmp_path).returncode == 0
    assert translator("translate", "--from", "fr", "a.txt", cwd=tmp_path).returncode == 3
    assert translator("translate", "a.txt", cwd=tmp_path).returncode == 0
    assert translator("translate", "--from", "de", "a.txt", cwd=tmp_path).returncode == 0
