"""The first page: today and the days after, or what comes next."""

from __future__ import annotations

import pytest

from bulletin.model.site.parts import Agenda
from bulletin.model.site.values import HomeValues
from bulletin.plan.site import plan_site
from tests.plan.boards import TODAY, make_board

EVENT = "title: {title}\nstart: {start}\nend: 12:00\nvenue: library\ncost: free\n"


def agenda_of(*starts: str, lines: str = "", language: str = "en") -> Agenda:
    """The agenda of the first page of a board with events on these days."""
    events = {
        f"events/oak/event-{number}.yaml": EVENT.format(title=f"Event {number}", start=start) + lines
        for number, start in enumerate(starts)
    }
    path = "index.html" if language == "en" else f"{language}/index.html"
    plan = next(page for page in plan_site(make_board(events), TODAY).pages if page.path == path)
    values = plan.make().values
    assert isinstance(values, HomeValues)
    return values.agenda


def next_of(agenda: Agenda) -> list[str]:
    return [card.title.text for card in agenda.later]


@pytest.mark.parametrize("start", ["2027-01-30 10:00", "2027-06-01 10:00", "2029-06-01 10:00"])
def test_the_one_event_of_a_board_stands_there_however_far_off_it_is(start: str) -> None:
    agenda = agenda_of(start)
    assert next_of(agenda) == ["Event 0"]
    assert agenda.later_title == "Next"
    assert agenda.days[0].empty == "Nothing on the board today."


def test_of_several_those_of_the_next_day_stand_there() -> None:
    agenda = agenda_of("2027-03-02 10:00", "2027-03-01 11:00", "2027-03-01 10:00")
    assert next_of(agenda) == ["Event 2", "Event 1"]


def test_where_something_is_on_within_the_week_nothing_further_off_is_named() -> None:
    assert next_of(agenda_of("2027-01-20 10:00", "2027-03-01 10:00")) == []


@pytest.mark.parametrize("lines", ["status: cancelled\n", "publish_until: 2027-01-01\n"])
def test_what_is_called_off_or_not_shown_is_not_next(lines: str) -> None:
    assert next_of(agenda_of("2027-03-01 10:00", lines=lines)) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_said_in_the_language_of_the_page(language: str) -> None:
    assert (
        agenda_of("2027-03-01 10:00", language=language).later_title
        == {"en": "Next", "fr": "À venir"}[language]
    )


@pytest.mark.parametrize("repeat", ["every day until 30 June 2027", "every 2 days until 30 June 2027"])
def test_what_is_on_most_days_takes_a_line_and_is_not_said_to_be_on_every_day(repeat: str) -> None:
    agenda = agenda_of("2027-01-15 10:00", lines=f"repeat: {repeat}\n")
    assert all(not day.slips for day in agenda.days)
    assert {group.title for day in agenda.days for group in day.lines} == {"On most days"}
    assert {day.count for day in agenda.days} == {"what is on most days"}


@pytest.mark.parametrize(
    ("language", "step"), [("en", "Look at all events"), ("fr", "Voyez toutes les activités")]
)
def test_where_nothing_is_on_and_nothing_ahead_the_page_says_what_one_can_do(
    language: str, step: str
) -> None:
    agenda = agenda_of("2027-01-14 10:00", language=language)
    assert not agenda.later
    assert step in agenda.empty
