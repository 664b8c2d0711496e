"""A board's own look, `theme_options` of board.yaml: what cannot be read is refused, with what to type."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from bulletin.problems import UnusableTheme
from bulletin.render.html.colours import (
    ENOUGH,
    Palette,
    contrast,
    mix,
    pairs,
    parse_colour,
    unreadable_pairs,
)

COLOURS = ("accent", "paper", "accent_dark", "paper_dark")
TYPE_SIZE = "type_size"
SMALLEST, LARGEST = 16, 24
"""Pixels of the text, where a reader has not chosen other sizes."""

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_STEPS = 128
_WHITE, _BLACK = "#ffffff", "#000000"
_SLIP = {"light": 0.6, "dark": 0.035}
"""How much white the slips have more than the wall."""
_LINE = 0.14
"""How much of the ink is in hairlines."""
_NIGHT = (0.09, 0.25)
"""The lightness and the most saturation of a wall in the dark that was made of one for the day."""


@dataclass(frozen=True, slots=True)
class OwnLook:
    """Both palettes with the board's own colours, and its size of type in pixels (0: the theme's)."""

    light: Palette
    dark: Palette
    type_size: float = 0


def with_own_look(light: Palette, dark: Palette, options: Mapping[str, str], where: str) -> OwnLook:
    """The palettes of a theme with a board's options.

    The slips and hairlines follow the paper; the colours of the dark follow those of the day where they are
    not chosen. Raises `UnusableTheme` for what is no option, no colour or no size, and for colours that
    cannot be read, with the nearest that can.
    """
    for name in options:
        if name not in (*COLOURS, TYPE_SIZE):
            known = f"{', '.join(COLOURS)} or {TYPE_SIZE}"
            raise UnusableTheme(f"{where}: there is no option {name!r}; it can be {known}.")
    chosen = {name: _colour(options[name], name, where) for name in COLOURS if name in options}
    size = _type_size(options.get(TYPE_SIZE, ""), where)
    look = _look(light, dark, chosen)
    if wrong := [*_wrong(look.light, "light"), *_wrong(look.dark, "dark")]:
        better = _readable(light, dark, chosen)
        typed = ", ".join(f'{name}: "{colour}"' for name, colour in {**options, **better}.items())
        raise UnusableTheme(
            f"{where}: {wrong[0]}, and people need {ENOUGH} : 1 to read it. "
            f"The nearest that can be read: theme_options: {{{typed}}}"
        )
    return OwnLook(look.light, look.dark, size)


def _colour(text: str, name: str, where: str) -> str:
    colour = parse_colour(text)
    if colour is None:
        raise UnusableTheme(f'{where}: {name} is {text!r}; write a colour like "#0a5160", in quotes.')
    return colour


def _type_size(text: str, where: str) -> float:
    if not text:
        return 0
    digits = text.removesuffix("px").strip()
    number = float(digits) if _NUMBER.fullmatch(digits) else None
    if number is None or not SMALLEST <= number <= LARGEST:
        nearest = min(max(number or 18, SMALLEST), LARGEST)
        raise UnusableTheme(
            f"{where}: {TYPE_SIZE} is {text!r}; write a number of pixels from {SMALLEST} to {LARGEST}, "
            f"as in {TYPE_SIZE}: {nearest:g}"
        )
    return number


def _look(light: Palette, dark: Palette, chosen: Mapping[str, str]) -> OwnLook:
    day = _with_paper(light, chosen.get("paper", ""), "light")
    day |= {"accent": chosen.get("accent", light["accent"])}
    night_paper = chosen.get("paper_dark", "")
    if "paper" in chosen and not night_paper:
        night_paper = _at_night(dark, chosen["paper"])
    night = _with_paper(dark, night_paper, "dark")
    if "accent_dark" in chosen:
        night["accent"] = chosen["accent_dark"]
    elif "accent" in chosen:
        night["accent"] = _nearest(chosen["accent"], partial(_reads, night, "accent")) or dark["accent"]
    return OwnLook(day, night)


def _with_paper(palette: Palette, paper: str, mode: str) -> dict[str, str]:
    if not paper:
        return dict(palette)
    around = {"slip": mix(paper, _WHITE, _SLIP[mode]), "line": mix(paper, palette["ink"], _LINE)}
    return {**palette, "paper": paper, **around}


def _at_night(dark: Palette, paper: str) -> str:
    """A dark wall of the hue of the one for the day."""
    red, green, blue = (int(paper[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    shares = colorsys.hls_to_rgb(hue, _NIGHT[0], min(saturation, _NIGHT[1]))
    wanted = "#" + "".join(f"{round(share * 255):02x}" for share in shares)
    return _nearest(wanted, partial(_holds, dark, "dark", "")) or dark["paper"]


def _wrong(palette: Palette, mode: str) -> Iterator[str]:
    for text, background in unreadable_pairs(palette):
        reached = int(contrast(palette[text], palette[background]) * 10) / 10
        yield (
            f"{text} {palette[text]} on {background} {palette[background]}, {mode}, "
            f"has a contrast of {reached} : 1"
        )


def _readable(light: Palette, dark: Palette, chosen: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, each colour as little changed as makes all readable."""
    better = dict(chosen)
    for suffix, mode, palette in (("", "light", light), ("_dark", "dark", dark)):
        paper, accent = f"paper{suffix}", f"accent{suffix}"
        if paper in better:
            holds = partial(_holds, palette, mode, "accent" if accent in better else "")
            better[paper] = _nearest(better[paper], holds) or palette["paper"]
        if accent in better:
            night = _look(light, dark, {**better, accent: palette["accent"]})
            around = night.dark if suffix else night.light
            better[accent] = _nearest(better[accent], partial(_reads, around, "accent")) or palette["accent"]
    return better


def _holds(palette: Palette, mode: str, but: str, paper: str) -> bool:
    """Whether every text of the palette, `but` one, can be read on that paper and its slips."""
    around = _with_paper(palette, paper, mode)
    return all(text == but for text, _ in unreadable_pairs(around))


def _reads(palette: Palette, name: str, colour: str) -> bool:
    """Whether a text in that colour can be read wherever it stands."""
    with_it = {**palette, name: colour}
    return all(contrast(colour, with_it[on]) >= ENOUGH for text, on in pairs(with_it) if text == name)


def _nearest(colour: str, is_good: Callable[[str], bool]) -> str:
    """The colour itself, or with as little white or black as makes it good; "" where none does."""
    for step in range(_STEPS + 1):
        for other in (_BLACK, _WHITE):
            mixed = mix(colour, other, step / _STEPS)
            if is_good(mixed):
                return mixed
    return ""
