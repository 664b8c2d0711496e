"""A minute of fuzzing; longer with `BULLETIN_TEST_EFFORT`."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import SEED, scaled
from tests.fuzz.__main__ import MOST_BYTES, fuzz
from tests.fuzz.targets import TARGETS
from tests.site.building import CHECKOUT

# How many random inputs each target takes in three or four seconds; whole sites take longer than addresses.
INPUTS = {
    "encoding": 15_000,
    "reader": 5_000,
    "repeat": 1_500,
    "rrule": 30_000,
    "moments": 8_000,
    "markup": 700,
    "urls": 50_000,
    "pictures": 25_000,
    "record": 1_000,
    "site": 150,
}

# How many inputs guided by the code they reach; it takes four seconds until the first of them.
GUIDED = {"reader": 2_000, "repeat": 1_000, "markup": 500, "record": 500}


def test_every_target_has_its_share() -> None:
    assert INPUTS.keys() == TARGETS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise_or_takes_long(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp(name))  # what is broken is written there
    run = fuzz(name, sys.maxsize, seed=SEED, most=scaled(INPUTS[name]))
    assert run.broken == 0, f"seed {SEED}"
    assert run.count == scaled(INPUTS[name])


@pytest.mark.parametrize("name", GUIDED)
@settings(max_examples=scaled(200))
@given(data=st.binary(max_size=MOST_BYTES))
def test_no_small_input_breaks_a_promise(name: str, data: bytes) -> None:
    TARGETS[name](data)  # raises where one is broken


@pytest.mark.debian
@pytest.mark.parametrize("name", GUIDED)
def test_no_input_that_leads_into_every_corner_breaks_a_promise(name: str, tmp_path: Path) -> None:
    assert find_spec("atheris"), "install the packages of the extra `test`"
    command = [sys.executable, "-m", "tests.fuzz", "--seconds", "3600", "--seed", str(SEED)]
    done = subprocess.run(
        [*command, "--most", str(scaled(GUIDED[name])), name],
        cwd=tmp_path,  # what is broken is written there
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert f"Done {scaled(GUIDED[name])} runs" in done.stderr
    assert list(tmp_path.iterdir()) == []
