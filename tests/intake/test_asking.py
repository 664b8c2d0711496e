"""A change, a cancellation, or that all is still right: by the form, for an event that is on the board."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.messages.intake import IntakeNews, format_news
from bulletin.problems import UnusableInput
from bulletin.staff.contacts import parse_contacts
from tests.commands.boards import FILES
from tests.intake.folders import STORY, TRUSTING, answer, run, shared, tree

TALK = "title: A talk\nstart: 2027-02-05 19:00\nend: 21:00\nvenue: main-library\ncost: free\nroom: room-2\n"
BOARD = {**FILES, "events/oak/talk.yaml": TALK, "events/elm/fair.yaml": TALK}
HELD = "records/held/oak/"
KNOWN = """partner,name,phone,email,consent,last_contact
oak,Jo Roe,555-0177,jo.roe@club.example,yes,2026-11-02
"""


def asking(*lines: str, body: str = "") -> str:
    return "\n".join(["bulletin-form 1", *lines, *(["", "Description:", body] if body else []), "end", ""])


def mail(text: str, sender: str = "Jo Roe <Jo.Roe@club.example>") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "events@board.example", "An event"
    message.set_content(text)
    return message.as_bytes()


def waiting(folder: Path, name: str) -> str:
    path = folder / HELD / name
    return path.read_text("utf-8") if path.is_file() else ""


def told(news: IntakeNews) -> str:
    return format_news(news)


CALLED_OFF = asking("Action: called off", "Event: oak/talk", "Reason: The speaker is ill")

ASKED = {
    "a change": (
        asking("Action: a change", "Event: oak/talk", "Start: 2027-02-05 19:30", "Room:"),
        "talk.yaml",
        TALK.replace("19:00", "19:30").replace("room: room-2\n", ""),
    ),
    "a change of the description": (
        asking("Action: change", "Event: oak/story-time", body="Songs only.\n\nAnd a drum."),
        "story-time.md",
        STORY.replace("Songs and picture books.", "Songs only.\n\nAnd a drum."),
    ),
    "all of it called off": (
        CALLED_OFF,
        "talk.yaml",
        TALK + "status: cancelled\nstatus_note: The speaker is ill\n",
    ),
    "one date called off, in French": (
        asking("Demande : annulé", "Quel événement : oak/story-time", "Annulé le : 2027-01-20"),
        "story-time.md",
        STORY.replace("---\n\nSongs", "changes:\n  2027-01-20: cancelled\n---\n\nSongs"),
    ),
    "still right": (
        asking("Action: still right", "Event: oak/talk"),
        "talk.yaml",
        TALK + "verified:\n  date: 2027-01-15\n  how: self\n",
    ),
}


def same_lines(one: str, other: str) -> bool:
    """Whether two records hold the same lines; where a command puts a line is its own business."""
    return sorted(one.replace("status: ", "").split()) == sorted(other.replace("status: ", "").split())


@pytest.mark.parametrize("what", ASKED)
@pytest.mark.parametrize("name", ["form.txt", "form.eml"])
def test_what_a_form_asks_of_an_event_waits_as_that_event(tmp_path: Path, what: str, name: str) -> None:
    text, file, expected = ASKED[what]
    shared(tmp_path, {f"oak/{name}": mail(text) if name.endswith("eml") else text}, BOARD)
    news = told(run(tmp_path))
    held = {path for path in tree(tmp_path) if path.startswith("records/")}
    assert held == {f"{HELD}{file}"}, news
    assert same_lines(waiting(tmp_path, file), expected), waiting(tmp_path, file)
    assert "not on the board yet" in answer(tmp_path, f"oak/{name}.received.txt")


IN_VAIN = {
    "no such event": (asking("Action: cancel", "Event: oak/tea"), "“oak/tea”"),
    "another partner's": (asking("Action: cancel", "Event: elm/fair"), "“elm/fair”"),
    "none named": (asking("Action: still right"), "which event"),
}


@pytest.mark.parametrize("what", IN_VAIN)
def test_a_form_about_no_event_of_the_partner_is_answered(tmp_path: Path, what: str) -> None:
    text, expected = IN_VAIN[what]
    shared(tmp_path, {"oak/form.txt": text}, BOARD)
    run(tmp_path)
    assert expected in answer(tmp_path, "oak/form.txt.problem.txt")
    assert not any(path.startswith("records/") for path in tree(tmp_path))


@pytest.mark.parametrize("slug", ["story-time", "talk"])
@pytest.mark.parametrize("day", ["2027-01-21", "2027-02-30"])
def test_a_date_that_the_event_has_not_is_for_a_person(tmp_path: Path, slug: str, day: str) -> None:
    text = asking("Action: cancel", f"Event: oak/{slug}", f"Called off on: {day}")
    shared(tmp_path, {"oak/form.txt": text}, BOARD)
    said = told(run(tmp_path))
    assert f"On {day} it has no date." in said or f"“{day}” is no date that can be read." in said
    assert not any(path.startswith(HELD) for path in tree(tmp_path))
    assert "cancelled" not in tree(tmp_path)[next(p for p in tree(tmp_path) if "/drafts/" in p)].decode()


def test_a_change_to_another_place_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    text = asking("Action: change", "Event: oak/talk", "Venue: Nowhere Hall, 3 Long Road")
    shared(tmp_path, {"oak/form.txt": text}, BOARD)
    run(tmp_path)
    assert "address: Nowhere Hall, 3 Long Road" in waiting(tmp_path, "talk.yaml")
    assert "main-library" not in waiting(tmp_path, "talk.yaml")
    assert "room" not in waiting(tmp_path, "talk.yaml")


NEW = ("Title: Tea", "Start: 2027-02-02 14:00", "Venue: main-library", "Cost: free")
A_NEW_ONE = asking("Action: new", *NEW)


def test_a_new_event_never_takes_the_place_of_one_on_the_board(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/form.eml": mail(asking("Action: new", "Event: oak/talk", *NEW))}, BOARD)
    run(tmp_path)
    assert {path for path in tree(tmp_path) if path.startswith("records/")} == {f"{HELD}tea.yaml"}


def test_what_stands_in_a_form_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    text = asking("Action: cancel", "Event: oak/talk", "Event: oak/story-time", "Reason: Ice", "Reason: Fog")
    shared(tmp_path, {"oak/form.txt": text}, BOARD)
    run(tmp_path)
    assert "status_note: Ice\n" in waiting(tmp_path, "talk.yaml")
    assert not waiting(tmp_path, "story-time.md")
    said = answer(tmp_path, "oak/form.txt.received.txt")
    assert "`event` stands there twice" in said
    assert "`status_note` stands there twice" in said


@pytest.mark.parametrize("lines", [("Action: new", *NEW), ("Action: change", "Event: oak/talk", "Cost: 5")])
def test_a_form_of_another_partner_waits_for_a_person(tmp_path: Path, lines: tuple[str, ...]) -> None:
    text = asking(*lines, "Handed in by: Elm School")
    shared(tmp_path, {"oak/form.eml": mail(f"{A_NEW_ONE}\n{text.replace('Tea', 'Chess')}")}, BOARD)
    assert "Its form says that it comes from Elm School" in told(run(tmp_path))
    assert {path for path in tree(tmp_path) if path.startswith(HELD)} == {f"{HELD}tea.yaml"}


@pytest.mark.parametrize("typed", ["Demande : une réservation", "Action: swap"])
def test_a_request_that_is_not_known_is_answered_with_those_that_are(tmp_path: Path, typed: str) -> None:
    shared(tmp_path, {"oak/form.txt": asking(typed, "Event: oak/talk", "Start: 2027-02-05 20:00")}, BOARD)
    run(tmp_path)
    said = answer(tmp_path, "oak/form.txt.problem.txt")
    assert typed.partition(":")[2].strip() in said
    assert "“a change”, “called off” and “still right”" in said
    assert not any(path.startswith("records/") for path in tree(tmp_path))


def test_of_no_event_that_is_there_a_request_in_other_words_is_for_a_new_one(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/form.txt": asking("Action: please put this up", *NEW)}, BOARD)
    run(tmp_path)
    assert "title: Tea" in waiting(tmp_path, "tea.yaml")
    assert "There is no field" not in answer(tmp_path, "oak/form.txt.received.txt")


def test_whoever_wrote_a_mail_is_not_asked_to_change_a_file(tmp_path: Path) -> None:
    shared(
        tmp_path, {"oak/form.eml": mail(A_NEW_ONE), "oak/form.txt": A_NEW_ONE.replace("Tea", "Chess")}, BOARD
    )
    run(tmp_path)
    assert "change your file" not in answer(tmp_path, "oak/form.eml.received.txt")
    assert "tell us by mail, or by the form" in answer(tmp_path, "oak/form.eml.received.txt")
    assert "change your file" in answer(tmp_path, "oak/form.txt.received.txt")


LINK = "For staff:\nhttps://board.example/submit/\nopen/#z.abc\n"
ANSWERED = "-----Original Message-----\nFrom: The library\nSent: Monday\n\n"
PASSED_ON = "---------- Forwarded message ---------\nFrom: Jo Roe\nDate: Monday\n\n"
MARKED = "Begin forwarded message:\n\n" + "".join(f"> {line}\n" for line in A_NEW_ONE.split("\n"))
WAITS, DRAFTED = f"{HELD}tea.yaml", "records/drafts/oak/tea.yaml"
BESIDE: dict[str, tuple[str, str, bool]] = {
    "nothing": (f"{A_NEW_ONE}\n{LINK}", WAITS, False),
    "a signature": (f"{A_NEW_ONE}\nRegards,\nJo Roe\nSecretary\n", WAITS, False),
    "words above": (f"Please call me first.\n\n{A_NEW_ONE}", WAITS, True),
    "words and a name above": (f"Our tea is on again.\n\nThanks,\nJo\n\n{A_NEW_ONE}", WAITS, True),
    "words below": (f"{A_NEW_ONE}\n{LINK}\nThe date is not certain.\n", WAITS, True),
    "words between": (f"{A_NEW_ONE}\nAnd not this:\n\n{A_NEW_ONE.replace('Tea', 'Chess')}", WAITS, True),
    "an answer": (f"No, not this one!\n\n{ANSWERED}{A_NEW_ONE}", DRAFTED, True),
    "passed on": (f"{PASSED_ON}{A_NEW_ONE}", WAITS, False),
    "passed on, marked": (MARKED, WAITS, False),
}


@pytest.mark.parametrize("what", BESIDE)
def test_words_beside_a_form_are_for_staff_to_read(tmp_path: Path, what: str) -> None:
    text, expected, is_more = BESIDE[what]
    shared(tmp_path, {"oak/form.eml": mail(text)}, BOARD)
    said = told(run(tmp_path))
    assert expected in tree(tmp_path), said
    assert ("form.eml says more than its form" in said) == is_more
    written = answer(tmp_path, "oak/form.eml.received.txt")
    assert ("somebody at the library reads it." in written or "that this one answers" in written) == is_more


STRANGERS = (
    "Eve <eve@elsewhere.example>",
    "Jo Roe <jo.roe@club.example.elsewhere.example>",
    "eve@elsewhere.example, jo.roe@club.example",
    "",
)
CALLS = [*((what, STRANGERS[0]) for what in ASKED), *(("still right", each) for each in STRANGERS[1:])]


@pytest.mark.parametrize(("what", "sender"), CALLS)
def test_what_comes_from_elsewhere_waits_for_a_call(tmp_path: Path, what: str, sender: str) -> None:
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    text, file, _ = ASKED[what]
    data = mail(text, sender) if sender else f"Subject: An event\n\n{text}".encode()
    shared(tmp_path, {"oak/form.eml": data}, BOARD)
    news = told(run(tmp_path, contacts=tmp_path / "known.csv"))
    assert "Call the partner first (555-0177): form.eml " in news
    written = {path: data.decode() for path, data in tree(tmp_path).items() if ".done/" not in path}
    del written["known.csv"]
    draft = f"records/drafts/oak/{file}"
    assert [path for path in written if path.startswith("records/")] == [draft]
    assert "# Call the partner first" in written[draft]
    private = " ".join(written.values()) + news.replace("555-0177", "")
    assert not any(each in private for each in ("jo.roe", "Jo Roe", "555-0177", "eve@", "Eve"))


def test_a_record_that_came_with_a_mail_from_elsewhere_waits_for_a_call(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    message = EmailMessage()
    message["From"], message["Subject"] = "eve@elsewhere.example", "Our talk"
    message.set_content("Please see the file.\n")
    message.add_attachment(TALK.replace("19:00", "18:00"), subtype="yaml", filename="talk.yaml")
    shared(tmp_path, {"oak/form.eml": message.as_bytes()}, BOARD)
    news = told(run(tmp_path, contacts=tmp_path / "known.csv"))
    assert "Call the partner first (555-0177): form.eml changes “talk.yaml”" in news
    assert not waiting(tmp_path, "talk.yaml")


def test_what_comes_from_a_known_address_waits_like_anything_else(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    shared(tmp_path, {"oak/form.eml": mail(CALLED_OFF)}, BOARD)
    assert "Call the partner" not in told(run(tmp_path, contacts=tmp_path / "known.csv"))
    assert "cancelled" in waiting(tmp_path, "talk.yaml")


def test_a_new_event_needs_no_known_address(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    text = asking("Action: new", "Title: Tea", "Start: 2027-02-02 14:00", "Venue: main-library")
    shared(tmp_path, {"oak/form.eml": mail(text, "eve@elsewhere.example")}, BOARD)
    assert "Call the partner" not in told(run(tmp_path, contacts=tmp_path / "known.csv"))
    assert "title: Tea" in waiting(tmp_path, "tea.yaml")


def test_a_mail_goes_on_the_board_by_no_rule(tmp_path: Path) -> None:
    text = asking("Action: cancel", "Event: oak/story-time", "Called off on: 2027-01-20")
    shared(tmp_path, {"oak/form.eml": mail(text)}, TRUSTING)
    run(tmp_path)
    assert (tmp_path / "content/events/oak/story-time.md").read_text("utf-8") == STORY
    assert "2027-01-20" in waiting(tmp_path, "story-time.md")


def test_contacts_are_refused_where_everybody_can_read_them(tmp_path: Path) -> None:
    shared(tmp_path, {}, BOARD)
    (tmp_path / "shared").mkdir()
    (tmp_path / "content/known.csv").write_text(KNOWN, "utf-8")
    with pytest.raises(UnusableInput, match="lies in the content folder"):
        run(tmp_path, contacts=tmp_path / "content/known.csv")


ROW = KNOWN.split("\n")[1]
TABLES = {
    "as a spreadsheet saves it": ("\ufeff" + KNOWN.replace("\n", "\r\n").replace(",", ";")).encode(),
    "for another spreadsheet": KNOWN.encode("utf-16"),
    "with a name and an address": KNOWN.replace("jo.roe@", "Jo <jo.roe@")
    .replace("example,", "example>,")
    .encode(),
    "as a link": KNOWN.replace("jo.roe@", "mailto:jo.roe@").encode(),
    "with other names of columns": KNOWN.replace("email", "E-mail").replace("partner", "Partner").encode(),
    "in capitals": KNOWN.replace(ROW, ROW.upper()).encode(),
}


@pytest.mark.parametrize("what", TABLES)
def test_contacts_are_read_as_people_keep_them(what: str) -> None:
    known = parse_contacts(TABLES[what])
    assert known.knows("oak", ("Jo.Roe@club.example",))
    assert known.of("oak").phones == ("555-0177",)


@pytest.mark.parametrize("text", ["", "name,phone\nJo,1\n", "name,partner\nJo,oak\n", KNOWN])
def test_a_table_of_contacts_is_read_or_refused_in_one_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/note.yaml": TALK.replace("A talk", "Another talk")}, BOARD)
    (tmp_path / "known.csv").write_text(text, "utf-8")
    words = ["intake", f"{tmp_path}/shared", "--content", f"{tmp_path}/content", "--today", "2027-01-15"]
    code = main([*words, "--contacts", f"{tmp_path}/known.csv"])
    said = capsys.readouterr()
    assert code == (2 if text.startswith("name") else 0)
    assert said.err.count("\n") == (1 if code else 0)


def test_a_mail_that_somebody_saved_is_taken_in_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {}, BOARD)
    saved, words = tmp_path / "mail.eml", ["--content", f"{tmp_path}/content", "--today", "2027-01-15"]
    text = asking(
        "Action: new", "Handed in by: oak", "Title: Tea", "Start: 2027-02-02 14:00", "Venue: main-library"
    )
    saved.write_bytes(mail(text))
    for _ in range(2):  # the second time changes nothing
        assert main(["intake", f"{saved}", *words]) == 0
        told = capsys.readouterr().out
        assert "The answer, to be sent as it is or changed: " in told
        answered = Path(told.rpartition("changed: ")[2].strip()).read_text("utf-8-sig")
        assert "not on the board yet" in answered
        assert "Tea\n" in answered
        assert [path for path in tree(tmp_path) if "/held/" in path] == [f"{HELD}tea.yaml"]
    assert saved.is_file()
    saved.write_bytes(mail("We meet on 5 February 2027 at 19:00.\n"))
    assert main(["intake", f"{saved}", *words]) == 2
    assert "does not say whose it is" in capsys.readouterr().err
    assert main(["intake", f"{saved}", *words, "--partner", "Oak Street Club"]) == 0
