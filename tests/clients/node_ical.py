"""node-ical, with which wall displays and home automation read calendars."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.checkers.programs import find_node_file, find_program, run_program
from tests.clients.programs import ClientError
from tests.clients.town import FIRST, LAST, Shown, format_start, in_span, parse_start


def list_dates(addresses: Sequence[str], zone: str) -> list[Shown]:
    """What a program makes of these calendars together with it, on a computer in that zone."""
    find_node_file("node-ical/package.json")
    script = Path(__file__).with_suffix(".mjs")
    span = [f"{FIRST - timedelta(1)}", f"{LAST + timedelta(1)}"]
    answer = run_program([find_program("node"), script, *span, *addresses], env={**os.environ, "TZ": zone})
    if answer.returncode:
        raise ClientError(f"node-ical: {answer.stderr}")
    rows = json.loads(answer.stdout)
    return in_span(Shown(format_start(parse_start(row["start"])), row["title"], row["place"]) for row in rows)
