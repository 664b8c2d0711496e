"""`bulletin build --preview FILE`: what the board will look like, as one file to send or attach."""

from __future__ import annotations

from pathlib import Path

import click

from bulletin.files import write_atomic
from bulletin.model.site import Site
from bulletin.problems import UnusableOutput
from bulletin.render.html.themes import Theme
from bulletin.render.preview import Preview, render_preview


def write_preview(site: Site, theme: Theme, path: Path) -> Preview:
    """Write the preview of a site to `path`, replacing what is there.

    Raises `UnusableTheme`, and `UnusableOutput` when the file cannot be written.
    """
    preview = render_preview(site, theme)
    try:
        write_atomic(path, preview.data)
    except OSError as error:
        raise UnusableOutput(f"{path}: cannot be written ({error.strerror or error}).") from error
    more = f"; {preview.left_out} more did not fit in" if preview.left_out else ""
    click.echo(f"{path}: a preview of {preview.events} event{'' if preview.events == 1 else 's'}{more}.")
    return preview
