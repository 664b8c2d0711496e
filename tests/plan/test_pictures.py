"""Which pictures stand on which page, and which copies are made of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.site.pictures import IN_LIST, LOGO, page_sizes, plain_ending
from bulletin.model.site.plan import Page, SitePlan, SizedPicture
from bulletin.model.text import Picture
from bulletin.plan import plan_site
from tests.plan.boards import BOARD, TODAY, VENUE

EVENT = """\
title: Pancake Breakfast
start: 2027-01-16 09:00
end: 11:00
venue: library
cost: free
audience: all ages
image: pancakes.png
image_alt: Three pancakes
image_credit: Oak Club
"""


@cache
def png(width: int, height: int) -> bytes:
    into = BytesIO()
    Image.new("RGB", (width, height), "tan").save(into, "PNG")
    return into.getvalue()


def board_with(event: str = EVENT, *, size: tuple[int, int] = (1600, 900), board: str = BOARD) -> Board:
    files = {
        "board.yaml": board,
        "partners/oak.yaml": "name: Oak Club\nlogo: logo.png\nlogo_alt: An oak leaf\n",
        "venues/library.yaml": VENUE,
        "events/oak/pancakes.yaml": event,
    }
    pictures = {
        "events/oak/pancakes.png": png(*size),
        "partners/logo.png": png(300, 300),
        "logo.png": png(100, 50),
    }
    loaded = load_board(Sources({path: text.encode() for path, text in files.items()}, pictures))
    assert [str(each) for each in loaded.problems if each.is_error] == []
    assert loaded.board is not None
    return loaded.board


def page(site: SitePlan, route: str) -> Page:
    made = next(plan for plan in site.pages if plan.route == route).make()
    assert isinstance(made, Page)
    return made


def card(site: SitePlan) -> object:
    home = page(site, "")
    return next(one for day in home.values.agenda.days for one in day.slips)  # type: ignore[union-attr]


def test_a_picture_stands_in_lists_cropped_and_without_words() -> None:
    picture = card(plan_site(board_with(), TODAY)).picture  # type: ignore[attr-defined]
    assert (picture.width, picture.height, picture.alt, picture.credit) == (264, 198, "", "")


def test_a_picture_stands_on_its_page_with_its_words_and_a_smaller_copy_for_phones() -> None:
    image = page(plan_site(board_with(), TODAY), "events/oak/pancakes/").values.image  # type: ignore[union-attr]
    assert image is not None
    assert (image.width, image.height, image.alt, image.credit) == (1200, 675, "Three pancakes", "Oak Club")
    assert [width for _, width in image.webp] == [1200, 640]


@pytest.mark.parametrize(
    "without", ["image_credit: Oak Club\n", ""], ids=["no credit", "a title for screens others see"]
)
def test_some_pictures_stand_on_the_page_only(without: str) -> None:
    event = EVENT.replace(without, "") if without else f"{EVENT}discreet_title: Breakfast\n"
    site = plan_site(board_with(event), TODAY)
    assert card(site).picture is None  # type: ignore[attr-defined]
    shown = page(site, "events/oak/pancakes/")
    assert shown.values.image is not None  # type: ignore[union-attr]
    assert bool(shown.head.image) == bool(without)


def test_what_others_show_of_a_link_is_the_copy_at_its_absolute_address() -> None:
    shown = page(plan_site(board_with(), TODAY), "events/oak/pancakes/")
    assert shown.head.image.startswith("https://board.example/town/pictures/")
    assert shown.head.image.endswith(shown.values.image.route)  # type: ignore[union-attr]
    assert shown.head.json_ld[0]["image"] == shown.head.image


def test_logos_stand_by_their_partner_in_its_list_and_on_its_events() -> None:
    site = plan_site(board_with(), TODAY)
    own = page(site, "partners/oak/").values.logo  # type: ignore[union-attr]
    assert own is not None
    assert (own.width, own.height, own.alt) == (128, 128, "An oak leaf")
    beside = page(site, "events/oak/pancakes/").values.logo  # type: ignore[union-attr]
    assert beside == replace(own, alt="")
    [(_, links)] = page(site, "partners/").values.groups  # type: ignore[union-attr]
    assert [link.logo for link in links] == [beside]


def test_a_board_has_a_logo_of_its_own() -> None:
    board = board_with(board=f"{BOARD}logo: logo.png\nlogo_alt: A bridge\n")
    logo = plan_site(board, TODAY).layouts["en"].logo
    assert logo is not None
    assert (logo.width, logo.height, logo.alt) == (100, 50, "A bridge")


def test_every_copy_a_page_shows_is_planned_once_and_no_other() -> None:
    board = board_with(board=f"{BOARD}logo: logo.png\nlogo_alt: A bridge\n")
    site = plan_site(board, TODAY)
    event = page(site, "events/oak/pancakes/").values
    shown = [card(site).picture, event.image, event.logo, site.layouts["fr"].logo]  # type: ignore[attr-defined,union-attr]
    routes = {route for each in shown for route in (each.route, *(route for route, _ in each.webp))}  # type: ignore[union-attr]
    assert sorted(routes) == sorted(plan.path for plan in site.pictures)
    for plan in site.pictures:
        made = plan.make()
        assert isinstance(made, SizedPicture)
        assert made.route == plan.path


def test_a_copy_keeps_its_name_until_the_picture_changes() -> None:
    def names(board: Board, day: date = TODAY) -> set[str]:
        return {plan.path for plan in plan_site(board, day).pictures}

    before = names(board_with())
    assert names(board_with(EVENT.replace("Pancake", "Waffle")), date(2027, 1, 16)) == before
    changed = names(board_with(size=(1600, 901)))
    assert len(changed) == len(before)
    assert len(changed & before) == 2  # the partner's logo


SIDES = st.integers(1, 9000)


@given(width=SIDES, height=SIDES)
def test_no_copy_is_larger_than_its_picture_or_than_its_place(width: int, height: int) -> None:
    picture = Picture("a.png", "", width=width, height=height)
    for size in (IN_LIST, LOGO, *page_sizes(picture)):
        across, down = size.of(picture)
        assert 1 <= across <= min(width, size.width)
        assert 1 <= down <= min(height, size.height)


@given(width=st.integers(64, 9000), height=st.integers(64, 9000))
def test_copies_have_the_shape_of_their_place_or_of_the_picture(width: int, height: int) -> None:
    picture = Picture("a.png", "", width=width, height=height)
    across, down = IN_LIST.of(picture)
    assert across / down == pytest.approx(4 / 3, rel=0.03)
    for size in page_sizes(picture):
        across, down = size.of(picture)
        wanted = 16 / 9 if width * 3 >= height * 4 else width / height
        assert across / down == pytest.approx(wanted, rel=0.05, abs=2 / down)


@pytest.mark.parametrize(("kind", "ending"), [("png", "png"), ("jpeg", "jpg"), ("webp", "jpg")])
def test_beside_webp_stands_what_every_browser_knows(kind: str, ending: str) -> None:
    assert plain_ending(Picture("a", "", format=kind)) == ending
