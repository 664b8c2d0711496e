"""What the names in a record may stand for: venues and their rooms, the board's words, and partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from bulletin.model.board import Vocabulary
from bulletin.model.names import by_folded_name, fold_name, without_article
from bulletin.model.partner import Partner
from bulletin.model.place import Venue
from bulletin.model.place_names import PlaceNames


@dataclass(frozen=True, slots=True)
class Names:
    """Everything of the board that a record of an event may name."""

    places: PlaceNames = field(default_factory=lambda: PlaceNames({}, {}, {}))
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    """Ids by folded name."""

    @classmethod
    def of(
        cls,
        venues: Mapping[str, Venue],
        vocabularies: Mapping[str, Vocabulary],
        partners: Mapping[str, Partner],
        withdrawn: frozenset[str] = frozenset(),
    ) -> Self:
        """The names on a board; `withdrawn` are ids of venues that were taken off it."""
        by_name = by_folded_name((each.name, each.id) for each in partners.values())
        former = {fold_name(old): each.id for each in partners.values() for old in each.was_at}
        by_id = {fold_name(each): each for each in partners}
        return cls(PlaceNames.of(venues, withdrawn), vocabularies, former | by_name | by_id)

    def partner_named(self, text: str) -> str:
        """The id of the partner that is called so, or ""."""
        typed = fold_name(text)
        return self.partners.get(typed) or self.partners.get(without_article(typed), "")


NO_NAMES = Names()
