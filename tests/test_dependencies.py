"""What the project needs is what it imports or runs, and what is installed is what is locked."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.checkers.programs import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
FOR_TESTS = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["test"]]
FOR_BUILDING = [Requirement(line) for line in PROJECT["dependency-groups"]["build"]]

COMES_WITH = {"pydantic-core": "pydantic"}
"""Imported, and not listed: the package it comes with takes exactly one version of it."""

NEEDED_WITHOUT_IMPORT = {
    "defusedxml": "openpyxl reads rows through it where it is there",
    "tzdata": "data, read by zoneinfo",
}
RUN_BY_TESTS = {
    "check-jsonschema": "tests/checkers/workflows.py runs it",
    "hatchling": "tests/test_packaging.py builds the package, and pip asks hatchling to",
    "import-linter": "`make lint` runs lint-imports",
    "khal": "tests/clients/khal.py runs it",
    "mypy": "`make lint` runs it",
    "pytest-xdist": "`make test` gives pytest its options",
    "rss2email": "tests/clients/rss2email.py runs it as r2e",
    "ruff": "`make lint` runs it",
    "types-markdown": "mypy reads it",
    "types-openpyxl": "mypy reads it",
    "types-python-dateutil": "mypy reads it",
    "types-pyyaml": "mypy reads it",
    "uv": "`make lock` runs it",
    "vdirsyncer": "tests/clients/khal.py runs it",
    "zizmor": "tests/checkers/workflows.py runs it",
}

LOCKED = sorted((CHECKOUT / "requirements").glob("*.txt"))


def find_imports(folder: str) -> set[str]:
    """The distributions whose modules the Python files of a folder import."""
    distributions = packages_distributions()
    modules = {name for path in (CHECKOUT / folder).rglob("*.py") for name in _imported_by(path)}
    modules -= {*sys.stdlib_module_names, "bulletin", "tests", "benchmarks"}
    return {canonicalize_name(distributions.get(name, [name])[0]) for name in modules}


def _imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        match node:
            case ast.Import(names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.Call(ast.Name("import_module" | "find_spec"), [ast.Constant(str(module)), *_]):
                yield module.partition(".")[0]


def name_all(requirements: Iterable[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def name_all_here(requirements: Iterable[Requirement]) -> set[str]:
    """The names of those that this machine needs."""
    return name_all(each for each in requirements if each.marker is None or each.marker.evaluate())


def read_lock(name: str) -> dict[str, list[Requirement]]:
    """Every requirement of a lock file, by the package's name."""
    found: dict[str, list[Requirement]] = {}
    for line in (CHECKOUT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if re.match(r"\w", line):
            requirement = Requirement(line.removesuffix(" \\"))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def test_the_package_needs_what_it_imports_and_nothing_else() -> None:
    imported = find_imports("bulletin")
    assert imported - COMES_WITH.keys() == name_all(NEEDED) - NEEDED_WITHOUT_IMPORT.keys()
    assert {COMES_WITH[name] for name in imported & COMES_WITH.keys()} <= name_all(NEEDED)


def test_the_tests_need_what_they_import_or_run_and_nothing_else() -> None:
    imported = find_imports("tests")
    assert imported - name_all([*NEEDED, *FOR_TESTS]) == set()
    assert name_all_here(FOR_TESTS) - RUN_BY_TESTS.keys() <= imported
    assert RUN_BY_TESTS.keys() - name_all(FOR_TESTS) == set()
    assert RUN_BY_TESTS.keys() & imported == set()


def test_nothing_is_needed_twice() -> None:
    assert name_all(NEEDED) & name_all(FOR_TESTS) == set()


@pytest.mark.parametrize(
    ("name", "requirements"),
    [("build.txt", FOR_BUILDING), ("run.txt", NEEDED), ("test.txt", [*NEEDED, *FOR_TESTS])],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_lock_holds_a_release_that_is_allowed_of_everything_needed(
    name: str, requirements: list[Requirement]
) -> None:
    locked = read_lock(name)
    for requirement in requirements:
        versions = [each.specifier for each in locked[canonicalize_name(requirement.name)]]
        pins = [next(iter(specifiers)).version for specifiers in versions]
        assert any(requirement.specifier.contains(pin) for pin in pins), f"{requirement}: run `make lock`"


def test_what_runs_is_what_was_tested() -> None:
    tested = read_lock("test.txt")
    for name, pins in read_lock("run.txt").items():
        assert {str(pin.specifier) for pin in pins} == {str(pin.specifier) for pin in tested[name]}


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_the_lock_says_what_a_file_must_be_and_not_where_it_lies(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    for entry in re.split(r"\n(?=\w)", text):
        if re.match(r"\w", entry):
            assert re.match(r"[\w.-]+==\S+( ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry
