"""Whatever lies in a folder, wherever the site is to go: an exit code, plain words, never a lost board.

Links, pipes and signals are those of Debian; other systems have none, or ask for rights first.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import CHECKOUT, MANIFEST, TODAY, files_of
from tests.site.publishing import QUIZ, QUIZ_UID, SHOW_UID, STORY_UID, Publisher, call_bulletin

ALL = {STORY_UID, QUIZ_UID, SHOW_UID}
HALL = "content/venues/hall.yaml"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    publisher = Publisher(tmp_path_factory.mktemp("published") / "town", committed=False)
    publisher.publish()
    return publisher


@pytest.fixture
def town(published: Publisher, tmp_path: Path) -> Publisher:
    """The board in a plain folder without version history, published once."""
    town = Publisher(tmp_path / "town", committed=False)
    shutil.copytree(published.out, town.out)
    return town


def _everything(folder: Path) -> dict[str, bytes]:
    return files_of(folder) | {MANIFEST: (folder / MANIFEST).read_bytes()}


UNUSABLE: dict[str, Callable[[Publisher], None]] = {
    "no-title": lambda town: town.replace("content/board.yaml", "title:", "titel:"),
    "a-zone-nobody-knows": lambda town: town.replace("content/board.yaml", "Europe/Dublin", "Europe/Oakbend"),
    "not-to-be-read": lambda town: town.repository.write({"content/board.yaml": b"\x00\x01\x02"}),
    "twice-the-same": lambda town: town.replace("content/board.yaml", "title:", "title: A\ntitle:"),
    "a-bomb": lambda town: town.repository.write({"content/board.yaml": "a: &a [x, x]\nb: [*a, *a]\n"}),
    "gone": lambda town: town.repository.write({"content/board.yaml": None}),
    "a-theme-nobody-has": lambda town: town.replace(
        "content/board.yaml", "languages:", "theme: dusk\nlanguages:"
    ),
    "a-colour-nobody-can-read": lambda town: town.replace(
        "content/board.yaml", "languages:", 'theme_options: {accent: "#ffffee"}\nlanguages:'
    ),
}


@pytest.mark.parametrize("spoil", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_board_or_theme_that_cannot_be_used_leaves_the_old_site_alone(
    town: Publisher, spoil: Callable[[Publisher], None]
) -> None:
    before = _everything(town.out)
    spoil(town)
    built = town.build()
    assert built.code == 2, built.said
    assert built.said.strip()
    assert _everything(town.out) == before


def test_all_that_is_wrong_with_a_board_is_reported_by_the_check(town: Publisher) -> None:
    town.repository.write({"content/board.yaml": "title: Oak\nurl: nowhere\ntimezone: Mars\nlanguages: en\n"})
    checked = town.check("--format", "json")
    assert checked.code == 1
    rows = {(row["line"], row["rule"]) for row in json.loads(checked.said) if row["severity"] == "error"}
    assert rows == {(1, "missing-field"), (2, "wrong-address"), (3, "wrong-value")}


def test_a_strict_build_with_an_error_writes_nothing(town: Publisher, tmp_path: Path) -> None:
    before = _everything(town.out)
    town.replace(QUIZ, "start: 2027-01-15 19:30", "start: 03/10/2027")
    built = town.build("--strict")
    assert built.code == 1
    assert "Nothing was written" in built.said
    assert _everything(town.out) == before
    town.out = tmp_path / "never"
    assert town.build("--strict").code == 1
    assert not town.out.exists()


def test_a_strict_build_of_a_clean_board_is_a_build(town: Publisher) -> None:
    before = _everything(town.out)
    assert town.build("--strict").code == 0
    assert _everything(town.out) == before


def test_a_folder_that_is_not_ours_is_refused(town: Publisher, tmp_path: Path) -> None:
    town.out = tmp_path / "holiday"
    town.out.mkdir()
    (town.out / "photo.jpg").write_bytes(b"dear to somebody")
    built = town.build()
    assert built.code == 2
    assert "photo.jpg" in built.said
    assert files_of(town.out) == {"photo.jpg": b"dear to somebody"}


@pytest.mark.parametrize("where", ["content", "content/site", "."])
def test_the_site_never_goes_into_the_content_nor_around_it(town: Publisher, where: str) -> None:
    before = files_of(town.content)
    town.out = town.content.parent / where
    assert town.build().code == 2
    assert files_of(town.content) == before


@pytest.mark.parametrize(
    "name",
    [
        "story-time (conflicted copy 2027-01-10).yaml",
        "story-time.sync-conflict-20270110-101010-ABCDEFG.yaml",
        "story-time (1).yaml",
    ],
)
def test_a_conflicted_copy_is_reported_and_never_published(town: Publisher, name: str) -> None:
    text = (town.content / "events" / "oak" / "story-time.yaml").read_text(encoding="utf-8")
    town.repository.write({f"content/events/oak/{name}": text.replace("Toddler story time", "A second one")})
    built = town.build()
    assert built.code == 3
    assert name in built.said
    assert town.entries().keys() == ALL
    assert not any(b"A second one" in data for data in files_of(town.out).values())


@pytest.mark.parametrize(
    "name", [".story.yaml.part", "~$story.yaml", "story.yaml.tmp", "._story.yaml", ".DS_Store"]
)
def test_a_half_written_file_is_left_alone(town: Publisher, name: str) -> None:
    before = _everything(town.out)
    town.repository.write({f"content/events/oak/{name}": "title: Half a sto"})
    built = town.build()
    assert built.code == 0, built.said
    assert _everything(town.out) == before
    if "yaml" in name:
        assert name in town.check().said


def test_a_synced_folder_keeps_the_times_our_tools_wrote(town: Publisher) -> None:
    text = (town.content / "events" / "oak" / "quiz-night.yaml").read_text(encoding="utf-8")
    town.repository.write({QUIZ: f"{text}posted: 2027-01-02T10:00:00Z\nchanged: 2027-01-04T14:30:00Z\n"})
    entry = town.publish()[QUIZ_UID]
    assert f"{entry['CREATED'].dt:%Y-%m-%dT%H:%M}" == "2027-01-02T10:00"
    assert f"{entry['LAST-MODIFIED'].dt:%Y-%m-%dT%H:%M}" == "2027-01-04T14:30"
    assert int(entry["SEQUENCE"]) > 0


HOSTILE: dict[str, bytes] = {
    "merge-bomb": b"a: &a {k: v}\n" + b"".join(b"x%d: {<<: [*a, *a]}\n" % n for n in range(9)),
    "deep": b"title: x\nbring: " + b"[" * 8000,
    "deeper": b"title: x\nbring: " + b"[" * 60000,
    "big": b"title: x\ndescription: |\n" + b"  word\n" * 20000,
    "tag": b"title: !!python/object/apply:os.system [id]\n",
    "huge-number": b"title: x\nstart: " + b"9" * 5000 + b"\n",
    "nul": b"title: a\x00b\nstart: 2027-01-20 10:00\nvenue: hall\n",
    "escape": b'title: "\\e[31mred"\nstart: 2027-01-20 10:00\nvenue: hall\n',
    "utf-16": "title: Tea\nstart: 2027-01-20 10:00\n".encode("utf-16"),
    "never": b"title: x\nstart: 2027-01-20 10:00\nvenue: hall\nrepeat: {rrule: 'FREQ=SECONDLY;INTERVAL=0'}\n",
    "empty": b"",
    "list": b"- a\n- b\n",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_left_out_and_the_others_are_published(town: Publisher, data: bytes) -> None:
    town.repository.write({"content/events/oak/hostile.yaml": data})
    checked = town.check("--format", "json")
    assert checked.code == 1
    assert "\x1b" not in checked.said
    built = town.build()
    assert built.code == 3, built.said
    assert "hostile.yaml" in built.said
    assert town.entries().keys() == ALL
    assert not (town.out / "events" / "oak" / "hostile").exists()


def _link_to_a_file(folder: Path) -> None:
    secret = folder.parents[3] / "secret.yaml"
    secret.write_text("title: Secret\nstart: 2027-01-20 10:00\nvenue: hall\n", encoding="utf-8")
    (folder / "linked.yaml").symlink_to(secret)


def _link_to_a_folder(folder: Path) -> None:
    (folder.parent / "linked.yaml").symlink_to(folder)


def _link_to_itself(folder: Path) -> None:
    (folder / "linked.yaml").symlink_to("linked.yaml")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "linked.yaml")


def _folder(folder: Path) -> None:
    (folder / "linked.yaml").mkdir()
    (folder / "linked.yaml" / "story.yaml").write_text("title: Secret\n", encoding="utf-8")


@pytest.mark.debian
@pytest.mark.parametrize("make", [_link_to_a_file, _link_to_a_folder, _link_to_itself, _pipe, _folder])
def test_what_is_no_ordinary_file_is_reported_and_never_followed_nor_waited_for(
    town: Publisher, make: Callable[[Path], None]
) -> None:
    make(town.content / "events" / "oak")
    checked = town.check()
    assert "linked.yaml" in checked.said
    built = town.build()
    assert built.code in (0, 3), built.said
    assert town.entries().keys() == ALL
    assert not any(b"Secret" in data for data in files_of(town.out).values())


@pytest.mark.debian
def test_a_board_that_is_a_pipe_or_a_link_is_refused_at_once(town: Publisher) -> None:
    before = _everything(town.out)
    board = town.content / "board.yaml"
    board.rename(board.with_name("elsewhere"))
    board.symlink_to("elsewhere")
    assert town.build().code == 2
    board.unlink()
    os.mkfifo(board)
    assert town.build().code == 2
    assert _everything(town.out) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--content", "nowhere"),
        ("check", "nowhere"),
        ("check", "--content", "nowhere"),
        ("build", "--today", "tomorrow"),
        ("build", "--jobs", "0"),
        ("check", "--format", "poem"),
        ("publish",),
    ],
    ids=" ".join,
)
def test_a_mistake_of_the_operator_is_one_line(arguments: tuple[str, ...]) -> None:
    answer = call_bulletin(*arguments)
    assert answer.code == 2
    assert 0 < len(answer.said.strip().splitlines()) <= 5


def test_one_bad_file_of_many_takes_nothing_else_along(town: Publisher) -> None:
    good = (town.content / "events" / "oak" / "quiz-night.yaml").read_text(encoding="utf-8")
    town.repository.write(
        {f"content/events/oak/quiz-{n}.yaml": good.replace("Quiz", f"Quiz {n}") for n in range(99)}
    )
    town.repository.write({"content/events/oak/quiz-50.yaml": "title: Quiz\nstart: soon\n"})
    assert town.build().code == 3
    assert len(town.entries()) == 3 + 98


@pytest.mark.debian
def test_a_build_that_is_interrupted_says_so_in_a_line_and_the_next_one_heals(
    town: Publisher, tmp_path: Path
) -> None:
    good = (town.content / "events" / "oak" / "quiz-night.yaml").read_text(encoding="utf-8")
    town.repository.write({f"content/events/oak/quiz-{n}.yaml": good for n in range(400)})
    where = ["--content", str(town.content), "--out", str(town.out), "--today", TODAY]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    said, begun = tmp_path / "said.txt", town.out / "events" / "oak"
    with (
        said.open("w", encoding="utf-8") as stream,
        subprocess.Popen(
            [sys.executable, "-m", "bulletin", "build", *where],
            cwd=CHECKOUT,
            stdout=stream,
            stderr=stream,
            env=environment,
        ) as build,
    ):
        while build.poll() is None and not any(begun.glob("quiz-?/*.html")):
            time.sleep(0.005)
        build.send_signal(signal.SIGINT)
        assert build.wait(timeout=300) in (0, 130)
    assert "Traceback" not in said.read_text(encoding="utf-8")
    for number in range(400):
        (town.content / "events" / "oak" / f"quiz-{number}.yaml").unlink()
    assert town.build().code in (0, 3)  # 3: it had been published before it was stopped, and is gone now
    assert town.entries().keys() == ALL
    fresh = Publisher(tmp_path / "fresh", committed=False)
    fresh.publish()
    assert without_manifest(town.out) == without_manifest(fresh.out)


def without_manifest(out: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_of(out).items() if path != MANIFEST}
