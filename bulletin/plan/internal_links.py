"""People's texts on a page: links within the site made relative to where the text stands."""

from __future__ import annotations

from posixpath import normpath, relpath
from urllib.parse import unquote, urlsplit

from bulletin.formats.markup import rewrite_internal_links
from bulletin.plan.localized_board import LocalizedBoard


def site_html(local: LocalizedBoard, html: str, route: str) -> str:
    """The HTML with its internal links leading from the page at `route`, which is without prefix."""
    if "href=" not in html:
        return html
    here = local.route_to(route)
    return rewrite_internal_links(html, lambda link: _relative(local, here, link))


def _relative(local: LocalizedBoard, here: str, link: str) -> str:
    """`/pages/policy/` as seen from `here`; in the language of `local` where there is such a page."""
    parts = urlsplit(link)
    if not parts.path:
        return link
    target = find_route(local, here, unquote(parts.path))
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if target is None:
        return link
    return f"{relative_route(here, target)}{anchor}"


def find_route(local: LocalizedBoard, here: str, path: str) -> str | None:
    """The route a link within a text means, or None when there is no such page."""
    route = path.lstrip("/") if path.startswith("/") else normpath(f"{here}{path}").removeprefix(".")
    route = route.removesuffix("index.html")
    if route and not route.endswith("/") and "." not in route.rsplit("/", 1)[-1]:
        route += "/"
    if local.has_page(route):
        return local.route_to(route)
    return route if local.has_page(route.removeprefix(local.prefix)) else None


def relative_route(here: str, target: str) -> str:
    """How to get from one route to another, in any folder the site may stand in.

    >>> relative_route("events/oak/story-time/", "pages/policy/")
    '../../../pages/policy/'
    """
    folder = here if here.endswith("/") or not here else here.rpartition("/")[0] + "/"
    found = relpath(f"/{target}", f"/{folder}")
    return f"{found}/" if target.endswith("/") or not target else found
