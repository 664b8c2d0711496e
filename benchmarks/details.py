"""What people write of an event in lists and maps: signing up, whom to ask, access, what to bring, prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

SHARES: Mapping[str, float] = {
    "registration": 0.45,
    "contact": 0.25,
    "access": 0.3,
    "bring": 0.2,
    "welcome": 0.2,
    "prices": 0.15,
}
"""Of how many written events each is part; each is drawn on its own, half of them in brackets."""

_ACCESS = {
    "step_free": ("yes", "yes", "no", "yes, at the side door"),
    "accessible_toilet": ("yes", "no", "unknown"),
    "hearing_loop": ("yes", "no", "unknown"),
    "parking": ("yes, behind the hall", "no"),
    "near_transit": ("yes", "no"),
    "quiet_space": ("yes", "no"),
    "seating": ("yes", "yes, with armrests"),
}
_BRING = ("a mug", "warm socks", "a towel", "your own tools", "a photo", "old newspapers", "a friend")
_WELCOME = ("newcomers", "seniors", "come-alone")
_PAYING = ("adults", "children", "families", "students")


@dataclass(frozen=True, slots=True)
class Details:
    """Each by the names of our fields; empty where nothing is written. `in_brackets`: on one line each."""

    registration: Mapping[str, str] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)
    access: Mapping[str, str] = field(default_factory=dict)
    bring: Sequence[str] = ()
    welcome: Sequence[str] = ()
    prices: Mapping[str, str] = field(default_factory=dict)
    in_brackets: bool = False


def draw_details(random: Random, day: date, site: str) -> Details:
    """Details of an event of that day, drawn in the shares of `SHARES`; its sign-up page is on `site`."""
    has = {name for name, share in SHARES.items() if random.random() < share}
    return Details(
        registration=_draw_registration(random, day, site) if "registration" in has else {},
        contact={"phone": _phone(random), "email": f"ask@{site}"} if "contact" in has else {},
        access=_draw_access(random) if "access" in has else {},
        bring=random.sample(_BRING, random.randrange(1, 4)) if "bring" in has else (),
        welcome=random.sample(_WELCOME, random.randrange(1, 3)) if "welcome" in has else (),
        prices=_draw_prices(random) if "prices" in has else {},
        in_brackets=random.random() < 0.5,
    )


def _draw_registration(random: Random, day: date, site: str) -> dict[str, str]:
    found = {"kind": random.choice(("required", "required", "recommended"))}
    if random.random() < 0.5:
        found["phone"] = _phone(random)
    else:
        found["url"] = f"https://{site}/sign-up"
    if random.random() < 0.4:
        found["closes"] = f"{day - timedelta(days=random.randrange(1, 8))}"
    if random.random() < 0.4:
        found["capacity"] = str(random.randrange(6, 60))
    return found


def _draw_access(random: Random) -> dict[str, str]:
    names = random.sample(sorted(_ACCESS), random.randrange(2, 5))
    return {name: random.choice(_ACCESS[name]) for name in names}


def _draw_prices(random: Random) -> dict[str, str]:
    labels = random.sample(_PAYING, random.randrange(2, 4))
    return {label: f"${random.randrange(3, 30)}" for label in labels}


def _phone(random: Random) -> str:
    return f"555-01{random.randrange(100):02}"


def format_details(details: Details) -> list[str]:
    """Lines of our own front matter."""
    maps = {"registration": details.registration, "contact": details.contact, "access": details.access}
    lists = {"bring": details.bring, "welcome": details.welcome}
    lines: list[str] = []
    for name, pairs in maps.items():
        lines += _format_map(name, pairs, details.in_brackets)
    for name, items in lists.items():
        lines += _format_list(name, items, details.in_brackets)
    prices = [f"label: {label}\n    amount: {amount}" for label, amount in details.prices.items()]
    return lines + _format_list("cost", prices, in_brackets=False)


def _format_map(name: str, pairs: Mapping[str, str], in_brackets: bool) -> list[str]:
    if not pairs:
        return []
    if in_brackets and not any(", " in value for value in pairs.values()):
        return [f"{name}: {{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}"]
    return [f"{name}:", *(f"  {key}: {value}" for key, value in pairs.items())]


def _format_list(name: str, items: Sequence[str], in_brackets: bool) -> list[str]:
    if not items:
        return []
    if in_brackets:
        return [f"{name}: [{', '.join(items)}]"]
    return [f"{name}:", *(f"  - {item}" for item in items)]
