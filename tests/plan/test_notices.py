"""Notices on top of every page: in which language, for which days, until when."""

from __future__ import annotations

import pytest

from bulletin.model.site.parts import NoticeLine
from bulletin.plan import plan_site
from tests.plan.boards import BOARD, TODAY, make_board


def notices_of(fields: str, language: str = "en") -> list[NoticeLine]:
    """What the pages of a language show of one notice."""
    board = BOARD.replace("[en, fr]", "[en, fr, ar]") + f"notices: [{{{fields}}}]\n"
    return list(plan_site(make_board({}, board=board), TODAY).layouts[language].notices)


BOTH = "text: {en: Closed., fr: Fermé.}"


@pytest.mark.parametrize(
    ("fields", "language", "line"),
    [
        (BOTH, "en", NoticeLine("Closed.")),
        (BOTH, "fr", NoticeLine("Fermé.")),
        (BOTH, "ar", NoticeLine("Closed.", lang="en", dir="ltr")),
        ("text: {fr: Fermé.}", "en", NoticeLine("Fermé.", lang="fr", dir="ltr")),
        ("text: '**Closed.**'", "fr", NoticeLine("<strong>Closed.</strong>", lang="en", dir="ltr")),
    ],
)
def test_a_notice_is_in_the_language_of_the_page_or_says_in_which(
    fields: str, language: str, line: NoticeLine
) -> None:
    assert notices_of(fields, language) == [line]


@pytest.mark.parametrize(
    ("fields", "language", "days", "until"),
    [
        ("day: 2027-01-15", "en", "Friday 15 January", "2027-01-15"),
        ("day: 2027-01-15", "fr", "Vendredi 15 janvier", "2027-01-15"),
        ("day: 2027-01-14 to 2027-01-16", "en", "Thu 14 – Sat 16 January", "2027-01-16"),
        ("day: 2027-01-14, until: 2027-01-20", "en", "Thursday 14 January", "2027-01-20"),
        ("from: 2027-01-15, until: 2027-01-15", "en", "Friday 15 January", "2027-01-15"),
        ("from: 2026-11-16, until: 2027-01-20", "en", "", "2027-01-20"),
        ("from: 2027-01-15", "en", "", ""),
    ],
)
def test_a_notice_prints_the_days_it_is_for_and_goes_when_they_are_over(
    fields: str, language: str, days: str, until: str
) -> None:
    [line] = notices_of(f"text: Cold., {fields}", language)
    assert (line.days, line.until) == (days, until)


@pytest.mark.parametrize("fields", ["day: 2027-01-14", "until: 2027-01-14", "from: 2027-01-16"])
def test_a_notice_shows_on_its_days_alone(fields: str) -> None:
    assert notices_of(f"text: Cold., {fields}") == []


def test_an_announced_day_shows_before_it_comes() -> None:
    assert [line.days for line in notices_of("text: Cold., day: 2027-01-20")] == ["Wednesday 20 January"]
