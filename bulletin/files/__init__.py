"""The door to the disk: nothing else in the package opens, writes, renames or deletes a file.

Four rooms, all re-exported here:

- `read`: the one safe open (`read_bytes`), and data that comes with the package (`read_package_bytes`)
- `tree`: what lies below a folder (`list_tree`), and which names a computer may confuse (`collisions`)
- `disk`: the one atomic write (`write_atomic`), and one that never replaces anything (`write_new`), on the
  few operations of a `Disk`
- `locking`: one run at a time into a folder (`lock`)

What only POSIX has (`O_NOFOLLOW`, `fcntl`) is asked for, never assumed.
"""

from __future__ import annotations

from bulletin.files.disk import DISK, TEMPORARY, Disk, create, is_ours, remove, write_atomic, write_new
from bulletin.files.locking import lock
from bulletin.files.read import (
    Reason,
    UnreadableFile,
    is_link,
    is_linked,
    list_package_folders,
    read_bytes,
    read_package_bytes,
    read_part,
)
from bulletin.files.tree import Entry, Kind, collision_key, collisions, list_tree

__all__ = [
    "DISK",
    "TEMPORARY",
    "Disk",
    "Entry",
    "Kind",
    "Reason",
    "UnreadableFile",
    "collision_key",
    "collisions",
    "create",
    "is_link",
    "is_linked",
    "is_ours",
    "list_package_folders",
    "list_tree",
    "lock",
    "read_bytes",
    "read_package_bytes",
    "read_part",
    "remove",
    "write_atomic",
    "write_new",
]
