"""The application: pages, actions, and who sits before them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from translator import credits, hints, marks, publication
from translator.config import UNNAMED, Person, remember
from translator.desk import Desk
from translator.editing import Conflict, OpenArticle
from translator.errors import TranslatorError, UsageError
from translator.model import Segment
from translator.pipeline import now
from translator.project import Project
from translator.shelf import Article
from translator.steps import Hand
from translator.web import keys, texts
from translator.web.actions import ACTIONS, LIVE, Body, Room, all_issues, progress, view
from translator.web.guard import Guard
from translator.web.messages import translated

HERE = Path(__file__).parent
LANGUAGES = ("en", "de")
LONGEST_NAME = 100


class Pages:
    """The desk as a browser sees it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.room = Room(Desk(project), hints.Alternatives(project))
        self._rows: dict[str, tuple[object, dict[str, Any]]] = {}
        self.keys = keys.table(project.settings.keys)
        self.started = now() + os.urandom(4).hex()  # a page sees by it that the program was started anew
        self.templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self.templates.filters["marked"] = marked

    def routes(self) -> list[Route | Mount]:
        return [
            Route("/", self.list),
            Route("/a/{slug}", self.article),
            Route("/a/{slug}/news", self.news),
            Route("/a/{slug}/summary", self.summary),
            Route("/a/{slug}/publication", self.publication),
            Route("/a/{slug}/{action}", self.act, methods=["POST"]),
            Route("/who", self.who, methods=["POST"]),
            Route("/language", self.language, methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    # --- who and in which language

    def person(self, request: Request) -> Person:
        """Tell who works in a browser: the name given there, else --as or the user's settings."""
        name = unquote(request.cookies.get("who", ""))[:LONGEST_NAME]
        return replace(self.project.person, name=name) if name else self.project.person

    def tongue(self, request: Request) -> str:
        """Choose the interface's language: the one switched to, else the browser's first that there is."""
        chosen = request.cookies.get("tongue", "")
        if chosen in LANGUAGES:
            return chosen
        wishes = []
        for part in request.headers.get("accept-language", "")[:500].split(","):
            name, _, weight = part.partition(";q=")
            wishes.append((-float(weight) if re.fullmatch(r"[01](\.\d+)?", weight.strip()) else -1.0, name.strip().partition("-")[0].lower()))
        return next((name for _, name in sorted(wishes, key=lambda wish: wish[0]) if name in LANGUAGES), "en")

    def page(self, request: Request, template: str, **values: Any) -> HTMLResponse:
        """Write a page in the reader's language."""
        tongue = self.tongue(request)
        catalog = credits.catalog(tongue)
        person = self.person(request)
        said = {
            "_": catalog.gettext,
            "tongue": tongue,
            "person": person.name,
            "unnamed": person.name == UNNAMED,
            "path": quote(request.scope["path"]),
            "asked": "who" in request.cookies,
        }
        said |= {"kinds": texts.KINDS, "states": texts.STATES, "signs": texts.SIGNS}
        said["mac"] = "mac" in request.headers.get("user-agent", "").lower()
        return HTMLResponse(self.templates.get_template(template).render(**said, **values))

    # --- pages

    def list(self, request: Request) -> Response:
        rows = []
        for article in self.project.corpus.articles():
            try:
                rows.append(self._row(article))
            except TranslatorError as error:
                rows.append({"slug": article.slug, "error": f"{error.reason}", "all": 0, "confirmed": 0, "days": None})
        return self.page(request, "list.html", rows=rows, corpus=self.project.settings.corpus, suggestion="")

    def _row(self, article: Article) -> dict[str, Any]:
        """Describe an article in the list; its catalog is read only if it has changed."""
        paths = [path for path in (article.catalog(self.project.settings.to), article.history(self.project.settings.to)) if path.is_file()]
        state = [(path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
        known = self._rows.get(article.slug)
        if known is None or known[0] != state:
            known = self._rows[article.slug] = (state, _row(self.project, article))
        try:
            days: int | None = (datetime.now(UTC).date() - date.fromisoformat(known[1]["latest"])).days
        except ValueError:
            days = None
        return known[1] | {"days": days}

    def article(self, request: Request) -> Response:
        try:
            return self._article(request, self.room.desk.open(request.path_params["slug"]))
        except TranslatorError as error:
            response = self.page(request, "broken.html", error=error)
            response.status_code = 404 if isinstance(error, UsageError) else 500
            return response

    def _article(self, request: Request, opened: OpenArticle) -> Response:
        tongue = self.tongue(request)
        with opened.lock:
            segments, version = list(opened.segments), opened.version
        gettext = credits.catalog(tongue).gettext
        data = {
            "slug": opened.article.slug, "version": version, "started": self.started, "source": opened.language, "target": opened.target,
            "segments": [view(segment) for segment in segments], "issues": translated({"issues": all_issues(opened)}, tongue)["issues"],
            "keys": [key.described() for key in self.keys], "tongue": tongue, "timing": self.person(request).timing,
            "texts": {text: gettext(text) for text in texts.SCRIPT},
        }  # fmt: skip
        shown = [{**view(segment), "kind": segment.kind, "breaks": "\n" in segment.source} for segment in segments]
        confirmed = sum(segment.confirmed for segment in segments)
        return self.page(
            request, "article.html", data=json.dumps(data, ensure_ascii=True), segments=shown, opened=opened, keys=self.keys, status=keys.STATUS,
            title=title(opened), confirmed=confirmed, suggestion=_suggested() if self.person(request).name == UNNAMED else "",
        )  # fmt: skip

    # --- what pages ask

    def news(self, request: Request) -> Response:
        """Say what others have changed since a version; everything, if the program was started anew."""

        def answer(opened: OpenArticle) -> dict[str, Any]:
            since, page = request.query_params.get("since", "0"), request.query_params.get("page", "")[:64]
            version = int(since) if since.isdecimal() and len(since) < 16 and request.query_params.get("started") == self.started else 0
            keys = [segment.key for segment in opened.segments]
            if version == 0:
                page = ""
            return {
                "segments": [view(segment) for segment in (opened.segments if version == 0 else opened.since(version, page))],
                "version": opened.version, "started": self.started, "keys": keys if version != opened.version else None,
            }  # fmt: skip

        return self._answer(request, answer)

    def summary(self, request: Request) -> Response:
        """Count an article's issues, for the list."""
        return self._answer(request, lambda opened: {"issues": sum(not issue["ignored"] for found in all_issues(opened).values() for issue in found)})

    def publication(self, request: Request) -> Response:
        """Publish the article as a file to save; the browser never shows it as a page."""
        try:
            opened = self.room.desk.open(request.path_params["slug"])
            made = publication.publish(self.project, opened.article)
        except TranslatorError as error:
            return PlainTextResponse(str(error), 400)
        name = f"{opened.article.slug}.{opened.target}{made.suffix}".encode("ascii", "replace").decode().replace('"', "")
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "default-src 'none'; sandbox"}
        return Response(made.data, media_type="application/octet-stream", headers=headers)

    async def act(self, request: Request) -> Response:
        action = ACTIONS.get(request.path_params["action"])
        if action is None or request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return JSONResponse({"error": "there is no such action", "hint": ""}, 404)
        raw = await request.body()

        def answer(opened: OpenArticle) -> dict[str, Any]:
            try:
                body = Body(json.loads(raw))
            except (ValueError, RecursionError):
                raise UsageError("the request is not JSON") from None
            hand = Hand(self.person(request), body.text("page", "", most=64), body.number("turn"), body.text("steps", "", most=64))
            return action(self.room, opened, hand, body)

        return await run_in_threadpool(self._answer, request, answer)

    def _answer(self, request: Request, work: Callable[[OpenArticle], dict[str, Any]]) -> Response:
        """Do some work on the article that a request names; errors become an answer with reason and way out."""
        tongue = self.tongue(request)
        try:
            live = request.path_params.get("action") in LIVE
            return JSONResponse(translated(work(self.room.desk.open(request.path_params["slug"], fresh=not live)), tongue))
        except Conflict as conflict:
            return JSONResponse(translated({"conflict": view(conflict.segment), "error": conflict.reason, "hint": conflict.hint}, tongue), 409)
        except TranslatorError as error:
            return JSONResponse(translated({"error": error.reason, "hint": error.hint}, tongue), 400 if isinstance(error, UsageError) else 500)

    async def who(self, request: Request) -> Response:
        """Take the name of whoever sits at this browser; it is kept on the computer only if that is wished."""
        form = await _form(request)
        name = "".join(c for c in " ".join(form.get("name", "").split()) if c.isprintable())[:LONGEST_NAME].strip() or UNNAMED
        try:
            if form.get("keep"):
                await run_in_threadpool(remember, name)
        except TranslatorError as error:
            return PlainTextResponse(str(error), 500)
        response = _back(form.get("back"))
        response.set_cookie("who", quote(name), httponly=True, samesite="strict")
        return response

    async def language(self, request: Request) -> Response:
        form = await _form(request)
        response = _back(form.get("back"))
        if form.get("tongue") in LANGUAGES:
            response.set_cookie("tongue", form["tongue"], httponly=True, samesite="strict", max_age=365 * 86400)
        return response


async def _form(request: Request) -> dict[str, str]:
    """Read a small form."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}
    except ValueError:  # more fields than any form of ours has
        return {}


def _back(path: object) -> RedirectResponse:
    """Return to the page that a form stood on; never to another site."""
    return RedirectResponse(path if isinstance(path, str) and re.fullmatch(r"/(?:a/[\w.%~-]+)?", path) else "/", 303)


def title(opened: OpenArticle) -> str:
    """Name an article: its title, else its first heading, else its folder."""
    said = opened.document.metadata.get("title") or next((marks.strip(s.source) for s in opened.segments if s.kind in ("title", "heading")), "")
    return said or opened.article.slug


def _row(project: Project, article: Article) -> dict[str, Any]:
    """Count how far an article has come, by its catalog alone; `latest` is the day of its last change."""
    record = project.corpus.load(article, project.settings.to, project.person, now())
    segments: list[Segment] = record.segments
    latest = max((s.revisions[-1].when for s in segments if s.revisions), default="")
    names = [marks.strip(s.source) for s in segments[:1]]
    states = [progress(s) for s in segments]
    confirmed = sum(s.confirmed for s in segments)
    return {
        "slug": article.slug, "title": names[0] if names else article.slug, "all": len(segments), "confirmed": confirmed,
        "final": bool(states) and all(state == "final" for state in states), "latest": latest[:10], "error": "",
    }  # fmt: skip


def _suggested() -> str:
    """Suggest the name that git knows; nothing is written before the person agrees."""
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        return ""
    try:
        done = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, timeout=2, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired, UnicodeError):
        return ""
    return done.stdout.strip()[:LONGEST_NAME]


def marked(text: str) -> list[tuple[str, str]]:
    """Take marked text apart for a template: pieces of text, and marks as people see them."""
    signs = {"open": "⟨{}⟩", "close": "⟨/{}⟩", "alone": "⟨{}/⟩"}
    return [
        (piece.kind if piece.kind == "text" else "mark", piece.value if piece.kind == "text" else signs[piece.kind].format(piece.value))
        for piece in marks.pieces(text)
    ]


def application(project: Project, *, token: str, hosts: frozenset[str] | None, cookie: str = "desk", once: str = "") -> ASGIApp:
    """Make the guarded application."""
    return Guard(Starlette(routes=Pages(project).routes()), token=token, hosts=hosts, cookie=cookie, once=once)
