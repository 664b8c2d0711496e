"""Mistakes of meaning: what can be read, but may not be so, or is said twice, or in the wrong place."""

from __future__ import annotations

from tests.load.mistakes import Mistake


def _alone(rule: str, field: str, *lines: str) -> list[Mistake]:
    """Mistakes in an event that is held once."""
    return [Mistake(rule, {field: line, "repeat": ""}) for line in lines]


def _table(rule: str, field: str, *lines: str) -> list[Mistake]:
    return [Mistake(rule, {field: line}) for line in lines]


def _without(rule: str, left_out: str, field: str, *lines: str) -> list[Mistake]:
    """Mistakes where another field is left out."""
    return [Mistake(rule, {left_out: "", field: line}) for line in lines]


def _ends() -> list[Mistake]:
    return [
        *_table("unsure-end", "end", "end: 7:00", "end: 6:30", "end: '7:30'", "end: 7.45", "end: 7"),
        *_alone("unsure-end", "end", "end: 7:30", "end: 8"),
        *_table("ends-after-start", "end", "end: 8:30", "end: '9:15'", "end: 10.30"),
        *_alone("ends-after-start", "end", "end: 8:30", "end: 2027-02-10 8:30"),
        *_table("date-unreadable", "end", "end: 5"),
        Mistake("unsure-end", {"start": "start: 2027-02-10 7pm", "end": "end: 8:30"}),
        Mistake("unsure-end", {"end": "", "repeat": "repeat: every Wednesday 18:00-7:30, 10 times"}),
        Mistake(
            "unsure-end",
            {"end": "", "repeat": "repeat: {every: week, on: Wednesday, count: 10, from: 18:00, to: 7:30}"},
        ),
        Mistake(
            "unsure-end",
            {
                "end": "",
                "repeat": "repeat:\n  every: week\n  on: Wednesday\n  count: 10\n  from: 18:00\n  to: 7:30",
            },
        ),
        *_table(
            "unsure-end",
            "changes",
            "changes:\n  2027-02-17:\n    start: 23:00",
            "changes:\n  2027-02-17: {start: 23:30}",
            "changes:\n  2027-02-17:\n    start: 2027-02-18 22:45\n    note: The hall is taken.",
            "changes:\n  2027-02-17:\n    end: 7:30",
        ),
        *_table(
            "extra-date-overnight",
            "dates",
            "dates: 2027-02-28 23:00",
            "dates: [2027-02-28 12:00, 2027-03-01 23:30]",
            "dates:\n  - 2027-02-28 23:00\n  - 2027-03-01",
        ),
        *_table(
            "date-twice",
            "dates",
            "dates: [2027-02-28 12:00-14:00, 2027-02-28 12:00-16:00]",
            "dates:\n  - 2027-02-28 12:00-14:00\n  - 28 February 2027 12:00-15:00",
        ),
        *_table("date-ambiguous", "dates", "dates: 2027-02-28 8-9", "dates: [2027-02-28 12:00, 03/04/2027]"),
        *_table(
            "time-offset",
            "start",
            "start: 2027-02-10T18:00:00Z",
            "start: 2027-02-10T18:00:00+00:00",
            "start: 2027-02-10T18:00:00+01:00",
            "start: 2027-02-10 18:00 PST",
            "start: 2027-02-10 6pm CST",
            "start: '2027-02-10T23:30:00.000Z'",
        ),
        *_table("time-offset", "end", "end: 2027-02-11T00:30:00Z", "end: 19:30 GMT", "end: 19:30Z"),
        Mistake(
            "time-offset",
            {"start": "start: 2027-02-10T23:00:00Z", "end": "end: 2027-02-11T00:30:00Z", "repeat": ""},
        ),
        *_table(
            "year-left-out",
            "changes",
            "changes:\n  17 February: {status: cancelled, note: The ice broke.}",
            "changes:\n  Feb 17:\n    status: cancelled\n    note: The ice broke.",
        ),
        *_table("year-left-out", "skip", "skip: Feb 17", "skip: [17 February, 24 February]"),
        *_table("year-left-out", "rain_date", "rain_date: Feb 11", "rain_date: 11 to 12 February"),
        *_table("year-left-out", "dates", "dates: [28 February, 1 March]"),
        *_table("two-ends", "end", "duration: 45 minutes\nend: 19:30", "end: 7pm\nduration: PT2H"),
        *_table("no-end", "end", "", "end:", 'end: ""'),
        *_table("end-untold", "end", "end: TBA", "end: to be announced", "duration: unknown"),
        *_table(
            "no-such-date",
            "skip",
            "skip: 2027-02-18",
            "skip: [2027-02-17, 2027-02-18]",
            "skip: 1 January 2027",
        ),
        Mistake(
            "no-date-left",
            {
                "repeat": "repeat: every Wednesday, 2 times",
                "skip": "skip: [2027-02-10, 2027-02-17]",
            },
        ),
        Mistake(
            "no-date-left",
            {
                "repeat": "repeat: every Wednesday until 24 February 2027",
                "skip": "skip: 2027-02-01 to 2027-03-01",
            },
        ),
        *_table(
            "same-hour-twice",
            "changes",
            "changes:\n  2027-02-17: {start: 2027-02-18 18:00}\n  2027-02-24: {start: 2027-02-18 18:00}",
            "changes:\n  2027-02-17:\n    start: 2027-02-24 18:00",
        ),
        Mistake(
            "same-hour-twice",
            {
                "repeat": "repeat:\n  - {words: 'every Wednesday, 4 times', key: one}\n"
                "  - {words: 'every 2 weeks on Wednesday, 3 times', key: two}"
            },
        ),
    ]


def _claims() -> list[Mistake]:
    return [
        *_without("no-cost", "cost", "area"),
        *_table("no-cost", "cost", "", "cost:", 'cost: ""', "cost: TBA", "cost: 'null'"),
        *_without(
            "price-in-text",
            "cost",
            "description",
            "description: Tickets are $5 at the door.",
            "description: Adults $10, children $4.",
            "description: It costs between $5 and $10.",
            "description: |\n  Free admission.\n  Bring a kite.",
            "description: Suggested donation $3.",
            "description: Entrée libre.",
        ),
        *_without("price-in-text", "cost", "summary", "summary: Fly a kite for $5.", "summary: Kites, free!"),
        *_without("price-in-text", "cost", "title", "title: Kites ($5)"),
        *_table("price-in-text", "description", "description: Tickets are $5 at the door."),
        *_table("price-in-text", "summary", "summary: 'Build a kite: $12.50'"),
        Mistake("price-in-text", {"cost": "cost: $4", "description": "description: It is $5 for kites."}),
        Mistake("price-in-text", {"cost": "cost: $4", "description": "description: The workshop is free."}),
        *_without(
            "ages-in-text",
            "audience",
            "description",
            "description: For ages 6 to 11.",
            "description: Kites for children aged 8-12.",
            "description: Adults only, please.",
            "description: This is for 18+.",
            "description: Pour les enfants de 6 à 9 ans.",
        ),
        *_without("ages-in-text", "audience", "summary", "summary: 'Kites, ages 5+'"),
        *_without("ages-in-text", "audience", "title", "title: Kites (ages 3-5)"),
        *_without(
            "hours-in-text",
            "end",
            "description",
            "description: We fly from 6 to 8 pm.",
            "description: From 18:00 to 21:00 in the hall.",
            "description: Doors open at 5:30 pm.",
            "description: De 18 h à 20 h.",
            "description: 6-8pm, come as you are.",
        ),
        *_without("hours-in-text", "end", "summary", "summary: Kites from 6 pm to 8 pm."),
        Mistake(
            "hours-in-text",
            {"end": "", "repeat": "", "description": "description: We fly from 6 to 8 pm. It costs $5."},
        ),
        Mistake(
            "price-in-text",
            {"cost": "", "end": "", "audience": "", "description": "description: Ages 6-9, $5, 6 to 8 pm."},
        ),
    ]


def _status() -> list[Mistake]:
    return [
        *_table(
            "status-as-field",
            "status",
            "cancelled: true",
            "canceled: yes",
            "cancelled: no",
            "postponed: true",
            "cancelled: The ice broke",
            "event_status: EventCancelled",
            "eventStatus: https://schema.org/EventPostponed",
            "annulé: oui",
            "status: cancelled\ncancelled: true",
            "Cancelled: yes\nstatus_note: The ice broke.",
        ),
        *_table(
            "status-as-field",
            "changes",
            "changes:\n  2027-02-17: {cancelled: true}",
            "changes:\n  2027-02-17:\n    cancelled: yes",
            "changes:\n  2027-02-17:\n    canceled: the hall is closed",
        ),
        *_table(
            "status-unclear",
            "status",
            "cancelled: 2027-02-17",
            "cancelled: [2027-02-17, 2027-02-24]",
            "postponed: 2027-02-17",
            "status: full\ncancelled: true",
            "status: cancelled\npostponed: yes",
        ),
        *_alone("rescheduled-without-was", "status", "status: rescheduled"),
        Mistake(
            "postponed-day-passed",
            {"start": "start: 2027-01-06 18:00", "repeat": "", "status": "status: postponed"},
        ),
        Mistake(
            "postponed-day-passed",
            {
                "start": "start: 2027-01-06 18:00",
                "repeat": "",
                "status": "status: postponed\nstatus_note: Too much wind.",
            },
        ),
        Mistake(
            "postponed-day-passed",
            {"start": "start: 2027-01-06 18:00", "repeat": "", "status": "postponed: yes"},
        ),
        *_alone("postponed-with-new-start", "status", "status: postponed\nwas: 2027-02-03 18:00"),
        *_table(
            "postponed-with-new-start",
            "changes",
            "changes:\n  2027-02-17: {status: postponed, start: 2027-02-18 18:00, note: Too much wind.}",
            "changes:\n  2027-02-17:\n    status: postponed\n    start: 19:00\n    note: Too much wind.",
        ),
        Mistake(
            "undated-with-day",
            {
                "publish_dates": "publish_dates: no",
                "venue": "location: confidential",
                "description": "description: We meet on Wednesday at 6 pm.",
            },
        ),
        Mistake(
            "undated-with-day",
            {
                "publish_dates": "publish_dates: no",
                "venue": "location: confidential",
                "summary": "summary: Kites on 10 February.",
            },
        ),
    ]


def _places() -> list[Mistake]:
    return [
        *_table(
            "link-as-place",
            "venue",
            "address: https://meet.elm.example/1",
            "address: Zoom https://zoom.us/j/123",
            "area: meet.google.com/abc-defg-hij",
            "address: 'Online via Teams: https://teams.microsoft.com/l/1'",
            "room: https://zoom.us/j/123\nvenue: elm-hall",
        ),
        *_table(
            "place-on-request",
            "venue",
            "location: on request\nvenue: elm-hall",
            "location: on request\nroom: attic",
            "location: on request\naddress: 3 Oak Road",
            "venue: elm-hall\nroom: attic\nlocation: on request",
            "location: on request\nonline: https://meet.elm.example/1",
        ),
        *_table(
            "place-untold",
            "venue",
            "venue: TBA",
            "venue: to be announced",
            "address: tbd",
            "venue: à confirmer",
            "venue: Rink\nroom: TBA",
        ),
        *_table("ended-venue", "venue", "venue: barn", "venue: Old Barn"),
        Mistake("ended-venue", {"changes": "changes:\n  2027-04-14: {venue: barn}"}),
        Mistake(
            "same-hour",
            {
                "start": "start: 2027-02-08 10:00",
                "end": "end: 11:00",
                "repeat": "",
                "venue": "venue: elm-hall",
            },
        ),
    ]


def _texts() -> list[Mistake]:
    return [
        *_table(
            "note-to-oneself",
            "description",
            "description: TODO ask Rose about the string.",
            "description: Bring [insert link] please.",
            "description: Doors open at ??? or so.",
            "description: Lorem ipsum dolor sit amet.",
            "description: |\n  We fly.\n  (check with Rose)",
        ),
        *_table("note-to-oneself", "summary", "summary: TODO write this."),
        *_table(
            "comment-in-text",
            "description",
            "description: Kites <!-- Rose brings them --> fly.",
            "description: Kites %% Rose brings them %% fly.",
            "description: |\n  Kites fly.\n  [//]: # (Rose brings them)",
            "description: Kites <!-- fly.",
        ),
        *_table(
            "program-leftover",
            "description",
            "description: See [[Kites]] for more.",
            'description: "![[kite.png]]"',
            "description: Kites ~~on Monday~~ fly.",
            "description: |\n  - [ ] a kite\n  - [x] string",
            "description: Kites \uf0b7 fly.",
        ),
        *_table(
            "long-summary",
            "summary",
            f"summary: Build a kite. {'Then fly it and fly it again ' * 8}.",
            f"summary: {'Build a kite and fly it over the hill ' * 6}",
        ),
        *_table(
            "not-used-yet",
            "funder",
            "funder: The Kite Fund",
            "contributed: {by: Lions Club, what: money, amount: $200}",
        ),
    ]


UNCLEAR: tuple[Mistake, ...] = (*_ends(), *_claims(), *_status(), *_places(), *_texts())
