"""The weekly digest of a content folder, without its site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bulletin.model.occurrences import find_occurrences
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, publishable_board
from bulletin.plan.digest import digest_html, digest_markdown, digest_text, plan_digest
from bulletin.plan.localized_board import localize
from bulletin.problems import UnusableInput

_FORMS = {"html": digest_html, "text": digest_text, "markdown": digest_markdown}


def make_digest(
    content: Path, reading: ReadingOptions, form: str, language: str, tell: Callable[[CheckedBoard], None]
) -> str:
    """The digest as `html`, `text` or `markdown`. "" is the board's main language.

    `tell` is given the board it is made of. Raises `UnusableInput` for a language the board does not have,
    and what `publishable_board` raises.
    """
    checked = publishable_board(content, reading)
    tell(checked)
    assert checked.board is not None
    info = checked.board.info
    known = {tag.lower(): tag for tag in info.published_languages}
    tag = known.get((language or info.language).lower())
    if tag is None:
        raise UnusableInput(f"The board has no pages in “{language}”, only in {', '.join(known.values())}.")
    occurrences = find_occurrences(checked.board, checked.today)
    return _FORMS[form](plan_digest(localize(checked.board, occurrences, tag, frozenset())))
