"""Radicale, a CalDAV server: what a household's own calendar server makes of the board."""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from icalendar import Calendar

from tests.checkers.programs import MissingCheckerError
from tests.clients.programs import ClientError, environment_of

# Until it listens, and for one answer; seconds.
PATIENCE = 30

_COLLECTION = "/patron/town/"
_USER = base64.b64encode(b"patron:patron").decode()
_DAY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start:%Y%m%d}T050000Z" end="{end:%Y%m%d}T050000Z"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>
"""
"""What is on during one day of Eastern standard time? RFC 4791 §7.8.1."""


@dataclass(frozen=True, slots=True)
class Radicale:
    """A server with one calendar in it."""

    port: int

    def put(self, calendar: bytes) -> int:
        """Let the calendar be that; the status of the answer."""
        status, _ = self._ask("PUT", calendar, "text/calendar; charset=utf-8")
        return status

    def get(self) -> bytes:
        """The calendar as it gives it back."""
        status, answer = self._ask("GET")
        if status != 200:
            raise ClientError(f"Radicale: {status} {answer[:500]!r}")
        return answer

    def find_uids(self, day: date) -> set[str]:
        """The UIDs of what it finds on a day."""
        query = _DAY.format(start=day, end=day + timedelta(1)).encode()
        status, answer = self._ask("REPORT", query, "application/xml; charset=utf-8")
        if status != 207:
            raise ClientError(f"Radicale: {status} {answer[:500]!r}")
        found = ElementTree.fromstring(answer).iter("{urn:ietf:params:xml:ns:caldav}calendar-data")
        entries = (entry for one in found for entry in Calendar.from_ical(one.text or "").walk("VEVENT"))
        return {str(entry["UID"]) for entry in entries}

    def _ask(self, method: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        headers = {"Authorization": f"Basic {_USER}", "Depth": "1"} | ({"Content-Type": kind} if kind else {})
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, _COLLECTION, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def serve_radicale(home: Path) -> Iterator[Radicale]:
    """A server for this computer only, until the end of the block."""
    if not find_spec("radicale"):
        raise MissingCheckerError("radicale is not installed: run `make test`")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "none",
        "storage-filesystem-folder": str(home / "collections"),
    }
    command = [sys.executable, "-m", "radicale", "--config", ""]
    command += [f"--{name}={value}" for name, value in options.items()]
    home.mkdir(parents=True)
    said = home / "log"
    with said.open("wb") as log:
        server = subprocess.Popen(
            command, env=environment_of(home, "America/Toronto"), stdout=log, stderr=log
        )
        try:
            _wait(server, port, said)
            yield Radicale(port)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], port: int, said: Path) -> None:
    """Until it listens. Raises `ClientError` when it does not."""
    for _ in range(PATIENCE * 10):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise ClientError(f"Radicale does not listen: {said.read_text(encoding='utf-8', errors='replace')}")
