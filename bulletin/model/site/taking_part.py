"""The values of what partners take home, and of the ways to hand something in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.model.site.details import ContactValues
from bulletin.model.site.paper import PosterFrame
from bulletin.model.site.parts import EventCard, Link, MixedText, Subscribe


@dataclass(frozen=True, slots=True)
class EmbedRow:
    """One of the next dates of a partner, as its own website shows it.

    `day` is the day in a line, "Fri 15 Jan", of which the leaf has the three words. `hour` is when it begins.
    """

    card: EventCard
    leaf_weekday: str
    leaf_day: str
    leaf_month: str
    day: str
    hour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedValues:
    """A partner's next dates for a frame within another page. It is as high as the line to paste says.

    `look` names how the rows are drawn (slips, lines), `mode` the colours (light, dark).
    """

    name: MixedText
    rows: tuple[EmbedRow, ...]
    look: str
    mode: str
    whole: MixedText
    """"All events of the Makerspace on the board", which leads to `route`."""
    route: str
    as_of: str
    """"As of Friday 15 January 2027": nothing in it changes until the board is built again."""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class EmbedOffer:
    """One of the frames there are: what it is called, the line to paste, how high it is, and its page."""

    name: str
    line: str
    height: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitValues:
    """What a partner may take home. `submit` leads to the form, which knows who it is; `ways` to all ways."""

    title: MixedText
    offers: tuple[EmbedOffer, ...]
    """The one most will want first."""
    sample: EmbedValues
    """What the first of them looks like."""
    sheets: tuple[Link, ...]
    """To print; each with what it is for."""
    subscribe: Subscribe | None = None
    submit: Link | None = None
    ways: Link | None = None
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmitWay:
    """A way to hand in events: whom it is for, what to do; `links` lead to where it is done."""

    name: str
    about: str
    steps: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysValues:
    """How to hand in events. `words` are those around the ways, by their names.

    `lang` and `dir` are those of its words, where that is not the page's language.
    """

    title: str
    words: Mapping[str, str]
    needed: tuple[str, ...]
    ways: tuple[SubmitWay, ...]
    flyer: Link | None = None
    lang: str = ""
    dir: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitingValues:
    """A sheet that asks for events: what it costs, the ways to hand in, whom to ask. `words`, `lang` and
    `dir` as of the ways."""

    poster: PosterFrame
    words: Mapping[str, str]
    ways: tuple[SubmitWay, ...]
    contact: ContactValues
    lang: str = ""
    dir: str = ""
