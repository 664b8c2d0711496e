"""Many like tasks, shared out among processes: the one place that starts any.

Processes are forked where the system is sure to allow it, and spawned elsewhere (macOS, Windows). One that
dies, or is at a task for too long, costs that task and nothing else: its other tasks are given to another.
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
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_TASKS_AHEAD = 2
"""Tasks a process has at a time, so that it need not wait for the next one."""

_PROFILE_SIGNAL = getattr(signal, "SIGPROF", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWork:
    """`jobs` is how many processes work; this one is among them if `here`, and begins with the last task.

    `seconds` of processor time is the most a task may take in another process (0: any; not on Windows).
    `method` is how processes are started; "" is `start_method()`.
    """

    jobs: int
    here: bool = True
    seconds: int = 0
    method: str = ""


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
    work: Callable[[T], R], tasks: Sequence[T], options: SharedWork
) -> Iterator[tuple[T, R | Lost]]:
    """Each task with the answer of `work`, in the order in which they are done; raises what `work` raises.

    Unless processes are forked, `work` and `tasks` are sent to them, so both must be picklable.
    Where no process can be started, everything is done here.
    """
    workers = _Workers(work, tasks, options)
    # A garbage collection writes into all objects, and what is written is no longer shared with a fork.
    gc.freeze()
    try:
        workers.start(min(options.jobs - options.here, len(tasks)))
        while workers.waiting or any(worker.tasks for worker in workers.by_connection.values()):
            workers.send_tasks()
            alone = not workers.by_connection
            answers = [*workers.receive(block=not alone and not (options.here and workers.waiting))]
            if not answers and workers.waiting and (options.here or alone):
                task = tasks[workers.waiting.pop()]
                yield task, work(task)
            for number, answer in answers:
                yield tasks[number], answer
    finally:
        workers.stop()
        gc.unfreeze()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    tasks: deque[int] = field(default_factory=deque)


class _Workers(Generic[T, R]):
    """The other processes with the numbers of their tasks, and those no process has yet."""

    def __init__(self, work: Callable[[T], R], tasks: Sequence[T], options: SharedWork) -> None:
        self.context = multiprocessing.get_context(options.method or start_method())
        self.arguments = (work, tasks, options.seconds)
        self.waiting = deque(range(len(tasks)))
        self.by_connection: dict[Connection, _Worker] = {}

    def start(self, number: int) -> None:
        # Without processes or pipes to be had (a locked-down container), those there are will do.
        with suppress(OSError):
            for _ in range(number):
                ours, theirs = self.context.Pipe()
                inherited = (ours, *self.by_connection) if self.context.get_start_method() == "fork" else ()
                arguments = (*self.arguments, theirs, inherited)
                process = self.context.Process(target=_do_tasks, args=arguments, daemon=True)  # type: ignore[attr-defined]
                process.start()
                theirs.close()
                self.by_connection[ours] = _Worker(process)

    def send_tasks(self) -> None:
        for connection, worker in self.by_connection.items():
            while self.waiting and len(worker.tasks) < _TASKS_AHEAD:
                worker.tasks.append(self.waiting.popleft())
                with suppress(OSError):  # the process has died, which `receive` learns
                    connection.send(worker.tasks[-1])

    def receive(self, *, block: bool) -> Iterator[tuple[int, R | Lost]]:
        """The answers that are ready now; with `block`, at least one is waited for."""
        busy = [connection for connection, worker in self.by_connection.items() if worker.tasks]
        for connection in wait(busy, None if block else 0) if busy else ():
            assert isinstance(connection, Connection)
            try:
                answer, error = connection.recv()
            except (EOFError, OSError):
                yield self._replace(connection)
                continue
            if error is not None:
                raise error
            yield self.by_connection[connection].tasks.popleft(), answer

    def _replace(self, connection: Connection) -> tuple[int, Lost]:
        """Start another process in place of one that died; returns the task it died of."""
        worker = self.by_connection.pop(connection)
        connection.close()
        worker.process.join()
        number = worker.tasks.popleft()
        self.waiting.extendleft(reversed(worker.tasks))
        self.start(1)
        return number, Lost(_PROFILE_SIGNAL is not None and worker.process.exitcode == -_PROFILE_SIGNAL)

    def stop(self) -> None:
        for connection, worker in self.by_connection.items():
            if worker.tasks:
                worker.process.terminate()
            connection.close()
        for worker in self.by_connection.values():
            worker.process.join()


def _do_tasks(
    work: Callable[[T], R],
    tasks: Sequence[T],
    seconds: int,
    connection: Connection,
    inherited: Sequence[Connection],
) -> None:
    """In another process: answer each task whose number comes, until the connection is closed."""
    for other in inherited:  # so that a process at its other end learns of our parent's death
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            task = tasks[connection.recv()]
            answer: tuple[R | None, Exception | None]
            _limit_time(seconds)
            try:
                answer = work(task), None
            except Exception as error:
                error.add_note("".join(traceback.format_exception(error)))
                answer = None, error
            _limit_time(0)
            connection.send(answer)


def _limit_time(seconds: int) -> None:
    """End this process after so many more seconds of processor time; 0: never."""
    if _PROFILE_SIGNAL is not None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
