"""`bulletin doctor`: whatever it is shown, it says in plain words what there is to do, and never fails."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bulletin.cli import main
from bulletin.commands.build import build_site
from bulletin.commands.doctor import doctor
from bulletin.fetch import fetch
from bulletin.pipeline.build import BuildRequest
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.examination import DoctorRequest
from tests.checkers.loopback import serve_folder
from tests.commands.boards import BOARD, FILES, at, write_board
from tests.plain_theme import plain_theme

DAY = "2027-01-05"
PUBLISH = """\
on:
  schedule:
    - cron: "17 5 * * *"
permissions: {}
jobs:
  deploy:
    permissions:
      pages: write
    steps:
      - uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
"""
OWN = BOARD.replace("board.oak.example", "board.oak.town").replace("oak.example", "oak.town")
THEME = plain_theme()
SMALL = "publish: [ics, rss, atom, board-ics, board-rss]\n"


def examine(content: Path, site: str = "", day: str = DAY) -> dict[str, list[dict[str, str]]]:
    """What is told, by verdict."""
    stream = io.StringIO()
    reading = ReadingOptions(clock=at(day))
    asked = DoctorRequest(
        content=content,
        themes=content.parent / "themes",
        reading=reading,
        site=site,
        fetch=partial(fetch, loopback=True),
        theme=THEME,
    )
    code = doctor(asked, "json", stream)
    told: dict[str, list[dict[str, str]]] = {"to-do": [], "unseen": [], "well": []}
    for one in json.loads(stream.getvalue()):
        told[one["verdict"]].append(one)
    assert code == (1 if told["to-do"] else 0)
    assert all(one["what_to_do"] for kind in ("to-do", "unseen") for one in told[kind])
    return told


def messages(told: list[dict[str, str]], check: str = "") -> str:
    return " ".join(one["message"] for one in told if check in ("", one["check"]))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a board that is in order, and the site built of it, in `public`."""
    folder = tmp_path_factory.mktemp("board")
    content = write_board(folder, {**FILES, "board.yaml": OWN + SMALL})
    reading = ReadingOptions(clock=at(DAY))
    request = BuildRequest(content=content, themes=folder / "themes", out=folder / "public", reading=reading)
    assert build_site(request) == 0
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


def test_a_board_and_site_that_are_in_order_give_nothing_to_do(built: Path) -> None:
    told = examine(built / "content", str(built / "public"))
    assert told["to-do"] == []
    assert "calendars and 3 news feeds say what the board says." in messages(told["well"], "feeds")
    assert "The site was built today." in messages(told["well"])


def test_a_site_is_looked_at_over_the_web_too(copied: Path) -> None:
    with serve_folder(copied / "public") as address:
        told = examine(copied / "content", f"{address}/")
    assert "The site was built today." in messages(told["well"])
    assert "2 calendars and 3 news feeds say what the board says." in messages(told["well"], "feeds")
    assert "The site was found at http://127.0.0.1" in messages(told["to-do"], "site-there")


def test_the_command_line_asks_no_address_of_this_computer(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_folder(built / "public") as address:
        where = [
            "--content",
            str(built / "content"),
            "--site",
            f"https://localhost:{urlsplit(address).port}/",
        ]
        assert main(["doctor", *where, "--today", DAY]) == 1
    assert "this is no address of the public internet" in capsys.readouterr().out


def replace_in(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        data = (site / path).read_bytes()
        assert old in data
        (site / path).write_bytes(data.replace(old, new))

    return change


def put(path: str, data: bytes) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        (site / path).write_bytes(data)

    return change


def cut(path: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        (site / path).write_bytes((site / path).read_bytes()[:-200])

    return change


def remove(path: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        (site / path).unlink()

    return change


CALENDAR, NEWS = "events/calendar.ics", "events/coming-up.rss"
PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"
EMPTY_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
EMPTY_NEWS = b'<rss version="2.0"><channel><title>Oak</title></channel></rss>'
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0">&b;</rss>'

DAMAGES = {
    "an hour later": (
        replace_in(CALENDAR, b"TZID=America/Toronto:20270106T1", b"TZID=America/Toronto:20270107T1"),
        "“Story time” has other dates in events/calendar.ics",
    ),
    "a calendar of nothing": (
        put(CALENDAR, EMPTY_CALENDAR),
        "“Story time” is missing in events/calendar.ics",
    ),
    "a calendar cut off": (cut(CALENDAR), "does not end with END:VCALENDAR"),
    "a page for a calendar": (put(CALENDAR, PAGE), "does not begin with BEGIN:VCALENDAR"),
    "an empty file for a calendar": (put(CALENDAR, b""), "events/calendar.ics"),
    "no calendar": (remove(CALENDAR), "events/calendar.ics does not come"),
    "news without items": (put(NEWS, EMPTY_NEWS), "is missing in events/coming-up.rss, and 1 more"),
    "a page for news": (put(NEWS, PAGE), "events/coming-up.rss cannot be relied on"),
    "news cut off": (cut(NEWS), "events/coming-up.rss cannot be relied on: it is not whole"),
    "news that grow without end": (put(NEWS, BOMB), "events/coming-up.rss cannot be relied on"),
    "news that lead elsewhere": (
        replace_in(NEWS, b"https://board.oak.town/events/", b"https://casino.example/events/"),
        "https://casino.example/events/oak/story-time/",
    ),
    "no news": (remove(NEWS), "events/coming-up.rss does not come"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_subscribers_read_otherwise_is_told(damage: str, copied: Path) -> None:
    change, expected = DAMAGES[damage]
    change(copied / "public")
    told = examine(copied / "content", str(copied / "public"))
    assert expected in messages(told["to-do"], "feeds")


@pytest.mark.parametrize("damage", ["an hour later", "a page for a calendar", "no calendar", "news cut off"])
def test_what_subscribers_read_otherwise_is_told_of_an_address_too(damage: str, copied: Path) -> None:
    change, expected = DAMAGES[damage]
    change(copied / "public")
    with serve_folder(copied / "public") as address:
        told = examine(copied / "content", address)
    assert expected in messages(told["to-do"], "feeds")


def test_an_event_that_was_changed_since_is_missed(copied: Path) -> None:
    event = copied / "content/events/oak/story-time.md"
    event.write_text(
        event.read_text(encoding="utf-8").replace("10:15", "14:00").replace("11:00", "15:00"),
        encoding="utf-8",
    )
    told = examine(copied / "content", str(copied / "public"))
    assert "2027-01-06 14:00 is missing" in messages(told["to-do"], "feeds")


@pytest.mark.parametrize(
    ("day", "verdict", "expected"),
    [
        ("2027-01-06", "well", "The site was built yesterday."),
        ("2027-01-07", "well", "The site was built 2 days ago."),
        (
            "2027-01-08",
            "to-do",
            "The site was last built 3 days ago, on 5 January 2027: publishing has stopped.",
        ),
        ("2028-01-05", "to-do", "The site was last built 365 days ago"),
        ("2027-01-03", "to-do", "The site says it was built for 5 January 2027, which is 2 days ahead."),
    ],
)
def test_the_age_of_a_site_is_told(built: Path, day: str, verdict: str, expected: str) -> None:
    told = examine(built / "content", str(built / "public"), day)
    assert expected in messages(told[verdict], "last-build")


def test_a_site_that_is_too_old_is_not_compared(copied: Path) -> None:
    remove(CALENDAR)(copied / "public")
    told = examine(copied / "content", str(copied / "public"), "2027-01-30")
    assert "not compared with the board: what was changed since" in messages(told["unseen"], "feeds")


@pytest.mark.parametrize(
    ("page", "verdict", "check", "expected"),
    [
        (b"", "unseen", "last-build", "does not say so"),
        (b"<html><body data-made='soon'>", "unseen", "last-build", "does not say so"),
        (b"<!DOCTYPE html [<![IGNORE[", "unseen", "feeds", "does not say for which day"),
        (b"\xff\xfe\x00", "unseen", "last-build", "does not say so"),
        (
            b"<link rel=canonical href=https://elm.town/><body data-made=2027-01-05>",
            "to-do",
            "site-there",
            "says that its address is https://elm.town/",
        ),
    ],
)
def test_a_page_of_somebody_else_is_known(
    copied: Path, page: bytes, verdict: str, check: str, expected: str
) -> None:
    (copied / "public/index.html").write_bytes(page)
    told = examine(copied / "content", str(copied / "public"))
    assert expected in messages(told[verdict], check)


@pytest.mark.parametrize("site", ["nowhere", "content", "content/board.yaml", "public/index.html", "\0"])
def test_where_there_is_no_site_that_is_what_is_told(built: Path, site: str) -> None:
    told = examine(built / "content", str(built / site))
    assert "There is no board at" in messages(told["to-do"], "site-there")


def test_a_server_that_does_not_answer_is_asked_once(built: Path) -> None:
    told = examine(built / "content", "http://127.0.0.1:1/board/")
    assert "There is no board at http://127.0.0.1:1/board/: no connection" in messages(told["to-do"])


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        (None, "There is no board.yaml here"),
        ("", "board.yaml"),
        ("title: [\n", "board.yaml"),
        ("title: Oak\n", "board.yaml"),
        (OWN.replace("America/Toronto", "Mars"), "Mars"),
        ("\x00\x01", "board.yaml"),
    ],
)
def test_a_board_file_that_cannot_be_used_is_told_and_the_rest_is_looked_at(
    tmp_path: Path, board: str | None, expected: str
) -> None:
    content = write_board(tmp_path, FILES)
    (content / "board.yaml").unlink()
    if board is not None:
        (content / "board.yaml").write_text(board, encoding="utf-8")
    told = examine(content, str(tmp_path / "public"))
    assert expected in messages(told["to-do"], "board-file")
    assert messages(told["unseen"], "history")


def test_a_file_with_an_error_is_told(tmp_path: Path) -> None:
    content = write_board(tmp_path, {**FILES, "board.yaml": OWN, "events/oak/chess.yaml": "start: soon\n"})
    told = examine(content)
    assert "1 file is shown as they last were" in messages(
        told["to-do"], "files"
    ) or "chess.yaml" in messages(told["to-do"], "files")


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--content", str(tmp_path / "nowhere")]) == 2
    assert "there is no such folder" in capsys.readouterr().err


# -- the repository


def git(folder: Path, *arguments: str, day: str = "2027-01-01") -> None:
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names |= {f"GIT_{who}_{what}": "oak" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    names |= {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, **names}, check=True, capture_output=True)


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a board that is in order."""
    folder = tmp_path / "oak"
    write_board(folder, {**FILES, "board.yaml": OWN})
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / ".github/workflows/publish.yml").write_text(PUBLISH, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", "https://user:secret@github.com/oak/board.git")
    commit(folder, "2026-12-01")
    return folder


def test_a_repository_that_is_in_order_gives_nothing_to_do_and_says_where_to_look(repository: Path) -> None:
    told = examine(repository / "content")
    assert told["to-do"] == []
    assert "The whole history of the files is there." in messages(told["well"], "history")
    assert "`uid_domain` is oak.town, as it always was." in messages(told["well"], "uid-domain")
    links = " ".join(one["what_to_do"] for one in told["unseen"])
    assert "https://github.com/oak/board/settings/rules" in links
    assert "https://github.com/oak/board/settings/pages" in links
    assert "secret" not in json.dumps(told)


@pytest.mark.parametrize(
    ("day", "verdict", "expected"),
    [
        ("2027-01-10", "well", "something changed 40 days ago"),
        ("2027-01-20", "to-do", "Nothing has changed for 50 days. In 10 days GitHub stops"),
        ("2027-02-01", "to-do", "Nothing has changed for 62 days. After 60"),
    ],
)
def test_schedules_end_with_sixty_days_of_silence(
    repository: Path, day: str, verdict: str, expected: str
) -> None:
    assert expected in messages(examine(repository / "content", day=day)[verdict], "every-night")


@pytest.mark.parametrize(
    ("first", "changed", "verdict", "expected"),
    [
        ("elm.town", "2026-12-20", "to-do", "`uid_domain` was elm.town and is oak.town, changed 16 days ago"),
        ("elm.town", "2026-10-20", "well", "since 20 October 2026; by now nothing is won"),
        ("board.example", "2026-12-20", "well", "`uid_domain` is oak.town, as it always was."),
    ],
)
def test_a_name_that_was_changed_is_found_in_the_history(
    tmp_path: Path, first: str, changed: str, verdict: str, expected: str
) -> None:
    content = write_board(
        tmp_path, {**FILES, "board.yaml": OWN.replace("uid_domain: oak.town", f"uid_domain: '{first}'")}
    )
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-09-01")
    (content / "board.yaml").write_text(OWN, encoding="utf-8")
    commit(tmp_path, changed)
    (content / "board.yaml").write_text(OWN + "clock: 12\n", encoding="utf-8")
    commit(tmp_path, "2027-01-04")
    assert expected in messages(examine(content)[verdict], "uid-domain")


def test_a_history_that_was_not_fetched_is_told(repository: Path, tmp_path: Path) -> None:
    commit(repository, "2026-12-02")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")
    told = examine(tmp_path / "shallow/content")
    assert "Only the newest version of the files is here" in messages(told["to-do"], "history")


def test_a_repository_without_a_version_and_one_that_is_broken_are_looked_at(tmp_path: Path) -> None:
    content = write_board(tmp_path, {**FILES, "board.yaml": OWN})
    git(tmp_path, "init", "--quiet")
    examine(content)
    (tmp_path / ".git/HEAD").write_text("ref: nowhere\n", encoding="utf-8")
    assert messages(examine(content)["unseen"], "history")


@pytest.mark.parametrize(
    "workflow", ["", "[", "jobs: x", "jobs:\n  a: 3\n", "\x00", "on: &a [*a]\n", "{" * 5000, "- " * 5000]
)
def test_a_workflow_that_cannot_be_read_costs_nothing_else(tmp_path: Path, workflow: str) -> None:
    content = write_board(tmp_path, {**FILES, "board.yaml": OWN})
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/odd.yml").write_text(workflow, encoding="utf-8")
    (tmp_path / ".github/workflows/publish.yaml").write_text(PUBLISH, encoding="utf-8")
    told = examine(content)
    assert messages(told["unseen"], "protected")
    assert "publish.yaml" not in messages(told["to-do"])


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says who may read a file")
def test_files_that_the_wrong_people_may_write_or_read_are_told(copied: Path) -> None:
    (copied / "content/events").chmod(0o777)
    (copied / "public/events/index.html").chmod(0o600)
    told = examine(copied / "content", str(copied / "public"))
    assert f"may change what lies in {copied}/content/events." in messages(told["to-do"], "writable")
    assert "public/events/index.html" in messages(told["to-do"], "readable")


def test_the_report_for_people_is_in_three_parts_and_parts_no_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write_board(tmp_path)
    assert main(["doctor", "--content", str(content), "--today", DAY]) == 1
    told = capsys.readouterr().out
    headings = ["To do", "Look yourself: this cannot be seen from here", "All is well"]
    assert [line for line in told.splitlines() if line in headings] == headings
    assert told.splitlines()[0] == "2 things to do, 4 to look at yourself, 4 well."
    assert "`url: https://board.your-library.org/`" in told
