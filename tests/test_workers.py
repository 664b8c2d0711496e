from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.problems import UnusableTheme
from bulletin.workers import Lost, SharedWork, share_out

METHODS = [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]
HERE = os.getpid()


def double(number: int) -> int:
    return 2 * number


def die_elsewhere_of_7(number: int) -> int:
    if number == 7 and multiprocessing.parent_process() is not None:
        os._exit(9)
    return number


def think_for_ever_of_7(number: int) -> int:
    while number == 7 and multiprocessing.parent_process() is not None:
        pass
    return number


def refuse_7(number: int) -> int:
    if number == 7:
        raise UnusableTheme("seven")
    return number


def whose(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


class Noted:
    """Notes in a folder which tasks were done, by which processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        (self.folder / f"{number} {os.getpid()}").touch()
        return number


def answers(found: Iterator[tuple[int, int | Lost]]) -> dict[int, int | Lost]:
    every = list(found)
    assert len(dict(every)) == len(every)
    return dict(every)


@given(st.lists(st.integers(), unique=True, max_size=30), st.integers(1, 4), st.booleans())
def test_every_task_has_one_answer_however_many_processes_share_them(
    tasks: Sequence[int], jobs: int, here: bool
) -> None:
    assert answers(share_out(double, tasks, SharedWork(jobs=jobs, here=here))) == {
        task: 2 * task for task in tasks
    }


@pytest.mark.parametrize("method", METHODS)
def test_however_processes_are_started_the_answers_are_the_same(method: str) -> None:
    found = answers(share_out(double, range(50), SharedWork(jobs=3, method=method)))
    assert found == {task: 2 * task for task in range(50)}


def test_others_do_their_share() -> None:
    found = answers(share_out(whose, range(40), SharedWork(jobs=3)))
    assert len(set(found.values())) == 3
    assert HERE in found.values()


def test_this_process_leaves_alone_what_may_be_dangerous() -> None:
    assert HERE not in answers(share_out(whose, range(20), SharedWork(jobs=1, here=False))).values()


@pytest.mark.parametrize("method", METHODS)
def test_a_process_that_dies_costs_its_task_and_no_other(method: str, tmp_path: Path) -> None:
    found = answers(share_out(die_elsewhere_of_7, range(20), SharedWork(jobs=2, here=False, method=method)))
    assert found.pop(7) == Lost()
    assert found == {task: task for task in range(20) if task != 7}


def test_a_task_that_takes_too_long_is_given_up() -> None:
    found = answers(share_out(think_for_ever_of_7, range(20), SharedWork(jobs=2, here=False, seconds=1)))
    assert found.pop(7) == Lost(too_slow=True)
    assert found == {task: task for task in range(20) if task != 7}


@pytest.mark.parametrize("method", METHODS)
def test_an_exception_in_a_process_is_raised_in_the_main_one(method: str) -> None:
    with pytest.raises(UnusableTheme, match="seven"):
        answers(share_out(refuse_7, range(20), SharedWork(jobs=2, here=False, method=method)))


def test_one_process_is_enough(tmp_path: Path) -> None:
    assert len(answers(share_out(Noted(tmp_path), range(9), SharedWork(jobs=1)))) == 9
    assert {path.name for path in tmp_path.iterdir()} == {f"{task} {HERE}" for task in range(9)}


def test_where_no_process_can_be_started_everything_is_done_in_the_main_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no pipes here")

    monkeypatch.setattr("multiprocessing.context.BaseContext.Pipe", refused)
    assert len(answers(share_out(Noted(tmp_path), range(9), SharedWork(jobs=4, here=False)))) == 9
    assert {path.name for path in tmp_path.iterdir()} == {f"{task} {HERE}" for task in range(9)}


def test_whoever_stops_in_the_middle_leaves_no_process_behind() -> None:
    found = share_out(whose, range(100), SharedWork(jobs=3))
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
