"""What is said of an event, a partner or a page, and the picture beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.problems import NOWHERE, SourceRef


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the record that names it. `path` is relative to the content folder.

    `digest` is of what is published of it, `format` is png, jpeg or webp.
    """

    path: str
    alt: str
    credit: str = ""
    width: int = 1
    height: int = 1
    digest: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a translation says beside title, summary and text; empty where it says nothing of it."""

    ages: str = ""
    status: str = ""
    access: str = ""
    cost: tuple[str, ...] = ()


NO_NOTES = Notes()


@dataclass(frozen=True, slots=True)
class Text:
    """What is said of an event, a partner or a page in one language.

    `html` is sanitised and may be published as it is; `plain` is the same without markup. `summary` is for
    lists; `whole_summary` is what was typed where that is longer.
    """

    title: str
    summary: str = ""
    html: str = ""
    plain: str = ""
    links: tuple[tuple[str, int], ...] = ()
    ref: SourceRef = NOWHERE
    notes: Notes = NO_NOTES
    written: str = field(default="", compare=False, repr=False)
    """Its whole file, to say on which line something stands."""
    whole_summary: str = ""

    @property
    def lead(self) -> str:
        """The summary as it was typed, for where there is room."""
        return self.whole_summary or self.summary

    phones: tuple[tuple[str, int], ...] = ()
    """Telephone numbers in it, each with its line in the file."""
    emails: tuple[tuple[str, int], ...] = ()
    """E-mail addresses in it, likewise."""
