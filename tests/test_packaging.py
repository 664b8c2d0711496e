"""What is in the package, and that it works where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.checkers.programs import CHECKOUT, run_program

CONFIGURATION = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = CONFIGURATION["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the files of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    answer = run_program([sys.executable, "-m", "pip", *options, "--wheel-dir", folder, CHECKOUT])
    assert answer.returncode == 0, answer.stderr
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installation lays it out."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_carries_every_file_of_the_themes_and_of_the_code(installed: Path) -> None:
    def files_of(folder: Path) -> set[str]:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--", folder.name], cwd=CHECKOUT, capture_output=True, check=True
        )
        return {name for name in listed.stdout.decode().split("\0") if name}

    for name in files_of(CHECKOUT / "themes"):
        assert (installed / "bulletin" / name).read_bytes() == (CHECKOUT / name).read_bytes()
    for name in files_of(CHECKOUT / "bulletin"):
        assert (installed / name).is_file()
    for name in files_of(CHECKOUT / "content"):
        sample = installed / "bulletin" / name.replace("content", "sample-town", 1)
        assert sample.read_bytes() == (CHECKOUT / name).read_bytes()
    assert not (installed / "themes").exists()
    assert not (installed / "content").exists()
    assert not (installed / "tests").exists()


def test_an_installed_bulletin_builds_a_board_with_its_own_themes(installed: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "board.yaml").write_text(
        "title: Alder Crossing\nurl: https://board.example\nuid_domain: board.example\n"
        "timezone: America/Vancouver\nlanguages: en\n",
        encoding="utf-8",
    )
    answer = subprocess.run(
        [sys.executable, "-P", "-m", "bulletin", "build", "--today", "2027-01-15"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Alder Crossing" in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", [[], ["--with-sample"]], ids=["a board", "a board and a sample"])
def test_from_the_wheel_alone_a_board_begins_is_clean_and_is_built(
    installed: Path, tmp_path: Path, sample: list[str]
) -> None:
    def bulletin(*arguments: str) -> str:
        answer = subprocess.run(
            [sys.executable, "-P", "-m", "bulletin", *arguments, "--today", "2027-01-15"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    place = ["--address", "board.quarry.example", "--zone", "America/Vancouver", "--languages", "en, ar"]
    names = ["--title", "Quarry Hill", "--partner", "Quarry Library", "--venue", "Main Library"]
    bulletin("init", ".", *place, *names, *sample)
    assert (tmp_path / "sample-town").is_dir() is bool(sample)
    content = "sample-town" if sample else "content"
    assert bulletin("check", content).splitlines()[-1].startswith("Clean: no error, no warning")
    if not sample:
        bulletin("build")
        assert "Quarry Hill" in (tmp_path / "public" / "ar" / "index.html").read_text(encoding="utf-8")


def test_the_command_is_called_bulletin(installed: Path) -> None:
    [entry_points] = installed.glob("bulletin-*.dist-info/entry_points.txt")
    assert "bulletin = bulletin.__main__:main" in entry_points.read_text(encoding="utf-8")


def test_the_licence_travels_along(installed: Path) -> None:
    [licence] = installed.glob("bulletin-*.dist-info/licenses/LICENSE")
    assert "MIT License" in licence.read_text(encoding="utf-8")


def test_zone_data_is_pinned_exactly() -> None:
    [zone_data] = [name for name in PROJECT["dependencies"] if name.startswith("tzdata")]
    assert re.fullmatch(r"tzdata==\d{4}\.\d+", zone_data)


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if re.match(r'    "[a-z0-9-]+[~=>]=', line)]
    groups = [*PROJECT["optional-dependencies"].values(), *CONFIGURATION["dependency-groups"].values()]
    assert len(requirements) == len(PROJECT["dependencies"]) + sum(map(len, groups))
    assert [line for line in requirements if not re.search(r'",\s+# \S', line)] == []
