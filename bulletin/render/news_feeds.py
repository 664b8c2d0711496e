"""News feeds as bytes: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

feedgen writes the XML; what it does by itself is undone here: the time of the build, its own name, the
order turned round, links that lose what they are, authors that vanish without an e-mail address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.recurrence import Start
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

Entries = dict[tuple[str, int, bool], tuple[FeedItem, bytes]]
"""Items written so far, by form and identity, and whether they are in another language than the feed: one
stands in a dozen feeds. Beside the bytes the item itself, so that no other comes to have its identity."""

_TOGETHER = 50
"""So many items are written at once: feedgen writes the whole feed or nothing."""


def render_rss(feed: NewsFeed, written: Entries | None = None) -> bytes:
    """RSS 2.0, the event's own dates in the RSS 1.0 events module (`ev:startdate`).

    `written` goes from feed to feed: an item that is in it is not written again.
    """
    return _put_together(feed, _RSS, {} if written is None else written)


def render_atom(feed: NewsFeed, written: Entries | None = None) -> bytes:
    """Atom. An id must be an IRI (RFC 4287 §4.2.6), so a guid becomes a tag: URI (RFC 4151)."""
    return _put_together(feed, _ATOM, {} if written is None else written)


def render_json_feed(feed: NewsFeed, written: Entries | None = None) -> bytes:
    """JSON Feed 1.1, the event's own dates in the extension `_event`; a line for each item."""
    written = {} if written is None else written
    head = {
        "version": JSON_FEED,
        "title": _clean(feed.title) or clean_url(feed.link),
        "home_page_url": clean_url(feed.link),
        "feed_url": clean_url(feed.self_url),
        "description": _clean(feed.description),
        "language": feed.language,
        "authors": [{"name": author}] if (author := _clean(feed.author)) else [],
    }
    lines = []
    for item in feed.items:
        place = "json", id(item), item.language != feed.language
        if place not in written:
            written[place] = item, _JSON.encode(_json_item(item, feed.language)).encode()
        lines.append(written[place][1])
    begin = json.dumps(_without_empty(head), ensure_ascii=False, indent=1).removesuffix("\n}")
    items = b"\n%s\n " % b",\n".join(lines) if lines else b""
    return b'%s,\n "items": [%s]\n}\n' % (begin.encode(), items)


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
            "date_published": _format_instant(item.published),
            "date_modified": _format_instant(item.updated),
            "authors": [author] if author else [],
            "tags": [_clean(category) for category in item.categories],
            "language": "" if item.language == language else item.language,
            "_event": _without_empty(event, keep="all_day") if item.start is not None else {},
        }
    )


def _without_empty(fields: Mapping[str, object], keep: str = "") -> dict[str, object]:
    return {name: value for name, value in fields.items() if value or name == keep}


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of XML: how an item is added, how all of it is written, how an item and how all of it ends."""

    name: str
    add: Callable[[FeedGenerator, FeedItem, str], None]
    write: Callable[[FeedGenerator], bytes]
    item_end: bytes
    end: bytes


def _put_together(feed: NewsFeed, form: _Form, written: Entries) -> bytes:
    """The same bytes as feedgen's for the whole feed: where an item stands changes nothing of it."""
    generator = _generator(feed)
    begin = form.write(generator).removesuffix(form.end)
    items = {(form.name, id(item), item.language != feed.language): item for item in feed.items}
    new = [place for place in items if place not in written]
    for first in range(0, len(new), _TOGETHER):
        places = new[first : first + _TOGETHER]
        for place in places:
            form.add(generator, items[place], feed.language)
        # No text holds the end of an item as it stands: its `<` is escaped.
        texts = form.write(generator)[len(begin) : -len(form.end)].split(form.item_end)[:-1]
        for place, text in zip(places, texts, strict=True):
            written[place] = items[place], text + form.item_end
            generator.remove_entry(0)
    parts = [written[form.name, id(item), item.language != feed.language][1] for item in feed.items]
    return b"".join([begin, *parts, form.end])


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
) -> None:
    entry: FeedEntry = generator.add_entry(order="append")
    entry.guid(guid, permalink=False)
    entry.title(_clean(item.title) or clean_url(item.link))
    entry.link(href=clean_url(item.link))
    entry.content(_clean(item.html) or _escape(_clean(item.summary)), type="html")
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


def _add_to_rss(generator: FeedGenerator, item: FeedItem, language: str) -> None:
    _add_item(generator, item, language, guid=_clean(item.guid))


def _add_to_atom(generator: FeedGenerator, item: FeedItem, language: str) -> None:
    _add_item(generator, item, language, guid=_tag_uri(item.guid), summary=_clean(item.summary))


_RSS = _Form(
    "rss",
    _add_to_rss,
    lambda feed: bytes(feed.rss_str(pretty=True)),
    b"    </item>\n",
    b"  </channel>\n</rss>\n",
)
_ATOM = _Form(
    "atom", _add_to_atom, lambda feed: bytes(feed.atom_str(pretty=True)), b"  </entry>\n", b"</feed>\n"
)


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


def _format_instant(instant: datetime) -> str:
    """RFC 3339, in UTC."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _tag_uri(guid: str) -> str:
    """`oak/story@events.example#2027-01-26` → `tag:events.example,2020:oak/story#2027-01-26`."""
    local, _, rest = guid.partition("@")
    domain, _, original = rest.partition("#")
    fragment = f"#{quote(original, safe=':')}" if original else ""
    return f"tag:{domain},2020:{quote(local, safe='/')}{fragment}"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
