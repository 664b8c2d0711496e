"""The loopback listener: it answers this computer only, and only under its own name."""

from __future__ import annotations

import re
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from bulletin.commands.serve.snapshot import CurrentSnapshot, Snapshot, our_mistake
from bulletin.commands.serve.status_pages import (
    CHANGES,
    PROBLEMS,
    RELOAD,
    RELOAD_SCRIPT,
    STYLE,
    STYLESHEET,
    failure_page,
    not_found_page,
    problems_page,
    with_reload,
)
from bulletin.problems import BulletinError, UnusableInput

LOOPBACK = "127.0.0.1"
NOT_FOUND = "404.html"
PATIENCE = 15.0
"""Seconds after which a waiting page hears that nothing has changed, so that one that is gone is noticed."""

# A page elsewhere can give its own name our address (DNS rebinding); it cannot give it our name.
_OURS = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "pdf": "application/pdf",
}


def content_type(path: str) -> str:
    """The media type by the ending of a path (RFC 6838); of a file without one, plain text."""
    name = path.rpartition("/")[2]
    if name.endswith("new.json"):
        return "application/feed+json; charset=utf-8"
    return _TYPES.get(
        name.rpartition(".")[2],
        "text/plain; charset=utf-8" if "." not in name else "application/octet-stream",
    )


class Listener(ThreadingHTTPServer):
    """Listens on the loopback address. A waiting browser does not keep it from ending."""

    daemon_threads = True
    block_on_close = False
    # On Windows this would let another program take the same port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, snapshot: CurrentSnapshot, port: int) -> None:
        self.snapshot = snapshot
        super().__init__((LOOPBACK, port), _Request)

    def server_bind(self) -> None:
        # Not HTTPServer's own, which asks the network for this computer's name.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closed the connection is not reported."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_listener(snapshot: CurrentSnapshot, port: int) -> Listener:
    """A listener that is not yet asked anything. Raises `UnusableInput` when the port is taken."""
    try:
        return Listener(snapshot, port)
    except OSError as error:
        raise UnusableInput(
            f"Port {port} cannot be used ({error.strerror or error}); choose another with --port."
        ) from error


class _Request(BaseHTTPRequestHandler):
    server: Listener
    server_version = "bulletin"
    sys_version = ""

    def do_GET(self) -> None:
        if not _OURS.fullmatch(self.headers.get("Host", "")):
            self._answer(
                HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"Not this computer's name.\n"
            )
            return
        snapshot = self.server.snapshot.now
        path = unquote(urlsplit(self.path).path)
        # The address it will be published at may have a path of its own.
        path = path.removeprefix(snapshot.home_path).removeprefix("/")
        if path == CHANGES:
            self._tell_changes()
        elif path == RELOAD:
            self._answer(HTTPStatus.OK, _TYPES["js"], RELOAD_SCRIPT.encode())
        elif path == STYLE:
            self._answer(HTTPStatus.OK, _TYPES["css"], STYLESHEET.encode())
        elif path == PROBLEMS:
            self._answer(HTTPStatus.OK, _TYPES["html"], problems_page(snapshot))
        elif snapshot.failure:
            self._answer(
                HTTPStatus.SERVICE_UNAVAILABLE, _TYPES["html"], failure_page(snapshot, snapshot.failure)
            )
        else:
            self._answer_from(snapshot, path)

    do_HEAD = do_GET  # noqa: N815 – http.server calls it so

    def _answer_from(self, snapshot: Snapshot, path: str) -> None:
        """A file of the site. Its path is looked up, never opened: there is nothing else to be had."""
        try:
            self._answer_with(snapshot, path)
        except ConnectionError:
            raise
        except Exception as error:
            failure = str(error) if isinstance(error, BulletinError) else our_mistake()
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _TYPES["html"], failure_page(snapshot, failure))

    def _answer_with(self, snapshot: Snapshot, path: str) -> None:
        status = HTTPStatus.OK
        if path == "" or path.endswith("/"):
            path += "index.html"
        if path not in snapshot and f"{path}/index.html" in snapshot:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path not in snapshot:
            status, path = HTTPStatus.NOT_FOUND, NOT_FOUND
        data = snapshot.file(path) if path in snapshot else not_found_page(snapshot)
        if path.endswith(".html") and path in snapshot:
            data = with_reload(data, snapshot)
        self._answer(status, content_type(path), data)

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell_changes(self) -> None:
        """Server-sent events (HTML Living Standard §9.2): the snapshot's number, now and on each change."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = 0
        while self.command != "HEAD":
            now = self.server.snapshot.wait(number, PATIENCE)
            self.wfile.write(b": still here\n\n" if now == number else f"data: {now}\n\n".encode())
            self.wfile.flush()
            number = now

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what matters is printed once per change, not once per request."""
