"""The page being rendered, and what is made once for all pages of a language: slips, masthead, footer."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from markupsafe import Markup

from bulletin.model.site import Frame
from bulletin.render.html.templates import markup
from bulletin.render.html.theme_words import Words

MOST_MADE = 50_000
"""So many pieces of pages are kept for each language, some 50 MB; then it begins anew."""

_BY_VALUE = frozenset({str, bool})


@dataclass(slots=True)
class Here:
    """The page being rendered: its route, the way from it to the site's root, its words and its frame."""

    route: str
    root: str
    words: Words
    frame: Frame
    made: dict[tuple[object, ...], _Made] | None = None
    """What `once` made for other pages of this frame."""
    roots: int = 0
    """How often the way to the root was asked for,"""
    bare: bool = False
    """whether by what says `./` where there is none,"""
    differs: bool = False
    """and whether somebody asked for what is another on every page."""


HERE: ContextVar[Here] = ContextVar("HERE")

_ROOT = "\ufdd0\ufdd1\ufdd0"
"""Stands for the way to the site's root in what is made for all pages; no text may hold these (Unicode
§23.7), and where one does all the same, it is made anew for every page."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a macro said of `values`, which are kept so that no others come to have their identity."""

    values: tuple[object, ...]
    parts: list[str]
    """Cut where the way to the site's root belongs."""
    bare: bool
    """Whether it is another on a page that stands at the root itself."""
    whole: Markup | None
    """All of it, where no way to the root belongs in it."""


class Once:
    """`once(macro, value …)` is `macro(value …)`, made once for all pages of a language.

    Nothing of it may differ from page to page but what `to` gives; a macro that asks `is_here` is called anew
    for every page.
    """

    def __init__(self) -> None:
        self.made: dict[str, tuple[Frame, dict[tuple[object, ...], _Made]]] = {}
        """By language. With another frame another build begins, and nothing is left of the one before."""

    def __call__(self, macro: Callable[..., str], *values: object) -> Markup:
        here = HERE.get()
        found = here.made
        if found is None:
            found = here.made = self._made_for(here.frame)
        key: tuple[object, ...]
        if len(values) == 1:
            key = macro, id(values[0])
        elif len(values) == 2:
            one, other = values
            key = (
                macro,
                one if type(one) in _BY_VALUE else id(one),
                other if type(other) in _BY_VALUE else id(other),
            )
        else:
            key = (macro, *[value if type(value) in _BY_VALUE else id(value) for value in values])
        made = found.get(key)
        if made is None:
            made = _without_root(here, macro, values)
            if made is None:
                return markup(macro(*values))
            if len(found) >= MOST_MADE:
                found.clear()
            found[key] = made
        if made.whole is not None:
            return made.whole
        here.roots += len(made.parts) - 1
        here.bare |= made.bare
        if made.bare and not here.root:
            return markup(macro(*values))
        return markup(here.root.join(made.parts))

    def _made_for(self, frame: Frame) -> dict[tuple[object, ...], _Made]:
        found = self.made.get(frame.lang)
        if found is None or found[0] is not frame:
            found = self.made[frame.lang] = frame, {}
        return found[1]

    def __reduce__(self) -> tuple[type[Once], tuple[()]]:
        return Once, ()


def _without_root(here: Here, macro: Callable[..., str], values: tuple[object, ...]) -> _Made | None:
    """What the macro says without the way to the root; None if more than that may differ."""
    before = here.root, here.roots, here.bare, here.differs
    here.root, here.roots, here.bare, here.differs = _ROOT, 0, False, False
    try:
        parts = str.split(macro(*values), _ROOT)
        kept = not here.differs and len(parts) == here.roots + 1
        if not kept:
            return None
        if len(parts) == 1 and not here.bare:
            return _Made(values, [], False, markup(parts[0]))
        return _Made(values, parts, here.bare, None)
    finally:
        here.root, here.roots, here.bare, here.differs = before
