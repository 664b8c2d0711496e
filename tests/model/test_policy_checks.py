"""Which house rules an event keeps."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.model.policy import LeadUnit
from bulletin.model.policy_checks import Breach, policy_breaches, reason_ids, working_days
from tests.check.small_boards import BOARD, board_of, event

FRIDAY = date(2027, 1, 15)
RULES = "policy: {version: 3, lead_time: 5 working days, require: contact, horizon: 90 days}\n"
ID, PATH = "oak/story-time", "events/oak/story-time.yaml"


def breaches(
    rules: str = RULES, *, is_new: bool = True, partner: str = "", **fields: object
) -> tuple[Breach, ...]:
    files = {"board.yaml": BOARD + rules, PATH: event(**fields)}
    if partner:
        files["partners/oak.yaml"] = partner
    board = board_of(files)
    return policy_breaches(board, board.events[ID], FRIDAY, is_new=is_new)


def ids(rules: str = RULES, **asked: object) -> list[str]:
    return [each.id for each in breaches(rules, **asked)]  # type: ignore[arg-type]


def test_working_days_are_counted_from_the_next_day_to_the_first_date() -> None:
    [late] = breaches(start="2027-01-20 19:00", end="20:30")
    assert late == Breach("lead-time", 3, 5, LeadUnit.WORKING_DAYS, date(2027, 1, 20))


@pytest.mark.parametrize(
    ("start", "lead", "found"),
    [
        ("2027-01-22 10:15", "5 working days", []),
        ("2027-01-21 10:15", "5 working days", ["lead-time"]),
        ("2027-01-23 10:15", "5 working days", []),
        ("2027-01-15 10:15", "5 working days", ["lead-time"]),
        ("2027-01-29 10:15", "2 weeks", []),
        ("2027-01-28 10:15", "2 weeks", ["lead-time"]),
        ("2027-01-25 10:15", "10 days", []),
        ("2027-01-24 10:15", "10 days", ["lead-time"]),
        ("2027-01-16 10:15", "0", []),
    ],
)
def test_a_new_event_is_handed_in_ahead_of_its_first_date(start: str, lead: str, found: list[str]) -> None:
    assert ids(f"policy: {{lead_time: {lead}}}\n", start=start) == found


def test_what_is_on_the_board_already_is_never_late() -> None:
    assert ids(start="2027-01-18 10:15", is_new=False) == []


def test_urgent_help_is_never_late_nor_what_else_the_policy_exempts() -> None:
    assert ids(start="2027-01-18 10:15", needs="urgent") == []
    assert ids(start="2027-01-18 10:15", needs="eat") == ["lead-time"]
    assert ids("policy: {lead_time: 5, exempt_needs: eat}\n", start="2027-01-18 10:15", needs="eat") == []
    assert ids("policy: {lead_time: 5, exempt_needs: eat}\n", start="2027-01-18 10:15", needs="urgent") == [
        "lead-time"
    ]


def test_a_series_counts_from_its_next_date_and_one_that_is_over_has_none() -> None:
    weekly = "Tuesdays until 30 June 2027"
    assert ids(start="2026-11-03 10:15", repeat=weekly) == ["lead-time"]
    assert ids(start="2026-02-03 10:15") == []


def test_the_library_does_not_work_on_days_on_which_all_its_houses_are_closed() -> None:
    venue = "name: Library\nlibrary_site: yes\nclosed: [2027-01-18, holidays]\n"
    files = {"venues/library.yaml": venue, "calendars/holidays.yaml": "name: Days off\ndates: 2027-01-20\n"}
    assert working_days(board_of(files), FRIDAY, date(2027, 1, 22)) == 3
    branch = {**files, "venues/branch.yaml": "name: Branch\nlibrary_site: yes\nclosed: 2027-01-20\n"}
    assert working_days(board_of(branch), FRIDAY, date(2027, 1, 22)) == 4
    assert working_days(board_of({}), FRIDAY, date(2027, 1, 22)) == 5


def test_the_horizon_is_the_policys_else_the_boards() -> None:
    assert ids(start="2027-04-15 10:15") == []
    assert breaches(start="2027-04-16 10:15")[0] == Breach(
        "horizon", 91, 90, LeadUnit.DAYS, date(2027, 4, 16)
    )
    assert ids("policy: {version: 3}\n", start="2028-02-19 10:15") == []
    assert ids("policy: {version: 3}\n", start="2028-02-20 10:15") == ["horizon"]


def test_a_contact_may_be_the_partners() -> None:
    nobody = "name: Oak Club\ndefaults: {cost: free}\n"
    assert ids() == []
    assert ids(partner=nobody) == ["no-contact"]
    assert ids(partner=nobody, is_new=False) == ["no-contact"]
    assert ids(partner=nobody, contact="{email: oak@oak.example}") == []


def test_whatever_the_policy_requires_is_looked_for() -> None:
    rules = "policy: {require: [contact, description, end, cost, access]}\n"
    nobody = "name: Oak Club\n"
    assert ids(rules, partner=nobody, end=None) == [
        "no-contact",
        "no-description",
        "no-end",
        "no-cost",
        "no-access",
    ]
    told = {
        "description": "Come.",
        "access": "{step_free: yes}",
        "cost": "free",
        "contact": "{phone: 555-0101}",
    }
    assert ids(rules, partner=nobody, **told) == []


def test_a_board_without_a_policy_finds_nothing_and_one_with_a_page_alone_the_usual() -> None:
    nobody = "name: Oak Club\n"
    assert ids("", start="2027-01-18 10:15", partner=nobody) == []
    assert ids("policy: rules\n", start="2027-01-18 10:15", partner=nobody) == ["lead-time", "no-contact"]


def test_an_event_without_published_dates_is_held_to_no_day() -> None:
    hidden = {"start": None, "end": None, "venue": None, "location": "confidential", "publish_dates": "no"}
    assert ids(**hidden) == []


def test_a_refusal_cites_a_reason_of_the_policy_or_one_of_its_rules() -> None:
    rules = "policy: {lead_time: 5, require: [contact], reasons: [{id: sales, label: No sales.}]}\n"
    policy = board_of({"board.yaml": BOARD + rules}).info.policy
    assert reason_ids(policy) == ("sales", "lead-time", "horizon", "no-contact", "duplicate")
