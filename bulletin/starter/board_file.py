"""`content/board.yaml` of a new board: what was answered, what follows from it, and what may be added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record, suggest_slug
from bulletin.model.board import BoardInfo
from bulletin.model.records.board import WEEKDAYS

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

HEAD = """\
The board itself. Lines that begin with # are explanations, which no program reads.
To change something, write something else behind the colon; leave the spaces in front of a line as they
are."""

COMMENTS: Mapping[str, str] = {
    "": HEAD,
    "title": "\nWhat the board is called.",
    "url": "\nWhere people find it. If it moves some day, change this line.",
    "uid_domain": """
These two never change, whatever happens: they stand in every calendar that people subscribe to, and with
another value everybody would see each event twice. `uid_domain` was made from the address on the first day.
It is a name and leads nowhere, so it stays even if the address changes.""",
    "languages": "\nThe languages of the pages, the main one first.",
    "locales": "\nHow dates, hours and prices are written, as is usual in the country of the time zone.",
    "since": "\nThe day the board began.",
    "library": "\nThe partner that is the library: a file in partners/.",
    "contact": "\nWhom people ask about the board itself.",
    "policy": "\nThe page with the house rules: pages/policy.md.",
    "submissions": "\nWhere the form on the board is mailed to.",
    "repository": "\nWhere these files are kept. Pages then say \u201cSuggest a change\u201d.",
}

WANTED = """
# What you may want to add. To use a line, take away the # in front of it, and in front of those below it that
# stand further to the right.

# One line under the title.
#tagline: What is on, from the library and its partners

# A line on top of every page. It goes by itself when its last day is over.
#notices:
#  - text: "**Holidays.** The library is closed from 24 to 28 December."
#    from: {year}-12-10
#    until: {year}-12-28

# Colours of your own. Those that cannot be read are refused, with the nearest that can.
#theme_options:
#  accent: "#1d5c8a"
"""

REPOSITORY = """
# Where these files are kept. Pages then say \u201cSuggest a change\u201d.
#repository: https://github.com/your-library/board
"""

SUBMISSIONS = """
# Where the form on the board is mailed to. Choose an address of the library that several people read.
#submissions:
#  email: {email}
"""


@dataclass(frozen=True, slots=True)
class NewBoard:
    """What is known of a new board, beside its own fields: since when, and who keeps it."""

    info: BoardInfo
    since: date
    library: str = ""
    """The id of the partner that is the library, "" if the first partner is none."""
    contact: Mapping[str, Tree] = field(default_factory=dict)


def format_board_file(new: NewBoard) -> str:
    """The text of board.yaml."""
    info = new.info
    values: dict[str, Tree] = {
        "title": info.title,
        "url": info.url,
        "uid_domain": info.uid_domain,
        "timezone": info.timezone,
        "languages": list(info.languages),
        **customs_of(info.timezone, info.languages),
        "since": f"{new.since:%Y-%m-%d}",
    }
    optional: dict[str, Tree] = {
        "library": new.library,
        "contact": dict(new.contact),
        "policy": "policy",
        "repository": info.repository.url,
        "submissions": {"email": info.submissions} if info.submissions else {},
    }
    values |= {name: value for name, value in optional.items() if value}
    comments = {name: text for name, text in COMMENTS.items() if name in values or not name}
    if "locales" not in values:
        comments["clock"] = COMMENTS["locales"]
    rest = WANTED.format(year=new.since.year)
    text = format_record(values, comments=comments).replace("\n#\n", "\n\n")  # air between the fields
    if not info.submissions:
        rest += SUBMISSIONS.format(email=new.contact.get("email") or "events@your-library.org")
    return text + rest + ("" if info.repository.url else REPOSITORY)


def customs_of(zone: str, languages: tuple[str, ...]) -> dict[str, Tree]:
    """How a board in this zone writes dates, hours and prices (CLDR); empty for a zone of no country."""
    country = get_global("zone_territories").get(zone, "")
    known = {tag: f"{tag}-{country}" for tag in languages if "-" not in tag and _locale(tag, country)}
    locale = next((found for tag in languages if (found := _locale(tag.split("-")[0], country))), None)
    if locale is None:
        return {}
    customs: dict[str, Tree] = {"locales": dict(known)} if known else {}
    customs["clock"] = "12" if "a" in locale.time_formats["short"].pattern else "24"
    customs["first_weekday"] = WEEKDAYS[locale.first_week_day]
    currencies = get_territory_currencies(country)
    return customs | ({"currency": str(currencies[0])} if currencies else {})


def _locale(language: str, country: str) -> Locale | None:
    try:
        return Locale(language, country) if country else None
    except UnknownLocaleError:
        return None


def read_address(answer: str) -> dict[str, Tree]:
    """The fields an address gives: itself, and the name that stands in calendars for ever.

    >>> read_address("oak.github.io/board")
    {'url': 'https://oak.github.io/board/', 'uid_domain': 'board.oak.github.io'}
    """
    is_bare = not _SCHEME.match(answer) and "." in answer
    url = f"https://{answer}" if is_bare else answer
    url = url if url.endswith("/") or "://" not in url else f"{url}/"
    return {"url": url, "uid_domain": uid_domain_of(url)}


def uid_domain_of(url: str) -> str:
    """A name like a domain's for the board at this address: of several at one host, each has its own."""
    try:
        address = urlsplit(url)
        host = (address.hostname or "").removeprefix("www.").encode("idna").decode("ascii")
    except ValueError:  # no address at all: of the two fields, the other says so
        return "board.example"
    folders = [suggest_slug(part) for part in address.path.split("/") if part]
    name = ".".join([*reversed(folders), host]).strip(".-")
    return name if re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,198}[a-z0-9]", name) else "board.example"
