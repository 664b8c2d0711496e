"""The files of a new board, written all or none, and what to do next."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bulletin.commands.init.questions import ask_everything
from bulletin.commands.new.draft_board import DraftBoard
from bulletin.commands.new.prompts import Options
from bulletin.files import Reason, UnreadableFile, list_tree, write_all_new
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput
from bulletin.starter.installed import read_sample_town
from bulletin.starter.releases import Release, load_releases, parse_release
from bulletin.starter.texts import format_texts, plain_in_markdown
from bulletin.starter.workflows import format_workflows

SAMPLE_TOWN = "sample-town"


def init(folder: Path, options: Options, reading: ReadingOptions, *, with_sample: bool = False) -> int:
    """Ask for a board and write it into `folder`. Returns the exit code."""
    refuse_unless_empty(folder)
    release = choose_release(options.get("release"))
    board = ask_everything(folder, options, reading)
    texts = {f"content/{path}": data.decode() for path, data in board.sources.records.items()}
    texts |= format_texts(board.board.info.languages, values_of(board, release))
    texts |= format_workflows(release, ZoneInfo(board.board.info.timezone), board.today.year)
    files = {path: text.encode() for path, text in texts.items()}
    if with_sample:
        files |= {f"{SAMPLE_TOWN}/{path}": data for path, data in read_sample_town().items()}
    try:
        write_all_new(folder, files)
    except OSError as error:
        raise UnusableInput(f"{folder}: cannot be written ({error.strerror or error}).") from error
    click.echo(f"\nWrote a board of {len(texts)} files into {folder}.")
    if with_sample:
        click.echo(f"Beside it lies a whole sample town: bulletin serve --content {folder / SAMPLE_TOWN}")
    click.echo(what_next(folder, release))
    return 0


def refuse_unless_empty(folder: Path) -> None:
    """Raises `UnusableInput` for a folder in which anything lies but a repository's own `.git`."""
    try:
        listed = [entry.path for entry in list_tree(folder) if entry.path != ".git"]
    except UnreadableFile as error:
        if error.reason is Reason.MISSING:
            return
        raise UnusableInput(f"{folder}: is not a folder in which a board can begin.") from error
    if listed:
        raise UnusableInput(
            f"{folder}: is not empty ({listed[0]} lies in it), and nothing of yours is ever overwritten. "
            "Name a new folder: bulletin init my-board"
        )


def choose_release(given: str | None) -> Release:
    """The release that the workflows are to call. Raises `UnusableInput`."""
    if not given:
        return load_releases().own
    release = parse_release(given)
    if release is None:
        raise UnusableInput(
            f"--release “{given}” is no release. Write OWNER/NAME@COMMIT, all 40 characters of the commit."
        )
    return release


def values_of(board: DraftBoard, release: Release) -> dict[str, str]:
    """What the texts of a board tell of it."""
    info = board.board.info
    [(partner_id, partner)], [venue] = board.board.partners.items(), board.board.venues
    contact = partner.contact.phone or partner.contact.email or partner.contact.url
    year = board.today.year + 1
    return {
        "title": plain_in_markdown(info.title),
        "url": info.url,
        "partner": plain_in_markdown(partner.name),
        "folder": partner_id,
        "venue": venue,
        "contact": contact or plain_in_markdown(partner.name),
        "start": f"{year}-02-10 18:00",
        "year": f"{year}",
        "manual": f"https://github.com/{release.repository}/blob/{release.commit}",
    }


def what_next(folder: Path, release: Release) -> str:
    """The way to a published board, for whoever has never published one."""
    manual = f"https://github.com/{release.repository}/blob/{release.commit[:12]}/docs/hosting.md"
    return f"""
What to do next:
1. Look at it: cd {folder}, then bulletin serve. “bulletin new event” adds an event.
2. Read content/pages/about.md and content/pages/policy.md: they are drafts, and say so to everybody.
3. Put all files into a new repository on GitHub, in the branch main, those that begin with a dot too.
4. There, once: Settings → Pages → Source: GitHub Actions; then Actions → Publish → Run workflow.
5. Give README.md to your partners. More, and other hosts: {manual}"""
