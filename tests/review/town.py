"""A small town whose board is changed in one way at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bulletin.load.history.at_commit import FilesAtCommit
from bulletin.load.sources import Sources
from bulletin.messages.review.facts import facts_as_rows
from bulletin.model.review import Review
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.review import Proposal, Published, ReviewRequest, review_proposal

TODAY = date(2027, 1, 15)
"""A Friday."""

REQUEST = ReviewRequest(
    content=Path("nowhere"),
    reading=ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC), today=TODAY),
)

BOARD = """\
title: Mill Town Board
url: https://board.mill.example/
uid_domain: mill.example
timezone: America/Toronto
languages: [en, fr]
currency: CAD
locales: {en: en-CA}
library: library
contact: {phone: 555-0100}
policy: {page: rules, version: 4, lead_time: 5 working days, require: contact}
"""


def partner(name: str, **fields: object) -> str:
    """A partner's file."""
    return _lines({"name": name, "kind": "club", "contact": "{phone: 555-0101}", **fields})


def event(title: str, start: str, **fields: object) -> str:
    """An event's file: an hour in the hall, free, without sign-up. None takes a field out."""
    usual: dict[str, object] = {
        "title": title,
        "start": start,
        "duration": "1 hour",
        "venue": "hall",
        "summary": f"Everything about {title.lower()}, for whoever likes it.",
        "description": f"Come and see what {title.lower()} is. We meet by the door and begin on time.",
        "categories": "history",
        "cost": "free",
        "registration": "none",
    }
    return _lines(usual | fields)


def _lines(fields: Mapping[str, object]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)


CHOIR = event("Open Choir", "2026-12-01 19:00", repeat="Tuesdays", review_by="2027-12-01")
COURSE = event("Drawing Course", "2027-02-03 18:00", repeat="Wednesdays, 6 times", room="attic")
FAIR = event("Spring Seed Fair", "2027-04-10 10:00", duration="4 hours", room="stage", hosts="library")
CIRCLE = event(
    "Quiet Circle",
    "2027-01-18 20:00",
    repeat="Mondays",
    venue=None,
    location="confidential",
    publish_dates="no",
    review_by="2027-12-01",
)

FILES: Mapping[str, str] = {
    "board.yaml": BOARD,
    "pages/rules.md": "---\ntitle: House rules\n---\nBe kind.\n",
    "partners/library.yaml": partner("Town Library", github="librarian", cohosts="anyone"),
    "partners/oak.yaml": partner("Oak Choir", github="[oak-account, second]"),
    "partners/elm.yaml": partner("Elm Garden", contact="{phone: 555-0102}", github="elm-account"),
    "partners/safe.yaml": partner("Safe Home", contact="{phone: 555-0103}", cohosts="none"),
    "venues/hall.yaml": "name: Mill Hall\naddress: 1 Mill Lane\nphone: 555-0109\nrooms: "
    "{attic: {name: Attic}, stage: {name: Big Stage}}\n",
    "venues/barn.yaml": "name: Red Barn\naddress: 2 Farm Road\n",
    "calendars/holidays.yaml": "name: Holidays\ndates:\n  - 2027-12-25\n",
    "events/oak/open-choir.yaml": CHOIR,
    "events/oak/drawing-course.yaml": COURSE,
    "events/elm/seed-fair.yaml": FAIR,
    "events/elm/harvest.yaml": event("Harvest", "2026-09-10 10:00"),
    "events/safe/circle.yaml": CIRCLE,
}

Changes = Mapping[str, str | None]


def files_of(texts: Mapping[str, str]) -> FilesAtCommit:
    """These files as if they were committed."""
    records = {path: text.encode() for path, text in sorted(texts.items())}
    return FilesAtCommit(Sources(records), frozenset(records))


@cache
def published() -> Published:
    """The board of the town; the same for every test, since none can change it."""
    return Published.of(files_of(FILES), REQUEST)


def changed(changes: Changes, files: Mapping[str, str] = FILES) -> dict[str, str]:
    """The files with some of them written anew, or taken away."""
    kept = {path: text for path, text in files.items() if path not in changes}
    return kept | {path: text for path, text in changes.items() if text is not None}


def review(changes: Changes, author: str = "") -> Review:
    """What becomes of the town."""
    proposal = Proposal("proposal", files_of(FILES), files_of(changed(changes)).sources)
    asked = ReviewRequest(content=REQUEST.content, reading=REQUEST.reading, author=author)
    return review_proposal(published(), proposal, asked)


def facts(found: Review) -> dict[str, object]:
    """The facts there are."""
    assert not found.fault
    return {name: value for name, value in facts_as_rows(found.facts).items() if value}
