"""What strangers hand in: a board in ruins on the left, every good event of it published on the right.

Every file of `tests/hostile/` lies in one board, which is checked and built by command and then opened page
by page in Chromium. What cannot lie beside others stands in `tests/hostile/test_alone.py`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from bulletin.formats.records import slug_of, split_name
from tests.hostile.case import Case, Must
from tests.hostile.looking import LOOK, WATCH, read_page
from tests.hostile.make import TODAY, make_cases, write_board
from tests.hostile.pictures import SECRET
from tests.hostile.rules import PROMISES, count
from tests.site.building import files_of, run_bulletin

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Names, links and pipes that other systems cannot hold, and a browser.
pytestmark = pytest.mark.debian

CASES = make_cases()

_ATOM = "{http://www.w3.org/2005/Atom"

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Attacked:
    """A board with every hostile file in it: what check and build said, and the site."""

    rows: dict[str, list[dict[str, Any]]]
    """What check said for programs, by file."""
    report: str
    """What build said, for people."""
    check_code: int
    build_code: int
    site: dict[str, bytes]
    out: Path
    clean: dict[str, bytes]
    """The site of the same board without what partners handed in."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("attacked")
    content, out = folder / "content", folder / "public"
    write_board(content, CASES)
    write_board(
        folder / "clean", [case for case in CASES if _is_staff(case) and case.must is Must.BE_HARMLESS]
    )
    checked = run_bulletin("check", "--content", content, "--format", "json", "--today", TODAY)
    built = _build(content, out)
    without = _build(folder / "clean", folder / "without")
    assert without.code == 0, without.said
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(checked.said):
        rows.setdefault(os.path.relpath(row["path"], content), []).append(row)
    return Attacked(
        rows,
        built.said.replace(f"{content}/", ""),
        checked.code,
        built.code,
        files_of(out),
        out,
        files_of(folder / "without"),
    )


def _build(content: Path, out: Path, *more: str) -> Any:
    return run_bulletin("build", "--content", content, "--out", out, "--today", TODAY, *more)


def _is_staff(case: Case) -> bool:
    """Whether it lies where only the board's staff may write; every page leads to theirs."""
    return not case.path.startswith("events/")


def _page_of(case: Case) -> str:
    """Where the page of an event stands."""
    folder = case.path.rpartition("/")[0]
    return f"{folder}/{slug_of(split_name(case.path)[0])}/index.html"


def _pages(attacked: Attacked) -> Iterator[tuple[str, str]]:
    for path, data in attacked.site.items():
        if path.endswith(".html"):
            yield path, data.decode("utf-8")


def test_there_are_enough_of_them_and_each_is_another_file() -> None:
    assert len(CASES) >= 300
    assert len({case.path for case in CASES}) == len(CASES)
    assert sum(case.must is Must.BE_REFUSED for case in CASES) >= 150


# Whoever keeps these has to leave out, or to escape, and never to refuse; or the other way round.
_ONLY_HARMLESS = {
    *("paths-names", "pictures-metadata", "markdown-html", "markdown-addresses"),
    *("output-feeds", "output-data", "output-templates"),
}
_ONLY_REFUSED = {"yaml-duplicates"}


def test_every_promise_has_files_that_try_to_break_it() -> None:
    numbers = count(CASES)
    assert numbers.pop("") == (0, 0)
    assert numbers.keys() == PROMISES.keys()
    assert {name for name, (refused, _) in numbers.items() if not refused} == _ONLY_HARMLESS
    assert {name for name, (_, harmless) in numbers.items() if not harmless} == _ONLY_REFUSED
    assert min(refused + harmless for refused, harmless in numbers.values()) >= 6


def test_check_says_that_files_are_wrong_and_build_that_files_were_left_out(attacked: Attacked) -> None:
    assert (attacked.check_code, attacked.build_code) == (1, 3)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.must is Must.BE_REFUSED], ids=lambda c: c.name
)
def test_it_is_refused_with_its_file_and_line(case: Case, attacked: Attacked) -> None:
    errors = [row for row in attacked.rows.get(case.path, ()) if row["severity"] == "error"]
    assert errors
    assert all(row["line"] >= 1 and row["message"] and row["rule"] for row in errors)
    for row in errors:
        assert f"{case.path}:{row['line']}: error[{row['rule']}] " in attacked.report


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.must is Must.BE_HARMLESS], ids=lambda c: c.name
)
def test_it_is_published(case: Case, attacked: Attacked) -> None:
    assert [row for row in attacked.rows.get(case.path, ()) if row["severity"] == "error"] == []
    assert (case.page or _page_of(case)) in attacked.site


def test_nothing_of_a_refused_event_is_published(attacked: Attacked) -> None:
    kept = {_page_of(case) for case in CASES if case.must is Must.BE_HARMLESS}
    refused = {_page_of(case) for case in CASES if case.must is Must.BE_REFUSED} - kept
    assert refused & attacked.site.keys() == set()


def test_the_good_partners_pages_and_feeds_are_as_they_were(attacked: Attacked) -> None:
    own = ("events/good-", "partners/good-", "pages/policy/")
    before = {path: data for path, data in attacked.clean.items() if path.startswith(own)}
    assert len(before) >= 8
    assert {path for path in before if attacked.site.get(path) != before[path]} == set()


def test_every_path_of_the_site_is_a_plain_one(attacked: Attacked) -> None:
    assert [path for path in attacked.site if not re.fullmatch(r"[a-z0-9._/-]+", path)] == [
        "_headers"
    ] or all(re.fullmatch(r"[A-Za-z0-9._/-]+", path) for path in attacked.site)


def test_no_page_holds_a_script_a_handler_or_an_address_that_does_something(attacked: Attacked) -> None:
    found = []
    for path, text in _pages(attacked):
        reader = read_page(text)
        found += [f"{path}: {what}" for what in reader.found]
        for data in reader.data:
            json.loads(data)
    assert found == []


def test_no_text_of_the_site_holds_a_control_character(attacked: Attacked) -> None:
    kinds = (".html", ".ics", ".rss", ".atom", ".json", ".xml", ".txt", ".css", ".js")
    texts = {path: data.decode("utf-8") for path, data in attacked.site.items() if path.endswith(kinds)}
    assert [path for path, text in texts.items() if _CONTROLS.search(text)] == []


def test_every_calendar_is_read_back_and_holds_nothing_but_events(attacked: Attacked) -> None:
    allowed = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    for path, data in attacked.site.items():
        if path.endswith(".ics"):
            calendar = Calendar.from_ical(data)
            names = {part.name for part in calendar.walk()}
            assert names <= allowed, path
            assert not any(
                {"ATTENDEE", "ATTACH", "ORGANIZER", "X-EVIL"} & set(part) for part in calendar.walk()
            ), path
            assert all(len(line) <= 75 for line in data.split(b"\r\n")), path
            assert b"\n" not in data.replace(b"\r\n", b""), path


def test_every_feed_is_well_formed_and_its_html_is_clean(attacked: Attacked) -> None:
    for path, data in attacked.site.items():
        if not path.endswith((".rss", ".atom", ".xml")):
            continue
        root = ElementTree.fromstring(data)
        for element in root.iter():
            # Titles are plain text in all three; these hold HTML.
            space, _, name = element.tag.rpartition("}")
            if name not in ("description", "encoded", "content", "summary"):
                continue
            if space == _ATOM and element.get("type", "text") == "text":
                continue
            assert read_page(element.text or "").found == [], f"{path}: {element.tag}"


def test_every_sitemap_feed_and_json_file_can_be_read(attacked: Attacked) -> None:
    read = {path: json.loads(data) for path, data in attacked.site.items() if path.endswith(".json")}
    assert read
    items = [item for path, feed in read.items() if path.endswith("new.json") for item in feed["items"]]
    assert items
    assert [item["id"] for item in items if read_page(item.get("content_html", "")).found] == []


def test_what_cameras_and_strangers_hang_on_a_picture_is_not_on_the_site(attacked: Attacked) -> None:
    files = {path: data for path, data in attacked.site.items() if path.startswith(("files/", "pictures/"))}
    assert len(files) >= 30
    assert [path for path, data in files.items() if SECRET in data] == []
    assert [path for path, data in files.items() if b"<script" in data] == []


# In frames of one page, many are opened in a third of the time; nobody sees them, so none is painted.
_FRAMES = 24
_FRAMED = '<!doctype html><title>Frames</title><link rel="icon" href="data:,"><body>'
_OPEN = """addresses => Promise.all(addresses.map(address => new Promise(opened => {
  const frame = document.createElement("iframe");
  frame.onload = opened;
  frame.hidden = true;
  frame.src = address;
  document.body.append(frame);
})))"""


def test_no_page_does_harm_in_a_browser(
    attacked: Attacked, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    (attacked.out / "frames.html").write_text(_FRAMED)
    origin = serve_folder(attacked.out)
    harm: list[str] = []
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    _listen(page, origin, harm)
    pages = [*_pages(attacked)]
    for first in range(0, len(pages), _FRAMES):
        harm += _look(page, origin, pages[first : first + _FRAMES])
    context.close()
    assert harm == []


def _look(page: Page, origin: str, pages: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What harm these pages do, opened in frames of one page."""
    page.goto(f"{origin}/frames.html")
    page.evaluate(_OPEN, [f"{origin}/{path}" for path, _ in pages])
    frames = page.main_frame.child_frames
    assert len(frames) == len(pages)
    assert page.url == f"{origin}/frames.html"
    for (path, text), frame in zip(pages, frames, strict=True):
        if 'http-equiv="refresh"' in text:  # an old address leads on
            frame.wait_for_url(re.compile(f"^(?!{re.escape(f'{origin}/{path}')}$)"), wait_until="load")
        yield from (f"{path}: {what}" for what in frame.evaluate(LOOK))


def _listen(page: Page, origin: str, harm: list[str]) -> None:
    def note_dialog(dialog: Any) -> None:
        harm.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    def note_others(request: Any) -> None:
        if not request.url.startswith((f"{origin}/", "data:,")):
            harm.append(f"{page.url} asks for {request.url}")

    page.on("request", note_others)  # nowhere else is found: see `open_browser`
    page.on("console", lambda message: harm.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: harm.append(f"{page.url}: {error}"))
    page.on("dialog", note_dialog)
    page.on("popup", lambda popup: harm.append(f"{page.url} opens {popup.url}"))
