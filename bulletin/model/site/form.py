"""The values of the form with which anybody hands in an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.model.site.parts import Link, MixedText


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One of the answers to choose from: the value as it stands in a record, and what it is called.

    `lang` is that of the text, where it is not the page's.
    """

    value: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the record as a question. `name` is `contact.phone` of one within another.

    `kind` says how it is answered: line, text, lines (one thing on each), names (with commas between them),
    day, number, url, email, tel, tick, one or some of the `choices`, select (one of many), facts (yes or no
    for each). `most` is how many characters it takes, of some how many choices; 0: any number.
    """

    name: str
    kind: str
    ask: str
    hint: str = ""
    choices: tuple[FormChoice, ...] = ()
    most: int = 0

    @property
    def id(self) -> str:
        """Its name on the page."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class FormPart:
    """Questions that are folded away under a title."""

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitValues:
    """The form. `words` are those around its questions, by their names.

    `first` are the questions asked of everybody, by the name of their field; `data` is the route of the
    script that hands the page's own script what it needs. `lang` and `dir` are those of its words, where that
    is not the page's language.
    """

    words: Mapping[str, str]
    first: Mapping[str, FormField]
    parts: tuple[FormPart, ...]
    places: tuple[str, ...]
    """Names of places, to complete what is typed."""
    partners: tuple[FormChoice, ...]
    data: str
    has_events: bool = True
    """Whether it can begin with an event that is on the board."""
    phone: str = ""
    phone_href: str = ""
    email: str = ""
    address: MixedText = ""
    """Of the library, where it is known: where a form on paper is brought to."""
    proposes: bool = False
    """Whether the files of the board can be proposed with its host."""
    ways: tuple[Link, ...] = ()
    """Pages on other ways to hand something in."""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenValues:
    """What stands in the link of a mail from the form. `words` are those of the page, by their names.

    `data`, `form_data` and `records` are routes of scripts: what the page says, how the form shows an event,
    and the events there are. `lang` and `dir` are those of its words, where that is not the page's language.
    """

    words: Mapping[str, str]
    partners: tuple[FormChoice, ...]
    data: str
    form_data: str
    records: str
    lang: str = ""
    dir: str = ""
