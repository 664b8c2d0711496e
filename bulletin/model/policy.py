"""The house rules of a board: what an event must be to be posted here. Form only, never viewpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LeadUnit(StrEnum):
    """What a lead time is counted in."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"


class Requirement(StrEnum):
    """What every event has to say."""

    CONTACT = "contact"
    DESCRIPTION = "description"
    END = "end"
    COST = "cost"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long before its first date an event is handed in."""

    count: int
    unit: LeadUnit = LeadUnit.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for which an event may be declined: a code, and what it says per language."""

    id: str
    labels: Mapping[str, str]

    def label_in(self, language: str, main: str) -> tuple[str, str]:
        """What it says in a language, and the language that is in: its own, the main one, the first."""
        return text_in(self.labels, language, main)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The house rules: the page that holds them, and those that can be checked.

    `usual` says that the page alone was named: its own words tell the rules, and what staff are told is held
    to the usual ones.
    """

    page: str = ""
    version: str = ""
    lead_time: LeadTime | None = None
    horizon: int = 0
    """How many days ahead an event may be posted; 0: as far as the board reaches."""
    require: tuple[Requirement, ...] = ()
    exempt_needs: tuple[str, ...] = ("urgent",)
    """Needs whose events may be handed in at any time."""
    reasons: tuple[Reason, ...] = ()
    disclaimers: Mapping[str, str] = field(default_factory=dict)
    """By language, in the order they were written."""
    usual: bool = False

    @property
    def is_given(self) -> bool:
        """Whether the board has house rules at all."""
        return bool(self.page or self.has_rules)

    @property
    def has_rules(self) -> bool:
        """Whether it holds rules beside what its page says in its own words."""
        rules = (self.version, self.lead_time, self.horizon, self.require, self.reasons)
        return not self.usual and any(rules)


NO_POLICY = Policy()
USUAL_LEAD_TIME = LeadTime(5)


def usual_policy(page: str) -> Policy:
    """The rules of a board that names its page of house rules and nothing else."""
    return Policy(page=page, lead_time=USUAL_LEAD_TIME, require=(Requirement.CONTACT,), usual=True)


def text_in(texts: Mapping[str, str], language: str, main: str) -> tuple[str, str]:
    """Of one text in several languages the one for a reader, and the language it is in; ("", "") for none."""
    wanted = (language, language.split("-")[0], main)
    tag = next((tag for tag in wanted if tag in texts), next(iter(texts), ""))
    return texts.get(tag, ""), tag
