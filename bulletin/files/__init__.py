"""Reading and writing files: nothing else in the package opens, writes, renames or deletes one.

read      a file that is safe to open (`read_bytes`), and data of the package (`read_package_bytes`)
tree      what lies below a folder (`list_tree`) or in it (`list_folder`), and which names a computer may
          confuse (`collisions`)
disk      an atomic write (`write_atomic`), and one that never replaces a file (`write_new`,
          `write_all_new`)
aside     a file put aside, never over another one (`set_aside`)
changes   several files changed as one (`apply_changes`)
leftovers what a killed run left behind (`clear_leftovers`)
locking   one run at a time into a folder (`lock`)
modes     who may read and write below a folder (`writable_by_all`, `unreadable_by_others`)

What only POSIX has (`O_NOFOLLOW`, `fcntl`) is used where it is there, never assumed.
"""

from __future__ import annotations

from bulletin.files.aside import set_aside
from bulletin.files.changes import FileChanges, apply_changes
from bulletin.files.disk import DISK, TEMPORARY, Disk, create, is_ours, write_all_new, write_atomic, write_new
from bulletin.files.leftovers import clear_leftovers
from bulletin.files.locking import lock
from bulletin.files.modes import unreadable_by_others, writable_by_all
from bulletin.files.read import (
    Reason,
    UnreadableFile,
    is_link,
    list_package_folders,
    read_bytes,
    read_package_bytes,
)
from bulletin.files.tree import Entry, Kind, collision_key, collisions, list_folder, list_tree, name_entries

__all__ = [
    "DISK",
    "TEMPORARY",
    "Disk",
    "Entry",
    "FileChanges",
    "Kind",
    "Reason",
    "UnreadableFile",
    "apply_changes",
    "clear_leftovers",
    "collision_key",
    "collisions",
    "create",
    "is_link",
    "is_ours",
    "list_folder",
    "list_package_folders",
    "list_tree",
    "lock",
    "name_entries",
    "read_bytes",
    "read_package_bytes",
    "set_aside",
    "unreadable_by_others",
    "writable_by_all",
    "write_all_new",
    "write_atomic",
    "write_new",
]
