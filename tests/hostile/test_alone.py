"""What cannot lie beside other files: pipes, links, devices, a board.yaml or a theme in ruins."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.make import GOOD, TODAY, good_files, write_board
from tests.site.building import Ran, files_of, run_bulletin

# Names, links and pipes that other systems cannot hold, and a browser.
pytestmark = pytest.mark.debian


_PUBLISHED = "publish: [months, ics, rss, json]\n"
"""The lists that stand on every large board are no part of what is tried here."""


def _build(content: Path, out: Path, *more: str) -> Ran:
    return run_bulletin("build", "--content", content, "--out", out, "--today", TODAY, *more)


def _good(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    write_board(content, [])
    with open(content / "board.yaml", "a", encoding="utf-8") as file:
        file.write(_PUBLISHED)
    return content


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the good board, `content`, and its site, `public`."""
    folder = tmp_path_factory.mktemp("published")
    assert _build(_good(folder), folder / "public").code == 0
    return folder


def _both(content: Path, tmp_path: Path) -> tuple[int, list[dict[str, Any]], int, dict[str, bytes]]:
    checked = run_bulletin("check", "--content", content, "--format", "json", "--today", TODAY)
    built = _build(content, tmp_path / "public")
    site = files_of(tmp_path / "public") if (tmp_path / "public").is_dir() else {}
    return checked.code, json.loads(checked.said), built.code, site


def _make_pipe(place: Path) -> None:
    os.mkfifo(place)


def _make_link(place: Path) -> None:
    place.symlink_to("/etc/passwd")


def _make_loop(place: Path) -> None:
    place.symlink_to(place)


def _make_dangling(place: Path) -> None:
    place.symlink_to("/nowhere/at/all")


def _make_neighbour_link(place: Path) -> None:
    place.symlink_to("../good-school/choir.yaml")


def _make_device_link(place: Path) -> None:
    place.symlink_to("/dev/zero")


def _make_folder_link(place: Path) -> None:
    place.symlink_to("/etc", target_is_directory=True)


def _make_socket(place: Path) -> None:
    here = os.getcwd()
    os.chdir(place.parent)  # a socket's path has at most a hundred letters
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(place.name)
    finally:
        os.chdir(here)


def _make_huge(place: Path) -> None:
    with open(place, "wb") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize(
    "make",
    [
        _make_pipe,
        _make_link,
        _make_loop,
        _make_dangling,
        _make_neighbour_link,
        _make_device_link,
        _make_folder_link,
        _make_socket,
        _make_huge,
    ],
    ids=lambda make: make.__name__.removeprefix("_make_"),
)
@pytest.mark.parametrize("name", ["trap.yaml", "trap.png"])
def test_what_is_no_ordinary_file_is_refused_and_never_opened(
    make: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    content = _good(tmp_path)
    folder = content / "events" / "names"
    folder.mkdir()
    make(folder / name)
    code, rows, build_code, site = _both(content, tmp_path)
    errors = [row for row in rows if row["severity"] == "error"]
    assert {row["path"].rpartition("/")[2] for row in errors} == {name}
    assert (code, build_code) == (1, 3)
    assert "events/good-school/choir/index.html" in site
    assert not any(b"root:" in data for data in site.values())


def test_folders_below_folders_without_end_are_reported_and_passed_over(tmp_path: Path) -> None:
    content = _good(tmp_path)
    deep = content / "events" / "names" / "/".join(["deep"] * 60)
    deep.mkdir(parents=True)
    (deep / "trap.yaml").write_text("title: Trap\n")
    code, rows, build_code, site = _both(content, tmp_path)
    assert (code, build_code) == (1, 3)
    assert any("deep" in row["path"] for row in rows)
    assert "events/good-school/choir/index.html" in site


def test_a_name_that_is_no_text_is_reported_and_passed_over(tmp_path: Path) -> None:
    content = _good(tmp_path)
    (content / "events" / "names").mkdir()
    with open(os.fsencode(content / "events" / "names") + b"/\xff\xfe.yaml", "wb") as file:
        file.write(b"title: Trap\n")
    code, rows, build_code, _ = _both(content, tmp_path)
    assert (code, build_code) == (1, 3)
    assert any("\ufffd" in row["path"] for row in rows)


def test_partners_files_that_are_missing_or_wrong_take_only_their_own_events_along(tmp_path: Path) -> None:
    content = _good(tmp_path)
    (content / "partners" / "good-school.yaml").write_text("name: A\nname: B\n")
    (content / "events" / "nobody").mkdir()
    (content / "events" / "nobody" / "x.yaml").write_bytes(good_files()["events/good-school/choir.yaml"])
    code, rows, build_code, site = _both(content, tmp_path)
    wrong = {os.path.relpath(row["path"], content) for row in rows if row["severity"] == "error"}
    assert (code, build_code) == (1, 3)
    assert {"partners/good-school.yaml", "events/nobody/x.yaml"} <= wrong
    assert "events/good-library/story-time/index.html" in site
    assert not any(path.startswith(("events/nobody", "events/good-school")) for path in site)


_BOARDS: dict[str, str | bytes] = {
    "empty": "",
    "bomb": "[" * 60000,
    "alias": GOOD["board.yaml"] + "x: &x y\nz: *x\n",
    "utf-16": GOOD["board.yaml"].encode("utf-16"),
    "zone": GOOD["board.yaml"].replace("America/Toronto", "../../etc/passwd"),
    "script-url": GOOD["board.yaml"].replace("https://board.example/", "javascript:alert(1)"),
    "domain": GOOD["board.yaml"].replace("uid_domain: board.example", "uid_domain: 'a b\"<script>'"),
    "theme-above": GOOD["board.yaml"] + "theme: ../../etc\n",
    "language": GOOD["board.yaml"].replace("[en]", "['../../etc', en]"),
    "horizon": GOOD["board.yaml"].replace("60 days", "9999999 days"),
    "large": GOOD["board.yaml"] + f"# {'x' * 300_000}\n",
    "notice": GOOD["board.yaml"] + "notices: [{text: '" + "[" * 8000 + "'}]\n",
}


@pytest.mark.parametrize("name", _BOARDS)
def test_a_board_that_cannot_be_used_leaves_the_old_site_alone(
    name: str, published: Path, tmp_path: Path
) -> None:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    content = tmp_path / "content"
    before = files_of(tmp_path / "public")
    text = _BOARDS[name]
    (content / "board.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    code, rows, build_code, site = _both(content, tmp_path)
    assert (code, build_code) == (1, 2)
    assert any(row["path"].endswith("board.yaml") and row["line"] >= 1 for row in rows)
    assert site == before


_THEMES = {
    "unfinished": "{% if %}",
    "unknown": "{{ values.nothing_like_that }}",
    "include": "{% include '../../../etc/passwd' %}",
    "missing": "{% extends 'nowhere.html' %}",
}


@pytest.mark.parametrize("name", _THEMES)
def test_a_theme_that_cannot_be_used_leaves_the_old_site_alone(
    name: str, published: Path, tmp_path: Path
) -> None:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    content, theme = tmp_path / "content", tmp_path / "themes" / "mine"
    before = files_of(tmp_path / "public")
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.yaml").write_text("extends: plain\n")
    (theme / "templates" / "event.html").write_text(_THEMES[name])
    with open(content / "board.yaml", "a", encoding="utf-8") as file:
        file.write("theme: mine\n")
    built = _build(content, tmp_path / "public", "--themes", str(tmp_path / "themes"))
    assert built.code == 2, built.said
    assert "\nbulletin: theme" in built.said
    assert files_of(tmp_path / "public") == before


def test_a_file_cannot_put_workflow_commands_into_the_log(tmp_path: Path) -> None:
    content = _good(tmp_path)
    (content / "events" / "names").mkdir()
    value = '"x\\n::error file=evil::pwned\\n::stop-commands::x"'
    lines = f"title: A\nages: 6-11\nvenue: {value}\nstart: {value}\ncategories: {value}\n{value}: x\n"
    for name in ("log", "log,line=1::x", "a\n::error::b", "%0A::error::c"):
        (content / "events" / "names" / f"{name}.yaml").write_text(lines)
    ran = run_bulletin("check", "--content", content, "--format", "github", "--today", TODAY)
    orders = [line for line in ran.said.splitlines() if line.lstrip().startswith("::")]
    annotation = re.compile(
        r"::(error|warning|notice) file=[^,:\n]+,line=\d+,col=\d+,title=[a-z-]+::[^\r\n]*"
    )
    assert len(orders) >= 12
    assert [line for line in orders if not annotation.fullmatch(line)] == []


_CONFIGURED = """
[core]
    fsmonitor = {program}
    sshCommand = {program}
    pager = {program}
    hooksPath = {hooks}
    alternateRefsCommand = {program}
[diff]
    external = {program}
[diff "evil"]
    command = {program}
    textconv = {program}
[filter "evil"]
    clean = {program}
    smudge = {program}
    process = {program}
    required = true
[log]
    showSignature = true
[gpg]
    program = {program}
[credential]
    helper = "!{program}"
[alias]
    log = "!{program}"
[uploadpack]
    packObjectsHook = {program}
[extensions]
    partialClone = origin
[remote "origin"]
    url = "ext::{program} %S"
    promisor = true
[format]
    pretty = "%H%n%G?"
"""


def _git(content: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(content), *_AUTHOR, *arguments], check=True, capture_output=True)


_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")


def _committed(tmp_path: Path) -> Path:
    """The good board in a folder of a repository, committed twice."""
    content = _good(tmp_path)
    (content / ".gitattributes").write_text("* filter=evil diff=evil merge=evil export-subst\n")
    _git(tmp_path, "init", "-q")
    _git(content, "add", ".")
    _git(content, "commit", "-q", "-m", "all")
    with open(content / "events" / "good-school" / "choir.yaml", "a", encoding="utf-8") as file:
        file.write("# a change\n")
    _git(content, "commit", "-q", "-a", "-m", "one more")
    return content


def test_no_program_that_a_repository_names_is_started(tmp_path: Path) -> None:
    content, hooks = _committed(tmp_path), tmp_path / "hooks"
    program, started = tmp_path / "evil.sh", tmp_path / "it-was-started"
    program.write_text(f"#!/bin/sh\ntouch {started}\ncat\n")
    program.chmod(0o755)
    hooks.mkdir()
    for name in ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (hooks / name).symlink_to(program)
    with open(tmp_path / ".git" / "config", "a", encoding="utf-8") as file:
        file.write(_CONFIGURED.format(program=program, hooks=hooks))
    (content / "events" / "good-school" / "choir.yaml").write_text("title: A\ntitle: B\n")
    checked = run_bulletin("check", "--content", content, "--today", TODAY, "--base", "HEAD~1")
    built = _build(content, tmp_path / "public")
    assert (checked.code, built.code) == (1, 3)
    assert "events/good-school/choir/index.html" in files_of(tmp_path / "public")  # as it last was right
    assert not started.exists()


def test_files_called_like_a_repository_do_not_stand_in_for_the_history(tmp_path: Path) -> None:
    content = _committed(tmp_path)
    assert _build(content, tmp_path / "public").code == 0
    before = files_of(tmp_path / "public")
    other = tmp_path / "other"
    other.mkdir()
    _git(other, "init", "-q", "--bare", ".")
    for name in ("HEAD", "config", "objects", "refs"):
        (other / name).rename(content / name)
    assert _build(content, tmp_path / "public").code == 0
    assert files_of(tmp_path / "public") == before


def test_a_board_that_is_no_repository_has_none_even_with_files_called_like_one(tmp_path: Path) -> None:
    content = _good(tmp_path)
    _git(content, "init", "-q", "--bare", ".")
    built = _build(content, tmp_path / "public")
    assert built.code == 0, built.said
    checked = run_bulletin("check", "--content", content, "--today", TODAY, "--base", "HEAD")
    assert checked.code == 2
    assert "--base needs the version history" in checked.said
