"""How fields are written whose shape is often wrong."""

from __future__ import annotations

from bulletin.load.fields.record_source import SHAPES, Loc
from bulletin.translatable import gettext as _

_EXAMPLES = {
    "contact": _("As in: contact: {phone: 555-0123, email: hello@oak.example}"),
    "registration": _("How to sign up stands beside it, as `phone`, `email` or `url`."),
    "access": _("One fact a line, as in:\naccess:\n  step_free: yes\n  hearing_loop: no"),
    "location": _("A place that anybody may know is a `venue` or an `address`."),
    "changes": _("By the date that is different, as in:\nchanges:\n  2027-01-12: cancelled"),
    "rooms": _("By a short name, as in:\nrooms:\n  blue: {name: Blue room}"),
    "geo": _("As in: geo: {lat: 45.42, lon: -75.69}"),
    "verified": _("As in: verified: {date: 2027-01-06, how: phone}"),
    "services": _("Each with its name, as in:\nservices:\n  - name: Food cupboard"),
    "notices": _("Each with its text, as in:\nnotices:\n  - {text: Closed today, until: 2027-01-06}"),
    "ended": _("With its last day, as in: ended: {date: 2027-06-30}"),
    "archive": _("As in: archive: {days: 0, months: 12}"),
    "contributed": _("As in: contributed: {by: Lions Club, what: money, amount: $200}"),
    "audience": _("Choose one; `general` suits several groups. For people, as in: ages: 4 to 9"),
    "cost": (
        _("One line a price, as in:\ncost:\n  - {label: Adults, amount: $12}\n  - {label: Young, amount: 0}")
    ),
}
"""Of fields whose shape is often wrong, how they are written."""


def example_for(loc: Loc) -> str:
    """How the field at `loc` is written, in a sentence with an example; "" where there is nothing to say."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    if len(names) == 2 and names[0] == "changes":
        return _("What is different stands below the date, as in:\n{names}:\n  start: 20:00", names=names[1])
    return _EXAMPLES.get(names[-1], "") if names else ""
