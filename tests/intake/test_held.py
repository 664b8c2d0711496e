"""What is held of partners is reviewed, and stands among what staff have to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.cli import main
from tests.commands.test_decide import RULES
from tests.intake.folders import LATER, STORY, TEA, TODAY, TRUSTING, answer, hand_in, run, shared, tree
from tests.intake.test_intake import PICTURE
from tests.load.repositories import Repository, at

BOARD = {
    **TRUSTING,
    "board.yaml": TRUSTING["board.yaml"] + RULES,
    "pages/policy.md": "---\ntitle: Rules\n---\n",
}
SHOWN = f"{TEA}image: cups.png\nimage_alt: Cups on a table\n"


@pytest.mark.parametrize("command", ["review", "todo"])
def test_staff_find_what_is_held(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    assert main([command, "--content", str(tmp_path / "content"), "--today", TODAY]) == 0
    said = capsys.readouterr().out
    assert "Adds 1 event: “Tea and talk”" in said
    assert "held/oak" in said


def test_what_is_on_the_board_is_held_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / "content/events/oak/tea.yaml").write_text(TEA)
    assert main(["todo", "--content", str(tmp_path / "content"), "--today", TODAY]) == 0
    assert "held" not in capsys.readouterr().out


def test_where_nothing_is_held_review_says_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {})
    assert main(["review", "--content", str(tmp_path / "content"), "--today", TODAY]) == 2
    assert "version history" in capsys.readouterr().err


def decide(folder: Path, *arguments: str) -> int:
    return main(["decide", *arguments, "--content", str(folder / "content"), "--today", TODAY])


def on_board(folder: Path) -> set[str]:
    return {path.removeprefix("events/") for path in tree(folder / "content") if path.startswith("events/")}


def held(folder: Path) -> set[str]:
    return {path.removeprefix("held/") for path in tree(folder / "records") if path.startswith("held/")}


def test_what_staff_accept_goes_on_the_board_with_all_that_belongs_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"oak/tea.yaml": SHOWN, "oak/tea.fr.yaml": "title: Thé\n", "oak/cups.png": PICTURE}
    shared(tmp_path, {**files, "oak/chess.yaml": TEA.replace("Tea", "Chess")}, BOARD)
    run(tmp_path)
    assert decide(tmp_path, "oak/tea", "accept") == 0
    assert on_board(tmp_path) == {"oak/story-time.md", "oak/tea.yaml", "oak/tea.fr.yaml", "oak/cups.png"}
    assert held(tmp_path) == {"oak/chess.yaml"}
    said = capsys.readouterr()
    assert "https://board.oak.example/events/oak/tea/" in said.out
    assert "Adds 1 event: “Tea and talk”" in said.err
    assert "oak/tea,oak,accept" in (tmp_path / "records/decisions/2027.csv").read_text()
    run(tmp_path)
    assert "It is on the board." in answer(tmp_path, "oak/tea.yaml.received.txt")
    assert "We have it." in answer(tmp_path, "oak/chess.yaml.received.txt")


def test_what_staff_decline_is_held_no_more_and_its_partner_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/tea.yaml": SHOWN, "oak/cups.png": PICTURE}, BOARD)
    run(tmp_path)
    assert decide(tmp_path, "oak/tea", "decline", "--reason", "sales") == 0
    assert "Sales are not listed." in capsys.readouterr().out
    assert (held(tmp_path), on_board(tmp_path)) == (set(), {"oak/story-time.md"})
    run(tmp_path)
    assert "it does not wait" in answer(tmp_path, "oak/tea.yaml.received.txt")


def test_a_picture_of_two_events_stays_for_the_other_one(tmp_path: Path) -> None:
    files = {"oak/tea.yaml": SHOWN, "oak/cake.yaml": SHOWN.replace("Tea", "Cake"), "oak/cups.png": PICTURE}
    shared(tmp_path, files, BOARD)
    run(tmp_path)
    assert decide(tmp_path, "oak/tea", "decline", "--reason", "sales") == 0
    assert held(tmp_path) == {"oak/cake.yaml", "oak/cups.png"}
    assert decide(tmp_path, "oak/cake", "accept") == 0
    assert (held(tmp_path), on_board(tmp_path)) == (
        set(),
        {"oak/story-time.md", "oak/cake.yaml", "oak/cups.png"},
    )


def test_all_that_is_held_of_a_partner_is_decided_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fair = TEA.replace("Tea and talk", "Fair")
    files = {"oak/fair.yaml": fair, "oak/chess.yaml": f"{TEA}part_of: oak/fair\n", "elm/help.yaml": TEA}
    shared(tmp_path, files, BOARD)
    run(tmp_path)
    assert decide(tmp_path, "oak", "accept") == 0
    assert held(tmp_path) == {"elm/help.yaml"}
    assert {"oak/fair.yaml", "oak/chess.yaml"} <= on_board(tmp_path)
    assert capsys.readouterr().out.count("Subject: ") == 2
    lines = (tmp_path / "records/decisions/2027.csv").read_text().splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["oak/chess", "oak/fair"]


def test_what_would_be_wrong_on_the_board_is_told_and_stays_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/tea.yaml": SHOWN, "oak/cups.png": PICTURE}, BOARD)
    run(tmp_path)
    (tmp_path / "content/venues/main-library.yaml").unlink()
    (tmp_path / "content/events/oak/story-time.md").unlink()
    before = tree(tmp_path)
    assert decide(tmp_path, "oak/tea", "accept") == 2
    told = capsys.readouterr().err
    assert "held/oak/tea.yaml:4: " in told
    assert told.endswith("Nothing was put on the board.\n")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("word", ["ask", "hold"])
def test_what_is_asked_about_goes_on_being_held(tmp_path: Path, word: str) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA}, BOARD)
    run(tmp_path)
    assert decide(tmp_path, "oak/tea", word) == 0
    assert (held(tmp_path), on_board(tmp_path)) == ({"oak/tea.yaml"}, {"oak/story-time.md"})


@pytest.mark.parametrize(("about", "word"), [("oak", "accept"), ("oak", "ask"), ("nobody", "accept")])
def test_a_partner_of_whom_nothing_is_held_is_no_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], about: str, word: str
) -> None:
    shared(tmp_path, {}, BOARD)
    assert decide(tmp_path, about, word) == 2
    assert "written as partner and name" in capsys.readouterr().err
    assert not (tmp_path / "records").exists()


def test_staff_are_told_what_lets_it_onto_the_board(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA, "elm/a.yaml": TEA, "elm/b.yaml": TEA}, BOARD)
    run(tmp_path)
    assert main(["todo", "--content", str(tmp_path / "content"), "--today", TODAY]) == 0
    said = capsys.readouterr().out
    assert "run: bulletin decide oak/tea accept\n" in said
    assert "run: bulletin decide elm accept\n" in said


def test_what_is_handed_in_again_as_it_is_on_the_board_takes_its_change_back(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/story-time.md": STORY.replace("Songs", "Loud songs")})
    run(tmp_path)
    assert held(tmp_path) == {"oak/story-time.md"}
    hand_in(tmp_path, {"oak/story-time.md": STORY})
    run(tmp_path)
    assert held(tmp_path) == set()
    assert "It is on the board." in answer(tmp_path, "oak/story-time.md.received.txt")


def test_of_a_proposal_nothing_is_left_that_was_overtaken_by_dates_on_the_board(tmp_path: Path) -> None:
    shared(tmp_path, {}, TRUSTING)
    repository = Repository(tmp_path)
    repository.commit(at(0), {".gitignore": "shared/\n"})
    hand_in(tmp_path, {"oak/story-time.md": LATER})
    run(tmp_path)
    hand_in(tmp_path, {"oak/story-time.md": LATER.replace("10:45", "10:50")})
    run(tmp_path, apply=True)
    assert "10:50" in repository.git("show", "intake/oak:content/events/oak/story-time.md")
    assert "10:50" in (tmp_path / "content/events/oak/story-time.md").read_text()
