"""Where things stand: no name that a partner chose can lead out of its place, or stop a build."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.event import Event
from bulletin.model.site.routes import asset_route, old_route
from bulletin.write import is_safe_path

EVENT = cast(Event, SimpleNamespace(partner="elm", slug="now", id="elm/now"))
MOVED = cast(Event, SimpleNamespace(partner="elm", slug="now", id="oak/before"))

ODD_NAMES = [
    "a b.png",
    "a#b.png",
    "a?b.jpg",
    "100%.png",
    "x:y.png",
    "a\\b.png",
    'a"b.png',
    "<b>.png",
    "con.png",
    "aux.jpeg",
    "a\nb.png",
    "日本.png",
    "ﷺ" * 40 + ".png",
    "POSTER.PNG",
    "flyer.svg",
    ".png",
    "x" * 180 + ".webp",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_picture_with_an_odd_name_is_published_under_a_plain_one(name: str) -> None:
    route = asset_route(f"events/elm/{name}")
    assert is_safe_path(route)
    assert route.startswith("files/events/elm/")
    assert route.isascii()
    assert not set(route) & set(" #?%:\\\"'<>&")


def test_a_plain_picture_keeps_its_name() -> None:
    assert asset_route("events/oak/star-night.jpg") == "files/events/oak/star-night.jpg"


def test_no_two_pictures_come_to_the_same_place() -> None:
    names = [*ODD_NAMES, "a-b.png", "a_b.png", "A-B.png", "a.b.png", "poster.png", "flyer.png"]
    routes = [asset_route(f"events/elm/{name}") for name in names]
    assert len(set(routes)) == len(names)


@pytest.mark.parametrize(
    ("typed", "route"),
    [
        ("elm/old", "events/elm/old/"),
        ("/events/elm/old/", "events/elm/old/"),
        ("old", "events/elm/old/"),
        ("../../../evil", ""),
        ("elm/../../evil", ""),
        ("../partners/oak", ""),
        ("..", ""),
        ("/", ""),
        ("", ""),
        ("%2e%2e/x", ""),
        ("C:\\x", ""),
        ("elm/a b", ""),
        ("elm/con", ""),
        ("elm/" + "x" * 101, ""),
        ("oak/gone", ""),
    ],
)
def test_only_an_address_of_the_own_partner_leads_on(typed: str, route: str) -> None:
    assert old_route(EVENT, typed) == route


def test_an_event_that_kept_the_id_of_another_partner_leads_on_from_there() -> None:
    assert old_route(MOVED, "oak/before") == "events/oak/before/"


@given(st.text(max_size=60))
def test_whatever_is_typed_stays_below_the_events(typed: str) -> None:
    route = old_route(EVENT, typed)
    assert route == "" or (is_safe_path(f"{route}index.html") and route.startswith("events/elm/"))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1, max_size=120))
def test_every_picture_gets_a_safe_path(name: Any) -> None:
    assert is_safe_path(asset_route(f"events/elm/{name}"))
