"""Subscribers' programs as a person runs them, each in a home of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.checkers.programs import run_program


class ClientError(AssertionError):
    """A client ended with an error. The message is what it said."""


def run_client(command: Sequence[str | Path], home: Path, *, zone: str = "America/Toronto") -> str:
    """What the program prints. Nothing of the person's own settings reaches it."""
    home.mkdir(parents=True, exist_ok=True)
    answer = run_program(command, env=environment_of(home, zone))
    if answer.returncode:
        raise ClientError(f"{Path(command[0]).name}: {answer.stdout}{answer.stderr}")
    return answer.stdout


def environment_of(home: Path, zone: str) -> dict[str, str]:
    folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    places = {f"XDG_{name}_HOME": str(home / folder) for name, folder in folders.items()}
    return {
        **places,
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "TZ": zone,
        "LC_ALL": "C.UTF-8",
    }
