from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

import bulletin.render as render
from bulletin.model.feed import CalendarItem, Flavour
from bulletin.model.site import Asset
from bulletin.plan import plan_site
from bulletin.render import render_site
from bulletin.render.html import Theme, build_theme, load_theme, packaged_themes, render_page
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


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme((packaged_themes(),), "plain")


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


def test_a_theme_arrives_whole_in_another_process(theme: Theme) -> None:
    sent = build_theme(pickle.loads(pickle.dumps(theme.source)))
    for page in SITE.pages:
        frame = SITE.frames[page.lang]
        assert render_page(sent, frame, page) == render_page(theme, frame, page)


def test_a_theme_of_somebody_s_own_arrives_whole_too() -> None:
    own = load_theme((Path(__file__).parents[1] / "themes", packaged_themes()), "night-market")
    sent = build_theme(pickle.loads(pickle.dumps(own.source)))
    page = SITE.pages[0]
    assert render_page(sent, SITE.frames["en"], page) == render_page(own, SITE.frames["en"], page)
