"""JSON Schemas of what may be written (draft 2020-12), for editors that help while typing.

They accept what the reader accepts. It takes every value as text, while an editor has already read `5` as a
number and `yes` as a boolean; so a text field takes those too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bulletin.model.records.board import BoardRecord
from bulletin.model.records.event import EventRecord
from bulletin.model.records.partner import PartnerRecord
from bulletin.model.records.shapes import Record
from bulletin.model.records.venue import DaysOffRecord, PageRecord, VenueRecord
from bulletin.model.records.withdrawn import WithdrawnEventRecord, WithdrawnRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORDS: Mapping[str, type[Record]] = {
    "event": EventRecord,
    "partner": PartnerRecord,
    "venue": VenueRecord,
    "board": BoardRecord,
    "page": PageRecord,
    "calendar": DaysOffRecord,
    "withdrawn": WithdrawnRecord,
    "withdrawn-event": WithdrawnEventRecord,
}
"""What there is a schema of, by the name people use."""

Schema = dict[str, Any]

_PART = re.compile(r"(?<!^)(?=[A-Z])")
_REF = "#/$defs/"
_YES_NO = ["yes", "no", True, False]
_ANSWER = "^([Yy](es|ES)?|[Nn][Oo]?|[Tt]rue|TRUE|[Ff]alse|FALSE|[Oo][Nn]|[Oo]ff|OFF|[Oo]ui|[Nn]on|نعم|لا)$"


def make_schema(name: str) -> Schema:
    """The schema of one kind of record; `name` is a key of `RECORDS`."""
    made = RECORDS[name].model_json_schema(by_alias=True)
    parts = made.pop("$defs", {})
    # In a Markdown record, the schema is that of its front matter.
    schema = {
        "$schema": DIALECT,
        "$id": f"urn:bulletin:schema:{name}",
        "title": name.replace("-", " ").capitalize(),
        **_adapted(made, ""),
    }
    for part in parts.values():
        if "enum" in part:  # the field that uses it has the description
            part.pop("description", None)
    if parts:
        schema["$defs"] = {
            _part_name(part): _adapted(parts[part], _part_name(part)) for part in sorted(parts)
        }
    return schema


def format_schema(name: str) -> str:
    """The schema of one kind of record as a file."""
    return json.dumps(make_schema(name), ensure_ascii=False, indent=2) + "\n"


def _part_name(class_name: str) -> str:
    """`ChangeRecord` → `change`, `EventDefaults` → `event-defaults`."""
    return _PART.sub("-", class_name.removesuffix("Record")).lower()


def _adapted(schema: Schema, title: str) -> Schema:
    """The schema with titles people know, and as tolerant as the reader is."""
    if schema.get("enum") == _YES_NO:
        answers: Schema = {"anyOf": [{"enum": _YES_NO}, {"type": "string", "pattern": _ANSWER}]}
        return _annotated(schema, answers, title)
    made: Schema = {}
    for key, value in schema.items():
        if key in ("title", "description", "default"):
            continue
        if key == "$ref":
            made[key] = _REF + _part_name(value.removeprefix("#/$defs/"))
        elif key == "properties":
            made[key] = {name: _adapted(part, name.replace("_", " ")) for name, part in value.items()}
        elif key in ("anyOf", "oneOf"):
            # Never oneOf: a number is both a text and a number here.
            made["anyOf"] = _alternatives(value)
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            made[key] = _adapted(value, "")
        elif key == "prefixItems":
            made[key] = [_adapted(part, "") for part in value]
        elif key in ("ge", "le"):
            made["minimum" if key == "ge" else "maximum"] = value
        else:
            made[key] = value
    return _annotated(schema, _tolerant(made), title)


def _alternatives(schemas: list[Schema]) -> list[Schema]:
    found: list[Schema] = []
    for schema in schemas:
        made = _adapted(schema, "")
        found += made["anyOf"] if list(made) == ["anyOf"] else [made]
    return found


def _annotated(schema: Schema, made: Schema, title: str) -> Schema:
    annotations: Schema = {"title": title} if title else {}
    if "description" in schema:
        annotations["description"] = " ".join(schema["description"].split())
    if schema.get("default") is not None:
        default = schema["default"]
        annotations["default"] = {True: "yes", False: "no"}[default] if isinstance(default, bool) else default
    return annotations | made


def _tolerant(schema: Schema) -> Schema:
    """The same for a value that an editor has read as a number or an answer before we see it as text."""
    kind = schema.get("type")
    if "enum" in schema:
        numbers = [int(word) for word in schema["enum"] if isinstance(word, str) and word.isdigit()]
        rest = {key: value for key, value in schema.items() if key != "type"}
        return {**rest, "enum": [*schema["enum"], *numbers]}
    if kind == "string" or kind == ["string", "number"]:
        return {**schema, "type": ["string", "number", "boolean"]}
    if kind in ("integer", "number"):
        return {**schema, "type": [kind, "string"]}
    return schema
