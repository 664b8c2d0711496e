"""What each examination makes of what was found: well, something to do, or something to look at yourself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bulletin.doctor import (
    EXAMINATIONS,
    Diagnosis,
    Examination,
    Installation,
    LanguageWords,
    Verdict,
    examine,
)
from bulletin.doctor.board import is_made_up
from bulletin.doctor.report import format_text
from bulletin.formats.workflows import UnreadableWorkflow, Workflow, parse_workflow
from bulletin.model.board import BoardInfo
from bulletin.model.repository import Repository
from bulletin.model.upkeep import LastingNames, Upkeep
from bulletin.problems import SourceRef

TODAY = date(2027, 1, 5)
SHA = "de0fac2e4500dabe0009e67214ff5f5447ce83dd"
INFO = BoardInfo(
    ref=SourceRef("board.yaml"),
    title="Oak Street Board",
    url="https://board.oak.town/",
    uid_domain="oak.town",
    timezone="America/Toronto",
    languages=("en",),
)
FOUND = Installation(today=TODAY, content="content", info=INFO)


def look(found: Installation, name: str) -> list[Diagnosis]:
    [asked] = [each for each in EXAMINATIONS if each.id == name]
    return list(examine(found, [asked]))


def verdict(found: Installation, name: str) -> Verdict:
    [diagnosis] = look(found, name)
    return diagnosis.verdict


def told(found: Installation, name: str) -> str:
    return " ".join(f"{each.message} {each.remedy}" for each in look(found, name))


def with_workflow(text: str) -> Installation:
    return replace(FOUND, workflows={".github/workflows/a.yml": parse_workflow(text)})


def test_every_examination_says_what_should_be_so_and_has_a_name_of_its_own() -> None:
    names = [each.id for each in EXAMINATIONS]
    assert len(set(names)) == len(names)
    assert all(each.summary.endswith(".") for each in EXAMINATIONS)


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("board.oak.town", False),
        ("example.community", False),
        ("myexample.com", False),
        ("board.example", True),
        ("www.example.org", True),
        ("example.com.", True),
        ("localhost", True),
        ("board", True),
        ("library.local", True),
        ("oak.test", True),
    ],
)
def test_names_of_examples_and_of_one_house_are_known(host: str, answer: bool) -> None:
    assert is_made_up(host) is answer


@pytest.mark.parametrize(
    ("url", "repository", "expected"),
    [
        ("https://board.oak.town/", "", ""),
        ("https://oak.town/board/", "", ""),
        ("https://oak.github.io/board/", "https://github.com/Oak/board", ""),
        ("https://board.oak.town/", "https://github.com/oak/board", ""),
        ("https://oak.github.io/", "https://github.com/oak/oak.github.io", ""),
        ("https://board.example/", "https://github.com/oak/board.git", "`url: https://oak.github.io/board/`"),
        ("https://board.example.org/", "", "is made up"),
        ("http://board.oak.town/", "", "`url: https://board.oak.town/`"),
        ("https://oak.town/board/index.html/", "", "`url: https://oak.town/board/`"),
        ("https://oak.town/index.html", "", "`url: https://oak.town/`"),
        ("https://oak.town/board/?lang=en", "", "is that of one page"),
        (
            "https://oak.github.io/",
            "https://github.com/oak/board",
            "GitHub makes https://oak.github.io/board/",
        ),
    ],
)
def test_an_address_is_one_that_people_can_open(url: str, repository: str, expected: str) -> None:
    found = replace(FOUND, info=replace(INFO, url=url, repository=Repository(repository)))
    assert (verdict(found, "address") is Verdict.TO_DO) is bool(expected)
    assert expected in told(found, "address")


def names(*changes: tuple[int, str, str]) -> Upkeep:
    """A history in which these names were written, so many days ago."""
    instant = datetime(2027, 1, 5, 12, tzinfo=UTC)
    return Upkeep(
        Path(), names=tuple(LastingNames(instant - timedelta(days), uid, zone) for days, uid, zone in changes)
    )


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (names((90, "oak.town", "America/Toronto")), Verdict.WELL),
        (names((90, "elm.town", "America/Toronto"), (40, "oak.town", "America/Toronto")), Verdict.WELL),
        (names((90, "elm.town", "America/Toronto"), (3, "oak.town", "America/Toronto")), Verdict.TO_DO),
        (
            names(
                (29, "a.town", "UTC"), (15, "oak.town", "UTC"), (4, "b.town", "UTC"), (3, "oak.town", "UTC")
            ),
            Verdict.TO_DO,
        ),
        (names((90, "elm.town", "America/Toronto")), Verdict.TO_DO),
        (names((9, "", "UTC"), (3, "oak.town", "UTC")), Verdict.WELL),
        (names((9, "elm.town", "UTC"), (3, "oak.town", "UTC")), Verdict.WELL),
        (names(), Verdict.WELL),
        (None, Verdict.WELL),
    ],
)
def test_a_name_that_never_changes_is_followed_through_the_history(
    history: Upkeep | None, expected: Verdict
) -> None:
    assert verdict(replace(FOUND, upkeep=history), "uid-domain") is expected


def test_the_name_to_write_again_is_the_one_before() -> None:
    found = replace(FOUND, upkeep=names((90, "elm.town", "Europe/Paris"), (3, "oak.town", "America/Toronto")))
    assert "Write `uid_domain: elm.town` again in content/board.yaml" in told(found, "uid-domain")
    assert "Write `timezone: Europe/Paris` again in content/board.yaml" in told(found, "time-zone")


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "EST", "GMT"])
def test_a_zone_without_a_place_is_told(zone: str) -> None:
    found = replace(FOUND, info=replace(INFO, timezone=zone))
    assert verdict(found, "time-zone") is Verdict.TO_DO


def test_missing_words_are_counted_by_language() -> None:
    found = replace(FOUND, words=(LanguageWords("en", 0, 300), LanguageWords("de", 12, 300)))
    assert "In de 12 of 300 phrases stand in English." in told(found, "languages")
    assert verdict(replace(found, words=found.words[:1]), "languages") is Verdict.WELL


STEPS = "jobs:\n  a:\n    permissions: {}\n    steps:\n      - uses: "


@pytest.mark.parametrize(
    ("action", "is_pinned"),
    [
        (f"actions/checkout@{SHA} # v6.0.2", True),
        (f"github/codeql-action/init@{SHA}", True),
        ("./.github/actions/own", True),
        (f"docker://alpine@sha256:{'0' * 64}", True),
        ("actions/checkout@v6", False),
        ("actions/checkout@main", False),
        ("actions/checkout", False),
        ("actions/checkout@de0fac2", False),
        (f"actions/checkout@{SHA[:-1]}g", False),
        ("docker://alpine:3", False),
    ],
)
def test_what_a_workflow_runs_of_others_is_held_to_one_version(action: str, is_pinned: bool) -> None:
    assert (verdict(with_workflow(STEPS + action), "pinned") is Verdict.WELL) is is_pinned


@pytest.mark.parametrize("called", ["oak/bulletin/.github/workflows/board-publish.yml@v1", "x/y/z.yml@main"])
def test_a_called_workflow_is_held_to_one_version_too(called: str) -> None:
    found = with_workflow(f"jobs:\n  a:\n    uses: {called}\n")
    assert called in told(found, "pinned")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("permissions: {}\njobs:\n  a:\n    steps: []\n", ""),
        ("permissions:\n  contents: read\njobs:\n  a:\n    steps: []\n", ""),
        ("permissions: read-all\njobs:\n  a:\n    steps: []\n", ""),
        ("jobs:\n  a:\n    permissions:\n      pages: write\n", ""),
        ("jobs:\n  a:\n    steps: []\n", "does not say what it may do"),
        ("jobs:\n  a:\n    permissions: {}\n  b:\n    steps: []\n", "does not say what it may do"),
        ("permissions: write-all\njobs:\n  a:\n    permissions: {}\n", "may change everything"),
        ("permissions: {}\njobs:\n  a:\n    permissions: write-all\n", "may change everything"),
        ("on: pull_request_target\npermissions: {}\njobs:\n  a: {}\n", "write `pull_request` instead"),
        ("on: [push, pull_request_target]\npermissions: {}\njobs:\n  a: {}\n", "`pull_request` instead"),
        ("on:\n  pull_request_target:\npermissions: {}\njobs:\n  a: {}\n", "`pull_request` instead"),
    ],
)
def test_a_workflow_may_do_no_more_than_it_must(text: str, expected: str) -> None:
    found = with_workflow(text)
    assert (verdict(found, "rights") is Verdict.TO_DO) is bool(expected)
    assert expected in told(found, "rights")


def checkout(settings: str, command: str) -> str:
    return (
        f"jobs:\n  a:\n    steps:\n      - uses: actions/checkout@{SHA}\n{settings}      - run: {command}\n"
    )


@pytest.mark.parametrize(
    ("settings", "command", "is_well"),
    [
        ("        with:\n          fetch-depth: 0\n", "bulletin build", True),
        ('        with:\n          fetch-depth: "0"\n', "bulletin check --base main", True),
        ("", "make test", True),
        ("", "bulletin build", False),
        ("        with:\n          fetch-depth: 1\n", "bulletin check", False),
    ],
)
def test_a_workflow_that_reads_the_board_fetches_its_history(
    settings: str, command: str, is_well: bool
) -> None:
    assert (look(with_workflow(checkout(settings, command)), "workflow-history") == []) is is_well


PUBLISHING = f"permissions: {{}}\njobs:\n  a:\n    steps:\n      - uses: actions/deploy-pages@{SHA}\n"
CALLING = (
    f"permissions: {{}}\njobs:\n  a:\n    uses: oak/bulletin/.github/workflows/board-publish.yml@{SHA}\n"
)
NIGHTLY = 'on:\n  schedule:\n    - cron: "17 5 * * *"\n'


@pytest.mark.parametrize(
    "publishing", [PUBLISHING, CALLING, CALLING.replace("oak/bulletin", ".").replace(f"@{SHA}", "")]
)
def test_a_board_that_is_not_built_every_night_is_told(publishing: str) -> None:
    assert "write `schedule:`" in told(with_workflow("on: push\n" + publishing), "every-night")
    nightly = replace(
        with_workflow(NIGHTLY + publishing),
        upkeep=Upkeep(Path(), last_change=datetime(2027, 1, 4, tzinfo=UTC)),
    )
    assert verdict(nightly, "every-night") is Verdict.WELL


def test_where_nothing_publishes_it_is_said_how_to_look() -> None:
    assert verdict(FOUND, "every-night") is Verdict.UNSEEN
    assert verdict(with_workflow("jobs:\n  a: {}\n"), "every-night") is Verdict.UNSEEN


def test_a_mistake_of_ours_costs_one_examination() -> None:
    def fail(found: Installation) -> list[Diagnosis]:
        raise ZeroDivisionError

    broken = Examination("broken", "All is well.", "", fail)  # type: ignore[arg-type]
    [fault, *others] = examine(FOUND, [broken, *EXAMINATIONS])
    assert fault.verdict is Verdict.UNSEEN
    assert "ZeroDivisionError" in fault.message
    assert others


def test_what_is_told_to_staff_is_in_their_words() -> None:
    shown = format_text(examine(replace(with_workflow(NIGHTLY + CALLING), upkeep=names()), EXAMINATIONS))
    bare = (
        " ".join(shown.split())
        .replace("board.yaml", "")
        .replace("before merging”", "")
        .replace("New branch ruleset", "")
    )
    for word in ("commit", "branch", "merge", "merging", "diff", "YAML"):
        assert word not in bare


@pytest.mark.parametrize("text", ["", "[]", "jobs: []", "a: b: c", "{" * 50, "- " * 50 + "x", "x" * 200_000])
def test_what_is_no_workflow_is_refused(text: str) -> None:
    with pytest.raises(UnreadableWorkflow):
        parse_workflow(text)


def test_odd_parts_of_a_workflow_are_passed_over() -> None:
    text = (
        "on: {schedule: [3, {cron: [x]}, {cron: '1 2 * * *'}]}\njobs:\n  a: 3\n  b: {steps: [x, {with: 3}]}\n"
    )
    found = parse_workflow(text)
    assert found.schedules == ("1 2 * * *",)
    assert list(found.jobs) == ["b"]
    assert isinstance(found, Workflow)
