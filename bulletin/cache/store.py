"""The folder of the cache: named bytes, of which only what we wrote ourselves is ever read back.

Each file begins with a keyed digest (BLAKE2b, RFC 7693) of its name and its bytes. The key is kept outside
the folder, for this user of this computer. So a cache that came with a pull request, was copied from another
computer, cut short or tampered with is as good as none.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path

from bulletin.files import UnreadableFile, is_link, read_bytes, read_part, remove, write_atomic

_MAGIC = b"bulletin cache 1\n"
_DIGEST = 32
_LIMIT = 1 << 30
_BESIDE = {
    ".gitignore": b"# Made by bulletin. Deleting this folder changes nothing but time.\n*\n",
    "CACHEDIR.TAG": b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by bulletin.\n",
}
"""So that nobody commits it, and backups leave it out."""


Part = tuple[int, int, str]
"""Where a part begins, its size in bytes, and its digest. Whoever keeps it must be believed himself."""


def digest_part(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


class Store:
    """Bytes by name in one folder. Nothing here raises: what cannot be read or written is not kept."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.folder = folder
        self.secret = secret

    def read(self, name: str) -> tuple[bytes, str] | None:
        """What was kept under `name`, and its digest in hex; None where there is nothing of ours."""
        if not self._is_folder():
            return None
        try:
            data = read_bytes(self.folder / name, limit=_LIMIT)
        except UnreadableFile:
            return None
        begin = len(_MAGIC) + _DIGEST
        told, payload = data[len(_MAGIC) : begin], data[begin:]
        digest = self._digest(name, payload)
        if not data.startswith(_MAGIC) or not compare_digest(told, digest):
            return None
        return payload, digest.hex()

    def read_part(self, name: str, part: Part) -> bytes | None:
        """A part of what was kept under `name`; None where other bytes stand there."""
        begin, size, digest = part
        if not self._is_folder():
            return None
        try:
            data = read_part(self.folder / name, len(_MAGIC) + _DIGEST + begin, size)
        except UnreadableFile:
            return None
        return data if digest_part(data) == digest else None

    def write(self, name: str, payload: bytes) -> str:
        """Keeps the bytes under `name`; returns their digest in hex, "" when they could not be kept."""
        digest = self._digest(name, payload)
        with suppress(OSError, ValueError):
            if not os.path.lexists(self.folder):
                for beside, text in _BESIDE.items():
                    write_atomic(self.folder / beside, text, sync=False)
            if self._is_folder():
                write_atomic(self.folder / name, b"".join((_MAGIC, digest, payload)), sync=False)
                return digest.hex()
        return ""

    def read_json(self, name: str) -> tuple[object, str] | None:
        """The same for a value of JSON."""
        found = self.read(name)
        if found is None:
            return None
        try:
            return json.loads(found[0]), found[1]
        except (ValueError, RecursionError):
            return None

    def write_json(self, name: str, value: object) -> str:
        return self.write(name, json.dumps(value, separators=(",", ":")).encode("ascii"))

    def forget(self, name: str) -> None:
        with suppress(OSError):
            remove(self.folder / name)

    def now(self) -> int:
        """The time by the clock of this folder's disk, in ns; 0 where nothing can be kept."""
        if not self.write("clock", b""):
            return 0
        try:
            status = os.lstat(self.folder / "clock")
        except OSError:
            return 0
        return min(status.st_mtime_ns, status.st_ctime_ns)

    def _is_folder(self) -> bool:
        """Whether it is a folder itself: through a link we would write wherever somebody wants us to."""
        try:
            status = os.lstat(self.folder)
        except OSError:
            return False
        return stat.S_ISDIR(status.st_mode) and not is_link(status)

    def _digest(self, name: str, payload: bytes) -> bytes:
        keyed = blake2b(key=self.secret, digest_size=_DIGEST)
        keyed.update(name.encode() + b"\0")
        keyed.update(payload)
        return keyed.digest()
