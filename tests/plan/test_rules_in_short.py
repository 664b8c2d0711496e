"""What the page of house rules says below its own words, and what every page says at its foot."""

from __future__ import annotations

import pytest

from bulletin.model.site.parts import MixedText, TextRun
from bulletin.model.site.plan import Page
from bulletin.model.site.values import RulesInShort, TextValues
from bulletin.plan import plan_site
from bulletin.plan.layout import plan_layout
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.rules_in_short import plan_rules
from tests.plan.boards import BOARD, TODAY, localize_board, make_board

RULES = """\
policy:
  page: rules
  version: 3
  lead_time: 5 working days
  horizon: 90 days
  require: [contact, end]
  reasons:
    - {id: sales, label: {en: Sales are not listed., fr: Les ventes ne sont pas annoncées.}}
    - {id: no-host, label: Nobody answers for it.}
  disclaimer: {en: To list is not to recommend.}
"""
FOUR = BOARD.replace("[en, fr]", "[en, fr, ar, es]")


def rules_in(language: str, rules: str = RULES) -> RulesInShort | None:
    return plan_rules(localize_board(make_board({}, board=FOUR + rules), language=language))


def told(language: str, rules: str = RULES) -> list[str]:
    values = rules_in(language, rules)
    assert values is not None
    lines: tuple[MixedText, ...] = (values.version, values.form, *values.rules, *values.reasons)
    return [plain_words(line) for line in lines]


def test_the_rules_are_told_in_words() -> None:
    assert told("en") == [
        "Version 3",
        "We check the form, never the viewpoint.",
        "A new event is handed in at least 5 working days before its first date; what comes under "
        "“Help right now”, any time.",
        "It may be posted up to 90 days ahead.",
        "It says whom to ask, publicly.",
        "It says when it ends.",
        "Sales are not listed.",
        "Nobody answers for it.",
    ]


@pytest.mark.parametrize(
    ("language", "time"),
    [("en", "2 weeks"), ("fr", "2 semaines"), ("ar", "أسبوعين"), ("es", "2 semanas")],
)
def test_every_language_counts_in_its_own_way(language: str, time: str) -> None:
    rules = "policy: {page: rules, lead_time: 2 weeks}\n"
    assert any(time in line for line in told(language, rules))


def test_what_the_board_wrote_in_one_language_is_marked_in_the_others() -> None:
    values = rules_in("fr")
    assert values is not None
    assert values.reasons == (
        "Les ventes ne sont pas annoncées.",
        (TextRun("Nobody answers for it.", "en"),),
    )
    layout = plan_layout(localize_board(make_board({}, board=FOUR + RULES), language="fr"))
    assert layout.disclaimer == (TextRun("To list is not to recommend.", "en"),)


def test_the_foot_says_the_boards_own_sentence_or_the_usual_one() -> None:
    own, usual = (plan_layout(localize_board(make_board({}, board=BOARD + rules))) for rules in (RULES, ""))
    assert own.disclaimer == "To list is not to recommend."
    assert usual.disclaimer == "Listing is not an endorsement."


@pytest.mark.parametrize("rules", ["", "policy: rules\n", "policy: {page: rules}\n"])
def test_a_board_whose_page_tells_its_rules_in_its_own_words_adds_none(rules: str) -> None:
    assert rules_in("en", rules) is None


def test_they_stand_below_the_page_of_house_rules_and_no_other() -> None:
    pages = {f"pages/{slug}.md": f"---\ntitle: {slug}\n---\nBe kind.\n" for slug in ("rules", "about")}
    plans = plan_site(make_board(pages, board=BOARD + RULES), TODAY).pages
    made = [plan.make() for plan in plans if plan.route.startswith(("pages/", "fr/pages/"))]
    with_rules = {
        page.route
        for page in made
        if isinstance(page, Page) and isinstance(page.values, TextValues) and page.values.rules
    }
    assert with_rules == {"pages/rules/", "fr/pages/rules/"}
