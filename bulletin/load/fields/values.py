"""Texts of single fields as values: dates, addresses, access facts, contacts, terms of vocabularies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches

from bulletin.formats.urls import safe_url
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.load.fields.schema_errors import WRONG_VALUE
from bulletin.model.board import Vocabulary
from bulletin.model.place import NO_CONTACT, AccessFact, Address, Contact, Known
from bulletin.model.records.event import AddressRecord, ContactRecord
from bulletin.model.records.shapes import NO, YES, names_in_a_row
from bulletin.model.zones import near_zones, parse_zone
from bulletin.problems import Rule, Severity
from bulletin.words.phrases import language_named

WRONG_DATE = Rule("wrong-date", Severity.ERROR, "A date is one that exists, written year first.")
WRONG_ADDRESS = Rule(
    "wrong-address", Severity.ERROR, "A web or e-mail address is whole and begins with https:// or http://."
)
WRONG_FACT = Rule("wrong-fact", Severity.ERROR, "An access fact is yes, no or unknown; a note may follow.")
UNKNOWN_WORD = Rule(
    "unknown-word",
    Severity.ERROR,
    "A category, audience, need or group is one the board knows.",
    "People find events by these words, and the annual return counts by them.",
)
WRONG_LANGUAGE = Rule("wrong-language", Severity.ERROR, "A language is called by its name or its short code.")

# Far from the ends of `date` in every zone; and SEQUENCE, counted in seconds, has 31 bits (RFC 5545 §3.3.8).
_YEARS_OF_INSTANTS = range(1970, 2088)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*$")
# One in a web address parts nothing.
_COMMA = re.compile(r"https?://\S+|,")
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
    source.report(WRONG_DATE, loc, f"“{text}” is not an instant.", "It is written like 2027-01-04T14:30:00Z.")
    return None


def read_url(source: RecordSource, loc: Loc, text: str | None) -> str:
    """A safe absolute address, or ""."""
    if not text:
        return ""
    url = safe_url(text)
    if url is None or not url.startswith(("http://", "https://")):
        guess = safe_url(f"https://{text}") if "." in text and " " not in text and ":" not in text else None
        fixed = source.fix_value(loc, guess) if guess else None
        message = f"“{text}” is not a web address."
        source.report(WRONG_ADDRESS, loc, message, *propose(fixed, "As in https://oak.example/story-time"))
        return ""
    return url


def read_contact(source: RecordSource, loc: Loc, record: ContactRecord | None) -> Contact:
    """The public contact; a part that cannot be read is reported and left empty."""
    if record is None:
        return NO_CONTACT
    email = record.email or ""
    if email and not _EMAIL.match(email):
        message = f"“{email}” is not an e-mail address."
        source.report(WRONG_ADDRESS, (*loc, "email"), message, "As in hello@oak.example")
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
        comma = next((found for found in _COMMA.finditer(text) if found[0] == ","), None)
        return Address(text, street=text[: comma.start()].strip() if comma else text)
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
        term = vocabulary.find(name) or vocabulary.find(name.replace("_", " ").replace("-", "_"))
        if term is None:
            near = get_close_matches(name.lower().replace(" ", "_"), [t.id for t in vocabulary.terms], n=1)
            fixed = source.fix_key((*loc, name), near[0]) if near else None
            known = ", ".join(t.id for t in vocabulary.terms)
            hint = f"The facts are: {known}. Anything else: access_note."
            message = f"There is no access fact `{name}`."
            source.report(UNKNOWN_WORD, (*loc, name), message, *propose(fixed, hint, "Did you mean"))
            continue
        word, note = _split_fact(text)
        if word in YES:
            known_as = Known.YES
        elif word in NO:
            known_as = Known.NO
        elif word in ("unknown", "?", "not checked"):
            known_as = Known.UNKNOWN
        else:
            fixed = source.fix_value((*loc, name), f"yes, {text}")
            hint = f"Begin with yes, no or unknown, as in: {name}: yes, {text}"
            source.report(
                WRONG_FACT, (*loc, name), f"“{text}” does not say yes or no.", hint, fixed and fixed.fix
            )
            continue
        fact = AccessFact(known_as, note)
        if found.get(term.id, fact) != fact:
            message = f"`{name}` says again, and otherwise, what stands above: {term.id}."
            source.report(WRONG_FACT, (*loc, name), message, "Keep the line that is right; delete the other.")
            continue
        found[term.id] = fact
    return found


def _split_fact(text: str) -> tuple[str, str]:
    match = re.match(r"^\s*(\w+|\?)\s*(?:[,;:(–—-]\s*)?(.*)$", text, re.DOTALL)
    if not match:
        return text, ""
    if text.strip().lower().startswith("not checked"):
        return "unknown", text.strip()[len("not checked") :].strip(" ,;")
    return match[1].lower(), match[2].strip().rstrip(")") if "(" in text else match[2].strip()


def read_terms(
    source: RecordSource, loc: Loc, names: tuple[str, ...] | None, vocabulary: Vocabulary, what: str
) -> tuple[str, ...]:
    """Ids of a vocabulary, each once, from ids, aliases or labels."""
    ids = [term.id for name in names or () if (term := vocabulary.find(name))]
    if len(ids) == len(names or ()):
        return tuple(dict.fromkeys(ids))
    found: list[str] = []
    if names and len(names) == 1 and not vocabulary.find(names[0]):
        names = tuple(names_in_a_row(names[0]))
    for number, name in enumerate(names or ()):
        place = (*loc, number) if names and len(names) > 1 else loc
        term = vocabulary.find(name) or vocabulary.find(name.replace(" ", "-"))
        if term is None:
            near = get_close_matches(name.lower(), list(vocabulary.by_name), n=1, cutoff=0.75)
            fixed = source.fix_value(place, vocabulary.by_name[near[0]].id) if near else None
            known = ", ".join(t.id for t in vocabulary.terms)
            message = f"There is no {what} “{name}” on this board."
            proposal = propose(fixed, f"Choose from: {known}.", "Did you mean")
            source.report(UNKNOWN_WORD, place, message, *proposal)
        elif term.id not in found:
            found.append(term.id)
    return tuple(found)


def read_languages(source: RecordSource, loc: Loc, tags: tuple[str, ...] | None) -> tuple[str, ...]:
    """BCP 47 tags, in lower case but for the script and the region."""
    found: list[str] = []
    for number, tag in enumerate(tags or ()):
        place = (*loc, number) if tags and len(tags) > 1 else loc
        read = read_language(source, place, tag)
        if read and read not in found:
            found.append(read)
    return tuple(found)


def read_language(source: RecordSource, loc: Loc, tag: str | None) -> str:
    """The tag in its usual capitals (`zh-Hant`, `fr-CA`), or "" (and a Problem) for what is none."""
    if not tag:
        return ""
    if not _LANGUAGE.match(tag.strip()):
        guess = language_named(tag)
        fixed = source.fix_value(loc, guess) if guess else None
        hint = f"Write {guess}." if guess else "Tags are short, as in en, fr, ar, zh-Hant."
        source.report(WRONG_LANGUAGE, loc, f"“{tag}” is not a language tag.", *propose(fixed, hint))
        return ""
    parts = tag.strip().lower().split("-")
    return "-".join(
        [parts[0], *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in parts[1:])]
    )


def read_zone(source: RecordSource, loc: Loc, name: str | None) -> str:
    """The canonical IANA name, or ""."""
    if not name:
        return ""
    zone = parse_zone(name)
    if zone is None:
        near = near_zones(name)
        fixed = source.fix_value(loc, near[0]) if near else None
        proposal = propose(fixed, "As in America/Toronto or Europe/Paris.", "Did you mean")
        source.report(WRONG_VALUE, loc, f"There is no time zone “{name}”.", *proposal)
        return ""
    return zone.key
