"""What is made once for all pages of a language (cards, masthead, footer), and the page being rendered.

A card stands on a dozen pages, and on each it is the same but for the way from that page to the site's root
(`../../`). So it is rendered once with a mark in place of that way, and cut at the marks; on every page the
pieces are joined with that page's own way. While a macro is rendered so, note is taken of what it asks of the
page: one that asks where it stands is rendered anew for every page.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from bulletin.model.site.parts import Layout
from bulletin.render.html.theme_words import Words

MOST_FRAGMENTS = 100_000
"""Some 100 MB; then it begins anew."""

_ROOT_MARK = "\ufdd0\ufdd1\ufdd0"
"""Noncharacters (Unicode §23.7). A text that holds them all the same is noticed, as there are too many."""

_BY_VALUE = frozenset({str, bool})

Macro = Callable[..., str]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a macro gave for `values`, cut where the way to the root belongs.

    The values are kept so that no others can come to have their identity. `pieces` is None where the macro
    must be asked on every page, `differs_at_root` says that it must be on a page that stands at the root.
    """

    values: tuple[object, ...]
    pieces: tuple[str, ...] | None
    differs_at_root: bool = False


@dataclass(frozen=True, slots=True)
class FragmentCache:
    """What the pages of a site share, for one theme and one layout for each language."""

    fragments: dict[Key, Fragment] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    """Addresses from content as they may be linked: a venue's map stands on a hundred pages."""

    def render(self, page: RenderingPage, macro: Macro, values: tuple[object, ...]) -> str:
        """The same as `macro(*values)` on this page. Values are compared by their identity."""
        identities = [value if type(value) in _BY_VALUE else id(value) for value in values]
        key = (page.layout.lang, macro, *identities)
        fragment = self.fragments.get(key)
        if fragment is None:
            if len(self.fragments) >= MOST_FRAGMENTS:
                self.fragments.clear()
            fragment = self.fragments[key] = page.render_fragment(macro, values)
        if fragment.pieces is None or (fragment.differs_at_root and not page.root):
            return macro(*values)
        page.roots += len(fragment.pieces) - 1
        page.differs_at_root |= fragment.differs_at_root
        return page.root.join(fragment.pieces)


@dataclass(slots=True)
class RenderingPage:
    """The page being rendered; `root` is the way from it to the site's root ("../../", "" at the root)."""

    route: str
    root: str
    words: Words
    layout: Layout
    cache: FragmentCache
    roots: int = 0
    """How often the root was asked for."""
    differs_at_root: bool = False
    """Whether the root itself was asked for, which is `./` there."""
    asked_route: bool = False

    def address_of(self, route: str) -> str:
        """A route as a relative address; that of the root cannot be "", which is the page itself."""
        self.roots += 1
        if route:
            return self.root + route
        self.differs_at_root = True
        return self.root or "./"

    def is_here(self, route: str) -> bool:
        """Whether this page stands at the route."""
        self.asked_route = True
        return route == self.route

    def render_fragment(self, macro: Macro, values: tuple[object, ...]) -> Fragment:
        """What a macro says on any page."""
        before = self.root, self.roots, self.differs_at_root, self.asked_route
        self.root, self.roots, self.differs_at_root, self.asked_route = _ROOT_MARK, 0, False, False
        try:
            pieces = tuple(str(macro(*values)).split(_ROOT_MARK))
            is_same = not self.asked_route and len(pieces) == self.roots + 1
            return Fragment(values, pieces if is_same else None, self.differs_at_root)
        finally:
            self.root, self.roots, self.differs_at_root, self.asked_route = before


CURRENT_PAGE: ContextVar[RenderingPage] = ContextVar("CURRENT_PAGE")
