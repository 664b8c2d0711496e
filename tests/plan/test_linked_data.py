from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bulletin.model.board import Board
from bulletin.plan.events.linked_data import MOST_DATES, event_linked_data
from tests.plan.boards import localize_board, make_board, make_event

THING = {"name", "description", "url", "image"}
ALLOWED: dict[str, set[str]] = {
    "Event": THING
    | {
        *("startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode", "location"),
        *("organizer", "offers", "isAccessibleForFree", "inLanguage", "audience", "typicalAgeRange"),
        "superEvent",
    },
    "Place": THING | {"address", "geo"},
    "PostalAddress": {
        *("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"),
    },
    "GeoCoordinates": {"latitude", "longitude"},
    "VirtualLocation": THING,
    "Organization": THING,
    "AggregateOffer": THING
    | {"lowPrice", "highPrice", "priceCurrency", "availability", "validFrom", "validThrough"},
    "Offer": THING | {"price", "priceCurrency", "availability", "validFrom", "validThrough"},
    "Audience": {"audienceType"},
}
"""What schema.org lets each type say, of what is said here."""

BASE = "title: Talk\nstart: 2027-02-01 18:00\nend: 19:30\n"


def nodes_of(board: Board, event_id: str = "oak/event") -> list[dict[str, Any]]:
    local = localize_board(board)
    event = board.events[event_id]
    return [dict(node) for node in event_linked_data(local, event, local.occurrences.coming(event))]


def inner(value: object) -> Iterator[Mapping[str, Any]]:
    """Every node in a node."""
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from inner(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from inner(each)


EVERYTHING = (
    """
title: Workshop
summary: Make a stool.
start: 2027-02-01 18:00
end: 19:00
venue: library
room: hall
online: https://meet.example/x
cost: [{label: Adults, amount: "12.50"}, {label: Children, amount: 0}]
registration: {kind: required, url: https://sign-up.example/, opens: 2027-01-20}
audience: 12-18
ages: 12-15
languages: [en, fr]
part_of: oak/festival
status: rescheduled
was: 2027-01-25 18:00
""",
    "title: Festival\nstart: 2027-02-01\nend: 2027-02-03\nvenue: library",
)
PLACES = (
    *("venue: library", "address: 7 Elm Street", "area: Old Town", "online: https://meet.example/x"),
    *("location: confidential", "location: on request\narea: Old Town"),
)


def full_board() -> Board:
    event, festival = EVERYTHING
    return make_board({"events/oak/event.yaml": event, "events/oak/festival.yaml": festival})


def test_only_words_of_the_vocabulary_are_used() -> None:
    boards = [full_board(), *(make_event(f"{BASE}{place}") for place in PLACES)]
    for board in boards:
        nodes = nodes_of(board)
        assert nodes
        for node in inner(nodes):
            said = set(node) - {"@context", "@type", "@id"}
            assert said <= ALLOWED[node["@type"]], node
            assert all(value not in ("", None, [], {}) for value in node.values()), node
        json.dumps(nodes)


def test_everything_known_of_a_date_is_said() -> None:
    [node] = nodes_of(full_board())
    page = "https://board.example/town/events/oak/event/"
    assert node["@id"] == f"{page}#2027-02-01"
    assert node["name"] == "Workshop"
    assert node["startDate"] == "2027-02-01T18:00-05:00"
    assert node["endDate"] == "2027-02-01T19:00-05:00"
    assert node["previousStartDate"] == "2027-01-25T18:00-05:00"
    assert node["eventStatus"] == "https://schema.org/EventRescheduled"
    assert node["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, online = node["location"]
    assert place["address"]["streetAddress"] == "1 Main Street"
    assert online == {"@type": "VirtualLocation", "url": "https://meet.example/x"}
    assert node["organizer"]["name"] == "Oak Club"
    assert node["isAccessibleForFree"] is False
    assert [(offer["price"], offer["priceCurrency"], offer["validFrom"]) for offer in node["offers"]] == [
        ("12.50", "CAD", "2027-01-20"),
        ("0", "CAD", "2027-01-20"),
    ]
    assert node["inLanguage"] == ["en", "fr"]
    assert node["superEvent"]["url"] == "https://board.example/town/events/oak/festival/"


@pytest.mark.parametrize(
    ("lines", "status", "mode"),
    [
        ("", "EventScheduled", "Offline"),
        ("status: tentative", "EventScheduled", "Offline"),
        ("status: full", "EventScheduled", "Offline"),
        ("status: cancelled", "EventCancelled", "Offline"),
        ("status: postponed", "EventPostponed", "Offline"),
        ("status: moved-online\nonline: https://meet.example/x", "EventMovedOnline", "Online"),
    ],
)
def test_each_status_has_its_word_of_schema_org(lines: str, status: str, mode: str) -> None:
    [node] = nodes_of(make_event(f"{BASE}venue: library\n{lines}"))
    assert node["eventStatus"] == f"https://schema.org/{status}"
    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert node["location"]["@type"] == ("VirtualLocation" if mode == "Online" else "Place")


def test_a_moved_date_names_the_start_it_had() -> None:
    board = make_event(f"{BASE}venue: library\nchanges: {{2027-02-01: {{start: 2027-02-02 18:00}}}}")
    [node] = nodes_of(board)
    assert node["previousStartDate"] == "2027-02-01T18:00-05:00"
    assert node["startDate"] == "2027-02-02T18:00-05:00"
    assert node["eventStatus"] == "https://schema.org/EventRescheduled"


@pytest.mark.parametrize("place", PLACES[-2:])
def test_a_hidden_place_is_no_place(place: str) -> None:
    [node] = nodes_of(make_event(f"{BASE}{place}"))
    assert "location" not in node
    assert not {"Place", "PostalAddress", "GeoCoordinates"} & {each["@type"] for each in inner(node)}
    assert "Main" not in json.dumps(node)


def test_unpublished_dates_have_no_node() -> None:
    assert nodes_of(make_event(f"{BASE}location: confidential\npublish_dates: no")) == []


def test_a_daily_event_has_twelve_nodes_and_none_that_is_past() -> None:
    board = make_event(
        "title: Open door\nstart: 2027-01-01\nvenue: library\nrepeat: every day until 30 June 2027"
    )
    nodes = nodes_of(board)
    assert len(nodes) == MOST_DATES
    assert nodes[0]["startDate"] == nodes[0]["endDate"] == "2027-01-15"


def test_the_end_of_an_all_day_event_is_its_last_day() -> None:
    [node] = nodes_of(make_event("title: Fair\nstart: 2027-02-01\nend: 2027-02-03\nvenue: library"))
    assert (node["startDate"], node["endDate"]) == ("2027-02-01", "2027-02-03")


def test_by_donation_is_neither_free_nor_an_offer() -> None:
    [node] = nodes_of(make_event(f"{BASE}venue: library\ncost: donation"))
    assert "isAccessibleForFree" not in node
    assert "offers" not in node


def test_a_festival_that_is_not_shown_yet_is_not_named() -> None:
    event, festival = EVERYTHING
    hidden = f"{festival}\npublish_from: 2027-01-16"
    board = make_board({"events/oak/event.yaml": event, "events/oak/festival.yaml": hidden})
    [node] = nodes_of(board)
    assert "superEvent" not in node
    local = localize_board(board, localize_board(board).today + timedelta(days=1))
    shown = event_linked_data(
        local, board.events["oak/event"], local.occurrences.coming(board.events["oak/event"])
    )
    assert "superEvent" in shown[0]


@pytest.mark.parametrize(
    ("lines", "street"),
    [
        ("address: Factory gate, 9 Canal Road, Oak", "Factory gate, 9 Canal Road, Oak"),
        ("address: |\n  7 Elm Street\n  Oak  K0A 1A1", "7 Elm Street, Oak K0A 1A1"),
        ("address: 7 Elm Street", "7 Elm Street"),
        ("address: {street: 7 Elm Street}", "7 Elm Street"),
    ],
)
def test_an_address_in_one_line_is_whole(lines: str, street: str) -> None:
    [node] = nodes_of(make_event(f"{BASE}{lines}"))
    address = (
        node["location"][0]["address"] if isinstance(node["location"], list) else node["location"]["address"]
    )
    assert address["streetAddress"].split() == street.split()


def test_an_address_in_parts_loses_none_of_them() -> None:
    parts = "{street: 7 Elm Street, locality: Oak, region: ON, postal: K0A 1A1, country: Canada}"
    [node] = nodes_of(make_event(f"{BASE}address: {parts}"))
    assert node["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "7 Elm Street",
        "addressLocality": "Oak",
        "addressRegion": "ON",
        "postalCode": "K0A 1A1",
        "addressCountry": "Canada",
    }
    assert node["location"]["name"] == "7 Elm Street, Oak, ON K0A 1A1, Canada"


def test_the_address_of_a_venue_in_one_line_is_whole() -> None:
    [node] = nodes_of(
        make_event(f"{BASE}venue: mill", venues__mill="name: Mill\naddress: 12 Mill Street, Oak")
    )
    assert node["location"]["address"]["streetAddress"] == "12 Mill Street, Oak"


@pytest.mark.parametrize(
    ("cost", "offers"),
    [
        ("$5", [("5", "CAD")]),
        ("10 CAD", [("10", "CAD")]),
        ("$5-10", [("5", "10", "CAD")]),
        ("5–10 €", [("5", "10", "EUR")]),
        ("5-10", [("5", "10", "CAD")]),
        ("5 € / 3 € réduit", [("5", "EUR"), ("3", "EUR")]),
        ("$8/5, under 12 free", [("8", "CAD"), ("5", "CAD")]),
        ("$40 or pay what you can", [("40", "CAD")]),
        ("$3, members free", [("3", "CAD")]),
        ("US$20", [("20", "USD")]),
        ("[{label: Adults, amount: $5-10}]", [("5", "10", "CAD")]),
        ("free", [("0", "CAD")]),
        ("donation", None),
        ("suggested donation $5", None),
        ("pay what you can", None),
        ("ask at the door", None),
    ],
)
def test_prices_reach_programs_however_they_are_written(
    cost: str, offers: list[tuple[str, ...]] | None
) -> None:
    [node] = nodes_of(make_event(f"{BASE}venue: library\ncost: {cost}"))
    names = ("price", "lowPrice", "highPrice", "priceCurrency")
    found = [tuple(offer[name] for name in names if name in offer) for offer in node.get("offers", [])]
    assert found == (offers or [])
    assert "offers" in node or offers is None


@pytest.mark.parametrize(
    ("cost", "free"),
    [
        ("cost: free", True),
        ("cost: free (donations welcome)", True),
        ("cost: entrée libre", True),
        ("cost: $5-10", False),
        ("cost: $8/5, under 12 free", False),
        ("cost: $40 or pay what you can", None),
        ("cost: donation", None),
        ("cost: free for members", None),
        ("", None),
    ],
)
def test_free_is_said_only_where_it_is_known(cost: str, free: bool | None) -> None:
    [node] = nodes_of(make_event(f"{BASE}venue: library\n{cost}"))
    assert node.get("isAccessibleForFree") is free


def test_an_audience_that_only_counts_is_not_told() -> None:
    for lines in ("", "audience: general\n"):
        [node] = nodes_of(make_event(f"{BASE}venue: library\n{lines}"))
        assert "audience" not in node
    [node] = nodes_of(make_event(f"{BASE}venue: library\naudience: all ages\n"))
    assert node["audience"]["audienceType"] == "All ages"
