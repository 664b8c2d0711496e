"""Who answers for what is touched: folders of partners, the house rules, co-hosts, new partners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.formats.records import slug_of, split_name
from bulletin.model.board import Board
from bulletin.model.event import TIME_FIELDS
from bulletin.model.policy_checks import HORIZON, LEAD_TIME, Breach, policy_breaches
from bulletin.model.review import (
    NOT_OWN_FOLDER,
    BoardChange,
    EventChange,
    PolicyBreach,
    ReviewFacts,
    new_names,
)

_OF_PARTNERS = ("events/", "partners/", "venues/")
"""What is not the library's alone. A venue belongs to whoever is there."""


def review_responsibility(change: BoardChange) -> ReviewFacts:
    """The house rules that are not kept, the co-hosts to be asked, and the partners nobody knows yet."""
    breaches = [each for event in change.events for each in _breaches(change, event)]
    breaches += _not_own(change)
    hosts = (host for event in change.events for host in _asked_hosts(change, event))
    known = {*change.before.partners, *_former_names(change.before)}
    renamed = {each.id for each in change.after.partners.values() if known & set(each.was_at)}
    return ReviewFacts(
        policy=tuple(breaches),
        asks_cohost=tuple(dict.fromkeys(hosts)),
        new_partners=tuple(each for each in change.after.partners if each not in known | renamed),
    )


def _former_names(board: Board) -> Iterator[str]:
    return (name for partner in board.partners.values() for name in partner.was_at)


def _breaches(change: BoardChange, event: EventChange) -> Iterator[PolicyBreach]:
    """The rules an event breaks that it did not break before."""
    if event.after is None:
        return
    before = event.before
    known = (
        {each.id for each in policy_breaches(change.before, before, change.today, is_new=False)}
        if before
        else set()
    )
    for breach in policy_breaches(change.after, event.after, change.today, is_new=before is None):
        if breach.id not in known and not _is_unsure(breach, event):
            yield PolicyBreach(breach.id, event.after.id, breach)


def _is_unsure(breach: Breach, event: EventChange) -> bool:
    """Whether it is about a field that could not be read."""
    if breach.id in (LEAD_TIME, HORIZON):
        return bool(event.unread & TIME_FIELDS)
    return breach.id.removeprefix("no-") in event.unread


def _asked_hosts(change: BoardChange, event: EventChange) -> Iterator[str]:
    """The co-hosts an event names from now on that have to be asked first."""
    if event.after is None:
        return
    partners = change.after.partners
    accepted = change.after.accepted_hosts(event.after)
    before = event.before.hosts if event.before else ()
    yield from (
        host for host in event.after.hosts if host in partners and host not in accepted and host not in before
    )


def touched_partners(change: BoardChange) -> tuple[str, ...]:
    """The partners whose files are touched, by the ids they have on the board."""
    former = {new: old for old, new in new_names(change.before.partners, change.after.partners).items()}
    names = (partner_of(change.before, path) for path in sorted(change.touched))
    return tuple(dict.fromkeys(former.get(name, name) for name in names if name))


def partner_of(board: Board, path: str) -> str:
    """The partner whose file this is, by the id it has on the board; "" where it is nobody's alone."""
    room, _, rest = path.partition("/")
    name = ""
    if room == "events" and "/" in rest:
        name = rest.partition("/")[0]
    elif room == "partners" and rest:
        name = slug_of(split_name(rest)[0])
    former = {old: partner.id for partner in board.partners.values() for old in partner.was_at}
    return former.get(name, name)


def is_of_the_library(path: str) -> bool:
    """Whether only the library answers for a file of the content folder."""
    return not path.startswith(_OF_PARTNERS)


def touches_library(change: BoardChange) -> bool:
    """Whether something is touched that only the library answers for."""
    return bool(change.outside) or any(map(is_of_the_library, change.touched))


@dataclass(frozen=True, slots=True)
class Ownership:
    """For whom an account speaks, and the partners it touches for whom it does not (`strangers`).

    `is_known`: of the account, or of a partner that is touched, somebody wrote down who belongs to whom. Of a
    partner that has no account written down nobody can tell from whom its files come; but files of two
    partners come from one of them at most.
    """

    own: frozenset[str]
    strangers: tuple[str, ...]
    is_known: bool

    @property
    def oversteps(self) -> bool:
        """Whether files are touched that are surely another partner's."""
        return len(self.strangers) > (0 if self.is_known else 1)


def find_ownership(change: BoardChange) -> Ownership | None:
    """For whom the proposing account speaks, as the board before says; None for one of the library's."""
    partners, touched = change.before.partners, touched_partners(change)
    listed = {each.id for each in partners.values() if each.has_account(change.author)}
    if change.before.info.library in listed:
        return None
    # To go by a partner's name gives no right; it says whose files are surely another's.
    own = listed or {each.id for each in partners.values() if each.id == change.author and not each.github}
    strangers = tuple(each for each in touched if each not in own)
    is_known = bool(own) or any(partners[each].github for each in strangers if each in partners)
    return Ownership(frozenset(own), strangers, is_known)


def _not_own(change: BoardChange) -> Iterator[PolicyBreach]:
    """Whether files are touched that are surely not the proposer's own."""
    touched = touched_partners(change)
    if not change.author:
        if len(touched) > 1:
            yield PolicyBreach(NOT_OWN_FOLDER, others=touched)
        return
    found = find_ownership(change)
    if found and (found.oversteps or touches_library(change)):
        yield PolicyBreach(
            NOT_OWN_FOLDER,
            others=found.strangers if found.is_known else touched,
            has_own=bool(found.own & set(touched)),
        )
