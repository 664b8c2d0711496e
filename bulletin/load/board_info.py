"""`content/board.yaml`: the board itself and its vocabularies. Nothing can be read without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import get_args

from bulletin.formats.markup import parse_markup
from bulletin.formats.records import slug_of
from bulletin.formats.yaml import STAFF
from bulletin.load.events.attachments import PictureFields, load_picture
from bulletin.load.fields.days import read_day, read_days
from bulletin.load.fields.record_source import Loc, RecordSource, open_record
from bulletin.load.fields.schema_rules import MISSING_FIELD, WRONG_VALUE
from bulletin.load.fields.terms import read_language, read_languages
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_contact, read_url, read_zone
from bulletin.load.policy import read_policy
from bulletin.load.sources import BOARD_FILE
from bulletin.model.board import DEFAULT_CHIPS, Archive, BoardInfo, Notice, NoticeText, Term, Vocabulary
from bulletin.model.records.board import (
    WEEKDAYS,
    BoardRecord,
    NoticeRecord,
    PublishPart,
    RepositoryRecord,
    TermRecord,
)
from bulletin.model.records.event_parts import ContactRecord
from bulletin.model.repository import NO_REPOSITORY, HostKind, Repository, host_kind_of
from bulletin.model.vocabulary import VOCABULARIES
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import gettext as _
from bulletin.words import available_languages, load_words

PARTS = frozenset(get_args(PublishPart))
"""Everything `publish` may name, and its default."""

NO_FILES: Mapping[str, bytes] = MappingProxyType({})

FIRST_DAY = date(2020, 1, 1)
"""The `since` of a board that has none."""


def load_board_info(
    data: bytes | None, attachments: Mapping[str, bytes] = NO_FILES
) -> tuple[BoardInfo | None, dict[str, Vocabulary], list[Problem]]:
    """The board and its vocabularies, or None when board.yaml cannot be used (the Problems say why)."""
    if data is None:
        message = _("There is no board.yaml here, so this is not a board yet.")
        hint = _("Create it with at least: title, url, uid_domain, timezone, languages.")
        return None, {}, [Problem(SourceRef(BOARD_FILE, 1, 1), MISSING_FIELD, message, hint)]
    source = open_record(BOARD_FILE, data, STAFF)
    record = read_fields(source, BoardRecord)
    if record is None:
        return None, {}, source.problems
    languages = read_languages(source, ("languages",), record.languages)
    source.languages = ("en", *(tag for tag in languages if tag != "en"))
    logo = load_picture(source, PictureFields(record.logo, record.logo_alt, field="logo"), attachments)
    vocabularies = load_vocabularies(record)
    first = languages[0] if languages else "en"
    policy = read_policy(source, record.policy, vocabularies["needs"], first)
    info = replace(_board_info(source, record, languages), logo=logo, policy=policy)
    unusable = any(problem.is_error for problem in source.problems)
    return (None if unusable else info), vocabularies, source.problems


def _board_info(source: RecordSource, record: BoardRecord, languages: tuple[str, ...]) -> BoardInfo:
    first = languages[0] if languages else "en"
    url = read_url(source, ("url",), record.url)
    taglines = record.tagline
    if isinstance(taglines, dict):
        taglines = {"": taglines.get(first) or next(iter(taglines.values()), ""), **taglines}
    archive = record.archive
    return BoardInfo(
        ref=source.ref(),
        title=record.title,
        url=url if url.endswith("/") else f"{url}/",
        uid_domain=record.uid_domain,
        timezone=read_zone(source, ("timezone",), record.timezone) or "UTC",
        languages=languages or ("en",),
        since=read_day(source, ("since",), record.since) or FIRST_DAY,
        library=record.library or "",
        locales={
            tag: read_language(source, ("locales", tag), locale)
            for tag, locale in (record.locales or {}).items()
        },
        clock=int(record.clock),
        first_weekday=WEEKDAYS.index(record.first_weekday),
        currency=record.currency,
        taglines=taglines if isinstance(taglines, dict) else {"": taglines or ""},
        contact=read_contact(source, ("contact",), record.contact),
        theme=record.theme,
        theme_options=record.theme_options or {},
        horizon=record.horizon,
        fair_share=record.fair_share,
        archive=Archive(archive.days, archive.months) if archive else Archive(),
        publish=frozenset(record.publish) if record.publish else PARTS,
        chips=tuple(f"{chip.strip('/ ')}/" for chip in record.chips) if record.chips else DEFAULT_CHIPS,
        pairs=record.pairs or (),
        access_core=_access_core(source, record),
        repository=_repository(source, record.repository),
        submissions=_submissions(source, record),
        notices=tuple(
            _notice(source, number, notice, first) for number, notice in enumerate(record.notices or ())
        ),
    )


def _repository(source: RecordSource, record: str | RepositoryRecord | None) -> Repository:
    if isinstance(record, RepositoryRecord):
        url = read_url(source, ("repository", "url"), record.url)
        kind = HostKind(record.kind) if record.kind else host_kind_of(url)
        return Repository(url, kind, record.branch) if url else NO_REPOSITORY
    url = read_url(source, ("repository",), record)
    return Repository(url, host_kind_of(url)) if url else NO_REPOSITORY


def _submissions(source: RecordSource, record: BoardRecord) -> str:
    """The address that the form is mailed to."""
    if record.submissions is None:
        return ""
    return read_contact(source, ("submissions",), ContactRecord(email=record.submissions.email)).email


def _access_core(source: RecordSource, record: BoardRecord) -> tuple[str, ...]:
    for name in record.access_core or ():
        if name not in VOCABULARIES["access"]:
            known = ", ".join(VOCABULARIES["access"])
            source.report(
                WRONG_VALUE,
                ("access_core",),
                _("There is no access fact “{name}”.", name=name),
                _("Known: {known}.", known=known),
            )
    return record.access_core or ()


def _notice(source: RecordSource, number: int, record: NoticeRecord, main: str) -> Notice:
    loc = ("notices", number)
    if isinstance(record.text, str):
        texts = {main: _notice_text(source, (*loc, "text"), record.text)}
    else:
        texts = {
            read_language(source, (*loc, "text", tag), tag): _notice_text(source, (*loc, "text", tag), text)
            for tag, text in record.text.items()
        }
    first = read_day(source, (*loc, "from"), record.from_)
    last = read_day(source, (*loc, "until"), record.until)
    found, _ = read_days(source, (*loc, "day"), (record.day,) if record.day else None)
    days = found[0] if found else None
    return Notice(texts, first, last or (days.last if days else None), days)


def _notice_text(source: RecordSource, loc: Loc, text: str) -> NoticeText:
    markup, problems = parse_markup(text, path=BOARD_FILE, first_line=source.line(*loc))
    source.problems += problems
    html = markup.html.strip().removeprefix("<p>").removesuffix("</p>")
    return NoticeText(html, markup.text.strip(), text, source.ref(*loc))


def load_vocabularies(record: BoardRecord | None = None) -> dict[str, Vocabulary]:
    """The built-in vocabularies by name; the board's own terms are added, or replace one of the same id."""
    own = record.vocabulary if record else None
    found = {}
    for name, ids in VOCABULARIES.items():
        terms = {term_id: _term(name, term_id) for term_id in ids}
        for extra in getattr(own, name, None) or ():
            terms[extra.id] = _own_term(extra)
        found[name] = Vocabulary(name, tuple(terms.values()))
    return found


def _term(vocabulary: str, term_id: str) -> Term:
    labels: dict[str, str] = {}
    aliases: list[str] = []
    for language in available_languages():
        entry = load_words(language, "vocabulary").get(vocabulary, {}).get(term_id)
        if isinstance(entry, str):
            labels[language] = entry
        elif entry:
            labels[language] = entry["label"]
            aliases += entry.get("aliases", ())
    return Term(term_id, _term_slug(term_id), labels, tuple(aliases))


def _term_slug(term_id: str) -> str:
    return slug_of(term_id.replace("+", "-plus"))


def _own_term(record: TermRecord) -> Term:
    labels = {"en": record.label} if isinstance(record.label, str) else dict(record.label)
    if "en" not in labels:
        labels["en"] = next(iter(labels.values()), record.id)
    return Term(record.id, _term_slug(record.id), labels, record.aliases or ())
