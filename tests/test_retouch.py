"""After an edit of texts alone only what holds them is written, and the site is as if built anew."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin import pipeline
from bulletin.cache.store import Store
from bulletin.cli import main
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.model.event import Text
from bulletin.model.site import Asset
from bulletin.pipeline import making
from bulletin.plan import plan_outline, plan_part
from bulletin.plan.lists import Planned, Step
from bulletin.retouch.splicing import splice

ROOT = Path(__file__).parents[1]
FULL = ROOT / "tests" / "boards" / "full"


class World:
    """A copy of a board, to edit and to build."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        shutil.copytree(content, self.content)

    def build(self, out: str, *options: str) -> int:
        told = ["--content", str(self.content), "--themes", str(FULL / "themes"), "--jobs", "1"]
        return main(["build", *told, "--out", str(self.folder / out), "--today", "2027-01-15", *options])

    def loaded(self, out: str, *modules: str) -> list[str]:
        """Which of these modules a build in a process of its own has imported."""
        time.sleep(0.02)
        told = ["--content", str(self.content), "--themes", str(FULL / "themes"), "--today", "2027-01-15"]
        code = (
            "import sys; from bulletin.cli import main; "
            f"assert main(['build', *{told!r}, '--out', {str(self.folder / out)!r}]) == 0; "
            f"print('loaded', *[each for each in {modules!r} if each in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.split("loaded", 1)[1].split()

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.content / path
        file.write_text(change(file.read_text()))

    def tree(self, out: str) -> dict[str, bytes]:
        folder = self.folder / out
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, FULL / "content")


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each time the whole board was read."""
    told: list[str] = []
    real = pipeline.build_board

    def read(*asked: Any, **options: Any) -> pipeline.Checked:
        told.append("read")
        return real(*asked, **options)

    monkeypatch.setattr(pipeline, "build_board", read)
    return told


def written(capsys: pytest.CaptureFixture[str]) -> int:
    """How many files the last build said it wrote."""
    return int(re.findall(r"(\d+) files written", capsys.readouterr().out)[-1])


def events(world: World) -> list[str]:
    return sorted(
        path.relative_to(world.content).as_posix()
        for path in (world.content / "events").rglob("*.md")
        if re.fullmatch(r"[^.]+\.md", path.name)
    )


def test_a_second_build_of_the_same_reads_and_writes_nothing(
    world: World, whole: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert world.build("public") == 0
    first = capsys.readouterr()
    assert world.build("public") == 0
    second = capsys.readouterr()
    assert len(whole) == 1
    assert " 0 files written" in second.out
    assert first.err == second.err


def test_one_more_sentence_is_written_only_where_the_text_stands(
    world: World, whole: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for path in events(world):
        world.build("public")
        before, number = world.tree("public"), len(whole)
        world.edit(path, lambda text: f"{text.rstrip()}\n\nAnd one more sentence.\n")
        capsys.readouterr()
        world.build("public")
        changed = written(capsys)
        world.build("clean", "--no-cache")
        after = world.tree("public")
        assert after == world.tree("clean"), path
        assert len(whole) == number + 1, f"{path}: everything was built"
        assert (
            changed == sum(before.get(name) != data for name, data in after.items()) - 1
        )  # the list of files


def test_an_edited_text_is_not_waited_for_by_all_that_reads_a_record(world: World) -> None:
    """Nor is a board that has not changed by anything large."""
    large = ("pydantic", "bulletin.load", "bulletin.pipeline")
    assert world.build("public") == 0
    assert world.loaded("public", *large, "jinja2", "bulletin.plan") == []
    for _ in range(2):
        world.edit(events(world)[0], lambda text: f"{text.rstrip()} More.\n")
        assert world.loaded("public", *large) == []
    world.build("clean", "--no-cache")
    assert world.tree("public") == world.tree("clean")


def test_what_was_told_of_the_whole_board_is_told_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build("public")
    told = capsys.readouterr().err
    world.edit(events(world)[0], lambda text: f"{text.rstrip()} More.\n")
    world.build("public")
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("title: ", "title: New ", 1),
        lambda text: f"{text}\n\n![A picture](https://elsewhere.example/x.png)\n",
        lambda text: f"{text}\n\nSee [this](/events/nobody/nothing/).\n",
        lambda text: text.replace("---\n", "---\n# a line more\n", 1),
    ],
    ids=["a title", "something to warn of", "a dead link", "other lines"],
)
def test_anything_else_is_built_whole(world: World, whole: list[str], change: Callable[[str], str]) -> None:
    world.build("public")
    world.edit(events(world)[0], change)
    world.build("public")
    assert len(whole) == 2
    world.build("clean", "--no-cache")
    assert world.tree("public") == world.tree("clean")


def test_a_page_that_somebody_changed_is_made_again(world: World, whole: list[str]) -> None:
    world.build("public")
    (world.folder / "public" / "index.html").write_text("defaced")
    world.edit(events(world)[0], lambda text: f"{text.rstrip()} More.\n")
    world.build("public")
    world.build("clean", "--no-cache")
    assert len(whole) == 3
    assert world.tree("public") == world.tree("clean")


@pytest.mark.parametrize("whose", ["the content's", "the output's"])
def test_files_as_new_as_the_clock_of_the_disk_are_not_believed(
    world: World, whole: list[str], monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """They might be written once more within the same tick, and nobody could tell."""
    began = Store.now(Store(world.folder / "probe", b"k" * 32))
    monkeypatch.setattr(Store, "now", lambda _: 1 if whose == "the content's" else began)
    world.build("public")
    world.build("public")
    assert len(whole) == 2


def test_a_new_kind_of_page_is_covered_by_itself(
    world: World, whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that shows the texts of all events, and a file beside it with the same."""
    real = plan_outline

    def with_texts(*asked: Any) -> Any:
        outline = real(*asked)
        edition = outline.editions[0]

        def plan() -> Planned:
            planned = next(step for step in outline.steps if step.route == "events/")()
            bodies = [
                edition.event_body(edition.board.events[each])[0].plain for each in edition.held.by_event
            ]
            assert planned.page is not None
            page = replace(planned.page, route="texts/")
            return Planned(page, assets=(Asset("texts/all.txt", "\n".join(bodies).encode()),))

        return replace(outline, steps=(*outline.steps, Step("texts/", plan)))

    monkeypatch.setattr(making, "plan_outline", with_texts)
    world.build("public")
    world.edit(events(world)[0], lambda text: f"{text.rstrip()} More.\n")
    world.build("public")
    assert len(whole) == 2
    world.build("clean", "--no-cache")
    assert world.tree("public") == world.tree("clean")


class Watched(Text):
    """A text that tells when its body is read."""

    read = False

    def __getattribute__(self, name: str) -> Any:
        if name in ("html", "plain"):
            Watched.read = True
        return super().__getattribute__(name)


def test_every_page_made_from_a_text_says_so() -> None:
    board = load_board(read_sources(FULL / "content")).board
    assert board is not None
    watched = {
        key: replace(
            event,
            text=_watched(event.text),
            translations={tag: _watched(text) for tag, text in event.translations.items()},
        )
        for key, event in board.events.items()
    }
    outline = plan_outline(replace(board, events=watched), date(2027, 1, 15))
    every = range(len(outline.steps))
    plan_part(outline, every)
    # Items of calendars and feeds are made by now, and say themselves which events they tell of.
    readers = []
    for number in every:
        Watched.read = False
        site = plan_part(outline, range(number, number + 1))
        assert bool(site.bodies) == Watched.read, outline.steps[number].route
        readers += [outline.steps[number].route] if site.bodies else []
    assert len(readers) >= len(board.events)


def _watched(text: Text) -> Text:
    return Watched(text.title, text.summary, text.html, text.plain, text.links, text.ref)


@given(
    st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=6, unique=True), st.binary(max_size=3)
)
def test_pieces_are_replaced_where_they_stand_and_nowhere_else(pieces: list[bytes], between: bytes) -> None:
    marked = {b"<%d:%s>" % (number, piece): b"[%s]" % piece for number, piece in enumerate(pieces)}
    before, after = between.join(marked), between.join(marked.values())
    assert splice(before, marked, len(marked)) == after
    assert splice(before, marked, len(marked) + 1) is None


def test_of_two_pieces_the_longer_is_meant() -> None:
    pieces = {b"BEGIN one END": b"1", b"BEGIN one END BEGIN two END": b"2"}
    assert splice(b"x BEGIN one END BEGIN two END y", pieces, 1) == b"x 2 y"


@pytest.fixture(autouse=True)
def disk_has_ticked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in one process follow each other faster than the clock that files get their times from."""
    real = World.build

    def build(self: World, out: str, *options: str) -> int:
        time.sleep(0.02)
        return real(self, out, *options)

    monkeypatch.setattr(World, "build", build)
