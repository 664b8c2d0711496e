"""What the manual says is so: its examples are run, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from bulletin.cli import cli, main
from bulletin.formats.moments import Refusal
from bulletin.formats.repeat import parse_repeat
from bulletin.load import load_board
from bulletin.load.sources import read_sources
from bulletin.pipeline import check_content
from bulletin.problems import Severity
from tests.checkers.programs import CHECKOUT

README = CHECKOUT / "README.md"
MANUAL = (README, CHECKOUT / "CHANGELOG.md", *sorted((CHECKOUT / "docs").rglob("*.md")))
TODAY = "2027-01-04"

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RECORD = re.compile(r"(?:---\n)?# (content/\S+\.(?:yaml|md))\n")
_SESSION = re.compile(r"\$ (bulletin [^\n]*)\n(.*)", re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^]]*]\(([^)\s]+)\)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def read_page(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_page(value: Path | str) -> str:
    """What a test of a page is called."""
    return value.relative_to(CHECKOUT).as_posix() if isinstance(value, Path) else ""


def without_blocks(text: str) -> str:
    return _BLOCK.sub("", text)


def find_records(page: Path) -> dict[str, str]:
    """The files a page shows, by the path in their first line."""
    found = {}
    for language, text in _BLOCK.findall(read_page(page)):
        named = _RECORD.match(text)
        if named and language in ("yaml", "markdown"):
            assert named[1] not in found, f"{page.name} shows {named[1]} twice"
            found[named[1]] = text
    return found


def find_sessions(page: Path) -> list[tuple[str, str]]:
    """Each command a page shows together with its answer."""
    matches = (_SESSION.match(text) for _, text in _BLOCK.findall(read_page(page)))
    return [(match[1], match[2]) for match in matches if match]


def find_wrong() -> set[str]:
    """The files of the README that are shown to be answered."""
    return {path for command, _ in find_sessions(README) for path in command.split() if path in SHOWN[README]}


SHOWN: Mapping[Path, Mapping[str, str]] = {page: find_records(page) for page in MANUAL}
WRONG = find_wrong()
RIGHT = {path: text for path, text in SHOWN[README].items() if path not in WRONG}
WITH_RECORDS = [page for page in MANUAL if SHOWN[page]]
SESSIONS = [(page, *session) for page in MANUAL for session in find_sessions(page)]


def lay_out(folder: Path, records: Mapping[str, str]) -> Path:
    """Writes the README's board, and these files, into `folder`; returns the content folder."""
    for path, text in {**RIGHT, **records}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "content"


def now() -> datetime:
    return datetime.fromisoformat(TODAY).replace(tzinfo=UTC)


@pytest.mark.parametrize("page", WITH_RECORDS, ids=name_page)
def test_every_example_is_read_and_nothing_is_wrong_with_it(page: Path, tmp_path: Path) -> None:
    shown = {path: text for path, text in SHOWN[page].items() if path not in WRONG}
    content = lay_out(tmp_path, shown)
    checked = check_content(content, now)
    assert [str(each) for each in checked.problems if each.severity is not Severity.NOTE] == []
    assert checked.board
    events = {f"content/{event.ref.path}" for event in checked.board.events.values()}
    originals = {path for path in shown if path.startswith("content/events/") and path.count(".") == 1}
    assert originals <= events


def test_the_board_of_the_readme_is_built_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--today", TODAY]) == 0
    assert main(["build", "--today", TODAY, "--jobs", "1"]) == 0
    page = (tmp_path / "public/events/robot-club/open-evening/index.html").read_text(encoding="utf-8")
    assert "Robot open evening" in page


@pytest.mark.parametrize(("page", "command", "answer"), SESSIONS, ids=name_page)
def test_every_answer_shown_is_the_one_given(
    page: Path,
    command: str,
    answer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay_out(tmp_path, SHOWN[page])
    monkeypatch.chdir(tmp_path)
    main([*command.split()[1:], "--today", TODAY])
    assert capsys.readouterr().out == answer


def test_the_answer_in_the_readme_is_to_a_mistake() -> None:
    assert len(WRONG) == 1
    [answer] = [answer for command, answer in find_sessions(README) if WRONG & set(command.split())]
    assert answer.count(" error[") >= 3
    assert answer.count("hint: ") >= 3


def test_the_walk_shows_what_a_repeat_can_hold(tmp_path: Path) -> None:
    page = CHECKOUT / "docs" / "records.md"
    board = load_board(read_sources(lay_out(tmp_path, SHOWN[page]))).board
    assert board
    assert len(board.events["robot-club/repair-desk"].series) == 2
    assert len(board.events["robot-club/team-training"].series[0].extra) == 2
    assert len(board.events["robot-club/team-training"].series[0].skipped) == 1
    assert len(board.events["robot-club/chess-robots"].changes) == 4
    assert board.events["robot-club/robots-for-beginners"].translations.keys() == {"fr"}
    assert board.events["robot-club/very-quiet-evening"].series == ()


def test_every_repeat_in_the_table_of_the_walk_works() -> None:
    text = read_page(CHECKOUT / "docs" / "records.md")
    table = text[text.index("| write | and mean |") :].split("\n\n")[0]
    phrases = re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)
    assert len(phrases) >= 8
    assert [phrase for phrase in phrases if isinstance(parse_repeat(phrase), Refusal)] == []
    assert isinstance(parse_repeat("every second Saturday"), Refusal)


# -- commands


def find_commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    if isinstance(command, click.Group):
        for sub, inner in command.commands.items():
            yield from find_commands(inner, f"{name} {sub}")
    else:
        yield name, command


COMMANDS = dict(find_commands(cli, "bulletin"))
ALWAYS = {"--help", "--version"}


def options_of(command: click.Command) -> set[str]:
    options = (each for each in command.params if isinstance(each, click.Option) and not each.hidden)
    return {name for option in options for name in (*option.opts, *option.secondary_opts) if name[:2] == "--"}


def find_sections() -> dict[str, str]:
    """The sections of docs/commands.md that are about a command, by its name."""
    parts = re.split(r"^## (bulletin .*)\n", read_page(CHECKOUT / "docs" / "commands.md"), flags=re.MULTILINE)
    return dict(
        zip(
            parts[1::2], (re.split(r"^## ", part, flags=re.MULTILINE)[0] for part in parts[2::2]), strict=True
        )
    )


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert sorted(find_sections()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_section_lists_all_options_of_its_command_and_no_others(name: str) -> None:
    rows = re.findall(r"^\| `([^`]+)`[^|]*\|", find_sections()[name], re.MULTILINE)
    listed = {option for row in rows for option in _OPTION.findall(row)}
    assert listed == options_of(COMMANDS[name])


def find_uses(page: Path) -> Iterator[str]:
    """Every `bulletin …` a page tells to type."""
    text = read_page(page)
    for _, block in _BLOCK.findall(text):
        yield from re.findall(r"(?<![\w./-])bulletin (?!=)[^\n]*", block)
    yield from (span for span in _SPAN.findall(without_blocks(text)) if span.startswith("bulletin "))


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_command_told_exists_with_its_options(page: Path) -> None:
    for use in find_uses(page):
        told = re.split(r" (?:\||>|>>|&&|;)|[;)]", use)[0]
        words = [word for word in told.split()[1:] if re.fullmatch(r"[a-z]+", word)]
        names = {"bulletin", *(" ".join(["bulletin", *words[:count]]) for count in (1, 2))}
        known = {name for name in COMMANDS if name in names}
        groups = {name for name in COMMANDS if any(name.startswith(f"{one} ") for one in names)}
        assert known or groups, use
        allowed = ALWAYS.union(*(options_of(COMMANDS[name]) for name in known or groups))
        assert set(_OPTION.findall(told)) <= allowed, use


# -- links and paths


def slug_heading(title: str) -> str:
    """The anchor GitHub gives a heading."""
    bare = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return bare.strip().replace(" ", "-")


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_link_within_the_manual_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(without_blocks(read_page(page))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in {slug_heading(title) for title in _HEADING.findall(read_page(target))}, link


TOPS = ("bulletin", "tests", "docs", "themes", "benchmarks", "content", ".github", ".ci")
MADE_UP = {path for records in SHOWN.values() for path in records} | {"themes/night-market/"}


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_path_told_exists(page: Path) -> None:
    for span in _SPAN.findall(without_blocks(read_page(page))):
        path = span.split("::")[0]
        if not path.startswith(tuple(f"{top}/" for top in TOPS)) or re.search(r"[<…*\s]", path):
            continue
        if any(made == path or made.startswith(path.rstrip("/") + "/") for made in MADE_UP):
            continue
        assert (CHECKOUT / path).exists(), path


def test_every_page_of_the_manual_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [README]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        links = (link.partition("#")[0] for link in _LINK.findall(without_blocks(read_page(page))))
        targets = (
            (page.parent / link).resolve() for link in links if link.endswith(".md") and ":" not in link
        )
        ahead += [target for target in targets if target not in reached]
    assert set(MANUAL) <= reached
