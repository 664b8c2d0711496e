"""Releases of Bulletin, as boards' workflows name them: a repository, a commit, a version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bulletin import __version__
from bulletin.files import read_package_bytes

_GIVEN = re.compile(r"(?:https://github\.com/)?([\w.-]+/[\w.-]+)@([0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class Release:
    """A commit, and what people call it: `repository` is `OWNER/NAME`, `version` is `0.1.0`."""

    repository: str
    commit: str
    version: str


@dataclass(frozen=True, slots=True)
class Releases:
    """What this Bulletin knows of: of a later release it cannot know."""

    repository: str
    commits: Mapping[str, str]
    """By version, the newest first."""

    def find(self, version: str) -> Release | None:
        """The release called `0.1.0` or `v0.1.0`."""
        name = version.strip().removeprefix("v")
        commit = self.commits.get(name)
        return Release(self.repository, commit, name) if commit else None

    @property
    def own(self) -> Release:
        """That of this Bulletin; of one that is not released yet, the newest before it."""
        newest = next(iter(self.commits))
        return self.find(__version__) or Release(self.repository, self.commits[newest], newest)


def load_releases() -> Releases:
    """The releases that are known here."""
    loaded = yaml.safe_load(read_package_bytes(__package__, "releases.yaml"))
    return Releases(str(loaded["repository"]), dict(loaded["releases"]))


def parse_release(text: str) -> Release | None:
    """`OWNER/NAME@COMMIT`: this version of Bulletin, in another repository or at another commit."""
    given = _GIVEN.fullmatch(text.strip())
    return Release(given[1], given[2], __version__) if given else None
