"""A made-up content folder: N events in Markdown, N/50 partners, 24 months; the same bytes for the same N.

There are two of each size: `plain` was the first, `written` has what people write (`texts`, `details`).
Of the events 70 in 100 have one date, 20 a handful of weeks, 5 a day of each month for half a year, 5 every
week without an end; 5 in 100 have a picture. A plain text has 80 to 150 words, a written one up to 200. On
`TODAY` eleven of the 24 months are over, and the rest lies within a board's horizon.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.details import Details, draw_details, format_details
from benchmarks.texts import TEXTS

FIRST = date(2026, 2, 15)
TODAY = date(2027, 1, 15)
DAYS = 730

_SYLLABLES = "al be co da el fi gra ho in jo ka lu me no or pi qua ri so ta um ve wi yo za".split()  # noqa: SIM905 – a list of words is read as a line
_TITLES = "Circle Club Workshop Evening Walk Lunch Clinic Concert Class Market Talk Meeting".split()  # noqa: SIM905 – a list of words is read as a line
_CATEGORIES = "storytime books making coding science tech-help language jobs health food arts civic".split()  # noqa: SIM905 – a list of words is read as a line
_AUDIENCES = ("0-5", "6-11", "12-18", "19+", "general", "general")
_ORDINALS = ("first", "second", "third", "fourth")
_BOARD = """\
title: Benchmark Board
url: https://board.benchmark.example/
uid_domain: benchmark.example
timezone: America/Toronto
languages: en
since: 2026-02-01
"""


def write_corpus(folder: Path, events: int, *, corpus: str = "plain", seed: int = 1) -> Path:
    """The content folder of a board with that many events, made in `folder` (which is empty or missing).

    `corpus` is one of `TEXTS`.
    """
    random = Random(f"{seed} {events}")
    partners = [f"partner-{number:03}" for number in range(max(1, events // 50))]
    venues = [f"venue-{number:02}" for number in range(max(3, min(60, events // 40)))]
    _write(folder / "board.yaml", _BOARD)
    for partner in partners:
        _write(folder / "partners" / f"{partner}.md", _partner(random, partner))
    for venue in venues:
        _write(folder / "venues" / f"{venue}.yaml", _venue(random, venue))
    halls: dict[str, _Halls] = {}
    for number in range(events):
        here = folder / "events" / random.choice(partners)
        free = halls.setdefault(here.name, _Halls(venues))
        picture = f"event-{number:05}.png" if random.random() < 0.05 else ""
        if picture:
            _write(here / picture, draw_picture(random))
        _write(here / f"event-{number:05}.md", _event(random, free, picture, corpus))
    return folder


@dataclass(slots=True)
class _Halls:
    """The venues of a partner: at one time of the day it is in each of them once.

    Not in the plain board, which is the one that was measured first.
    """

    venues: list[str]
    taken: set[tuple[str, str]] = field(default_factory=set)

    def draw(self, random: Random, start: datetime | None) -> str:
        """A venue that the partner has for itself at that time of the day, where a time is named."""
        first = random.randrange(len(self.venues))
        if start is None:
            return self.venues[first]
        for venue in (*self.venues[first:], *self.venues[:first]):
            if (venue, f"{start:%H:%M}") not in self.taken:
                self.taken.add((venue, f"{start:%H:%M}"))
                return venue
        return self.venues[first]


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def _partner(random: Random, partner: str) -> str:
    phone = f"555-01{random.randrange(100):02}"
    return (
        f"---\nname: {_name(random)} Society\nkind: club\nlanguages: [en]\n"
        f"contact:\n  phone: {phone}\n  email: hello@{partner}.example\n---\n\n{_words(random, 40)}\n"
    )


def _venue(random: Random, venue: str) -> str:
    return (
        f"name: {_name(random)} Hall\naddress: {random.randrange(1, 200)} {_name(random)} Street, Benchmark\n"
        f"transit: Bus {random.randrange(1, 20)}\nphone: 555-01{random.randrange(100):02}\n"
        f"library_site: {random.choice(('yes', 'no'))}\n"
        f"access:\n  step_free: {random.choice(('yes', 'no, two steps', 'unknown'))}\n"
        "  accessible_toilet: yes\n"
    )


def _event(random: Random, halls: _Halls, picture: str, corpus: str) -> str:
    day = FIRST + timedelta(days=random.randrange(DAYS))
    start = datetime(day.year, day.month, day.day, random.randrange(8, 20), random.choice((0, 15, 30)))
    lines = [
        f"title: {_name(random)} {random.choice(_TITLES)}",
        f"start: {start:%Y-%m-%d %H:%M}",
        f"duration: {random.choice((45, 60, 90, 120))} min",
        f"venue: {halls.draw(random, start if corpus == 'written' else None)}",
        f"categories: [{', '.join(random.sample(_CATEGORIES, random.choice((1, 1, 2))))}]",
        f"audience: {random.choice(_AUDIENCES)}",
    ]
    cost = f"cost: {random.choice(('free', 'free', 'free', '$5', 'donation'))}"
    repeat = _repeat(random, start)
    if corpus == "plain":
        details = _plain_details(random)
    else:
        details = draw_details(random, start.date(), f"{_name(random).lower()}.example")
    lines += [*([] if details.prices else [cost]), *repeat, *format_details(details)]
    if random.random() < 0.2:
        lines.append("languages: [en, fr]")
    if picture:
        lines += [f"image: {picture}", f"image_alt: {_name(random)} in the hall"]
    return "\n".join(["---", *lines, "---", "", TEXTS[corpus](random, _words, _name)]) + "\n"


def _plain_details(random: Random) -> Details:
    if random.random() < 0.4:
        return Details({"kind": "required", "phone": f"555-01{random.randrange(100):02}"})
    return Details()


def _repeat(random: Random, start: datetime) -> list[str]:
    kind = random.random()
    if kind < 0.7:
        return []
    if kind < 0.9:
        return [f"repeat: every {start:%A}, {random.randrange(4, 11)} times"]
    if kind < 0.95 and start.day <= 28:
        return [f"repeat: {_ORDINALS[(start.day - 1) // 7]} {start:%A} of the month, 6 times"]
    return [f"repeat: every {start:%A}", f"review_by: {start.date() + timedelta(days=DAYS)}"]


def _words(random: Random, count: int) -> str:
    words = ["".join(random.choices(_SYLLABLES, k=random.choice((1, 2, 2, 3)))) for _ in range(count)]
    for end in range(9, count, 11):
        words[end] += "."
    return " ".join(words).capitalize() + "."


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


def draw_picture(random: Random) -> bytes:
    """A PNG of 320 by 200 points of one colour (ISO/IEC 15948)."""
    row = b"\0" + bytes(random.randrange(256) for _ in range(3)) * 320
    header = struct.pack(">IIBBBBB", 320, 200, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * 200)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
