"""Reports: what each format promises, whatever stands in the texts; the baseline; the manual."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from translator import manual
from translator.checks import CHECKS, KNOWN
from translator.errors import FormatError, TranslatorError, UsageError
from translator.model import Checked, Issue, Severity
from translator.reports import FORMATS, About, html, sarif, summary
from translator.reports.baseline import Baseline, all_known, fingerprint
from translator.reports.text import as_text, visible, width

RULES = manual.rules()
ABOUT = About("en", RULES)
HOSTILE = st.text(max_size=40) | st.lists(
    st.sampled_from(["<script>alert(1)</script>", "</dd>", "<!--", "]]>", "&amp;", '"', "'", "\n", "\r\n", "\t", "\x00", "\x1b[2J", "\u202e", "\u2028", "\x85",
                     "[a](http://x)", "\ud800", "日本", "e\u0301", "<1>", "</1>", "}}", "{0}"]), max_size=8,
).map("".join)  # fmt: skip


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """Issues with anything in them, the span in the target."""
    target = draw(HOSTILE)
    start = draw(st.integers(0, len(target)))
    end = draw(st.integers(start, len(target)))
    return Issue(
        draw(st.sampled_from(["a.md", "b c/ä&<i>.po", "x\udcff.po", "../a:b.po"])), draw(st.integers(0, 99)), draw(st.none() | st.just("0a1b2c3d4e5f")),
        draw(st.sampled_from(KNOWN)), draw(st.sampled_from(Severity)), draw(HOSTILE), draw(HOSTILE), target, draw(st.none() | HOSTILE), start, end,
        draw(st.just("") | HOSTILE), draw(st.booleans()),
    )  # fmt: skip


def issue(message: str = "3 is missing", *, source: str = "Drei Räte.", check: str = "numbers", key: str | None = "k", line: int = 1, **more: Any) -> Issue:
    return Issue("a.md", line, key, check, more.pop("severity", Severity.MAJOR), message, source, more.pop("target", "Councillors."), **more)


def page(*found: Issue, about: About = ABOUT) -> str:
    return "\n".join(html.write([Checked("a.md", found, "de")], about))


MARKED = [  # target, span, what stands below the message
    ("He he went.", (0, 5), ["    He he went.", "    ^^^^^"]),
    ("All of it.", (0, 10), ["    All of it."]),
    ("None of it.", (0, 0), ["    None of it."]),
    ("Here it ends", (12, 12), ["    Here it ends", "                ^"]),
    ("In it.", (3, 3), ["    In it.", "       ^"]),
    ("日本 was wrong", (0, 2), ["    日本 was wrong", "    ^^^^"]),
    ("日本 was wrong", (3, 6), ["    日本 was wrong", "         ^^^"]),
    ("cafe\u0301 bar", (6, 9), ["    cafe\u0301 bar", "         ^^^"]),
    ("a\tb\nc", (4, 5), ["    a⇥b↵c", "        ^"]),
    ("a\u202eb\x1b[2Jc", (6, 7), ["    a�b␛[2Jc", "          ^"]),
    ("<1>is</1> bad", (10, 13), ["    <1>is</1> bad", "              ^^^"]),
    ("x" * 200 + "bad", (200, 203), ["    …" + "x" * 60 + "bad", "     " + " " * 60 + "^^^"]),
    ("bad" + "x" * 200, (0, 3), ["    bad" + "x" * 157 + "…", "    ^^^"]),
]  # fmt: skip


@pytest.mark.parametrize(("target", "span", "below"), MARKED)
def test_the_span_is_marked_where_it_is_seen(target: str, span: tuple[int, int], below: list[str]) -> None:
    assert as_text(issue(target=target, start=span[0], end=span[1])).split("\n")[1:] == below


@given(issues())
def test_text_never_breaks_its_lines(found: Issue) -> None:
    lines = as_text(found).splitlines()
    assert len(lines) == len(as_text(found).split("\n")) <= 3
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line) for line in lines)
    assert len(visible(found.target)) == len(found.target)
    assert width(found.target) >= 0


@given(st.lists(issues(), max_size=4))
def test_json_and_text_leave_out_what_does_not_count(found: list[Issue]) -> None:
    rows = [json.loads(line) for line in FORMATS["json"]([Checked("a", tuple(found))], ABOUT)]
    assert [row["message"] for row in rows] == [one.message for one in found if one.open]
    assert len(list(FORMATS["text"]([Checked("a", tuple(found))], ABOUT))) == len(rows)


@given(st.lists(issues(), max_size=4), st.booleans())
def test_sarif_has_what_its_readers_ask_for(found: list[Issue], baseline: bool) -> None:
    written = "".join(sarif.write([Checked("a", tuple(found)), Checked("c.po", error=TranslatorError("is broken", path="c.po"))], About("en", RULES, baseline)))
    written.encode()
    log = json.loads(written)
    (run,) = log["runs"]
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    assert run["invocations"] == [{"executionSuccessful": False, "toolExecutionNotifications": [
        {"level": "error", "message": {"text": "is broken"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "c.po"}}}]}]}]  # fmt: skip
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert all(0 < len(rule[name]["text"]) <= 1024 for rule in rules for name in ("shortDescription", "fullDescription", "help"))
    for one, result in zip(found, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.check
        assert result["level"] == ("warning" if one.severity is Severity.MINOR else "error")
        assert "](" not in result["message"]["text"]
        assert len(result["message"]["text"]) <= 1024
        (location,) = result["locations"]
        assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", location["physicalLocation"]["artifactLocation"]["uri"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert result["partialFingerprints"] == {"translatorIssue/v1": fingerprint(one)}
        assert bool(result["suppressions"]) is bool(one.ignored)
        assert result.get("baselineState") == (("unchanged" if one.known else "new") if baseline else None)


def test_sarif_keeps_the_worst_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    found = (issue(severity=Severity.MINOR), issue(), issue(severity=Severity.CRITICAL))
    (run,) = json.loads("".join(sarif.write([Checked("a.md", found)], ABOUT)))["runs"]
    assert [result["properties"]["severity"] for result in run["results"]] == ["critical", "major"]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "only the 2 worst of 3 issues are listed"


def test_names_of_files_become_relative_addresses() -> None:
    assert sarif.uri(str(ROOT / "corpus" / "ä b" / "source.md")).endswith("corpus/%C3%A4%20b/source.md")
    assert sarif.uri("./a/../b:c.po") == "b%3Ac.po"
    assert sarif.uri("x\udcff.po") == "x%FF.po"


class Seen(HTMLParser):
    """Reads a page the way a browser does: tags, and the text of each definition."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.texts, self.links = list[str](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "style")]
        if tag != "meta":
            self.open.append(tag)
        if tag == "dd":
            assert dict(attrs)["dir"] == "auto"
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "dd" in self.open:
            self.texts[-1] += data


@given(st.lists(issues(), min_size=1, max_size=4))
def test_html_holds_any_text_and_nothing_gets_out(found: list[Issue]) -> None:
    text = page(*found)
    text.encode()
    seen = Seen(text)
    assert not seen.open
    assert set(seen.tags) <= {"html", "head", "meta", "title", "style", "body", "header", "main", "section", "nav", "table", "caption", "thead", "tbody", "tfoot", "tr",
                              "th", "td", "h1", "h2", "h3", "p", "ol", "ul", "li", "dl", "dt", "dd", "div", "span", "bdi", "mark", "details", "summary", "a"}  # fmt: skip
    shown = [one for one in found if one.open] + [one for one in found if one.ignored]
    assert seen.texts == [part.translate(html.CONTROLS) for one in shown for part in (one.source, one.target) if part]
    assert all(link.startswith("#") for link in seen.links)


def test_html_says_languages_counts_and_reasons() -> None:
    text = page(
        issue(target="There are 4.", start=10, end=11, suggestion="3"), issue("x", check="quotes", severity=Severity.MINOR), issue(ignored="the council says 3"),
        issue(known=True), about=About("en-GB", RULES),
    )  # fmt: skip
    assert '<dd dir="auto" lang="de">Drei Räte.</dd>' in text
    assert '<dd dir="auto" lang="en-GB">There are <mark>4</mark>.</dd>' in text
    assert 'Suggestion: <bdi lang="en-GB">3</bdi>' in text
    assert "<p>2 issues in 1 document. 1 issue of the baseline is left out; 1 issue is ignored, with a reason.</p>" in text
    assert "Ignored: <bdi>the council says 3</bdi>" in text
    assert '<tr><th scope="row">numbers</th><td class="number major">1</td><td class="number minor">–</td><td class="number">1</td>' in text


def test_html_tells_colours_apart() -> None:
    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for scheme in re.findall(r":root \{(.*?)\}", html.STYLE, re.S):
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for name, ground in [(name, ground) for name in ("text", "soft", "critical", "major", "minor", "link") for ground in ("page", "box")] + [
            ("text", "mark")
        ]:
            one, other = sorted((light(colours[name]), light(colours[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (name, ground)


def test_a_summary_counts_what_counts() -> None:
    assert summary([issue(), issue(ignored="so it is"), issue(known=True)]) == "1 issue: 1 major numbers; 1 ignored, with a reason"
    assert summary([issue(ignored="a"), issue(ignored="b")]) == "no issues; 2 ignored, with reasons"


SAME = [  # two issues, whether they are one for a baseline
    (issue(line=1), issue(line=9, target="Other words.", key="k-2"), True),
    (issue(source="Drei  Räte."), issue(source="Drei\nRäte."), True),
    (issue("3 is missing"), issue("4 is missing"), False),
    (issue(check="numbers"), issue(check="quotes"), False),
    (issue(source="Drei Räte."), issue(source="Vier Räte."), False),
    (issue("one name is “A” in line 3 and “B” in lines 4, 5; “A” is right, nearer to the source"), issue("one name is “B” in line 5 and “A” in lines 3, 8 …; “A” is right, the usual one", source="x"), True),
    (issue("one name is “A” in line 3 and “B” in line 4"), issue("one name is “A” in line 3 and “C” in line 4"), False),
    (issue("“He” stands twice in a row", key=None, source=""), issue("“He” stands twice in a row", key=None, source="", line=7), True),
    (issue("3 is missing", key=None, source=""), issue("4 is missing", key=None, source=""), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_a_fingerprint_outlives_other_peoples_changes(one: Issue, other: Issue, same: bool) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same


def kept(path: Path, *found: Issue, document: str = "a.md", to: str = "en") -> Baseline:
    """Write a baseline of a document's issues."""
    baseline = Baseline(path, to, missing=True)
    baseline.sort(Checked(str(path.parent / document), found))
    baseline.write()
    return baseline


def test_a_baseline_knows_what_it_has_seen(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    (tmp_path / "a.md").write_text("", "utf-8")
    (tmp_path / "b.md").write_text("", "utf-8")
    kept(path, issue(), issue(), issue("4 is missing"))
    kept(path, issue(), to="fr")
    kept(path, issue(), document="b.md")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(row["document"], row["to"], row["message"], row.get("count")) for row in rows] == [
        ("a.md", "en", "3 is missing", 2), ("a.md", "en", "4 is missing", None), ("a.md", "fr", "3 is missing", None), ("b.md", "en", "3 is missing", None),
    ]  # fmt: skip
    again = Baseline(path, "en")
    found = again.sort(Checked(str(tmp_path / "a.md"), (issue(line=7), issue(), issue(), issue("5 is missing"), issue(ignored="so it is"))))
    assert [one.known for one in found.issues] == [True, True, False, False, False]
    assert (again.known, again.fresh, again.gone) == (2, 2, 1)
    (tmp_path / "b.md").unlink()
    assert again.gone == 2
    assert again.write() == 5  # 3 + 1 of a.md, one of a.md in French
    before = path.read_bytes()
    kept(path, *(one for one in found.issues if not one.ignored))
    assert path.read_bytes() == before


BROKEN = [  # file, line, reason
    ("\n{}\n", 2, "is no line of a baseline"),
    ("[]\n", 1, "is no line of a baseline"),
    ("msgid ''\n", 1, "is no line of a baseline"),
    ('{"document": "a", "to": "en", "check": "x", "message": "m", "fingerprint": "f", "count": 0}', 1, "is no line of a baseline"),
    ('{"document": "a", "to": "en", "check": "x", "message": "m", "fingerprint": "f"}\n<<<<<<< HEAD\n', 2, "holds a merge conflict"),
    ("[" * 100_000, 1, "is no line of a baseline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN)
def test_a_broken_baseline_is_named_with_its_line_and_never_overwritten(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(text, "utf-8")
    for missing in (False, True):
        with pytest.raises(FormatError) as caught:
            Baseline(path, "en", missing=missing)
        assert (caught.value.line, caught.value.reason) == (line, reason)


def test_a_baseline_holds_no_lines(tmp_path: Path) -> None:
    kept(tmp_path / "known.jsonl", issue("one name is “A” in line 3 and “B” in lines 4, 5 …; which one is right?"))
    assert json.loads((tmp_path / "known.jsonl").read_text("utf-8"))["message"] == "one name is “A” in line … and “B” in line …; which one is right?"


def test_a_baseline_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such baseline"):
        Baseline(tmp_path / "known.jsonl", "en")
    assert not any(one.open for checked in all_known([Checked("a", (issue(), issue(ignored="x")))]) for one in checked.issues)


def test_every_check_says_something_of_its_example() -> None:
    shown = manual.examples()
    assert set(shown) == {rule.id for rule in RULES} - {rule.id for rule in manual.OTHERS}
    assert all(lines[-1].startswith("→ ") for lines in shown.values())


def test_the_manual_is_made_from_the_checks() -> None:
    assert tuple(rule.id for rule in RULES) == KNOWN
    assert KNOWN[: len(CHECKS)] == CHECKS
    assert all(re.fullmatch(r"[A-Z].*\.", rule.text) for rule in RULES)
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == manual.page(), "python -m translator.manual > docs/checks.md"
