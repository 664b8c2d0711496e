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
    HostKind.GITHUB: "new/{branch}?filename=",
    HostKind.FORGEJO: "_new/{branch}/?filename=",
    HostKind.GITLAB: "-/new/{branch}?file_name=",
}
_TEXT = {HostKind.GITHUB: "&value=", HostKind.FORGEJO: "&value=", HostKind.GITLAB: ""}
"""What the text of a new file stands behind; GitLab's editor takes none from an address."""


@dataclass(frozen=True, slots=True)
class HostPages:
    """What the addresses of a host's pages begin with: `edit` goes on with a path, `new` with one as a value
    and then with `text` and a text, where that is not "" because the host takes none."""

    edit: str
    new: str
    text: str


@dataclass(frozen=True, slots=True)
class Repository:
    """Its address, the kind of its host, and the branch that is published; no `url`: there is none."""

    url: str = ""
    kind: HostKind | None = None
    branch: str = "main"

    @property
    def pages(self) -> HostPages | None:
        """Its host's pages on which a file is begun or changed; None where there are none."""
        if not self.url or self.kind is None:
            return None
        home, branch = self.url.rstrip("/").removesuffix(".git"), quote(self.branch)
        edit, new = f"{home}/{_EDIT[self.kind]}/{branch}/", _NEW[self.kind].format(branch=branch)
        return HostPages(edit, f"{home}/{new}", _TEXT[self.kind])

    def edit_url(self, path: str) -> str:
        """Where a file of the repository can be changed; "" where there is no such page.

        >>> Repository("https://codeberg.org/oak/board", HostKind.FORGEJO).edit_url("content/board.yaml")
        'https://codeberg.org/oak/board/_edit/main/content/board.yaml'
        """
        return f"{self.pages.edit}{quote(path)}" if self.pages else ""

    def new_file_url(self, path: str, text: str = "") -> str:
        """Where a new file of the repository is begun, with its text where the host takes one; "" where there
        is no such page.

        >>> Repository("https://github.com/oak/board", HostKind.GITHUB).new_file_url("content/a.yaml", "a: b")
        'https://github.com/oak/board/new/main?filename=content%2Fa.yaml&value=a%3A%20b'
        """
        if self.pages is None:
            return ""
        filled = f"{self.pages.text}{quote(text, safe='')}" if text and self.pages.text else ""
        return f"{self.pages.new}{quote(path, safe='')}{filled}"


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
