"""All pages of a site, in one process or shared out among several.

Processes are forked where the system is sure to allow it, and started anew elsewhere (macOS, Windows);
there theme and pages are sent to them. A process that dies costs time and nothing else: its pages are
rendered here.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext

from jinja2 import BaseLoader
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS

from bulletin.model.site import Frame, OutputFile, Page
from bulletin.render.escaping import EscapingEnvironment
from bulletin.render.html import render_page
from bulletin.render.themes import Theme

SMALL = {"fork": 400, "spawn": 2000}
"""So many pages are rendered sooner than other processes are started, by the way they are started."""

CHUNK = 50
"""Pages a process gets at a time."""

_AHEAD = 4
"""Chunks per process that may wait for being written, so that a slow disk does not fill the memory."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process needs to render any page. `pages` is empty where pages are sent with each task."""

    theme: Theme
    frames: Mapping[str, Frame]
    pages: Sequence[Page]


def render_pages(
    pages: Sequence[Page],
    frames: Mapping[str, Frame],
    theme: Theme,
    *,
    jobs: int = 1,
    method: str = "",
) -> Iterator[OutputFile]:
    """Every page in its order, whatever the number of `jobs`. While one is looked at, others are rendered.

    `method` is how processes are started ("fork", "spawn"), "" the best this system has. Raises
    `UnusableTheme`.
    """
    work = _Work(theme, frames, pages)
    context = _context(method)
    started = context.get_start_method() or "spawn"
    if jobs < 2 or len(pages) <= SMALL[started]:
        yield from _render(work, pages)
        return
    forked = started == "fork"
    # A forked process finds everything where it is; to another one the pages come with each task.
    kept = work if forked else _Work(theme, frames, ())
    yield from _render_shared(work, kept, context, jobs)


def _context(method: str) -> BaseContext:
    if not method:
        # macOS offers fork, but its own libraries break in a forked process.
        can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
        method = "fork" if can_fork else "spawn"
    return multiprocessing.get_context(method)


def _render(work: _Work, pages: Sequence[Page]) -> Iterator[OutputFile]:
    for page in pages:
        yield OutputFile(page.path, render_page(work.theme, work.frames[page.lang], page))


def _render_shared(work: _Work, kept: _Work, context: BaseContext, jobs: int) -> Iterator[OutputFile]:
    pages = work.pages
    starts = iter(range(0, len(pages), CHUNK))
    waiting: deque[tuple[int, Future[list[bytes]] | None]] = deque()
    pool = _pool(kept, context, jobs)

    def submit() -> None:
        start = next(starts, None)
        if start is not None:
            waiting.append((start, _submit(pool, pages, start, alone=bool(kept.pages))))

    try:
        for _ in range(jobs * _AHEAD):
            submit()
        while waiting:
            start, future = waiting.popleft()
            chunk = pages[start : start + CHUNK]
            rendered = _result(future)
            submit()
            if rendered is None:
                yield from _render(work, chunk)
            else:
                for page, data in zip(chunk, rendered, strict=True):
                    yield OutputFile(page.path, data)
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(kept: _Work, context: BaseContext, jobs: int) -> ProcessPoolExecutor | None:
    try:
        return ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(kept,))
    except (OSError, NotImplementedError, ImportError):
        # No shared memory or no semaphores here (a locked-down container): one process will do.
        return None


def _submit(
    pool: ProcessPoolExecutor | None, pages: Sequence[Page], start: int, *, alone: bool
) -> Future[list[bytes]] | None:
    if pool is None:
        return None
    try:
        return pool.submit(_render_chunk, start, () if alone else pages[start : start + CHUNK])
    except (BrokenProcessPool, OSError):
        return None


def _result(future: Future[list[bytes]] | None) -> list[bytes] | None:
    """The bytes of a chunk; None when the process that had it died."""
    if future is None:
        return None
    try:
        return future.result()
    except BrokenProcessPool:
        return None


_WORK: list[_Work] = []
"""In a process of the pool: what it was begun with."""


def _begin(work: _Work) -> None:
    _WORK[:] = [work]


def _render_chunk(start: int, sent: Sequence[Page]) -> list[bytes]:
    work = _WORK[0]
    pages = sent or work.pages[start : start + CHUNK]
    return [file.data for file in _render(work, pages)]


_Packed = tuple[Callable[..., EscapingEnvironment], tuple[object, ...]]


def _pack_environment(environment: EscapingEnvironment) -> _Packed:
    """An environment as what was added to it: its compiled templates are compiled again over there."""
    filters = {name: f for name, f in environment.filters.items() if FILTERS.get(name) is not f}
    names = {name: g for name, g in environment.globals.items() if DEFAULT_NAMESPACE.get(name) is not g}
    return _unpack_environment, (environment.loader, filters, names)


def _unpack_environment(
    loader: BaseLoader, filters: dict[str, Callable[..., object]], names: dict[str, object]
) -> EscapingEnvironment:
    environment = EscapingEnvironment()
    environment.loader = loader
    environment.filters.update(filters)
    environment.globals.update(names)
    return environment


copyreg.pickle(EscapingEnvironment, _pack_environment)
