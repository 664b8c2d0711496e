"""The validator's errors in words for people who have never seen YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pydantic_core import ErrorDetails

from bulletin.load.fields.choices import allowed_words, field_of, near_word, synonym
from bulletin.load.fields.examples import example_for
from bulletin.load.fields.program_texts import holds_text
from bulletin.load.fields.record_source import SHAPES, Loc
from bulletin.load.fields.schema_rules import WRONG_FORM, WRONG_LENGTH, WRONG_NUMBER, WRONG_SHAPE, WRONG_VALUE
from bulletin.messages.entered import tell_too_long
from bulletin.problems import Rule
from bulletin.translatable import called, join, sentences
from bulletin.translatable import gettext as _
from bulletin.words.typed import typed_elsewhere, word_within

_EMAIL = re.compile(r"[^\s@,{}]+@[^\s@,{}]+\.[^\s@,{}]+")
_URL = re.compile(r"(?:https?://|www\.)[^\s,{}]+")
_DEGREES = re.compile(r"\s*(-?[0-9]{1,2}\.[0-9]+)\s*[,;\s]\s*(-?[0-9]{1,3}\.[0-9]+)\s*")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,20}")


class Description(NamedTuple):
    """`value` is what to type instead, "" where nobody can know; `certain`, where it is the same for sure."""

    rule: Rule
    message: str
    hint: str = ""
    value: str = ""
    certain: bool = False


def describe(detail: ErrorDetails) -> Description:
    """What is said of one error."""
    return _DESCRIBE.get(detail["type"], _describe_form)(detail)


def field_path(loc: Loc) -> str:
    """The path to a field as people read it: `registration` → `closes`."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    return " → ".join(f"`{name}`" for name in names) or _("the file")


def _describe_choice(detail: ErrorDetails) -> Description:
    allowed, given = allowed_words(detail), detail["input"]
    if not isinstance(given, str):
        return _describe_shape(detail)
    message = _("{where} cannot be “{given}”.", where=field_path(detail["loc"]), given=given)
    hint = (
        _("It is one of: {listed}.", listed=_choices_of(detail["loc"], allowed))
        if len(allowed) > 1
        else _("It can be: {allowed}.", allowed=allowed[0])
    )
    meant = synonym(given)
    value = meant if meant in allowed else near_word(given, allowed) or _value_for(detail["loc"], given)
    if not value and (example := example_for(detail["loc"])):
        hint = sentences(hint, example)
    return Description(WRONG_VALUE, message, hint, value)


def _choices_of(loc: Loc, allowed: list[str]) -> str:
    """The words of a field, each as it is typed in the language of whoever reads this."""
    return join(", ", (called(word, typed_elsewhere(field_of(loc), word)) for word in allowed))


def _describe_yes_no(detail: ErrorDetails) -> Description:
    return Description(
        WRONG_VALUE,
        _("{where} is answered with yes or no.", where=field_path(detail["loc"])),
        _("Type yes or no."),
    )


_SHAPES_WANTED = {
    "string_type": _("one text"),
    "tuple_type": _("a list"),
    "dict_type": _("fields of its own, indented below it"),
    "model_type": _("fields of its own, indented below it"),
}


def _describe_shape(detail: ErrorDetails) -> Description:
    wanted = _SHAPES_WANTED.get(detail["type"], _("another shape"))
    given = detail["input"]
    got = (
        _("a list") if isinstance(given, list) else _("fields") if isinstance(given, dict) else _("one text")
    )
    where = field_path(detail["loc"])
    if detail["type"] == "union_tag_invalid":
        hint = example_for(detail["loc"]) or _("See the examples in docs/fields.md.")
        return Description(WRONG_SHAPE, _("{where} cannot be {got}.", where=where, got=got), hint)
    listed = isinstance(given, list) and all(isinstance(each, str) for each in given)
    text = ", ".join(given) if listed and detail["loc"][-1] == "geo" else given
    value = _value_for(detail["loc"], text) if isinstance(text, str) else ""
    certain = isinstance(text, str) and value in _whole_ways(text.strip())
    hint = "" if value else example_for(detail["loc"])
    if detail["type"] == "string_type" and isinstance(given, dict) and len(given) == 1:
        (name, text), *_others = given.items()
        if isinstance(text, str) and not holds_text(str(name)):
            hint = _('Put it in quotes: "{name}: {text}"', name=name, text=text)
            return Description(
                WRONG_SHAPE,
                _("{where} takes text, and this was read as a field of its own.", where=where),
                hint,
            )
    return Description(
        WRONG_SHAPE,
        _("{where} takes {wanted}, but here stands {got}.", where=where, wanted=wanted, got=got),
        hint,
        value,
        certain,
    )


def _describe_length(detail: ErrorDetails) -> Description:
    context = detail.get("ctx", {})
    where = field_path(detail["loc"])
    if "max_length" in context:
        if detail["loc"][-1] == "summary":
            hint = _("Name the line `description` instead: a description may be long.")
            return Description(WRONG_LENGTH, _("{where} is too long for a summary.", where=where), hint)
        given = detail["input"]
        told = {"where": where, "most": context["max_length"]}
        if isinstance(given, str):
            template = tell_too_long(where, str(context["max_length"]), str(len(given)))
        elif isinstance(given, (list, tuple)):
            template = _(
                "{where} is too long: at most {most} entries (this one has {n}).", **told, n=len(given)
            )
        else:
            template = _("{where} is too long: at most {most} entries.", **told)
        return Description(WRONG_LENGTH, template)
    return Description(WRONG_LENGTH, _("{where} is too short.", where=where), "")


_BOUNDS = {"ge": _("at least"), "gt": _("more than"), "le": _("at most"), "lt": _("less than")}


def _describe_number(detail: ErrorDetails) -> Description:
    where, given = field_path(detail["loc"]), detail["input"]
    context = detail.get("ctx", {})
    for bound, words in _BOUNDS.items():
        if bound in context:
            return Description(
                WRONG_NUMBER,
                _(
                    "{where} must be {comparison} {limit}, not {given}.",
                    where=where,
                    comparison=words,
                    limit=context[bound],
                    given=given,
                ),
            )
    return Description(
        WRONG_NUMBER,
        _("{where} takes a number, not “{given}”.", where=where, given=given),
        _("Type only the number, as in 12."),
    )


def _describe_form(detail: ErrorDetails) -> Description:
    return Description(
        WRONG_FORM,
        _("{where} cannot be read: “{given}”.", where=field_path(detail["loc"]), given=detail["input"]),
    )


_PATTERNS = {
    "uid_domain": (
        _("a name of small letters, digits, dots and hyphens"),
        _("As in: uid_domain: board.example"),
    ),
    "currency": (_("the three capital letters of a currency"), _("As in: currency: CAD")),
    "id": (_("a partner and a name with a slash between them"), _("As in: id: oak/story-time")),
    "part_of": (_("a partner and a name with a slash between them"), _("As in: part_of: oak/summer-fair")),
}


def _describe_pattern(detail: ErrorDetails) -> Description:
    where, given = field_path(detail["loc"]), str(detail["input"])
    if detail["loc"][-1] in _PATTERNS:
        what, example = _PATTERNS[str(detail["loc"][-1])]
        return Description(
            WRONG_FORM,
            _("{where} is {what}, but here stands “{given}”.", where=where, what=what, given=given),
            example,
        )
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in given.lower()).split())
    return Description(
        WRONG_FORM,
        _(
            "{where} is a short name, written in small letters, digits and hyphens, but here stands "
            "“{given}”.",
            where=where,
            given=given,
        ),
        _("It is the name of the file, without its ending."),
        slug if slug and detail["loc"][-1] in ("venue", "room", "library", "theme", "policy") else "",
    )


_DESCRIBE: dict[str, Callable[[ErrorDetails], Description]] = {
    **dict.fromkeys(("enum", "literal_error"), _describe_choice),
    "yes_no": _describe_yes_no,
    **dict.fromkeys(
        ("string_type", "tuple_type", "dict_type", "model_type", "union_tag_invalid"), _describe_shape
    ),
    **dict.fromkeys(("string_too_long", "string_too_short", "too_long", "too_short"), _describe_length),
    **dict.fromkeys(("int_parsing", "int_from_float", "float_parsing", "finite_number"), _describe_number),
    **dict.fromkeys(("greater_than_equal", "greater_than", "less_than_equal", "less_than"), _describe_number),
    "string_pattern_mismatch": _describe_pattern,
}


def _value_for(loc: Loc, given: str) -> str:
    """The right value where it can be known from the wrong one; else ""."""
    name = next((str(part) for part in reversed(loc) if part not in SHAPES), "")
    if name == "geo" and (degrees := _DEGREES.fullmatch(given)):
        return f"{{lat: {degrees[1]}, lon: {degrees[2]}}}"
    if name == "location":
        return word_within("location", given)
    if name not in ("contact", "registration"):
        return ""
    kind = word_within("registration", given) if name == "registration" else ""
    parts = [f"kind: {kind or 'required'}"] if name == "registration" else []
    # The digits of an address are no telephone number.
    without = _EMAIL.sub(" ", _URL.sub(" ", given))
    for way, pattern, text in (("phone", _PHONE, without), ("email", _EMAIL, given), ("url", _URL, given)):
        if found := pattern.search(text):
            parts.append(f"{way}: {found[0].strip().rstrip('.;')}")
    if name == "registration" and len(parts) == 1:
        return kind
    return f"{{{', '.join(parts)}}}" if parts else ""


def _whole_ways(text: str) -> tuple[str, ...]:
    """A contact that is all of the text."""
    return f"{{phone: {text}}}", f"{{email: {text}}}", f"{{url: {text}}}"
