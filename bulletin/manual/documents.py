"""The manual, made from the code: every field with its shape, default and an example, and every rule."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from bulletin.manual.examples import EXAMPLES, OWN_EXAMPLES
from bulletin.model.records.board import (
    ArchiveRecord,
    BoardRecord,
    NoticeRecord,
    PolicyRecord,
    ReasonRecord,
    RepositoryRecord,
    SubmissionsRecord,
    TermRecord,
    VocabularyRecord,
)
from bulletin.model.records.event import (
    ChangeRecord,
    EventDefaults,
    EventRecord,
    PlaceFields,
    TranslationRecord,
)
from bulletin.model.records.event_parts import (
    AddressRecord,
    ContactRecord,
    ContributionRecord,
    CostRecord,
    RegistrationRecord,
    RepeatRecord,
    SourceRecord,
    VerifiedRecord,
)
from bulletin.model.records.partner import (
    AgreementRecord,
    CalendarSourceRecord,
    PartnerRecord,
    ServiceRecord,
    SubmitsByRecord,
)
from bulletin.model.records.shapes import EndedRecord, NotUsedYet, OneOrMore, Record, Shape
from bulletin.model.records.venue import DaysOffRecord, GeoRecord, PageRecord, RoomRecord, VenueRecord
from bulletin.model.records.withdrawn import (
    WithdrawalRecord,
    WithdrawnDatesRecord,
    WithdrawnEventRecord,
    WithdrawnRecord,
)
from bulletin.model.vocabulary import VOCABULARIES
from bulletin.problems import Rule, Severity

MADE = "<!-- Made by `bulletin schema --docs` from the code. Change it there. -->"

_SECTIONS: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("Event", (EventRecord, PlaceFields, EventDefaults)),
    ("Change", (ChangeRecord,)),
    ("Repeat", (RepeatRecord,)),
    ("Contact", (ContactRecord,)),
    ("Registration", (RegistrationRecord,)),
    ("Cost", (CostRecord,)),
    ("Address", (AddressRecord,)),
    ("Verified", (VerifiedRecord,)),
    ("Source", (SourceRecord,)),
    ("Contribution", (ContributionRecord,)),
    ("Translation", (TranslationRecord,)),
    ("Partner", (PartnerRecord,)),
    ("Agreement", (AgreementRecord,)),
    ("Submits by", (SubmitsByRecord,)),
    ("Calendar source", (CalendarSourceRecord,)),
    ("Service", (ServiceRecord,)),
    ("Ended", (EndedRecord,)),
    ("Venue", (VenueRecord,)),
    ("Room", (RoomRecord,)),
    ("Geo", (GeoRecord,)),
    ("Calendar of days off", (DaysOffRecord,)),
    ("Page", (PageRecord,)),
    ("Withdrawn", (WithdrawnRecord,)),
    ("Withdrawn event", (WithdrawnEventRecord,)),
    ("Withdrawal", (WithdrawalRecord,)),
    ("Withdrawn dates", (WithdrawnDatesRecord,)),
    ("Board", (BoardRecord,)),
    ("Archive", (ArchiveRecord,)),
    ("Notice", (NoticeRecord,)),
    ("Policy", (PolicyRecord,)),
    ("Reason", (ReasonRecord,)),
    ("Repository", (RepositoryRecord,)),
    ("Submissions", (SubmissionsRecord,)),
    ("Vocabulary", (VocabularyRecord,)),
    ("Term", (TermRecord,)),
)
_WHOLE = (
    *(PartnerRecord, VenueRecord, DaysOffRecord, PageRecord, BoardRecord, TranslationRecord),
    *(WithdrawnRecord, WithdrawnEventRecord),
)
"""Records that have a file of their own, beside events."""

_HEADING_OF = {part: heading for heading, parts in _SECTIONS for part in parts} | {EventDefaults: "Event"}
_SUBHEADINGS = {PlaceFields: "Where it is", EventDefaults: "Everything else"}

_REQUIRED: Mapping[tuple[type[Record], str], str] = {
    (EventRecord, "start"): ", but beside `publish_dates: no`",
}
"""Fields that are required, but not by their record class alone."""


KEPT = "*Kept; not used yet.*"
"""Of a field that nothing uses."""


def format_fields() -> str:
    """`docs/fields.md`: every field of every record."""
    parts = ["# What you may write", MADE, _FIELDS_INTRO]
    used = _used_classes({*(part for _, parts in _SECTIONS[:1] for part in parts), *_WHOLE})
    for heading, classes in _SECTIONS:
        parts += _section(heading, classes, used)
    parts += ["## Words of the board", _WORDS_INTRO]
    parts += [
        f"**{name}:** {', '.join(f'`{word}`' for word in words)}" for name, words in VOCABULARIES.items()
    ]
    return "\n\n".join(parts) + "\n"


_FIELDS_INTRO = """\
A record is a text file. Each line is a field: a name, a colon, a space and a value. The smallest event that
works, `content/events/<partner>/<name>.yaml`:

```yaml
title: Toddler story time
start: 2027-01-06 10:15
venue: main-library
```

The same may be a `.md` file: the fields between two lines `---`, and below them the description. Values are
read as you type them; quotes are needed only where the checker asks for them. Where a list is taken, one
value will do."""

_WORDS = frozenset({"categories", "audience", "welcome", "needs", "kind", "access", "access_core"})
"""Fields whose words are listed at the end."""

_WORDS_INTRO = "A board may add its own in `vocabulary` of board.yaml, all but access facts and audiences."


def _section(heading: str, classes: Sequence[type[Record]], used: Container[type[Record]]) -> Iterator[str]:
    yield f"## {heading}"
    about = " ".join((classes[0].__doc__ or "").split())
    yield about if classes[0] in used else f"{about} {KEPT}"
    shown: set[str] = set()
    for part in classes:
        names = [name for name in part.model_fields if name not in shown and _is_new(name, part, classes)]
        shown.update(names)
        if part in _SUBHEADINGS and len(classes) > 1:
            yield f"### {_SUBHEADINGS[part]}"
            yield " ".join((part.__doc__ or "").split())
        rows = [_row(part, name) for name in names]
        yield "\n".join(["| field | what it is | what to write |", "|---|---|---|", *rows])


def _is_new(name: str, part: type[Record], classes: Sequence[type[Record]]) -> bool:
    """Whether the field is this class's own, or of one that has no part of the section for itself."""
    return not any(
        name in other.model_fields for other in classes if other is not part and issubclass(part, other)
    )


def _row(part: type[Record], name: str) -> str:
    field = part.model_fields[name]
    key = field.alias or name
    what = " ".join((field.description or "").split())
    if field.is_required() or (part, name) in _REQUIRED:
        what = f"**Required{_REQUIRED.get((part, name), '')}.** {what}"
    if not _is_used(field):
        what = f"{what} {KEPT}"
    example = OWN_EXAMPLES.get((part, key)) or _example(key, field)
    return f"| `{key}` | {_cell(what)} | {_cell(_how(key, field, example))} |"


def _is_used(field: FieldInfo) -> bool:
    return not any(isinstance(each, NotUsedYet) for each in field.metadata)


def _used_classes(found: set[type[Record]]) -> frozenset[type[Record]]:
    """These records, and those that can be written within their fields that something uses."""
    new = {
        part
        for each in found
        for field in each.model_fields.values()
        if _is_used(field)
        for part in _walk([field.annotation, *field.metadata])
        if isinstance(part, type) and issubclass(part, Record)
    }
    return frozenset(found) if new <= found else _used_classes(found | new)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _how(name: str, field: FieldInfo, example: str) -> str:
    """What may stand there: its shape, the allowed words, the default, an example."""
    kinds = list(dict.fromkeys(_kinds([field.annotation, *field.metadata])))
    if "a list" in kinds and len(kinds) > 1:
        kinds = [kind for kind in kinds if kind != "a list"]
        text = " or ".join(kinds) + "; one, or a list"
    else:
        text = " or ".join(kinds)
    default = _default(field)
    if default:
        text += f"; default {default}"
    if name in _WORDS:
        text += " (see [words](#words-of-the-board))"
    return f"{text}. As in `{name}: {example}`" if example else f"{text}."


def _kinds(annotations: Sequence[Any]) -> Iterator[str]:
    """The shapes in a field's type, in words."""
    shapes = [part for part in _walk(annotations) if isinstance(part, Shape)]
    words = [word for part in _walk(annotations) for word in _allowed(part)]
    records = [part for part in _walk(annotations) if isinstance(part, type) and issubclass(part, Record)]
    flat = list(_walk(annotations))
    if bool in flat:
        yield "yes or no"
    elif int in flat or float in flat:
        yield "a number"
    if words:
        yield "one of " + ", ".join(f"`{word}`" for word in words)
    for shape in shapes:
        yield shape.says
    if dict in flat:
        yield "names with values below it"
    for record in records:
        heading = _HEADING_OF.get(record, "")
        anchor = heading.lower().replace(" ", "-")
        yield f"fields of its own ([{heading.lower()}](#{anchor}))" if heading else "fields of its own"
    if str in flat and not shapes and not words:
        yield "text"
    if any(isinstance(part, OneOrMore) for part in flat) or tuple in flat:
        yield "a list"


def _walk(annotations: Sequence[Any]) -> Iterator[Any]:
    """Everything an annotation is made of, from the outside in."""
    for part in annotations:
        if isinstance(part, type) or not get_args(part):
            yield part
            continue
        origin = get_origin(part)
        yield part if origin is Literal else origin
        if origin is not Literal:
            yield from _walk(get_args(part))
            yield from _walk(getattr(part, "__metadata__", ()))


def _allowed(part: Any) -> Sequence[str]:
    if get_origin(part) is Literal:
        return [str(word) for word in get_args(part)]
    if isinstance(part, type) and issubclass(part, Enum):
        return [str(member.value) for member in part]
    return ()


def _default(field: FieldInfo) -> str:
    default = field.default
    if field.is_required() or default is None:
        return ""
    if isinstance(default, bool):
        return "`yes`" if default else "`no`"
    return f"`{default.value if isinstance(default, Enum) else default}`"


def _example(name: str, field: FieldInfo) -> str:
    if name in EXAMPLES:
        return EXAMPLES[name]
    for part in _walk([field.annotation, *field.metadata]):
        if isinstance(part, Shape) and part.examples:
            return part.examples[0]
    return ""


_RULES_INTRO = """\
Everything the checker looks for. An **error** keeps the file off the board until it is mended (its last good
version stays), a **warning** is published and asked about, a **note** is advice. "Clean" means no error and
no warning.

Where [`bulletin fix`](commands.md#bulletin-fix) can put something right by itself, it is said. Everything
else is for a person to mend."""

_CORRECTED = "`bulletin fix` puts it right where it can be meant in one way only."

_SEVERITIES = {
    Severity.ERROR: "Errors",
    Severity.WARNING: "Warnings",
    Severity.NOTE: "Notes",
}


def format_rules(rules: Sequence[Rule], examples: Mapping[str, str]) -> str:
    """`docs/rules.md`: every rule, why there is one, and its message (`examples`, by rule id)."""
    parts = ["# What is checked", MADE, _RULES_INTRO]
    for severity, heading in _SEVERITIES.items():
        parts.append(f"## {heading}")
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.severity is severity:
                parts += _rule(rule, examples.get(rule.id, ""))
    return "\n\n".join(parts) + "\n"


_EXAMINATIONS_INTRO = """\
`bulletin doctor` looks over a board, its repository and its published site, and says what there is to do
([commands](commands.md#bulletin-doctor)). It looks whether these things are so:"""


def format_examinations(examinations: Iterable[tuple[str, str, str]]) -> str:
    """`docs/doctor.md`: what `doctor` looks at: the name of each examination, what should be so, and why."""
    rows = [f"| `{name}` | {_cell(summary)} | {_cell(why)} |" for name, summary, why in examinations]
    table = "\n".join(["| check | what should be so | why |", "|---|---|---|", *rows])
    return "\n\n".join(["# What the doctor looks at", MADE, _EXAMINATIONS_INTRO, table]) + "\n"


def _rule(rule: Rule, example: str) -> Iterator[str]:
    yield f"### `{rule.id}`"
    yield rule.summary
    if rule.why:
        yield rule.why
    if rule.corrected:
        yield _CORRECTED
    if example:
        yield f"```text\n{example}\n```"
