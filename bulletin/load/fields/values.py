"""Texts of single fields as values: dates, addresses, access facts, contacts, terms of vocabularies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches

from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Scalar
from bulletin.formats.urls import address_in, safe_url
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.place_words import is_beside, without_address
from bulletin.load.fields.record_source import FixedLine, Loc, RecordSource, find_node, propose, surely
from bulletin.load.fields.schema_rules import WRONG_VALUE
from bulletin.load.fields.terms import words_of
from bulletin.messages.entered import tell_no_email, tell_no_web_address
from bulletin.model.board import Vocabulary
from bulletin.model.names import fold_name
from bulletin.model.place import NO_CONTACT, AccessFact, Address, Contact, Known
from bulletin.model.records.event_parts import AddressRecord, ContactRecord
from bulletin.model.records.shapes import NO, YES
from bulletin.model.zones import near_zones, parse_zone
from bulletin.problems import Rule, Severity, to_type
from bulletin.translatable import gettext as _
from bulletin.words.typed import words_typed_for

WRONG_DATE = Rule("wrong-date", Severity.ERROR, "A date is one that exists, written year first.")
WRONG_ADDRESS = Rule(
    "wrong-address",
    Severity.ERROR,
    "A web or e-mail address is whole and begins with https:// or http://.",
    corrected=True,
)
WRONG_FACT = Rule("wrong-fact", Severity.ERROR, "An access fact is yes, no or unknown; a note may follow.")
UNKNOWN_FACT = Rule("unknown-fact", Severity.ERROR, "An access fact is one the board knows.")

# Far from the ends of `date` in every zone; and SEQUENCE, counted in seconds, has 31 bits (RFC 5545 §3.3.8).
_YEARS_OF_INSTANTS = range(1970, 2088)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
# One in a web address parts nothing.
_COMMA = re.compile(r"https?://\S+|,")
_HOUSE_NUMBER = re.compile(r"\d+\s*(?:[a-z]|bis|ter)?", re.IGNORECASE)
"""A house's number that stands before a comma, as in "3 bis, chemin du Quai": not the street yet."""
_EMAIL_WITHIN = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_AT = re.compile(r"\s*[\[(]?\s*(?:\bat\b|\barobase\b)\s*[\])]?\s*", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s<>\"',;:]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$")


def read_instant(source: RecordSource, loc: Loc, text: str | None) -> datetime | None:
    """An instant in UTC, as in 2027-01-04T14:30:00Z."""
    if not text:
        return None
    try:
        # strptime takes twenty times as long, so it reads only what is written otherwise.
        is_ours = _INSTANT.fullmatch(text) is not None
        instant = (
            datetime.fromisoformat(text)
            if is_ours
            else datetime.strptime(text.strip(), "%Y-%m-%dT%H:%M:%S%z")
        )
        if instant.year in _YEARS_OF_INSTANTS:
            return instant
    except ValueError:
        pass
    source.report(
        WRONG_DATE,
        loc,
        _("“{text}” is not an instant.", text=text),
        _("It is written like 2027-01-04T14:30:00Z."),
    )
    return None


def read_url(source: RecordSource, loc: Loc, text: str | None) -> str:
    """A safe absolute address, or ""."""
    if not text:
        return ""
    url = safe_url(text)
    if url is None or not url.startswith(("http://", "https://")):
        guess = safe_url(f"https://{text}") if "." in text and " " not in text and ":" not in text else None
        guess = guess or safe_url(address_in(text))
        fixed = source.fix_value(loc, guess) if guess else without_address(source, loc)
        message = tell_no_web_address(text)
        if fixed and not fixed.line:
            hint = _("It begins with https://, as in https://oak.example/story-time. Else delete the line.")
            source.report(WRONG_ADDRESS, loc, message, hint, fixed.fix)
        else:
            example = _("As in https://oak.example/story-time")
            source.report(WRONG_ADDRESS, loc, message, *propose(fixed, example))
        return ""
    return url


def read_contact(source: RecordSource, loc: Loc, record: ContactRecord | None) -> Contact:
    """The public contact; a part that cannot be read is reported and left empty."""
    if record is None:
        return NO_CONTACT
    email = record.email or ""
    if email and not _EMAIL.match(email):
        message = tell_no_email(email)
        found = _EMAIL_WITHIN.search(_AT.sub("@", email))
        at = (*loc, "email")
        fixed = source.fix_value(at, found[0]) if found else replace_field(source, at)
        if found and email.removeprefix("mailto:").strip(" <>") == found[0]:
            fixed = surely(fixed)
        if fixed and not fixed.line:
            hint = _("It is written as in hello@oak.example. Else delete the line.")
            source.report(WRONG_ADDRESS, at, message, hint, fixed.fix)
        else:
            source.report(WRONG_ADDRESS, at, message, *propose(fixed, _("As in hello@oak.example")))
        email = ""
    return Contact(record.phone or "", record.text or "", email, read_url(source, (*loc, "url"), record.url))


def merge_contacts(*contacts: Contact) -> Contact:
    """The contacts as one: of each part the last that is given."""
    merged = NO_CONTACT
    for contact in contacts:
        merged = Contact(
            contact.phone or merged.phone,
            contact.text or merged.text,
            contact.email or merged.email,
            contact.url or merged.url,
        )
    return merged


def read_address(record: str | AddressRecord | None) -> Address | None:
    """One line of text (its first part is the street), or parts put together as one line."""
    if record is None:
        return None
    if isinstance(record, str):
        lines = [line.strip().rstrip(",") for line in record.split("\n") if line.strip(" ,")]
        text = ", ".join(lines)
        ends = (found.start() for found in _COMMA.finditer(text) if found[0] == ",")
        streets = (street for end in ends if not _HOUSE_NUMBER.fullmatch(street := text[:end].strip()))
        return Address(text, street=next(streets, text))
    parts = [
        record.street or "",
        record.locality or "",
        " ".join(filter(None, (record.region, record.postal))),
        # A code of two letters is for programs.
        record.country if record.country and len(record.country) > 2 else "",
    ]
    return Address(
        ", ".join(part for part in parts if part),
        record.street or "",
        record.locality or "",
        record.region or "",
        record.postal or "",
        record.country or "",
    )


def read_access(
    source: RecordSource, loc: Loc, facts: Mapping[str, str] | None, vocabulary: Vocabulary
) -> dict[str, AccessFact]:
    """Access facts by id; each yes, no or unknown, with whatever follows as its note."""
    found: dict[str, AccessFact] = {}
    for name, text in (facts or {}).items():
        at = (*loc, name)
        term = vocabulary.find(name)
        if term is None:
            _report_unknown_fact(source, at, vocabulary)
            continue
        word, note = _split_fact(text)
        known = _known(word)
        if known is None:
            fixed = source.fix_value(at, f"unknown, {text}")
            line = fixed.line if fixed else f"{name}: unknown, {text}"
            hint = _("Begin with yes, no or unknown, as in: {line}", line=line)
            message = _("“{text}” does not say yes or no.", text=text)
            source.report(WRONG_FACT, at, message, hint, fixed and fixed.fix)
            continue
        fact = AccessFact(known, note)
        if found.get(term.id, fact) != fact:
            message = _("`{name}` says again, and otherwise, what stands above: {id}.", name=name, id=term.id)
            source.report(WRONG_FACT, at, message, _("Keep the line that is right; delete the other."))
            continue
        found[term.id] = fact
    return found


def _report_unknown_fact(source: RecordSource, at: Loc, vocabulary: Vocabulary) -> None:
    name = str(at[-1])
    near = get_close_matches(name.lower().replace(" ", "_"), [term.id for term in vocabulary.terms], n=1)
    fixed = source.fix_key(at, near[0]) if near else _fact_as_note(source, at)
    known = words_of(vocabulary)
    hint = _("The facts are: {known}. Anything else: access_note.", known=known)
    if fixed and fixed.line and not near:
        hint = _("The facts are: {known}. Anything else is a note: {line}", known=known, line=fixed.line)
    proposal = propose(fixed, hint, _("Did you mean")) if near else (hint, fixed and fixed.fix)
    message = _("There is no access fact `{name}`.", name=name)
    source.report(UNKNOWN_FACT, at, message, *proposal)


def _known(word: str) -> Known | None:
    """What the first word of an access fact says; None where it says neither yes nor no nor unknown."""
    if word in YES:
        return Known.YES
    if word in NO:
        return Known.NO
    return Known.UNKNOWN if word == "?" or fold_name(word) in words_typed_for("fact") else None


def _fact_as_note(source: RecordSource, loc: Loc) -> FixedLine | None:
    """The only access fact there is, as a note in words; else the fact's line is left out."""
    holder, fact = find_node(source.node, loc[:-1]), find_node(source.node, loc)
    is_only = isinstance(holder, MappingNode) and len(holder.items) == 1
    if not is_only:
        return replace_field(source, loc)
    if not isinstance(fact, Scalar) or is_beside(source, loc[:-1], "access_note"):
        return None
    return replace_field(source, loc[:-1], f"access_note: {format_text(f'{loc[-1]}: {fact.text}')}")


def _split_fact(text: str) -> tuple[str, str]:
    match = re.match(r"^\s*(\w+|\?)\s*(?:[,;:(–—-]\s*)?(.*)$", text, re.DOTALL)
    if not match:
        return text, ""
    if text.strip().lower().startswith("not checked"):
        return "unknown", text.strip()[len("not checked") :].strip(" ,;")
    return match[1].lower(), match[2].strip().rstrip(")") if "(" in text else match[2].strip()


def read_zone(source: RecordSource, loc: Loc, name: str | None) -> str:
    """The canonical IANA name, or ""."""
    if not name:
        return ""
    zone = parse_zone(name)
    if zone is None:
        near = near_zones(name)
        fixed = source.fix_value(loc, near[0]) if near else None
        message = _("There is no time zone “{name}”.", name=name)
        if fixed:
            source.report(WRONG_VALUE, loc, message, to_type(_("Did you mean"), fixed.line), fixed.fix)
        else:
            without = (
                replace_field(source, loc) if loc[-1] == "timezone" and source.path != "board.yaml" else None
            )
            hint = _("As in America/Toronto or Europe/Paris. If it is the board's own, delete the line.")
            source.report(WRONG_VALUE, loc, message, hint, without and without.fix)
        return ""
    return zone.key
