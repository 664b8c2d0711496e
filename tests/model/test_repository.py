"""The pages of a repository's host on which a file is begun or changed."""

from __future__ import annotations

import pytest

from bulletin.model.repository import HostKind, Repository, host_kind_of

HOSTS = {
    "https://github.com/oak/board": HostKind.GITHUB,
    "https://www.github.com/oak/board/": HostKind.GITHUB,
    "https://gitlab.com/oak/board": HostKind.GITLAB,
    "https://gitlab.town.example/oak/board.git": HostKind.GITLAB,
    "https://codeberg.org/oak/board": HostKind.FORGEJO,
    "https://gitea.oak.example/town/board": HostKind.FORGEJO,
    "https://git.oak.example/town/board": HostKind.GITHUB,
}


@pytest.mark.parametrize("url", HOSTS)
def test_the_kind_of_a_host_is_what_its_name_tells(url: str) -> None:
    assert host_kind_of(url) is HOSTS[url]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            HostKind.GITHUB,
            "https://h.example/o/b/new/town/live?filename=content%2Fa%20b.md&value=%C3%A9%26%0A",
        ),
        (
            HostKind.FORGEJO,
            "https://h.example/o/b/_new/town/live/?filename=content%2Fa%20b.md&value=%C3%A9%26%0A",
        ),
        (HostKind.GITLAB, "https://h.example/o/b/-/new/town/live?file_name=content%2Fa%20b.md"),
    ],
)
def test_a_new_file_is_begun_with_its_text_where_the_host_takes_one(kind: HostKind, expected: str) -> None:
    repository = Repository("https://h.example/o/b.git", kind, "town/live")
    assert repository.new_file_url("content/a b.md", "é&\n") == expected


def test_without_a_repository_there_is_no_such_page() -> None:
    assert Repository().edit_url("content/board.yaml") == ""
    assert Repository().new_file_url("content/board.yaml", "a: b") == ""
