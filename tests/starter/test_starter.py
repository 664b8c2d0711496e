from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import yaml

from bulletin.model.zones import use_pinned_zones, zone_names
from bulletin.starter.board_file import customs_of, uid_domain_of
from bulletin.starter.changelog import find_news
from bulletin.starter.installed import read_changelog
from bulletin.starter.releases import Release, load_releases
from bulletin.starter.workflows import (
    Call,
    find_calls,
    format_nightly,
    format_workflows,
    with_release,
)
from tests.checkers.programs import CHECKOUT

RELEASE = Release("oak/bulletin", "a" * 40, "1.2.3")
CALL = f"uses: oak/bulletin/.github/workflows/board-check.yml@{'a' * 40}"

QUOTED = CALL.replace("uses: ", "uses: '") + "'"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("uses: elm/b/.github/workflows/board-check.yml@v1", f"{CALL} # v1.2.3"),
        ("uses: elm/b/.github/workflows/board-check.yml@main # v0.1.0", f"{CALL} # v1.2.3"),
        ("uses: elm/b/.github/workflows/board-check.yml@main  #0.1.0 (ours)", f"{CALL}  #v1.2.3 (ours)"),
        ("uses: elm/b/.github/workflows/board-check.yml@main # ours", f"{CALL} # v1.2.3 ours"),
        ("- uses: 'elm/b/.github/workflows/board-check.yml@main'\r", f"- {QUOTED} # v1.2.3\r"),
    ],
)
def test_a_call_names_the_release_and_keeps_its_comment(before: str, after: str) -> None:
    assert with_release(f"    {before}\n  next: x\n", RELEASE) == f"    {after}\n  next: x\n"


@pytest.mark.parametrize(
    "line",
    [
        "uses: actions/checkout@v6",
        "uses: ./.github/workflows/board-check.yml",
        "uses: elm/b/.github/workflows/lint.yml@v1",
        "# uses: elm/b/.github/workflows/board-check.yml@v1",
        'run: echo "uses: elm/b/.github/workflows/board-check.yml@v1"',
    ],
)
def test_what_is_no_call_of_ours_stays(line: str) -> None:
    assert with_release(line, RELEASE) == line
    assert list(find_calls(line)) == []


def test_every_zone_builds_shortly_after_its_midnight_in_summer_and_in_winter() -> None:
    use_pinned_zones()
    for name in zone_names():
        zone = ZoneInfo(name)
        minute, hour = map(int, format_nightly(zone, 2027).split())
        assert minute % 5, "at round minutes everybody's jobs wait in line"
        for month in (1, 4, 7, 10):
            at = datetime(2027, month, 15, hour, minute, tzinfo=UTC).astimezone(zone)
            midnight = at.replace(hour=0, minute=0)
            assert at - midnight < timedelta(hours=2, minutes=18), name


def calls_that_people_get() -> Iterator[Call]:
    """Those in the workflows that `bulletin init` writes, and in the manual."""
    for text in format_workflows(load_releases().own, ZoneInfo("UTC"), 2027).values():
        yield from find_calls(text)
    for page in (CHECKOUT / "docs").glob("*.md"):
        yield from find_calls(page.read_text(encoding="utf-8"))


def run_git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False
    )


def is_shallow() -> bool:
    return run_git("rev-parse", "--is-shallow-repository").stdout.strip() == "true"


def test_the_release_that_boards_call_is_a_commit_that_holds_what_they_call() -> None:
    own = load_releases().own
    calls = set(calls_that_people_get())
    assert len(calls) >= 3
    for call in calls:
        assert (call.repository, call.commit, call.version) == (own.repository, own.commit, own.version)
        # A shallow clone knows its last commit alone.
        commit = "HEAD" if is_shallow() else own.commit
        path = f"{commit}:.github/workflows/{call.name}"
        shown = run_git("show", path)
        assert shown.returncode == 0, f"there is no {path}: run .ci/pin"
        assert yaml.safe_load(shown.stdout)[True].keys() == {"workflow_call"}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://board.oak.example/", "board.oak.example"),
        ("https://www.Oak.example", "oak.example"),
        ("https://oak.github.io/board/", "board.oak.github.io"),
        ("https://oak.example:8443/a/b/", "b.a.oak.example"),
        ("https://bücher.example/Tafel_1/", "tafel-1.xn--bcher-kva.example"),
        ("http://localhost/", "localhost"),
        ("http://[", "board.example"),
    ],
)
def test_boards_at_one_host_have_names_of_their_own(url: str, name: str) -> None:
    assert uid_domain_of(url) == name


@pytest.mark.parametrize(
    ("zone", "languages", "customs"),
    [
        (
            "Europe/Paris",
            ("fr", "en"),
            {
                "locales": {"fr": "fr-FR", "en": "en-FR"},
                "clock": "24",
                "first_weekday": "monday",
                "currency": "EUR",
            },
        ),
        (
            "America/Chicago",
            ("es",),
            {"locales": {"es": "es-US"}, "clock": "12", "first_weekday": "sunday", "currency": "USD"},
        ),
        ("UTC", ("en",), {}),
        ("Asia/Tokyo", ("is",), {}),
    ],
)
def test_a_board_writes_as_its_country_does(
    zone: str, languages: tuple[str, ...], customs: dict[str, object]
) -> None:
    assert customs_of(zone, languages) == customs


CHANGES = """# Changelog

## [0.10.0]

Ten.

## 0.9.0 (2027)

Nine.

## [v0.8.1] - 2026-12-01

Eight.
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("0.8.1", "0.10.0", ["Ten.", "Nine."]),
        ("0.9.0", "0.10.0", ["Ten."]),
        ("", "0.9.0", ["Nine.", "Eight."]),
        ("0.10.0", "0.10.0", []),
        ("0.10.0", "0.9.0", []),
    ],
)
def test_news_are_those_between_two_releases(old: str, new: str, told: list[str]) -> None:
    news = find_news(CHANGES, old, new)
    assert [word for word in ("Ten.", "Nine.", "Eight.") if word in news] == told


def test_the_changelog_of_this_release_can_be_told() -> None:
    assert "Changelog" in read_changelog()
