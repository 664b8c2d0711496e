"""Whose event it is: a partner found by a part of its name, from a short list where several have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import click

from bulletin.commands.new.draft_board import DraftBoard
from bulletin.commands.new.prompts import Options, is_terminal
from bulletin.formats.dates.lexicon import fold
from bulletin.messages.translated import catalogue_for
from bulletin.model.partner import Partner, Tier
from bulletin.problems import UnusableInput
from bulletin.translatable import Catalogue, sentences, translate
from bulletin.translatable import gettext as _

SHORT = 9
"""So many partners are a list that people read."""


def ask_partner(draft_board: DraftBoard, options: Options) -> str:
    """The id of the partner whose event it is. Raises `UnusableInput` where nobody can be asked."""
    partners = {
        key: partner for key, partner in draft_board.board.partners.items() if partner.tier is not Tier.ENDED
    } or draft_board.board.partners
    if not partners:
        raise UnusableInput("There is no partner yet. Make one first: bulletin new partner")
    answer = options.get("partner") or (next(iter(partners)) if len(partners) == 1 else "")
    listed = list(partners) if len(partners) <= SHORT else []
    catalogue = catalogue_for(draft_board.board)
    while True:
        found = _found(answer, partners, listed) if answer else []
        if len(found) == 1:
            return found[0]
        message = _message(answer, found, partners)
        if options.get("partner") or not is_terminal():
            example = f"Whose event is it? Tell it with --partner, as in: {_some(partners)}"
            raise UnusableInput(message or example)
        if message:
            click.echo(f"  {translate(message, catalogue)}")
        listed = found if 0 < len(found) <= SHORT else listed
        answer = _prompt(listed, partners, catalogue)


def _prompt(listed: Sequence[str], partners: Mapping[str, Partner], catalogue: Catalogue) -> str:
    for number, key in enumerate(listed, 1):
        click.echo(f"  {number}  {partners[key].name}")
    text = _("Whose event is it? Type a part of its name")
    if listed:
        text = _("Whose event is it? Type its number, or a part of its name")
    return str(click.prompt(translate(text, catalogue), prompt_suffix="\n> ")).strip()


def _found(answer: str, partners: Mapping[str, Partner], listed: Sequence[str]) -> list[str]:
    """The partners an answer can mean: the one of this number, id or name, else all whose names hold it."""
    if answer.isdecimal() and 0 < int(answer) <= len(listed):
        return [listed[int(answer) - 1]]
    typed = fold(answer)
    names = {key: (fold(key), fold(partner.name)) for key, partner in partners.items()}
    whole = [key for key, known in names.items() if typed in known]
    return whole or [key for key, known in names.items() if typed and any(typed in name for name in known)]


def _message(answer: str, found: Sequence[str], partners: Mapping[str, Partner]) -> str:
    """What to say of an answer that means no partner, or several."""
    if not answer:
        return ""
    if len(found) > SHORT:
        return _("“{text}” is in {n} names. Type more of the name.", text=answer, n=len(found))
    if found:
        return _("“{text}” is in several names: {names}.", text=answer, names=", ".join(found))
    ids = {fold(name): key for key, partner in partners.items() for name in (key, partner.name)}
    near = get_close_matches(fold(answer), ids, n=1)
    hint = _("Partners are written like this: {partners}.", partners=_some(partners))
    if near:
        hint = _("Did you mean {near}?", near=ids[near[0]])
    return sentences(_("There is no partner “{partner}”.", partner=answer), hint)


def _some(partners: Mapping[str, Partner]) -> str:
    return ", ".join(list(partners)[:3])
