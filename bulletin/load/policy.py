"""`policy` of board.yaml: the house rules that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bulletin.load.fields.record_source import Loc, RecordSource
from bulletin.load.fields.schema_rules import WRONG_FORM, WRONG_VALUE
from bulletin.load.fields.terms import read_language, read_terms
from bulletin.model.board import Vocabulary
from bulletin.model.names import fold_name
from bulletin.model.policy import NO_POLICY, LeadTime, LeadUnit, Policy, Reason, usual_policy
from bulletin.model.records.board import PolicyRecord, ReasonRecord
from bulletin.problems import to_type
from bulletin.translatable import gettext as _
from bulletin.words.typed import words_typed_for

_LEAD_TIME = re.compile(r"(\d{1,3})(?:\s*(\D+))?")
_EXEMPT = ("urgent",)


def read_policy(
    source: RecordSource, record: str | PolicyRecord | None, needs: Vocabulary, main: str
) -> Policy:
    """The house rules; those that everybody has where a page is named and nothing else."""
    if record is None:
        return NO_POLICY
    if isinstance(record, str):
        return usual_policy(record)
    exempt = read_terms(source, ("policy", "exempt_needs"), record.exempt_needs, needs, _("need"))
    return Policy(
        page=record.page,
        version=record.version or "",
        lead_time=_read_lead_time(source, record.lead_time),
        horizon=record.horizon or 0,
        require=tuple(dict.fromkeys(record.require or ())),
        exempt_needs=_EXEMPT if record.exempt_needs is None else exempt,
        reasons=tuple(_read_reasons(source, record.reasons or (), main)),
        disclaimers=_read_texts(source, ("policy", "disclaimer"), record.disclaimer, main),
    )


def _read_lead_time(source: RecordSource, text: str | None) -> LeadTime | None:
    if text is None:
        return None
    found = _LEAD_TIME.fullmatch(text.strip())
    unit = words_typed_for("lead_time").get(fold_name(found[2])) if found and found[2] else "working days"
    if not found or unit is None:
        loc = ("policy", "lead_time")
        fixed = source.fix_value(loc, f"{found[1]} working days") if found else None
        hint = to_type(_("Type instead"), fixed.line) if fixed else _("As in: lead_time: 5 working days")
        message = _("“{text}” is no number of working days, days or weeks.", text=text)
        source.report(WRONG_FORM, loc, message, hint, fixed and fixed.fix)
        return None
    return LeadTime(int(found[1]), LeadUnit(unit)) if int(found[1]) else None


def _read_reasons(source: RecordSource, records: Iterable[ReasonRecord], main: str) -> Iterable[Reason]:
    seen = set[str]()
    for number, record in enumerate(records):
        loc = ("policy", "reasons", number)
        if record.id in seen:
            message = _("Two reasons have the code “{id}”.", id=record.id)
            source.report(WRONG_VALUE, (*loc, "id"), message, _("Give one of them another code."))
            continue
        seen.add(record.id)
        yield Reason(record.id, _read_texts(source, (*loc, "label"), record.label, main))


def _read_texts(
    source: RecordSource, loc: Loc, texts: str | Mapping[str, str] | None, main: str
) -> dict[str, str]:
    """One text, in the board's main language, or one per language."""
    if isinstance(texts, str):
        return {main: texts}
    return {read_language(source, (*loc, tag), tag): text for tag, text in (texts or {}).items()}
