"""Events as other programs write them, the names of the fields being ours: read, or answered with a line.

Nine programs, each with the ways in which it writes a place, a price, words and people; every record takes
one of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from random import Random

import pytest

from bulletin.problems import Severity
from tests.formats.pasting import paste_all
from tests.load.mistakes import problems_in

RECORDS = 25
"""So many of each program."""
ENOUGH = 0.95
MOST_ROUNDS = 4

Fields = Mapping[str, tuple[str, ...]]

STRUCTURED_DATA: Fields = {
    "title": ("title: Kite flying", "title: Kites &amp; dragons", 'title: "Kites: a start"'),
    "when": (
        "start: 2027-02-10T18:00\nend: 2027-02-10T20:00",
        "start: 2027-02-10\nend: 2027-02-10",
        "start: 2027-02-10T18:00:00-05:00\nend: 2027-02-10T20:00:00-05:00",
        "start: 2027-02-10T18:00:00-05:00\nduration: PT2H",
        "start: 2027-02-10T23:00:00Z\nend: 2027-02-11T01:00:00Z",
        "start: 2027-02-10T18:00-0500\nduration: PT1H30M",
        "start: 2027-07-14T18:00:00-04:00\nend: 2027-07-14T20:00:00-04:00\nduration: PT2H",
        "start: 2027-02-10T18:00:00+00:00\nend: 2027-02-10T20:00:00+00:00",
    ),
    "place": (
        'venue:\n  "@type": Place\n  name: Elm Hall\n  address: 4 Elm Road',
        'location:\n  "@type": Place\n  name: Town Hall\n  address:\n    "@type": PostalAddress\n'
        "    streetAddress: 3 Oak Road\n    addressLocality: Oak Valley\n    postalCode: K1A 0B1",
        'location:\n  "@type": VirtualLocation\n  url: https://meet.elm.example/1',
        "address:\n  streetAddress: 3 Oak Road\n  addressLocality: Oak Valley\nvenue: Rink",
        "venue: Elm Hall",
    ),
    "cost": (
        'cost:\n  "@type": Offer\n  price: "5.00"\n  priceCurrency: CAD',
        "cost: 0",
        "cost: 5.00 CAD",
        'cost:\n  - "@type": Offer\n    price: 5\n    priceCurrency: CAD\n    name: Adults\n'
        '  - "@type": Offer\n    price: 0\n    priceCurrency: CAD\n    name: Children',
        'cost:\n  "@type": AggregateOffer\n  lowPrice: "5.00"\n  highPrice: "10.00"\n  priceCurrency: CAD',
    ),
    "status": ("status: https://schema.org/EventScheduled", "status: EventCancelled", ""),
    "image": ("image: https://elm.example/kite.jpg", "image:\n  - https://elm.example/a.jpg", ""),
    "people": ('hosts:\n  "@type": Organization\n  name: Elm Society', "hosts: Sam Novak", ""),
    "words": ("languages: en-CA", "audience: Adults", "audience:\n  audienceType: Families", ""),
}

CALENDAR: Fields = {
    "title": ("title: Kite flying", "title: '[Library] Kites'", "title: Kites @ the mill"),
    "when": (
        "start:\n  dateTime: 2027-02-10T18:00\n  timeZone: America/Toronto\n"
        "end:\n  dateTime: 2027-02-10T20:00",
        "start:\n  date: 2027-02-10\nend:\n  date: 2027-02-11",
        "start: 2027-02-10 18:00\nend: 2027-02-10 20:00\nrepeat: RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=WE",
        "start: 20270210T180000\nend: 20270210T200000",
        "start: 20270210T230000Z\nend: 20270211T010000Z",
        "start: 20270210T180000\nduration: PT90M",
        "start:\n  dateTime: '2027-02-10T18:00:00-05:00'\n  timeZone: America/Toronto\n"
        "end:\n  dateTime: '2027-02-10T20:00:00-05:00'\n  timeZone: America/Toronto",
        "start: TZID=America/Toronto:20270210T180000\nend: TZID=America/Toronto:20270210T200000",
        "start: 20270210\nduration: P1D",
    ),
    "place": (
        "location: Elm Hall, 4 Elm Road, Oak Valley",
        "location: Town Hall, 3 Oak Road, Oak Valley, ON K1A 0B1, Canada",
        "location: https://meet.elm.example/abc-defg-hij",
        "location: Elm Hall - Attic",
        "location: Room 5",
        "venue: Microsoft Teams Meeting",
    ),
    "status": ("status: confirmed", "status: tentative", "status: cancelled"),
    "id": ("id: 7kukuqrfedlm2f9t0abc", "id: 7kukuqrfedlm2f9t@google.example", ""),
    "time zone": ("timezone: America/Toronto", "timezone: Eastern Time (US & Canada)", "timezone: EST"),
    "people": ("contact:\n  email: sam@elm.example\n  displayName: Sam", "contact: sam@elm.example", ""),
    "link": ("online:", "online: https://meet.elm.example/1", ""),
}

CAMPUS: Fields = {
    "title": ("title: Kite flying", "title: KITE FLYING FOR EVERYBODY"),
    "when": (
        "start: 2027-02-10 18:00\nend: 2027-02-10 20:00",
        "start: 2027-02-10\nend: null",
        "start: 2027-02-10T18:00:00-05:00\nend: null",
        "start: 2027-02-10T18:00:00.000-05:00\nend: 2027-02-10T20:00:00.000-05:00",
        "start: 2027-02-10 18:00:00 -0500\nend: 2027-02-10 20:00:00 -0500",
        "start: Wed, 10 Feb 2027 18:00:00 -0500\nend: Wed, 10 Feb 2027 20:00:00 -0500",
        "start: 2027-02-10 18:00\nend: TBA",
    ),
    "place": (
        "venue: Elm Hall\nroom: Attic",
        "venue: Elm Hall\naddress: 4 Elm Road, Oak Valley",
        "venue: Student Centre\naddress: 10 Campus Way, Oak Valley, ON",
        "venue: Elm Hall\nroom: '204'",
        "venue: ''\naddress: ''\narea: Oak Valley",
        "venue: Student Centre\nroom: 204 B",
        "venue: Location TBA",
        "venue: Elm Hall\nroom: TBD",
    ),
    "words": (
        "categories: [Lecture, Arts and music]",
        "categories: Workshop\naudience: General Public",
        "categories: []\naudience: [Students, Faculty, General Public]",
        "welcome: [Alumni, seniors]\nneeds: []",
    ),
    "cost": ("cost: ''", "cost: Free", "cost: $5 - $10", "cost: 'null'", "cost: TBA", "cost: 5 CAD"),
    "sign-up": ("registration: false", "registration: https://elm.example/go", "registration: null", ""),
    "image": ("image: https://elm.example/kite.jpg", "image: ''", ""),
    "people": ("contact:\n  email: null\n  phone: 613-555-0111", "contact: Sam Novak", ""),
}

NEWS_SITE: Fields = {
    "title": ("title:\n  - Kite flying", "title: Kite flying"),
    "when": (
        "start: ['2027-02-10T18:00']\nend: ['2027-02-10T20:00']",
        "start: 2027-02-10T18:00\nduration: 2 hours",
        "start: ['2027-02-10T18:00:00+0000']\nend: ['2027-02-10T20:00:00+0000']",
        "start: ['2027-02-10T18:00:00-05:00']\nduration: ['120']",
        "start:\n  - value: 2027-02-10T18:00:00\n    end_value: 2027-02-10T20:00:00",
    ),
    "place": (
        "venue:\n  - Elm Hall",
        "venue: [Town Hall]",
        "address:\n  country_code: CA\n  address_line1: 3 Oak Road\n  locality: Oak Valley",
        "address: ['3 Oak Road, Oak Valley']",
        "location: [Elm Hall]",
    ),
    "words": (
        "categories: [12, 45]",
        "categories: ['Arts']",
        "categories: Exhibits, Music",
        "audience: [All ages]",
    ),
    "status": ("status: ['1']", "status: published", ""),
    "language": ("text_language: en", "text_language: [en]", "text_language: und"),
    "picture": ("image: public://kite.jpg", "image: /sites/default/files/kite.jpg", ""),
    "people": ("contact: ['613-555-0111']", "contact:\n  - email: kites@elm.example", ""),
}

BLOG: Fields = {
    "title": ("title: Kite flying", "title: Kite flying &#8211; a start"),
    "when": (
        "start: 2027-02-10 18:00:00\nend: 2027-02-10 20:00:00",
        "start: 'February 10, 2027 6:00 pm'\nend: 8:00 pm",
        "start: 2027-02-10 18:00:00\nend: 2027-02-10 18:00:00",
        "start: 2027-02-10 18:00:00 EST\nend: 2027-02-10 20:00:00 EST",
        "start: 2027-02-10 00:00:00\nend: 2027-02-10 23:59:59",
        "start: 'Wednesday, February 10 2027 @ 6:00 pm'\nend: 8:00 pm",
    ),
    "place": (
        "venue:\n  id: 12\n  venue: Elm Hall\n  address: 4 Elm Road\n  city: Oak Valley",
        "venue:\n  id: 13\n  venue: Rink\n  address: 3 Oak Road\n  city: Oak Valley\n  stateprovince: ON",
        "venue: []\nonline: https://meet.elm.example/1",
        "venue: Rink",
        "venue: Rink\naddress: 3 Oak Road",
    ),
    "cost": (
        "cost: $5.00 – $10.00",
        "cost: Free",
        "cost: CA$5.00",
        "cost:\n  currency_symbol: $\n  value: '5'",
        "cost: ''",
    ),
    "words": (
        "categories:\n  - name: Arts\n    slug: arts",
        "categories:\n  - name: Workshops\n    slug: workshops",
        "categories: [arts]",
    ),
    "status": ("status: publish", ""),
    "image": ("image:\n  url: https://elm.example/kite.jpg\n  width: 800", "image: false", ""),
    "people": ("hosts:\n  - organizer: Elm Society", "hosts: []", "hosts: ['Kite Friends', 'Somebody']"),
}

TICKETS: Fields = {
    "title": ("title:\n  - Kite flying", "title: 'Kite flying: a start'"),
    "when": (
        "start:\n  timezone: America/Toronto\n  local: 2027-02-10T18:00\nend:\n  local: 2027-02-10T20:00",
        "start: 2027-02-10T18:00\nend: 2027-02-10T20:00",
        "start:\n  timezone: America/Toronto\n  local: '2027-02-10T18:00:00'\n  utc: '2027-02-10T23:00:00Z'\n"
        "end:\n  timezone: America/Toronto\n  local: '2027-02-10T20:00:00'\n  utc: '2027-02-11T01:00:00Z'",
        "start:\n  utc: '2027-02-10T23:00:00Z'\nend:\n  utc: '2027-02-11T01:00:00Z'",
        "start: 2027-02-10T23:00:00.000Z\nend: 2027-02-11T01:00:00.000Z",
        "start: 2027-02-10T18:00:00-0500\nend: 2027-02-10T20:00:00-0500",
    ),
    "place": (
        "venue:\n  name: Elm Hall\n  address:\n    address_1: 4 Elm Road\n    city: Oak Valley",
        "venue:\n  name: Rink\n  address:\n    localized_address_display: 3 Oak Road, Oak Valley, ON K1A 0B1",
        "online: 'true'",
        "venue: To be announced",
        "venue: TBA\naddress: To be announced, Oak Valley",
        "venue: null\nonline: https://meet.elm.example/1",
    ),
    "cost": ("cost:\n  display: CA$5.00\n  value: '500'\n  currency: CAD", "cost: 'false'", "cost: Free"),
    "status": ("status: live", "status: postponed", "status: completed", "status: started", "status: draft"),
    "sign-up": (
        "registration:\n  url: https://tickets.example/e/1\n  capacity: '20'",
        "registration:\n  url: https://tickets.example/e/1\n  capacity: null",
        "registration: https://tickets.example/e/1",
        "registration:\n  kind: required\n  url: https://tickets.example/e/1\n  waitlist: false",
    ),
    "id": ("id: '123456789012'", ""),
    "image": ("image:\n  url: https://elm.example/kite.jpg", ""),
}

AGENDA: Fields = {
    "title": ("title: Cerfs-volants", "title: Cerfs-volants !"),
    "when": (
        "start: 2027-02-10 18:00\nend: 2027-02-10 20:00",
        "start: 10 février 2027 18h00\nend: 20h00",
        "start: 2027-02-10T18:00:00-05:00\nend: 2027-02-10T20:00:00-05:00",
        "start: 2027-02-10T18:00:00+01:00\nend: 2027-02-10T20:00:00+01:00",
        "start: mercredi 10 février 2027 à 18h\nduration: 2h",
        "start: 10 février 2027, 18h00 - 20h00",
        "start: 2027-02-10T17:00:00.000+0000\nend: à confirmer",
    ),
    "place": (
        "location:\n  name: Elm Hall\n  address: 4 Elm Road, Oak Valley\n  city: Oak Valley",
        "location:\n  name: Salle des fêtes\n  address: 3 rue du Chêne\n  city: Chêne",
        "location: Salle des fêtes, 3 rue du Chêne",
        "venue: Salle Attic",
    ),
    "words": (
        "categories: [musique, atelier]",
        "audience: tout public",
        "languages: français",
        "languages: [fr, anglais]",
    ),
    "sign-up": (
        "registration: obligatoire",
        "registration: 06 12 34 56 78",
        "registration:\n  - https://agenda.example/go",
        "registration: réservation conseillée",
        "registration:\n  - type: link\n    value: https://agenda.example/go",
    ),
    "cost": (
        "cost: Gratuit",
        "cost: 5 €",
        "cost: Entrée libre",
        "cost: 5,00 EUR",
        "cost: 5 à 10 $",
        "cost: prix libre",
        "cost:\n  fr: 5 €",
    ),
    "status": ("status: 1", "status: complet", "status: reporté", ""),
    "access": ("access: [hi, vi]", "access: accessible aux fauteuils roulants", "access:\n  mi: yes", ""),
}

ROOMS: Fields = {
    "title": ("title: Kite flying", "title: Kite flying (Grades 1-3)"),
    "when": (
        "start: 2027-02-10T18:00\nend: 2027-02-10T20:00",
        "start: Wednesday, February 10, 2027\nend:",
        "start: 2027-02-10T18:00:00-05:00\nend: 2027-02-10T20:00:00-05:00",
        "start: 2027-02-10 18:00:00\nend: 2027-02-10 20:00:00",
        "start: '2027-02-10T18:00:00.0000000'\nend: '2027-02-10T20:00:00.0000000'",
        "start: 2/10/2027 6:00:00 PM\nend: 2/10/2027 8:00:00 PM",
    ),
    "place": (
        "venue:\n  id: 5\n  name: Elm Hall\nroom: Attic",
        "venue:\n  id: 5\n  name: Elm Hall\nroom:\n  id: 9\n  name: Cellar",
        "location:\n  type: 1\n  id: 5\n  name: Elm Hall",
        "location: Attic",
        "location: Online",
        "venue: Elm Hall\nroom: Community Room A",
        "room: Attic",
    ),
    "words": (
        "audience:\n  - id: 3\n    name: Kids",
        "categories:\n  - id: 7\n    name: Storytime",
        "audience: [Adults, Seniors]",
        "categories: Story Time; Crafts",
    ),
    "sign-up": ("registration: true", "registration: 'no'", "registration:\n  capacity: 20\n  url: ''"),
    "people": ("hosts:\n  id: 3\n  name: Sam", "contact:\n  phone: ''\n  email: n/a", ""),
    "image": ("image: ''", "image: https://elm.example/kite.jpg", ""),
    "zone": ("timezone: ''", "timezone: America/Toronto"),
}

MEETINGS: Fields = {
    "title": ("title: Kite flying", "title: 🪁 Kite flying!!"),
    "when": (
        "start: 2027-02-10T18:00\nduration: 2 hours",
        "start: 2027-02-10 6:00 PM\nduration: 120",
        "start: 2027-02-10T18:00-05:00\nduration: PT2H",
        "start: 2027-02-10T18:00-05:00\nend: 2027-02-10T20:00-05:00\nduration: PT2H",
    ),
    "place": (
        "venue:\n  name: Elm Hall\n  address_1: 4 Elm Road\n  city: Oak Valley",
        "venue:\n  name: The Rink\n  address_1: 3 Oak Road\n  city: Oak Valley",
        "online: https://meet.elm.example/1",
        "venue: Online event",
        "location: Needs a location",
        "venue: To be determined",
    ),
    "hosts": ("hosts: []", "hosts:\n  - name: Sam", ""),
    "cost": (
        "cost:\n  amount: 5\n  currency: CAD",
        "cost:\n  amount: 5.5\n  currency: USD",
        "cost: null",
        "cost: 5.0",
    ),
    "status": ("status: upcoming", "status: ACTIVE", "status: past", "status: PUBLISHED"),
    "sign-up": ("registration:\n  capacity: 0", "registration: open", "registration: waitlist", ""),
    "words": (
        "categories: [{name: Outdoors & Adventure}]",
        "categories: hiking",
        "format: PHYSICAL",
        "format: online",
    ),
}

PROGRAMS: Mapping[str, Fields] = {
    "structured data": STRUCTURED_DATA,
    "a calendar": CALENDAR,
    "a campus calendar": CAMPUS,
    "a news site": NEWS_SITE,
    "a blog": BLOG,
    "a ticket shop": TICKETS,
    "an agenda": AGENDA,
    "a library's rooms": ROOMS,
    "a meeting site": MEETINGS,
}


def records(fields: Fields) -> Iterator[str]:
    """Records of one program, every way to write a field in some of them."""
    random = Random(1)
    number = 0
    while True:
        chosen = (random.choice(ways) if number >= len(ways) else ways[number] for ways in fields.values())
        yield "".join(f"{line}\n" for line in chosen if line)
        number += 1


def is_answered(text: str) -> bool:
    """Whether an event is read, at once or with the lines that its answers offer."""
    for _ in range(MOST_ROUNDS):
        problems = problems_in(text)
        if not any(problem.is_error for problem in problems):
            return True
        proposed = [problem for problem in problems if problem.proposals]
        if not proposed:
            return False
        text = paste_all(text, proposed)
    return not any(problem.is_error for problem in problems_in(text))


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_other_programs_write_is_read_or_answered_with_lines_that_pass(program: str) -> None:
    texts = list(islice(records(PROGRAMS[program]), RECORDS))
    unanswered = [text for text in texts if not is_answered(text)]
    assert len(unanswered) <= (1 - ENOUGH) * len(texts), unanswered


def refusals() -> Counter[str]:
    """How many records each rule refuses at first."""
    found: Counter[str] = Counter()
    for fields in PROGRAMS.values():
        for text in islice(records(fields), RECORDS):
            found.update({problem.rule.id for problem in problems_in(text) if problem.is_error})
    return found


@pytest.mark.parametrize(
    "start",
    [
        "start:\n  - 2027-02-10 18:00\n  - 2027-02-17 19:00\n  - 2027-02-24 18:00",
        "start: [2027-02-10 18:00, 2027-02-17 19:00, 2027-02-24 18:00]",
    ],
)
def test_of_several_starts_the_line_to_type_keeps_every_one(start: str) -> None:
    text = f"title: Kite flying\n{start}\nend: 21:00\nvenue: elm-hall\ncategories: arts\n"
    (problem,) = (each for each in problems_in(text) if each.rule.severity is Severity.ERROR)
    pasted = paste_all(text, [problem])
    assert "start: 2027-02-10 18:00\ndates: [2027-02-17 19:00, 2027-02-24 18:00]" in pasted
    assert not [each for each in problems_in(pasted) if each.rule.severity is not Severity.NOTE]


@pytest.mark.parametrize("skip", ["Feb 17 and Mar 3", "2027-02-17 and 2027-03-03", "February 17 & 24, 2027"])
def test_several_days_in_one_text_are_never_answered_with_the_first_alone(skip: str) -> None:
    repeat = "repeat: Wednesdays until 31 March 2027"
    text = f"title: Kites\nstart: 2027-02-10 18:00\nvenue: elm-hall\n{repeat}\nskip: {skip}\n"
    (problem,) = (each for each in problems_in(text) if each.rule.severity is Severity.ERROR)
    assert not problem.proposals
    assert "several days each in full, as in 2027-02-16, 2027-03-16" in str(problem.hint)


@pytest.mark.parametrize("name", ["until", "repeat_until", "count", "times"])
def test_an_end_of_the_repeat_beside_it_is_told_where_it_belongs(name: str) -> None:
    value = "2027-03-31" if "until" in name else "6"
    text = f"title: Kites\nstart: 2027-02-10 18:00\nvenue: elm-hall\nrepeat: Wednesdays\n{name}: {value}\n"
    hints = [str(each.hint) for each in problems_in(text) if each.rule.id == "unread-exception"]
    assert hints == [
        "Where a repeat ends stands in the repeat itself, as in: repeat: every Monday until 16 June 2027"
    ]
