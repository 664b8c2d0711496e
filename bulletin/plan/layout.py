"""What all pages of a language share, and what the head of a page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.model.board import Notice
from bulletin.model.occurrences import Occurrences
from bulletin.model.partner import Partner
from bulletin.model.place import DayRange
from bulletin.model.policy import text_in
from bulletin.model.site.page_kinds import KINDS, PageAddress, next_month
from bulletin.model.site.parts import Alternate, Head, Layout, Link, MixedText, NoticeLine, Subscribe
from bulletin.model.site.plan import FeedPlan, Page
from bulletin.model.site.routes import (
    AGENDA,
    HOME,
    SUBMIT,
    days_route,
    month_route,
    page_route,
    webcal_address,
    when_route,
)
from bulletin.model.site.values import Values
from bulletin.plan.further_days import months_ahead
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.plan.mixed_language import localized
from bulletin.plan.pictures import logo_picture
from bulletin.words.dates import capital, direction, own_name

ON_SUBMITTING = "submit"
"""The slug of the board's own page on handing in: the form leads to it, so the footer does not."""
ELSEWHERE = "https://www.wikipedia.org/"
"""A page that anybody may have been looking at."""


def plan_layout(local: LocalizedBoard) -> Layout:
    """Masthead, navigation, notices of the day and footer of the pages of a language."""
    info, writer = local.board.info, local.dates
    return Layout(
        lang=local.language,
        dir=direction(local.language),
        board_title=info.title,
        tagline=localized(local, *_tagline(local)),
        url=info.url,
        home=local.route_to(HOME),
        nav=tuple(_nav(local)),
        footer=tuple(_footer(local)),
        notices=tuple(_notice(local, notice) for notice in info.notices if notice.is_shown(local.today)),
        made_on=writer.day(local.today, "weekday_day_month_year"),
        made_on_iso=local.today.isoformat(),
        zone=info.timezone,
        days_folder=local.route_to(days_route()),
        months_ahead=months_ahead(local),
        disclaimer=_disclaimer(local),
        title_lang=local.other_language(info.language),
        logo=logo_picture(local, info.logo, info.language),
    )


def _tagline(local: LocalizedBoard) -> tuple[str, str]:
    """The tagline and its language: the main one where it was written once for all."""
    info = local.board.info
    own = local.language in info.taglines
    return info.tagline(local.language), local.language if own else info.language


def _disclaimer(local: LocalizedBoard) -> MixedText:
    """The board's own sentence, else that a listing is no endorsement."""
    text, language = text_in(local.board.info.policy.disclaimers, local.language, local.board.info.language)
    return localized(local, text, language) if text else local.phrase("footer.disclaimer")


def _notice(local: LocalizedBoard, notice: Notice) -> NoticeLine:
    tag, text = notice.text_in(local.language, local.board.info.language)
    lang = local.other_language(tag)
    until = notice.last.isoformat() if notice.last else ""
    return NoticeLine(text.html, _days_of(local, notice), until, lang, direction(tag) if lang else "")


def _days_of(local: LocalizedBoard, notice: Notice) -> str:
    """The days a notice is for, as was said, or because it shows on that day alone."""
    days = notice.days
    if days is None and notice.first and notice.first == notice.last:
        days = DayRange(notice.first, notice.first)
    if days is None:
        return ""
    if days.first == days.last:
        return capital(local.dates.near_day(days.first, local.today))
    return capital(local.dates.row_days(days.first, days.last, local.today))


def _nav(local: LocalizedBoard) -> list[Link]:
    """Only pages that exist."""
    phrase = local.phrase
    month = month_route(local.today)
    wanted = [
        (phrase("nav.today"), HOME),
        (phrase("nav.all"), AGENDA),
        (local.dates.day(local.today, "month"), month),
        (phrase("nav.partners"), "partners/"),
        (phrase("nav.venues"), "venues/"),
        (phrase("nav.submit"), SUBMIT),
    ]
    return [
        Link(text[:1].upper() + text[1:], local.route_to(route))
        for text, route in wanted
        if local.has_page(route)
    ]


def _footer(local: LocalizedBoard) -> list[Link]:
    """Every index, what is new, how to submit, the board's own pages: so that nothing is out of reach."""
    board, phrase = local.board, local.phrase
    wanted = [
        *((phrase(kind.label), route) for kind in KINDS if kind.label for route, _ in kind.known(board)),
        (phrase("when.new"), when_route("new")),
        (phrase("nav.submit"), SUBMIT),
    ]
    own = {page_route(slug) for slug in board.pages}
    links = [
        Link(text, local.route_to(route))
        for text, route in wanted
        if local.has_page(route) and route not in own
    ]
    links += _own_pages(local)
    links += _to_print(local)
    if local.has_page("digest/"):
        links.append(Link(local.phrase("digest.title"), local.route_to("digest/")))
    return links


def _own_pages(local: LocalizedBoard) -> Iterator[Link]:
    """The board's own pages, its house rules first."""
    pages, policy = local.board.pages, local.board.info.policy.page
    for slug in sorted(pages, key=lambda slug: slug != policy):
        if slug == policy or slug != ON_SUBMITTING:
            text, language = local.page_text(pages[slug])
            yield Link(text.title, local.route_to(page_route(slug)), lang=language)


def _to_print(local: LocalizedBoard) -> list[Link]:
    """The way to the week on paper, where there is one."""
    route = "print/week/"
    return [Link(local.phrase("paper.print_week"), local.route_to(route))] if local.has_page(route) else []


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the head of a page says. `feeds` are those it names, `image` is an absolute address.

    `canonical` is the route of the page in whose place it stands; "" for its own. `shared_title` is what a
    preview of a link to it says in place of the title.
    """

    title: str
    description: str = ""
    feeds: tuple[FeedPlan, ...] = ()
    json_ld: tuple[Mapping[str, object], ...] = ()
    image: str = ""
    canonical: str = ""
    shared_title: str = ""


def page_at(local: LocalizedBoard, address: PageAddress, values: Values, metadata: PageMetadata) -> Page:
    """The page at an address."""
    board, title = local.board.info.title, metadata.title
    route = metadata.canonical or address.route
    head = Head(
        title=board if title == board else local.phrase("title.site", page=title, board=board),
        description=metadata.description,
        # There is one 404.html for all languages; from it, another language leads to its first page.
        alternates=alternates(local, route if address.kind.is_translated else HOME),
        feeds=tuple(Link(feed.title, feed.path) for feed in metadata.feeds),
        canonical=local.url(local.route_to(route)),
        json_ld=metadata.json_ld,
        image=metadata.image,
        noindex=not is_indexed(local.occurrences, address),
        shared_title=metadata.shared_title,
    )
    template = address.kind.template or address.kind.name
    return Page(local.route_to(address.route), template, head, values, local.language)


def is_indexed(occurrences: Occurrences, address: PageAddress) -> bool:
    """Whether search engines should find a page: not a day, a month or an event that is over, nor a sheet
    to print or what stands within other pages, which say what is said elsewhere, nor what partners or staff
    need."""
    today, subject = occurrences.today, address.subject
    match address.kind.name:
        case "day":
            return bool(subject >= today)
        case "month":
            return next_month(subject) > today
        case "event":
            return bool(not subject.publish_dates or occurrences.is_to_come(subject))
        case "print_week" | "print_large" | "print_month" | "digest" | "open":
            return False
        case "kit" | "sign" | "poster" | "embed" | "recruiting":
            return False
    return address.kind.has_links


def alternates(local: LocalizedBoard, route: str) -> tuple[Alternate, ...]:
    """The same page in every language of the board."""
    info = local.board.info
    tags = info.published_languages
    if len(tags) < 2:
        return ()
    return tuple(
        Alternate(tag, own_name(tag), info.prefix(tag) + route, direction(tag), current=tag == local.language)
        for tag in tags
    )


def leave_url(partner: Partner | None) -> str:
    """Where "Leave this page" leads, on the pages of a partner that has to be left quickly."""
    return ELSEWHERE if partner is not None and partner.sensitive else ""


def plan_subscribe(local: LocalizedBoard, title: MixedText, feeds: tuple[FeedPlan, ...]) -> Subscribe | None:
    """What stands under "Keep it in your pocket": the feeds beside a page."""
    if not feeds:
        return None
    paths = {feed.path.rpartition("/")[2]: feed.path for feed in feeds}
    calendar = paths.get("calendar.ics", "")
    url = local.url(calendar) if calendar else ""
    further = (
        ("calendar-without-cancelled.ics", "feed.calendar_without"),
        ("new.atom", "feed.atom"),
        ("new.json", "feed.json"),
    )
    return Subscribe(
        title=title,
        calendar=calendar,
        webcal=webcal_address(url) if url else "",
        url=url,
        new=paths.get("new.rss", ""),
        soon=paths.get("coming-up.rss", ""),
        extra=(
            *(Link(local.phrase(key), paths[name]) for name, key in further if name in paths),
            *_to_print(local),
        ),
        help=_help(local),
    )


def _help(local: LocalizedBoard) -> Link | None:
    route = page_route("subscribe")
    text = local.phrase("nav.how_to_subscribe")
    return Link(text, local.route_to(route)) if local.has_page(route) else None
