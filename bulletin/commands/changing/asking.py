"""What is asked at a terminal; elsewhere everything is told by options, and `--yes` asks nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from bulletin.formats.encoding import without_odd_characters
from bulletin.pipeline.check import ReadingOptions
from bulletin.problems import UnusableInput

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """The content folder to change, how it is read, and whether to go on without asking."""

    content: Path
    reading: ReadingOptions
    yes: bool = False

    @property
    def may_ask(self) -> bool:
        """Whether somebody is there to be asked."""
        return not self.yes and sys.stdin.isatty()


def one_line(text: str) -> str:
    """Words as they may stand beside a date: on one line, without characters that cannot be seen."""
    return " ".join(without_odd_characters(text).split())


def ask_why(request: ChangeRequest, note: str | None) -> str:
    """Why, in a few words: as told by an option, or by whoever is there."""
    if note is not None or not request.may_ask:
        return one_line(note or "")
    text = "Why? People read it instead of calling – Enter to leave it out"
    return one_line(click.prompt(text, default="", show_default=False, prompt_suffix=": "))


def ask_until(text: str, read: Callable[[str], T]) -> T:
    """What `read` makes of an answer; where it refuses one, that is said and asked again."""
    while True:
        answer = str(click.prompt(text, prompt_suffix=": ")).strip()
        try:
            return read(answer)
        except UnusableInput as refused:
            click.echo(f"  {refused}")


def confirm(request: ChangeRequest, lines: Iterable[str]) -> None:
    """Say what will happen, and ask whether it shall.

    Raises `UnusableInput` where nobody can be asked, and `click.Abort` for a no.
    """
    click.echo("\n".join(lines))
    if request.yes:
        return
    if not request.may_ask:
        raise UnusableInput("Nothing was changed. To go on without being asked, add --yes.")
    click.confirm("Shall this be done?", abort=True)
