"""How a board's repository is kept: when anything last changed in it, and whether the board kept its name.

Unlike `log` it looks at the whole repository, and at it alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bulletin.load.history.git import Blobs, GitFailed, find_repository, run_git
from bulletin.load.sources import BOARD_FILE
from bulletin.model.upkeep import LastingNames, Upkeep

_LASTING = re.compile(r"""^(uid_domain|timezone)[ \t]*:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)
_MOST_NAMES = 100


def read_upkeep(content: Path) -> Upkeep | None:
    """How the repository is kept that the content folder lies in; None without one. Never raises."""
    folder = Path(os.path.realpath(content))
    top = find_repository(folder)
    if top is None:
        return None
    try:
        shallow, _, prefix = _text(
            run_git(folder, "rev-parse", "--is-shallow-repository", "--show-prefix")
        ).partition("\n")
        seconds = _text(_try_git(folder, "log", "-1", "--format=%ct")).strip()
        return Upkeep(
            top,
            is_shallow=shallow == "true",
            last_change=datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None,
            remote=_bare(_text(_try_git(folder, "config", "--get", "remote.origin.url")).strip()),
            names=tuple(_read_names(folder, prefix.removesuffix("\n"))),
        )
    except (GitFailed, OSError, ValueError, OverflowError) as error:
        return Upkeep(top, problem=str(error))


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape")


def _try_git(folder: Path, *arguments: str) -> bytes:
    """What git prints; nothing where there is nothing to print: no version yet, no such setting."""
    try:
        return run_git(folder, *arguments)
    except GitFailed:
        return b""


def _bare(remote: str) -> str:
    """An address without a user name and password, as `host/path`; "" for a folder."""
    match = re.fullmatch(
        r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]*@)?([\w.-]+\.[a-z]{2,})(?::\d+)?[:/]+([\w./~-]+?)(?:\.git)?/?",
        remote,
    )
    return f"{match[1]}/{match[2]}" if match else ""


def _read_names(folder: Path, prefix: str) -> Iterator[LastingNames]:
    """The names in each version in which one of them was written anew, the oldest first."""
    search = ("-G", "^(uid_domain|timezone)[[:space:]]*:", "--format=%H %ct")
    listing = _try_git(folder, "log", "--first-parent", "-m", "--no-ext-diff", *search, "--", BOARD_FILE)
    blobs = Blobs(folder)
    try:
        for line in reversed(_text(listing).split("\n")[: _MOST_NAMES + 1]):
            commit, _, seconds = line.partition(" ")
            data = blobs.read(f"{commit}:{prefix}{BOARD_FILE}") if seconds.isdecimal() else None
            if data is None:
                continue
            found = dict(_LASTING.findall(data.decode("utf-8-sig", "replace")))
            moment = datetime.fromtimestamp(int(seconds), UTC)
            yield LastingNames(moment, found.get("uid_domain", ""), found.get("timezone", ""))
    finally:
        blobs.close()
