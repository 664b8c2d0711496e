"""Links that stand where a place should be."""

from __future__ import annotations

import re

from bulletin.formats.nodes import locate
from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.model.records.event import PlaceFields
from bulletin.problems import Fix, Rule, Severity
from bulletin.translatable import gettext as _

LINK_AS_PLACE = Rule(
    "link-as-place",
    Severity.WARNING,
    "An address is where people go; where they click is `online`.",
    "Otherwise maps and calendars look for a street of that name.",
)

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b(?:[\w-]+\.)*(?:zoom\.us|webex\.com|meet\.google\.com|teams\.microsoft\.com"
    r"|meet\.jit\.si)/[^\s<>\"]+",
    re.IGNORECASE,
)
_NO_PLACE_WORDS = re.compile(
    r"(?:[\W_]|\b(?:online|on-?line|en|ligne|enligne|virtual|virtually|virtuel|virtuelle|via|by|on|at|par|sur|the"
    r"|zoom|teams|google|meet|microsoft|webex|jitsi|skype|link|lien|meeting|join|us|here|url|web|website)\b)*",
    re.IGNORECASE,
)


def ask_about_links(source: RecordSource, loc: Loc, record: PlaceFields) -> None:
    """Ask about a link where a place should be."""
    given = {"address": record.address, "area": record.area, "room": record.room}
    for name, text in given.items():
        link = meeting_link(text) if isinstance(text, str) and record.online is None else ""
        if link:
            message = _("`{name}` holds a link, which is no place where people can go.", name=name)
            hint, fix = online_instead(source, (*loc, name), link)
            source.report(LINK_AS_PLACE, (*loc, name), message, hint, fix)


def online_instead(source: RecordSource, loc: Loc, link: str) -> tuple[str, Fix | None]:
    """The question whether the link was meant for `online`, and the line that says so."""
    line, _column = locate(source.node, loc, key=True) if source.node else (0, 0)
    typed = source.line_text(line)
    indent = typed[: len(typed) - len(typed.lstrip())]
    is_alone = typed.strip().startswith(f"{loc[-1]}:") and link.removeprefix("https://") in typed
    fixed = f"{indent}online: {link}"
    return _("Did you mean: online: {link}", link=link), Fix(line, line, (fixed,)) if is_alone else None


def meeting_link(text: str) -> str:
    """The link that stands in place of a place, alone or with words such as “via Zoom”; else ""."""
    found = _LINK.search(text)
    if found is None or not _NO_PLACE_WORDS.fullmatch(f"{text[: found.start()]} {text[found.end() :]}"):
        return ""
    link = found[0].rstrip(".,;)>")
    return link if "://" in link else f"https://{link}"
