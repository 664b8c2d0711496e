"""A small board in a repository, for the steps of workflows."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

# The workflows build for today, whenever that is.
SOON = date.today() + timedelta(days=30)

BOARD = """title: Alder Crossing
url: https://board.example
uid_domain: board.example
timezone: America/Vancouver
languages: en
library: library
contact: {email: board@library.example}
"""
PARTNER = "name: Alder Crossing Public Library\nkind: library\ncontact: {phone: 555-0100}\n"
VENUE = "name: Main library\naddress: 1 Alder Street\nlibrary_site: yes\n"
EVENT = f"""title: Toddler story time
start: {SOON} 10:15
end: 10:45
venue: main
summary: Songs and stories for small children.
categories: storytime
cost: free
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Librarian", "-c", "user.email=librarian@library.example"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def write_content(checkout: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = checkout / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
