"""Whole journeys through the shared folder: from what a partner saves to what people find."""

from __future__ import annotations

import html
import re
from pathlib import Path

from icalendar import Calendar

from tests.intake.folders import TRUSTING, answer, hand_in, run, shared
from tests.site.publishing import call_bulletin

SUPPER = """title: Hot supper
start: 2027-01-11 17:00
end: 19:00
venue: main-library
categories: food
cost: free
contact: {phone: 555-0101}
repeat: every day until 30 April 2027
"""
TONIGHT = f"{SUPPER}changes:\n  2027-01-15: {{start: 16:00, end: 18:00, note: The cook leaves early.}}\n"
SHOWN = {
    **TRUSTING,
    "board.yaml": f"{TRUSTING['board.yaml']}publish: [days, ics, rss, print]\n",
    "events/oak/supper.yaml": SUPPER,
}

WITH_MISTAKES = """title: Tea: songs and talk
start: 03/10/2027 14:00
end: 4
venue: main-libary
categories: food
cost: free
contact:
\tphone: 555-0101
repeat: every week until 16 June 2027
"""
MENDED = (
    WITH_MISTAKES.replace("03/10/2027", "2027-03-10")
    .replace("main-libary", "main-library")
    .replace("end: 4", "end: 16:00")
)


def words(page: Path) -> str:
    """What is read on a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.read_text("utf-8"))).split())


def test_a_shelter_changes_tonights_hours_and_everything_agrees_after_one_build(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/supper.yaml": TONIGHT}, SHOWN)
    run(tmp_path)  # its dates are trusted, what it says beside them is read first
    content = ("--content", tmp_path / "content")
    assert call_bulletin("decide", "oak/supper", "accept", *content, "--today", "2027-01-15").code == 0
    run(tmp_path)
    said = answer(tmp_path, "oak/supper.yaml.received.txt")
    assert "It is on the board." in said
    assert "Friday 15 January 2027, 16:00 – 18:00" in said
    out = tmp_path / "public"
    for day in ("2027-01-15", "2027-01-16"):
        built = call_bulletin("build", *content, "--out", out, "--today", day, "--jobs", "1")
        assert built.code == 0, built.said
        is_tonight = day == "2027-01-15"
        shown = [out / name for name in ("index.html", "events/oak/supper/index.html")]
        shown += [out / f"print/{sheet}/index.html" for sheet in ("week", "month", "large")]
        for page in shown:
            assert "Hot supper" in words(page)
            assert ("16:00" in words(page)) is is_tonight, page
        for page in (shown[1], shown[-1]):
            assert ("The cook leaves early." in words(page)) is is_tonight, page
        entries = Calendar.from_ical((out / "events/oak/supper/event.ics").read_bytes()).walk("VEVENT")
        [tonight] = [each for each in entries if "RECURRENCE-ID" in each]
        assert (tonight["DTSTART"].dt.hour, tonight["DTEND"].dt.hour) == (16, 18)
        news = words(out / "events/coming-up.rss")
        assert ("16:00" in news) is is_tonight


def test_a_file_with_mistakes_is_answered_at_once_in_plain_words_and_mended_is_taken(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": WITH_MISTAKES})
    run(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.problem.txt")
    assert "Type instead: start: 2027-03-10 14:00" in said
    assert "Did you mean: venue: main-library" in said
    assert 'title: "Tea: songs and talk"' in said
    assert "tab" in said.lower()
    assert re.findall(r"Line (\d+):", said) == ["2", "4", "1", "8"]
    assert not re.search(r"yaml\b(?!\n)|commit|branch|error\[|\brule\b", said.replace("tea.yaml", ""))
    hand_in(tmp_path, {"oak/tea.yaml": MENDED})
    run(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.received.txt")
    assert "We have it. It is not on the board yet" in said
    assert len(re.findall(r"- Wednesday \d+ \w+ 2027, 14:00 – 16:00", said)) == 6
    assert not (tmp_path / "shared/oak/tea.yaml.problem.txt").exists()
