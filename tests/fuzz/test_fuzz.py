"""A minute of fuzzing: the same inputs in each run, so that what passed passes again."""

from __future__ import annotations

import pytest

from tests.fuzz.__main__ import SLOW, fuzz
from tests.fuzz.targets import TARGETS

# How many inputs each target takes in about six seconds; whole sites take longer than addresses.
INPUTS = {
    "encoding": 30_000,
    "reader": 3_000,
    "repeat": 2_500,
    "rrule": 60_000,
    "moments": 15_000,
    "markup": 300,
    "urls": 100_000,
    "pictures": 50_000,
    "record": 1_000,
    "site": 300,
}


def test_every_target_has_its_share() -> None:
    assert INPUTS.keys() == TARGETS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise_or_takes_long(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp(name))  # what is broken is written there
    run = fuzz(name, 120, seed=1, most=INPUTS[name])
    assert run.broken == 0
    assert run.count == INPUTS[name]
    assert run.slowest < SLOW
