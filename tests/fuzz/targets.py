"""What is fuzzed: a function that takes bytes, and raises where a promise is broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from bulletin.check import CheckDay, check_board
from bulletin.formats.dates import parse_date_range, parse_day, parse_duration, parse_moment
from bulletin.formats.encoding import LINE_END, decode_text, odd_character
from bulletin.formats.markup import parse_markup
from bulletin.formats.pictures import MAX_PIXELS, read_picture
from bulletin.formats.records import parse_record
from bulletin.formats.repeat import Spec, format_repeat, parse_repeat
from bulletin.formats.repeat.rrule import parse_rrule
from bulletin.formats.urls import SCHEMES, is_internal, safe_href, safe_url, scheme_of
from bulletin.formats.yaml import SUBMISSION
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.messages.reports import format_github, format_json
from bulletin.model.board import Board
from bulletin.model.recurrence import RecurrenceRule
from bulletin.pipeline.site import render_site
from bulletin.plan import plan_site
from bulletin.problems import Problem
from tests.fuzz import grammar
from tests.fuzz.choices import Choices
from tests.hostile.looking import read_page
from tests.plain_theme import plain_theme

TODAY = date(2027, 1, 15)
_BOARD = {
    "board.yaml": "title: B\nurl: https://b.example/\nuid_domain: b.example\ntimezone: America/Toronto\n"
    "languages: [en, fr]\nhorizon: 14 days\narchive: {days: 0, months: 0}\npublish: [ics, atom, json]\n",
    "partners/oak.yaml": "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {categories: storytime}\n",
    "partners/elm.yaml": "name: Elm\ncohosts: anyone\n",
    "venues/hall.yaml": "name: Hall\naddress: 1 Oak Street\nrooms: {blue: {name: Blue}}\n",
    "calendars/breaks.yaml": "name: Breaks\ndates: [2027-02-15]\n",
}


def _has_places(problems: list[Problem], data: bytes) -> None:
    lines = data.count(b"\n") + 2
    for problem in problems:
        assert 1 <= problem.ref.line <= lines, problem
        assert problem.message.strip(), problem
    json.loads(format_json(problems))
    assert format_github(problems).count("\n") <= len(problems) + 1


def _path(data: bytes) -> str:
    return "events/oak/x.md" if data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else "events/oak/x.yaml"


def encoding(data: bytes) -> None:
    """Whatever the bytes: text without odd characters, or an error."""
    decoded, problems = decode_text(data, "x.yaml")
    _has_places(problems, data.replace(b"\r", b"\n"))
    assert (decoded is None) == any(problem.is_error for problem in problems)
    assert decoded is None or odd_character(decoded.replace(LINE_END, "\n")) is None


def reader(data: bytes) -> None:
    """A record is read, or an error says on which line not."""
    made = grammar.record(Choices(data))
    record = parse_record(made, _path(made), limits=SUBMISSION)
    _has_places(list(record.problems), made)
    assert record.node is not None or any(problem.is_error for problem in record.problems)


def repeat(data: bytes) -> None:
    """A repeat is within its bounds, and what we say of it is read back as the same."""
    found = parse_repeat(grammar.words(Choices(data)), ("en", "fr"))
    if isinstance(found, Spec):
        rule = found.rule
        _is_bounded(rule)
        for language in ("en", "fr"):
            again = parse_repeat(format_repeat(rule, language), (language, "en"))
            assert isinstance(again, Spec), (rule, format_repeat(rule, language), again)
            assert again.rule == rule, (rule, format_repeat(rule, language), again)


def rrule(data: bytes) -> None:
    """A rule from outside is within its bounds, or refused."""
    found = parse_rrule(grammar.rrule(Choices(data)))
    if isinstance(found, RecurrenceRule):
        _is_bounded(found)


def _is_bounded(rule: RecurrenceRule) -> None:
    assert 1 <= rule.interval <= 99
    assert rule.count is None or 1 <= rule.count <= 500
    assert rule.count is None or rule.until is None


def moments(data: bytes) -> None:
    """Days, times and lengths."""
    choices = Choices(data)
    typed = choices.pick((grammar.words, grammar.rrule, grammar.address))(choices)
    for parse in (parse_moment, parse_day, parse_date_range, parse_duration):
        parse(typed, ("en", "fr", "ar"))


def markup(data: bytes) -> None:
    """Whatever is written, the HTML does nothing and the plain text holds nothing odd."""
    made, problems = parse_markup(grammar.text(Choices(data)), path="x.md")
    page = read_page(made.html)
    assert page.found == [], page.found
    assert odd_character(made.html.replace("\u200e", "")) is None
    for link in made.links:
        assert is_internal(link.url) or scheme_of(link.url) in SCHEMES, link
    again, _ = parse_markup(made.text, path="x.md")
    assert read_page(again.html).found == []
    assert problems or made.html or not made.text


def urls(data: bytes) -> None:
    """An address is safe and in its normal form, or none."""
    typed = grammar.address(Choices(data))
    for clean in (safe_url, safe_href):
        url = clean(typed)
        if url is None:
            continue
        assert url.isascii(), url
        assert url.isprintable(), url
        assert not set(url) & set(' "<>\\^`{|}'), url
        assert clean(url) == url, (typed, url, clean(url))
        assert scheme_of(url) in SCHEMES or is_internal(url), url
        assert not url.startswith("//"), url


def pictures(data: bytes) -> None:
    """A picture comes out clean, small enough, and the same when it is read again."""
    found, notice = read_picture(grammar.picture(Choices(data)), "a.png")
    if found is None:
        assert notice
        return
    assert 0 < found.width * found.height <= MAX_PIXELS
    again, _ = read_picture(found.data, f"a.{found.extension}")
    assert again == found


def record(data: bytes) -> None:
    """A whole record: read, resolved and checked against a board."""
    made, path = _whole(data)
    board, problems = _loaded(made, path)
    _has_places([problem for problem in problems if problem.ref.path == path], made)
    assert board is not None
    kept = any(event.ref.path == path for event in board.events.values())
    refused = any(problem.is_error and problem.ref.path == path for problem in problems)
    assert kept or refused


def site(data: bytes) -> None:
    """A whole record, published: every page is clean."""
    made, path = _whole(data)
    board, problems = _loaded(made, path)
    if board is None or any(problem.is_error and problem.ref.path == path for problem in problems):
        return
    for file in render_site(plan_site(board, TODAY), plain_theme(), jobs=1):
        if file.path.endswith(".html"):
            page = read_page(file.data.decode())
            assert page.found == [], (file.path, page.found)
            for linked in page.data:
                json.loads(linked)


def _whole(data: bytes) -> tuple[bytes, str]:
    made = grammar.record(Choices(data))
    return made, _path(made)


def _loaded(made: bytes, path: str) -> tuple[Board | None, list[Problem]]:
    files = {name: content.encode() for name, content in _BOARD.items()}
    loaded = load_board(Sources({**files, path: made}))
    problems = list(loaded.problems)
    if loaded.board is not None:
        problems += check_board(loaded.board, CheckDay(TODAY, frozenset(), None))
    return loaded.board, problems


Target = Callable[[bytes], None]

TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (encoding, reader, repeat, rrule, moments, markup, urls, pictures, record, site)
}
