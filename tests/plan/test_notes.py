"""Ages and the notes of status, access and cost, in the language of the page where it has them translated."""

from __future__ import annotations

import pytest

from bulletin.model.site.details import EventValues
from bulletin.model.site.parts import MixedText
from bulletin.plan.mixed_language import plain_words
from tests.plan.boards import BOARD, items_of, localize_board, make_board, make_site

SLIDES = """
title: Travel slides
start: 2027-02-04 14:00
end: 15:30
venue: library
ages: six and up
cost: {COST}
status: tentative
status_note: The projector is being mended.
access_note: Ring the bell.
"""
FRENCH = """\
---
title: Diapositives de voyage
ages: dès six ans
status_note: On répare le projecteur.
access_note: Sonnez.
cost_note: {NOTE}
---
Venez voir.
"""


def make(cost: str, note: str) -> EventValues:
    """The French page of an event with this cost and its translated note."""
    files = {
        "events/oak/slides.yaml": SLIDES.replace("{COST}", cost),
        "events/oak/slides.fr.md": FRENCH.replace("{NOTE}", note),
    }
    [page] = [page for page in make_site(make_board(files)).pages if page.route == "fr/events/oak/slides/"]
    assert isinstance(page.values, EventValues)
    return page.values


def is_plain(text: MixedText) -> bool:
    """Whether no part of it is in another language than the page."""
    return isinstance(text, str) or not any(part.lang for part in text)


def test_ages_and_notes_stand_in_the_language_of_the_page() -> None:
    values = make("$3, members free", "gratuit pour les membres")
    for text, said in (
        (values.for_me, "Dès six ans."),
        (values.getting_in[0], "3 $ (gratuit pour les membres)."),
        (values.status_note, "On répare le projecteur."),
        (values.access_note, "Sonnez."),
    ):
        assert said in plain_words(text).replace("\u00a0", " ")
        assert is_plain(text)


@pytest.mark.parametrize(
    ("cost", "note", "said"),
    [
        ("$8/5, under 12 free", "8 $ ou 5 $, gratuit avant 12 ans", "8 $ ou 5 $, gratuit avant 12 ans."),
        ("$40 or pay what you can", "ou selon vos moyens", "40 $ (ou selon vos moyens)."),
        ("['$3, members', '$5, others']", "[membres, autres]", "3 $ (membres), 5 $ (autres)."),
        ("['$3', '$5, others']", "autres", "3 $, 5 $ (autres)."),
        ("free", "sans objet", "Gratuit."),
    ],
)
def test_the_words_of_prices_are_translated_in_their_order(cost: str, note: str, said: str) -> None:
    assert plain_words(make(cost, note).getting_in[0]).replace("\u00a0", " ").startswith(said)


def test_without_a_translation_the_original_is_labelled_with_its_language() -> None:
    files = {
        "events/oak/slides.yaml": SLIDES.replace("{COST}", "$3, members free"),
        "events/oak/slides.fr.md": "---\ntitle: Diapositives\n---\nVenez.\n",
    }
    [page] = [page for page in make_site(make_board(files)).pages if page.route == "fr/events/oak/slides/"]
    assert isinstance(page.values, EventValues)
    for text in (page.values.for_me, page.values.status_note, page.values.access_note):
        assert not isinstance(text, str)
        assert any(part.lang == "en" for part in text)


def test_feeds_have_the_notes_of_their_language() -> None:
    files = {
        "events/oak/slides.yaml": SLIDES.replace("{COST}", "$3, members free"),
        "events/oak/slides.fr.md": FRENCH.replace("{NOTE}", "gratuit pour les membres"),
    }
    board = make_board(files, board=BOARD)
    [item] = items_of(localize_board(board, language="fr")).values()
    for words in ("On répare le projecteur", "Sonnez", "gratuit pour les membres", "Dès six ans."):
        assert words in item.description
    [item] = items_of(localize_board(board)).values()
    for words in ("The projector is being mended", "Ring the bell", "members free", "Six and up."):
        assert words in item.description
