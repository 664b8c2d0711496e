"""Repeats: what people write in `repeat` ↔ rules. In words, as fields, and as RRULE values.

    sentences  words → Spec, in each language in turn     fields   the map form → Spec
    tokens     words → tokens, by the words' data         grammar  tokens → ParsedRepeat
    to_rule    ParsedRepeat → Spec                        phrases  Spec → words
    rrule      RRULE values, both ways                    spec     the values, and the rules to keep

parse_repeat(format_repeat(x)) == x for every rule, and a refusal always gives a text to type instead.
"""

from __future__ import annotations

from bulletin.formats.repeat.fields import parse_repeat_fields
from bulletin.formats.repeat.phrases import format_repeat, is_sayable
from bulletin.formats.repeat.rrule import format_rrule, parse_rrule
from bulletin.formats.repeat.sentences import nearest_examples, parse_repeat
from bulletin.formats.repeat.spec import (
    REPEAT_AMBIGUOUS,
    REPEAT_OUT_OF_BOUNDS,
    REPEAT_REFUSAL_RULES,
    REPEAT_UNREADABLE,
    Spec,
    canonical_rule,
)

__all__ = [
    "REPEAT_AMBIGUOUS",
    "REPEAT_OUT_OF_BOUNDS",
    "REPEAT_REFUSAL_RULES",
    "REPEAT_UNREADABLE",
    "Spec",
    "canonical_rule",
    "format_repeat",
    "format_rrule",
    "is_sayable",
    "nearest_examples",
    "parse_repeat",
    "parse_repeat_fields",
    "parse_rrule",
]
