"""Pages: what every one of them promises, whatever stands on it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bulletin.model.site.details import ContactValues, EventValues, PlaceValues
from bulletin.model.site.parts import Link, TextRun
from bulletin.model.site.plan import CONTENT_SECURITY_POLICY, Page
from bulletin.model.site.values import ListValues, LostValues, TextValues
from bulletin.problems import UnusableTheme
from bulletin.render.html import render_page
from bulletin.render.html.fragments import FragmentCache, Macro, RenderingPage
from bulletin.render.html.themes import Theme, load_theme, packaged_themes
from tests.checkers.axe import check_accessibility, check_dark_colours
from tests.checkers.vnu import check_html
from tests.plain_theme import plain_theme
from tests.render.specimens import EVENT, LAYOUT, NAV, PAGES, page

KINDS = sorted(PAGES)

# The Nu checker takes pages from the disk, where no file has the same origin as another, and takes data for
# a script. Whether the policy is kept, a browser says below.
POLICY = "violates Content Security Policy (meta tag)"


@pytest.fixture
def theme() -> Theme:
    return plain_theme()


class Parsed(HTMLParser):
    """A page taken apart: every tag with its attributes, in order, and the levels of its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def html(theme: Theme, shown: Page, cache: FragmentCache | None = None) -> str:
    return render_page(theme, LAYOUT, shown, cache).decode()


def write_site(theme: Theme, folder: Path) -> None:
    for asset in theme.assets:
        (folder / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / asset.path).write_bytes(asset.data)
    for shown in PAGES.values():
        (folder / shown.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / shown.path).write_bytes(render_page(theme, LAYOUT, shown))


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_comes_first_in_the_head_and_nothing_stands_inline(theme: Theme, kind: str) -> None:
    parsed = Parsed(html(theme, PAGES[kind]))
    tags = [tag for tag, _ in parsed.tags]
    assert tags[:3] == ["html", "head", "meta"]
    assert parsed.tags[2][1] == {
        "http-equiv": "Content-Security-Policy",
        "content": CONTENT_SECURITY_POLICY,
    }
    assert "style" not in tags
    assert all("src" in script or script["type"] == "application/ld+json" for script in parsed.all("script"))
    for _, attributes in parsed.tags:
        assert not any(name == "style" or name.startswith("on") for name in attributes)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_one_h1_skips_no_level_and_uses_no_id_twice(theme: Theme, kind: str) -> None:
    parsed = Parsed(html(theme, PAGES[kind]))
    assert parsed.headings.count(1) == 1
    assert all(next_ - level <= 1 for level, next_ in zip(parsed.headings, parsed.headings[1:], strict=False))
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"lost"}))
def test_every_address_within_the_site_is_relative_and_leads_to_the_route(theme: Theme, kind: str) -> None:
    shown = PAGES[kind]
    up = "../" * shown.route.count("/")
    parsed = Parsed(html(theme, shown))
    hrefs = [attributes["href"] for _, attributes in parsed.tags if "href" in attributes]
    assert hrefs
    for href in hrefs:
        own = href.split(":")[0] in {"https", "mailto", "tel", "sms", "webcal"} or href.startswith("#")
        assert own or href == "./" or href.startswith(up), href
        assert href != "#"
    if shown.route:
        assert f"{up}events/" in hrefs
        assert up in hrefs


def test_search_engines_are_given_whole_addresses_of_the_other_languages(theme: Theme) -> None:
    parsed = Parsed(html(theme, PAGES["home"]))
    links = [one for one in parsed.all("link") if one.get("rel") == "alternate" and "hreflang" in one]
    site = LAYOUT.url
    assert [(one["hreflang"], one["href"]) for one in links] == [
        ("en", site),
        ("x-default", site),
        ("fr", f"{site}fr/"),
        ("ar", f"{site}ar/"),
    ]


def test_the_lost_page_speaks_every_language_and_leads_to_the_first_page_of_each(theme: Theme) -> None:
    section = r'<section lang="(\w+)" dir="(\w+)">\s*<(h\d)>.*?href="([^"]*)" hreflang="(\w+)"'
    parts = re.findall(section, html(theme, PAGES["lost"]), re.DOTALL)
    assert parts == [
        ("en", "ltr", "h1", "https://board.example/town/", "en"),
        ("ar", "rtl", "h2", "https://board.example/town/ar/", "ar"),
    ]


def test_a_day_of_its_own_says_its_date_once_beside_the_leaf(theme: Theme) -> None:
    values = PAGES["list"].values
    assert isinstance(values, ListValues)
    day = values.agenda.days[0]
    of_one_day = replace(values, title=day.title, kind="day", agenda=replace(values.agenda, days=(day,)))
    text = html(theme, replace(PAGES["list"], values=of_one_day))
    assert Parsed(text).headings[:2] == [1, 2]
    assert re.findall(rf"<(h\d)[^>]*>[^<]*{day.title}", text) == ["h1"]
    assert f'<h2 class="count">{day.count}</h2>' in text


def test_the_lost_page_has_absolute_paths_since_it_stands_under_any_address(theme: Theme) -> None:
    parsed = Parsed(html(theme, PAGES["lost"]))
    tags = [attributes for _, attributes in parsed.tags if attributes.get("rel") != "alternate"]
    hrefs = [attributes["href"] for attributes in tags if "href" in attributes]
    inside = [href for href in hrefs if href not in {"#main", "#more"}]
    site = ("/town/", "https://board.example/town/")
    assert all(href.startswith(site) for href in inside)
    assert parsed.all("img")[0]["src"] == "/town/static/pin.svg"


def test_links_from_the_root_in_a_text_become_relative(theme: Theme) -> None:
    links = '<a href="/pages/policy/">rules</a> <a href="https://x.example/">x</a>'
    body = f'<p>{links} “href="/” <code>="/</code></p>'
    shown = page("pages/about/", "text", TextValues(TextRun("About"), TextRun(body)))
    text = html(theme, shown)
    assert '<a href="../../pages/policy/">' in text
    assert '<a href="https://x.example/">' in text
    assert '“href="/”' in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "java\tscript:x", "https://u:p@x/"]
)
def test_an_address_that_is_not_safe_is_never_linked(theme: Theme, url: str) -> None:
    values = replace(
        EVENT,
        where=(PlaceValues("Here", map_url=url, online_url=url),),
        registration_url=url,
        suggest_url=url,
        wrong_url=url,
        contact=ContactValues(url=url, phone="1", phone_href=url),
        by=(Link("Us", url),),
    )
    parsed = Parsed(html(theme, page("events/a/b/", "event", values)))
    for _, attributes in parsed.tags:
        assert url not in (attributes.get("href"), attributes.get("src"))
        assert "script:" not in attributes.get("href", "")


SAFE_HTML = {"body", "intro", "notices"}


def with_every_text(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """The same values, each text changed except addresses, dates and HTML that was made safe before."""
    if isinstance(value, str):
        kept = name in SAFE_HTML or re.search("route|url|href|home|lang|dir|template|date|start|end", name)
        return value if kept else change(value)
    if isinstance(value, tuple):
        return tuple(with_every_text(each, change, name) for each in value)
    if is_dataclass(value) and not isinstance(value, type) and name not in SAFE_HTML:
        changed = {
            field.name: with_every_text(getattr(value, field.name), change, field.name)
            for field in fields(value)
        }
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_the_content_becomes_markup(theme: Theme, kind: str) -> None:
    hostile = "\"'><script>alert(1)</script><b onclick=x>&amp;"
    shown = PAGES[kind]
    before = Parsed(html(theme, shown))
    changed = with_every_text(shown.values, lambda text: text + hostile if text else text)
    layout = with_every_text(LAYOUT, lambda text: text + hostile)
    after = render_page(
        theme, layout, replace(shown, values=changed, head=replace(shown.head, title=hostile))
    )
    assert [tag for tag, _ in Parsed(after.decode()).tags] == [tag for tag, _ in before.tags]


def test_structured_data_cannot_leave_its_script_and_is_read_back(theme: Theme) -> None:
    text = html(theme, PAGES["event"])
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert [json.loads(each) for each in found] == list(PAGES["event"].head.json_ld)


def test_status_and_title_stand_in_one_heading_and_the_time_has_a_datetime_attribute(theme: Theme) -> None:
    text = html(theme, PAGES["home"])
    assert re.search(
        r"<h3><strong[^>]*>Cancelled</strong> <a[^>]*lang=\"fr\"[^>]*><s>Yoga sur chaise</s></a>", text
    )
    assert '<time datetime="2027-01-15T09:00-05:00">9:00 – 12:00</time>' in text


def test_text_in_another_language_says_so_and_in_which_direction_it_runs(theme: Theme) -> None:
    parsed = Parsed(html(theme, PAGES["translated"]))
    assert (
        sum(
            attributes.get("lang") == "ar" and attributes.get("dir") == "rtl" for _, attributes in parsed.tags
        )
        >= 3
    )


def test_the_navigation_marks_the_page_and_the_part_it_belongs_to(theme: Theme) -> None:
    def marked(shown: Page) -> list[tuple[str, str]]:
        parsed = Parsed(html(theme, shown))
        return [
            (attributes["aria-current"], attributes["href"])
            for attributes in parsed.all("a")
            if "aria-current" in attributes and attributes["href"] in {"./", "../../../", "../../../events/"}
        ]

    assert ("page", "./") in marked(PAGES["home"])
    assert marked(PAGES["event"]) == [("true", "../../../events/")]


def test_words_a_language_lacks_are_said_in_english_and_marked(theme: Theme) -> None:
    text = render_page(theme, replace(LAYOUT, lang="cr"), replace(PAGES["text"], lang="cr")).decode()
    assert '<span lang="en" dir="ltr">Skip to the events</span>' in text
    assert 'aria-label="Main"' in text
    french = render_page(theme, replace(LAYOUT, lang="fr"), replace(PAGES["text"], lang="fr-CA")).decode()
    assert "Aller aux activités" in french


def test_only_pages_of_days_ahead_let_the_script_hide_what_has_passed(theme: Theme) -> None:
    live = {kind for kind in KINDS if re.search(r'class="[^"]* live"', html(theme, PAGES[kind]))}
    assert live == {"home", "list", "empty", "event", "partner", "venue", "month"}
    day = replace(PAGES["list"].values, kind="day")  # type: ignore[arg-type]
    assert ' live"' not in html(theme, replace(PAGES["list"], values=day))


def test_a_page_is_the_same_bytes_each_time(theme: Theme) -> None:
    again = load_theme([packaged_themes()], "plain")
    for shown in PAGES.values():
        assert render_page(theme, LAYOUT, shown) == render_page(again, LAYOUT, shown)
    assert again.digest == theme.digest


def own_theme(folder: Path, **parts: str) -> Theme:
    """The plain theme with some of its parts replaced."""
    templates = folder / "own" / "templates" / "_parts"
    templates.mkdir(parents=True)
    (folder / "own" / "theme.yaml").write_text("extends: plain\n")
    for name, text in parts.items():
        (templates / f"{name}.html").write_text(text)
    return load_theme([folder, packaged_themes()], "own")


def test_what_is_made_once_for_all_pages_leads_from_each_to_its_place(theme: Theme) -> None:
    cache = FragmentCache()
    for route, up in (("", ""), ("events/", "../"), ("events/2027/01/15/", "../../../../")):
        text = html(theme, replace(PAGES["list"], route=route), cache)
        assert f'<h3><a href="{up}events/newcomers/settlement-help/">' in text
        assert f'<p class="board"><a href="{up or "./"}"' in text or not route
        assert f'href="{up}events/"' in text


def test_pages_that_share_fragments_are_the_same_as_pages_that_share_none(theme: Theme) -> None:
    class NothingKept(FragmentCache):
        def render(self, page: RenderingPage, macro: Macro, values: tuple[object, ...]) -> str:
            return macro(*values)

    cache = FragmentCache()
    shown = [replace(PAGES[kind], route=route) for kind in KINDS for route in ("", "events/", "a/b/c/")]
    for each in (*shown, *PAGES.values(), *reversed(shown)):
        assert render_page(theme, LAYOUT, each, cache) == render_page(theme, LAYOUT, each, NothingKept())
    assert cache.fragments


def test_a_macro_that_asks_which_page_it_is_on_is_rendered_for_every_page(tmp_path: Path) -> None:
    text = (
        "{% macro slip(slip) %}<li>{{ 'here' if is_here('events/') else 'elsewhere' }}</li>\n{% endmacro %}"
    )
    own, cache = own_theme(tmp_path, slip=text), FragmentCache()
    for route, said in (("free/", "elsewhere"), ("events/", "here"), ("free/", "elsewhere")):
        assert f"<li>{said}</li>" in html(own, replace(PAGES["list"], route=route), cache)


@pytest.mark.parametrize("shown", ["{{ slip.route|to|quoted }}", "{{ slip.route|to|upper }}", "{{ ''|to }}"])
def test_an_address_in_a_shared_fragment_is_what_it_would_be_without_sharing(
    tmp_path: Path, shown: str
) -> None:
    own = own_theme(tmp_path, slip=f"{{% macro slip(slip) %}}<li>{shown}</li>\n{{% endmacro %}}")
    cache = FragmentCache()
    for route in ("", "events/", "events/2027/", ""):
        page_there = replace(PAGES["list"], route=route)
        assert html(own, page_there, cache) == html(own, page_there)


def test_a_text_with_characters_that_are_none_stays_as_it_is(theme: Theme) -> None:
    odd = "Chair\ufdd0\ufdd1\ufdd0Yoga"
    title = "Settlement Help Drop-in"
    shown = with_every_text(PAGES["list"].values, lambda text: odd if text == title else text)
    cache = FragmentCache()
    for _ in range(2):
        assert odd in html(theme, replace(PAGES["list"], values=shown), cache)


def test_values_that_lack_what_a_template_shows_are_a_mistake_of_the_theme(theme: Theme) -> None:
    wrong = page("x/", "event", LostValues(()))
    with pytest.raises(UnusableTheme, match=r"themes/plain/templates/event\.html:\d+: .*'category'"):
        render_page(theme, LAYOUT, wrong)
    with pytest.raises(UnusableTheme, match=r"there is no templates/nowhere\.html"):
        render_page(theme, LAYOUT, page("x/", "nowhere", LostValues(())))


def test_a_home_page_of_sixty_cards_with_its_stylesheet_and_script_weighs_little(theme: Theme) -> None:
    home = PAGES["home"].values
    day = home.agenda.days[0]  # type: ignore[union-attr]
    slips = tuple(
        replace(slip, route=f"events/partner-{n}/slug-{n * 7919}/", title=TextRun(f"Title {n * 104729}"))
        for n, slip in enumerate(day.slips * 30)
    )
    agenda = replace(home.agenda, days=(replace(day, slips=slips),))  # type: ignore[union-attr]
    text = render_page(theme, LAYOUT, replace(PAGES["home"], values=replace(home, agenda=agenda)))  # type: ignore[arg-type]
    own = [asset for asset in theme.assets if f"{asset.path}?".encode() in text]
    weight = sum(len(gzip.compress(asset.data)) for asset in own) + len(gzip.compress(text))
    assert weight <= 20_000
    assert len(text) <= 200_000


def test_a_mistake_is_told_in_one_way_the_form_or_an_e_mail_where_there_is_none(theme: Theme) -> None:
    question = ">Something wrong or changed?</a>"
    with_form = html(theme, PAGES["event"])
    assert f"{EVENT.form_route.partition('#')[0]}#" in with_form
    assert question in with_form
    assert EVENT.wrong_url not in with_form
    without = html(theme, replace(PAGES["event"], values=replace(EVENT, form_route="")))
    assert f'href="{EVENT.wrong_url}?subject=English%20Conversation%20Circle"{question}' in without


def test_every_field_of_an_event_is_shown(theme: Theme) -> None:
    text = html(theme, PAGES["event"]).replace("&amp;", "&")
    silent = {"category", "status", "struck", "wrong_url", "wrong_subject", "next_date", "subscribe"}
    silent |= {"image", "contact"}
    for field in fields(EventValues):
        value = getattr(EVENT, field.name)
        if isinstance(value, str) and field.name not in silent:
            assert value in text, field.name


@pytest.mark.debian
def test_the_nu_checker_finds_nothing(theme: Theme, tmp_path: Path) -> None:
    write_site(theme, tmp_path)
    assert [line for line in check_html(tmp_path) if POLICY not in line] == []


@pytest.mark.debian
def test_axe_finds_nothing_light_or_dark_and_nothing_is_cut_off_at_320_pixels(
    theme: Theme, tmp_path: Path, browser: Any, serve_folder: Callable[[Path], str]
) -> None:
    write_site(theme, tmp_path)
    address = serve_folder(tmp_path)
    said: list[str] = []
    opened = browser.new_page(color_scheme="light")
    opened.on("console", lambda message: said.append(message.text) if "Content" in message.text else None)
    for width in (320, 1280):
        opened.set_viewport_size({"width": width, "height": 844})
        for kind in sorted(set(KINDS) - {"redirect", "lost"}):
            opened.goto(f"{address}/{PAGES[kind].route}")
            assert opened.evaluate("document.documentElement.scrollWidth") <= width, kind
            assert check_accessibility(opened) == [], (kind, width)
            if width == 1280:
                assert check_dark_colours(opened) == [], kind
    opened.close()
    assert said == []


@pytest.mark.debian
def test_a_page_nobody_rebuilt_hides_what_passed_moves_today_and_says_its_age(
    theme: Theme, tmp_path: Path, browser: Any, serve_folder: Callable[[Path], str]
) -> None:
    write_site(theme, tmp_path)
    address = serve_folder(tmp_path)
    opened = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-CA")

    def seen(instant: str, route: str) -> Any:
        opened.clock.set_fixed_time(instant)
        opened.goto(f"{address}/{route}")
        return opened

    fresh = seen("2027-01-15T09:00:00-05:00", "")
    assert fresh.locator(".slip:visible").count() == 4
    assert fresh.locator(".slip").first.bounding_box()["y"] < 844 - 150
    assert not fresh.locator(".stale").is_visible()
    next_day = seen("2027-01-16T09:00:00-05:00", "")
    assert next_day.locator("h2:visible").first.text_content() == "Today, Saturday 16 January"
    assert next_day.locator(".day .slip:visible h3").all_text_contents() == ["New Winter StoryWalk"]
    assert not next_day.get_by_text("Settlement Help").is_visible()
    old = seen("2027-02-14T09:00:00-05:00", "")
    assert old.locator(".day .slip:visible h3").all_text_contents() == ["New Winter StoryWalk"]
    assert "30 days ago" in old.locator(".stale").text_content()
    nothing = old.get_by_text("Nothing is announced for the coming days. Look at all events")
    assert nothing.count() == 1
    assert not nothing.is_visible()
    assert seen("2028-02-14T09:00:00-05:00", "").locator(".agenda > .empty:visible").count() == 1
    event = seen("2027-01-15T09:00:00-05:00", PAGES["event"].route)
    assert "in 4 days" in event.locator(".next").text_content()
    month = seen("2027-02-14T09:00:00-05:00", PAGES["month"].route)
    assert set(month.locator(".slip:visible h3").all_text_contents()) == {"New Winter StoryWalk"}
    opened.close()


def test_links_of_the_navigation_are_those_of_the_layout(theme: Theme) -> None:
    text = html(theme, PAGES["home"])
    assert all(f">{link.text}</a>" in text for link in NAV)
