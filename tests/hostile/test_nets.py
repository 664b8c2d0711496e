"""Texts pass two nets, our own reader and an independent cleaner: each holds with the other taken away."""

from __future__ import annotations

import pytest

from bulletin.formats.markup import output, parse_markup
from bulletin.formats.urls import MAX_LENGTH
from tests.hostile.case import Must
from tests.hostile.looking import read_page
from tests.hostile.make import make_cases

TEXTS = [
    case.data.decode().split("---\n", 2)[2]
    for case in make_cases()
    if case.path.endswith(".md") and case.must is Must.BE_HARMLESS and case.data.startswith(b"---\n")
]


def test_our_reader_lets_nothing_through_to_the_cleaner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "sanitize_html", lambda html: html)
    assert len(TEXTS) >= 150
    for text in TEXTS:
        made, _ = parse_markup(text, path="x.md")
        assert read_page(made.html).found == [], text
        assert "<img" not in made.html, text
        assert max((len(link.url) for link in made.links), default=0) <= MAX_LENGTH, text


def test_the_cleaner_lets_nothing_through_that_our_reader_missed() -> None:
    for text in TEXTS:
        assert read_page(output.sanitize_html(text)).found == [], text


def test_what_our_reader_writes_goes_through_the_cleaner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "sanitize_html", lambda html: "cleaned")
    assert parse_markup("`x`", path="x.md")[0].html == "cleaned"


@pytest.mark.parametrize("scheme", ["ftp", "javascript", "data", "vbscript", "file", "blob", "sms", "webcal"])
def test_the_cleaner_takes_every_other_address_away(scheme: str) -> None:
    assert "href" not in output.sanitize_html(f'<a href="{scheme}://a.example/x">x</a>')
