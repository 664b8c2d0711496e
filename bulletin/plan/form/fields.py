"""Fields of the record as questions: their words from the language, their answers from the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from bulletin.model.event import RegistrationKind, Status
from bulletin.model.facets import held_languages
from bulletin.model.partner import Partner
from bulletin.model.records.event import event_field
from bulletin.model.site.form import FormChoice, FormField, FormPart
from bulletin.model.vocabulary import MOST_TERMS
from bulletin.plan.localized_board import LocalizedBoard
from bulletin.words.dates import capital
from bulletin.words.fields import field_hint, field_question
from bulletin.words.phrases import Phrases

FIRST = ("title", "repeat", "review_by", "venue", "contact", "cost", "status", "status_note")
"""The questions whose place on the page the template knows."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "fold_who": (
        *("categories", "audience", "ages", "needs", "welcome", "languages", "interpretation"),
        "text_language",
    ),
    "fold_access": ("access_note", "access"),
    "fold_bring": (
        *("registration", "registration.url", "registration.phone", "registration.email"),
        *("registration.opens", "registration.closes", "registration.capacity", "registration.waitlist"),
        *("bring", "documents", "image", "image_alt", "image_credit"),
    ),
    "fold_dates": (
        *("dates", "skip", "rain_date", "online", "location", "area", "contact.text", "contact.url", "hosts"),
    ),
    "fold_text": ("summary", "description"),
}
"""The questions that are folded away, by the phrase of their title."""

KINDS: Mapping[str, str] = {
    "categories": "some",
    "audience": "one",
    "needs": "some",
    "welcome": "some",
    "languages": "some",
    "interpretation": "names",
    "text_language": "select",
    "access": "facts",
    "access_note": "text",
    "registration": "one",
    "registration.url": "url",
    "registration.phone": "tel",
    "registration.email": "email",
    "registration.opens": "day",
    "registration.closes": "day",
    "registration.capacity": "number",
    "registration.waitlist": "tick",
    "bring": "lines",
    "documents": "lines",
    "dates": "lines",
    "skip": "lines",
    "review_by": "day",
    "rain_date": "day",
    "online": "url",
    "location": "tick",
    "contact.text": "tel",
    "contact.url": "url",
    "hosts": "names",
    "description": "text",
    "status": "select",
    "repeat": "select",
}
"""How each is answered; what is not named, on a line."""

REPEATS = ("once", "week", "weeks", "nth", "last", "day", "dates", "words")
_CHANGES = (Status.TENTATIVE, Status.FULL, Status.POSTPONED)
_VOCABULARIES = {"categories": "categories", "audience": "audiences", "needs": "needs", "welcome": "welcome"}
_SUMMARY = 160


def first_fields(local: LocalizedBoard, words: Phrases) -> dict[str, FormField]:
    """The questions asked of everybody, by the name of their field."""
    return {name: _field(local, words, name) for name in FIRST}


def form_parts(local: LocalizedBoard, words: Phrases) -> tuple[FormPart, ...]:
    """Those that are folded away."""
    return tuple(
        FormPart(words(title), tuple(_field(local, words, name) for name in names))
        for title, names in PARTS.items()
    )


def partners_to_choose(local: LocalizedBoard) -> tuple[Partner, ...]:
    """Whom the form asks for by name: those that may be listed and have not ended."""
    return tuple(
        partner
        for partner in local.board.partners.values()
        if not partner.do_not_list and (partner.ended is None or partner.ended >= local.today)
    )


def partner_choices(local: LocalizedBoard) -> tuple[FormChoice, ...]:
    """The same as answers to choose from."""
    return tuple(
        FormChoice(partner.id, partner.name, local.other_language(partner.text_language))
        for partner in partners_to_choose(local)
    )


def _field(local: LocalizedBoard, words: Phrases, name: str) -> FormField:
    return FormField(
        name=name,
        kind=KINDS.get(name, "line"),
        ask=field_question(words.language, name),
        hint=field_hint(words.language, name),
        choices=tuple(_choices(local, words, name)),
        most=MOST_TERMS.get(_VOCABULARIES.get(name, ""), 0) if KINDS.get(name) == "some" else _longest(name),
    )


def _choices(local: LocalizedBoard, words: Phrases, name: str) -> Iterable[FormChoice]:
    vocabulary = local.board.vocabularies.get("access" if name == "access" else _VOCABULARIES.get(name, ""))
    if vocabulary is not None:
        # `general` only counts it; who chooses it here says it.
        values = {"general": "all ages"} if name == "audience" else {}
        return [
            FormChoice(values.get(term.id, term.id), term.label(local.language)) for term in vocabulary.terms
        ]
    match name:
        case "registration":
            return [FormChoice(kind.value, local.phrase(f"join.{kind}")) for kind in RegistrationKind]
        case "languages":
            tags = dict.fromkeys((*local.board.info.languages, *held_languages(local.board)))
            return [FormChoice(tag, capital(local.dates.language_name(tag))) for tag in tags]
        case "text_language":
            tags = dict.fromkeys((local.language, *local.board.info.languages))
            return [FormChoice(tag, capital(local.dates.language_name(tag))) for tag in tags]
        case "status":
            return [FormChoice(status.value, local.phrase(f"status.{status}")) for status in _CHANGES]
        case "repeat":
            return [FormChoice(value, words(f"repeat_{value}")) for value in REPEATS]
        case "cost":
            return [FormChoice(value, words(f"price_{key}")) for value, key in _PRICES.items()]
    return []


_PRICES = {"free": "free", "donation": "donation", "pay what you can": "pay", "amount": "amount"}


def _longest(name: str) -> int:
    """How many characters the model lets a field have; 0 where it does not say."""
    if name == "summary":
        return _SUMMARY
    if KINDS.get(name, "line") not in ("line", "url", "email", "tel"):
        return 0
    return _bound(event_field(name))


def _bound(field: FieldInfo) -> int:
    constraints = (*field.metadata, *_constraints(field.annotation))
    return max(filter(None, (getattr(each, "max_length", None) for each in constraints)), default=0)


def _constraints(annotation: Any) -> Iterable[StringConstraints]:
    """The constraints of texts in a type, however deep."""
    if get_origin(annotation) is Annotated:
        yield from (each for each in annotation.__metadata__ if isinstance(each, StringConstraints))
    for part in get_args(annotation):
        yield from _constraints(part)
