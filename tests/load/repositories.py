"""Git repositories for tests: commits at given moments, renames, merges, squashes, clones."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAY = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
"""The first day of the tests' histories; `at(n)` is `n` days later."""


def at(days: float) -> datetime:
    """The moment so many days after `DAY`."""
    return DAY + timedelta(days=days)


class Repository:
    """A repository on the branch `main`, whose files and commits are written by the test.

    No setting of the person or the machine reaches it; every moment is given, none is now.
    """

    def __init__(self, folder: Path, *, init: bool = True) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if init:
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, moment: datetime = DAY, text: bytes = b"") -> str:
        """What git prints, without its last line end. Raises `CalledProcessError`."""
        stamp = f"{int(moment.timestamp())} +0000"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        settings = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana",
            "GIT_AUTHOR_EMAIL": "ana@town.example",
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_NAME": "Ben",
            "GIT_COMMITTER_EMAIL": "ben@library.example",
            "GIT_COMMITTER_DATE": stamp,
        }
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=kept | settings, input=text, capture_output=True, check=True
        )
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Put files on the disk, or take those away that are None."""
        for path, content in files.items():
            target = self.folder / path
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, moment: datetime, files: Mapping[str, str | bytes | None] | None = None) -> str:
        """Commit everything on the disk, after writing `files`; the commit's id."""
        self.write(files or {})
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message=change", moment=moment)
        return self.git("rev-parse", "HEAD")

    def rename(self, old: str, new: str) -> None:
        """Move a file or a folder on the disk."""
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(self.folder / new)

    def switch(self, branch: str, *, new: bool = False) -> None:
        self.git("checkout", "--quiet", *(["-b"] if new else []), branch)

    def merge(self, branch: str, moment: datetime) -> None:
        """Merge the branch with a merge commit of its own."""
        self.git("merge", "--quiet", "--no-ff", "--message=merge", branch, moment=moment)

    def squash_merge(self, branch: str, moment: datetime) -> None:
        """Bring the branch in as one commit that forgets where it came from."""
        self.git("merge", "--quiet", "--squash", branch)
        self.git("commit", "--quiet", "--message=squash", moment=moment)

    def squash_since(self, commit: str, moment: datetime) -> None:
        """Rewrite everything after `commit` into one commit."""
        self.git("reset", "--quiet", "--soft", commit)
        self.git("commit", "--quiet", "--message=all of it", moment=moment)

    def clone(self, folder: Path, *arguments: str) -> Repository:
        """A clone through git's own transport, so that `--depth` and `--filter` are obeyed."""
        self.git("config", "uploadpack.allowFilter", "true")
        self.git("clone", "--quiet", *arguments, self.folder.resolve().as_uri(), str(folder))
        return Repository(folder, init=False)

    def fast_import(self, stream: bytes) -> None:
        """Thousands of commits at once; see `git help fast-import`."""
        self.git("fast-import", "--quiet", "--force", text=stream)
        self.git("reset", "--quiet", "--hard", "main")
