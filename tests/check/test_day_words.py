"""What must not be told of a day, and what must be told whole."""

from __future__ import annotations

import pytest

from tests.check.small_boards import BOARD, problems_of, rules_of

CIRCLE = "title: Circle\nlocation: confidential\npublish_dates: no\n"
PATH = "events/oak/circle.yaml"


@pytest.mark.parametrize(
    "said",
    [
        *("Wednesdays, come as you are", "Every Wednesday", "Tues and Thurs", "Come tonight", "from 6 to 8"),
        *(
            "At 6 in the evening",
            "7-9pm",
            "7 – 9 pm",
            "18h",
            "6pm",
            "6:30 p.m. sharp",
            "at 18:00",
            "at noon",
            "3 March",
            "March 3rd",
            "2027-03-03",
        ),
        *("Tous les mercredis", "dès 18 h", "18 h 30", "demain", "le 3 mars", "at 6."),
    ],
)
@pytest.mark.parametrize(
    "field", ["title", "summary", "description", "status_note", "access_note", "discreet_title"]
)
def test_a_day_or_an_hour_in_the_words_of_an_undated_event_is_told(field: str, said: str) -> None:
    text = CIRCLE.replace("title: Circle\n", "") if field == "title" else CIRCLE
    found = problems_of({PATH: f'{text}{field}: "Circle. {said}"\n'})
    [problem] = [each for each in found if each.rule.id == "undated-with-day"]
    assert problem.ref.path == PATH
    assert problem.ref.line > 0


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Call 555-0134 at any hour.",
            "Ages 6 to 12 are welcome",
            "24 h sur 24",
            "We sat and had sun and fun",
        ),
        *(
            "From 16 years on",
            "Children from 2 to 5 years",
            "You may come with 2 friends.",
            "Call us at 555-0134.",
        ),
    ],
)
def test_other_words_of_an_undated_event_are_left_alone(said: str) -> None:
    found = rules_of({PATH: f'{CIRCLE}summary: "{said}"\ncontact: {{phone: 555-0134}}\n'})
    assert "undated-with-day" not in found


def test_a_day_in_a_translation_is_told_of_its_own_file() -> None:
    french = "---\ntitle: Cercle\n---\nChaque mercredi soir.\n"
    [problem] = problems_of({PATH: CIRCLE, "events/oak/circle.fr.md": french})
    assert (problem.rule.id, problem.ref.path) == ("undated-with-day", "events/oak/circle.fr.md")


def test_an_address_in_a_translation_is_told_of_its_own_file() -> None:
    french = "---\ntitle: Cercle\n---\nAu 12, rue Principale.\n"
    files = {
        PATH: "title: Circle\nlocation: confidential\nstart: 2027-02-03\n",
        "events/oak/circle.fr.md": french,
    }
    [problem] = problems_of(files)
    assert (problem.rule.id, problem.ref.path) == ("confidential-address", "events/oak/circle.fr.md")


def notice(text: str, **more: str) -> dict[str, str]:
    fields = "".join(f", {name}: {value}" for name, value in more.items())
    return {"board.yaml": f'{BOARD}notices: [{{text: "{text}"{fields}}}]\n'}


NOTICES = [
    ("Extreme cold tonight.", "text: Extreme cold on Friday 15 January."),
    ("**Tonight** the library is open.", 'text: "**On Friday 15 January** the library is open."'),
    ("The library opens late tomorrow.", "text: The library opens late on Saturday 16 January."),
    ("Closed this Monday!", None),
    (
        "It is cold tonight. Closed on 24 December.",
        "text: It is cold on Friday 15 January. Closed on 24 December.",
    ),
    ("Closed Monday.", "text: Closed on Monday 18 January."),
    ("Il fait froid ce soir.", "text: Il fait froid le vendredi 15 janvier."),
    ("Fermé demain.", "text: Fermé le samedi 16 janvier."),
]


@pytest.mark.parametrize(("text", "line"), NOTICES)
def test_a_notice_without_its_day_is_answered_with_the_day(text: str, line: str | None) -> None:
    [problem] = problems_of(notice(text))
    assert problem.rule.id == "notice-without-day"
    assert line is None or problem.hint.endswith(line)
    assert problem.ref.path == "board.yaml"
    mended = problem.hint.partition("text: ")[2].strip("'\"")
    assert rules_of(notice(mended)) == []


def test_the_day_is_that_on_which_the_notice_is_first_read() -> None:
    [problem] = problems_of(notice("Extreme cold tonight.", **{"from": "2027-01-20", "until": "2027-01-20"}))
    assert "Wednesday 20 January" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        *("Extreme cold tonight, 14 January.", "The library is closed on Mondays.", "Open every Monday."),
        *("Open Monday to Friday.", "Call 555-0100.", "Fermé le lundi.", "Closed Monday 18 January."),
    ],
)
def test_a_notice_that_says_its_day_or_needs_none_is_fine(text: str) -> None:
    assert rules_of(notice(text)) == []


def test_a_notice_that_prints_its_day_need_not_say_it() -> None:
    assert rules_of(notice("Extreme cold tonight.", day="2027-01-15")) == []


def test_a_notice_is_asked_about_in_each_of_its_languages() -> None:
    text = "{en: The library is closed on 24 December., fr: Fermé demain.}"
    [problem] = problems_of({"board.yaml": f"{BOARD}notices: [{{text: {text}}}]\n"})
    assert problem.rule.id == "notice-without-day"
    assert problem.hint.endswith("fr: Fermé le samedi 16 janvier.")


@pytest.mark.parametrize(("length", "rules"), [(110, []), (111, ["long-notice"])])
def test_a_notice_fills_no_more_than_three_lines_of_a_telephone(length: int, rules: list[str]) -> None:
    assert rules_of(notice("Closed. ".ljust(length, "x"))) == rules


def test_a_notice_that_is_over_is_not_asked_about() -> None:
    assert rules_of(notice("Extreme cold tonight.", until="2027-01-14")) == []
