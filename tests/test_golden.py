"""Two small boards, and every byte that is published of them. `make golden` writes them anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml
from PIL import Image

from bulletin.model.records.board import BoardRecord
from bulletin.model.records.event import EventRecord, TranslationRecord
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.shapes import Record
from bulletin.model.records.venue import DaysOffRecord, PageRecord, VenueRecord
from bulletin.model.site.pictures import FOLDER
from tests.site.building import (
    BOARDS,
    MANIFEST,
    TODAY,
    build,
    copy_board,
    differences,
    files_of,
    run_bulletin,
)

FULL = BOARDS / "full" / "content"


@pytest.mark.golden
@pytest.mark.parametrize("name", ["minimal", "full"])
def test_the_whole_site_is_as_expected_byte_for_byte(name: str, tmp_path: Path, update_golden: bool) -> None:
    built = build(copy_board(name, tmp_path / "content"), tmp_path / "public")
    assert built.code == 0, built.said
    expected = BOARDS / name / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(tmp_path / "public", expected, ignore=shutil.ignore_patterns(MANIFEST))
    assert differences(*map(_as_shown, (files_of(expected), files_of(tmp_path / "public")))) == []


def _as_shown(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same with the shape of what an encoder made: another release of it writes other bytes."""
    return {
        path: b"%s %dx%d" % (shown.format.encode(), *shown.size)
        if path.startswith(FOLDER) and (shown := Image.open(BytesIO(data))).format
        else data
        for path, data in files.items()
    }


def test_the_manifest_names_every_file_and_its_digest(tmp_path: Path) -> None:
    build(copy_board("minimal", tmp_path / "content"), tmp_path / "public")
    manifest = json.loads((tmp_path / "public" / MANIFEST).read_bytes())
    digests = {name: sha256(data).hexdigest() for name, data in files_of(tmp_path / "public").items()}
    assert manifest["files"] == digests


def test_the_full_board_is_right_but_for_one_co_host_who_has_not_accepted(tmp_path: Path) -> None:
    content = copy_board("full", tmp_path / "content")
    answer = run_bulletin("check", content, "--today", TODAY, "--format", "json")
    rows = [row for row in json.loads(answer.said) if row["severity"] != "note"]
    assert [(row["severity"], row["rule"]) for row in rows] == [("warning", "host-not-accepted")]


@pytest.mark.parametrize(
    ("record", "folder"),
    [
        (BoardRecord, "board.yaml"),
        (EventRecord, "events"),
        (TranslationRecord, "events"),
        (PartnerRecord, "partners"),
        (VenueRecord, "venues"),
        (DaysOffRecord, "calendars"),
        (PageRecord, "pages"),
    ],
)
def test_the_full_board_uses_every_field_there_is(record: type[Record], folder: str) -> None:
    written = {field for data in _records(FULL / folder) for field in _fields_of(data)}
    # A Markdown file's text is its description (a partner's: what it is about).
    written |= {"description", "about"}
    assert set(_fields_in(record)) - written == set()


def _records(place: Path) -> Iterator[Any]:
    files = [place] if place.is_file() else sorted(place.rglob("*.*"))
    for file in files:
        if file.suffix == ".yaml":
            yield yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        elif file.suffix == ".md":
            yield yaml.load(file.read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader)


def _fields_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _fields_of(value)


def _fields_in(record: type[Record]) -> Iterator[str]:
    """The names of a record's fields and of those within them; a partner's defaults are an event's."""
    for name, field in record.model_fields.items():
        yield field.alias or name
        if name != "defaults":
            for inner in _records_in(field.annotation):
                yield from _fields_in(inner)


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    elif get_origin(annotation) is not None:
        for argument in get_args(annotation):
            yield from _records_in(argument)
