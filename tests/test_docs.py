"""What the manual says is so: its examples are run, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

import bulletin
from bulletin.cli import cli, main
from bulletin.formats.dates import DateRefused
from bulletin.formats.markup.source import MAX_BYTES, MAX_CELLS, MAX_DEPTH, MAX_LINES
from bulletin.formats.pictures import MAX_PIXELS
from bulletin.formats.repeat import parse_repeat
from bulletin.formats.repeat.spec import LARGEST_INTERVAL, LONGEST_REPEAT, MOST_TIMES
from bulletin.formats.yaml import STAFF, SUBMISSION
from bulletin.load import load_board
from bulletin.load.history.log import MOST_VERSIONS
from bulletin.load.sources import FLYER_BYTES, PICTURE_BYTES, SUBMISSION_BYTES, read_sources
from bulletin.model.event import Status
from bulletin.pipeline.check import ReadingOptions, check_content
from bulletin.problems import Severity
from bulletin.write import MANIFEST
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
_DOCUMENT = re.compile(r"(?<![\w./-])(?:docs/[\w/-]+|[A-Z]{3,})\.md\b")
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
    board = RIGHT["content/board.yaml"].replace("languages: [en]", "languages: [en, fr]")
    shown = {path: text for path, text in SHOWN[page].items() if path not in WRONG}
    content = lay_out(tmp_path, {"content/board.yaml": board, **shown})
    checked = check_content(content, ReadingOptions(clock=now))
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


def test_a_file_in_french_says_what_it_seems_to_say(tmp_path: Path) -> None:
    board = RIGHT["content/board.yaml"].replace("languages: [en]", "languages: [en, fr]")
    shown = SHOWN[CHECKOUT / "docs" / "records.md"]
    content = lay_out(tmp_path, {"content/board.yaml": board, **shown})
    loaded = load_board(read_sources(content)).board
    assert loaded
    event = loaded.events["robot-club/soiree-contes"]
    assert event.text.title == "Soirée de contes et robots"
    assert (event.categories, event.audience, event.welcome) == (("storytime",), "6-11", ("newcomers",))
    assert (event.registration.kind, event.registration.capacity) == ("required", 12)
    assert len(event.changes) == 2
    assert (event.place.venue, event.contact.email) == ("main-library", "robots@robots.example")


def test_every_repeat_in_the_table_of_the_walk_works() -> None:
    text = read_page(CHECKOUT / "docs" / "records.md")
    table = text[text.index("| write | and mean |") :].split("\n\n")[0]
    phrases = re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)
    assert len(phrases) >= 8
    assert [phrase for phrase in phrases if isinstance(parse_repeat(phrase), DateRefused)] == []
    assert isinstance(parse_repeat("every second Saturday"), DateRefused)


def rows_of(page: str, heading: str) -> list[str]:
    """What stands in backticks in the first column of the table below `heading`."""
    text = read_page(CHECKOUT / "docs" / page)
    table = text[text.index(heading) :].split("\n\n")[0]
    cells = (line.split("|")[1] for line in table.splitlines()[2:])
    return [span for cell in cells for span in _SPAN.findall(cell)]


def test_the_walk_explains_every_status() -> None:
    assert rows_of("records.md", "| `status` | means |") == [status.value for status in Status]


def test_every_feed_in_the_manual_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--today", TODAY, "--jobs", "1"]) == 0
    beside, whole = (
        rows_of("feeds.md", "| file | holds |"),
        rows_of("feeds.md", "| file | holds |\n|---|---|\n| `/"),
    )
    lists = [
        "partners/robot-club",
        "venues/main-library",
        "categories/food",
        "needs/eat",
        "languages/en",
        "free",
    ]
    lists += ["audiences/general", "when/tomorrow", "when/week", "when/weekend", "when/new", "events"]
    expected = {f"{folder}/{file}" for folder in lists for file in beside} | {
        file.strip("/") for file in whole
    }
    expected.add("events/robot-club/open-evening/event.ics")
    feeds = {
        file
        for file in (tmp_path / "public").rglob("*.*")
        if file.suffix in {".ics", ".rss", ".atom", ".json"}
    }
    published = {file.relative_to(tmp_path / "public").as_posix() for file in feeds} - {MANIFEST}
    assert expected <= published
    assert {file for file in published if file.startswith(("events/c", "events/n", "events/e"))} <= expected


def test_the_limits_in_the_manual_are_those_of_the_code() -> None:
    page = read_page(CHECKOUT / "docs" / "safety.md")
    kilo, mega = 1024, 1_000_000
    assert SUBMISSION.bytes == SUBMISSION_BYTES
    assert (
        f"{SUBMISSION.bytes // kilo} KB, {SUBMISSION.depth} levels, about {SUBMISSION.events // 2:,} f"
        in page
    )
    assert f"{STAFF.bytes // kilo} KB, {STAFF.depth} levels, about {STAFF.events // 2:,} fields" in page
    assert f"{MAX_BYTES // kilo} KB, {MAX_LINES:,} lines, lists {MAX_DEPTH} deep, {MAX_CELLS:,} table" in page
    assert f"{PICTURE_BYTES // mega} MB, {MAX_PIXELS // mega} megapixels" in page
    assert f"| {FLYER_BYTES // mega} MB |" in page
    assert f"| {LONGEST_REPEAT} characters |" in page
    assert f"| {MOST_TIMES}; {LARGEST_INTERVAL} |" in page
    assert f"| {MOST_VERSIONS} |" in page


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


def find_command(words: list[str]) -> click.Command | None:
    """The command that these words run; None when there is none of that name."""
    command: click.Command = cli
    for word in words:
        if not isinstance(command, click.Group) or word.startswith("-"):
            break
        if word not in command.commands:
            return None
        command = command.commands[word]
    return command


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_command_in_the_manual_exists_with_its_options(page: Path) -> None:
    for use in find_uses(page):
        typed = re.split(r"\s(?:\||>|>>|&&)\s|[;)]", use)[0]
        command = find_command(typed.split()[1:])
        assert command, use
        assert set(_OPTION.findall(typed)) <= ALWAYS | options_of(command), use


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
MADE_UP = {path for records in SHOWN.values() for path in records}
MADE_UP |= {"themes/night-market/", ".github/workflows/start.yml"}


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_path_in_the_manual_exists(page: Path) -> None:
    for span in _SPAN.findall(without_blocks(read_page(page))):
        path = span.split("::")[0]
        if not path.startswith(tuple(f"{top}/" for top in TOPS)) or re.search(r"[<…*\s]", path):
            continue
        if any(made == path or made.startswith(path.rstrip("/") + "/") for made in MADE_UP):
            continue
        assert (CHECKOUT / path).exists(), path


def find_citations(top: Path) -> Iterator[tuple[Path, str]]:
    """The documents of the project that files of `top` name: capitals (`README.md`), or a path below docs."""
    for file in sorted(top.rglob("*")):
        if file.is_file() and file.suffix in (".py", ".md", ".yml", ".yaml", ".html", ".css", ".js", ".mjs"):
            for name in _DOCUMENT.findall(file.read_text(encoding="utf-8", errors="replace")):
                yield file, name


@pytest.mark.parametrize("top", [top for top in TOPS if top != "content"])
def test_no_file_cites_a_document_that_is_not_in_the_repository(top: str) -> None:
    for file, name in find_citations(CHECKOUT / top):
        assert (CHECKOUT / name).is_file() or (file.parent / name).is_file(), (file, name)


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_name_in_the_manual_stands_in_its_file(page: Path) -> None:
    named = re.findall(r"((?:`\w+`(?: and )?)+)\s+in\s+`([\w/.]+\.py)`", without_blocks(read_page(page)))
    for names, path in named:
        code = read_page(CHECKOUT / path)
        for name in _SPAN.findall(names):
            assert re.search(rf"^(?:def |class )?{re.escape(name)}\b", code, re.MULTILINE), (name, path)


def test_the_picture_of_the_pipeline_is_that_of_the_code() -> None:
    lines = (bulletin.__doc__ or "").splitlines()
    drawn = [line.strip() for line in lines if line.strip().startswith("content/")]
    assert len(drawn) == 4
    assert [line.strip() for line in read_page(README).splitlines() if line.strip() in drawn] == drawn


def test_every_file_of_a_language_is_in_the_manual() -> None:
    listed = rows_of("languages.md", "| file | holds | without it |")
    # English has no catalogue of messages: it stands in the code.
    words = sorted(file.name for file in (CHECKOUT / "bulletin" / "words" / "fr").iterdir())
    assert sorted(path.rsplit("/", 1)[1] for path in listed if path.startswith("bulletin/")) == words
    assert all((CHECKOUT / path.replace("<tag>", "fr")).is_file() for path in listed)


@pytest.mark.parametrize("page", MANUAL, ids=name_page)
def test_every_target_of_make_in_the_manual_exists(page: Path) -> None:
    targets = re.findall(r"^(\w+):", read_page(CHECKOUT / "Makefile"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make (\w+)", read_page(page), re.MULTILINE)
    assert set(named) <= set(targets)


def test_every_decision_is_listed() -> None:
    folder = CHECKOUT / "docs" / "adr"
    files = sorted(file.name for file in folder.glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    rows = re.findall(
        r"^\| \[(\d{4})\]\(([^)]+)\) \| (.*?)(?: \(superseded by (\d{4})\))? \|$",
        read_page(folder / "README.md"),
        re.MULTILINE,
    )
    assert [file for _, file, _, _ in rows] == files
    for number, file, title, successor in rows:
        text = read_page(folder / file)
        assert text.startswith(f"# {number} {title}\n")
        assert re.findall(r"^\*Superseded by \[(\d{4})\]", text, re.MULTILINE) == (
            [successor] if successor else []
        )
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


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
