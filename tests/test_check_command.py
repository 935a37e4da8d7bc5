"""`check` as people meet it: issues ignored for a reason, known issues, formats, files that cannot be read."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import translator
from translator import inspection, maintenance, pipeline
from translator.bilingual import po
from translator.checks import KNOWN, ignored
from translator.errors import UsageError
from translator.model import Checked
from translator.project import Project

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Language: de\\n"\n\n'
WRONG = 'msgid "Es waren 4 Räte da."\nmsgstr "There were 300 councillors."\n\n'

COMMENTS = [  # comment, what is ignored, what is said about it
    ("ignore numbers: the source is wrong, the council says 3", {"numbers": "the source is wrong, the council says 3"}, []),
    ("ignore numbers, quotes : both as printed", {"numbers": "both as printed", "quotes": "both as printed"}, []),
    ("Ignore Numbers - as printed", {"numbers": "as printed"}, []),
    ("ignore quote-style – a title", {"quote-style": "a title"}, []),
    ("see the minutes\nignore numbers: a\n  ignore quotes:b  ", {"numbers": "a", "quotes": "b"}, []),
    ("ignore numbers: a\nignore numbers: b", {"numbers": "b"}, []),
    ("ignore numbers", {}, ["“ignore numbers” gives no reason; write it after a colon"]),
    ("ignore numbers:", {}, ["“ignore numbers” gives no reason; write it after a colon"]),
    ("ignore numbers, quotes -", {}, ["“ignore numbers, quotes” gives no reason; write it after a colon"]),
    ("ignore numbers because I say so", {}, ["“ignore numbers” gives no reason; write it after a colon"]),
    ("ignore nubers: as printed", {"nubers": "as printed"}, ["“ignore nubers”: there is no such check; did you mean “numbers”?"]),
    ("ignore number", {}, ["“ignore number”: there is no such check; did you mean “numbers”?"]),
    ("ignore xyz: why", {"xyz": "why"}, [f"“ignore xyz”: there is no such check; there are {', '.join(sorted(KNOWN))}"]),
    ("ignore empty: nobody needs it", {}, ["“ignore empty”: this cannot be ignored; a sentence without a translation wants one"]),
    ("ignore outdated, numbers: still good", {"numbers": "still good"}, ["“ignore outdated”: this cannot be ignored; confirm the sentence instead"]),
    ("Ignore the second half.", {}, []),
    ("Ignore this", {}, []),
    ("We ignore numbers: here", {}, []),
    ("", {}, []),
]


@pytest.mark.parametrize(("comment", "reasons", "flaws"), COMMENTS)
def test_comments_are_read(comment: str, reasons: dict[str, str], flaws: list[str]) -> None:
    assert ignored.reasons(comment) == reasons
    assert list(ignored.flaws(comment, KNOWN)) == flaws


def look(project: Project, *names: str) -> list[tuple[str, str]]:
    """Return the checks that speak, each with the reason for which it is ignored."""
    return [(issue.check, issue.ignored) for checked in inspection.check(project, names) for issue in checked.issues]


def noted(path: Path, source: str, comment: str) -> None:
    """Write a translator's comment into an entry of a catalog, as an editor of PO files does."""
    text = path.read_text("utf-8")
    entry = text.index(f'msgid "{source}')
    begin = text.rindex("\n\n", 0, entry) + 2
    path.write_text(text[:begin] + comment + "\n" + text[begin:], "utf-8")


def test_a_comment_stays_through_every_run_and_other_programs(desk: Callable[..., Project], tmp_path: Path) -> None:
    words = {"4": "300"}
    article, catalog = tmp_path / "rat.txt", tmp_path / "corpus" / "rat" / "en.po"
    article.write_text("Der Rat.\n\nEs waren 4 Räte da.\n", "utf-8")
    list(pipeline.translate(desk(words=words), [article]))
    assert look(desk(), "rat") == [("numbers", "")]
    noted(catalog, "Es waren", "# ignore numbers: as the minutes have it")
    assert look(desk(), "rat") == [("numbers", "as the minutes have it")]
    if shutil.which("msgcat"):
        subprocess.run(["msgcat", "--no-wrap", "-o", str(catalog), str(catalog)], check=True)
        assert look(desk(), "rat") == [("numbers", "as the minutes have it")]
    for text in ("Der Rat.\n\nEs waren 4 Räte da.\n", "Neu davor.\n\nDer Rat.\n\nEs waren 4 Räte da.\n", "Der Rat.\n\nEs waren 4 Räte da. Neu danach.\n"):
        article.write_text(text, "utf-8")
        (outcome,) = pipeline.translate(desk(words=words), [article], again=True, redraft=True)
        assert outcome.job
        assert [(issue.check, issue.ignored) for issue in outcome.job.issues] == [("numbers", "as the minutes have it")]
        assert Checked("", tuple(outcome.job.issues)).worst == 0
        entries = po.read(catalog.read_bytes(), "en.po").entries
        assert [entry.comment for entry in entries if "Räte" in entry.source] == ["ignore numbers: as the minutes have it"]


def test_checks_of_documents_and_of_the_corpus_are_ignored_too(desk: Callable[..., Project], tmp_path: Path) -> None:
    words = {"Lenkow": "Lenkov", "Gestern": "Yesterday", "Herr": "Mr", "Dann": "Then"}
    (tmp_path / "a.txt").write_text("Gestern kam Herr Lenkow an.\n\nDann ging Herr Lenkow.\n\nAuch Herr Lenkow sprach.\n", "utf-8")
    list(pipeline.translate(desk(words=words), [tmp_path / "a.txt"]))
    catalog = tmp_path / "corpus" / "a" / "en.po"
    found = look(desk(), "a")
    assert "name-variants" in dict(found)
    noted(catalog, "Dann ging", "# ignore name-variants, name-german: he spells it so")
    assert look(desk(), "a") == [(check, "he spells it so" if check in ("name-variants", "name-german") else "") for check, _ in found]


def test_names_across_articles_are_ignored_too(desk: Callable[..., Project], tmp_path: Path) -> None:
    words = {"Lenkow": "Lenkov"}
    (tmp_path / "a.txt").write_text("Gestern kam der Mann Lenkow an.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Heute ging der Mann Lenkow.\n", "utf-8")
    list(pipeline.translate(desk(words=words), [tmp_path / "a.txt", tmp_path / "b.txt"]))

    def across() -> list[tuple[str, str, str]]:
        project = desk()
        found = maintenance.across(project, list(maintenance.opened(project, list(project.corpus.articles()))))
        return [(issue.document.split("/")[-2], issue.check, issue.ignored) for issue in found]

    ((article, _, _),) = across()
    noted(tmp_path / "corpus" / article / "en.po", "Gestern" if article == "a" else "Heute", "# ignore name-corpus: two brothers")
    assert across() == [(article, "name-corpus", "two brothers")]


def test_a_check_that_does_not_exist_cannot_be_switched_off(desk: Callable[..., Project]) -> None:
    with pytest.raises(UsageError, match="unknown check 'nubers'") as caught:
        desk(suppress=("nubers",))
    assert caught.value.hint == "did you mean numbers?"
    desk(suppress=("glossary-sort", "name-corpus", "outdated", "ignore"))


PLACES = [  # what stands before the entry, the comment as it is read
    (HEAD + "# ignore numbers: a\n", "ignore numbers: a"),
    (HEAD + "#ignore numbers: a\n", "ignore numbers: a"),
    (HEAD + '# first\n#  ignore numbers: a\n#. note\n#: a.txt:1\n#, fuzzy\n#| msgid "old"\n', "first\nignore numbers: a"),
    ("# ignore numbers: a\n", "ignore numbers: a"),
    ("# the file's\n" + HEAD, ""),
    ("# ignore numbers: a\n#\n" + HEAD, ""),
]


@pytest.mark.parametrize(("before", "comment"), PLACES)
def test_comments_are_the_entrys_own(before: str, comment: str) -> None:
    (entry,) = po.read((before + WRONG).encode(), "a.po").entries
    assert "\n".join(line.strip() for line in entry.comment.split("\n")) == comment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with catalogs from elsewhere: one with an issue, one with another that is ignored, one that is broken."""
    (tmp_path / "a.po").write_text(HEAD + WRONG, "utf-8")
    (tmp_path / "b.po").write_text(HEAD + "#ignore numbers - as printed\n" + WRONG, "utf-8")
    (tmp_path / "broken.po").write_text('msgid "x\n', "utf-8")
    return tmp_path


def test_what_is_ignored_does_not_count(folder: Path) -> None:
    done = translator("check", "b.po", "--fail-on", "minor", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no issues; 1 ignored, with a reason\n")
    done = translator("check", "a.po", "b.po", "--format", "sarif", cwd=folder)
    results = json.loads(done.stdout)["runs"][0]["results"]
    assert [result["suppressions"] for result in results] == [[], [{"kind": "inSource", "status": "accepted", "justification": "as printed"}]]
    assert [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results] == ["a.po", "b.po"]
    assert done.returncode == 1


def test_only_new_issues_count(folder: Path) -> None:
    done = translator("check", "a.po", "--baseline", "known.jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: known.jsonl: no such baseline\nhint: --baseline FILE --update-baseline writes it\n"
    assert translator("check", "a.po", "--update-baseline", cwd=folder).returncode == 2
    done = translator("check", "a.po", "b.po", "--baseline", "known.jsonl", "--update-baseline", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "known.jsonl: 1 known issue, 1 of them new; 0 gone\n")
    before = (folder / "known.jsonl").read_bytes()
    (folder / "a.po").write_text(HEAD + 'msgid "Vorher 7."\nmsgstr "Before."\n\n' + WRONG, "utf-8")
    (folder / "unten").mkdir()
    done = translator("check", "../a.po", "--baseline", "../known.jsonl", cwd=folder / "unten")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "../a.po:6: major: 7 is missing [numbers]")
    assert done.stderr.endswith("../known.jsonl: 1 known issue left out, 0 gone\n")
    states = json.loads(translator("check", "a.po", "--format", "sarif", "--baseline", "known.jsonl", cwd=folder).stdout)["runs"][0]["results"]
    assert [result["baselineState"] for result in states] == ["new", "unchanged"]
    (folder / "a.po").write_text(HEAD + WRONG.replace("300", "4"), "utf-8")
    done = translator("check", "a.po", "--baseline", "known.jsonl", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "no issues\nknown.jsonl: 0 known issues left out, 1 gone; --update-baseline\n")
    assert (folder / "known.jsonl").read_bytes() == before
    translator("check", "a.po", "--baseline", "known.jsonl", "--update-baseline", cwd=folder)
    assert (folder / "known.jsonl").read_bytes() == b""


def test_another_file_is_never_taken_for_a_baseline(folder: Path) -> None:
    before = (folder / "b.po").read_bytes()
    done = translator("check", "a.po", "--baseline", "b.po", "--update-baseline", cwd=folder)
    assert (done.returncode, "error: b.po:1: is no line of a baseline\nhint: " in done.stderr) == (3, True)
    assert (folder / "b.po").read_bytes() == before


CODES = [  # arguments, code: as for `translate`, one file that is missing is a slip, one of several a job half done
    (["check", "missing.po"], 2),
    (["check", "--monolingual", "missing.md"], 2),
    (["translate", "missing.md"], 2),
    (["check", "broken.po"], 3),
    (["check", "b.po", "missing.po"], 3),
    (["check", "--monolingual", "a.md", "missing.md"], 3),
    (["translate", "a.md", "missing.md"], 3),
]


@pytest.mark.parametrize(("arguments", "code"), CODES, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_file_that_cannot_be_read_is_said_and_stops_no_other(folder: Path, arguments: list[str], code: int) -> None:
    (folder / "a.md").write_text("All is well.\n", "utf-8")
    done = translator(*arguments, cwd=folder)
    assert (done.returncode, done.stderr.count("error: ")) == (code, 1)


def test_an_error_leaves_no_half_a_report(folder: Path) -> None:
    done = translator("check", "broken.po", "a.po", "--format", "sarif", cwd=folder)
    (run,) = json.loads(done.stdout)["runs"]
    assert (done.returncode, len(run["results"]), run["invocations"][0]["executionSuccessful"]) == (3, 1, False)
    done = translator("check", "broken.po", "a.po", "--format", "html", cwd=folder)
    assert "Could not be checked: a text has no closing quote mark" in done.stdout
    assert done.stdout.endswith("</html>\n")


def test_formats_and_the_list_of_checks(folder: Path) -> None:
    assert translator("check", "a.po", "--format", "xml", cwd=folder).stderr.endswith("hint: one of text, json, sarif, html\n")
    assert translator("check", "a.po", "--json", "--format", "html", cwd=folder).returncode == 2
    rows = [json.loads(line) for line in translator("check", "--list", "--json", cwd=folder).stdout.splitlines()]
    assert tuple(row["id"] for row in rows) == KNOWN
    assert set(rows[0]) == {"id", "severity", "text", "scope", "drafts_only", "monolingual"}
