"""The board as it was at the commit to compare with."""

from __future__ import annotations

from pathlib import Path

from bulletin.check import BaseBoard
from bulletin.formats.records import is_record
from bulletin.load import load_board
from bulletin.load.history.at_commit import files_at_commit, find_renames
from bulletin.load.sources import Sources


def read_base(content: Path, commit: str, now: Sources) -> BaseBoard:
    """The board as it was at a commit, with its pictures and flyers. Raises `UnusableHistory`."""
    files = files_at_commit(content, commit, {**now.records, **now.attachments})
    records = {path: data for path, data in files.items() if is_record(path)}
    attachments = {path: data for path, data in files.items() if path not in records}
    board = load_board(Sources(records, attachments)).board
    return BaseBoard(board, frozenset(records), find_renames(records, now.records))
