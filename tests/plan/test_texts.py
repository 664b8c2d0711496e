"""One text in every output: the page, the calendar entry, the news feeds say the same lines and words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bulletin.model.board import Board
from bulletin.model.feed import FeedItem
from tests.plan.boards import WholeSite, items_of, localize_board, make_board, make_site, revised

FIELDS = """\
title: Open day
start: 2027-02-06 10:00
end: 17:00
venue: library
categories: books
cost: free
"""
LONG_AGO = datetime(2027, 1, 10, tzinfo=UTC)
LINES = """\
Come and see!

10:00 Doors open
12:00 Soup

5. Februar mit Anna
12. Februar mit Bert

#RobotParade #OakValley
"""


def board_of(text: str, ending: str) -> Board:
    if ending == "md":
        return make_board({"events/oak/open-day.md": f"---\n{FIELDS}---\n{text}"})
    block = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    return make_board({"events/oak/open-day.yaml": f"{FIELDS}description: |\n{block}"})


@pytest.mark.parametrize("ending", ["md", "yaml"])
def test_lines_numbers_and_hashtags_are_the_same_on_the_page_in_calendars_and_in_news(ending: str) -> None:
    board = board_of(LINES, ending)
    site = make_site(revised(board, LONG_AGO, LONG_AGO))
    page = next(page for page in site.pages if page.route == "events/oak/open-day/")
    lines = (
        "10:00 Doors open<br>12:00 Soup",
        "5. Februar mit Anna<br>12. Februar mit Bert",
        "#RobotParade #Oak",
    )
    html = [page.values.body.text, *(item.html for item in news_of(site))]
    assert len(html) > 1
    assert all(line in text for text in html for line in lines)
    assert LINES.strip() in items_of(localize_board(board))["oak/open-day@oak.example"].description
    assert board.events["oak/open-day"].text.summary == "Come and see!"


def news_of(site: WholeSite) -> list[FeedItem]:
    """The items of the news feeds of its lists."""
    return [item for file in site.news if "digest/" not in file.route for item in file.feed.items]


def test_a_long_summary_is_cut_in_lists_and_stands_whole_on_the_page() -> None:
    whole = " ".join(f"In week {number} we open drawer {number} of the workshop." for number in range(1, 7))
    board = make_board({"events/oak/open-day.yaml": f"{FIELDS}summary: {whole}\n"})
    text = board.events["oak/open-day"].text
    assert (len(text.summary) <= 160, whole.startswith(text.summary), text.summary[-1]) == (True, True, ".")
    site = make_site(revised(board, LONG_AGO, LONG_AGO))
    page = next(page for page in site.pages if page.route == "events/oak/open-day/")
    assert page.values.summary.text == whole
    assert whole in items_of(localize_board(board))["oak/open-day@oak.example"].description
    assert {item.summary for item in news_of(site)} == {text.summary}
    assert all(whole in item.html for item in news_of(site))
