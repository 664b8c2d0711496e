"""Texts: title, summary and description of an event or a page, their translations, and pages of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.formats.markup import parse_markup
from bulletin.formats.markup.summary import first_sentence
from bulletin.formats.names import split_name
from bulletin.formats.yaml import Limits
from bulletin.load.fields.record_source import Ground, Records
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_language
from bulletin.model.board import BoardInfo, InfoPage
from bulletin.model.event import Text
from bulletin.model.records import PageRecord, TranslationRecord
from bulletin.problems import Problem, Rule, Severity, SourceRef

OWN_LANGUAGE = Rule(
    "translation-in-own-language", Severity.WARNING, "A translation is in another language than its original."
)


def read_text(ground: Ground, title: str, summary: str | None, description: str | None) -> Text:
    """Title, summary (default: the description's first sentence) and description made safe."""
    line = ground.body_line if ground.body.strip() else ground.line("description")
    markup, problems = parse_markup(description or "", path=ground.path, first_line=line)
    ground.problems += problems
    plain = " ".join(markup.text.split("\n\n", 1)[0].split())
    return Text(
        " ".join(title.split()),
        " ".join(summary.split()) if summary else first_sentence(plain),
        markup.html,
        markup.text,
        tuple((link.url, link.line) for link in markup.links),
        ground.ref(),
    )


def load_page(ground: Ground, slug: str, info: BoardInfo) -> InfoPage | None:
    """The page, or None when the file has no fields; the ground's Problems say whether it may be used."""
    record = read_fields(ground, PageRecord, body_field="description")
    if record is None:
        return None
    return InfoPage(
        slug=slug,
        ref=ground.ref(),
        text=read_text(ground, record.title, record.summary, record.description),
        text_language=read_language(ground, ("text_language",), record.text_language) or info.language,
    )


def load_translation(ground: Ground) -> Text | None:
    """A title, a summary and a text in another language."""
    record = read_fields(ground, TranslationRecord, body_field="description")
    return read_text(ground, record.title, record.summary, record.description) if record else None


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of the translations of one record: texts by tag, and what each file translates."""

    texts: Mapping[str, Text]
    problems: tuple[Problem, ...]
    originals: Mapping[str, str]


def read_translations(records: Records, path: str, own: str, limits: Limits) -> Translated:
    """Texts in other languages from the files beside `path`, whose own language is `own`."""
    folder, _, _ = path.rpartition("/")
    name, _ = split_name(path)
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    others = records.beside.get((folder, name), ())
    for other in others:
        _, tag = split_name(other)
        ground = records.ground(other, limits)
        text = load_translation(ground)
        if tag == own.lower():
            message = f"The original is already in “{own}”."
            ground.problems.append(
                Problem(SourceRef(other, 1, 1), OWN_LANGUAGE, message, "Delete one of them.")
            )
        elif text is not None and not ground.has_errors:
            texts[tag] = text
        problems += ground.problems
    return Translated(texts, tuple(problems), dict.fromkeys(others, path))
