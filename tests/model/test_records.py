"""Records: the descriptions of their fields."""

from __future__ import annotations

from bulletin.manual.schemas import make_schema
from bulletin.model.records.event import EventDefaults, EventRecord
from bulletin.model.records.shapes import Line, Record


class Stall(Record):
    """At a market."""

    name: Line
    """Who stands behind it,
    and what is sold."""
    place: Line | None = None
    owner: Line = "x"
    "With one quote."


class Booth(Stall):
    """A better one."""

    place: Line = "here"
    owner: Line = "y"
    """Its own text."""


def test_the_description_of_a_field_is_the_docstring_below_it() -> None:
    described = {name: info.description for name, info in Stall.model_fields.items()}
    assert described == {
        "name": "Who stands behind it,\nand what is sold.",
        "place": None,
        "owner": "With one quote.",
    }


def test_a_field_has_the_text_of_the_class_that_it_is_from() -> None:
    described = {name: info.description for name, info in Booth.model_fields.items()}
    assert described == {
        "name": "Who stands behind it,\nand what is sold.",
        "place": None,
        "owner": "Its own text.",
    }
    assert EventRecord.model_fields["cost"].description == EventDefaults.model_fields["cost"].description


def test_a_schema_says_what_fields_are_though_records_were_read_before() -> None:
    EventRecord.model_validate({"title": "Swim"})
    schema = make_schema("event")
    assert schema["properties"]["title"]["description"] == EventRecord.model_fields["title"].description
    assert "A number to call" in schema["$defs"]["contact"]["properties"]["phone"]["description"]
