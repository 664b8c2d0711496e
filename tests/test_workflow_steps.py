"""The workflows' own shell steps do what they say: on a clone of a new board, with no GitHub near."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bulletin.commands.init.create import init
from bulletin.pipeline.check import ReadingOptions
from tests.checkers.github import PUBLISHED, Runner
from tests.checkers.programs import CHECKOUT

pytestmark = pytest.mark.debian

# The workflows build for today, whenever that is.
SOON = date.today() + timedelta(days=30)

ANSWERS = {
    "title": "Quarry Hill Board",
    "url": "https://board.quarry.example/",
    "timezone": "America/Vancouver",
    "languages": "en",
    "partner": "Quarry Hill Library",
    "contact": "board@quarry.example",
    "venue": "Main Library",
    "event": "Toddler story time",
    "start": f"{SOON} 10:15",
    "end": "10:45",
    "category": "storytime",
    "cost": "free",
}
FOLDER = "content/events/quarry-hill-library"
CHESS = f"""title: Chess for beginners
start: {SOON} 16:15
end: 17:00
venue: main-library
categories: games-social
cost: free
"""
ENDS_AS_IT_BEGINS = CHESS.replace("17:00", "16:15")


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Librarian", "-c", "user.email=board@quarry.example"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of a board as `bulletin init` writes it."""
    folder = tmp_path_factory.mktemp("home")
    git(folder, "init", "--quiet", "--initial-branch=main")
    init(folder, ANSWERS, ReadingOptions(clock=lambda: datetime.now(UTC)))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A board")
    return folder


@pytest.fixture
def checkout(home: Path, tmp_path: Path) -> Path:
    """A clone of it, on a branch, in the workspace where a workflow finds it."""
    clone = tmp_path / "workspace" / "board"
    git(tmp_path, "clone", "--quiet", str(home), str(clone))
    git(clone, "checkout", "--quiet", "-b", "submission")
    return clone


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def runner(checkout: Path, scratch: Path) -> Runner:
    return Runner(checkout.parent, scratch)


def submit(checkout: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "--message=A submission")


PIP = "python -m pip install --quiet --disable-pip-version-check"
LOCKED_RUN = [
    f"{PIP} --require-hashes --only-binary :all: -r requirements/build.txt",
    f"{PIP} --require-hashes --no-build-isolation -r requirements/run.txt",
    f"{PIP} --no-build-isolation --no-deps -e .",
]


def test_a_good_submission_is_thanked_and_shown(runner: Runner, checkout: Path) -> None:
    submit(checkout, {f"{FOLDER}/chess.yaml": CHESS})
    outcome = runner.run_called("check.yml", "check")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert outcome.set_up == LOCKED_RUN
    assert "thank" in outcome.summary.lower().split("\n\n")[0]
    assert "https://github.example/artifacts/1" in outcome.summary
    assert "For the library" in outcome.summary
    assert "Adds 1 event: “Chess for beginners”" in outcome.summary
    assert outcome.uploaded == ["board/review.html"]
    page = (checkout / "review.html").read_text(encoding="utf-8")
    assert "Chess for beginners" in page
    assert page.count('class="review-record"') == 1, "only what changes is shown"
    assert not re.search(r"""(?:src|href)=["'](?!data:|#|https?:|mailto:|tel:)""", page), "opens offline"


def test_a_stranger_s_proposal_is_answered_and_none_of_its_code_runs(
    home: Path, runner: Runner, checkout: Path, tmp_path: Path
) -> None:
    fork = tmp_path / "fork"
    git(tmp_path, "clone", "--quiet", str(home), str(fork))
    trap = tmp_path / "sprung"
    submit(
        fork,
        {
            f"{FOLDER}/chess.yaml": ENDS_AS_IT_BEGINS,
            ".ci/install": f"#!/bin/sh\ntouch {trap}\n",
            "bulletin/__init__.py": f"open({str(trap)!r}, 'w')\n",
            "bulletin/__main__.py": f"open({str(trap)!r}, 'w')\n",
            "sitecustomize.py": f"open({str(trap)!r}, 'w')\n",
            ".github/workflows/more.yml": "on: push\n",
        },
    )
    git(checkout, "fetch", "--quiet", str(fork), "HEAD")
    git(checkout, "merge", "--quiet", "--no-ff", "--message=What GitHub tests", "FETCH_HEAD")
    outcome = runner.run_called("check.yml", "check")
    assert (outcome.failed_at, outcome.exit_code) == ("Is anything to be mended?", 1), outcome.log
    assert f"::error file={FOLDER}/chess.yaml,line=" in outcome.log
    assert "title=not-own-folder::This file and 4 more are no content: only the library" in outcome.log
    assert "only the library changes programs and looks" in outcome.summary
    assert outcome.set_up == LOCKED_RUN
    assert outcome.uploaded == ["board/review.html"]
    assert not trap.exists()


def test_a_submission_with_errors_is_annotated_on_its_line_and_answered_in_full(
    runner: Runner, checkout: Path
) -> None:
    broken = {f"{FOLDER}/chess-{n}.yaml": ENDS_AS_IT_BEGINS for n in range(15)}
    submit(checkout, broken)
    outcome = runner.run_called("check.yml", "check")
    assert (outcome.failed_at, outcome.exit_code) == ("Is anything to be mended?", 1), outcome.log
    assert re.search(rf"^::error file={FOLDER}/chess-0\.yaml,line=\d", outcome.log, re.M)
    assert "thank" in outcome.summary.lower().split("\n\n")[0]
    assert all(name.removeprefix("content/") in outcome.summary for name in broken)
    assert outcome.uploaded == ["board/review.html"]


def test_a_board_file_that_cannot_be_used_is_answered_too(runner: Runner, checkout: Path) -> None:
    text = (checkout / "content/board.yaml").read_text(encoding="utf-8")
    submit(checkout, {"content/board.yaml": text.replace("timezone: America/Vancouver", "timezone: Mars")})
    outcome = runner.run_called("check.yml", "check")
    assert (outcome.failed_at, outcome.exit_code) == ("Is anything to be mended?", 1), outcome.log
    assert "board.yaml" in outcome.summary
    assert "Changes the settings of the board" in outcome.summary


def test_a_board_is_built_and_handed_over(runner: Runner, checkout: Path) -> None:
    outcome = runner.run_called("publish.yml", "build")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert outcome.uploaded == ["board/public"]
    assert "::warning" not in outcome.log
    assert "Toddler story time" in (checkout / "public/events/index.html").read_text(encoding="utf-8")


def test_a_board_with_a_broken_file_is_published_with_a_warning(runner: Runner, checkout: Path) -> None:
    submit(checkout, {f"{FOLDER}/chess.yaml": ENDS_AS_IT_BEGINS})
    outcome = runner.run_called("publish.yml", "build")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert "::warning title=Published, but not everything::" in outcome.log
    assert f"{FOLDER}/chess.yaml:" in outcome.log
    assert outcome.uploaded == ["board/public"]


def test_a_board_file_that_cannot_be_used_publishes_nothing(runner: Runner, checkout: Path) -> None:
    submit(checkout, {"content/board.yaml": "title: [\n"})
    outcome = runner.run_called("publish.yml", "build")
    assert (outcome.failed_at, outcome.exit_code) == ("Build", 2), outcome.log
    assert "::error title=Not published::" in outcome.log
    assert outcome.uploaded == []


def test_what_there_is_to_do_stands_in_the_summary_of_a_run_that_stays_green(runner: Runner) -> None:
    outcome = runner.run_called("publish.yml", "doctor")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert f"There is no board at {PUBLISHED}" in outcome.summary
    assert outcome.summary.startswith("````text\n")
    assert "::warning title=Published, and there is something to do::" in outcome.log


def test_the_code_is_tested_with_everything_on_linux(scratch: Path) -> None:
    outcome = Runner(CHECKOUT, scratch).run_job("ci.yml", "linux")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert outcome.set_up == ["sudo .ci/packages", "make test"]


def test_elsewhere_the_code_is_tested_without_debian_s_programs(scratch: Path) -> None:
    outcome = Runner(CHECKOUT, scratch).run_job("ci.yml", "elsewhere")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    *install, test = outcome.set_up
    assert install == [line.replace("run.txt", "test.txt") for line in LOCKED_RUN]
    assert test.startswith("python -m pytest -m not debian")
