"""A board's own colours and size of type: whatever is typed can be read, or is refused with what can."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.problems import UnusableTheme
from bulletin.render.html.colours import ENOUGH, Palette, contrast, pairs
from bulletin.render.html.own_look import OwnLook, with_own_look
from bulletin.render.html.themes import load_theme, packaged_themes
from tests.effort import scaled
from tests.plain_theme import plain_theme

LIGHT, DARK = plain_theme().palettes
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
NAMES = ("accent", "paper", "accent_dark", "paper_dark")


def look(options: Mapping[str, str]) -> OwnLook:
    return with_own_look(LIGHT, DARK, options, "board.yaml")


def suggested(error: UnusableTheme) -> dict[str, str]:
    """What the refusal says to type, as YAML reads it."""
    found = re.search(r"theme_options: \{.*\}", str(error))
    assert found, error
    typed = yaml.load(found[0], yaml.BaseLoader)["theme_options"]
    assert isinstance(typed, dict)
    return typed


def worst(palette: Palette) -> float:
    return min(contrast(palette[text], palette[background]) for text, background in pairs(palette))


@settings(max_examples=scaled(150))
@given(st.dictionaries(st.sampled_from(NAMES), COLOURS))
def test_any_colours_can_be_read_or_are_refused_with_ones_that_can(options: dict[str, str]) -> None:
    try:
        taken = look(options)
    except UnusableTheme as error:
        better = suggested(error)
        assert better.keys() == options.keys()
        assert better != options
        taken = look(better)
    assert worst(taken.light) >= ENOUGH
    assert worst(taken.dark) >= ENOUGH


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({"accent": "#7fb5c4", "paper": "#fffaf5"}, "paper"),
        ({"accent": "#7a1f4b", "paper": "#888888"}, "accent"),
        ({"accent": "#7a1f4b", "accent_dark": "#000000"}, "accent"),
        ({"accent": "#7fb5c4", "type_size": "20"}, "type_size"),
    ],
)
def test_what_can_be_read_is_left_as_it_is(options: dict[str, str], kept: str) -> None:
    with pytest.raises(UnusableTheme) as refused:
        look(options)
    assert suggested(refused.value)[kept] == options[kept]


def test_the_nearest_colour_is_a_near_one() -> None:
    with pytest.raises(UnusableTheme) as refused:
        look({"accent": "#7fb5c4"})
    accent = suggested(refused.value)["accent"]
    assert ENOUGH <= contrast(accent, LIGHT["paper"]) < ENOUGH + 0.3


def test_slips_and_lines_follow_the_paper_and_the_dark_follows_the_day() -> None:
    taken = look({"paper": "#e8f3ec"})
    red, green, blue = (int(taken.light["slip"][at : at + 2], 16) for at in (1, 3, 5))
    assert green > blue > red > 0xE8
    assert taken.light["line"] not in (LIGHT["line"], taken.light["paper"])
    red, green, blue = (int(taken.dark["paper"][at : at + 2], 16) for at in (1, 3, 5))
    assert 0x28 > green > red
    assert taken.dark["slip"] != DARK["slip"]


def test_a_dark_paper_of_its_own_is_taken_as_it_is() -> None:
    taken = look({"paper": "#e8f3ec", "paper_dark": "#101820"})
    assert taken.dark["paper"] == "#101820"


def test_without_options_a_theme_is_as_it_is() -> None:
    assert look({}) == OwnLook(LIGHT, DARK)


@pytest.mark.parametrize("typed", ["16", "18.5", "20px", "24"])
def test_the_size_of_type_grows_with_what_a_reader_has_chosen(typed: str) -> None:
    theme = load_theme([packaged_themes()], "plain", {"type_size": typed})
    css = next(asset.data for asset in theme.assets if asset.path == "static/style.css").decode()
    size = float(typed.removesuffix("px")) / 16
    assert f"@media screen{{:root{{font-size:{size:.3%}}}}}" in css


@pytest.mark.parametrize(
    ("typed", "nearest"), [("12", "16"), ("40", "24"), ("big", "18"), ("-3", "18"), ("1e9", "18")]
)
def test_a_size_that_is_none_is_refused_with_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(UnusableTheme, match=f"type_size: {nearest}$"):
        look({"type_size": typed})
