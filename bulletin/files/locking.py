"""One run at a time into a folder."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module, util
from pathlib import Path
from typing import Any

from bulletin.problems import UnusableOutput

_NAME = ".bulletin-lock"
_OWNER = ".bulletin-lock-owner"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_WINDOWS = os.name == "nt"
_FCNTL: Any = import_module("fcntl") if util.find_spec("fcntl") else None
_MSVCRT: Any = import_module("msvcrt") if util.find_spec("msvcrt") else None
_A_MOMENT = 0.05
_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class _Unsupported(Exception):
    """This disk, or this computer, has no locks."""


@contextmanager
def lock(folder: Path, *, patience: float = 0) -> Iterator[None]:
    """Lock `folder` (made if it is missing) for one run; the lock's file is gone afterwards.

    Raises `UnusableOutput` if another run holds it for longer than `patience`, in seconds, or if the folder
    cannot be written. The system
    releases the lock of a run that was killed. Where there are no locks (some network disks), a file with
    the process number serves instead; that of a process that has ended counts for nothing.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        release = _claim(os.fspath(folder))
        for _ in range(int(patience / _A_MOMENT)):
            if release is not None:
                break
            time.sleep(_A_MOMENT)
            release = _claim(os.fspath(folder))
    except OSError as error:
        raise UnusableOutput(f"{folder}: cannot be written ({error.strerror or error}).") from error
    if release is None:
        hint = f" If none is, delete {_OWNER} in it." if os.path.lexists(folder / _OWNER) else ""
        raise UnusableOutput(f"{folder}: another run is writing there; try again when it has finished.{hint}")
    try:
        yield
    finally:
        with suppress(OSError):
            release()


def _claim(folder: str) -> Callable[[], None] | None:
    try:
        return _claim_by_system(f"{folder}/{_NAME}")
    except _Unsupported:
        with suppress(OSError):
            os.unlink(f"{folder}/{_NAME}")
        return _claim_by_owner(f"{folder}/{_OWNER}")


def _claim_by_system(path: str) -> Callable[[], None] | None:
    """What releases the lock, or None if another run holds it."""
    while True:
        try:
            descriptor = os.open(path, _FLAGS, 0o666)
        except PermissionError:
            if _WINDOWS and os.path.exists(path):  # another run is just deleting it
                return None
            raise
        try:
            held = _lock_descriptor(descriptor)
            # The run before us may have deleted the file between our opening and our locking it.
            current = held and _is_still(descriptor, path)
        except BaseException:
            os.close(descriptor)
            raise
        if current:
            return lambda: _release(descriptor, path)
        os.close(descriptor)
        if not held:
            return None


def _lock_descriptor(descriptor: int) -> bool:
    try:
        if _FCNTL is not None:
            _FCNTL.flock(descriptor, _FCNTL.LOCK_EX | _FCNTL.LOCK_NB)
        elif _MSVCRT is not None:
            _MSVCRT.locking(descriptor, _MSVCRT.LK_NBLCK, 1)
        else:
            raise _Unsupported
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise _Unsupported from error
    return True


def _is_still(descriptor: int, path: str) -> bool:
    if _WINDOWS:  # an open file cannot be deleted there
        return True
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False


def _release(descriptor: int, path: str) -> None:
    if not _WINDOWS:
        with suppress(OSError):
            os.unlink(path)
        os.close(descriptor)
        return
    os.close(descriptor)
    os.unlink(path)


def _claim_by_owner(path: str) -> Callable[[], None] | None:
    for _ in range(2):
        try:
            descriptor = os.open(path, _FLAGS | os.O_EXCL, 0o666)
        except FileExistsError:
            if _is_running(path):
                return None
            with suppress(FileNotFoundError):
                os.unlink(path)
            continue
        os.write(descriptor, str(os.getpid()).encode("ascii"))
        os.close(descriptor)
        return lambda: os.unlink(path)
    return None


def _is_running(path: str) -> bool:
    """Whether the process that wrote its number into a file still runs; if in doubt, it does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            number = os.read(descriptor, 20)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return False
    return not number.isdigit() or is_running(int(number))


def is_running(number: int) -> bool:
    """Whether another process of this number runs on this computer; if in doubt, it does."""
    if _WINDOWS:  # where kill(pid, 0) does not ask a process but ends it
        return True
    if number == os.getpid():  # ours: an earlier run had the same number
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
