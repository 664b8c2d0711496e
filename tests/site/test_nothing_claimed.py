"""A cost or an age that nobody gave is claimed nowhere: on no page, in no feed, in no language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bulletin.model.board import Board
from bulletin.plan import plan_site
from bulletin.plan.events.facts import for_me
from bulletin.plan.mixed_language import plain_words
from bulletin.render import Renderer
from bulletin.render.preview import render_preview
from bulletin.words.phrases import phrases_in
from tests.plain_theme import plain_theme
from tests.plan.boards import BOARD, TODAY, localize_board, make_board, revised

LANGUAGES = ("en", "fr", "ar")
TITLE = "Quiz by lamplight"
EVENTS = {
    "events/oak/quiz.yaml": f"title: {TITLE}\nstart: 2027-01-16 19:00\nvenue: library\n",
    "events/oak/walk.yaml": f"""
        title: {TITLE}, outdoors
        start: 2027-01-17 10:00
        repeat: every Sunday until 28 February 2027
        area: Old Town
        audience: general
        changes: {{2027-01-24: cancelled}}
        """,
    "events/oak/stay.yaml": f"title: {TITLE}, for days\nstart: 2027-01-15\nend: 2027-01-20\nvenue: library\n",
}
NAVIGATION = re.compile(
    r"<nav\b.*?</nav>|<form\b.*?</form>"
    r"|<section class=\"steps.*?</section>|<details class=\"choices.*?</details>",
    re.DOTALL,
)
CLAIMS_FOR_PROGRAMS = ("isAccessibleForFree", '"offers"', '"audience":{', '"audience": {', '"free":true')


def files_of(board: Board) -> dict[str, bytes]:
    """Every file of the board's site, and its preview."""
    plan = plan_site(board, TODAY)
    theme = plain_theme()
    renderer = Renderer(theme, plan.layouts)
    files = {file.path: renderer.render(file.make()) for file in plan.plans()}
    return {**files, "preview.html": render_preview(plan, theme).data}


def board_of(events: dict[str, str]) -> Board:
    settings = BOARD.replace("[en, fr]", f"[{', '.join(LANGUAGES)}]")
    parts = "[audiences, free, when, ics, rss, atom, json, translations]"
    board = make_board(events, board=f"{settings}contact: {{phone: 555-0199}}\npublish: {parts}\n")
    return revised(board, datetime(2027, 1, 10, tzinfo=UTC), datetime(2027, 1, 10, tzinfo=UTC))


def language_of(path: str) -> str:
    first = path.partition("/")[0]
    return first if first in LANGUAGES else "en"


def claims(board: Board, language: str) -> tuple[str, ...]:
    """The words for a price of nothing and for everybody."""
    phrase = phrases_in(language)
    return (phrase("fact.free"), board.vocabularies["audiences"].label("general", language))


def claimed(board: Board, path: str, data: bytes) -> Iterator[str]:
    """What a file claims; ways to other lists, and what these lists are called, are no claim."""
    text = data.decode()
    if path.endswith(".ics"):
        text = text.replace("\\n", " ")
    route = path.removeprefix(f"{language_of(path)}/")
    if path.endswith(".html"):
        text = NAVIGATION.sub("", text)
    if route.startswith(("free/", "audiences/")):
        if TITLE in text:
            yield TITLE
        return
    words = claims(board, language_of(path)) if path != "preview.html" else claims(board, "en")
    yield from (
        word for word in (*words, *CLAIMS_FOR_PROGRAMS) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )


@pytest.fixture(scope="module")
def unclaimed() -> tuple[Board, dict[str, bytes]]:
    board = board_of(EVENTS)
    return board, files_of(board)


def test_no_file_of_a_site_claims_a_cost_or_an_age_that_nobody_gave(
    unclaimed: tuple[Board, dict[str, bytes]],
) -> None:
    board, files = unclaimed
    # The index of the search names every list there is, and the form all that can be answered.
    left_out = ("static/", "assets/")
    of_no_event = ("find-index.js", "submit/form.js")
    read = {
        path: data
        for path, data in files.items()
        if not path.startswith(left_out) and not path.endswith(of_no_event)
    }
    kinds = {path.rpartition(".")[2] for path, data in read.items() if TITLE.encode() in data}
    assert kinds >= {"html", "ics", "rss", "atom", "json"}
    found = {path: said for path, data in read.items() if (said := [*claimed(board, path, data)])}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_whom_to_ask_about_the_price(
    unclaimed: tuple[Board, dict[str, bytes]], language: str
) -> None:
    _, files = unclaimed
    prefix = "" if language == "en" else f"{language}/"
    page = re.sub("</?bdi>", "", files[f"{prefix}events/oak/quiz/index.html"].decode())
    asked = re.sub("[\u2068\u2069]", "", phrases_in(language)("fact.ask_cost", contact="555-0100"))
    assert asked in page


def test_the_board_s_own_contact_is_asked_where_the_event_has_none() -> None:
    partner = {"partners/oak.yaml": "name: Oak Club\n"}
    files = files_of(board_of({"events/oak/quiz.yaml": EVENTS["events/oak/quiz.yaml"], **partner}))
    assert "ask 555-0199" in files["events/oak/quiz/index.html"].decode()


def test_programs_are_told_that_nobody_said_so(unclaimed: tuple[Board, dict[str, bytes]]) -> None:
    _, files = unclaimed
    rows = json.loads(files["events/events.json"])["events"]
    assert rows
    assert all(row["free"] is None and row["audience"] is None for row in rows)


def test_what_somebody_said_is_claimed_on_page_and_feed_and_list() -> None:
    """The same test would find a claim if there were one."""
    board = board_of(
        {"events/oak/quiz.yaml": f"{EVENTS['events/oak/quiz.yaml']}cost: free\naudience: all ages\n"}
    )
    files = files_of(board)
    for path in (
        "events/oak/quiz/index.html",
        "fr/events/oak/quiz/index.html",
        "ar/events/oak/quiz/index.html",
    ):
        assert {*claims(board, language_of(path))} <= {*claimed(board, path, files[path])}
    assert "Free" in [*claimed(board, "quiz.ics", files["events/oak/quiz/event.ics"])]
    for path in ("free/index.html", "audiences/general/index.html", "free/calendar.ics"):
        assert TITLE in files[path].decode()
    [row] = json.loads(files["events/events.json"])["events"]
    assert (row["free"], row["audience"]) == (True, "general")


def test_a_default_of_the_partner_counts_as_said() -> None:
    partner = {"partners/oak.yaml": "name: Oak Club\ndefaults: {cost: free, audience: all ages}\n"}
    files = files_of(board_of({"events/oak/quiz.yaml": EVENTS["events/oak/quiz.yaml"], **partner}))
    page = files["events/oak/quiz/index.html"].decode()
    assert "All ages." in page
    assert "Free. Just come." in page
    assert TITLE in files["free/index.html"].decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("audience: all ages", "All ages."),
        ("audience: everyone", "All ages."),
        ("ages: all ages", "All ages."),
        ("audience: 12-18", "Teens 12 to 18."),
        ("audience: general\nages: 6-11", "Ages 6-11."),
        ("ages: dès 6 ans", "Dès 6 ans."),
        ("audience: general", ""),
        ("", ""),
    ],
)
def test_only_ages_that_somebody_gave_are_told(fields: str, said: str) -> None:
    board = board_of({"events/oak/quiz.yaml": f"{EVENTS['events/oak/quiz.yaml']}cost: donation\n{fields}\n"})
    line = plain_words(for_me(localize_board(board), board.events["oak/quiz"]))
    assert line == said


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_is_told_to_come_to_what_is_not_held(status: str) -> None:
    text = (
        f"{EVENTS['events/oak/quiz.yaml']}status: {status}\nregistration: {{url: https://oak.example/join}}\n"
    )
    files = files_of(board_of({"events/oak/quiz.yaml": text}))
    page = files["events/oak/quiz/index.html"].decode()
    for words in ("Just come", "Please sign up", "https://oak.example/join"):
        assert words not in page
        assert words not in files["events/oak/quiz/event.ics"].decode()
