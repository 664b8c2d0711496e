"""The house rules that can be checked, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.policy import LeadTime, LeadUnit
from bulletin.model.site.values import RulesInShort
from bulletin.plan.events.facts import contact_values
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized, phrase_mixed

_UNITS = {
    LeadUnit.WORKING_DAYS: "policy.working_days",
    LeadUnit.DAYS: "policy.days",
    LeadUnit.WEEKS: "policy.weeks",
}


def plan_rules(local: LocalizedBoard) -> RulesInShort | None:
    """What stands below the page of house rules; None where its own words are all there is."""
    info, phrase = local.board.info, local.phrase
    policy = info.policy
    if not policy.has_rules:
        return None
    # A bare number is in no language.
    spoken = any(char.isalpha() for char in policy.version)
    version = localized(local, policy.version, info.language) if spoken else policy.version
    return RulesInShort(
        version=phrase_mixed(local, "policy.version", version=version) if policy.version else "",
        form=phrase("policy.form"),
        rules=tuple(_rules(local)),
        reasons=tuple(
            localized(local, *reason.label_in(local.language, info.language)) for reason in policy.reasons
        ),
        again=phrase("policy.again"),
        contact=contact_values(local, info.contact),
    )


def _rules(local: LocalizedBoard) -> Iterator[str]:
    policy, phrase = local.board.info.policy, local.phrase
    if policy.lead_time:
        yield _lead_time(local, policy.lead_time)
    if policy.horizon:
        yield phrase("policy.horizon", n=policy.horizon)
    for each in policy.require:
        yield phrase("policy.require", what=phrase(f"policy.require.{each}"))


def _lead_time(local: LocalizedBoard, lead: LeadTime) -> str:
    time = local.phrase(_UNITS[lead.unit], n=lead.count)
    needs = local.board.vocabularies["needs"]
    exempt = [needs.label(need, local.language) for need in local.board.info.policy.exempt_needs]
    if not exempt:
        return local.phrase("policy.lead_time", time=time)
    return local.phrase("policy.lead_time_exempt", time=time, needs=local.dates.listed(exempt))
