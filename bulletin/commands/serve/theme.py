"""The theme, loaded again only when one of its files has changed."""

from __future__ import annotations

from pathlib import Path

from bulletin.files import stamp_files
from bulletin.load.sources import RACY
from bulletin.model.board import BoardInfo
from bulletin.pipeline import Clock
from bulletin.pipeline.making import load_theme_of
from bulletin.render.html import packaged_themes
from bulletin.render.html.themes import Theme


class KeptTheme:
    """The theme of the last time, as long as its files stay as they are and the board wants the same."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._theme: Theme | None = None
        self._made_from: object = None

    def load(self, info: BoardInfo, themes: tuple[Path, ...]) -> Theme:
        """The theme for the board. Raises `UnusableTheme`."""
        settled = int((self._now() - RACY).timestamp() * 1_000_000_000)
        stamps = [stamp_files(folder) for folder in (*themes, packaged_themes())]
        wanted = info.theme, dict(info.theme_options), themes, [stamp and stamp.of for stamp in stamps]
        if self._theme is not None and wanted == self._made_from:
            return self._theme
        self._theme = None
        theme = load_theme_of(info, themes)
        # What was written a moment ago may be written once more without its stamp telling.
        if all(stamp is not None and stamp.newest < settled for stamp in stamps):
            self._theme, self._made_from = theme, wanted
        return theme
