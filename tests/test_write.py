from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.files import Disk
from bulletin.model.site.plan import OutputFile
from bulletin.problems import UnusableOutput
from bulletin.write import (
    MANIFEST,
    Manifest,
    WriteReport,
    format_manifest,
    is_safe_path,
    parse_manifest,
    published_files,
    write_site,
)

SITE = {"index.html": b"home", "events/oak/index.html": b"oak", "style.css": b"css"}


def files(site: dict[str, bytes]) -> list[OutputFile]:
    return [OutputFile(path, data) for path, data in site.items()]


def read_folder(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=True)
    except OSError:
        subprocess.run(["cmd", "/c", "mklink", "/J", str(path), str(target)], check=True, capture_output=True)


class NotedDisk(Disk):
    """Notes what is renamed to where and what is deleted, by path below the output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.notes: list[str] = []

    def rename(self, old: str, new: str) -> None:
        self.notes.append(Path(new).relative_to(self.out).as_posix())
        super().rename(old, new)

    def unlink(self, path: str) -> None:
        if ".bulletin" not in path:
            self.notes.append("-" + Path(path).relative_to(self.out).as_posix())
        super().unlink(path)


# --- what is written


def test_a_site_is_written_with_its_folders_and_a_manifest(tmp_path: Path) -> None:
    out = tmp_path / "new" / "public"
    assert write_site(files(SITE), out) == WriteReport(written=3, unchanged=0, deleted=0)
    found = read_folder(out)
    assert set(parse_manifest(found.pop(MANIFEST)).files) == set(SITE)
    assert found == SITE


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    write_site(files(SITE), tmp_path)
    before = {path: path.stat() for path in tmp_path.rglob("*") if path.is_file()}
    assert write_site(files(SITE), tmp_path) == WriteReport(written=0, unchanged=3, deleted=0)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == {
        path: (status.st_ino, status.st_mtime_ns) for path, status in before.items()
    }


def test_unchanged_is_judged_from_the_bytes_on_the_disk(tmp_path: Path) -> None:
    write_site(files(SITE), tmp_path)
    page = tmp_path / "index.html"
    status = page.stat()
    page.write_bytes(b"HOME")  # as long, and as old, as the manifest's
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "style.css").unlink()
    assert write_site(files(SITE), tmp_path) == WriteReport(written=2, unchanged=1, deleted=0)
    assert page.read_bytes() == b"home"
    assert (tmp_path / "style.css").read_bytes() == b"css"


def test_new_files_come_first_then_changed_ones_then_deletions(tmp_path: Path) -> None:
    write_site(files({"index.html": b"1", "b.html": b"1", "gone/x.html": b"1", "same.css": b""}), tmp_path)
    disk = NotedDisk(tmp_path)
    site = {"index.html": b"2", "b.html": b"2", "new/y.html": b"2", "a.html": b"2", "same.css": b""}
    assert write_site(files(site), tmp_path, disk=disk) == WriteReport(4, 1, 1)
    assert [note for note in disk.notes if note != MANIFEST] == [
        *("new/y.html", "a.html"),
        *("b.html", "index.html"),
        "-gone/x.html",
    ]
    assert disk.notes[0] == disk.notes[-1] == MANIFEST


def test_the_home_page_of_a_first_publication_comes_last(tmp_path: Path) -> None:
    disk = NotedDisk(tmp_path)
    write_site(files(SITE), tmp_path, disk=disk)
    assert [note for note in disk.notes if note != MANIFEST][-1] == "index.html"


def test_deletions_take_the_folders_they_empty_and_no_others(tmp_path: Path) -> None:
    write_site(files(SITE | {"a/b/c/d.html": b"", "a/x/y.html": b"", "k/z.html": b""}), tmp_path)
    (tmp_path / "a/x/mine.txt").write_bytes(b"mine")
    (tmp_path / "theirs").mkdir()
    assert write_site(files(SITE), tmp_path).deleted == 3
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_dir()} == {
        *("a", "a/x", "events", "events/oak", "theirs")
    }
    assert (tmp_path / "a/x/mine.txt").read_bytes() == b"mine"


def test_what_is_not_in_the_manifest_is_never_deleted(tmp_path: Path) -> None:
    write_site(files(SITE), tmp_path)
    (tmp_path / "CNAME").write_bytes(b"board.example")
    (tmp_path / "events/oak/mine.html").write_bytes(b"mine")
    assert write_site(files({"index.html": b"home"}), tmp_path).deleted == 2
    found = read_folder(tmp_path)
    assert found["CNAME"] == b"board.example"
    assert found["events/oak/mine.html"] == b"mine"


def test_a_mistake_while_rendering_leaves_the_old_site(tmp_path: Path) -> None:
    write_site(files(SITE), tmp_path)
    before = read_folder(tmp_path)

    def break_off() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"2")
        yield OutputFile("new.html", b"2")
        raise FileNotFoundError("a template")

    with pytest.raises(FileNotFoundError, match="a template"):
        write_site(break_off(), tmp_path)
    assert read_folder(tmp_path) == before


def test_files_are_taken_one_at_a_time_and_not_kept_in_memory(tmp_path: Path) -> None:
    in_memory: list[int] = []

    class Counted(bytes):
        def __del__(self) -> None:
            in_memory.pop()

    def render() -> Iterator[OutputFile]:
        for number in range(20):
            in_memory.append(number)
            yield OutputFile(f"{number}.html", Counted(b"x"))
            assert len(in_memory) <= 2

    assert write_site(render(), tmp_path).written == 20


def test_a_files_capitals_may_change(tmp_path: Path) -> None:
    write_site(files({"index.html": b"", "Photo.jpg": b"x"}), tmp_path)
    write_site(files({"index.html": b"", "photo.jpg": b"x"}), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "index.html", "photo.jpg"]


def test_a_link_in_the_place_of_a_page_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    out = tmp_path / "public"
    write_site(files(SITE), out)
    if hasattr(os, "fork"):  # on Windows only some people may make a link to a file
        (tmp_path / "precious").write_bytes(b"home")
        (out / "index.html").unlink()
        (out / "index.html").symlink_to(tmp_path / "precious")
        write_site(files(SITE | {"index.html": b"2"}), out)
        assert (tmp_path / "precious").read_bytes() == b"home"
        assert not (out / "index.html").is_symlink()
    assert (out / "index.html").is_file()


# --- files where folders were


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    flat = {"index.html": b"", "a": b"1", "b/c/d": b"2", "b/e": b"3"}
    deep = {"index.html": b"", "a/x/y": b"4", "b": b"5"}
    for site in (flat, deep, flat):
        write_site(files(site), tmp_path)
        found = read_folder(tmp_path)
        del found[MANIFEST]
        assert found == site


@pytest.mark.parametrize(("mine", "path"), [("a", "a/index.html"), ("b/mine.txt", "b")])
def test_what_is_not_ours_in_the_way_is_refused_before_anything_changes(
    mine: str, path: str, tmp_path: Path
) -> None:
    write_site(files(SITE), tmp_path)
    (tmp_path / mine).parent.mkdir(exist_ok=True)
    (tmp_path / mine).write_bytes(b"mine")
    before = read_folder(tmp_path)
    with pytest.raises(UnusableOutput, match=f"{mine} is in the way"):
        write_site(files({"index.html": b"2", path: b""}), tmp_path)
    assert read_folder(tmp_path) == before


def test_a_site_with_a_file_and_a_folder_of_one_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableOutput, match="both a file and a folder named a/b"):
        write_site(files({"a/b/c": b"", "a/b": b""}), tmp_path)
    assert list(tmp_path.iterdir()) == []


# --- where it is written


def test_a_folder_with_something_in_it_but_no_manifest_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"precious")
    with pytest.raises(UnusableOutput, match=r"not ours \('thesis.odt'\)"):
        write_site(files(SITE), tmp_path)
    assert read_folder(tmp_path) == {"thesis.odt": b"precious"}


def test_an_empty_folder_is_taken_even_if_a_computer_left_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"mac")
    (tmp_path / ".bulletin-stage").mkdir()
    (tmp_path / ".bulletin-stage/0").write_bytes(b"of a killed run")
    (tmp_path / "..bulletin.json.77.bulletin-tmp").write_bytes(b"of a killed run")
    write_site(files(SITE), tmp_path)
    assert set(read_folder(tmp_path)) == {*SITE, MANIFEST, ".DS_Store"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"mine")
    for out in (tmp_path / "public", tmp_path / "public/deeper"):
        with pytest.raises(UnusableOutput):
            write_site(files(SITE), out)
    assert (tmp_path / "public").read_bytes() == b"mine"


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    link(tmp_path / "public", tmp_path / "home")
    with pytest.raises(UnusableOutput, match="a link"):
        write_site(files(SITE), tmp_path / "public")
    assert list((tmp_path / "home").iterdir()) == []


def test_a_folder_above_it_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    link(tmp_path / "short", tmp_path / "home")
    write_site(files(SITE), tmp_path / "short/public")
    assert (tmp_path / "home/public/index.html").read_bytes() == b"home"


def test_nothing_is_written_or_deleted_through_a_link_inside(tmp_path: Path) -> None:
    out, home = tmp_path / "public", tmp_path / "home"
    write_site(files(SITE), out)
    (out / "events").rename(home)
    link(out / "events", home)
    with pytest.raises(UnusableOutput, match="a link to another place"):
        write_site(files(SITE | {"events/oak/index.html": b"2"}), out)
    write_site(files({"index.html": b"home"}), out)
    assert read_folder(home) == {"oak/index.html": b"oak"}


@pytest.mark.parametrize(
    ("out", "content"), [("x", "x"), ("x", "x/content"), ("x/public", "x"), ("x/../x", "x/y/..")]
)
def test_the_content_folder_is_never_written_into(out: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "x/y").mkdir(parents=True)
    with pytest.raises(UnusableOutput, match="content folder"):
        write_site(files(SITE), tmp_path / out, content=tmp_path / content)
    assert list(tmp_path.rglob("*.html")) == []


def test_the_content_folder_is_found_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link(tmp_path / "content", tmp_path / "shared")
    with pytest.raises(UnusableOutput, match="content folder"):
        write_site(files(SITE), tmp_path / "shared/public", content=tmp_path / "content")


def test_beside_the_content_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    write_site(files(SITE), tmp_path / "content-public", content=tmp_path / "content")
    assert (tmp_path / "content-public/index.html").exists()


# --- names


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "/",
            "/etc/passwd",
            "..",
            "../x",
            "a/../x",
            "a/..",
            ".",
            "./x",
            "a//b",
            "a/",
            "a\\b",
            "C:x",
            "C:/x",
        ),
        *("x\0y", "x\ny", "a\u2028b", "\ud800", "what?", "a*b", 'a"b', "a|b", "<x>", "x.", "x ", "a. /b"),
        *("con", "NUL", "nul.txt", "a/Aux.html", "com1", "LPT9.ics", "com¹", "conin$", "a/prn /b"),
        *(".bulletin.json", "a/.bulletin.json", ".bulletin-stage/x", ".bulletin-lock", ".x.1.bulletin-tmp"),
        *("x" * 201, "/".join(["x" * 100] * 11)),
    ],
)
def test_an_unsafe_path_is_refused(path: str, tmp_path: Path) -> None:
    assert not is_safe_path(path)
    with pytest.raises(UnusableOutput, match="cannot be the name of a file"):
        write_site([OutputFile("index.html", b""), OutputFile(path, b"")], tmp_path / "public")
    assert list((tmp_path / "public").iterdir()) == []
    assert [entry.name for entry in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "index.html",
            "events/2027/01/index.html",
            "404.html",
            "_headers",
            ".nojekyll",
            ".well-known/security.txt",
        ),
        *(
            "events/oak/story-time/photo of us.JPG",
            "a",
            "console.html",
            "com10",
            "com",
            "été/ça.png",
            "a.b.c",
            "-",
        ),
    ],
)
def test_a_safe_path_is_written(path: str, tmp_path: Path) -> None:
    assert is_safe_path(path)
    write_site([OutputFile(path, b"x")], tmp_path)
    assert (tmp_path / path).read_bytes() == b"x"


@given(st.text())
def test_a_safe_path_stays_below_its_folder(path: str) -> None:
    if is_safe_path(path):
        assert os.path.normpath(f"/public/{path}") == os.path.join("/public", path).replace("/", os.sep)


@pytest.mark.parametrize("other", ["a/photo.jpg", "a/Photo.JPG", "A/photo.jpg"])
def test_two_files_that_are_one_on_some_computers_are_refused(other: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableOutput, match="one file on some computers"):
        write_site([OutputFile("a/photo.jpg", b"1"), OutputFile(other, b"2")], tmp_path)


# --- the manifest


DIGEST = "0" * 64


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\x00" * 500,
        b"<<<<<<< HEAD\n",
        b'{"generator": "bulletin", "version": 1, "fi',
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"name": "a web app", "files": {}}',
        b'{"generator": "bulletin", "version": 2, "files": {}}',
        b'{"generator": "bulletin", "version": 1, "files": ["x"]}',
        b'{"generator": "bulletin", "version": 1, "files": {"x": 3}}',
        b'{"generator": "bulletin", "version": 1, "files": {}, "unlinked": ["x"]}',
        b'{"generator": "bulletin", "version": 1, "files": {}, "unlinked": [[]]}',
        *(
            b'{"generator": "bulletin", "version": 1, "files": {"%s": "%s"}}' % (path, DIGEST.encode())
            for path in (
                b"../precious",
                b"/etc/passwd",
                b"a/../../precious",
                b"C:/x",
                b"..\\\\precious",
                b"\\ud800",
            )
        ),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused_and_nothing_changes(manifest: bytes, tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (tmp_path / "precious").write_bytes(b"precious")
    (out / MANIFEST).write_bytes(manifest)
    with pytest.raises(UnusableOutput, match="not the list of files we wrote"):
        write_site(files(SITE), out)
    assert read_folder(tmp_path) == {"precious": b"precious", f"public/{MANIFEST}": manifest}


def test_a_manifest_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(UnusableOutput, match="not a file"):
        write_site(files(SITE), tmp_path)


@given(
    st.dictionaries(
        st.text(min_size=1).filter(is_safe_path), st.text("0123456789abcdef", min_size=64, max_size=64)
    ),
    st.data(),
)
def test_a_manifest_is_read_as_it_was_written_whatever_its_order(
    found: dict[str, str], data: st.DataObject
) -> None:
    unlinked = frozenset(data.draw(st.sets(st.sampled_from(sorted(found))))) if found else frozenset()
    text = format_manifest(Manifest(found, unlinked))
    assert parse_manifest(text) == Manifest(found, unlinked)
    assert format_manifest(Manifest(dict(reversed(found.items())), unlinked)) == text


def test_a_folder_that_another_run_is_writing_is_refused(tmp_path: Path) -> None:
    def render_and_meet() -> Iterator[OutputFile]:
        with pytest.raises(UnusableOutput, match="another run"):
            write_site(files(SITE), tmp_path)
        yield OutputFile("index.html", b"")

    assert write_site(render_and_meet(), tmp_path).written == 1


_WORDS = st.sampled_from(
    ["con", "nul", "com1", "lpt9", "a", "B", "0", ".", "-", "_", "/", "..", ".html", " ", "é"]
)


@given(st.lists(_WORDS, min_size=1, max_size=7).map("".join))
def test_a_path_is_safe_when_each_of_its_names_is(path: str) -> None:
    assert is_safe_path(path) == all(is_safe_path(name) for name in path.split("/"))
    assert is_safe_path(path) == is_safe_path(f"é/{path}")


def test_what_was_published_is_known_unless_somebody_changed_it(tmp_path: Path) -> None:
    write_site([OutputFile("index.html", b"home"), OutputFile("pictures/a.webp", b"pixels")], tmp_path)
    (tmp_path / "pictures" / "b.webp").write_bytes(b"not ours")
    published = published_files(tmp_path)
    assert published("pictures/a.webp") == b"pixels"
    assert published("pictures/b.webp") is None
    (tmp_path / "pictures" / "a.webp").write_bytes(b"PIXELS")
    assert published("pictures/a.webp") is None
    (tmp_path / "pictures" / "a.webp").unlink()
    assert published("pictures/a.webp") is None


@pytest.mark.parametrize("manifest", [None, b"{", b"[]"])
def test_where_nothing_was_published_nothing_is_known(manifest: bytes | None, tmp_path: Path) -> None:
    if manifest is not None:
        (tmp_path / ".bulletin.json").write_bytes(manifest)
    (tmp_path / "a.webp").write_bytes(b"pixels")
    assert published_files(tmp_path)("a.webp") is None
