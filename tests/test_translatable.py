"""Messages: English for whoever passes them on, and another language for whoever reads them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.formats.dates import tell_day, tell_days
from bulletin.formats.repeat import parse_repeat, tell_repeat
from bulletin.translatable import (
    Translatable,
    capital,
    join,
    ngettext,
    reshape,
    sentence,
    sentences,
    translate,
)
from bulletin.translatable import gettext as _
from bulletin.words.catalogues import catalogue_of
from bulletin.words.lists import join_words


@dataclass(frozen=True)
class Words:
    """A catalogue of a few templates."""

    templates: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    language: str = "fr"

    def gettext(self, template: str, /) -> str:
        return self.templates.get(template, "")

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        return self.plurals.get(one, ("", ""))[number > 1]


FRENCH = Words(
    {
        "“{text}” is not a date.": "« {text} » n’est pas une date.",
        "Type instead": "Tapez plutôt",
        "{words}: {line}": "{words} : {line}",
        "It is over.": "C’est fini.",
        "the title": "le titre",
        "the price": "le prix",
    },
    {"{n} date": ("{n} date", "{n} dates de {year}")},
)


def test_a_message_is_what_it_says_in_english() -> None:
    message = _("“{text}” is not a date.", text="soon")
    assert message == "“soon” is not a date."
    assert {message: 1}["“soon” is not a date."] == 1
    assert sorted([message, "a"]) == ["a", message]


def test_a_message_is_said_in_the_language_of_its_reader() -> None:
    assert translate(_("“{text}” is not a date.", text="soon"), FRENCH) == "« soon » n’est pas une date."
    assert translate("typed by somebody", FRENCH) == "typed by somebody"


def test_what_is_put_into_a_message_is_said_in_that_language_too() -> None:
    hint = _("{words}: {line}", words=_("Type instead"), line="title: Tea")
    assert translate(hint, FRENCH) == "Tapez plutôt : title: Tea"


def test_a_message_without_a_translation_is_said_in_english_as_a_whole() -> None:
    day = tell_day(date(2027, 1, 15))
    assert translate(_("Held on {day}.", day=day), FRENCH) == "Held on Friday 15 January 2027."


@given(st.text())
def test_what_was_typed_is_never_taken_for_a_template(typed: str) -> None:
    for text in (typed, f"{{text}}{typed}", f"{typed}{{n"):
        message = _("“{text}” is not a date.", text=text)
        assert message == f"“{text}” is not a date."
        assert translate(message, FRENCH) == f"« {text} » n’est pas une date."


def test_other_braces_of_a_template_stay() -> None:
    assert _("As in: geo: {lat: 45.42}, {text}", text="here") == "As in: geo: {lat: 45.42}, here"


def test_a_translation_whose_placeholders_do_not_fit_costs_nothing_else() -> None:
    wrong = Words({"“{text}” is not a date.": "« {texte} » {0} {} {text.upper} {"})
    assert translate(_("“{text}” is not a date.", text="soon"), wrong) == "« {texte} » {0} {} {text.upper} {"


def test_a_message_that_counts_takes_the_form_of_its_language() -> None:
    for number, english, french in (
        (0, "0 dates", "0 date"),
        (1, "1 date", "1 date"),
        (2, "2 dates", "2 dates de 2027"),
    ):
        message = ngettext("{n} date", "{n} dates", number, year=2027)
        assert (message, translate(message, FRENCH)) == (english, french)


def test_sentences_and_lists_keep_what_they_are_made_of() -> None:
    assert sentences("", _("It is over."), "") == "It is over."
    assert translate(sentences(_("It is over."), "Call us."), FRENCH) == "C’est fini. Call us."
    assert translate(join("\n", [_("It is over."), "", "x"]), FRENCH) == "C’est fini.\n\nx"
    listed = join_words([_("the title"), _("the price")])
    assert (listed, translate(listed, FRENCH)) == ("the title and the price", "le titre et le prix")
    assert translate(join_words(["a", "b", "c"], "or"), FRENCH) == "a, b ou c"


def test_letters_are_changed_in_each_language() -> None:
    assert translate(capital(_("the title")), FRENCH) == "Le titre"
    assert (sentence("it ends"), sentence("Why?")) == ("It ends.", "Why?")
    assert translate(reshape(str.upper, _("the title")), FRENCH) == "LE TITRE"


def test_days_and_repeats_are_written_as_each_language_writes_them() -> None:
    days = tell_days([date(2027, 1, 15), date(2027, 2, 1)])
    assert days == "Friday 15 January 2027 and Monday 1 February 2027"
    assert translate(days, FRENCH) == "vendredi 15 janvier 2027 et lundi 1er février 2027"
    repeat = tell_repeat(parse_repeat("every Tuesday until 16 June 2027"))
    assert (repeat, translate(repeat, FRENCH)) == (
        "Tuesdays until 16 June 2027",
        "tous les mardis jusqu’au 16 juin 2027",
    )


MADE = (
    _("“{text}” is not a date.", text=_("the title")),
    ngettext("{n} date", "{n} dates", 3),
    join_words([tell_day(date(2027, 1, 15)), _("the price")], "or"),
    sentences(capital(_("the title")), sentence("it ends")),
)


@pytest.mark.parametrize("message", MADE)
def test_a_message_goes_to_another_process_whole(message: str) -> None:
    for other in (pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):
        assert other == message
        assert type(other) is type(message)
        assert translate(other, FRENCH) == translate(message, FRENCH)


@pytest.mark.parametrize("message", MADE)
def test_a_message_is_not_changed(message: str) -> None:
    with pytest.raises(AttributeError):
        message.template = "x"  # type: ignore[attr-defined]


def test_an_exception_hands_a_message_on() -> None:
    told = str(ValueError(_("It is over.")))
    assert isinstance(told, Translatable)
    assert translate(told, FRENCH) == "C’est fini."


def test_english_and_a_language_nobody_translated_cost_no_catalogue() -> None:
    for tag in ("en", "en-CA", "xx"):
        assert translate(MADE[0], catalogue_of(tag)) == MADE[0]
