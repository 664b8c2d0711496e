"""News feeds as bytes: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

feedgen writes the XML; what it does by itself is undone here: the time of the build, its own name, the
order turned round, links that lose what they are, authors that vanish without an e-mail address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bulletin.formats.dates import format_instant
from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.recurrence import Start
from bulletin.model.site.plan import NewsFile
from bulletin.render.ical.content_line import clean_url

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

GENERATOR = "Bulletin"
EVENTS_MODULE = "http://purl.org/rss/1.0/modules/event/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_FEED = "https://jsonfeed.org/version/1.1"

Element = Any
"""An element of lxml, which comes without types."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)

_END_OF_RSS = b"  </channel>\n</rss>\n"

WrittenItems = dict[tuple[str, FeedItem], bytes]
"""Items of RSS as they are written in a feed of a language."""


def render_news(file: NewsFile, written: WrittenItems) -> bytes:
    """A news feed in the form its ending names. `written` goes from feed to feed."""
    form = file.route.rpartition(".")[2]
    if form == "rss":
        return render_rss(file.feed, written)
    return {"atom": render_atom, "json": render_json_feed}[form](file.feed)


def render_rss(feed: NewsFeed, written: WrittenItems | None = None) -> bytes:
    """RSS 2.0, the event's own dates in the RSS 1.0 events module (`ev:startdate`).

    An item stands in a dozen feeds, and is `written` for the first of them.
    """
    generator = _generator(feed)
    begin = bytes(generator.rss_str(pretty=True)).removesuffix(_END_OF_RSS)
    known = {} if written is None else written
    items = []
    for item in feed.items:
        key = feed.language, item
        if key not in known:
            known[key] = _rss_item(generator, item, feed.language, begin)
        items.append(known[key])
    return b"".join((begin, *items, _END_OF_RSS))


def _rss_item(generator: FeedGenerator, item: FeedItem, language: str, begin: bytes) -> bytes:
    """What an item adds to the feed that begins so."""
    entry = _add_item(generator, item, language, guid=_clean(item.guid))
    whole = bytes(generator.rss_str(pretty=True))
    generator.remove_entry(entry)
    return whole.removeprefix(begin).removesuffix(_END_OF_RSS)


def render_atom(feed: NewsFeed) -> bytes:
    """Atom. An id must be an IRI (RFC 4287 §4.2.6), so a guid becomes a tag: URI (RFC 4151)."""
    generator = _generator(feed)
    for item in feed.items:
        _add_item(generator, item, feed.language, guid=_tag_uri(item.guid), summary=_clean(item.summary))
    return bytes(generator.atom_str(pretty=True))


def render_json_feed(feed: NewsFeed) -> bytes:
    """JSON Feed 1.1, the event's own dates in the extension `_event`; a line for each item."""
    head = {
        "version": JSON_FEED,
        "title": _clean(feed.title) or clean_url(feed.link),
        "home_page_url": clean_url(feed.link),
        "feed_url": clean_url(feed.self_url),
        "description": _clean(feed.description),
        "language": feed.language,
        "authors": [{"name": author}] if (author := _clean(feed.author)) else [],
    }
    begin = json.dumps(_without_empty(head), ensure_ascii=False, indent=1).removesuffix("\n}")
    items = ",\n".join(_JSON.encode(_json_item(item, feed.language)) for item in feed.items)
    lines = f"\n{items}\n " if items else ""
    return f'{begin},\n "items": [{lines}]\n}}\n'.encode()


def _json_item(item: FeedItem, language: str) -> Mapping[str, object]:
    author = _without_empty({"name": _clean(item.author), "url": clean_url(item.author_url)})
    title, summary, html = _clean(item.title), _clean(item.summary), _clean(item.html)
    url = clean_url(item.link)
    event = {
        "start": _format_start(item.start),
        "end": _format_end(item.end),
        "all_day": item.start is not None and not isinstance(item.start, datetime),
        "timezone": str(item.start.tzinfo) if isinstance(item.start, datetime) else "",
        "location": _clean(item.location),
    }
    return _without_empty(
        {
            "id": _clean(item.guid),
            "url": url,
            "title": title,
            "content_html": html,
            "content_text": "" if html else summary or title or url,
            "summary": summary,
            "image": clean_url(item.image),
            "date_published": format_instant(item.published),
            "date_modified": format_instant(item.updated),
            "authors": [author] if author else [],
            "tags": [_clean(category) for category in item.categories],
            "language": "" if item.language == language else item.language,
            "_event": _without_empty(event, keep="all_day") if item.start is not None else {},
        }
    )


def _without_empty(fields: Mapping[str, object], keep: str = "") -> dict[str, object]:
    return {name: value for name, value in fields.items() if value or name == keep}


def _generator(feed: NewsFeed) -> FeedGenerator:
    # Not before there is a feed to write: feedgen and lxml take as long to load as all our own modules here.
    import feedgen.entry  # noqa: F401 – loads what the next one takes for loaded
    from feedgen.ext.dc import DcEntryExtension, DcExtension
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    generator.register_extension("ev", _EventsModule, _EventDates)
    generator.id(feed.self_url)
    title = _clean(feed.title) or clean_url(feed.link)
    generator.title(title)
    generator.description(_clean(feed.description) or title)
    generator.language(feed.language)
    generator.generator(GENERATOR)
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.author(name=_clean(feed.author) or title)
    generator.link(href=clean_url(feed.self_url), rel="self")
    # RSS takes the link that was named last for the page of the channel.
    generator.link(href=clean_url(feed.link), rel="alternate", type="text/html")
    generator.updated(feed.updated.astimezone(UTC))
    return generator


def _add_item(
    generator: FeedGenerator, item: FeedItem, language: str, *, guid: str, summary: str = ""
) -> FeedEntry:
    entry: FeedEntry = generator.add_entry(order="append")
    entry.guid(guid, permalink=False)
    entry.title(_clean(item.title) or clean_url(item.link))
    entry.link(href=clean_url(item.link))
    entry.content(_clean(item.html) or escape(_clean(item.summary), quote=False), type="html")
    if summary:
        entry.summary(summary)
    entry.published(item.published.astimezone(UTC))
    entry.updated(item.updated.astimezone(UTC))
    if author := _clean(item.author):
        entry.author(name=author, **({"uri": clean_url(item.author_url)} if item.author_url else {}))
        entry.dc.dc_creator(author)
    for category in item.categories:
        entry.category(term=_clean(category))
    entry.ev.describe(item, language)
    return entry


class _EventsModule:
    """An extension in feedgen's sense, of the feed: the namespace, declared once on top."""

    def extend_ns(self) -> dict[str, str]:
        return {"ev": EVENTS_MODULE}

    def extend_rss(self, feed: Element) -> Element:
        return feed

    extend_atom = extend_rss


class _EventDates:
    """An extension in feedgen's sense, of an item: when, where, and in which language."""

    def __init__(self) -> None:
        self._fields: tuple[tuple[str, str], ...] = ()
        self._language = ""

    def describe(self, item: FeedItem, language: str) -> None:
        start, end = _format_start(item.start), _format_end(item.end)
        fields = (("startdate", start), ("enddate", end), ("location", _clean(item.location)))
        self._fields = tuple((name, value) for name, value in fields if value)
        self._language = item.language if item.language != language else ""

    def extend_rss(self, entry: Element) -> Element:
        if self._language:
            _add_element(entry, f"{{{DUBLIN_CORE}}}language", self._language)
        return self._extend(entry)

    def extend_atom(self, entry: Element) -> Element:
        if self._language:
            entry.set(XML_LANG, self._language)
        return self._extend(entry)

    def _extend(self, entry: Element) -> Element:
        for name, value in self._fields:
            _add_element(entry, f"{{{EVENTS_MODULE}}}{name}", value)
        return entry


def _add_element(parent: Element, name: str, text: str) -> None:
    from feedgen.util import xml_elem

    xml_elem(name, parent).text = text


def _format_start(start: Start | None) -> str:
    """W3CDTF, with the offset of the event's own zone; "" when there is none to tell."""
    if start is None:
        return ""
    return start.isoformat(timespec="minutes") if isinstance(start, datetime) else start.isoformat()


def _format_end(end: Start | None) -> str:
    """As people write it: of an all-day event the last day, not the day after."""
    if end is not None and not isinstance(end, datetime):
        return _format_start(end - timedelta(days=1))
    return _format_start(end)


def _tag_uri(guid: str) -> str:
    """`oak/story@events.example#2027-01-26` → `tag:events.example,2020:oak/story#2027-01-26`."""
    local, _, rest = guid.partition("@")
    domain, _, original = rest.partition("#")
    fragment = f"#{quote(original, safe=':')}" if original else ""
    return f"tag:{domain},2020:{quote(local, safe='/')}{fragment}"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
