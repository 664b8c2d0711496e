"""Who and where: the partners and venues of the made-up town, its board, calendars and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from unicodedata import normalize

from benchmarks.corpus import TODAY
from benchmarks.town.days import CALENDARS, HOLIDAYS, SINCE
from benchmarks.town.words import (
    ACCESS,
    CHANNELS,
    DISTRICTS,
    PARTNERS,
    ROOMS,
    STREETS,
    TEXT_LANGUAGES,
    VENUES,
)

HOURS = (9, 11, 13, 15, 17, 19)
"""When a room can be had; each time for less than two hours."""

_ROUNDS = ("", "New ", "Upper ", "Lower ", "East ", "West ")


@dataclass(frozen=True, slots=True)
class Venue:
    """A place; `checked` are the days on which its access was looked at, the record naming the last."""

    id: str
    rooms: tuple[str, ...]
    is_closed_on_holidays: bool
    text: str
    checked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """`notation`: what its files end in; `wraps`: whether its editor breaks lines; `share`: of the events."""

    id: str
    name: str
    language: str
    speaks: tuple[str, ...]
    notation: str
    wraps: bool
    share: int
    joined: date
    accepts: tuple[str, ...]
    text: str
    checked: tuple[date, ...]
    path: str


@dataclass(slots=True)
class Bookings:
    """Which room is taken on which weekday at which hour, by whatever event, for good."""

    taken: set[tuple[str, str, int, int]] = field(default_factory=set)

    def take(self, venue: str, room: str, weekdays: tuple[int, ...], hour: int) -> bool:
        """Take the room, unless somebody has it on one of the weekdays."""
        wanted = {(venue, room, weekday, hour) for weekday in weekdays}
        if wanted & self.taken:
            return False
        self.taken |= wanted
        return True


def make_slug(name: str) -> str:
    """An id or a file name of a name in whichever Latin letters."""
    bare = "".join(letter for letter in normalize("NFKD", name).casefold() if letter.isascii())
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")


def draw_venues(random: Random, number: int) -> list[Venue]:
    """That many places with rooms, hubs with more of them."""
    return [_venue(random, index) for index in range(number)]


def _venue(random: Random, index: int) -> Venue:
    """Their names go round: kind by kind, each time in the next part of town."""
    turn, kind = divmod(index, len(VENUES))
    district = DISTRICTS[(turn + kind) % len(DISTRICTS)]["en"]
    name = f"{_ROUNDS[turn // len(DISTRICTS)]}{district} {VENUES[kind]}"
    closed = is_hub(index) or random.random() < 0.15
    rooms = random.sample(ROOMS, 8 if is_hub(index) else random.choice((0, 1, 2, 2, 3, 4)))
    street = f"{random.randrange(1, 400)} {random.choice(STREETS)}"
    lines = [
        f"name: {name}",
        *(("aliases: [Library, Public library]",) if index == 0 else ()),
        f"address:\n  street: {street}\n  locality: Harrow Valley\n  region: ON\n  postal: K0H {index % 9}A1",
        f"area: {district}",
        f"geo:\n  lat: {44.9 + random.random() / 5:.4f}\n  lon: {-76.4 + random.random() / 5:.4f}",
        f"library_site: {'yes' if is_hub(index) else 'no'}",
        f"phone: 555-01{random.randrange(100):02}",
        f"transit: Bus {random.randrange(1, 19)}, stop {random.choice(STREETS)}",
        f"hours: Mon-Fri {random.choice((8, 9, 10))}:00-{random.choice((18, 20, 21))}:00, Sat 10:00-17:00",
        f"access:\n{_facts(random, random.randrange(3, 9), '  ')}",
        *((f"closed: {HOLIDAYS}",) if closed else ()),
        *(("rooms:\n" + "\n".join(_room(random, room) for room in rooms),) if rooms else ()),
    ]
    ids = tuple(make_slug(room) for room in rooms)
    return Venue(make_slug(name), ids, closed, "\n".join(lines) + "\n", _checks(random, SINCE, 2))


def is_hub(index: int) -> bool:
    """Whether this venue, or partner, is one of the few that hold far more than their share."""
    return index % 20 == 0


def _room(random: Random, name: str) -> str:
    lines = [f"  {make_slug(name)}:", f"    name: {name}", f"    capacity: {random.randrange(6, 120)}"]
    if random.random() < 0.5:
        lines.append(f"    access:\n{_facts(random, 2, '      ')}")
    return "\n".join(lines)


def _facts(random: Random, number: int, indent: str) -> str:
    facts = sorted(random.sample(range(len(ACCESS)), number))
    return "\n".join(f"{indent}{ACCESS[each][0]}: {random.choice(ACCESS[each][1])}" for each in facts)


def _checks(random: Random, first: date, most: int) -> tuple[date, ...]:
    """Days between `first` and today on which somebody made sure that a record is right."""
    days = (TODAY - first).days
    number = random.randint(1, most)
    return tuple(sorted({first + timedelta(days=random.randrange(1, max(2, days))) for _ in range(number)}))


def draw_partners(random: Random, number: int) -> list[Partner]:
    """That many partners, each accepting some others as co-hosts; a tenth writes no English."""
    named = [_named(index) for index in range(number)]
    return [
        _partner(random, index, [make_slug(name) for name in named], named[index]) for index in range(number)
    ]


def _named(index: int) -> str:
    turn, kind = divmod(index, len(PARTNERS))
    district = DISTRICTS[(turn + kind) % len(DISTRICTS)]["en"]
    name = PARTNERS[kind][0]
    if TEXT_LANGUAGES.get(kind) == "fr":
        return f"{name} de {district}"
    return f"{_ROUNDS[turn // len(DISTRICTS)]}{district} {name}"


def _partner(random: Random, index: int, ids: list[str], name: str) -> Partner:
    kind = index % len(PARTNERS)
    language = TEXT_LANGUAGES.get(kind, "en")
    joined = SINCE + timedelta(days=0 if index < 0.6 * len(ids) else random.randrange(1, 300))
    speaks = tuple(
        dict.fromkeys((language, *random.sample(("en", "fr", "ar", "es", "uk"), random.randrange(1, 3))))
    )
    site = f"https://{ids[index]}.example/"
    accepts = _accepted(random, index, ids)
    accepting = ("cohosts: listed", f"accept: [{', '.join(accepts)}]") if index else ("cohosts: anyone",)
    lines = [
        f'name: "{name}"',
        f"kind: {PARTNERS[kind][1]}",
        f"url: {site}",
        f"contact:\n  phone: 555-01{random.randrange(100):02}\n  email: hello@{ids[index]}.example",
        f"languages: [{', '.join(speaks)}]",
        *((f"text_language: {language}",) if language != "en" else ()),
        f"tier: {'host' if index == 0 else random.choice(('core', 'member', 'member', 'seasonal'))}",
        f"agreement:\n  since: {joined}\n  review_every: {random.choice((30, 60, 90))} days",
        f"submits_by:\n  channel: {random.choice(CHANNELS)}",
        *accepting,
        _defaults(random),
    ]
    about = f"You find us in {DISTRICTS[index % len(DISTRICTS)]['en']} and, more often, on this board."
    notation = "md" if random.random() < 0.6 else "yaml"
    if notation == "md":
        text = "\n".join(["---", *lines, "---", about]) + "\n"
    else:
        text = "\n".join([*lines, f"about: {about}"]) + "\n"
    share = 8 if is_hub(index) else random.choice((1, 1, 2, 3))
    wraps = random.random() < 0.5
    path = f"partners/{ids[index]}.{notation}"
    checks = _checks(random, joined, 6)
    return Partner(
        ids[index], name, language, speaks, notation, wraps, share, joined, accepts, text, checks, path
    )


def _accepted(random: Random, index: int, ids: list[str]) -> tuple[str, ...]:
    """The partners that may name this one as a co-host; the library takes them all."""
    others = [each for each in ids if each != ids[index]]
    if index == 0:
        return tuple(others)
    return tuple(sorted({ids[0], *random.sample(others, min(4, len(others)))}))


def _defaults(random: Random) -> str:
    lines = ["  audience: general", "  categories: other"]
    if random.random() < 0.5:
        lines.append("  registration: none")
    if random.random() < 0.4:
        lines.append("  cost: free")
    if random.random() < 0.2:
        lines.append("  access:\n    service_animals: yes")
    return "\n".join(["defaults:", *lines])


BOARD = f"""\
title: Harrow Valley Community Board
tagline:
  en: What is on between the mill and the weir
  fr: Ce qui se passe entre le moulin et le barrage
  ar: ما يجري بين الطاحونة والسد
url: https://board.harrow-valley.example/
uid_domain: harrow-valley.example
timezone: America/Toronto
languages: [en, fr, ar]
locales: {{en: en-CA, fr: fr-CA, ar: ar}}
clock: 24
currency: CAD
since: {SINCE}
horizon: 400
access_core: [step_free, accessible_toilet, hearing_loop]
policy: policy
contact:
  phone: 555-0100
  email: board@harrow-valley.example
"""
NOTICES = (
    ("The book drop is closed while the street is paved.", "2026-05-04", "2026-05-22"),
    ("**Extreme cold.** The shelter is open all night.", "2027-01-13", "2027-01-17"),
    ("Summer hours: evenings end at eight.", "2027-06-28", "2027-09-04"),
)
PAGES = {
    "pages/about.md": "---\ntitle: About this board\n---\nWhat is on, from the library and its partners.\n",
    "pages/about.fr.md": "---\ntitle: À propos\n---\nCe qui se passe dans la vallée.\n",
    "pages/about.ar.md": "---\ntitle: عن هذه اللوحة\n---\nما يجري في الوادي، من المكتبة وشركائها.\n",
    "pages/policy.md": "---\ntitle: House rules\n---\nA listing is no endorsement. Each names a host.\n",
    "pages/policy.fr.md": "---\ntitle: Règlement\n---\nUne annonce n’est pas un appui.\n",
}


def format_board(library: str, notices: int) -> str:
    """board.yaml with the first so many of `NOTICES`."""
    lines = [
        f'  - text: "{text}"\n    from: {first}\n    until: {last}\n'
        for text, first, last in NOTICES[:notices]
    ]
    return f"{BOARD}library: {library}\n" + ("notices:\n" + "".join(lines) if lines else "")


def format_calendar(calendar: str, until: int) -> str:
    """A calendar of days off with the years before `until`."""
    name, dates = CALENDARS[calendar]
    return (
        "\n".join([f"name: {name}", "dates:", *(f"  - {day}" for day in dates if int(day[:4]) < until)])
        + "\n"
    )


def format_checked(text: str, day: date | None) -> str:
    """A partner's record that says when it was last looked at; before the first time nothing."""
    if day is None:
        return text
    return text.replace("defaults:", f"verified:\n  date: {day}\n  how: self\ndefaults:", 1)


def format_earlier(text: str, looks: int) -> str:
    """A venue's record before it was looked at for the last time: some lines were still missing."""
    missing = ("hours:", "transit:", "library_site: no")[looks:]
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(missing))
