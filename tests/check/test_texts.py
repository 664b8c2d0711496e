from __future__ import annotations

from typing import Any

import pytest

from tests.check.small_boards import BOARD, event, problems_of, rules_of, rules_of_event

PATH = "events/oak/story-time.yaml"


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Chair yoga on Tuesday, February 9", "Chair yoga"),
        ("Chair yoga (9 February 2027)", "Chair yoga"),
        ("Feb. 9: Chair yoga", "Chair yoga"),
        ("Yoga – 2027-02-09", "Yoga"),
        ("Yoga 9/2/2027", "Yoga"),
        ("Café du 9 février", "Café"),
        ("Yoga 9.2.2027", "Yoga"),
    ],
)
def test_a_date_in_a_title_is_asked_about_and_the_title_offered_without_it(title: str, left: str) -> None:
    found = problems_of({PATH: event(title=title)})

    assert [problem.rule.id for problem in found] == ["title-with-date"]
    assert found[0].fix is not None
    assert found[0].fix.lines == (f"title: {left}",)


@pytest.mark.parametrize(
    "title",
    [
        "Dads' Saturday Pancakes",
        "March for Science",
        "May Day Parade",
        "Budget 2027",
        "Ages 6-11 coding",
        "English 10 and 12",
        "The second 50 years",
        "Full STEAM ahead",
        "Full moon walk",
        "A full house of cards",
        "Cancelled stamps and other curiosities",
        "ESL café",
        "CPR and AED",
        "NASA",
        "Beading Circle (ᓀᐦᐃᔭᐍᐏᐣ)",
        "カラオケ",
        "قصص للأطفال",
        "Who's Afraid of Virginia Woolf?",
        "Oklahoma!",
        "Python 3.11.14 and you",
        "You may 3D print",
    ],
)
def test_an_honest_title_is_left_alone(title: str) -> None:
    assert rules_of_event(title=title, audience="6-11") == []


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("CANCELLED - Supper club", ("title: Supper club", "status: cancelled")),
        ('"[CANCELED] Supper club"', ("title: Supper club", "status: cancelled")),
        ("Supper club (postponed)", ("title: Supper club", "status: postponed")),
        ("Supper club – sold out!", ("title: Supper club", "status: full")),
        ("Supper club FULL", ("title: Supper club", "status: full")),
        ('"Annulé : Café-causerie"', ("title: Café-causerie", "status: cancelled")),
    ],
)
def test_a_status_in_a_title_is_offered_as_a_status(title: str, lines: tuple[str, ...]) -> None:
    found = problems_of({PATH: event(title=title)})

    assert [problem.rule.id for problem in found] == ["title-with-status"]
    assert found[0].fix is not None
    assert found[0].fix.lines == lines


def test_a_status_that_is_already_a_field_is_not_offered_twice() -> None:
    found = problems_of({PATH: event(title="CANCELLED - Supper", status="cancelled", status_note="Flu.")})
    assert found[0].fix is not None
    assert found[0].fix.lines == ("title: Supper",)


@pytest.mark.parametrize("title", ["COME TO THE BIG BINGO", "BINGO NIGHT AT THE HALL", "Bingo!!! Bingo!!!"])
def test_shouting_is_asked_about(title: str) -> None:
    assert rules_of_event(title=title) == ["shouting-title"]


@pytest.mark.parametrize(
    ("title", "calm"),
    [
        ("COME TO THE BIG BINGO", "Come to the Big Bingo"),
        ("NASA NIGHT AT THE YMCA!!", "NASA Night at the YMCA"),
        ("BBQ WITH MCDONALD AND O'BRIEN", "BBQ with McDonald and O'Brien"),
        ("WORLD WAR II IN 3D", "World War II in 3D"),
        ("OAK CLUB MONDAY BINGO", "Oak Club Monday Bingo"),
        ("SPRING FAIR AT HALL", "Spring Fair at Hall"),
        ("THE 100TH BIRTHDAY OF LOUIS XIV", "The 100th Birthday of Louis XIV"),
    ],
)
def test_a_title_offered_for_capitals_keeps_names_as_names(title: str, calm: str) -> None:
    (found,) = problems_of({PATH: event(title=title)})
    assert found.fix is not None
    assert found.fix.lines == (f"title: {calm}",)
    assert rules_of_event(title=calm) == []


def test_capitals_in_french_become_small_letters() -> None:
    (found,) = problems_of({PATH: event(title="ATELIER DE SOUDURE À LA GARE", text_language="fr")})
    assert found.fix is not None
    assert found.fix.lines == ("title: Atelier de soudure à la gare",)


@pytest.mark.parametrize(
    "title",
    ["McDonald House", "COME to the BIG BINGO", "NASA, ESA and JAXA", "DVDs and CDs", "BBQ & DIY: Level III"],
)
def test_mixed_letters_are_not_shouting(title: str) -> None:
    assert "shouting-title" not in rules_of_event(title=f'"{title}"')


@pytest.mark.parametrize("title", ["'[CANCELLED] Yoga'", "CANCELLED BIG YOGA NIGHT"])
def test_a_status_in_capitals_is_asked_about_as_a_status_only(title: str) -> None:
    assert rules_of_event(title=title) == ["title-with-status"]


def test_the_length_of_a_title_is_advice_at_both_ends() -> None:
    assert rules_of_event(title="Go") == ["title-length"]
    assert rules_of_event(title="Tea") == []
    assert rules_of_event(title="a" * 100) == []
    assert rules_of_event(title="a" * 101) == ["title-length"]


def test_an_emoji_is_no_title() -> None:
    assert "title-without-words" in rules_of_event(title="🎂🎉🎈")
    assert rules_of_event(title="🎂 Birthday") == []


@pytest.mark.parametrize(
    ("description", "is_private"),
    [
        ("Call Rose at 555-0199.", True),
        ("Call +1 (613) 555-0199.", True),
        ("Téléphonez au 06 12 34 56 78.", True),
        ("Call the club, 555-0101.", False),
        ("Call (613) 555-0101.", False),
        ("Call the hall, 555-0102, or the board, 555-0100.", False),
        ("From 2027-02-15 to 2027-0219.", False),
        ("Room 555, 10-12 people, 1999-2027, 12:30-14:00.", False),
        ("Find us at https://oak.example/555-0199 online.", False),
    ],
)
def test_a_phone_number_that_is_nobodys_contact_is_asked_about(description: str, is_private: bool) -> None:
    found = problems_of({PATH: event(description=f'"{description}"')})

    assert [problem.rule.id for problem in found] == (["private-phone"] if is_private else [])
    assert not any("0199" in problem.message + problem.hint for problem in found)


def test_the_number_to_sign_up_and_the_events_own_contact_are_public() -> None:
    description = "Call 555-0177 or text 555-0178."
    registration, contact = "{kind: required, phone: 555-0177}", "{text: 555-0178}"
    assert rules_of_event(description=description, registration=registration, contact=contact) == []


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("Ring at 77 Hidden Lane.", True),
        ("Au 12, rue des Érables.", True),
        ("We meet at 18:00 and talk.", False),
        ("More than 20 Women came last year.", False),
    ],
)
def test_a_text_may_not_name_a_confidential_place(text: str, is_address: bool) -> None:
    secret: dict[str, Any] = {"venue": None, "location": "confidential", "description": f'"{text}"'}

    assert rules_of_event(**secret) == (["confidential-address"] if is_address else [])
    assert rules_of_event(description=f'"{text}"') == []


def test_long_texts_are_advised_to_be_shorter() -> None:
    assert rules_of_event(summary="a" * 160) == []
    assert rules_of_event(summary="a " * 80) == []
    assert rules_of_event(summary="a " * 80 + "bb") == ["long-summary"]
    assert rules_of_event(description="word " * 590) == []
    assert rules_of_event(description="word " * 610) == ["long-description"]


def test_a_translation_into_a_language_without_pages_is_reported() -> None:
    french = "---\ntitle: Heure du conte\n---\nUne histoire.\n"
    files = {PATH: event(), "events/oak/story-time.fr.md": french, "events/oak/story-time.es.md": french}

    assert [(p.ref.path, p.rule.id) for p in problems_of(files)] == [
        ("events/oak/story-time.es.md", "translation-language")
    ]


FRENCH_BOARD = BOARD.replace("America/Toronto", "Europe/Paris").replace("[en, fr]", "[fr]")


@pytest.mark.parametrize("name", ["story-time.yaml", "story-time.md"])
def test_a_private_number_and_address_are_told_on_their_line(name: str) -> None:
    fields = event(contact="{phone: 06 98 76 54 32, email: public@oak.example}")
    text = "Bring a cushion.\n\nAsk at +33 6 98 76 54 32 or public@oak.example.\n\n"
    text += "Sam: 06 12 34 56 78, sam@oak.example\n"
    lines = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    written = f"---\n{fields}---\n\n{text}" if name.endswith(".md") else f"{fields}description: |\n{lines}"
    found = problems_of({"board.yaml": FRENCH_BOARD, f"events/oak/{name}": written})
    at = next(number for number, line in enumerate(written.split("\n"), 1) if "Sam:" in line)
    told = [(problem.rule.id, problem.ref.line) for problem in found if problem.rule.id.startswith("private")]
    assert sorted(told) == [("private-email", at), ("private-phone", at)]
    assert not any("sam@" in problem.message or "56 78" in problem.message for problem in found)


def test_a_private_number_in_a_translation_is_told_of_the_translation() -> None:
    files = {
        "events/oak/story-time.yaml": event(),
        "events/oak/story-time.fr.md": "---\ntitle: Conte\n---\n\nSam : 613-555-0188\n",
    }
    [problem] = [each for each in problems_of(files) if each.rule.id == "private-phone"]
    assert (problem.ref.path, problem.ref.line) == ("events/oak/story-time.fr.md", 5)


@pytest.mark.parametrize("address", ["12 bis rue des Lilas", "Hauptstraße 5", "Calle Mayor 14", "via Roma 3"])
def test_an_address_is_recognised_as_its_country_writes_it(address: str) -> None:
    fields = event(venue=None, location="confidential", description=f"We meet at {address}, ring twice.")
    assert "confidential-address" in rules_of({"events/oak/story-time.yaml": fields})
