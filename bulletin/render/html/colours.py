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
    yield "ink", "line"


def unreadable_pairs(palette: Palette) -> Iterator[tuple[str, str]]:
    """The pairs whose contrast is too low."""
    for text, background in pairs(palette):
        if contrast(palette[text], palette[background]) < ENOUGH:
            yield text, background


def check_contrast(palette: Palette, where: str) -> None:
    """Raises `UnusableTheme` naming the first pair that cannot be read, with its figures."""
    for text, background in unreadable_pairs(palette):
        reached = contrast(palette[text], palette[background])
        raise UnusableTheme(
            f"{where}: {text} {palette[text]} on {background} {palette[background]} has a contrast of "
            f"{int(reached * 10) / 10} : 1, and people need {ENOUGH} : 1 to read it. "
            f"Choose a {'darker' if _luminance(palette[background]) > 0.18 else 'lighter'} {text}."
        )


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share (0 to 1) of another one."""
    return "#" + "".join(
        f"{round(int(colour[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share):02x}"
        for at in (1, 3, 5)
    )


def format_palettes(light: Palette, dark: Palette, type_size: float = 0) -> str:
    """The custom properties of both palettes, a class for each category, and an own size of type, as CSS."""
    # In parts of what a reader has chosen, which stands for 16 pixels.
    size = f"@media screen{{:root{{font-size:{type_size / 16:.3%}}}}}\n" if type_size else ""
    at_night = f":root{{{_properties(dark)}}}{_classes(dark)}"
    return (
        f":root{{color-scheme:light dark;{_properties(light)}}}{_classes(light)}\n"
        f"@media screen and (prefers-color-scheme:dark){{{at_night}}}\n{size}"
    )


def format_fixed_palettes(light: Palette, dark: Palette) -> str:
    """The same two, each for what stands within an element of its class, `light` or `dark`."""
    palettes = (("light", light), ("dark", dark))
    return "".join(
        f".{name}{{{_properties(each)}}}{_classes(each, f'.{name} ')}\n" for name, each in palettes
    )


def _properties(palette: Palette) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in palette.items() if not name.startswith("cat-"))


def _classes(palette: Palette, within: str = "") -> str:
    return "".join(
        f"{within}.{name}{{--cat:{colour}}}" for name, colour in palette.items() if name.startswith("cat-")
    )
