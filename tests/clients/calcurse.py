"""calcurse, a calendar in the terminal that imports files and subscribes to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.checkers.programs import find_program
from tests.clients.programs import run_client
from tests.clients.town import FIRST, LAST, Shown, format_start, in_span

# In yyyy-mm-dd.
_SETTINGS = "format.inputdate=4\nformat.outputdate=%Y-%m-%d\n"
_TIMED = "%(start:%Y-%m-%dT%H:%M)\t%m\n"
_ALL_DAY = "\t%m\n"


@dataclass(frozen=True, slots=True)
class Calcurse:
    """A person's calcurse."""

    home: Path
    zone: str = "America/Toronto"

    def clear(self) -> None:
        """Take away all appointments, as a person does who keeps a folder for the board alone."""
        (self.home / "data" / "apts").unlink(missing_ok=True)

    def import_file(self, calendar: Path) -> None:
        self._run("--quiet", "--import", calendar)

    def list_dates(self) -> list[Shown]:
        """What it lists, day by day; what lasts several days stands on each."""
        formats = [f"--format-{kind}={_TIMED}" for kind in ("apt", "recur-apt")]
        formats += [f"--format-{kind}={_ALL_DAY}" for kind in ("event", "recur-event")]
        span = ["--from", f"{FIRST - timedelta(1)}", "--to", f"{LAST + timedelta(1)}"]
        listed = []
        day = ""
        for line in self._run("--query", *span, *formats).splitlines():
            start, tab, title = line.partition("\t")
            if not tab:
                day = line.removesuffix(":") or day
                continue
            if not start:
                listed.append(Shown(day, title))
            elif start.startswith(day):
                local = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(self.zone))
                listed.append(Shown(format_start(local), title))
        return in_span(listed)

    def _run(self, *arguments: str | Path) -> str:
        settings = self.home / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "conf").write_text(_SETTINGS, encoding="utf-8")
        folders = ("--datadir", self.home / "data", "--confdir", settings)
        return run_client([find_program("calcurse"), *folders, *arguments], self.home, zone=self.zone)
