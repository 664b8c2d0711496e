"""Whose files a proposal touches: accounts are those of the board, never those of the proposal."""

from __future__ import annotations

import pytest

from tests.review.town import COURSE, FAIR, FILES, Changes, event, partner, review

OWN: Changes = {"events/oak/talk.yaml": event("Talk", "2027-03-04 18:00", venue="barn")}
OTHERS: Changes = {"events/elm/seed-fair.yaml": FAIR + "status: cancelled\n"}
SAFE: Changes = {"partners/safe.yaml": FILES["partners/safe.yaml"] + "url: https://safe.example/\n"}
BOARD: Changes = {"board.yaml": FILES["board.yaml"] + "tagline: Ours\n"}


def policy(changes: Changes, author: str) -> list[str]:
    return [each.id for each in review(changes, author).facts.policy]


@pytest.mark.parametrize("author", ["oak-account", "OAK-Account", "second", "librarian", ""])
def test_an_account_may_change_its_own_folder(author: str) -> None:
    assert policy(OWN, author) == []


@pytest.mark.parametrize("author", ["elm-account", "stranger", "oak"])
def test_another_account_may_not(author: str) -> None:
    assert policy(OWN, author) == ["not-own-folder"]


@pytest.mark.parametrize(("author", "expected"), [("oak-account", True), ("", True), ("librarian", False)])
def test_files_of_two_partners_are_never_ones_own(author: str, expected: bool) -> None:
    assert policy({**OWN, **OTHERS}, author) == (["not-own-folder"] if expected else [])


@pytest.mark.parametrize(
    ("author", "expected"), [("stranger", False), ("oak-account", True), ("safe", False), ("", False)]
)
def test_of_a_partner_without_accounts_only_others_accounts_are_known_to_be_foreign(
    author: str, expected: bool
) -> None:
    assert policy(SAFE, author) == (["not-own-folder"] if expected else [])


@pytest.mark.parametrize(
    ("author", "expected"), [("oak-account", True), ("stranger", True), ("librarian", False)]
)
def test_the_settings_of_the_board_are_the_librarys(author: str, expected: bool) -> None:
    assert policy(BOARD, author) == (["not-own-folder"] if expected else [])


def test_a_proposal_cannot_write_itself_an_account() -> None:
    grab = {"partners/oak.yaml": partner("Oak Choir", github="stranger"), **OWN}
    found = review(grab, "stranger")

    assert [each.id for each in found.facts.policy] == ["not-own-folder"]


def test_what_is_ones_own_may_be_taken_by_itself() -> None:
    (breach,) = review({**OWN, **OTHERS}, "oak-account").facts.policy

    assert (breach.others, breach.has_own) == (("elm",), True)


def test_a_file_taken_out_of_another_folder_is_both_partners_matter() -> None:
    taken = {"events/oak/drawing-course.yaml": None, "events/elm/drawing-course.yaml": COURSE}

    assert policy(taken, "elm-account") == ["not-own-folder"]
