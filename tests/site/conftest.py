"""Whole sites that tests read, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import build, copy_board


def _site(name: str, folder: Path) -> Path:
    built = build(copy_board(name, folder / "content"), folder / "public", jobs=2)
    assert built.code == 0, built.said
    return folder / "public"


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full golden board, built; its content lies beside it in `content/`."""
    return _site("full", tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample town, built; its content lies beside it in `content/`."""
    return _site("town", tmp_path_factory.mktemp("town"))
