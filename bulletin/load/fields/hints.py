"""Examples and replacements for fields whose shape is often wrong."""

from __future__ import annotations

import re

from bulletin.load.fields.record_source import SHAPES, Loc

_EMAIL = re.compile(r"[^\s@,{}]+@[^\s@,{}]+\.[^\s@,{}]+")
_URL = re.compile(r"(?:https?://|www\.)[^\s,{}]+")
_DEGREES = re.compile(r"\s*(-?[0-9]{1,2}\.[0-9]+)\s*[,;\s]\s*(-?[0-9]{1,3}\.[0-9]+)\s*")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,20}")

_EXAMPLES = {
    "contact": "As in: contact: {phone: 555-0123, email: hello@oak.example}",
    "registration": "With more to say, as in: registration: {kind: required, phone: 555-0123}",
    "access": "One fact a line, as in:\naccess:\n  step_free: yes\n  hearing_loop: no",
    "location": "A place that anybody may know is a venue, as in: venue: main-library",
    "changes": "By the date that is different, as in:\nchanges:\n  2027-01-12: cancelled",
    "rooms": "By a short name, as in:\nrooms:\n  blue: {name: Blue room}",
    "geo": "As in: geo: {lat: 45.42, lon: -75.69}",
    "verified": "As in: verified: {date: 2027-01-06, how: phone}",
    "services": "Each with its name, as in:\nservices:\n  - name: Food cupboard",
    "notices": "Each with its text, as in:\nnotices:\n  - {text: Closed today, until: 2027-01-06}",
    "archive": "As in: archive: {days: 0, months: 12}",
    "contributed": "As in: contributed: {by: Lions Club, what: money, amount: $200}",
    "audience": "Choose one; `general` suits several groups. For people, as in: ages: 4 to 9",
    "cost": (
        "One line a price, as in:\ncost:\n  - {label: Adults, amount: $12}\n  - {label: Young, amount: 0}"
    ),
}


def example_for(loc: Loc) -> str:
    """How the field at `loc` is written, in a sentence with an example; "" where there is nothing to say."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    if len(names) == 2 and names[0] == "changes":
        return f"What is different stands below the date, as in:\n{names[1]}:\n  start: 20:00"
    return _EXAMPLES.get(names[-1], "") if names else ""


def value_for(loc: Loc, given: str) -> str:
    """The right value where it can be known from the wrong one; else ""."""
    name = next((str(part) for part in reversed(loc) if part not in SHAPES), "")
    if name == "geo" and (degrees := _DEGREES.fullmatch(given)):
        return f"{{lat: {degrees[1]}, lon: {degrees[2]}}}"
    if name not in ("contact", "registration"):
        return ""
    way = ways_in(given, ("url", "phone", "email") if name == "contact" else ("url", "phone"))
    kind = "kind: required, " if name == "registration" else ""
    return f"{{{kind}{way}}}" if way else ""


def ways_in(given: str, allowed: tuple[str, ...]) -> str:
    """`phone: 555-0123` for the first e-mail address, web address or phone number in a text."""
    for name, pattern in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        found = pattern.search(given)
        if found and name in allowed:
            return f"{name}: {found[0].strip().rstrip('.;')}"
    return ""
