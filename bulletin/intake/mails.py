"""Mails (`.eml`) and texts (`.txt`) → drafts of records.

The form's text gives complete drafts; whatever else somebody wrote becomes a draft for staff, with what could
be read for certain. Quoted mails, signatures and who sent it go no further; attachments are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bulletin.formats.encoding import decode_text, without_odd_characters
from bulletin.formats.nodes import Tree
from bulletin.intake.calendar_texts import one_line, place_of, tidy_body
from bulletin.intake.converted import Converted, Draft
from bulletin.intake.form_text import FieldNames, ReadForm
from bulletin.intake.forms import NewerForm, OddRequest, beside_forms, read_forms
from bulletin.intake.free_text import find_dates, labelled_values, told
from bulletin.intake.mail_parts import Attachment, Kind, Mail, read_mail
from bulletin.intake.mail_words import own_subject, own_words, without_quotes
from bulletin.model.board import Board
from bulletin.model.intake import Asked
from bulletin.model.names import fold_name
from bulletin.model.place_names import PlaceNames
from bulletin.model.zones import use_pinned_zones
from bulletin.translatable import called, sentence, sentences
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words, quoted
from bulletin.words.typed import asked_names, typed_elsewhere

MOST_BYTES_OF_TEXT = 64 * 1024
_LONGEST_TITLE = 200
_CUT_OFF = _("The form breaks off before its last line, `end`. Please hand in all of it.")
_BESIDE = _("What stands beside the form has not been taken over; somebody at the library reads it.")
_QUOTED = _(
    "The form stands in an earlier mail that this one answers, so somebody at the library reads what this "
    "one says first."
)
_FORMS = "[bulletin-form]"
_MARKS = re.compile(r"^(?:[ \t]{0,3}>){1,9} ?", re.MULTILINE)
_FOR_PERSON = _("This is free text: a person has to make an event of it. Nothing in it was guessed.")


def _newer(version: object) -> str:
    return _(
        "This form is of a newer kind ({version}) than can be read here. Please use this board's own.",
        version=version,
    )


def _odd(typed: str) -> str:
    """That a form asks for nothing that is known here, and what it can ask for."""
    english = asked_names("en")
    known = [called(english[f"action.{each}"], typed_elsewhere("asked", each)) for each in Asked]
    return _(
        "The form asks for “{typed}”, which is not known here. It can ask for one of these: {known}.",
        typed=typed[:_LONGEST_TITLE],
        known=join_words([quoted(each) for each in known]),
    )


def convert_form_text(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """The forms in a text file; free text becomes a draft for staff. Never raises for what stands in it."""
    use_pinned_zones()
    if len(data) > MOST_BYTES_OF_TEXT:
        return Converted(refused=_("This text is longer than an event can be (64 KB). Please shorten it."))
    text, problems = decode_text(data, name)
    if text is None:
        first = problems[0]
        return Converted(refused=sentences(sentence(first.message), sentence(first.hint)))
    text = without_odd_characters(text)
    names = FieldNames.of(board)
    if forms := list(read_forms(text, names)):
        converted = _of_forms(forms, "form", board)
        return Converted(refused=_CUT_OFF) if converted.needs_person else converted
    if not text.strip():
        return Converted(refused=_("This file is empty."))
    return Converted((_of_free_text("", text, board, names),), (_FOR_PERSON,), needs_person=True)


def convert_mail(name: str, data: bytes, board: Board, partner_id: str) -> Converted:
    """The forms in a mail, or its own words as a draft for staff; what came with it is told by its name.

    `attachments_of` gives the files that came with it, for their own converters. Never raises for what
    stands in it.
    """
    use_pinned_zones()
    mail = read_mail(data)
    if isinstance(mail, str):
        return Converted(refused=mail)
    names = FieldNames.of(board)
    said = tuple(_about(mail.attachments))
    written, senders = mail.text[:MOST_BYTES_OF_TEXT], _persons(mail, board)
    forms = list(read_forms(written, names))
    if not forms and not own_words(written, senders):  # a mail that was passed on, each line behind a mark
        written = _MARKS.sub("", written)
        forms = list(read_forms(written, names))
    if forms:
        converted = _of_forms(forms, "mail", board)
        converted = _with_words(converted, beside_forms(written, names, _FORMS), senders)
        return replace(converted, said=(*converted.said, *said))
    text, subject = own_words(written, senders), own_subject(mail.subject, senders)
    offered = any(each.kind in (Kind.CALENDAR, Kind.RECORD, Kind.SHEET) for each in mail.attachments)
    if not text and (offered or not mail.attachments):
        return Converted(said=said) if offered else Converted(refused=_("There is no text in this mail."))
    draft = _of_free_text(subject, text, board, names)
    return Converted((draft,), (_FOR_PERSON, *said), needs_person=True)


def _with_words(converted: Converted, beside: str, senders: tuple[str, ...]) -> Converted:
    """With what a mail says beside its forms; where these stand in another that it answers, for a person."""
    words = own_words(beside, senders)
    if _FORMS not in words:  # it says goodbye above them, or they are quoted
        words = own_words(beside.replace(_FORMS, ""), senders)
    if converted.refused or not words.replace(_FORMS, "").strip():
        return converted
    if _FORMS in without_quotes(beside):
        return replace(converted, said=(*converted.said, _BESIDE), has_more=True)
    said = (*converted.said, _QUOTED)
    return replace(converted, said=said, has_more=True, is_quoted=True, needs_person=True)


def _persons(mail: Mail, board: Board) -> tuple[str, ...]:
    """Who sent a mail, but for the names of partners and venues, which the board says anyway."""
    public = {fold_name(each.name) for each in board.partners.values()}
    public |= {fold_name(each.name) for each in board.venues.values()}
    return tuple(each for each in mail.senders if fold_name(each) not in public)


def _of_forms(forms: list[ReadForm | NewerForm | OddRequest], channel: str, board: Board) -> Converted:
    for form in forms:
        if isinstance(form, NewerForm):
            return Converted(refused=_newer(form.version))
        if isinstance(form, OddRequest):
            return Converted(refused=_odd(form.typed))
    read = [form for form in forms if isinstance(form, ReadForm)]
    if not any(form.values or form.body or form.asked is not Asked.NEW for form in read):
        return Converted(refused=_("There is nothing in this form."))
    places = PlaceNames.of(board.venues)
    drafts = tuple(
        _draft_of(form, channel, places, f"form-{number}" if len(read) > 1 else "")
        for number, form in enumerate(read, start=1)
    )
    is_cut = any(not form.is_whole for form in read)
    return Converted(drafts, (_CUT_OFF,) if is_cut else (), needs_person=is_cut)


def _draft_of(form: ReadForm, channel: str, places: PlaceNames, key: str) -> Draft:
    body, remarks = tidy_body("\n".join(form.body))
    is_new, cleared = form.asked is Asked.NEW, list(form.cleared)
    values: dict[str, Tree] = {**form.values, **({"source": {"channel": channel}} if is_new else {})}
    venue = values.get("venue")
    if isinstance(venue, str) and not places.venue_named(venue):
        del values["venue"]
        place, of_place = place_of(venue, places)
        values = {**place, **values}
        remarks += of_place
        # Whatever says where it was.
        cleared += [each for each in ("venue", "room") if place and not is_new and each not in values]
    needed = ("title", "start") if is_new else ()
    missing = [_("The form does not say `{name}`.", name=name) for name in needed if name not in values]
    return Draft(
        values,
        body,
        key,
        (*form.remarks, *remarks, *missing),
        event_id=form.event,
        asked=form.asked,
        cleared=tuple(cleared),
        partner=form.partner,
        days=tuple(form.days),
    )


def _of_free_text(subject: str, text: str, board: Board, names: FieldNames) -> Draft:
    """A draft for staff to finish."""
    values = labelled_values(text, names)
    remarks: list[str] = []
    if "title" not in values and subject:
        values["title"] = one_line(subject)[:_LONGEST_TITLE]
        remarks.append(_("Its title is the subject of the mail."))
    found = find_dates(text, board.info.languages)
    if "start" not in values and len(found.spans) == 1:
        [(values["start"], end)] = found.spans.items()
        if end and "end" not in values:
            values["end"] = end
    if "start" not in values or len(found.spans) > 1:
        remarks += told(found)
    if isinstance(venue := values.pop("venue", ""), str) and venue:
        place, of_place = place_of(venue, PlaceNames.of(board.venues))
        values |= place
        remarks += of_place
    elif "room" in values:
        del values["room"]  # of a venue that nobody named
    body, of_body = tidy_body(text)
    return Draft({**values, "source": {"channel": "mail"}}, body, "", (*remarks, *of_body))


def _about(attachments: Iterable[Attachment]) -> Iterator[str]:
    """What becomes of each file that came with a mail."""
    for each in attachments:
        name = quoted(each.name)
        match each.kind:
            case Kind.CALENDAR | Kind.RECORD | Kind.SHEET:
                yield _("{name} came with it, and is read by itself.", name=name)
            case Kind.PICTURE:
                yield _(
                    "The picture {name} came with it; it is not shown until somebody says what it shows.",
                    name=name,
                )
            case Kind.FLYER:
                yield _("The flyer {name} came with it; what stands in it has not been read.", name=name)
            case Kind.MAIL:
                yield _("Another mail, {name}, came with it, and has not been read.", name=name)
            case Kind.OTHER:
                yield _("{name} came with it; such a file cannot be read here.", name=name)
