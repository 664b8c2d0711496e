"""Sheets: which dates stand on them, how room is shared, what is said of each; and what a QR code is."""

from __future__ import annotations

import re
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from bulletin.model.site.details import EventValues
from bulletin.model.site.paper import QrCode
from bulletin.model.site.paper_values import LargePrintValues, MonthSheetValues, WeekSheetValues
from bulletin.model.site.plan import Page
from bulletin.plan.mixed_language import plain_words
from bulletin.plan.paper.codes import QUIET, qr_code
from bulletin.plan.paper.month import days_shown
from bulletin.plan.paper.space import count_lines
from bulletin.plan.site import plan_site
from tests.plan.boards import BOARD, PARTNER, TODAY, make_board

EVENT = "title: {title}\nstart: {start}\nend: 12:00\nvenue: library\n"


def made(files: dict[str, str], route: str, *, board: str = BOARD, today: date = TODAY) -> Page:
    plan = plan_site(make_board(files, board=board), today)
    page = next(each for each in plan.pages if each.route == route).make()
    assert isinstance(page, Page)
    return page


def week(files: dict[str, str], *, board: str = BOARD, language: str = "") -> WeekSheetValues:
    values = made(files, f"{language}print/week/", board=board).values
    assert isinstance(values, WeekSheetValues)
    return values


def titles(values: WeekSheetValues) -> list[str]:
    return [line.title.text for column in values.columns for day in column for line in day.lines]


def several(number: int, partner: str = "oak", **more: str) -> dict[str, str]:
    """Events of one partner, each on one day of the week."""
    extra = "".join(f"{name}: {value}\n" for name, value in more.items())
    return {
        f"events/{partner}/{partner}-{n}.yaml": EVENT.format(
            title=f"{partner} {n}", start=f"2027-01-{15 + n % 7} 10:00"
        )
        + extra
        for n in range(number)
    }


@pytest.mark.parametrize(("share", "shown"), [("", 4), ("fair_share: 2\n", 2), ("fair_share: 1\n", 1)])
def test_no_partner_has_more_than_its_share_and_the_rest_is_counted(share: str, shown: int) -> None:
    files = {"partners/elm.yaml": PARTNER, **several(9), **several(1, "elm")}
    values = week(files, board=BOARD + share)
    found = titles(values)
    assert sum(title.startswith("oak") for title in found) == shown
    assert "elm 0" in found
    assert values.more == f"And {9 - shown} more:"
    assert any(str(shown) in rule or (shown == 1 and "one line" in rule) for rule in values.sheet.small)


def test_what_is_rare_comes_before_what_is_weekly_whatever_the_day() -> None:
    files = {
        f"events/oak/weekly-{n}.yaml": EVENT.format(title=f"Weekly {n}", start=f"2027-01-{15 + n} 9:00")
        + "repeat: every week\n"
        for n in range(4)
    }
    files["events/oak/rare.yaml"] = EVENT.format(title="Rare", start="2027-01-21 10:00")
    found = titles(week(files, board=f"{BOARD}fair_share: 2\n"))
    assert "Rare" in found
    assert len(found) == 2


def test_what_is_on_every_day_stands_in_the_band_and_keeps_one_line_of_the_share() -> None:
    supper = (
        "title: Supper\nstart: 2027-01-01 18:00\nend: 20:00\nvenue: library\nrepeat: every day\ncost: free\n"
    )
    values = week({"events/oak/supper.yaml": supper, **several(6)})
    (entry,) = (entry for column in values.band for entry in column)
    assert (entry.heading, entry.title.text) == ("Every day", "Supper")
    assert plain_words(entry.detail).replace("\u200b", "") == "18:00 – 20:00 · Main Library · Free · "
    assert entry.call == "call 555-0100"
    assert len(titles(values)) == 3


@pytest.mark.parametrize(
    ("repeat", "heading"),
    [("every weekday", "Weekdays"), ("every Monday, Tuesday, Wednesday and Saturday", "Mon, Tue, Wed, Sat")],
)
def test_the_band_says_on_which_days_it_is(repeat: str, heading: str) -> None:
    event = EVENT.format(title="Help", start="2027-01-04 10:00") + f"repeat: {repeat}\n"
    (entry,) = (each for column in week({"events/oak/help.yaml": event}).band for each in column)
    assert entry.heading == heading


def test_what_runs_for_weeks_stands_in_the_band_until_its_last_day() -> None:
    event = "title: Exhibit\nstart: 2027-01-02\nend: 2027-02-28\nvenue: library\n"
    (entry,) = (each for column in week({"events/oak/exhibit.yaml": event}).band for each in column)
    assert entry.heading == "Until 28 February"


def test_a_cancelled_date_of_what_is_on_every_day_stands_under_its_day_in_words() -> None:
    supper = (
        "title: Supper\nstart: 2027-01-01 18:00\nend: 20:00\nvenue: library\nrepeat: every day\n"
        "changes: {2027-01-16: cancelled}\n"
    )
    values = week({"events/oak/supper.yaml": supper})
    (line,) = (line for column in values.columns for day in column for line in day.lines)
    assert (line.status_word, line.struck) == ("Cancelled", True)


@pytest.mark.parametrize("sheet", ["week", "large", "month"])
@pytest.mark.parametrize(("medium", "is_there"), [("print", False), ("digest", True), ("screen", True)])
def test_who_opted_out_of_paper_is_on_no_sheet(sheet: str, medium: str, is_there: bool) -> None:
    files = {"partners/elm.yaml": f"{PARTNER}opt_out: {medium}\n", **several(1, "elm"), **several(1)}
    page = made(files, f"print/{sheet}/")
    assert ("elm 0" in repr(page.values)) is is_there
    assert "oak 0" in repr(page.values)


@pytest.mark.parametrize(
    ("cost", "said"),
    [("cost: free\n", "Main Library · Free"), ("cost: 5\n", "Main Library · $5"), ("", "Main Library")],
)
def test_free_is_said_beside_what_was_said_to_be_free_and_of_nothing_else(cost: str, said: str) -> None:
    event = EVENT.format(title="Talk", start="2027-01-16 10:00") + cost
    values = week({"events/oak/talk.yaml": event})
    (line,) = (line for column in values.columns for day in column for line in day.lines)
    assert [plain_words(detail) for detail in line.details] == [said]
    assert "free" not in " ".join(values.sheet.small).lower()


def test_large_print_leaves_nothing_out_and_says_an_event_in_three_lines() -> None:
    files = several(9, cost="free", registration="drop-in")
    values = made(files, "print/large/").values
    assert isinstance(values, LargePrintValues)
    lines = [line for day in values.days for line in day.lines]
    assert len(lines) == 9
    assert [plain_words(detail) for detail in lines[0].details] == [
        "Main Library, 1 Main Street. Until 12:00.",
        "Free. Just come.",
    ]
    assert lines[0].call == "Call 555-0100"


def test_a_month_holds_each_of_its_days_and_counts_what_it_does_not_name() -> None:
    files = {
        f"events/oak/event-{n}.yaml": EVENT.format(title=f"Event number {n}", start="2027-01-20 10:00")
        for n in range(80)
    }
    values = made(files, "print/month/").values
    assert isinstance(values, MonthSheetValues)
    days = [day for column in values.columns for day in column]
    assert [day.date for day in days] == [f"2027-01-{day}" for day in range(15, 32)]
    (busy,) = (day for day in days if day.lines)
    assert busy.more == f"+{80 - len(busy.lines)}"


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [("2027-01-01", "2027-01-01", "2027-01-31"), ("2027-01-24", "2027-01-24", "2027-01-31"),
     ("2027-01-25", "2027-02-01", "2027-02-28"), ("2026-12-31", "2027-01-01", "2027-01-31")],
)  # fmt: skip
def test_in_its_last_week_a_month_gives_way_to_the_next(today: str, first: str, last: str) -> None:
    days = days_shown(date.fromisoformat(today))
    assert (days.first, days.end.toordinal() - 1) == (
        date.fromisoformat(first),
        date.fromisoformat(last).toordinal(),
    )


def test_without_print_in_publish_there_is_no_sheet_no_link_and_no_flyer() -> None:
    board = make_board(several(1), board=f"{BOARD}publish: [months]\n")
    plan = plan_site(board, TODAY)
    assert not any(page.route.startswith("print/") for page in plan.pages)
    assert not any("print" in link.route for link in plan.layouts["en"].footer)
    (event,) = (page.make().values for page in plan.pages if page.kind == "event")
    assert isinstance(event, EventValues)
    assert event.printed is None


def test_the_flyer_of_an_event_leads_back_to_its_page_in_its_language() -> None:
    values = made(several(1), "fr/events/oak/oak-0/").values
    assert isinstance(values, EventValues)
    assert values.printed is not None
    assert values.printed.address == "board.example/town/fr/events/oak/oak-0"
    assert values.printed.code == qr_code("https://board.example/town/fr/events/oak/oak-0/")
    assert values.printed.printed == "Imprimé le vendredi 15 janvier 2027."


@pytest.mark.parametrize(
    "address",
    [
        "https://board.example/",
        "https://board.example/town/fr/events/oak/heure-du-conte/",
        "https://board.example/town/events/" + "long-names-of-partners/" * 4,
        "https://board.example/submit/#partner=oak&as=again",
    ],
)
def test_a_telephone_reads_the_address_from_a_qr_code(address: str) -> None:
    (found,) = zxingcpp.read_barcodes(_drawn(qr_code(address), scale=3))
    assert found.text == address


def _drawn(code: QrCode, scale: int) -> Image.Image:
    image = Image.new("L", (code.size * scale,) * 2, 255)
    for row, (down, steps) in enumerate(re.findall(r"M4 (\d+)\.5((?:m\d+ 0h\d+)+)", code.lines), QUIET):
        assert int(down) == row
        across = QUIET
        for light, dark in re.findall(r"m(\d+) 0h(\d+)", steps):
            across += int(light)
            at = (across * scale, row * scale)
            image.paste(0, (*at, at[0] + int(dark) * scale, at[1] + scale))
            across += int(dark)
    return image


def test_a_qr_code_has_its_three_eyes_within_a_quiet_zone() -> None:
    code = qr_code("https://board.example/")
    drawn = _drawn(code, scale=1)
    far = code.size - QUIET - 7
    for across, down in ((QUIET, QUIET), (far, QUIET), (QUIET, far)):
        eye = drawn.crop((across - 1, down - 1, across + 8, down + 8))
        assert (eye.tobytes()[1:8], eye.tobytes()[10:17]) == (bytes([255]) * 7, bytes(7))
        assert eye.tobytes()[64:71] == bytes(7)
    assert drawn.crop((0, 0, code.size, QUIET)).getextrema() == (255, 255)
    assert qr_code("https://board.example/a") != code


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 100, 0), ("one", 100, 1), ("one two", 30, 2), ("W" * 40, 100, 5), ("مساء الخير", 400, 1)],
)
def test_lines_are_counted_as_a_browser_breaks_them(text: str, width: float, lines: int) -> None:
    assert count_lines(text, 12, width) == lines
