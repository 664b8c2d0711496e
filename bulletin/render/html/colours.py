"""Colours of a theme: which there are, whether they can be read, how they stand in its stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bulletin.problems import UnusableTheme

Palette = Mapping[str, str]
"""Names ("paper", "cat-health") to colours as `#rrggbb`."""

# WCAG 2.2, success criterion 1.4.3: text smaller than 24 px.
ENOUGH = 4.5

_TEXTS = ("ink", "soft", "accent", "alert", "ok")
_BACKGROUNDS = ("slip", "paper")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def parse_colour(text: str) -> str | None:
    """`#rrggbb` in lower case from `#rgb` or `#rrggbb`; None for anything else."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(first: str, second: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(palette: Palette) -> Iterator[tuple[str, str]]:
    """Every (text, background) the pages put on one another."""
    for background in _BACKGROUNDS:
        for text in (*_TEXTS, *(name for name in palette if name.startswith("cat-"))):
            yield text, background
    yield "ink", "alert-paper"
    yield "alert", "alert-paper"


def check_contrast(palette: Palette, where: str) -> None:
    """Raises `UnusableTheme` naming the first pair that cannot be read, with its figures."""
    for text, background in pairs(palette):
        reached = contrast(palette[text], palette[background])
        if reached < ENOUGH:
            raise UnusableTheme(
                f"{where}: {text} {palette[text]} on {background} {palette[background]} has a contrast of "
                f"{int(reached * 10) / 10} : 1, and people need {ENOUGH} : 1 to read it. "
                f"Choose a {'darker' if _luminance(palette[background]) > 0.18 else 'lighter'} {text}."
            )


def readable_on(colour: str, backgrounds: tuple[str, ...]) -> str:
    """The colour itself, or mixed with as much white as it takes to be read on dark backgrounds."""
    mixed = colour
    for share in range(5, 101, 5):
        if all(contrast(mixed, background) >= ENOUGH for background in backgrounds):
            break
        mixed = "#" + "".join(
            f"{round(part + (255 - part) * share / 100):02x}"
            for part in (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        )
    return mixed


def with_board_colours(
    light: Palette, dark: Palette, options: Mapping[str, str], where: str
) -> tuple[Palette, Palette]:
    """Both palettes with a board's own colours (`theme_options`: accent, paper, accent_dark, paper_dark).

    An `accent` without its `accent_dark` serves in the dark too, made lighter until it can be read.
    Raises `UnusableTheme` for an option that is none of these four, or no colour.
    """
    chosen: dict[str, str] = {}
    for name, text in options.items():
        if name not in ("accent", "paper", "accent_dark", "paper_dark"):
            raise UnusableTheme(
                f"{where}: there is no option {name!r}; it can be accent, paper, accent_dark or paper_dark."
            )
        colour = parse_colour(text)
        if colour is None:
            raise UnusableTheme(f"{where}: {name} is {text!r}; write a colour like #0a5160, in quotes.")
        chosen[name] = colour
    new_dark = {**dark, **({"paper": chosen["paper_dark"]} if "paper_dark" in chosen else {})}
    if "accent_dark" in chosen:
        new_dark["accent"] = chosen["accent_dark"]
    elif "accent" in chosen:
        new_dark["accent"] = readable_on(chosen["accent"], (new_dark["paper"], new_dark["slip"]))
    return {**light, **{name: chosen[name] for name in ("accent", "paper") if name in chosen}}, new_dark


def format_palettes(light: Palette, dark: Palette) -> str:
    """The custom properties of both palettes, and a class for each category, as CSS."""
    return (
        f":root{{color-scheme:light dark;{_properties(light)}}}{_classes(light)}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}{_classes(dark)}}}\n"
    )


def _properties(palette: Palette) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in palette.items() if not name.startswith("cat-"))


def _classes(palette: Palette) -> str:
    return "".join(
        f".{name}{{--cat:{colour}}}" for name, colour in palette.items() if name.startswith("cat-")
    )
