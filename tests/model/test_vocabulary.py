"""Terms by whatever name they are written with."""

from __future__ import annotations

import pytest

from bulletin.load.board_info import load_vocabularies

KINDS = load_vocabularies()["kinds"]


@pytest.mark.parametrize("written", ["repair cafe", "Repair Café", "repair cafe / mutual aid", "Mutual aid"])
def test_a_term_is_found_by_its_id_its_label_and_its_aliases(written: str) -> None:
    term = KINDS.find(written)
    assert term is not None
    assert term.id == "repair cafe"


@pytest.mark.parametrize("written", ["repair cafe", "mutual aid"])
def test_a_kind_of_partner_is_labelled_in_any_language_by_any_of_its_names(
    written: str,
) -> None:
    assert KINDS.label(written, "en") == "Repair café"
    assert KINDS.label(written, "ar") not in ("Repair café", written)


def test_what_is_no_term_is_its_own_label() -> None:
    assert KINDS.find("sewing circle") is None
    assert KINDS.label("sewing circle", "ar") == "sewing circle"
