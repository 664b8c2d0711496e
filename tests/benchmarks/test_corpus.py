"""The two made-up boards: the first stays as it was, the other has what people write, in stated shares."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest

from benchmarks import details, texts
from benchmarks.corpus import TODAY, write_corpus
from benchmarks.peers.corpus import make_corpus

CHECKOUT = Path(__file__).parent.parent.parent
EVENTS = 60
PLAIN = "5b6c29cb532d7929"
MARKS = {
    "headings": r"^## ",
    "bulleted list": r"^- ",
    "nested list": r"^    - ",
    "numbered list": r"^2\. ",
    "quote": r"^> ",
    "hard line breaks": r"  $",
    "table": r"^\|---",
    "link": r"\[our\spage\]",
    "link with a title": r'\d?/programme "',
    "bare address": r"(?<!\]\()https://|@",
    "strong words": r"\*\*\s+is\s",
    "emphasis": r"[\s]\*\w",
    "emphasis inside a word": r"\w\*\*\w",
    "& or +": r"&\s",
}


def digest(folder: Path) -> str:
    """One digest of all files and their names."""
    found = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def test_the_plain_board_is_the_one_that_was_measured_first(tmp_path: Path) -> None:
    assert digest(write_corpus(tmp_path, EVENTS)).startswith(PLAIN)


def test_the_written_board_is_always_the_same_and_another_than_the_plain_one(tmp_path: Path) -> None:
    boards = [write_corpus(tmp_path / name, EVENTS, corpus="written") for name in ("one", "other")]
    assert digest(boards[0]) == digest(boards[1])
    assert not digest(boards[0]).startswith(PLAIN)


@pytest.mark.parametrize("corpus", texts.TEXTS)
def test_every_event_is_clean(corpus: str, tmp_path: Path) -> None:
    content = write_corpus(tmp_path, 400, corpus=corpus)
    command = [sys.executable, "-m", "bulletin", "check", str(content), "--today", str(TODAY)]
    finished = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout
    assert "no error, no warning" in finished.stdout


@pytest.fixture(scope="module")
def written() -> list[str]:
    return [event.body for event in make_corpus(2000, corpus="written").events]


@pytest.mark.parametrize("mark", MARKS)
def test_texts_hold_each_mark_in_its_share(mark: str, written: list[str]) -> None:
    part = sum(re.search(MARKS[mark], text, re.MULTILINE) is not None for text in written) / len(written)
    # A board's lists overlap: a nested list is a list with bullets too.
    expected = 0.37 if mark == "bulleted list" else texts.SHARES[mark]
    assert part == pytest.approx(expected, abs=max(0.01, expected / 5))


def test_a_text_opens_with_words_alone_and_is_no_longer_than_people_write(written: list[str]) -> None:
    for text in written:
        assert re.fullmatch(r"[\w. ]{40}", text[:40])
        assert 60 <= len(text.split()) <= 220


@pytest.mark.parametrize("name", details.SHARES)
def test_fields_hold_lists_and_maps_in_their_shares(name: str) -> None:
    events = make_corpus(2000, corpus="written").events
    part = sum(bool(getattr(event.details, name)) for event in events) / len(events)
    assert part == pytest.approx(details.SHARES[name], abs=0.04)


def test_the_documentation_states_every_share() -> None:
    page = (CHECKOUT / "docs" / "speed.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| ([^|]+?) \| (\d+) in 100 \|", page, re.MULTILINE))
    for name, share in chain(texts.SHARES.items(), details.SHARES.items()):
        assert stated[name] == f"{share * 100:.0f}", name


def test_our_markdown_is_compared_with_the_library() -> None:
    command = [sys.executable, "-m", "benchmarks.markup", "--events", "20", "--rounds", "1"]
    finished = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    row = r"^\| all \| 20 \|(?: \d\.\d{3} ms \|){3}(?: \d\.\d\d \|){2}$"
    assert re.search(row, finished.stdout, re.MULTILINE)
