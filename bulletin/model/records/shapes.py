"""The shapes a field's value may have, and how each looks in a JSON Schema.

Values arrive as text, lists of values and maps of text to values; nothing has been guessed. A `Shape`
names what a text must be read as and carries the example people see in messages and in the manual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

T = TypeVar("T")


class Record(BaseModel):
    """Something a person wrote. Unknown fields are an error here; the reader takes them out first and
    warns."""

    usual: ClassVar[tuple[str, ...]] = ()
    """The fields to name to somebody who wrote one that nobody knows; none: all."""
    field_aliases: ClassVar[Mapping[str, str]] = {}
    """What people call a field, and the field; or a sentence that says where to write it instead."""
    sections: ClassVar[tuple[str, ...]] = ()
    """Where the words of languages say what else its fields are called: sections, the first before others."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
        populate_by_name=True,
        json_schema_serialization_defaults_required=False,
        defer_build=True,
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text is read as (`kind`), in words (`says`), with examples that work.

    `pattern` is what an editor asks for; the reader is kinder and offers the right name.
    """

    kind: str
    says: str
    examples: tuple[str, ...] = ()
    number: bool = False
    pattern: str = ""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        if self.number and schema.get("type") == "string":
            schema["type"] = ["string", "number"]
        if self.pattern:
            schema["pattern"] = self.pattern
        if self.examples:
            schema["examples"] = list(self.examples)
        return schema


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A list field that takes one value too."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        items = schema.get("items", {})
        return {"anyOf": [items, schema]}


@dataclass(frozen=True, slots=True)
class NotUsedYet:
    """A field that is read and kept, but that nothing uses: `Annotated[Line | None, NOT_USED_YET]`.

    `check` says so of a file that has it, and the manual says so of the field.
    """


NOT_USED_YET = NotUsedYet()


def as_list(value: Any) -> Any:
    """One value as a list of one."""
    return value if isinstance(value, list) else [value]


def as_names(value: Any) -> Any:
    """As a list; names in a row, with commas between them, are several."""
    return names_in_a_row(value) if isinstance(value, str) else as_list(value)


def names_in_a_row(text: str) -> list[str]:
    """`en, fr` and `en; fr` as what stands between the commas."""
    return [name for name in re.split(r"\s*[,;]\s*", text.strip()) if name]


def written_as(value: Any) -> str:
    """How a value was written: text, list or map. Chooses between the shapes a field allows."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, (list, tuple)):
        return "list"
    return "map"


BY_SHAPE = Discriminator(written_as)


def as_yes_no(value: Any) -> Any:
    """What people type for yes and no, in any case."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in YES:
        return True
    if isinstance(value, str) and value.strip().lower() in NO:
        return False
    raise PydanticCustomError("yes_no", "yes or no")


def as_day_count(value: Any) -> Any:
    """A number of days, with or without the word."""
    if isinstance(value, str):
        return re.sub(r"\s*(days?|d)\s*$", "", value.strip(), flags=re.IGNORECASE)
    return value


UNITS = ("weeks", "days", "hours", "minutes")
_NUMBER = re.compile(r"\d{1,5}(\.\d{1,2})?")


def as_duration(value: Any) -> Any:
    """A length in parts, as other programs write it (`{hours: 1, minutes: 30}`), as text."""
    if not isinstance(value, dict):
        return value
    parts = {f"{name}".lower().removesuffix("s") + "s": f"{number}".strip() for name, number in value.items()}
    if not parts or not set(parts) <= {*UNITS, "seconds"} or not all(map(_NUMBER.fullmatch, parts.values())):
        return value
    return " ".join(f"{parts[unit]} {unit}" for unit in UNITS if float(parts.get(unit, 0)))


YES = frozenset({"yes", "y", "true", "on", "oui", "sí", "si", "نعم"})
NO = frozenset({"no", "n", "false", "off", "non", "لا"})


def length(least: int, most: int) -> StringConstraints:
    """From how many characters to how many."""
    return StringConstraints(min_length=least, max_length=most)


Many = Annotated[tuple[T, ...], BeforeValidator(as_list), OneOrMore()]
Names = Annotated[tuple[T, ...], BeforeValidator(as_names), OneOrMore()]
YesNo = Annotated[bool, BeforeValidator(as_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]

DayCount = Annotated[int, BeforeValidator(as_day_count), Field(ge=0, le=3660)]

Line = Annotated[str, length(1, 300), Shape("line", "one line of text")]
Summary = Annotated[
    str, length(1, 4000), Shape("line", "one plain sentence; lists show the first 160 characters")
]
Words = Annotated[str, length(1, 2000), Shape("words", "text")]
LongText = Annotated[str, StringConstraints(min_length=1), Shape("markdown", "text, in Markdown")]
Title = Annotated[str, length(1, 200), Shape("line", "1 to 200 characters")]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100),
    Shape("slug", "small letters, digits and hyphens", ("main-library",)),
]
PlaceName = Annotated[
    str,
    length(1, 100),
    Shape("slug", "small letters, digits and hyphens", ("main-library",), pattern=r"^[a-z0-9][a-z0-9-]*$"),
]
Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$", max_length=200),
    Shape("id", "a partner and a name, as in `oak/story-time`", ("oak/story-time",)),
]
Day = Annotated[str, Shape("day", "a date, year first", ("2027-01-06",)), length(1, 60)]
Days = Annotated[
    str,
    Shape("days", "a date, or two dates with `to` between them", ("2027-02-17", "2027-07-01 to 2027-08-31")),
    length(1, 100),
]
Moment = Annotated[
    str,
    Shape("moment", "a date, or a date and a time", ("2027-01-06 10:15", "2027-01-06", "2027-01-06 7pm")),
    length(1, 60),
]
Instant = Annotated[
    str, Shape("instant", "an instant in UTC, written by our tools", ("2027-01-04T14:30:00Z",)), length(1, 40)
]
Duration = Annotated[
    str,
    BeforeValidator(as_duration),
    Shape("duration", "how long", ("45 min", "1 h 30", "2 days"), number=True),
    length(1, 40),
]
LeadTimeText = Annotated[
    str,
    Shape("lead_time", "working days, days or weeks", ("5 working days", "2 weeks", "10 days"), number=True),
    length(1, 60),
]
Url = Annotated[
    str,
    Shape("url", "a web address that begins with https://", ("https://oak.example/story-time",)),
    length(1, 2000),
]
Email = Annotated[str, Shape("email", "an e-mail address", ("hello@oak.example",)), length(3, 254)]
Phone = Annotated[
    str,
    Shape("phone", "a telephone number, as people dial it", ("555-0123", "+1 555 555 0123"), number=True),
    length(2, 60),
]
Language = Annotated[
    str, Shape("language", "a language, by its name or its code", ("en", "French", "zh-Hant")), length(2, 80)
]
Zone = Annotated[
    str, Shape("zone", "the name of a time zone", ("America/Toronto", "Europe/Paris")), length(1, 60)
]
FileName = Annotated[
    str, Shape("file", "the name of a file beside this one", ("poster.jpg",)), length(3, 120)
]
FactText = Annotated[
    str,
    Shape("fact", "yes, no or unknown, with a note after a comma if you like", ("yes", "no, two steps")),
    length(1, 300),
]
Amount = Annotated[
    str,
    Shape("amount", "a price, `free`, `donation` or `pay what you can`", ("free", "$5", "0"), number=True),
    length(1, 120),
]


class EndedRecord(Record):
    """The end of a partner or a venue on this board."""

    date: Day
    """Its last day."""
    reason: Annotated[Line | None, NOT_USED_YET] = None
    """Why, for staff."""
