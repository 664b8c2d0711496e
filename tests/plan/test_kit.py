"""What partners take home: whose there is, which dates stand in it, what is said of handing in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bulletin.manual.partners import format_partners
from bulletin.model.site.details import PartnerValues
from bulletin.model.site.page_kinds import known_routes
from bulletin.model.site.paper_values import PosterValues, SignValues
from bulletin.model.site.plan import Page
from bulletin.model.site.taking_part import EmbedValues, KitValues, RecruitingValues, WaysValues
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.site import plan_site
from bulletin.words import available_languages, load_words
from tests.plan.boards import BOARD, PARTNER, TODAY, make_board

PARTS = ("kit/", "kit/sign/", "kit/poster/", "embed/", "embed/compact/", "embed/dark/", "embed/compact/dark/")
ENGLISH = load_words("en", "ways")
LANGUAGES = [tag for tag in available_languages() if load_words(tag, "ways")]


def made(files: dict[str, str], route: str, *, board: str = BOARD) -> Page:
    plan = plan_site(make_board(files, board=board), TODAY)
    page = next(each for each in plan.pages if each.route == route).make()
    assert isinstance(page, Page)
    return page


def event(title: str, start: str, more: str = "") -> str:
    return f"title: {title}\nstart: {start}\nduration: 1 h\nvenue: library\n{more}"


def embed(files: dict[str, str], form: str = "") -> EmbedValues:
    values = made(files, f"partners/oak/embed/{form}").values
    assert isinstance(values, EmbedValues)
    return values


def shown(values: EmbedValues) -> list[str]:
    return [f"{row.day} {row.card.title.text}" for row in values.rows]


@pytest.mark.parametrize("language", ["", "fr/"])
def test_a_partner_has_a_kit_and_four_frames_in_each_language(language: str) -> None:
    routes = {page.route for page in plan_site(make_board({}), TODAY).pages}
    assert {f"{language}partners/oak/{part}" for part in PARTS} <= routes
    partner = made({}, f"{language}partners/oak/").values
    assert isinstance(partner, PartnerValues)
    assert partner.kit is not None
    assert partner.kit.route == f"{language}partners/oak/kit/"


@pytest.mark.parametrize("line", ["sensitive: yes", "do_not_list: yes"])
def test_whoever_must_not_be_seen_has_nothing_to_hang_elsewhere(line: str) -> None:
    board = make_board({"partners/oak.yaml": f"{PARTNER}{line}\n"})
    assert not {f"partners/oak/{part}" for part in PARTS} & known_routes(board)
    for page in plan_site(board, TODAY).pages:
        if page.route == "partners/oak/":
            values = page.make().values
            assert isinstance(values, PartnerValues)
            assert values.kit is None


@pytest.mark.parametrize(
    ("publish", "there"),
    [("publish: [months, print]\n", ()), ("publish: kit\n", ("kit/", "embed/")), ("", PARTS)],
)
def test_a_board_may_do_without_kits_and_one_without_paper_has_no_sheets(
    publish: str, there: tuple[str, ...]
) -> None:
    routes = known_routes(make_board({}, board=BOARD + publish))
    for part in PARTS:
        wanted = part in there or (part.startswith("embed/") and "embed/" in there)
        assert (f"partners/oak/{part}" in routes) == wanted, part
    assert ("submit/ways/" in routes) == bool(there)


def test_a_partner_that_stays_off_paper_has_a_sign_but_no_poster() -> None:
    routes = known_routes(make_board({"partners/oak.yaml": f"{PARTNER}opt_out: print\n"}))
    assert "partners/oak/kit/sign/" in routes
    assert "partners/oak/kit/poster/" not in routes


def test_the_line_that_was_pasted_goes_on_working_when_the_partner_takes_another_name() -> None:
    files = {
        "partners/oak.yaml": f"{PARTNER}was_at: acorn\n",
        "events/oak/a.yaml": event("A", "2027-01-20 10:00"),
    }
    old = made(files, "partners/acorn/embed/")
    assert old.values == embed(files)
    assert old.head.canonical == "https://board.example/town/partners/oak/"


class _Frame(HTMLParser):
    """The attributes of the one tag in a line."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}
        self.feed(line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        assert not self.attributes
        self.attributes = {name: value or "" for name, value in attrs}


@pytest.mark.parametrize("name", ["Oak Club", 'The "Oak" & <Ash> Club', "نادي البلوط"])
@pytest.mark.parametrize("language", ["", "fr/", "ar/"])
def test_the_line_to_paste_is_one_tag_that_says_all_a_frame_needs(name: str, language: str) -> None:
    board = BOARD.replace("[en, fr]", "[en, fr, ar]")
    values = made(
        {"partners/oak.yaml": f"name: '{name}'\ncontact: {{phone: 555-0100}}\n"},
        f"{language}partners/oak/kit/",
        board=board,
    ).values
    assert isinstance(values, KitValues)
    for offer in values.offers:
        assert "\n" not in offer.line
        found = _Frame(offer.line).attributes
        assert found["src"] == f"https://board.example/town/{offer.route}"
        assert name in found["title"]
        assert not {"\u2068", "\u2069"} & set(found["title"])
        assert (found["width"], found["loading"]) == ("100%", "lazy")
        assert found["height"] in offer.height


def test_rows_are_the_next_dates_each_event_once_before_any_comes_again() -> None:
    files = {
        "events/oak/weekly.yaml": event("Weekly", "2027-01-16 10:00", "repeat: weekly, 20 times\n"),
        "events/oak/daily.yaml": event("Daily", "2027-01-01 18:00", "repeat: every day\n"),
        "events/oak/once.yaml": event("Once", "2027-02-20 10:00"),
        "events/oak/over.yaml": event("Over", "2027-01-14 10:00"),
    }
    assert shown(embed(files)) == [
        "Fri 15 Jan Daily",
        "Sat 16 Jan Weekly",
        "Sat 16 Jan Daily",
        "Sun 17 Jan Daily",
        "Sat 20 Feb Once",
    ]
    many = {f"events/oak/e{n}.yaml": event(f"E{n}", f"2027-03-{n + 1:02} 10:00") for n in range(9)}
    assert [row.card.title.text for row in embed({**files, **many}).rows] == [
        "Weekly",
        "Once",
        "E0",
        "E1",
        "E2",
    ]
    assert len(embed({**files, **many}, "compact/").rows) == 8


def test_a_frame_says_of_which_day_it_is_and_what_is_cancelled() -> None:
    files = {"events/oak/a.yaml": event("A", "2027-01-20 10:00", "status: cancelled\n")}
    values = embed(files, "dark/")
    assert values.as_of == "As of 15 January 2027."
    assert (values.mode, values.look) == ("dark", "slips")
    [row] = values.rows
    assert (row.card.status_word, row.card.struck, row.hour) == ("Cancelled", True, "10:00")
    assert plain_words(values.whole) == "All events of Oak Club on Oak Board"
    assert embed({}).empty


def test_an_event_without_published_dates_is_in_no_frame_and_on_no_poster() -> None:
    files = {
        "events/oak/hidden.yaml": "title: Hidden\npublish_dates: no\nlocation: confidential\n"
        "contact: {phone: 555-0100}\n"
    }
    assert embed(files).rows == ()
    poster = made(files, "partners/oak/kit/poster/").values
    assert isinstance(poster, PosterValues)
    assert poster.rows == ()
    assert poster.empty


def test_what_runs_for_weeks_stands_under_today() -> None:
    files = {"events/oak/show.yaml": "title: Show\nstart: 2026-12-01\nend: 2027-03-01\nvenue: library\n"}
    [row] = embed(files).rows
    assert (row.day, row.hour) == ("Fri 15 Jan", "")


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Oak", "large"),
        ("Friends of the Oak Bend Public Library and Museum", "middle"),
        ("Oak and ash " * 9, "small"),
    ],
)
def test_a_long_name_is_set_smaller_and_leaves_room_for_dates(name: str, size: str) -> None:
    files = {f"events/oak/e{n}.yaml": event(f"Event {n}", f"2027-03-{n + 1:02} 10:00") for n in range(9)}
    files["partners/oak.yaml"] = f"name: {name}\ncontact: {{phone: 555-0100}}\n"
    sign, poster = (made(files, f"partners/oak/kit/{sheet}/").values for sheet in ("sign", "poster"))
    assert isinstance(sign, SignValues)
    assert isinstance(poster, PosterValues)
    assert sign.size == poster.size == size
    assert 4 <= len(poster.rows) <= 8
    assert "".join(sign.poster.address) == "board.example/town/partners/oak"


CONTACT = "contact: {phone: 555-0100, email: board@oak.example}\nrepository: https://git.example/oak/board\n"


@pytest.mark.parametrize("contact", ["", CONTACT])
def test_the_ways_are_those_there_are_and_the_flyer_has_the_same(contact: str) -> None:
    page = made({}, "submit/ways/", board=BOARD + contact).values
    flyer = made({}, "submit/flyer/", board=BOARD + contact).values
    assert isinstance(page, WaysValues)
    assert isinstance(flyer, RecruitingValues)
    assert page.ways == flyer.ways
    names = [way.name for way in page.ways]
    assert ("Send an e-mail" in names) == ("Propose a file" in names) == bool(contact)
    assert {"Tell us", "Put a file into a shared folder"} <= set(names)
    links = [link.route for way in page.ways for link in way.links]
    assert ("mailto:board@oak.example" in links) == bool(contact)
    assert page.title == (ENGLISH["title"] if len(names) == 5 else ENGLISH["title_of_some"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_ways(language: str) -> None:
    words = load_words(language, "ways")
    assert list(words) == list(ENGLISH)
    assert len(words["needed"]) == len(ENGLISH["needed"])
    assert [(name, list(way), len(way["steps"])) for name, way in words["ways"].items()] == [
        (name, list(way), len(way["steps"])) for name, way in ENGLISH["ways"].items()
    ]


def test_the_manual_tells_partners_what_the_page_tells() -> None:
    manual = format_partners()
    for way in ENGLISH["ways"].values():
        assert all(text in manual for text in (way["name"], way["about"], *way["steps"]))
