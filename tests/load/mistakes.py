"""A catalogue of mistakes in events, each as the lines somebody would type in place of right ones.

`Mistake.lines` are by the field of `GOOD` that they take the place of; other names are further lines. Two
mistakes go into one file where they take the place of different fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bulletin.check import CheckDay, check_board
from bulletin.formats.yaml import STAFF, SUBMISSION
from bulletin.load import load_board
from bulletin.load.events import load_event
from bulletin.load.events.context import EventContext, EventPartner
from bulletin.load.fields.names import Names
from bulletin.load.fields.record_source import open_record
from bulletin.load.sources import Sources
from bulletin.messages.hints import merge_hints
from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.problems import Problem, sorted_problems

TODAY = date(2027, 1, 15)
PATH = "events/elm/kites.yaml"

BOARD: Mapping[str, str] = {
    "board.yaml": (
        "title: Elm Board\nurl: https://board.elm.example/\nuid_domain: elm.example\n"
        "timezone: America/Toronto\nlanguages: [en, fr]\ncurrency: CAD\n"
    ),
    "partners/elm.yaml": "name: Elm Society\ncontact: {phone: 555-0111}\n",
    "partners/birch.yaml": "name: Birch Choir\ncontact: {phone: 555-0113}\n",
    "partners/kites.yaml": "name: Kite Friends\ncontact: {phone: 555-0112}\naccept: [elm]\n",
    "venues/elm-hall.yaml": (
        "name: Elm Hall\naddress: 4 Elm Road, Oak Valley\nclosed: [2027-04-07]\n"
        "rooms: {cellar: {name: Cellar}, attic: {name: Attic}}\n"
    ),
    "venues/mill.yaml": "name: Mill\naddress: 9 Canal Road\n",
    "venues/barn.yaml": "name: Old Barn\naddress: 2 Canal Road\nended: {date: 2027-02-28}\n",
    "calendars/holidays.yaml": "name: Holidays\ndates: [2027-02-15]\n",
    "events/birch/show.yaml": (
        "title: Kite show\nstart: 2027-02-05 18:00\nend: 20:00\nvenue: elm-hall\nroom: attic\n"
        "categories: arts\ncost: free\n"
    ),
    "events/elm/tea.yaml": (
        "title: Tea for everybody\nstart: 2027-02-08 10:00\nend: 11:00\nvenue: elm-hall\n"
        "categories: food\ncost: free\n"
    ),
}

GOOD: Mapping[str, str] = {
    "title": "title: Kites for beginners",
    "summary": "summary: Build a kite and fly it.",
    "start": "start: 2027-02-10 18:00",
    "end": "end: 19:30",
    "repeat": "repeat: every Wednesday, 10 times",
    "venue": "venue: elm-hall",
    "categories": "categories: making",
    "cost": "cost: free",
    "audience": "audience: general",
    "languages": "languages: English",
    "registration": "registration: {kind: recommended, phone: 555-0111}",
    "contact": "contact: {phone: 555-0111}",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """The rule that answers it first, and the lines; "" leaves a field out."""

    rule: str
    lines: Mapping[str, str]

    def goes_with(self, other: Mistake) -> bool:
        """Whether both fit into one file without the one changing the other."""
        return not _touched(self) & _touched(other)


_TOGETHER = (
    frozenset(
        {"start", "end", "repeat", "skip", "changes", "dates", "status", "publish_from", "publish_until"}
    ),
    frozenset({"venue", "room", "address", "location", "online", "access_note", "area"}),
    frozenset({"contact", "phone", "email", "url", "links"}),
    frozenset({"title", "status", "summary"}),
)
"""Fields that are read together: a mistake in one may be seen in the answer about another."""


def _touched(mistake: Mistake) -> frozenset[str]:
    names = frozenset(mistake.lines)
    return names.union(*(group for group in _TOGETHER if group & names))


def text_of(*mistakes: Mistake) -> str:
    """An event that is right but for these mistakes."""
    lines = dict(GOOD)
    for mistake in mistakes:
        lines.update(mistake.lines)
    return "".join(f"{line}\n" for line in lines.values() if line)


@cache
def _board() -> tuple[Board, EventContext]:
    """The board without the event, read once."""
    loaded = load_board(Sources({path: text.encode() for path, text in BOARD.items()}))
    assert loaded.board is not None
    board = loaded.board
    partners = {
        name: EventPartner(each, None, open_record(each.ref.path, b"", STAFF))
        for name, each in board.partners.items()
    }
    names = Names.of(board.venues, board.vocabularies, board.partners)
    context = EventContext(
        board.info, board.vocabularies, board.venues, board.calendars, {}, partners, names=names
    )
    return board, context


def problems_in(text: str) -> list[Problem]:
    """Everything that is said of an event."""
    board, context = _board()
    source = open_record(PATH, text.encode(), SUBMISSION)
    source.languages, source.country = ("en", "fr"), "CA"
    event = load_event(source, "elm", "kites", context)
    events = {**board.events, event.id: event} if isinstance(event, Event) else board.events
    found = [*source.problems, *check_board(replace(board, events=events), CheckDay(TODAY))]
    return [problem for problem in sorted_problems(merge_hints(found)) if problem.ref.path == PATH]


def _table(rule: str, field: str, *lines: str) -> list[Mistake]:
    return [Mistake(rule, {field: line}) for line in lines]


def _times() -> list[Mistake]:
    return [
        *_table(
            "date-unreadable",
            "start",
            "start: sometime in March",
            "start: 2027-02-10 18:00-20:00",
            "start: 10th of Febuary",
            "start: 2027-02-10 at six",
        ),
        *_table(
            "date-ambiguous", "start", "start: 03/10/2027", "start: 10/2/2027 6pm", "start: 2027-02-10 7"
        ),
        *_table("date-impossible", "start", "start: 2027-02-30 18:00", "start: 2027-02-10 25:00"),
        Mistake("unsure-start", {"start": "start: 2027-02-10 2:00", "end": "end: 3:30"}),
        *_table("time-without-date", "start", "start: 19:00", "start: 7pm"),
        *_table("wrong-shape", "start", "start: {dateTime: 2027-02-10T18:00:00, timeZone: America/Toronto}"),
        *_table("wrong-shape", "start", "start:\n  - 2027-02-10 18:00\n  - 2027-02-11 18:00"),
        *_table(
            "missing-field",
            "start",
            "",
            "start:",
            "date: 2027-02-10 18:00",
            "Date: 10/2/2027\nTime: 6pm",
            "when: February 10, 2027\ntime: 6pm - 7pm",
            "dtstart: 2027-02-10T18:00:00",
            "startDate: 2027-02-10 18:00",
            "date: 10 February 2027\nstart_time: 18:00",
        ),
        *_table("start-not-on-repeat", "start", "start: 2027-02-11 18:00", "start: 2027-02-13 18:00"),
        Mistake("time-in-gap", {"start": "start: 2027-03-14 02:30", "end": "end: 04:00", "repeat": ""}),
        Mistake("time-ambiguous", {"start": "start: 2027-11-07 01:30", "end": "end: 04:00", "repeat": ""}),
        Mistake("ends-after-start", {"end": "end: 2027-02-09 19:00", "repeat": ""}),
        Mistake("mixed-all-day", {"start": "start: 2027-02-10", "repeat": ""}),
        Mistake(
            "room-taken",
            {"start": "start: 2027-02-05 18:00", "repeat": "", "venue": "venue: elm-hall\nroom: attic"},
        ),
        Mistake("date-impossible", {"start": "start: 2027-02-29", "end": "", "repeat": ""}),
        *_table("date-unreadable", "end", "end: late", "end: 19h3o"),
        *_table("ends-after-start", "end", "end: 2027-02-09 19:00", "end: 18:00"),
        *_table("mixed-all-day", "end", "end: 2027-02-10"),
        Mistake("no-end", {"end": "", "repeat": ""}),
        *_table("two-ends", "end", "end: 19:00\nduration: 2 h"),
        *_table("duration-unreadable", "end", "duration: a while"),
        *_table("unknown-field", "end", "ends: 19:00", "dtend: 2027-02-10 19:00", "end_time: 19:00"),
        *_table(
            "repeat-unreadable",
            "repeat",
            "repeat: whenever we like",
            "repeat: every full moon",
            "repeat: none",
        ),
        *_table("repeat-ambiguous", "repeat", "repeat: every second Wednesday"),
        *_table("repeat-out-of-bounds", "repeat", "repeat: every Wednesday, 1000 times"),
        *_table("endless-repeat", "repeat", "repeat: every Wednesday"),
        *_table("never-happens", "repeat", "repeat: every Wednesday until 3 February 2027"),
        *_table(
            "unknown-field", "repeat", "rrule: FREQ=WEEKLY;COUNT=4", "recurrence: every Wednesday, 3 times"
        ),
        *_table("missing-key", "repeat", "repeat:\n  - every Wednesday, 3 times\n  - every Friday, 3 times"),
        *_table("unknown-calendar", "skip", "skip: holidaze", "skip: [2027-02-17, soon]"),
        *_table("date-unreadable", "skip", "skip: in March"),
        *_table("long-skip", "skip", "skip: 2027-03-01 to 2030-03-01"),
        *_table("unread-exception", "skip", "exceptions: 2027-02-17", "exdate: [2027-02-17]"),
        *_table("no-such-date", "changes", "changes:\n  2027-02-18: cancelled"),
        *_table("skipped-and-changed", "changes", "skip: 2027-02-17\nchanges:\n  2027-02-17: cancelled"),
        *_table(
            "twice-changed", "changes", "changes:\n  2027-02-17: cancelled\n  17 February 2027: cancelled"
        ),
        *_table("change-without-note", "changes", "changes:\n  2027-02-17: {status: cancelled}"),
        *_table("unknown-room", "changes", "changes:\n  2027-02-17: {room: Celar}"),
        *_table("unknown-room", "changes", "changes:\n  2027-02-17:\n    room: Kitchen"),
        *_table("unknown-venue", "changes", "changes:\n  2027-02-17:\n    venue: Town Hall, 3 Oak Road"),
        *_table(
            "unknown-field", "changes", "changes:\n  2027-02-17:\n    reason: too cold\n    status: cancelled"
        ),
        *_table("wrong-value", "changes", "changes:\n  2027-02-17: moved"),
        *_table(
            "date-unreadable", "dates", "dates: 2027-04-24 to 2027-04-26", "dates: [2027-04-24, one day]"
        ),
        *_table("time-without-date", "dates", "dates: 19:00"),
        *_table("rain-date-first", "rain_date", "rain_date: 2027-01-20"),
        *_table("publish-window", "publish_from", "publish_from: 2027-03-01\npublish_until: 2027-02-20"),
        *_table("date-unreadable", "publish_until", "publish_until: 2027-05-01 18:00"),
        *_table("wrong-date", "posted", "posted: yesterday"),
        *_table("review-due", "review_by", "review_by: 2027-01-01"),
        *_table("beyond-horizon", "start", "start: 2029-02-14 18:00"),
    ]


def _places() -> list[Mistake]:
    return [
        *_table(
            "unknown-venue",
            "venue",
            "venue: elm hal",
            "venue: Town Hall, 3 Oak Road",
            "venue: Rink",
            "venue: https://meet.elm.example/1",
            "venue: Rink\nroom: Bench 3",
            "venue: Town Hall\naddress: 3 Oak Road",
            "venue: Online",
        ),
        *_table("place-untold", "venue", "venue: TBA"),
        *_table("read-as", "venue", "venue: Attic", "venue: Elm Hall, Cellar"),
        *_table("unknown-room", "venue", "venue: elm-hall\nroom: Celar", "venue: mill\nroom: Shed 4"),
        *_table("unknown-room", "venue", "room: attic", "room: Shed", "address: 3 Oak Road\nroom: 5"),
        *_table("no-place", "venue", "", "venue:", "where: Elm Hall", "Place: Rink, 3 Oak Road"),
        *_table("no-place", "venue", "venu: elm-hall", "zoom: https://meet.elm.example/1"),
        *_table("two-places", "venue", "venue: elm-hall\naddress: 7 Far Street"),
        *_table(
            "wrong-value",
            "venue",
            "location: Town Hall, 3 Oak Road",
            "location: elm hall",
            "location: confidental",
            "location: https://meet.elm.example/1",
            "venue: mill\nlocation: Big room",
        ),
        *_table(
            "wrong-shape",
            "venue",
            "venue: [elm-hall, mill]",
            "venue: {name: Rink, address: {streetAddress: 3 Oak St, addressLocality: Oak}}",
            "venue:\n  name: Elm Hall\n  city: Oak",
            "location: {name: Rink, address: 3 Oak St}",
        ),
        *_table("confidential-place", "venue", "location: confidential\naddress: 3 Oak Road"),
        *_table(
            "unknown-field",
            "venue",
            "venue: elm-hall\nroom_name: Attic",
            "address: {street: 3 Oak Road, city: Oak}",
        ),
        *_table("wrong-address", "venue", "online: meet.elm.example/1", "online: Zoom", "online: ask us"),
        *_table("confidential-address", "venue", "location: confidential\ndescription: At 12 Oak Street."),
        *_table("public-all-the-same", "venue", "location: confidential\npublish_dates: no"),
    ]


def _words() -> list[Mistake]:
    return [
        *_table(
            "unknown-word",
            "categories",
            "categories: zeppelins",
            "categories: [making, zeppelins]",
            "categories:\n  - makin\n  - zeppelins",
            "categories: science; zeppelins",
        ),
        *_table("wrong-length", "categories", "categories: [making, arts, food, health]"),
        *_table("no-category", "categories", "", "categories: '[]'"),
        *_table("unknown-field", "categories", "tags: [making, zeppelins]", "tags: zeppelins", "type: arts"),
        *_table("unknown-word", "audience", "audience: dragons", "audience: grown-up people"),
        *_table("wrong-shape", "audience", "audience: [0-5, 6-11]"),
        *_table("unknown-field", "audience", "who: kids", "age_group: dragons", "public: tout public"),
        *_table("unknown-word", "needs", "needs: cake", "needs: [eat, cake]"),
        *_table("wrong-length", "needs", "needs: [eat, sleep, work]"),
        *_table("unknown-word", "welcome", "welcome: dragons", "welcome: [newcomers, elfs]"),
        *_table("wrong-language", "languages", "languages: Spansh", "languages: [English, Xyzzyish]"),
        *_table("unknown-field", "languages", "language: English", "langue: français, anglais"),
        *_table("wrong-language", "interpretation", "interpretation: Tigrinia"),
        *_table("wrong-language", "text_language", "text_language: Frensh"),
        *_table(
            "wrong-value",
            "registration",
            "registration: perhaps",
            "registration: Call 555-0111",
            "registration: yes",
        ),
        *_table(
            "wrong-number",
            "registration",
            "registration:\n  kind: required\n  phone: 555-0111\n  capacity: many",
        ),
        *_table(
            "wrong-number",
            "registration",
            "registration: {kind: required, phone: 555-0111, capacity: 12 seats}",
        ),
        *_table("wrong-number", "registration", "registration:\n  phone: 555-0111\n  capacity: 0"),
        *_table(
            "unknown-field",
            "registration",
            "rsvp: https://elm.example/go",
            "sign_up: required",
            "tickets: maybe",
        ),
        *_table("unknown-field", "registration", "registration: {phone: 555-0111, seats: 12}"),
        *_table("short-phone", "contact", "contact: {phone: 555 012}", "contact: {text: 555-01}"),
        *_table("date-unreadable", "registration", "registration:\n  phone: 555-0111\n  closes: soon"),
        Mistake(
            "sign-up-window",
            {"registration": "registration: {phone: 555-0111, closes: 2027-12-01}", "repeat": ""},
        ),
        *_table("price-below-nothing", "cost", "cost: -2", "cost: -$5", "cost: $-5", "cost: {amount: −5}"),
        *_table(
            "price-below-nothing", "cost", "cost: [-5, free]", "cost:\n  - amount: -5\n    label: adults"
        ),
        *_table("missing-field", "cost", "cost: {adults: $5, children: free}", "cost:\n  adults: $5"),
        *_table(
            "unknown-field", "cost", "price: $5", "fee: 5", "isAccessibleForFree: true", "offers: {price: 5}"
        ),
        *_table("wrong-value", "status", "status: perhaps", "status: on ice"),
        *_table("wrong-shape", "status", "status: {name: full}"),
        *_table("rescheduled-without-was", "status", "status: rescheduled"),
        *_table("cancelled-without-note", "status", "status: cancelled"),
        *_table("moved-online-without-address", "status", "status: moved-online"),
        *_table("wrong-value", "format", "format: party"),
        *_table("wrong-value", "library_role", "library_role: friend", "library_role: no"),
        *_table("unknown-fact", "access", "access: {wheelchairs: yes}", "access:\n  helicopter: yes"),
        *_table("wrong-fact", "access", "access:\n  step_free: a bit", "access: {step_free: a bit}"),
        *_table("wrong-shape", "access", "access: wheelchair"),
        *_table(
            "unknown-field", "access", "wheelchair: yes", "accessibility: Ring the bell at the side door"
        ),
    ]


def _texts() -> list[Mistake]:
    return [
        *_table(
            "title-with-date",
            "title",
            "title: Kites on 9 February",
            "title: KITES AND DRAGONS ON 9 FEBRUARY!!",
        ),
        *_table("title-with-status", "title", "title: CANCELLED Kites", 'title: "[POSTPONED] Kites for all"'),
        *_table(
            "shouting-title", "title", "title: COME TO THE KITES", "title: Kites!!!", "Title: Kites: FREE!!"
        ),
        *_table("title-length", "title", "title: Ki"),
        *_table("title-without-words", "title", 'title: "🎉🎉"'),
        *_table("missing-field", "title", "", "title:", "name: Kites for all", "event: Kites"),
        *_table(
            "wrong-shape",
            "title",
            "title:\n  - Kites\n  - Dragons",
        ),
        *_table("unquoted-colon", "title", "title: Kites: for all"),
        *_table("unquoted-hash", "title", "title: Room #2 kites"),
        *_table("unquoted-mark", "title", "title: *Free* kites", "title: [Club] kites", "title: @elm kites"),
        *_table("odd-backslash", "title", 'title: "C:\\quest"'),
        *_table("broken-quote", "title", 'title: "Big" kites'),
        *_table("open-quote", "title", 'title: "Kites'),
        *_table("curly-quote", "title", "title: “Kites”"),
        *_table("stray-comma", "title", 'title: "Kites",'),
        *_table("missing-space", "title", "title:Kites"),
        *_table("direction-mark", "title", "title: \u2066Kites\u2069"),
        *_table("duplicate-field", "title", "title: Kites\ntitle: Dragons"),
        *_table("unknown-field", "text_language", "Text-Language: fr", "text language: fr"),
        *_table("long-summary", "summary", f"summary: {'Build a kite and fly it. ' * 8}"),
        *_table("wrong-shape", "summary", "summary:\n  - Build a kite.\n  - Fly it."),
        *_table("unknown-field", "summary", "blurb: Build a kite.", "excerpt: Build a kite."),
        *_table(
            "unknown-field", "description", "details: Build a kite.", "body: |\n  Build a kite.\n  Fly it."
        ),
        *_table("private-phone", "description", "description: Call Rose at 613-555-0199."),
        *_table("private-email", "description", "description: Write to rose@rose.example."),
        *_table("dead-link", "description", "description: See [this](/pages/nothing/)."),
        *_table("link-not-safe", "description", 'description: "[x](javascript:alert)"'),
        *_table("link-without-scheme", "description", 'description: "[x](elm.example)"'),
        *_table("html-in-text", "description", "description: <b>Bold</b> kites"),
        *_table("long-description", "description", f"description: {'Kites fly. ' * 400}"),
        *_table("tab", "bring", "bring:\n\t- string"),
        *_table("odd-space", "bring", "bring:\n\u00a0\u00a0- string"),
        *_table("wrong-shape", "bring", "bring:\n  - a friend: or two"),
        *_table("open-bracket", "bring", "bring: [string, glue"),
        *_table("list-beside-value", "bring", "bring: string\n  - glue"),
        *_table("no-such-yaml", "bring", "bring: *everything"),
        *_table("not-a-field", "bring", "ages: 6 to 9\nDear library, please publish this."),
        *_table("list-beside-value", "bring", "bring:\n  - string\n   - glue"),
        *_table("bad-indent", "bring", "ages: 6 to 9\n  bring: glue"),
        *_table("too-deep", "bring", "bring:\n- - - - - - - x"),
        *_table("two-documents", "bring", "bring: x\n---\nmore: y"),
    ]


def _rest() -> list[Mistake]:
    return [
        Mistake(
            "months-without-date",
            {"start": "start: 2027-01-31 18:00", "repeat": "repeat: on the 31st of every month, 5 times"},
        ),
        Mistake(
            "repeat-in-gap",
            {
                "start": "start: 2027-02-14 02:30",
                "end": "end: 04:00",
                "repeat": "repeat: every Sunday, 10 times",
            },
        ),
        *_table(
            "same-key",
            "repeat",
            "repeat:\n  - every Wednesday, 3 times\n  - {words: 'every Friday, 3 times', key: more}\n"
            "  - {words: 'every Monday, 3 times', key: more}",
        ),
        *_table(
            "which-time",
            "changes",
            "dates: 2027-02-17 09:00\nchanges:\n  2027-02-17: cancelled",
        ),
        *_table("picture-in-text", "description", 'description: "![A kite](kite.png)"'),
        *_table("text-too-tangled", "description", f"description: {'a[' * 250}"),
        *_table("odd-character", "area", "area: North\u0007"),
        *_table("open-bracket", "bring", "bring: {a: b: c"),
        *_table("host-not-accepted", "hosts", "hosts: birch"),
        Mistake(
            "near-duplicate", {"title": "title: Kite show", "start": "start: 2027-02-05 18:00", "repeat": ""}
        ),
    ]


def _people() -> list[Mistake]:
    return [
        *_table(
            "wrong-shape",
            "contact",
            "contact: 555-0111",
            "contact: Sam Novak",
            "contact: [555-0111, a@elm.example]",
        ),
        *_table(
            "wrong-address",
            "contact",
            "contact: {email: hello at elm.example}",
            "contact:\n  email: Sam <sam@elm.example>",
            "contact: {url: elm.example/kites}",
            "contact:\n  url: see our page",
            "contact: {email: mailto:sam@elm.example}",
        ),
        *_table(
            "unknown-field",
            "contact",
            "phone: 555-0111",
            "email: kites@elm.example\nwebsite: https://elm.example/",
            "url: https://elm.example/\nlinks:\n  - https://elm.example/kites",
            "contact: {phone: 555-0111}\nurl: https://elm.example/",
            "contact: {tel: 555-0111}",
        ),
        *_table(
            "unknown-field",
            "hosts",
            "organizer: Sam Novak",
            "host: Kite Friends",
            "presented_by: Elm Society",
        ),
        *_table("unknown-field", "hosts", "organizer: {name: Sam, email: sam@elm.example}"),
        *_table("unknown-host", "hosts", "hosts: Sam Novak", "hosts: kitess", "hosts: [kites, nobody]"),
        *_table("host-is-leader", "hosts", "hosts: [elm, kites]", "hosts: elm"),
        *_table("unknown-field", "private_phone", "private_phone: 555-0199", "attendees: Sam, Kim"),
        *_table("unknown-field", "qwertz", "qwertz: x", "created_at: 2027-01-01T00:00:00Z", "uid: 123@x"),
        *_table("wrong-form", "id", "id: 12345", "id: https://elm.example/e/1"),
        *_table("foreign-id", "id", "id: kites/dragons"),
        *_table("wrong-form", "part_of", "part_of: winter fair"),
        *_table("unknown-programme", "part_of", "part_of: elm/winter-fair"),
        *_table("wrong-old-address", "was_at", "was_at: our old page"),
        *_table("picture-link", "image", "image: https://elm.example/k.png", "image: true"),
        *_table(
            "missing-picture",
            "image",
            "image: kite.png\nimage_alt: A kite",
        ),
        *_table("image-without-alt", "image", "image: kite.png"),
        *_table("missing-picture", "flyer", "flyer: kite.pdf", "flyer: kite.docx"),
        *_table("picture-link", "flyer", "flyer: https://elm.example/k.pdf"),
        *_table(
            "unknown-field",
            "image",
            "image_url: https://elm.example/k.png",
            "photo: https://elm.example/k.png",
        ),
        *_table(
            "wrong-value", "timezone", "timezone: Eastern", "timezone: America/Torronto", "timezone: EST5"
        ),
        *_table("unknown-field", "timezone", "tz: America/Toronto", "time_zone: Eastern"),
        *_table("missing-field", "contributed", "contributed: {by: Lions}"),
        *_table("wrong-shape", "contributed", "contributed: Lions Club"),
        *_table("missing-field", "verified", "verified: {how: phone}"),
        *_table("wrong-shape", "verified", "verified: yesterday"),
        *_table("wrong-value", "publish_dates", "publish_dates: maybe"),
        *_table("no-place", "publish_dates", "publish_dates: no"),
        *_table("unknown-field", "status", "state: published"),
    ]


MISTAKES: tuple[Mistake, ...] = (*_times(), *_places(), *_words(), *_texts(), *_people(), *_rest())
