"""A board with two venues and two partners, for files that are handed in; and what drafts become on it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bulletin.formats.records import format_record
from bulletin.intake.converted import Draft
from bulletin.load import load_board
from bulletin.load.board import Loaded
from bulletin.load.sources import Sources
from bulletin.model.board import Board
from bulletin.model.zones import use_pinned_zones

use_pinned_zones()

FILES = {
    "board.yaml": """
title: Brook Valley
url: https://board.brook.example/
uid_domain: brook.example
timezone: America/Toronto
languages: [en, fr, ar, es]
""",
    "partners/oak.yaml": "name: Oak House\n",
    "partners/mill.yaml": "name: The Mill\n",
    "venues/main-library.yaml": """
name: Main Library
aliases: [Bibliothèque centrale]
address: 12 Bridge Street, Brook Valley
rooms:
  blue-room: {name: Blue Room}
""",
    "venues/mill-hall.yaml": "name: Mill Hall\n",
}


@cache
def board() -> Board:
    loaded = load_board(_sources({}))
    assert loaded.board is not None
    return loaded.board


def load_table(name: str) -> Any:
    """A table beside the tests; everything in it is text."""
    return yaml.load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


def load_drafts(drafts: Iterable[Draft]) -> Loaded:
    """The board with these drafts on it, in Oak House's folder."""
    files = {
        f"events/oak/draft-{number}.md": format_record(dict(draft.values), draft.body)
        for number, draft in enumerate(drafts)
    }
    return load_files(files)


def load_files(files: dict[str, str]) -> Loaded:
    """The board with these files beside its own."""
    return load_board(_sources(files))


def _sources(files: dict[str, str]) -> Sources:
    return Sources({path: text.lstrip("\n").encode() for path, text in {**FILES, **files}.items()})
