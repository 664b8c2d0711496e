"""Texts of single fields as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.load import load_board
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.fields.values import read_instant
from bulletin.load.sources import Sources
from tests.commands.boards import FILES

EVENT = "title: Swim\nvenue: main-library\ncategories: storytime\ncost: free\nstart: 2027-01-20\n"


@pytest.mark.parametrize("field", ["posted", "changed"])
@pytest.mark.parametrize(
    "instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2088-01-01T00:00:00Z", "yesterday"]
)
def test_an_instant_at_the_end_of_time_is_refused_on_its_line(field: str, instant: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    text = f"{EVENT}{field}: {instant}\n"
    loaded = load_board(Sources({**records, "events/oak/swim.yaml": text.encode()}))
    (problem,) = (problem for problem in loaded.problems if problem.is_error)
    assert (problem.rule.id, problem.ref.line) == ("wrong-date", 6)


@pytest.mark.parametrize("instant", ["2027-01-04T14:30:00Z", "1999-12-31T23:59:59-05:00"])
def test_an_instant_our_tools_write_is_taken(instant: str) -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    text = f"{EVENT}posted: {instant}\n"
    loaded = load_board(Sources({**records, "events/oak/swim.yaml": text.encode()}))
    assert not any(problem.is_error for problem in loaded.problems)


def test_one_access_fact_given_twice_and_differently_is_an_error() -> None:
    records = {path: text.encode() for path, text in FILES.items()}
    text = f"{EVENT}access:\n  step_free: no, two steps\n  wheelchair: yes\n  captions: yes\n"
    loaded = load_board(Sources({**records, "events/oak/swim.yaml": text.encode()}))
    (problem,) = (problem for problem in loaded.problems if problem.is_error)
    assert (problem.rule.id, problem.ref.line) == ("wrong-fact", 8)
    assert "step_free" in problem.message


@given(st.from_regex(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z", fullmatch=True))
def test_an_instant_means_the_same_whether_our_tools_wrote_it_or_a_person_did(typed: str) -> None:
    ours, theirs = RecordSource("e.yaml", None), RecordSource("e.yaml", None)
    # A space in front of it says nothing, but our tools write none.
    assert read_instant(ours, ("posted",), typed) == read_instant(theirs, ("posted",), f" {typed}")
    assert len(ours.problems) == len(theirs.problems)
