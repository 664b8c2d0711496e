"""A calendar by libical's restriction check (RFC 5545 §3.6 and RFC 5546 §3), the strictest validator."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.checkers.programs import HERE, MissingCheckerError, find_program, run_program


@dataclass(frozen=True, slots=True)
class Libical:
    """The compiled check."""

    program: Path

    def check_calendar(self, calendar: bytes) -> list[str]:
        """What libical finds wrong, as `COMPONENT: what`."""
        answer = run_program([self.program], stdin=calendar.decode("utf-8"))
        found = [line for line in answer.stdout.splitlines() if line]
        if answer.returncode not in (0, 1) or bool(answer.returncode) != bool(found):
            found.append(f"libical ended with {answer.returncode}: {answer.stderr}")
        return found


def build_libical(folder: Path) -> Libical:
    """Compile the check into `folder`."""
    flags = run_program([find_program("pkg-config"), "--cflags", "--libs", "libical"])
    if flags.returncode:
        raise MissingCheckerError("libical-dev is not installed: run `make packages` (as root, or with sudo)")
    program = folder / "libical-check"
    compiled = run_program(
        [find_program("cc"), "-O1", "-o", program, HERE / "libical.c", *shlex.split(flags.stdout)]
    )
    assert compiled.returncode == 0, compiled.stderr
    return Libical(program)
