"""What every page of an edition shares, and what a page says of itself to machines and neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.model.site import Alternate, CalendarFile, Frame, Head, Link, NewsFile, Subscribe, Wording
from bulletin.plan.edition import Edition
from bulletin.plan.routes import AGENDA, HOME, month_route, page_route
from bulletin.plan.wording import told
from bulletin.words.dates import direction, own_name

FOOTER_PAGES = ("about", "accessibility", "submit")


def plan_frame(edition: Edition) -> Frame:
    """Masthead, navigation, notices of the day and footer of an edition."""
    info, say, writer = edition.board.info, edition.say, edition.writer
    return Frame(
        lang=edition.language,
        dir=direction(edition.language),
        board_title=info.title,
        tagline=told(edition, *_tagline(edition)),
        url=info.url,
        home=edition.to(HOME),
        nav=tuple(_nav(edition)),
        footer=tuple(_footer(edition)),
        notices=tuple(
            _notice(edition, notice.html)
            for notice in info.notices
            if (notice.first is None or notice.first <= edition.today)
            and (notice.last is None or edition.today <= notice.last)
        ),
        made_on=writer.day(edition.today, "weekday_day_month_year"),
        made_on_iso=edition.today.isoformat(),
        disclaimer=say("footer.disclaimer"),
        title_lang=edition.differs(info.language),
    )


def _tagline(edition: Edition) -> tuple[str, str]:
    """The tagline and its language: the main one where it was written once for all."""
    info = edition.board.info
    own = edition.language in info.taglines
    return info.tagline(edition.language), edition.language if own else info.language


def _notice(edition: Edition, html: str) -> str:
    """The notice, marked with its language where the page speaks another."""
    if edition.is_main:
        return html
    language = edition.board.info.language
    return f'<span lang="{language}" dir="{direction(language)}">{html}</span>'


def _nav(edition: Edition) -> list[Link]:
    """Only pages that exist."""
    say = edition.say
    month = month_route(edition.today)
    wanted = [
        (say("nav.today"), HOME),
        (say("nav.all"), AGENDA),
        (edition.writer.day(edition.today, "month"), month),
        (say("nav.partners"), "partners/"),
        (say("nav.venues"), "venues/"),
        (say("nav.submit"), page_route("submit")),
    ]
    return [
        Link(text[:1].upper() + text[1:], edition.to(route)) for text, route in wanted if edition.has(route)
    ]


def _footer(edition: Edition) -> list[Link]:
    board = edition.board
    slugs = [board.info.policy] if board.info.policy in board.pages else []
    slugs += [slug for slug in board.pages if slug not in slugs and slug != "submit"]
    links = []
    for slug in slugs:
        text, language = edition.page_text(board.pages[slug])
        links.append(Link(text.title, edition.to(page_route(slug)), lang=language))
    return links


def plan_head(
    edition: Edition,
    route: str,
    title: str,
    *,
    description: str = "",
    feeds: tuple[CalendarFile | NewsFile, ...] = (),
    json_ld: tuple[Mapping[str, object], ...] = (),
    image: str = "",
    noindex: bool = False,
) -> Head:
    """`route` is without the edition's prefix."""
    info = edition.board.info
    board = info.title
    full = board if title == board else edition.say("title.site", page=title, board=board)
    return Head(
        title=full,
        description=description,
        alternates=alternates(edition, route),
        feeds=tuple(Link(_feed_title(file), file.route) for file in feeds),
        canonical=edition.url(edition.to(route)),
        json_ld=json_ld,
        image=image,
        noindex=noindex,
    )


def alternates(edition: Edition, route: str) -> tuple[Alternate, ...]:
    """The same page in every language of the board."""
    info = edition.board.info
    tags = info.languages if "translations" in info.publish else info.languages[:1]
    if len(tags) < 2:
        return ()
    return tuple(
        Alternate(
            tag,
            own_name(tag),
            route if tag == info.language else f"{tag.lower()}/{route}",
            direction(tag),
            current=tag == edition.language,
        )
        for tag in tags
    )


def _feed_title(file: CalendarFile | NewsFile) -> str:
    return file.feed.name if isinstance(file, CalendarFile) else file.feed.title


def plan_subscribe(
    edition: Edition, title: Wording, calendars: tuple[CalendarFile, ...], news: tuple[NewsFile, ...]
) -> Subscribe | None:
    """What stands under "Keep it in your pocket": the feeds beside a page."""
    if not calendars and not news:
        return None
    first = calendars[0] if calendars else None
    url = edition.url(first.route) if first else ""
    rss = {file.route.rsplit("/", 1)[-1]: file.route for file in news}
    extra = [Link(edition.say("feed.calendar_without"), file.route) for file in calendars[1:]]
    for name, word in (("new.atom", "feed.atom"), ("new.json", "feed.json")):
        if name in rss:
            extra.append(Link(edition.say(word), rss[name]))
    return Subscribe(
        title=title,
        calendar=first.route if first else "",
        webcal="webcal:" + url.split(":", 1)[1] if url else "",
        url=url,
        new=rss.get("new.rss", ""),
        soon=rss.get("coming-up.rss", ""),
        extra=tuple(extra),
    )
