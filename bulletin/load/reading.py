"""One file's fields: checked against its record class, every complaint in words and on its line.

Written for people who have never seen YAML. `Ground` is a file being read: it knows on which line each
field stands and collects what is wrong there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bulletin.formats.nodes import Mapping, Node, Scalar, Sequence, locate, plain
from bulletin.formats.records import parse_record
from bulletin.formats.yaml import Limits
from bulletin.model.records import Record
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef

R = TypeVar("R", bound=Record)
Loc = tuple[str | int, ...]

MISSING_FIELD = Rule("missing-field", Severity.ERROR, "A field that must be there is there.")
UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.WARNING,
    "Every field is one that Bulletin knows.",
    "A misspelt field is not read, so what you wrote there would be missing on the board.",
)
WRONG_VALUE = Rule("wrong-value", Severity.ERROR, "A field that takes one of a few words holds one of them.")
WRONG_SHAPE = Rule(
    "wrong-shape", Severity.ERROR, "A field holds one text, a list or fields of its own, as it is meant to."
)
WRONG_LENGTH = Rule(
    "wrong-length", Severity.ERROR, "A text is neither empty nor longer than there is room for."
)
WRONG_NUMBER = Rule("wrong-number", Severity.ERROR, "A number is a number, within its bounds.")
WRONG_FORM = Rule("wrong-form", Severity.ERROR, "A name, address or date is written the way it can be read.")

_TAGS = frozenset({"text", "map", "list"})


@dataclass(slots=True)
class Ground:
    """A file while it is read: where its fields stand, and the Problems found so far."""

    path: str
    node: Mapping | None
    body: str = ""
    body_line: int = 1
    source: str = ""
    problems: list[Problem] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    """Fields that were refused: read on without them, but do not call them missing."""
    languages: tuple[str, ...] = ("en",)
    """Languages whose words for dates and repeats are understood: English and the board's."""

    def line(self, *loc: str | int, key: bool = False) -> int:
        return locate(self.node, loc, key=key)[0] if self.node else 1

    def ref(self, *loc: str | int, key: bool = False) -> SourceRef:
        if self.node is None:
            return SourceRef(self.path, 1, 1)
        line, column = locate(self.node, loc, key=key) if loc else (1, 1)
        return SourceRef(self.path, max(line, 1), max(column, 1))

    def report(self, rule: Rule, loc: Loc, message: str, hint: str = "", fix: Fix | None = None) -> None:
        self.problems.append(Problem(self.ref(*loc), rule, message, hint, fix))

    def source_line(self, line: int) -> str:
        lines = self.source.split("\n")
        return lines[line - 1] if 0 < line <= len(lines) else ""

    def fix_value(self, loc: Loc, value: str) -> tuple[str, Fix] | None:
        """The line of a one-line value with another value in it, to paste; None where it is not so simple."""
        node = _find(self.node, loc)
        if not isinstance(node, Scalar) or not node.text:
            return None
        return self._swap(node.line, node.text, value)

    def fix_key(self, loc: Loc, name: str) -> tuple[str, Fix] | None:
        """The line of a field with another name of the field in it."""
        if self.node is None or not loc:
            return None
        line, _ = locate(self.node, loc, key=True)
        return self._swap(line, f"{loc[-1]}:", f"{name}:")

    def _swap(self, line: int, old: str, new: str) -> tuple[str, Fix] | None:
        before = self.source_line(line)
        if before.count(old) != 1:
            return None
        after = before.replace(old, new)
        return after.strip(), Fix(line, line, (after,))

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def open_ground(path: str, data: bytes, limits: Limits) -> Ground:
    """The file's fields as written, with everything its reader had to say."""
    record = parse_record(data, path, limits=limits)
    return Ground(path, record.node, record.body, record.body_line, record.text, list(record.problems))


def read_fields(ground: Ground, record_class: type[R], *, body_field: str = "") -> R | None:
    """The fields as a `record_class`; None only when there are no fields at all.

    Fields nobody knows are left out with a warning; empty ones count as not there. A wrong one is reported
    and left out too, so that what else is wrong is said in the same run: ask `ground.has_errors` whether
    the record may be used. The text below the fields of a `.md` file becomes `body_field`.
    """
    if ground.node is None:
        return None
    values = _without_empty(plain(ground.node))
    assert isinstance(values, dict)
    if body_field and ground.body.strip():
        if body_field in values:
            ground.report(
                WRONG_SHAPE,
                (body_field,),
                f"The description is given twice: as `{body_field}` and as the text below the fields.",
                f"Keep one of them; the text below the fields is the usual place, so delete `{body_field}`.",
            )
        values[body_field] = ground.body
    while True:
        try:
            return record_class.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "extra_forbidden":
                _report_unknown(ground, record_class, detail)
                _drop(values, detail["loc"])
            else:
                _report(ground, record_class, detail)
                _leave_out(ground, record_class, values, detail)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in ("", {}, [])}
    if isinstance(value, list):
        return [part for part in (_without_empty(part) for part in value) if part != ""]
    return value


def _leave_out(
    ground: Ground, record_class: type[Record], values: dict[str, Any], detail: ErrorDetails
) -> None:
    """Take a wrong field out, or put a stand-in where one that must be there is missing or wrong."""
    name = str(detail["loc"][0])
    ground.dropped.add(name)
    values.pop(name, None)
    for required, info in record_class.model_fields.items():
        known_as = info.alias or required
        if known_as == name and info.is_required():
            values[name] = _STAND_INS.get(name, "x")


def _drop(values: dict[str, Any], loc: Loc) -> None:
    """Take out the field at a validator's path; if it cannot be found, the whole field of the record."""
    holder = _holder(values, loc)
    if holder is not None:
        del holder[loc[-1]]
    else:
        values.pop(str(loc[0]), None)


def _holder(values: Any, loc: Loc) -> dict[str | int, Any] | None:
    """The fields that the last part of the path is one of.

    A validator's own names for alternatives (`map`) are passed over, but somebody may have called a field so.
    """
    part, rest = loc[0], loc[1:]
    if not rest:
        return values if isinstance(values, dict) and part in values else None
    if part in _TAGS and (found := _holder(values, rest)) is not None:
        return found
    if isinstance(values, dict) and part in values:
        return _holder(values[part], rest)
    if isinstance(values, list) and isinstance(part, int) and part < len(values):
        return _holder(values[part], rest)
    return None


def _find(node: Node | None, loc: Loc) -> Node | None:
    for part in loc:
        if isinstance(node, Mapping) and (inner := node.get(str(part))) is not None:
            node = inner
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif part not in _TAGS:
            return None
    return node


def _where(loc: Loc) -> str:
    """The path to a field as people read it: `registration` → `closes`."""
    names = [str(part) for part in loc if part not in _TAGS and not isinstance(part, int)]
    return " → ".join(f"`{name}`" for name in names) or "the file"


def known_names(record_class: type[Record]) -> list[str]:
    """The names of a record's fields as people write them."""
    return [info.alias or name for name, info in record_class.model_fields.items()]


def _class_at(record_class: type[Record], loc: Loc) -> type[Record]:
    """The class whose fields stand at `loc`, for the list of names it knows."""
    for part in loc:
        info = next(
            (info for name, info in record_class.model_fields.items() if part in (name, info.alias)), None
        )
        if info is None:
            continue
        record_class = next(_record_classes(info.annotation), record_class)
    return record_class


def _record_classes(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _record_classes(inner)


def _report_unknown(ground: Ground, record_class: type[Record], detail: ErrorDetails) -> None:
    loc = detail["loc"]
    names = known_names(_class_at(record_class, loc[:-1]))
    name = str(loc[-1])
    near = get_close_matches(name.lower().replace("-", "_").replace(" ", "_"), names, n=1, cutoff=0.7)
    message = f"Bulletin knows no field `{name}`, so this line is not read."
    if near and (fixed := ground.fix_key(tuple(part for part in loc if part not in _TAGS), near[0])):
        ground.problems.append(
            Problem(ground.ref(*loc, key=True), UNKNOWN_FIELD, message, f"Did you mean: {fixed[0]}", fixed[1])
        )
        return
    hint = f"Did you mean `{near[0]}`?" if near else f"The fields here are: {', '.join(names)}."
    ground.problems.append(Problem(ground.ref(*loc, key=True), UNKNOWN_FIELD, message, hint))


def _report(ground: Ground, record_class: type[Record], detail: ErrorDetails) -> None:
    describe = _DESCRIBE.get(detail["type"], _describe_form)
    rule, message, hint, value = describe(detail)
    loc = detail["loc"]
    fixed = ground.fix_value(tuple(part for part in loc if part not in _TAGS), value) if value else None
    if fixed:
        ground.report(rule, loc, message, f"{hint} Type instead: {fixed[0]}".strip(), fixed[1])
    else:
        ground.report(rule, loc, message, hint)


_STAND_INS = {"url": "https://x.example/", "languages": "en", "timezone": "UTC", "dates": ["2027-01-01"]}

_Described = tuple[Rule, str, str, str]
"""Rule, message, hint, and the value to type instead ("" when nobody can know)."""

_EXAMPLES = {
    "title": "title: Story time",
    "name": "name: Oak Street Club",
    "start": "start: 2027-01-06 10:15",
    "amount": "amount: $5",
    "url": "url: https://board.example/",
    "uid_domain": "uid_domain: board.example",
    "timezone": "timezone: America/Toronto",
    "languages": "languages: [en, fr]",
    "date": "date: 2027-01-06",
    "dates": "dates: [2027-02-15, 2027-12-24 to 2027-12-28]",
    "text": "text: The library is closed today.",
}


def _describe_missing(detail: ErrorDetails) -> _Described:
    name = str(detail["loc"][-1])
    example = _EXAMPLES.get(name, f"{name}: …")
    return MISSING_FIELD, f"{_where(detail['loc'])} is missing.", f"Add a line like this: {example}", ""


def _describe_choice(detail: ErrorDetails) -> _Described:
    context = detail.get("ctx", {})
    allowed = [word.strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
    given = detail["input"]
    if not isinstance(given, str):
        return _describe_shape(detail)
    near = near_word(given, allowed)
    message = f"{_where(detail['loc'])} cannot be “{given}”."
    return WRONG_VALUE, message, f"It is one of: {', '.join(allowed)}.", near


def near_word(given: str, allowed: list[str]) -> str:
    """The allowed word somebody most likely meant, or ""."""
    folded = {word.lower(): word for word in allowed}
    text = given.strip().lower().replace("_", "-")
    if text in folded:
        return folded[text]
    near = get_close_matches(text, list(folded), n=1, cutoff=0.75)
    return folded[near[0]] if near else ""


def _describe_yes_no(detail: ErrorDetails) -> _Described:
    return WRONG_VALUE, f"{_where(detail['loc'])} is answered with yes or no.", "Type yes or no.", ""


def _describe_shape(detail: ErrorDetails) -> _Described:
    wanted = {
        "string_type": "one text",
        "tuple_type": "a list",
        "dict_type": "fields of its own, indented below it",
        "model_type": "fields of its own, indented below it",
    }.get(detail["type"], "another shape")
    given = detail["input"]
    got = "a list" if isinstance(given, list) else "fields" if isinstance(given, dict) else "one text"
    where = _where(detail["loc"])
    if detail["type"] == "union_tag_invalid":
        return WRONG_SHAPE, f"{where} cannot be {got}.", "See the examples in docs/fields.md.", ""
    return WRONG_SHAPE, f"{where} takes {wanted}, but here stands {got}.", "", ""


def _describe_length(detail: ErrorDetails) -> _Described:
    context = detail.get("ctx", {})
    where = _where(detail["loc"])
    if "max_length" in context:
        given = detail["input"]
        size = f" (this one has {len(given)})" if isinstance(given, (str, list, tuple)) else ""
        unit = "characters" if isinstance(given, str) else "entries"
        return WRONG_LENGTH, f"{where} is too long: at most {context['max_length']} {unit}{size}.", "", ""
    return WRONG_LENGTH, f"{where} is too short.", "", ""


def _describe_number(detail: ErrorDetails) -> _Described:
    where, given = _where(detail["loc"]), detail["input"]
    context = detail.get("ctx", {})
    for bound, words in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than")):
        if bound in context:
            return WRONG_NUMBER, f"{where} must be {words} {context[bound]}, not {given}.", "", ""
    return WRONG_NUMBER, f"{where} takes a number, not “{given}”.", "Type only the number, as in 12.", ""


def _describe_form(detail: ErrorDetails) -> _Described:
    return WRONG_FORM, f"{_where(detail['loc'])} cannot be read: “{detail['input']}”.", "", ""


_PATTERNS = {
    "uid_domain": ("a name of small letters, digits, dots and hyphens", "As in: uid_domain: board.example"),
    "currency": ("the three capital letters of a currency", "As in: currency: CAD"),
    "id": ("a partner and a name with a slash between them", "As in: id: oak/story-time"),
    "part_of": ("a partner and a name with a slash between them", "As in: part_of: oak/summer-fair"),
}


def _describe_pattern(detail: ErrorDetails) -> _Described:
    where, given = _where(detail["loc"]), str(detail["input"])
    if detail["loc"][-1] in _PATTERNS:
        what, example = _PATTERNS[str(detail["loc"][-1])]
        return WRONG_FORM, f"{where} is {what}, but here stands “{given}”.", example, ""
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in given.lower()).split())
    return (
        WRONG_FORM,
        f"{where} is a short name, written in small letters, digits and hyphens, but here stands “{given}”.",
        "It is the name of the file, without its ending.",
        slug if detail["loc"][-1] in ("venue", "room", "library", "theme", "policy") else "",
    )


_DESCRIBE: dict[str, Callable[[ErrorDetails], _Described]] = {
    "missing": _describe_missing,
    "enum": _describe_choice,
    "literal_error": _describe_choice,
    "yes_no": _describe_yes_no,
    "string_type": _describe_shape,
    "tuple_type": _describe_shape,
    "dict_type": _describe_shape,
    "model_type": _describe_shape,
    "union_tag_invalid": _describe_shape,
    "string_too_long": _describe_length,
    "string_too_short": _describe_length,
    "too_long": _describe_length,
    "too_short": _describe_length,
    "int_parsing": _describe_number,
    "int_from_float": _describe_number,
    "float_parsing": _describe_number,
    "greater_than_equal": _describe_number,
    "greater_than": _describe_number,
    "less_than_equal": _describe_number,
    "less_than": _describe_number,
    "finite_number": _describe_number,
    "string_pattern_mismatch": _describe_pattern,
}
