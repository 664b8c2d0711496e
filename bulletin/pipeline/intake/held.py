"""What partners handed in and staff hold in a folder: reviewed as proposals are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bulletin.load.history.git import find_repository
from bulletin.model.review import Review
from bulletin.model.zones import use_pinned_zones
from bulletin.pipeline.intake.stores import HELD, has_words, held_partners, read_held
from bulletin.pipeline.intake.taking import read_board, review_files
from bulletin.pipeline.review import Published, ReviewRequest, review_proposals
from bulletin.pipeline.staff_lists import usual_records


def review_arrivals(asked: ReviewRequest, records: Path | None) -> tuple[Review, ...]:
    """The proposals asked for; with none, and no version history, what is held. Raises `UnusableHistory`."""
    if asked.proposals or asked.base or find_repository(asked.content.resolve()) is not None:
        return review_proposals(asked)
    return review_held(asked, records) or review_proposals(asked)


def review_held(asked: ReviewRequest, records: Path | None) -> tuple[Review, ...]:
    """What is held of each partner, against the board as it stands."""
    root = (records or usual_records(asked.content)) / HELD
    partners = held_partners(root)
    if not partners:
        return ()
    use_pinned_zones()
    return tuple(_review_each(root, partners, read_board(asked.content, asked.reading), asked))


def _review_each(
    root: Path, partners: list[str], published: Published, asked: ReviewRequest
) -> Iterator[Review]:
    for partner_id in partners:
        there = published.files.sources
        held = {
            path: data
            for path, data in read_held(root, partner_id).items()
            if not has_words(there, path, data)
        }
        if held:
            review = review_files(published, held, replace(asked, partner=partner_id))
            yield replace(review, name=(root / partner_id).as_posix())
