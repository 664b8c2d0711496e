"""What a reader finds after the writer was killed, or the disk was full, at any moment.

The n-th operation on the disk fails, for n = 1, 2, 3 … until a run passes; after each, what lies there
is walked as a reader would walk it, from the home page.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.files import Disk, is_ours
from bulletin.model.site.plan import OutputFile
from bulletin.problems import UnusableOutput
from bulletin.write import MANIFEST, parse_manifest, write_site
from bulletin.write.output_folder import folders_above

Site = dict[str, bytes]
FOREIGN = {"CNAME": b"board.example\n", "events/oak/photo-of-staff.jpg": b"\xff\xd8 theirs"}


def make_page(version: str, *links: str) -> bytes:
    return "\n".join([version, *links, "whole"]).encode()


OLD: Site = {
    "index.html": make_page("1", "events/index.html", "style-1.css", "about/index.html"),
    "style-1.css": b"body { color: black }",
    "events/index.html": make_page(
        "1", "index.html", "events/oak/gone/index.html", "events/oak/stays/index.html"
    ),
    "events/oak/gone/index.html": make_page("1", "events/index.html", "events/oak/gone/event.ics"),
    "events/oak/gone/event.ics": b"BEGIN:VCALENDAR gone",
    "events/oak/stays/index.html": make_page("1", "index.html", "events/oak/gone/index.html"),
    "about/index.html": make_page("1", "index.html"),
}
NEW: Site = {
    "index.html": make_page("2", "events/index.html", "style-2.css", "about/index.html"),
    "style-2.css": b"body { color: navy }",
    "events/index.html": make_page(
        "2", "index.html", "events/oak/stays/index.html", "events/oak/new/index.html"
    ),
    "events/oak/stays/index.html": make_page("2", "index.html", "events/fir/new/index.html"),
    "events/oak/new/index.html": make_page("2", "events/fir/new/index.html", "events/oak/new/event.ics"),
    "events/oak/new/event.ics": b"BEGIN:VCALENDAR new",
    "events/fir/new/index.html": make_page("2", "events/oak/new/index.html", "index.html"),
    "about/index.html": OLD["about/index.html"],
}


class Killed(BaseException):
    """The process is no more: nothing it meant to do afterwards happens."""


class SwiftDisk(Disk):
    """Does not wait for the bytes to reach the disk: what is tested here is a killed run, not a power cut."""

    def sync(self, descriptor: int) -> None:
        pass


class CountingDisk(SwiftDisk):
    """Calls `fail` before each operation; a write that fails has written half."""

    def __init__(self, fail: Callable[[str], None]) -> None:
        self.fail = fail

    def open_new(self, path: str) -> int:
        self.fail("open")
        return super().open_new(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        try:
            self.fail("write")
        except OSError:
            super().write(descriptor, data[: len(data) // 2])
            raise
        except Killed:
            os.write(descriptor, data[: len(data) // 2])
            raise
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self.fail("sync")
        super().sync(descriptor)

    def rename(self, old: str, new: str) -> None:
        self.fail("rename")
        super().rename(old, new)

    def unlink(self, path: str) -> None:
        self.fail("unlink")
        super().unlink(path)

    def mkdir(self, path: str) -> None:
        self.fail("mkdir")
        super().mkdir(path)

    def rmdir(self, path: str) -> None:
        self.fail("rmdir")
        super().rmdir(path)


def kill_at(moment: int) -> CountingDisk:
    operations = count(1)

    def fail(_: str) -> None:
        if next(operations) >= moment:
            raise Killed

    return CountingDisk(fail)


def fail_at(moment: int) -> CountingDisk:
    operations = count(1)

    def fail(_: str) -> None:
        if next(operations) == moment:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return CountingDisk(fail)


def full_from(moment: int) -> CountingDisk:
    operations = count(1)

    def fail(operation: str) -> None:
        if next(operations) >= moment and operation not in ("unlink", "rmdir"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return CountingDisk(fail)


def publish(site: Mapping[str, bytes], out: Path, disk: Disk | None = None) -> None:
    files = (OutputFile(path, data) for path, data in site.items())
    write_site(files, out, disk=disk or SwiftDisk())


def read_folder(out: Path) -> Site:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def linked_from(data: bytes) -> list[str]:
    return data.decode().splitlines()[1:-1]


def assert_reader_is_served(out: Path, *sites: Site) -> None:
    """From the home page on: only live links, and every page as one of the sites has it, whole."""
    found = read_folder(out)
    waiting = ["index.html"] if "index.html" in found else []
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        assert found[path] in [site[path] for site in sites if path in site], f"{path} is not whole"
        for link in linked_from(found[path]) if path.endswith(".html") else ():
            assert link in found, f"{path} leads to {link}, which is not there"
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def assert_ours_is_known(out: Path, foreign: Site) -> None:
    found = read_folder(out)
    assert {path: found.get(path) for path in foreign} == foreign
    ours = {
        path for path in found if path not in foreign and path != MANIFEST and not is_ours(path.split("/")[0])
    }
    listed = set(parse_manifest(found[MANIFEST]).files) if MANIFEST in found else set()
    assert ours <= listed


def assert_healed(out: Path, site: Site, foreign: Site) -> None:
    publish(site, out)
    found = read_folder(out)
    manifest = parse_manifest(found.pop(MANIFEST))
    assert found == {**foreign, **site}
    assert set(manifest.files) == set(site)
    assert manifest.unlinked == frozenset()
    folders = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()}
    assert folders == folders_above(found)


def each_moment(
    folder: Path, before: list[Site], site: Site, foreign: Site, make_disk: Callable[[int], Disk]
) -> Iterator[Path]:
    """The output folder after a run that failed at the first, second, third … operation."""
    start = folder / "start"
    for earlier in before:
        publish(earlier, start)
    for path, data in foreign.items():
        (start / path).parent.mkdir(parents=True, exist_ok=True)
        (start / path).write_bytes(data)
    for moment in count(1):
        out = folder / str(moment)
        if before:
            shutil.copytree(start, out)
        try:
            publish(site, out, make_disk(moment))
        except (Killed, UnusableOutput):
            yield out
            shutil.rmtree(out)
        else:
            assert moment > 2 * len(site)
            return


DISKS = pytest.mark.parametrize("make_disk", [kill_at, fail_at, full_from])


@DISKS
def test_a_first_publication_shows_nothing_until_it_is_whole(
    make_disk: Callable[[int], Disk], tmp_path: Path
) -> None:
    for out in each_moment(tmp_path, [], NEW, {}, make_disk):
        assert_reader_is_served(out, NEW)
        assert_ours_is_known(out, {})
        assert_healed(out, NEW, {})


@DISKS
def test_an_update_never_shows_a_dead_link_or_half_a_page(
    make_disk: Callable[[int], Disk], tmp_path: Path
) -> None:
    for out in each_moment(tmp_path, [OLD], NEW, FOREIGN, make_disk):
        assert (out / "index.html").exists()
        assert_reader_is_served(out, OLD, NEW)
        assert_ours_is_known(out, FOREIGN)
        assert_healed(out, NEW, FOREIGN)


# Small boards for runs killed one after another: x leads to pages that are added after it and deleted
# before it, and the deep page, which is changed before x, leads to x only in LATE.
EMPTY: Site = {}
PLAIN: Site = {"index.html": make_page("1", "d/e/f.html"), "d/e/f.html": make_page("1", "index.html")}
WIDE: Site = {
    "index.html": make_page("2", "d/e/f.html", "x.html"),
    "d/e/f.html": make_page("2", "index.html"),
    "w.html": make_page("2"),
    "x.html": make_page("2", "w.html", "y.html"),
    "y.html": make_page("2"),
}
LATE: Site = {
    "index.html": make_page("3", "d/e/f.html"),
    "d/e/f.html": make_page("3", "x.html"),
    "x.html": make_page("3", "z.html"),
    "z.html": make_page("3"),
}


@pytest.mark.parametrize(
    "series",
    [
        [EMPTY, WIDE, LATE],
        [PLAIN, WIDE, LATE],
        [WIDE, PLAIN, LATE],
        [WIDE, LATE, WIDE],
        [PLAIN, WIDE, PLAIN, LATE],
    ],
    ids=["first", "grow", "shrink", "there and back", "three runs"],
)
def test_a_killed_run_may_be_followed_by_another_board_and_another_kill(
    series: list[Site], tmp_path: Path
) -> None:
    first, *runs = series
    if first:
        publish(first, tmp_path / "0")
    kill_one_after_another(tmp_path / "0", runs, series)


def kill_one_after_another(start: Path, runs: list[Site], known: list[Site]) -> None:
    """Kills the first run at each moment, and after each the next ones, where the folder is not yet known."""
    left_behind: list[Site] = []
    for moment in count(1):
        out = start.parent / f"{start.name}-{moment}"
        if start.exists():
            shutil.copytree(start, out)
        try:
            publish(runs[0], out, kill_at(moment))
        except Killed:
            assert_reader_is_served(out, *known)
            assert_ours_is_known(out, {})
            found = {path: data for path, data in read_folder(out).items() if not is_ours(path.split("/")[0])}
            if found not in left_behind and runs[1:]:
                left_behind.append(found)
                kill_one_after_another(out, runs[1:], known)
            assert_healed(out, runs[-1], {})
            shutil.rmtree(out)
        else:
            return


def test_a_page_that_somebody_deleted_comes_back_with_live_links_only(tmp_path: Path) -> None:
    publish(PLAIN, tmp_path / "start")
    (tmp_path / "start/d/e/f.html").unlink()
    for moment in count(1):
        out = tmp_path / str(moment)
        shutil.copytree(tmp_path / "start", out)
        try:
            publish(LATE, out, kill_at(moment))
        except Killed:
            if (out / "d/e/f.html").exists():
                assert_reader_is_served(out, PLAIN, LATE)
            assert_healed(out, LATE, {})
        else:
            assert_healed(out, LATE, {})
            return


def test_a_full_disk_leaves_the_old_site_and_no_temporaries(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "public")
    before = read_folder(tmp_path / "public")
    with pytest.raises(UnusableOutput, match="the disk is full"):
        publish(NEW, tmp_path / "public", full_from(4))
    assert read_folder(tmp_path / "public") == before


def test_a_file_that_becomes_a_folder_and_back_heals_from_every_moment(tmp_path: Path) -> None:
    flat = {"index.html": make_page("1", "a"), "a": b"a file", "b/c/d": b"deep", "b/c/e": b"deep"}
    deep = {"index.html": make_page("2", "a/index.html"), "a/index.html": make_page("2"), "b": b"a file"}
    for before, site in ((flat, deep), (deep, flat)):
        folder = tmp_path / str(len(before))
        for out in each_moment(folder, [before], site, {"CNAME": b"theirs"}, kill_at):
            assert_ours_is_known(out, {"CNAME": b"theirs"})
            assert_healed(out, site, {"CNAME": b"theirs"})


PATHS = ["index.html", "a.html", "b.html", "c/a.html", "c/b.html", "d/e/f.html"]


@st.composite
def sites(draw: st.DrawFn) -> Site:
    paths = ["index.html", *draw(st.lists(st.sampled_from(PATHS[1:]), unique=True))]
    return {
        path: make_page(
            str(draw(st.integers(1, 9))), *draw(st.lists(st.sampled_from(paths), max_size=4, unique=True))
        )
        for path in paths
    }


@settings(deadline=None)
@given(runs=st.lists(st.tuples(sites(), st.integers(1, 60)), min_size=2, max_size=5), last=sites())
def test_no_series_of_killed_runs_ever_shows_a_dead_link(runs: list[tuple[Site, int]], last: Site) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "public"
        for number, (site, moment) in enumerate(runs):
            with suppress(Killed):
                publish(site, out, kill_at(moment))
            assert_reader_is_served(out, *(earlier for earlier, _ in runs[: number + 1]))
            assert_ours_is_known(out, {})
        assert_healed(out, last, {})


CHILD = """
import itertools, json, os, signal, sys
from pathlib import Path
from bulletin.files import Disk
from bulletin.model.site.plan import OutputFile
from bulletin.write import write_site

moment, out = int(sys.argv[1]), Path(sys.argv[2])
operations = itertools.count(1)

def reach():
    if next(operations) == moment:
        os.kill(os.getpid(), signal.SIGKILL) if hasattr(signal, "SIGKILL") else os._exit(9)

class MortalDisk(Disk):
    def __getattribute__(self, name):
        reach()
        return super().__getattribute__(name)

site = json.load(sys.stdin)
write_site((OutputFile(path, data.encode()) for path, data in site.items()), out, disk=MortalDisk())
"""


def test_a_killed_process_leaves_a_whole_site_and_no_lock(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "start")
    site = json.dumps({path: data.decode() for path, data in NEW.items()})
    root = Path(__file__).parent.parent
    killed = 0
    for moment in count(1, step=2):
        out = tmp_path / str(moment)
        shutil.copytree(tmp_path / "start", out)
        command = [sys.executable, "-c", CHILD, str(moment), str(out)]
        child = subprocess.run(command, input=site.encode(), cwd=root, capture_output=True, check=False)
        if child.returncode == 0:
            break
        assert child.stderr == b""
        killed += 1
        assert_reader_is_served(out, OLD, NEW)
        assert_ours_is_known(out, {})
        assert_healed(out, NEW, {})
    assert killed > 15
