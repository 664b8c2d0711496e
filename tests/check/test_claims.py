"""Prices, ages and hours that a text tells and no field does."""

from __future__ import annotations

import pytest

from bulletin.check import CheckDay
from bulletin.problems import Problem, Severity
from tests.check.small_boards import PARTNER, TODAY, event, problems_of
from tests.formats.pasting import paste

PATH = "events/oak/story-time.yaml"
NO_DEFAULTS = PARTNER.replace("cost: free, ", "")
RULES = {"no-cost", "price-in-text", "ages-in-text", "hours-in-text"}


def told(partner: str = NO_DEFAULTS, more: dict[str, str] | None = None, **fields: object) -> list[Problem]:
    """What is said of an event by the rules of this room."""
    files = {PATH: event(**fields), "partners/oak.yaml": partner, **(more or {})}
    return [problem for problem in problems_of(files, CheckDay(TODAY)) if problem.rule.id in RULES]


def lines(found: list[Problem]) -> list[str]:
    return [problem.hint.partition(": ")[2] for problem in found]


def test_three_lines_are_asked_what_they_cost_and_nothing_worse() -> None:
    [found] = told(end=None)
    assert (found.rule.id, found.severity) == ("no-cost", Severity.NOTE)
    assert "cost: free" in found.hint


@pytest.mark.parametrize(
    "partner", [PARTNER, NO_DEFAULTS.replace("categories: books", "categories: books, cost: $5")]
)
def test_a_price_among_the_defaults_of_a_partner_counts_as_said(partner: str) -> None:
    assert told(partner) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tickets are $5 at the door.", "cost: $5"),
        ("It costs 5 $ to get in.", "cost: 5 $"),
        ("Entry: £3.50", "cost: £3.50"),
        ("10 euros par personne", "cost: 10 euros"),
        ("Bring 10 CAD.", "cost: 10 CAD"),
        ("Between us: $5-10 each.", "cost: $5-10"),
        ("Adults $12, children $6", "cost: $12 / $6"),
        ("There is a suggested donation of $5.", "cost: donation, $5 suggested"),
        ("Admission is free.", "cost: free"),
        ("30 minutes of free legal advice", "cost: free"),
        ("Entrée libre", "cost: free"),
        ("L’atelier est gratuit.", "cost: free"),
        ("FREE!", "cost: free"),
        ("Come at no charge", "cost: free"),
    ],
)
def test_a_price_in_a_text_is_asked_about_with_the_line_to_add(text: str, line: str) -> None:
    [found] = told(description=f'"{text}"')
    assert (found.rule.id, found.severity) == ("price-in-text", Severity.WARNING)
    assert lines([found]) == [line]
    assert told(description=f'"{text}"', cost=line.removeprefix("cost: ")) == []


@pytest.mark.parametrize(
    "text",
    [
        "It takes 5 minutes; call 555-0100.",
        "Room 12, since 1999.",
        "Gluten-free snacks, and feel free to come late.",
        "Lead-free, sugar-free, smoke-free",
        "Free parking and free coffee.",
        "Stationnement gratuit.",
        "It is free for members.",
        "Win a $50 gift card!",
        "We raised $800 last year.",
        "For incomes under $900.",
        "ALL 12 sessions are in room 7.",
        "Bring 5 pounds of potatoes.",
    ],
)
def test_what_is_no_price_is_left_alone(text: str) -> None:
    assert [found.rule.id for found in told(description=f'"{text}"')] == ["no-cost"]


def test_a_text_that_says_a_price_where_cost_says_free_is_asked_about() -> None:
    for description in ("Tickets $5.", "Adultes : 5 $"):
        [found] = told(cost="free", description=f'"{description}"')
        assert found.rule.id == "price-in-text"
        assert "`cost` says that it is free" in found.message
        assert "cost: " in found.hint
    assert told(PARTNER, description="Tickets $5.") != []


@pytest.mark.parametrize(
    ("cost", "text", "is_remarked"),
    [
        ("$5", "It is $5.", False),
        ("$5.00", "It is 5 dollars.", False),
        ("$8/5, under 12 free", "Adults $8, students $5.", False),
        ("[{label: Adults, amount: $8}, {label: Young, amount: $5}]", "Adults $8, students $5.", False),
        ("donation", "We suggest $5.", False),
        ("$5", "Tickets are $10.", True),
        ("$5", "Admission is free.", True),
        ("$5", "Admission is free for members.", False),
    ],
)
def test_text_and_cost_say_the_same(cost: str, text: str, is_remarked: bool) -> None:
    assert bool(told(cost=cost, description=f'"{text}"')) == is_remarked


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ages 6-11", "ages: 6-11"),
        ("For 12 to 16 year-olds.", "ages: 12-16"),
        ("Ages 5 and up are welcome.", "ages: 5+"),
        ("For kids aged 8.", "ages: 8"),
        ("19+", "ages: 19+"),
        ("Open to 18 and over.", "ages: 18+"),
        ("For adults only.", "audience: 19+"),
        ("For under-5s", "ages: under-5s"),
        ("Dès 6 ans.", "ages: 6+"),
        ("Pour les 8 à 12 ans", "ages: 8-12"),
        ("À partir de 16 ans", "ages: 16+"),
        ("All ages welcome", "ages: all ages"),
    ],
)
def test_an_age_in_a_text_is_asked_about_with_the_line_to_add(text: str, line: str) -> None:
    [found] = told(PARTNER, description=f'"{text}"')
    assert (found.rule.id, found.severity) == ("ages-in-text", Severity.WARNING)
    assert lines([found]) == [line]
    field, _, value = line.partition(": ")
    assert told(PARTNER, description=f'"{text}"', **{field: value}) == []


@pytest.mark.parametrize(
    "text",
    [
        "We have met for 25 years.",
        "Over 100+ songs and 10+ years of them.",
        "Depuis 10 ans déjà",
        "Children under 14 need a parent with them.",
        "Under 12 free.",
        "Grades 6-8",
        "Bus 4 to 12 Mill Street",
        "10-15 minutes",
        "It was ages ago.",
    ],
)
def test_what_is_no_age_is_left_alone(text: str) -> None:
    assert told(PARTNER, description=f'"{text}"') == []


@pytest.mark.parametrize("fields", [{"audience": "6-11"}, {"audience": "all ages"}, {"ages": "6-11"}])
def test_an_age_with_a_field_beside_it_is_left_alone(fields: dict[str, str]) -> None:
    assert told(PARTNER, description="Ages 6-11 are welcome.", **fields) == []


@pytest.mark.parametrize(
    ("text", "start", "line"),
    [
        ("From 8 pm until 1 am.", "20:00", "end: 01:00"),
        ("We play 7-9 pm", "19:00", "end: 21:00"),
        ("10:15–11:30", "10:15", "end: 11:30"),
        ("De 18 h 30 à 20 h", "18:30", "end: 20:00"),
        ("from 7 to 9.", "19:00", "end: 21:00"),
        ("Until midnight: from 8 pm to midnight", "20:00", "end: 24:00"),
    ],
)
def test_hours_in_a_text_are_asked_about_where_no_end_is_given(text: str, start: str, line: str) -> None:
    when = {"start": f"2027-02-03 {start}", "description": f'"{text}"'}
    [found] = told(PARTNER, end=None, **when)
    assert (found.rule.id, found.severity) == ("hours-in-text", Severity.WARNING)
    assert lines([found]) == [line]
    assert found.fix is not None
    pasted = paste(event(end=None, **when), found.fix)
    assert not [each for each in problems_of({PATH: pasted}, CheckDay(TODAY)) if each.is_error]
    assert told(PARTNER, **{**when, "end": line.removeprefix("end: ")}) == []


def test_a_second_time_is_asked_about_and_the_start_said_again_is_not() -> None:
    night = {"start": "2027-02-03 20:00", "end": None}
    [found] = told(PARTNER, description="Doors at 7, film at 8.", **night)
    assert found.rule.id == "hours-in-text"
    assert "“at 7”" in found.message
    assert "at 8" not in found.message
    assert told(PARTNER, description="The film begins at 8 pm.", **night) == []


@pytest.mark.parametrize(
    "text",
    [
        "Call 555-0100 or come to 12 Mill Street.",
        "A workshop of 2 h for 5 to 10 people",
        "January 5 to 9",
        "We read John 3:16.",
        "Scores of 3:2",
        "We meet for 90 minutes.",
        "Help 24/7",
    ],
)
def test_what_are_no_hours_is_left_alone(text: str) -> None:
    assert told(PARTNER, end=None, description=f'"{text}"') == []


def test_the_line_is_named_on_which_the_words_stand() -> None:
    text = f"---\n{event(cost=None)}---\n\nCome and see.\n\nTickets are\n$5 each.\n"
    files = {PATH.replace(".yaml", ".md"): text, "partners/oak.yaml": NO_DEFAULTS}
    [found] = [each for each in problems_of(files, CheckDay(TODAY)) if each.rule.id == "price-in-text"]
    assert found.ref.line == text.split("\n").index("$5 each.") + 1


def test_a_translation_is_read_too_and_says_where_the_line_belongs() -> None:
    french = "---\ntitle: Heure du conte\n---\nBilletterie : 5 $\nDès 6 ans.\n"
    found = told(more={PATH.replace(".yaml", ".fr.md"): french})
    assert [(each.rule.id, each.ref.path[-5:], each.ref.line) for each in found] == [
        ("price-in-text", "fr.md", 4),
        ("ages-in-text", "fr.md", 5),
    ]
    assert [each.hint for each in found] == [
        "Add a line to story-time.yaml: cost: 5 $",
        "Add a line to story-time.yaml: ages: 6+",
    ]


def test_every_kind_of_claim_is_told_at_once() -> None:
    description = "Short films for grown-ups, 18+. Tickets 6 $ at the door. From 8 pm until 1 am."
    found = told(end=None, description=f'"{description}"')
    assert sorted(each.rule.id for each in found) == ["ages-in-text", "hours-in-text", "price-in-text"]


def test_an_end_is_proposed_only_where_the_hours_are_those_of_the_start() -> None:
    [found] = told(PARTNER, end=None, description='"We meet from 10:15 to 11:30."')
    assert found.fix is not None
    assert found.fix.lines == ("end: 11:30",)
    [found] = told(PARTNER, end=None, description='"The hall is open from 8:00 to 9:30."')
    assert (found.fix, found.choices) == (None, ())
    assert "9:30" not in found.hint


def test_a_field_is_proposed_in_place_of_the_same_one_where_it_is_empty() -> None:
    [found] = told(description='"Tickets are $5."', cost="")
    assert found.fix is not None
    assert found.fix.first == found.fix.last
    [found] = told(description='"Tickets are $5."')
    assert found.fix is not None
    assert found.fix.last == found.fix.first - 1


def test_nothing_is_proposed_in_a_file_of_one_line() -> None:
    text = '{title: Story time, start: "2027-01-20 10:15", end: "11:00", venue: hall, summary: "For $5."}\n'
    files = {PATH: text, "partners/oak.yaml": NO_DEFAULTS}
    [found] = [each for each in problems_of(files, CheckDay(TODAY)) if each.rule.id == "price-in-text"]
    assert found.hint == "Add a line: cost: $5"
    assert found.proposals == ()


def test_prices_that_are_known_stand_in_the_example_beside_the_new_one() -> None:
    [found] = told(cost="$4", description='"Tickets are $5."')
    assert found.hint.endswith("cost: $4 / $5")
