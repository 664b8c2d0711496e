"""Partner: who submits. schema.org/Organization, HSDS organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bulletin.model.place import NO_CONTACT, Contact
from bulletin.model.text import Picture, Text
from bulletin.problems import SourceRef


class Tier(StrEnum):
    """How closely a partner works with the library."""

    HOST = "host"
    CORE = "core"
    MEMBER = "member"
    SEASONAL = "seasonal"
    PROSPECT = "prospect"
    ENDED = "ended"


class Trust(StrEnum):
    """What of a partner's may go on the board without anybody looking."""

    DATES = "dates"


class CohostPolicy(StrEnum):
    """Whose events may name this partner as a co-host without asking again."""

    ANYONE = "anyone"
    LISTED = "listed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who submits. `id` is its file's slug and the name of its folder under `content/events/`."""

    id: str
    ref: SourceRef
    name: str
    text: Text
    text_language: str
    kind: str = ""
    url: str = ""
    contact: Contact = NO_CONTACT
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    logo: Picture | None = None
    tier: Tier = Tier.MEMBER
    review_every: int = 90
    credit_line: str = ""
    cohosts: CohostPolicy = CohostPolicy.LISTED
    accept: tuple[str, ...] = ()
    verified: date | None = None
    directory: bool = True
    do_not_list: bool = False
    sensitive: bool = False
    """Whether being seen with its events may harm somebody."""
    ended: date | None = None
    opt_out: frozenset[str] = frozenset()
    """Of `print`, `screen` and `digest`, those its events do not appear in."""
    was_at: tuple[str, ...] = ()
    """Ids it had before."""
    github: tuple[str, ...] = ()
    """Accounts that may change its folder."""
    trusted: frozenset[Trust] = frozenset()

    def has_account(self, account: str) -> bool:
        """Whether this account may change its folder. In accounts, capitals and a leading @ mean nothing."""
        return _account(account) in map(_account, self.github)

    def accepts(self, leader: str) -> bool:
        """Whether events led by the partner `leader` may name this one as a co-host."""
        if self.cohosts is CohostPolicy.ANYONE:
            return True
        return self.cohosts is CohostPolicy.LISTED and leader in self.accept


def partner_of_path(path: str) -> str:
    """Whose a file is: the id in `events/oak/…` and `partners/oak.yaml`, "" of all else."""
    room, _, rest = path.partition("/")
    return rest.partition("/")[0].partition(".")[0] if room in ("events", "partners") else ""


def _account(name: str) -> str:
    return name.removeprefix("@").casefold()
