"""The form on the board as people fill it in: what it makes, what it says, what it keeps."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bulletin.messages.entered import tell_end_at_start
from bulletin.translatable import translate
from bulletin.words.catalogues import catalogue_of
from tests.effort import REPEATS_ITSELF, SEED
from tests.site import forms

pytestmark = pytest.mark.debian

NOW = "2027-01-15T09:00:00-05:00"
STATES = 20 if REPEATS_ITSELF else 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of a small board, in its four languages."""
    files = {
        **forms.FILES,
        "events/oak/story-time.yaml": "title: Story time\nstart: 2027-01-20 10:15\nend: 11:00\n"
        "repeat: Wednesdays until 26 May 2027\nvenue: hall\nroom: red\ncost: free\ncategories: storytime\n"
        "access:\n  step_free: no, two steps\nsource: {channel: form}\ndescription: Songs.\n",
        "events/elm/soiree.yaml": "titre: Soirée\ndébut: 2027-02-03 19:00\nlieu: hall\nprix: gratuit\n"
        "contact:\n  téléphone: 555-0140\n",
        "events/elm/secret.yaml": "title: Group for some\ndiscreet_title: Evening group\n"
        "start: 2027-02-04 19:00\nvenue: hall\n",
        "events/elm/told.yaml": "title: Told on the phone\nstart: 2027-02-04 19:00\nlocation: on request\n",
        "events/quiet/evening.yaml": "title: An evening\nstart: 2027-02-03 19:00\nvenue: hall\n",
    }
    return forms.write_form(tmp_path_factory.mktemp("form"), files)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(timezone_id="Asia/Tokyo", locale="en-CA") as opened:
        opened.set_default_timeout(10_000)
        yield opened


@pytest.fixture
def page(context: BrowserContext, folder: Path) -> Iterator[Page]:
    """The form in English, new; it complains of nothing."""
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: dialog.accept())
    _open(opened, folder)
    yield opened
    opened.close()
    assert said == []


def _open(page: Page, folder: Path, language: str = "", begin: str = "") -> None:
    page.clock.set_fixed_time(NOW)
    page.goto("about:blank")
    page.goto(f"{(folder / language / 'submit/index.html').as_uri()}{begin}")
    expect(page.locator("#submit[data-ready]")).to_be_attached()


def _fill_the_five(page: Page) -> None:
    page.get_by_label("What is it called?").fill("Telescope Evening")
    page.get_by_label("Day", exact=True).fill("2027-01-30")
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label("Until", exact=True).fill("20:30")
    page.get_by_label("Where is it?").fill("Hall, Red room")
    page.get_by_label("Whom can people ask?").fill("555-0122")
    page.get_by_label("Nothing", exact=True).check()
    page.locator("#partner").select_option("oak")


def test_whatever_is_answered_the_file_that_the_form_makes_has_no_error(page: Page) -> None:
    random = Random(SEED)
    drawn = Image.new("RGB", (60, 40), "green")
    picture = BytesIO()
    drawn.save(picture, "PNG")
    states = [*forms.all_pairs(forms.LEVELS, random), *(forms.random_answers(random) for _ in range(STATES))]
    for state in states:
        answers = forms.complete(state, random)
        made, wrong = page.evaluate(forms.FILL, [answers, "oak"])
        assert made, (wrong, answers)
        event, said = forms.read_record(made["name"], made["text"], picture.getvalue())
        errors = [(str(problem.ref), problem.message) for problem in said if problem.is_error]
        assert errors == [], (made["text"], answers)
        assert event is not None
        assert event.text.title == answers["title"]
        assert event.series[0].start.strftime("%Y-%m-%d") == answers["day"]


def test_a_wrong_date_is_announced_at_its_field(page: Page) -> None:
    day = page.get_by_label("Day", exact=True)
    day.fill("2027-01-02")
    page.get_by_label("From", exact=True).focus()
    told = page.get_by_role("alert")
    expect(told).to_have_text("The last date of this event, Saturday 2 January 2027, is over.")
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description(told.inner_text())
    day.fill("2027-02-06")
    page.get_by_label("From", exact=True).focus()
    expect(told).to_have_count(0)
    expect(day).not_to_have_attribute("aria-invalid", "true")


def test_by_keyboard_alone_an_event_is_written_looked_at_and_copied(page: Page) -> None:
    page.get_by_label("What is it called?").focus()
    page.keyboard.type("Telescope Evening")
    page.keyboard.press("Tab")
    page.get_by_label("Day", exact=True).fill("2027-01-30")
    for name, typed in (("From", "19:00"), ("Until", "20:30")):
        page.get_by_label(name, exact=True).focus()
        page.get_by_label(name, exact=True).fill(typed)
    expect(page.locator("#said")).to_have_text("Saturday 30 January, 19:00 – 20:30")
    page.get_by_label("Does it happen again?").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Last possible day").fill("2027-05-29")
    expect(page.locator("#said")).to_contain_text("Saturdays until 29 May 2027")
    page.get_by_label("Where is it?").focus()
    page.keyboard.type("Hall")
    page.keyboard.press("Tab")
    page.keyboard.type("555-0122")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#partner").select_option("oak")
    slip = page.locator(".preview .slip")
    expect(slip.get_by_role("heading")).to_have_text("Telescope Evening")
    expect(slip).to_contain_text("Free")
    page.get_by_role("button", name="Copy the text").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).not_to_contain_text("You see it before you send it")
    expect(page.locator("#text")).to_have_value(
        re.compile(r"repeats: Saturdays until 29 May 2027", re.IGNORECASE)
    )


def test_what_is_wrong_when_it_is_to_be_sent_is_listed_and_each_line_leads_to_its_field(page: Page) -> None:
    page.get_by_role("button", name="Download").click()
    listed = page.locator("#errors")
    expect(listed).to_be_focused()
    expect(listed.get_by_role("listitem")).to_have_count(5)
    listed.get_by_role("link", name="It does not say where the event is.").click()
    expect(page.get_by_label("Where is it?")).to_be_focused()
    expect(page.locator("#state")).to_contain_text("Nothing has been sent yet.")


@pytest.mark.parametrize(
    ("box", "typed", "said"),
    [
        ("#contact", "555 012", "“555 012” has only 6 digits."),
        ("#contact", "tea@oak", "“tea@oak” is not an e-mail address."),
        ("#until", "19:00", "It ends the moment it starts."),
        ("#until", "18:00", "It ends at 18:00, but starts at 19:00."),
        ("#contact-url", "oak.example", "“oak.example” is not a web address."),
        ("#skip", "2027-02-30", "There is no day 2027-02-30."),
        ("#hosts", "Nobody", "There is no partner “Nobody”."),
        ("#summary", "x" * 161, "is too long: at most 160 characters (this one has 161)."),
    ],
)
def test_a_mistake_is_told_as_check_tells_it(page: Page, box: str, typed: str, said: str) -> None:
    _fill_the_five(page)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.locator(box).fill(typed)
    page.locator(box).blur()
    expect(page.locator(".wrong:visible")).to_contain_text(said)


def test_in_french_it_asks_says_and_sends_in_french(page: Page, folder: Path) -> None:
    _open(page, folder, "fr")
    page.get_by_label("Comment s’appelle l’activité?").fill("Soirée d’astronomie")
    page.get_by_label("Jour", exact=True).fill("2027-02-01")
    page.get_by_label("De", exact=True).fill("19:00")
    page.get_by_label("Est-ce que cela se répète?").select_option("nth")
    page.get_by_label("Dernier jour possible").fill("2027-06-16")
    said = page.locator("#said")
    expect(said).to_have_text("Lundi 1er février, 19 h · le premier lundi du mois jusqu’au 16 juin 2027")
    page.get_by_label("Où a-t-elle lieu?").fill("Hall")
    expect(page.locator("#text")).to_have_value(re.compile("Titre: Soirée d’astronomie"))
    page.get_by_label("À", exact=True).fill("19:00")
    page.get_by_label("À", exact=True).blur()
    expect(page.get_by_role("alert")).to_have_text(translate(tell_end_at_start(), catalogue_of("fr")))


def test_an_event_of_the_board_is_begun_with_as_it_was_written(page: Page, folder: Path) -> None:
    _open(page, folder, begin="#event=oak/story-time&as=change")
    expect(page.get_by_label("What is it called?")).to_have_value("Story time")
    expect(page.get_by_label("Where is it?")).to_have_value("Hall, Red room")
    expect(page.get_by_label("Does it happen again?")).to_have_value("week")
    page.get_by_label("Until", exact=True).fill("11:30")
    expect(page.locator("#text")).to_have_value(
        "bulletin-form 1\nWhat is asked: a change\nWhich event: oak/story-time\nHanded in by: oak\n"
        "End: 11:30\nend"
    )
    expect(page.locator("#said-again")).to_have_text("End: 11:30")


def test_last_time_is_held_again_on_a_new_day_and_keeps_what_no_box_shows(page: Page, folder: Path) -> None:
    _open(page, folder, begin="#event=oak/story-time&as=again")
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(page.get_by_label("Day", exact=True)).to_have_value("")
    page.get_by_label("Day", exact=True).fill("2027-09-15")
    page.get_by_label("Last possible day").fill("2027-12-15")
    text = page.locator("#text")
    expect(text).to_have_value(re.compile("Repeats: Wednesdays until 15 December 2027"))
    expect(text).to_have_value(re.compile("no, two steps"))
    expect(text).not_to_have_value(re.compile("channel|oak/story-time"))


def test_single_dates_are_called_off_and_what_is_right_is_said_to_be(page: Page, folder: Path) -> None:
    _open(page, folder, begin="#event=oak/story-time&as=cancel")
    expect(page.get_by_label("What is it called?")).to_be_hidden()
    page.get_by_label("Single dates").check()
    page.get_by_label("Wednesday 27 January, 10:15").check()
    page.get_by_label("Why?").fill("Snow")
    expect(page.locator("#text")).to_have_value(re.compile(r"asked: called off\n.*: 2027-01-27\n", re.DOTALL))
    _open(page, folder, begin="#event=oak/story-time&as=right")
    expect(page.locator("#text")).to_have_value(re.compile("Which event: oak/story-time"))


def test_nothing_is_kept_unless_somebody_says_so_and_then_nothing_is_lost(page: Page, folder: Path) -> None:
    page.get_by_label("What is it called?").fill("Telescope Evening")
    page.wait_for_timeout(600)
    assert page.evaluate("localStorage.length") == 0
    page.get_by_label("Keep what I typed").check()
    page.get_by_label("Where is it?").fill("Hall")
    page.wait_for_timeout(600)
    _open(page, folder)
    expect(page.get_by_label("What is it called?")).to_have_value("Telescope Evening")
    expect(page.get_by_label("Where is it?")).to_have_value("Hall")
    page.get_by_label("Keep what I typed").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_of_partners_not_to_be_spoken_of_nothing_can_be_begun_with(folder: Path) -> None:
    files = sorted((folder / "submit").glob("of-*.js"))
    assert [path.name for path in files] == ["of-elm.js", "of-oak.js"]
    said = "".join(path.read_text("utf-8") for path in files)
    assert "Soirée" in said
    assert [word for word in ("evening", "channel", "Group for some", "secret", "told") if word in said] == []


def test_an_event_written_in_french_is_begun_with_too(page: Page, folder: Path) -> None:
    _open(page, folder, "fr", "#event=elm/soiree&as=change")
    expect(page.get_by_label("Comment s’appelle l’activité?")).to_have_value("Soirée")
    expect(page.get_by_label("Jour", exact=True)).to_have_value("2027-02-03")
    expect(page.get_by_label("À qui peut-on s’adresser?")).to_have_value("555-0140")


def test_without_script_it_can_be_printed_and_brought(browser: Browser, folder: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((folder / "submit/index.html").as_uri())
        expect(page.get_by_role("heading", name="On paper")).to_be_visible()
        expect(page.get_by_text("Library, 1 Main Street")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_label("What is it called?")).to_be_visible()


@pytest.mark.parametrize("language", ["", "fr/", "ar/", "es/"])
def test_the_page_weighs_little_with_all_it_loads(folder: Path, language: str) -> None:
    page = (folder / language / "submit/index.html").read_text("utf-8")
    loaded = re.findall(r'(?:src|href)="((?:\.\./)+[^"?#]+\.(?:js|css))', page) + re.findall(
        r'src="(form\.js)', page
    )
    here = folder / language / "submit"
    files = [here / "index.html", *(here / name for name in loaded)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 50 * 1024
    assert len(files) >= 7
