"""Which of the few words that a field takes was meant by what was typed."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from bulletin.load.fields.program_texts import as_tree, text_within
from bulletin.load.fields.record_source import SHAPES, Loc
from bulletin.model.names import fold_name
from bulletin.words.typed import words_typed_for

_NAMED = ("categories", "audience", "welcome", "needs", "hosts", "languages", "interpretation", "bring")
"""Fields that hold names, which programs write as maps with more beside the name."""

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


def allowed_words(detail: ErrorDetails) -> list[str]:
    """The words that an enumeration takes."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def words_to_choose(detail: ErrorDetails) -> list[str]:
    """The words one of which replaces the text that was typed; none where no word is wanted."""
    if detail["type"] == "yes_no":
        return ["yes", "no"]
    is_word = detail["type"] in ("enum", "literal_error") and isinstance(detail["input"], str)
    return allowed_words(detail) if is_word else []


def meant_word(detail: ErrorDetails) -> str:
    """The word that was typed in other letters (`Cancelled`, `moved_online`, `canceled`), or ""."""
    given = detail["input"]
    if detail["type"] not in ("enum", "literal_error") or not isinstance(given, str):
        return ""
    if "schema.org/" in given:
        given = given.rpartition("/")[2]
    typed, allowed = _fold_word(given), allowed_words(detail)
    same = next((word for word in allowed if _fold_word(word) == typed and word != given), "")
    meant = words_typed_for(field_of(detail["loc"])).get(fold_name(given), "")
    return same or (meant if meant in allowed else "")


def only_one(detail: ErrorDetails) -> object | None:
    """The only value of a list, or the name in a map, that stands where a single value belongs; else None."""
    given, kind = detail["input"], detail["type"]
    if isinstance(given, dict) and kind == "string_type" and detail["loc"][0] in _NAMED:
        return text_within(as_tree(given)) or None
    is_list = isinstance(given, list) and len(given) == 1
    return given[0] if is_list and kind not in ("extra_forbidden", "missing", "too_short") else None


def synonym(given: str) -> str:
    """What another word for one of an enumeration stands for, or ""."""
    return _SYNONYMS.get(_fold_word(given), "")


def near_word(given: str, allowed: list[str]) -> str:
    """The allowed word most like the given one, or ""."""
    folded = {word.lower(): word for word in allowed}
    text = given.strip().lower().replace("_", "-")
    if text in folded:
        return folded[text]
    near = get_close_matches(text, list(folded), n=1, cutoff=0.75)
    return folded[near[0]] if near else ""


def field_of(loc: Loc) -> str:
    """The field whose words these are: `registration` for its `kind`, `status` for a date under `changes`."""
    names = [str(part) for part in loc if part not in SHAPES and not isinstance(part, int)]
    if names[0] == "changes" and len(names) == 2:
        return "status"
    return names[-2] if len(names) > 1 and names[-1] == "kind" else names[-1]


def _fold_word(word: str) -> str:
    return "-".join(re.split(r"[\s_-]+", word.strip().lower())).replace("canceled", "cancelled")
