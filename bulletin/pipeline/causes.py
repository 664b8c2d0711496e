"""One Problem at its cause: a venue, a partner or a calendar of days off that is broken or gone.

Every event that needs it would otherwise be told as wrong, and none of them is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bulletin.formats.records import slug_of, split_name
from bulletin.load.history.log import History
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _
from bulletin.translatable import ngettext, sentence, sentences

NEEDED_FILE = Rule(
    "needed-file",
    Severity.ERROR,
    "A venue, a partner or a calendar of days off stays as long as events need it.",
    "Its last good version is shown until then. What has closed or left says `ended`, and what has another "
    "name now keeps the old one in `was_at`.",
)


def _tell_askers(room: str, number: int) -> str:
    """How many events need a record, and what for."""
    if room == "venues":
        return ngettext("{n} event is held there", "{n} events are held there", number)
    if room == "partners":
        return ngettext("{n} event needs this partner", "{n} events need this partner", number)
    return ngettext("{n} event leaves out its days", "{n} events leave out its days", number)


def _what_else(room: str, slug: str, today: date) -> str:
    """What to do where a record is not to come back."""
    if room == "venues":
        return _(
            "If the place has closed, write in it: ended: {date: {today}}. "
            "If it has another name now, write in the new file: was_at: {slug}",
            today=today,
            slug=slug,
        )
    if room == "partners":
        return _(
            "If they have left, write in it: ended: {date: {today}}. "
            "If they have another name now, write in the new file: was_at: {slug}",
            today=today,
            slug=slug,
        )
    return _("Or take its name out of the events first.")


_NAME = re.compile(r"[a-z]+/[a-z0-9-]+(?:#[^\s:]+)?")
"""What can be the name of a file; words for a place are none."""
_PLACE = re.compile(rb"^(?:venue|address|online|area|location):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cause:
    """A record that files ask for in vain: where it lies or lay, and the files of those who ask.

    `is_known`: it is or was there. Otherwise nobody knows whether it is only misspelt.
    """

    need: str
    path: str
    is_there: bool
    is_known: bool
    askers: frozenset[str]
    has_proposal: bool = False
    """Somebody was told of a record that is called nearly so."""

    @property
    def is_part(self) -> bool:
        """Whether the file is there, and only a part of it is asked for in vain."""
        return "#" in self.need


def find_causes(
    problems: Iterable[Problem], records: Mapping[str, bytes], before: Collection[str], history: History
) -> tuple[Cause, ...]:
    """The records that files ask for in vain. `before` are the paths of the base board."""
    asking: dict[str, list[Problem]] = {}
    broken: set[str] = set()
    for problem in problems:
        if _NAME.fullmatch(problem.needs):
            asking.setdefault(problem.needs, []).append(problem)
        if problem.is_error:
            broken.add(problem.ref.path)
    causes = []
    for need, found in sorted(asking.items()):
        record, _, inner = need.partition("#")
        room, _, slug = record.partition("/")
        there = _path_of(room, slug, records)
        path = there or _path_of(room, slug, before) or history.former_path(room, slug) or ""
        if there and not (_has_lost(history, there, inner) if inner else there in broken):
            continue
        askers = _askers(room, slug, [problem.ref.path for problem in found], records)
        proposed = any(problem.hint.startswith("Did you mean") for problem in found)
        causes.append(Cause(need, path or f"{record}.yaml", bool(there), bool(path), askers, proposed))
    return tuple(causes)


def _path_of(room: str, slug: str, paths: Iterable[str]) -> str:
    inside = (path for path in paths if path.startswith(f"{room}/"))
    return next((path for path in inside if slug_of(split_name(path)[0]) == slug), "")


def _askers(room: str, slug: str, paths: Iterable[str], records: Mapping[str, bytes]) -> frozenset[str]:
    """The files that ask; for the defaults of a partner, its events that say no place of their own."""
    found: set[str] = set()
    for path in paths:
        folder = f"events/{split_name(path)[0]}/"
        own = [each for each in records if each.startswith(folder)] if path.startswith("partners/") else []
        found |= {each for each in own if not _PLACE.search(records[each])} or {path}
    if room == "partners":
        found |= {each for each in records if each.startswith(f"events/{slug}/") and not split_name(each)[1]}
    return frozenset(found)


def _has_lost(history: History, path: str, inner: str) -> bool:
    """Whether an older version of a file holds a name."""
    return any(inner.encode() in version.data for version in history.versions(path))


def tell_at_causes(
    problems: Sequence[Problem], causes: Iterable[Cause], about: Collection[str], today: date
) -> list[Problem]:
    """The Problems, with one at each cause in place of those of every file that asks for it.

    `about` are the files that are asked about: what is wrong in them is told there too.
    """
    told = [cause for cause in causes if cause.is_known or _is_likely(cause, about)]
    kept = [problem for problem in problems if problem.ref.path in about or not _is_caused(problem, told)]
    for cause in told:
        kept = _tell(cause, kept, today)
    return kept


def _is_likely(cause: Cause, about: Collection[str]) -> bool:
    """Whether something is missing rather than misspelt: several files ask for it."""
    return len(cause.askers - set(about)) > 1 and not cause.has_proposal


def _is_caused(problem: Problem, causes: Iterable[Cause]) -> bool:
    """Whether it comes of one of these causes; what is said of events without their partner may do so too."""
    for cause in causes:
        if problem.needs == cause.need:
            return True
        room, _, slug = cause.need.partition("/")
        own = problem.ref.path.startswith(f"events/{slug}/")
        if room == "partners" and own and (not problem.is_error or problem.rule.id == "no-place"):
            return True
    return False


def _tell(cause: Cause, problems: list[Problem], today: date) -> list[Problem]:
    record, _sign, inner = cause.need.partition("#")
    room, _slash, slug = record.partition("/")
    number = len([path for path in cause.askers if path.startswith("events/")]) or len(cause.askers)
    if inner:
        message = ngettext(
            "{n} event is in its room, “{room}”, which is not in this file.",
            "{n} events are in its room, “{room}”, which is not in this file.",
            number,
            room=inner,
        )
        hint = _("Bring the room back.")
        return [*problems, Problem(SourceRef(cause.path), NEEDED_FILE, message, hint)]
    who = _tell_askers(room, number)
    if cause.is_there:
        first = next(each for each in problems if each.is_error and each.ref.path == cause.path)
        extended = replace(first, message=sentences(sentence(first.message), sentence(who)))
        return [extended if each is first else each for each in problems]
    message = _("There is no such file, but {reason}.", reason=who)
    hint = sentences(_("Bring it back."), _what_else(room, slug, today))
    return [*problems, Problem(SourceRef(cause.path), NEEDED_FILE, message, hint)]
