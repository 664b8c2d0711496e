"""The validator's errors as problems, with the line to type instead where that can be known."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from bulletin.formats.dates import DateRefused, parse_day
from bulletin.formats.nodes import Sequence as SequenceNode
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.choices import words_to_choose
from bulletin.load.fields.examples import example_for
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.other_names import moved_line
from bulletin.load.fields.other_programs import NEVER_NEEDED, line_instead, names_of
from bulletin.load.fields.program_texts import as_tree, holds_text, number_in, tree_of
from bulletin.load.fields.record_source import SHAPES, FixedLine, Loc, RecordSource, find_node, surely
from bulletin.load.fields.schema_messages import describe, field_path
from bulletin.load.fields.schema_rules import MISSING_FIELD, WRONG_NUMBER
from bulletin.load.fields.unknown_fields import lines_meant, tell_lines
from bulletin.messages.entered import tell_missing
from bulletin.model.records.shapes import Record, names_in_a_row
from bulletin.problems import Fix, Problem, Rule, SourceRef, to_type
from bulletin.translatable import gettext as _
from bulletin.translatable import join, sentences

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


def report_wrong(source: RecordSource, record_class: type[Record], detail: ErrorDetails) -> None:
    """Report what is wrong with one field, with the line to type instead where that can be known."""
    if detail["type"] == "missing":
        report_missing(source, record_class, detail["loc"])
        return
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
        lines = [source.fix_value(names_of(loc), word) for word in words_to_choose(detail)]
        source.report_choice(rule, loc, message, hint, [each.fix for each in lines if each])


def report_missing(source: RecordSource, record_class: type[Record], loc: Loc) -> None:
    """Report a missing field: its line is empty, has another name, or is not there at all."""
    name = str(loc[-1])
    example = _LINES.get(name, f"{name}: …")
    message = tell_missing(field_path(loc))
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
            "{where} is missing: {reason}.",
            where=field_path(loc),
            reason=_unread_words(source, fixes[0]),
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


def _unread_words(source: RecordSource, fix: Fix) -> str:
    """That the fields which a proposal replaces are called otherwise here."""
    keys = source.node.items if source.node else ()
    names = [f"`{key.text}`" for key, _ in keys if fix.first <= key.line <= fix.last]
    return _("there is no field {listed} here", listed=join(_(" and no field "), names))
