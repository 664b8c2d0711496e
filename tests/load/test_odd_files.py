"""Names that look like copies, pictures nobody names, and files that are not read: none is passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.problems import Problem
from tests.commands.boards import FILES, write_board
from tests.hostile.drawings import png

Form = Literal["NFC", "NFD"]

EVENT = (
    "title: Talk\nstart: 2027-02-20 18:00\nend: 19:00\nvenue: main-library\ncategories: books\ncost: free\n"
)
PICTURED = f"{EVENT}image_alt: A robot\nimage: "


def load(folder: Path, **files: str) -> tuple[set[str], list[Problem]]:
    """The events there are, and what is wrong beside what is wrong with `FILES` alone."""
    pictures = {path: text for path, text in files.items() if path.endswith((".png", ".jpg"))}
    content = write_board(
        folder, {**FILES, **{path: text for path, text in files.items() if path not in pictures}}
    )
    for path in pictures:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(png())
    loaded = load_board(read_sources(content))
    assert loaded.board is not None
    return {event.slug for event in loaded.board.events.values()}, list(loaded.problems)


def rules(problems: list[Problem]) -> dict[str, str]:
    return {problem.ref.path: problem.rule.id for problem in problems if problem.ref.path not in FILES}


@pytest.mark.parametrize("name", ["Winter poster (1).png", "poster - Copy.png", "poster copy.png"])
def test_a_picture_that_an_event_names_is_used_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    files = {"events/oak/talk.yaml": f"{PICTURED}{name}\n", f"events/oak/{name}": ""}
    slugs, problems = load(tmp_path, **files)
    assert "talk" in slugs
    assert rules(problems) == {}


def test_a_copy_that_an_event_names_is_used_beside_its_original(tmp_path: Path) -> None:
    files = {
        "events/oak/talk.yaml": f"{PICTURED}poster (1).png\n",
        "events/oak/other.yaml": f"{PICTURED}poster.png\n",
        **{f"events/oak/{name}": "" for name in ("poster (1).png", "poster.png", "poster (2).png")},
    }
    slugs, problems = load(tmp_path, **files)
    assert {"talk", "other"} <= slugs
    assert rules(problems) == {"events/oak/poster (2).png": "conflicted-copy"}


@pytest.mark.parametrize("name", ["flyer (1).yaml", "flyer - Copy.yaml", "flyer-LAPTOP-4F2K9QA.yaml"])
def test_an_event_whose_file_was_downloaded_is_read_and_asked_to_be_renamed(
    name: str, tmp_path: Path
) -> None:
    slugs, problems = load(tmp_path, **{f"events/oak/{name}": EVENT})
    assert len(slugs) == 2
    (problem,) = (problem for problem in problems if problem.ref.path not in FILES)
    assert problem.rule.id == "copy-name"
    assert problem.hint == "Rename it: flyer.yaml"


def test_beside_its_original_it_is_a_copy(tmp_path: Path) -> None:
    slugs, problems = load(tmp_path, **{"events/oak/flyer.yaml": EVENT, "events/oak/flyer (1).yaml": EVENT})
    assert "flyer-1" not in slugs
    assert rules(problems) == {"events/oak/flyer (1).yaml": "conflicted-copy"}


def test_a_copy_of_a_sync_program_is_held_back_though_the_original_is_gone(tmp_path: Path) -> None:
    name = "events/oak/flyer.sync-conflict-20270101-120000-ABCDEFG.yaml"
    _, problems = load(tmp_path, **{name: EVENT})
    (problem,) = (problem for problem in problems if problem.ref.path == name)
    assert problem.rule.id == "conflicted-copy"
    assert "not here any more" in problem.message
    assert problem.hint.endswith("rename it: flyer.yaml")


def test_a_picture_that_nobody_names_is_told(tmp_path: Path) -> None:
    _, problems = load(tmp_path, **{"events/oak/lonely.png": ""})
    assert rules(problems) == {"events/oak/lonely.png": "unused-file"}


@pytest.mark.parametrize(
    ("path", "rule", "hint"),
    [
        ("stories/first.md", "not-read", ""),
        ("outcomes/2026.csv", "not-read", ""),
        ("README.md", "not-read", ""),
        ("events/oak/README.md", "not-read", ""),
        ("events/readme.txt", "not-read", ""),
        ("calenders/breaks.yaml", "unknown-file", "calendars/breaks.yaml"),
        ("Events/oak/talk.yaml", "unknown-file", "events/oak/talk.yaml"),
        ("venue/barn.yaml", "unknown-file", "venues/barn.yaml"),
        ("storys/first.md", "unknown-file", ""),
        ("events/oak/2027/talk.yaml", "unknown-file", "events/oak/talk.yaml"),
        ("venues/town/barn.yaml", "unknown-file", "venues/barn.yaml"),
        ("events/talk.yaml", "unknown-file", "events/<partner>/talk.yaml"),
        ("events/oak/talk.docx", "unknown-file", ".yaml or .md"),
        ("venues/plan.png", "unknown-file", "beside the event"),
        ("talk.yaml", "unknown-file", "events/<partner>/"),
        ("Board.yaml", "unknown-file", "board.yaml"),
        ("a/b/c/d.e", "unknown-file", ""),
    ],
)
def test_no_file_is_passed_over_in_silence(path: str, rule: str, hint: str, tmp_path: Path) -> None:
    slugs, problems = load(tmp_path, **{path: EVENT})
    (problem,) = (problem for problem in problems if problem.ref.path not in FILES)
    assert (problem.ref.path, problem.rule.id) == (path, rule)
    assert hint in problem.hint
    assert slugs == {"story-time"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_with_an_accent_is_the_same_however_a_computer_stores_it(form: Form, tmp_path: Path) -> None:
    other: Form = "NFD" if form == "NFC" else "NFC"
    event = PICTURED + normalize(form, "Été.png")
    picture = f"events/robot-club/{normalize(other, 'Été.png')}"
    events, problems = load(tmp_path, **{"events/robot-club/talk.yaml": event, picture: ""})
    assert "talk" in events
    assert rules(problems) == {}


def test_a_picture_that_a_browser_numbered_is_offered_where_another_is_named(tmp_path: Path) -> None:
    event = f"{PICTURED}poster.png"
    files = {"events/robot-club/talk.yaml": event, "events/robot-club/poster (2).png": ""}
    _, problems = load(tmp_path, **files)
    [told] = [problem for problem in problems if problem.rule.id == "missing-picture"]
    assert "image: poster (2).png" in told.hint
