"""What lies in a shared folder: whose it is, whether it came to rest, what it is called on the board."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bulletin.files import Entry
from bulletin.files.tree import Stamp
from bulletin.formats.records import is_record, slug_of, split_name
from bulletin.model.partner import Partner

DONE = ".done"
"""The folder, beside what partners hand in, of what was taken."""

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True, slots=True)
class Subfolder:
    """A partner's part of the shared folder; `partner_id` is "" where nobody knows whose it is."""

    name: str
    partner_id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The shared folder at one moment: its subfolders, and what lies beside them."""

    subfolders: tuple[Subfolder, ...] = ()
    loose: tuple[Entry, ...] = ()
    closed: tuple[str, ...] = ()
    """Names of subfolders that are links to another place, or cannot be looked into."""

    def unsettled_since(self, before: Look) -> frozenset[str]:
        """The paths of files that are new, or have another size, time or inode than at a look before."""
        known = before.stamps()
        return frozenset(path for path, stamp in self.stamps().items() if known.get(path) != stamp)

    def stamps(self) -> dict[str, Stamp]:
        """Of each file by its path: when it was written, its size, its inode."""
        found = {entry.path: entry.stamp for entry in self.loose}
        for each in self.subfolders:
            found |= {f"{each.name}/{entry.path}": entry.stamp for entry in each.entries}
        return found


def partner_of_folder(name: str, partners: Mapping[str, Partner]) -> str:
    """The id of the partner whose folder is called so: its id, a former one, or its name; "" where unsure."""
    if name in partners:
        return name
    asked = slug_of(name)
    if asked in partners:
        return asked
    found = {
        each.id
        for each in partners.values()
        if asked in each.was_at or slug_of(each.name) == asked or each.name.casefold() == name.casefold()
    }
    return found.pop() if len(found) == 1 else ""


def is_passed_over(entry: Entry) -> bool:
    """Whether an entry is a program's own: a temporary file, what a system leaves, what was taken."""
    return entry.noise or entry.path.startswith(".")


def target_name(name: str, known: Iterable[str]) -> str:
    """What a record is called on the board: as the file it changes there, else plainly.

    `known` are the names of the partner's records on the board and of those that wait.
    """
    if not is_record(name):
        return name
    (stem, tag), ending = split_name(name), _ending(name)
    for other in known:
        if is_record(other) and _ending(other) == ending:
            other_stem, other_tag = split_name(other)
            if (slug_of(other_stem), other_tag) == (slug_of(stem), tag):
                return other
    found = _ENDING.search(name)
    suffix = found[0].lower() if found else ""
    return f"{slug_of(stem)}{f'.{tag}' if tag else ''}{suffix}"


def _ending(name: str) -> str:
    """`md` or `yaml`, however it is spelled."""
    return "md" if name.lower().endswith((".md", ".markdown")) else "yaml"
