from __future__ import annotations

import html
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.check.forbidden import find_forbidden, parse_forbidden

SECRET = "77 Hidden Lane"
STRINGS = parse_forbidden(f"\n{SECRET}\n\n")


def lines(path: str, text: str | bytes) -> list[int]:
    data = text if isinstance(text, bytes) else text.encode()
    return [problem.ref.line for problem in find_forbidden(path, data, STRINGS)]


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        SECRET.upper(),
        "77  Hidden\n Lane",
        "77\u00a0Hidden\u00a0Lane",
        "<b>77</b> <i>Hidden</i> Lane",
        html.escape(SECRET).replace(" ", "&#32;"),
        f"https://maps.example/?q={quote(SECRET)}",
        f"https://maps.example/?q={quote_plus(SECRET)}",
        "LOCATION:77 Hid\r\n den Lane\r\n",
        json.dumps({"a": SECRET}).replace("H", "\\u0048"),
    ],
)
def test_a_forbidden_text_is_found_in_every_encoding(text: str) -> None:
    assert lines("page.html", f"one\ntwo\n{text}\nfour\n") == [3]


def test_each_line_it_begins_on_is_reported() -> None:
    assert lines("a.txt", f"{SECRET}\n\n77\nHidden\nLane\n.\n{SECRET}") == [1, 3, 7]


def test_names_of_files_are_searched_too() -> None:
    assert lines("venues/77-hidden-lane/index.html", "nothing") == [0]


def test_what_a_camera_or_a_word_processor_wrote_is_looked_at() -> None:
    assert lines("a.jpg", b"\xff\xd8\0\0" + SECRET.encode("utf-16-le")) == [0]
    assert lines("a.jpg", b"\xff\xd8\0\0\0" + SECRET.encode()) == [0]


def test_what_is_not_forbidden_is_not_found() -> None:
    assert lines("a.txt", "77 Hidden Valley Lane, 77 Hidden") == []


def test_the_text_itself_is_never_repeated() -> None:
    for problem in find_forbidden("a.txt", SECRET.encode(), STRINGS):
        assert "hidden" not in (problem.message + problem.hint).lower()


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_it_it_is_found(before: str, after: str) -> None:
    text = f"{before} {SECRET} {after}"
    if "\0" not in text:
        assert lines("a.txt", text.encode("utf-8", "replace"))
