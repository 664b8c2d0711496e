from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import bulletin.render as render
from bulletin.model.feed import CalendarItem, Flavour
from bulletin.plan import plan_site
from bulletin.render import Renderer
from bulletin.render.html import render_page
from bulletin.render.html.themes import Theme, build_theme, load_theme, packaged_themes
from tests.plain_theme import plain_theme
from tests.plan.boards import TODAY, make_board, make_site

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
SITE = make_site(BOARD)


@pytest.fixture
def theme() -> Theme:
    return plain_theme()


def render_all(theme: Theme) -> dict[str, bytes]:
    plan = plan_site(BOARD, TODAY)
    renderer = Renderer(theme, plan.layouts)
    return {file.path: renderer.render(file.make()) for file in plan.plans()}


def test_every_kind_of_file_is_rendered(theme: Theme) -> None:
    files = render_all(theme)
    assert files["robots.txt"].startswith(b"User-agent: *")
    assert files["events/calendar.ics"].startswith(b"BEGIN:VCALENDAR")
    assert b"<rss " in files["events/new.rss"]
    assert files["pages/about/index.html"].startswith(b"<!doctype html>")


def test_the_same_site_gives_the_same_bytes(theme: Theme) -> None:
    assert render_all(theme) == render_all(theme)


def test_each_entry_is_written_once_however_many_calendars_it_stands_in(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, Flavour]] = []

    def noted(item: CalendarItem, flavour: Flavour) -> bytes:
        written.append((f"{item.language} {item.series.uid}", flavour))
        return b""

    monkeypatch.setattr(render, "render_vevents", noted)
    render_all(theme)
    assert len(set(written)) == len(written) > 0
    story = [flavour for name, flavour in written if name.startswith(" oak/story")]
    assert sorted(story) == ["feed", "without-cancelled"]


def test_a_theme_arrives_whole_in_another_process(theme: Theme) -> None:
    sent = build_theme(pickle.loads(pickle.dumps(theme.source)))
    for page in SITE.pages:
        layout = SITE.layouts[page.lang]
        assert render_page(sent, layout, page) == render_page(theme, layout, page)


def test_a_theme_of_somebody_s_own_arrives_whole_too() -> None:
    own = load_theme((Path(__file__).parents[1] / "themes", packaged_themes()), "night-market")
    sent = build_theme(pickle.loads(pickle.dumps(own.source)))
    page = SITE.pages[0]
    assert render_page(sent, SITE.layouts["en"], page) == render_page(own, SITE.layouts["en"], page)
