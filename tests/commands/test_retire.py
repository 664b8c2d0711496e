"""`bulletin retire`: after a partner's last day nothing of it takes place, and before it nothing changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bulletin.model.event import Event, Occurrence
from bulletin.model.expand import expand
from bulletin.model.recurrence import Window
from bulletin.pipeline.changing import open_board
from bulletin.pipeline.check import ReadingOptions
from tests.commands.boards import FILES, at, write_board
from tests.commands.test_rename import build
from tests.load.repositories import Repository
from tests.load.repositories import at as commit_at
from tests.site.publishing import call_bulletin

TODAY = "2027-01-15"
LAST = date(2027, 3, 1)
HEAD = (
    "# Kept\ntitle: Yoga\nstart: 2027-01-20 10:00 # as agreed\nend: 11:00\nvenue: main-library\ncost: free\n"
)
KEYED = "- every Wednesday\n- {every: week, on: Friday, until: 2027-12-31, key: friday}\n"
FORMS = {
    "words": "repeat: every Wednesday until 30 June 2027\n",
    "endless words": "repeat: Wednesdays and Fridays\nreview_by: 2027-06-01\n",
    "counted words": "repeat: every other Wednesday, 20 times\n",
    "words with a pause": "repeat: every Wednesday except 1 February 2027 to 10 February 2027\n",
    "French words": "repeat: chaque mercredi jusqu’au 30 juin 2027\n",
    "fields": "repeat:\n  every: week\n  on: Wednesday\n  count: 20\n",
    "fields in a row": "repeat: {every: 2 weeks, on: [Wednesday], except: holidays}\n",
    "a rule": "repeat: FREQ=WEEKLY;BYDAY=WE;COUNT=30\n",
    "a rule in a field": "repeat: {rrule: FREQ=MONTHLY;BYDAY=3WE}\n",
    "several": f"repeat:\n{KEYED}",
    "one that begins later": "repeat:\n- every Wednesday until 31 March 2027\n"
    "- {words: last Friday in June, key: june}\n",
    "added dates": "repeat: every Wednesday\ndates: [2027-02-20, 2027-04-10, 2027-05-01 14:00-15:00]\n",
    "added dates alone": "dates: [2027-02-20, 2027-04-10]\n",
    "days that go on": "",
    "changed dates": "repeat: every Wednesday\nchanges:\n  2027-02-10: {start: 12:00, end: 13:00}\n"
    "  2027-04-14: cancelled\n  2027-04-21: {note: Bring a mat}\nskip: [2027-02-17, 2027-05-05]\n",
}


def board(folder: Path, text: str) -> Path:
    return write_board(
        folder / "town",
        {
            **FILES,
            "board.yaml": f"{FILES['board.yaml']}publish: [translations, ics]\n",
            "calendars/holidays.yaml": "name: Holidays\ndates: 2027-02-03\n",
            "events/oak/yoga.yaml": text,
            "events/elm/chess.yaml": f"{HEAD.replace('Yoga', 'Chess')}hosts: oak\nrepeat: Wednesdays\n",
            "partners/oak.yaml": "name: Oak # ours\ncohosts: anyone\ncontact: {phone: 555-0101}\n",
        },
    )


def retire(content: Path, *more: str) -> str:
    where = ("--content", content, "--today", TODAY)
    ran = call_bulletin("retire", "oak", "--on", LAST.isoformat(), *where, *(more or ["--yes"]))
    assert ran.code == (2 if more and "--yes" not in more else 0), ran.said
    return ran.said


def event_of(content: Path) -> Event:
    return open_board(content, ReadingOptions(clock=at(TODAY))).board.events["oak/yoga"]


def dates(event: Event, first: date, end: date) -> list[tuple[object, ...]]:
    def meaning(one: Occurrence) -> tuple[object, ...]:
        return one.id, one.start, one.end, one.status, one.note

    return [meaning(one) for one in expand(event, Window(first, end))]


@pytest.mark.parametrize("form", FORMS)
def test_whatever_way_an_event_says_its_dates_they_end(tmp_path: Path, form: str) -> None:
    text = HEAD + FORMS[form]
    if not FORMS[form]:
        text = text.replace(" 10:00 # as agreed\nend: 11:00", "\nend: 2027-04-30")
    content = board(tmp_path, text)
    before = event_of(content)
    retire(content)
    after = event_of(content)
    day = date(2027, 3, 2)
    assert dates(after, date(2027, 1, 1), day) == dates(before, date(2027, 1, 1), day)
    later = expand(after, Window(day, date(2028, 12, 31)))
    assert all(one.status.is_off for one in later if one.day >= day)
    written = (content / "events/oak/yoga.yaml").read_text("utf-8")
    assert written.startswith(HEAD[: HEAD.index("start:")])


def test_a_date_afterwards_is_cancelled_and_one_before_stays(tmp_path: Path) -> None:
    content = board(tmp_path, HEAD.replace("2027-01-20", "2027-04-20"))
    said = retire(content, "--note", "They moved away.", "--yes")
    assert "1 event afterwards is cancelled: oak/yoga." in said
    yoga = (content / "events/oak/yoga.yaml").read_text("utf-8")
    assert "\nstatus: cancelled\nstatus_note: They moved away.\n" in yoga
    early = board(tmp_path / "early", HEAD)
    before = (early / "events/oak/yoga.yaml").read_text("utf-8")
    retire(early, "--yes")
    assert (early / "events/oak/yoga.yaml").read_text("utf-8") == before


def test_the_partner_says_when_it_left_and_all_addresses_stay(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "town")
    content = board(tmp_path, HEAD + FORMS["words"])
    repository.commit(commit_at(0))
    before = build(content, "before")
    retire(content)
    repository.commit(commit_at(1))
    partner = (content / "partners/oak.yaml").read_text("utf-8")
    assert partner.startswith("name: Oak # ours\nended:\n  date: 2027-03-01\n")
    ran = call_bulletin("check", "--content", content, "--base", "HEAD~1", "--today", TODAY)
    assert ran.code == 0, ran.said
    after = build(content, "after")
    for file in (*before.rglob("*.html"), *before.rglob("*.ics")):
        assert (after / file.relative_to(before)).is_file(), file
    assert "UNTIL=20270302T045959Z" in (after / "events/oak/yoga/event.ics").read_text("utf-8")


def test_it_says_in_numbers_what_will_happen_and_whom_to_ask(tmp_path: Path) -> None:
    said = retire(board(tmp_path, HEAD + FORMS["words"]), "--today", TODAY)
    assert "Oak leaves the board: its last day is Monday 1 March 2027." in said
    assert "2 events end then: oak/story-time, oak/yoga." in said
    assert "events/elm/chess.yaml" in said
    assert "Nothing was changed." in said


@pytest.mark.parametrize(
    ("usual", "ended"),
    [
        ("every Wednesday", " Wednesdays until 1 March 2027"),
        ("{every: week, on: Wednesday, count: 20}", "\n  every: week\n  on: Wednesday\n  until: 2027-03-01"),
        ("every other Wednesday until 30 June 2027", " every other Wednesday until 1 March 2027"),
    ],
)
def test_a_repeat_that_stands_with_the_partner_ends_in_the_event(
    tmp_path: Path, usual: str, ended: str
) -> None:
    content = board(tmp_path, HEAD)
    partner = content / "partners/oak.yaml"
    partner.write_text(f"{partner.read_text('utf-8')}defaults: {{repeat: {usual}}}\n", "utf-8")
    before = event_of(content)
    retire(content)
    after = event_of(content)
    day = date(2027, 3, 2)
    assert dates(after, date(2027, 1, 1), day) == dates(before, date(2027, 1, 1), day)
    assert not dates(after, day, date(2028, 12, 31))
    assert f"\nrepeat:{ended}\n" in (content / "events/oak/yoga.yaml").read_text("utf-8")
    assert f"defaults: {{repeat: {usual}}}\n" in partner.read_text("utf-8")


def test_what_a_command_cannot_end_is_left_to_people(tmp_path: Path) -> None:
    usual = (
        "name: Oak\ncontact: {phone: 555-0101}\n"
        "defaults: {repeat: [every Wednesday, {words: every Friday, key: friday}]}\n"
    )
    content = board(tmp_path, HEAD)
    (content / "partners/oak.yaml").write_text(usual, "utf-8")
    where = ("--content", content, "--today", TODAY, "--yes")
    ran = call_bulletin("retire", "oak", "--on", "2027-03-01", *where)
    assert ran.code == 2
    assert "events/oak/yoga.yaml says its dates in a way that this command cannot end." in ran.said
    assert (content / "partners/oak.yaml").read_text("utf-8") == usual
