"""Whatever stands on a page in another language than the page's says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.building import TOWN, build
from tests.words.reading_pages import words_of

BOARD = """\
title: Oak Bend Board
tagline: What is on
url: https://board.oakbend.example/
uid_domain: oakbend.example
timezone: Europe/Dublin
languages: [en, fr, ar]
locales: {en: en-CA, fr: fr-CA}
notices:
  - text: "**Closed** on Monday."
"""
FILES = {
    "partners/oak.yaml": "name: Oak Bend Library\nagreement: {credit_line: With thanks to the Friends}\n"
    "contact: {phone: 555-0100}\n",
    "partners/cercle.yaml": "name: Cercle du Bouleau\ntext_language: fr\ncontact: {phone: 555-0107}\n",
    "venues/hall.yaml": """\
name: Mill Hall
address: 12 Mill Street
entrance: Side door
transit: Bus 4
parking: Behind the hall
hours: Mon-Fri 9-5
phone: 555-0142
rooms: {attic: {name: Attic}}
access:
  step_free: no, two steps at the door
""",
    "events/oak/quiz.yaml": """\
title: Quiz night
start: 2027-01-19 19:00
repeat: Tuesdays, 8 times
venue: hall
room: attic
summary: Four rounds.
cost: [{label: Members, amount: 2, note: at the door}, {label: Others, amount: 4}]
ages: 12 and up
bring: [a pencil, a friend, cake]
documents: [No ID needed for children, a library card]
access:
  quiet_space: yes, in the attic
access_note: Knock twice.
status: tentative
status_note: The hall may be flooded.
series: Winter evenings
changes:
  2027-01-26: {label: opening night, note: with a band, venue: hall}
""",
    "events/cercle/lecture.yaml": """\
title: Soirée de lecture
start: 2027-01-20 19:00
venue: hall
languages: fr
status: full
status_note: La salle est pleine.
bring: [un livre, un coussin]
""",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marks")
    for name, text in {"board.yaml": BOARD, **FILES}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    built = build(folder / "content", folder / "public")
    assert built.code == 0, built.said
    return folder / "public"


def marked(public: Path, route: str) -> dict[str, str]:
    """Text → the language it stands in, of one page."""
    return {text: language for language, text in words_of(public / route / "index.html")}


@pytest.mark.parametrize("prefix", ["fr", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        "Quiz night",
        "Four rounds.",
        "Mill Hall, Attic",
        "12 Mill Street",
        "Side door",
        "Bus 4",
        "two steps at the door",
        "in the attic",
        "Knock twice.",
        "The hall may be flooded.",
        "No ID needed for children.",
        "a library card",
        "a pencil, a friend and cake",
        "Members",
        "at the door",
        "12 and up",
        "Winter evenings",
        "opening night",
        "with a band",
        "Oak Bend Library",
        "Oak Bend Board",
        "What is on",
        "Closed",
    ],
)
def test_what_an_english_record_says_is_marked_as_english_elsewhere(
    public: Path, prefix: str, text: str
) -> None:
    assert marked(public, f"{prefix}/events/oak/quiz")[text] == "en"


def test_what_a_french_record_says_is_marked_on_english_and_arabic_pages_and_not_on_french_ones(
    public: Path,
) -> None:
    for text in ("Soirée de lecture", "La salle est pleine.", "un livre et un coussin", "Cercle du Bouleau"):
        for prefix in ("", "ar/"):
            assert marked(public, f"{prefix}events/cercle/lecture").get(text) == "fr", (prefix, text)
    french = (public / "fr/events/cercle/lecture/index.html").read_text("utf-8")
    assert 'lang="fr"' not in french.partition("<main")[2]
    assert "Apportez\u00a0: un livre et un coussin." in french


def test_pages_of_places_and_partners_mark_their_names(public: Path) -> None:
    venue = marked(public, "ar/venues/hall")
    for text in ("Mill Hall", "Behind the hall", "Mon-Fri 9-5", "Attic", "two steps at the door"):
        assert venue[text] == "en", text
    assert venue["555-0142"] == "ar"
    assert marked(public, "fr/partners/oak")["With thanks to the Friends"] == "en"
    assert marked(public, "partners")["Cercle du Bouleau"] == "fr"


def test_a_page_in_the_language_of_all_its_records_has_no_lang_attributes(public: Path) -> None:
    main = (public / "events/oak/quiz/index.html").read_text("utf-8").partition("<main")[2]
    assert " lang=" not in main


def test_a_cancelled_title_of_a_month_is_marked_without_the_word_before_it(public: Path) -> None:
    cell = (public / "ar/events/2027/01/index.html").read_text("utf-8")
    found = re.search(
        r'<span class="unseen">غير مؤكّدة </span><span lang="en" dir="ltr">Quiz night</span>', cell
    )
    assert found is not None


LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
SIGNS = re.compile(
    r"[\w.]+@[\w.-]+|\bRSS\b|\bAtom\b|JSON Feed|\bASL\b|Wi-Fi|PDF|2SLGBTQ"
    r"|Google|Outlook|Apple|iPhone|iPad|Mac|Android|Thunderbird|ICSx5|Windows|NetNewsWire|WordPress|HTML|Feedly|Inoreader"
)
"""What is written in Latin letters in any language."""


def test_no_latin_word_stands_unmarked_on_any_arabic_page_of_the_sample_town(town: Path) -> None:
    unmarked = {
        text
        for page in (town / "ar").rglob("*.html")
        for language, text in words_of(page)
        if language == "ar" and LATIN.search(SIGNS.sub("", text))
    }
    assert unmarked == set()


ONLY_ARABIC = re.compile(r"[\W\d]*[\u0620-\u064a][\u0600-\u06ff\W\d]*")
"""Greetings in five languages on one line are the writer's own, and cannot be told apart."""


def test_no_arabic_word_stands_unmarked_on_other_pages_of_the_sample_town(town: Path) -> None:
    pages = [page for page in town.rglob("*.html") if "ar" not in page.relative_to(town).parts[:1]]
    unmarked = {
        text
        for page in pages
        for language, text in words_of(page)
        if language != "ar" and ONLY_ARABIC.fullmatch(text)
    }
    assert unmarked == set()


@pytest.mark.parametrize(
    ("prefix", "label"), [("fr", "Ce texte est en anglais."), ("ar", "هذا النص بالإنجليزية.")]
)
def test_every_event_without_a_translation_stands_in_its_own_language_and_says_so(
    town: Path, prefix: str, label: str
) -> None:
    events = [
        path
        for path in (TOWN / "events").glob("*/*")
        if path.suffix in (".yaml", ".md") and "." not in path.stem
    ]
    translated = [path for path in events if path.with_name(f"{path.stem}.{prefix}.md").exists()]
    assert len(translated) >= 10
    labelled = 0
    for path in events:
        page = town / prefix / "events" / path.parent.name / path.stem / "index.html"
        text = page.read_text("utf-8")
        foreign = re.search(r"^text_language: *(\w+)", path.read_text("utf-8"), re.MULTILINE)
        if path in translated:
            assert 'class="untranslated"' not in text, path
            assert re.search(r"<h1>(?:<strong.*?</strong> )?<span>", text), path
        elif path.parent.name != "cercle-francophone" and not foreign:
            assert label in text, path
            assert re.search(r'<h1>(?:<strong.*?</strong> )?<span lang="en"', text), path
            labelled += 1
    assert labelled >= 40
