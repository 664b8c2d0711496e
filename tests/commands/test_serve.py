from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, expect

from bulletin.commands.serve import serve, watch
from bulletin.commands.serve.listener import Listener, content_type, open_listener
from bulletin.commands.serve.snapshot import CurrentSnapshot, Snapshot, take_snapshot
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from tests.checkers.vnu import check_html
from tests.commands.boards import BOARD, FILES, at, write_board

READING = ReadingOptions(clock=at("2027-01-15"))
ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "themes" / "plain"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Served:
    """A board that is being served, and how to ask for something."""

    content: Path
    current: CurrentSnapshot
    listener: Listener
    look: Callable[[Snapshot], Snapshot]

    def get(self, path: str, host: str = "localhost", method: str = "GET") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.listener.server_port, timeout=300)
        connection.putrequest(method, path, skip_host=True)
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer

    def look_again(self) -> None:
        self.current.change(self.look(self.current.now))


@contextmanager
def served(content: Path, themes: Path | None = None) -> Iterator[Served]:
    def look(before: Snapshot | None = None) -> Snapshot:
        return take_snapshot(content, themes or content / "none", READING, before)

    current = CurrentSnapshot(look())
    with open_listener(current, 0) as listener:
        Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield Served(content, current, listener, look)
        finally:
            listener.shutdown()


def until(found: Callable[[], bool], seconds: float = 300) -> None:
    """Wait for what other threads do; fail when it does not come."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


# What is answered


def test_every_file_of_the_site_is_answered_with_its_type(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        for path, kind, begins in (
            ("/", "text/html; charset=utf-8", b"<!doctype html>"),
            ("/events/oak/story-time/", "text/html; charset=utf-8", b"<!doctype html>"),
            ("/events/calendar.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
            ("/events/new.rss", "application/rss+xml; charset=utf-8", b"<?xml"),
            ("/events/events.json", "application/json; charset=utf-8", b""),
            ("/static/style.css?v=1", "text/css; charset=utf-8", b""),
            ("/sitemap.xml", "application/xml; charset=utf-8", b"<?xml"),
            ("/robots.txt", "text/plain; charset=utf-8", b""),
        ):
            answer = site.get(path)
            assert (path, answer.status, answer.headers["Content-Type"]) == (path, 200, kind)
            assert answer.body.startswith(begins)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Content-Length"] == str(len(answer.body))


def test_types_follow_the_ending() -> None:
    assert content_type("static/pin.svg") == "image/svg+xml"
    assert content_type("events/new.json") == "application/feed+json; charset=utf-8"
    assert content_type("_headers") == "text/plain; charset=utf-8"
    assert content_type("a/b.exe") == "application/octet-stream"


def test_an_unknown_address_gets_the_boards_own_404(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        answer = site.get("/nowhere/")
        assert answer.status == 404
        assert "Oak Street Board" in answer.text


def test_a_folder_without_its_slash_leads_to_the_one_with_it(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        answer = site.get("/events/oak/story-time")
        assert (answer.status, answer.headers["Location"]) == (301, "/events/oak/story-time/")


def test_a_board_that_will_be_published_in_a_subfolder_is_found_there_too(tmp_path: Path) -> None:
    board = BOARD.replace("https://board.oak.example/", "https://oak.example/board/")
    with served(write_board(tmp_path, {**FILES, "board.yaml": board})) as site:
        for path in ("/board/events/oak/story-time/", "/events/oak/story-time/", "/board/", "/"):
            assert site.get(path).status == 200
        style = re.search(r'href="(/board/static/style\.css[^"]*)"', site.get("/nowhere/").text)
        assert style is not None
        assert site.get(style[1]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../board.yaml",
        "/%2e%2e/board.yaml",
        "//etc/passwd",
        "/..%5cboard.yaml",
        "/events/../../board.yaml",
        "*",
    ],
)
def test_nothing_but_the_site_can_be_had(tmp_path: Path, path: str) -> None:
    with served(write_board(tmp_path)) as site:
        answer = site.get(path)
        assert answer.status == 404
        assert "uid_domain" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_it_answers_to_its_own_names(tmp_path: Path, host: str) -> None:
    with served(write_board(tmp_path)) as site:
        assert site.get("/", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:127.0.0.1"]
)
def test_a_page_elsewhere_that_borrowed_our_address_gets_nothing(tmp_path: Path, host: str) -> None:
    with served(write_board(tmp_path)) as site:
        answer = site.get("/", host=host)
        assert answer.status == 421
        assert "Oak" not in answer.text


def test_only_this_computer_is_answered_and_nothing_can_be_changed(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        assert site.listener.server_address[0] == "127.0.0.1"
        assert site.get("/", method="POST").status == 501
        head = site.get("/", method="HEAD")
        assert (head.status, head.body) == (200, b"")


def test_a_port_that_is_taken_is_reported_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UnusableInput, match="--port"):
        serve(write_board(tmp_path), tmp_path, taken.getsockname()[1], READING)


def test_without_a_content_folder_nothing_is_served(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="--content"):
        serve(tmp_path / "nowhere", tmp_path, 0, READING)


# Reloading


def test_only_what_is_sent_holds_the_lines_that_reload_it(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        sent = site.get("/").text
        assert '<script src="/-/reload.js" data-number="1" defer></script>' in sent
        assert b"/-/" not in site.current.now.file("index.html")
        assert "EventSource" in site.get("/-/reload.js").text
        assert "/-/" not in site.get("/events/calendar.ics").text


def test_the_numbers_of_changes_are_sent_as_they_come(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.listener.server_port, timeout=300)
        connection.request("GET", "/-/changes", headers={"Host": "localhost"})
        response = connection.getresponse()
        assert response.headers["Content-Type"] == "text/event-stream"
        assert response.readline() == b"data: 1\n"
        assert response.readline() == b"\n"
        site.look_again()
        assert response.readline() == b"data: 2\n"
        connection.close()


def test_a_changed_file_is_seen_and_shown(tmp_path: Path) -> None:
    content, stop = write_board(tmp_path), Event()
    with served(content) as site:
        arguments = (site.current, site.look, lambda _: False, [content], stop)
        watcher = Thread(target=watch, args=arguments, daemon=True)
        watcher.start()
        time.sleep(0.5)  # the system needs a moment to begin watching
        event = content / "events/oak/story-time.md"
        event.write_text(event.read_text().replace("title: Story time", "title: Tales and tea"))
        until(lambda: "Tales and tea" in site.get("/events/oak/story-time/").text)
        assert site.current.now.number > 1
        stop.set()
        watcher.join(timeout=300)
        assert not watcher.is_alive()


@pytest.mark.debian
def test_a_browser_reloads_the_page_by_itself(browser: Browser, tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://127.0.0.1:{site.listener.server_port}/events/oak/story-time/")
        event = site.content / "events/oak/story-time.md"
        event.write_text(event.read_text().replace("title: Story time", "title: Tales and tea"))
        site.look_again()
        expect(page).to_have_title(re.compile("Tales and tea"), timeout=300_000)
        (site.content / "board.yaml").write_text("title: [\n")
        site.look_again()
        expect(page).to_have_title(re.compile("cannot be shown"), timeout=300_000)
        (site.content / "board.yaml").write_text(BOARD)
        site.look_again()
        expect(page).to_have_title(re.compile("Tales and tea"), timeout=300_000)
        assert [line for line in said if "Content Security Policy" in line] == []
        page.close()


# Problems on the page


def test_problems_are_counted_on_every_page_and_listed_with_file_and_line(tmp_path: Path) -> None:
    broken = "title: Yoga <b>\nstart: 03/10/2027\nvenue: main-library\n"
    with served(write_board(tmp_path, {**FILES, "events/oak/yoga.yaml": broken})) as site:
        assert "1 error" in site.get("/").text
        assert site.get("/events/oak/yoga/").status == 404
        page = site.get("/-/problems")
        assert page.status == 200
        assert f"{site.content.as_posix()}/events/oak/yoga.yaml:2" in page.text
        assert "2027-03-10" in page.text
        assert "is not shown" in page.text


def test_a_clean_board_shows_no_bar(tmp_path: Path) -> None:
    with served(write_board(tmp_path)) as site:
        assert 'class="bulletin-serve"' not in site.get("/").text
        assert "Nothing is wrong" in site.get("/-/problems").text


def test_an_unusable_board_shows_why_until_it_is_put_right(tmp_path: Path) -> None:
    content = write_board(tmp_path)
    with served(content) as site:
        (content / "board.yaml").write_text("title: Oak <script>\nurl: nowhere\n")
        site.look_again()
        for path in ("/", "/events/oak/story-time/", "/nowhere/"):
            answer = site.get(path)
            assert answer.status == 503
            assert "board.yaml" in answer.text
            assert "/-/reload.js" in answer.text
        (content / "board.yaml").write_text(BOARD)
        site.look_again()
        assert site.get("/").status == 200


def test_an_unusable_theme_shows_why_until_it_is_put_right(tmp_path: Path) -> None:
    content, themes = write_board(tmp_path), tmp_path / "themes"
    shutil.copytree(PLAIN, themes / "plain")
    template = themes / "plain/templates/event.html"
    whole = template.read_text()
    with served(content, themes) as site:
        template.write_text("{% if %}")
        site.look_again()
        answer = site.get("/")
        assert answer.status == 503
        assert "event.html" in answer.text
        template.write_text("{{ values.no_such_thing }}")
        site.look_again()
        assert site.get("/").status == 200
        assert site.get("/events/oak/story-time/").status == 503
        template.write_text(whole)
        site.look_again()
        assert site.get("/events/oak/story-time/").status == 200


def test_a_mistake_of_ours_is_shown_and_does_not_end_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops <here>")

    monkeypatch.setattr("bulletin.commands.serve.snapshot.plan_site", fail)
    with served(write_board(tmp_path)) as site:
        answer = site.get("/")
        assert answer.status == 503
        assert "mistake of ours" in answer.text
        assert "oops &lt;here&gt;" in answer.text


def test_a_theme_is_built_again_only_when_a_file_of_it_changed(tmp_path: Path) -> None:
    content, themes = write_board(tmp_path), tmp_path / "themes"
    shutil.copytree(PLAIN, themes / "plain")
    first = take_snapshot(content, themes, READING)
    second = take_snapshot(content, themes, READING, first)
    assert first.site
    assert second.site
    assert second.site.theme is first.site.theme
    page = themes / "plain" / "templates" / "event.html"
    page.write_text(page.read_text().replace("<h1>", '<h1 class="tall">'))
    third = take_snapshot(content, themes, READING, second)
    assert b'<h1 class="tall">' in third.file("events/oak/story-time/index.html")


def test_the_clock_is_asked_for_every_snapshot(tmp_path: Path) -> None:
    content = write_board(tmp_path)
    days = iter(("2027-01-15", "2027-01-16"))
    readings = [ReadingOptions(clock=at(next(days))) for _ in range(2)]
    shown = [take_snapshot(content, tmp_path, reading).checked for reading in readings]
    assert [checked.today.day for checked in shown if checked] == [15, 16]


@pytest.mark.debian
def test_our_own_pages_are_valid_html(tmp_path: Path) -> None:
    content = write_board(tmp_path / "a", {**FILES, "events/oak/yoga.yaml": "title: Yoga\nstart: 19:00\n"})
    pages = tmp_path / "pages"
    pages.mkdir()
    with served(content) as site:
        (pages / "home.html").write_bytes(site.get("/").body)
        (pages / "problems.html").write_bytes(site.get("/-/problems").body)
        (content / "board.yaml").write_text("title: Oak\n")
        site.look_again()
        (pages / "failure.html").write_bytes(site.get("/").body)
    # The checker reads files, to which no policy with 'self' fits.
    assert [line for line in check_html(pages) if "violates Content Security Policy" not in line] == []


# The command


@pytest.mark.debian  # Windows cannot send Ctrl-C to one process alone
def test_ctrl_c_ends_it_quietly_and_nothing_was_written(tmp_path: Path) -> None:
    content = write_board(tmp_path)
    command = [sys.executable, "-m", "bulletin", "serve", "--content", str(content), "--port", "0"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=300)
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]
