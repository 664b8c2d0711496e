"""Where a build keeps what the next one need not do again."""

from __future__ import annotations

import os
from pathlib import Path

from bulletin.cache.ledger import Ledger
from bulletin.cache.store import Store
from bulletin.files import load_secret
from bulletin.problems import UnusableInput

FOLDER = ".bulletin-cache"
"""Beside the content folder, unless `--cache` names another."""


def open_ledger(content: Path, out: Path, cache: Path | None) -> Ledger | None:
    """The ledger of builds into `out`; None where nothing can be kept for this user.

    Raises `UnusableInput` for a folder in which a cache would be taken for content, or for a page.
    """
    folder = cache or Path(os.path.abspath(content)).parent / FOLDER
    place = Path(os.path.abspath(folder))
    for other in (content, out):
        if place.is_relative_to(os.path.abspath(other)):
            raise UnusableInput(f"--cache {folder}: lies in {other}; name a folder outside of it.")
    secret = load_secret(_secret_file())
    return Ledger(Store(place, secret), out) if secret else None


def find_git() -> str:
    """Where git is, as the search path says; without it no version history is told. "" for nowhere.

    Version history finds it for itself, but takes longer to load than a build in which nothing has changed.
    """
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for name in ("git", "git.exe"):
            place = os.path.join(folder, name)
            if os.path.isabs(place) and os.access(place, os.X_OK) and os.path.isfile(place):
                return place
    return ""


def _secret_file() -> Path:
    """In the folder of this user's state, as the system names it (XDG Base Directory, Windows)."""
    told = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    state = Path(told) if told and os.path.isabs(told) else Path(os.path.expanduser("~/.local/state"))
    return state / "bulletin" / "cache.key"
