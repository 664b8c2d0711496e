from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.cache.store import Store
from bulletin.files import load_secret

SECRET = b"s" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", SECRET)


def kept(store: Store, name: str) -> bytes | None:
    found = store.read(name)
    return found[0] if found else None


def test_what_is_kept_is_read_back(store: Store) -> None:
    digest = store.write("texts", b"what was told")
    assert store.read("texts") == (b"what was told", digest)


def test_a_value_of_json_is_read_back(store: Store) -> None:
    store.write_json("seal", {"today": "2027-01-15", "told": ["é"]})
    found = store.read_json("seal")
    assert found is not None
    assert found[0] == {"today": "2027-01-15", "told": ["é"]}


@given(st.data())
def test_bytes_that_are_not_ours_to_the_last_are_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("any") / "cache", SECRET)
    store.write("seal", b"what was told")
    path = store.folder / "seal"
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(
        st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b"!"])
    )
    path.write_bytes(changed)
    assert kept(store, "seal") is None


def test_another_secret_makes_it_somebody_elses(store: Store) -> None:
    store.write("seal", b"what was told")
    assert kept(Store(store.folder, b"t" * 32), "seal") is None


def test_one_file_does_not_pass_for_another(store: Store) -> None:
    store.write("seal", b"of one build")
    (store.folder / "stamps").write_bytes((store.folder / "seal").read_bytes())
    assert kept(store, "stamps") is None


def test_nothing_is_written_through_a_link(store: Store, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store.folder.symlink_to(elsewhere)
    assert store.write("seal", b"what was told") == ""
    assert list(elsewhere.iterdir()) == []
    assert kept(store, "seal") is None


def test_where_nothing_can_be_kept_nothing_is_said(store: Store) -> None:
    store.folder.write_text("a file, not a folder")
    assert store.write("seal", b"what was told") == ""
    assert store.now() == 0
    assert kept(store, "seal") is None


def test_nobody_commits_it_by_mistake(store: Store) -> None:
    store.write("seal", b"what was told")
    assert (store.folder / ".gitignore").read_text().splitlines()[-1] == "*"


def test_the_secret_is_drawn_once_and_ours_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "bulletin" / "cache.key"
    secret = load_secret(path)
    assert secret is not None
    assert len(secret) == 32
    assert load_secret(path) == secret
    assert path.stat().st_mode & 0o077 == 0
    assert load_secret(tmp_path / "other" / "cache.key") != secret


def test_a_secret_that_others_may_have_written_is_none(tmp_path: Path) -> None:
    path = tmp_path / "cache.key"
    assert load_secret(path)
    path.chmod(0o666)
    assert load_secret(path) is None
    path.chmod(0o600)
    path.write_bytes(b"short")
    assert load_secret(path) is None
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert load_secret(path) is None
    assert not os.path.lexists(tmp_path / "elsewhere")
