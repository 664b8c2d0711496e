"""What the board's form sends: the same event by every way, and two clicks from a mail to its file."""

from __future__ import annotations

import json
import re
import textwrap
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bulletin.check import CheckDay, check_board
from bulletin.formats.nodes import Tree
from bulletin.formats.records import format_record, is_record
from bulletin.intake.mails import convert_mail
from bulletin.load import load_board
from bulletin.load.board import Loaded
from bulletin.load.sources import Sources
from bulletin.model.records.event import EventRecord
from bulletin.words.fields import field_name
from bulletin.words.typed import asked_names
from tests.checkers.axe import check_accessibility, check_dark_colours
from tests.intake.small_board import board, load_files

pytestmark = pytest.mark.debian

LONG = (
    "Une soirée où l’on écoute des contes d’ici et d’ailleurs : la forêt, la neige, l’été des Indiens. "
    "Venez à pied, à vélo ou en autobus ; le thé est prêt dès 18 h 30. Inscription : au comptoir, ou non.\n\n"
)
PLAIN: dict[str, Any] = {"title": "Thé", "start": "2027-02-02 14:00", "venue": "main-library"}
CASES: Mapping[str, dict[str, Any]] = {
    "the least": {},
    "a colon, quotes and a hash": {"title": 'Coding Club: "Robots" #2 \\ it’s {free} %50 & *new*'},
    "a line that looks like a list": {
        "title": "- dashes - first",
        "bring": ["- a mug", "? socks", "no", "~"],
    },
    "words that are no words": {"title": "no", "summary": "null", "ages": "1:30", "bring": "yes"},
    "a number that is none": {"title": "0123", "series": "1e3", "documents": ["007", "0x1F"]},
    "a bracket": {"title": "[Draft] {tea}", "summary": "@alder, `code`, | and >", "series": "!tag &a *b"},
    "emoji and Arabic": {
        "title": "🎈 ساعة القصص",
        "summary": "حكايات وأغانٍ: للجميع",
        "languages": ["ar", "fr"],
    },
    "several lines for one": {"title": "Tea\nand\r\n talk ", "access_note": "Two steps:\nring the bell."},
    "many fields": {
        "end": "16:00",
        "repeat": "every Tuesday until 16 March 2027",
        "skip": ["2027-02-09", "2027-03-01 to 2027-03-07"],
        "dates": ["2027-02-28 12:00-16:00"],
        "room": "blue-room",
        "cost": [{"label": "adults: all", "amount": "$5"}, "free"],
        "contact": {"phone": "555-0101", "email": "tea@oak.example", "url": "https://oak.example/?a=b:c#d"},
        "registration": {"kind": "required", "phone": "555-0102", "capacity": 12, "waitlist": True},
        "access": {"step_free": "no, two steps: at the door", "hearing_loop": "yes"},
        "categories": ["books", "arts"],
    },
    "an address in parts": {"venue": "", "address": {"street": "1 Oak St: rear", "locality": "Brook"}},
    "a body with traps": {
        "description": "end\n\nfin\n\nbulletin-form 1\n\\bulletin-form 1\ntitle: no\n---\n# A heading\n\n"
        "- one\n- two: 2\n\n    code\n\nend"
    },
    "a body with a bare end": {"description": "The end\nend\n\nFin.\n\nEnd."},
    "odd characters": {
        "title": "A\u202eB\u2028C\0D\ufeff",
        "description": "one\u2029two \ud800three\x85four",
    },
    "a long one in French": {
        "text_language": "fr",
        "summary": "Des contes, du thé : et la neige.",
        "description": LONG * 9,
    },
}

MADE = """async ([cases, names]) => {
    const made = [];
    for (const values of cases) {
        const code = await boardSubmission.encode(values);
        const form = boardSubmission.formatForm(values, names);
        const link = `https://board.example/submit/open/#${code}`;
        made.push({
            code, form,
            record: boardSubmission.formatRecord(values), ending: boardSubmission.endingOf(values),
            decoded: await boardSubmission.decode("#" + code), tidy: boardSubmission.tidy(values),
            message: boardSubmission.messageOf(form, link, "Pour le personnel :"),
            mail: boardSubmission.mailto("events@oak.example", values.title, form + "\\n"),
        });
    }
    return made;
}"""


@pytest.fixture(scope="module")
def opened(browser: Browser, full: Path) -> Any:
    """The page for staff, of the full board; what it said on the console comes last."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((full / "submit/open/index.html").as_uri())
    yield page
    page.close()
    assert said == []


@pytest.fixture(scope="module")
def made(opened: Page) -> dict[str, dict[str, Any]]:
    """What the script makes of each case."""
    names = {name: field_name("fr", name) for name in EventRecord.model_fields} | asked_names("fr")
    cases = [{**PLAIN, "action": "new", "partner": "oak", **case} for case in CASES.values()]
    return dict(zip(CASES, opened.evaluate(MADE, [cases, names]), strict=True))


def event_of(text: str, ending: str) -> str:
    """All that the board understands of a record, but where it stands and how it was written."""
    loaded: Loaded = load_files({f"events/oak/one{ending}": text})
    assert loaded.board is not None
    errors = [f"{each.ref} {each.message}" for each in loaded.problems if each.is_error]
    assert errors == []
    [event] = loaded.board.events.values()
    told = re.sub(r"SourceRef\([^)]*\)", "", repr(event))
    return " ".join(re.sub(r"\\n|\s+", " ", told).split())


def written(values: Mapping[str, Any], body: str) -> tuple[str, str]:
    fields: dict[str, Tree] = {
        name: value
        for name, value in values.items()
        if name not in ("action", "partner", "source", "description")
    }
    return (format_record(fields, body), ".md") if body else (format_record(fields), ".yaml")


def from_code(code: str) -> dict[str, Any]:
    kind, _, packed = code.partition(".")
    data = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    found: dict[str, Any] = json.loads(zlib.decompress(data, wbits=-15) if kind == "z" else data)
    return found


def broken(line: str, end: str) -> str:
    """A long line as mail programs break it."""
    is_long = len(line) > 76 and not line.startswith("http")
    return end.join(textwrap.wrap(line, 72, break_long_words=False)) if is_long else line


def flowed(text: str) -> str:
    """As programs break lines that say so (RFC 3676)."""
    stuffed = (f" {line}" if line.startswith((" ", ">", "From ")) else line for line in text.split("\n"))
    return "\n".join(broken(line.rstrip(), " \n") for line in stuffed)


def mailed(text: str, way: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Jo Roe <jo@oak.example>", "Pour le tableau : Thé"
    if way in ("quoted-printable", "base64"):
        message.set_content(text, cte=way)
    elif way == "wrapped":
        message.set_content("\n".join(broken(line, "\n") for line in text.split("\n")), cte="8bit")
    else:
        message.set_content(flowed(text), cte="quoted-printable", params={"format": "flowed"})
    return message.as_bytes()


def test_the_address_for_staff_holds_the_submission(made: dict[str, dict[str, Any]]) -> None:
    for case in made.values():
        assert from_code(case["code"]) == case["decoded"] == case["tidy"]


@pytest.mark.parametrize("name", CASES)
def test_every_way_gives_the_same_event(made: dict[str, dict[str, Any]], name: str) -> None:
    case = made[name]
    expected = event_of(case["record"], case["ending"])
    values = from_code(case["code"])
    assert event_of(*written(values, values.get("description", ""))) == expected
    for way in ("quoted-printable", "base64", "flowed", "wrapped"):
        [draft] = convert_mail("mail.eml", mailed(case["message"], way), board(), "oak").drafts
        assert draft.remarks == (), way
        if way != "wrapped" or "traps" not in name:  # a broken line may begin with what makes a list
            assert event_of(*written(draft.values, draft.body)) == expected, way


def test_a_mail_that_programs_would_cut_is_not_offered_as_one(made: dict[str, dict[str, Any]]) -> None:
    for name, case in made.items():
        href, is_whole = case["mail"]["href"], case["mail"]["isWhole"]
        assert len(href) <= 1800, name
        assert is_whole == ("body=" in href), name
        if is_whole:
            body = parse_qs(urlsplit(href).query, strict_parsing=True)["body"][0]
            assert body == case["form"].replace("\n", "\r\n") + "\r\n", name
    assert not made["a long one in French"]["mail"]["isWhole"]
    assert made["the least"]["mail"]["isWhole"]


def open_code(page: Page, values: Mapping[str, Any]) -> None:
    code = page.evaluate("(values) => boardSubmission.encode(values)", values)
    page.evaluate("(code) => { location.hash = code; }", code)
    expect(page.locator("#open .found")).to_be_visible()


NEW = {
    "action": "new",
    "partner": "elm-club",
    "title": "Contes & thé : l’hiver <b>",
    "start": "2027-02-02 14:00",
    "end": "15:30",
    "venue": "main-library",
    "cost": "free",
    "contact": {"phone": "555-0101"},
    "description": "Un thé.\n\n- *Et* des contes <script>alert(1)</script>",
}


def test_from_the_mail_it_is_two_clicks_to_the_file_of_the_event(opened: Page, full: Path) -> None:
    open_code(opened, NEW)  # the first: the link in the mail
    link = opened.get_by_role("link", name="Propose this file")  # the second
    address = urlsplit(link.get_attribute("href") or "")
    asked = parse_qs(address.query, strict_parsing=True)
    assert f"{address.netloc}{address.path}" == "git.example/oakbend/board/new/main"
    assert asked["filename"] == ["content/events/elm-club/contes-the-lhiver-b.md"]
    content = full.parent / "content"
    problems = problems_of(content, "events/elm-club/contes-the-lhiver-b.md", asked["value"][0])
    assert problems == []
    expect(opened.locator("#about-go")).to_contain_text("public at once and for ever")
    expect(opened.locator(".who")).to_have_text(
        "It says that it comes from Elm Street Chess & Games. Nobody has checked that."
    )
    expect(opened.locator(".preview h3")).to_have_text("Contes & thé : l’hiver <b>")


def problems_of(content: Path, path: str, text: str) -> list[str]:
    """What `check` says is wrong with a file that is put among others."""
    files = {
        each.relative_to(content).as_posix(): each.read_bytes()
        for each in content.rglob("*")
        if each.is_file() and "events" not in each.parts
    }
    records = {each: data for each, data in files.items() if is_record(each)}
    pictures = {each: data for each, data in files.items() if not is_record(each)}
    loaded = load_board(Sources({**records, path: text.encode()}, pictures))
    assert loaded.board is not None
    found = [*loaded.problems, *check_board(loaded.board, CheckDay(date(2027, 1, 15)))]
    return [f"{each.ref} {each.message}" for each in found if each.ref.path == path and each.is_error]


WAYS_ON = {
    "a change": (
        {"action": "change", "event": "oak-library/story-time", "start": "2027-01-06 10:30", "room": None},
        "edit/main/content/events/oak-library/story-time.md",
        'start: "2027-01-06 10:30"\n',
    ),
    "called off": (
        {"action": "cancel", "event": "elm-club/lantern-walk", "status_note": "Ice"},
        "edit/main/content/events/elm-club/lantern-walk.yaml",
        'status: "cancelled"\nstatus_note: "Ice"\n',
    ),
    "still right": (
        {"action": "still-right", "event": "elm-club/lantern-walk"},
        "edit/main/content/events/elm-club/lantern-walk.yaml",
        'verified:\n  date: "2027-01-15"\n  how: "self"\n',
    ),
    "of no event": ({"action": "cancel", "event": "elm-club/nothing"}, "", 'status: "cancelled"\n'),
    "of a sensitive partner": ({**NEW, "partner": "birch-house"}, "", None),
    "of nobody": ({**NEW, "partner": "nobody"}, "", None),
    "of somewhere else": ({**NEW, "partner": "../../themes"}, "", None),
}


@pytest.mark.parametrize("name", WAYS_ON)
def test_the_one_way_on_leads_to_the_file_of_that_event_or_nowhere(opened: Page, name: str) -> None:
    values, path, text = WAYS_ON[name]
    opened.clock.set_fixed_time(datetime(2027, 1, 15, 14, tzinfo=UTC))
    open_code(opened, values)
    link = opened.locator("#go")
    if path:
        assert link.get_attribute("href") == f"https://git.example/oakbend/board/{path}"
        expect(link).to_be_visible()
    else:
        expect(link).to_be_hidden()
        assert link.get_attribute("href") is None
    if text is not None:
        assert opened.locator("#text").input_value() == text
    expect(opened.locator(".call")).to_be_visible(visible=values["action"] != "new")


HOSTILE: Mapping[str, str] = {
    "": "nothing to show",
    "x.abc": "was lost",
    "z.AAAA": "was lost",
    "j.bnVsbA": "was lost",
    "j.W10": "was lost",
    "j.e30": "was lost",
    "j.eyJhIg": "was lost",
    "j.__8": "was lost",
    f"j.{'A' * 50_000}": "longer than an event",
}


def packed(values: object) -> str:
    squeezer = zlib.compressobj(9, wbits=-15)
    data = squeezer.compress(json.dumps(values).encode()) + squeezer.flush()
    return f"z.{urlsafe_b64encode(data).decode().rstrip('=')}"


def test_an_address_that_is_none_is_answered_in_a_sentence(opened: Page) -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    bombs = {
        packed({"title": "A" * 20_000_000}): "longer than",
        packed({"description": "é" * 30_000}): "longer than",
    }
    for code, expected in {
        **HOSTILE,
        **bombs,
        packed({"": deep, "__proto__": {"a": deep}}): "was lost",
    }.items():
        opened.evaluate("(code) => { location.hash = code; }", code)
        expect(opened.locator("#open .state")).to_contain_text(expected)
        expect(opened.locator("#open .found")).to_be_hidden()


def test_whatever_an_address_holds_is_shown_as_text_and_links_are_safe(opened: Page) -> None:
    bad = (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a@evil.example/",
        "vbscript:x",
        "//evil.example",
    )
    html = "<img src=x onerror=alert(1)>"
    values = {
        **NEW,
        "title": html,
        "online": "https://good.example/a?b=c",
        "bring": [*bad, html],
        "contact": {"url": bad[0], "email": html, "phone": bad[1]},
        "verified": {"date": "2027-01-01"},
        "constructor": html,
        "id": "oak-library/story-time",
        "__proto__": html,
    }
    opened.evaluate("(code) => { location.hash = code; }", packed(values))
    expect(opened.locator(".state")).to_contain_text(html)
    assert opened.locator("#open :is(img, script, iframe)").count() == 0
    links = [link.get_attribute("href") for link in opened.locator(".says a").all()]
    assert links == ["https://good.example/a?b=c"]
    assert "verified" not in opened.locator("#text").input_value()
    assert "id:" not in opened.locator("#text").input_value()


ODD: Mapping[str, Any] = {
    "names that every object has": "constructor",
    "the name of what is behind it": "__proto__",
    "a list": ["constructor", "toString"],
    "lists within lists": [[["a"]], {"label": ["b"], "amount": {"c": "d"}}],
    "a map": {"kind": "constructor", "phone": {"a": "b"}, "url": ["c"]},
    "a map of names that every object has": {"constructor": "x", "__proto__": "y", "hasOwnProperty": "z"},
    "a number": 7,
    "truth": True,
    "a moment that never is": "2027-99-99 25:61",
}


@pytest.mark.parametrize("what", ODD)
def test_whatever_stands_in_a_field_is_shown_in_words(opened: Page, what: str) -> None:
    fields = [info.alias or name for name, info in EventRecord.model_fields.items()]
    values = dict.fromkeys([*fields, "constructor", "days", "unknown"], ODD[what])
    opened.evaluate(
        "(code) => { location.hash = code; }", packed({**values, "title": "Tea", "partner": "oak"})
    )
    expect(opened.locator(".preview h3")).to_contain_text("Tea")
    shown = opened.locator("#open").inner_text() + opened.locator("#text").input_value()
    assert not re.findall(r"native code|\[object|undefined|NaN", shown)
    opened.evaluate("location.hash = ''")
    expect(opened.locator("#open .found")).to_be_hidden()


def test_what_stands_behind_an_object_is_nothing_that_was_said(opened: Page) -> None:
    hidden = {"event": "elm-club/lantern-walk", "action": "cancel", "days": ["2027-01-20"], "title": "Hidden"}
    code = packed(
        {
            **NEW,
            "action": "new",
            "event": "elm-club/lantern-walk",
            "days": ["2027-01-20"],
            "__proto__": hidden,
        }
    )
    found = opened.evaluate(
        """async (code) => {
            const read = await boardSubmission.decode(code);
            const behind = Object.getPrototypeOf(read);
            return [read.event, read.action, read.days, read.title, behind === Object.prototype];
        }""",
        code,
    )
    assert found == [None, "new", None, NEW["title"], True]


def test_search_engines_are_told_to_leave_the_page_alone(full: Path) -> None:
    page = (full / "submit/open/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page or "<meta name=robots content=noindex>" in page
    assert "submit/open" not in (full / "sitemap.xml").read_text("utf-8")
    assert "without-script" in page


@pytest.mark.parametrize("language", ["", "ar/"])
def test_what_is_shown_is_accessible_and_fits_a_small_telephone(
    browser: Browser, town: Path, language: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto((town / f"{language}submit/open/index.html").as_uri())
    open_code(page, {**NEW, "partner": "oak", "online": "https://example.org/" + "a" * 120})
    assert check_accessibility(page) == []
    assert check_dark_colours(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
