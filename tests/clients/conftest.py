"""The town that every client subscribes to, and the web server it stands on."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.town import Town, Web, build_town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Town:
    """Built once for all the processes of a run, unless two begin with it at the same time."""
    own = tmp_path_factory.getbasetemp()
    known = (own if worker_id == "master" else own.parent) / "town-of-clients"
    if not known.exists():
        folder = tmp_path_factory.mktemp("town")
        written = folder / "town"
        written.write_bytes(pickle.dumps(build_town(folder)))
        written.replace(known)
    loaded: Town = pickle.loads(known.read_bytes())
    return loaded


@pytest.fixture
def web(tmp_path: Path, serve_folder: Callable[[Path], str]) -> Web:
    return Web(tmp_path / "live", serve_folder(tmp_path / "live"))
