from __future__ import annotations

import pytest

from bulletin.model.site.parts import EventCard
from bulletin.model.vocabulary import ACCESS_WARNINGS
from bulletin.plan.events.cards import event_card
from bulletin.plan.events.facts import access_facts
from bulletin.plan.mixed_language import plain_words
from bulletin.render.html.themes import packaged_themes
from tests.plan.boards import BOARD, PARTNER, localize_board, make_board, make_event

CIRCLE = """
title: Story circle
start: 2027-01-19 10:30
venue: library
repeat: every Tuesday, 4 times
registration: {kind: required, phone: 555-0101, waitlist: yes}
changes:
  2027-01-26: {status: full}
  2027-02-02: {venue: library, online: https://meet.example/circle}
"""


def cards(*warnings: str) -> list[EventCard]:
    access = "".join(f"{name}: yes, " for name in warnings)
    local = localize_board(make_event(f"{CIRCLE}access: {{{access}}}\n", name="circle"))
    return [event_card(local, one) for one in local.occurrences.by_event["oak/circle"]]


def test_warnings_stand_in_one_order_whatever_order_they_were_written_in() -> None:
    first = cards("crowds", "flashing_lights", "animals")[0]
    assert [fact.text for fact in first.facts if fact.kind == "access" and fact.mark == "warning"] == [
        "Flashing lights",
        "Crowds",
        "Animals present",
    ]


def test_a_changed_date_has_facts_of_its_own_and_the_others_those_of_the_event() -> None:
    first, full, hybrid, last = (card.facts for card in cards("flashing_lights"))
    assert first == last
    assert full != first
    assert any(fact.kind == "registration" and "ait" in fact.text for fact in full)
    assert hybrid != first


def test_a_core_access_fact_stands_once_on_a_card() -> None:
    talk = "title: Talk\nstart: 2027-01-19 10:30\nvenue: library\naccess: {asl: yes, captions: yes}\n"
    local = localize_board(make_event(talk, board=f"{BOARD}access_core: [asl, captions]\n"))
    [card] = [event_card(local, one) for one in local.occurrences.by_event["oak/event"]]
    access = [fact.text for fact in card.facts if fact.kind == "access"]
    assert len(access) == 2
    assert len(set(access)) == 2


@pytest.mark.parametrize("fact", ACCESS_WARNINGS)
def test_a_warning_has_no_mark_of_what_keeps_somebody_out(fact: str) -> None:
    for word, mark in (("yes", "warning"), ("no", "yes")):
        local = localize_board(
            make_event(f"title: Talk\nstart: 2027-02-01 18:00\nvenue: library\naccess: {{{fact}: {word}}}")
        )
        event = local.board.events["oak/event"]
        facts = access_facts(local, event.access, event.contact, lambda name, fact: "en")
        assert [each.mark for each in facts if each.mark != "unknown"] == [mark]


def test_the_theme_draws_every_mark() -> None:
    css = (packaged_themes() / "plain/static/details.css").read_text("utf-8")
    for mark in ("yes", "no", "unknown", "warning"):
        assert f"ul.access .{mark}::before" in css


def test_what_is_to_be_checked_says_so_and_gives_the_number_as_it_always_stands() -> None:
    talk = "title: Talk\nstart: 2027-02-01 18:00\nvenue: library\n"
    old = f"{PARTNER}verified: {{date: 2026-09-01, how: phone}}\n"
    local = localize_board(make_board({"partners/oak.yaml": old, "events/oak/event.yaml": talk}))
    [card] = [event_card(local, one) for one in local.occurrences.by_event["oak/event"]]
    assert [fact.text for fact in card.facts if fact.kind == "check"] == ["Please check before you go"]
    assert (card.phone, card.phone_href) == ("555-0100", "tel:5550100")


@pytest.mark.parametrize(
    ("documents", "shown"),
    [("no ID needed", "Sans pièce d’identité"), ("No ID needed for children", "No ID needed for children")],
)
def test_that_no_id_is_needed_is_said_in_the_language_of_the_page(documents: str, shown: str) -> None:
    talk = f"title: Talk\nstart: 2027-01-19 10:30\nvenue: library\ndocuments: {documents}\n"
    board = make_event(talk)
    local = localize_board(board, language="fr")
    [card] = [event_card(local, one) for one in local.occurrences.by_event["oak/event"]]
    assert [plain_words(fact.text) for fact in card.facts if fact.kind == "no-id"] == [shown]
