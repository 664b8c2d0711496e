"""One event of the made-up town: when, where, what is said, and in which steps its file came to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from benchmarks.corpus import TODAY, draw_picture
from benchmarks.town.dates import Dates, draw_recurring, draw_single
from benchmarks.town.facts import draw_exceptions, draw_facts
from benchmarks.town.places import HOURS, Bookings, Partner, Venue, is_hub, make_slug
from benchmarks.town.texts import (
    Subject,
    Told,
    draw_subject,
    draw_told,
    format_paragraphs,
    format_translation,
)

_LATER = (
    "changes", "access", "access_note", "bring", "documents", "contact", "registration", "hosts", "welcome",
    "ages", "series", "status", "verified", "interpretation",
)  # fmt: skip
"""What an event can do without, so that it may come with a later commit."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event and its life: posted on a day, edited on others, over after `last` (None: not yet known).

    `fields` are lines of YAML by the name of the field; `steps` says with which edit a field, or a paragraph
    by its number, came in (0: from the beginning). `translations` hold what is told and when it came.
    """

    partner: Partner
    slug: str
    notation: str
    fields: dict[str, str]
    told: Told
    posted: date
    edits: tuple[date, ...]
    last: date | None
    is_recurring: bool
    steps: dict[str | int, int]
    translations: dict[str, tuple[Told, date]]
    picture: bytes = b""

    @property
    def stem(self) -> str:
        return f"events/{self.partner.id}/{self.slug}"

    def format(self, edit: int, notation: str = "") -> str:
        """The file after so many edits, as Markdown or YAML."""
        kept = [text for name, text in self.fields.items() if self.steps.get(name, 0) <= edit]
        parts = (
            part for number, part in enumerate(self.told.paragraphs) if self.steps.get(number, 0) <= edit
        )
        body = format_paragraphs(tuple(parts), wraps=self.partner.wraps)
        if (notation or self.notation) == "md":
            return "\n".join(["---", *kept, "---", body]) + "\n"
        lines = "\n".join(f"  {line}" if line else "" for line in body.splitlines())
        return "\n".join([*kept, f"description: |\n{lines}"]) + "\n"

    def format_translations(self) -> Iterator[tuple[str, str, date]]:
        """Language, text and day of arrival of each."""
        for language, (told, day) in self.translations.items():
            yield language, format_translation(told, wraps=self.partner.wraps), day


@dataclass
class Makers:
    """What events are drawn from; `titles` and `bookings` grow with each."""

    random: Random
    partners: list[Partner]
    venues: list[Venue]
    bookings: Bookings = field(default_factory=Bookings)
    titles: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)

    @cached_property
    def _willing(self) -> dict[str, list[str]]:
        """By partner, those who were there before it and take it as a co-host."""
        joined = {partner.id: partner.joined for partner in self.partners}
        found: dict[str, list[str]] = {partner.id: [] for partner in self.partners}
        for host in self.partners:
            for guest in host.accepts:
                if host.joined <= joined[guest]:
                    found[guest].append(host.id)
        return found

    @cached_property
    def _weights(self) -> list[int]:
        return list(accumulate(6 if is_hub(index) else 1 for index in range(len(self.venues))))

    def draw(self, *, recurring: bool, gone: bool = False) -> Draft:
        """An event that is on the board today, or, `gone`, one whose file has been deleted since."""
        random = self.random
        partner = random.choices(self.partners, [each.share for each in self.partners])[0]
        subject = draw_subject(random, self.titles, partner.language)
        dates = (draw_recurring if recurring else draw_single)(random, partner, gone=gone)
        told = draw_told(random, subject, partner.language, f"https://{partner.id}.example/", short=False)
        fields = {"title": f'title: "{told.title}"'} | self._place(dates)
        if random.random() < 0.7:
            fields["summary"] = f'summary: "{told.summary}"'
        fields |= draw_facts(random, subject.activity, partner, self._willing[partner.id], dates)
        fields |= draw_exceptions(random, dates, fields.get("repeat", ""))
        return self._finish(partner, subject, dates, fields, told)

    def _place(self, dates: Dates) -> dict[str, str]:
        """The fields of time and place: a room nobody else has at that hour, or somewhere else."""
        random = self.random
        kind = random.random()
        for _ in range(40):
            venue = random.choices(self.venues, cum_weights=self._weights)[0]
            if venue.is_closed_on_holidays and dates.needs_open:
                continue
            hour = random.choice(HOURS)
            if not venue.rooms or dates.is_all_day or kind < 0.2:
                return dates.format(random, hour) | self._elsewhere(dates, venue, kind)
            room = random.choice(venue.rooms)
            if self.bookings.take(venue.id, room, dates.weekdays, hour):
                dates.venue, dates.has_room = venue, True
                return dates.format(random, hour) | {"venue": f"venue: {venue.id}", "room": f"room: {room}"}
        dates.venue = next(venue for venue in self.venues if not venue.is_closed_on_holidays)
        return dates.format(random, 11) | {"venue": f"venue: {dates.venue.id}"}

    def _elsewhere(self, dates: Dates, venue: Venue, kind: float) -> dict[str, str]:
        random = self.random
        if kind < 0.03:
            return {"online": f"online: https://meet.harrow-valley.example/{random.randrange(10**6)}"}
        if kind < 0.06:
            return {"address": f"address: {random.randrange(1, 400)} Depot Road, Harrow Valley"}
        if kind < 0.07:
            return {"area": "area: Lower Ferry", "location": "location: on request"}
        dates.venue = venue
        return {"venue": f"venue: {venue.id}"}

    def _finish(
        self, partner: Partner, subject: Subject, dates: Dates, fields: dict[str, str], told: Told
    ) -> Draft:
        random = self.random
        slug = make_slug(told.title) or f"event-{len(self.slugs)}"
        while f"{partner.id}/{slug}" in self.slugs:
            slug += f"-{random.randrange(2, 100)}"
        self.slugs.add(f"{partner.id}/{slug}")
        picture = draw_picture(random) if random.random() < 0.06 else b""
        if picture:
            fields["image"] = f"image: {slug}.png\nimage_alt: A plain card in one colour"
        edits = _draw_edits(random, dates)
        steps, used = _draw_steps(random, fields, told, len(edits))
        if "verified" in fields:
            step = steps.get("verified", 0)
            fields["verified"] = fields["verified"].format(edits[step - 1] if step else dates.posted)
        translations = _draw_translations(random, subject, partner, dates)
        notation = partner.notation if random.random() < 0.8 else random.choice(("md", "yaml"))
        return Draft(
            partner, slug, notation, fields, told, dates.posted, edits[:used], dates.last,
            dates.rule is not None, steps, translations, picture,
        )  # fmt: skip


def _draw_edits(random: Random, dates: Dates) -> tuple[date, ...]:
    end = min(dates.last or TODAY, TODAY - timedelta(days=1))
    span = (end - dates.posted).days
    number = random.choices((0, 1, 2, 3, 4, 6), (26, 28, 22, 13, 7, 4))[0]
    if span < 2:
        return ()
    return tuple(sorted(dates.posted + timedelta(days=random.randint(1, span)) for _ in range(number)))


def _draw_steps(
    random: Random, fields: dict[str, str], told: Told, edits: int
) -> tuple[dict[str | int, int], int]:
    """With which edit what came in, and how many edits there is something for."""
    later: list[str | int] = [name for name in _LATER if name in fields]
    later += range(1, len(told.paragraphs))
    random.shuffle(later)
    used = min(edits, len(later))
    return {name: number for number, name in enumerate(later[:used], 1)}, used


def _draw_translations(
    random: Random, subject: Subject, partner: Partner, dates: Dates
) -> dict[str, tuple[Told, date]]:
    if partner.language in ("es", "uk"):
        return {}
    site = f"https://{partner.id}.example/"
    found: dict[str, tuple[Told, date]] = {}
    for language, chance in (("en", 0.5), ("fr", 0.26), ("ar", 0.18)):
        if language == partner.language or random.random() >= chance:
            continue
        day = dates.posted
        if random.random() < 0.4:
            latest = min(dates.last or TODAY, TODAY - timedelta(days=1))
            day = max(day, min(day + timedelta(days=random.randrange(1, 30)), latest))
        found[language] = (draw_told(random, subject, language, site, short=True), day)
    return found
