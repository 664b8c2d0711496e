"""Files for machines: `sitemap.xml`, `robots.txt`, the headers of a host, `events/events.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape

from bulletin.model.event import Occurrence
from bulletin.model.occurrences import marks_of
from bulletin.model.place import Known
from bulletin.model.site import Asset, LostValues, Page, RedirectValues
from bulletin.model.site.routes import AGENDA, event_route
from bulletin.plan.events.cards import status_note
from bulletin.plan.events.places import place_line
from bulletin.plan.localized_board import Edition

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"
EVENTS = f"{AGENDA}events.json"

MOST_ADDRESSES = 50_000
"""In one sitemap, says sitemaps.org."""

EVENTS_VERSION = 1

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self' mailto:; base-uri 'none'"
)
"""The same as on every page, for hosts that read `_headers`."""

_TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}

_SITEMAP_NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def sitemap_entries(
    url: str, pages: Iterable[Page], changed: Mapping[str, datetime] | None = None
) -> Iterator[tuple[str, str]]:
    """(route, what the sitemap says of it) of each page that is to be found: absolute, in every language.

    `changed` tells when a page last changed, by its route; of others nothing is said, for the day of the
    build is no change.
    """
    return ((page.route, _sitemap_entry(url, page, changed or {})) for page in pages if _is_listed(page))


def sitemaps(url: str, found: Iterable[tuple[str, str]]) -> tuple[Asset, ...]:
    """`sitemap.xml` for the board at `url`; several files when it has more than `MOST_ADDRESSES` pages."""
    entries = [entry for _, entry in sorted(found)]
    parts = [entries[at : at + MOST_ADDRESSES] for at in range(0, len(entries), MOST_ADDRESSES)] or [[]]
    if len(parts) == 1:
        return (Asset(SITEMAP, _xml(f"urlset {_SITEMAP_NAMES}", parts[0])),)
    routes = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = [f"<sitemap><loc>{escape(url + route)}</loc></sitemap>" for route in routes]
    return (
        Asset(SITEMAP, _xml('sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', index)),
        *(
            Asset(route, _xml(f"urlset {_SITEMAP_NAMES}", part))
            for route, part in zip(routes, parts, strict=True)
        ),
    )


def _is_listed(page: Page) -> bool:
    return not page.head.noindex and not isinstance(page.values, (RedirectValues, LostValues))


def _sitemap_entry(url: str, page: Page, changed: Mapping[str, datetime]) -> str:
    parts = [f"<loc>{escape(url + page.route)}</loc>"]
    if moment := changed.get(page.route):
        parts.append(f"<lastmod>{moment.astimezone(UTC).isoformat()[:19]}Z</lastmod>")
    if len(page.head.alternates) > 1:
        parts += (
            f'<xhtml:link rel="alternate" hreflang="{escape(each.lang)}" href="{escape(url + each.route)}"/>'
            for each in page.head.alternates
        )
    return f"<url>{''.join(parts)}</url>"


def _xml(root: str, entries: Sequence[str]) -> bytes:
    name = root.partition(" ")[0]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root}>", *entries, f"</{name}>", ""]
    return "\n".join(lines).encode()


def robots(url: str) -> bytes:
    """`robots.txt`: everybody may read everything, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {url}{SITEMAP}\n".encode()


def headers() -> bytes:
    """`_headers`, for hosts that read it: the pages' own policy, and the types of calendars and feeds.

    Anybody may take feeds into their own pages; nobody is told which page a reader came from.
    """
    rules = [
        "/*",
        f"  Content-Security-Policy: {CONTENT_SECURITY_POLICY}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: same-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
    ]
    for ending, media in _TYPES.items():
        rules += [f"/*.{ending}", f"  Content-Type: {media}", "  Access-Control-Allow-Origin: *"]
    return "\n".join([*rules, ""]).encode()


def events_json(edition: Edition) -> bytes:
    """`events/events.json`: every date that lists show, up to the horizon, with what a list needs.

    `start` and `end` are ISO 8601: of an all-day date both are days and `end` is the last one. `access` names
    the facts known to be there, `route` the place on this site. Events without published dates are not in it.
    """
    info = edition.board.info
    dates = [one for event in edition.board.events.values() for one in edition.held.coming(event)]
    whole = {
        "version": EVENTS_VERSION,
        "board": {
            "title": info.title,
            "url": edition.url(edition.to("")),
            "timezone": info.timezone,
            "language": edition.language,
        },
        "made_on": edition.today.isoformat(),
    }
    rows = _Rows(edition)
    listed = ",\n".join(_compact(rows.row(one)) for one in sorted(dates, key=edition.held.rank))
    opening = _compact(whole).removesuffix("}")
    return f'{opening},"events":[\n{listed}\n]}}\n'.encode()


class _Rows:
    """Rows of dates; what the dates of an event have in common is worked out once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.common: dict[str, tuple[dict[str, object], dict[str, str]]] = {}

    def row(self, one: Occurrence) -> dict[str, object]:
        edition, event = self.edition, one.event
        if one.change is not None:
            common, further = _common(edition, one)
        elif event.id in self.common:
            common, further = self.common[event.id]
        else:
            common, further = self.common[event.id] = _common(edition, one)
        route = f"{edition.to(event_route(event))}#{edition.held.anchor(one)}"
        marks = marks_of(edition.held, one)
        return {
            "id": _id_of(one, marks.start),
            "uid": one.series.uid,
            "start": marks.start,
            "end": marks.end,
            **common,
            "url": edition.url(route),
            "route": route,
            **further,
        }


def _id_of(one: Occurrence, start: str) -> str:
    """`str(one.id)`, where it is not written anew what `start` says already."""
    if one.original is not one.start:
        return str(one.id)
    return f"{one.series.uid}#{start[:13]}{start[14:16]}"


def _common(edition: Edition, one: Occurrence) -> tuple[dict[str, object], dict[str, str]]:
    """What is said of every date as its event is, and what not every event has something to say of."""
    event = one.event
    text, language = edition.event_text(event)
    common: dict[str, object] = {
        "title": text.title,
        "status": one.status.value,
        "place": place_line(edition, one.place),
        "partner": event.partner,
        "category": event.categories[0],
        "categories": list(event.categories),
        "free": event.is_free,
        "languages": list(event.languages),
        "audience": event.audience,
        "needs": list(event.needs),
        "access": sorted([name for name, fact in one.access.items() if fact.known is Known.YES]),
    }
    further = {
        # Of a place told on request even this would say whether it is the library's.
        "mode": edition.board.mode_of(event, one.place).value if one.place.is_published else "",
        "label": one.label,
        "note": status_note(one),
        "text_language": language,
    }
    return common, {name: value for name, value in further.items() if value}


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
