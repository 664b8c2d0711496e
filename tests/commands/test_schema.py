"""`bulletin schema`: schemas that accept what we accept, and a manual that is never stale."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it comes without types
import pytest
import yaml

from bulletin.cli import main
from bulletin.commands.schema import all_rules, docs, find_examples, schema
from bulletin.load.fields.unknown_fields import known_names
from bulletin.manual.documents import format_fields
from bulletin.manual.schemas import RECORDS, make_schema
from bulletin.problems import UnusableInput
from tests.commands.boards import write_board

ROOT = Path(__file__).parents[2]
KINDS = {
    "events": "event",
    "partners": "partner",
    "venues": "venue",
    "pages": "page",
    "calendars": "calendar",
}
EVENT = {"title": "Story time", "start": "2027-01-06 10:15", "venue": "main-library"}


def written(name: str) -> dict[str, Any]:
    stream = io.StringIO()
    assert schema(name, stream=stream) == 0
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def errors(name: str, value: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(make_schema(name)).iter_errors(value)]


def sample_records() -> list[tuple[str, str, str]]:
    """Path, kind and fields of every record of the sample town."""
    found = []
    for path in sorted((ROOT / "content").rglob("*.*")):
        inside = path.relative_to(ROOT / "content")
        if path.suffix not in (".yaml", ".md") or inside.name.count(".") > 1:
            continue
        text = path.read_text(encoding="utf-8")
        fields = text.split("---\n")[1] if path.suffix == ".md" else text
        found.append((inside.as_posix(), KINDS.get(inside.parts[0], "board"), fields))
    return found


def as_editors_read(value: object) -> object:
    """What a YAML 1.1 loader makes of a record, as JSON could hold it."""
    if isinstance(value, dict):
        return {"on" if key is True else str(key): as_editors_read(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_editors_read(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("path", "kind", "fields"), sample_records())
def test_a_schema_accepts_every_record_of_the_sample_town(path: str, kind: str, fields: str) -> None:
    assert errors(kind, as_editors_read(yaml.safe_load(fields))) == []
    assert errors(kind, yaml.load(fields, Loader=yaml.BaseLoader)) == []


@pytest.mark.parametrize("name", RECORDS)
def test_a_schema_is_one_of_draft_2020_12_without_names_from_the_code(name: str) -> None:
    made = written(name)

    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:bulletin:schema:{name}"
    assert not re.search(r"Record|_Yes|Annotated|tuple|NoneType", json.dumps(made))
    assert set(made["properties"]) == set(known_names(RECORDS[name]))
    assert all(part["description"] and part["title"] for part in made["properties"].values())


@pytest.mark.parametrize(
    "extra",
    [
        {"cost": 5}, {"cost": 2.5}, {"cost": "free"}, {"cost": [{"amount": 5, "label": "adults"}]},
        {"contact": {"phone": 5550101}}, {"publish_dates": False}, {"publish_dates": "Non"},
        {"languages": ["en", False]}, {"languages": "en"}, {"title": 1984}, {"start": 1140}, {"venue": 7},
        {"registration": {"capacity": "12"}}, {"repeat": {"every": "week", "on": "Monday"}},
        {"access": {"step_free": True}}, {"summary": None}, {"changes": {"2027-02-03": "cancelled"}},
        {"verified": {"date": "2027-01-04"}},
    ],
)  # fmt: skip
def test_what_an_editor_has_read_as_a_number_or_an_answer_is_accepted(extra: dict[str, object]) -> None:
    assert errors("event", {**EVENT, **extra}) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "x"}, {"status": "canceled"}, {"venue": "Main Library"}, {"contact": "555-0101"},
        {"registration": {"kind": "maybe"}}, {"title": ["a"]}, {"title": "x" * 201}, {"publish_dates": "so"},
        {"library_role": 7}, {"changes": {"2027-02-03": {"when": "x"}}},
    ],
)  # fmt: skip
def test_what_we_would_complain_about_is_marked(wrong: dict[str, object]) -> None:
    assert errors("event", {**EVENT, **wrong}) != []


def test_a_title_is_required() -> None:
    assert errors("event", {"start": "2027-01-06 10:15"}) != []


def test_a_board_may_write_its_clock_as_a_number() -> None:
    board = {"title": "Oak", "url": "https://oak.example/", "uid_domain": "oak", "timezone": "UTC"}
    assert errors("board", {**board, "languages": "fr", "clock": 24, "horizon": "90"}) == []
    assert errors("board", {**board, "languages": "fr", "clock": 13}) != []


def test_what_withdraw_leaves_has_a_schema_of_its_own(tmp_path: Path) -> None:
    venue = write_board(tmp_path) / "venues/main-library.yaml"
    for record in ("oak/story-time", "venues/main-library"):
        asked = ["withdraw", record, "--reason", "leak", "--yes", "--today", "2027-01-15"]
        assert main([*asked, "--content", str(tmp_path / "content")]) == 0
    event = (tmp_path / "content/events/oak/story-time.md").read_text("utf-8").replace("---", "")
    for name, text in (("withdrawn-event", event), ("withdrawn", venue.read_text("utf-8"))):
        left = yaml.load(text, Loader=yaml.BaseLoader)
        assert errors(name, left) == []
        assert errors(name, {**left, "title": "A secret"}) != []


def test_a_record_that_does_not_exist_is_one_line_for_the_operator() -> None:
    with pytest.raises(UnusableInput, match="event, partner, venue, board, page, calendar"):
        schema("story")


def test_the_manual_is_up_to_date() -> None:
    stream = io.StringIO()
    assert (docs(ROOT, check=True, stream=stream), stream.getvalue()) == (0, "")


def test_a_stale_manual_is_reported_and_written_anew(tmp_path: Path) -> None:
    (tmp_path / "docs" / "schemas").mkdir(parents=True)
    stream = io.StringIO()

    assert docs(tmp_path, check=True, stream=stream) == 1
    assert "docs/fields.md is not up to date" in stream.getvalue()
    assert docs(tmp_path, stream=io.StringIO()) == 0
    assert docs(tmp_path, check=True, stream=io.StringIO()) == 0


def test_every_field_stands_in_the_manual() -> None:
    manual = format_fields()
    for record in RECORDS.values():
        for name in known_names(record):
            assert f"| `{name}` |" in manual


def test_every_rule_says_what_must_hold_in_a_sentence() -> None:
    for rule in all_rules():
        assert rule.summary[:1].isupper() or rule.summary[:1] in "`“", rule
        assert rule.summary.endswith("."), rule
        assert "\n" not in rule.summary + rule.why, rule


def test_every_rule_that_is_declared_is_found() -> None:
    declared = set()
    for path in (ROOT / "bulletin").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        declared |= set(re.findall(r'\bRule\(\s*"([a-z0-9-]+)"', source))
        declared |= set(re.findall(r'@(?:event_)?rule\("([a-z0-9-]+)"', source))
    assert declared == {rule.id for rule in all_rules()}


def test_an_example_of_a_rule_is_its_first_block_in_a_report() -> None:
    first = "a.yaml:1: error[one] X.\n    hint: Y:\n          z"
    report = f"{first}\nb.yaml: note[two] Q.\nc.yaml:1: error[one] V.\n"

    assert find_examples(report) == {"one": first, "two": "b.yaml: note[two] Q."}
