"""The page that tells how to subscribe: in each language the same, and the same as the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.model.site.plan import Page
from bulletin.model.site.values import SubscribeValues, TextValues
from bulletin.words import available_languages, load_words
from tests.plan.boards import BOARD, make_board, make_site

MANUAL = Path(__file__).parents[2] / "docs" / "calendars.md"
ENGLISH = load_words("en", "subscribe")
LANGUAGES = [tag for tag in available_languages() if load_words(tag, "subscribe")]


def page_of(language: str = "", *, board: str = BOARD, **files: str) -> Page | None:
    made = make_site(make_board({f"pages/{name}.md": text for name, text in files.items()}, board=board))
    return next((page for page in made.pages if page.route == f"{language}pages/subscribe/"), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_of_the_same_programs(language: str) -> None:
    words = load_words(language, "subscribe")
    assert list(words) == list(ENGLISH)
    assert list(words["ways"]) == list(ENGLISH["ways"])
    for name, way in ENGLISH["ways"].items():
        own = words["ways"][name]
        assert list(own) == list(way), name
        assert len(own["steps"]) == len(way["steps"]), name
        assert re.findall(r"\d+", own.get("again", "")) == re.findall(r"\d+", way.get("again", "")), name


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[“”\"*`]", "", text))


def test_the_page_tells_what_the_manual_tells() -> None:
    manual = _plain(MANUAL.read_text(encoding="utf-8"))
    for name, way in ENGLISH["ways"].items():
        steps = " ".join(way["steps"])
        menus = re.findall(r"[A-Z][\w ]*(?: → [A-Z][\w ]*)+(?=[.,])", steps)
        called = re.findall(r"“([^”]+)”", steps)
        for words in (*menus, *called, way.get("again", "")):
            assert words == "Subscribe" or _plain(words.removeprefix("after ")) in manual, (name, words)


def test_the_page_gives_the_address_to_copy_and_one_that_programs_follow() -> None:
    page = page_of("fr/")
    assert page is not None
    values = page.values
    assert isinstance(values, SubscribeValues)
    assert values.address == "https://board.example/town/fr/events/calendar.ics"
    assert values.webcal == "webcal://board.example/town/fr/events/calendar.ics"
    assert values.words["subscribe_button"] != values.words["download_button"]
    assert values.ways[-1].address == "https://board.example/town/fr/events/new.rss"


def test_the_board_s_own_page_comes_in_its_place() -> None:
    page = page_of(subscribe="---\ntitle: Our calendar\n---\nAsk at the desk.")
    assert page is not None
    assert isinstance(page.values, TextValues)


@pytest.mark.parametrize(("publish", "is_there"), [("[ics]", True), ("[board-ics]", True), ("[rss]", False)])
def test_the_page_is_there_where_there_is_something_to_subscribe_to(publish: str, is_there: bool) -> None:
    page = page_of(board=f"{BOARD}publish: {publish}\n")
    assert (page is not None) is is_there
