from __future__ import annotations

import re
from datetime import date
from itertools import chain, pairwise
from pathlib import Path

import pytest
import yaml

from bulletin.cli import main
from bulletin.commands.init import create, questions
from bulletin.commands.init.create import init
from bulletin.commands.new import prompts
from bulletin.commands.new.prompts import Options
from bulletin.files import disk
from bulletin.pipeline.check import ReadingOptions, check_content
from bulletin.problems import Severity, UnusableInput
from bulletin.starter.releases import load_releases
from bulletin.starter.workflows import WORKFLOWS, find_calls
from tests.checkers.github import load_workflow
from tests.checkers.workflows import check_mistakes, check_safety, check_schema
from tests.commands.boards import at

READING = ReadingOptions(clock=at("2027-01-15"), today=date(2027, 1, 15))
GIVEN: Options = {
    "title": "Harbour Noticeboard",
    "url": "harbour.example/board",
    "timezone": "America/Halifax",
    "languages": "en, fr",
    "partner": "Harbour Public Library",
    "contact": "902-555-0140",
    "venue": "Reading Room",
    "venue_address": "3 Quay Lane, Harbour",
}
EVENT: Options = {"event": "Net mending", "start": "2027-02-03 18:00", "category": "making", "cost": "free"}
WRITTEN = {
    ".github/dependabot.yml",
    *(f".github/workflows/{name}" for name in WORKFLOWS),
    ".gitignore",
    "README.md",
    "content/board.yaml",
    "content/pages/about.fr.md",
    "content/pages/about.md",
    "content/pages/policy.fr.md",
    "content/pages/policy.md",
    "content/partners/harbour-public-library.yaml",
    "content/venues/reading-room.yaml",
}


def begin(folder: Path, **others: str | None) -> dict[str, str]:
    """A new board in the folder; its files."""
    assert init(folder, {**GIVEN, **others}, READING) == 0
    return files_of(folder)


def files_of(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def problems_of(folder: Path) -> list[str]:
    """Errors and warnings, as `bulletin check` counts them."""
    problems = check_content(folder / "content", READING).problems
    return [f"{each.ref} {each.message}" for each in problems if each.severity is not Severity.NOTE]


def test_a_board_is_its_content_short_workflows_and_a_readme_and_no_code(tmp_path: Path) -> None:
    files = begin(tmp_path / "board")
    assert files.keys() == WRITTEN
    assert not any(re.search("alder|crossing", text, re.IGNORECASE) for text in files.values())


@pytest.mark.parametrize(
    "others",
    [
        {},
        EVENT,
        {"languages": "Arabic and English"},
        {"languages": "de"},
        {"languages": "fr, es; Tigrinya"},
        {"contact": None, "venue_address": None},
        {"contact": "https://harbour.example/ask", "partner_kind": "club", "free": "yes"},
        {"title": "Café: “Über” #2 [all]", "partner": "101 Dalmatians & Friends"},
        {"title": "<b>Board</b>\nof [[partner]]", "partner": "**P** [x](https://elsewhere.example) _y_"},
        {"repository": "https://git.example/harbour/board", "uid_domain": "harbour.example"},
        {"title": "لوحة الميناء", "partner": "مكتبة الميناء", "venue": "القاعة", "languages": "ar"},
        {"timezone": "Etc/UTC", "repository": "https://git.example/harbour/board"},
        {"timezone": "Asia/Kathmandu", "url": "http://localhost:8000/"},
    ],
    ids=lambda others: ",".join(others) or "plain",
)
def test_a_new_board_is_clean_from_its_first_day(others: dict[str, str | None], tmp_path: Path) -> None:
    begin(tmp_path / "board", **others)
    assert problems_of(tmp_path / "board") == []


def test_the_first_event_is_read(tmp_path: Path) -> None:
    begin(tmp_path, **EVENT)
    board = check_content(tmp_path / "content", READING).board
    assert board
    assert list(board.events) == ["harbour-public-library/net-mending"]


def test_what_follows_from_the_answers_is_written_down(tmp_path: Path) -> None:
    board = yaml.safe_load(begin(tmp_path)["content/board.yaml"])
    assert board["url"] == "https://harbour.example/board/"
    assert board["uid_domain"] == "board.harbour.example"
    assert board["locales"] == {"en": "en-CA", "fr": "fr-CA"}
    assert (board["clock"], board["currency"]) == (12, "CAD")
    assert board["library"] == "harbour-public-library"
    assert board["contact"] == {"phone": "902-555-0140"}
    assert board["since"] == date(2027, 1, 15)


def test_every_suggestion_in_board_yaml_can_be_used_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "content/board.yaml"
    text = begin(tmp_path)["content/board.yaml"]
    suggested = re.sub(r"^#(?=\S)(?!\s)", "", text, flags=re.MULTILINE)
    assert suggested.count("\nnotices:") == suggested.count("\ntheme_options:") == 1
    path.write_text(re.sub(r"^#(?=  )", "", suggested, flags=re.MULTILINE), encoding="utf-8")
    assert problems_of(tmp_path) == []


def test_that_its_name_in_calendars_never_changes_is_said_when_it_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = begin(tmp_path)
    assert "“board.harbour.example”. That never changes" in capsys.readouterr().out
    assert "never change" in files["content/board.yaml"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_that_nobody_has_decided_on_say_so(language: str, tmp_path: Path) -> None:
    draft = {"en": "draft", "fr": "ébauche", "es": "borrador", "ar": "مسودة"}[language]
    files = begin(tmp_path, languages=language)
    assert draft in files["content/pages/about.md"]
    assert draft in files["content/pages/policy.md"]
    assert "[[" not in "".join(files.values())


def test_languages_without_words_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = begin(tmp_path, languages="de, en")
    assert "There are no words for German (de) yet" in capsys.readouterr().out
    assert "text_language: en" in files["content/pages/about.md"]


def test_what_to_do_next_takes_six_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    assert len(capsys.readouterr().out.rpartition("\n\n")[2].splitlines()) == 6


@pytest.mark.parametrize(
    ("option", "answer", "message"),
    [
        ("timezone", "America/Halifaks", "America/Halifax"),
        ("timezone", "EST", "America/Toronto"),
        ("timezone", None, "--timezone"),
        ("url", "harbour", "web address"),
        ("languages", "Frensh", "French"),
        ("languages", "zz", "No language"),
        ("languages", ",", "too short"),
        ("repository", "git.example/harbour", "https://git.example/harbour"),
        ("title", None, "--title"),
        ("partner", None, "--partner"),
        ("venue", None, "--venue"),
        ("uid_domain", "Harbour Board", "uid_domain"),
        ("release", "v1", "OWNER/NAME@COMMIT"),
        ("event", "Net mending", "--start"),
    ],
)
def test_an_answer_that_cannot_be_used_is_one_line_and_writes_nothing(
    option: str, answer: str | None, message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "board"
    with pytest.raises(UnusableInput, match=re.escape(message)) as raised:
        init(folder, {**GIVEN, option: answer}, READING)
    assert "\n" not in str(raised.value)
    assert not folder.exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusableInput, match="not empty"):
        init(tmp_path, GIVEN, READING)
    assert files_of(tmp_path) == {"thesis.txt": "mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "board").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusableInput, match="not a folder"):
        init(tmp_path / "board", GIVEN, READING)


def test_an_empty_repository_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    begin(tmp_path)
    assert (tmp_path / ".git/HEAD").read_text(encoding="utf-8") == "ref: refs/heads/main\n"


def test_a_disk_that_fails_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def fail_at_the_fifth(path: Path, data: bytes) -> None:
        if len(written) == 4:
            raise OSError(28, "No space left on device")
        write_new(path, data)
        written.append(path)

    write_new = disk.write_new
    monkeypatch.setattr(disk, "write_new", fail_at_the_fifth)
    with pytest.raises(UnusableInput, match="No space left"):
        init(tmp_path / "board", GIVEN, READING)
    assert len(written) == 4
    assert not (tmp_path / "board").exists()


def test_the_sample_town_is_put_beside_the_board_where_it_is_wanted(tmp_path: Path) -> None:
    assert init(tmp_path, GIVEN, READING, with_sample=True) == 0
    assert "Alder Crossing" in (tmp_path / "sample-town/board.yaml").read_text(encoding="utf-8")
    assert problems_of(tmp_path) == []


def test_whoever_sits_at_a_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        *("Harbour Noticeboard", "harbour.example", "Halifax", "timezone: America/Halifax"),
        *("zz", "en"),
        *("Harbour Public Library", "library", "902-555-0140", "yes", "Reading Room", "", ""),
    ]
    asked: list[str] = []

    def answer(words: str, **_: object) -> str:
        asked.append(words)
        return answers.pop(0)

    for module in (prompts, questions):
        monkeypatch.setattr(module, "is_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    assert init(tmp_path, {}, READING) == 0
    assert answers == []
    assert len([words for words in asked if words.startswith("Which time zone")]) == 2
    assert problems_of(tmp_path) == []


def test_the_command_takes_every_answer_as_an_option(tmp_path: Path) -> None:
    options = [
        part
        for name, value in {**GIVEN, **EVENT}.items()
        for part in (f"--{name.replace('_', '-')}", str(value))
    ]
    assert main(["init", str(tmp_path / "board"), *options, "--today", "2027-01-15"]) == 0
    assert problems_of(tmp_path / "board") == []
    assert main(["init", str(tmp_path / "board"), *options]) == 2


def test_its_workflows_call_one_release_by_its_commit(tmp_path: Path) -> None:
    files = begin(tmp_path)
    own = load_releases().own
    for name in WORKFLOWS:
        [call] = find_calls(files[f".github/workflows/{name}"])
        assert (call.repository, call.commit, call.version) == (own.repository, own.commit, own.version)


def test_another_bulletin_may_be_called(tmp_path: Path) -> None:
    commit = "0123456789abcdef" * 2 + "01234567"
    files = begin(tmp_path, release=f"harbour/bulletin@{commit}")
    called = f"harbour/bulletin/.github/workflows/board-check.yml@{commit}"
    assert called in files[".github/workflows/check.yml"]


@pytest.mark.debian
def test_checkers_find_nothing_in_its_workflows(tmp_path: Path) -> None:
    begin(tmp_path)
    workflows = sorted((tmp_path / ".github/workflows").glob("*.yml"))
    assert check_mistakes(*workflows) == []
    assert check_safety(tmp_path / ".github") == []
    assert check_schema("github-workflows", *workflows) == []
    assert check_schema("dependabot", tmp_path / ".github/dependabot.yml") == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_hands_on_what_the_one_it_calls_needs_and_no_more(name: str, tmp_path: Path) -> None:
    text = begin(tmp_path)[f".github/workflows/{name}"]
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets" not in text
    [job] = workflow["jobs"].values()
    assert job.keys() - {"with"} == {"name", "permissions", "uses"}
    [call] = find_calls(text)
    rights = [each["permissions"] for each in load_workflow(call.name)["jobs"].values()]
    needed = {scope: max(each.get(scope, "") for each in rights) for scope in {*chain(*rights)}}
    assert job["permissions"] == needed, "“write” comes behind “read”, in the alphabet too"


def test_release_of_a_form_is_that_of_its_own_commit() -> None:
    commit = "a" * 40
    release = create.choose_release(f"https://github.com/harbour/bulletin@{commit}")
    assert (release.repository, release.commit) == ("harbour/bulletin", commit)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_paragraph_of_a_draft_is_one_line_of_its_file(language: str, tmp_path: Path) -> None:
    files = begin(tmp_path, languages=language)
    for page in ("about", "policy"):
        lines = files[f"content/pages/{page}.md"].split("---\n")[2].splitlines()
        for above, below in pairwise(lines):
            assert not above or not below or below.startswith(("- ", "#")), below
