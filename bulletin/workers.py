"""Many like tasks, shared out among processes: the one place that starts any.

Processes are forked where the system is sure to allow it, and started anew elsewhere (macOS, Windows). One
that dies, or is at a task for too long, costs that task and nothing else: the rest is given to another.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Tasks a process has at a time, so that it need not wait for the next one."""

_PROFILE_SIGNAL = getattr(signal, "SIGPROF", None)


@dataclass(frozen=True, slots=True)
class Lost:
    """Instead of an answer: the process died of the task, or was `too_slow` and ended."""

    too_slow: bool = False


def start_method() -> str:
    """How processes are started here: `fork` (at once, with all that is known) or `spawn` (from nothing)."""
    # macOS offers fork, but its own libraries break in a forked process.
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if can_fork else "spawn"


def share_out(
    work: Callable[[T], R],
    tasks: Sequence[T],
    *,
    jobs: int,
    here: bool = True,
    seconds: int = 0,
    method: str = "",
) -> Iterator[tuple[T, R | Lost]]:
    """Each task with the answer of `work`, in the order in which they are done.

    `jobs` is how many processes are at it; this one is among them if `here`, and begins with the last task.
    `seconds` of processor time is the most a task may take elsewhere (0: any; not on Windows).
    What `work` raises is raised here.
    Unless processes can be forked, `work` and `tasks` are sent to them.
    Where no process can be started, everything is done here.
    """
    crew = _Crew(work, tasks, multiprocessing.get_context(method or start_method()), seconds)
    # What stands in memory stays shared with the new processes as long as nobody counts through it.
    gc.freeze()
    try:
        crew.hire(min(jobs - 1 if here else jobs, len(tasks)))
        while crew.waiting or crew.is_busy:
            crew.give()
            alone = not crew.members
            found = [*crew.answers(block=not alone and not (here and crew.waiting))]
            if not found and crew.waiting and (here or alone):
                task = tasks[crew.waiting.pop()]
                yield task, work(task)
            for number, answer in found:
                yield tasks[number], answer
    finally:
        crew.dismiss()
        gc.unfreeze()


@dataclass(slots=True)
class _Member:
    process: BaseProcess
    given: deque[int] = field(default_factory=deque)


class _Crew(Generic[T, R]):
    """The processes, and who has been given what."""

    def __init__(
        self, work: Callable[[T], R], tasks: Sequence[T], context: BaseContext, seconds: int
    ) -> None:
        self.work = work
        self.tasks = tasks
        self.context = context
        self.seconds = seconds
        self.waiting = deque(range(len(tasks)))
        self.members: dict[Connection, _Member] = {}

    @property
    def is_busy(self) -> bool:
        return any(member.given for member in self.members.values())

    def hire(self, number: int) -> None:
        try:
            for _ in range(number):
                ours, theirs = self.context.Pipe()
                others = (ours, *self.members) if self.context.get_start_method() == "fork" else ()
                arguments = (self.work, self.tasks, self.seconds, theirs, others)
                process = self.context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
                process.start()
                theirs.close()
                self.members[ours] = _Member(process)
        except OSError:
            # No processes or no pipes to be had (a locked-down container): those there are will do.
            return

    def give(self) -> None:
        for connection, member in self.members.items():
            while self.waiting and len(member.given) < _AHEAD:
                number = self.waiting.popleft()
                member.given.append(number)
                with suppress(OSError):  # it has died; its end of the pipe will tell
                    connection.send(number)

    def answers(self, *, block: bool) -> Iterator[tuple[int, R | Lost]]:
        """What is ready now; with `block`, at least one answer is waited for."""
        asked = [connection for connection, member in self.members.items() if member.given]
        for connection in wait(asked, None if block else 0) if asked else ():
            assert isinstance(connection, Connection)
            member = self.members[connection]
            try:
                answer = connection.recv()
            except (EOFError, OSError):
                yield self._replace(connection), Lost(_was_too_slow(member.process))
                continue
            if isinstance(answer, _Raised):
                raise answer.error
            yield member.given.popleft(), answer

    def _replace(self, connection: Connection) -> int:
        """Another process in place of one that died; returns the task it died of."""
        member = self.members.pop(connection)
        connection.close()
        member.process.join()
        culprit = member.given.popleft()
        self.waiting.extendleft(reversed(member.given))
        self.hire(1)
        return culprit

    def dismiss(self) -> None:
        for connection, member in self.members.items():
            if member.given:
                member.process.terminate()
            connection.close()
        for member in self.members.values():
            member.process.join()
        self.members.clear()


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


def _serve(
    work: Callable[[T], R],
    tasks: Sequence[T],
    seconds: int,
    connection: Connection,
    others: Sequence[Connection],
) -> None:
    """In another process: do what one is asked, until nobody asks any more."""
    for other in others:  # so that whoever waits at their other ends learns of our parent's death
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            number = connection.recv()
            _limit_time(seconds)
            answer = _answer(work, tasks[number])
            _limit_time(0)
            connection.send(answer)


def _answer(work: Callable[[T], R], task: T) -> R | _Raised:
    try:
        return work(task)
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))
        return _Raised(error)


def _limit_time(seconds: int) -> None:
    """So many seconds of processor time from now on, this process is ended; 0: it is not."""
    if _PROFILE_SIGNAL is not None:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _was_too_slow(process: BaseProcess) -> bool:
    return _PROFILE_SIGNAL is not None and process.exitcode == -_PROFILE_SIGNAL
