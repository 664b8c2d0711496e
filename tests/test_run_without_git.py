"""What `docs/run-without-git.md` tells people to save, paste and type works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from bulletin.cli import main
from tests.checkers.programs import CHECKOUT, find_program, run_program
from tests.commands.boards import BOARD, FILES, write_board

PAGE = (CHECKOUT / "docs" / "run-without-git.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", PAGE, re.DOTALL | re.MULTILINE)
SHELL = [text for language, text in BLOCKS if language == "sh"]
BATCH = [text for language, text in BLOCKS if language == "bat"]
[SCRIPT] = [text for text in SHELL if text.startswith("#!/bin/sh")]
[COMMAND_FILE] = [text for text in BATCH if text.startswith("@echo off")]
[CRONTAB] = [text for language, text in BLOCKS if "MAILTO" in text]
[BEGIN_HISTORY] = [text for text in SHELL if text.startswith("git init")]
[KEEP_HISTORY] = [text for text in SHELL if text.startswith("git --git-dir")]
TODAY = "2027-01-05"

needs_sh = pytest.mark.skipif(os.name == "nt", reason="the script is for sh")


class Machine:
    """A computer with the page's folders, all below `root`; `bulletin` there writes down what it is asked."""

    def __init__(self, root: Path, text: str = SCRIPT) -> None:
        self.here, self.web = root / "srv/board", root / "srv/www/board"
        self.shared = self.here / "shared"
        self.asked = root / "asked.txt"
        for folder in (self.here, self.web, self.shared / "content"):
            folder.mkdir(parents=True)
        self.home = root / "home"
        self.program = self.home / ".local/bin/bulletin"
        self.program.parent.mkdir(parents=True)
        self.script = self.here / "build-board.sh"
        self.script.write_text(self.moved(text), encoding="utf-8")

    def moved(self, text: str) -> str:
        return text.replace("/srv/", f"{self.here.parent}/")

    def answer(self, code: int) -> None:
        """What the program says and how it ends from now on."""
        lines = f'#!/bin/sh\necho "$@" >> {self.asked}\necho "about $1"\nexit {code}\n'
        self.program.write_text(lines, encoding="utf-8")
        self.program.chmod(0o755)

    def run(self, command: str) -> tuple[int, str]:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
        answer = run_program([find_program("sh"), "-c", command], env=environment)
        return answer.returncode, answer.stdout

    def read(self, name: str) -> str:
        return (self.here / name).read_text(encoding="utf-8")

    @property
    def notice(self) -> Path:
        return self.shared / "BOARD NOT PUBLISHED.txt"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@needs_sh
@pytest.mark.parametrize(
    ("code", "is_published"), [(0, True), (3, True), (2, False), (70, False), (1, False)]
)
def test_each_build_is_told_to_whom_it_concerns(machine: Machine, code: int, is_published: bool) -> None:
    machine.answer(code)
    mailed = machine.run(shlex.quote(str(machine.script)).join(("sh ", "")))
    assert mailed == (code, "" if is_published else "about build\n")
    assert machine.notice.exists() is not is_published
    assert machine.read("shared/what-to-mend.txt") == "about check\n"
    log = machine.read("board.log").splitlines()
    assert re.search(r"\d\d:\d\d:\d\d", log[0])
    assert log[1:] == ["about build", f"exit code {code}"]


@needs_sh
def test_the_notice_goes_by_itself_when_the_board_is_published_again(machine: Machine) -> None:
    for code, expected in ((2, True), (0, False)):
        machine.answer(code)
        machine.run(f"sh '{machine.script}'")
        assert machine.notice.exists() is expected


@needs_sh
def test_a_program_that_is_not_there_is_told_too(machine: Machine) -> None:
    code, mailed = machine.run(f"sh '{machine.script}'")
    assert code == 127
    assert "not found" in mailed
    assert "not found" in machine.notice.read_text(encoding="utf-8")
    assert re.search(r"^\| .*\b127\b", PAGE, re.MULTILINE)


@needs_sh
def test_what_the_script_asks_builds_a_board_and_says_what_is_to_be_mended(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    write_board(
        machine.shared,
        {
            **FILES,
            "board.yaml": BOARD + "publish: [ics]\n",
            "events/oak/chess.yaml": "title: Chess\nstart: soon\n",
        },
    )
    machine.answer(0)
    machine.run(f"sh '{machine.script}'")
    build, check = (line.split() for line in machine.asked.read_text(encoding="utf-8").splitlines())
    assert main([*build, "--today", TODAY, "--jobs", "1"]) == 3
    assert (machine.web / "events/oak/story-time/index.html").is_file()
    assert main([*check, "--today", TODAY]) == 1
    assert "chess.yaml" in capsys.readouterr().out


@needs_sh
def test_the_lines_of_the_crontab_run_the_script(machine: Machine) -> None:
    [mail, line] = machine.moved(CRONTAB).splitlines()
    assert mail.startswith("MAILTO=")
    assert "%" not in line, "cron takes what stands behind a % for input"
    minute, hours, *days, command = line.split(" ", 5)
    assert (minute, hours, days) == ("15", "0,8-18", ["*", "*", "*"])
    machine.answer(0)
    [allow] = [text for text in SHELL if text.startswith("chmod")]
    machine.run(machine.moved(allow))
    machine.run(command)
    assert machine.read("board.log").count("exit code 0") == 2


@needs_sh
def test_the_history_lies_where_nobody_else_writes_and_keeps_each_build(tmp_path: Path) -> None:
    mask = "umask 022 # the web server may read what is written\n"
    assert mask in SCRIPT
    machine = Machine(tmp_path, SCRIPT.replace(mask, mask + KEEP_HISTORY))
    content = write_board(machine.shared)
    machine.answer(0)
    machine.run(machine.moved(BEGIN_HISTORY))
    assert (machine.shared / ".git").is_file()
    for text in ("title: One\n", "title: Two\n", "title: Two\n"):
        (content / "pages.txt").write_text(text, encoding="utf-8")
        machine.run(f"sh '{machine.script}'")
    history = ["git", f"--git-dir={machine.here / 'history'}", "log", "--format=%an %ae %s"]
    _, told = machine.run(shlex.join(history))
    line = r"The board board@your-library\.org Board of \d{4}-\d\d-\d\d\n"
    assert re.fullmatch(line * 2, told), "a day on which nothing changed has no version of its own"


def test_every_code_of_a_build_is_explained() -> None:
    codes = " ".join(re.findall(r"^\| ([0-9][^|]*) \|", PAGE, re.MULTILINE))
    assert re.findall(r"\d+", codes) == ["0", "3", "2", "70", "1", "9009", "127"]


# -- Windows


def test_every_variable_of_the_command_file_is_set_in_it_or_by_windows() -> None:
    used = set(re.findall(r"%(\w+)%", COMMAND_FILE))
    known = set(re.findall(r'^set "(\w+)=', COMMAND_FILE, re.MULTILINE))
    assert used <= known | {"USERPROFILE", "ERRORLEVEL", "DATE", "TIME"}
    assert COMMAND_FILE.count("%") == 2 * len(re.findall(r"%\w+%", COMMAND_FILE))


@pytest.mark.parametrize("text", BATCH)
def test_what_is_typed_on_windows_is_quoted_as_its_folders_need(text: str) -> None:
    assert text.isascii(), "a command file is read in the code page of the computer"
    for line in text.splitlines():
        assert line.replace('\\"', "").count('"') % 2 == 0, line
        assert not re.search(r"\d>", line.replace("2>&1", "")), (
            "a digit before > would name what is written, not be it"
        )
        bare = re.sub(r'"[^"]*"', "", line.replace('\\"', ""))
        if not line.startswith("rem "):
            assert not re.search(r"%(?:PROGRAM|SHARED|WEB|HERE|NOTE)%|[A-Z]:\\", bare), line


def test_folders_may_have_any_letters_in_their_names() -> None:
    lines = COMMAND_FILE.splitlines()
    assert COMMAND_FILE.isascii(), "what stands above is read in another encoding"
    assert lines.index("chcp 65001 > nul") < min(n for n, line in enumerate(lines) if line.startswith("set "))
    # In that encoding, older Windows may miss a label.
    assert "goto" not in COMMAND_FILE


def test_the_task_runs_the_file_that_was_saved() -> None:
    [create] = [text for text in BATCH if text.startswith("schtasks /Create")]
    [run] = re.findall(r'/TR "(.*?)(?<!\\)"', create)
    assert run == '\\"C:\\Board\\build-board.cmd\\"'
    assert len(run) <= 261, "schtasks takes no more"
    assert "`C:\\Board\\build-board.cmd`" in PAGE


@pytest.mark.skipif(os.name != "nt", reason="the file is for Windows")
@pytest.mark.parametrize(("code", "is_published"), [(0, True), (3, True), (2, False)])
def test_the_command_file_tells_each_build(tmp_path: Path, code: int, is_published: bool) -> None:
    for name in ("here", "shared board", "web"):
        (tmp_path / name).mkdir()
    program = tmp_path / "bulletin.cmd"
    program.write_text(f"@echo about %1\n@exit /b {code}\n", encoding="ascii")
    folders = {
        "PROGRAM": program,
        "SHARED": tmp_path / "shared board",
        "WEB": tmp_path / "web",
        "HERE": tmp_path / "here",
    }
    text = COMMAND_FILE.replace('"%PROGRAM%"', 'call "%PROGRAM%"')
    for name, folder in folders.items():
        text = re.sub(rf'(?m)^set "{name}=.*"$', lambda _: f'set "{name}={folder}"', text)  # noqa: B023
    script = tmp_path / "build-board.cmd"
    script.write_text(text, encoding="ascii", newline="\r\n")
    answer = run_program(["cmd", "/c", script])
    assert answer.returncode == code
    assert (tmp_path / "shared board/BOARD NOT PUBLISHED.txt").exists() is not is_published
    assert f"exit code {code}" in (tmp_path / "here/board.log").read_text(encoding="utf-8")
