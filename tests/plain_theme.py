"""The theme that comes with it, built once: compiling it takes longer than building a small board."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from bulletin.render.html.themes import Theme, ThemeSource, build_theme, load_theme, packaged_themes


@cache
def plain_theme() -> Theme:
    """The theme `plain` without a board's own colours."""
    return load_theme((packaged_themes(),), "plain")


@contextmanager
def plain_theme_at_hand() -> Iterator[None]:
    """Builds within, forked ones too, take the theme that is built already if its source is the same."""
    with patch("bulletin.pipeline.site.build_theme", _build_theme):
        yield


def _build_theme(source: ThemeSource) -> Theme:
    return plain_theme() if source == plain_theme().source else build_theme(source)
