"""Half a minute of fuzzing; longer with `BULLETIN_TEST_EFFORT`."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import SEED, halved_by_day, scaled
from tests.fuzz.__main__ import MOST_BYTES, fuzz
from tests.fuzz.targets import TARGETS
from tests.site.building import CHECKOUT

# How many random inputs each target takes in one or two seconds; whole sites take longer than addresses.
INPUTS = {
    "encoding": 6_000,
    "reader": 2_000,
    "repeat": 600,
    "rrule": 12_000,
    "moments": 3_000,
    "markup": 300,
    "urls": 20_000,
    "pictures": 10_000,
    "record": 400,
    "site": 100,
}

# Those that are guided by the code they reach, and how many inputs each.
GUIDED = ("reader", "repeat", "markup", "record")
GUIDED_INPUTS = 500


@dataclass(frozen=True, slots=True)
class Guided:
    """What a guided run said, and the files it wrote of inputs that broke a promise."""

    stdout: str
    stderr: str
    broken: list[str]


def test_every_target_has_its_share() -> None:
    assert INPUTS.keys() == TARGETS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise_or_takes_long(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp(name))  # what is broken is written there
    run = fuzz(name, sys.maxsize, seed=SEED, most=halved_by_day(INPUTS[name]))
    assert run.broken == 0, f"seed {SEED}"
    assert run.count == halved_by_day(INPUTS[name])


@pytest.mark.parametrize("name", GUIDED)
@settings(max_examples=scaled(100))
@given(data=st.binary(max_size=MOST_BYTES))
def test_no_small_input_breaks_a_promise(name: str, data: bytes) -> None:
    TARGETS[name](data)  # raises where one is broken


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Guided:
    """All of them in one run: what atheris does to the code before the first input takes four seconds."""
    assert find_spec("atheris"), "install the packages of the extra `test`"
    folder = tmp_path_factory.mktemp("guided")
    amounts = ("--seconds", "14400", "--seed", str(SEED), "--most", str(halved_by_day(GUIDED_INPUTS)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *amounts, *GUIDED],
        cwd=folder,  # what is broken is written there
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Guided(done.stdout, done.stderr, [path.name for path in folder.iterdir()])


@pytest.mark.debian
@pytest.mark.parametrize("name", GUIDED)
def test_no_input_that_leads_into_every_corner_breaks_a_promise(name: str, guided: Guided) -> None:
    assert f"{name}: guided, ended with 0\n" in guided.stdout, guided.stderr[-4000:]
    assert guided.stderr.count(f"Done {halved_by_day(GUIDED_INPUTS)} runs") == len(GUIDED)
    assert guided.broken == []
