"""Listings in languages the board itself does not speak: shown as they are, marked, and labelled."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.site.building import Ran, build

BOARD = """\
title: Oak Bend Board
url: https://board.oakbend.example/
uid_domain: oakbend.example
timezone: Europe/Dublin
languages: [en, fr, ar]
"""
PARTNER = """\
name: Oak Bend Library
contact: {phone: "555-0100"}
"""
VENUE = """\
name: Mill Hall (upstairs)
address: 12 Mill Street, Oak Bend.
"""
TITLES = {
    "es": "Club de lectura en español",
    "uk": "Українські казки",
    "ti": "ጽውጽዋይ ብትግርኛ",
    "pa": "ਪੰਜਾਬੀ ਕਹਾਣੀਆਂ",
    "cr": "ᓀᐦᐃᔭᐍᐏᐣ",
    "oj": "Anishinaabemowin",
}
UNSPELLABLE = """\
title: ጽውጽዋይ
start: 2027-01-20 10:00
venue: hall
text_language: ti
"""
"""A file whose name has no letter an address can hold."""
CANCELLED = """\
title: Supper
start: 2027-01-21 18:00
venue: hall
status: cancelled
status_note: No stove.
"""
TRANSLATED = {"fr": "Souper", "ar": "عشاء"}
LABELS = {
    "": dict(
        zip(
            TITLES,
            (
                f"This text is in {name}."
                for name in ("Spanish", "Ukrainian", "Tigrinya", "Punjabi", "Cree", "Ojibwe")
            ),
            strict=True,
        )
    ),
    "fr/": dict(
        zip(
            TITLES,
            (
                f"Ce texte est en {name}."
                for name in ("espagnol", "ukrainien", "tigrigna", "pendjabi", "cri", "ojibwé")
            ),
            strict=True,
        )
    ),
    "ar/": dict(
        zip(
            TITLES,
            (
                f"هذا النص ب{name}."
                for name in (
                    "الإسبانية",
                    "الأوكرانية",
                    "التغرينية",
                    "البنجابية",
                    "لغة الكري",
                    "لغة الأوجيبوي",
                )
            ),
            strict=True,
        )
    ),
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board of an English, a French and an Arabic edition with a listing in each of six other languages."""
    folder = tmp_path_factory.mktemp("listings")
    content = folder / "content"
    for place in ("events/oak", "partners", "venues"):
        (content / place).mkdir(parents=True)
    (content / "board.yaml").write_text(BOARD, "utf-8")
    (content / "partners" / "oak.yaml").write_text(PARTNER, "utf-8")
    (content / "venues" / "hall.yaml").write_text(VENUE, "utf-8")
    for number, (tag, title) in enumerate(TITLES.items()):
        record = (
            f"---\ntitle: {title}\nstart: 2027-01-16 1{number}:00\nend: 20:30\nvenue: hall\n"
            f"text_language: {tag}\nlanguages: [{tag}, ar]\ncategories: language\ncost: free\n---\n{title}.\n"
        )
        (content / "events" / "oak" / f"circle-{tag}.md").write_text(record, "utf-8")
    (content / "events" / "oak" / "supper.yaml").write_text(CANCELLED, "utf-8")
    for tag, title in TRANSLATED.items():
        translation = content / "events" / "oak" / f"supper.{tag}.md"
        translation.write_text(f"---\ntitle: {title}\n---\n{title}.\n", "utf-8")
    (content / "events" / "oak" / "ጽውጽዋይ.yaml").write_text(UNSPELLABLE, "utf-8")
    built: Ran = build(content, folder / "public")
    assert built.code == 0, built.said
    return folder / "public"


def page(public: Path, route: str) -> str:
    return (public / route / "index.html").read_text("utf-8")


@pytest.mark.parametrize("tag", TITLES)
@pytest.mark.parametrize("edition", LABELS)
def test_a_listing_is_shown_as_written_marked_and_labelled(public: Path, edition: str, tag: str) -> None:
    text = page(public, f"{edition}events/oak/circle-{tag}/")
    turned = ' dir="ltr"' if edition == "ar/" else ""
    assert f'<span lang="{tag}"{turned}>{TITLES[tag]}</span></h1>' in text
    assert f'<div class="prose" lang="{tag}"{turned}>\n<p>{TITLES[tag]}.</p>' in text
    assert f'<p class="untranslated">{LABELS[edition][tag]}</p>' in text


@pytest.mark.parametrize("edition", LABELS)
def test_lists_mark_the_title_of_each_listing(public: Path, edition: str) -> None:
    text = page(public, f"{edition}events/")
    for tag, title in TITLES.items():
        assert re.search(rf'<a href="[^"]+" lang="{tag}"[^>]*>{title}</a>', text), tag


@pytest.mark.parametrize(("edition", "word"), [("", "Cree"), ("fr/", "Cri"), ("ar/", "لغة الكري")])
def test_each_language_has_its_list_under_a_name_people_read(public: Path, edition: str, word: str) -> None:
    text = page(public, f"{edition}languages/")
    assert re.search(rf'<a href="[^"]*languages/cr/"[^>]*>{word}</a>', text)


def test_arabic_pages_read_from_right_to_left_with_numbers_as_they_are_dialled(public: Path) -> None:
    text = page(public, "ar/events/oak/circle-es/")
    assert '<html lang="ar" dir="rtl">' in text
    assert re.search(r'<a href="tel:5550100" dir="ltr">555-0100</a>', text)
    assert "من\u00a010:00 إلى\u00a020:30" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_a_name_no_address_can_spell_gets_a_slug_and_uid_of_its_own(public: Path) -> None:
    digest = sha256(normalize("NFC", "ጽውጽዋይ").encode()).hexdigest()[:8]
    text = page(public, f"ar/events/oak/e-{digest}/")
    assert '<span lang="ti" dir="ltr">ጽውጽዋይ</span></h1>' in text
    calendar = (public / "ar/events/calendar.ics").read_text("utf-8")
    assert f"UID:oak/e-{digest}@oakbend.example" in calendar
    assert "SUMMARY;LANGUAGE=ti:ጽውጽዋይ" in calendar


@pytest.mark.parametrize(("edition", "status"), [("fr/", "Annulé\u00a0: "), ("ar/", "ملغاة: ")])
def test_feeds_of_a_language_say_which_and_put_the_status_in_its_words(
    public: Path, edition: str, status: str
) -> None:
    tag = edition.rstrip("/")
    for feed in ("new.rss", "coming-up.rss"):
        news = (public / edition / "events" / feed).read_text("utf-8")
        assert f"<language>{tag}</language>" in news
    calendar = (public / edition / "events/calendar.ics").read_text("utf-8").replace("\r\n ", "")
    assert f"SUMMARY;LANGUAGE={tag}:{status}{TRANSLATED[tag]}" in calendar
    assert "LOCATION:Mill Hall (upstairs)\\, 12 Mill Street\\, Oak Bend." in calendar
    assert f'"language": "{tag}"' in (public / edition / "events/new.json").read_text("utf-8")
