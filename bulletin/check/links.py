"""What it leads to: links within the site, and records that name each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import normpath

from bulletin.check.rules import (
    BoardView,
    Finding,
    at_field,
    event_rule,
    is_confidential,
    may_be_named,
    offer,
    rule,
)
from bulletin.formats.records import slug_of, split_name
from bulletin.formats.urls import is_internal
from bulletin.model.board import DEFAULT_CHIPS, Board
from bulletin.model.event import Event
from bulletin.model.facets import board_facets
from bulletin.model.site.page_kinds import is_linkable, known_routes
from bulletin.model.site.pictures import FOLDER
from bulletin.model.site.routes import HOME, event_route, facet_route
from bulletin.model.text import Text
from bulletin.problems import Severity, SourceRef
from bulletin.translatable import gettext as _

_OLD_ADDRESS = re.compile(r"^/?(?:events/)?(?:(?P<partner>[a-z0-9-]+)/)?(?P<slug>[a-z0-9-]+)/?$")
MOST_GUESSES = 20
"""So many dead links of a board get a guess: each costs a look at every route."""

_FILES = ("files/", FOLDER, "static/", "days/")
"""Folders of pictures and flyers, of what is made of them, of the theme, and of what its scripts fetch."""

_FEEDS = re.compile(r"/?(?:[a-z0-9-]+\.(?:ics|rss|atom|json|xml|txt|md|html|css|js))$")


@rule("dead-link", Severity.WARNING)
def dead_link(view: BoardView) -> Iterator[Finding]:
    """A link within the site leads to a page that exists."""
    board, guesses = view.board, MOST_GUESSES
    linked = [(route, text) for route, text in _texts(board) if text.links]
    if not linked:
        return
    linkable, routes, left_out = is_linkable(board), list[str](), _routes_left_out(view)
    for route, text in linked:
        for url, line in text.links:
            target = _target(board, route, url)
            whole = f"{target}/" if target else HOME
            if target is None or whole.startswith(_FILES) or linkable(whole):
                continue
            if target in left_out or (left_out and target.startswith("languages/")):
                continue  # it is mended first, or published as it last was
            routes = routes or [each.rstrip("/") for each in known_routes(board) - _secret_routes(board)]
            near = get_close_matches(target, routes, n=1, cutoff=0.7) if guesses > 0 else []
            guesses -= 1
            hint = (
                _("Did you mean /{near}/?", near=near[0])
                if near
                else _("Pages of text are linked like this: /pages/policy/")
            )
            message = _("The link {url} leads to a page that does not exist.", url=url)
            yield Finding(SourceRef(text.ref.path, line, 1), message, hint)


def _secret_routes(board: Board) -> frozenset[str]:
    """Pages that no answer to somebody else names."""
    return frozenset(event_route(event) for event in board.events.values() if is_confidential(event))


def _routes_left_out(view: BoardView) -> frozenset[str]:
    """The pages, without slashes around them, of records that are left out because of an error."""
    board = view.board
    rooms = (board.events, board.partners, board.venues, board.pages)
    on_board = {record.ref.path for room in rooms for record in room.values()}
    missing = (path.split("/") for path in view.paths - on_board if not split_name(path)[1])
    return frozenset(
        "/".join((*folders, slug_of(split_name(name)[0]))) for *folders, name in missing if folders
    )


def _texts(board: Board) -> Iterator[tuple[str, Text]]:
    """Every text with the route of its page, without slashes around it."""
    for event in board.events.values():
        for text in (event.text, *event.translations.values()):
            yield f"events/{event.partner}/{event.slug}", text
    for partner in board.partners.values():
        yield f"partners/{partner.id}", partner.text
    for page in board.pages.values():
        for text in (page.text, *page.translations.values()):
            yield f"pages/{page.slug}", text


def _target(board: Board, route: str, url: str) -> str | None:
    """The route a link leads to, in the main language and without slashes; None when it leads elsewhere."""
    if url.startswith(board.info.url):
        url = "/" + url[len(board.info.url) :]
    if not is_internal(url):
        return None
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    if not path:
        return None
    whole = path if path.startswith("/") else f"/{route}/{path}"
    parts = normpath(whole).strip("/").split("/")
    if parts[0].lower() in {language.lower() for language in board.info.languages[1:]}:
        parts = parts[1:]
    return _FEEDS.sub("", "/".join(parts)) if parts[-1:] != ["."] else ""


def old_id(event: Event, address: str) -> str:
    """The `<partner>/<slug>` that an entry of `was_at` speaks of, or "" when it is no address of an event.

    `/events/oak/old-name/`, `oak/old-name`, or `old-name` in the event's own folder.
    """
    match = _OLD_ADDRESS.match(address.strip())
    return f"{match['partner'] or event.partner}/{match['slug']}" if match else ""


@rule("wrong-old-address", Severity.WARNING)
def wrong_old_address(view: BoardView) -> Iterator[Finding]:
    """An entry of `was_at` is the old address of an event, and no other event stands there now."""
    taken = {f"{event.partner}/{event.slug}": event for event in view.board.events.values()}
    for event in view.board.events.values():
        for address in event.was_at:
            found = old_id(event, address)
            if not found:
                hint = _("It is written as partner and name, as in: was_at: oak/story-time")
                yield Finding(
                    at_field(event, "was_at"), _("“{address}” is no old address.", address=address), hint
                )
            elif found in taken:
                other = taken[found]
                owner = other.ref.path if may_be_named(other, event) else _("another event")
                owner = _("this very event") if other is event else owner
                message = _(
                    "The old address {address} is the address of {owner} now.", address=found, owner=owner
                )
                yield Finding(at_field(event, "was_at"), message, _("Take it out of `was_at`."))


@event_rule("unknown-programme", Severity.WARNING)
def unknown_programme(view: BoardView, event: Event) -> Iterator[Finding]:
    """`part_of` is the id of an event on the board."""
    board = view.board
    if event.part_of and event.part_of not in board.events and event.part_of not in board.withdrawn_events:
        known = [each.id for each in view.board.events.values() if may_be_named(each, event)]
        near = get_close_matches(event.part_of, known, n=1, cutoff=0.85)
        message = _("There is no event “{part_of}” that this could be a part of.", part_of=event.part_of)
        hint, fix = _("It is written as partner and name, as in: oak/summer-fair"), None
        if near:
            hint, fix = offer(event, "part_of", _("Did you mean"), f"part_of: {near[0]}")
        yield Finding(at_field(event, "part_of"), message, hint, fix)


@rule("unknown-library", Severity.WARNING)
def unknown_library(view: BoardView) -> Iterator[Finding]:
    """`library` in board.yaml is one of the partners."""
    info = view.board.info
    if info.library and info.library not in view.board.partners:
        near = get_close_matches(info.library, view.board.partners, n=1, cutoff=0.6)
        hint = (
            _("Did you mean “{near}”?", near=near[0])
            if near
            else _("Add the file partners/{library}.yaml.", library=info.library)
        )
        yield Finding(
            info.ref,
            _("`library` says “{library}”, but there is no such partner.", library=info.library),
            hint,
        )


@rule("unknown-list", Severity.WARNING)
def unknown_list(view: BoardView) -> Iterator[Finding]:
    """Each of `chips` in board.yaml is a list of the board."""
    info = view.board.info
    lists = [facet_route(facet).rstrip("/") for facet in board_facets(view.board)]
    for chip in info.chips:
        name = chip.rstrip("/")
        if name not in lists and chip not in DEFAULT_CHIPS:
            near = get_close_matches(name, lists, n=1, cutoff=0.6)
            hint = (
                _("Did you mean {near}?", near=near[0])
                if near
                else _("It is the address of a list, as in: chips: [free]")
            )
            yield Finding(info.ref, _("`chips` says “{name}”, but there is no such list.", name=name), hint)


@rule("missing-policy", Severity.WARNING)
def missing_policy(view: BoardView) -> Iterator[Finding]:
    """`policy` in board.yaml is one of the pages.

    A refusal cites it, so everybody must be able to read it.
    """
    info = view.board.info
    page = info.policy.page
    if page and page not in view.board.pages:
        near = get_close_matches(page, view.board.pages, n=1, cutoff=0.6)
        hint = (
            _("Did you mean “{near}”?", near=near[0])
            if near
            else _("Write it into the file pages/{page}.md.", page=page)
        )
        yield Finding(info.ref, _("`policy` says “{page}”, but there is no such page.", page=page), hint)
