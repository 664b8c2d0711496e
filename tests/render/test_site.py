from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import bulletin.render as render
import bulletin.render.pages as pages
from bulletin.model.feed import CalendarItem, Flavour
from bulletin.model.site import Asset, Head, LocalText, Page, Site, TextValues
from bulletin.plan import plan_site
from bulletin.problems import UnusableTheme
from bulletin.render import render_site
from bulletin.render.html import load_theme, packaged_themes, render_page
from bulletin.render.pages import render_pages
from bulletin.render.themes import Theme
from tests.plan.boards import TODAY, make_board

BOARD = make_board(
    {
        "events/oak/story.yaml": """
            title: Story time
            start: 2027-01-05 10:30
            venue: library
            repeat: every Tuesday until 30 March 2027
            changes: {2027-01-19: cancelled}
            """,
        "events/oak/fair.yaml": "title: Fair\nstart: 2027-02-01\nvenue: library",
        "pages/about.md": "---\ntitle: About\n---\nWe are <here>.",
    }
)
SITE = replace(plan_site(BOARD, TODAY), assets=(Asset("robots.txt", b"hello"),))
METHODS = [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme((packaged_themes(),), "plain")


@pytest.fixture
def many() -> tuple[Page, ...]:
    """More pages than a single chunk, each with its own words."""
    text = next(page for page in SITE.pages if isinstance(page.values, TextValues))
    return tuple(
        replace(
            text,
            route=f"pages/{number}/",
            head=Head(title=f"Page {number}"),
            values=TextValues(LocalText(f"Page {number}"), LocalText(f"<p>{number}</p>")),
        )
        for number in range(230)
    )


def test_a_site_has_the_theme_s_files_the_assets_the_feeds_and_every_page(theme: Theme) -> None:
    paths = [file.path for file in render_site(SITE, theme)]
    assert len(set(paths)) == len(paths)
    assert {"static/style.css", "robots.txt", "index.html", "404.html", "pages/about/index.html"} <= set(
        paths
    )
    assert {file.route for file in (*SITE.calendars,)} <= set(paths)
    assert {file.route for file in SITE.news} <= set(paths)
    assert {page.path for page in SITE.pages} <= set(paths)


def test_files_come_one_after_the_other_and_only_when_asked_for(theme: Theme) -> None:
    broken = replace(SITE, frames={})
    files = render_site(broken, theme)
    assert next(files).path.startswith("static/")
    with pytest.raises(KeyError):
        list(files)


def test_the_same_site_gives_the_same_bytes_in_the_same_order(theme: Theme) -> None:
    assert list(render_site(SITE, theme)) == list(render_site(SITE, theme))


def test_each_entry_is_written_once_however_many_calendars_it_stands_in(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, Flavour]] = []

    def noted(item: CalendarItem, flavour: Flavour) -> bytes:
        written.append((f"{item.language} {item.url}", flavour))
        return b""

    monkeypatch.setattr(render, "render_vevents", noted)
    list(render_site(SITE, theme))
    assert len(set(written)) == len(written) > 0
    story = [flavour for name, flavour in written if name.startswith(" ") and "story" in name]
    assert sorted(story) == ["feed", "without-cancelled"]


@pytest.mark.parametrize("method", METHODS)
def test_however_pages_are_shared_out_the_bytes_are_the_same(
    method: str, theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    alone = list(render_pages(many, SITE.frames, theme))
    shared = list(render_pages(many, SITE.frames, theme, jobs=2, method=method))
    assert shared == alone
    assert [file.path for file in alone] == [page.path for page in many]


def test_the_number_of_processes_changes_nothing_of_a_site(
    theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    large = replace(SITE, pages=(*SITE.pages, *many))
    assert list(render_site(large, theme, jobs=3)) == list(render_site(large, theme))


def test_a_small_site_starts_no_process(
    theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ProcessPoolExecutor", None)
    assert len(list(render_pages(many, SITE.frames, theme, jobs=8))) == len(many)


def test_where_no_process_can_be_started_the_pages_are_rendered_all_the_same(
    theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    monkeypatch.setattr(pages, "ProcessPoolExecutor", refused)
    assert list(render_pages(many, SITE.frames, theme, jobs=2)) == list(
        render_pages(many, SITE.frames, theme)
    )


class _Deadly(str):
    """A title that ends every process but the one it comes from."""

    def __html__(self) -> str:
        if os.getpid() != int(self):
            os._exit(9)
        return self


@pytest.mark.parametrize("method", METHODS)
def test_the_pages_of_a_process_that_dies_are_rendered_here(
    method: str, theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = TextValues(LocalText(_Deadly(os.getpid())), LocalText("<p>Dead</p>"))
    some = (*many[:120], replace(many[120], values=deadly), *many[121:])
    expected = list(render_pages(some, SITE.frames, theme))
    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    assert list(render_pages(some, SITE.frames, theme, jobs=2, method=method)) == expected


def test_what_a_theme_lacks_is_told_from_every_process(
    theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    wrong = (*many[:100], replace(many[0], template="nowhere"), *many[100:])
    with pytest.raises(UnusableTheme, match="nowhere"):
        list(render_pages(wrong, SITE.frames, theme, jobs=2))


def test_whoever_stops_in_the_middle_leaves_no_process_behind(
    theme: Theme, many: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SMALL", {"fork": 10, "spawn": 10})
    files = render_pages(many, SITE.frames, theme, jobs=2)
    assert isinstance(files, Iterator)
    next(files)
    files.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_theme_arrives_whole_in_another_process(theme: Theme) -> None:
    sent = pickle.loads(pickle.dumps(theme))
    assert isinstance(SITE, Site)
    for page in SITE.pages:
        frame = SITE.frames[page.lang]
        assert render_page(sent, frame, page) == render_page(theme, frame, page)


def test_a_theme_of_somebody_s_own_arrives_whole_too() -> None:
    own = load_theme((Path(__file__).parents[1] / "themes", packaged_themes()), "night-market")
    sent = pickle.loads(pickle.dumps(own))
    page = SITE.pages[0]
    assert render_page(sent, SITE.frames["en"], page) == render_page(own, SITE.frames["en"], page)
