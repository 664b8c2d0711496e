"""Files of the output in which what was made of old texts is replaced by what is made of new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bulletin.files import read_bytes
from bulletin.model.site import OutputFile
from bulletin.retouch.alone import Made
from bulletin.write import list_written

_LARGEST = 1 << 30


class Splicing:
    """The files of an output folder that are edited. Whoever asks knows that they are as we wrote them."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.listed = list_written(out)
        self.edited: dict[str, bytes] = {}

    def replace(self, places: Mapping[str, int], old: Made, new: Made) -> bool:
        """Put the new in the place of the old; False where that is not exactly what stands there.

        `places` are the files that hold it, with how many pieces of it each; 0 for a page. Raises
        `UnreadableFile`.
        """
        pieces = _pair(old.pieces, new.pieces)
        if pieces is None:
            return False
        for path, count in places.items():
            data = self._data(path)
            if count:
                spliced = splice(data, _of_form(pieces, path), count)
            else:
                spliced = new.pages.get(path) if old.pages.get(path) == data else None
            if spliced is None:
                return False
            self.edited[path] = spliced
        return True

    def changed(self) -> Iterator[OutputFile]:
        return (OutputFile(path, data) for path, data in sorted(self.edited.items()))

    def others(self) -> frozenset[str]:
        """The paths of all files that stay as they are."""
        return frozenset(self.listed).difference(self.edited)

    def _data(self, path: str) -> bytes:
        if path in self.edited:
            return self.edited[path]
        return read_bytes(self.out / path, limit=_LARGEST)


def splice(data: bytes, pieces: Mapping[bytes, bytes], count: int) -> bytes | None:
    """`data` with each of `pieces` replaced, the longest first; None unless that happened `count` times."""
    places: list[tuple[int, bytes]] = []
    for piece in sorted(pieces, key=len, reverse=True):
        at = data.find(piece)
        while at >= 0:
            if not any(begin < at + len(piece) and at < begin + len(other) for begin, other in places):
                places.append((at, piece))
            at = data.find(piece, at + len(piece))
    if len(places) != count:
        return None
    parts: list[bytes] = []
    end = 0
    for begin, piece in sorted(places):
        parts += (data[end:begin], pieces[piece])
        end = begin + len(piece)
    return b"".join((*parts, data[end:]))


def _of_form(pieces: Mapping[bytes, bytes], path: str) -> dict[bytes, bytes]:
    """Those that such a file can hold: a calendar of 100 MB is not looked through for items of news."""
    is_calendar = path.endswith(".ics")
    return {old: new for old, new in pieces.items() if old.startswith(b"BEGIN:VEVENT") == is_calendar}


def _pair(old: tuple[bytes, ...], new: tuple[bytes, ...]) -> dict[bytes, bytes] | None:
    """Each old piece with the new one made in the same turn; None where that is not clear."""
    if len(old) != len(new):
        return None
    pairs: dict[bytes, bytes] = {}
    for before, after in zip(old, new, strict=True):
        if pairs.setdefault(before, after) != after:
            return None
    pairs.pop(b"", None)
    return pairs
