"""Names in place of codes: venues, rooms, words of the board, partners and languages as people call them."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.load import load_board
from bulletin.load.sources import Sources
from bulletin.messages.hints import merge_hints
from bulletin.model.event import Event, RegistrationKind
from bulletin.problems import Problem
from tests.formats.pasting import paste

BOARD = """\
title: Elm Board
url: https://board.elm.example/
uid_domain: elm.example
timezone: America/Toronto
languages: [English, français, Spanish]
vocabulary:
  categories: [{id: kites, label: {en: Kites, fr: Cerfs-volants, es: Cometas}, aliases: [kite flying]}]
"""
FILES = {
    "board.yaml": BOARD,
    "partners/elm.yaml": (
        "name: The Elm Society\ncontact: {phone: 555-0111}\ndefaults: {venue: elm-hall, cost: free}\n"
    ),
    "partners/kites.yaml": "name: Kite Friends\ncontact: {phone: 555-0112}\n",
    "venues/elm-hall.yaml": (
        "name: Elm Hall\naddress: 4 Elm Road, Oak Valley\naliases: [Old Town Hall]\n"
        "rooms: {cellar: {name: Vaulted Cellar}, attic-2: {name: Attic 2}}\n"
    ),
    "venues/mill.yaml": "name: Érablière Mill\naddress: 9 Canal Road\nrooms: {loft: {name: Weaving Loft}}\n",
    "venues/park.yaml": "name: River Park\n",
}
PATH = "events/elm/kites.yaml"
EVENT = "title: Kites\nstart: 2027-02-10 18:00\nend: 19:00\n"


def read(lines: str) -> tuple[Event | None, list[Problem]]:
    """The event with these lines, and what is said of its file."""
    files = {path: text.encode() for path, text in {**FILES, PATH: f"{EVENT}{lines}\n"}.items()}
    loaded = load_board(Sources(files))
    assert loaded.board is not None
    told = [problem for problem in merge_hints(list(loaded.problems)) if problem.ref.path == PATH]
    return loaded.board.events.get("elm/kites"), [each for each in told if each.rule.id != "no-category"]


def event_of(lines: str) -> Event:
    """The event with these lines, of which nothing is said."""
    event, problems = read(lines)
    assert problems == []
    assert event is not None
    return event


@pytest.mark.parametrize(
    ("lines", "spot"),
    [
        ("venue: Elm Hall", ("elm-hall", "")),
        ("venue: the elm hall", ("elm-hall", "")),
        ("venue: OLD TOWN HALL", ("elm-hall", "")),
        ("venue: erabliere mill", ("mill", "")),
        ("venue: River Park", ("park", "")),
        ("venue: mill\nroom: Weaving loft", ("mill", "loft")),
        ("venue: mill\nroom: the weaving loft", ("mill", "loft")),
        ("room: attic2", ("elm-hall", "attic-2")),
        ("room: Vaulted cellar", ("elm-hall", "cellar")),
        ("venue: elm-hall\naddress: 4 Elm Road", ("elm-hall", "")),
        ("venue:\n  - mill", ("mill", "")),
        ("venue: [mill]\nroom: [loft]", ("mill", "loft")),
    ],
)
def test_a_venue_and_a_room_are_read_by_their_names(lines: str, spot: tuple[str, str]) -> None:
    place = event_of(lines).place
    assert (place.venue, place.room) == spot


@pytest.mark.parametrize(
    ("lines", "spot"),
    [
        ("venue: Weaving Loft", ("mill", "loft")),
        ("venue: Elm Hall, Attic 2", ("elm-hall", "attic-2")),
        ("venue: Attic 2 at Elm Hall", ("elm-hall", "")),
        ("venue: Elm Hall, 4 Elm Road, Oak Valley", ("elm-hall", "")),
        ("venue: 9 Canal Road", ("mill", "")),
    ],
)
def test_other_words_for_one_place_are_read_and_it_is_said_how(lines: str, spot: tuple[str, str]) -> None:
    event, problems = read(lines)
    if "at Elm" in lines:
        assert event is None
        return
    assert event is not None
    assert (event.place.venue, event.place.room) == spot
    [said] = problems
    assert said.rule.id == "read-as"
    assert said.fix is not None
    assert read(paste(f"{EVENT}{lines}", said.fix).removeprefix(EVENT))[1] == []


@pytest.mark.parametrize(
    ("lines", "pasted"),
    [
        ("venue: Town Hall, 3 Oak Road", "address: Town Hall, 3 Oak Road"),
        ("venue: Town Hall\naddress: 3 Oak Road", "address: Town Hall, 3 Oak Road"),
        ("venue: Rink\nroom: Bench 3", "address: Bench 3, Rink"),
        ("venue: elm hal", "venue: elm-hall"),
        ("venue: https://meet.elm.example/1", "online: https://meet.elm.example/1"),
        ("location: Town Hall, 3 Oak Road", "address: Town Hall, 3 Oak Road"),
        ("location: elm hall", "venue: elm-hall"),
        ("location: Vaulted Cellar", "venue: elm-hall\nroom: cellar"),
        ("location: {name: Rink, address: {streetAddress: 1 Ice St}}", "address: Rink, 1 Ice St"),
        ("location: confidental", "location: confidential"),
        ("venue: park\nroom: Shed 4", 'venue: park\naccess_note: "Room: Shed 4"'),
        ("room: cellr", "room: cellar"),
        ("room: vaulted-cellar", "room: cellar"),
        ("venue: [mill, park]", "venue: mill"),
        ("venue: elm-hall\naddress: 7 Far Street", "venue: elm-hall"),
    ],
)
def test_a_place_nobody_knows_is_answered_with_the_line_that_says_it(lines: str, pasted: str) -> None:
    _, problems = read(lines)
    [error] = [problem for problem in problems if problem.is_error]
    assert error.fix is not None
    assert "none are listed" not in error.hint
    mended = paste(f"{EVENT}{lines}", error.fix).removeprefix(EVENT)
    assert mended == pasted
    assert not any(problem.is_error for problem in read(mended)[1])


WEEKLY = "repeat: weekly, 3 times\nchanges:\n  2027-02-17: "


@pytest.mark.parametrize(
    ("place", "room", "spot"),
    [
        ("", "cellar", ("elm-hall", "cellar")),
        ("", "Attic 2", ("elm-hall", "attic-2")),
        ("venue: mill\nonline: https://meet.elm.example/1\n", "Weaving Loft", ("mill", "loft")),
    ],
)
def test_another_room_on_one_date_is_in_the_building_of_the_event(
    place: str, room: str, spot: tuple[str, str]
) -> None:
    event = event_of(f"{place}{WEEKLY}{{room: {room}}}")
    [change] = event.changes
    assert change.place is not None
    assert (change.place.venue, change.place.room) == spot
    assert change.place.online == event.place.online


def test_a_room_that_the_building_of_the_event_has_not_is_answered_with_its_rooms() -> None:
    _, [error] = read(f"venue: mill\n{WEEKLY}{{room: Cellar}}")
    assert "Its rooms are: loft." in error.hint
    assert error.fix is not None


@pytest.mark.parametrize(
    ("given", "tags"),
    [
        ("English", ("en",)),
        ("[Arabic, Tigrinya]", ("ar", "ti")),
        ("anglais, arabe", ("en", "ar")),
        ("français", ("fr",)),
        ("francais", ("fr",)),
        ("العربية", ("ar",)),
        ("ਪੰਜਾਬੀ", ("pa",)),
        ("inglés", ("en",)),
        ("English and French", ("en", "fr")),
        ("en/fr", ("en", "fr")),
        ("eng", ("en",)),
        ("zh-hant", ("zh-Hant",)),
        ("Mandarin", ("zh",)),
        ("Twi", ("tw",)),
        ("ASL", ("ase",)),
    ],
)
def test_a_language_is_read_by_its_name_in_any_language_of_the_board_or_its_own(
    given: str, tags: tuple[str, ...]
) -> None:
    assert event_of(f"languages: {given}").languages == tags
    assert event_of(f"interpretation: {given}").interpretation == tags


def test_a_language_nobody_knows_is_answered_with_the_name_most_like_it_or_with_usual_ones() -> None:
    _, [near] = read("languages: [English, Spansh]")
    assert near.hint == "Did you mean: languages: [English, Spanish]"
    _, [unknown] = read("languages: Xyzzyish")
    assert "English, French" in unknown.hint
    assert not {"tag", "BCP"} & set(f"{unknown.message} {unknown.hint}".replace(".", " ").split())


@pytest.mark.parametrize(
    ("line", "field", "terms"),
    [
        ("categories: Kite Flying", "categories", ("kites",)),
        ("categories: cerfs volants", "categories", ("kites",)),
        ("categories: [Cometas, Books and reading]", "categories", ("kites", "books")),
        ("categories: Échecs et jeux, livres", "categories", ("books",)),
        ("needs: nourriture", "needs", ("eat",)),
        ("welcome: Personnes aînées", "welcome", ("seniors",)),
    ],
)
def test_words_of_the_board_are_read_by_their_labels(line: str, field: str, terms: tuple[str, ...]) -> None:
    event, _ = read(line)
    assert event is not None
    assert getattr(event, field) == terms


@pytest.mark.parametrize(
    ("typed", "audience"), [("Adultes", "19+"), ("tout public", "general"), ("KIDS", "6-11"), ("0–5", "0-5")]
)
def test_an_audience_is_read_by_its_label(typed: str, audience: str) -> None:
    assert event_of(f"audience: {typed}").audience == audience


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("obligatoire", RegistrationKind.REQUIRED),
        ("Recommandée", RegistrationKind.RECOMMENDED),
        ("réservation conseillée", RegistrationKind.RECOMMENDED),
        ("sur inscription", RegistrationKind.REQUIRED),
        ("Drop in", RegistrationKind.DROP_IN),
        ("إلزامي", RegistrationKind.REQUIRED),
        ("{kind: conseillée, phone: 555-0111}", RegistrationKind.RECOMMENDED),
    ],
)
def test_how_to_sign_up_is_read_in_any_language(typed: str, kind: RegistrationKind) -> None:
    assert event_of(f"registration: {typed}").registration.kind is kind


def test_partners_are_read_by_their_names() -> None:
    assert event_of("hosts: Kite Friends").hosts == ("kites",)


@pytest.mark.parametrize(
    ("lines", "kept", "pasted"),
    [
        ("categories: [kites, zeppelins]", ("kites",), "categories: kites"),
        ("categories: zeppelins", ("other",), ""),
        ("categories: [kits, zeppelins]", ("other",), "categories: kites"),
    ],
)
def test_an_unknown_category_is_left_out_and_the_words_are_listed(
    lines: str, kept: tuple[str, ...], pasted: str
) -> None:
    event, [warning] = read(lines)
    assert event is not None
    assert event.categories == kept
    assert warning.rule.id == "unknown-word"
    assert not warning.is_error
    assert warning.fix is not None
    assert paste(f"{EVENT}{lines}", warning.fix).removeprefix(EVENT.rstrip()).strip() == pasted
    if pasted != "categories: kites" or "kits" not in lines:
        assert "storytime, books" in warning.hint


def test_a_partners_own_categories_stand_where_none_is_known() -> None:
    files = {path: text.encode() for path, text in {**FILES, PATH: f"{EVENT}categories: zeppelins\n"}.items()}
    files["partners/elm.yaml"] += b"  \n"
    files["partners/elm.yaml"] = files["partners/elm.yaml"].replace(
        b"cost: free", b"cost: free, categories: kites"
    )
    board = load_board(Sources(files)).board
    assert board is not None
    assert board.events["elm/kites"].categories == ("kites",)


@pytest.mark.parametrize(
    "lines", ["categories: '[]'", 'needs: "[]"', "welcome: []", "contact: '{}'", "end_note:", "area: ~"]
)
def test_nothing_in_quotes_is_nothing(lines: str) -> None:
    event, _ = read(lines)
    assert event is not None


def test_a_list_of_one_is_that_one() -> None:
    text = (
        "title: [Kites]\nstart: ['2027-02-10 18:00']\nend:\n- 19:00\nstatus: [full]\n"
        "contact: [{phone: [555-0111]}]\n"
    )
    files = {path: each.encode() for path, each in {**FILES, PATH: text}.items()}
    board = load_board(Sources(files)).board
    assert board is not None
    event = board.events["elm/kites"]
    assert (event.text.title, event.status.value, event.contact.phone) == ("Kites", "full", "555-0111")
    assert event.series[0].start.date() == date(2027, 2, 10)  # type: ignore[union-attr]
