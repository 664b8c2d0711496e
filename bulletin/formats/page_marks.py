"""What a page of a board says of itself in its HTML: the day it was made for, and its own address."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class PageMarks:
    """`made` is the `data-made` of the body, `canonical` the page's address (RFC 6596), "" without one."""

    made: date | None
    canonical: str


class _Marks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.made: date | None = None
        self.canonical = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "body" and self.made is None:
            with suppress(ValueError):
                self.made = date.fromisoformat(told.get("data-made") or "")
        elif tag == "link" and (told.get("rel") or "").lower() == "canonical" and not self.canonical:
            self.canonical = told.get("href") or ""


def parse_page_marks(data: bytes) -> PageMarks:
    """What a page says of itself; of bytes that are no page nothing."""
    parser = _Marks()
    with suppress(AssertionError, ValueError):  # the parser gives up on some broken declarations
        parser.feed(data.decode("utf-8", "replace"))
        parser.close()
    return PageMarks(parser.made, parser.canonical)
