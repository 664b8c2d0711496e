"""What an entry of a calendar says in words, as the fields of a record.

ATTENDEE, ORGANIZER, ATTACH and whatever else a calendar holds of people are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.formats.encoding import is_invisible, without_odd_characters
from bulletin.formats.html_text import looks_like_html, text_of_html
from bulletin.formats.ics import CalendarEntry
from bulletin.formats.nodes import Tree
from bulletin.formats.urls import address_in, safe_url
from bulletin.model.board import Board
from bulletin.model.names import fold_name
from bulletin.model.place_names import PlaceNames
from bulletin.translatable import gettext as _
from bulletin.translatable import join
from bulletin.words.lists import quoted
from bulletin.words.phrases import words_for_to_be_told
from bulletin.words.typed import words_typed_for

LONGEST_BODY = 20_000
"""Bytes of a description; longer ones are cut at a paragraph."""
LONGEST_LINE = 300
_LONGEST_TITLE = 200
_MOST_CATEGORIES = 3
_FIRST_WORD = re.compile(r"^\W*([^\W\d_]+)\W+")
_LAST_WORD = re.compile(r"\W+([^\W\d_]+)\W*$")
_MEETING = re.compile(r"^-::~[:~-]*\n.*?^-::~[:~-]*::-?$|^_{20,}\n.*?^_{20,}$", re.MULTILINE | re.DOTALL)
_LINE_END = re.compile(r"\s*[\r\n]+\s*,?\s*")


def title_of(entry: CalendarEntry) -> str:
    """SUMMARY on one line; of a cancelled event without the word for it, which its status says."""
    title = one_line(entry.summary)
    title = title[:_LONGEST_TITLE]
    for pattern in (_FIRST_WORD, _LAST_WORD) if entry.status == "CANCELLED" else ():
        found = pattern.search(title)
        if found and words_typed_for("status").get(fold_name(found[1])) == "cancelled":
            title = (title[: found.start()] + title[found.end() :]).strip() or title
    return title


def one_line(text: str) -> str:
    """A text as a field of one line may hold it; tags and invisible characters are left out."""
    plain = text_of_html(text) if looks_like_html(text) else text
    return " ".join(without_odd_characters(plain).split())


def body_of(entry: CalendarEntry) -> tuple[str, list[str]]:
    """The description in Markdown, and remarks."""
    written = entry.description
    if is_invisible(written):
        written = entry.html_description
    if looks_like_html(written):
        written = text_of_html(written)
    return tidy_body(_MEETING.sub("", without_odd_characters(written)))


def tidy_body(text: str) -> tuple[str, list[str]]:
    """A description without spaces at the ends of its lines, within its bounds; and remarks."""
    body = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if len(body.encode()) <= LONGEST_BODY:
        return body, []
    cut = body.encode()[: LONGEST_BODY - 200].decode(errors="ignore")
    kept = cut.rpartition("\n\n")[0] or cut.rpartition("\n")[0] or cut
    return kept, [_("Its description is very long; only the beginning is here.")]


def place_of(text: str, places: PlaceNames) -> tuple[dict[str, Tree], list[str]]:
    """A venue of the board, an address to join online, or an address in words; and remarks."""
    words = ", ".join(part for part in _LINE_END.split(without_odd_characters(text).strip()) if part)
    words = " ".join(words.split()).strip(" ,")
    if not words:
        return {}, []
    if len(words) > LONGEST_LINE and not words.lower().startswith(("https://", "http://")):
        return {}, [_("What stands for its place is longer than an address, and is left out.")]
    if spot := places.spot_named(words[:LONGEST_LINE]):
        room: dict[str, Tree] = {"room": spot.room} if spot.room else {}
        return {"venue": spot.venue, **room}, []
    if url := address_in(words):
        rest = words.replace(url, "").strip(" ,()-:")
        beside = places.spot_named(rest) if rest else None
        found: dict[str, Tree] = {"online": url} if safe_url(url) else {}
        return ({"venue": beside.venue, **found} if beside else found), []
    if told := words_typed_for("location").get(fold_name(words)):
        return {"location": told}, []
    if words.lower() in words_for_to_be_told():
        return {}, [_("Where it is, is not known yet: please say it, or write `location: on request`.")]
    if words_typed_for("online_place").get(fold_name(words)):
        return {}, [_("It is held online, but not at which address: please add it as `online`.")]
    remark = _("“{words}” is no venue of this board, so it is taken as an address.", words=words)
    return {"address": words}, [remark]


def categories_of(entry: CalendarEntry, board: Board) -> tuple[dict[str, Tree], list[str]]:
    """The board's own words among its categories; and remarks."""
    written = dict.fromkeys(filter(None, (one_line(each) for each in entry.categories)))
    vocabulary = board.vocabularies.get("categories")
    found = {name: term.id for name in written if vocabulary and (term := vocabulary.find(name))}
    ids: list[Tree] = list(dict.fromkeys(found.values()))
    unknown = [quoted(name[:40]) for name in written if name not in found][:5]
    remarks = (
        [_("{listed}: no category of this board, so left out.", listed=join(", ", unknown))]
        if unknown
        else []
    )
    if len(ids) > _MOST_CATEGORIES:
        remarks.append(_("It has more than three categories; the first three are taken."))
    return ({"categories": ids[:_MOST_CATEGORIES]} if ids else {}), remarks


def link_of(entry: CalendarEntry, board: Board) -> dict[str, Tree]:
    """Its page with more; a page of the board itself is none."""
    url = entry.url.strip()
    is_web = url.lower().startswith(("https://", "http://"))
    if not is_web or not safe_url(url) or url.startswith(board.info.url.rstrip("/") + "/"):
        return {}
    return {"contact": {"url": url}}


def status_of(entry: CalendarEntry, method: str) -> tuple[dict[str, Tree], list[str]]:
    """STATUS in our words; a calendar that was sent to call its events off does so."""
    if entry.status == "CANCELLED" or method == "CANCEL":
        return {"status": "cancelled"}, []
    if entry.status == "TENTATIVE":
        return {"status": "tentative"}, []
    if entry.status in ("", "CONFIRMED"):
        return {}, []
    return {}, [
        _("Its status “{status}” is not known here, and is left out.", status=one_line(entry.status)[:30])
    ]


def missing(values: dict[str, Tree], *, is_place_told: bool) -> Iterator[str]:
    """What an event needs and the calendar does not say; `is_place_told`: that of its place was said."""
    if not values.get("title"):
        yield _("It has no title: please add one.")
    if not is_place_told and not any(name in values for name in ("venue", "address", "online", "location")):
        yield _("It does not say where: please add `venue`, `address` or `online`.")
