"""The repository a board is kept in, and the pages of its host on which a file is begun or changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit


class HostKind(StrEnum):
    """The program that a repository's host runs; Gitea has the same pages as Forgejo."""

    GITHUB = "github"
    FORGEJO = "forgejo"
    GITLAB = "gitlab"


_EDIT = {HostKind.GITHUB: "edit", HostKind.FORGEJO: "_edit", HostKind.GITLAB: "-/edit"}
_NEW = {
    HostKind.GITHUB: "{url}/new/{branch}?filename={path}",
    HostKind.FORGEJO: "{url}/_new/{branch}/?filename={path}",
    HostKind.GITLAB: "{url}/-/new/{branch}?file_name={path}",
}
_TAKES_TEXT = frozenset({HostKind.GITHUB, HostKind.FORGEJO})
"""Hosts that fill in a new file; GitLab's editor shows the name alone."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Its address, the kind of its host, and the branch that is published; no `url`: there is none."""

    url: str = ""
    kind: HostKind | None = None
    branch: str = "main"

    def edit_url(self, path: str) -> str:
        """Where a file of the repository can be changed; "" where there is no such page.

        >>> Repository("https://codeberg.org/oak/board", HostKind.FORGEJO).edit_url("content/board.yaml")
        'https://codeberg.org/oak/board/_edit/main/content/board.yaml'
        """
        if not self.url or self.kind is None:
            return ""
        return f"{self._home}/{_EDIT[self.kind]}/{quote(self.branch)}/{quote(path)}"

    def new_file_url(self, path: str, text: str = "") -> str:
        """Where a new file of the repository is begun; "" where there is no such page.

        >>> Repository("https://github.com/oak/board", HostKind.GITHUB).new_file_url("content/a.yaml", "a: b")
        'https://github.com/oak/board/new/main?filename=content%2Fa.yaml&value=a%3A%20b'
        """
        if not self.url or self.kind is None:
            return ""
        name = quote(path, safe="")
        address = _NEW[self.kind].format(url=self._home, branch=quote(self.branch), path=name)
        return f"{address}&value={quote(text, safe='')}" if text and self.kind in _TAKES_TEXT else address

    @property
    def _home(self) -> str:
        return self.url.rstrip("/").removesuffix(".git")


NO_REPOSITORY = Repository()


def host_kind_of(url: str) -> HostKind:
    """What the address of a repository tells of its host; where it tells nothing, GitHub's pages.

    >>> host_kind_of("https://gitlab.oak.example/town/board").value
    'gitlab'
    """
    return _told_kind(url) or HostKind.GITHUB


def tells_kind(url: str) -> bool:
    """Whether the address of a repository tells what its host runs."""
    return _told_kind(url) is not None


def _told_kind(url: str) -> HostKind | None:
    names = (urlsplit(url).hostname or "").split(".")
    told = (kind for start, kind in _NAMES for name in names if name.startswith(start))
    return next(told, None)


_NAMES = (
    ("github", HostKind.GITHUB),
    ("gitlab", HostKind.GITLAB),
    ("codeberg", HostKind.FORGEJO),
    ("forgejo", HostKind.FORGEJO),
    ("gitea", HostKind.FORGEJO),
)
"""How parts of the names of hosts begin."""
