"""Whether an account may change what it proposes to. Rights are read from the board as it is published.

A change gives nobody a right: accounts that it writes down count once it is on the board.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bulletin.formats.nodes import Tree, plain
from bulletin.formats.records import parse_record, split_name
from bulletin.formats.yaml import STAFF
from bulletin.load.history.versions import Versions
from bulletin.load.sources import BOARD_FILE, Sources
from bulletin.model.board import Board
from bulletin.model.names import as_field_name
from bulletin.model.review import BoardChange
from bulletin.pipeline.submission import Submission
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.review.responsibility import Ownership, find_ownership, is_of_the_library, partner_of
from bulletin.translatable import gettext as _
from bulletin.translatable import ngettext, sentences
from bulletin.words.lists import join_words

NOT_OWN = Rule(
    "not-own-folder",
    Severity.ERROR,
    "An account changes the files of its own partner only: its folder of events, and its file in partners/.",
    "Nobody's events are changed by somebody else. Accounts are those that `github` names in the published "
    "files; those of the library may change everything. `check --base REV --author ACCOUNT` asks for it.",
)
STAFF_ONLY = Rule(
    "staff-only",
    Severity.ERROR,
    "`github`, `trusted`, `agreement` and `submits_by` of a partner are written by the library.",
    "They say who may change what, and what was agreed on: nobody gives that to themselves.",
)
STAFF_FIELDS = ("github", "trusted", "agreement", "submits_by")
"""Fields of a partner that only the library writes."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """What the account may not change: in files of the content folder, and in others of the repository."""

    in_content: tuple[Problem, ...] = ()
    outside: tuple[Problem, ...] = ()


def refuse_changes(content: Path, submission: Submission, now: Sources, author: str, base: str) -> Refusals:
    """What `author` may not change of what it does. Raises `UnusableHistory`.

    `base` names the version that is published, whose board says what is whose.
    """
    board = submission.base.board
    if board is None:
        message = _(
            "{path} as it is published cannot be used, so nobody knows who may change what.",
            path=BOARD_FILE,
        )
        hint = _("The library mends it first; then this is looked at again.")
        return Refusals((Problem(SourceRef(BOARD_FILE, 1), NOT_OWN, message, hint),))
    unread, outside = _changed_beside(content, base)
    change = BoardChange(
        before=board,
        after=board,
        today=submission.today,
        events=(),
        touched=submission.touched | unread,
        outside=outside,
        author=author,
    )
    ownership = find_ownership(change)
    if ownership is None:
        return Refusals()
    told = [*_others(change, ownership), *_of_library(change), *_staff_only(submission, board, now)]
    return Refusals(tuple(told), tuple(_outside(change)))


def _changed_beside(content: Path, base: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What is changed and no board is made of: in the content folder, and elsewhere in the repository."""
    versions = Versions(content)
    try:
        head = versions.find("HEAD")
        parted = versions.parting(versions.find(base), head)
        return frozenset(versions.changed_unread(parted, head)), versions.changed_outside(parted, head)
    finally:
        versions.close()


def _others(change: BoardChange, ownership: Ownership) -> Iterator[Problem]:
    """One Problem for each partner whose files are touched and are not the account's."""
    if not ownership.oversteps:
        return
    for partner in ownership.strangers:
        paths = [path for path in sorted(change.touched) if partner_of(change.before, path) == partner]
        name = _name(change.before, partner)
        if ownership.own:
            message = _of_another(paths, name, change.author, _names(change.before, ownership.own))
            hint = _(
                "Take it out of this proposal: {name} or the library decides what changes there.", name=name
            )
        else:
            message = _of_nobody(paths, name, change.author)
            hint = _("Ask the library to write your account down; until then it looks after this itself.")
        yield Problem(SourceRef(paths[0], 1), NOT_OWN, message, hint)


def _of_library(change: BoardChange) -> Iterator[Problem]:
    for path in sorted(filter(is_of_the_library, change.touched)):
        message = _("Only the library changes this file.")
        yield Problem(SourceRef(path, 1), NOT_OWN, message, _ask_library(change.before))


def _outside(change: BoardChange) -> Iterator[Problem]:
    if change.outside:
        message = ngettext(
            "This file is no content: only the library changes programs and looks.",
            "This file and {more} more are no content: only the library changes programs and looks.",
            len(change.outside),
            more=len(change.outside) - 1,
        )
        yield Problem(SourceRef(change.outside[0], 1), NOT_OWN, message, _ask_library(change.before))


def _ask_library(board: Board) -> str:
    """What to do, and how the library itself comes to its right where nobody wrote it down yet."""
    hint = _("Take it out of this proposal, and tell the library in your own words what you would change.")
    library = board.partners.get(board.info.library)
    if library is None:
        which = _(
            "(Which partner the library is, `library` in {path} says; it does not stand there.)",
            path=BOARD_FILE,
        )
        return sentences(hint, which)
    if not library.github:
        own = _(
            "(If you are the library: write your accounts into {path} yourself, as `github`.)",
            path=library.ref.path,
        )
        return sentences(hint, own)
    return hint


def _of_another(paths: Sequence[str], name: str, author: str, own: str) -> str:
    return ngettext(
        "This file belongs to {name}, and the account {author} speaks for {partners} only.",
        "This file and {more} more belong to {name}, and the account {author} speaks for {partners} only.",
        len(paths),
        more=len(paths) - 1,
        name=name,
        author=author,
        partners=own,
    )


def _of_nobody(paths: Sequence[str], name: str, author: str) -> str:
    return ngettext(
        "This file belongs to {name}, and nobody wrote down that {author} speaks for it.",
        "This file and {more} more belong to {name}, and nobody wrote down that {author} speaks for it.",
        len(paths),
        more=len(paths) - 1,
        name=name,
        author=author,
    )


def _names(board: Board, partners: Iterable[str]) -> str:
    return join_words([_name(board, each) for each in sorted(partners)])


def _name(board: Board, partner: str) -> str:
    found = board.partners.get(partner)
    return found.name if found else f"“{partner}”"


class _Given(NamedTuple):
    value: Tree
    line: int


def _staff_only(submission: Submission, board: Board, now: Sources) -> Iterator[Problem]:
    """Every field of the library's that a partner's file has otherwise than it is published."""
    for path in sorted(submission.touched & now.records.keys()):
        if not path.startswith("partners/") or split_name(path)[1]:
            continue
        known = board.partners.get(partner_of(board, path))
        before = known.ref.path if known else submission.base.renames.get(path, path)
        old, new = (
            _staff_fields(records.get(each, b""), each)
            for records, each in ((submission.records, before), (now.records, path))
        )
        for name in STAFF_FIELDS:
            if new is not None and _value(old, name) != _value(new, name):
                yield _field_problem(path, name, old or {}, new)


def _staff_fields(data: bytes, path: str) -> Mapping[str, _Given] | None:
    """The library's fields in a partner's file; None where its fields cannot be read."""
    node = parse_record(data, path, limits=STAFF).node
    if node is None:
        return None
    names = ((as_field_name(key.text), key.line, value) for key, value in node.items)
    return {name: _Given(plain(value), line) for name, line, value in names if name in STAFF_FIELDS}


def _value(fields: Mapping[str, _Given] | None, name: str) -> Tree:
    """A field's value, one as a list of one; "" where it is not given."""
    given = fields.get(name) if fields else None
    value = given.value if given else ""
    return [value] if isinstance(value, str) and value else value


def _field_problem(path: str, name: str, old: Mapping[str, _Given], new: Mapping[str, _Given]) -> Problem:
    line = new[name].line if name in new else 1
    if name not in old:
        hint = _("Delete it; if it is right, the library writes it down.")
    elif name in new:
        hint = _("Put back what stood there; if it is not right any more, tell the library.")
    else:
        hint = _("Put the field `{name}` back; if it is not right any more, tell the library.", name=name)
    return Problem(
        SourceRef(path, line, 1), STAFF_ONLY, _("Only the library writes `{name}`.", name=name), hint
    )
