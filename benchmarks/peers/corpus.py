"""What every peer is given: N coming events with one date each, N/50 partners, a year of months.

The same bytes for the same N. Each event has a text in Markdown: a `plain` one of 80 to 150 words, so that a
page of it has about 4 KB, or one `written` as people write, who also say more in fields (`texts`, `details`).
Repeats, translations and pictures are left out: the peers do not know them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from benchmarks.details import Details, draw_details
from benchmarks.texts import TEXTS

TODAY = date(2027, 1, 15)
"""The day everything is built on. It lies ahead of any real one: the peers are told that this is fine."""

URL = "https://board.benchmark.example/"
TITLE = "Benchmark Board"
ZONE = "America/Toronto"
AHEAD = 360
"""Days over which the dates are spread."""
NEWS_DAYS = 60
"""An event first posted in so many days stands in the RSS feed."""
SOON_DAYS = 28
"""What begins within so many days stands in every list it belongs to; a longer list may be cut."""
LONGEST = 300
"""Entries of a list at most; longer ones are cut by all."""

CATEGORIES = {
    "storytime": "Story time",
    "books": "Books and reading",
    "making": "Making and repairing",
    "coding": "Coding and robots",
    "science": "Science and nature",
    "tech-help": "Help with computers",
    "language": "Languages",
    "jobs": "Jobs",
    "health": "Health",
    "food": "Food",
    "arts": "Arts and music",
    "civic": "Town and rights",
}
_AUDIENCES = {"0-5": "0–5", "6-11": "6–11", "12-18": "12–18", "19+": "Adults", "general": "All ages"}
_KINDS = "Circle Club Workshop Evening Walk Lunch Clinic Concert Class Market Talk Meeting".split()  # noqa: SIM905 – a list of words is read as a line
_WORDS = (  # noqa: SIM905 – a list of words is read as a line
    "the a and of in to with for at by on from all our your we you it this each every here there when "
    "come bring  ask find make learn talk read listen share meet help start stay people neighbours "
    "children families beginners  friends evening morning table chairs tools paper coffee soup books "
    "stories music songs garden seeds kitchen  workshop library room floor door stairs bus stop street "
    "winter spring small warm open quiet new free simple  together first next last one two three many "
    "something nothing anyone"
).split()
_SYLLABLES = "al be co da el fi gra ho in jo ka lu me no or pi qua ri so ta um ve wi yo za".split()  # noqa: SIM905 – a list of words is read as a line


@dataclass(frozen=True, slots=True)
class Partner:
    id: str
    name: str
    phone: str
    email: str
    about: str


@dataclass(frozen=True, slots=True)
class Venue:
    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Event:
    """`start` is the wall clock's, in `ZONE`; `minutes` its length; `cost` counts where no prices are."""

    partner: Partner
    slug: str
    title: str
    start: datetime
    minutes: int
    venue: Venue
    categories: tuple[str, ...]
    audience: str
    cost: str
    details: Details
    posted: datetime
    body: str

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def month(self) -> str:
        """`2027-03`."""
        return f"{self.start:%Y-%m}"

    @property
    def audience_label(self) -> str:
        return _AUDIENCES[self.audience]

    @property
    def path(self) -> str:
        """`partner-001/event-00042`."""
        return f"{self.partner.id}/{self.slug}"

    @property
    def is_news(self) -> bool:
        # A day less than it takes: what falls on the edge is no peer's mistake.
        return self.posted.date() > TODAY - timedelta(days=NEWS_DAYS - 1)


@dataclass(frozen=True, slots=True)
class Corpus:
    events: tuple[Event, ...]
    partners: tuple[Partner, ...]
    venues: tuple[Venue, ...]

    @property
    def edited(self) -> Event:
        """The event whose text is edited."""
        return self.events[len(self.events) // 2]

    @property
    def feed_length(self) -> int:
        """How many entries a feed that is cut by number needs, one more event included."""
        edge = datetime.combine(TODAY - timedelta(days=NEWS_DAYS), time(), UTC)
        return 1 + sum(event.posted >= edge for event in self.events)


def make_corpus(events: int, *, corpus: str = "plain", seed: int = 1) -> Corpus:
    """That many events, the same every time; `corpus` is one of `TEXTS`."""
    random = Random(f"peers {seed} {events}")
    partners = tuple(_partners(random, max(1, events // 50)))
    venues = tuple(_venues(random, max(3, min(60, events // 40))))
    made = tuple(_events(random, events, partners, venues, corpus))
    return Corpus(made, partners, venues)


def edit_body(event: Event, sentence: str) -> Event:
    """The event with one more sentence in its text."""
    return replace(event, body=f"{event.body}\n\n{sentence}")


def add_event(corpus: Corpus) -> Event:
    """One event more: it begins soon and was posted on the day itself, so it stands in every list."""
    start = datetime.combine(TODAY + timedelta(days=5), time(18, 30))
    posted = datetime.combine(TODAY, time(4), UTC)
    return replace(corpus.events[0], slug="added", title="One Evening More", start=start, posted=posted)


def _partners(random: Random, number: int) -> Iterator[Partner]:
    for index in range(number):
        id = f"partner-{index:03}"
        yield Partner(
            id, f"{_name(random)} Society", _phone(random), f"hello@{id}.example", _words(random, 40)
        )


def _venues(random: Random, number: int) -> Iterator[Venue]:
    for index in range(number):
        address = f"{random.randrange(1, 200)} {_name(random)} Street, Benchmark"
        yield Venue(f"venue-{index:02}", f"{_name(random)} Hall", address)


def _events(
    random: Random, number: int, partners: tuple[Partner, ...], venues: tuple[Venue, ...], corpus: str
) -> Iterator[Event]:
    taken: set[str] = set()
    for index in range(number):
        day = TODAY + timedelta(days=1 + random.randrange(AHEAD))
        posted = datetime.combine(TODAY - timedelta(days=1 + random.randrange(330)), time(9), UTC)
        yield Event(
            partner=random.choice(partners),
            slug=f"event-{index:05}",
            title=_title(random, taken),
            start=datetime.combine(day, time(random.randrange(8, 20), random.choice((0, 15, 30)))),
            minutes=random.choice((45, 60, 90, 120)),
            venue=random.choice(venues),
            categories=tuple(random.sample(sorted(CATEGORIES), random.choice((1, 1, 2)))),
            audience=random.choice((*_AUDIENCES, "general")),
            cost=random.choice(("free", "free", "free", "$5", "donation")),
            details=_details(random, day, corpus),
            posted=posted,
            body=TEXTS[corpus](random, _words, _name),
        )


def _details(random: Random, day: date, corpus: str) -> Details:
    if corpus != "plain":
        return draw_details(random, day, f"{_name(random).lower()}.example")
    return Details({"kind": "required", "phone": _phone(random)} if random.random() < 0.4 else {})


def _title(random: Random, taken: set[str]) -> str:
    """One that no event has yet; it is added to `taken`."""
    while (title := f"{_name(random)} {random.choice(_KINDS)}") in taken:
        pass
    taken.add(title)
    return title


def _words(random: Random, count: int) -> str:
    """Sentences of at most eleven words, `count` in all."""
    words = random.choices(_WORDS, k=count)
    sentences = (" ".join(words[first : first + 11]).capitalize() for first in range(0, count, 11))
    return ". ".join(sentences) + "."


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=4)).capitalize()


def _phone(random: Random) -> str:
    return f"555-01{random.randrange(100):02}"
