from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model.site import Page
from bulletin.pipeline import build_board, making
from bulletin.pipeline.making import build_site, load_theme_of, outline_site, render_files, render_outline
from bulletin.plan import Outline
from bulletin.problems import UnusableTheme
from bulletin.render.html import render_page
from bulletin.render.themes import Theme
from bulletin.workers import start_method
from tests.effort import scaled

CONTENT = Path(__file__).parent / "boards" / "full" / "content"
CHECKED = build_board(CONTENT, lambda: datetime(2027, 1, 15, 12, tzinfo=UTC))
assert CHECKED.board is not None
THEME = load_theme_of(CHECKED.board.info, ())
HERE = os.getpid()


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Iterator[None]:
    """Processes are started for this small board too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "SMALL", {start_method(): 0})
        yield


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """Every file of the site, planned at once."""
    return {file.path: file.data for file in render_files(*build_site(CHECKED, ()))}


def files_of(outline: Outline, theme: Theme, jobs: int) -> dict[str, bytes]:
    files = list(render_outline(outline, theme, jobs=jobs))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file.data for file in files}


@settings(max_examples=scaled(12))
@given(jobs=st.integers(1, 4), part=st.integers(1, 40))
def test_neither_the_number_of_processes_nor_the_size_of_parts_changes_anything(
    whole: dict[str, bytes], jobs: int, part: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "PART", part)
        assert files_of(outline_site(CHECKED), THEME, jobs) == whole


def test_what_a_process_died_of_is_made_here(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def render_or_die(theme: Theme, frame: object, page: Page) -> bytes:
        if page.template == "month" and os.getpid() != HERE:
            os._exit(9)
        return render_page(theme, frame, page)  # type: ignore[arg-type]

    monkeypatch.setattr("bulletin.render.render_page", render_or_die)
    assert files_of(outline_site(CHECKED), THEME, 2) == whole


def test_what_a_theme_lacks_is_told_from_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise UnusableTheme("there is no templates/nowhere.html.")

    monkeypatch.setattr("bulletin.render.render_page", fail)
    with pytest.raises(UnusableTheme, match="nowhere"):
        files_of(outline_site(CHECKED), THEME, 2)
