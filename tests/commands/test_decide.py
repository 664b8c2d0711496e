"""`bulletin decide` and `bulletin decisions`, as somebody at a terminal sees them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.files import lock
from bulletin.model.decision import Word
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.decide import DecideRequest, decide
from bulletin.pipeline.staff_lists import usual_records
from tests.commands.boards import FILES, at, write_board

DAY = "2027-01-15"
RULES = """\
contact: {phone: 555-0100, email: board@oak.example}
policy:
  page: policy
  version: 3
  lead_time: 5 working days
  require: [contact, end, cost]
  reasons:
    - id: sales
      label: {en: Sales are not listed., fr: Les ventes ne sont pas annoncées.}
"""
BOARD = {
    **FILES,
    "board.yaml": FILES["board.yaml"] + RULES,
    "pages/policy.md": "---\ntitle: Rules\n---\nBe kind.\n",
    "partners/ormeau.yaml": "name: L’Ormeau\ntext_language: fr\ncontact: {email: bonjour@ormeau.example}\n",
    "partners/refuge.yaml": "name: Refuge\nsensitive: yes\ncontact: {phone: 555-0177}\n",
    "events/oak/quiz.yaml": "title: Quiz\nstart: 2027-02-20 19:00\nvenue: main-library\ncategories: other\n",
}
HEADER = "received,decided,id,partner,word,reason,policy_version"


class Desk:
    """A board whose staff decide."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.content = write_board(folder, BOARD)
        self.records = folder / "lists"
        self.capsys = capsys

    def decide(self, *arguments: str, day: str = DAY) -> tuple[int, str, str]:
        given = ["--content", str(self.content), "--records", str(self.records), "--today", day]
        code = main(["decide", *arguments, *given])
        return (code, *self.capsys.readouterr())

    def list(self, year: int = 2027) -> list[str]:
        return (self.records / f"decisions/{year}.csv").read_text("utf-8").splitlines()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("accept", "update: https://board.oak.example/events/oak/story-time/"),
        ("edit", "We changed how it is written in places, not what it says."),
        ("ask", "we have a question. Please call us or write to us."),
        ("hold", "Somebody else at the library looks at it before we answer"),
    ],
)
def test_each_word_gives_a_text_that_is_ready_to_send_and_a_line(desk: Desk, word: str, line: str) -> None:
    code, said, _ = desk.decide("oak/story-time", word)
    assert code == 0
    assert said.startswith("To: Oak Street Club, 555-0101\nSubject: ")
    assert line in said
    assert "board@oak.example, 555-0100" in said
    assert desk.list() == [HEADER, f",{DAY},oak/story-time,oak,{word},,3"]


def test_a_refusal_gives_the_reason_the_version_and_the_way_to_ask_again(desk: Desk) -> None:
    code, said, told = desk.decide(
        "oak/new-event", "decline", "--reason", "sales", "--received", "2027-01-12"
    )
    assert code == 0
    assert "The reason, by version 3 of our house rules: Sales are not listed." in said
    assert "The rules in full: https://board.oak.example/pages/policy/" in said
    assert "ask us to look again: board@oak.example, 555-0100" in said
    assert "Nothing was sent." in told
    assert desk.list()[1:] == ["2027-01-12,2027-01-15,oak/new-event,oak,decline,sales,3"]


def test_a_partner_is_written_to_in_its_own_language(desk: Desk) -> None:
    _, said, _ = desk.decide("ormeau/fete", "decline", "--reason", "sales")
    assert "Subject: « fete » ne peut pas être affiché" in said
    assert "selon la version 3 des règles de la maison : Les ventes ne sont pas annoncées." in said
    assert "https://board.oak.example/fr/pages/policy/" in said
    _, said, _ = desk.decide("ormeau/fete", "decline", "--reason", "lead-time", "--language", "es")
    assert "al menos 5 días hábiles antes de su primera fecha" in said
    _, said, _ = desk.decide("ormeau/fete", "accept", "--language", "ar")
    assert "شكرًا لكم" in said


def test_a_question_names_what_the_house_rules_ask_for_and_whatever_else_is_asked(desk: Desk) -> None:
    _, said, _ = desk.decide("oak/quiz", "ask", "--say", "Is room 2 booked?")
    assert (
        "- When does it end?\n- What does it cost, even if it costs nothing?\n- Is room 2 booked?\n" in said
    )


def test_what_is_held_goes_to_the_manager_too(desk: Desk) -> None:
    _, said, _ = desk.decide("oak/quiz", "hold", "--reason", "sales")
    _, _, manager = said.partition("Subject: For you to decide: “Quiz”")
    assert "answer Oak Street Club: “Quiz” (oak/quiz)." in manager
    assert "Why it is held: Sales are not listed." in manager


def test_what_is_later_decided_keeps_the_day_it_came_in_across_the_year(desk: Desk) -> None:
    desk.decide("oak/quiz", "ask", "--received", "2026-12-20", day="2026-12-21")
    desk.decide("oak/quiz", "accept")
    assert desk.list()[1:] == ["2026-12-20,2027-01-15,oak/quiz,oak,accept,,3"]
    desk.decide("oak/quiz", "edit", day="2027-03-01")
    assert desk.list()[2:] == [",2027-03-01,oak/quiz,oak,edit,,3"]


def test_the_same_again_gives_the_text_again_and_no_second_line(desk: Desk) -> None:
    first = desk.decide("oak/quiz", "accept")
    again = desk.decide("events/oak/quiz/", "accept")
    assert again[1] == first[1]
    assert "That is noted already in" in again[2]
    assert len(desk.list()) == 2


def test_a_list_that_a_spreadsheet_saved_is_kept_in_its_manner(desk: Desk) -> None:
    path = desk.records / "decisions/2027.csv"
    path.parent.mkdir(parents=True)
    before = f"\ufeff{HEADER}\r\n01.01.2027,2027-01-04,oak/tea,oak,edit,,3\r\n".replace(",", ";").encode()
    path.write_bytes(before)
    assert desk.decide("oak/quiz", "accept")[0] == 0
    assert path.read_bytes() == before + b";2027-01-15;oak/quiz;oak;accept;;3\r\n"


def test_a_list_that_cannot_be_read_is_left_as_it_is(desk: Desk) -> None:
    path = desk.records / "decisions/2027.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"Our decisions\n")
    code, said, told = desk.decide("oak/quiz", "accept")
    assert (code, said) == (2, "")
    assert "2027.csv: Its first line names no column" in told
    assert path.read_bytes() == b"Our decisions\n"


def test_two_at_once_never_write_into_each_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.pipeline.decide.PATIENCE", 0)
    with lock(desk.records / "decisions"):
        code, _, told = desk.decide("oak/quiz", "accept")
    assert (code, "another run is writing there" in told) == (2, True)
    assert list((desk.records / "decisions").iterdir()) == []


def test_of_many_at_the_same_moment_each_is_noted_once(desk: Desk) -> None:
    words = ["accept", "edit", "ask", "hold"] * 2
    asked = [
        DecideRequest(
            content=desk.content,
            reading=ReadingOptions(clock=at(DAY)),
            about=f"oak/event-{number}",
            word=Word(word),
            records=desk.records,
        )
        for number, word in enumerate(words)
    ]
    with ThreadPoolExecutor(len(asked)) as threads:
        list(threads.map(decide, asked))
    assert sorted(desk.list()[1:]) == [
        f",{DAY},oak/event-{number},oak,{word},,3" for number, word in enumerate(words)
    ]


def test_of_nobody_is_anything_written_that_is_not_public(desk: Desk) -> None:
    _, _, told = desk.decide("refuge/evening", "ask", "--say", "Is Ms Ray told?")
    assert "Rather call than write: 555-0177." in told
    assert desk.list()[1:] == [",2027-01-15,refuge/evening,refuge,ask,,3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["oak/quiz", "decline"], "add --reason CODE. The reasons are: sales, lead-time,"),
        (["oak/quiz", "decline", "--reason", "sale"], "no reason “sale”. Did you mean sales?"),
        (["oak/quiz", "decline", "--reason", "their opinion"], "no reason “their opinion”. The reasons are"),
        (["quiz", "accept"], "written as partner and name"),
        (["../oak/quiz", "accept"], "written as partner and name"),
        (["oak/quiz", "accept", "--language", "xx"], "no letters in “xx”"),
        (["oak/quiz", "perhaps"], "is not one of"),
        (["oak/quiz", "accept", "--received", "yesterday"], "“yesterday” is not a date"),
    ],
)
def test_what_cannot_be_decided_so_is_one_line_and_noted_nowhere(
    desk: Desk, arguments: list[str], said: str
) -> None:
    code, out, told = desk.decide(*arguments)
    assert (code, out) == (2, "")
    assert said in told
    assert not desk.records.exists()


def test_a_board_without_house_rules_refuses_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = str(write_board(tmp_path))
    given = ["--content", content, "--records", str(tmp_path / "lists"), "--today", DAY]
    assert main(["decide", "oak/quiz", "decline", "--reason", "duplicate", *given]) == 2
    assert "this board has none" in capsys.readouterr().err


def test_a_partner_nobody_knows_is_pointed_out(desk: Desk) -> None:
    _, said, told = desk.decide("okk/quiz", "accept")
    assert said.startswith("To: okk\n")
    assert "no partner “okk” on this board so far" in told


def test_lists_are_kept_beside_what_is_published_and_never_within_it(tmp_path: Path) -> None:
    assert usual_records(tmp_path / "srv/content") == tmp_path / "srv/records"
    (tmp_path / "board/.git").mkdir(parents=True)
    (tmp_path / "board/.git/HEAD").touch()
    assert usual_records(tmp_path / "board/content") == tmp_path / "board-records"


def test_lists_in_the_content_folder_are_no_files_of_the_board(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.records = desk.content
    desk.decide("oak/quiz", "accept")
    main(["check", "--content", str(desk.content), "--today", DAY])
    assert "decisions" not in capsys.readouterr().out


def test_the_decisions_of_all_years_are_one_table(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.decide("oak/quiz", "accept", "--received", "2026-12-20", day="2026-12-21")
    desk.decide("oak/sale", "decline", "--reason", "sales")
    asked = ["decisions", "--content", str(desk.content), "--records", str(desk.records), "--today", DAY]
    assert main(asked) == 0
    assert "sales: Sales are not listed." in capsys.readouterr().out
    assert main([*asked, "--format", "csv", "--year", "2026"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [",,1,0,0,0,0,1,1"]
    assert main([*asked[:4], str(desk.content / "nowhere"), "--today", DAY]) == 2
