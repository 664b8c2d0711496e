"""The edits that let records follow where something got another name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bulletin.formats.field_names import field_named
from bulletin.formats.nodes import Mapping, Node, Scalar, Tree
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.yaml.edit import AsList, Edit, Place, SetValue
from bulletin.model.names import as_field_name, fold_name
from bulletin.model.records.shapes import names_in_a_row


def add_former(fields: Mapping, old: Sequence[str], now: str = "") -> tuple[Edit, ...]:
    """`was_at` with the names `old`, and without `now`, which is no old name any more."""
    node = field_named(fields, "was_at")
    names = _names(node)
    kept = [name for name in names if name.strip("/").removeprefix("events/") != now]
    new = [name for name in old if name not in kept]
    if not new and kept == names:
        return ()
    is_row = isinstance(node, Scalar) and len(names) > 1
    if not names or is_row or kept != names:
        wanted = [*kept, *new]
        value: Tree = wanted[0] if len(wanted) == 1 else list[Tree](wanted)
        return (SetValue(("was_at",), value, ("id", "name", "title")),)
    added = (SetValue(("was_at", number), name) for number, name in enumerate(new, len(names)))
    return (AsList(("was_at",)), *added)


def keep_id(fields: Mapping, event_id: str) -> tuple[Edit, ...]:
    """The id that calendars know the event by, where only its address told it so far."""
    if field_named(fields, "id") is not None:
        return ()
    return (SetValue(("id",), event_id, ("title",)),)


def follow_name(fields: Mapping, name: str, old: Collection[str], new: str) -> tuple[Edit, ...]:
    """The field `name`, wherever it stands in a record, with the `new` name in place of an `old` one.

    Of several names in a row, or in a list, the others stay.
    """
    folded = frozenset(map(fold_name, old))
    edits: list[Edit] = []
    for place, node in _places_of(fields, name, ()):
        if isinstance(node, SequenceNode):
            for number, item in enumerate(node.items):
                if isinstance(item, Scalar) and fold_name(item.text) in folded:
                    edits.append(SetValue((*place, number), new))
        elif isinstance(node, Scalar):
            written = [node.text] if fold_name(node.text) in folded else names_in_a_row(node.text)
            wanted = [new if fold_name(each) in folded else each for each in written]
            if wanted != written:
                edits.append(SetValue(place, wanted[0] if len(wanted) == 1 else list(wanted)))
    return tuple(edits)


def names_under(fields: Mapping, name: str) -> Iterator[str]:
    """What stands in the field `name`, wherever it is in a record."""
    for _, node in _places_of(fields, name, ()):
        items = node.items if isinstance(node, SequenceNode) else (node,)
        yield from (item.text for item in items if isinstance(item, Scalar))


def add_name(fields: Mapping, name: str, value: str, after: tuple[str, ...]) -> tuple[Edit, ...]:
    """One more name in a field that holds one or several."""
    node = field_named(fields, name)
    names = _names(node)
    if value in names:
        return ()
    if not names:
        return (SetValue((name,), value, after),)
    if isinstance(node, Scalar) and len(names) > 1:
        return (SetValue((name,), [*names, value]),)
    return (AsList((name,)), SetValue((name, len(names)), value))


def _places_of(node: Node, name: str, above: Place) -> Iterator[tuple[Place, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.items:
            place = (*above, key.text)
            if as_field_name(key.text) == name:
                yield place, value
            else:
                yield from _places_of(value, name, place)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            yield from _places_of(item, name, (*above, number))


def _names(node: Node | None) -> list[str]:
    if isinstance(node, Scalar):
        return names_in_a_row(node.text) if node.text.strip() else []
    if isinstance(node, SequenceNode):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return []
