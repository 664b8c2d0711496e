"""What the list of all events can be narrowed and searched by, and the lists of single facets."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from bulletin.model.board import Board
from bulletin.model.site.plan import Asset, CardsFile
from bulletin.model.site.values import FindValues, IndexValues, ListValues
from bulletin.plan import plan_site
from bulletin.words import available_languages, load_words
from bulletin.words.headings import ORDER
from tests.plan.boards import TODAY, make_board, make_site

STORY = """
    title: Story time
    start: 2027-01-19 10:30
    end: 11:15
    venue: library
    repeat: every Tuesday until 30 March 2027
    audience: 0-5
    cost: free
    access: {step_free: yes, crowds: yes}
    documents: No ID needed
    categories: storytime
    changes: {2027-01-26: cancelled}
    """
SECRET = """
    title: Evening circle
    start: 2027-01-21 18:00
    location: confidential
    discreet_title: Meeting
    welcome: 2slgbtq
    needs: people
    """
UNDATED = """
    title: Quiet group
    location: confidential
    publish_dates: no
    contact: {phone: 555-0107}
    """
ONLINE = "title: Talk from afar\nstart: 2027-02-03 18:00\nonline: https://talk.example/\naudience: all ages\n"
TRANSLATED = "---\ntitle: L’heure du conte\n---\nVenez.\n"


@pytest.fixture(scope="module")
def board() -> Board:
    return make_board(
        {
            "events/oak/story.yaml": STORY,
            "events/oak/story.fr.md": TRANSLATED,
            "events/oak/circle.yaml": SECRET,
            "events/oak/quiet.yaml": UNDATED,
            "events/oak/talk.yaml": ONLINE,
            "events/oak/over.yaml": "title: Long over\nstart: 2026-12-01 10:00\nend: 11:00\nvenue: library\n",
        }
    )


def script(board: Board, name: str, today: date = TODAY) -> dict[str, Any]:
    """What a file of the script hands to the page."""
    plan = next(plan for plan in plan_site(board, today).plans() if plan.path == f"events/{name}.js")
    made = plan.make()
    assert isinstance(made, Asset)
    text = made.data.decode()
    assert text.startswith("boardIndex(")
    found: dict[str, Any] = json.loads(text.removeprefix("boardIndex(").removesuffix(");\n"))
    return found


def titles(index: dict[str, Any]) -> list[str]:
    found: list[str] = index["events"]["title"]
    return found


def values_at(board: Board, route: str) -> object:
    return next(page.values for page in make_site(board).pages if page.route == route)


def list_at(board: Board, route: str) -> ListValues:
    values = values_at(board, route)
    assert isinstance(values, ListValues)
    return values


def listed_titles(values: ListValues) -> set[str]:
    agenda = values.agenda
    cards = [card for day in agenda.days for card in day.slips]
    lines = [line for day in agenda.days for group in day.lines for line in group.lines]
    return {each.title.text for each in (*cards, *lines, *agenda.later, *agenda.undated)}


@pytest.mark.parametrize(
    ("route", "title", "found"),
    [
        ("access/step-free/", "Events with step-free access", {"Story time"}),
        ("drop-in/", "Events where you just come", {"Story time", "Talk from afar"}),
        ("online/", "Events that you can join online", {"Talk from afar"}),
        ("no-id/", "Events where no ID is needed", {"Story time"}),
        ("free/", "Free events", {"Story time"}),
        ("audiences/0-5/", "Events for children under 6", {"Story time", "Talk from afar"}),
        ("audiences/12-18/", "Events for teens", {"Talk from afar"}),
        ("fr/no-id/", "Activités sans pièce d’identité à montrer", {"L’heure du conte"}),
    ],
)  # fmt: skip
def test_each_facet_is_a_list_under_a_sentence(board: Board, route: str, title: str, found: set[str]) -> None:
    values = list_at(board, route)
    assert values.title == title
    assert listed_titles(values) == found
    assert values.subscribe is not None
    assert values.subscribe.calendar == f"{route}calendar.ics"


def test_what_warns_is_no_reason_to_come(board: Board) -> None:
    routes = {page.route for page in make_site(board).pages}
    assert "access/step-free/" in routes
    assert "access/crowds/" not in routes


def test_a_board_may_leave_the_lists_out(board: Board) -> None:
    publish = "publish: [needs, ics]\n"
    lean = make_board(
        {"events/oak/story.yaml": STORY},
        board="title: Oak\nurl: https://o.example/\nuid_domain: o.example\ntimezone: America/Toronto\n"
        f"languages: [en]\n{publish}",
    )
    routes = {page.route for page in make_site(lean).pages}
    assert not any(
        route.startswith(("access/", "drop-in/", "online/", "no-id/", "free/")) for route in routes
    )
    values = values_at(lean, "events/")
    assert isinstance(values, FindValues)
    assert values.feeds == ("ics",)


def test_an_empty_list_says_where_there_is_something_what_is_next_and_whom_to_ask(board: Board) -> None:
    values = list_at(board, "categories/food/")
    assert values.agenda.empty == "There is nothing here at the moment."
    assert values.steps is not None
    assert [card.title.text for card in values.steps.soonest] == [
        "Story time",
        "Evening circle",
        "Talk from afar",
    ]
    assert [link.text for link in values.steps.links] == [
        "Events with stories and rhymes",
        "Events of another kind",
        "All events",
    ]
    assert all(link.count for link in values.steps.links)
    assert values.steps.subject == "Looked for: Events with meals and food"


def test_a_page_of_links_never_says_a_bare_nought(board: Board) -> None:
    values = values_at(board, "categories/")
    assert isinstance(values, IndexValues)
    [(_, links)] = values.groups
    assert {link.note for link in links if not link.count} == {"nothing at the moment"}


def test_in_the_list_of_a_language_its_title_stands_first(board: Board) -> None:
    french = make_board(
        {
            "events/oak/story.yaml": f"{STORY.rstrip()}\n    languages: [fr]\n",
            "events/oak/story.fr.md": TRANSLATED,
        }
    )
    card = list_at(french, "languages/fr/").agenda.days[0].slips[0]
    assert (card.title.text, card.title.lang) == ("L’heure du conte", "fr")
    [note] = card.note
    assert not isinstance(note, str)
    assert note.text == "Story time"
    own = list_at(french, "fr/languages/fr/").agenda.days[0].slips[0]
    assert (own.title.text, own.note) == ("L’heure du conte", "")


def test_nothing_stands_in_the_files_that_no_page_says(board: Board) -> None:
    index, dates = script(board, "find-index"), script(board, "find-dates")
    number = titles(index).index("Evening circle")
    events = index["events"]
    assert events["place"][number] == []
    assert events["welcome"][number] == []
    assert events["at"][number] == "The place is not published"
    quiet = titles(index).index("Quiet group")
    assert dates["events"][quiet] == []
    assert dates["repeats"][dates["repeat"][quiet]] == ""
    assert "Long over" not in titles(index)


def test_a_partner_that_is_not_listed_is_no_choice() -> None:
    partner = "name: Hidden House\nkind: shelter\ncontact: {phone: 555-0199}\ndo_not_list: yes\n"
    board = make_board({"partners/hidden.yaml": partner, "events/oak/story.yaml": STORY})
    assert "Hidden House" not in json.dumps(script(board, "find-index"), ensure_ascii=False)


def test_dates_that_differ_have_slips_of_their_own(board: Board) -> None:
    site = plan_site(board, TODAY)
    chunks = [made for plan in site.plans() if isinstance(made := plan.make(), CardsFile)]
    cards = next(made for made in chunks if made.lang == "en").cards
    index, dates = script(board, "find-index"), script(board, "find-dates")
    assert len(cards) == len(titles(index)) + 1
    assert [card.title.text for card in cards[:-1]] == titles(index)
    assert cards[-1].status == "cancelled"
    runs = dates["events"][titles(index).index("Story time")]
    assert {run[0] for run in runs} == {titles(index).index("Story time"), len(titles(index))}
    assert [run[6] for run in runs if run[0] == len(titles(index))] == [1]


def test_the_choices_lead_to_every_list(board: Board) -> None:
    values = values_at(board, "events/")
    assert isinstance(values, FindValues)
    linked = {choice.route for group in values.groups for choice in group.choices if choice.route}
    indexes = {group.index.route for group in values.groups if group.index}
    facets = r"(categories|audiences|needs|languages|access|partners|venues|when)/[^/]+/"
    facets += "|free/|drop-in/|online/|no-id/"
    routes = {page.route for page in make_site(board).pages}
    assert linked >= {route for route in routes if re.fullmatch(facets, route)}
    assert indexes >= {
        "categories/",
        "audiences/",
        "needs/",
        "languages/",
        "access/",
        "when/",
        "venues/",
        "partners/",
    }


@pytest.mark.parametrize("language", available_languages())
def test_every_language_has_a_piece_for_every_facet(language: str) -> None:
    english, own = load_words("en", "headings"), load_words(language, "headings")
    assert set(ORDER) <= set(english) - {"whole", "or"}
    assert {kind: set(pieces) for kind, pieces in own.items() if isinstance(pieces, dict)} == {
        kind: set(pieces) for kind, pieces in english.items() if isinstance(pieces, dict)
    }
    assert {"{first}", "{last}"} <= set(own["or"].split())


@pytest.mark.parametrize("language", available_languages())
def test_every_language_has_words_to_search_by(language: str) -> None:
    words = load_words(language, "search")
    assert {"categories", "audiences", "needs", "plain", "same", "unsaid"} <= set(words)
    assert {"tonight", "today", "tomorrow", "weekend", "days"} == set(words["when"])
    assert all(len(group) > 1 for group in words["same"])


def test_a_thousand_events_make_a_small_index() -> None:
    """Here of the files' shape: what one more event adds, ten times."""
    import gzip

    def weight(number: int) -> int:
        events = {
            f"events/oak/event-{each}.yaml": f"title: Evening number {each * 7919} of the oaks\n"
            f"start: 2027-01-{each % 15 + 16} {each % 9 + 9}:00\nend: 20:00\nvenue: library\n"
            f"repeat: weekly until 2027-03-30\nsummary: A summary that says {each * 104729} things of it.\n"
            for each in range(number)
        }
        board = make_board(events)
        return sum(
            len(gzip.compress(json.dumps(script(board, name)).encode()))
            for name in ("find-index", "find-dates")
        )

    assert (weight(60) - weight(20)) / 40 * 1000 < 130_000
