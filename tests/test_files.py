from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin import files
from bulletin.files import (
    DISK,
    Disk,
    Entry,
    Kind,
    Reason,
    UnreadableFile,
    collision_key,
    collisions,
    is_ours,
    list_package_folders,
    list_tree,
    lock,
    read_bytes,
    read_package_bytes,
    write_atomic,
)
from bulletin.problems import UnusableInput, UnusableOutput

ROOT = Path(__file__).parent.parent


def reason_of(path: Path, limit: int = 100) -> Reason:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path, limit=limit)
    assert isinstance(caught.value, OSError)
    assert str(path) in str(caught.value)
    return caught.value.reason


def link(path: Path, target: Path) -> None:
    """A link, or on Windows, where only some people may make one, a junction."""
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        subprocess.run(["cmd", "/c", "mklink", "/J", str(path), str(target)], check=True, capture_output=True)


# --- the one safe open


def test_a_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_bytes(b"12345")
    (tmp_path / "empty").write_bytes(b"")
    assert read_bytes(tmp_path / "event.yaml", limit=5) == b"12345"
    assert read_bytes(tmp_path / "empty", limit=0) == b""
    assert reason_of(tmp_path / "event.yaml", limit=4) is Reason.TOO_BIG


def test_every_byte_is_read_as_it_is(tmp_path: Path) -> None:
    data = bytes(range(256)) * 500 + b"\r\n\x1a"
    (tmp_path / "photo.jpg").write_bytes(data)
    assert read_bytes(tmp_path / "photo.jpg", limit=1_000_000) == data


@pytest.mark.parametrize("name", ["nothing.yaml", "no-folder/event.yaml", "x\0y", "x" * 5000])
def test_what_is_not_there_is_missing(name: str, tmp_path: Path) -> None:
    assert reason_of(tmp_path / name) is Reason.MISSING


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_bytes(b"")
    assert reason_of(tmp_path / "event.yaml" / "event.yaml") is Reason.MISSING


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "event.yaml").mkdir()
    assert reason_of(tmp_path / "event.yaml") is Reason.NOT_A_FILE


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link(tmp_path / "event.yaml", tmp_path / "folder")
    assert reason_of(tmp_path / "event.yaml") is Reason.SYMLINK
    (tmp_path / "folder").rmdir()
    assert reason_of(tmp_path / "event.yaml") is Reason.SYMLINK


def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    pipe = tmp_path / "event.yaml"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        answers: list[Reason] = []
        reader = threading.Thread(target=lambda: answers.append(reason_of(pipe)), daemon=True)
        reader.start()
        reader.join(timeout=300)
        assert answers == [Reason.NOT_A_FILE]
        assert list_tree(tmp_path) == [Entry("event.yaml", Kind.OTHER)]


def test_a_device_is_not_a_file() -> None:
    assert reason_of(Path(os.devnull)) in (Reason.NOT_A_FILE, Reason.DENIED, Reason.MISSING)


def test_a_socket_is_not_a_file() -> None:
    if hasattr(socket, "AF_UNIX") and os.name == "posix":
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"{folder}/s")
            assert reason_of(Path(folder) / "s") is Reason.NOT_A_FILE


def test_a_file_that_grows_while_it_is_read_is_said_to_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "event.yaml"
    path.write_bytes(b"title: Half")
    read = os.read

    def read_and_append(descriptor: int, size: int) -> bytes:
        chunk = read(descriptor, size)
        if not chunk:
            with path.open("ab") as file:
                file.write(b" an event")
        return chunk

    monkeypatch.setattr(os, "read", read_and_append)
    assert reason_of(path) is Reason.CHANGED


def test_a_file_that_may_not_be_read_is_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "event.yaml").write_bytes(b"x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert reason_of(tmp_path / "event.yaml") is Reason.DENIED


# --- data that comes with the package


def test_package_data_is_read_by_its_name() -> None:
    assert read_package_bytes("bulletin", "problems.py") == (ROOT / "bulletin/problems.py").read_bytes()
    assert b"Reason" in read_package_bytes("bulletin", "files/read.py")


@pytest.mark.parametrize("name", ["nothing.yaml", "../pyproject.toml", "/etc/passwd", "", "files", "a\\b"])
def test_package_data_that_is_not_there_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_package_bytes("bulletin", name)


def test_folders_of_a_package_are_listed_sorted() -> None:
    found = list_package_folders("bulletin")
    assert "files" in found
    assert found == sorted(found)
    with pytest.raises(UnreadableFile):
        list_package_folders("bulletin_that_is_not_there")


# --- what lies below a folder


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())


def test_a_tree_is_listed_by_path_and_without_what_is_not_content(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.yaml", "b/10.md", "a.yaml", "b-c/x")
    fill(tmp_path, ".git/config", "x/node_modules/y")
    assert list_tree(tmp_path) == [
        Entry("a.yaml", Kind.FILE),
        Entry("b-c/x", Kind.FILE),
        Entry("b/10.md", Kind.FILE),
        Entry("b/2.yaml", Kind.FILE),
    ]


def test_the_order_of_a_folder_on_the_disk_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, *(f"{name}/{number}" for name in "cab" for number in range(5)))
    listed = list_tree(tmp_path)
    scan = os.scandir

    class Backwards:
        def __init__(self, folder: str) -> None:
            with scan(folder) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert list_tree(tmp_path) == listed


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    fill(tmp_path / "outside", "secret.yaml")
    (tmp_path / "content").mkdir()
    link(tmp_path / "content/events", tmp_path / "outside")
    link(tmp_path / "content/round", tmp_path / "content")
    assert list_tree(tmp_path / "content") == [
        Entry("events", Kind.SYMLINK),
        Entry("round", Kind.SYMLINK),
    ]


def test_a_tree_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        list_tree(tmp_path / "nothing")
    assert caught.value.reason is Reason.MISSING
    fill(tmp_path, "file")
    with pytest.raises(UnreadableFile) as caught:
        list_tree(tmp_path / "file")
    assert caught.value.reason in (Reason.NOT_A_FILE, Reason.MISSING)


def test_a_folder_too_deep_is_named_and_not_entered(tmp_path: Path) -> None:
    shallow = "/".join("d" * 11)
    fill(tmp_path, f"{shallow}/deepest.yaml", f"{shallow}/d/too-deep.yaml", f"{shallow}/d/e/f/g")
    assert list_tree(tmp_path) == [
        Entry(f"{shallow}/d", Kind.OTHER),
        Entry(f"{shallow}/deepest.yaml", Kind.FILE),
    ]


def test_too_many_files_are_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.files.tree.MOST_ENTRIES", 10)
    fill(tmp_path, *(f"a/{number}" for number in range(5)), *(f"b/{number}" for number in range(5)))
    with pytest.raises(UnusableInput, match="cannot be the right folder"):
        list_tree(tmp_path)


def test_a_name_that_is_not_text_can_still_be_printed(tmp_path: Path) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/caf\xe9.yaml", "wb"):
            pass
    except OSError:  # this disk takes only names that are text
        return
    (found,) = list_tree(tmp_path)
    assert found.kind is Kind.OTHER
    assert found.path.encode() in ("caf\ufffd.yaml".encode(), b"caf%E9.yaml")


@pytest.mark.parametrize(
    "name",
    [
        *("story.yaml.part", "story.tmp", "story.md.crdownload", "~$story.docx", "._story.yaml", ".DS_Store"),
        *("Thumbs.db", "thumbs.DB", "story.yaml~", ".story.yaml.swp", "desktop.ini", ".goutputstream-X1Y2Z3"),
        *(".~lock.story.odt#", ".syncthing.story.yaml.tmp", "~syncthing~a.yaml.tmp", ".a.42.bulletin-tmp"),
        *("story.YAML.PART", ".stversions/story.yaml", "oak/.trash/a.yaml", "__MACOSX/a.yaml"),
    ],
)
def test_a_programs_temporary_is_noise(name: str, tmp_path: Path) -> None:
    fill(tmp_path, name)
    (found,) = list_tree(tmp_path)
    assert found.noise
    assert found.conflict_of is None


@pytest.mark.parametrize(
    "name",
    [
        *("story-time.yaml", "story-time.fr.md", "Gala (2027).yaml", "partners.md", "hard copy.yaml"),
        *("conflict-resolution.yaml", "copy.md", "desktop-publishing.md", "desktop-basics-2.md", "swap.md"),
        *("story (with music).yaml", "résumé-clinic.md", "part.yaml", "template.md"),
        *("family-conflict-workshop.md", "story-conflict-2.yaml"),
    ],
)
def test_what_a_person_named_is_neither_noise_nor_a_copy(name: str, tmp_path: Path) -> None:
    fill(tmp_path, name)
    (found,) = list_tree(tmp_path)
    assert (found.noise, found.conflict_of) == (False, None)


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("story (conflicted copy).yaml", "story.yaml"),
        ("Copy of story.yaml", "story.yaml"),
        ("Copie de story.fr.md", "story.fr.md"),
        ("story - Copie (2).yaml", "story.yaml"),
        ("Kopie von story.yaml", "story.yaml"),
        ("نسخة من story.yaml", "story.yaml"),
        ("story (Alder's conflicted copy 2027-01-01).yaml", "story.yaml"),
        ("story (conflicted copy 2027-01-01 120000).yaml", "story.yaml"),
        ("story (Case Conflict).yaml", "story.yaml"),
        ("story.sync-conflict-20270101-120000-ABCDEFG.yaml", "story.yaml"),
        ("story-conflict-20270101.yaml", "story.yaml"),
        ("story_conflict-20270101-120000.yaml", "story.yaml"),
        ("story_DiskStation_Jan-05-101500-2027_Conflict.yaml", "story.yaml"),
        ("story (1).yaml", "story.yaml"),
        ("story (12).fr.md", "story.fr.md"),
        ("story.fr (1).md", "story.fr.md"),
        ("story - Copy.yaml", "story.yaml"),
        ("story - Copy (2).yaml", "story.yaml"),
        ("story - Copy (conflicted copy).yaml", "story.yaml"),
        ("story-DESKTOP-4F2K9QA.yaml", "story.yaml"),
        ("story-LAPTOP-4F2K9QA.fr.md", "story.fr.md"),
    ],
)
def test_a_conflicted_copy_names_its_original(name: str, original: str, tmp_path: Path) -> None:
    fill(tmp_path, f"oak/{name}", f"oak/{original}")
    (found,) = (entry for entry in list_tree(tmp_path) if entry.path == f"oak/{name}")
    assert found.conflict_of == f"oak/{original}"
    assert found.is_beside
    assert not found.noise


@pytest.mark.parametrize("name", ["story (1).yaml", "story - Copy.md", "story-LAPTOP-4F2K9QA.fr.md"])
def test_what_was_downloaded_twice_and_kept_once_is_no_copy(name: str, tmp_path: Path) -> None:
    fill(tmp_path, f"oak/{name}")
    (found,) = list_tree(tmp_path)
    assert found.conflict_of is None
    assert found.bare_name == f"oak/story{name[name.index('.') :]}"


def test_what_only_a_sync_program_writes_is_a_copy_though_the_original_is_gone(tmp_path: Path) -> None:
    fill(tmp_path, "oak/story.sync-conflict-20270101-120000-ABCDEFG.yaml")
    (found,) = list_tree(tmp_path)
    assert (found.conflict_of, found.is_beside) == ("oak/story.yaml", False)


def test_a_name_that_ends_in_copy_is_one_only_beside_its_original(tmp_path: Path) -> None:
    fill(tmp_path, "story copy.yaml", "story copy 2.yaml", "story.yaml", "hard copy.yaml", "copy desk.yaml")
    assert {entry.path: entry.conflict_of for entry in list_tree(tmp_path)} == {
        "copy desk.yaml": None,
        "hard copy.yaml": None,
        "story copy 2.yaml": "story.yaml",
        "story copy.yaml": "story.yaml",
        "story.yaml": None,
    }


def test_names_that_a_computer_confuses_are_grouped() -> None:
    assert collisions(
        ["oak/Photo.JPG", "b", "oak/photo.jpg", "caf\u00e9", "cafe\u0301", "a", "STRASSE", "straße", "a"]
    ) == [("STRASSE", "straße"), ("cafe\u0301", "caf\u00e9"), ("oak/Photo.JPG", "oak/photo.jpg")]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_collisions_do_not_depend_on_the_order(paths: list[str]) -> None:
    assert collisions(paths) == collisions(reversed(paths))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_capitals_and_accents_have_one_key_however_they_are_written(path: str) -> None:
    assert collision_key(collision_key(path)) == collision_key(path)


# --- the one atomic write


def test_a_file_is_written_whole_with_its_folders_and_no_temporary(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.bin"
    write_atomic(path, b"\r\n\x1a\0" * 1000)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["c.bin"]


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("x" * 250), b"x")
    assert (tmp_path / ("x" * 250)).read_bytes() == b"x"


def test_the_temporary_stands_beside_the_file_and_is_recognised(tmp_path: Path) -> None:
    seen: list[str] = []

    class WatchingDisk(Disk):
        def rename(self, old: str, new: str) -> None:
            seen.append(old)
            assert Path(old).read_bytes() == b"new"
            super().rename(old, new)

    write_atomic(tmp_path / "x.json", b"new", disk=WatchingDisk())
    assert Path(seen[0]).parent == tmp_path
    assert is_ours(Path(seen[0]).name)
    assert not is_ours("x.json")
    assert not is_ours(".nojekyll")


@pytest.mark.parametrize("operation", ["open_new", "write", "sync", "rename"])
def test_a_failed_write_leaves_the_old_file_and_no_temporary(operation: str, tmp_path: Path) -> None:
    class FailingDisk(Disk):
        pass

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    setattr(FailingDisk, operation, fail)
    write_atomic(tmp_path / "x", b"old")
    with pytest.raises(OSError, match="No space"):
        write_atomic(tmp_path / "x", b"new", disk=FailingDisk())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}


def test_a_disk_that_takes_a_byte_at_a_time_gets_them_all(tmp_path: Path) -> None:
    class SlowDisk(Disk):
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:1])

    write_atomic(tmp_path / "x", b"slowly", disk=SlowDisk())
    assert (tmp_path / "x").read_bytes() == b"slowly"


def test_a_temporary_left_by_a_killed_run_does_not_stop_the_next_and_a_link_in_its_place_is_not_followed(
    tmp_path: Path,
) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    temporary = tmp_path / f".x.{os.getpid()}{files.TEMPORARY}"
    temporary.write_bytes(b"half")
    write_atomic(tmp_path / "x", b"new")
    if os.name == "posix":
        temporary.symlink_to(tmp_path / "precious")
    write_atomic(tmp_path / "x", b"newer")
    assert (tmp_path / "x").read_bytes() == b"newer"
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_a_new_file_may_be_read_by_the_web_server(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_atomic(tmp_path / "x", b"")
    finally:
        os.umask(old)
    if os.name == "posix":
        assert (tmp_path / "x").stat().st_mode & 0o777 == 0o644


# --- the lock


def test_two_runs_never_write_into_one_folder_at_once(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(UnusableOutput, match="another run"), lock(tmp_path):
        raise AssertionError
    with lock(tmp_path):
        pass


def test_a_lock_leaves_nothing_behind_even_after_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock(tmp_path / "new"):
        raise ZeroDivisionError
    assert list((tmp_path / "new").iterdir()) == []


CHILD = """
import sys, time
from pathlib import Path
from bulletin.files import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_another_process_holds_until_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline().strip() == b"held"
            with pytest.raises(UnusableOutput, match="another run"), lock(tmp_path):
                raise AssertionError
        finally:
            child.kill()
    with lock(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def without_system_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.files.locking._FCNTL", None)
    monkeypatch.setattr("bulletin.files.locking._MSVCRT", None)


@pytest.mark.usefixtures("without_system_locks")
def test_where_the_system_knows_no_locks_a_file_serves(tmp_path: Path) -> None:
    with lock(tmp_path):
        (owner,) = tmp_path.iterdir()
        assert is_ours(owner.name)
        owner.write_text(str(os.getppid()))  # the process that runs this one: alive
        with pytest.raises(UnusableOutput, match=f"delete {owner.name}"), lock(tmp_path):
            raise AssertionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("without_system_locks")
def test_a_lock_file_of_a_process_that_is_no_more_counts_for_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    with lock(tmp_path):
        (owner,) = tmp_path.iterdir()
        name = owner.name
    if os.name == "posix":
        (tmp_path / name).write_text(str(child.pid))
    with lock(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_line_for_the_operator(tmp_path: Path) -> None:
    fill(tmp_path, "file")
    with pytest.raises(UnusableOutput, match="cannot be written"), lock(tmp_path / "file" / "public"):
        raise AssertionError


def test_the_disk_that_is_used_without_saying_so_is_the_real_one() -> None:
    assert type(DISK) is Disk
