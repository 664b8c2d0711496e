"""What pages share: the layout of all pages of a language, and the head of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.model.site.lists import Link, MixedText


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language (hreflang)."""

    lang: str
    name: str
    route: str
    dir: str = "ltr"
    current: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What every page of one language shares: masthead, navigation, notices, footer."""

    lang: str
    dir: str
    board_title: str
    tagline: MixedText
    url: str
    home: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    notices: tuple[str, ...]
    """Sanitised HTML, one line each."""
    made_on: str
    """"Friday 15 January 2027": the day the page was made."""
    made_on_iso: str
    disclaimer: str = ""
    title_lang: str = ""
    """The language of the board's title, where that is not the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a page says to browsers, search engines and feed readers."""

    title: str
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[Link, ...] = ()
    canonical: str = ""
    json_ld: tuple[Mapping[str, object], ...] = ()
    image: str = ""
    noindex: bool = False
