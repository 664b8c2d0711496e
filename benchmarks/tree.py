"""A command with all its children: wall time, processor time, and the most memory they held together."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02
"""Seconds between two looks at the memory, at least."""

_REST = 20
"""How many times as long as a look took none is taken: looking at much memory would slow what is measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds; `memory` in bytes, shared pages counted once (0 where nobody tells)."""

    wall: float
    cpu: float
    memory: int
    output: str


def measure(command: Sequence[str], errors: int | None = subprocess.DEVNULL) -> Cost:
    """Run the command to its end; what it says of the content is not shown.

    Raises `subprocess.CalledProcessError` when it fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    memory = 0
    while process.poll() is None:
        looked = time.perf_counter()
        memory = max(memory, sum(map(_proportional_bytes, _family(process.pid))))
        time.sleep(max(_EVERY, _REST * (time.perf_counter() - looked)))
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, memory, output)


def _family(pid: int) -> list[int]:
    """The process and all that descend from it (Linux; elsewhere none are found)."""
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        found.append(parent)
        for task in _listed(Path(f"/proc/{parent}/task")):
            waiting += [int(child) for child in _read(task / "children").split()]
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in os.listdir(folder)]
    except OSError:
        return []


def _proportional_bytes(pid: int) -> int:
    """What the process holds, of shared pages only its share."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended since
        return ""
