"""A calendar in the shared folder: its events are taken one by one; a later version changes the same ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.intake import converters
from bulletin.intake.converted import Converted, Draft
from bulletin.pipeline.intake import drafting
from tests.intake.folders import LATER, TEA, answer, hand_in, run, shared, tree
from tests.site.building import BOARDS

PICTURE = (BOARDS / "full/content/partners/oak-library.png").read_bytes()
SHEET = "Title;Date;Start;End;Where\nChess;2027-02-09;18:00;20:00;Main Library\n"
OLD_SHEET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STARS = {"title": "Star night", "start": "2027-02-05 19:00", "end": "21:00", "venue": "main-library"}
MOON = STARS | {"title": "Moon night", "start": "2027-02-12 19:00"}


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, Converted]:
    """What the calendars of this test hold, by their bytes."""
    found: dict[bytes, Converted] = {}

    def read(_: str, data: bytes, *rest: object) -> Converted:
        return found[data]

    monkeypatch.setattr(converters, "CONVERTERS", {".ics": read, ".eml": read})
    monkeypatch.setattr(drafting, "CONVERTERS", {".ics": read, ".eml": read})
    return found


def test_a_calendar_stays_and_each_of_its_events_waits(tmp_path: Path, holds: dict[bytes, Converted]) -> None:
    holds[b"1"] = Converted((Draft(STARS, "Look up.", "a"), Draft(MOON, key="b")), said=("Two were read.",))
    shared(tmp_path, {"oak/sky.ics": b"1"})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/oak/star-night.md", "held/oak/moon-night.yaml"}
    assert (tmp_path / "shared/oak/sky.ics").is_file()
    said = answer(tmp_path, "oak/sky.ics.received.txt")
    assert "Star night\n    - Friday 5 February" in said
    assert "Two were read." in said
    before = tree(tmp_path)
    assert run(tmp_path).taken == 0
    assert tree(tmp_path) == before


def test_a_changed_entry_changes_its_event_and_one_that_is_gone_is_asked_about(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted((Draft(STARS, key="a"), Draft(MOON, key="b")))
    holds[b"2"] = Converted((Draft(STARS | {"title": "Night of stars"}, key="a"),))
    shared(tmp_path, {"oak/sky.ics": b"1"})
    run(tmp_path)
    hand_in(tmp_path, {"oak/sky.ics": b"2"})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/oak/star-night.yaml", "held/oak/moon-night.yaml"}
    assert b"Night of stars" in tree(tmp_path / "records")["held/oak/star-night.yaml"]
    assert "“moon-night” is not in this file any more" in answer(tmp_path, "oak/sky.ics.received.txt")


def test_what_staff_changed_is_not_undone_by_an_entry_that_stayed(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted((Draft(STARS, key="a"),))
    holds[b"2"] = Converted((Draft(STARS, key="a"), Draft(MOON, key="b")))
    shared(tmp_path, {"oak/sky.ics": b"1"})
    run(tmp_path)
    (tmp_path / "records/held/oak/star-night.yaml").unlink()
    content = tmp_path / "content/events/oak/star-night.yaml"
    content.write_text("title: Star evening\nstart: 2027-02-05 19:00\nend: 21:00\nvenue: main-library\n")
    hand_in(tmp_path, {"oak/sky.ics": b"2"})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/oak/moon-night.yaml"}


def test_an_event_with_an_error_keeps_none_of_the_others_back(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted((Draft(STARS, key="a"), Draft(MOON | {"start": "2027-02-30"}, key="b")))
    shared(tmp_path, {"oak/sky.ics": b"1"})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/oak/star-night.yaml"}
    said = answer(tmp_path, "oak/sky.ics.problem.txt")
    assert "The other events in it were taken." in said
    assert "“Moon night”: There is no day 2027-02-30." in said
    assert "Star night\n    - Friday 5 February" in said


def test_names_that_are_taken_are_left_to_whom_they_belong(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted(
        (Draft(STARS | {"title": "Tea"}, key="a"), Draft(MOON | {"title": "Tea"}, key="b"))
    )
    shared(tmp_path, {"oak/sky.ics": b"1", "oak/tea.yaml": TEA})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {f"held/oak/tea{end}.yaml" for end in ("", "-2", "-3")}


def test_a_reader_that_breaks_costs_its_file_alone(tmp_path: Path, holds: dict[bytes, Converted]) -> None:
    shared(tmp_path, {"oak/sky.ics": b"unknown", "oak/tea.yaml": TEA})
    run(tmp_path)
    assert "A mistake of ours" in answer(tmp_path, "oak/sky.ics.problem.txt")
    assert set(tree(tmp_path / "records")) == {"held/oak/tea.yaml"}


def test_a_mail_in_somebodys_own_words_is_left_for_a_person(
    tmp_path: Path, holds: dict[bytes, Converted], capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Draft({"title": "Our summer party"}, "Come to the garden on Saturday!")
    holds[b"1"] = Converted((draft,), ("A person makes an event of it.",), needs_person=True)
    shared(tmp_path, {"oak/mail.eml": b"1"})
    for _ in range(2):
        run(tmp_path)
        assert set(tree(tmp_path / "records")) == {"drafts/oak/our-summer-party.md"}
        assert "makes an event of it" in answer(tmp_path, "oak/mail.eml.received.txt")
    assert main(["todo", "--content", str(tmp_path / "content"), "--today", "2027-01-15"]) == 0
    assert "drafts/oak/our-summer-party.md" in capsys.readouterr().out
    (tmp_path / "records/drafts/oak/our-summer-party.md").unlink()
    run(tmp_path)
    assert "Somebody at the library has read it." in answer(tmp_path, "oak/mail.eml.received.txt")


def test_mails_are_put_aside_and_forgotten_after_a_month(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted((Draft(STARS, key="a"),))
    shared(tmp_path, {"oak/mail.eml": b"1", "oak/tea.yaml": TEA})
    now = datetime.now(UTC)
    run(tmp_path, today=f"{now:%Y-%m-%d}")
    done = tmp_path / "shared/oak/.done"
    assert {path.name for path in done.iterdir()} == {"mail.eml", "tea.yaml"}
    run(tmp_path, today=f"{now + timedelta(days=28):%Y-%m-%d}")
    assert (done / "mail.eml").is_file()
    run(tmp_path, today=f"{now + timedelta(days=32):%Y-%m-%d}")
    assert {path.name for path in done.iterdir()} == {"tea.yaml"}


def test_what_comes_with_a_mail_is_taken_by_itself_and_who_sent_it_goes_no_further(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Our stars", "Ana Roe <ana@private.example>"
    mail.set_content("Please see attached.\n\n-- \nAna Roe\n555-9999\n")
    event = f"{TEA}image: cups.png\nimage_alt: Cups\n"
    mail.add_attachment(event.encode(), maintype="text", subtype="plain", filename="../Tea.yaml")
    mail.add_attachment(PICTURE, maintype="image", subtype="png", filename="cups.png")
    mail.add_attachment(PICTURE, maintype="image", subtype="png", filename="other.png")
    shared(tmp_path, {"oak/mail.eml": bytes(mail)})
    run(tmp_path)
    kept = tree(tmp_path / "records")
    assert kept.keys() == {"held/oak/tea.yaml", "held/oak/cups.png", "drafts/oak/our-stars.md"}
    answers = [data for name, data in tree(tmp_path / "shared").items() if not name.endswith("mail.eml")]
    for data in (*kept.values(), *answers):
        assert not re.search(rb"Ana|Roe|private|555-9999", data)
    before = tree(tmp_path)
    run(tmp_path)
    assert tree(tmp_path) == before


def test_a_row_about_an_event_of_the_board_changes_that_one_and_leaves_what_it_does_not_speak_of(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    row = {"title": "Story time", "start": "2027-01-06 10:45"}
    holds[b"1"] = Converted((Draft(row, "Songs and picture books.", "story-time"),))
    holds[b"2"] = Converted((Draft(row, "Rhymes.", "story-time"),))
    shared(tmp_path, {"oak/list.ics": b"1"})
    run(tmp_path)
    held = tmp_path / "records/held/oak/story-time.md"
    assert held.read_text() == LATER
    held.write_text(LATER.replace("cost: free", "cost: $2"))
    hand_in(tmp_path, {"oak/list.ics": b"2"})
    run(tmp_path)
    priced = LATER.replace("cost: free", "cost: $2")
    assert held.read_text() == priced.replace("Songs and picture books", "Rhymes")


def test_a_row_under_the_name_of_another_partners_event_is_a_new_one(
    tmp_path: Path, holds: dict[bytes, Converted]
) -> None:
    holds[b"1"] = Converted((Draft(STARS | {"title": "Story time"}, key="story-time"),))
    shared(tmp_path, {"elm/list.ics": b"1"})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/elm/story-time.yaml"}


@pytest.mark.parametrize("ending", ["csv", "xls", "ods"])
def test_a_sheet_is_read_or_answered_with_what_to_save_it_as(tmp_path: Path, ending: str) -> None:
    shared(tmp_path, {f"oak/list.{ending}": SHEET if ending == "csv" else OLD_SHEET})
    run(tmp_path)
    if ending == "csv":
        said = answer(tmp_path, "oak/list.csv.received.txt")
        assert "Chess\n    - Tuesday 9 February 2027, 18:00 – 20:00" in said
    else:
        assert "Save as" in answer(tmp_path, f"oak/list.{ending}.problem.txt")
