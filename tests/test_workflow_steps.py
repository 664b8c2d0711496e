"""The workflows' own shell steps do what they say: on a small board's clone, with no GitHub near."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.checkers.github import Runner, find_called
from tests.checkers.programs import CHECKOUT

pytestmark = pytest.mark.debian

# The workflows build for today, whenever that is.
SOON = date.today() + timedelta(days=30)

BOARD = """title: Alder Crossing
url: https://board.example
uid_domain: board.example
timezone: America/Vancouver
languages: en
library: library
contact: {email: board@library.example}
"""
PARTNER = "name: Alder Crossing Public Library\nkind: library\ncontact: {phone: 555-0100}\n"
VENUE = "name: Main library\naddress: 1 Alder Street\nlibrary_site: yes\n"
EVENT = f"""title: Toddler story time
start: {SOON} 10:15
end: 10:45
venue: main
summary: Songs and stories for small children.
categories: storytime
cost: free
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Librarian", "-c", "user.email=librarian@library.example"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def write_content(checkout: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = checkout / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone of a small board's repository, on a branch, in the workspace where a workflow finds it."""
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "--quiet", "--initial-branch=main")
    files = {"board.yaml": BOARD, "partners/library.yaml": PARTNER, "venues/main.yaml": VENUE}
    write_content(home, {**files, "events/library/story-time.yaml": EVENT})
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message=A board")
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
    write_content(checkout, files)
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "--message=A submission")


PIP = "python -m pip install --quiet --disable-pip-version-check"
LOCKED_RUN = [
    f"{PIP} --require-hashes --only-binary :all: -r requirements/build.txt",
    f"{PIP} --require-hashes --no-build-isolation -r requirements/run.txt",
    f"{PIP} --no-build-isolation --no-deps -e .",
]
CHECK, PUBLISH = find_called("check.yml"), find_called("publish.yml")
NEW_EVENT = EVENT.replace("Toddler story time", "Chess for beginners")


def test_a_good_submission_is_thanked_and_shown(runner: Runner, checkout: Path) -> None:
    submit(checkout, {"events/library/chess.yaml": NEW_EVENT})
    outcome = runner.run_job(CHECK, "check")
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


def test_a_submission_with_errors_is_annotated_on_its_line_and_answered_in_full(
    runner: Runner, checkout: Path
) -> None:
    broken = {f"events/library/chess-{n}.yaml": NEW_EVENT.replace("10:45", "10:15") for n in range(15)}
    submit(checkout, broken)
    outcome = runner.run_job(CHECK, "check")
    assert (outcome.failed_at, outcome.exit_code) == ("Is anything to be mended?", 1), outcome.log
    assert re.search(r"^::error file=content/events/library/chess-0\.yaml,line=\d", outcome.log, re.M)
    assert "thank" in outcome.summary.lower().split("\n\n")[0]
    assert all(name in outcome.summary for name in broken)
    assert outcome.uploaded == ["board/review.html"]


def test_a_board_file_that_cannot_be_used_is_answered_too(runner: Runner, checkout: Path) -> None:
    submit(checkout, {"board.yaml": BOARD.replace("timezone: America/Vancouver", "timezone: Mars")})
    outcome = runner.run_job(CHECK, "check")
    assert (outcome.failed_at, outcome.exit_code) == ("Is anything to be mended?", 1), outcome.log
    assert "board.yaml" in outcome.summary
    assert "Changes the settings of the board" in outcome.summary


def test_a_board_is_built_and_handed_over(runner: Runner, checkout: Path) -> None:
    outcome = runner.run_job(PUBLISH, "build")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert outcome.uploaded == ["board/public"]
    assert "::warning" not in outcome.log
    assert "Toddler story time" in (checkout / "public/events/index.html").read_text(encoding="utf-8")


def test_a_board_with_a_broken_file_is_published_with_a_warning(runner: Runner, checkout: Path) -> None:
    submit(checkout, {"events/library/chess.yaml": NEW_EVENT.replace("10:45", "10:15")})
    outcome = runner.run_job(PUBLISH, "build")
    assert (outcome.failed_at, outcome.exit_code) == ("", 0), outcome.log
    assert "::warning title=Published, but not everything::" in outcome.log
    assert "content/events/library/chess.yaml:" in outcome.log
    assert outcome.uploaded == ["board/public"]


def test_a_board_file_that_cannot_be_used_publishes_nothing(runner: Runner, checkout: Path) -> None:
    submit(checkout, {"board.yaml": "title: [\n"})
    outcome = runner.run_job(PUBLISH, "build")
    assert (outcome.failed_at, outcome.exit_code) == ("Build", 2), outcome.log
    assert "::error title=Not published::" in outcome.log
    assert outcome.uploaded == []


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
