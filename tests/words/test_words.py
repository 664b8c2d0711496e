from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

from bulletin import words
from bulletin.files import list_package_folders, read_package_bytes
from bulletin.formats.repeat import format_repeat, parse_repeat
from bulletin.model.vocabulary import VOCABULARIES
from bulletin.render.html.templates import show_isolates
from bulletin.render.html.theme_words import flatten_words
from bulletin.render.html.themes import packaged_themes
from bulletin.words import available_languages, find_language, load_words
from bulletin.words.dates import DateWriter, direction, own_name
from bulletin.words.phrases import (
    beginnings_of_none,
    isolate,
    phrases_in,
    plural_rule,
    words_in_any_language,
)
from bulletin.words.spacing import hold_together

COMPLETE = ("en", "fr", "ar", "es")
WRITTEN_IN = {
    "es": "Spanish",
    "uk": "Ukrainian",
    "ti": "Tigrinya",
    "pa": "Punjabi",
    "cr": "Cree",
    "oj": "Ojibwe",
}
PARTS = ("phrases", "preview", "vocabulary", "theme")
OWN = re.compile(r"phrases: language\.")
"""Keys a language has where the CLDR does not name a language as it needs."""
PARAMETER = re.compile(r"\{([a-z_0-9]+)\}")


def texts_of(tree: Any) -> list[str]:
    """Every text in lists and maps."""
    if isinstance(tree, str):
        return [tree]
    return [
        text for each in (tree.values() if isinstance(tree, Mapping) else tree) for text in texts_of(each)
    ]


def said_in(language: str) -> dict[str, Any]:
    """Everything that is said in a language: "part: key" → text, or texts by plural form."""
    said = {f"phrases: {key}": value for key, value in load_words(language, "phrases").items()}
    said |= {f"preview: {key}": value for key, value in load_words(language, "preview").items()}
    for group in VOCABULARIES:
        for term, entry in load_words(language, "vocabulary").get(group, {}).items():
            entry = entry if isinstance(entry, Mapping) else {"label": entry}
            said |= {
                f"vocabulary: {group}/{term}/{name}": entry[name] for name in ("label", "no") if name in entry
            }
    theme = packaged_themes() / "plain" / "words" / f"{language}.yaml"
    if theme.exists():
        tree = yaml.load(theme.read_text("utf-8"), Loader=yaml.BaseLoader)
        said |= {f"theme: {key}": value for key, value in flatten_words(tree, str(theme))}
    return said


ENGLISH = said_in("en")


def plain_keys(said: Mapping[str, Any]) -> set[str]:
    return {key for key in said if key.startswith(PARTS) and not OWN.match(key)}


def test_english_comes_first_and_further_languages_are_folders() -> None:
    assert available_languages()[:1] == ("en",)
    assert set(COMPLETE) <= set(available_languages())


@pytest.mark.parametrize(
    ("tag", "found"), [("fr", "fr"), ("fr-CA", "fr"), ("FR_ca", "fr"), ("xx", ""), ("", ""), ("../en", "")]
)
def test_a_region_is_served_by_its_language(tag: str, found: str) -> None:
    assert find_language(tag) == found


def test_words_stay_the_text_that_was_typed() -> None:
    recurrence = load_words("en", "recurrence")
    assert "on" in recurrence["read"]["small"]
    assert recurrence["read"]["weekday"]["0"][0] == "Monday"


def test_a_part_a_language_does_not_have_is_empty() -> None:
    assert load_words("fr", "no-such-part") == {}
    assert load_words("xx", "recurrence") == {}
    assert load_words("en", "../en/recurrence") == {}


FILES = {
    "theme": "themes/plain/words/{}.yaml",
    **dict.fromkeys(("phrases", "preview", "vocabulary"), "bulletin/words/{}/{}.yaml"),
}


def test_no_language_lacks_a_word_of_english() -> None:
    """Names each missing key with the file it belongs into."""
    missing = [
        f"{FILES[part].format(language, part)}: {key}"
        for language in available_languages()
        for part, _, key in (
            found.partition(": ") for found in sorted(plain_keys(ENGLISH) - plain_keys(said_in(language)))
        )
    ]
    assert missing == [], "these words are missing:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", available_languages())
def test_no_language_says_what_english_does_not(language: str) -> None:
    assert sorted(plain_keys(said_in(language)) - plain_keys(ENGLISH)) == []


@pytest.mark.parametrize("language", available_languages())
def test_a_translation_has_the_parameters_of_the_english(language: str) -> None:
    said = said_in(language)
    wrong = {
        key: (form, sorted(wanted))
        for key, english in ENGLISH.items()
        if key in said and key.startswith(PARTS)
        for wanted in [{name for form in texts_of(english) for name in PARAMETER.findall(form)}]
        for form in texts_of(said[key])
        if not (found := set(PARAMETER.findall(form))) <= wanted | HOURS or wanted - found - {"n"} - HOURS
    }
    assert wrong == {}


HOURS = {"h", "h12", "mm"}
"""A language may write 6 pm by either clock, and a full hour without minutes."""


@pytest.mark.parametrize("language", available_languages())
def test_a_phrase_that_counts_has_every_plural_form_of_its_language(language: str) -> None:
    rule = plural_rule(language)
    forms = {rule(number) for number in range(1000)} | {"other"}
    said = said_in(language)
    counting = [key for key, entry in ENGLISH.items() if isinstance(entry, Mapping) and key.startswith(PARTS)]
    assert counting
    incomplete = {key: sorted(forms - set(said[key])) for key in counting if forms - set(said[key])}
    assert incomplete == {}
    # English has a form of its own for none at all, where it says something else.
    odd = {key: set(said[key]) - forms - {"zero", "many"} for key in counting}
    assert not any(odd.values()), odd


@pytest.mark.parametrize("language", available_languages())
def test_a_form_that_stands_for_several_numbers_says_which(language: str) -> None:
    rule = plural_rule(language)
    numbers: dict[str, set[int]] = {}
    for number in range(1000):
        numbers.setdefault(rule(number), set()).add(number)
    silent = [
        f"{key}/{form}"
        for key, entry in said_in(language).items()
        if isinstance(entry, Mapping) and key.startswith(PARTS)
        for form, text in entry.items()
        if len(numbers.get(form, ())) > 1 and "{n}" not in text and (language, form) != ("fr", "one")
    ]
    assert [key for key in silent if "{n}" in str(ENGLISH[key.rpartition("/")[0]])] == []


@pytest.mark.parametrize("language", available_languages())
def test_words_for_time_have_the_shape_of_the_english_ones(language: str) -> None:
    english, said = load_words("en", "dates"), load_words(language, "dates")
    assert set(english) <= set(said)
    assert set(said["months"]) == set(english["months"])
    assert set(said["weekdays"]) == set(english["weekdays"])
    written = load_words(language, "recurrence")["write"]
    assert set(load_words("en", "recurrence")["write"]) <= set(written)
    for name, entry in load_words("en", "recurrence")["write"].items():
        wanted = {each for text in texts_of(entry) for each in PARAMETER.findall(text)}
        for form in texts_of(written[name]):
            assert set(PARAMETER.findall(form)) <= wanted, (name, form)


@pytest.mark.parametrize("language", available_languages())
def test_dates_read_the_names_that_are_written(language: str) -> None:
    said, locale = load_words(language, "dates"), Locale.parse(language)
    for number, name in locale.months["format"]["wide"].items():
        assert said["months"][str(number)][0] == name
    for number, name in locale.days["format"]["wide"].items():
        assert said["weekdays"][str(number)][0] == name


def test_french_is_set_as_in_canada() -> None:
    """A no-break space before the colon and none before ; ! ?, curly apostrophes, no-break times."""
    written = load_words("fr", "recurrence")["write"]
    for text in (*texts_of(said_in("fr")), *texts_of(written)):
        assert not re.search(r"[ \u202f][;!?]| :|\w:(?!\w)|(?<=\w)'(?=\w)", text), text
    assert DateWriter("fr", "fr-CA").time(time(18, 30)) == "18\u00a0h\u00a030"


def test_french_says_the_first_of_a_month() -> None:
    writer = DateWriter("fr", "fr-CA")
    assert writer.day(date(2027, 1, 1), "weekday_day_month") == "vendredi 1er janvier"
    assert writer.day(date(2027, 1, 11), "day_month_year") == "11 janvier 2027"
    assert DateWriter("en", "en-CA").day(date(2027, 1, 1), "day_month") == "1 January"


@pytest.mark.parametrize(
    ("language", "locale", "said"),
    [
        ("en", "en-CA", "14:00 – 15:30 · 3 March – 4 April"),
        ("fr", "fr-CA", "de 14 h à 15 h 30 · du 3 mars au 4 avril"),
        ("ar", "ar", "من 14:00 إلى 15:30 · من 3 مارس إلى 4 أبريل"),
        ("es", "es-MX", "14:00 – 15:30 · del 3 de marzo al 4 de abril"),
    ],
)
def test_spans_are_said_as_people_say_them(language: str, locale: str, said: str) -> None:
    writer = DateWriter(language, locale)
    times = writer.times(datetime(2027, 3, 3, 14), datetime(2027, 3, 3, 15, 30))
    days = writer.days(date(2027, 3, 3), date(2027, 4, 4), date(2027, 1, 15))
    assert f"{times} · {days}".replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "15 – 21 January"),
        ("fr", "du 15 au 21 janvier"),
        ("ar", "من 15 إلى 21 يناير"),
        ("es", "del 15 al 21 de enero"),
    ],
)
def test_days_of_one_month_are_said_with_it_once(language: str, said: str) -> None:
    first, last = date(2027, 1, 15), date(2027, 1, 21)
    assert DateWriter(language, language).days(first, last, first) == said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Qui vient ? Tous : c’est gratuit !", "Qui vient_? Tous_: c’est gratuit_!"),
        ("« Le bal » ; à 20 h 30", "«_Le bal_»_; à 20_h_30"),
        ("Bring a smile :-) at 8 pm", "Bring a smile :-) at 8 pm"),
        ("20 hours: a marathon", "20 hours: a marathon"),
    ],
)
def test_no_line_ends_before_a_mark_or_within_an_hour(typed: str, shown: str) -> None:
    assert hold_together(typed) == shown.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا فعاليات"),
        (1, "فعالية واحدة"),
        (2, "فعاليتان"),
        (3, "3 فعاليات"),
        (11, "11 فعالية"),
        (100, "100 فعالية"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    assert phrases_in("ar")("count.events", n=number) == said


@pytest.mark.parametrize(
    ("language", "locale", "labels"),
    [
        ("en", "en-CA", {tag: f"This text is in {name}." for tag, name in WRITTEN_IN.items()}),
        (
            "fr",
            "fr-CA",
            {
                "es": "Ce texte est en espagnol.",
                "uk": "Ce texte est en ukrainien.",
                "ti": "Ce texte est en tigrigna.",
                "pa": "Ce texte est en pendjabi.",
                "cr": "Ce texte est en cri.",
                "oj": "Ce texte est en ojibwé.",
            },
        ),
        (
            "ar",
            "ar",
            {
                "es": "هذا النص بالإسبانية.",
                "uk": "هذا النص بالأوكرانية.",
                "ti": "هذا النص بالتغرينية.",
                "pa": "هذا النص بالبنجابية.",
                "cr": "هذا النص بلغة الكري.",
                "oj": "هذا النص بلغة الأوجيبوي.",
            },
        ),
    ],
)
def test_a_text_without_translation_is_labelled_with_its_language(
    language: str, locale: str, labels: dict[str, str]
) -> None:
    writer = DateWriter(language, locale)
    said = {tag: writer.say("text.in_language", language=writer.language_name(tag)) for tag in WRITTEN_IN}
    assert said == labels


def test_languages_are_named_in_themselves() -> None:
    assert [own_name(tag) for tag in ("en", "fr", "ar", "cr")] == [
        "English",
        "Français",
        "العربية",
        "ᓀᐦᐃᔭᐍᐏᐣ",
    ]


def test_the_cldr_says_which_languages_are_written_from_right_to_left() -> None:
    assert [direction(tag) for tag in ("ar", "fa", "ur", "ckb", "pa-Arab", "dv")] == ["rtl"] * 6
    assert [direction(tag) for tag in ("en", "pa", "cr", "oj", "xx")] == ["ltr"] * 5


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("Tuesdays and Thursdays", "يومي الثلاثاء والخميس"),
        ("every other Saturday", "كل أسبوعين، يوم السبت"),
        ("last Friday of the month", "يوم الجمعة الأخير من كل شهر"),
        ("every 3 weeks on Monday, 11 times", "كل 3 أسابيع، يوم الاثنين، 11 مرة"),
        (
            "Mondays except July and August until 16 June 2027",
            "أيام الاثنين ما عدا يوليو وأغسطس حتى 16 يونيو 2027",
        ),
        ("on the 28th of every month", "يوم 28 من كل شهر"),
    ],
)
def test_repeats_are_written_in_arabic(phrase: str, said: str) -> None:
    spec = parse_repeat(phrase)
    assert format_repeat(spec, "ar") == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("Tuesdays and Thursdays", "los martes y jueves"),
        ("every other Saturday", "cada 2 semanas el sábado"),
        ("last Friday of the month", "el último viernes de cada mes"),
        ("Tuesday to Sunday from 9:00 to 17:30", "de martes a domingo de 9:00 a 17:30"),
        ("every year on the first Saturday in May", "todos los años el primer sábado de mayo"),
        ("Mondays until 16 June 2027", "todos los lunes hasta el 16 de junio de 2027"),
    ],
)
def test_repeats_are_written_in_spanish(phrase: str, said: str) -> None:
    assert format_repeat(parse_repeat(phrase), "es") == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["555-0100", "+1 555 0100", "40 Willow Street", "Two steps at the door.", "(up the hill)"]
)
def test_what_would_turn_round_in_arabic_keeps_its_order(text: str) -> None:
    assert isolate(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("text", ["Room 2", "18:30", "15 يناير", "قاعة 2", "https://board.example/", "12"])
def test_what_stands_right_in_arabic_is_left_as_it_is(text: str) -> None:
    assert isolate(text) == text


def test_a_latin_name_that_leads_an_arabic_line_does_not_turn_the_line() -> None:
    say = phrases_in("ar")
    assert say("feed.item_only", title="Chair Yoga", day="15 يناير") == "\u2068Chair Yoga\u2069 – 15 يناير"
    assert say("where.room", venue="Library", room="Room 2") == "Library، Room 2"


def test_pages_show_what_is_kept_apart_as_bdi_and_attributes_without() -> None:
    phone = phrases_in("ar")("join.phone", phone="555-0100")
    page = f'<title>{phone}</title><p title="{phone}">{phone}</p><script>"{phone}"</script>'
    bare = "التسجيل بالهاتف: 555-0100"
    shown = bare.replace("555-0100", "<bdi>555-0100</bdi>")
    assert (
        show_isolates(page) == f'<title>{bare}</title><p title="{bare}">{shown}</p><script>"{bare}"</script>'
    )


def test_in_languages_from_left_to_right_nothing_is_kept_apart() -> None:
    assert phrases_in("fr")("feed.more", url="555-0100") == "En savoir plus\u00a0: 555-0100"


def test_any_language_says_what_is_not_needed() -> None:
    for line in ("no ID needed", "pas de carte", "aucun papier", "لا حاجة إلى هوية", "no hace falta nada"):
        assert line.startswith(beginnings_of_none()), line


def test_a_social_insurance_number_is_needed_though_a_language_says_sin_for_without() -> None:
    assert not "sin card or letter".startswith(beginnings_of_none())


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that is only begun: two files."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "phrases.yaml").write_text('fact.free: Kostenlos\ntime.24: "{h}.{mm} Uhr"\n', "utf-8")
    (tmp_path / "de" / "vocabulary.yaml").write_text("not_needed: ['kein']\n", "utf-8")
    package, read = words.__name__, read_package_bytes

    def read_bytes(name: str, path: str) -> bytes:
        own = tmp_path / path
        return own.read_bytes() if path.startswith("de/") and own.exists() else read(name, path)

    caches = (available_languages, load_words, phrases_in, words_in_any_language)
    folders = (*list_package_folders(package), "de")
    monkeypatch.setattr(words, "list_package_folders", lambda _: folders)
    monkeypatch.setattr(words, "read_package_bytes", read_bytes)
    for cached in caches:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("german")
def test_adding_a_language_is_adding_files_and_it_may_be_half_done() -> None:
    assert "de" in available_languages()
    writer = DateWriter("de", "de-CH")
    assert writer.say("fact.free") == "Kostenlos"
    assert writer.time(time(18, 30)) == "18.30 Uhr"
    assert writer.day(date(2027, 1, 15), "weekday_day_month") == "Freitag 15 Januar"
    assert writer.say("fact.required") == "Sign up first"
    assert "fact.required" in writer.say.missing()
    assert "fact.free" not in writer.say.missing()
    assert format_repeat(parse_repeat("Tuesdays"), "de") == "Tuesdays"  # type: ignore[arg-type]
    assert "keine Karte".startswith(beginnings_of_none())
