"""`bulletin withdraw`: nothing of a record stays, whoever subscribed is told, and nothing brings it back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from icalendar import Calendar

from bulletin.cli import main
from bulletin.files import Disk
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.withdraw import apply_withdrawal, plan_withdrawal
from tests.commands.boards import FILES, at, write_board
from tests.load.repositories import Repository
from tests.load.repositories import at as commit_at
from tests.site.building import BOARDS
from tests.site.publishing import call_bulletin

TODAY = "2027-01-15"
PICTURE = (BOARDS / "full/content/partners/oak-library.png").read_bytes()
FLYER = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
WORDS = ("Zanzibar", "quokkas", "Xylophone", "Quetzal", "zebras", "Marimba", "555-0177", "okapi", "wombat")
"""Words that stand in the record alone."""

SECRET = (
    "---\ntitle: Zanzibar evening\nsummary: With quokkas.\nstart: 2027-01-06 19:00\nend: 21:00\n"
    "address: 77 Xylophone Street\nrepeat: every Wednesday until 31 March 2027\nskip: 2027-02-17\n"
    "changes:\n  2027-02-03:\n    start: 20:00\n    note: Quetzal day\n"
    "contact: {phone: 555-0177}\nimage: party.png\nimage_alt: Two zebras\nflyer: party.pdf\ncost: free\n"
    "categories: music\nhosts: elm\nwas_at: oak/soiree\n---\n\nBring your **Marimba**.\n"
)
LITTLE = {**FILES, "board.yaml": f"{FILES['board.yaml']}publish: [translations, ics, venues]\n"}
"""A board whose builds are quick: its lists are not what is tested here."""
BOARD = {
    **LITTLE,
    "partners/elm.yaml": f"{FILES['partners/elm.yaml']}cohosts: anyone\n",
    "events/oak/evening.md": SECRET,
    "events/oak/evening.fr.md": "---\ntitle: Soirée okapi\n---\n\nAvec wombat.\n",
}


def board_with_secret(folder: Path, files: Mapping[str, str] = BOARD) -> Path:
    content = write_board(folder, files)
    (content / "events/oak/party.png").write_bytes(PICTURE)
    (content / "events/oak/party.pdf").write_bytes(FLYER)
    return content


def build(content: Path, out: str = "public", today: str = TODAY) -> Path:
    where = content.parent / out
    built = call_bulletin(
        "build", "--content", content, "--out", where, "--today", today, "--jobs", "1", "--strict"
    )
    assert built.code == 0, built.said
    return where


def withdraw(content: Path, record: str = "oak/evening", *more: str) -> str:
    ran = call_bulletin(
        "withdraw", record, "--reason", "leak", "--content", content, "--today", TODAY, "--yes", *more
    )
    assert ran.code == 0, ran.said
    assert [word for word in WORDS if word in ran.said] == []  # the log of a form may be public
    return ran.said


def told(*folders: Path) -> list[str]:
    """Every word of the secret that stands in a file below, or in the name of one; and its picture."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        whole = data.decode("utf-8", "replace").replace("\r\n ", "") + path.name
        found += [f"{word} in {path}" for word in WORDS if word.casefold() in whole.casefold()]
        if "party" in path.name or path.name.endswith((".png", ".webp", ".pdf", ".jpg")):
            found.append(f"{path} is there")
    return found


def entries(file: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for entry in Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        found.setdefault(str(entry["UID"]), []).append(dict(entry))
    return found


def test_not_a_byte_of_it_stays_in_the_site_the_preview_or_the_content_and_no_guard_stands_in_its_way(
    tmp_path: Path,
) -> None:
    content = board_with_secret(tmp_path, {**BOARD, "board.yaml": FILES["board.yaml"]})
    before = build(content)
    assert {line.split(" in ")[0] for line in told(before)} >= set(WORDS)
    withdraw(content)
    build(content)
    (tmp_path / "preview").mkdir()
    preview = tmp_path / "preview" / "preview.html"
    ran = call_bulletin("build", "--content", content, "--preview", preview, "--today", TODAY)
    assert ran.code == 0
    assert told(tmp_path / "public", preview.parent, content) == []
    remembered = (tmp_path / "public/.bulletin.json").read_text().partition('"files"')[0]
    assert "oak/evening" not in remembered


def test_whoever_subscribed_hears_that_its_dates_are_off_and_not_a_word_more(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path)
    before = build(content)
    uid = "oak/evening@oak.example"
    places = ["events", "partners/oak", "partners/elm"]
    calendars = [f"{place}/calendar.ics" for place in places] + [
        f"events/oak/{name}/event.ics" for name in ("evening", "soiree")
    ]
    old = {name: entries(before / name)[uid] for name in calendars}
    withdraw(content)
    after = build(content)
    for name in calendars:
        (entry,) = entries(after / name)[uid]
        first = old[name][0]
        assert entry["STATUS"] == "CANCELLED"
        assert entry["SUMMARY"] == "Withdrawn"
        assert not entry.keys() & {"DESCRIPTION", "LOCATION", "URL", "IMAGE", "ATTACH", "CATEGORIES", "GEO"}
        assert int(str(entry["SEQUENCE"])) > int(str(first["SEQUENCE"]))
        assert entry["RRULE"] == first["RRULE"]
        assert entry["DTSTART"].dt == first["DTSTART"].dt  # type: ignore[attr-defined]
    assert uid not in entries(after / "events/calendar-without-cancelled.ics")
    french = entries(after / "fr/events/calendar.ics")[uid]
    assert french[0]["SUMMARY"] == "Retiré"
    checked = call_bulletin("check", "--content", content, "--site", after, "--today", TODAY)
    assert checked.code == 0
    assert "calendar" not in checked.said


@pytest.mark.parametrize("name", ["evening", "soiree"])
def test_its_addresses_answer_that_it_was_withdrawn_and_no_page_leads_there(
    tmp_path: Path, name: str
) -> None:
    content = board_with_secret(tmp_path)
    withdraw(content)
    out = build(content)
    page = (out / f"events/oak/{name}/index.html").read_text("utf-8")
    assert "What stood here was withdrawn on 15 January 2027." in page
    assert "noindex" in page
    french = (out / f"fr/events/oak/{name}/index.html").read_text("utf-8")
    assert "a été retiré le 15 janvier 2027" in french
    assert "oak/evening" not in (out / "sitemap.xml").read_text("utf-8")
    assert "oak/evening" not in (out / "index.html").read_text("utf-8")


def test_after_its_last_date_calendars_forget_it_and_its_address_still_answers(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path)
    withdraw(content)
    late = build(content, today="2027-04-02")
    assert "oak/evening" not in (late / "events/calendar.ics").read_text("utf-8")
    assert (late / "events/oak/evening/index.html").is_file()


@pytest.mark.parametrize(
    "damage", ["withdrawn:\n", "withdrawn: {on: someday\n", "withdrawn: {on: 1}\nx: [\n"]
)
def test_a_mark_that_is_damaged_brings_nothing_back_from_version_history(tmp_path: Path, damage: str) -> None:
    repository = Repository(tmp_path / "town")
    content = board_with_secret(tmp_path / "town")
    repository.commit(commit_at(0))
    mark = content / "events/oak/evening.md"
    for day in (1, 2):
        if day == 1:
            withdraw(content)
            whole = mark.read_text("utf-8")
        repository.commit(commit_at(day))
        mark.write_text(f"---\n{damage}---\n", "utf-8")
        out = tmp_path / f"public-{day}"
        ran = call_bulletin(
            "build", "--content", content, "--out", out, "--today", "2027-01-16", "--jobs", "1"
        )
        assert ran.code == 3, ran.said
        assert told(out) == []
        assert "withdrawn on" in (out / "events/oak/evening/index.html").read_text("utf-8")
        mark.write_text(whole, "utf-8")


def test_a_mark_that_was_damaged_before_it_was_kept_shows_nothing_older(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "town")
    content = board_with_secret(tmp_path / "town")
    repository.commit(commit_at(0))
    withdraw(content)
    (content / "events/oak/evening.md").write_text("---\nwithdrawn: {on: never}\n---\n", "utf-8")
    repository.commit(commit_at(1))
    ran = call_bulletin("build", "--content", content, "--out", tmp_path / "public", "--today", TODAY)
    assert ran.code == 3
    assert told(tmp_path / "public") == []


@pytest.mark.parametrize("committed", [True, False])
def test_what_is_left_may_be_deleted_once_calendars_have_heard(tmp_path: Path, committed: bool) -> None:
    repository = Repository(tmp_path / "town") if committed else None
    content = board_with_secret(tmp_path / "town")
    for step in range(3):
        if step == 1:
            said = withdraw(content)
            assert "delete the file that is left as well" in " ".join(said.split())
        if step == 2:
            (content / "events/oak/evening.md").unlink()
        if repository:
            repository.commit(commit_at(step))
        out = build(content)
    assert not (out / "events/oak/evening").exists()
    assert "oak/evening" not in (out / "events/calendar.ics").read_text("utf-8")
    if committed:
        ran = call_bulletin("check", "--content", content, "--base", "HEAD~1", "--today", TODAY)
        assert ran.code == 0, ran.said


def test_as_a_proposal_it_is_clean_and_says_what_it_is(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "town")
    content = board_with_secret(tmp_path / "town")
    repository.commit(commit_at(0))
    withdraw(content)
    repository.commit(commit_at(1))
    ran = call_bulletin("check", "--content", content, "--base", "HEAD~1", "--today", TODAY)
    assert ran.code == 0, ran.said
    assert "It was withdrawn on Friday 15 January 2027; nothing of it is on the board." in ran.said
    assert "Clean" in ran.said
    ran = call_bulletin("review", "HEAD", "--base", "HEAD~1", "--content", content, "--today", TODAY)
    assert "Removes “Zanzibar evening”" in ran.said


def test_an_event_with_an_error_is_withdrawn_as_it_is_shown(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "town")
    content = board_with_secret(tmp_path / "town")
    repository.commit(commit_at(0))
    secret = content / "events/oak/evening.md"
    secret.write_text(SECRET.replace("21:00", "later"), "utf-8")
    repository.commit(commit_at(1))
    assert "dates ahead" in withdraw(content)
    repository.commit(commit_at(2))
    out = build(content)
    assert told(out) == []
    assert "oak/evening@oak.example" in entries(out / "events/calendar.ics")


def test_a_file_of_which_nothing_can_be_read_is_withdrawn_too(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path, {**BOARD, "events/oak/evening.md": "---\nZanzibar [\n"})
    withdraw(content, "oak/evening")
    out = build(content)
    assert "withdrawn on" in (out / "events/oak/evening/index.html").read_text("utf-8")


def test_a_confidential_event_leaves_no_date(tmp_path: Path) -> None:
    hidden = "title: Zanzibar\nlocation: confidential\npublish_dates: no\nstart: 2027-03-01 18:00\n"
    content = write_board(tmp_path, {**LITTLE, "events/oak/hidden.yaml": f"{hidden}cost: free\n"})
    withdraw(content, "oak/hidden")
    assert "2027-03" not in (content / "events/oak/hidden.yaml").read_text("utf-8")
    build(content)


def test_a_picture_that_another_event_shows_stays(tmp_path: Path) -> None:
    other = f"{FILES['events/oak/story-time.md']}".replace(
        "cost: free", "cost: free\nimage: party.png\nimage_alt: A leaf"
    )
    content = board_with_secret(tmp_path, {**BOARD, "events/oak/story-time.md": other})
    assert "Kept, since another record shows it too: events/oak/party.png" in withdraw(content)
    assert (content / "events/oak/party.png").is_file()
    assert not (content / "events/oak/party.pdf").exists()


@pytest.mark.parametrize(
    "asked",
    [
        "oak/evening",
        "events/oak/evening",
        "content/events/oak/evening.md",
        "https://board.oak.example/fr/events/oak/evening/",
        "/events/oak/evening/index.html",
        "oak/soiree",
    ],
)
def test_it_is_found_by_its_name_its_file_and_its_addresses(tmp_path: Path, asked: str) -> None:
    content = board_with_secret(tmp_path)
    assert "(oak/evening)" in withdraw(content, asked)


@pytest.mark.parametrize(
    ("record", "reason", "answer"),
    [
        ("oak/evenin", "leak", "Did you mean oak/evening?"),
        ("nothing", "leak", "There is no event or partner or venue or page “nothing”"),
        ("oak/evening", "whim", "The reasons are: leak, legal, request, mistake."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, record: str, reason: str, answer: str
) -> None:
    content = board_with_secret(tmp_path)
    ran = call_bulletin("withdraw", record, "--reason", reason, "--content", content, "--yes")
    assert ran.code == 2
    assert answer in ran.said


def test_nothing_is_done_without_a_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = board_with_secret(tmp_path)
    before = (content / "events/oak/evening.md").read_bytes()
    asked = ["withdraw", "oak/evening", "--reason", "leak", "--content", str(content), "--today", TODAY]
    assert main(asked) == 2
    assert " ahead in " in capsys.readouterr().out
    assert (content / "events/oak/evening.md").read_bytes() == before


class FailingDisk(Disk):
    """Fails at the n-th operation that changes something."""

    def __init__(self, left: int) -> None:
        self.left = left

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")

    def open_new(self, path: str) -> int:
        self._count()
        return super().open_new(path)

    def rename(self, old: str, new: str) -> None:
        self._count()
        super().rename(old, new)

    def unlink(self, path: str) -> None:
        if "bulletin-tmp" not in path:
            self._count()
        super().unlink(path)


def test_a_run_that_was_cut_short_is_ended_by_running_it_again(tmp_path: Path) -> None:
    options = ReadingOptions(clock=at(TODAY))
    whole = None
    for failing in (99, 0, 1, 2, 3, 4):
        content = board_with_secret(tmp_path / str(failing))
        planned = plan_withdrawal(content, "oak/evening", "leak", options)
        if whole is None:
            apply_withdrawal(content, planned, disk=FailingDisk(failing))
        else:
            with pytest.raises(OSError, match="No space"):
                apply_withdrawal(content, planned, disk=FailingDisk(failing))
            apply_withdrawal(content, plan_withdrawal(content, "oak/evening", "leak", options))
        left = {path.name: path.read_bytes() for path in (content / "events/oak").iterdir()}
        assert left.keys() == {"evening.md", "story-time.md"}
        whole = whole or left
        assert left == whole


def test_what_is_left_to_do_is_said_step_by_step(tmp_path: Path) -> None:
    about = "---\ntitle: About\n---\nCome to our [party](/events/oak/evening/) or the Zanzibar evening.\n"
    repository = Repository(tmp_path / "town")
    content = board_with_secret(tmp_path / "town", {**BOARD, "pages/about.md": about})
    repository.commit(commit_at(0))
    repository.rename("content/events/oak/evening.md", "content/events/oak/night.md")
    repository.rename("content/events/oak/evening.fr.md", "content/events/oak/night.fr.md")
    repository.commit(commit_at(1))
    said = withdraw(content, "oak/night")
    assert "some only once a day" in said
    assert "pages/about.md:4" in said
    (filtering,) = re.findall("git filter-repo .*", said)
    for name in ("night.*", "evening.*", "party.png", "party.pdf"):
        assert f"content/events/oak/{name}" in filtering
    assert "tar -cf ../marks.tar content/events/oak/night.md\n" in said
    assert "Forks" in said
    assert "support.github.com" in said


def test_a_folder_without_version_history_is_told_of_the_copies_it_keeps(tmp_path: Path) -> None:
    said = withdraw(board_with_secret(tmp_path))
    assert "Version history" in said
    assert "git" not in said


def test_a_partner_goes_with_all_its_events(tmp_path: Path) -> None:
    about = "name: Zanzibar Club\nabout: We like quokkas.\ncontact: {phone: 555-0177}\nlogo: party.png\n"
    files = {**LITTLE, "partners/oak.yaml": f"{about}logo_alt: Two zebras\nwas_at: ash\n"}
    other = "title: Quiz\nstart: 2027-02-01 19:00\nend: 20:00\nhosts: Zanzibar Club\ncost: free\n"
    content = write_board(tmp_path, {**files, "events/elm/quiz.yaml": other})
    (content / "partners/party.png").write_bytes(PICTURE)
    build(content)
    said = withdraw(content, "partners/oak")
    assert "With it 1 event: oak/story-time." in said
    out = build(content)
    assert told(out, content) == []
    for route in ("partners/oak", "partners/ash", "events/oak/story-time"):
        assert "withdrawn on" in (out / route / "index.html").read_text("utf-8")
    (entry,) = entries(out / "partners/oak/calendar.ics")["oak/story-time@oak.example"]
    assert entry["STATUS"] == "CANCELLED"
    assert "events/elm/quiz/" in (out / "events/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "where",
    [
        "venue: shelter",
        "venue: shelter\nroom: kitchen",
        "venue: Zanzibar House # here",
        "venue: Wombat, Zanzibar House",
        "venue: 77 Xylophone Street",
        "venue: refuge",
    ],
)
def test_events_at_a_venue_that_is_withdrawn_stay_and_no_longer_say_where_they_are(
    tmp_path: Path, where: str
) -> None:
    venue = (
        "name: Zanzibar House\naddress: 77 Xylophone Street\nphone: 555-0177\naliases: Quetzal\n"
        "transit: Behind the okapi\nrooms: {kitchen: {name: Wombat}}\nwas_at: refuge\n"
    )
    event = (
        f"title: Supper\nstart: 2027-02-01 19:00\nend: 20:00\n{where}\ncost: free\n"
        "repeat: every Monday until 30 June 2027\nchanges: {2027-02-08: {room: kitchen}}\n"
    )
    content = write_board(tmp_path, {**LITTLE, "venues/shelter.yaml": venue, "events/oak/supper.yaml": event})
    build(content)
    said = withdraw(content, "shelter")
    assert "1 event held there will say “place given when you ask”: oak/supper." in said
    out = build(content)
    assert told(out, content) == []
    assert "Place given when you ask" in (out / "events/oak/supper/index.html").read_text("utf-8")
    assert "withdrawn on" in (out / "venues/refuge/index.html").read_text("utf-8")
    (out / "venues/shelter/calendar.ics").read_bytes()


def test_a_page_is_withdrawn_and_no_longer_linked_to(tmp_path: Path) -> None:
    page = "---\ntitle: Zanzibar\n---\nAll about quokkas.\n"
    translated = "---\ntitle: Okapi\n---\nWombat.\n"
    content = write_board(tmp_path, {**LITTLE, "pages/tales.md": page, "pages/tales.fr.md": translated})
    build(content)
    withdraw(content, "pages/tales")
    out = build(content)
    assert told(out, content) == []
    assert "withdrawn on" in (out / "pages/tales/index.html").read_text("utf-8")
    assert "pages/tales" not in (out / "index.html").read_text("utf-8")


def test_a_translation_that_comes_back_beside_it_is_told_and_not_shown(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path)
    withdraw(content)
    (content / "events/oak/evening.fr.md").write_text("---\ntitle: Okapi\n---\n", "utf-8")
    ran = call_bulletin("check", "--content", content, "--today", TODAY)
    assert "[beside-withdrawn] evening.md was taken off the board" in ran.said
    assert told(build(content)) == []


def test_words_added_to_its_mark_are_told_and_not_shown(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path)
    withdraw(content)
    mark = content / "events/oak/evening.md"
    mark.write_text(
        f"{mark.read_text('utf-8').replace('hosts:', 'title: Zanzibar' + chr(10) + 'hosts:')}\nMarimba\n"
    )
    ran = call_bulletin("check", "--content", content, "--today", TODAY)
    assert "`title` is still here" in ran.said
    assert "its text is still here" in ran.said
    assert told(build(content)) == []


def test_a_text_that_speaks_of_what_was_withdrawn_is_no_mark(tmp_path: Path) -> None:
    talk = f"{FILES['events/oak/story-time.md']}\nwithdrawn: two of the books\n"
    content = write_board(tmp_path, {**LITTLE, "events/oak/story-time.md": talk})
    out = build(content)
    assert "withdrawn: two of the books" in (out / "events/oak/story-time/index.html").read_text("utf-8")


def test_nobody_else_can_take_its_id(tmp_path: Path) -> None:
    content = board_with_secret(tmp_path)
    withdraw(content)
    stolen = "id: oak/evening\ntitle: Mine\nstart: 2027-02-01 19:00\nend: 20:00\ncost: free\n"
    (content / "events/elm").mkdir()
    (content / "events/elm/mine.yaml").write_text(stolen)
    ran = call_bulletin("check", "--content", content, "--today", TODAY)
    assert ran.code == 1
    assert "The id oak/evening belongs to events/oak/evening.md, which stays as it is." in ran.said
