"""`bulletin may-merge`: whether a proposal may go on the board without anybody looking."""

from __future__ import annotations

import click

from bulletin.messages.by_rule import tell_by_rule
from bulletin.pipeline.review import ReviewRequest, review_proposals
from bulletin.review.by_rule import find_obstacles

MAY, WAITS = 0, 1


def may_merge(asked: ReviewRequest, done_today: int) -> int:
    """Say whether the proposal may, and why not. Returns the exit code: 1 where a person looks at it."""
    [review] = review_proposals(asked)
    obstacles = find_obstacles(review, done_today)
    click.echo(tell_by_rule(obstacles), nl=False)
    return WAITS if obstacles else MAY
