"""Texts: title, summary and description of an event or a page, their translations, and pages of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bulletin.formats.markup import parse_markup
from bulletin.formats.markup.output import LONGEST_SUMMARY, shorten
from bulletin.formats.markup.plain import one_line, with_escaped_line_ends
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Node, Scalar
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.phones import find_phones
from bulletin.formats.records import split_name
from bulletin.formats.yaml import Limits
from bulletin.load.fields.record_source import Records, RecordSource
from bulletin.load.fields.terms import read_language
from bulletin.load.fields.validation import read_fields
from bulletin.model.board import BoardInfo, InfoPage
from bulletin.model.records.event import TranslationRecord
from bulletin.model.records.venue import PageRecord
from bulletin.model.text import Notes, Text
from bulletin.problems import Problem, Rule, Severity
from bulletin.translatable import gettext as _

Found = tuple[tuple[str, int], ...]
_TEXTS = frozenset(
    {"title", "summary", "description", "access_note", "status_note", "note", "label", "ages", "bring"}
    | {"documents"}
)
"""Fields in which people write sentences."""
_DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){6}")
# It begins where a word does: from every letter of a long word on, it would be looked for again and again.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")

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
    phones, emails = _ways_to_reach(source)
    return Text(
        one_line(title),
        shorten(whole) if whole else markup.lead,
        markup.html,
        markup.text,
        tuple((link.url, link.line) for link in markup.links),
        source.ref(),
        whole_summary=whole if len(whole) > LONGEST_SUMMARY else "",
        written=source.text,
        phones=phones,
        emails=emails,
    )


def _ways_to_reach(source: RecordSource) -> tuple[Found, Found]:
    """The telephone numbers and the e-mail addresses in the texts of a file."""
    lines = [(text, number) for text, number in _lines(source) if _may_reach(text)]
    phones = ((phone, at) for text, at in lines for phone in find_phones(text, source.country))
    emails = ((email[0], at) for text, at in lines if "@" in text for email in _EMAIL.finditer(text))
    return tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(emails))


def _may_reach(text: str) -> bool:
    return "@" in text or _DIGITS.search(text) is not None


def _lines(source: RecordSource) -> Iterator[tuple[str, int]]:
    """Every line of the published texts that may tell how to reach somebody, with its number in the file."""
    texts = [(source.body, source.body_line)] if _may_reach(source.body) else []
    texts += [(node.text, node.line) for node in _text_nodes(source.node) if _may_reach(node.text)]
    written = source.text.split("\n") if texts else []
    for text, first in texts:
        at = first
        for line in text.split("\n"):
            # A block of text begins on the line below its field, and long lines may be wrapped.
            found = (number for number in range(at, len(written) + 1) if line in written[number - 1])
            at = next(found, at) if line.strip() else at
            yield line, at


def _text_nodes(node: Node | None) -> Iterator[Scalar]:
    items = node.items if isinstance(node, MappingNode) else ()
    for name, value in items:
        if isinstance(value, Scalar) and name.text in _TEXTS:
            yield value
        elif isinstance(value, SequenceNode) and name.text in _TEXTS:
            yield from (item for item in value.items if isinstance(item, Scalar))
        elif name.text == "changes" and isinstance(value, MappingNode):
            for _key, change in value.items:
                yield from _text_nodes(change)


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
        _stem, tag = split_name(other)
        source = records.open_record(other, limits)
        text = load_translation(source)
        if tag == own.lower():
            message = _("The original is already in “{language}”.", language=own)
            source.report(OWN_LANGUAGE, (), message, _("Delete one of them."))
        elif text is not None and not source.has_errors:
            texts[tag] = text
        problems += source.problems
    return Translated(texts, tuple(problems), dict.fromkeys(others, path))
