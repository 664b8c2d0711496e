"""The files about the whole site: sitemap, robots.txt, and the headers for hosts that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import partial
from html import escape

from bulletin.model.site.plan import CONTENT_SECURITY_POLICY, Asset, FilePlan, PagePlan

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"

MOST_ADDRESSES = 50_000
"""In one sitemap, says sitemaps.org."""

_TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}

_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_file_plans(url: str, pages: Sequence[PagePlan]) -> tuple[FilePlan, ...]:
    """The files about the whole site: its sitemap, `robots.txt`, and `_headers` for hosts that read it."""
    return (
        *sitemap_plans(url, [page for page in pages if page.in_sitemap]),
        FilePlan(ROBOTS, lambda: Asset(ROBOTS, robots(url))),
        FilePlan(HEADERS, lambda: Asset(HEADERS, headers())),
    )


def sitemap_plans(url: str, pages: Sequence[PagePlan]) -> Iterator[FilePlan]:
    """`sitemap.xml` for the board at `url`; several files when it has more than `MOST_ADDRESSES` pages."""
    pages = sorted(pages, key=lambda page: page.route)
    parts = [pages[at : at + MOST_ADDRESSES] for at in range(0, len(pages), MOST_ADDRESSES)] or [[]]
    if len(parts) == 1:
        yield FilePlan(SITEMAP, partial(_sitemap, SITEMAP, url, parts[0]))
        return
    routes = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield FilePlan(SITEMAP, partial(_sitemap_index, url, routes))
    for route, part in zip(routes, parts, strict=True):
        yield FilePlan(route, partial(_sitemap, route, url, part))


def _sitemap(route: str, url: str, pages: Sequence[PagePlan]) -> Asset:
    root = f'urlset xmlns="{_SITEMAP_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return Asset(route, _xml(root, [_sitemap_entry(url, page) for page in pages]))


def _sitemap_index(url: str, routes: Sequence[str]) -> Asset:
    entries = [f"<sitemap><loc>{escape(url + route)}</loc></sitemap>" for route in routes]
    return Asset(SITEMAP, _xml(f'sitemapindex xmlns="{_SITEMAP_NAMESPACE}"', entries))


def _sitemap_entry(url: str, page: PagePlan) -> str:
    """A page's absolute address, in every language, and when it changed.

    Only an event's page has a change: the day of the build is none.
    """
    parts = [f"<loc>{escape(url + page.route)}</loc>"]
    if page.changed:
        parts.append(f"<lastmod>{page.changed.astimezone(UTC).isoformat()[:19]}Z</lastmod>")
    parts += (
        f'<xhtml:link rel="alternate" hreflang="{escape(each.lang)}" href="{escape(url + each.route)}"/>'
        for each in page.alternates
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

    Anybody may take feeds into their own pages; no other host learns which page a reader came from.
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
