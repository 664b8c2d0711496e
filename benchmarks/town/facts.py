"""What else is said of an event: for whom it is, what it costs, what is different on which dates."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.corpus import TODAY
from benchmarks.town.dates import Dates
from benchmarks.town.days import BREAKS, HOLIDAYS, OFF, WEEK, Rule
from benchmarks.town.places import Partner
from benchmarks.town.words import (
    BRING,
    COSTS,
    DOCUMENTS,
    EVENT_ACCESS,
    LABELS,
    SERIES,
    WELCOME,
    WHY_MOVED,
    WHY_OFF,
    Activity,
)


def draw_facts(
    random: Random, activity: Activity, partner: Partner, willing: list[str], dates: Dates
) -> dict[str, str]:
    """Everything that is neither when nor where nor told. `willing`: who may be named as a co-host."""
    found = {
        "categories": f"categories: {activity.category}",
        "audience": f"audience: {activity.audience}",
        "cost": f"cost: {random.choice(COSTS)}",
    }
    if activity.need and random.random() < 0.6:
        found["needs"] = f"needs: {activity.need}"
    if random.random() < 0.06:
        found["cost"] = "cost:\n  - label: One person\n    amount: $4\n  - label: Family\n    amount: $10"
    if random.random() < 0.7:
        found["languages"] = f"languages: [{', '.join(partner.speaks[: random.randrange(1, 3)])}]"
    may_be = (
        ("welcome", 0.35, f"welcome: [{', '.join(sorted(random.sample(WELCOME, random.randrange(1, 4))))}]"),
        ("ages", 0.1, f"ages: {random.randrange(3, 9)} to {random.randrange(10, 18)}"),
        ("registration", 0.35, _registration(random)),
        (
            "access",
            0.3,
            "\n  ".join(["access:", *sorted(random.sample(EVENT_ACCESS, random.randrange(1, 3)))]),
        ),
        ("access_note", 0.1, "access_note: Ring the bell at the side and somebody opens."),
        ("bring", 0.25, f"bring: [{', '.join(random.sample(BRING, random.randrange(1, 3)))}]"),
        ("documents", 0.1, f'documents: "{random.choice(DOCUMENTS)}"'),
        ("contact", 0.08, f"contact:\n  phone: 555-01{random.randrange(100):02}"),
        ("series", 0.05, f"series: {random.choice(SERIES)}"),
        ("interpretation", 0.04, f"interpretation: {random.choice(('ar', 'uk', 'ase'))}"),
        ("verified", 0.2, "verified:\n  date: {}\n  how: self"),
    )
    found |= {name: text for name, chance, text in may_be if random.random() < chance}
    if willing and random.random() < 0.16:
        found["hosts"] = f"hosts: {random.choice(willing)}"
    return found | _status(random, dates)


def _registration(random: Random) -> str:
    if random.random() < 0.4:
        return f"registration: {random.choice(('drop-in', 'recommended', 'none'))}"
    return (
        f"registration:\n  kind: {random.choice(('required', 'required', 'recommended'))}\n"
        f"  phone: 555-01{random.randrange(100):02}\n  capacity: {random.randrange(6, 60)}"
    )


def _status(random: Random, dates: Dates) -> dict[str, str]:
    """Most are scheduled. Some not yet surely, some no longer, some not to be shown before a day."""
    kind = random.random()
    if dates.rule is None and kind < 0.03:
        return {"status": f"status: cancelled\nstatus_note: {random.choice(WHY_OFF)}"}
    if dates.rule is None and kind < 0.045:
        word = "postponed" if dates.first >= TODAY else "cancelled"
        return {"status": f"status: {word}\nstatus_note: {random.choice(WHY_OFF)}"}
    if dates.rule is None and not dates.is_all_day and kind < 0.06:
        return {"status": f"status: rescheduled\nwas: {dates.first - WEEK} 18:00"}
    if kind < 0.08:
        return {"status": "status: full"}
    if kind < 0.10:
        return {"status": "status: tentative"}
    if kind < 0.12 and dates.first > TODAY + timedelta(days=30):
        return {"publish_from": f"publish_from: {dates.first - timedelta(days=25)}"}
    return {}


def draw_exceptions(random: Random, dates: Dates, repeat: str) -> dict[str, str]:
    """Dates left out, by hand and by calendar, dates that come in addition, and dates that are different.

    `repeat` is how the event's rule is written.
    """
    rule = dates.rule
    if rule is None:
        return {}
    days = rule.days()
    found: dict[str, str] = {}
    off = set(OFF[BREAKS]) if f"{BREAKS}]" in repeat else set[date]()
    if rule.unit in ("week", "month"):
        out = _draw_skips(random, dates, days, off)
        if out:
            listed = "".join(f"\n  - {each}" for each in out)
            found["skip"] = f"skip: {out[0]}" if len(out) == 1 else f"skip:{listed}"
    extra = [day for day in _between(rule, days) if day not in OFF[HOLIDAYS] and day not in off]
    if extra and random.random() < 0.2:
        found["dates"] = f"dates: {random.choice(extra)}"
    held = [
        day for day in days[1:] if day not in off and abs((day - TODAY).days) < 150 and day > dates.posted
    ]
    if held and random.random() < 0.45:
        changed = sorted(random.sample(held, min(len(held), random.choice((1, 1, 1, 2, 3)))))
        found["changes"] = "\n".join(["changes:", *(_change(random, day, dates) for day in changed)])
    return found


def _draw_skips(random: Random, dates: Dates, days: list[date], off: set[date]) -> list[str]:
    """What `skip` says; the days it leaves out are added to `off`."""
    out: list[str] = []
    if (dates.venue and dates.venue.is_closed_on_holidays) or random.random() < 0.3:
        out.append(HOLIDAYS)
        off |= OFF[HOLIDAYS]
    elif random.random() < 0.15 and not off:
        out.append(BREAKS)
        off |= OFF[BREAKS]
    if len(days) > 5 and random.random() < 0.4:
        own = sorted(random.sample(days[1:], random.randrange(1, 3)))
        out += [str(day) for day in own if day not in off]
        off |= set(own)
    if random.random() < 0.08:
        out.append("2027-07-05 to 2027-08-15")
        off |= {date(2027, 7, 5) + timedelta(days=number) for number in range(42)}
    return out


def _between(rule: Rule, days: list[date]) -> list[date]:
    """Days on the rule's weekdays that it passes over: where an extra date takes nobody's room."""
    if rule.interval == 1 and not rule.ordinals:
        return []
    made = set(days)
    near = (TODAY + timedelta(days=number) for number in range(-100, 200))
    return [
        day for day in near
        if day not in made and day.weekday() in rule.weekdays and rule.first < day <= days[-1]
    ]  # fmt: skip


def _change(random: Random, day: date, dates: Dates) -> str:
    kind = random.random()
    if kind < 0.35:
        return f"  {day}:\n    status: cancelled\n    note: {random.choice(WHY_OFF)}"
    if kind < 0.5:
        return f"  {day}:\n    status: full"
    if kind < 0.65:
        return f"  {day}:\n    label: {random.choice(LABELS)}"
    if kind < 0.8 or dates.has_room:
        place = "online: https://meet.harrow-valley.example/once\n    status: moved-online"
        if kind < 0.9:
            place = f"address: {random.randrange(1, 300)} Kiln Street, Harrow Valley"
        return f"  {day}:\n    {place}\n    note: {random.choice(WHY_MOVED)}"
    start = dates.start + timedelta(minutes=30)
    return f"  {day}:\n    start: {day} {start:%H:%M}\n    note: {random.choice(WHY_MOVED)}"
