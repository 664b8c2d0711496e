"""`bulletin upgrade`: a board's workflows call another release of Bulletin, and what is new in it is told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bulletin.commands.new.draft_board import open_draft_board
from bulletin.files import FileChanges, Kind, UnreadableFile, apply_changes, list_tree, read_bytes
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from bulletin.starter.changelog import find_news, version_order
from bulletin.starter.installed import read_changelog
from bulletin.starter.releases import Release, load_releases, parse_release
from bulletin.starter.workflows import FOLDER, WORKFLOWS, Call, find_calls, format_workflows, with_release

_MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow that calls ours: its path in the board's repository, its text, its calls."""

    path: str
    text: str
    calls: tuple[Call, ...]


def upgrade(folder: Path, to: str | None, reading: ReadingOptions, *, add: bool = False) -> int:
    """Change the release in all workflows of a board, and tell what is new. Returns the exit code.

    `add` writes the workflows, too, that the board does not have yet.
    """
    workflows = read_workflows(folder)
    calls = [call for workflow in workflows for call in workflow.calls]
    release = find_release(to, sorted({call.repository for call in calls}))
    changed = {
        workflow.path: text
        for workflow in workflows
        if (text := with_release(workflow.text, release)) != workflow.text
    }
    missing = [name for name in WORKFLOWS if not os.path.lexists(folder / FOLDER / name)]
    if add:
        changed |= format_missing(folder, missing, release, reading)
    news = find_news(read_changelog(), oldest_version(calls), release.version)
    try:
        apply_changes(folder, FileChanges({path: text.encode() for path, text in changed.items()}))
    except OSError as error:
        raise UnusableInput(f"{folder}: cannot be written ({error.strerror or error}).") from error
    tell(folder, list(changed), release)
    if missing and not add:
        click.echo(
            f"This board does not have yet: {', '.join(missing)}. For them too: bulletin upgrade --add"
        )
    if changed and news:
        click.echo(f"\nWhat is new:\n\n{news}")
    return 0


def tell(folder: Path, changed: list[str], release: Release) -> None:
    """What was written, and what is to be done with it."""
    if not changed:
        click.echo(f"Nothing to change: the workflows call release {release.version} already.")
        return
    for path in changed:
        click.echo(f"Wrote {folder / path}: release {release.version}")
    click.echo("Hand these files in like any other change; from then on the board is made with that release.")


def format_missing(
    folder: Path, missing: list[str], release: Release, reading: ReadingOptions
) -> dict[str, str]:
    """The text of each workflow that the board lacks, by its path. Raises `UnusableBoard`."""
    board = open_draft_board(folder / "content", reading.clock)
    written = format_workflows(release, ZoneInfo(board.board.info.timezone), board.today.year)
    return {path: text for path, text in written.items() if path.removeprefix(FOLDER) in missing}


def read_workflows(folder: Path) -> list[Workflow]:
    """Those that call ours. Raises `UnusableInput` where there are none."""
    try:
        files = [
            f"{FOLDER}{entry.path}"
            for entry in list_tree(folder / FOLDER)
            if entry.kind is Kind.FILE and entry.path.endswith((".yml", ".yaml"))
        ]
        texts = {path: read_bytes(folder / path, limit=_MOST_BYTES).decode("utf-8") for path in files}
    except UnreadableFile as error:
        raise UnusableInput(f"{folder}: holds no workflows. Run this in the folder of your board.") from error
    except UnicodeDecodeError as error:
        raise UnusableInput(f"{folder / FOLDER}: a file there is not saved as UTF-8.") from error
    found = [Workflow(path, text, tuple(find_calls(text))) for path, text in texts.items()]
    if not any(workflow.calls for workflow in found):
        raise UnusableInput(f"{folder}: no workflow of it calls Bulletin's. “bulletin init” writes some.")
    return [workflow for workflow in found if workflow.calls]


def find_release(to: str | None, repositories: list[str]) -> Release:
    """The release asked for, by default this Bulletin's. Raises `UnusableInput` for one that is not known."""
    releases = load_releases()
    if to is None:
        found: Release | None = releases.own
    else:
        found = parse_release(to) or releases.find(to)
    if found is None:
        raise UnusableInput(
            f"Of a release “{to}” this Bulletin does not know; it knows {', '.join(releases.commits)}. "
            "For a later one, install that release first, then run this again."
        )
    others = [each for each in repositories if each != found.repository]
    if others and to is None:
        raise UnusableInput(
            f"The workflows call {others[0]}, not {found.repository}. "
            f"Say which commit of it: bulletin upgrade --to {others[0]}@COMMIT"
        )
    return found


def oldest_version(calls: list[Call]) -> str:
    """The oldest release that was called; "" where no comment says which it was."""
    return min((call.version for call in calls if call.version), key=version_order, default="")
