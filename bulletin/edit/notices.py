"""A notice added to those of the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar, Sequence, Tree
from bulletin.formats.yaml.edit import AsList, Edit, SetValue

PLACE = "notices"


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What a notice says by language (the board's main one first), and when it shows; `until` is included."""

    texts: Mapping[str, str]
    until: date
    first: date | None = None
    days: str = ""
    """The day it is for, or the first and the last, as they are written."""


def add_notice(board: MappingNode, notice: NewNotice) -> tuple[Edit, ...]:
    """The edits that put a notice behind the others; all of them stay."""
    others = board.get(PLACE)
    texts: dict[str, Tree] = dict(notice.texts)
    value: dict[str, Tree] = {"text": next(iter(texts.values())) if len(texts) == 1 else texts}
    if notice.days:
        value["day"] = notice.days
    if notice.first is not None:
        value["from"] = notice.first.isoformat()
    value["until"] = notice.until.isoformat()
    return AsList((PLACE,)), SetValue((PLACE, _count(others)), value)


def _count(others: Node | None) -> int:
    if isinstance(others, Sequence):
        return len(others.items)
    is_nothing = others is None or (isinstance(others, Scalar) and not others.text)
    return 0 if is_nothing else 1
