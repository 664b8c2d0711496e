"""Events as people tell them, typed in a hurry with the partners' guide alone: understood, or asked about."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import feedparser
import pytest

from bulletin.check import CheckDay, check_board
from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.messages.hints import merge_hints
from bulletin.messages.summaries import ReadBack, read_back
from bulletin.model.board import Board
from bulletin.model.site.plan import NewsFile
from bulletin.plan.site import plan_site
from bulletin.problems import Problem, Severity, sorted_problems
from bulletin.render.news_feeds import render_rss
from tests.formats.pasting import paste

TODAY = date(2027, 1, 15)
PATH = "events/elm/told.yaml"
FILES = {
    "board.yaml": """
title: Elm Town Board
url: https://board.elm.example/
uid_domain: elm.example
timezone: America/Toronto
languages: [en, fr]
currency: CAD
contact: {phone: 555-0100}
""",
    "partners/elm.yaml": """
name: Elm Club
contact: {phone: 555-0101}
defaults: {categories: books, cost: free}
""",
    "venues/elm-hall.yaml": """
name: Elm Hall
aliases: [Salle Orme]
rooms: {attic: {name: Attic}, big-room: {name: Big room}}
""",
}


class Told(NamedTuple):
    """What is typed, lines of what is read back, the rules that ask about it, and its news.

    With rules, the lines are those after every hint has been obeyed as it stands, the first of a choice.
    Notes are no such rules. `news` are lines of its item in a news feed, none where no date may be published.
    """

    typed: str
    lines: tuple[str, ...]
    rules: tuple[str, ...] = ()
    news: tuple[str, ...] = ()


def answer(text: str) -> tuple[list[Problem], ReadBack | None]:
    """What is said of the event, and how it is read back."""
    files = {path: content.lstrip().encode() for path, content in FILES.items()}
    loaded = load_board(Sources({**files, PATH: text.encode()}))
    assert loaded.board is not None
    problems = [*loaded.problems, *check_board(loaded.board, CheckDay(TODAY), partly=loaded.partly.values())]
    event = loaded.board.events.get("elm/told")
    read = read_back(event, loaded.board, TODAY, PATH) if event else None
    return sorted_problems(merge_hints(problems)), read


def load(text: str) -> Board:
    """The board with this event on it."""
    files = {path: content.lstrip().encode() for path, content in FILES.items()}
    board = load_board(Sources({**files, PATH: text.encode()})).board
    assert board is not None
    return board


def obeyed(text: str, problems: list[Problem]) -> str:
    """The text with every proposal pasted, from the last line to the first."""
    fixes = [problem.proposals[0] for problem in problems if problem.proposals]
    for fix in sorted(fixes, key=lambda fix: fix.first, reverse=True):
        text = paste(text, fix)
    return text


EVENING = "Tuesday 19 January 2027, 19:00 – 20:30"
TOLD = {
    "an evening every week": Told(
        "title: Drop-in\nstart: 2027-01-19 7pm\nend: 8:30\nvenue: Elm Hall\n"
        "repeat: every Tuesday evening until end of June\nskip: March 16\nregistration: none\n",
        (EVENING, "Not on Tuesday 16 March 2027.", "Sign-up: not needed"),
        ("repeat-unreadable", "unsure-end"),
        news=("Tuesday 19 January, 19:00 – 20:30", "Elm Hall", "Free"),
    ),
    "the same with names of other forms": Told(
        "Title: Drop-in\nDate: Tuesday Jan 19 2027\nTime: 7pm - 8:30pm\nLocation: Elm Hall\n"
        "Repeats: every Tuesday until June 29\nExcept: March 16\nRegistration: no sign-up\n",
        (EVENING, "Not on Tuesday 16 March 2027.", "Tuesdays until 29 June 2027. 24 dates, 1 skipped: 23."),
        ("missing-field", "unknown-field", "unread-exception", "wrong-value"),
        news=("Tuesday 19 January, 19:00 – 20:30", "Elm Hall", "Free"),
    ),
    "the same in French": Told(
        "title: Entre pairs\nstart: mardi 19 janvier 2027 19h\nend: 20h30\nvenue: salle Orme\n"
        "repeat: tous les mardis jusqu'au 29 juin 2027\nskip: [16 mars]\ncost: gratuit\n"
        "registration: sans inscription\ntext_language: français\n",
        (EVENING, "Not on Tuesday 16 March 2027.", "Cost: free", "Sign-up: not needed"),
        news=("Tuesday 19 January, 19:00 – 20:30", "Elm Hall", "Free"),
    ),
    "a swap with a suggested donation": Told(
        "title: Seed swap\nstart: Saturday March 6 2027, 11am\nend: 3pm\nvenue: elm hall\n"
        "bring: seeds in labelled envelopes\ncost: suggested donation $5\nwelcome: kids\n",
        ("Saturday 6 March 2027, 11:00 – 15:00", "Cost: suggested donation $5"),
        news=("Saturday 6 March, 11:00 – 15:00", "Elm Hall", "suggested donation $5"),
    ),
    "first and third weeks, sign-up by telephone or e-mail": Told(
        "title: English talk\nstart: Feb 3 2027 5:30pm\nend: 7pm\nvenue: Elm Hall\n"
        "online: https://meet.elm.example/1\nrepeat: 1st & 3rd Wednesdays until end of May\n"
        "languages: English\ninterpretation: Arabic and Tigrinya\n"
        "registration: required, call 555-0124 or email hello@elm.example\n",
        (
            "Wednesday 3 February 2027, 17:30 – 19:00",
            "Sign-up: required, by phone 555-0124, by e-mail hello@elm.example",
        ),
        ("repeat-unreadable", "wrong-value"),
        news=("Wednesday 3 February, 17:30 – 19:00", "Elm Hall", "Free"),
    ),
    "the last Saturday with two changes": Told(
        "title: Mending\nstart: 2027-01-30 10am\nend: 1pm\nvenue: elm-hall\nroom: Attic\n"
        "repeat: last Saturday of every month, except December\nreview_by: 2027-12-31\n"
        "changes:\n  2027-02-27: {start: 2027-02-20}\n  2027-04-24: annulé\n",
        ("Saturday 20 February 2027, 10:00 – 13:00", "Saturday 24 April 2027, 10:00 – 13:00 (cancelled)"),
        (),
        news=("Saturday 30 January, 10:00 – 13:00", "Elm Hall, Attic", "Free"),
    ),
    "a date that is moved, in words": Told(
        "title: Mending\nstart: 2027-01-30 10am\nend: 1pm\nvenue: elm-hall\nreview_by: 2027-12-31\n"
        "repeat: last Saturday of the month\nchanges:\n  2027-02-27: moved to Feb 20\n",
        ("Saturday 20 February 2027, 10:00 – 13:00",),
        ("wrong-value",),
        news=("Saturday 30 January, 10:00 – 13:00", "Elm Hall", "Free"),
    ),
    "access in a row": Told(
        "title: Slides\nstart: Thursday 4 February 2027 at 2pm\nend: 4pm\nvenue: elm-hall\n"
        "access: step-free, hearing loop\ncost: $3, members free\nlanguages: English\n",
        ("Thursday 4 February 2027, 14:00 – 16:00", "Cost: CA$3 (members free)"),
        ("wrong-shape",),
        news=("Thursday 4 February, 14:00 – 16:00", "Elm Hall", "CA$3 (members free)"),
    ),
    "a fair of three days with other hours": Told(
        "title: Fair\nstart: Feb 26 2027 5-9pm\nvenue: elm-hall\nprice: free\n"
        "dates:\n  - Feb 27 10am-6pm\n  - Feb 28 noon-4pm\nrain date: March 5 to 7, 2027\n",
        (
            "Friday 26 February 2027, 17:00 – 21:00",
            "Saturday 27 February 2027, 10:00 – 18:00",
            "Sunday 28 February 2027, 12:00 – 16:00",
        ),
        ("date-unreadable", "unknown-field", "unknown-field"),
        news=("Friday 26 February, 17:00 – 21:00", "Elm Hall", "Free"),
    ),
    "six Mondays, one of them off": Told(
        "title: Soldering\nstart: 2027-02-01 16:30\nend: 18:00\nvenue: elm-hall\nrepeat: six Mondays\n"
        "skip: Feb 15\ndates: March 15\nages: 12-16\ncost: $40 or pay what you can\n"
        "registration: {kind: required, url: https://elm.example/girls, closes: Jan 29, capacity: 10}\n",
        (
            "Mondays, 6 times, and 1 more by `dates`. 7 dates, 1 skipped: 6.",
            "Monday 15 March 2027, 16:30 – 18:00",
            "Sign-up: required, https://elm.example/girls, until Friday 29 January 2027, 10 places",
        ),
        news=(
            "Monday 1 February, 16:30 – 18:00",
            "Elm Hall",
            "CA$40 (or pay what you can)",
            "Sign up by Friday 29 January.",
        ),
    ),
    "a night": Told(
        "title: Eclipse\nstart: 2027-02-20 11pm\nend: 2am\nvenue: elm-hall\nbring: warm clothes\n"
        "description: If it is cloudy, it is cancelled.\n",
        ("Saturday 20 February 2027, 23:00 – 02:00",),
        news=("Saturday 20 February, 23:00 – 2:00 (the next day)", "Elm Hall", "Free"),
    ),
    "by appointment": Told(
        "title: Advice\nstart: Thurs Jan 28 2027, 1-4pm\nvenue: elm-hall\n"
        "repeat: 2nd and 4th Thursdays of the month\nreview_by: 2027-12-31\n"
        "registration: by appointment\nlanguages: [English, Punjabi]\ndocuments: no ID\n",
        ("Thursday 28 January 2027, 13:00 – 16:00", "Sign-up: required"),
        ("date-unreadable",),
        news=("Thursday 28 January, 13:00 – 16:00", "Elm Hall", "Free"),
    ),
    "a secret evening": Told(
        "title: Women's evening\nstart: Wednesdays 6-8pm\nlocation: confidential - call 555-0188\n"
        "publish_dates: no\n",
        ("Its dates are not published.", "Where: confidential, told nowhere on the board"),
        ("wrong-value",),
    ),
    "a secret evening in French": Told(
        "title: Soirée\nlocation: confidentiel\npublish_dates: non\nsummary: Les mercredis.\n"
        "text_language: fr\n",
        ("Its dates are not published.", "Where: confidential, told nowhere on the board"),
        ("undated-with-day",),
    ),
    "an exhibition with an opening": Told(
        "title: River\nstart: 2027-01-20 10am\nend: 5pm\nvenue: elm-hall\n"
        "repeat: Tuesday to Sunday until May 30\ndates: 2027-01-20 18:00-20:00\n"
        "changes:\n  2027-01-20 18:00: {label: opening night, note: with the artist}\n"
        "cost: $8/5, under 12 free\n",
        (
            "Wednesday 20 January 2027, 18:00 – 20:00: opening night – with the artist",
            "Cost: $8/5, under 12 free",
        ),
        news=("Wednesday 20 January, 10:00 – 17:00", "Elm Hall", "$8/5, under 12 free"),
    ),
    "stories in French first": Told(
        "titre: Soirée conte\ndate: mardi 9 février 2027\nheure: 18h30\nlieu: Elm Hall\nprix: gratuit\n"
        "âge: dès 6 ans\ninscription: conseillée\nlangue: français\ntext_language: français\n",
        ("Tuesday 9 February 2027, 18:30 (no end given)", "Cost: free", "Sign-up: recommended"),
        ("missing-field",),
        news=("Tuesday 9 February, 18:30", "Elm Hall", "Free"),
    ),
    "typed wrongly on purpose": Told(
        "Title:\tTax Help: FREE!!\nDate:\t3/4/2027\nTime:\t1pm\nLocation:\telm hall\nCost:\tfree\n",
        ("Saturday 3 April 2027, 13:00 (no end given)", "Where: Elm Hall"),
        ("missing-field", "unquoted-colon", "wrong-value"),
        news=("Saturday 3 April, 13:00", "Elm Hall", "Free"),
    ),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_an_event_is_understood_or_asked_about_once_and_then_understood(told: Told) -> None:
    problems, read = answer(told.typed)
    asked = [problem for problem in problems if problem.rule.severity is not Severity.NOTE]
    assert sorted(problem.rule.id for problem in asked) == sorted(told.rules)
    if any(problem.is_error for problem in asked):
        problems, read = answer(obeyed(told.typed, problems))
        assert [problem.message for problem in problems if problem.is_error] == []
    assert read is not None
    lines = (*read.repeats, *read.dates, *read.facts)
    assert [line for line in told.lines if line not in lines] == [], lines


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_a_news_reader_shows_the_same_hours_place_and_price(told: Told) -> None:
    problems, _ = answer(told.typed)
    text = obeyed(told.typed, problems) if any(problem.is_error for problem in problems) else told.typed
    plans = {
        plan.path: plan for plan in plan_site(load(f"{text}posted: 2027-01-10T10:00:00Z\n"), TODAY).plans()
    }
    made = plans["events/new.rss"].make()
    assert isinstance(made, NewsFile)
    entries = feedparser.parse(render_rss(made.feed)).entries
    lines = [line for entry in entries for line in re.split(r"<br />|</?p>", entry.summary) if line]
    assert tuple(lines[: len(told.news)]) == told.news
    assert len(entries) == bool(told.news)


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_at_most_one_remark_about_each_line_and_three_notes(told: Told) -> None:
    problems, _ = answer(told.typed)
    lines = [problem.ref.line for problem in problems if problem.rule.severity is not Severity.NOTE]
    assert len(set(lines)) == len(lines)
    assert sum(problem.rule.severity is Severity.NOTE for problem in problems) <= 3


@pytest.mark.parametrize(
    "location", ["confidential", "Confidential - call us", "confidentiel", "secret", "private, call 555-0188"]
)
def test_a_place_that_is_secret_is_never_proposed_as_an_address(location: str) -> None:
    problems, _ = answer(f"title: Evening\nlocation: {location}\npublish_dates: no\n")
    for problem in problems:
        assert "address:" not in problem.hint
        assert "start:" not in problem.hint


def test_an_event_that_is_off_is_not_asked_for_its_price_or_its_end() -> None:
    text = "title: Sledging\nstart: 2027-02-10 18:00\nvenue: elm-hall\nstatus: cancelled\n"
    assert answer(f"{text}status_note: No snow.\n")[0] == []
