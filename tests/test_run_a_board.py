"""What `docs/run-a-board.md` tells a librarian leads from nothing to a published board."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from bulletin.cli import main
from bulletin.doctor import EXAMINATIONS, examine
from bulletin.doctor.report import has_something_to_do
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.examination import DoctorRequest, find_installation
from bulletin.starter.releases import load_releases
from tests.checkers.github import Runner, load_workflow
from tests.checkers.programs import CHECKOUT
from tests.checkers.workflows import check_mistakes, check_schema
from tests.commands.boards import at

PAGE = (CHECKOUT / "docs" / "run-a-board.md").read_text(encoding="utf-8")
[FORM, EVENT] = [
    dedent(text) for text in re.findall(r"^ *```yaml\n(.*?)^ *```$", PAGE, re.DOTALL | re.MULTILINE)
]
START = "board-start.yml"
TODAY = "2027-01-05"

ANSWERS = {
    "title": "Oak Valley’s “Board”; $(touch sprung)",
    "partner": "Oak Library",
    "contact": "555-0100",
    "venue": "Main Library",
    "venue_address": "12 Mill Street",
    "zone": "America/Toronto",
    "languages": "en, fr",
    "address": "",
}


def read_form() -> dict[str, dict[str, str]]:
    """What the form asks for, by name."""
    loaded = yaml.safe_load(FORM)
    asked: dict[str, dict[str, str]] = loaded[True]["workflow_dispatch"]["inputs"]
    return asked


def test_there_are_at_most_twelve_steps_and_none_needs_a_terminal() -> None:
    steps = [int(number) for number in re.findall(r"^(\d+)\. \*\*", PAGE, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) <= 12
    assert set(re.findall(r"^ *```(\w*)$", PAGE, re.MULTILINE)) <= {"yaml", ""}
    assert not re.search(r"`(?:git|pip|bulletin) ", PAGE)


def test_the_form_asks_for_what_the_workflow_it_calls_takes() -> None:
    takes = load_workflow(START)["on"]["workflow_call"]["inputs"]
    form = read_form()
    assert form.keys() == takes.keys() == ANSWERS.keys()
    assert {name for name, asked in form.items() if asked.get("required")} == {
        name for name, taken in takes.items() if taken.get("required")
    }
    assert {name: asked.get("default", "") for name, asked in form.items()} == {
        name: taken.get("default", "") for name, taken in takes.items()
    }
    [job] = yaml.safe_load(FORM)["jobs"].values()
    assert job["with"] == {name: f"${{{{ inputs.{name} }}}}" for name in form}


def test_the_form_calls_the_release_that_this_is() -> None:
    release = load_releases().own
    [job] = yaml.safe_load(FORM)["jobs"].values()
    assert job["uses"] == f"{release.repository}/.github/workflows/{START}@{release.commit}"
    assert f"@{release.commit} # v{release.version}\n" in FORM


@pytest.mark.debian
def test_the_form_is_a_workflow_without_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "start.yml"
    path.write_text(FORM, encoding="utf-8")
    assert check_schema("github-workflows", path) == []
    assert check_mistakes(path) == []


# -- the form is filled in


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Oak", "-c", "user.email=oak@oak.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


class Repository:
    """A new repository at the host, and what a run of the form finds and leaves there."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.host = root / "host.git"
        self.board = root / "workspace/board"
        first = root / "first"
        first.mkdir()
        (first / "README.md").write_text("# board\n", encoding="utf-8")
        git(first, "init", "--quiet")
        git(first, "add", "--all")
        git(first, "commit", "--quiet", "--message=Initial commit")
        git(root, "clone", "--quiet", "--bare", str(first), str(self.host))
        for name, value in {
            "GITHUB_REPOSITORY": "Oak/board",
            "GITHUB_SERVER_URL": "https://git.example",
            "GITHUB_REF_NAME": "main",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.host.as_uri()}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://x-access-token:secret@git.example/Oak/board",
        }.items():
            monkeypatch.setenv(name, value)
        git(root, "clone", "--quiet", str(self.host), str(self.board))

    def run(self, job: str, values: Mapping[str, str]) -> tuple[int, str, Mapping[str, str]]:
        """How the job ended, its summary and what it hands on."""
        scratch = self.root / f"scratch-{job}"
        scratch.mkdir()
        outcome = Runner(self.board.parent, scratch, values=values).run_job(START, job)
        return outcome.exit_code, outcome.summary or outcome.log, outcome.outputs


RELEASE = {
    "fromJSON(toJSON(job)).workflow_repository": "bulletin-board/bulletin",
    "fromJSON(toJSON(job)).workflow_sha": load_releases().own.commit,
}


def filled_in(**answers: str) -> dict[str, str]:
    return RELEASE | {f"inputs.{name}": answer for name, answer in {**ANSWERS, **answers}.items()}


def keep_what_is_linked(summary: str, board: Path) -> list[str]:
    """Do what the summary asks for: open each link, keep the file written there. Returns their paths."""
    kept = []
    for link in re.findall(r"\((https://git\.example/\S+)\)", summary):
        asked = parse_qs(urlsplit(link).query)
        assert urlsplit(link).path == "/Oak/board/new/main"
        assert len(link) < 8000, "longer ones are cut off"
        [path], [text] = asked["filename"], asked["value"]
        (board / path).parent.mkdir(parents=True, exist_ok=True)
        (board / path).write_text(text, encoding="utf-8")
        kept.append(path)
    return kept


@pytest.mark.debian
def test_the_form_begins_a_board_that_is_built_and_has_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path, monkeypatch)
    code, summary, handed_on = repository.run("write", filled_in())
    assert code == 0, summary
    assert "the board is at https://oak.github.io/board/" in summary
    kept = {"needs.write.outputs.files": handed_on["steps.write.outputs.files"], "github.token": "secret"}
    code, log, _ = repository.run("keep", kept)
    assert code == 0, log

    board = tmp_path / "now"
    git(tmp_path, "clone", "--quiet", str(repository.host), str(board))
    assert not (board / ".github/workflows").exists(), "only a person may keep workflows"
    assert "$(touch sprung)" in (board / "content/board.yaml").read_text(encoding="utf-8")
    assert not [*tmp_path.rglob("sprung")], "an answer is a text, and nothing that is run"
    assert keep_what_is_linked(summary, board) == [
        f".github/workflows/{name}.yml" for name in ("publish", "check")
    ]
    (board / "content/events/oak-library").mkdir(parents=True)
    (board / "content/events/oak-library/story-time.yaml").write_text(EVENT, encoding="utf-8")

    monkeypatch.chdir(board)
    assert main(["check", "--today", TODAY]) == 0, capsys.readouterr().out
    assert main(["build", "--today", TODAY, "--jobs", "1"]) == 0
    assert (board / "public/events/oak-library/story-time/index.html").is_file()
    found = find_installation(
        DoctorRequest(content=Path("content"), themes=Path("themes"), reading=ReadingOptions(clock=at(TODAY)))
    )
    diagnoses = examine(found, EXAMINATIONS)
    assert not has_something_to_do(diagnoses), diagnoses


@pytest.mark.debian
def test_an_answer_that_cannot_be_used_is_told_where_people_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, summary, handed_on = Repository(tmp_path, monkeypatch).run("write", filled_in(zone="Paris"))
    assert code == 2
    assert "Nothing was written yet" in summary
    assert "Did you mean: timezone: Europe/Paris" in summary
    assert "steps.write.outputs.files" not in handed_on


@pytest.mark.debian
def test_a_board_is_begun_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path, monkeypatch)
    (repository.board / "content").mkdir()
    code, summary, _ = repository.run("write", filled_in())
    assert code == 1
    assert summary == "There is a board here already; nothing was changed.\n"
