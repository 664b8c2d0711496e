"""The forms of the repository's host: which one is for which command, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

FORMS: Mapping[str, str] = {
    "cancel": "tonight",
    "move": "tonight",
    "note": "tonight",
    "notice": "notice",
    "decide": "decide",
    "rename": "moves",
    "combine": "moves",
    "retire": "moves",
    "withdraw": "withdraw",
}
"""The workflow of each command of staff, without `.yml`."""

_HOST = "github.com"


def form_address(repository: str, command: str) -> str:
    """Where the form of a command is: open it, “Run workflow”, fill it in, “Run workflow”.

    "" where the host has no such forms.

    >>> form_address("https://github.com/oak/board", "cancel")
    'https://github.com/oak/board/actions/workflows/tonight.yml'
    """
    parts = urlsplit(repository)
    if parts.hostname != _HOST or command not in FORMS:
        return ""
    path = parts.path.strip("/").removesuffix(".git")
    return f"https://{_HOST}/{path}/actions/workflows/{FORMS[command]}.yml"
