from __future__ import annotations

from typing import Any

import pytest

from tests.check.small_boards import PARTNER, event, rules_of, rules_of_event


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_is_called_off_says_why(status: str) -> None:
    assert rules_of_event(status=status) == ["cancelled-without-note"]
    assert rules_of_event(status=status, status_note="The ice broke.") == []


def test_a_single_date_is_advised_to_say_why_while_it_is_ahead() -> None:
    weekly: dict[str, Any] = {"start": "2027-01-06 10:15", "repeat": "every Wednesday, 9 times"}

    assert rules_of_event(**weekly, changes="{2027-02-03: cancelled}") == ["change-without-note"]
    assert rules_of_event(**weekly, changes="{2027-01-06: cancelled}") == []
    assert rules_of_event(**weekly, changes="{2027-02-03: {status: cancelled, note: ice}}") == []


def test_a_rescheduled_event_says_when_it_was_to_be() -> None:
    assert rules_of_event(status="rescheduled") == ["rescheduled-without-was"]
    assert rules_of_event(status="rescheduled", was="2027-01-20 10:15") == []


def test_what_moved_online_says_where() -> None:
    assert rules_of_event(status="moved-online") == ["moved-online-without-address"]
    assert rules_of_event(status="moved-online", online="https://meet.oak.example/") == []
    weekly: dict[str, Any] = {"repeat": "every Wednesday, 9 times"}
    assert rules_of_event(**weekly, changes="{2027-02-03: {status: moved-online}}") == [
        "moved-online-without-address"
    ]


def test_required_sign_up_says_how() -> None:
    nobody = {"partners/oak.yaml": PARTNER.replace("contact: {phone: 555-0101}\n", "")}

    assert rules_of_event(registration="required") == []
    assert "registration-without-way" in rules_of(
        {**nobody, "events/oak/a.yaml": event(registration="required")}
    )
    phone = event(registration="{kind: required, phone: 555-0144}")
    assert rules_of({**nobody, "events/oak/a.yaml": phone}) == ["missing-contact"]
