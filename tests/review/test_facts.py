"""What a proposal does is told as facts: each kind of change as what it is, and as nothing else."""

from __future__ import annotations

import pytest

from tests.review.town import CHOIR, CIRCLE, COURSE, FAIR, FILES, Changes, event, facts, partner, review

CHOIR_AT, COURSE_AT, FAIR_AT = (
    "events/oak/open-choir.yaml",
    "events/oak/drawing-course.yaml",
    "events/elm/seed-fair.yaml",
)
CHOIR_ID, COURSE_ID, FAIR_ID = "oak/open-choir", "oak/drawing-course", "elm/seed-fair"
TALK_AT, TALK_ID = "events/oak/talk.yaml", "oak/talk"


def talk(start: str = "2027-03-04 18:00", **fields: object) -> str:
    return event("Talk", start, **{"venue": "barn", **fields})


CASES: dict[str, tuple[Changes, dict[str, object]]] = {
    "a new event": (
        {TALK_AT: talk()},
        {"adds": [{"id": TALK_ID, "first": "2027-03-04 18:00", "dates": 1}]},
    ),
    "a new series, counted as far as 400 days": (
        {TALK_AT: talk(repeat="first Thursday of the month", review_by="2027-12-01")},
        {"adds": [{"id": TALK_ID, "first": "2027-03-04 18:00", "dates": 12}]},
    ),
    "a new event of whole days": (
        {TALK_AT: event("Talk", "2027-03-04", duration=None, venue="barn")},
        {"adds": [{"id": TALK_ID, "first": "2027-03-04", "dates": 1}]},
    ),
    "a new event whose date cannot be read": (
        {TALK_AT: event("Talk", "04/03/2027 18:00", venue="barn")},
        {"adds": [{"id": TALK_ID}]},
    ),
    "a new event that is over": ({TALK_AT: event("Talk", "2026-03-04 18:00", venue="barn")}, {}),
    "one date moved": (
        {CHOIR_AT: CHOIR + "changes: {2027-02-02: {start: 2027-02-03 19:00}}\n"},
        {"moves": [{"id": CHOIR_ID, "from": "2027-02-02 19:00", "to": "2027-02-03 19:00"}]},
    ),
    "a series at another hour": (
        {COURSE_AT: COURSE.replace("18:00", "18:30")},
        {"moves": [{"id": COURSE_ID, "from": "2027-02-03 18:00", "to": "2027-02-03 18:30", "dates": 6}]},
    ),
    "a series on another weekday": (
        {COURSE_AT: COURSE.replace("2027-02-03", "2027-02-04").replace("Wednesdays", "Thursdays")},
        {"moves": [{"id": COURSE_ID, "from": "2027-02-03 18:00", "to": "2027-02-04 18:00", "dates": 6}]},
    ),
    "an endless series on another weekday": (
        {CHOIR_AT: CHOIR.replace("2026-12-01", "2026-12-03").replace("Tuesdays", "Thursdays")},
        {"moves": [{"id": CHOIR_ID, "from": "2027-01-19 19:00", "to": "2027-01-21 19:00", "dates": 57}]},
    ),
    "a date skipped, and another one instead": (
        {COURSE_AT: COURSE + "skip: 2027-02-10\ndates: 2027-02-12 18:00\n"},
        {"moves": [{"id": COURSE_ID, "from": "2027-02-10 18:00", "to": "2027-02-12 18:00"}]},
    ),
    "a single event moved far away": (
        {FAIR_AT: FAIR.replace("2027-04-10", "2027-06-12") + "status: rescheduled\nwas: 2027-04-10 10:00\n"},
        {"moves": [{"id": FAIR_ID, "from": "2027-04-10 10:00", "to": "2027-06-12 10:00"}]},
    ),
    "one date cancelled": (
        {COURSE_AT: COURSE + "changes: {2027-02-10: {status: cancelled}}\n"},
        {"cancels": [{"id": COURSE_ID, "date": "2027-02-10"}]},
    ),
    "all of a series cancelled": (
        {COURSE_AT: COURSE + "status: cancelled\n"},
        {"cancels": [{"id": COURSE_ID, "first": "2027-02-03", "dates": 6}]},
    ),
    "a single event cancelled": (
        {FAIR_AT: FAIR + "status: cancelled\n"},
        {"cancels": [{"id": FAIR_ID, "date": "2027-04-10"}]},
    ),
    "a series postponed": (
        {COURSE_AT: COURSE + "status: postponed\n"},
        {"postpones": [{"id": COURSE_ID, "first": "2027-02-03", "dates": 6}]},
    ),
    "a date left out without a word": (
        {COURSE_AT: COURSE + "skip: 2027-02-10\n"},
        {"drops": [{"id": COURSE_ID, "date": "2027-02-10"}]},
    ),
    "a series that now ends": (
        {CHOIR_AT: CHOIR.replace("Tuesdays", "Tuesdays until 23 March 2027")},
        {"ends": [{"id": CHOIR_ID, "last": "2027-03-23"}]},
    ),
    "a series that ends sooner": (
        {COURSE_AT: COURSE.replace("6 times", "4 times")},
        {"ends": [{"id": COURSE_ID, "last": "2027-02-24"}]},
    ),
    "a series that goes on for longer": (
        {COURSE_AT: COURSE.replace("6 times", "8 times")},
        {"adds_dates": [{"id": COURSE_ID, "first": "2027-03-17 18:00", "dates": 2}]},
    ),
    "a file with dates ahead is gone": (
        {COURSE_AT: None},
        {"removes": [{"id": COURSE_ID, "coming": 6, "next": "2027-02-03"}]},
    ),
    "a file whose event is over is gone": (
        {"events/elm/harvest.yaml": None},
        {"removes": [{"id": "elm/harvest", "coming": 0}]},
    ),
    "another title": (
        {FAIR_AT: FAIR.replace("Spring Seed Fair", "Seeds & Soup")},
        {"retitles": [{"id": FAIR_ID, "from": "Spring Seed Fair", "to": "Seeds & Soup"}]},
    ),
    "another room": (
        {COURSE_AT: COURSE.replace("room: attic", "room: stage")},
        {"place_changes": [{"id": COURSE_ID, "from": "hall/attic", "to": "hall/stage", "dates": 6}]},
    ),
    "another place for one date": (
        {COURSE_AT: COURSE + "changes: {2027-02-10: {venue: barn}}\n"},
        {"place_changes": [{"id": COURSE_ID, "from": "hall/attic", "to": "barn", "date": "2027-02-10"}]},
    ),
    "online from now on": (
        {
            FAIR_AT: FAIR.replace("venue: hall\n", "online: https://call.elm.example/\n").replace(
                "room: stage\n", ""
            )
        },
        {"place_changes": [{"id": FAIR_ID, "from": "hall/stage", "to": "online", "date": "2027-04-10"}]},
    ),
    "a venue at another door": (
        {"venues/hall.yaml": FILES["venues/hall.yaml"].replace("1 Mill Lane", "9 Mill Lane")},
        {"place_changes": [{"venue": "hall", "events": 3}]},
    ),
    "an end typed without pm": (
        {TALK_AT: talk(start="2027-03-04 19:00", duration=None, end="8:30")},
        {
            "adds": [{"id": TALK_ID, "first": "2027-03-04 19:00", "dates": 1}],
            "overnight": [{"id": TALK_ID, "ends": "2027-03-05 08:30"}],
        },
    ),
    "a night out": (
        {TALK_AT: talk(start="2027-03-04 21:00", duration=None, end="1am")},
        {
            "adds": [{"id": TALK_ID, "first": "2027-03-04 21:00", "dates": 1}],
            "overnight": [{"id": TALK_ID, "ends": "2027-03-05 01:00"}],
        },
    ),
    "the fair of another partner once more": (
        {"events/oak/fair.yaml": event("Big Spring Seed Fair", "2027-04-10 11:00")},
        {
            "adds": [{"id": "oak/fair", "first": "2027-04-10 11:00", "dates": 1}],
            "duplicate_of": {
                "id": FAIR_ID,
                "because": ["same day", "same venue", "similar title"],
                "propose_cohost": "oak",
            },
        },
    ),
    "the fair once more, by who is its co-host": (
        {"events/library/fair.yaml": event("Spring Seed Fair", "2027-04-10 10:00")},
        {
            "adds": [{"id": "library/fair", "first": "2027-04-10 10:00", "dates": 1}],
            "duplicate_of": {
                "id": FAIR_ID,
                "because": ["same day", "same venue", "same title"],
                "already_cohost": "library",
            },
        },
    ),
    "the fair once more, in its other language": (
        {
            "events/elm/seed-fair.fr.yaml": "title: Foire aux semences\nsummary: Des semences pour tous.\n",
            "events/oak/foire.yaml": event("Foire aux semences", "2027-04-10 10:00", text_language="fr"),
        },
        {
            "adds": [{"id": "oak/foire", "first": "2027-04-10 10:00", "dates": 1}],
            "duplicate_of": {
                "id": FAIR_ID,
                "because": ["same day", "same venue", "same title"],
                "propose_cohost": "oak",
            },
            "policy": ["not-own-folder"],
        },
    ),
    "a partner that takes its contact away": (
        {"partners/elm.yaml": partner("Elm Garden", contact=None, github="elm-account")},
        {"policy": ["no-contact"]},
    ),
    "a room that is taken": (
        {TALK_AT: event("Talk", "2027-02-10 18:30", room="attic")},
        {
            "adds": [{"id": TALK_ID, "first": "2027-02-10 18:30", "dates": 1}],
            "clash_with": [{"id": COURSE_ID, "room": "hall/attic", "date": "2027-02-10"}],
        },
    ),
    "a room that is free again": (
        {TALK_AT: event("Talk", "2027-02-10 19:00", room="attic")},
        {"adds": [{"id": TALK_ID, "first": "2027-02-10 19:00", "dates": 1}]},
    ),
    "co-hosts of whom one is asked": (
        {TALK_AT: talk(hosts="[library, elm]")},
        {"adds": [{"id": TALK_ID, "first": "2027-03-04 18:00", "dates": 1}], "asks_cohost": ["elm"]},
    ),
    "a new partner": (
        {"partners/quilts.yaml": partner("Quilts"), "events/quilts/bee.yaml": talk()},
        {
            "adds": [{"id": "quilts/bee", "first": "2027-03-04 18:00", "dates": 1}],
            "new_partner": "quilts",
        },
    ),
    "short notice": (
        {TALK_AT: talk(start="2027-01-20 18:00")},
        {"adds": [{"id": TALK_ID, "first": "2027-01-20 18:00", "dates": 1}], "policy": ["lead-time"]},
    ),
    "short notice for urgent help": (
        {TALK_AT: talk(start="2027-01-20 18:00", needs="urgent")},
        {"adds": [{"id": TALK_ID, "first": "2027-01-20 18:00", "dates": 1}]},
    ),
    "a file renamed that keeps its id": (
        {FAIR_AT: None, "events/elm/seeds.yaml": f"{FAIR}id: {FAIR_ID}\nwas_at: {FAIR_ID}\n"},
        {},
    ),
    "a file renamed that forgets its id": ({FAIR_AT: None, "events/elm/seeds.yaml": FAIR}, {}),
    "a second file of one name": ({"events/elm/seed-fair.md": f"---\n{FAIR}---\n"}, {}),
    "another price": ({FAIR_AT: FAIR.replace("cost: free", "cost: $5")}, {}),
    "a day off in a calendar": (
        {
            "calendars/holidays.yaml": FILES["calendars/holidays.yaml"] + "  - 2027-02-16\n",
        },
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_told_as_what_it_is(name: str) -> None:
    changes, expected = CASES[name]
    assert facts(review(changes)) == expected


def test_what_was_so_before_is_no_news() -> None:
    cancelled = COURSE + "changes: {2027-02-10: {status: cancelled}}\n"
    found = review(
        {COURSE_AT: cancelled.replace("changes: {", "changes: {2027-02-17: {status: cancelled}, ")}
    )
    assert [row["date"] for row in facts(found)["cancels"]] == ["2027-02-10", "2027-02-17"]  # type: ignore[attr-defined]


def test_dates_that_are_not_published_are_told_nobody() -> None:
    assert facts(review({"events/safe/circle.yaml": CIRCLE.replace("20:00", "19:00")})) == {}
    assert facts(review({"events/safe/circle.yaml": None})) == {
        "removes": [{"id": "safe/circle", "coming": 0}]
    }
