"""What was corrected in files, line by line, and what is left for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from bulletin.formats.corrections import Correction
from bulletin.messages.reports import format_problem, in_sentences, printable
from bulletin.problems import Problem
from bulletin.translatable import Catalogue, join, ngettext, sentences, translate
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import ENGLISH
from bulletin.words.lists import join_words

ONLY_YOU = _("Left for you, since it can be meant in more than one way, or only you know it:")


def tell_fixes(
    corrections: Sequence[Correction],
    left: Sequence[Problem],
    content: Path,
    catalogue: Catalogue = ENGLISH,
    *,
    dry_run: bool,
) -> str:
    """All that was done, then all that was not, then how much of both.

    The words of Problems are in a language already, the rest is said in that of the catalogue.
    """
    done = [line for each in corrections for line in _tell(each, content, dry_run=dry_run)]
    parts = [join("\n", done)]
    if left:
        parts += [
            ONLY_YOU,
            "\n".join(format_problem(in_sentences(each), content, catalogue) for each in left),
        ]
    parts.append(sentences(_sum_up(len(done), corrections, dry_run=dry_run), _sum_up_left(left)))
    return translate(join("\n\n", filter(None, parts)), catalogue) + "\n"


def _tell(correction: Correction, content: Path, *, dry_run: bool) -> Iterator[str]:
    """`content/events/oak/talk.yaml, line 3: `title: Tea: for two` is now `title: "Tea: for two"`.`"""
    path = printable((content / correction.path).as_posix())
    becomes = _("would be") if dry_run else _("is now")
    if len(correction.old) != len(correction.new):
        old, new = (_joined(lines) for lines in (correction.old, correction.new))
        change = _change(old, new, becomes)
        yield _("{path}, line {line}: {change}", path=path, line=correction.line, change=change)
        return
    pairs = zip_longest(correction.old, correction.new, fillvalue="")
    for number, (old, new) in enumerate(pairs, start=correction.line):
        if old != new:
            change = _change(old, new, becomes)
            yield _("{path}, line {line}: {change}", path=path, line=number, change=change)


def _change(old: str, new: str, becomes: str) -> str:
    old, new = printable(old), printable(new)
    if not old.strip():
        return _("here {becomes} the new line `{new}`.", becomes=becomes, new=new.strip())
    if old.split() == new.split():
        spaces = _spaces(len(new) - len(new.lstrip()))
        return _("before `{new}` {becomes} {spaces}.", new=new.strip(), becomes=becomes, spaces=spaces)
    return _("`{old}` {becomes} `{new}`.", old=old.strip(), becomes=becomes, new=new.strip())


def _spaces(count: int) -> str:
    if count < 2:
        return _("one ordinary space") if count else _("no space")
    return _("{n} ordinary spaces", n=count)


def _joined(lines: Sequence[str]) -> str:
    return "` and `".join(line.strip() for line in lines)


def _sum_up(count: int, corrections: Sequence[Correction], *, dry_run: bool) -> str:
    if not count:
        return _("There was nothing to correct for certain, so nothing was changed.")
    files = len({each.path for each in corrections})
    told = _(
        "{corrections} in {files}",
        corrections=ngettext("{n} correction", "{n} corrections", count),
        files=ngettext("{n} file", "{n} files", files),
    )
    if dry_run:
        return _("{corrections} would be made, and nothing else. Nothing was changed.", corrections=told)
    return _("{corrections}; nothing else was changed.", corrections=told)


def _sum_up_left(left: Sequence[Problem]) -> str:
    if not left:
        return _("Nothing is left to mend.")
    errors = sum(each.is_error for each in left)
    counts = [ngettext("{n} error", "{n} errors", errors)] if errors else []
    warnings = len(left) - errors
    counts += [ngettext("{n} warning", "{n} warnings", warnings)] if warnings else []
    return _("Left for you: {counts}.", counts=join_words(counts))
