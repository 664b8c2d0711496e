"""What the last build was made from and what came of it, so that the next can leave alone what still holds.

In the store `seal` says that nothing has changed, and is all that is read then. It names the digests of the
other parts, so that they are of one build: `stamps` of each file of the content folder, with the texts edited
since, the list of the files of the `output`, and whatever `seal` was asked to keep.

A stamp is believed only when it was taken after the tick of the disk's clock in which the file last changed
(git's rule for racy entries). A build whose files are newer than that is not sealed; the next is made whole.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bulletin.cache.premises import Premises, digest_content
from bulletin.cache.store import Store
from bulletin.files import Stamps, combine, has_leftovers, is_linked, stamp_listed
from bulletin.model.zones import use_pinned_zones

_TICK = 0.012
"""Seconds; longer than the tick of the clocks that files get their times from (4 or 10 ms)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build said: its exit code, its lines on stderr, how many files the site has."""

    code: int
    told: tuple[str, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """A build that may be taken up again."""

    premises: Premises
    today: date
    timezone: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """The last build as far as its seal tells. `out` holds the stamps of the output's files."""

    seal: Mapping[str, Any]
    outcome: Outcome
    out: Mapping[str, str]
    same: bool
    """Whether the content folder is as it was, so that there is nothing to do."""

    @property
    def today(self) -> date:
        return date.fromisoformat(self.seal["today"])

    @property
    def timezone(self) -> str:
        return str(self.seal["timezone"])


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is known of the last build. `content` and `out` are stamps of files."""

    content: Mapping[str, str]
    out: Mapping[str, str]
    edits: Mapping[str, bytes]
    """Files of events that were edited since, as they are now."""
    digests: Mapping[str, str]
    parts: Mapping[str, bytes] = field(repr=False)
    """What whoever built the whole site wanted to know again, by name."""


class Ledger:
    """The last build into `out`, in a store. Nothing here raises: what does not hold is no build at all."""

    def __init__(self, store: Store, out: Path) -> None:
        self.store = store
        self.out = out

    def find(self, premises: Premises, now: datetime, today: date | None) -> Found | None:
        """The last build, if nothing but files of the content folder is not as it was then."""
        found = self.store.read_json("seal")
        seal = found[0] if found else None
        if not isinstance(seal, dict) or seal.get("rest") != premises.rest:
            return None
        if seal["today"] != _day(seal, now, today):
            return None
        out = self._look(seal)
        if out is None or seal["out"] != combine(out):
            return None
        outcome = Outcome(seal["code"], tuple(seal["told"]), seal["files"])
        return Found(seal, outcome, out, same=seal["content"] == digest_content(premises))

    def _look(self, seal: Mapping[str, Any]) -> Mapping[str, str] | None:
        """The stamps of the files of the output as they are; None where they cannot be as they were."""
        listed = self.store.read("output")
        if listed is None or listed[1] != seal["parts"]["output"]:
            return None
        if is_linked(self.out) or has_leftovers(self.out):
            return None
        out = stamp_listed(self.out, listed[0].decode("utf-8").split("\n"))
        return out.of if out else None

    def recall(self, found: Found) -> Kept | None:
        """All that is known of it."""
        digests, parts = {"output": found.seal["parts"]["output"]}, {}
        for name in found.seal["parts"].keys() - digests.keys():
            part = self.store.read(name)
            if part is None:
                return None
            parts[name], digests[name] = part
        if digests != found.seal["parts"]:
            return None
        told = json.loads(parts.pop("stamps"))
        edits = {path: text.encode("latin-1") for path, text in told["edits"].items()}
        return Kept(told["content"], found.out, edits, digests, parts)

    def seal(self, sealed: Sealed, paths: Iterable[str], parts: Mapping[str, str]) -> None:
        """Keep what a whole build was made from.

        `paths` are the files of the output, `parts` the digests of what else was kept, by name.
        """
        listed = "\n".join(paths)
        digests = {**parts, "output": self.store.write("output", listed.encode("utf-8"))}
        self._close(sealed, self._settled(listed.split("\n")), {}, {}, digests)

    def reseal(self, kept: Kept, sealed: Sealed, edits: Mapping[str, bytes], written: Iterable[str]) -> None:
        """The same after a build that wrote only some files of the output."""
        out = self._settled(written)
        self._close(sealed, out, kept.out, {**kept.edits, **edits}, dict(kept.digests))

    def _settled(self, paths: Iterable[str]) -> Stamps | None:
        """The stamps of what was just written, once they can be believed.

        None where that would take too long, and where somebody has written there since.
        """
        written = self.store.now()
        time.sleep(_TICK)
        clock = self.store.now()
        found = stamp_listed(self.out, paths)
        return found if found is not None and found.newest <= written < clock else None

    def _close(
        self,
        sealed: Sealed,
        written: Stamps | None,
        others: Mapping[str, str],
        edits: Mapping[str, bytes],
        digests: dict[str, str],
    ) -> None:
        if written is None or not sealed.premises.settled:
            self.store.forget("seal")
            return
        told = {path: text.decode("latin-1") for path, text in edits.items()}
        stamps = {"content": dict(sealed.premises.content), "edits": told}
        digests["stamps"] = self.store.write_json("stamps", stamps)
        seal = {
            "rest": sealed.premises.rest,
            "content": digest_content(sealed.premises),
            "out": combine({**others, **written.of}),
            "today": sealed.today.isoformat(),
            "timezone": sealed.timezone,
            "code": sealed.outcome.code,
            "told": sealed.outcome.told,
            "files": sealed.outcome.files,
            "parts": digests,
        }
        self.store.write_json("seal", seal)


def _day(seal: Mapping[str, Any], now: datetime, today: date | None) -> str:
    """The day it is at the board, as the last build knew its time zone."""
    if today is not None:
        return today.isoformat()
    use_pinned_zones()
    return now.astimezone(ZoneInfo(seal["timezone"])).date().isoformat()
