"""A file in the shared folder always gets an answer, and nothing of it is ever lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.messages.intake import format_news
from bulletin.problems import UnusableInput, UnusableOutput
from tests.commands.boards import FILES
from tests.effort import EFFORT
from tests.intake.folders import (
    BROKEN,
    LATER,
    STORY,
    TEA,
    TODAY,
    TRUSTING,
    answer,
    hand_in,
    run,
    shared,
    tree,
)
from tests.site.building import BOARDS
from tests.test_faults import CountingDisk, Killed, kill_at

PICTURE = (BOARDS / "full/content/partners/oak-library.png").read_bytes()
HELD = "records/held/oak/tea.yaml"


def names(folder: Path) -> set[str]:
    """What lies in the shared folder, but our own journal."""
    return set(tree(folder / "shared")) - {".bulletin-intake.json"}


def test_an_event_waits_for_staff_and_is_read_back_beside_it(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    news = run(tmp_path)
    assert names(tmp_path) == {"oak/.done/tea.yaml", "oak/tea.yaml.received.txt"}
    said = answer(tmp_path, "oak/tea.yaml.received.txt")
    assert "We have it. It is not on the board yet" in said
    assert "Tea and talk\n    - Tuesday 2 February 2027, 14:00 – 15:30" in said
    assert (tmp_path / HELD).read_text() == TEA
    assert "content/events/oak/tea.yaml" not in tree(tmp_path)
    assert "Adds 1 event: “Tea and talk”" in format_news(news)


def test_answers_end_their_lines_as_notepad_shows_them_and_say_whom_to_ask(tmp_path: Path) -> None:
    board = {**TRUSTING, "board.yaml": f"{TRUSTING['board.yaml']}contact: {{phone: 555-0100}}\n"}
    shared(tmp_path, {"oak/tea.yaml": TEA}, board)
    run(tmp_path)
    data = (tmp_path / "shared/oak/tea.yaml.received.txt").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    assert b"Oak Street Board: 555-0100." in data


def test_what_must_be_changed_is_told_in_the_words_of_check_and_the_file_stays(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": BROKEN, "oak/good.yaml": TEA})
    run(tmp_path)
    assert "oak/tea.yaml" in names(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.problem.txt")
    assert "Line 2: There is no day 2027-02-30." in said
    assert (tmp_path / "records/held/oak/good.yaml").is_file()
    assert not (tmp_path / HELD).exists()


def test_a_mended_file_is_taken_and_its_old_answer_goes(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": BROKEN})
    run(tmp_path)
    hand_in(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    assert names(tmp_path) == {"oak/.done/tea.yaml", "oak/tea.yaml.received.txt"}


def test_an_answer_goes_with_the_file_it_was_about(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": BROKEN})
    run(tmp_path)
    (tmp_path / "shared/oak/tea.yaml").unlink()
    run(tmp_path)
    assert names(tmp_path) == set()


def test_what_somebody_wrote_into_an_answer_is_kept_and_told_to_staff(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": BROKEN})
    run(tmp_path)
    path = tmp_path / "shared/oak/tea.yaml.problem.txt"
    path.write_bytes(path.read_bytes() + b"I do not understand this! Ana")
    (tmp_path / "shared/oak/tea.yaml").unlink()
    news = run(tmp_path)
    assert b"Ana" in path.read_bytes()
    assert "Somebody wrote into tea.yaml.problem.txt" in format_news(news)


def test_the_answer_is_renewed_when_the_event_is_on_the_board(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / "content/events/oak/tea.yaml").write_text(TEA)
    run(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.received.txt")
    assert "It is on the board." in said
    assert "Tuesday 2 February 2027" in said


def test_an_event_that_staff_put_into_other_words_is_shown_as_people_see_it(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / HELD).unlink()
    (tmp_path / "content/events/oak/tea.yaml").write_text(TEA.replace("14:00", "14:30"))
    run(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.received.txt")
    assert "not in the same words" in said
    assert "14:30 – 15:30" in said


def test_what_staff_took_out_is_said_to_be_out_and_may_be_handed_in_again(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / HELD).unlink()
    run(tmp_path)
    assert "does not wait" in answer(tmp_path, "oak/tea.yaml.received.txt")
    hand_in(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    assert (tmp_path / HELD).read_text() == TEA
    assert "We have it." in answer(tmp_path, "oak/tea.yaml.received.txt")


def test_an_answer_is_out_of_date_a_month_after_its_last_date(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    (tmp_path / "content/events/oak/tea.yaml").write_text(TEA)
    run(tmp_path, today="2027-02-01")
    assert "oak/tea.yaml.received.txt" in names(tmp_path)
    run(tmp_path, today="2027-03-20")
    assert names(tmp_path) == {"oak/.done/tea.yaml"}


def test_a_change_says_what_is_different_from_the_board(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/Story Time.md": STORY.replace("cost: free", "cost: $5")})
    run(tmp_path)
    assert (tmp_path / "records/held/oak/story-time.md").is_file()
    said = answer(tmp_path, "oak/Story Time.md.received.txt")
    assert "Different from what is published now:" in said
    assert "$5" in said


def test_running_twice_changes_nothing(tmp_path: Path) -> None:
    files = {
        "oak/tea.yaml": TEA,
        "oak/tea (1).yaml": TEA,
        "oak/broken.yaml": BROKEN,
        "elm/x.docx": "x",
        "who/y.yaml": TEA,
        "loose.yaml": TEA,
    }
    shared(tmp_path, files)
    run(tmp_path)
    before = tree(tmp_path)
    news = run(tmp_path)
    assert tree(tmp_path) == before
    assert news.taken == 0


def test_dates_of_a_trusted_partner_go_on_the_board_at_once(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/story-time.md": LATER}, TRUSTING)
    news = run(tmp_path)
    assert (tmp_path / "content/events/oak/story-time.md").read_text() == LATER
    assert "It is on the board." in answer(tmp_path, "oak/story-time.md.received.txt")
    assert "dates of a partner whom the board trusts" in format_news(news)
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("board", "files"),
    [
        ({**TRUSTING, "partners/oak.yaml": "name: Oak\n"}, {"oak/story-time.md": LATER}),
        (TRUSTING, {"oak/story-time.md": LATER.replace("Songs", "Loud songs")}),
        (TRUSTING, {"oak/story-time.md": LATER, "oak/tea.yaml": TEA}),
        (TRUSTING, {"oak/story-time.md": LATER.replace("Wednesday until", "Wednesday at 3 until")}),
        (
            {**TRUSTING, "partners/oak.yaml": "name: Oak\ntrusted: [dates]\nsensitive: yes\n"},
            {"oak/story-time.md": LATER},
        ),
    ],
    ids=["not trusted", "other words", "a new event, too", "unclear", "sensitive"],
)
def test_everything_else_waits_for_a_person(
    tmp_path: Path, board: dict[str, str], files: dict[str, str]
) -> None:
    shared(tmp_path, files, board)
    run(tmp_path, apply=True)
    assert (tmp_path / "content/events/oak/story-time.md").read_text() == STORY


def test_three_a_day_go_on_the_board_by_rule(tmp_path: Path) -> None:
    shared(tmp_path, {}, TRUSTING)
    for minute in (16, 17, 18, 19):
        hand_in(tmp_path, {"oak/story-time.md": STORY.replace("10:15", f"10:{minute}")})
        run(tmp_path)
    there = (tmp_path / "content/events/oak/story-time.md").read_text()
    assert "10:18" in there
    assert "10:19" in (tmp_path / "records/held/oak/story-time.md").read_text()


def test_a_picture_comes_with_the_event_that_names_it(tmp_path: Path) -> None:
    event = f"{TEA}image: cups.png\nimage_alt: Cups on a table\n"
    shared(tmp_path, {"oak/tea.yaml": event, "oak/cups.png": PICTURE})
    run(tmp_path)
    assert (tmp_path / "records/held/oak/cups.png").read_bytes() == PICTURE
    assert {"oak/cups.png.received.txt", "oak/tea.yaml.received.txt"} <= names(tmp_path)


def test_a_picture_may_come_after_its_event_and_before_it(tmp_path: Path) -> None:
    event = f"{TEA}image: cups.png\nimage_alt: Cups on a table\n"
    shared(tmp_path, {"oak/tea.yaml": event, "oak/other.png": PICTURE})
    run(tmp_path)
    said = answer(tmp_path, "oak/tea.yaml.problem.txt")
    assert "Put cups.png into this folder." in said
    assert "image: other.png" in answer(tmp_path, "oak/other.png.problem.txt")
    hand_in(tmp_path, {"oak/cups.png": PICTURE})
    run(tmp_path)
    assert (tmp_path / HELD).is_file()
    assert "oak/other.png" in names(tmp_path)


def test_pictures_and_translations_wait_for_an_event_that_must_be_changed(tmp_path: Path) -> None:
    event = f"{BROKEN}image: cups.png\nimage_alt: Cups on a table\n"
    shared(tmp_path, {"oak/tea.yaml": event, "oak/cups.png": PICTURE, "oak/tea.fr.yaml": "title: Thé\n"})
    run(tmp_path)
    for name in ("oak/cups.png", "oak/tea.fr.yaml"):
        assert "taken together with tea.yaml" in answer(tmp_path, f"{name}.problem.txt")


def test_a_file_that_is_still_arriving_waits_without_an_answer(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA[:40], "oak/other.yaml": TEA})

    def arrive() -> None:
        hand_in(tmp_path, {"oak/tea.yaml": TEA, "oak/new.yaml": TEA})

    news = run(tmp_path, pause=arrive)
    assert set(news.unsettled) == {"oak/tea.yaml", "oak/new.yaml"}
    assert not any(name.startswith(("oak/tea.yaml.", "oak/new.yaml.")) for name in names(tmp_path))
    assert "1 file taken" in format_news(news)
    assert run(tmp_path).taken == 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            "tea (1).yaml",
            "tea - Copy.yaml",
            "tea (Ana's conflicted copy 2027-01-09).yaml",
            "Copy of tea.yaml",
        ),
        *("tea.sync-conflict-20270109-101500-ABCDEFG.yaml", "tea_conflict-20270109-101500.yaml"),
    ],
)
def test_copies_are_held_beside_their_original_and_after_it_was_taken(tmp_path: Path, name: str) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA, f"oak/{name}": TEA.replace("Tea", "Old tea")})
    for _ in range(2):
        run(tmp_path)
        assert f"oak/{name}" in names(tmp_path)
        assert "second copy of tea.yaml" in answer(tmp_path, f"oak/{name}.problem.txt")
    assert set(tree(tmp_path / "records")) == {"held/oak/tea.yaml"}


@pytest.mark.parametrize(
    "name",
    ["tea.yaml.part", "tea.tmp", "~$tea.yaml", "._tea.yaml", ".DS_Store", ".tea.yaml.swp", "Thumbs.db"],
)
def test_files_of_programs_are_passed_over(tmp_path: Path, name: str) -> None:
    shared(tmp_path, {f"oak/{name}": TEA})
    news = run(tmp_path)
    assert names(tmp_path) == {f"oak/{name}"}
    assert news.taken == 0


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link(path: Path) -> None:
    path.symlink_to(path.parents[2] / "content/board.yaml")


def make_large(path: Path) -> None:
    path.write_bytes(b"# " * 100_000)


def make_flyer(path: Path) -> None:
    with path.with_suffix(".pdf").open("wb") as file:
        file.truncate(40_000_000)


@pytest.mark.parametrize("make", [make_folder, make_pipe, make_link, make_large, make_flyer])
def test_what_is_no_file_of_ours_gets_an_answer_and_costs_nobody_else(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    if make is make_pipe and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    shared(tmp_path, {"oak/tea.yaml": TEA, "elm/tea.yaml": TEA})
    odd = tmp_path / "shared/oak/event.yaml"
    make(odd)
    run(tmp_path)
    [name] = [each for each in names(tmp_path) if each.endswith(".problem.txt")]
    assert len(answer(tmp_path, name)) > 100
    assert os.path.lexists(tmp_path / "shared" / name.removesuffix(".problem.txt"))
    assert set(tree(tmp_path / "records")) == {"held/oak/tea.yaml", "held/elm/tea.yaml"}


def test_a_file_that_may_not_be_read_gets_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA, "oak/closed.yaml": TEA})
    opened = os.open

    def refuse(path: str, *rest: int, **more: int) -> int:
        if str(path).endswith("closed.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    run(tmp_path)
    assert "may not be opened" in answer(tmp_path, "oak/closed.yaml.problem.txt")
    assert (tmp_path / HELD).is_file()


@pytest.mark.parametrize(
    "line",
    [
        "id: oak/story-time",
        "was_at: oak/story-time",
        "was_at: oak/story-time\nid: oak/story-time",
        "hosts: oak",
    ],
)
def test_a_partners_folder_touches_nobody_elses_events(tmp_path: Path, line: str) -> None:
    shared(tmp_path, {"elm/evil.yaml": f"{TEA}{line}\n"})
    run(tmp_path, apply=True)
    assert set(tree(tmp_path / "records")) <= {"held/elm/evil.yaml"}
    assert (tmp_path / "content/events/oak/story-time.md").read_text() == STORY
    assert not (tmp_path / "content/events/elm").exists()


def test_a_link_in_place_of_a_subfolder_is_told_to_staff_and_not_followed(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/x.txt": "x"})
    (tmp_path / "shared/elm").symlink_to(tmp_path / "content/events/oak")
    news = run(tmp_path)
    assert any("“elm” is a link" in each for each in news.remarks)
    assert sorted(os.listdir(tmp_path / "content/events/oak")) == ["story-time.md"]


def test_what_is_taken_is_never_moved_out_of_the_folder_through_a_link(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "shared/oak/.done").symlink_to(elsewhere)
    for _ in range(2):
        run(tmp_path)
    assert list(elsewhere.iterdir()) == []
    assert {"oak/tea.yaml", "oak/tea.yaml.received.txt"} <= names(tmp_path)


def test_a_subfolder_may_carry_the_partners_name(tmp_path: Path) -> None:
    shared(tmp_path, {"Oak Street Club/tea.yaml": TEA})
    run(tmp_path)
    assert (tmp_path / HELD).is_file()


def test_a_subfolder_that_is_nobodys_is_told_to_staff(tmp_path: Path) -> None:
    shared(tmp_path, {"Oaks/tea.yaml": TEA})
    news = run(tmp_path)
    assert "“Oaks” is no partner's" in format_news(news)
    assert "whose folder this is" in answer(tmp_path, "Oaks/tea.yaml.problem.txt")


def test_an_older_version_in_done_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    run(tmp_path)
    hand_in(tmp_path, {"oak/tea.yaml": TEA.replace("14:00", "14:15")})
    run(tmp_path)
    done = tmp_path / "shared/oak/.done"
    assert {path.name for path in done.iterdir()} == {"tea.yaml", "tea.yaml.2"}
    assert "14:15" in (tmp_path / HELD).read_text()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    with pytest.raises(UnusableOutput, match="another run"):
        run(tmp_path, pause=lambda: run(tmp_path) and None)


def test_the_content_folder_is_no_shared_folder(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    (tmp_path / "content/shared").symlink_to(tmp_path)
    with pytest.raises(UnusableInput, match="lie apart"):
        run(tmp_path / "content")


def test_a_journal_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    (tmp_path / "shared/.bulletin-intake.json").write_text('{"form": 1, "files": {"oak/x": []}}')
    with pytest.raises(UnusableInput, match="cannot be read"):
        run(tmp_path)
    assert "oak/tea.yaml" in names(tmp_path)


def test_the_command_prints_one_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin.cli.options.A_MOMENT", 0.0)
    shared(tmp_path, {"oak/tea.yaml": TEA, "oak/broken.yaml": BROKEN})
    arguments = ["intake", str(tmp_path / "shared"), "--content", str(tmp_path / "content"), "--today", TODAY]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith("Shared folder: 1 file taken, 1 to be changed by partners.\n")
    assert not re.search(r"commit|branch|merge|YAML|diff\b", said)


CRASHING = {
    "oak/tea.yaml": f"{TEA}image: cups.png\nimage_alt: Cups on a table\n",
    "oak/cups.png": PICTURE,
    "oak/broken.yaml": BROKEN,
    "elm/help.yaml": TEA,
    "who/x.yaml": TEA,
    "elm/list.csv": "Title;Date;Start;Where\nChess;2027-02-09;18:00;Main Library\nGo;2027-02-31;;\n",
    "oak/words.txt": "Come to our garden party!",
}
TRUSTED_CHANGE = {"oak/story-time.md": LATER, "elm/help.yaml": TEA, "elm/broken.yaml": BROKEN}


@pytest.mark.parametrize(("files", "board"), [(CRASHING, TRUSTING), (TRUSTED_CHANGE, TRUSTING)])
def test_a_run_killed_at_any_operation_is_completed_by_the_next(
    tmp_path: Path, files: dict[str, str | bytes], board: dict[str, str]
) -> None:
    whole = shared(tmp_path / "whole", files, board)
    run(whole)
    wanted = tree(whole)
    step = 1 if EFFORT > 1 else 8
    for moment in count(1, step):
        folder = shared(tmp_path / f"{moment}", files, board)
        try:
            run(folder, disk=kill_at(moment))
        except Killed:
            kept = list(tree(folder).values())
            assert all(
                (data if isinstance(data, bytes) else data.encode()) in kept for data in files.values()
            )
            run(folder)
            assert tree(folder) == wanted, moment
        else:
            break
    assert moment > 20


@pytest.mark.parametrize("operation", ["write", "rename", "unlink", "mkdir"])
def test_a_disk_that_refuses_loses_nothing(tmp_path: Path, operation: str) -> None:
    whole = shared(tmp_path / "whole", CRASHING)
    run(whole)

    def fail(name: str) -> None:
        if name == operation:
            raise OSError(28, "No space left on device")

    folder = shared(tmp_path / "full", CRASHING)
    with suppress(UnusableOutput):
        run(folder, disk=CountingDisk(fail))
    run(folder)
    assert tree(folder) == tree(whole)


def test_more_than_can_be_looked_at_at_once_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.pipeline.intake.taking.MOST_TOUCHED", 2)
    shared(tmp_path, {f"oak/tea-{number}.yaml": TEA for number in range(3)})
    run(tmp_path)
    assert set(tree(tmp_path / "records")) == {"held/oak/tea-0.yaml", "held/oak/tea-1.yaml"}
    assert "has to wait as well" in answer(tmp_path, "oak/tea-2.yaml.problem.txt")


@pytest.mark.parametrize("name", ["sky (1).ics", "sky (conflicted copy 2027-01-09).ics"])
def test_copies_of_calendars_are_held_as_well(tmp_path: Path, name: str) -> None:
    shared(tmp_path, {f"oak/{name}": "BEGIN:VCALENDAR"})
    run(tmp_path)
    assert "second copy of sky.ics" in answer(tmp_path, f"oak/{name}.problem.txt")


def test_an_answer_is_in_the_language_of_its_partner(tmp_path: Path) -> None:
    in_french = {**FILES, "partners/oak.yaml": f"{FILES['partners/oak.yaml']}text_language: fr\n"}
    files = {"oak/tea.yaml": BROKEN, "elm/tea.yaml": BROKEN, "oak/talk.yaml": TEA}
    folder = shared(tmp_path, files, in_french)
    run(folder)

    assert "There is no day 2027-02-30." in answer(folder, "elm/tea.yaml.problem.txt")
    refused, taken = answer(folder, "oak/tea.yaml.problem.txt"), answer(folder, "oak/talk.yaml.received.txt")
    assert "Il n’y a pas de jour 2027-02-30." in refused
    assert "mardi 2 février 2027, 14:00 – 15:30" in taken
    assert "Tuesday" not in taken
    before = tree(folder / "shared")
    run(folder)
    assert tree(folder / "shared") == before
