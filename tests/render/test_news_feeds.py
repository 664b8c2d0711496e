from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.zones import use_pinned_zones
from bulletin.render.news_feeds import WrittenItems, render_atom, render_json_feed, render_rss
from tests.checkers.feed import check_feed, read_feed
from tests.checkers.jing import check_xml
from tests.checkers.programs import find_environment_program, run_program
from tests.effort import scaled

use_pinned_zones()

TORONTO = ZoneInfo("America/Toronto")
ATOM = Path(__file__).with_name("atom.rnc")
JSON_FEED = Path(__file__).with_name("json-feed.schema.json")
RENDERERS = (render_rss, render_atom, render_json_feed)

STORY = FeedItem(
    guid="oak/story-time@board.example#2027-01-26T1030",
    title="Story time, Tuesday 26 January, Main Library",
    link="https://board.example/events/oak/story-time/#2027-01-26",
    published=datetime(2026, 11, 1, 12, tzinfo=UTC),
    updated=datetime(2026, 12, 24, 9, 30, tzinfo=TORONTO),
    summary="Songs & rhymes for <5 year olds",
    html="<p>Songs &amp; rhymes ]]> for <em>everybody</em></p>",
    categories=("Stories", "Family"),
    author="Oak Street Club",
    author_url="https://board.example/partners/oak/",
    start=datetime(2027, 1, 26, 10, 30, tzinfo=TORONTO),
    end=datetime(2027, 1, 26, 11, 30, tzinfo=TORONTO),
    location="Main Library",
    language="en",
)
FAIR = FeedItem(
    guid="oak/fair@board.example",
    title="Foire du printemps",
    link="https://board.example/events/oak/fair/",
    published=datetime(2026, 10, 1, tzinfo=UTC),
    updated=datetime(2026, 10, 1, tzinfo=UTC),
    summary="A < B & C",
    start=date(2027, 6, 5),
    end=date(2027, 6, 7),
    language="fr",
)
FEED = NewsFeed(
    title="Alder Crossing: new",
    description="What is new on the board",
    link="https://board.example/events/",
    self_url="https://board.example/events/new.rss",
    language="en",
    since=date(2020, 1, 1),
    author="Alder Crossing Public Library",
    items=(STORY, FAIR),
)
EMPTY = replace(FEED, items=())


def check_json_feed(document: Path) -> list[str]:
    """What does not follow JSON Feed 1.1, as check-jsonschema says it."""
    checker = find_environment_program("check-jsonschema")
    answer = run_program([checker, "--schemafile", JSON_FEED, document])
    return [answer.stdout + answer.stderr] if answer.returncode else []


def channel_of(data: bytes) -> Any:
    return ElementTree.fromstring(data).find("channel")


@pytest.mark.parametrize("render", [render_rss, render_atom])
@pytest.mark.parametrize("feed", [FEED, EMPTY], ids=["full", "empty"])
def test_a_reader_takes_the_feed(render: Callable[[NewsFeed], bytes], feed: NewsFeed) -> None:
    assert check_feed(render(feed)) == []
    read = read_feed(render(feed))
    assert read.feed.title == "Alder Crossing: new"
    assert read.feed.link == "https://board.example/events/"
    assert [(entry.title, entry.link) for entry in read.entries] == [
        (item.title, item.link) for item in feed.items
    ]


def test_an_item_written_for_one_feed_is_the_same_in_the_next_of_its_language() -> None:
    beside = replace(FEED, title="Songs", items=(FAIR, STORY))
    french = replace(FEED, language="fr")
    written: WrittenItems = {}
    for feed in (FEED, beside, french, EMPTY):
        assert render_rss(feed, written) == render_rss(feed)
    assert len(written) == 2 * len(FEED.items)


@pytest.mark.debian
@pytest.mark.parametrize("feed", [FEED, EMPTY], ids=["full", "empty"])
def test_atom_follows_its_grammar(feed: NewsFeed, tmp_path: Path) -> None:
    document = tmp_path / "new.atom"
    document.write_bytes(render_atom(feed))
    assert check_xml(ATOM, document) == []


@pytest.mark.debian
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<id>tag:", b"<id>"),
        (b"<updated>2026-12-24T14:30:00+00:00", b"<updated>2026-12-24"),
        (b'type="html"', b'type="CDATA"'),
        (b"<name>Oak Street Club</name>", b""),
    ],
)
def test_the_grammar_of_atom_refuses_what_is_wrong(right: bytes, wrong: bytes, tmp_path: Path) -> None:
    document = tmp_path / "new.atom"
    document.write_bytes(render_atom(FEED).replace(right, wrong))
    assert check_xml(ATOM, document) != []


@pytest.mark.parametrize("feed", [FEED, EMPTY], ids=["full", "empty"])
def test_json_feed_follows_its_schema(feed: NewsFeed, tmp_path: Path) -> None:
    document = tmp_path / "new.json"
    document.write_bytes(render_json_feed(feed))
    assert check_json_feed(document) == []


def test_the_schema_of_json_feed_refuses_what_is_wrong(tmp_path: Path) -> None:
    document = tmp_path / "new.json"
    document.write_bytes(render_json_feed(FEED).replace(b'"content_text"', b'"content"'))
    assert check_json_feed(document) != []


def test_the_page_is_the_channel_s_link_and_the_feed_knows_its_own_address() -> None:
    channel = channel_of(render_rss(FEED))
    assert channel.findtext("link") == FEED.link
    assert channel.find("{http://www.w3.org/2005/Atom}link").attrib == {"href": FEED.self_url, "rel": "self"}
    links = {link.rel: link.href for link in read_feed(render_atom(FEED)).feed.links}
    assert links == {"self": FEED.self_url, "alternate": FEED.link}


def test_items_keep_their_order() -> None:
    turned = replace(FEED, items=(FAIR, STORY))
    for render in (render_rss, render_atom):
        assert [entry.title for entry in read_feed(render(turned)).entries] == [FAIR.title, STORY.title]
    assert [item["id"] for item in json.loads(render_json_feed(turned))["items"]] == [FAIR.guid, STORY.guid]


def test_the_time_of_a_feed_is_that_of_its_latest_change_and_never_of_the_build() -> None:
    assert channel_of(render_rss(FEED)).findtext("lastBuildDate") == "Thu, 24 Dec 2026 14:30:00 +0000"
    assert channel_of(render_rss(EMPTY)).findtext("lastBuildDate") == "Wed, 01 Jan 2020 00:00:00 +0000"
    assert read_feed(render_atom(FEED)).feed.updated == "2026-12-24T14:30:00+00:00"


def test_an_item_says_when_it_was_posted_by_whom_and_under_what_id() -> None:
    item = channel_of(render_rss(FEED)).find("item")
    assert item.findtext("pubDate") == "Sun, 01 Nov 2026 12:00:00 +0000"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Oak Street Club"
    assert item.findtext("guid") == STORY.guid
    assert item.find("guid[@isPermaLink='false']") is not None
    assert [category.text for category in item.findall("category")] == ["Stories", "Family"]
    [atom, _] = read_feed(render_atom(FEED)).entries
    assert atom.id == "tag:board.example,2020:oak/story-time#2027-01-26T1030"
    assert (atom.published, atom.updated) == ("2026-11-01T12:00:00+00:00", "2026-12-24T14:30:00+00:00")
    assert (atom.author_detail.name, atom.author_detail.href) == (STORY.author, STORY.author_url)


def test_words_come_out_as_they_went_in() -> None:
    rss, rss_fair = channel_of(render_rss(FEED)).findall("item")
    assert rss.findtext("description") == STORY.html
    assert rss_fair.findtext("description") == "A &lt; B &amp; C"
    atom, atom_fair = ElementTree.fromstring(render_atom(FEED)).findall("{*}entry")
    assert atom.findtext("{*}content[@type='html']") == STORY.html
    assert atom_fair.findtext("{*}summary") == "A < B & C"
    assert b"CDATA" not in render_rss(FEED) + render_atom(FEED)
    story, fair = json.loads(render_json_feed(FEED))["items"]
    assert (story["content_html"], story["summary"]) == (STORY.html, STORY.summary)
    assert fair["content_text"] == "A < B & C"


def test_an_item_carries_the_event_s_own_dates_with_the_last_day_as_people_say_it() -> None:
    ev = "{http://purl.org/rss/1.0/modules/event/}"
    for items in (
        channel_of(render_rss(FEED)).findall("item"),
        ElementTree.fromstring(render_atom(FEED)).findall("{*}entry"),
    ):
        assert [
            [item.findtext(f"{ev}{name}") for name in ("startdate", "enddate", "location")] for item in items
        ] == [
            ["2027-01-26T10:30-05:00", "2027-01-26T11:30-05:00", "Main Library"],
            ["2027-06-05", "2027-06-06", None],
        ]
    assert [item["_event"] for item in json.loads(render_json_feed(FEED))["items"]] == [
        {
            "start": "2027-01-26T10:30-05:00",
            "end": "2027-01-26T11:30-05:00",
            "all_day": False,
            "timezone": "America/Toronto",
            "location": "Main Library",
        },
        {"start": "2027-06-05", "end": "2027-06-06", "all_day": True},
    ]


def test_an_item_without_published_dates_tells_none() -> None:
    feed = replace(FEED, items=(replace(STORY, start=None, end=None, location=""),))
    for render in RENDERERS:
        assert b"2027-01-26T10:30" not in render(feed)
        assert b"_event" not in render(feed)
        assert b"startdate" not in render(feed)


def test_an_item_in_another_language_says_so() -> None:
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    atom = ElementTree.fromstring(render_atom(FEED))
    assert [element.get(xml_lang) for element in (atom, *atom.findall("{*}entry"))] == ["en", None, "fr"]
    rss = channel_of(render_rss(FEED))
    assert rss.findtext("language") == "en"
    dc = "{http://purl.org/dc/elements/1.1/}language"
    assert [item.findtext(dc) for item in rss.findall("item")] == [None, "fr"]
    assert [item.get("language") for item in json.loads(render_json_feed(FEED))["items"]] == [None, "fr"]


def test_no_time_in_a_feed_is_that_of_the_build() -> None:
    said = [STORY.published, STORY.updated, FAIR.published]
    atom = re.findall(r">(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^<]+)", render_atom(FEED).decode())
    assert set(atom) == {instant.astimezone(UTC).isoformat() for instant in said}
    rss = re.findall(r"Date>([^<]+)</", render_rss(FEED).decode())
    assert rss == [
        "Thu, 24 Dec 2026 14:30:00 +0000",
        "Sun, 01 Nov 2026 12:00:00 +0000",
        "Thu, 01 Oct 2026 00:00:00 +0000",
    ]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^\"]+Z", render_json_feed(FEED).decode())) == {
        f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for instant in said
    }


TEXT = st.text(
    st.one_of(
        st.sampled_from(list("<>&\"'] \n\r\t\x00\x07\x0b\x0c\x1b\x85\xa0\u2028\ufffe\ufeffé漢🎉")),
        st.characters(),
    ),
    max_size=60,
)


@settings(max_examples=scaled(30))
@given(TEXT, TEXT, TEXT, TEXT)
def test_no_text_breaks_a_feed(title: str, words: str, place: str, name: str) -> None:
    item = replace(
        STORY,
        title=title,
        summary=words,
        html=words,
        location=place,
        author=name,
        categories=(name,),
        link=f"{STORY.link}{name}",
        updated=STORY.updated + timedelta(seconds=1),
    )
    feed = replace(FEED, title=name, description=words, author=name, items=(item,))
    for render in (render_rss, render_atom):
        parsed = ElementTree.fromstring(render(feed))
        assert len(parsed.findall(".//item")) + len(parsed.findall("{*}entry")) == 1
        assert not feedparser.parse(render(feed)).bozo
    [item] = json.loads(render_json_feed(feed))["items"]
    assert item.get("content_html") or item["content_text"]
