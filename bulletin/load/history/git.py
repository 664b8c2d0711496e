"""Git, run offline, in one language, and with nobody's settings.

A content folder may lie in a repository that a stranger configured. Nothing named in its configuration is
started (pager, hooks, file system monitor, external diff, signature check, transport), and what the
configuration says about logs and diffs is overridden, so every computer reads the same. `committing` alone
writes, and branches only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import IO

LONGEST = 120.0
"""Seconds after which git is stopped."""

BIGGEST = 10_000_000
"""Bytes; a larger version of a file is not read."""

_CHUNK = 1 << 16
_AT_ONCE = 32  # object ids that fit into any pipe at once (4 KB, 65 bytes each)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "color.ui=false",
    "diff.relative=false",
    "diff.renameLimit=1000",
    "diff.renames=true",
    "log.diffMerges=first-parent",
    "log.follow=false",
    "log.mailmap=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "protocol.allow=never",
    # The owner of a shared or mounted folder is often somebody else. Nothing that the repository's own
    # configuration names is run here, so reading it is safe.
    "safe.directory=*",
    "safe.bareRepository=explicit",
)


class GitFailed(Exception):
    """Git is missing, failed, or took too long. `str()` is one line for people."""


def find_repository(folder: Path) -> Path | None:
    """The nearest folder, this one or above it, that is checked out of a repository.

    Git itself also takes a folder for a repository that merely holds HEAD, objects and refs. A stranger may
    hand in files of these names, and with them another history for everything beside them.
    """
    for above in (folder, *folder.parents):
        place = above / ".git"
        if os.path.isfile(place) or os.path.exists(place / "HEAD"):
            return above
    return None


def find_git() -> str | None:
    """The git program on the search path; never one in the current folder."""
    found = shutil.which("git")
    return found if found and Path(found).is_absolute() else None


def run_git(folder: Path, *arguments: str, told: bytes = b"") -> bytes:
    """What git prints when run in `folder` and `told` something. Raises `GitFailed`."""
    try:
        done = subprocess.run(
            _command(folder, arguments),
            input=told,
            capture_output=True,
            env=_environment(folder),
            timeout=LONGEST,
            creationflags=_NO_WINDOW,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitFailed("git took too long") from error
    except (OSError, ValueError) as error:
        raise GitFailed("git cannot be started") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(said[0].removeprefix("fatal: ") if said else "git stopped without a word")
    return done.stdout


def stream_git(folder: Path, *arguments: str) -> Iterator[bytes]:
    """The NUL-ended parts of what git prints, as they come. Raises `GitFailed`, possibly after the last."""
    try:
        process = subprocess.Popen(
            _command(folder, arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(folder),
            creationflags=_NO_WINDOW,
        )
    except (OSError, ValueError) as error:
        raise GitFailed("git cannot be started") from error
    assert process.stdout is not None
    try:
        with _stopped_after(LONGEST, process):
            rest = b""
            while chunk := process.stdout.read(_CHUNK):
                *parts, rest = (rest + chunk).split(b"\0")
                yield from parts
            if process.wait():
                raise GitFailed("git could not read the version history")
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


class Blobs:
    """Versions of files by their object id, through one `git cat-file --batch`, started when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._finish: weakref.finalize[[subprocess.Popen[bytes]], Blobs] | None = None

    def read(self, oid: str) -> bytes | None:
        """The bytes of one version; None when it is not here, or larger than `BIGGEST`."""
        return next(self.read_each([oid]))

    def read_each(self, oids: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes of each version, in the order asked for, as `read` gives them."""
        waiting = iter(oids)
        while asked := list(islice(waiting, _AT_ONCE)):
            yield from self._read(asked)

    def _read(self, oids: list[str]) -> list[bytes | None]:
        found: list[bytes | None] = []
        try:
            process = self._process or self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            with _stopped_after(LONGEST, process):
                process.stdin.write("".join(f"{oid}\n" for oid in oids).encode())
                process.stdin.flush()
                for _ in oids:
                    found.append(_read_blob(process.stdout))
        except (OSError, ValueError):
            self.close()
            found += [None] * (len(oids) - len(found))
        return found

    def close(self) -> None:
        """End the process; the next `read` starts another."""
        if self._finish:
            self._finish()
        self._process = self._finish = None

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            _command(self._folder, ("cat-file", "--batch")),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder),
            creationflags=_NO_WINDOW,
        )
        self._process = process
        self._finish = weakref.finalize(self, _end, process)
        return process


def _read_blob(stream: IO[bytes]) -> bytes | None:
    """An answer of `git cat-file --batch`: `<oid> blob <size>`, the bytes, a line end; or `<oid> missing`."""
    words = stream.readline().split()
    if not words:
        raise ValueError("git is gone")
    if len(words) != 3:
        return None
    size = int(words[2])
    if size <= BIGGEST:
        data = stream.read(size + 1)
        if len(data) != size + 1:
            raise ValueError("git is gone")
        return data[:-1] if words[1] == b"blob" else None
    left = size + 1
    while left:
        chunk = stream.read(min(left, _CHUNK))
        if not chunk:
            raise ValueError("git is gone")
        left -= len(chunk)
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream:
            try:
                stream.close()
            except OSError:  # what was still to be written has nowhere to go
                continue
    process.wait()


@contextmanager
def _stopped_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    program = find_git()
    if program is None:
        raise OSError("there is no git")
    command = [program, "--no-pager", "--no-optional-locks", "--no-replace-objects", "-C", os.fspath(folder)]
    for setting in _SETTINGS:
        command += ("-c", setting)
    return [*command, *arguments]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    top = find_repository(Path(os.path.realpath(folder)))
    if top is not None:
        kept |= {"GIT_DIR": str(top / ".git"), "GIT_WORK_TREE": str(top)}
    return kept | {
        "LC_ALL": "C",
        "TZ": "UTC",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
