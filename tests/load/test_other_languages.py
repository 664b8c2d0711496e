"""Records whose fields are called, and say, what a board's languages call and say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.model.event import Event, Status
from bulletin.model.names import fold_name
from bulletin.model.place import Known
from bulletin.problems import Problem, SourceRef
from bulletin.translatable import translate
from bulletin.words.catalogues import catalogue_of
from bulletin.words.typed import typed_elsewhere, words_typed_for
from tests.formats.pasting import paste

TORONTO = ZoneInfo("America/Toronto")
PATH = "events/birch/tale.yaml"
BOARD = """\
title: Birch board
url: https://board.example/
uid_domain: board.example
timezone: America/Toronto
languages: [en, fr, es, ar]
library: birch
"""
FILES: Mapping[str, str] = {
    "board.yaml": BOARD,
    "partners/birch.yaml": "name: Cercle du Bouleau\ntext_language: fr\n",
    "partners/elm.yaml": "name: Elm Club\ncohosts: anyone\n",
    "venues/hall.yaml": "name: Maison du Bouleau\naddress: 1 rue Haute\nrooms: {blue: {name: Salle bleue}}\n",
}
ENGLISH = """\
title: Winter tales
start: 2027-01-12 19:30
end: 20:30
venue: hall
room: blue
cost: free
registration:
  kind: required
  phone: 555-0101
  closes: 2027-01-10
  capacity: 12
  waitlist: yes
contact:
  phone: 555-0102
  email: hello@birch.example
repeat: every Tuesday until 15 June 2027
skip: [2027-03-02]
changes:
  2027-01-19: cancelled
  2027-01-26: {start: 18:00, note: Supper}
status: tentative
status_note: It snows.
welcome: seniors
languages: [fr, en]
categories: storytime
audience: 19+
access: {step_free: yes, quiet_space: "no, soon", captions: unknown}
"""
FRENCH = """\
titre : Winter tales
début: mardi 12 janvier 2027 à 19 h 30
fin: 20 h 30
lieu: Maison du Bouleau
salle: Salle bleue
prix: gratuit
inscription:
  type: obligatoire
  téléphone: 555-0101
  date limite: 10 janvier 2027
  places: 12
  liste d’attente: oui
contact:
  téléphone: 555-0102
  courriel: hello@birch.example
répétition: chaque mardi jusqu’au 15 juin 2027
sauf: 2 mars 2027
changements:
  19 janvier 2027: annulé
  26 janvier 2027: {début: 18 h, raison: Supper}
état: à confirmer
raison: It snows.
pour: aînés
langues: [français, anglais]
genre: heure du conte
groupe d’âge: adultes
accès:
  sans marches: oui
  coin calme: non, soon
  sous-titres: inconnu
"""
SPANISH = """\
título: Winter tales
comienzo: martes 12 de enero de 2027 a las 19:30
final: 20:30
lugar: Maison du Bouleau
sala: Salle bleue
precio: gratis
inscripción:
  tipo: obligatoria
  teléfono: 555-0101
  fecha límite: 10 de enero de 2027
  plazas: 12
  lista de espera: sí
contacto: {teléfono: 555-0102, correo electrónico: hello@birch.example}
repetición: todos los martes hasta el 15 de junio de 2027
excepto: 2 de marzo de 2027
cambios:
  19 de enero de 2027: cancelado
  26 de enero de 2027: {hora: 18:00, motivo: Supper}
estado: por confirmar
razón: It snows.
para: personas mayores
idiomas: [francés, inglés]
categoría: storytime
grupo de edad: adultos
access: {step_free: sí, quiet_space: "no, soon", captions: desconocido}
"""
ARABIC = """\
العنوان: Winter tales
البداية: 2027-01-12 19:30
النهاية: 20:30
المكان: Maison du Bouleau
القاعة: Salle bleue
السعر: مجاني
التسجيل: {النوع: إلزامي, الهاتف: 555-0101, آخر موعد: 2027-01-10, عدد الأماكن: 12, قائمة الانتظار: نعم}
للتواصل: {الهاتف: 555-0102, البريد الإلكتروني: hello@birch.example}
التكرار: every Tuesday until 15 June 2027
ما عدا: 2027-03-02
التغييرات:
  2027-01-19: ملغى
  2027-01-26: {الوقت: 18:00, السبب: Supper}
الحالة: غير مؤكد
السبب: It snows.
خصوصًا لـ: seniors
اللغات: [fr, en]
نوع الفعالية: storytime
الفئة العمرية: 19+
access: {step_free: نعم, quiet_space: "لا, soon", captions: مجهول}
"""


def load(text: str, path: str = PATH, **files: str) -> tuple[Event | None, list[Problem]]:
    """The event and what is wrong in its file, but for what everybody is told who says little."""
    records = {**FILES, **files, path: text}
    loaded = load_board(Sources({name: each.encode() for name, each in records.items()}))
    assert loaded.board is not None
    usual = ("no-end", "no-category")
    told = [each for each in loaded.problems if each.ref.path == path and each.rule.id not in usual]
    return loaded.board.events.get("birch/tale"), told


def without_lines(event: Event) -> Any:
    """The event without what is of its file: where each field stands, and how it was typed."""
    nowhere = SourceRef("")
    text = replace(event.text, ref=nowhere, written="")
    changes = tuple(replace(change, ref=nowhere) for change in event.changes)
    return replace(event, text=text, changes=changes, ref=nowhere, lines={}, text_language="fr")


@pytest.mark.parametrize("text", [FRENCH, SPANISH, ARABIC], ids=["French", "Spanish", "Arabic"])
def test_a_record_in_a_language_of_the_board_says_the_same_as_in_english(text: str) -> None:
    english, _ = load(ENGLISH)
    event, told = load(text)
    assert told == []
    assert english is not None
    assert event is not None
    assert without_lines(event) == without_lines(english)


LEAST = "titre: Veillée\ndébut: 2027-01-12 19:30\nlieu: hall\n"


@pytest.mark.parametrize(
    "name",
    ["début", "debut", "Début", "DÉBUT", "de\u0301but", "date et heure", "Date et Heure", "début ", "quand"],
)
def test_neither_accents_nor_capitals_nor_blanks_count_in_a_name(name: str) -> None:
    event, told = load(f"titre: Veillée\n{name}: 2027-01-12 19:30\nlieu: hall\n")
    assert told == []
    assert event is not None
    assert event.series[0].start == datetime(2027, 1, 12, 19, 30, tzinfo=TORONTO)


@pytest.mark.parametrize("mark", ["'", "’", "´"])
def test_an_apostrophe_is_one_however_it_is_typed(mark: str) -> None:
    event, told = load(f"{LEAST}groupe d{mark}âge: adultes\n")
    assert told == []
    assert event is not None
    assert event.audience == "19+"


def test_the_front_matter_of_a_markdown_file_is_read_so_too() -> None:
    path = "events/birch/tale.md"
    event, told = load(f"---\n{LEAST}---\n\nUn conte **d’hiver**.\n", path)
    assert told == []
    assert event is not None
    assert "hiver" in event.text.html


def test_a_line_of_dashes_that_is_missing_is_known_by_a_name_with_an_accent() -> None:
    _, told = load(
        "---\ntitre: Veillée\nétat: annulé\ndébut: 2027-01-12\nlieu: hall\n\nUn conte.\n",
        "events/birch/tale.md",
    )
    [problem] = [each for each in told if each.rule.id == "no-front-matter"]
    assert problem.hint.endswith("after line 5:\n---")


def test_a_title_keeps_the_colon_in_it() -> None:
    event, told = load(LEAST.replace("Veillée", "Veillée: contes d’hiver"))
    assert event is not None
    assert event.text.title == "Veillée: contes d’hiver"
    assert [each.rule.id for each in told] == ["unquoted-colon"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("lieu: sur demande", "on request"),
        ("lieu: confidentiel", "confidential"),
        ("lugar: a petición", "on request"),
    ],
)
def test_a_place_that_is_told_to_nobody_or_to_callers_is_said_where_places_are_said(
    line: str, kind: str
) -> None:
    event, _ = load(LEAST.replace("lieu: hall", line))
    assert event is not None
    assert event.place.kind.value == kind


def test_what_is_said_of_access_is_facts_with_names_and_else_a_note() -> None:
    facts, _ = load(LEAST + "accès: {sans marches: non}\n")
    note, _ = load(LEAST + "accès: rampe du côté de la rue\n")
    assert facts is not None
    assert note is not None
    assert facts.access["step_free"].known is Known.NO
    assert note.access_note == "rampe du côté de la rue"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lieu: hall", "venue: hall"),
        ("lieu: hall", "endroit: hall"),
        ("titre: Veillée", "title: Soirée"),
        ("lieu: hall", "lugar: hall"),
    ],
)
def test_two_names_of_one_field_are_a_field_given_twice(one: str, other: str) -> None:
    _, told = load(f"{LEAST}{other}\n")
    [problem] = [each for each in told if each.is_error]
    assert problem.rule.id == "duplicate-field"
    assert f"`{one.partition(':')[0]}` and `{other.partition(':')[0]}`" in problem.message


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("lieux: hall", "Did you mean: lieu: hall"),
        ("slle: Salle bleue", "Did you mean: salle: blue"),
        ("prx: gratuit", "Did you mean: prix: gratuit"),
        ("inscritpion: requise", "Did you mean: inscription: required"),
        ("téléphone: 555-0101", "Did you mean: contact: {phone: 555-0101}"),
        ("courriel: hello@birch.example", "Did you mean: contact: {email: hello@birch.example}"),
    ],
)
def test_a_name_that_is_nearly_right_gets_its_hint_in_its_language(typed: str, hint: str) -> None:
    text = LEAST.replace("lieu: hall\n", "") if typed.startswith("lieux") else LEAST
    text += f"{typed}\n"
    _, told = load(text)
    [problem] = [each for each in told if each.rule.id == "unknown-field"]
    assert problem.hint == hint
    assert problem.fix is not None
    event, told = load(paste(text, problem.fix))
    assert told == []
    assert event is not None


def test_a_place_whose_name_is_nearly_right_is_proposed_once() -> None:
    for typed in ("lieux", "lugarr", "adrese", "venu"):
        text = LEAST.replace("lieu: hall", f"{typed}: hall")
        _, told = load(text)
        [problem] = [each for each in told if each.rule.id == "no-place"]
        assert {each.hint for each in told} == {problem.hint}, typed
        assert problem.fix is not None
        _, told = load(paste(text, problem.fix))
        assert told == [], typed


def test_a_quote_left_open_ends_where_the_next_field_begins_in_any_language() -> None:
    for name in ("début", "début\u00a0", "inicio", "البداية"):
        text = LEAST.replace("titre: Veillée", 'titre: "Veillée').replace("début", name)
        _, told = load(text)
        [problem] = [each for each in told if each.rule.id == "open-quote"]
        assert problem.fix is not None
        event, told = load(paste(text, problem.fix))
        assert told == [], name
        assert event is not None
        assert event.text.title == "Veillée"


def test_a_title_whose_name_is_mistyped_is_proposed_under_the_right_one() -> None:
    _, told = load(LEAST.replace("titre", "titel"))
    assert "Type instead: titre: Veillée" in [each.hint for each in told]


def test_a_message_calls_a_field_as_it_is_called_in_the_file() -> None:
    _, told = load(LEAST + "état: annulée peut-être\nfin: plus tard\n")
    named = " ".join(each.message for each in told)
    assert "`état`" in named
    assert "`status`" not in named


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("état: peut-être", "C’est un de ces mots\u00a0: prévu, à confirmer, annulé, reporté, nouvelle date"),
        (
            "inscription: peut-être",
            "C’est un de ces mots\u00a0: non, entrée libre, recommandée, obligatoire.",
        ),
        ("genre: danse", "Les mots sont\u00a0: Heure du conte, Livres et lecture, "),
        ("groupe d’âge: 12", "Vouliez-vous dire\u00a0: groupe d’âge: 12-18"),
        ("langues: bilingue", "par exemple\u00a0: anglais, français, espagnol"),
        ("zzz: x", "Les champs habituels sont\u00a0: titre, début, fin, lieu, "),
    ],
)
def test_words_to_choose_from_are_those_that_may_be_typed_in_the_language(line: str, told: str) -> None:
    _, problems = load(f"{LEAST}{line}\n")
    said = [translate(each.hint, catalogue_of("fr")) for each in problems]
    assert [each for each in said if told in each]


def test_every_word_to_choose_from_is_read_in_its_language() -> None:
    for field in ("status", "registration"):
        for word in set(words_typed_for(field).values()):
            for typed in typed_elsewhere(field, word).values():
                assert words_typed_for(field)[fold_name(typed)] == word


def test_on_a_board_without_french_the_english_line_is_proposed() -> None:
    board = BOARD.replace("[en, fr, es, ar]", "[en]")
    _, told = load("title: Tales\nstart: 2027-01-12 19:30\nlieu: hall\n", **{"board.yaml": board})
    assert "Did you mean: venue: hall" in [each.hint for each in told]


def test_defaults_of_a_partner_are_read_so_too() -> None:
    partner = "nom: Cercle du Bouleau\ntext_language: fr\npar défaut:\n  lieu: hall\n  prix: gratuit\n"
    event, told = load("titre: Veillée\ndébut: 2027-01-12\n", **{"partners/birch.yaml": partner})
    assert told == []
    assert event is not None
    assert (event.place.venue, event.cost[0].amount) == ("hall", "0")


def test_a_translation_names_its_fields_in_its_language() -> None:
    path = "events/birch/tale.fr.yaml"
    french = "titre: Veillée\nrésumé: Des contes d’hiver.\nprix: gratuit pour tout le monde\n"
    event, told = load(ENGLISH + "text_language: en\n", **{path: french})
    assert told == []
    assert event is not None
    text = event.translations["fr"]
    assert (text.title, text.summary) == ("Veillée", "Des contes d’hiver.")


def test_a_cancelled_event_is_off_whatever_the_field_is_called() -> None:
    for line in ("état: annulé", "statut: Annulée", "estado: cancelado", "الحالة: ملغاة"):
        event, _ = load(f"{LEAST}{line}\n")
        assert event is not None, line
        assert event.status is Status.CANCELLED


def test_a_day_of_rain_and_the_day_before_are_days() -> None:
    event, told = load(LEAST + "en cas de pluie: 13 janvier 2027\npublier dès le: 1er janvier 2027\n")
    assert told == []
    assert event is not None
    assert (event.rain_date, event.publish_from) == (date(2027, 1, 13), date(2027, 1, 1))
