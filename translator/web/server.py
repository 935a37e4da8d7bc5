"""Serves the desk on this machine: a socket, an address with a token, a browser."""

from __future__ import annotations

import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

from translator import files
from translator.engines.packages import cache_folder
from translator.errors import StoreError, UsageError
from translator.project import Project

PORT = 8417  # the usual one, so that an open page finds the desk again after a restart


def listening(host: str, port: int | None) -> socket.socket:
    """Listen on a port; the usual one may be another if it is taken, one that was asked for may not."""
    try:
        family = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][0]
    except OSError:
        raise UsageError(f"unknown address {host!r}", path="--host", hint="127.0.0.1 is this machine alone") from None
    for number in [port] if port is not None else [PORT, 0]:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, number))
            made.listen(128)
        except (OSError, OverflowError) as error:
            made.close()
            if number != PORT or port is not None:
                reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                raise UsageError(f"cannot listen on {host}:{number}: {reason}", path="--port", hint="leave --port out: a free one is taken") from None
            continue
        return made
    raise AssertionError


def loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def key(host: str) -> str:
    """Return the token: for this machine alone the user's own, so that a page survives a restart; else a new one each time."""
    if not loopback(host):
        return secrets.token_urlsafe(24)
    path: Path = cache_folder() / "desk-token"
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text("ascii").strip()
        if len(text) >= 32 and path.stat().st_mode & 0o077 == 0:
            return text
    token = secrets.token_urlsafe(24)
    with suppress(StoreError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.touch(0o600)
        files.write(path, token.encode())
    return token


def names(host: str, port: int) -> frozenset[str] | None:
    """List what a browser may call the desk; None if it listens on every address."""
    if loopback(host):
        return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host))
    if ip_literal(host) and ip_address(host).is_unspecified:
        return None
    return frozenset({f"[{host}]:{port}" if ":" in host else f"{host.lower()}:{port}"})


def ip_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def serve(project: Project, article: str, *, host: str, port: int | None, say: Callable[[str], None], browser: bool) -> None:
    """Serve until interrupted; `say` is told the address."""
    import uvicorn

    from translator.web.app import application

    sock = listening(host, port)
    number = sock.getsockname()[1]
    token = key(host)
    everywhere = ip_literal(host) and ip_address(host).is_unspecified
    shown = socket.gethostname() if everywhere else f"[{host}]" if ":" in host else host
    address, once = f"http://{shown}:{number}/{f'a/{quote(article)}' if article else ''}?token=", secrets.token_urlsafe(24)
    app = application(project, token=token, hosts=names(host, number), cookie=f"desk-{number}", once=once)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none", lifespan="off", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    # Before the address is told: an exception raised from a signal is lost where Python runs a callback, as while it imports.
    before = signal.signal(signal.SIGINT, server.handle_exit)
    try:
        say(address + token)
        if browser:
            import webbrowser

            webbrowser.open(address + once)  # others on this machine can read it in the list of processes: it opens the desk one time
        server.run(sockets=[sock])
    finally:
        signal.signal(signal.SIGINT, before)
