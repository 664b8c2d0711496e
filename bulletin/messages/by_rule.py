"""What is said of a proposal that may go on the board by rule, or waits for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bulletin.model.by_rule import MOST_A_DAY, Obstacle

_SENTENCES: Mapping[Obstacle, str] = {
    Obstacle.NOT_COMPARED: "It could not be compared with the board.",
    Obstacle.NO_ACCOUNT: "Nobody knows whose account it comes from.",
    Obstacle.NOT_TRUSTED: "Its account is none of a partner whose dates the board trusts.",
    Obstacle.SENSITIVE: "Being seen with the events of this partner may harm somebody.",
    Obstacle.NOT_ITS_FOLDER: "It changes something that is not the partner's own event.",
    Obstacle.NOT_ON_BOARD: "It adds an event, takes one away, or gives one another name.",
    Obstacle.OTHER_FILES: "It changes a translation, a picture, a partner, a place or something else.",
    Obstacle.MORE_THAN_DATES: "It changes more than dates.",
    Obstacle.WHOLE_EVENT: "It cancels a whole event, or takes that back.",
    Obstacle.NOT_CLEAN: "Something in it is wrong, or has to be asked.",
    Obstacle.ENOUGH_TODAY: f"{MOST_A_DAY} went on the board by rule within a day already.",
}


def tell_by_rule(obstacles: Sequence[Obstacle]) -> str:
    """Whether it may go on the board, and every reason why it waits."""
    if not obstacles:
        return "This may go on the board as it is: dates of a partner whom the board trusts, no more.\n"
    reasons = "".join(f"- {_SENTENCES[each]}\n" for each in obstacles)
    return f"A person looks at this first:\n{reasons}"
