"""The desk's server: whom it lets in, what it lets a page do, what it says to nonsense."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from weakref import ref

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests import test_checks
from tests.conftest import ROOT
from tests.test_cli import translator
from translator import config, credits, manual, pipeline, times
from translator.desk import Desk
from translator.errors import UsageError
from translator.project import Project
from translator.steps import stamp
from translator.web import keys, messages, server, texts
from translator.web.app import LANGUAGES, application
from translator.web.guard import LARGEST

Make = Callable[..., Project]
TOKEN, HOST = "t" * 32, "127.0.0.1:8417"
HOSTS = frozenset({HOST})
HOSTILE = "Der <script>alert(1)</script> & „<img src=x onerror=alert(2)>“ sagt \u202eretsnimsni\u202c viel."
TEXT = f"# Die Wahl\n\n{HOSTILE} Lenkow war **nie** da.\n\nEs waren 12.000 Menschen.\n"


@pytest.fixture
def project(desk: Make, tmp_path: Path) -> Project:
    path = tmp_path / "wahl.txt"
    path.write_text(TEXT, "utf-8")
    made = desk("Jane")
    assert all(outcome.error is None for outcome in pipeline.translate(made, [path]))
    return made


@pytest.fixture
def client(project: Project) -> Iterator[TestClient]:
    with TestClient(application(project, token=TOKEN, hosts=HOSTS), base_url=f"http://{HOST}", raise_server_exceptions=True, follow_redirects=False) as made:
        made.cookies.set("desk", TOKEN)
        yield made


def ask(client: TestClient, action: str, slug: str = "wahl", **body: Any) -> Any:
    return client.post(f"/a/{slug}/{action}", json=body, headers={"origin": f"http://{HOST}"})


def first(client: TestClient, number: int = 1) -> dict[str, Any]:
    rows: list[dict[str, Any]] = client.get("/a/wahl/news?since=0").json()["segments"]
    return rows[number]


def test_pages_say_what_may_be_done(client: TestClient) -> None:
    for path in ("/", "/a/wahl", "/static/desk.js", "/nothing", "/a/none"):
        answer = client.get(path)
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["cache-control"] == "no-store"


def test_pages_hold_no_script_style_or_address_of_others(client: TestClient) -> None:
    for path in ("/", "/a/wahl"):
        page = client.get(path).text
        read = Tags()
        read.feed(page)
        for tag, values in read.found:
            assert tag not in ("style", "iframe", "object", "embed", "base", "img"), tag
            assert tag != "script" or values["src"].startswith("/static/")
            assert not [name for name in values if name.startswith("on") or name == "style"]
            assert all(re.match(r"/(?!/)|data:,|#", values[name]) for name in ("src", "href", "action") if name in values), values
    for file in (ROOT / "translator/web/static").iterdir():
        assert not re.search(r"https?://|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", file.read_text("utf-8")), file


def test_texts_are_text(client: TestClient) -> None:
    page = client.get("/a/wahl").text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    segment = first(client)
    said = ask(client, "confirm", key=segment["key"], text='"><script>alert(3)</script>', base=segment["stamp"]).json()
    assert said["segments"][0]["target"] == '"><script>alert(3)</script>'
    assert "<script>alert" not in client.get("/a/wahl").text


REFUSED = [  # method, path, headers, cookie, status
    ("GET", "/", {}, None, 403),
    ("GET", "/", {}, "wrong", 403),
    ("GET", "/?token=wrong", {}, None, 403),
    ("GET", "/static/desk.js", {}, None, 403),
    ("GET", "/", {"host": "evil.example:8417"}, TOKEN, 421),
    ("GET", "/", {"host": "127.0.0.1"}, TOKEN, 421),
    ("GET", "/", {"host": "127.0.0.1:8417.evil.example"}, TOKEN, 421),
    ("GET", f"/?token={TOKEN}", {"host": "evil.example"}, None, 421),
    ("POST", "/a/wahl/confirm", {}, TOKEN, 403),
    ("POST", "/a/wahl/confirm", {"origin": "null"}, TOKEN, 403),
    ("POST", "/a/wahl/confirm", {"origin": "http://evil.example"}, TOKEN, 403),
    ("POST", "/a/wahl/confirm", {"origin": "http://127.0.0.1:9"}, TOKEN, 403),
    ("POST", "/a/wahl/confirm", {"origin": f"https://{HOST}"}, TOKEN, 403),
    ("POST", "/who", {"origin": "http://evil.example"}, TOKEN, 403),
    ("POST", "/a/wahl/confirm", {"origin": f"http://{HOST}"}, None, 403),
    ("POST", "/a/wahl/confirm", {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"}, TOKEN, 403),
    ("GET", "/a/wahl/news", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, TOKEN, 403),
    ("GET", "/static/desk.js", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, TOKEN, 403),
    ("PUT", "/", {"origin": f"http://{HOST}"}, TOKEN, 405),
    ("OPTIONS", "/a/wahl/confirm", {"origin": "http://evil.example"}, TOKEN, 405),
]


@pytest.mark.parametrize(("method", "path", "headers", "cookie", "status"), REFUSED)
def test_only_the_desks_own_page_is_let_in(client: TestClient, method: str, path: str, headers: dict[str, str], cookie: str | None, status: int) -> None:
    client.cookies.clear()
    if cookie:
        headers = headers | {"cookie": f"desk={cookie}"}
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


def test_the_token_becomes_a_cookie_once(client: TestClient) -> None:
    client.cookies.clear()
    answer = client.get(f"/a/wahl?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/a/wahl")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get(f"//evil.example/?token={TOKEN}").headers.get("location", "/") == "/"


class Tags(HTMLParser):
    """Lists a page's tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


PATHS = [
    "/a/%2e%2e%2fother",
    "/a/..%2f..%2fetc%2fpasswd",
    "/a/.locks",
    "/a/wahl%00",
    "/a/%2Fetc",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2f..%2fproject.py",
    "/a/" + "x" * 5000,
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (303, 400, 404, 405) and "import" not in answer.text


def test_bodies_are_bounded(client: TestClient) -> None:
    headers = {"origin": f"http://{HOST}", "content-type": "application/json"}
    assert client.post("/a/wahl/check", content=b"x" * (LARGEST + 1), headers=headers).status_code == 413
    assert client.post("/a/wahl/check", content=(b"x" * 65536 for _ in range(20)), headers=headers).status_code == 413  # no length said
    assert client.post("/a/wahl/check", content=b"{}", headers=headers | {"content-length": "9" * 30}).status_code == 413


BODIES = [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"key": 1}', b'{"key": null, "text": "a"}', b'{"key": "x", "text": "a"}', b'{"turn": -1}',
          b'{"turn": 1e400}', b'{"turn": true}', b'{"page": ["x"]}', b"[" * 100_000, b'{"texts": [["a"]]}', b'{"texts": [[1, 2, 3]]}', b'{"text": "\\ud800"}']  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_nonsense_is_refused_with_a_reason(client: TestClient, body: bytes) -> None:
    for action in ("type", "confirm", "check", "comment", "ignore", "replace", "find", "look", "add-term", "sign-off", "undo", "concordance"):
        answer = client.post(f"/a/wahl/{action}", content=body, headers={"origin": f"http://{HOST}", "content-type": "application/json"})
        if answer.status_code != 200:
            assert answer.status_code == 400 and answer.json()["error"], (action, answer.text)
    assert client.post("/a/wahl/nothing", content=body, headers={"origin": f"http://{HOST}", "content-type": "application/json"}).status_code == 404
    assert client.post("/a/wahl/type", content=body, headers={"origin": f"http://{HOST}", "content-type": "text/plain"}).status_code == 404


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3), max_leaves=6
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(action=st.sampled_from(["type", "confirm", "check", "comment", "ignore", "replace", "find", "concordance", "add-term"]),
       body=st.dictionaries(st.sampled_from(["key", "text", "base", "page", "turn", "steps", "texts", "old", "new", "check", "reason", "before"]), JSON))  # fmt: skip
def test_no_body_ends_in_a_crash(client: TestClient, action: str, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()
    answer = client.post(f"/a/wahl/{action}", content=content, headers={"origin": f"http://{HOST}", "content-type": "application/json"})
    assert answer.status_code in (200, 400, 409)


def test_a_conflict_brings_both_texts(client: TestClient, project: Project) -> None:
    segment = first(client)
    assert ask(client, "confirm", key=segment["key"], text="One.", base=segment["stamp"], page="a", turn=1).status_code == 200
    answer = ask(client, "type", key=segment["key"], text="Two.", base=segment["stamp"], page="b", turn=1)
    assert (answer.status_code, answer.json()["conflict"]["target"]) == (409, "One.")
    chosen = ask(client, "type", key=segment["key"], text="Two.", base=answer.json()["conflict"]["stamp"], page="b", turn=2)
    assert chosen.json()["segments"][0]["target"] == "Two."


def test_a_page_does_not_stand_in_its_own_way(client: TestClient) -> None:
    segment = first(client)
    for turn, text in enumerate(("O", "On", "One"), 1):  # sent before the answers came
        assert ask(client, "type", key=segment["key"], text=text, base=segment["stamp"], page="a", turn=turn).status_code == 200
    assert ask(client, "type", key=segment["key"], text="On", base=segment["stamp"], page="a", turn=2).json()["segments"][0]["target"] == "One"


def test_others_are_told_what_changed(client: TestClient) -> None:
    news = client.get("/a/wahl/news?since=0").json()
    since = f"since={news['version']}&started={news['started']}"
    segment = news["segments"][1]
    ask(client, "confirm", key=segment["key"], text="One.", base=segment["stamp"], page="a", turn=1)
    assert [s["key"] for s in client.get(f"/a/wahl/news?{since}&page=b").json()["segments"]] == [segment["key"]]
    assert client.get(f"/a/wahl/news?{since}&page=a").json()["segments"] == []
    assert len(client.get(f"/a/wahl/news?since={news['version']}&started=before&page=b").json()["segments"]) == len(news["segments"])


def test_a_name_is_asked_shown_and_written(client: TestClient, home: Path) -> None:
    headers = {"origin": f"http://{HOST}"}
    answer = client.post("/who", data={"name": " Ana\n<b> ", "back": "/a/wahl"}, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/a/wahl")
    assert "Ana &lt;b&gt;" in client.get("/a/wahl").text
    segment = first(client)
    assert ask(client, "confirm", key=segment["key"], text="One.").json()["segments"][0]["by"] == "Ana <b>"
    assert not config.person_file().exists()
    client.post("/who", data={"name": 'Ö "x" \\', "keep": "1"}, headers=headers)
    assert config.who(None).name == 'Ö "x" \\'
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/a/x/../../y", "javascript:alert(1)"):
        assert client.post("/who", data={"name": "x", "back": back}, headers=headers).headers["location"] == "/"


@pytest.mark.parametrize(
    ("wish", "language"), [("de-AT,de;q=0.9,en;q=0.8", "de"), ("en-GB", "en"), ("fr,de;q=0.4,en;q=0.6", "en"), ("", "en"), ("*;q=x,,;", "en"), ("fr", "en")]
)
def test_the_browser_chooses_the_language(client: TestClient, wish: str, language: str) -> None:
    page = client.get("/", headers={"accept-language": wish}).text
    assert f'<html lang="{language}">' in page
    client.post("/language", data={"tongue": "de", "back": "/"}, headers={"origin": f"http://{HOST}"})
    assert '<html lang="de">' in client.get("/", headers={"accept-language": wish}).text


def test_every_text_is_in_the_catalog() -> None:
    said = set(texts.SCRIPT) | set(texts.KINDS.values()) | set(texts.STATES.values()) | {key.label for key in keys.KEYS}
    for path in (ROOT / "translator/web/templates").glob("*.html"):
        said |= {found[2] for found in re.finditer(r"_\(([\"'])(.*?)\1\)", path.read_text("utf-8"))}
    script = (ROOT / "translator/web/static/desk.js").read_text("utf-8")
    assert set(re.findall(r"\bT\(\"([^\"]+)\"", script)) <= set(texts.SCRIPT)
    for language in LANGUAGES:
        catalog = credits.catalog(language)
        for text in said if language != "en" else ():
            translated = catalog.gettext(text)
            assert translated != text or text in ("Person", "alternative"), text
            assert sorted(re.findall(r"\{\w+\}", translated)) == sorted(re.findall(r"\{\w+\}", text)), text


def test_the_keys_of_the_table_are_those_of_the_script() -> None:
    script = (ROOT / "translator/web/static/desk.js").read_text("utf-8")
    block = script[script.index("const ACTIONS = {") : script.index("function pressed")]
    handled = set(re.findall(r'^  "?([\w-]+)"?(?::|,|\()', block, re.M)) | {"undo", "redo"}
    assert {key.action for key in keys.KEYS} <= handled
    names = [name for key in keys.KEYS for one in key.keys.split() for name in keys.expanded(one)]
    assert len(names) == len(set(names)) and not set(names) & keys.TAKEN and not any("Ctrl+Alt" in name for name in names)
    mac = [name for key in keys.KEYS for one in key.on_mac.split() for name in keys.expanded(one)]
    assert len(mac) == len(set(mac))
    assert not any(re.search(r"Alt\+.(?!rrow)", key.on_mac) for key in keys.KEYS)  # Option writes characters


KEYS = [  # wish, the key or what is said
    ({"confirm": "F2"}, "F2"),
    ({"confirm": "alt+x"}, None),
    ({"confirm": "Shift+Ctrl+enter"}, None),
    ({"confirm": "Alt+x Ctrl+Enter"}, "Alt+X Ctrl+Enter"),
    ({"confirm": "Ctrl++"}, "Ctrl++"),
    ({"confirm": "x"}, "needed for typing"),
    ({"confirm": "Ctrl+T"}, "belongs to the browser"),
    ({"confirm": "Ctrl+Alt+X"}, "AltGr"),
    ({"confirm": "Alt+N"}, "stands for both"),
    ({"confirm": "Alt+3"}, "stands for both"),
    ({"confirm": "Alt+1…9", "match": "F2"}, "only match"),
    ({"confirm": 3}, "must be the name"),
    ({"confirm": ""}, "must be the name"),
    ({"confrim": "F2"}, "unknown action"),
]


@pytest.mark.parametrize(("wish", "said"), KEYS)
def test_keys_can_be_changed(wish: dict[str, object], said: str | None) -> None:
    try:
        found = {key.action: key.keys for key in keys.table(wish)}["confirm"]
    except UsageError as error:
        assert said is None or said in str(error)
    else:
        assert found == said


def test_addresses_and_tokens(home: Path) -> None:
    assert server.names("127.0.0.1", 1) == frozenset({"127.0.0.1:1", "localhost:1", "[::1]:1"})
    assert server.names("192.168.1.2", 1) == frozenset({"192.168.1.2:1"})
    assert server.names("0.0.0.0", 1) is None
    assert server.key("127.0.0.1") == server.key("localhost")
    assert server.key("0.0.0.0") != server.key("0.0.0.0")
    (path,) = home.rglob("desk-token")
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o644)
    assert server.key("127.0.0.1") == path.read_text("ascii") and path.stat().st_mode & 0o077 == 0


def test_a_folder_may_have_any_name(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "corpus/wahl").rename(tmp_path / "corpus/Die Wähl & <b>")
    page = Tags()
    page.feed(client.get("/").text)
    (address,) = [values["href"] for tag, values in page.found if tag == "a" and values["href"].startswith("/a/")]
    answer = client.get(address)
    assert answer.status_code == 200 and "12.000 Menschen" in answer.text
    form = Tags()
    form.feed(answer.text)
    (back,) = {values["value"] for _, values in form.found if values.get("name") == "back"}
    assert client.post("/who", data={"name": "x", "back": back}, headers={"origin": f"http://{HOST}"}).headers["location"] == address


def test_live_checks_know_the_text_that_is_typed(client: TestClient) -> None:
    segment = first(client, 3)
    answer = ask(client, "check", key=segment["key"], text="There were 300 people.").json()
    assert "numbers" in [issue["check"] for issue in answer["issues"]]
    assert "numbers" not in [issue["check"] for issue in ask(client, "check", key=segment["key"], text="There were 12,000 people.").json()["issues"]]
    assert first(client, 3)["target"] == segment["target"]  # a check changes nothing


def test_a_name_with_its_glossary_is_one_step(client: TestClient, project: Project, tmp_path: Path) -> None:
    opened = first(client, 2)
    ask(client, "confirm", key=opened["key"], text="Lenkow was never there.", base=opened["stamp"], steps="s")
    places = ask(client, "find", old="Lenkow", new="Lenkov", word=True, case=True).json()["places"]
    assert [place["ticked"] for place in places] == [False]
    rows = [[place["key"], place["base"], place["after"]] for place in places]
    assert ask(client, "replace", texts=rows, old="Lenkow", new="Lenkov", glossary=True, steps="s").json()["glossary"]
    (path,) = (tmp_path / "glossaries").glob("*.csv")
    assert "Lenkow,Lenkov,preferred" in path.read_text("utf-8")
    assert ask(client, "undo", steps="s").json()["segments"][0]["target"] == "Lenkow was never there."
    assert not path.exists()
    stale = [[rows[0][0], "0" * 16, "x"]]
    assert ask(client, "replace", texts=stale, old="Lenkow", new="Lenkov", glossary=True).status_code == 409
    assert not path.exists()
    assert stamp(Desk(project).open("wahl").segment(opened["key"])) == rows[0][1]


def test_effort_is_said_and_times_are_noted_only_when_wished(client: TestClient, project: Project, home: Path) -> None:
    segment = first(client)
    ask(client, "confirm", key=segment["key"], text=segment["target"], base=segment["stamp"], page="a", turn=1, ms=9000)
    assert ask(client, "left").json()["effort"] == {"segments": 1, "unchanged": 1, "hter": 0}
    assert times.read(project.settings.corpus, "en") == {}
    project.person = replace(project.person, timing=True)
    other = first(client, 2)
    ask(client, "confirm", key=other["key"], text="One.", base=other["stamp"], page="a", turn=2, ms=9000)
    assert times.read(project.settings.corpus, "en") == {("wahl", other["key"]): 9.0}


def test_a_word_document_is_previewed_as_text(client: TestClient, project: Project, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Der Rat tagt heute.")
    document.save(str(tmp_path / "rat.docx"))
    assert all(outcome.error is None for outcome in pipeline.translate(project, [tmp_path / "rat.docx"]))
    shown = ask(client, "published", "rat").json()
    assert "Der Rat tagt heute." in shown["text"] and shown["suffix"] == ".docx"


WRONG = [  # arguments, translator.toml, what is said
    (["nope"], "", "no such article"),
    (["--port", "99999"], "", "99999 is no port"),
    (["--host", "nosuch.invalid"], "", "unknown address"),
    ([], '[keys]\nconfirm = "Ctrl+T"\n', "belongs to the browser"),
    ([], '[keys]\nconfrim = "F2"\n', "did you mean confirm?"),
    (["--corpus", "file"], "", "is a file, not a folder"),
]


@pytest.mark.parametrize(("arguments", "settings_", "said"), WRONG)
def test_the_command_says_what_is_wrong(tmp_path: Path, arguments: list[str], settings_: str, said: str) -> None:
    (tmp_path / "translator.toml").write_text(settings_, "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    done = translator("edit", "--no-browser", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "\nhint: " in done.stderr and "Traceback" not in done.stderr


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with closing(server.listening("127.0.0.1", 0)) as taken:
        done = translator("edit", "--no-browser", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert done.returncode == 2 and "cannot listen on 127.0.0.1:" in done.stderr
    assert not (tmp_path / "corpus").exists()


def test_the_desk_is_closed_as_soon_as_its_address_is_told(project: Project) -> None:
    told: list[str] = []

    def closed(address: str) -> None:
        told.append(address)
        gone: ref[set[str]] = ref(set(), lambda _: signal.raise_signal(signal.SIGINT))  # what is raised in here is lost, as in Python's own callbacks
        assert gone() is None

    before = signal.getsignal(signal.SIGINT)
    server.serve(project, "", host="127.0.0.1", port=0, say=closed, browser=False)
    assert len(told) == 1 and signal.getsignal(signal.SIGINT) is before


MESSAGES = {message for _, _, _, messages in test_checks.CASES for message in messages} | {
    line[2:].partition("; suggestion: ")[0] for lines in manual.examples().values() for line in lines if line.startswith("→ ")
}


@pytest.mark.parametrize("message", sorted(MESSAGES))
def test_what_checks_say_is_said_in_german_too(message: str) -> None:
    assert messages.said(message, "en") == message
    german = messages.said(message, "de")
    assert german != message and "{" not in german.replace("{ordner}", "").replace("{folder}", "")


def test_errors_are_said_in_the_language_of_the_page(client: TestClient) -> None:
    client.cookies.set("tongue", "de")
    segment = first(client)
    answer = ask(client, "confirm", key=segment["key"], text=" ", base=segment["stamp"])
    assert answer.json() == {"error": "ohne Text wird nichts bestätigt", "hint": "erst die Übersetzung schreiben"}
    found = ask(client, "check", key=segment["key"], text="").json()["issues"]
    assert [issue["message"] for issue in found] == ["die Übersetzung fehlt"]


def test_a_broken_glossary_is_said_on_the_page(client: TestClient, project: Project, tmp_path: Path) -> None:
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries/house.de-en.csv").write_bytes(b"source,target,status\nA,B,perhaps\n")
    project.forget_glossaries()
    answer = client.get("/a/wahl")
    assert answer.status_code >= 400 and "perhaps" in answer.text


def test_forms_and_half_characters(client: TestClient) -> None:
    headers = {"origin": f"http://{HOST}", "content-type": "application/json"}
    assert client.post("/a/wahl/find", content=b'{"old":"die","new":"\\ud800"}', headers=headers).status_code == 400
    assert client.post("/a/wahl/find", content=b"{}", headers=headers | {"content-type": "application/jsonx"}).status_code == 404
    fields = {f"f{number}": "1" for number in range(50)}
    assert client.post("/language", data=fields, headers={"origin": f"http://{HOST}"}).status_code == 303


def test_what_a_browser_is_started_with_opens_the_desk_once(project: Project) -> None:
    with TestClient(application(project, token=TOKEN, hosts=HOSTS, once="o" * 32), base_url=f"http://{HOST}", follow_redirects=False) as made:
        assert [made.get(f"/?token={'o' * 32}", headers={"cookie": ""}).status_code for _ in range(2)] == [303, 403]
        assert made.get("/", headers={"cookie": f"desk={TOKEN}"}).status_code == 200
