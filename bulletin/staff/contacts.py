"""The list of whom staff know at each partner: `partner,name,phone,email,consent,last_contact`.

Names of persons stand in it, so it lies outside the content folder, and goes nowhere but to staff.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.formats.tables import parse_table, restored

_NEEDED = ("partner", "email")
_CALLED = {"e-mail": "email", "e_mail": "email", "mail": "email", "telephone": "phone"}
"""What some call the columns."""
_BETWEEN = re.compile(r"[;,\s]+")
_BETWEEN_PHONES = re.compile(r"\s*[;,/]\s*")


@dataclass(frozen=True, slots=True)
class KnownContact:
    """The addresses a partner writes from, in small letters, and the numbers it is called at."""

    emails: frozenset[str] = field(default=frozenset(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)


NOBODY = KnownContact()


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom staff know, by partner."""

    by_partner: Mapping[str, KnownContact] = field(default_factory=dict, repr=False)

    def of(self, partner_id: str) -> KnownContact:
        """Whom staff know at a partner."""
        return self.by_partner.get(partner_id, NOBODY)

    def knows(self, partner_id: str, senders: tuple[str, ...]) -> bool:
        """Whether a mail says that it comes from an address of the partner, and from no other.

        Whoever writes a mail can write any sender into it: this finds what is odd, and proves nothing.
        """
        return len(senders) == 1 and senders[0].strip().lower() in self.of(partner_id).emails


def parse_contacts(data: bytes) -> Contacts:
    """The contacts in a table; a partner may have several lines. Raises `TableRefused`."""
    found: dict[str, KnownContact] = {}
    for row in parse_table(data, _NEEDED, _CALLED).rows if data.strip() else ():
        partner = row.get("partner", "").strip().lower()
        before = found.get(partner, NOBODY)
        written = (each.removeprefix("mailto:") for each in _BETWEEN.split(row.get("email", "").lower()))
        emails = (each for each in written if "@" in each)
        phones = (each for each in _BETWEEN_PHONES.split(restored(row.get("phone", "")).strip()) if each)
        found[partner] = KnownContact(
            before.emails | frozenset(each.strip("<>\"'") for each in emails),
            tuple(dict.fromkeys((*before.phones, *phones))),
        )
    return Contacts(found)
