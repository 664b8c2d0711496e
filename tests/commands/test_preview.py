from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bulletin.commands.build import build_preview
from bulletin.model.site.plan import FilePlan, SitePlan, SizedPicture
from bulletin.pipeline.build import BuildRequest
from bulletin.pipeline.check import ReadingOptions, publishable_board
from bulletin.pipeline.site import load_theme_of
from bulletin.plan import plan_site
from bulletin.problems import UnusableOutput
from bulletin.render.html.themes import Theme
from bulletin.render.preview import render_preview
from tests.checkers.vnu import check_html
from tests.commands.boards import BOARD, FILES, at, write_board

READING = ReadingOptions(clock=at("2027-01-15"))

# One point, the smallest there is (ISO/IEC 15948).
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

MORE = {
    **FILES,
    "board.yaml": BOARD,
    "events/oak/story-time.fr.md": "---\ntitle: L’heure du conte\n---\n\nDes chansons.\n",
    "events/oak/chess.md": (
        "---\ntitle: Chess <night> & more\nstart: 2027-02-05 19:00\nend: 21:00\nvenue: main-library\n"
        "categories: games-social\ncost: free\nimage: board.png\nimage_alt: A chess board\n---\n\n"
        "See [story time](/events/oak/story-time/), [the library](/venues/main-library/),\n"
        "[our site](https://oak.example/) and [somewhere](https://board.oak.example/partners/oak/).\n\n"
        "# Rules\n\nNone.\n"
    ),
    "events/elm/maths.yaml": "title: Maths together\nstart: 2027-02-04 16:00\nend: 17:00\n",
}


class Parsed(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = write_board(tmp_path, MORE)
    (content / "events/oak/board.png").write_bytes(PNG)
    return content


def plan_of(content: Path) -> tuple[SitePlan, Theme]:
    checked = publishable_board(content, READING)
    assert checked.board is not None
    return plan_site(checked.board, checked.today), load_theme_of(checked.board.info, content / "themes")


def request(content: Path) -> BuildRequest:
    folder = content.parent
    return BuildRequest(content=content, themes=folder / "themes", out=folder / "public", reading=READING)


@pytest.fixture
def planned(content: Path) -> tuple[SitePlan, Theme]:
    return plan_of(content)


@pytest.fixture
def html(planned: tuple[SitePlan, Theme]) -> str:
    return render_preview(*planned).data.decode()


def test_every_event_stands_in_it_with_what_its_page_says(html: str) -> None:
    for words in (
        "Songs and picture books.",
        "Chess &lt;night&gt; &amp; more",
        "Maths together",
        "Des chansons.",
    ):
        assert words in html
    assert "Wednesdays until 31 March 2027" in html


def test_the_list_on_top_leads_to_each_event(html: str) -> None:
    parsed = Parsed(html)
    ids = parsed.all("id")
    assert len(ids) == len(set(ids))
    inside = [href for href in parsed.all("href") if href.startswith("#")]
    assert {"#events-oak-story-time", "#events-oak-chess", "#fr-events-oak-story-time"} <= set(inside)
    assert {href[1:] for href in inside} <= set(ids)


def test_no_link_leads_nowhere(html: str) -> None:
    for href in Parsed(html).all("href"):
        assert re.match(r"#|https?://|tel:|mailto:[^?]", href), href
        assert not href.startswith("https://board.oak.example/")
    assert '<a href="#events-oak-story-time">story time</a>' in html
    assert "<a>the library</a>" in html
    assert "<a>somewhere</a>" in html
    assert '<a href="https://oak.example/"' in html


def test_it_needs_nothing_but_itself(html: str) -> None:
    parsed = Parsed(html)
    assert all(src.startswith("data:image/png;base64,") for src in parsed.all("src"))
    assert len(parsed.all("src")) == 1
    assert not [tag for tag, _ in parsed.tags if tag in ("script", "link", "iframe", "form")]
    assert not [
        name for _, attrs in parsed.tags for name in attrs if name.startswith("on") or name == "style"
    ]


def test_its_policy_allows_its_own_style_and_nothing_else(html: str) -> None:
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    first = Parsed(html).tags[2]
    assert first == (
        "meta",
        {
            "http-equiv": "Content-Security-Policy",
            "content": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'",
        },
    )


def test_there_is_one_h1_and_no_level_is_skipped(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Parsed(html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_what_a_preview_cannot_do_is_not_offered(html: str) -> None:
    assert 'class="button"' not in html
    assert ".ics" not in html
    assert "webcal:" not in html


def test_a_translation_stands_in_it_and_what_is_not_translated_only_once(html: str) -> None:
    assert html.count("Maths together</a>") == 1
    assert re.search(r'<div class="preview-event" id="fr-events-oak-story-time" lang="fr" dir="ltr">', html)


def test_a_large_picture_is_told_in_words(planned: tuple[SitePlan, Theme]) -> None:
    site, theme = planned
    assert site.pictures
    pictures = tuple(
        FilePlan(plan.path, partial(SizedPicture, plan.path, PNG + bytes(200_000), 1, 1))
        for plan in site.pictures
    )
    html = render_preview(replace(site, pictures=pictures), theme).data.decode()
    assert "data:" not in re.sub(r"<meta[^>]*>|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "A chess board" in html


def test_what_does_not_fit_is_counted_and_no_link_leads_to_it(planned: tuple[SitePlan, Theme]) -> None:
    whole = render_preview(*planned)
    assert (whole.events, whole.left_out) == (4, 0)
    less = render_preview(*planned, most_bytes=len(whole.data) - 1_000)
    assert less.events + less.left_out == 4
    assert less.left_out >= 1
    assert len(less.data) < len(whole.data)
    parsed = Parsed(less.data.decode())
    assert {href[1:] for href in parsed.all("href") if href.startswith("#")} <= set(parsed.all("id"))
    assert "more event" in less.data.decode()


def test_nothing_in_a_stylesheet_can_end_it(planned: tuple[SitePlan, Theme]) -> None:
    site, theme = planned
    assets = tuple(
        replace(asset, data=asset.data + b'x{content:"</style><script>alert(1)</script>"}')
        if asset.path.endswith("style.css")
        else asset
        for asset in theme.assets
    )
    html = render_preview(site, replace(theme, assets=assets)).data.decode()
    assert html.count("</style>") == 1
    assert "script" not in [tag for tag, _ in Parsed(html).tags]


def test_the_build_writes_it_instead_of_a_site(content: Path, tmp_path: Path) -> None:
    out, preview = tmp_path / "public", tmp_path / "new" / "preview.html"
    assert build_preview(request(content), preview) == 0
    assert preview.read_bytes().startswith(b"<!doctype html>")
    assert not out.exists()


def test_a_file_with_an_error_is_left_out_of_it(content: Path, tmp_path: Path) -> None:
    (content / "events/oak/chess.md").write_text("---\ntitle: Chess\nstart: 19:00\n---\n")
    preview = tmp_path / "preview.html"
    assert build_preview(request(content), preview) == 3
    assert "Chess" not in preview.read_text(encoding="utf-8")


def test_a_place_it_cannot_be_written_to_is_told_in_one_line(content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableOutput, match=r"preview\.html: cannot be written"):
        build_preview(request(content), tmp_path / "file" / "preview.html")


def test_the_same_site_gives_the_same_bytes(planned: tuple[SitePlan, Theme]) -> None:
    assert render_preview(*planned) == render_preview(*planned)


@pytest.mark.debian
def test_it_is_valid_and_opens_offline_with_style_and_pictures(
    browser: Browser, html: str, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "preview.html").write_text(html, encoding="utf-8")
    # The checker knows neither digests nor data: in a policy; the browser below does.
    assert [line for line in check_html(folder) if "violates Content Security Policy" not in line] == []
    page = browser.new_page(viewport={"width": 320, "height": 700})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "preview.html").as_uri())
    assert said == []
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('.preview-event')).borderTopWidth") == "3px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
