"""khal, a calendar in the terminal, subscribed through vdirsyncer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.checkers.programs import find_environment_program
from tests.clients.programs import run_client
from tests.clients.town import FIRST, LAST, Shown, format_start, in_span

_SYNC = """
[general]
status_path = "{home}/status"
"""
_PAIR = """
[pair {name}]
a = "{name}_feed"
b = "{name}_folder"
collections = null
conflict_resolution = "a wins"
[storage {name}_feed]
type = "http"
url = "{address}"
[storage {name}_folder]
type = "filesystem"
path = "{home}/calendars/{name}"
fileext = ".ics"
"""
_SHOW = """
[calendars]
[[{calendar}]]
path = {home}/calendars/{calendar}
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {home}/{file}.db
"""


@dataclass(frozen=True, slots=True)
class Khal:
    """A person's khal. `addresses` are what it subscribes to, by the names of its calendars."""

    home: Path
    addresses: Mapping[str, str]

    def sync(self) -> None:
        """Fetch all calendars, as the person's timer does."""
        settings = self.home / "vdirsyncer.conf"
        known = settings.exists()
        self.home.mkdir(parents=True, exist_ok=True)
        pairs = (_PAIR.format(name=name, address=url, home=self.home) for name, url in self.addresses.items())
        settings.write_text(_SYNC.format(home=self.home) + "".join(pairs), encoding="utf-8")
        program = find_environment_program("vdirsyncer")
        for command in ("sync",) if known else ("discover", "sync"):
            run_client([program, "--config", settings, command], self.home)

    def stored(self, calendar: str) -> set[str]:
        """What vdirsyncer keeps of a calendar: the names of its files."""
        return {file.name for file in (self.home / "calendars" / calendar).iterdir()}

    def list_dates(self, calendar: str, zone: str) -> list[Shown]:
        """What it lists on a computer in that zone."""
        file = f"{calendar}-{zone.replace('/', '-')}"
        settings = self.home / f"{file}.conf"
        text = _SHOW.format(calendar=calendar, zone=zone, home=self.home, file=file)
        settings.write_text(text, encoding="utf-8")
        days = f"{(LAST - FIRST).days + 2}d"
        fields = [part for name in ("start", "title", "location", "all-day") for part in ("--json", name)]
        chosen = (*fields, f"{FIRST - timedelta(1)}", days)
        program = find_environment_program("khal")
        listed = run_client([program, "--config", settings, "list", *chosen], self.home, zone=zone)
        # A line is a day. What lasts longer than one stands on each of them, and counts once.
        seen: Counter[Shown] = Counter()
        for line in listed.splitlines():
            seen |= Counter(_shown(row, ZoneInfo(zone)) for row in json.loads(line))
        return in_span(seen.elements())


def _shown(row: Mapping[str, str], zone: ZoneInfo) -> Shown:
    start = row["start"]
    if row["all-day"] != "True":
        start = format_start(datetime.fromisoformat(start).replace(tzinfo=zone))
    return Shown(start, row["title"], row["location"])
