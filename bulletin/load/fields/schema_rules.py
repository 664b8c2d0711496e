"""The rules that the fields of a record are held to by their types."""

from __future__ import annotations

from bulletin.problems import Rule, Severity

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
