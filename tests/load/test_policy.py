"""The house rules as board.yaml tells them."""

from __future__ import annotations

import pytest

from bulletin.load.board_info import load_board_info
from bulletin.model.policy import LeadTime, LeadUnit, Policy, Requirement
from bulletin.problems import Problem

BOARD = """\
title: Board
url: https://oak.example/
uid_domain: oak.example
timezone: America/Toronto
languages: [en, fr]
"""


def load(policy: str) -> tuple[Policy | None, list[Problem]]:
    info, _, problems = load_board_info(f"{BOARD}{policy}\n".encode())
    return info and info.policy, problems


def loaded(policy: str) -> Policy:
    found, problems = load(policy)
    assert found is not None
    assert problems == []
    return found


def test_a_board_without_a_policy_has_no_rules() -> None:
    assert not loaded("").is_given


def test_a_page_alone_is_held_to_the_usual_rules_which_no_page_tells() -> None:
    policy = loaded("policy: house-rules")
    assert (policy.page, policy.lead_time) == ("house-rules", LeadTime(5))
    assert policy.is_given
    assert not policy.has_rules


def test_rules_that_are_told_are_the_only_ones() -> None:
    policy = loaded("policy: {page: rules, version: 2}")
    assert (policy.version, policy.lead_time, policy.require) == ("2", None, ())
    assert policy.has_rules


@pytest.mark.parametrize(
    ("typed", "lead"),
    [
        ("5", LeadTime(5)),
        ("5 working days", LeadTime(5)),
        ("5 Business Days", LeadTime(5)),
        ("10 jours ouvrés", LeadTime(10)),
        ("3 días hábiles", LeadTime(3)),
        ("4 أيام عمل", LeadTime(4)),
        ("1 working day", LeadTime(1)),
        ("14 days", LeadTime(14, LeadUnit.DAYS)),
        ("2 weeks", LeadTime(2, LeadUnit.WEEKS)),
        ("2 semaines", LeadTime(2, LeadUnit.WEEKS)),
        ("0", None),
    ],
)
def test_a_lead_time_is_read_as_people_type_it(typed: str, lead: LeadTime | None) -> None:
    assert loaded(f"policy: {{lead_time: {typed}}}").lead_time == lead


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("5 moons", "Type instead: lead_time: 5 working days"),
        ("soon", "As in: lead_time: 5 working days"),
        ("a week", "As in: lead_time: 5 working days"),
    ],
)
def test_a_lead_time_that_nobody_can_count_is_asked_about(typed: str, hint: str) -> None:
    policy, [problem] = load(f"policy:\n  lead_time: {typed}")
    assert policy is None
    assert (problem.rule.id, problem.hint) == ("wrong-form", hint)


def test_the_texts_are_in_one_language_or_in_several() -> None:
    policy = loaded(
        "policy:\n"
        "  reasons:\n"
        "    - {id: sales, label: Sales are not listed.}\n"
        "    - {id: no-host, label: {fr: Personne n’en répond., en: Nobody answers for it.}}\n"
        "  disclaimer: {en: Not an endorsement., fr: Pas un appui.}\n"
    )
    sales, no_host = policy.reasons
    assert sales.label_in("fr", "en") == ("Sales are not listed.", "en")
    assert no_host.label_in("fr-CA", "en") == ("Personne n’en répond.", "fr")
    assert policy.disclaimers == {"en": "Not an endorsement.", "fr": "Pas un appui."}


def test_one_code_has_one_reason() -> None:
    _, [problem] = load("policy: {reasons: [{id: a, label: One.}, {id: a, label: Two.}]}")
    assert problem.message == "Two reasons have the code “a”."


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("policy: {require: a host}", "wrong-value"),
        ("policy: {horizon: 0}", "wrong-number"),
        ("policy: {reasons: {id: a, label: b}}", "wrong-shape"),
        ("policy: {reasons: [sales]}", "wrong-shape"),
        ("policy: [policy, rules]", "wrong-shape"),
        ("policy: {exempt_needs: sunshine}", "unknown-word"),
        ("policy: {vesion: 3}", "unknown-field"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(typed: str, rule: str) -> None:
    _, problems = load(typed)
    assert [each.rule.id for each in problems] == [rule]


def test_needs_that_are_exempt_are_the_boards_own_words() -> None:
    policy = loaded("policy: {exempt_needs: [eat, urgent], require: [contact, contact, end]}")
    assert policy.exempt_needs == ("eat", "urgent")
    assert policy.require == (Requirement.CONTACT, Requirement.END)
    assert loaded("policy: {version: 1}").exempt_needs == ("urgent",)
