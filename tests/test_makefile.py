"""`make` says what it can do, and sets a computer up with nothing but Python, git and make."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.checkers.programs import CHECKOUT, find_program, run_program

pytestmark = pytest.mark.debian


def make(*arguments: str) -> str:
    answer = run_program([find_program("make"), "-C", CHECKOUT, "--no-print-directory", *arguments])
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_make_alone_lists_the_targets() -> None:
    listed = [line.split()[0] for line in make().splitlines()[1:]]
    assert listed == ["help", "site", "test", "serve", "check", "golden", "bench", "lock"]


def test_continuous_integration_runs_make_test() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("exec make test")


def test_all_tests_run_after_style_types_and_imports() -> None:
    commands = make("--dry-run", "test")
    order = [commands.index(tool) for tool in ("ruff check .", "ruff format --check", "mypy", "lint-imports")]
    assert order == sorted(order)
    assert commands.index("pytest") > order[-1]


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """The only folder of programs of a bare computer, whose user is not root."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("bash", "env"):
        (programs / name).symlink_to(find_program(name))
    add_program(programs, "id", "echo 1000")
    return programs


def add_program(computer: Path, name: str, script: str) -> None:
    (computer / name).write_text(f"#!{computer / 'bash'}\n{script}\n", encoding="utf-8")
    (computer / name).chmod(0o755)


def run_script(computer: Path, name: str, *arguments: str | Path, python: str = "") -> tuple[int, str]:
    """The exit code and all that a script of `.ci/` says on that computer."""
    environment = {**os.environ, "PATH": str(computer), "PYTHON": python}
    answer = run_program([CHECKOUT / ".ci" / name, *arguments], env=environment)
    return answer.returncode, answer.stdout + answer.stderr


def test_a_computer_without_a_new_enough_python_gets_one_line(computer: Path, tmp_path: Path) -> None:
    add_program(computer, "python3", "exit 1")
    code, said = run_script(computer, "environment", tmp_path / "new", python="python3")
    assert code == 1
    assert said.startswith("Python 3.11 or newer is needed")
    assert said.count("\n") == 1


def test_a_python_that_cannot_make_environments_gets_one_line(computer: Path, tmp_path: Path) -> None:
    add_program(computer, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    code, said = run_script(computer, "environment", tmp_path / "new", python="python3")
    assert code == 1
    assert "install its venv package first: sudo apt-get install -y python3-venv" in said
    assert said.count("\n") == 1


def test_a_python_that_is_too_old_is_passed_over(computer: Path, tmp_path: Path) -> None:
    add_program(computer, "old-python", "exit 1")
    add_program(computer, "new-python", 'if [ "$2" = venv ]; then echo made; exit 7; fi; echo Python 3.14')
    code, said = run_script(computer, "environment", tmp_path / "new", python="old-python new-python")
    assert code == 7
    assert "with Python 3.14" in said
    assert said.endswith("made\n")


def test_missing_packages_are_named_in_one_line_when_we_are_not_root(computer: Path) -> None:
    code, said = run_script(computer, "packages")
    assert code == 1
    assert said.count("\n") == 1
    for package in ("chromium", "fonts-dejavu-core", "libical-dev", "jing", "default-jre-headless", "npm"):
        assert f" {package}" in said


@pytest.fixture
def asked(computer: Path, tmp_path: Path) -> Path:
    """What apt-get is asked for, line by line, where the user is root and jing and a browser are missing."""
    for name in ("java", "node", "npm", "cc", "pkg-config", "newsboat", "calcurse"):
        add_program(computer, name, "exit 0")
    add_program(computer, "fc-list", "echo A font")
    add_program(computer, "id", "echo 0")
    add_program(computer, "apt-get", f'echo "$*" >> {tmp_path / "asked"}')
    return tmp_path / "asked"


INSTALL = "install -y -qq --no-install-recommends"


def test_only_missing_packages_are_installed_by_root(computer: Path, asked: Path) -> None:
    add_program(computer, "chromium-headless-shell", "exit 0")
    assert run_script(computer, "packages") == (0, "Installing jing\n")
    assert asked.read_text().splitlines() == ["update -qq", f"{INSTALL} jing"]


@pytest.mark.parametrize(
    ("there", "expected"),
    [("chromium", ["chromium-headless-shell"]), ("jing", ["chromium-headless-shell", "chromium"])],
    ids=["another browser will do", "no browser"],
)
def test_where_the_quick_browser_cannot_be_had_another_is_used(
    computer: Path, asked: Path, there: str, expected: list[str]
) -> None:
    add_program(computer, there, "exit 0")
    add_program(
        computer,
        "apt-get",
        f'echo "$*" >> {asked}; case "$*" in *headless-shell) echo No such >&2; exit 1 ;; esac',
    )
    assert run_script(computer, "packages")[0] == 0
    installed = [
        line.removeprefix(f"{INSTALL} ") for line in asked.read_text().splitlines() if INSTALL in line
    ]
    assert [name for name in installed if name != "jing"] == expected
