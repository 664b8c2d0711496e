"""Finding and running the programs behind the checkers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NODE_MODULES = CHECKOUT / "node_modules"
HERE = Path(__file__).resolve().parent

# A checker that takes longer than this hangs; seconds.
PATIENCE = 300


class MissingCheckerError(AssertionError):
    """A checker is not installed. The message says how to install it."""


def find_program(*names: str) -> str:
    """The path of the first of these programs that is there."""
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise MissingCheckerError(f"{names[0]} is not installed: run `make packages` (as root, or with sudo)")


def find_node_file(path: str) -> Path:
    """A file of a Node package; `path` begins with the package's name."""
    found = NODE_MODULES / path
    if not found.exists():
        raise MissingCheckerError(f"node_modules/{path} is not there: run `npm ci --ignore-scripts`")
    return found


def find_environment_program(name: str) -> str:
    """A program that came with the Python packages of the extra `test`."""
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    if not beside:
        raise MissingCheckerError(f"{name} is not installed: run `make test`")
    return beside


def run_program(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run to the end; output as text. The exit code is the caller's to judge."""
    return subprocess.run(
        [str(part) for part in command],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env=None if env is None else dict(env),
    )
