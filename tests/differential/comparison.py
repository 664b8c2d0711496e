"""Comparing the readings of cases, and the kinds of disagreement that docs/adr/0015 explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bulletin.model.expand import rule_starts
from bulletin.model.recurrence import Frequency, Window
from bulletin.model.zones import WallTime, resolve_local
from bulletin.render import ENDLESS
from bulletin.render.ical.portable_rules import portable_rule
from tests.differential.cases import Case, clock_changes
from tests.differential.readings import MARGIN, Shown, by_us, instant, naive, written

IN_GAP = "in a gap"
TWICE = "happens twice"
PAST_THE_ZONE = f"irregular zone after {ENDLESS}"
LONG_BREAK = "long break"
OUT_OF_STEP = "months out of step"
MONTH_ENDS = "ends of some months"
CLASSES = (IN_GAP, TWICE, PAST_THE_ZONE, LONG_BREAK, OUT_OF_STEP, MONTH_ENDS)

MOST_LEFT_OUT = 500
"""ical.js gives up on a series of which more dates than this in a row are left out."""


@dataclass(slots=True)
class Tally:
    """What a run has found so far; `unexplained` names each case nobody can explain, with what differs."""

    cases: int = 0
    dates: int = 0
    agreed: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    explained_cases: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def add(self, case: Case, ours: Sequence[Shown], theirs: Sequence[Shown] | str, *, excuse: bool) -> None:
        """Compare the dates of one reader with ours, or what went wrong there. Only if `excuse` is true may
        a difference have an explanation.
        """
        self.cases += 1
        self.dates += len(ours)
        if isinstance(theirs, str):
            reasons, details = [explain_failure(case, theirs) if excuse else None], theirs
        else:
            differences = compare(case, ours, theirs)
            self.agreed += len(ours) - sum(1 for mine, _ in differences if mine in ours)
            reasons = [explain(case, mine, their) if excuse else None for mine, their in differences]
            details = "; ".join(f"{mine} / {their}" for mine, their in differences[:3])
        if None in reasons:
            rule = case.rrule or "once"
            self.unexplained.append(f"{case.name} {rule} from {case.series.start}: ours / theirs {details}")
        for reason, count in Counter(filter(None, reasons)).items():
            self.explained[reason] += count
            self.explained_cases[reason] += 1


Difference = tuple[Shown | None, Shown | None]


def compare(case: Case, ours: Sequence[Shown], theirs: Sequence[Shown]) -> list[Difference]:
    """Pairs of ours and theirs that differ, the same date of the series in both; None where one has none.

    `theirs` may hold dates outside the window. What it has in the window counts, and is compared with where
    we have the same date, if we have it near the window.
    """
    mine = {shown.original: shown for shown in ours}
    found: dict[str, Shown] = {}
    differences: list[Difference] = []
    for shown in theirs:
        if shown.original in found:
            differences.append((None, shown))
        found[shown.original] = shown
    differences += [(shown, found.get(name)) for name, shown in mine.items() if found.get(name) != shown]
    beyond = [shown for name, shown in found.items() if name not in mine and _touches(case, shown)]
    if beyond:
        around = Window(case.window.start - MARGIN, case.window.end + MARGIN)
        wide = {shown.original: shown for shown in by_us(case, around)}
        for shown in beyond:
            elsewhere = wide.get(shown.original)
            differences.append((elsewhere if elsewhere != shown else None, shown))
    return differences


def _touches(case: Case, shown: Shown) -> bool:
    """Whether a date is, or is still on, on a day of the window."""
    if case.zone is None or "T" not in shown.start:
        return shown.start < str(case.window.end) and shown.end > str(case.window.start)
    start, end = _instant(shown.start).astimezone(case.zone), _instant(shown.end).astimezone(case.zone)
    last = (end - timedelta(microseconds=1)).date() if end > start else start.date()
    return start.date() < case.window.end and last >= case.window.start


def explain(case: Case, ours: Shown | None, theirs: Shown | None) -> str | None:
    """Why ical.js shows this date at another time, or not, or too often; None when that is not explained."""
    return _explain_time(case, ours, theirs) or (
        explain_rule(case) if ours is None or theirs is None else None
    )


def _explain_time(case: Case, ours: Shown | None, theirs: Shown | None) -> str | None:
    if ours is None and theirs is not None and _is_before_its_end(case, theirs):
        return IN_GAP
    if ours is None or case.zone is None or _is_written_out(case, ours.original):
        return None
    zone, start = case.zone, datetime.fromisoformat(ours.original)
    end = start + case.series.length
    if theirs is None or ours.status != theirs.status:
        return None
    if _is_past_the_zone(zone, ours, theirs):
        return PAST_THE_ZONE
    if theirs.start not in _readings(start, zone) or theirs.end not in _readings(end, zone):
        return None
    return IN_GAP if WallTime.GAP in (_kind(start, zone), _kind(end, zone)) else TWICE


def explain_failure(case: Case, error: str) -> str | None:
    """Why ical.js gives up on the whole series."""
    return LONG_BREAK if error.startswith("max tries") and _has_long_break(case) else None


def explain_rule(case: Case) -> str | None:
    """Why ical.js may show any date of the series wrongly: its rule has no wording that it reads as meant."""
    rule = case.series.rule
    if rule is None:
        return None
    said = portable_rule(rule, case.series.start.month)
    if said.frequency is Frequency.MONTHLY and said.by_month:
        if said.interval > 1:
            return OUT_OF_STEP
        return MONTH_ENDS if said.by_month_day and case.series.start.month != said.by_month[0] else None
    several = len(said.by_month) > 1 and any(number < 0 or number > 28 for number in said.by_month_day)
    return MONTH_ENDS if said.frequency is Frequency.YEARLY and said.interval > 1 and several else None


def _is_before_its_end(case: Case, theirs: Shown) -> bool:
    """A start in the gap on the day after UNTIL, which ical.js takes for the evening before."""
    rule = case.series.rule
    if case.zone is None or rule is None or rule.until is None or "T" not in theirs.original:
        return False
    start = datetime.fromisoformat(theirs.original)
    early = written(instant(start, case.zone, fold=1))
    is_next_day = start.date() == rule.until + timedelta(days=1)
    return is_next_day and _kind(start, case.zone) is WallTime.GAP and theirs.start == early


def _is_written_out(case: Case, original: str) -> bool:
    """Whether the calendar says of this one date when it begins and ends."""
    details = [*(change.original for change in case.event.changes), *case.series.extra]
    return not original or any(naive(start).isoformat() == original for start in details)


def _kind(local: datetime, zone: ZoneInfo) -> WallTime:
    return resolve_local(local, zone)[1]


def _readings(local: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Both instants that a local time may be taken for; the same twice on all but two nights of a year."""
    return written(instant(local, zone)), written(instant(local, zone, fold=1))


def _is_past_the_zone(zone: ZoneInfo, ours: Shown, theirs: Shown) -> bool:
    """After the last year of our VTIMEZONE, where the zone has no rule that goes on for ever."""
    if int(ours.end[:4]) <= ENDLESS or not is_irregular(zone):
        return False
    offsets = {instant_offset(zone, year, month) for year in (ENDLESS, ENDLESS + 1) for month in range(1, 13)}
    near = {first - second for first in offsets for second in offsets}
    return all(
        _instant(theirs_) - _instant(ours_) in near
        for theirs_, ours_ in ((theirs.start, ours.start), (theirs.end, ours.end))
    )


def instant_offset(zone: ZoneInfo, year: int, month: int) -> timedelta:
    return datetime(year, month, 1, tzinfo=UTC).astimezone(zone).utcoffset() or timedelta(0)


@lru_cache(maxsize=1024)
def is_irregular(zone: ZoneInfo) -> bool:
    """Whether its clocks change on days that no yearly rule names: by the moon, the day before a Sunday."""
    years = [clock_changes(zone, year) for year in range(ENDLESS + 1, ENDLESS + 16)]
    if len(set(map(len, years))) > 1:
        return True
    return any(not frozenset.intersection(*map(_weekday_names, same)) for same in zip(*years, strict=True))


def _weekday_names(change: tuple[datetime, timedelta]) -> frozenset[tuple[int, int, int]]:
    """Month, weekday and which of the month: both the fourth and the last, where it is both."""
    moment, _ = change
    nth = {(moment.day - 1) // 7 + 1} if moment.day <= 28 else set()
    last = {-1} if (moment + timedelta(days=7)).month != moment.month else set()
    return frozenset((moment.month, moment.weekday(), number) for number in nth | last)


def _has_long_break(case: Case) -> bool:
    """Whether so many dates of the rule in a row are left out that ical.js takes it for impossible."""
    skipped = frozenset(naive(start) for start in case.series.skipped)
    run = longest = 0
    last = max((start.date() for start in skipped), default=date.min)
    for start in rule_starts(case.series, Window(_day(case), max(last, _day(case)) + timedelta(days=1))):
        run = run + 1 if naive(start) in skipped else 0
        longest = max(longest, run)
    return longest > MOST_LEFT_OUT


def _day(case: Case) -> date:
    start = case.series.start
    return start.date() if isinstance(start, datetime) else start


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
