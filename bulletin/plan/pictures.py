"""Pictures on pages: which copies each is shown as, and the plan of every copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from bulletin.model.board import Board
from bulletin.model.event import Event
from bulletin.model.site.parts import ImageValues
from bulletin.model.site.pictures import (
    IN_LIST,
    LOGO,
    MadePicture,
    PictureSize,
    made_picture,
    page_sizes,
    plain_ending,
)
from bulletin.model.site.plan import FilePlan, SizedPicture
from bulletin.model.text import Picture
from bulletin.plan.localized_board import LocalizedBoard


def is_in_lists(event: Event) -> bool:
    """Whether an event's picture may stand in lists.

    Not without its credit, and not where the title is too much for a screen others see.
    """
    return event.image is not None and bool(event.image.credit) and not event.discreet_title


def list_picture(event: Event) -> ImageValues | None:
    """An event's picture in a list, where its title stands beside it: with no words of its own."""
    if event.image is None or not is_in_lists(event):
        return None
    return _image_values(event.image, (IN_LIST,), alt="")


def page_picture(local: LocalizedBoard, event: Event) -> ImageValues | None:
    """An event's picture on its page."""
    if event.image is None:
        return None
    return _image_values(event.image, page_sizes(event.image), lang=local.other_language(event.text_language))


def logo_picture(local: LocalizedBoard, logo: Picture | None, language: str) -> ImageValues | None:
    """A logo where it stands for itself; `language` is that of its words."""
    return None if logo is None else _image_values(logo, (LOGO,), lang=local.other_language(language))


def small_logo(logo: Picture | None) -> ImageValues | None:
    """A logo beside a name: with no words of its own."""
    return None if logo is None else _image_values(logo, (LOGO,), alt="")


def shared_picture(picture: Picture) -> str:
    """The route of the copy of an event's picture that other sites may show."""
    return _plain(picture, page_sizes(picture)).route


def _image_values(
    picture: Picture, sizes: tuple[PictureSize, ...], *, alt: str | None = None, lang: str = ""
) -> ImageValues:
    plain = _plain(picture, sizes)
    webp = (made_picture(picture, size, "webp") for size in sizes)
    return ImageValues(
        route=plain.route,
        alt=picture.alt if alt is None else alt,
        credit=picture.credit if alt is None else "",
        width=plain.width,
        height=plain.height,
        lang=lang,
        webp=tuple((each.route, each.width) for each in webp),
    )


def _plain(picture: Picture, sizes: tuple[PictureSize, ...]) -> MadePicture:
    return made_picture(picture, sizes[0], plain_ending(picture))


def picture_plans(board: Board) -> tuple[FilePlan, ...]:
    """Every copy that some page shows, each once."""
    found = {made.route: _plan(made, board.pictures[picture.path]) for picture, made in _made(board)}
    return tuple(found.values())


def _plan(made: MadePicture, source: bytes) -> FilePlan:
    return FilePlan(made.route, partial(SizedPicture, made.route, source, made.width, made.height))


def _made(board: Board) -> Iterator[tuple[Picture, MadePicture]]:
    for picture, sizes in _shown(board):
        if picture.path in board.pictures:
            yield picture, _plain(picture, sizes)
            for size in sizes:
                yield picture, made_picture(picture, size, "webp")


def _shown(board: Board) -> Iterator[tuple[Picture, tuple[PictureSize, ...]]]:
    """Every picture with the sizes it is shown in at one place."""
    for event in board.events.values():
        if event.image:
            yield event.image, page_sizes(event.image)
            if is_in_lists(event):
                yield event.image, (IN_LIST,)
    logos: Iterable[Picture | None] = (partner.logo for partner in board.partners.values())
    for logo in (board.info.logo, *logos):
        if logo:
            yield logo, (LOGO,)
