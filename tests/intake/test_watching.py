"""`bulletin intake --watch`: another run after everything that partners do, and none after what a run did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.commands.intake import is_somebodys, keep_watching
from bulletin.pipeline.build import ReadingOptions
from bulletin.pipeline.intake import IntakeRequest
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


def test_each_change_is_taken_in_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shared(tmp_path, {"oak/tea.yaml": TEA})
    looks = []

    def watch(*_: object, **more: object) -> Iterator[set[object]]:
        looks.append(more["rust_timeout"])
        if len(looks) == 2:
            hand_in(tmp_path, {"oak/later.yaml": TEA})
        if len(looks) == 4:
            raise KeyboardInterrupt
        yield set()

    monkeypatch.setattr("watchfiles.watch", watch)
    reading = ReadingOptions(clock=at(TODAY))
    folder, content = tmp_path / "shared", tmp_path / "content"
    asked = IntakeRequest(folder=folder, content=content, reading=reading, pause=lambda: None)
    with pytest.raises(KeyboardInterrupt):
        keep_watching(asked)
    assert answer(tmp_path, "oak/later.yaml.received.txt")
    assert capsys.readouterr().out.count("1 file taken") == 2
