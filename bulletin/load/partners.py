"""Partners: `content/partners/<partner>.yaml` or `.md`."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.formats.markup import parse_markup
from bulletin.load.events.attachments import PictureFields, load_picture
from bulletin.load.events.context import EventPartner
from bulletin.load.fields.days import read_day
from bulletin.load.fields.record_source import RecordSource
from bulletin.load.fields.schema_rules import WRONG_FORM
from bulletin.load.fields.terms import read_language, read_languages, read_terms
from bulletin.load.fields.unknown_fields import UNKNOWN_FIELD, rename_fields
from bulletin.load.fields.validation import read_named_fields
from bulletin.load.fields.values import read_contact, read_url
from bulletin.model.board import BoardInfo, Vocabulary
from bulletin.model.partner import CohostPolicy, Partner
from bulletin.model.records.event import DEFAULTS_EXCLUDED
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.text import Text
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _

WRONG_DEFAULT = Rule(
    "wrong-default",
    Severity.ERROR,
    f"A partner's `defaults` hold no {', '.join(DEFAULTS_EXCLUDED[:-1])} or {DEFAULTS_EXCLUDED[-1]}.",
    "These tell one event from another.",
)


def load_partner(
    source: RecordSource,
    partner_id: str,
    info: BoardInfo,
    vocabularies: Mapping[str, Vocabulary],
    attachments: Mapping[str, bytes],
) -> EventPartner | None:
    """A partner with the defaults of its events; None when the file has no fields."""
    record = _read_record(source)
    if record is None:
        return None
    _check_name(source, partner_id)
    policy = record.cohosts or (CohostPolicy.ANYONE if partner_id == info.library else CohostPolicy.LISTED)
    partner = Partner(
        id=partner_id,
        ref=source.ref(),
        name=record.name,
        text=_read_about(source, record),
        text_language=read_language(source, ("text_language",), record.text_language) or info.language,
        kind=record.kind or "",
        url=read_url(source, ("url",), record.url),
        contact=read_contact(source, ("contact",), record.contact),
        languages=read_languages(source, ("languages",), record.languages),
        needs=read_terms(source, ("needs",), record.needs, vocabularies["needs"], _("need")),
        logo=load_picture(source, PictureFields(record.logo, record.logo_alt, field="logo"), attachments),
        tier=record.tier,
        review_every=record.agreement.review_every if record.agreement else 90,
        credit_line=(record.agreement.credit_line or "") if record.agreement else "",
        cohosts=policy,
        accept=record.accept or (),
        verified=read_day(source, ("verified", "date"), record.verified.date) if record.verified else None,
        directory=record.directory,
        do_not_list=record.do_not_list,
        opt_out=frozenset(record.opt_out or ()),
        sensitive=record.sensitive,
        ended=read_day(source, ("ended", "date"), record.ended.date) if record.ended else None,
        was_at=record.was_at or (),
        github=record.github or (),
        trusted=frozenset(record.trusted or ()),
    )
    return EventPartner(partner, record.defaults, source)


def _read_record(source: RecordSource) -> PartnerRecord | None:
    rename_fields(source, PartnerRecord)
    wrong = _refuse_wrong_defaults(source)
    record = read_named_fields(source, PartnerRecord, body_field="about")
    # Each has been reported on its line already.
    source.problems = [
        each for each in source.problems if each.rule is not UNKNOWN_FIELD or each.ref.line not in wrong
    ]
    return record


def _check_name(source: RecordSource, partner_id: str) -> None:
    if not partner_id[0].isalpha():
        # /events/2027/ is the address of a year.
        message = _(
            "The name of a partner's file begins with a letter, and “{partner_id}” does not.",
            partner_id=partner_id,
        )
        hint = _("Rename it and its folder, as in partners/the-{partner_id}.yaml", partner_id=partner_id)
        source.report(WRONG_FORM, (), message, hint)


def _read_about(source: RecordSource, record: PartnerRecord) -> Text:
    line = source.body_line if source.body.strip() else source.line("about")
    about, problems = parse_markup(record.about or "", path=source.path, first_line=line)
    source.problems += problems
    links = tuple((link.url, link.line) for link in about.links)
    return Text(record.name, "", about.html, about.text, links, source.ref())


def _refuse_wrong_defaults(source: RecordSource) -> frozenset[int]:
    """Reports each field that cannot be a default; returns their lines."""
    wrong = set()
    defaults = source.node.get("defaults") if source.node else None
    for key, _value in getattr(defaults, "items", ()):
        if getattr(key, "text", "") in DEFAULTS_EXCLUDED:
            message = _("`{text}` cannot be the same for all events, so it is no default.", text=key.text)
            source.report(
                WRONG_DEFAULT, ("defaults", key.text), message, _("Delete `{text}` here.", text=key.text)
            )
            wrong.add(source.line("defaults", key.text, key=True))
    return frozenset(wrong)
