from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model.site.plan import Page, SitePlan, SizedPicture
from bulletin.pipeline import site as pipeline_site
from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.pipeline.site import render_site
from bulletin.plan import plan_site
from bulletin.problems import UnusableTheme
from bulletin.render import Renderer, pictures
from bulletin.workers import start_method
from tests.effort import scaled
from tests.plain_theme import plain_theme

CONTENT = Path(__file__).parent / "boards" / "full" / "content"
NOON = ReadingOptions(clock=lambda: datetime(2027, 1, 15, 12, tzinfo=UTC))
CHECKED = publishable_board(CONTENT, NOON)
assert CHECKED.board is not None
SITE = plan_site(CHECKED.board, CHECKED.today)
THEME = plain_theme()
HERE = os.getpid()


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Iterator[None]:
    """Processes are started for this small board too."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline_site, "SMALL", {start_method(): 0})
        yield


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """Every file of the site, made here."""
    return files_of(SITE, jobs=1)


def files_of(site: SitePlan, *, jobs: int) -> dict[str, bytes]:
    files = list(render_site(site, THEME, jobs=jobs))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file.data for file in files}


@settings(max_examples=scaled(12))
@given(jobs=st.integers(1, 4), part=st.integers(1, 40))
def test_neither_the_number_of_processes_nor_the_size_of_parts_changes_anything(
    whole: dict[str, bytes], jobs: int, part: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline_site, "PART", part)
        assert files_of(SITE, jobs=jobs) == whole


def test_files_a_process_died_of_are_made_in_the_main_process(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Renderer.render

    def render_or_die(self: Renderer, content: object) -> bytes:
        if isinstance(content, Page) and content.template == "month" and os.getpid() != HERE:
            os._exit(9)
        return render(self, content)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", render_or_die)
    assert files_of(SITE, jobs=2) == whole


def test_a_name_a_theme_lacks_is_reported_from_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise UnusableTheme("there is no templates/nowhere.html.")

    monkeypatch.setattr(Renderer, "render", fail)
    with pytest.raises(UnusableTheme, match="nowhere"):
        files_of(SITE, jobs=2)


def test_files_are_made_one_after_the_other_and_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise AssertionError("nobody asked for it")

    monkeypatch.setattr(Renderer, "render", fail)
    assert next(render_site(SITE, THEME, jobs=1)).path.startswith("static/")


PICTURED = [plan.path for plan in SITE.pictures]


def test_pictures_that_are_published_already_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> bytes:
        raise AssertionError("it was there already")

    monkeypatch.setattr(pictures, "render_picture", fail)
    files = {file.path: file.data for file in render_site(SITE, THEME, jobs=1, published=lambda _: b"kept")}
    assert PICTURED
    assert {files[path] for path in PICTURED} == {b"kept"}


def test_a_picture_that_ends_its_process_is_published_as_it_was_handed_in(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: object) -> bytes:
        os._exit(9)

    monkeypatch.setattr(pictures, "render_picture", die)
    files = files_of(SITE, jobs=2)
    sources = {
        each.route: each.source for plan in SITE.pictures if isinstance(each := plan.make(), SizedPicture)
    }
    assert {path: files[path] for path in PICTURED} == sources
    assert {path: data for path, data in files.items() if path not in sources} == {
        path: data for path, data in whole.items() if path not in sources
    }
