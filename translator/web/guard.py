"""Lets in only the browser that was given the address: token, Host, Origin, bounded bodies; and says what a page may do.

A page of another site can make a browser send requests here (CSRF), and a name server can say that a foreign name is this
machine (DNS rebinding): so the names in Host and Origin are compared with ours, and a token that only this user can read
must come along.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1024 * 1024  # bytes of a request's body
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: Collection[str] | None, cookie: str = "desk", once: str = "") -> None:
        self.app, self.token, self.cookie = app, token, cookie
        self.once = once  # opens the desk one time: what a browser is started with stands in the list of processes
        self.hosts = hosts  # host:port as a browser writes it; None: any, if the desk listens on every address of the machine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
            await send(message)

        answer = self._judged(scope, headers)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        body = await _body(headers, receive) if scope["method"] not in ("GET", "HEAD") else b""
        if body is None:
            await _refused("the request is too large", 413)(scope, receive, guarded)
            return
        sent = False

        async def received() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, received, guarded)

    def _judged(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that is not let in."""
        host = headers.get("host", "").lower()
        if len(headers.getlist("host")) != 1 or (self.hosts is not None and host not in self.hosts):
            return _refused("this is not the address of the desk", 421)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refused("not allowed", 405)
        if scope["method"] == "POST" and headers.get("origin", "").lower() != f"http://{host}":
            return _refused("the request does not come from the desk's own page", 403)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") and not _opened_by_hand(scope, headers):
            return _refused("the request does not come from the desk's own page", 403)
        if not scope["query_string"].isascii():
            return _refused("the address is not written as addresses are", 400)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["method"] == "GET" and given and (self._same(given[0]) or self._first(given[0])):
            back = RedirectResponse(scope["path"] if scope["path"].startswith("/") and not scope["path"].startswith(("//", "/\\")) else "/", 303)
            back.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return back
        if not self._same(_cookies(headers).get(self.cookie, "")):
            return _refused("open the address that translator edit prints", 403)
        return None

    def _first(self, code: str) -> bool:
        if not self.once or not hmac.compare_digest(code.encode("utf-8", "replace"), self.once.encode()):
            return False
        self.once = ""
        return True

    def _same(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())


def _opened_by_hand(scope: Scope, headers: Headers) -> bool:
    """Tell whether a page is opened by a link elsewhere: that may be, and does nothing; the cookie stays at home then."""
    return scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """Read a body of bounded size; None if it is longer."""
    try:
        if int(headers.get("content-length", "0")) > LARGEST:
            return None
    except ValueError:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        if not message.get("more_body") or message["type"] == "http.disconnect":
            return bytes(body)


def _refused(reason: str, status: int) -> Response:
    return PlainTextResponse(f"translator: {reason}\n", status)
