"""Which promise each hostile file is for: the first whose pattern is found in its path.

A promise is kept in both directions: what breaks it is refused, and what only looks so is published.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tests.hostile.case import Case, Must


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised in one sentence, and how the files that try to break it are called."""

    sentence: str
    paths: re.Pattern[str]


def _promise(sentence: str, paths: str) -> Promise:
    return Promise(sentence, re.compile(paths))


PROMISES: dict[str, Promise] = {
    "partners": _promise(
        "A partner's files change nobody else's.",
        r"^events/names/(id-|was-|host-|part-of-)|^events/printers/ok-host-|^partners/2027",
    ),
    "paths-twins": _promise(
        "Names that some computers cannot tell apart, and copies, are never published.",
        r"(?i)^events/names/(twin|caf.{1,2}|same|stray\.fr|choir.*)\.",
    ),
    "paths-values": _promise(
        "No field leads out of its place.",
        r"^events/names/(venue|room|image|flyer|skip|key|theme|series|source)-?|^partners/hacked-logo|tampered-room",
    ),
    "paths-names": _promise(
        "Addresses hold only a–z, 0–9 and -, whatever the file is called.", r"^events/names/"
    ),
    "pictures-kind": _promise(
        "A picture is PNG, JPEG or WebP by its bytes; a flyer is a PDF.",
        r"^events/painters/(ok-png-as|ok-(png|jpeg|webp)\.|ok-flyer|svg|html|gif|bmp|tiff|heic|zip|pdf|elf|empty\."
        r"|flyer-|png-animated|png-unknown|webp-animated|jpeg-arith|jpeg-lossless|no-alt|empty-alt)",
    ),
    "pictures-metadata": _promise(
        "What a camera or a stranger hung on a picture is left out.",
        r"^events/painters/ok-.*(text|place|behind|comment|alt|credit)",
    ),
    "pictures-size": _promise(
        "A picture is whole, of bounded size, and read from its header.", r"^events/painters/"
    ),
    "time-zones": _promise(
        "A time zone is one of IANA's names.", r"^events/clockmakers/(zone-|ok-(other-side|half))"
    ),
    "time-rrule": _promise(
        "A rule is daily to yearly, within bounds, and nothing else.",
        r"^events/clockmakers/(rule-|ok-rule-)",
    ),
    "time-repeats": _promise(
        "A repeat is bounded, however it is said.",
        r"^events/clockmakers/(words-|rules-|ok-every|ok-leap|ok-old-rule|ok-words-|key)",
    ),
    "time-changes": _promise(
        "Skips and changes are bounded, and of dates that are there.",
        r"^events/clockmakers/(ok-)?(skip|change|dates)",
    ),
    "time-moments": _promise("A time is there, between 1970 and 2199.", r"^events/clockmakers/"),
    "yaml-references": _promise(
        "No anchors, aliases, merge keys, tags and orders to a parser.",
        r"^events/typists/(anchor|alias|merge|tag|directive|billion|ok-(anchor|alias|tag|python|star|bare-star|amper"
        r"|exclam|unknown-pollution))|^partners/hacked-alias",
    ),
    "yaml-runs": _promise(
        "Runs of brackets, dashes and question marks are counted before anything is read.",
        r"^events/typists/(brackets|braces|closed|dashes|questions|list-as|map-as|ok-(brackets|curly|question))"
        r"|^partners/hacked-deep",
    ),
    "yaml-bounds": _promise(
        "64 KB, 6 levels, 2,000 parts; staff 256 KB, 8 levels.",
        r"^events/typists/(stairs|list-stairs|many|too-many|quotes-many|text-and-list|.*-(many|long|longest)\."
        r"|ok-(unknown-(many|long|colons|hashes|apos|quotes)|empty-(lines|block)|many|comments|digits))"
        r"|^venues/hacked-big",
    ),
    "yaml-duplicates": _promise(
        "A field is given once.", r"^events/typists/(twice|second|two-)|hacked-twice"
    ),
    "yaml-text": _promise(
        "Every value is text until its field says what it is.",
        r"^events/typists/(start|capacity|count|status|category|title-(list|empty)|venue-list|access-pollution"
        r"|ok-(nan|inf|null|octal|binary|sexa|float|date|yes|colon|hash|at|percent|backtick|pipe|greater|map|unknown"
        r"|empty-values))|^venues/hacked-geo|^calendars/hacked",
    ),
    "yaml-layout": _promise("What cannot be read is answered with its line.", r"^events/typists/"),
    "encodings-bytes": _promise(
        "A file is UTF-8, or Windows-1252 with a warning.",
        r"^events/encoders/(utf|overlong|beyond|damaged|random|gzip|nul-late|ok-|byte-order)",
    ),
    "encodings-hidden": _promise(
        "No character hides from a reviewer what it does: controls, line breaks, overrides, half characters.",
        r"^events/encoders/",
    ),
    "markdown-bounds": _promise(
        "20 KB, and bounded signs, lists, cells and lines.",
        r"^events/writers/((?!link-|ok-)|ok-(many|long|white|zalgo|right|dead|heading))|^(partners|pages)/hacked-(about|text)",
    ),
    "markdown-addresses": _promise(
        "Links lead to https, http, mailto and tel.",
        r"^events/writers/(link-|ok-(automatic|nested-link|link-in|reference|title|address))",
    ),
    "markdown-html": _promise(
        "No HTML, no attribute, no picture of a text is published.", r"^events/writers/ok-"
    ),
    "output-addresses": _promise(
        "An address of a field is one, and an e-mail address has no headers.",
        r"^events/printers/(online|contact|sign-up)-url|^events/printers/(mail-|ok-(quote-in|entity-in|phone|address|mail))"
        r"|^(partners|venues)/hacked-(url|default)",
    ),
    "output-calendars": _promise(
        "Nothing of a text becomes a line of a calendar.",
        r"^events/printers/.*-(calendar|return)\.|^events/printers/ok-ics",
    ),
    "output-feeds": _promise(
        "Nothing of a text becomes an element of a feed.", r"^events/printers/.*-feed\."
    ),
    "output-data": _promise(
        "Nothing of a text ends the data for search engines.", r"^events/printers/.*-linked-data\."
    ),
    "output-templates": _promise("No text is a template.", r"^events/printers/.*-template\."),
    "output-pages": _promise(
        "Every text is escaped where it stands.",
        r"^events/printers/|^(partners|venues|pages)/tampered|^calendars/tampered",
    ),
}


def promise_of(case: Case) -> str:
    """The name of the promise that a case is for; "" for none."""
    idea = case.path.removeprefix("events/strangers/")
    for name in PROMISES:
        if idea != case.path and idea.startswith(f"{name}-"):
            return name
    return next((name for name, promise in PROMISES.items() if promise.paths.search(case.path)), "")


def count(cases: list[Case]) -> dict[str, tuple[int, int]]:
    """How many cases each promise has, refused and harmless."""
    found = Counter((promise_of(case), case.must) for case in cases)
    return {name: (found[name, Must.BE_REFUSED], found[name, Must.BE_HARMLESS]) for name in ["", *PROMISES]}


def table(cases: list[Case]) -> str:
    """A line for each promise, and one for all."""
    rows = [(name, *numbers) for name, numbers in count(cases).items() if name]
    rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    lines = [f"{'':20}{'refused':>9}{'harmless':>10}"]
    for name, refused, harmless in rows:
        sentence = PROMISES[name].sentence if name in PROMISES else ""
        lines.append(f"{name:20}{refused:>9}{harmless:>10}  {sentence}".rstrip())
    return "\n".join(lines)
