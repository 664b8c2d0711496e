"""`bulletin fix`: what is certain is corrected, what is not is left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bulletin.commands.paths import sort_paths
from bulletin.messages.fixing import tell_fixes
from bulletin.messages.translated import catalogue_for, translate_problem
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.fixing import fix_content

FINE, LEFT = 0, 1


def fix(paths: Sequence[Path], content: Path, reading: ReadingOptions, *, dry_run: bool) -> int:
    """Correct these files, or all, and say what was done. Returns the exit code: whether anything is left."""
    content, narrow = sort_paths(paths, content)
    fixed = fix_content(content, reading, narrow, dry_run=dry_run)
    catalogue = catalogue_for(fixed.board, narrow)
    left = [translate_problem(each, catalogue_for(fixed.board, [each.ref.path])) for each in fixed.left]
    click.echo(tell_fixes(fixed.corrections, left, content, catalogue, dry_run=dry_run), nl=False)
    return LEFT if fixed.left else FINE
