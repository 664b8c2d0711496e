"""A review → one HTML file: only what each proposal changes, in the board's own look, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from bulletin.model.site.details import EventValues
from bulletin.model.site.parts import EventCard
from bulletin.model.site.plan import EVENT, Page, SitePlan
from bulletin.model.site.review_page import ReviewedProblem, ReviewedRecord, ReviewPage, ReviewPart
from bulletin.render import Renderer
from bulletin.render.excerpt import Excerpt, excerpt_page
from bulletin.render.html import render_cards_alone
from bulletin.render.html.themes import Theme
from bulletin.render.standalone import Document, Kept, event_excerpt, inline_pictures, write_document

MOST_BYTES = 4_000_000
"""Of pages shown whole; what comes after them is shown as cards alone."""

OWN_STYLE = """
.review-part{margin-block:2.5rem;padding-block-start:.6rem;border-block-start:3px solid}
.review-part>h2{margin-block:0 .3rem;font-size:1rem;overflow-wrap:anywhere}
.review-first{margin-block:0 .6rem;font-size:1.1rem;font-weight:600;line-height:1.35}
.review-part ul.review-lines{margin-block:.4rem;padding-inline-start:1.2rem;list-style:disc}
.review-lines li{margin-block:.25rem;overflow-wrap:anywhere}
.review-record{margin-block:1.5rem}
.review-record>h3{margin-block:0 .3rem;overflow-wrap:anywhere}
.review-mark{margin-inline-end:.4em;padding:.1em .5em;border:2px solid;border-radius:.3em}
.review-mark{font:600 .8rem sans-serif}
.review-sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:1rem}
.review-sides h4{margin-block:.8rem .4rem}
.review-old{padding-inline-start:.6rem;border-inline-start:3px dashed}
.review-new{padding-inline-start:.6rem;border-inline-start:3px solid}
.review-problem{margin-block:.6rem;overflow-wrap:anywhere}
.review-problem pre{margin-block:.3rem;white-space:pre-wrap}
.review-page{margin-block:1rem;padding:0 1rem;border:1px solid}
.review-page>summary{padding-block:.6rem;cursor:pointer}
"""


def render_review(page: ReviewPage, theme: Theme) -> bytes:
    """The whole file. Raises `UnusableTheme`."""
    room = [MOST_BYTES]
    parts = "".join(_part(part, number, theme, room) for number, part in enumerate(page.parts))
    body = f"<h1>{escape(page.title)}</h1>\n<p>{escape(page.about)}</p>\n{_contents(page)}{parts}"
    return write_document(theme, Document("en", "ltr", escape(page.title), body, OWN_STYLE)).encode()


def _contents(page: ReviewPage) -> str:
    if len(page.parts) < 2:
        return ""
    links = (
        f'<li><a href="#part-{number}">{_line(part.words[0] if part.words else part.name)}</a></li>\n'
        for number, part in enumerate(page.parts)
    )
    return f"<ol>\n{''.join(links)}</ol>\n"


def _part(part: ReviewPart, number: int, theme: Theme, room: list[int]) -> str:
    first, *others = part.words or ("",)
    head = f"<h2>{_line(part.name)}</h2>\n" if part.name else ""
    words = f'<p class="review-first">{_line(first)}</p>\n{_list(others)}'
    problems = "".join(_problems(part.problems))
    shown = _Look(theme, part.site, f"part-{number}") if part.site else None
    records = "".join(_record(each, shown, room) for each in part.records)
    return f'<section class="review-part" id="part-{number}">\n{head}{words}{problems}{records}</section>\n'


def _problems(problems: Sequence[ReviewedProblem]) -> Iterator[str]:
    for head, group in groupby(problems, key=lambda each: each.head):
        yield f"<h3>{escape(head)}</h3>\n"
        for each in group:
            hint = f"<pre>{_text(each.hint)}</pre>" if each.hint else ""
            where = f"<code>{_line(each.where)}</code>"
            yield f'<div class="review-problem">{where}: {_line(each.message)}{hint}</div>\n'


def _record(record: ReviewedRecord, look: _Look | None, room: list[int]) -> str:
    head = f'<h3><span class="review-mark">{escape(record.mark)}</span>{_line(record.title)}</h3>\n'
    lines = _list([*record.lines, *record.differences])
    if record.dates:
        lines += f"<p>The next dates:</p>\n{_list(record.dates)}"
    sides, whole = "", ""
    if look:
        sides = _sides(record, look)
        whole = look.page_of(record.event, room) if record.event else ""
    return f'<div class="review-record">\n{head}{lines}{sides}{whole}</div>\n'


def _sides(record: ReviewedRecord, look: _Look) -> str:
    sides = (("old", "As it is now", record.before), ("new", "As it will be", record.after))
    html = "".join(
        f'<div class="review-{name}"><h4>{words}</h4>{look.cards(cards)}</div>\n'
        for name, words, cards in sides
        if cards
    )
    return f'<div class="review-sides">\n{html}</div>\n' if html else ""


class _Look:
    """The board's own look for one proposal."""

    def __init__(self, theme: Theme, site: SitePlan, anchor: str) -> None:
        self.site, self.anchor = site, anchor
        self.renderer = Renderer(theme, site.layouts)
        self.language = next(iter(site.layouts))
        self.pictures = inline_pictures(site)
        self.count = 0

    def cards(self, cards: Iterable[EventCard]) -> str:
        """Cards whose links lead nowhere: their pages are not in this file."""
        self.count += 1
        layout = self.renderer.layouts[self.language]
        html = render_cards_alone(self.renderer.theme, layout, tuple(map(self._pictured, cards)))
        excerpt = Excerpt("", f"{self.anchor}-{self.count}", layout.url, {}, self.pictures)
        shown = excerpt_page(f'<main><ul class="slips">{html}</ul></main>', excerpt)
        return f'<div lang="{escape(layout.lang)}" dir="{escape(layout.dir)}">{shown}</div>'

    def _pictured(self, card: EventCard) -> EventCard:
        """The card without its picture, where that does not stand in this file."""
        is_here = card.picture is not None and card.picture.route in self.pictures
        return card if is_here else replace(card, picture=None)

    def page_of(self, event: str, room: list[int]) -> str:
        """The whole page of an event, folded; "" when there is none, or no room for it."""
        plans = (plan for plan in self.site.pages if plan.kind == EVENT and plan.lang == self.language)
        for plan in plans:
            page = plan.make()
            if not isinstance(page, Page) or not isinstance(page.values, EventValues):
                continue
            if plan.subject_path != self.site.board.events[event].ref.path:
                continue
            kept = Kept({page.route: f"{self.anchor}-{event.replace('/', '-')}"}, self.pictures)
            html = event_excerpt(self.renderer, page, page.values, kept)
            room[0] -= len(html)
            if room[0] < 0:
                return ""
            summary = "<summary>The whole page as it will be</summary>"
            return f'<details class="review-page">{summary}{html}</details>\n'
        return ""


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{_line(line)}</li>\n" for line in lines)
    return f'<ul class="review-lines">\n{items}</ul>\n' if items else ""


def _line(text: str) -> str:
    """One line of text, in a direction of its own, so that nothing in it turns what stands beside it."""
    return f"<bdi>{_text(text)}</bdi>"


def _text(text: str) -> str:
    return escape("".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text))
