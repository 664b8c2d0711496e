"""Fields that nobody knows, and fields that say too much: what to type instead."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event, Status
from bulletin.problems import Problem
from tests.commands.boards import FILES
from tests.formats.pasting import paste

EVENT_PATH = "events/oak/swim.yaml"
EVENT = "title: Swim\nvenue: main-library\ncategories: storytime\ncost: free\nstart: 2027-01-20\n"


@pytest.mark.parametrize(
    "lines",
    [
        "registration: {map: x, y: z}",
        "registration: {map: {y: z}, y: z}",
        "registration: {text: [a], list: b, map: c}",
        "repeat: [{map: x, list: y, words: every day until 2027-02-01}]",
        "address: {street: Oak, map: {map: x}, text: y}\nvenue:",
        "changes: {map: {map: x, y: z}}",
        "contact: {text: 555-0101, map: {text: x}, list: [y]}",
    ],
)
def test_a_field_called_like_a_shape_is_reported_as_unknown(lines: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    loaded = load_board(Sources({**records, "events/oak/swim.yaml": f"{EVENT}{lines}\n".encode()}))
    told = [problem for problem in loaded.problems if problem.ref.path == "events/oak/swim.yaml"]
    assert "unknown-field" in {problem.rule.id for problem in told}
    assert all(problem.ref.line >= 1 for problem in told)


def told_of(text: str) -> list[Problem]:
    """What is said of one event of the small board."""
    records = {path: text.encode() for path, text in FILES.items()}
    loaded = load_board(Sources({**records, EVENT_PATH: text.encode()}))
    return [problem for problem in loaded.problems if problem.ref.path == EVENT_PATH]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("when: 2027-01-20", "start: 2027-01-20"),
        ("Date: 2027-01-20", "start: 2027-01-20"),
        ("start-date: 2027-01-20", "start: 2027-01-20"),
    ],
)
def test_a_field_called_by_a_usual_name_is_answered_with_the_line_to_type(typed: str, meant: str) -> None:
    text = f"title: Swim\nvenue: main-library\ncategories: storytime\ncost: free\n{typed}\n"
    [unknown] = [problem for problem in told_of(text) if problem.rule.id == "unknown-field"]
    assert unknown.hint == f"Did you mean: {meant}"
    assert unknown.fix is not None
    assert told_of(paste(text, unknown.fix)) == []


def test_no_field_is_proposed_that_is_given_already() -> None:
    [unknown] = told_of(f"{EVENT}when: Tuesdays\n")
    assert "given already" in unknown.hint
    assert unknown.fix is None


def test_a_field_nobody_can_guess_is_answered_with_the_usual_ones_only() -> None:
    [unknown] = told_of(f"{EVENT}qwertyuiop: x\n")
    assert "title, start, end, venue" in unknown.hint
    assert len(unknown.hint) < 250


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("2027-01-20 19:00–21:00", "start: 2027-01-20 19:00\nend: 21:00"),
        ("2027-01-20 7-9 pm", "start: 2027-01-20 19:00\nend: 21:00"),
        ("20 January 2027 from 7pm to 9pm", "start: 2027-01-20 19:00\nend: 21:00"),
        ("2027-01-20 to 2027-01-22", "start: 2027-01-20\nend: 2027-01-22"),
    ],
)
def test_a_start_and_an_end_in_one_field_are_answered_with_two_lines(typed: str, lines: str) -> None:
    text = EVENT.replace("2027-01-20", typed)
    [problem] = told_of(text)
    assert problem.hint.endswith(lines)
    assert problem.fix is not None
    assert told_of(paste(text, problem.fix)) == []


def test_an_end_given_already_is_not_given_twice() -> None:
    text = EVENT.replace("2027-01-20", "2027-01-20 19:00-20:00") + "end: 21:00\n"
    [problem] = told_of(text)
    assert problem.hint.endswith("start: 2027-01-20 19:00")
    assert problem.fix is not None
    assert told_of(paste(text, problem.fix)) == []


BARE = "title: Swim\nvenue: main-library\ncost: free\nstart: 2027-01-20\n"


@pytest.mark.parametrize(
    "line",
    [
        "categories: storytime, books",
        "categories: [storytime, books]",
        "categories: Storytime; Books",
    ],
)
def test_names_in_a_row_are_several_names(line: str) -> None:
    assert [problem for problem in told_of(f"{BARE}{line}\n") if "category" in problem.message] == []


def event_of(text: str) -> Event:
    records = {path: written.encode() for path, written in FILES.items()}
    loaded = load_board(Sources({**records, EVENT_PATH: text.encode()}))
    assert loaded.board is not None
    return loaded.board.events["oak/swim"]


def test_languages_and_days_in_a_row_are_several() -> None:
    weekly = "repeat: Wednesdays until 31 March 2027\nskip: 2027-01-27, February 3, 2027\n"
    assert event_of(f"{EVENT}languages: en, fr; ar\n").languages == ("en", "fr", "ar")
    assert event_of(f"{EVENT}dates: 2027-02-01, 2027-02-02\n").series[0].extra == (
        date(2027, 2, 1),
        date(2027, 2, 2),
    )
    assert event_of(f"{EVENT}dates: February 1, 2027\n").series[0].extra == (date(2027, 2, 1),)
    assert told_of(EVENT + weekly.replace(", February 3, 2027", ", 2027-02-03")) == []
    assert told_of(EVENT + "repeat: Wednesdays until 31 March 2027\nskip: February 3, 2027\n") == []


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("status: Cancelled", Status.CANCELLED),
        ("status: canceled", Status.CANCELLED),
        ("status: Moved online", Status.MOVED_ONLINE),
        ("status: moved_online", Status.MOVED_ONLINE),
        ("status: sold out", Status.FULL),
        ("status: annulé", Status.CANCELLED),
        ("status: https://schema.org/EventPostponed", Status.POSTPONED),
        ("status: REPORTÉE", Status.POSTPONED),
        ("status: ملغاة", Status.CANCELLED),
    ],
)
def test_a_word_of_few_is_read_in_any_letters(line: str, status: Status) -> None:
    assert event_of(f"{EVENT}{line}\n").status is status
    assert not any(problem.is_error for problem in told_of(f"{EVENT}{line}\n"))


def test_a_date_is_called_off_in_either_spelling() -> None:
    weekly = f"{EVENT}repeat: Wednesdays until 31 March 2027\nchanges:\n  2027-01-27: Canceled\n"
    assert [change.status for change in event_of(weekly).changes] == [Status.CANCELLED]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("contact: 555-0123", "contact: {phone: 555-0123}"),
        ("contact: Ask hello@oak.example.", "contact: {email: hello@oak.example}"),
        ("contact: https://oak.example/ask", "contact: {url: https://oak.example/ask}"),
        ("registration: Call 555-0123", "registration: {kind: required, phone: 555-0123}"),
        (
            "registration: https://oak.example/go",
            "registration: {kind: required, url: https://oak.example/go}",
        ),
    ],
)
def test_a_way_to_reach_somebody_is_answered_with_the_line_that_says_so(line: str, instead: str) -> None:
    text = f"{EVENT}{line}\n"
    [problem] = told_of(text)
    assert problem.hint.endswith(instead)
    assert problem.fix is not None
    assert told_of(paste(text, problem.fix)) == []


@pytest.mark.parametrize("line", ["access: ring twice", "changes: moved"])
def test_a_field_with_fields_of_its_own_is_shown_by_an_example(line: str) -> None:
    told = [problem for problem in told_of(f"{EVENT}{line}\n") if problem.is_error]
    assert any("s in:" in problem.hint for problem in told)


def test_the_capitals_a_phone_writes_are_read_and_nothing_is_said_of_them() -> None:
    text = (
        "Title: [Swim] for all: come\nStart: 2027-01-20 10:00\nEnd: 11:00\nVenue: main-library\nCost: free\n"
        "Categories: storytime\nContact:\n  Phone: 555-0101\nText-Language: fr\n"
        "REPEAT:\n  - Every: week\n    Count: 2\n"
    )
    problems = told_of(text)
    named = [problem.hint for problem in problems if problem.rule.id == "unknown-field"]
    assert named == ["Did you mean: text_language: fr"]
    assert not any(problem.is_error for problem in problems)
    event = event_of(text)
    assert (event.text.title, event.contact.phone, event.text_language) == (
        "[Swim] for all: come",
        "555-0101",
        "fr",
    )


def test_a_field_in_capitals_beside_the_same_in_small_letters_is_not_read() -> None:
    [unknown] = told_of(f"{EVENT}Title: Dive\n")
    assert "given already" in unknown.hint


def test_the_fields_below_names_that_people_choose_are_read_so_too() -> None:
    changes = "changes:\n  27 January 2027: {Note: cold, STATUS: postponed}\n"
    weekly = f"{EVENT}repeat: Wednesdays until 31 March 2027\n{changes}"
    assert [change.note for change in event_of(weekly).changes] == ["cold"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (EVENT.replace("title: Swim", "name: Swim"), "title: Swim"),
        (EVENT.replace("start:", "when:"), "start: 2027-01-20"),
    ],
)
def test_a_missing_field_is_found_in_the_line_that_has_another_name(text: str, instead: str) -> None:
    [missing] = [problem for problem in told_of(text) if problem.rule.id == "missing-field"]
    assert missing.hint == f"Type instead: {instead}"
    assert missing.fix is not None
    assert told_of(paste(text, missing.fix)) == []


def test_a_field_with_nothing_behind_its_colon_is_not_to_be_written_again() -> None:
    [missing] = told_of(EVENT.replace("title: Swim", "title:"))
    assert missing.hint == "Write it behind the colon, as in: title: Story time"
    assert missing.ref.line == 1


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("registration: yes", "registration: required"),
        ("registration: optional", "registration: recommended"),
        ("library_role: no", "library_role: none"),
    ],
)
def test_what_people_say_for_one_of_a_few_words_is_answered_with_that_word(line: str, instead: str) -> None:
    text = f"{EVENT}{line}\n"
    [problem] = [problem for problem in told_of(text) if problem.is_error]
    assert problem.hint.endswith(f"Type instead: {instead}")
    assert problem.fix is not None
    assert not any(problem.is_error for problem in told_of(paste(text, problem.fix)))


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("bring:\n  - a friend: or two", 'Put it in quotes: "a friend: or two"'),
        ("audience: [0-5, 6-11]", "`general` suits several"),
        ("contributed: Lions Club", "what: money"),
        ("address: {street: 4 Elm Street, city: Oak}\nvenue:", "locality: Oak"),
        ("private_phone: 555-0199", "Delete this line: everybody can read this file"),
    ],
)
def test_a_field_in_a_likely_wrong_form_is_answered_by_what_to_type(lines: str, hint: str) -> None:
    assert any(hint in problem.hint for problem in told_of(f"{EVENT}{lines}\n"))


def test_prices_by_who_pays_are_answered_with_a_list() -> None:
    text = EVENT.replace("cost: free", "cost:\n  adults: $12\n  children: free")
    [missing] = [problem for problem in told_of(text) if problem.is_error]
    assert missing.fix is not None
    assert "label: adults\n    amount: $12" in missing.hint
    assert not any(problem.is_error for problem in told_of(paste(text, missing.fix)))


@pytest.mark.parametrize("word", ["none", "No", "once", "never", "jamais", "Does not repeat."])
def test_that_it_does_not_repeat_needs_no_line(word: str) -> None:
    [problem] = told_of(f"{EVENT}repeat: {word}\n")
    assert problem.is_error
    assert "delete it" in problem.hint
    assert told_of(EVENT) == []


def test_a_repeat_that_ends_before_the_event_starts_is_reported() -> None:
    [problem] = told_of(f"{EVENT}repeat: Wednesdays until 13 January 2027\n")
    assert problem.rule.id == "never-happens"
    assert "before the event starts on 2027-01-20" in problem.message


@pytest.mark.parametrize(
    "line", ["dates: 2027-02-13 to 2027-02-15", "dates: [2027-02-10, 2027-02-13 to 2027-02-15]"]
)
def test_a_range_among_single_dates_is_answered_with_all_of_them(line: str) -> None:
    text = f"{EVENT}{line}\n"
    [problem] = told_of(text)
    assert problem.hint.endswith(line.replace(" to ", ", 2027-02-14, "))
    assert problem.fix is not None
    assert told_of(paste(text, problem.fix)) == []


def test_a_time_alone_is_put_behind_the_date_of_the_line_beside_it() -> None:
    text = EVENT.replace("start: 2027-01-20", "date: 20 January 2027\nstart: 19:00\nend: 20:00")
    [problem] = [problem for problem in told_of(text) if problem.is_error]
    assert problem.hint == "Type instead: start: 2027-01-20 19:00"
    assert problem.fix is not None
    assert not any(problem.is_error for problem in told_of(paste(text, problem.fix)))


@pytest.mark.parametrize(
    ("start", "words", "instead"),
    [
        ("2027-02-02", "every Monday", "2027-02-01"),
        ("2027-02-06", "every other Monday", "2027-02-08"),
        ("2027-02-02", "every year on 27 January", "2027-01-27"),
        ("2027-02-02", "Mondays until 5 February 2027", "2027-02-01"),
    ],
)
def test_a_start_beside_its_repeat_is_answered_with_the_nearest_date_of_it(
    start: str, words: str, instead: str
) -> None:
    text = EVENT.replace("2027-01-20", start) + f"repeat: {words}\n"
    [problem] = [problem for problem in told_of(text) if problem.rule.id == "start-not-on-repeat"]
    assert problem.fix is not None
    assert problem.fix.lines == (f"start: {instead}",)
    assert not any(found.rule.id == "start-not-on-repeat" for found in told_of(paste(text, problem.fix)))
