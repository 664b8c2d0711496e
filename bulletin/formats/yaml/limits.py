"""How large a record may be and how deep its fields may be nested, so that no file takes long to read."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.problems import Problem, Rule, Severity, SourceRef

TOO_BIG = Rule(
    "too-big",
    Severity.ERROR,
    "A record is not larger than 64 KB and 2,000 values (board, partners and venues: 256 KB and 20,000).",
    "A real one has 1 to 3 KB; nobody can read a larger one in a review.",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    "Fields stand at most 6 levels deep (board, partners and venues: 8).",
    "No field needs more, and deep nesting is how files are made to stall a reader.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most levels of nesting, parser events (about two for each field) and bytes of one record."""

    depth: int
    events: int
    bytes: int


# Fields whose value is text whatever it looks like, wherever in the record they stand.
TEXT_FIELDS = frozenset({"title", "summary", "description", "status_note", "name", "about"})

SUBMISSION = Limits(depth=6, events=2_000, bytes=64 * 1024)
STAFF = Limits(depth=8, events=20_000, bytes=256 * 1024)


def too_deep(ref: SourceRef, limits: Limits) -> Problem:
    """The Problem of a line beyond `limits.depth`."""
    message = f"this line is nested more than {limits.depth} levels deep"
    return Problem(
        ref, TOO_DEEP, message, "no field needs that; use fewer dashes, brackets or levels of indentation"
    )


def too_many(ref: SourceRef, limits: Limits) -> Problem:
    """The Problem of a record with more than `limits.events`."""
    message = f"this file holds more fields and values than a record may (about {limits.events // 2:,})"
    return Problem(ref, TOO_BIG, message, "leave out what is not needed, or split it into several files")
