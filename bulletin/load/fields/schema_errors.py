"""The validator's errors in words for people who have never seen YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from pydantic_core import ErrorDetails

from bulletin.formats.dates import DateRefused, parse_day
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.examples import example_for
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.other_names import moved_line
from bulletin.load.fields.other_programs import NEVER_NEEDED, line_instead, names_of
from bulletin.load.fields.program_texts import as_tree, holds_text, number_in, text_within, tree_of
from bulletin.load.fields.record_source import SHAPES, FixedLine, Loc, RecordSource, find_node, surely
from bulletin.load.fields.unknown_fields import lines_meant, tell_lines
from bulletin.messages.entered import is_missing, is_too_long
from bulletin.model.names import fold_name
from bulletin.model.records.shapes import Record, names_in_a_row
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef, to_type
from bulletin.translatable import called, join, sentences
from bulletin.translatable import gettext as _
from bulletin.words.typed import typed_elsewhere, word_within, words_typed_for

MISSING_FIELD = Rule("missing-field", Severity.ERROR, "A field that must be there is there.")
WRONG_VALUE = Rule("wrong-value", Severity.ERROR, "A field that takes one of a few words holds one of them.")
WRONG_SHAPE = Rule(
    "wrong-shape",
    Severity.ERROR,
    "A field holds one text, a list or fields of its own, as it is meant to.",
    corrected=True,
)
WRONG_LENGTH = Rule(
    "wrong-length", Severity.ERROR, "A text is neither empty nor longer than there is room for."
)
WRONG_NUMBER = Rule("wrong-number", Severity.ERROR, "A number is a number, within its bounds.")
WRONG_FORM = Rule("wrong-form", Severity.ERROR, "A name, address or date is written the way it can be read.")

_EMAIL = re.compile(r"[^\s@,{}]+@[^\s@,{}]+\.[^\s@,{}]+")
_URL = re.compile(r"(?:https?://|www\.)[^\s,{}]+")
_DEGREES = re.compile(r"\s*(-?[0-9]{1,2}\.[0-9]+)\s*[,;\s]\s*(-?[0-9]{1,3}\.[0-9]+)\s*")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{5,20}")


def report_wrong(source: RecordSource, record_class: type[Record], detail: ErrorDetails) -> None:
    """Report what is wrong with one field, with the line to type instead where that can be known."""
    if detail["type"] == "missing":
        report_missing(source, record_class, detail["loc"])
        return
    describe = _DESCRIBE.get(detail["type"], _describe_form)
    rule, message, hint, value, certain = describe(detail)
    loc = detail["loc"]
    if isinstance(find_node(source.node, names_of(loc)), SequenceNode) and value:
        fixed = replace_field(source, names_of(loc), f"{names_of(loc)[-1]}: {value}")
    else:
        fixed = source.fix_value(names_of(loc), value) if value else _line_instead(source, detail, rule)
    fixed = surely(fixed) if certain else fixed
    if fixed:
        other = (
            sentences(hint, _("Or delete this line."))
            if rule is WRONG_NUMBER and hint
            else _("Delete this line.")
        )
        # An example of several lines says nothing where the line itself is known.
        hint = "" if "\n" in hint and fixed.line.startswith(f"{names_of(loc)[-1]}:") else hint
        instead = to_type(_("Type instead"), fixed.line)
        whole = join("\n" if "\n" in hint else " ", (hint, instead)) if hint else instead
        source.report(rule, loc, message, whole if fixed.line else other, fixed.fix)
    else:
        lines = [source.fix_value(names_of(loc), word) for word in _choices(detail)]
        source.report_choice(rule, loc, message, hint, [each.fix for each in lines if each])


def _line_instead(source: RecordSource, detail: ErrorDetails, rule: Rule) -> FixedLine | None:
    """What to type instead where the value itself tells it: another shape, words for a place, a name."""
    path, given = names_of(detail["loc"]), detail["input"]
    number = number_in(given) if rule is WRONG_NUMBER and isinstance(given, str) else ""
    if number and number != given.strip():
        return source.fix_value(path, number)
    if isinstance(given, str) and path[-1] == "verified":
        day = parse_day(given, source.languages)
        if isinstance(day, DateRefused):
            return replace_field(source, path)
        return surely(replace_field(source, path, f"verified: {{date: {day}}}"))
    if isinstance(given, str) and len(path) == 2 and path[0] == "changes":
        return moved_line(source, path, given)
    if isinstance(given, str) and path[-1] == "access":
        return _facts_line(source, path, given) if len(path) == 1 else None
    if isinstance(given, dict) and len(given) == 1 and isinstance(path[-1], int):
        in_quotes = _item_in_quotes(source, path)
        return in_quotes if any(map(holds_text, given)) else surely(in_quotes)
    if isinstance(given, (list, dict)):
        return line_instead(source, path, as_tree(given))
    if path[-1] == "contact":
        return replace_field(source, path)
    if isinstance(given, str) and (path[-1] == "location" or path[-1] in NEVER_NEEDED):
        return line_instead(source, path, given)
    return None


def _facts_line(source: RecordSource, path: Loc, given: str) -> FixedLine | None:
    """Facts in a row, each said to be so, where all are known; else the same as a note."""
    facts = source.names.vocabularies.get("access")
    terms = [facts.find(name) if facts else None for name in names_in_a_row(given)]
    if terms and all(terms):
        said = ", ".join(f"{term.id}: yes" for term in terms if term)
        return replace_field(source, path, f"access: {{{said}}}")
    return source.fix_key(path, "access_note")


def _item_in_quotes(source: RecordSource, path: Loc) -> FixedLine | None:
    """The line of a list's item that was read as a field, in quotes."""
    line = source.line(*path)
    before = source.line_text(line)
    dash, mark, text = before.partition("- ")
    if dash.strip() or not mark:
        return None
    after = f"{dash}- {format_text(text.strip())}"
    return FixedLine(after.strip(), Fix(line, line, (after,)))


def _choices(detail: ErrorDetails) -> list[str]:
    given = detail["input"]
    if detail["type"] == "yes_no":
        return ["yes", "no"]
    return _allowed(detail) if detail["type"] in ("enum", "literal_error") and isinstance(given, str) else []


class _Described(NamedTuple):
    """`value` is what to type instead, "" where nobody can know; `certain`, where it is the same for sure."""

    rule: Rule
    message: str
    hint: str = ""
    value: str = ""
    certain: bool = False


_LINES = {
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


def report_missing(source: RecordSource, record_class: type[Record], loc: Loc) -> None:
    """Report a missing field: its line is empty, has another name, or is not there at all."""
    name = str(loc[-1])
    example = _LINES.get(name, f"{name}: …")
    message = is_missing(_where(loc))
    path = tuple(part for part in loc if part not in SHAPES)
    if find_node(source.node, path) is not None:
        source.report(
            MISSING_FIELD, loc, message, _("Write it behind the colon, as in: {example}", example=example)
        )
    elif len(path) == 1 and (lines := lines_meant(source, record_class, name)):
        ref = SourceRef(source.path, lines[0].fix.first, 1)
        fixes = tuple(each.fix for each in lines)
        fix, choices = (fixes[0], ()) if len(fixes) == 1 else (None, fixes)
        message = _(
            "{where} is missing: {unread_words}.",
            where=_where(loc),
            unread_words=_unread_words(source, fixes[0]),
        )
        source.add(Problem(ref, MISSING_FIELD, message, tell_lines(lines), fix, choices=choices))
    else:
        hint = _("Add a line like this: {example}", example=example)
        if name == "amount" and not find_node(source.node, (*path[:-1], "label")):
            # Most likely the label stands there as a name: `adults: $12`.
            whole = path[:-2] if isinstance(path[-2], int) else path[:-1]
            hint = example_for(path[:-1])
            if fixed := line_instead(source, whole, tree_of(find_node(source.node, whole))):
                source.report(
                    MISSING_FIELD,
                    loc,
                    message,
                    _("One line a price, as in:\n{line}", line=fixed.line),
                    fixed.fix,
                )
                return
        source.report(MISSING_FIELD, loc, message, hint)


def _unread_words(source: RecordSource, fix: Fix) -> str:
    """That the fields which a proposal replaces are called otherwise here."""
    keys = source.node.items if source.node else ()
    names = [f"`{key.text}`" for key, _ in keys if fix.first <= key.line <= fix.last]
    return _("there is no field {listed} here", listed=join(_(" and no field "), names))


def meant_word(detail: ErrorDetails) -> str:
    """The word that was typed in other letters (`Cancelled`, `moved_online`, `canceled`), or ""."""
    given = detail["input"]
    if detail["type"] not in ("enum", "literal_error") or not isinstance(given, str):
        return ""
    if "schema.org/" in given:
        given = given.rpartition("/")[2]
    typed, allowed = _folded(given), _allowed(detail)
    same = next((word for word in allowed if _folded(word) == typed and word != given), "")
    meant = words_typed_for(_field_of(detail["loc"])).get(fold_name(given), "")
    return same or (meant if meant in allowed else "")


def _field_of(loc: Loc) -> str:
    """The field whose words these are: `registration` for its `kind`, `status` for a date under `changes`."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    if names[0] == "changes" and len(names) == 2:
        return "status"
    return names[-2] if len(names) > 1 and names[-1] == "kind" else names[-1]


_NAMED = ("categories", "audience", "welcome", "needs", "hosts", "languages", "interpretation", "bring")
"""Fields that hold names, which programs write as maps with more beside the name."""


def only_one(detail: ErrorDetails) -> object | None:
    """The only value of a list, or the name in a map, that stands where a single value belongs; else None."""
    given, kind = detail["input"], detail["type"]
    if isinstance(given, dict) and kind == "string_type" and detail["loc"][0] in _NAMED:
        return text_within(as_tree(given)) or None
    is_list = isinstance(given, list) and len(given) == 1
    return given[0] if is_list and kind not in ("extra_forbidden", "missing", "too_short") else None


def _folded(word: str) -> str:
    return "-".join(re.split(r"[\s_-]+", word.strip().lower())).replace("canceled", "cancelled")


def _allowed(detail: ErrorDetails) -> list[str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _describe_choice(detail: ErrorDetails) -> _Described:
    allowed, given = _allowed(detail), detail["input"]
    if not isinstance(given, str):
        return _describe_shape(detail)
    message = _("{where} cannot be “{given}”.", where=_where(detail["loc"]), given=given)
    hint = (
        _("It is one of: {listed}.", listed=_choices_of(detail["loc"], allowed))
        if len(allowed) > 1
        else _("It can be: {allowed}.", allowed=allowed[0])
    )
    meant = _SYNONYMS.get(_folded(given), "")
    value = meant if meant in allowed else near_word(given, allowed) or _value_for(detail["loc"], given)
    if not value and (example := example_for(detail["loc"])):
        hint = sentences(hint, example)
    return _Described(WRONG_VALUE, message, hint, value)


def _choices_of(loc: Loc, allowed: list[str]) -> str:
    """The words of a field, each as it is typed in the language of whoever reads this."""
    return join(", ", (called(word, typed_elsewhere(_field_of(loc), word)) for word in allowed))


_SYNONYMS = {
    **dict.fromkeys(("sold-out", "fully-booked", "complet", "complete", "no-places"), "full"),
    **dict.fromkeys(("online", "virtual", "on-zoom"), "moved-online"),
    **dict.fromkeys(("off", "called-off", "annulé", "annulée"), "cancelled"),
    **dict.fromkeys(("new-date", "moved-to-another-day"), "rescheduled"),
    **dict.fromkeys(("delayed", "reporté", "reportée"), "postponed"),
    **dict.fromkeys(("on", "confirmed", "active", "as-planned"), "scheduled"),
    **dict.fromkeys(("tbc", "tba", "maybe", "provisional"), "tentative"),
    **dict.fromkeys(("closed", "on-pause"), "temporarily closed"),
    **dict.fromkeys(("yes", "mandatory", "obligatory", "oui"), "required"),
    **dict.fromkeys(("no", "not-needed", "not-required", "non"), "none"),
    **dict.fromkeys(("optional", "preferred"), "recommended"),
    **dict.fromkeys(("dropin", "walk-in", "walk-ins"), "drop-in"),
}
"""Synonyms of the words of an enumeration, in small letters with hyphens."""


def near_word(given: str, allowed: list[str]) -> str:
    """The allowed word most like the given one, or ""."""
    folded = {word.lower(): word for word in allowed}
    text = given.strip().lower().replace("_", "-")
    if text in folded:
        return folded[text]
    near = get_close_matches(text, list(folded), n=1, cutoff=0.75)
    return folded[near[0]] if near else ""


def _describe_yes_no(detail: ErrorDetails) -> _Described:
    return _Described(
        WRONG_VALUE,
        _("{where} is answered with yes or no.", where=_where(detail["loc"])),
        _("Type yes or no."),
    )


_SHAPES_WANTED = {
    "string_type": _("one text"),
    "tuple_type": _("a list"),
    "dict_type": _("fields of its own, indented below it"),
    "model_type": _("fields of its own, indented below it"),
}


def _describe_shape(detail: ErrorDetails) -> _Described:
    wanted = _SHAPES_WANTED.get(detail["type"], _("another shape"))
    given = detail["input"]
    got = (
        _("a list") if isinstance(given, list) else _("fields") if isinstance(given, dict) else _("one text")
    )
    where = _where(detail["loc"])
    if detail["type"] == "union_tag_invalid":
        hint = example_for(detail["loc"]) or _("See the examples in docs/fields.md.")
        return _Described(WRONG_SHAPE, _("{where} cannot be {got}.", where=where, got=got), hint)
    listed = isinstance(given, list) and all(isinstance(each, str) for each in given)
    text = ", ".join(given) if listed and detail["loc"][-1] == "geo" else given
    value = _value_for(detail["loc"], text) if isinstance(text, str) else ""
    certain = isinstance(text, str) and value in _whole_ways(text.strip())
    hint = "" if value else example_for(detail["loc"])
    if detail["type"] == "string_type" and isinstance(given, dict) and len(given) == 1:
        (name, text), *_others = given.items()
        if isinstance(text, str) and not holds_text(str(name)):
            hint = _('Put it in quotes: "{name}: {text}"', name=name, text=text)
            return _Described(
                WRONG_SHAPE,
                _("{where} takes text, and this was read as a field of its own.", where=where),
                hint,
            )
    return _Described(
        WRONG_SHAPE,
        _("{where} takes {wanted}, but here stands {got}.", where=where, wanted=wanted, got=got),
        hint,
        value,
        certain,
    )


def _whole_ways(text: str) -> tuple[str, ...]:
    """A contact that is all of the text."""
    return f"{{phone: {text}}}", f"{{email: {text}}}", f"{{url: {text}}}"


def _describe_length(detail: ErrorDetails) -> _Described:
    context = detail.get("ctx", {})
    where = _where(detail["loc"])
    if "max_length" in context:
        if detail["loc"][-1] == "summary":
            hint = _("Name the line `description` instead: a description may be long.")
            return _Described(WRONG_LENGTH, _("{where} is too long for a summary.", where=where), hint)
        given = detail["input"]
        told = {"where": where, "most": context["max_length"]}
        if isinstance(given, str):
            template = is_too_long(where, str(context["max_length"]), str(len(given)))
        elif isinstance(given, (list, tuple)):
            template = _(
                "{where} is too long: at most {most} entries (this one has {n}).", **told, n=len(given)
            )
        else:
            template = _("{where} is too long: at most {most} entries.", **told)
        return _Described(WRONG_LENGTH, template)
    return _Described(WRONG_LENGTH, _("{where} is too short.", where=where), "")


_BOUNDS = {"ge": _("at least"), "gt": _("more than"), "le": _("at most"), "lt": _("less than")}


def _describe_number(detail: ErrorDetails) -> _Described:
    where, given = _where(detail["loc"]), detail["input"]
    context = detail.get("ctx", {})
    for bound, words in _BOUNDS.items():
        if bound in context:
            return _Described(
                WRONG_NUMBER,
                _(
                    "{where} must be {words} {bound}, not {given}.",
                    where=where,
                    words=words,
                    bound=context[bound],
                    given=given,
                ),
            )
    return _Described(
        WRONG_NUMBER,
        _("{where} takes a number, not “{given}”.", where=where, given=given),
        _("Type only the number, as in 12."),
    )


def _describe_form(detail: ErrorDetails) -> _Described:
    return _Described(
        WRONG_FORM,
        _("{where} cannot be read: “{detail}”.", where=_where(detail["loc"]), detail=detail["input"]),
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


def _describe_pattern(detail: ErrorDetails) -> _Described:
    where, given = _where(detail["loc"]), str(detail["input"])
    if detail["loc"][-1] in _PATTERNS:
        what, example = _PATTERNS[str(detail["loc"][-1])]
        return _Described(
            WRONG_FORM,
            _("{where} is {what}, but here stands “{given}”.", where=where, what=what, given=given),
            example,
        )
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in given.lower()).split())
    return _Described(
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


_DESCRIBE: dict[str, Callable[[ErrorDetails], _Described]] = {
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


def _where(loc: Loc) -> str:
    """The path to a field as people read it: `registration` → `closes`."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    return " → ".join(f"`{name}`" for name in names) or _("the file")
