"""The weekly digest: its page, the same to paste as plain text and Markdown, and a feed for mailing tools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bulletin.model.feed import FeedItem, NewsFeed
from bulletin.model.site.digest import Digest
from bulletin.model.site.page_kinds import PageAddress
from bulletin.model.site.parts import Link
from bulletin.model.site.plan import Asset, FeedPlan, FilePlan, NewsFile, Page
from bulletin.model.site.routes import AGENDA
from bulletin.model.site.values import DigestValues
from bulletin.plan.digest import digest_html, digest_markdown, digest_text, plan_digest
from bulletin.plan.layout import PageMetadata, page_at
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.pages.planner import PagePlanner

ROUTE = "digest/"
FEED = f"{ROUTE}feed.rss"
FORMS: dict[str, Callable[[Digest], str]] = {"digest.txt": digest_text, "digest.md": digest_markdown}


def plan_digest_page(local: LocalizedBoard, address: PageAddress) -> Page:
    """`/digest/`: today and the next six days, ready to be copied."""
    digest = digest_of(local)
    feeds = _feed_plans(local)
    files = [(local.phrase(f"digest.{name.rpartition('.')[2]}"), f"{ROUTE}{name}") for name in FORMS]
    values = DigestValues(
        title=local.phrase("digest.title"),
        html=digest_html(digest),
        files=(
            *(Link(text, local.route_to(route)) for text, route in files),
            *(Link(local.phrase("digest.feed"), feed.path) for feed in feeds),
        ),
        crumbs=(Link(local.phrase("title.all"), local.route_to(AGENDA)),),
    )
    return page_at(local, address, values, PageMetadata(values.title, digest.title, feeds))


def digest_of(local: LocalizedBoard) -> Digest:
    return local.cache.once(("digest",), lambda: plan_digest(local))


def _beside_digest(local: LocalizedBoard, address: PageAddress) -> tuple[FilePlan, ...]:
    texts = (
        FilePlan(local.route_to(f"{ROUTE}{name}"), partial(_text_file, local, name, form))
        for name, form in FORMS.items()
    )
    return (*texts, *_feed_plans(local))


def _text_file(local: LocalizedBoard, name: str, form: Callable[[Digest], str]) -> Asset:
    return Asset(local.route_to(f"{ROUTE}{name}"), form(digest_of(local)).encode())


def _feed_plans(local: LocalizedBoard) -> tuple[FeedPlan, ...]:
    """The feed, on boards that have any."""
    if not {"rss", "board-rss"} & local.board.info.publish:
        return ()
    path = local.route_to(FEED)
    title = local.phrase("feed.one", board=local.board.info.title, page=local.phrase("digest.title"))
    return (FeedPlan(path, partial(_feed, local, path, title), title),)


def _feed(local: LocalizedBoard, path: str, title: str) -> NewsFile:
    """One item, the digest of the coming week, with one guid for the whole of a week (ISO 8601).

    So a mailing tool that looks once a week, on whatever day, finds something new each time, and one that
    looks every day sends one letter a week.
    """
    info, digest = local.board.info, digest_of(local)
    year, week, weekday = local.today.isocalendar()
    monday = local.today - timedelta(days=weekday - 1)
    begun = datetime.combine(monday, time(), ZoneInfo(info.timezone))
    library = local.board.partners.get(info.library)
    author = library.name if library else info.title
    page = local.url(local.route_to(ROUTE))
    item = FeedItem(
        guid=f"digest/{local.prefix}{year}-W{week:02}@{info.uid_domain}",
        title=digest.title,
        link=page,
        published=begun,
        updated=begun,
        html=digest_html(digest),
        author=author,
    )
    feed = NewsFeed(
        title=title,
        description=title,
        link=page,
        self_url=local.url(path),
        language=local.language,
        since=info.since,
        author=author,
        items=(item,),
    )
    return NewsFile(path, feed)


PLANNERS = {"digest": PagePlanner(plan_digest_page, _beside_digest)}
