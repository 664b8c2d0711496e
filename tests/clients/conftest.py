"""The town that every client subscribes to, and the web server it stands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.town import Town, Web, build_town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build_town(tmp_path_factory.mktemp("town"))


@pytest.fixture
def web(tmp_path: Path, serve_folder: Callable[[Path], str]) -> Web:
    return Web(tmp_path / "live", serve_folder(tmp_path / "live"))
