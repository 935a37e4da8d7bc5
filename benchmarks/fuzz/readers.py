"""Every reader of the desk as a function of bytes that may refuse its input and must not fail, with real files to begin from."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator import bilingual, config, exchange, formats, history, pipeline, segmentation
from translator.bilingual import po, tmx
from translator.config import Person, Settings
from translator.engines import packages
from translator.engines.echo import Echo
from translator.errors import TranslatorError
from translator.glossary import exchange as glossaries
from translator.glossary.table import Table
from translator.model import Unit
from translator.project import Project
from translator.web.app import application

HERE = Path(__file__).parent.parent.parent
SHORT = 1500  # bytes of a seed that is text
ANSWER = "Said <b> & „so“ \\<1> *twice* _and_ `c` # | once."
ASKS = {"language": "en", "metadata": '{"@type": "Article"}', "credit": "Translated by A & <B>", "date": "2026-11-24", "state": "final"}
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Der '
    'Hafen</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Das Schiff </w:t></w:r><w:r><w:rPr><w:b/><w:lang w:val="de-DE"/></w:rPr><w:t>fährt</w:t></w:r><w:r><w:tab/><w:t> aus. Es '
    'kommt „heute“ an.</w:t><w:br/></w:r><w:hyperlink r:id="r2" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:t>Mehr</w:t></w:r></w:hyperlink></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>Zelle</w:t></w:r></w:ins><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:fldChar "
    'w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>',
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Der '
    "Hafen</dc:title><dc:creator>Jana</dc:creator></cp:coreProperties>",
}  # fmt: skip
MARKDOWN = """---
title: "Die Wahl"
author: Jana
date: 2026-11-24
---
# Die Wahl

Es war *knapp*, sagte **Lankow** ([Quelle](https://a.example/b "Titel")). Zwei Sätze[^1].

- Punkt eins
  1. darunter `code`
> Zitat
> geht weiter

| Ort | Zahl |
|-----|-----:|
| Ulm | 1.200 |

![Bild](a.png) <br> Ende &amp; aus

[^1]: Fußnote.
"""
HTML = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Die Wahl</title><meta name="author" content="Jana">
<script type="application/ld+json">{"@type": "Article", "headline": "Die Wahl"}</script></head><body><nav>Start</nav><article>
<h1>Die Wahl</h1><p>Es war <em>knapp</em>, sagte <a href="/x" title="Seite">Lankow</a>.<br>Zwei Sätze &amp; mehr.</p><ul><li>Punkt<ul><li>zwei</li></ul></li></ul>
<table><tr><th>Ort<td>Zahl</table><pre>  Zeile\n</pre><img alt="Ein Bild"></article><!-- Rest --></body></html>"""
TOML = """to = "en"
from = "de"
corpus = "corpus"
glossaries = ["glossaries/names.de-en.csv"]
beam = 4
abbreviations = ["bzw."]
suppress = ["untranslated"]
fail_on = "major"

[keys]
confirm = "Ctrl+Enter"
"""
ACTIONS = (
    "type confirm unconfirm restore comment ignore undo redo check issues look matches alternatives concordance find replace add-term left sign-off published"
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, and files that it can read."""

    read: Callable[[bytes], object]
    seeds: Sequence[bytes]


def _text(*paths: Path) -> list[bytes]:
    """Read the beginnings of files, up to the end of an entry or a line."""
    out = []
    for path in paths:
        data = path.read_bytes()
        cut = data if len(data) <= SHORT else data[: max(data.rfind(b"\n\n" if path.suffix == ".po" else b"\n", 0, SHORT), 0) + 1]
        out.append(cut)
    return out


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def document(name: str) -> Callable[[bytes], None]:
    """Read, write back (byte for byte), write translated, read that."""

    def answer(unit: Unit) -> str:
        if unit.kind in Unit.ASKS:
            return ASKS[unit.kind]
        found, tail = segmentation.cuts(unit.text, "de")
        return segmentation.rebuild(found, tail, [ANSWER if n % 2 else known.source for n, known in enumerate(found)])

    def run(data: bytes) -> None:
        read = formats.read(name, data)
        back = formats.write(read, lambda unit: unit.text)
        assert back == data, "what nobody changed came back changed"
        made = formats.write(read, answer)
        try:
            formats.read(name, made)
        except TranslatorError as error:
            raise AssertionError(f"what it wrote cannot be read: {error}") from error

    return run


def catalog(data: bytes) -> None:
    """Read a catalog of ours, write it, and read the same again."""
    read = po.read(data, "en.po")
    again = po.read(po.write(read), "en.po")
    assert [(e.key, e.source, e.target, e.fuzzy and bool(e.target), e.comment, e.obsolete) for e in read.entries] == [
        (e.key, e.source, e.target, e.fuzzy and bool(e.target), e.comment, e.obsolete) for e in again.entries
    ], "the catalog changed on its way"


def terms(suffix: str) -> Callable[[bytes], None]:
    """Read another program's glossary, and write it as each that we know."""

    def run(data: bytes) -> None:
        rows, _ = glossaries.parse(data, None, "de", "en", path=Path(f"terms{suffix}"))
        for format in ("tbx", "omegat", "deepl-tsv"):
            glossaries.export(rows[:20], format, "de", "en")

    return run


def from_file(folder: Path, name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """Make a reader of paths one of bytes."""
    path = folder / name

    def run(data: bytes) -> None:
        path.write_bytes(data)
        read(path)

    return run


def table(path: Path) -> None:
    """Read a glossary file with its faults; what it says unchanged is what it was."""
    read = Table.read(path)
    for record in read.rows:
        list(read.problems(record))
    [row for _, row in read.parsed()]


def package(path: Path) -> None:
    """Open a package, read it whole, and look at what it says."""
    packages.open_package(path)
    packages.metadata(packages.read_archive(path), path)


class Web:
    """The desk as a server, asked without a network; its article is made anew now and then."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked, self.loop = folder, 0, asyncio.new_event_loop()
        self.renew()

    def renew(self) -> None:
        """Make a project with one article in an empty folder."""
        self.home = Path(tempfile.mkdtemp(dir=self.folder))
        settings = Settings(corpus=self.home / "corpus", root=self.home, suppress=("untranslated",))
        self.project = Project(settings, Person("Jane"), engine=Echo())
        path = self.home / "wahl.md"
        path.write_text(MARKDOWN, "utf-8")
        assert all(outcome.error is None for outcome in pipeline.translate(self.project, [path]))
        self.app = application(self.project, token="t", hosts=None)
        made = exchange.open_job(self.project, self.project.corpus.article("wahl"))
        self.keys = [segment.key for segment in made.record.segments]

    def seeds(self) -> Iterator[bytes]:
        """Requests: method, path, headers, an empty line, the body; KEY stands for the key of a sentence."""
        head = "host: h\norigin: http://h\ncookie: desk=t; who=Jane\ncontent-type: "
        for name in ACTIONS.split():
            body = {
                "key": "KEY",
                "text": "The election",
                "base": "",
                "page": "p",
                "turn": 1,
                "steps": "s",
                "ms": 1000,
                "check": "numbers",
                "reason": "so",
                "old": "The",
                "new": "A",
            }
            body |= {
                "texts": {"KEY": "x"},
                "source": "Wahl",
                "target": "election",
                "kind": "term",
                "forbidden": "vote",
                "name": "Jane",
                "before": None,
                "number": 1,
            }  # type: ignore[dict-item]
            yield f"POST /a/wahl/{name}\n{head}application/json\n\n{json.dumps(body)}".encode()
        for path in ("/", "/a/wahl", "/a/wahl/news?since=0&page=p", "/a/wahl/summary", "/a/wahl/publication", "/static/desk.js", "/?token=t"):
            yield f"GET {path}\n{head}text/plain\naccept-language: de;q=0.8,en\nuser-agent: x\n\n".encode()
        for path, body in (("/who", "name=Jane&back=/a/wahl"), ("/language", "tongue=de&back=/")):
            yield f"POST {path}\n{head}application/x-www-form-urlencoded\n\n{body}".encode()

    def ask(self, data: bytes) -> None:
        """Send one request; an answer of 500 must be one that says why."""
        self.asked += 1
        if self.asked % 3000 == 0:
            shutil.rmtree(self.home)
            self.renew()
        head, _, body = data.replace(b"KEY", self.keys[self.asked % len(self.keys)].encode()).partition(b"\n\n")
        first, *lines = head.split(b"\n")
        method, _, target = first.partition(b" ")
        path, _, query = target.partition(b"?")
        headers = [(name.strip().lower(), value.strip()) for name, colon, value in (line.partition(b":") for line in lines) if colon]
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method.decode("latin-1"), "scheme": "http", "path": path.decode("utf-8", "replace"),
            "raw_path": path, "query_string": query, "root_path": "", "headers": headers, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8417),
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        messages = [{"type": "http.disconnect"}, {"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return messages.pop() if len(messages) > 1 else messages[0]

        async def send(message: Any) -> None:
            sent.append(message)

        self.loop.run_until_complete(self.app(scope, receive, send))
        said = b"".join(message.get("body", b"") for message in sent)
        if sent[0]["status"] >= 500 and not said.startswith(b'{"error":"'):
            raise AssertionError(f"answered {sent[0]['status']}: {said[:300]!r}")


def readers(folder: Path) -> dict[str, Reader]:
    """List the readers by name; `folder` is for the files of those that want a path."""
    corpus, data = HERE / "corpus", HERE / "tests" / "data"
    articles = sorted(corpus.glob("*/source.*"))
    project = Project(Settings(corpus=corpus, root=HERE), Person("Jane"))
    sheets = []
    for article in project.corpus.articles():
        sheet = exchange.sheet(project, exchange.open_job(project, article))
        sheets.append(type(sheet)(**{name: getattr(sheet, name) for name in sheet.__slots__ if name != "rows"}, rows=sheet.rows[:4]))
    outside = {name: [bilingual.writer(name).write(sheet) for sheet in sheets] for name in bilingual.WRITERS}
    web = Web(folder)
    rows = [row for path in (HERE / "glossaries").glob("*.csv") for _, row in Table.read(path).parsed()][:12]
    pot = HERE / "translator" / "locale" / "de.po"
    package_file = {"a/metadata.json": '{"from_code": "de", "to_code": "en", "type": "translate", "package_version": "1.0"}', "a/sentencepiece.model": "x"}
    package_file |= {f"a/model/{name}": "x" for name in ("model.bin", "config.json", "shared_vocabulary.json")}
    made = {
        "txt": Reader(document("a.txt"), _text(*[path for path in articles if path.suffix == ".txt"], data / "segmentation-hard.de.txt")),
        "md": Reader(document("a.md"), [MARKDOWN.encode(), *_text(*articles)]),
        "html": Reader(document("a.html"), [HTML.encode(), outside["html"][0][:SHORT]]),
        "docx": Reader(document("a.docx"), [_zip(DOCX)]),
        "po": Reader(document("a.po"), [b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + b"\n\n".join(pot.read_bytes().split(b"\n\n")[n : n + 6]) for n in (1, 30, 60)]),
        "catalog": Reader(catalog, _text(*sorted(corpus.glob("*/en.po")))),
        "history": Reader(history.read, _text(*sorted(corpus.glob("*/en.history.jsonl")))),
        "tmx": Reader(from_file(folder, "a.tmx", lambda path: list(tmx.read(path, "de", "en"))), outside["tmx"]),
        "tbx": Reader(terms(".tbx"), [glossaries.export(rows, name, "de", "en")[0] for name in ("tbx", "tbx-dca", "tbx-v2")] + [path.read_bytes() for path in data.glob("exchange/*.tbx")]),
        "csv": Reader(terms(".csv"), _text(*[path for path in data.glob("exchange/*") if path.suffix != ".tbx"])),
        "glossary": Reader(from_file(folder, "names.de-en.csv", table), _text(*sorted((HERE / "glossaries").glob("*.csv")))),
        "argosmodel": Reader(from_file(folder, "a.argosmodel", package), [_zip(package_file)]),
        "toml": Reader(from_file(folder, "translator.toml", lambda path: config.load(path=path, environ={})), [TOML.encode()]),
        "web": Reader(web.ask, list(web.seeds())),
    }  # fmt: skip
    for name in ("xliff", "xliff12", "docx", "html", "po"):
        made[f"import-{name}"] = Reader(lambda data: bilingual.read(data, "back"), outside[name])
    return made
