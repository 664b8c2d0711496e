"""Boards to build whole: the two golden ones and the sample town, and commands run as people run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
BOARDS = CHECKOUT / "tests" / "boards"
TOWN = CHECKOUT / "content"
MANIFEST = ".bulletin.json"
TODAY = "2027-01-15"

# A command that takes longer than this hangs; seconds.
PATIENCE = 240


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ran: its exit code, and all it said."""

    code: int
    said: str


def run_bulletin(
    *arguments: str | Path,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    umask: int = -1,
) -> Ran:
    """`bulletin …` in a process of its own. `environment` is added to ours; no git setting reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    safe = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bulletin", *map(str, arguments)],
        cwd=cwd or CHECKOUT,
        env=kept | safe | {"PYTHONPATH": str(CHECKOUT)} | dict(environment or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        umask=umask,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    return Ran(done.returncode, said)


def build(content: Path, out: Path, *arguments: str, today: str = TODAY, jobs: int = 1) -> Ran:
    """`bulletin build`, in as many processes as `jobs` says."""
    where = ("--content", content, "--out", out)
    return run_bulletin("build", *where, "--today", today, "--jobs", str(jobs), *arguments)


def copy_board(name: str, folder: Path) -> Path:
    """The content of a board of `tests/boards/`, or of the sample town, where no version history is."""
    source = TOWN if name == "town" else BOARDS / name / "content"
    return Path(shutil.copytree(source, folder))


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path, without the manifest."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items()) if name != MANIFEST}


def differences(expected: Mapping[str, bytes], built: Mapping[str, bytes]) -> list[str]:
    """What is missing, what is too much, and the first line in which each other file differs."""
    found = [f"missing: {name}" for name in sorted(expected.keys() - built.keys())]
    found += [f"unexpected: {name}" for name in sorted(built.keys() - expected.keys())]
    for name in sorted(expected.keys() & built.keys()):
        if expected[name] != built[name]:
            found.append(f"differs: {name}{_first_difference(expected[name], built[name])}")
    return found


def _first_difference(expected: bytes, built: bytes) -> str:
    before, after = expected.splitlines(), built.splitlines()
    pairs = enumerate(zip([*before, b""], [*after, b""], strict=False), start=1)
    number, lines = next(((n, pair) for n, pair in pairs if pair[0] != pair[1]), (0, (b"", b"")))
    return f":{number}\n  - {lines[0].decode(errors='replace')}\n  + {lines[1].decode(errors='replace')}"
