"""The forms for staff: what is typed into them becomes one command, is saved under the board's name, and is
published. Their steps run here as they are, with no GitHub near."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from bulletin.cli import cli
from tests.checkers.github import FOLDER, Outcome, Runner, load_workflow
from tests.checkers.hosted import BOARD, EVENT, PARTNER, VENUE, git, write_content
from tests.checkers.programs import CHECKOUT

pytestmark = pytest.mark.debian

FORM = "board-staff.yml"
FORMS = ("decide.yml", "moves.yml", "notice.yml", "tonight.yml", "withdraw.yml")
RULES = "policy: {version: 3, reasons: [{id: sales, label: Sales are not listed.}]}\n"
VISIBILITY = "fromJSON(toJSON(github)).repository_visibility"
SAID = """#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$SAID"
for each in content/events/library/*.yaml; do CHANGE "$each"; done
echo "Cancelled: *Story time*, <b>Wednesday</b>."
"""


def outputs_of(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


class Host:
    """A repository at its host, and what a form of it does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home = folder / "home"
        home.mkdir()
        git(home, "init", "--quiet", "--initial-branch=main")
        files = {"board.yaml": BOARD + RULES, "partners/library.yaml": PARTNER, "venues/main.yaml": VENUE}
        write_content(home, {**files, "events/library/story-time.yaml": EVENT})
        git(home, "add", ".")
        git(home, "commit", "--quiet", "--message=A board")
        self.repository = folder / "host.git"
        git(folder, "clone", "--quiet", "--bare", str(home), str(self.repository))
        self.said = folder / "said"

    def fill_in(
        self, *, fake: bool = False, visibility: str = "public", meanwhile: str = "", **inputs: str
    ) -> tuple[Outcome, Outcome | None]:
        """What the two jobs did. With `fake`, the command is only written down, and changes every event."""
        given = {f"inputs.{name}": value for name, value in inputs.items()}
        line = f'echo "# {inputs.get("command")}" >>' if fake else ""
        made = self._run("change", {**given, VISIBILITY: visibility}, fake=line)
        change = made.outputs.get("steps.keep.outputs.change", "")
        if made.exit_code or not change:
            return made, None
        if meanwhile:
            self.save_something_else(meanwhile)
        return made, self.save(change)

    def make(self, **inputs: str) -> Outcome:
        """What the first job did, with a command that is only written down and changes nothing."""
        given = {f"inputs.{name}": value for name, value in inputs.items()}
        return self._run("change", {**given, VISIBILITY: "public"}, fake=": ")

    def save(self, change: str) -> Outcome:
        return self._run("save", {"needs.change.outputs.change": change})

    def _run(self, job: str, given: Mapping[str, str], *, fake: str = "") -> Outcome:
        whole = self.folder / f"run-{len(list(self.folder.iterdir()))}"
        (whole / "scratch").mkdir(parents=True)
        git(whole, "clone", "--quiet", str(self.repository), str(whole / "workspace/board"))
        runner = Runner(whole / "workspace", whole / "scratch")
        if fake:
            text = SAID.replace("$SAID", self.said.as_posix()).replace("CHANGE", fake)
            (runner.programs / "bulletin").write_text(text)
        context = {"github.ref_name": "main", "github.token": "a-token"}
        return runner.run_job(FORM, job, {**context, **given})

    def save_something_else(self, path: str) -> None:
        other = self.folder / f"other-{len(list(self.folder.iterdir()))}"
        git(self.folder, "clone", "--quiet", str(self.repository), str(other))
        with (other / path).open("a", encoding="utf-8") as file:
            file.write("# something else\n")
        git(other, "add", ".")
        git(other, "commit", "--quiet", "--message=Something else")
        git(other, "push", "--quiet", "origin", "main")

    def log(self, form: str = "%an <%ae> %s") -> list[str]:
        return outputs_of(self.repository, "log", f"--format={form}", "main").splitlines()

    def arguments(self) -> list[str]:
        return self.said.read_text("utf-8").splitlines()


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


COMMANDS: list[tuple[dict[str, str], list[str]]] = [
    (
        {"command": "cancel", "record": "oak/tea", "day": "2027-01-20", "text": "No heating."},
        ["cancel", "--note=No heating.", "--yes", "--", "oak/tea", "2027-01-20"],
    ),
    ({"command": "cancel", "record": "oak/tea"}, ["cancel", "--yes", "--", "oak/tea"]),
    ({"command": "cancel all dates", "record": "oak/tea"}, ["cancel", "--all", "--yes", "--", "oak/tea"]),
    (
        {"command": "cancel a day at a place", "record": "hall", "day": "2027-01-20", "text": "Snow."},
        ["cancel", "--note=Snow.", "--on=2027-01-20", "--venue=hall", "--yes", "--"],
    ),
    (
        {"command": "move", "record": "oak/tea", "start": "2027-01-21 10:15", "end": "11:00"},
        ["move", "--to=2027-01-21 10:15", "--end=11:00", "--yes", "--", "oak/tea"],
    ),
    (
        {"command": "note", "record": "oak/tea", "text": "Side door."},
        ["note", "--yes", "--", "oak/tea", "Side door."],
    ),
    (
        {"command": "notice", "text": "Closed.", "start": "2027-01-14", "end": "2027-01-16"},
        ["notice", "--from=2027-01-14", "--until=2027-01-16", "--yes", "--", "Closed."],
    ),
    (
        {"command": "rename partner", "record": "oak", "other": "elm"},
        ["rename", "--yes", "--", "partner", "oak", "elm"],
    ),
    (
        {"command": "combine", "record": "oak/tea", "other": "elm/tea"},
        ["combine", "--yes", "--", "oak/tea", "into", "elm/tea"],
    ),
    (
        {"command": "retire", "record": "oak", "day": "2027-06-30"},
        ["retire", "--on=2027-06-30", "--yes", "--", "oak"],
    ),
    (
        {"command": "withdraw", "record": "oak/tea", "reason": "leak"},
        ["withdraw", "--reason=leak", "--yes", "--", "oak/tea"],
    ),
]


@pytest.mark.parametrize(("inputs", "arguments"), COMMANDS)
def test_what_is_typed_becomes_the_arguments_of_one_command(
    host: Host, inputs: dict[str, str], arguments: list[str]
) -> None:
    made = host.make(**inputs)
    assert made.exit_code == 0, made.log
    assert host.arguments() == arguments


@pytest.mark.parametrize("arguments", [arguments for _, arguments in COMMANDS], ids=" ".join)
def test_the_command_takes_these_arguments(arguments: list[str]) -> None:
    command = cli.commands[arguments[0]]
    assert command.make_context(arguments[0], arguments[1:]).args == []


@pytest.mark.parametrize(
    "typed",
    [
        "$(touch pwned)",
        "`touch pwned`",
        '"; touch pwned; "',
        "--content=/etc",
        "--help",
        "-rf",
        "${{ github.token }}",
        "a b\\c 'd' \"e\" * ?",
    ],
)
def test_whatever_is_typed_is_one_value_and_never_a_command_or_an_option(host: Host, typed: str) -> None:
    made = host.make(command="cancel", record=typed, text=typed)
    assert host.arguments() == ["cancel", f"--note={typed}", "--yes", "--", typed]
    assert not list(host.folder.rglob("pwned"))
    assert made.exit_code == 0, made.log


def test_a_command_that_has_no_form_is_not_run(host: Host) -> None:
    made, saved = host.fill_in(command="build --out /", fake=True)
    assert (made.exit_code, saved) == (2, None)
    assert not host.said.exists()


def test_a_change_is_saved_under_the_boards_name_and_published(host: Host) -> None:
    typed = {"record": "library/story-time", "text": "Ms Ray is ill."}
    made, saved = host.fill_in(command="cancel", fake=True, **typed)
    assert "Cancelled\\: \\*Story time\\*\\, \\<b\\>Wednesday\\<\\/b\\>\\." in made.summary, "as text"
    assert saved is not None
    assert (saved.exit_code, saved.failed_at) == (0, ""), saved.log
    assert host.log()[0] == "Alder Crossing <board@board.example> cancel library/story-time"
    assert "Ray" not in "".join(host.log("%B"))
    assert saved.set_up == ["gh auth setup-git", "gh workflow run publish.yml --ref main --repo "]
    assert "Calendars that people have subscribed to may show it up to a day later." in saved.summary


def test_what_somebody_else_saves_at_the_same_moment_stays(host: Host) -> None:
    _, saved = host.fill_in(
        command="cancel", record="library/story-time", fake=True, meanwhile="content/partners/library.yaml"
    )
    assert saved is not None
    assert saved.exit_code == 0, saved.log
    assert [line.partition("> ")[2] for line in host.log()] == [
        "cancel library/story-time",
        "Something else",
        "A board",
    ]


def test_two_changes_of_one_line_are_asked_back(host: Host) -> None:
    same = "content/events/library/story-time.yaml"
    _, saved = host.fill_in(command="cancel", record="library/story-time", fake=True, meanwhile=same)
    assert saved is not None
    assert saved.failed_at == "Save it"
    assert "somebody changed the same just now" in saved.summary
    assert len(host.log()) == 2


def test_a_refusal_of_the_command_is_told_and_changes_nothing(host: Host) -> None:
    made, saved = host.fill_in(command="decide", record="library/story-time", word="decline")
    assert (made.failed_at, made.exit_code, saved) == ("Make the change", 2, None)
    assert made.summary.startswith("## Nothing was changed")
    assert "add \\-\\-reason CODE" in made.summary
    assert len(host.log()) == 1


def test_in_a_public_repository_the_line_of_a_decision_is_shown_and_not_kept(host: Host) -> None:
    made, saved = host.fill_in(
        command="decide", record="library/sale", word="decline", reason="sales", day="2027-01-12"
    )
    assert made.exit_code == 0, made.log
    assert saved is None
    assert "    Subject: “sale” cannot go on the board" in made.summary
    assert ",library/sale,library,decline,sales,3" in made.summary


def test_where_nobody_else_sees_the_repository_it_is_kept_there(host: Host) -> None:
    _, saved = host.fill_in(command="decide", record="library/tea", word="accept", visibility="private")
    assert saved is not None
    assert saved.exit_code == 0, saved.log
    [path] = outputs_of(host.repository, "diff", "--name-only", "main~1", "main").splitlines()
    assert path.startswith("records/decisions/")
    assert host.log()[0].endswith("decide library/tea")


def test_a_form_saves_nothing_but_content(host: Host) -> None:
    clone = host.folder / "forged"
    git(host.folder, "clone", "--quiet", str(host.repository), str(clone))
    (clone / ".github").mkdir()
    (clone / ".github/x.yml").write_text("x")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=Forged")
    bundle = host.folder / "forged.bundle"
    git(clone, "bundle", "create", str(bundle), "HEAD", "^HEAD^")
    saved = host.save(b64encode(bundle.read_bytes()).decode())
    assert saved.failed_at == "Save it"
    assert len(host.log()) == 1


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_short_has_plain_labels_and_asks_for_what_its_command_takes(name: str) -> None:
    form = load_workflow(name)
    inputs = form["on"]["workflow_dispatch"]["inputs"]
    [job] = form["jobs"].values()
    known = load_workflow(FORM)["on"]["workflow_call"]["inputs"]
    assert job["with"].keys() <= known.keys()
    assert {key: f"${{{{ inputs.{key} }}}}" for key in inputs}.items() <= job["with"].items()
    assert len(inputs) <= 6
    for each in inputs.values():
        label = each["description"]
        assert label[0].isupper()
        assert not any(word in label.lower() for word in ("commit", "branch", "merge", "diff", "yaml", "--"))


@pytest.mark.parametrize("name", FORMS)
def test_boards_get_the_same_forms_as_the_sample_town(name: str) -> None:
    def without_call(text: str) -> list[str]:
        lines = text.splitlines()
        return [line for line in lines if "uses:" not in line and not line.startswith("#")]

    starter = CHECKOUT / "bulletin/starter/files/workflows" / name
    own = (FOLDER / name).read_text("utf-8")
    assert without_call(own) == without_call(starter.read_text("utf-8"))
    assert yaml.safe_load(starter.read_text("utf-8"))
