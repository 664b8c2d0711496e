"""Pages of text: `content/pages/<slug>.md`."""

from __future__ import annotations

from bulletin.load.events import read_text
from bulletin.load.fields.record_source import Ground
from bulletin.load.fields.validation import read_fields
from bulletin.load.fields.values import read_language
from bulletin.model.board import BoardInfo, InfoPage
from bulletin.model.records import PageRecord


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
