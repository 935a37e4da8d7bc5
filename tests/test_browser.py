"""The desk in a real browser, by keyboard alone: Debian's Chromium, no waiting but for what can be seen."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import polib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.conftest import ROOT
from translator import pipeline
from translator.desk import Desk
from translator.project import Project

CHROMIUM = "/usr/bin/chromium"
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here; .ci/run installs it")

Make = Callable[..., Project]
TEXT = (
    "# Die Wahl im Norden\n\nDer Experte Andrej Lenkow schätzt die Lage ein. Das wäre **ein Drittel** der Stimmen. Am Abend sprach Lenkow im Saal.\n\n"
    "Es waren 12.000 Menschen gekommen.\n"
)
GLOSSARY = "source,target,status,kind\nExperte,specialist,preferred,term\n"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield chromium
    chromium.close()


@pytest.fixture
def folder(desk: Make, tmp_path: Path) -> Path:
    """A folder with one drafted article and a glossary."""
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "terms.de-en.csv").write_text(GLOSSARY, "utf-8")
    (tmp_path / "wahl.md").write_text(TEXT, "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(desk(glossaries=()), [tmp_path / "wahl.md"]))
    return tmp_path


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", "from translator.cli import main; main()", "edit", "--no-browser", "--port", "0", "--as", "Jane Doe", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield process, address
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@contextmanager
def context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    made = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, "locale": "en-US", **options})
    made.set_default_timeout(20_000)
    try:
        yield made
    finally:
        made.close()


def opened(context_: BrowserContext, address: str) -> Page:
    """Open the article, and fail on any message of the browser's console."""
    page = context_.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address.replace("/?", "/a/wahl?"))
    page.wait_for_selector("body[data-ready]")
    return page


def entries(folder: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(folder / "corpus/wahl/en.po"), wrapwidth=0))


def until(seen: Callable[[], bool]) -> None:
    """Wait for something outside the browser."""
    end = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < end, "it never came"
        threading.Event().wait(0.02)


def write(page: Page, text: str) -> None:
    """Replace the text of the open sentence as a person types."""
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def row(page: Page, number: int) -> Any:
    return page.locator(".segment").nth(number)


def at(page: Page, number: int) -> None:
    expect(row(page, number)).to_have_class(re.compile(r"\bactive\b"))
    expect(row(page, number).locator("textarea")).to_be_focused()


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text(re.compile(r"^(saved|gespeichert) \d"))


def test_a_whole_article_by_keyboard_alone(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        press = page.keyboard.press
        at(page, 0)
        write(page, "The Election in the North")  # correct and confirm
        press("Control+Enter")
        at(page, 1)
        assert entries(folder)[0].msgstr == "The Election in the North" and not entries(folder)[0].fuzzy
        expect(page.locator("#terms")).to_contain_text("specialist")
        write(page, "The ")
        press("Alt+g")  # insert a term
        expect(page.locator("#message")).to_contain_text("a specialist")
        press("a")
        page.keyboard.type(" Andrei Lenkow assesses the situation.")
        expect(row(page, 1).locator("textarea")).to_have_value("The specialist Andrei Lenkow assesses the situation.")
        press("Control+Enter")
        at(page, 2)
        expect(page.locator(".segment.active[data-looked]")).to_have_count(1)
        write(page, "That would be <1>a third</1> of the votes.")
        press("Control+Enter")
        at(page, 3)
        press("Control+Home")
        for _ in range(3):
            press("Control+ArrowRight")
        press("Control+Shift+ArrowRight")  # select the name in the draft
        press("Alt+f")  # and fix it everywhere
        expect(page.locator("#replace-old")).to_have_value("Lenkow")
        expect(page.locator("#replace-new")).to_be_focused()
        page.keyboard.type("Lenkov")
        expect(page.locator("#replace-places input")).to_have_count(2)
        expect(page.locator("#replace-places[data-for='Lenkow→Lenkov']")).to_have_count(1)
        expect(page.locator("#replace-places input:checked")).to_have_count(1)  # the draft; Jane's own sentence is listed
        press("Tab")
        for _ in range(3):
            press("Tab")
        press("Space")
        expect(page.locator("#replace-places input:checked")).to_have_count(2)
        press("Enter")
        expect(page.locator("#d-replace")).to_be_hidden()
        assert [("Lenkov" in e.msgstr, "Lenkow" in e.msgstr) for e in entries(folder) if "Lenk" in e.msgid] == [(True, False), (True, False)]
        assert "Lenkow,Lenkov,preferred" in "".join(p.read_text("utf-8") for p in (folder / "glossaries").glob("*.csv"))
        at(page, 3)
        press("Control+z")  # one undo takes it back
        expect(page.locator("#message")).to_have_text("taken back: replacement")
        at(page, 1)
        assert all("Lenkow" in e.msgstr for e in entries(folder) if "Lenk" in e.msgid)
        press("Control+y")
        expect(page.locator("#message")).to_have_text("done again: replacement")
        assert all("Lenkov" in e.msgstr for e in entries(folder) if "Lenk" in e.msgid)
        for number in (2, 3):
            press("Alt+ArrowDown")
            at(page, number)
        write(page, "In the evening Lenkov spoke in the hall.")
        press("Control+Enter")
        at(page, 4)
        write(page, "There were 300 people.")  # a wrong number is seen while it is typed
        expect(row(page, 4).locator(".issue").first).to_contain_text("numbers")
        write(page, "12,000 people had come.")
        expect(row(page, 4).locator("textarea[data-checked]")).to_have_count(1)
        expect(row(page, 4).locator(".issue", has_text="numbers")).to_have_count(0)
        press("Control+Enter")
        expect(page.locator("#message")).to_have_text("nothing is left to confirm")
        expect(page.locator("#done")).to_have_text("5/5 confirmed")
        press("Alt+o")
        expect(page.locator("#sign-who")).to_have_text("You sign as Jane Doe.")
        expect(page.locator("#sign-credit")).to_contain_text("Post-edited by Jane Doe.")
        page.locator("#sign-button").press("Enter")
        expect(page.locator("#d-sign")).to_be_hidden()
        expect(row(page, 0)).to_have_attribute("data-state", "final")
        press("Alt+v")
        expect(page.locator("#preview-text")).to_contain_text("The specialist Andrei Lenkov assesses the situation. That would be **a third** of the votes.")
        with page.expect_download() as download:
            press("Enter")
        assert "12,000 people had come." in Path(download.value.path()).read_text("utf-8")
        assert download.value.suggested_filename == "wahl.en.md"
    history = (folder / "corpus/wahl/en.history.jsonl").read_text("utf-8")
    assert history.count('"state":"final"') == 5


def test_a_killed_server_loses_nothing(browser: Browser, folder: Path) -> None:
    with context(browser) as context_:
        with serving(folder) as (process, address):
            page = opened(context_, address)
            at(page, 0)
            write(page, "The Election")
            page.keyboard.press("Control+Enter")
            at(page, 1)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert (entries(folder)[0].msgstr, entries(folder)[0].fuzzy) == ("The Election", False)
            page.keyboard.type("Still typing: ")
            expect(page.locator("#saved")).to_contain_text("does not answer")
        port = re.findall(r":(\d+)/", address)[0]
        with serving(folder, "--port", port) as (_, again):
            assert again == address
            saved(page)  # the open page goes on by itself
            until(lambda: entries(folder)[1].msgstr.startswith("Still typing: "))
            assert entries(folder)[1].fuzzy
            page.keyboard.press("Control+Enter")
            at(page, 2)
            assert not entries(folder)[1].fuzzy


def test_what_is_typed_behind_a_confirmation_while_the_desk_is_away_is_kept(browser: Browser, folder: Path) -> None:
    with context(browser) as context_:
        with serving(folder) as (process, address):
            page = opened(context_, address)
            at(page, 0)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            write(page, "The Election")
            page.keyboard.press("Control+Enter")
            expect(page.locator("#saved")).to_contain_text("does not answer")
            page.keyboard.type(" in the North")
            page.keyboard.press("Alt+ArrowDown")
            at(page, 1)
        port = re.findall(r":(\d+)/", address)[0]
        with serving(folder, "--port", port):
            until(lambda: entries(folder)[0].msgstr == "The Election in the North")
            saved(page)
            expect(row(page, 0).locator(".shown")).to_have_text("The Election in the North")


def test_a_new_version_of_the_article_leaves_the_typing_alone(browser: Browser, desk: Make, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        page.keyboard.press("Alt+ArrowDown")
        at(page, 1)
        write(page, "The expert sees it")
        saved(page)
        page.keyboard.type(" so")
        (folder / "wahl.md").write_text(TEXT.replace("schätzt die", "schätzt jetzt die").replace("\n\nEs waren", " Und er ging.\n\nEs waren"), "utf-8")
        assert all(outcome.error is None for outcome in pipeline.translate(desk(glossaries=()), [folder / "wahl.md"]))
        page.keyboard.press("Home")
        page.keyboard.type("Today ")
        expect(row(page, 1).locator(".source")).to_contain_text("schätzt jetzt die", timeout=20_000)
        at(page, 1)
        page.keyboard.type("again ")
        expect(row(page, 1).locator("textarea")).to_have_value("Today again The expert sees it so")
        saved(page)
        assert entries(folder)[1].msgstr == "Today again The expert sees it so" and len(entries(folder)) == 6


def test_a_page_that_is_loaded_again_goes_on(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        for n in range(3):
            page.keyboard.type(f"{n} ")
            page.reload()
            page.wait_for_selector("body[data-ready]")
            at(page, 0)
        page.keyboard.type("3 ")
        expect(row(page, 0).locator("textarea")).to_have_value(re.compile(r"^0 1 2 3 "))
        saved(page)
        expect(page.locator(".conflict")).to_have_count(0)
        assert entries(folder)[0].msgstr.startswith("0 1 2 3 ")


def test_the_last_step_is_taken_back_first(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        page.keyboard.press("Control+z")
        expect(page.locator("#message")).to_have_text(re.compile("nothing to take back"))
        expect(page.locator("#saved")).not_to_contain_text("not saved")
        write(page, "Typed")
        saved(page)
        page.keyboard.press("Control+h")
        page.locator("#replace-old").fill("Lenkow")
        page.locator("#replace-new").fill("Lenkov")
        expect(page.locator("#replace-places[data-for='Lenkow→Lenkov']")).to_have_count(1)
        page.locator("#replace-new").press("Enter")
        expect(page.locator("#d-replace")).to_be_hidden()
        until(lambda: all("Lenkow" not in e.msgstr for e in entries(folder)))
        page.keyboard.press("Control+z")
        expect(page.locator("#message")).to_have_text("taken back: replacement")
        until(lambda: sum("Lenkow" in e.msgstr for e in entries(folder)) == 2)
        assert entries(folder)[0].msgstr == "Typed"


@pytest.mark.parametrize("after", [1, 7, 20])
def test_what_was_answered_is_on_disk_whenever_the_server_is_killed(desk: Make, tmp_path: Path, after: int) -> None:
    path = tmp_path / "wahl.md"
    path.write_text("\n\n".join(f"Das ist der Satz Nummer {n} von vielen." for n in range(60)), "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(desk(), [path]))
    keys = [entry.msgctxt for entry in entries(tmp_path)]
    answered: list[str] = []
    with serving(tmp_path) as (process, address):
        host, token = re.findall(r"http://([^/]+)/\?token=(.+)", address)[0]
        headers = {"Origin": f"http://{host}", "Content-Type": "application/json", "Cookie": f"desk-{host.partition(':')[2]}={token}"}

        def work() -> None:
            link = HTTPConnection(host)
            try:
                for key in keys:
                    link.request("POST", "/a/wahl/confirm", json.dumps({"key": key, "text": f"text of {key}"}), headers)
                    assert link.getresponse().read().startswith(b'{"segments"')
                    answered.append(key)
            except (OSError, HTTPException):
                pass  # it is dead

        thread = threading.Thread(target=work)
        thread.start()
        until(lambda: len(answered) >= after)
        os.kill(process.pid, signal.SIGKILL)
        thread.join()
    assert len(answered) >= after
    found = {entry.msgctxt: entry for entry in entries(tmp_path)}
    assert len(found) == len(keys)
    for key in answered:
        assert (found[key].msgstr, found[key].fuzzy) == (f"text of {key}", False)
    with serving(tmp_path):  # and it opens again
        project = desk()
        confirmed = [segment.key for segment in Desk(project).open("wahl").segments if segment.confirmed]
        assert set(answered) <= set(confirmed)


def test_a_closed_tab_loses_nothing(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        write(page, "Typed and left")
        page.close(run_before_unload=True)
        until(lambda: entries(folder)[0].msgstr == "Typed and left")
        assert entries(folder)[0].fuzzy


def test_a_killed_browser_loses_nothing_that_was_confirmed(playwright: Playwright, folder: Path) -> None:
    with serving(folder) as (_, address):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = opened(chromium.new_context(locale="en-US"), address)
        at(page, 0)
        write(page, "Confirmed")
        page.keyboard.press("Control+Enter")
        at(page, 1)
        write(page, "Typed")
        saved(page)
        processes = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        os.kill(next(int(process["id"]) for process in processes if process["type"] == "browser"), signal.SIGKILL)
        assert [(e.msgstr, e.fuzzy) for e in entries(folder)[:2]] == [("Confirmed", False), ("Typed", True)]


def test_two_browsers_do_not_overwrite_each_other(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as one, context(browser) as two:
        one.route("**/news?*", lambda _: None)  # Jane's page has not heard of it when she types
        jane, otto = opened(one, address), opened(two, address)
        at(jane, 0)
        at(otto, 0)
        otto.keyboard.type("Otto: ")
        saved(otto)
        jane.keyboard.type("Jane: ")
        expect(jane.locator(".conflict")).to_contain_text("Otto: ")
        expect(jane.locator(".conflict .ours")).to_contain_text("Jane: ")
        assert entries(folder)[0].msgstr.startswith("Otto: ")
        jane.locator("[data-choose=ours]").press("Enter")
        expect(jane.locator(".conflict")).to_have_count(0)
        until(lambda: entries(folder)[0].msgstr.startswith("Jane: "))
        assert '"text":"Otto: ' in (folder / "corpus/wahl/en.history.jsonl").read_text("utf-8")
        jane.keyboard.press("Alt+ArrowDown")
        at(jane, 1)
        write(jane, "The specialist speaks.")
        jane.keyboard.press("Control+Enter")
        at(jane, 2)
        expect(row(otto, 1).locator(".shown")).to_have_text("The specialist speaks.")  # others are refreshed in place


def test_an_outside_edit_is_shown(browser: Browser, folder: Path) -> None:
    def outside(number: int, text: str) -> None:
        path = folder / "corpus/wahl/en.po"
        catalog = polib.pofile(str(path), wrapwidth=0)
        catalog[number].msgstr, catalog[number].flags = text, []
        catalog.metadata["Last-Translator"] = "Ana <ana@example.org>"
        catalog.save(str(path))

    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        outside(2, "That would be <1>a third</1>.")
        expect(row(page, 2)).to_have_class(re.compile("news"))
        expect(row(page, 2)).to_have_attribute("data-state", "confirmed")
        write(page, "From the desk")
        saved(page)
        outside(0, "From Poedit")
        expect(page.locator(".conflict .theirs")).to_have_text("From Poedit")
        expect(page.locator(".conflict .ours")).to_have_text("From the desk")
        page.locator("[data-choose=theirs]").press("Enter")
        expect(row(page, 0).locator("textarea")).to_have_value("From Poedit")
        assert [entries(folder)[n].msgstr for n in (0, 2)] == ["From Poedit", "That would be <1>a third</1>."]


def test_nothing_is_confirmed_by_accident(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        expect(row(page, 0).locator("textarea[data-read]")).to_have_count(1)
        page.keyboard.down("Control")
        page.keyboard.down("Enter")
        for _ in range(20):
            page.keyboard.down("Enter")  # held down: the keyboard repeats
        page.keyboard.up("Enter")
        page.keyboard.up("Control")
        at(page, 1)
        expect(page.locator("#message")).to_have_text("confirmed unchanged")
        assert [e.fuzzy for e in entries(folder)] == [False, True, True, True, True]
        expect(page.locator("#done")).to_have_text("1/5 confirmed")
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#message")).to_contain_text("Have you read it?")
        assert entries(folder)[2].fuzzy


def test_nobody_types_too_fast(browser: Browser, desk: Make, tmp_path: Path) -> None:
    path = tmp_path / "wahl.md"
    path.write_text("\n\n".join(f"Das ist der Satz Nummer {n} von vielen." for n in range(30)), "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(desk(), [path]))
    drafts = [e.msgstr for e in entries(tmp_path)]
    with serving(tmp_path) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        for number in range(30):
            page.keyboard.type(f"{number}, typed. ")  # at once: the sentence may still be on its way
            at(page, number)
            page.keyboard.press("Control+Enter")
        expect(page.locator("#done")).to_have_text("30/30 confirmed")
    assert [(e.msgstr, e.fuzzy) for e in entries(tmp_path)] == [(f"{n}, typed. {draft}", False) for n, draft in enumerate(drafts)]


def test_what_cannot_be_saved_is_kept_and_tried_again(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        full = {"error": "cannot be written: the disk is full", "hint": "free some space"}
        page.route("**/a/wahl/type", lambda route: route.fulfill(status=500, json=full))
        write(page, "On a full disk")
        expect(page.locator("#saved")).to_contain_text("the disk is full")
        page.keyboard.press("Alt+ArrowDown")
        at(page, 1)
        expect(row(page, 0).locator(".shown")).to_have_text("On a full disk")
        assert entries(folder)[0].msgstr != "On a full disk"
        page.unroute("**/a/wahl/type")
        until(lambda: entries(folder)[0].msgstr == "On a full disk")
        saved(page)


def test_undo_is_the_browsers_while_there_is_typing(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        write(page, "First")
        page.keyboard.press("Control+Enter")
        at(page, 1)
        before = row(page, 1).locator("textarea").input_value()
        page.keyboard.type("x")
        page.keyboard.press("Control+z")
        expect(row(page, 1).locator("textarea")).to_have_value(before)
        saved(page)
        page.keyboard.press("Control+z")
        expect(page.locator("#message")).to_contain_text("taken back: confirmation")
        at(page, 0)
        until(lambda: entries(folder)[0].fuzzy)
        assert entries(folder)[0].msgstr == "First"


def test_keys_of_the_settings_are_those_of_the_page(browser: Browser, folder: Path) -> None:
    (folder / "translator.toml").write_text('[keys]\nconfirm = "F2"\nhelp = "F9"\n', "utf-8")
    with serving(folder) as (_, address), context(browser, locale="de-DE") as context_:
        page = opened(context_, address)
        at(page, 0)
        write(page, "First")
        page.keyboard.press("F2")
        at(page, 1)
        page.keyboard.press("F9")
        expect(page.locator("#d-help")).to_contain_text("bestätigen, weiter zum nächsten offenen")
        expect(page.locator("#d-help kbd").first).to_have_text("F2")
        page.keyboard.press("Escape")
        expect(page.locator("#d-help")).to_be_hidden()
        at(page, 1)


def test_what_helps_with_a_sentence(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        press, field = page.keyboard.press, page.locator(".segment.active textarea")
        at(page, 0)
        draft = field.input_value()
        write(page, "Something else")
        press("Alt+s")  # copy the source
        expect(field).to_have_value("Die Wahl im Norden")
        write(page, "Something else")
        saved(page)
        press("Alt+r")  # restore the draft
        expect(field).to_have_value(draft)
        until(lambda: entries(folder)[0].msgstr == draft)
        write(page, "The Election in the North")
        press("Control+Enter")
        at(page, 1)
        press("Alt+ArrowUp")
        at(page, 0)
        expect(page.locator(".segment.active[data-looked]")).to_have_count(1)
        expect(page.locator("#history")).to_contain_text("Jane Doe · confirmed")
        press("Alt+h")
        expect(page.locator("#history")).to_be_focused()
        press("Escape")
        press("Enter")
        expect(field).to_be_focused()
        press("Alt+1")  # the first offer is the draft
        expect(field).to_have_value(draft)
        press("Control+z")  # the browser's own
        expect(field).to_have_value("The Election in the North")
        saved(page)
        press("Alt+u")
        until(lambda: entries(folder)[0].fuzzy)
        expect(row(page, 0)).to_have_attribute("data-state", "typed")
        press("Control+Enter")
        at(page, 1)
        press("Control+k")  # concordance
        page.keyboard.type("Wahl")
        expect(page.locator("#concordance-found")).to_contain_text("The Election in the North")
        press("Escape")
        press("Alt+t")  # a new term
        page.keyboard.type("Lage")
        press("Tab")
        page.keyboard.type("situation")
        press("Enter")
        expect(page.locator("#message")).to_contain_text("Lage → situation")
        expect(page.locator("#terms")).to_contain_text("situation")
        assert "Lage,situation" in "".join(p.read_text("utf-8") for p in (folder / "glossaries").glob("*.csv"))
        press("Control+h")  # find and replace
        page.keyboard.type("Lenkow")
        press("Tab")
        page.keyboard.type("Lenkov")
        expect(page.locator("#replace-places[data-for='Lenkow→Lenkov'] input:checked")).to_have_count(2)
        press("Enter")
        expect(page.locator("#message")).to_have_text("2 places changed")
        assert sum("Lenkov" in e.msgstr for e in entries(folder)) == 2
        at(page, 1)
        for number in (2, 3, 4):
            press("Alt+ArrowDown")
            at(page, number)
        write(page, "12.000 people had come.")
        expect(row(page, 4).locator(".issue").first).to_contain_text("12,000")
        press("Alt+.")  # the suggested fix
        expect(field).to_have_value("12,000 people had come.")
        press("Alt+n")
        expect(row(page, 4)).not_to_have_class(re.compile("active"))


def test_on_a_mac_control_does_what_alt_does_elsewhere(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser, user_agent="Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)") as context_:
        context_.add_init_script("Object.defineProperty(navigator, 'platform', {get: () => 'MacIntel'})")
        page = opened(context_, address)
        at(page, 0)
        page.keyboard.press("Control+s")
        expect(row(page, 0).locator("textarea")).to_have_value("Die Wahl im Norden")
        page.keyboard.press("Alt+ArrowDown")
        at(page, 1)
        page.keyboard.press("Control+c")
        expect(page.locator("#d-comment")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("F1")
        expect(page.locator("#d-help")).to_contain_text("Ctrl+G")
        expect(page.locator("#d-help")).to_contain_text("⌥↓")


def test_comments_and_reasons_by_keyboard(browser: Browser, folder: Path) -> None:
    with serving(folder) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        at(page, 0)
        page.keyboard.press("Alt+c")
        page.keyboard.type("a better headline?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(row(page, 0).locator(".note")).to_contain_text("a better headline?")
        for number in range(4):
            page.keyboard.press("Alt+ArrowDown")
            at(page, number + 1)
        write(page, "There were 300 people.")
        expect(row(page, 4).locator(".issue", has_text="numbers").first).to_be_visible()
        saved(page)
        page.keyboard.press("Alt+,")
        page.keyboard.type("as counted on the day")
        page.keyboard.press("Enter")
        expect(row(page, 4).locator(".issue.ignored")).to_contain_text("as counted on the day")
        assert entries(folder)[0].tcomment == "a better headline?"
        assert "as counted on the day" in entries(folder)[4].tcomment


def test_article_texts_are_never_run(browser: Browser, desk: Make, tmp_path: Path) -> None:
    path = tmp_path / "wahl.txt"
    path.write_text("Der <script>document.title='x'</script> „<img src=x onerror=document.title='x'>“ war hier.\n\nEin zweiter Satz steht da.\n", "utf-8")
    assert all(outcome.error is None for outcome in pipeline.translate(desk(), [path]))
    with serving(tmp_path) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        at(page, 0)
        write(page, "</textarea><script>document.title='x'</script><img src=x onerror=document.title='x'> \u202e")
        page.keyboard.press("Control+Enter")
        at(page, 1)
        page.keyboard.press("Alt+v")
        expect(page.locator("#preview-text")).to_contain_text("<script>")
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert page.title() != "x" and page.locator("main script, main img, dialog img").count() == 0
        assert not [text for text in said if "Content Security Policy" in text]


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-US"), ("dark", "de-DE")])
def test_everyone_can_use_it(browser: Browser, folder: Path, scheme: str, locale: str) -> None:
    def clean(page: Page, where: str) -> None:
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{where}: {found.generate_report()}"

    with serving(folder) as (_, address), context(browser, color_scheme=scheme, locale=locale, reduced_motion="reduce") as context_:
        page = context_.new_page()
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        clean(page, "list")
        page.goto(address.replace("/?", "/a/wahl?"))
        page.wait_for_selector("body[data-ready]")
        at(page, 0)
        for _ in range(3):
            page.keyboard.press("Alt+ArrowDown")
        write(page, "There were 300 people.")
        saved(page)
        page.wait_for_selector(".segment.active[data-looked]")
        clean(page, "article")
        for keys, name in (("F1", "help"), ("Alt+c", "comment"), ("Alt+t", "term"), ("Control+h", "replace"), ("Alt+f", "replace"), ("Control+k", "concordance"),
                           ("Alt+o", "sign"), ("Alt+v", "preview"), ("Alt+,", "ignore")):  # fmt: skip
            page.keyboard.press(keys)
            page.wait_for_selector(f"#d-{name}[open]")
            clean(page, name)
            page.keyboard.press("Escape")
            expect(page.locator(f"#d-{name}")).to_be_hidden()


def test_a_laptop_screen_shows_seven_sentences(browser: Browser, desk: Make, tmp_path: Path) -> None:
    path = tmp_path / "wahl.md"
    path.write_text(
        "\n\n".join(f"Das ist der Satz Nummer {n} von vielen, der mit einem Nebensatz weit über die Zeile hinaus läuft." for n in range(30)), "utf-8"
    )
    assert all(outcome.error is None for outcome in pipeline.translate(desk(), [path]))
    with serving(tmp_path) as (_, address), context(browser) as context_:
        page = opened(context_, address)
        heights = []
        for number in range(12):
            at(page, number)
            heights.append(page.locator(".segment.active").bounding_box()["y"])  # type: ignore[index]  # it is on the screen
            page.keyboard.press("Alt+ArrowDown")
        assert max(heights) - min(heights) < 2  # the text moves, the open sentence stays where it is
        box = page.locator("#work").bounding_box()
        assert box is not None
        whole = [
            b
            for b in (one.bounding_box() for one in page.locator(".segment").all())
            if b and b["y"] >= box["y"] and b["y"] + b["height"] <= box["y"] + box["height"]
        ]
        assert len(whole) >= 7
