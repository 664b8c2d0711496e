"""Writing the site: which files, in which order, and which old ones are deleted.

A reader who starts at the home page never meets a dead link or half a file, whenever the run is killed
or the disk fills up. Five steps, each of which leaves a whole site behind:

1. *Stage.* Every file that is new or differs is written below `.bulletin-stage/`. A full disk, or an
   exception while rendering, ends here, and nothing has changed.
2. *Add.* Files that did not exist are renamed into place. No page links to them yet.
3. *Change.* Files that differ are renamed into place. Whatever they link to is there by now.
4. *Delete* what the manifest lists and the new site does not have. No page links to it any more.
5. *Trim* the manifest.

The home page, where it did not exist, comes first in step 3: until then nobody can start anywhere.

The manifest, `.bulletin.json`, is written before any of these as the union of the old and the new paths,
so that no file of ours is ever unknown to the next run. Its `unlinked` names the files no page links to
(yet, or any more): a run that was killed in step 2 or 4 leaves such files behind, perhaps with dead links
of their own, and the next run must replace them before any page leads there.

Only the manifest is forced to the disk (fsync). For the others a rename is enough: after `kill -9` the
system still has their bytes; and what a power cut loses the next run finds, because unchanged is judged
from the bytes on the disk, never from the manifest or from file times.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.files import DISK, Disk, lock
from bulletin.problems import UnusableOutput
from bulletin.write.manifest import (
    MANIFEST,
    NOTHING_KNOWN,
    Manifest,
    Memory,
    RememberedEvent,
    format_manifest,
    is_safe_path,
    load_manifest,
    parse_manifest,
    published_files,
    read_memory,
)
from bulletin.write.output_folder import check_output_folder
from bulletin.write.publication import Publication, WriteReport

if TYPE_CHECKING:  # who only asks what was published last does not load all pages there are
    from bulletin.model.site.plan import OutputFile

__all__ = [
    "MANIFEST",
    "NOTHING_KNOWN",
    "Manifest",
    "Memory",
    "RememberedEvent",
    "WriteReport",
    "format_manifest",
    "is_safe_path",
    "parse_manifest",
    "published_files",
    "read_memory",
    "write_site",
]

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def write_site(
    files: Iterable[OutputFile],
    out: Path,
    *,
    content: Path | None = None,
    disk: Disk = DISK,
    memory: Memory = NOTHING_KNOWN,
) -> WriteReport:
    """Make `out` hold exactly these files, beside those in it that are not ours.

    `memory` is what the next run is told of the events of this one.

    `files` may be a generator: it is read once, and no file is held in memory. What it raises passes
    through, and `out` is then as it was. Raises `UnusableOutput`: `out` is not ours, overlaps `content` (the
    folder the board is read from), is being written by another run, cannot be written; or a path is unsafe
    or given twice.
    """
    check_output_folder(out, content)
    before = load_manifest(out)  # first, because the lock leaves a file in a folder that may not be ours
    with lock(out):
        publication = Publication(out, load_manifest(out, before), disk, memory)
        try:
            with _without_os_errors(out):
                publication.clear_leftovers()
            for file in files:
                with _without_os_errors(out):
                    publication.stage(file.path, file.data)
            with _without_os_errors(out):
                return publication.publish()
        finally:
            with suppress(OSError):
                publication.clear_leftovers()


@contextmanager
def _without_os_errors(out: Path) -> Iterator[None]:
    """Raises `UnusableOutput`, one line for the operator, for what the disk refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            why = "the disk is full; free some space"
        else:
            where = error.filename2 or error.filename or "a file"
            why = f"{where} cannot be written ({error.strerror or error})"
        raise UnusableOutput(f"{out}: {why}. The site there is still whole; run it again.") from error
