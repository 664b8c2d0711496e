"""`bulletin check --base`: the answer to a submission is about that submission."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bulletin.commands.check import CheckRequest, check
from bulletin.pipeline.check import ReadingOptions
from tests.check.small_boards import BOARD, PARTNER, VENUE, event
from tests.load.repositories import Repository, at

FORMS = ("text", "github", "json", "summary", "comment")
CHESS = [f"events/elm/chess-{day}.yaml" for day in range(1, 8)]

FILES = {
    "board.yaml": BOARD,
    "partners/oak.yaml": PARTNER,
    "partners/elm.yaml": PARTNER.replace("Oak", "Elm"),
    "partners/safe.yaml": PARTNER.replace("Oak", "Safe"),
    "venues/hall.yaml": VENUE,
    **{
        path: event(title=f"Chess {day}", start=f"2027-02-0{day} 18:00", end="20:00", room="red")
        for day, path in enumerate(CHESS, 1)
    },
    "events/oak/knitting.yaml": event(title="Knitting", room="blue", repeat="Wednesdays, 5 times"),
    "events/elm/old-mistake.yaml": event(title="Talk: wine", end="noonish"),
    "events/safe/circle.yaml": event(
        title="Quiet circle", venue=None, location="confidential", part_of="oak/knitting"
    ),
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A board with an old mistake in one file, committed, and we stand beside it."""
    found = Repository(tmp_path)
    found.commit(at(0), {f"content/{path}": text.lstrip("\n") for path, text in FILES.items()})
    monkeypatch.chdir(tmp_path)
    return found


def change(repository: Repository, files: Mapping[str, str | bytes | None]) -> None:
    repository.write({f"content/{path}": data for path, data in files.items()})


def answer(form: str = "text", base: str | None = "HEAD", **options: object) -> tuple[int, str]:
    stream = io.StringIO()
    reading = ReadingOptions(clock=lambda: datetime(2027, 1, 15, 14, tzinfo=UTC), today=date(2027, 1, 15))
    asked = CheckRequest(content=Path("content"), reading=reading, base=base, **options)  # type: ignore[arg-type]
    return check(asked, form, stream), stream.getvalue()


def named(text: str) -> set[str]:
    """The event files a text names."""
    return set(re.findall(r"events/[a-z]+/[a-z0-9-]+\.yaml", text))


@pytest.mark.parametrize("form", FORMS)
def test_a_submission_is_not_answered_with_the_mistakes_of_others(repository: Repository, form: str) -> None:
    change(repository, {"events/oak/tea.yaml": event(title="Tea")})
    code, text = answer(form)

    assert code == 0
    assert named(text) <= {"events/oak/tea.yaml"}
    assert "old-mistake" not in text
    assert answer(form, base=None)[0] == 1
    assert "old-mistake" in answer(form, base=None)[1]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_change_breaks_elsewhere_is_named_as_such(repository: Repository, form: str) -> None:
    change(repository, {"venues/hall.yaml": VENUE.replace("red: {name: Red room}, ", "")})
    code, text = answer(form)

    assert code == 1
    assert "Elsewhere, because of this change" in text
    assert CHESS[0] in named(text) <= {*CHESS}


def test_of_many_files_with_one_mistake_some_are_named_and_all_are_counted(repository: Repository) -> None:
    change(repository, {"venues/hall.yaml": VENUE.replace("red: {name: Red room}, ", "")})
    text = answer()[1]

    assert text.count("has no room “red”") == 1
    assert "and in 2 more places" in text
    assert "7 errors" in text
    assert "Put back what this needs" in text


def test_a_mistake_in_a_file_that_is_there_already_breaks_nothing_elsewhere(repository: Repository) -> None:
    change(repository, {"events/oak/knitting.yaml": event(title="Knitting", start="noonish")})
    code, text = answer()

    assert code == 1
    assert "Elsewhere" not in text
    assert named(text) == {"events/oak/knitting.yaml"}


@pytest.mark.parametrize("form", FORMS)
def test_a_confidential_event_of_somebody_else_is_never_named(repository: Repository, form: str) -> None:
    change(repository, {"events/oak/knitting.yaml": None})
    code, text = answer(form)

    assert code == 1
    assert "An event of another partner" in text
    assert "circle" not in text.lower()
    assert "events/safe" not in text


def test_a_partner_is_told_of_its_own_confidential_event(repository: Repository) -> None:
    other = {"events/safe/tea.yaml": event(title="Tea"), "events/oak/knitting.yaml": None}
    change(repository, other)
    assert "events/safe/circle.yaml" in answer()[1]


def test_an_error_of_the_board_s_own_file_is_told_to_everybody(repository: Repository) -> None:
    repository.commit(at(1), {"content/board.yaml": "title: Oak\n"})
    change(repository, {"events/oak/tea.yaml": event(title="Tea")})
    code, text = answer()
    assert code == 1
    assert "content/board.yaml" in text


def test_a_forbidden_text_that_stood_there_before_is_not_the_submission_s(repository: Repository) -> None:
    repository.write({"list.txt": "Talk: wine\n"})
    change(repository, {"events/oak/tea.yaml": event(title="Tea")})
    assert answer(forbidden=Path("list.txt"))[0] == 0
    change(repository, {"events/oak/tea.yaml": event(title="Talk: wine")})
    assert "tea.yaml:1: error[forbidden-text]" in answer(forbidden=Path("list.txt"))[1]


def test_a_new_event_is_read_back_without_a_word_of_before(repository: Repository) -> None:
    change(repository, {"events/oak/tea.yaml": event(title="Tea", cost="$5", registration="required")})
    text = answer()[1]

    told = text.partition("content/events/oak/tea.yaml: “Tea”\n")[2].partition("\n\n")[0]
    assert [line.strip() for line in told.splitlines()] == [
        "- Wednesday 3 February 2027, 10:15 – 11:00",
        "Where: Hall",
        "Cost: $5",
        "Sign-up: required",
    ]
    assert "1 file different from HEAD" in text


@pytest.mark.parametrize("form", ["text", "summary"])
def test_a_changed_event_says_what_is_published_now(repository: Repository, form: str) -> None:
    now = event(
        title="Knitting", room="red", start="2027-02-03 12:00", end="13:00", repeat="Wednesdays, 5 times"
    )
    change(repository, {"events/oak/knitting.yaml": now})
    text = answer(form)[1]

    assert "Different from what is published now:" in text
    assert "- Where: was Hall, Blue room; now Hall, Red room." in text
    was, is_now = "Wednesday 3 February 2027, 10:15 – 11:00", "Wednesday 3 February 2027, 12:00 – 13:00"
    assert f"- Date: was {was}; now {is_now}." in text


def test_a_change_nobody_sees_says_so(repository: Repository) -> None:
    change(repository, {"events/oak/knitting.yaml": f"# For us\n{FILES['events/oak/knitting.yaml']}"})
    assert "Nothing that people see is different from what is published now." in answer()[1]


def test_an_event_that_is_partly_wrong_is_read_back_as_far_as_it_is_understood(
    repository: Repository,
) -> None:
    change(repository, {"events/oak/tea.yaml": event(title="Tea", end="noonish", room="green", cost="$5")})
    text = answer()[1]

    told = text.partition("content/events/oak/tea.yaml: “Tea”\n")[2].partition("\n\n")[0]
    assert [line.strip() for line in told.splitlines()] == [
        "Begins: Wednesday 3 February 2027, 10:15",
        "Cost: $5",
        "Sign-up: not needed",
        "Not understood: the end and the room.",
    ]


def test_a_file_of_which_nothing_can_be_read_is_answered_so(repository: Repository) -> None:
    change(repository, {"events/oak/tea.yaml": "title: Tea\nstart: {{{\n"})
    assert "tea.yaml:\n    Nothing of it can be read yet." in answer()[1]


def test_an_event_that_is_taken_away_or_moved_is_read_back_too(repository: Repository) -> None:
    change(
        repository,
        {CHESS[0]: None, CHESS[1]: None, "events/elm/chess.yaml": f"id: elm/chess-2\n{FILES[CHESS[1]]}"},
    )
    text = answer()[1]

    assert f"{CHESS[0]}: “Chess 1”\n    It is taken off the board." in text
    assert "Address of its page: was /events/elm/chess-2/; now /events/elm/chess/." in text


def test_a_translation_that_changes_reads_its_event_back(repository: Repository) -> None:
    change(repository, {"events/oak/knitting.fr.md": "---\ntitle: Tricot\n---\n"})
    text = answer()[1]
    assert "content/events/oak/knitting.yaml: “Knitting”" in text
    assert "Different, too: a translation." in text


def test_files_that_are_named_are_read_back_without_a_base(repository: Repository) -> None:
    text = answer(base=None, paths=[Path("content/events/oak")])[1]
    assert "content/events/oak/knitting.yaml: “Knitting”" in text
    assert "Where: Hall, Blue room" in text
    assert "published now" not in text
    assert "Begins: " in answer(base=None, paths=[Path("content/events/elm/old-mistake.yaml")])[1]
