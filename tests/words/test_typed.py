"""Repeats, days, times and lengths as people type them, in English and in French."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bulletin.formats.dates import DateRefused, parse_date_range, parse_duration, parse_moment, parse_time
from bulletin.formats.repeat import Spec, format_repeat, parse_repeat
from bulletin.model.place import DayRange

REPEATS = {
    "en": {
        "every other Tuesday": [
            "Tuesdays every two weeks",
            "once every 2 weeks on Tuesday",
            "alternate Tuesdays",
        ],
        "second Tuesday of the month": [
            "every second Tuesday of the month",
            "the 2nd Tuesday of each month",
            "monthly on the second Tuesday",
            "once a month on the second Tuesday",
        ],
        "first and third Monday of the month": ["1st & 3rd Mondays", "the first and the third Monday"],
        "weekdays": ["Monday to Friday", "Monday through Friday", "Mon-Fri", "every weekday"],
        "Tuesdays except July and August": [
            "every Tuesday except in July and August",
            "Tuesdays from September to June",
            "Tuesdays, September through June",
        ],
        "Tuesdays from 19:00 to 21:00": ["Tuesdays 7pm to 9pm", "every Tuesday from 7:00 pm to 9:00 p.m."],
        "Tuesdays from 10:00 to 14:00": ["Tuesdays 10:00-2:00 pm"],
        "Tuesdays at 12:00": ["Tuesdays at noon"],
        "Thursdays": ["once a week on Thursday", "weekly on Thursdays"],
        "Tuesdays except 1 July 2027 to 31 August 2027": [
            "Tuesdays except from 1 July 2027 to 31 August 2027"
        ],
    },
    "fr": {
        "tous les mardis": [
            "chaque mardi",
            "le mardi",
            "une fois par semaine le mardi",
            "hebdomadaire, mardi",
        ],
        "un mardi sur deux": [
            "tous les deux mardis",
            "aux deux semaines le mardi",
            "le mardi, aux deux semaines",
            "toutes les deux semaines le mardi",
            "tous les quinze jours le mardi",
        ],
        "le premier lundi du mois": [
            "le 1er lundi de chaque mois",
            "tous les premiers lundis du mois",
            "une fois par mois le premier lundi",
        ],
        "le premier et le troisième lundi du mois": ["les 1er et 3e lundis du mois", "1er et 3e lundi"],
        "l’avant-dernier vendredi du mois": ["avant-dernier vendredi"],
        "les jours de semaine": ["du lundi au vendredi", "de lundi à vendredi", "en semaine"],
        "les jours de semaine de 9 h à 17 h": ["du lundi au vendredi de 9h à 17h00"],
        "tous les mardis sauf en juillet": ["chaque mardi sauf en juillet", "le mardi, sauf juillet"],
        "tous les mardis en janvier": ["les mardis du mois de janvier", "les mardis de janvier"],
        "tous les mardis à 19 h 30": ["le mardi à 19h30", "les mardis 19 h 30", "mardi à 19:30"],
        "tous les mardis de 10 h à 12 h": ["le mardi entre 10 h et midi"],
        "tous les ans le 1er avril": [
            "le 1er avril",
            "chaque année le 1er avril",
            "une fois par an le 1er avril",
        ],
        "tous les ans le 3 mars": ["le 3 mars", "le 3 mars de chaque année"],
        "tous les ans le premier samedi d’août": ["le premier samedi d’août chaque année"],
        "tous les mardis sauf du 1er juillet 2027 au 31 août 2027": [
            "le mardi, sauf du 1er juillet 2027 au 31 août 2027",
        ],
        "tous les mardis sauf le 1er juin 2027 et du 1er juillet 2027 au 31 août 2027": [],
        "un mois sur deux le 1er du mois de 0 h à 1 h": [],
    },
}
TYPED = [
    (language, typed, meant)
    for language, phrases in REPEATS.items()
    for meant, forms in phrases.items()
    for typed in (meant, *forms)
]


@pytest.mark.parametrize(("language", "typed", "meant"), TYPED, ids=lambda value: str(value))
def test_a_repeat_is_read_as_people_say_it_and_said_back(language: str, typed: str, meant: str) -> None:
    spec = parse_repeat(typed, (language,))
    assert isinstance(spec, Spec), spec
    assert format_repeat(spec, language) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("every second Tuesday", "can be read in two ways"),
        ("Tuesdays 7:00-9:00 pm", "can be morning or evening"),
        ("Tuesday dawns", "the word “dawns” is not known in a repeat"),
    ],
)
def test_what_can_mean_two_things_is_asked_about_and_never_guessed(typed: str, said: str) -> None:
    refusal = parse_repeat(typed)
    assert isinstance(refusal, DateRefused)
    assert said in refusal.message
    assert refusal.hint


def test_nobody_is_asked_whether_a_word_means_itself() -> None:
    refusal = parse_repeat("tous les samedis jusqu’à la fin juin", ("fr",))
    assert isinstance(refusal, DateRefused)
    assert "did you mean" not in refusal.message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le mercredi 3 mars 2027 à 19 h 30", datetime(2027, 3, 3, 19, 30)),
        ("mercredi le 3 mars 2027", date(2027, 3, 3)),
        ("1er avril 2027", date(2027, 4, 1)),
        ("3 mars 2027 à midi", datetime(2027, 3, 3, 12)),
        ("15 févr. 2027, 9h", datetime(2027, 2, 15, 9)),
        ("March 3rd, 2027 at noon", datetime(2027, 3, 3, 12)),
        ("Wed March 3 2027, 7:30 p.m.", datetime(2027, 3, 3, 19, 30)),
        ("3 مارس 2027 الساعة 7 مساءً", datetime(2027, 3, 3, 19)),
        ("3 آذار 2027", date(2027, 3, 3)),
    ],
)
def test_a_day_and_its_time_are_read_as_people_write_them(typed: str, meant: date) -> None:
    assert parse_moment(typed, ("en", "fr", "ar")) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19 h 30", time(19, 30)),
        ("19 h", time(19)),
        ("midi", time(12)),
        ("noon", time(12)),
        ("7.30pm", time(19, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, meant: time) -> None:
    assert parse_time(typed, ("en", "fr")) == meant


def test_lengths_and_ranges_are_read_as_people_write_them() -> None:
    assert parse_duration("1 heure 30", ("fr",)) == timedelta(hours=1, minutes=30)
    assert parse_duration("1 hour and 30 minutes") == timedelta(hours=1, minutes=30)
    august = DayRange(date(2027, 7, 1), date(2027, 8, 31))
    assert parse_date_range("du 1er juillet 2027 au 31 août 2027", ("fr",)) == august
    assert parse_date_range("from 1 July to 31 August 2027") == august


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("every 2 days", "كل يومين"),
        ("every 3 days", "كل 3 أيام"),
        ("every 11 days", "كل 11 يومًا"),
        ("every 3 months on the third Thursday", "كل 3 أشهر، يوم الخميس الثالث"),
        ("every 12 years", "كل 12 سنة"),
        ("Tuesdays", "أيام الثلاثاء"),
        ("weekends", "يومي السبت والأحد"),
        ("Mondays, Tuesdays and Fridays", "أيام الاثنين والثلاثاء والجمعة"),
        ("last Friday except July and August", "يوم الجمعة الأخير من كل شهر ما عدا يوليو وأغسطس"),
        ("every year on the second Monday in October", "كل سنة، يوم الاثنين الثاني من أكتوبر"),
        ("Mondays, once", "أيام الاثنين، مرة واحدة"),
        ("Mondays, 2 times", "أيام الاثنين، مرتين"),
        ("Mondays, 10 times", "أيام الاثنين، 10 مرات"),
        ("Mondays, 11 times", "أيام الاثنين، 11 مرة"),
        ("Mondays, 100 times", "أيام الاثنين، 100 مرة"),
        ("Mondays, 103 times", "أيام الاثنين، 103 مرات"),
    ],
)
def test_what_is_counted_agrees_with_its_number_in_arabic(typed: str, said: str) -> None:
    spec = parse_repeat(typed)
    assert isinstance(spec, Spec)
    assert format_repeat(spec, "ar") == said
