"""Boards to build whole: the two golden ones and the sample town, and commands run as people run them."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, NoReturn

import bulletin.commands.build
import bulletin.commands.check  # noqa: F401  (so that a forked command has it)
from bulletin.__main__ import main as run_and_end
from bulletin.workers import start_method
from tests.plain_theme import plain_theme

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
    given = [*map(str, arguments)]
    # Python is told by its environment how to start, so such a process starts from nothing.
    if environment is not None or umask != -1 or start_method() != "fork":
        ran = _run_from_nothing(given, cwd or CHECKOUT, dict(environment or {}), umask)
    else:
        ran = _run_forked(given, cwd or CHECKOUT)
    assert "Traceback" not in ran.said, ran.said
    return ran


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _run_from_nothing(arguments: list[str], cwd: Path, environment: dict[str, str], umask: int) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "bulletin", *arguments],
        cwd=cwd,
        env=_environment() | {"PYTHONPATH": str(CHECKOUT)} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        umask=umask,
    )
    return Ran(done.returncode, done.stdout + done.stderr)


def _run_forked(arguments: list[str], cwd: Path) -> Ran:
    """The same, with everything imported and the theme built: both take longer than most commands do."""
    plain_theme()
    with TemporaryFile() as stdout, TemporaryFile() as stderr:
        process = get_context("fork").Process(target=_become, args=(arguments, cwd, stdout, stderr))
        process.start()
        process.join(PATIENCE)
        process.kill()
        process.join()
        assert process.exitcode is not None
        said = b""
        for file in (stdout, stderr):
            file.seek(0)
            said += file.read()
        return Ran(process.exitcode, said.decode("utf-8"))


def _become(arguments: list[str], cwd: Path, stdout: IO[bytes], stderr: IO[bytes]) -> NoReturn:
    gc.freeze()  # what the tests hold is not gone through again
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(_environment())
    sys.stdout, sys.stderr = TextIOWrapper(stdout, "utf-8"), TextIOWrapper(stderr, "utf-8")
    os.dup2(stdout.fileno(), 1)
    os.dup2(stderr.fileno(), 2)
    sys.argv = ["bulletin", *arguments]
    run_and_end()


def build(content: Path, out: Path, *arguments: str, today: str = TODAY, jobs: int = 1) -> Ran:
    """`bulletin build`, in as many processes as `jobs` says."""
    where = ("--content", content, "--out", out)
    return run_bulletin("build", *where, "--today", today, "--jobs", str(jobs), *arguments)


def copy_board(name: str, folder: Path) -> Path:
    """The content of a board of `tests/boards/`, or of the sample town, where no version history is."""
    source = TOWN if name == "town" else BOARDS / name / "content"
    return Path(shutil.copytree(source, folder))


@dataclass(frozen=True, slots=True)
class Sites:
    """Built sites of boards, in a folder that all processes of a run of tests share."""

    folder: Path

    def build(self, name: str) -> Path:
        """The board's site, built unless another process did so; its content lies in `content/` beside it."""
        found = self.folder / f"site-{name}"
        if not found.exists():
            with TemporaryDirectory(prefix=f"{name}-", dir=self.folder) as made:
                work = Path(made) / "site"
                built = build(copy_board(name, work / "content"), work / "public", jobs=2)
                assert built.code == 0, built.said
                with suppress(OSError):  # meanwhile another process may have put its own there
                    work.rename(found)
        return found / "public"


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
