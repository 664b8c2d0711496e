"""How partners hand in events, for the manual: the words of the board's own page, with pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bulletin.manual.documents import MADE
from bulletin.words import load_words
from bulletin.words.phrases import MAIN


class Picture(NamedTuple):
    """A picture of a page of the sample town, below `docs/partners/`. `route` is the page it shows."""

    name: str
    route: str
    alt: str


PICTURES: Mapping[str, tuple[Picture, ...]] = {
    "form": (
        Picture(
            "form.webp",
            "submit/",
            "The form: what is it called, when is it, where is it, whom can people ask, what does it cost",
        ),
        Picture(
            "slip.webp",
            "submit/",
            "Below the form, how it will look: the slip with its hour, its place and what it costs",
        ),
    ),
    "kit": (
        Picture(
            "kit.webp",
            "partners/astronomy-club/kit/",
            "A partner’s kit: the line to paste, a button that copies it, and beside it what it looks like",
        ),
        Picture(
            "sign.webp",
            "partners/astronomy-club/kit/sign/",
            "A sign for the door: the partner’s name, a large code to scan, and the address in letters",
        ),
        Picture(
            "poster.webp",
            "partners/astronomy-club/kit/poster/",
            "A poster: the partner’s next five dates, each with its leaf of the calendar, and a code to scan",
        ),
    ),
}
"""By the way, or the part of the page, that they belong to."""

_FOR_STAFF = """\
This page is on your board too, at `/submit/ways/`, in its languages, with your telephone number and
address; on one sheet, to hand out, at `/submit/flyer/`. Ways that your board lacks are left out there.

A partner whose record says `sensitive: yes` has no kit: nothing of it is made to hang elsewhere. A board
whose `publish` names parts without `kit` has neither kits nor these two pages."""


def format_partners() -> str:
    """`docs/partners.md`: the five ways to hand in an event, in plain words."""
    words = load_words(MAIN, "ways")
    parts = [f"# {words['title']}", MADE, words["about"]]
    for number, (name, way) in enumerate(words["ways"].items(), 1):
        parts += [f"## {number}. {way['name']}", way["about"], _listed(way["steps"]), *_pictures(name)]
    parts += [f"## {words['needed_title']}", _listed(words["needed"])]
    parts += [f"## {words['changes_title']}", words["changes"]]
    parts += [f"## {words['kit_title']}", words["kit"], *_pictures("kit")]
    return "\n\n".join([*parts, "## For librarians", _FOR_STAFF]) + "\n"


def _listed(lines: Any) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _pictures(part: str) -> Iterator[str]:
    return (f"![{picture.alt}](partners/{picture.name})" for picture in PICTURES.get(part, ()))
