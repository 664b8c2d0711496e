"""`bulletin check`: what it says, how it says it, and what comes of doing what it says."""

from __future__ import annotations

import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bulletin.check import check_board
from bulletin.cli import main
from bulletin.commands.check import CheckRequest, check
from bulletin.load import load_board
from bulletin.messages.pr_comment import format_pr_comment
from bulletin.messages.reports import format_github
from bulletin.pipeline.check import CheckedBoard, ReadingOptions, check_content
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef, UnusableInput
from tests.check.broken_boards import BROKEN_BOARDS, TODAY, BrokenBoard, history_board

RULE = Rule("ends-after-start", Severity.ERROR, "An event ends after it starts.")
DAY = date.fromisoformat(TODAY)
PASTE = re.compile(r"(?:[Tt]ype instead|Did you mean|[Aa]dd this line|with this line):\s+(.+)", re.DOTALL)
IDS = re.compile(r": (?:error|warning|note)\[([a-z0-9-]+)\] ")


def clock() -> datetime:
    return datetime(2027, 1, 15, 14, tzinfo=UTC)


@pytest.fixture(params=sorted(BROKEN_BOARDS))
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BrokenBoard:
    """Each of the broken boards, with its folder as the one we stand in."""
    board = BROKEN_BOARDS[request.param](tmp_path)
    monkeypatch.chdir(board.folder)
    return board


@pytest.mark.golden
def test_everything_wrong_is_reported_at_once(
    broken: BrokenBoard, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    code = main(["check", *broken.arguments, "--today", TODAY])

    report = capsys.readouterr().out
    assert code == 1
    if update_golden:
        broken.golden.write_text(report, encoding="utf-8", newline="\n")
    expected = broken.golden.read_text(encoding="utf-8")
    if broken.missing:
        expected, report = (_without(text, broken.missing) for text in (expected, report))
    assert report == expected


def _without(report: str, missing: tuple[str, ...]) -> str:
    """A report without what it says of some paths, and without the numbers at its end."""
    blocks = re.split(r"\n(?=\S)", report.strip())[:-1]
    return "\n".join(block for block in blocks if not any(path in block for path in missing))


def checked(board: BrokenBoard) -> CheckedBoard:
    base = board.arguments[board.arguments.index("--base") + 1] if "--base" in board.arguments else None
    return check_content(board.content, ReadingOptions(clock=clock, today=DAY), base=base)


def key(problem: Problem) -> tuple[str, str, str]:
    return (problem.ref.path, problem.rule.id, problem.message)


def pasted(data: bytes, fix: Fix) -> bytes:
    """A file after its lines were replaced as a Fix says."""
    lines = data.decode("utf-8-sig").split("\n")
    lines[fix.first - 1 : fix.last] = fix.lines
    return "\n".join(lines).encode()


def again(before: CheckedBoard, path: str, data: bytes) -> list[Problem]:
    """Everything wrong with the board once a file holds `data`."""
    sources = before.sources.replaced({path: data})
    loaded = load_board(sources)
    problems = list(loaded.problems)
    if loaded.board:
        problems += check_board(loaded.board, before.when)
    return problems


def test_every_line_to_paste_removes_its_problem_and_makes_no_new_one(broken: BrokenBoard) -> None:
    before = checked(broken)
    count = Counter(map(key, before.problems))
    as_it_is = again(before, "board.yaml", before.sources.records["board.yaml"])
    errors = {key(problem) for problem in as_it_is if problem.is_error}
    left, new = [], []
    for problem in before.problems:
        if problem.fix is None:
            continue
        path = problem.ref.path
        after = again(before, path, pasted(before.sources.records[path], problem.fix))
        if Counter(map(key, after))[key(problem)] >= count[key(problem)]:
            left.append(key(problem))
        new += [(key(problem), key(other)) for other in after if other.is_error and key(other) not in errors]

    assert left == []
    assert new == []


def test_a_hint_that_ends_with_a_line_to_paste_has_the_fix_for_it(broken: BrokenBoard) -> None:
    for problem in checked(broken).problems:
        match = PASTE.search(problem.hint)
        if match:
            assert problem.fix is not None, problem
            told = [line.split() for line in match[1].splitlines()]
            assert [line.split() for line in problem.fix.lines] == told


def test_the_rules_in_the_manual_are_those_the_broken_boards_break() -> None:
    golden = "".join(path.read_text(encoding="utf-8") for path in _goldens())
    manual = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")

    # No file that is let through takes so long, or breaks us; tests/load/test_batches.py and
    # tests/test_net.py have such readers. What was published is known to `build` alone.
    broken = {*IDS.findall(golden), "too-slow", "our-fault", "gone-event"}
    assert set(re.findall(r"^### `([a-z0-9-]+)`$", manual, re.MULTILINE)) == broken


def _goldens() -> Iterator[Path]:
    yield from sorted((Path(__file__).parents[1] / "boards").glob("broken*/report.txt"))


SAMPLE = Path(__file__).parents[2] / "content"
SMALL = {
    "board.yaml": "title: Oak\nurl: https://oak.example/\nuid_domain: oak.example\n"
    "timezone: America/Toronto\nlanguages: en\n",
    "partners/oak.yaml": "name: Oak\ncontact: {phone: 555-0101}\ndefaults: {cost: free, categories: books}\n",
    "venues/hall.yaml": "name: Hall\n",
    "events/oak/tea.yaml": "title: Tea, cakes: 100% free\nstart: 2027-02-03 14:00\nend: 16:00\nvenue: hall\n",
    "events/oak/talk.yaml": "title: Talk\nstart: 2027-02-04 14:00\nend: 13:00 yesterday\nvenue: hall\n",
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `content` with a warning in one event and an error in another."""
    for path, text in SMALL.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*paths: str, content: str = "content", form: str = "text", **options: object) -> tuple[int, str]:
    """What a check answers, and its exit code."""
    stream = io.StringIO()
    asked = CheckRequest(
        paths=[Path(path) for path in paths],
        content=Path(content),
        reading=ReadingOptions(clock=clock, today=DAY),
        **options,  # type: ignore[arg-type]
    )
    code = check(asked, form, stream)
    return code, stream.getvalue()


def test_the_sample_town_is_clean() -> None:
    code, report = run(str(SAMPLE))

    assert code == 0
    assert "Clean: no error, no warning" in report


def test_only_an_error_makes_the_check_fail(small: Path) -> None:
    assert run()[0] == 1
    (small / "content/events/oak/talk.yaml").unlink()
    assert run()[0] == 0


def test_a_path_narrows_the_report_and_a_folder_with_a_board_is_the_content(small: Path) -> None:
    everything = run()[1]
    assert "tea.yaml:1: warning[unquoted-colon]" in everything
    assert "talk.yaml:3: error[" in everything

    code, tea = run("content/events/oak/tea.yaml")
    assert code == 0
    assert "talk.yaml" not in tea
    assert run("content")[1] == everything
    assert run("content/events/oak")[1].startswith(everything.rpartition("\n\n")[0])


def test_an_event_that_is_named_is_read_back_and_looked_at_as_new(small: Path) -> None:
    old = small / "content/events/oak/old.yaml"
    old.write_text(SMALL["events/oak/tea.yaml"].replace("2027", "2026"), encoding="utf-8")

    assert "past-event" not in run()[1]
    assert "past-event" in run("content/events/oak/old.yaml")[1]
    assert "- Wednesday 3 February 2027, 14:00 – 16:00" in run("content/events/oak/tea.yaml")[1]


@pytest.mark.parametrize("path", ["elsewhere.yaml", "content/events/oak/nothing.yaml", "/etc"])
def test_a_path_that_is_not_there_is_one_line_for_the_operator(small: Path, path: str) -> None:
    with pytest.raises(UnusableInput, match=re.escape(path)):
        run(path)


def test_rows_for_programs_hold_exactly_what_was_agreed(small: Path) -> None:
    rows = json.loads(run(form="json")[1])

    assert {tuple(row) for row in rows} == {("path", "line", "column", "rule", "severity", "message", "hint")}
    assert rows[-1] | {"message": "", "hint": ""} == {
        "path": "content/events/oak/tea.yaml",
        "line": 1,
        "column": 8,
        "rule": "unquoted-colon",
        "severity": "warning",
        "message": "",
        "hint": "",
    }


def test_annotations_escape_what_means_something_to_the_runner(small: Path) -> None:
    lines = run(form="github")[1].splitlines()

    command = re.compile(r"::(error|warning|notice) file=[^:]*,line=\d+,col=\d+,title=[a-z-]+::")
    assert all(command.match(line) for line in lines)
    assert any("100%25 free" in line for line in lines)
    assert any("%0A" in line for line in lines)
    odd = Problem(SourceRef("a,b:c%.yaml", 3), RULE, "one\r\ntwo: 100%, or more")
    assert format_github([odd]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,title=ends-after-start::one%0D%0Atwo: 100%25, or more\n"
    )


def test_the_answer_begins_with_thanks_and_holds_everything(broken: BrokenBoard) -> None:
    base = "HEAD" if "--base" in broken.arguments else None
    _, answer = run("content", form="summary", base=base)
    told = re.sub(r"\W+", "", html.unescape(answer))

    assert answer.startswith("# Thank you")
    for problem in checked(broken).problems:
        assert re.sub(r"\W+", "", problem.message)[1:] in told
    assert "What happens next" in answer


def test_the_answer_shows_a_title_as_it_is_and_calls_nobody(small: Path) -> None:
    tea = SMALL["events/oak/tea.yaml"].replace("Tea, cakes: 100% free", "'@alder <b>*x*</b> `y`'")
    (small / "content/events/oak/tea.yaml").write_text(tea, encoding="utf-8")
    answer = run("content/events/oak/tea.yaml", form="summary")[1]

    assert "<b>" not in answer
    assert "@alder" not in answer
    assert "\\*x\\*" in answer


def test_a_line_to_paste_stands_in_a_block_of_its_own(small: Path) -> None:
    assert '\n  ```yaml\n  title: "Tea, cakes: 100% free"\n  ```\n' in run(form="summary")[1]


def test_an_answer_is_never_too_long_to_be_shown() -> None:
    many = [Problem(SourceRef(f"{n}.yaml", 1), RULE, "It ends before it starts.") for n in range(20_000)]
    answer = format_pr_comment(many, [])

    assert len(answer.encode()) < 1_000_000
    told = answer.count("It ends before it starts.")
    assert f"{20_000 - told} more are in the log" in answer


def test_forbidden_texts_are_found_in_the_content_and_in_the_site_and_never_repeated(small: Path) -> None:
    (small / "list.txt").write_text("77 Hidden Lane\n", encoding="utf-8")
    (small / "public").mkdir()
    (small / "public/index.html").write_text(
        "<p>Hi</p>\n<p>77&nbsp;<b>Hidden</b> Lane</p>\n", encoding="utf-8"
    )
    forbidden = Path("list.txt")

    code, report = run("content/events/oak/tea.yaml", forbidden=forbidden)
    assert (code, "forbidden-text" in report) == (0, False)
    code, report = run("content/events/oak/tea.yaml", forbidden=forbidden, out=Path("public"))
    assert code == 1
    assert "public/index.html:2: error[forbidden-text]" in report
    assert "Hidden Lane" not in report


@pytest.mark.parametrize("text", [None, "ab\n"])
def test_a_list_of_forbidden_texts_that_cannot_be_used_is_reported(small: Path, text: str | None) -> None:
    if text is not None:
        (small / "list.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"list\.txt"):
        run(forbidden=Path("list.txt"))


@pytest.mark.parametrize("error", [True, False])
def test_a_built_site_is_compared_with_the_content(small: Path, error: bool) -> None:
    if not error:
        (small / "content/events/oak/talk.yaml").unlink()
    assert main(["build", "--today", TODAY, "--jobs", "1"]) == (3 if error else 0)
    calendar = small / "public/events/calendar.ics"
    site = Path("public")
    assert "feed-" not in run(site=site)[1]

    calendar.write_bytes(calendar.read_bytes().replace(b"STATUS:CONFIRMED", b"STATUS:TENTATIVE"))
    code, report = run(site=site)
    assert code == 1
    assert re.search(
        r"^content/events/oak/\S+: error\[feed-status\] .* in events/calendar\.ics", report, re.M
    )

    calendar.write_bytes(b"Not found")
    code, report = run("content/partners", site=site)
    assert "public/events/calendar.ics: error[feed-unreadable]" in report
    assert code == 1
    assert "feed-events" not in report


def test_a_site_that_is_not_there_is_reported(small: Path) -> None:
    with pytest.raises(UnusableInput, match="--site"):
        run(site=Path("nowhere"))


def test_the_order_of_files_and_problems_is_always_the_same(broken: BrokenBoard) -> None:
    problems = checked(broken).problems
    assert list(problems) == sorted(problems, key=lambda problem: problem.sort_key)


def test_a_file_that_was_broken_since_is_not_said_to_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = history_board(tmp_path)
    monkeypatch.chdir(board.folder)
    told = [problem for problem in checked(board).problems if problem.ref.path.endswith("open-house.yaml")]

    assert [problem.rule.id for problem in told] == ["date-unreadable"]
