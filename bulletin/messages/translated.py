"""What a partner is told, in the partner's language: Problems, and events read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletin.messages.letters import letter_language
from bulletin.messages.summaries import ReadBack
from bulletin.model.board import Board
from bulletin.model.partner import partner_of_path
from bulletin.problems import Problem
from bulletin.translatable import Catalogue, translate
from bulletin.words.catalogues import ENGLISH, MessageCatalogue, catalogue_of


def catalogue_for(board: Board | None, paths: Iterable[str] = ()) -> MessageCatalogue:
    """The language of whoever reads of these files: of their partner, or the board's first for several."""
    if board is None:
        return ENGLISH
    found = {letter_language(board, board.partners.get(partner_of_path(path))) for path in paths}
    return catalogue_of(found.pop() if len(found) == 1 else letter_language(board, None))


def translate_problem(problem: Problem, catalogue: Catalogue) -> Problem:
    """The Problem with message and hint in a language; the lines to type stay as they are."""
    message, hint = translate(problem.message, catalogue), translate(problem.hint, catalogue)
    return replace(problem, message=message, hint=hint)


def translate_read_back(read: ReadBack, catalogue: Catalogue) -> ReadBack:
    """An event read back in a language; what its partner wrote stays as it is."""

    def said(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(translate(line, catalogue) for line in lines)

    differences = None if read.differences is None else said(read.differences)
    return replace(
        read,
        repeats=said(read.repeats),
        dates=said(read.dates),
        facts=said(read.facts),
        differences=differences,
    )
