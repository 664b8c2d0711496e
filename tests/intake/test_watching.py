"""`bulletin intake --watch`: another run after everything that partners do, and none after what a run did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from bulletin.commands import intake as command
from bulletin.commands.intake import is_somebodys, keep_watching, wait_for_change
from bulletin.pipeline.check import ReadingOptions
from bulletin.pipeline.intake import IntakeRequest
from bulletin.problems import UnusableInput
from tests.commands.boards import at
from tests.intake.folders import TEA, TODAY, answer, hand_in, shared


@pytest.mark.parametrize(
    ("name", "is_theirs"),
    [
        ("oak/tea.yaml", True),
        ("oak", True),
        ("oak/tea.yaml.received.txt", False),
        ("oak/tea.yaml.problem.txt", False),
        ("oak/.done/tea.yaml", False),
        ("oak/.tea.yaml.12.bulletin-tmp", False),
        (".bulletin-intake.json", False),
        (".bulletin-lock", False),
    ],
)
def test_what_a_run_writes_itself_is_no_reason_for_another(name: str, is_theirs: bool) -> None:
    assert is_somebodys(None, f"/srv/shared/{name}") is is_theirs


def asked(folder: Path) -> IntakeRequest:
    reading = ReadingOptions(clock=at(TODAY))
    return IntakeRequest(
        folder=folder / "shared", content=folder / "content", reading=reading, pause=lambda: None
    )


def wait_for(monkeypatch: pytest.MonkeyPatch, *changes: Callable[[], object]) -> list[int]:
    """In place of waiting make these changes, then interrupt; how long each wait was to be."""
    waits: list[int] = []

    def wait(_: Path, longest: int) -> None:
        waits.append(longest)
        if len(waits) > len(changes):
            raise KeyboardInterrupt
        changes[len(waits) - 1]()

    monkeypatch.setattr(command, "wait_for_change", wait)
    return waits


def test_each_change_is_taken_in_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    wait_for(monkeypatch, lambda: None, lambda: hand_in(tmp_path, {"oak/later.yaml": TEA}), lambda: None)
    with pytest.raises(KeyboardInterrupt):
        keep_watching(asked(tmp_path))
    assert answer(tmp_path, "oak/later.yaml.received.txt")
    assert capsys.readouterr().out.count("1 file taken") == 2


def test_what_goes_wrong_meanwhile_is_told_once_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {})
    folder, away = tmp_path / "shared", tmp_path / "away"
    folder.mkdir()

    def come_back() -> None:
        away.rename(folder)
        hand_in(tmp_path, {"oak/tea.yaml": TEA})

    waits = wait_for(monkeypatch, lambda: folder.rename(away), lambda: None, come_back)
    with pytest.raises(KeyboardInterrupt):
        keep_watching(asked(tmp_path))
    said = capsys.readouterr()
    assert said.err.count("there is no such folder") == 1
    assert "1 file taken" in said.out
    assert set(waits) == {command.LOOK_AGAIN}


def test_what_is_wrong_at_the_beginning_ends_it(tmp_path: Path) -> None:
    shared(tmp_path, {})
    with pytest.raises(UnusableInput, match="there is no such folder"):
        keep_watching(asked(tmp_path))


def test_a_wait_ends_with_a_change_and_in_any_case(tmp_path: Path) -> None:
    late = Timer(0.3, lambda: (tmp_path / "tea.yaml").write_text(TEA))
    late.start()
    wait_for_change(tmp_path, 60_000)
    late.join()
    (tmp_path / "tea.yaml.received.txt").write_text("ours")
    wait_for_change(tmp_path, 50)
    wait_for_change(tmp_path / "away", 50)
