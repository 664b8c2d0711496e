"""A board of a few events alone: what is wrong with it, and what is made of one of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bulletin.check import When, check_board
from bulletin.model.board import Board
from bulletin.plan import plan_alone
from bulletin.problems import Problem, sorted_problems
from bulletin.render import Renderer, render_part
from bulletin.render.html.themes import Theme


@dataclass(frozen=True, slots=True)
class Small:
    """A board of a few events, and all that is wrong with it."""

    board: Board
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of one event: its pages by path, and the pieces of calendars and feeds it stands in."""

    pages: Mapping[str, bytes]
    pieces: tuple[bytes, ...]


def check_alone(board: Board, found: list[Problem], paths: frozenset[str], today: date) -> Small:
    """The board with what was `found` when it was read, and what is wrong with it besides."""
    wrong = check_board(board, When(today, paths=paths))
    return Small(board, tuple(sorted_problems([*found, *wrong])))


def make_alone(board: Board, today: date, routes: frozenset[str], event_id: str, theme: Theme) -> Made:
    """What is made of one event of the board, on a site that has these `routes`."""
    site = plan_alone(board, today, routes, event_id)
    files = {file.path: file.data for file in render_part(site, Renderer(theme, site.frames))}
    return Made({page.path: files[page.path] for page in site.pages}, ())
