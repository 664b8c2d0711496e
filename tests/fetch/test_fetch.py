"""The one door to the web: public addresses alone, within bounds, and a line for people else."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from bulletin.fetch import FetchLimits, NotFetched, fetch
from bulletin.fetch.connecting import is_public

SMALL = FetchLimits(seconds=10, size=1000, redirects=3)
SHORT = FetchLimits(seconds=0.4)

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serve(answer: Answer) -> Iterator[str]:
    """A server that gives this answer to everybody; the value is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer(self)
            except OSError:  # whoever asked has gone
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def reply(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def reason(url: str, limits: FetchLimits = SMALL, *, loopback: bool = True) -> str:
    with pytest.raises(NotFetched) as refused:
        fetch(url, limits, loopback=loopback)
    return str(refused.value)


def test_a_file_comes_with_its_type_and_its_address() -> None:
    with serve(reply(b"BEGIN:VCALENDAR", Content_Type="Text/Calendar; charset=utf-8")) as url:
        found = fetch(f"{url}a.ics#today", SMALL, loopback=True)
    assert (found.data, found.url) == (b"BEGIN:VCALENDAR", f"{url}a.ics")


def test_a_packed_file_is_unpacked() -> None:
    with serve(reply(gzip.compress(b"as it was"), Content_Encoding="gzip")) as url:
        assert fetch(url, SMALL, loopback=True).data == b"as it was"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply(b"x" * 1001), "more than 1,000 bytes"),
        (reply(gzip.compress(b"x" * 1_000_000), Content_Encoding="gzip"), "more than 1,000 bytes"),
        (reply(gzip.compress(b"whole")[:-9], Content_Encoding="gzip"), "broke off"),
        (reply(b"no zip at all", Content_Encoding="gzip"), "cannot be unpacked"),
        (reply(b"", Content_Encoding="br"), "not asked for"),
        (reply(b"gone", 404), "answered 404"),
        (reply(b"", 304), "answered 304"),
        (reply(b"", 301), "answered 301"),
        (reply(b"", 302, Location="/again"), "leads on more than 3 times"),
        (reply(b"", 302, Location="ftp://oak.example/"), "no web address"),
        (reply(b"", 302, Location="https://oak.example/"), "does not begin with http://"),
        (reply(b"", 302, Location="http://10.0.0.1/"), "no address of the public internet"),
        (reply(b"", 302, Location="http://user:word@127.0.0.1/"), "no web address"),
    ],
)
def test_what_cannot_be_taken_is_told_in_words(answer: Answer, told: str) -> None:
    with serve(answer) as url:
        assert told in reason(url)


def drip(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(400):
        request.wfile.write(b"x")
        time.sleep(0.02)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        request.wfile.write(b"X-%d: y\r\n" % number)
        time.sleep(0.02)


def keep_silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(4)


@pytest.mark.parametrize("answer", [drip, drip_headers, keep_silent])
def test_a_slow_answer_ends_when_the_time_is_up_however_it_comes(answer: Answer) -> None:
    begun = time.monotonic()
    with serve(answer) as url:
        assert "longer than 0.4 seconds" in reason(url, SHORT)
    assert time.monotonic() - begun < 3


def break_off(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "500")
    request.end_headers()
    request.wfile.write(b"x" * 20)


def speak_otherwise(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"220 mail.oak.example ready\r\n")


@pytest.mark.parametrize("answer", [break_off, speak_otherwise])
def test_an_answer_that_is_not_whole_is_none(answer: Answer) -> None:
    with serve(answer) as url:
        assert "broke off" in reason(url)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0"),
        *("2130706433", "0x7f.1", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_nobody_reaches_this_computer_or_its_neighbours(host: str) -> None:
    assert reason(f"https://{host}/", loopback=False) == "this is no address of the public internet"


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("::1", False),
        ("fe80::1%lo", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
    ],
)
def test_an_address_is_public_only_with_all_it_carries(address: str, answer: bool) -> None:
    assert is_public(address) is answer


def test_the_address_that_was_judged_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is resolved once more would give whoever owns it a second answer."""
    asked: list[str] = []

    def resolve(host: str, port: int, *options: Any, **more: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with serve(reply(b"here")) as url:
        monkeypatch.setattr("bulletin.fetch.connecting.socket.getaddrinfo", resolve)
        port = url.rstrip("/").rpartition(":")[2]
        assert fetch(f"http://oak.example:{port}/", SMALL, loopback=True).data == b"here"
    assert asked.count("oak.example") == 1


@pytest.mark.parametrize("url", ["http://oak.example/", "oak.example", "file:///etc/passwd", "https://", ""])
def test_only_https_is_asked_for(url: str) -> None:
    assert reason(url, loopback=False) in (
        "the address does not begin with https://",
        "this is no web address",
    )


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serve(reply(b"straight")) as url:
        assert fetch(url, SMALL, loopback=True).data == b"straight"
