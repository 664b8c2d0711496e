"""What staff have to do: what is on the list, why, in which order, and the step it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from bulletin.messages.todo import effort, format_todos, format_todos_markdown, heading, made_on
from bulletin.model.decision import Decision, Word
from bulletin.model.occurrences import find_occurrences
from bulletin.model.todo import Section, ToDo, ToDoList
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.render.todo import render_todos
from bulletin.staff.mend import ReadFiles
from bulletin.staff.todo import Known, list_todos
from tests.plain_theme import plain_theme
from tests.plan.boards import BOARD, TODAY, make_board

OAK = "name: Oak Club\ncontact: {phone: 416-555-0100}\nverified: {date: 2027-01-10}\n"
ELM = "name: Elm School\ncontact: {email: office@elm.example}\n"
TALK = "title: Talk\nstart: 2027-02-16 10:00\nend: 11:00\nvenue: library\ncost: free\n"
THEME = plain_theme()
WELL_READ = ReadFiles(())
REPOSITORY = f"{BOARD}repository: https://git.example/oak/board/\n".replace("library: oak\n", "")


def todos(
    files: Mapping[str, str],
    *,
    board: str = REPOSITORY,
    read: ReadFiles = WELL_READ,
    nudged: Mapping[str, date] | None = None,
    decisions: Sequence[Decision] = (),
) -> ToDoList:
    made = make_board({"partners/oak.yaml": OAK, **files}, board=board)
    return list_todos(
        made, find_occurrences(made, TODAY), Known(read, nudged=nudged or {}, decisions=decisions)
    )


def only(found: ToDoList, section: Section) -> ToDo:
    (item,) = found.of(section)
    return item


def test_a_board_on_which_all_is_well_has_nothing_to_do_and_the_week_ready() -> None:
    found = todos({"events/oak/talk.yaml": TALK})
    assert [item.section for item in found.items] == [Section.READY, Section.READY]
    assert heading(found) == "This week: nothing to do"
    assert effort(found) == ""


@pytest.mark.parametrize(
    ("verified", "text"),
    [
        ("2026-10-31", "Last checked on Saturday 31 October 2026. Due in 14 days."),
        ("2026-10-17", "Last checked on Saturday 17 October 2026. Due today."),
    ],
)
def test_a_partner_is_asked_from_14_days_before_its_word_runs_out(verified: str, text: str) -> None:
    partner = OAK.replace("2027-01-10", verified)
    item = only(todos({"partners/oak.yaml": partner, "events/oak/talk.yaml": TALK}), Section.DUE)
    assert (item.title, item.text) == ("Oak Club", text)
    assert [(step.label, step.url) for step in item.actions] == [("Call 416-555-0100", "tel:+14165550100")]


def test_a_partner_whose_word_has_run_out_is_silent_and_what_patrons_read_is_said() -> None:
    partner = OAK.replace("2027-01-10", "2026-10-16")
    files = {"partners/oak.yaml": partner, "events/oak/talk.yaml": TALK}
    found = todos(files, nudged={"oak": date(2027, 1, 4)})
    assert found.of(Section.DUE) == ()
    assert only(found, Section.SILENT).text == (
        "Last checked 91 days ago. 1 event says “Please check before you go”. "
        "Last reminded on Monday 4 January."
    )


def test_a_partner_with_an_address_alone_gets_a_mail_that_names_its_events() -> None:
    files = {"partners/elm.yaml": ELM, "events/elm/talk.yaml": TALK.replace("Talk", "Fun & Games?")}
    (step,) = only(todos(files), Section.SILENT).actions
    assert step.label == "Send the mail"
    assert step.url.startswith("mailto:office@elm.example?subject=Oak%20Board&body=Hello%2C%0D%0A")
    assert "%0D%0A-%20Fun%20%26%20Games%3F%0D%0A" in step.url


def test_a_sensitive_partner_is_never_written_to() -> None:
    files = {"partners/elm.yaml": f"{ELM}sensitive: yes\n", "events/elm/talk.yaml": TALK}
    assert only(todos(files), Section.SILENT).actions == ()


@pytest.mark.parametrize("state", ["tier: ended\n", "do_not_list: yes\n", "verified: {date: 2027-01-14}\n"])
def test_nobody_asks_a_partner_that_has_left_or_that_has_just_answered(state: str) -> None:
    found = todos({"partners/elm.yaml": ELM + state, "events/elm/talk.yaml": TALK})
    assert found.number == 0


def test_the_library_is_not_asked_about_its_own_events() -> None:
    files = {"partners/oak.yaml": "name: Oak Club\n", "events/oak/talk.yaml": TALK}
    assert todos(files, board=f"{REPOSITORY}library: oak\n").number == 0


def test_a_notice_that_ends_this_week_can_be_kept_and_one_that_ends_later_is_not_told() -> None:
    notices = (
        "notices:\n- {text: '**Cold.** The hall is open.', until: 2027-01-16}\n"
        "- {text: Later, until: 2027-01-23}\n"
    )
    item = only(todos({}, board=REPOSITORY + notices), Section.DUE)
    assert (item.title, item.text) == ("Notice “Cold. The hall is open.”", "Ends tomorrow, Saturday.")
    assert item.actions[0].label == "Keep it longer"
    assert item.actions[0].url == "https://git.example/oak/board/edit/main/content/board.yaml"


WEEKLY = TALK.replace("2027-02-16", "2027-01-05")


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (
            "repeat: Tuesdays until 19 January 2027\n",
            "Its last date is Tuesday 19 January. Does it go on?",
        ),
        (
            "repeat: Tuesdays\nreview_by: 2027-01-20\n",
            "To be looked at by Wednesday 20 January: does it go on as it is?",
        ),
        (
            "repeat: Tuesdays\nreview_by: 2026-12-31\n",
            "Was to be looked at by Thursday 31 December 2026. Patrons read “Please check before you go”.",
        ),
        (
            "repeat: Tuesdays\nregistration: {kind: required, phone: 555-0100, opens: 2027-02-01}\n",
            "Sign-up opens on Monday 1 February. No number of places is given.",
        ),
        (
            "repeat: Tuesdays\n"
            "registration: {kind: required, phone: 555-0100, closes: 2027-01-15, capacity: 9}\n",
            "Sign-up closes today. Is there room left of 9 places?",
        ),
    ],
)
def test_what_ends_opens_or_was_promised_this_week_is_asked_about(more: str, text: str) -> None:
    found = todos({"events/oak/talk.yaml": WEEKLY + more})
    assert only(found, Section.DUE).text == text


@pytest.mark.parametrize(
    "more",
    [
        "repeat: Tuesdays until 26 January 2027\n",
        "repeat: Tuesdays until 19 January 2027\nstatus: cancelled\n",
        "repeat: Tuesdays\nreview_by: 2027-01-23\n",
        "repeat: Tuesdays\nregistration: {kind: required, phone: 555-0100, opens: 2027-02-01, capacity: 9}\n",
    ],
)
def test_what_is_later_off_or_complete_is_not_asked_about(more: str) -> None:
    assert todos({"events/oak/talk.yaml": WEEKLY + more}).of(Section.DUE) == ()


def decided(word: Word, day: int, event: str = "oak/talk") -> Decision:
    return Decision(id=event, partner=event.partition("/")[0], word=word, decided=date(2027, 1, day))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((Word.ASK,), "Asked on Tuesday 5 January; no decision yet."),
        ((Word.ASK, Word.HOLD), "Held for the manager on Wednesday 6 January."),
    ],
)
def test_what_was_asked_or_held_is_due_until_it_is_decided(words: tuple[Word, ...], text: str) -> None:
    decisions = [decided(word, 5 + number) for number, word in enumerate(words)]
    files = {"events/oak/talk.yaml": TALK}
    assert only(todos(files, decisions=decisions), Section.DUE).text == text
    assert todos(files, decisions=[*decisions, decided(Word.ACCEPT, 14)]).of(Section.DUE) == ()


def test_what_waits_and_is_not_on_the_board_is_called_by_its_name() -> None:
    found = todos({"events/oak/talk.yaml": TALK}, decisions=[decided(Word.ASK, 5, "oak/sale")])
    item = only(found, Section.DUE)
    assert item.title == "oak/sale"
    assert item.actions[0].label == "Call 416-555-0100"


def test_the_forms_of_the_host_stand_at_the_end_where_it_has_them() -> None:
    hub = REPOSITORY.replace("https://git.example/oak/board/", "https://github.com/oak/board")
    assert todos({}).of(Section.CHANGE) == ()
    steps = [step.url for item in todos({}, board=hub).of(Section.CHANGE) for step in item.actions]
    assert "https://github.com/oak/board/actions/workflows/tonight.yml" in steps
    assert len(set(steps)) == len(steps)


RULE = Rule("end-before-start", Severity.ERROR, "An event ends after it starts.")
PATH = "events/oak/talk.yaml"


def test_a_file_shown_in_its_last_good_version_says_since_when_and_what_is_wrong() -> None:
    read = ReadFiles(
        (Problem(SourceRef(PATH, 3), RULE, "It ends before it starts."),),
        {PATH: datetime(2027, 1, 8, 3, 0, tzinfo=UTC)},
    )
    item = only(todos({PATH: TALK}, read=read), Section.MEND)
    assert item.title == "Talk"
    assert item.text == (
        "Shown as it was on Thursday 7 January: its new file cannot be read. It ends before it starts."
    )
    assert [step.label for step in item.actions] == ["Mend one line"]
    assert item.actions[0].url.endswith("/edit/main/content/events/oak/talk.yaml")


def test_a_file_that_is_left_out_is_named_and_without_a_repository_offers_no_step() -> None:
    read = ReadFiles((), left_out=("events/oak/gone.yaml",))
    item = only(todos({PATH: TALK}, board=BOARD, read=read), Section.MEND)
    assert (item.title, item.text) == ("events/oak/gone.yaml", "Not on the board: its file cannot be read.")
    assert item.actions == ()


def test_conflicts_ahead_are_told_and_other_remarks_are_not() -> None:
    taken = Rule("room-taken", Severity.WARNING, "No two events are in the same room at the same time.")
    other = Rule("missing-contact", Severity.WARNING, "An event has a contact.")
    problems = [Problem(SourceRef(PATH, 4), rule, f"{rule.id} told.") for rule in (taken, other)]
    assert only(todos({PATH: TALK}, read=ReadFiles(problems)), Section.MEND).text == "room-taken told."


def test_the_most_urgent_stands_first_in_each_section() -> None:
    found = todos(
        {
            "events/oak/a.yaml": WEEKLY + "repeat: Tuesdays\nreview_by: 2027-01-21\n",
            "events/oak/b.yaml": WEEKLY.replace("10:00", "12:00").replace("11:00", "13:00")
            + "repeat: Tuesdays until 19 January 2027\n",
        }
    )
    days = [item.by for item in found.of(Section.DUE)]
    assert days == [date(2027, 1, 19), date(2027, 1, 21)]


HOSTILE = "<script>alert(1)</script> [x](https://evil.example) @oak"


def test_nothing_a_partner_wrote_is_more_than_text() -> None:
    files = {"partners/elm.yaml": ELM.replace("Elm School", f'"{HOSTILE}"'), "events/elm/talk.yaml": TALK}
    found = todos(files)
    words = {"heading": heading(found), "effort": effort(found), "made": made_on(found)}
    page = render_todos(found, THEME, words).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    markdown = format_todos_markdown(found)
    assert "<script" not in markdown
    assert "\\[x\\](https://evil.example)" in markdown
    assert "@oak" not in markdown


def test_the_page_holds_everything_it_shows_and_runs_nothing() -> None:
    found = todos({"partners/elm.yaml": ELM, "events/elm/talk.yaml": TALK})
    page = render_todos(found, THEME, {"heading": "H", "effort": "E", "made": "M"}).decode()
    assert "default-src 'none'" in page
    assert "<link" not in page
    assert " src=" not in page
    assert page.count("<h1>") == 1


def test_the_words_for_staff_name_no_tools() -> None:
    files = {
        "partners/elm.yaml": ELM,
        "events/elm/talk.yaml": WEEKLY + "repeat: Tuesdays\nreview_by: 2027-01-20\n",
    }
    text = format_todos(todos(files, read=ReadFiles((), left_out=("events/oak/gone.yaml",)))).lower()
    for word in ("commit", "branch", "merge", "diff", "rule"):
        assert word not in text
