"""What was asked or held and is not decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from bulletin.model.board import Board
from bulletin.model.decision import Decision, Word, last_words
from bulletin.model.event import Event
from bulletin.model.todo import Action, Section, ToDo
from bulletin.staff.actions import ask_about, ask_partner
from bulletin.staff.days import on_day
from bulletin.staff.forms import form_address

PATIENCE = timedelta(days=7)
"""So long an answer may take before somebody asks again."""


def promised(
    board: Board, decisions: Iterable[Decision], handed_in: Mapping[str, Event], today: date
) -> Iterator[ToDo]:
    """What waits for a partner's answer, or for the manager's word; `handed_in` are events of proposals."""
    for decision in last_words(decisions):
        if decision.word.is_final or decision.decided is None:
            continue
        event = board.events.get(decision.id)
        named = event or handed_in.get(decision.id)
        title = named.text.title if named else decision.id
        since = on_day(decision.decided, today)
        if decision.word is Word.ASK:
            text = f"Asked {since}; no decision yet."
            question = f"We asked about “{title}” {since}. What is your answer?"
            asked = ask_about(board, event, question) if event else None
            actions = asked or ask_partner(board, decision.partner, question)
        else:
            text = f"Held for the manager {since}."
            form = form_address(board.info.repository.url, "decide")
            actions = (Action("Decide", form),) if form else ()
        yield ToDo(
            section=Section.DUE,
            title=title,
            text=text,
            actions=actions,
            by=decision.decided + PATIENCE,
        )
