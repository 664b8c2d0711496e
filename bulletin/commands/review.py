"""`bulletin review`: what proposals mean, in plain words for staff."""

from __future__ import annotations

import json

import click

from bulletin.messages.review.facts import facts_as_rows
from bulletin.messages.review.summary import summarize
from bulletin.pipeline.review import ReviewRequest, review_proposals

FINE = 0


def review(asked: ReviewRequest, form: str) -> int:
    for each in review_proposals(asked):
        assert each.change is not None, each.fault
        click.echo(summarize(each.change, each.facts))
        click.echo(json.dumps(facts_as_rows(each.facts), indent=1))
    return FINE
