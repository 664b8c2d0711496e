"""Same content, same history, same day: same bytes. On any computer, in any folder, in any order."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.building import TODAY, build, copy_board, differences, files_of, run_bulletin


@pytest.mark.debian
@pytest.mark.parametrize(
    ("environment", "umask"),
    [
        ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o077),
        ({"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "LANG": "ar"}, 0o002),
        ({"TZ": "nonsense", "PYTHONUTF8": "0", "LC_ALL": "POSIX", "SOURCE_DATE_EPOCH": "1"}, -1),
    ],
    ids=["far-east-c", "newfoundland-turkish", "nonsense-posix"],
)
def test_no_byte_depends_on_zone_locale_hash_seed_or_umask(
    full: Path, tmp_path: Path, environment: Mapping[str, str], umask: int
) -> None:
    out = tmp_path / "public"
    arguments = ("--content", full.parent / "content", "--out", out, "--today", TODAY)
    built = run_bulletin("build", *arguments, environment=environment, umask=umask)
    assert built.code == 0, built.said
    assert differences(files_of(full), files_of(out)) == []


def test_no_byte_depends_on_the_order_in_which_files_were_made_nor_on_their_times(
    full: Path, tmp_path: Path
) -> None:
    source = full.parent / "content"
    files = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
    random.Random(7).shuffle(files)
    for age, file in enumerate(files):
        target = tmp_path / "shuffled" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / file, target)
        os.utime(target, (10**9 + age, 10**9 - age * 1000))
    built = build(tmp_path / "shuffled", tmp_path / "public")
    assert built.code == 0, built.said
    assert differences(files_of(full), files_of(tmp_path / "public")) == []


def test_no_byte_depends_on_the_folder_nor_on_where_the_command_is_run(full: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "een map, met ruimte & ünïcode"
    elsewhere.mkdir()
    copy_board("full", elsewhere / "inhoud")
    arguments = ("--content", "inhoud", "--out", "../uit", "--today", TODAY)
    built = run_bulletin("build", *arguments, cwd=elsewhere)
    assert built.code == 0, built.said
    assert differences(files_of(full), files_of(tmp_path / "uit")) == []


def test_one_process_writes_the_same_as_two(full: Path, tmp_path: Path) -> None:
    build(full.parent / "content", tmp_path / "public", jobs=1)
    assert differences(files_of(full), files_of(tmp_path / "public")) == []


def test_a_second_build_touches_no_file(tmp_path: Path) -> None:
    content, out = copy_board("minimal", tmp_path / "content"), tmp_path / "public"
    build(content, out)
    # A time in the past shows every write, however fast the disk's clock ticks.
    for path in out.rglob("*"):
        os.utime(path, (10**9, 10**9))
    again = build(content, out)
    assert again.code == 0, again.said
    files = [path for path in out.rglob("*") if path.is_file()]
    assert [path.name for path in files if path.stat().st_mtime != 10**9] == []


def test_the_next_day_writes_pages_anew_but_no_calendar_whose_events_are_the_same(tmp_path: Path) -> None:
    content, out = copy_board("minimal", tmp_path / "content"), tmp_path / "public"
    build(content, out, today="2027-01-16")
    before = files_of(out)
    build(content, out, today="2027-01-17")
    after = files_of(out)
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert "index.html" in changed
    assert [name for name in changed if name.endswith(".ics") and not name.startswith("when/")] == []
