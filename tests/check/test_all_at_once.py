"""One problem never hides another: what is wrong with an event is told all at once."""

from __future__ import annotations

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from tests.check.small_boards import FILES, TODAY, event

PATH = "events/oak/talk.yaml"


def told(**fields: object) -> set[str]:
    """The ids of all rules that an event breaks which is handed in today."""
    text = event(**fields)
    records = {**FILES, PATH: text}
    loaded = load_board(Sources({path: data.lstrip("\n").encode() for path, data in records.items()}))
    assert loaded.board is not None
    when = CheckDay(TODAY, new_paths=frozenset({PATH}), paths=frozenset(records))
    found = [*loaded.problems, *check_board(loaded.board, when, partly=loaded.partly.values())]
    return {problem.rule.id for problem in found if problem.ref.path == PATH}


def test_a_picture_without_words_hides_no_date_that_is_over() -> None:
    assert told(start="2026-02-03 10:15", image="x.png") == {
        "image-without-alt",
        "missing-picture",
        "past-event",
    }


def test_a_refused_field_hides_nothing_of_the_others() -> None:
    assert told(title="'CANCELLED: Yoga'", flyer="gone.pdf", hosts="elm") == {
        "missing-picture", "title-with-status", "unknown-host",
    }  # fmt: skip
    assert told(repeat="every full moon", hosts="elm") >= {"unknown-host"}
    assert told(room="green", start="2026-02-03 10:15") >= {"unknown-room", "past-event"}


def test_what_stands_in_for_a_refused_field_is_not_complained_about() -> None:
    assert told(contact="{email: nobody}", title=None) == {"wrong-address", "missing-field"}


def test_a_sign_up_that_is_wrong_twice_is_told_twice() -> None:
    window = "{kind: required, url: https://oak.example, opens: 2027-04-01, closes: 2027-03-01}"
    loaded = load_board(
        Sources(
            {
                path: data.lstrip("\n").encode()
                for path, data in {**FILES, PATH: event(registration=window)}.items()
            }
        )
    )
    assert loaded.board is not None
    found = [each for each in check_board(loaded.board, CheckDay(TODAY)) if each.rule.id == "sign-up-window"]
    assert len(found) == 2
