"""Texts: title, summary and description of an event or a page, their translations, and pages of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bulletin.formats.markup import parse_markup
from bulletin.formats.markup.output import LONGEST_SUMMARY, shorten
from bulletin.formats.markup.plain import one_line, with_escaped_line_ends
from bulletin.formats.records import split_name
from bulletin.formats.yaml import Limits
from bulletin.load.fields.record_source import Records, RecordSource
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_language
from bulletin.model.board import BoardInfo, InfoPage
from bulletin.model.event import Notes, Text
from bulletin.model.records.event import TranslationRecord
from bulletin.model.records.venue import PageRecord
from bulletin.problems import Problem, Rule, Severity

OWN_LANGUAGE = Rule(
    "translation-in-own-language", Severity.WARNING, "A translation is in another language than its original."
)


def read_text(source: RecordSource, title: str, summary: str | None, description: str | None) -> Text:
    """Title, summary (default: the description's first sentence) and description made safe.

    A summary that is too long for lists is cut for them.
    """
    line = source.body_line if source.body.strip() else source.line("description")
    written = with_escaped_line_ends(description or "")
    markup, problems = parse_markup(written, path=source.path, first_line=line)
    source.problems += problems
    whole = one_line(summary or "")
    return Text(
        one_line(title),
        shorten(whole) if whole else markup.lead,
        markup.html,
        markup.text,
        tuple((link.url, link.line) for link in markup.links),
        source.ref(),
        whole_summary=whole if len(whole) > LONGEST_SUMMARY else "",
        written=source.text,
    )


def load_page(source: RecordSource, slug: str, info: BoardInfo) -> InfoPage | None:
    """The page, or None when the file has no fields; the source's Problems say whether it may be used."""
    record = read_fields(source, PageRecord, body_field="description")
    if record is None:
        return None
    return InfoPage(
        slug=slug,
        ref=source.ref(),
        text=read_text(source, record.title, record.summary, record.description),
        text_language=read_language(source, ("text_language",), record.text_language) or info.language,
    )


def load_translation(source: RecordSource) -> Text | None:
    """A title, a summary, a text and notes in another language."""
    record = read_fields(source, TranslationRecord, body_field="description")
    if record is None:
        return None
    notes = Notes(
        record.ages or "", record.status_note or "", record.access_note or "", record.cost_note or ()
    )
    return replace(read_text(source, record.title, record.summary, record.description), notes=notes)


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations of one record: texts by language tag, and the original's path by each file's."""

    texts: Mapping[str, Text]
    problems: tuple[Problem, ...]
    originals: Mapping[str, str]


def read_translations(records: Records, path: str, own: str, limits: Limits) -> Translated:
    """Texts in other languages from the files beside `path`, whose own language is `own`."""
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    others = records.translations_of(path)
    for other in others:
        _, tag = split_name(other)
        source = records.open_record(other, limits)
        text = load_translation(source)
        if tag == own.lower():
            message = f"The original is already in “{own}”."
            source.report(OWN_LANGUAGE, (), message, "Delete one of them.")
        elif text is not None and not source.has_errors:
            texts[tag] = text
        problems += source.problems
    return Translated(texts, tuple(problems), dict.fromkeys(others, path))
