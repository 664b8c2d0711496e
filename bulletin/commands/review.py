"""`bulletin review`: what proposals mean, in plain words for staff."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from bulletin.messages.review.facts import facts_as_rows
from bulletin.messages.review.report import format_markdown, format_text, report_review
from bulletin.model.review import Review
from bulletin.pipeline.intake.held import review_arrivals
from bulletin.pipeline.review import ReviewRequest
from bulletin.pipeline.review_page import make_review_page

FINE = 0


def review(asked: ReviewRequest, form: str, themes: Path, records: Path | None = None) -> int:
    """Say what each proposal does, those with the first date first. Returns the exit code."""
    reviews = sorted(
        review_arrivals(asked, records), key=lambda each: (each.first_day or date.max, each.name)
    )
    if form == "html":
        board = next(each.published for each in reviews)
        assert board is not None
        told = make_review_page(reviews, board, themes).decode()
    elif form == "json":
        told = json.dumps([_as_row(each) for each in reviews], ensure_ascii=False, indent=2) + "\n"
    else:
        reports = [report_review(each) for each in reviews]
        told = format_markdown(reports) if form == "markdown" else format_text(reports)
    click.echo(told, nl=False)
    return FINE


def _as_row(found: Review) -> dict[str, object]:
    return {
        "proposal": found.name,
        **facts_as_rows(found.facts),
        "errors": found.errors,
        "clean": found.is_clean,
        "text": format_text([report_review(found)]),
    }
