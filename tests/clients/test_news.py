"""What readers of news see: the sample town is published, changed, published again, and read by real readers.

Where a client cannot do something, it is asserted as it is, and stands in docs/calendars.md.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from tests.checkers.feed import check_feed, read_feed
from tests.clients.newsboat import Newsboat
from tests.clients.rss2email import Rss2Email
from tests.clients.town import (
    CHANGED,
    COMING_UP,
    NEW,
    NEW_ATOM,
    Shown,
    Town,
    Web,
    format_start,
    in_span,
    parse_start,
    said,
)

pytestmark = pytest.mark.debian

LAMPS = "repair-corner/lamp-evening@alder-crossing.example"
CIRCLE = "literacy-council/english-conversation-circle@alder-crossing.example"


def test_newsboat_shows_one_new_item_for_one_new_event(town: Town, web: Web, tmp_path: Path) -> None:
    newsboat = Newsboat(tmp_path / "newsboat", [web.url(NEW)])
    web.show(town.before)
    newsboat.reload()
    old = {one.guid: one for one in newsboat.list_articles()}
    assert len(old) == 25
    newsboat.mark_all_read()
    web.show(town.after)
    newsboat.reload()
    new = {one.guid: one for one in newsboat.list_articles()}
    assert [guid for guid, one in new.items() if one.unread] == [LAMPS]
    assert new.keys() - old.keys() == {LAMPS}
    assert old.keys() <= new.keys()
    assert new[LAMPS].title == "Lamp Evening – Tuesday 23 February, 18:30, Library, Makerspace"
    assert new[LAMPS].published == CHANGED.timestamp()
    # A retitled event has its new title, and is as old as it was.
    [cards] = [one for one in new.values() if "cribbage" in one.guid]
    assert cards.title.startswith("Cards, Coffee & Company; beginners too – Friday 22 January, 13:00")
    assert cards.published == old[cards.guid].published


def test_newsboat_shows_coming_dates_once_and_changed_in_their_place(
    town: Town, web: Web, tmp_path: Path
) -> None:
    newsboat = Newsboat(tmp_path / "newsboat", [web.url(COMING_UP)])
    web.show(town.before)
    newsboat.reload()
    old = {one.guid: one for one in newsboat.list_articles()}
    newsboat.mark_all_read()
    web.show(town.after)
    newsboat.reload()
    new = {one.guid: one for one in newsboat.list_articles()}
    # A day later there are the dates of one day more, and nothing else is new.
    # It keeps what has left the feed.
    assert old.keys() < new.keys()
    assert any("#2027-01-15" in guid for guid in new)
    arrived = {guid for guid, one in new.items() if one.unread}
    assert arrived == new.keys() - old.keys()
    assert arrived
    assert {guid.partition("#")[2][:10] for guid in arrived} == {"2027-01-29"}
    # It does not tell of a change: the title says it, the item stays read.
    cancelled = new[f"{CIRCLE}#2027-01-28T1800"]
    assert cancelled.title.startswith("Cancelled: English Conversation Circle – Thursday 28 January")
    assert not cancelled.unread
    moved = [one.title for guid, one in new.items() if "family-swim" in guid and "2027-01-24" in guid]
    assert [title.split(" – ")[1] for title in moved] == ["Saturday 23 January, 10:30, Aquatic Centre, Pool"]
    suppers = {one.title.rpartition(", ")[2] for guid, one in new.items() if "supper@" in guid}
    assert suppers == {"Hall of Grace"}


def test_newsboat_tells_of_changed_dates_when_it_is_set_so(town: Town, web: Web, tmp_path: Path) -> None:
    address = web.url(COMING_UP)
    newsboat = Newsboat(tmp_path / "newsboat", [address], f'reset-unread-on-update "{address}"\n')
    web.show(town.before)
    newsboat.reload()
    newsboat.mark_all_read()
    web.show(town.after)
    newsboat.reload()
    unread = {one.guid.partition("@")[0] for one in newsboat.list_articles() if one.unread}
    assert f"{CIRCLE}#2027-01-28T1800" in {one.guid for one in newsboat.list_articles() if one.unread}
    assert "town-recreation/family-swim" in unread


def test_newsboat_shows_an_event_in_one_feed_only_but_again_in_another_format(
    town: Town, web: Web, tmp_path: Path
) -> None:
    web.show(town.after)
    partner = web.url("partners/repair-corner/new.rss")
    newsboat = Newsboat(tmp_path / "newsboat", [web.url(NEW), web.url(NEW_ATOM), partner])
    newsboat.reload()
    lamps = [one for one in newsboat.list_articles() if "lamp-evening" in one.guid]
    # Of the same guid in two feeds it keeps the one read last; Atom has another kind of id.
    assert {one.feed: one.guid for one in lamps} == {
        partner: LAMPS,
        web.url(NEW_ATOM): "tag:alder-crossing.example,2020:repair-corner/lamp-evening",
    }
    assert len(lamps) == 2


@pytest.mark.parametrize("file", [NEW, NEW_ATOM])
def test_feedparser_finds_one_new_entry_and_asks_for_nothing_that_has_not_changed(
    town: Town, web: Web, file: str
) -> None:
    web.show(town.before)
    old = feedparser.parse(web.url(file))
    assert not old.bozo
    assert feedparser.parse(web.url(file), modified=old.modified).status == 304
    web.show(town.after)
    new = feedparser.parse(web.url(file), modified=old.modified)
    assert new.status == 200
    [lamps] = {one.id for one in new.entries} - {one.id for one in old.entries}
    assert "repair-corner/lamp-evening" in lamps
    assert len(new.entries) == len(old.entries) + 1
    dates = {one.id: one.published for one in new.entries}
    assert all(dates[one.id] == one.published for one in old.entries)


def test_all_forms_of_the_news_have_the_same_items(town: Town) -> None:
    for version in (town.before, town.after):
        news = json.loads(version.read("events/new.json"))["items"]
        rss, atom = (read_feed(version.read(file)).entries for file in (NEW, NEW_ATOM))
        for items in (rss, atom):
            assert [one.title for one in items] == [one["title"] for one in news]
            assert [one.published_parsed for one in items] == [
                datetime.fromisoformat(one["date_published"]).utctimetuple() for one in news
            ]
        assert [one.id for one in rss] == [one["id"] for one in news]
    assert news[0]["id"] == LAMPS


def test_rss2email_sends_one_mail_for_one_new_event(town: Town, web: Web, tmp_path: Path) -> None:
    mail = Rss2Email(tmp_path / "mail", web.url(NEW))
    web.show(town.before)
    mail.run()
    old = mail.list_mail()
    assert len(old) == 25
    web.show(town.after)
    mail.run()
    new = mail.list_mail()
    assert new.keys() - old.keys() == {LAMPS}
    assert new[LAMPS] == "Lamp Evening – Tuesday 23 February, 18:30, Library, Makerspace"
    assert len(new) == len(old) + 1


def test_feedparser_finds_the_dates_of_the_next_14_days_and_no_others(town: Town) -> None:
    for version, today in ((town.before, date(2027, 1, 15)), (town.after, date(2027, 1, 16))):
        entries = read_feed(version.read(COMING_UP)).entries
        told = [
            Shown(format_start(parse_start(one.ev_startdate)), one.title.partition(" – ")[0])
            for one in entries
        ]
        first, last = (f"{today + timedelta(days)}T05:00Z" for days in (0, 14))
        assert said(in_span(told)) == said(one for one in version.dates if first <= one.start < last)
        assert len({one.id for one in entries}) == len(entries)


def test_feedparser_reads_every_feed_of_the_town(town: Town) -> None:
    files = [file for suffix in ("rss", "atom") for file in town.after.find(f"**/*.{suffix}")]
    assert len(files) > 300
    assert {file: found for file in files if (found := check_feed(town.after.read(file)))} == {}
