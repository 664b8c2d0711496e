"""`bulletin fix`: what is certain is corrected, what is not is left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bulletin.commands.paths import sort_paths
from bulletin.messages.fixing import tell_fixes
from bulletin.pipeline.build import ReadingOptions
from bulletin.pipeline.fixing import fix_content

FINE, LEFT = 0, 1


def fix(paths: Sequence[Path], content: Path, reading: ReadingOptions, *, dry_run: bool) -> int:
    """Correct these files, or all, and say what was done. Returns the exit code: whether anything is left."""
    content, narrow = sort_paths(paths, content)
    fixed = fix_content(content, reading, narrow, dry_run=dry_run)
    click.echo(tell_fixes(fixed.corrections, fixed.left, content, dry_run=dry_run), nl=False)
    return LEFT if fixed.left else FINE
