"""How fields are written whose shape is often wrong."""

from __future__ import annotations

from bulletin.load.fields.record_source import SHAPES, Loc

_EXAMPLES = {
    "contact": "As in: contact: {phone: 555-0123, email: hello@oak.example}",
    "registration": "How to sign up stands beside it, as `phone`, `email` or `url`.",
    "access": "One fact a line, as in:\naccess:\n  step_free: yes\n  hearing_loop: no",
    "location": "A place that anybody may know is a `venue` or an `address`.",
    "changes": "By the date that is different, as in:\nchanges:\n  2027-01-12: cancelled",
    "rooms": "By a short name, as in:\nrooms:\n  blue: {name: Blue room}",
    "geo": "As in: geo: {lat: 45.42, lon: -75.69}",
    "verified": "As in: verified: {date: 2027-01-06, how: phone}",
    "services": "Each with its name, as in:\nservices:\n  - name: Food cupboard",
    "notices": "Each with its text, as in:\nnotices:\n  - {text: Closed today, until: 2027-01-06}",
    "ended": "With its last day, as in: ended: {date: 2027-06-30}",
    "archive": "As in: archive: {days: 0, months: 12}",
    "contributed": "As in: contributed: {by: Lions Club, what: money, amount: $200}",
    "audience": "Choose one; `general` suits several groups. For people, as in: ages: 4 to 9",
    "cost": (
        "One line a price, as in:\ncost:\n  - {label: Adults, amount: $12}\n  - {label: Young, amount: 0}"
    ),
}
"""Of fields whose shape is often wrong, how they are written."""


def example_for(loc: Loc) -> str:
    """How the field at `loc` is written, in a sentence with an example; "" where there is nothing to say."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    if len(names) == 2 and names[0] == "changes":
        return f"What is different stands below the date, as in:\n{names[1]}:\n  start: 20:00"
    return _EXAMPLES.get(names[-1], "") if names else ""
