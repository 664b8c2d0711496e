"""Unknown fields, and which field was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from pydantic_core import ErrorDetails

from bulletin.formats.field_names import meant_field, record_classes
from bulletin.formats.field_names import rename_fields as names_as_ours
from bulletin.formats.nodes import Mapping as MappingNode
from bulletin.formats.nodes import Scalar, Tree
from bulletin.formats.yaml.compose import DUPLICATE_FIELD
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.other_dates import is_time, start_lines
from bulletin.load.fields.other_names import CONTACT_NAMES, Foreign, contact_line, line_for, ways_to_ask
from bulletin.load.fields.program_texts import tree_of
from bulletin.load.fields.record_source import (
    SHAPES,
    FixedLine,
    Loc,
    RecordSource,
    find_node,
    propose,
    surely,
)
from bulletin.model.names import as_field_name, fold_name
from bulletin.model.records.aliases import ENDS_OF_REPEAT
from bulletin.model.records.shapes import Record
from bulletin.problems import Fix, Problem, Rule, Severity, to_type
from bulletin.translatable import called, join
from bulletin.translatable import gettext as _

UNKNOWN_FIELD = Rule(
    "unknown-field",
    Severity.WARNING,
    "Every field is one that Bulletin knows.",
    "A misspelt field is not read, so what you wrote there would be missing on the board.",
    corrected=True,
)

UNREAD_EXCEPTION = Rule(
    "unread-exception",
    Severity.ERROR,
    "A field that says when an event is not held is read.",
    "Unread, it would leave dates on the board on which nobody is there. So the event waits for it.",
)


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
        record_class = next(record_classes(info.annotation), record_class)
    return record_class


def rename_fields(source: RecordSource, record_class: type[Record]) -> None:
    """Read fields as what they mean: `Title`, `TITLE` and `titre` as `title`.

    `text-language` is read as `text_language` too, with a warning.
    """
    if source.node is None:
        return
    renamed, found = names_as_ours(source.node, record_class, source.field_names)
    for each in found:
        if each.is_spelling and each.key.text.strip().lower() != each.meant:
            _report_renamed(source, each.loc, each.meant)
    source.typed.update({(each.key.line, each.key.column): each.key.text for each in found})
    source.called.update({each.meant: each.key.text.strip() for each in found if not each.is_spelling})
    source.node = renamed


def _report_renamed(source: RecordSource, loc: Loc, meant: str) -> None:
    fixed = surely(source.fix_key(loc, meant))
    message = _("The field is called `{meant}`; `{name}` was read as that.", meant=meant, name=loc[-1])
    proposal = propose(fixed, _("Type `{meant}`, in small letters.", meant=meant), _("Did you mean"))
    source.add(Problem(source.ref(*loc, key=True), UNKNOWN_FIELD, message, *proposal))


def lines_meant(source: RecordSource, record_class: type[Record], name: str) -> list[FixedLine]:
    """The lines to choose from for a field that stands under another name; none where nobody can know."""
    meant = _meant_by(source, record_class, ())
    if name == "start":
        return start_lines(source, meant)
    for typed, near in meant.items():
        if near == name and (fixed := line_for(source, Foreign((typed,), _given(source, (typed,)), near))):
            return [_in_their_words(source, record_class, typed, fixed)]
    summary = find_node(source.node, ("summary",))
    if name == "title" and isinstance(summary, Scalar) and 0 < len(summary.text) <= LONGEST_TITLE:
        fixed = source.fix_key(("summary",), "title")
        return [fixed] if fixed else []
    return []


LONGEST_TITLE = 100
"""The longest summary that may be meant as a title."""


def _meant_by(source: RecordSource, record_class: type[Record], holder: Loc) -> dict[str, str]:
    """The fields that nobody knows, and the field each probably means, or ""."""
    names = known_names(record_class)
    node = find_node(source.node, holder) if holder else source.node
    keys = [key.text for key, _ in node.items] if isinstance(node, MappingNode) else []
    return {key: _near(source, record_class, key) for key in keys if key not in names}


def _given(source: RecordSource, loc: Loc) -> Tree:
    return tree_of(find_node(source.node, loc))


class _Answer(NamedTuple):
    """A hint with the lines it offers: one, several to choose from, or none."""

    hint: str
    fixes: tuple[Fix, ...] = ()


def report_unknown(source: RecordSource, record_class: type[Record], detail: ErrorDetails) -> None:
    """Report an unknown field, with the one that was probably meant."""
    *path, last = detail["loc"]
    # The last is what was typed, even if it is one of SHAPES; the others may be the validator's.
    loc = (*(part for part in path if part not in SHAPES), last)
    known = _class_at(record_class, loc[:-1])
    if _is_other_name(source, known, loc):
        return
    hint, fixes = _answered_already(source, loc) or _answer(source, known, loc)
    message = _("Bulletin knows no field `{name}`, so this line is not read.", name=last)
    is_exception = _is_exception(source, known, loc, can_be_read=bool(fixes))
    rule = UNREAD_EXCEPTION if is_exception else UNKNOWN_FIELD
    ref = source.ref(*loc, key=True)
    if len(fixes) == 1:
        source.add(Problem(ref, rule, message, hint, fixes[0]))
    else:
        source.add(Problem(ref, rule, message, hint, choices=fixes))


def _is_exception(source: RecordSource, known: type[Record], loc: Loc, *, can_be_read: bool) -> bool:
    """Whether a field says on which dates an event is not held, or after which it is over.

    Under a name that is only like such a field's (`charges`), what stands there must make sense in it too.
    """
    if len(loc) != 1 or "skip" not in known_names(known):
        return False
    name = str(loc[0])
    meant = _near(source, known, name) if can_be_read else known.field_aliases.get(as_field_name(name))
    return _ends_repeat(source, loc) or meant in ("skip", "changes")


def _ends_repeat(source: RecordSource, loc: Loc) -> bool:
    """Whether a field says where the repeat beside it ends; `times` may also be hours."""
    name, value = as_field_name(str(loc[-1])), find_node(source.node, loc)
    is_number = isinstance(value, Scalar) and value.text.strip().isdigit()
    ends = name in ENDS_OF_REPEAT or (name == "times" and is_number)
    return ends and _is_given(source, (*loc[:-1], "repeat"))


def _is_other_name(source: RecordSource, known: type[Record], loc: Loc) -> bool:
    """Whether it is another name of a field that is given too; reports it."""
    name, value = str(loc[-1]), find_node(source.node, loc)
    meant = meant_field(name, value or Scalar(""), known, source.field_names)
    beside = (*loc[:-1], meant)
    if not meant or as_field_name(name) == meant or not _is_given(source, beside):
        return False
    lines = sorted((source.line(*each, key=True), source.typed_name(each)) for each in (beside, loc))
    (first, one), (second, other) = lines
    message = _(
        "`{one}` and `{other}` are two names of one field, given in line {first} and in line {line}.",
        one=one,
        other=other,
        first=first,
        line=second,
    )
    hint = _("Keep the one that is right and delete the other.")
    source.add(Problem(source.ref(*loc, key=True), DUPLICATE_FIELD, message, hint))
    return True


def _answered_already(source: RecordSource, loc: Loc) -> _Answer | None:
    """The line that another Problem proposes in place of this field."""
    line = source.line(*loc, key=True)
    mended = source.mended.get(line)
    if mended is None or mended.lstrip().startswith(str(loc[-1])) or not mended.strip():
        return None
    return _Answer(to_type(_("Type instead"), mended.strip()), (Fix(line, line, (mended,)),))


def _answer(source: RecordSource, known: type[Record], loc: Loc) -> _Answer:
    name, names = str(loc[-1]), known_names(known)
    near = _near(source, known, name)
    if "contact" in names and _is_way_to_ask(source, name):
        return _contact_answer(source, known, loc)
    if _ends_repeat(source, loc):
        near = known.field_aliases.get("until", near)
    elif len(loc) == 1 and "start" in names and (is_time(name) or near == "start"):
        return _start_answer(source, known, name)
    if not near:
        usual, here = (_in_languages(source, known, each) for each in (known.usual, names))
        more = _("The usual fields are: {usual}. All of them stand in docs/fields.md.", usual=usual)
        return _Answer(more if known.usual else _("The fields here are: {listed}.", listed=here))
    if " " in near:
        without = replace_field(source, loc) if near.startswith("Delete") else None
        return _Answer(near, (without.fix,) if without else ())
    if _is_given(source, (*loc[:-1], near)) or (near == "description" and source.body.strip()):
        return _Answer(
            _("If you meant `{near}`: that is given already, so delete one of the two lines.", near=near)
        )
    if fixed := line_for(source, Foreign(loc, _given(source, loc), near)):
        fixed = _in_their_words(source, known, name, fixed)
        return (
            _Answer(to_type(_("Did you mean"), fixed.line), (fixed.fix,)) if fixed.line else _deletion(fixed)
        )
    if near == "hosts":
        return _Answer(_("It is no other partner of this board, so leave it out."))
    if near in ("categories", "welcome", "needs", "audience"):
        return _Answer(_("Nothing in it is one of the words for `{near}` here, so leave it out.", near=near))
    return _Answer(
        _(
            "Something like it is `{near}`, but what stands here cannot be read there; leave it out.",
            near=near,
        )
    )


def _in_languages(source: RecordSource, known: type[Record], fields: Sequence[str]) -> str:
    """Fields, each as it is called in the language of whoever reads this."""
    names = source.field_names
    return join(", ", (called(each, names.spelt(known.sections, each)) for each in fields))


def _deletion(fixed: FixedLine) -> _Answer:
    return _Answer(_("That is said already, so delete this line."), (fixed.fix,))


def _contact_answer(source: RecordSource, known: type[Record], loc: Loc) -> _Answer:
    """All ways to ask that stand in fields of their own as one `contact`, offered once."""
    names = known_names(known)
    own = [key for key in _meant_by(source, known, loc[:-1]) if _is_way_to_ask(source, key)]
    line = contact_line(source, loc[:-1], own)
    if _is_given(source, (*loc[:-1], "contact")):
        given = ways_to_ask(_given(source, (*loc[:-1], "contact")))
        here = ways_to_ask(_given(source, loc), str(loc[-1]))
        if here and all(value in given.values() for value in here.values()):
            without = replace_field(source, loc)
            return _deletion(without) if without else _Answer(_("That is said already, so delete this line."))
        return _Answer(
            _("Ways to ask stand in `contact`, each on a line of its own; other links in the text.")
        )
    holding = [each for each in own if ways_to_ask(_given(source, (*loc[:-1], each)), each)]
    if not line or not holding or "contact" not in names:
        return _Answer(
            _("A public way to ask stands in `contact`: a phone number, an e-mail or a web address.")
        )
    if holding[0] != loc[-1]:
        return _Answer(_("It belongs to `contact` too: see the line `{holding}`.", holding=holding[0]))
    fixed = replace_field(source, loc, line)
    return (
        _Answer(to_type(_("Did you mean"), line), (fixed.fix,))
        if fixed
        else _Answer(to_type(_("Write it like this"), line))
    )


def _start_answer(source: RecordSource, known: type[Record], name: str) -> _Answer:
    """The start with its date and its time in one line; both readings where there are two."""
    meant = _meant_by(source, known, ())
    if _is_given(source, ("start",)) and not is_time(name):
        return _Answer(_("If you meant `start`: that is given already, so delete one of the two lines."))
    lines = start_lines(source, meant)
    days = [each for each, near in meant.items() if near == "start" and not is_time(each)]
    if is_time(name) and days and lines:
        return _Answer(_("The time stands beside the date: see the line `{days}`.", days=days[0]))
    if days and name != days[0] and not is_time(name):
        return _Answer(_("There is one start: see the line `{days}`.", days=days[0]))
    if not lines:
        return _Answer(_("A start is a date and a time in one line, as in: 2027-01-06 10:15"))
    return _Answer(tell_lines(lines, _("Did you mean")), tuple(each.fix for each in lines))


def tell_lines(lines: list[FixedLine], words: str = _("Type instead")) -> str:
    """A hint that offers one line, or several to choose from."""
    if len(lines) == 1:
        return to_type(words, lines[0].line)
    return to_type(_("Type the right one of these instead"), *(each.line for each in lines))


def _near(source: RecordSource, known: type[Record], name: str) -> str:
    """The field that was probably meant, or a sentence that says where to write it, or ""."""
    typed, names = as_field_name(name), known_names(known)
    if typed in names:
        return typed
    if typed in known.field_aliases:
        return known.field_aliases[typed]
    meant = source.field_names.guess(known.sections, name)
    if meant in names:
        return meant
    near = get_close_matches(typed, names, n=1, cutoff=0.7)
    word = _near_word(source, known, name)
    if word and not (near and _likeness(typed, near[0]) > _likeness(fold_name(name), word)):
        return source.field_names.within(known.sections)[word]
    return near[0] if near else ""


def _near_word(source: RecordSource, known: type[Record], name: str) -> str:
    """The folded name of a field in a language of the board that is most like this one, or ""."""
    typed, names = fold_name(name), known_names(known)
    words = source.field_names.within(known.sections)
    likely = [word for word, meant in words.items() if meant in names and abs(len(word) - len(typed)) <= 2]
    return next(iter(get_close_matches(typed, likely, n=1, cutoff=0.75)), "")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _in_their_words(source: RecordSource, known: type[Record], name: str, fixed: FixedLine) -> FixedLine:
    """The line with the field's name in the language in which it was mistyped."""
    word = _near_word(source, known, name)
    meant = source.field_names.within(known.sections).get(word, "")
    if not meant or not fixed.line.startswith(f"{meant}:"):
        return fixed
    spelt = source.field_names.spell(word)
    first, *others = fixed.fix.lines
    lines = (first.replace(f"{meant}:", f"{spelt}:", 1), *others)
    return FixedLine(fixed.line.replace(meant, spelt, 1), replace(fixed.fix, lines=lines))


def _is_way_to_ask(source: RecordSource, name: str) -> bool:
    """Whether a field of this name holds a part of `contact`."""
    names = source.field_names
    meant = names.guess(("event",), name)
    is_part = names.guess(("contact",), name)
    return as_field_name(name) in CONTACT_NAMES or bool(is_part and not meant)


def _is_given(source: RecordSource, loc: Loc) -> bool:
    holder = find_node(source.node, loc[:-1])
    return isinstance(holder, MappingNode) and holder.get(str(loc[-1])) is not None
