"""rss2email, which sends news to a mailbox."""

from __future__ import annotations

import mailbox
from dataclasses import dataclass
from email.header import decode_header, make_header
from pathlib import Path

from tests.checkers.programs import find_environment_program
from tests.clients.programs import run_client

_SETTINGS = """
[DEFAULT]
to = patron@mail.example
email-protocol = maildir
maildir-path = {home}/mail
"""
_FEED = """
[feed.board]
url = {address}
"""


@dataclass(frozen=True, slots=True)
class Rss2Email:
    """A person's rss2email, subscribed to one feed."""

    home: Path
    address: str

    def subscribe(self) -> None:
        """Know all there is, and send nothing of it."""
        self._run("--no-send")

    def run(self) -> None:
        """Send what is new, as the person's timer does."""
        self._run()

    def _run(self, *arguments: str) -> None:
        settings = self.home / "config"
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "mail").mkdir(exist_ok=True)
        text = _SETTINGS.format(home=self.home) + _FEED.format(address=self.address)
        settings.write_text(text, encoding="utf-8")
        program = find_environment_program("r2e")
        run_client(
            [program, "--config", settings, "--data", self.home / "data", "run", *arguments], self.home
        )

    def list_mail(self) -> dict[str, str]:
        """The subjects of all mail so far, by the ids of its items."""
        box = mailbox.Maildir(self.home / "mail" / "INBOX")
        return {str(mail["X-RSS-ID"]): str(make_header(decode_header(mail["Subject"]))) for mail in box}
