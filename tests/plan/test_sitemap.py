from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from bulletin.model.board import Board
from bulletin.model.site.parts import Alternate
from bulletin.model.site.plan import CONTENT_SECURITY_POLICY, Asset, PagePlan
from bulletin.plan import sitemap
from bulletin.plan.events_api import events_json
from bulletin.plan.sitemap import headers, robots, site_file_plans, sitemap_plans
from tests.plan.boards import TODAY, localize_board, make_board, make_event

URL = "https://board.example/town/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def never_made() -> Asset:
    raise AssertionError("a sitemap is made from the plan alone")


def page(route: str, languages: tuple[str, ...] = (), **more: Any) -> PagePlan:
    alternates = tuple(Alternate(tag, tag, route if tag == "en" else f"{tag}/{route}") for tag in languages)
    return PagePlan(
        f"{route}index.html", never_made, kind="text", route=route, lang="en", alternates=alternates, **more
    )


def sitemap_of(pages: list[PagePlan]) -> tuple[Asset, ...]:
    made = [plan.make() for plan in sitemap_plans(URL, pages)]
    return tuple(asset for asset in made if isinstance(asset, Asset))


def test_a_sitemap_names_every_page_once_absolute_and_in_order() -> None:
    [asset] = sitemap_of([page("pages/about/"), page(""), page("events/a&b/")])
    assert asset.route == "sitemap.xml"
    root = ElementTree.fromstring(asset.data)
    assert [loc.text for loc in root.iterfind("s:url/s:loc", NAMES)] == [
        URL,
        f"{URL}events/a&b/",
        f"{URL}pages/about/",
    ]
    assert sitemap_of([page(""), page("events/a&b/"), page("pages/about/")]) == (asset,)


def test_a_sitemap_leaves_out_what_nobody_should_find() -> None:
    asset, *_ = [plan.make() for plan in site_file_plans(URL, [page(""), page("hidden/", in_sitemap=False)])]
    assert isinstance(asset, Asset)
    assert asset.data.count(b"<url>") == 1


def test_a_sitemap_names_the_same_page_in_other_languages() -> None:
    [asset] = sitemap_of([page("pages/about/", languages=("en", "fr"))])
    links = ElementTree.fromstring(asset.data).findall("s:url/x:link", NAMES)
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("en", f"{URL}pages/about/"),
        ("fr", f"{URL}fr/pages/about/"),
    ]


def test_a_sitemap_says_when_a_page_changed_only_where_that_is_known() -> None:
    changed = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    [asset] = sitemap_of([page(""), page("events/oak/a/", changed=changed)])
    assert asset.data.count(b"<lastmod>") == 1
    assert b"a/</loc><lastmod>2026-12-01T09:30:00Z</lastmod>" in asset.data


def test_a_large_board_has_several_sitemaps_and_one_that_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 2)
    index, *parts = sitemap_of([page(f"pages/{name}/") for name in "abcde"])
    named = [loc.text for loc in ElementTree.fromstring(index.data).iterfind("s:sitemap/s:loc", NAMES)]
    assert named == [URL + part.route for part in parts]
    assert [part.data.count(b"<url>") for part in parts] == [2, 2, 1]


def test_robots_txt_allows_everything_and_names_the_sitemap() -> None:
    lines = robots(URL).decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert f"Sitemap: {URL}sitemap.xml" in lines


def test_the_headers_say_what_the_pages_say_and_each_kind_of_feed_has_its_type() -> None:
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in headers().decode().splitlines():
        if line.startswith("/"):
            path = line
        else:
            name, _, value = line.strip().partition(": ")
            rules.setdefault(path, {})[name] = value
    assert rules["/*"]["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules["/*.ics"]["Content-Type"] == "text/calendar; charset=utf-8"
    # Where two rules fit, hosts join the values of a header with a comma.
    assert not set(rules.pop("/*")) & {name for rule in rules.values() for name in rule}


def events_of(board: Board, today: date = TODAY, language: str = "") -> list[dict[str, Any]]:
    whole = json.loads(events_json(localize_board(board, today, language)))
    assert whole["version"] == 1
    assert whole["made_on"] == today.isoformat()
    rows: list[dict[str, Any]] = whole["events"]
    return rows


VARIED = {
    "events/oak/story.yaml": """
        title: Story time
        start: 2027-01-05 10:30
        duration: 1 hour
        venue: library
        room: hall
        repeat: every Tuesday until 2 February 2027
        categories: [storytime, books]
        audience: 0-5
        needs: learn
        access: {step_free: yes, captions: no}
        changes: {2027-01-19: {status: cancelled, note: Snow.}}
        """,
    "events/oak/fair.yaml": "title: Fair\nstart: 2027-01-10\nend: 2027-01-16\narea: Old Town\ncost: $5",
    "events/oak/circle.yaml": "title: Circle\nstart: 2027-01-20 18:00\nlocation: confidential",
    "events/oak/quiet.yaml": """
        title: Quiet circle
        start: 2027-01-21 18:00
        location: confidential
        publish_dates: no
        """,
    "events/oak/over.yaml": "title: Over\nstart: 2027-01-14\nvenue: library",
    "events/oak/far.yaml": "title: Far\nstart: 2028-03-01\nvenue: library",
}


def test_events_json_has_every_coming_date_in_order_and_nothing_unpublished() -> None:
    found = [(one["id"].replace("@oak.example", ""), one["status"]) for one in events_of(make_board(VARIED))]
    assert found == [
        ("oak/fair#2027-01-10", "scheduled"),
        ("oak/story#2027-01-19T1030", "cancelled"),
        ("oak/circle#2027-01-20T1800", "scheduled"),
        ("oak/story#2027-01-26T1030", "scheduled"),
        ("oak/story#2027-02-02T1030", "scheduled"),
    ]


def test_a_date_in_events_json_has_what_a_list_needs() -> None:
    fair, story, circle, *_ = events_of(make_board(VARIED))
    assert story == {
        "id": "oak/story@oak.example#2027-01-19T1030",
        "uid": "oak/story@oak.example",
        "start": "2027-01-19T10:30:00-05:00",
        "end": "2027-01-19T11:30:00-05:00",
        "title": "Story time",
        "status": "cancelled",
        "place": "Main Library, Hall",
        "partner": "oak",
        "category": "storytime",
        "categories": ["storytime", "books"],
        "free": None,
        "languages": story["languages"],
        "audience": "0-5",
        "needs": ["learn"],
        "access": ["step_free"],
        "url": "https://board.example/town/events/oak/story/#2027-01-19",
        "route": "events/oak/story/#2027-01-19",
        "mode": "offsite",
        "note": "Snow.",
    }
    assert "mode" not in circle
    assert (fair["start"], fair["end"], fair["free"]) == ("2027-01-10", "2027-01-16", False)
    assert circle["place"] == "The place is not published"


def test_events_json_of_another_language_leads_to_its_own_pages_and_labels_what_is_not_translated() -> None:
    board = make_event("title: Talk\nstart: 2027-02-01 18:00\nvenue: library")
    [row] = events_of(board, language="fr")
    assert row["url"] == "https://board.example/town/fr/events/oak/event/#2027-02-01"
    assert row["text_language"] == "en"
    [row] = events_of(board)
    assert "text_language" not in row


def test_events_json_is_the_same_in_whatever_order_the_files_were_read() -> None:
    backwards = dict(reversed(VARIED.items()))
    assert events_json(localize_board(make_board(VARIED))) == events_json(
        localize_board(make_board(backwards))
    )


def test_an_empty_board_has_an_empty_events_json() -> None:
    assert events_of(make_board({}), TODAY + timedelta(days=1)) == []
