"""What tests of every room share: the checkers that are slow to start, started once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.effort import REPEATS_ITSELF, scaled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.checkers.libical import Libical
    from tests.site.building import Sites

# The machine's load is not the code's fault.
settings.register_profile(
    "bulletin", deadline=None, derandomize=REPEATS_ITSELF, print_blob=True, max_examples=scaled(60)
)
settings.load_profile("bulletin")


# What takes longest begins first: at the end, no process waits long for the others.
_LONGEST = (
    "tests/site/test_pages.py",
    "tests/test_hostile.py",
    "tests/hostile/test_growth.py",
    "tests/clients/test_calendars.py",
    "tests/year/test_year.py",
    "tests/test_workflow_steps.py",
    "tests/benchmarks/test_peers.py",
    "tests/test_faults.py",
    "tests/benchmarks/test_town.py",
    "tests/fuzz/test_fuzz.py",
    "tests/site/test_submit.py",
    "tests/render/test_html.py",
    "tests/site/test_find.py",
    "tests/clients/test_edits.py",
    "tests/words/test_marks.py",
    "tests/load/test_batches.py",
    "tests/commands/test_check.py",
    "tests/hostile/test_alone.py",
    "tests/site/test_kit.py",
    "tests/differential/test_differential.py",
    "tests/test_isolation.py",
    "tests/site/test_history.py",
    "tests/site/test_standing_alone.py",
    "tests/commands/test_withdraw.py",
    "tests/site/test_needed_files.py",
    "tests/site/test_links.py",
)
assert all((Path(__file__).parents[1] / path).is_file() for path in _LONGEST)


# Nine thousand tests are half a million values that stay: to look among them for cycles again and again
# takes a tenth of the time.
_LITTLE_TO_FIND = (50_000, 10, 10)


def pytest_configure() -> None:
    gc.disable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: while a test waits for a browser or a clock, another one works."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(*_LITTLE_TO_FIND)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {path: rank for rank, path in enumerate(_LONGEST)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(ranks)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected outputs anew instead of comparing"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Are expected outputs to be written (`make golden`) instead of compared?"""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def _plain_theme_once() -> Iterator[None]:
    from tests.plain_theme import plain_theme_at_hand

    with plain_theme_at_hand():
        yield


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Sites:
    """Whole sites that tests read, built once for all the processes of a run."""
    from tests.site.building import Sites

    folder = tmp_path_factory.getbasetemp()
    return Sites(folder if worker_id == "master" else folder.parent)


@pytest.fixture(scope="session")
def full(sites: Sites) -> Path:
    """The full golden board, built; its content lies beside it in `content/`. For reading only."""
    return sites.build("full")


@pytest.fixture(scope="session")
def town(sites: Sites) -> Path:
    """The sample town, built; its content lies beside it in `content/`. For reading only."""
    return sites.build("town")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; open pages with `browser.new_page(…)` and close them."""
    from tests.checkers.browser import open_browser

    with open_browser() as opened:
        yield opened


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """`serve_folder(folder)` is the folder's address on this computer, until the test ends."""
    from tests.checkers.loopback import serve_folder as serve

    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serve(folder))


@pytest.fixture(scope="session")
def libical(tmp_path_factory: pytest.TempPathFactory) -> Libical:
    """libical's restriction check, compiled."""
    from tests.checkers.libical import build_libical

    return build_libical(tmp_path_factory.mktemp("libical"))
