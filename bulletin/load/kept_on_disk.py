"""Readings kept on the disk from one build to the next, a line for each: its key, what came of the file."""

from __future__ import annotations

from hashlib import blake2b

from bulletin.cache.store import Part, Store, digest_part
from bulletin.load.kept import EventFile, Reading
from bulletin.load.packing import pack, packing_shape, unpack

_NAME = "readings"


class KeptOnDisk:
    """What came of event files in the last build. Only what is asked for or kept again is saved.

    `program` stands for all that makes Readings of files: its version and those of its libraries.
    """

    def __init__(self, store: Store, program: str) -> None:
        self.store = store
        self.program = f"{program} {packing_shape()}".encode()
        self.before = self._load()
        self.now: dict[bytes, bytes] = {}
        self.keys: dict[str, bytes] = {}
        """Of each file its key, the last that was asked for or kept."""
        self._digests: dict[int, tuple[object, bytes]] = {}

    def find(self, file: EventFile) -> Reading | None:
        if not self.before:
            return None
        key = self._key(file)
        packed = self.before.get(key)
        if packed is None:
            return None
        try:
            reading = unpack(packed)
        except ValueError:
            return None
        self.now[key] = packed
        self.keys[file.path] = key
        return reading

    def keep(self, file: EventFile, reading: Reading, packed: bytes | None) -> None:
        """A file that is left out is read again the next time: perhaps the computer was only busy."""
        if reading.event is not None and (packed := packed or pack(reading)):
            key = self.keys[file.path] = self._key(file)
            self.now[key] = packed

    def save(self) -> dict[str, Part]:
        """Keeps them. Returns where the packed Reading of each file stands."""
        begin, places = 0, {}
        for key, packed in self.now.items():
            places[key] = (begin + len(key) + 1, len(packed), digest_part(packed))
            begin += len(key) + len(packed) + 2
        self.store.write(_NAME, b"\n".join(b"%s %s" % each for each in self.now.items()))
        return {path: places[key] for path, key in self.keys.items()}

    def _load(self) -> dict[bytes, bytes]:
        found = self.store.read(_NAME)
        lines = found[0].split(b"\n") if found and found[0] else []
        return {key: packed for key, _, packed in (line.partition(b" ") for line in lines)}

    def _key(self, file: EventFile) -> bytes:
        words = (file.path, file.slug, file.partner, file.surroundings)
        sizes = [*map(len, words), len(file.data), *(len(data) for _, data in file.translations)]
        # Their sizes first: where one ends and the next begins decides as well.
        told = "\n".join((*map(str, sizes), *words, *(path for path, _ in file.translations)))
        key = blake2b(self.program, digest_size=20)
        key.update(told.encode("utf-8", "surrogatepass"))
        key.update(self._digest(file.attachments))
        key.update(file.data)
        for _, data in file.translations:
            key.update(data)
        return key.hexdigest().encode("ascii")

    def _digest(self, attachments: tuple[tuple[str, bytes], ...]) -> bytes:
        """Of the pictures and flyers of a folder, which all its events have in common."""
        found = self._digests.get(id(attachments))
        if found is None:
            digest = blake2b(digest_size=20)
            for path, data in attachments:
                digest.update(f"{len(path)} {path} {len(data)} ".encode("utf-8", "surrogatepass") + data)
            # The value itself is kept, so that no other has its id.
            found = self._digests[id(attachments)] = (attachments, digest.digest())
        return found[1]
