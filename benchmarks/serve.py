"""`python -m benchmarks.serve [N] [--corpus C] [--rounds R] [--work DIR]`

How long it takes, with `bulletin serve` on a board of N events (default 1,000), from saving a file to the
new page in the browser: the change is waited for as every page waits for it, then the page is fetched, and it
must tell of the change. Printed are the seconds of each kind of edit: the median of R rounds (default 5) and
the longest, after one round that does not count. With `--work` the board is made there and left; a folder in
memory is best.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from benchmarks.peers.corpus import TODAY, make_corpus
from benchmarks.peers.ours import CHECKOUT, Whole
from benchmarks.peers.peer import write_site
from benchmarks.texts import TEXTS

LONGEST = 120
"""Seconds; whoever has not answered by then never will."""

REST = 3.0
"""Seconds between two edits, in which the rest of the problems is told."""

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_START = re.compile(r"^start: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is saved (None: deleted), the page that is looked at, and what it must then hold, or no longer."""

    file: Path
    text: str | None
    page: str
    told: str
    is_gone: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.serve",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("events", nargs="?", type=int, default=1000, metavar="N")
    parser.add_argument("--corpus", choices=TEXTS, default="written")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bulletin-serve-") as folder:
        board = (given.work or Path(folder)) / f"serve-{given.corpus}-{given.events}"
        content = board / "content"
        if not content.is_dir():
            write_site(Whole(), board, make_corpus(given.events, corpus=given.corpus))
        began = time.perf_counter()
        with serving(content) as port, putting_back() as before:
            print(f"{given.events:,} events, shown after {time.perf_counter() - began:.2f} s", flush=True)
            for name, edits in EDITS.items():
                found = []
                for number in range(given.rounds + 1):
                    edit = edits(content, number)
                    before.setdefault(edit.file, edit.file.read_text() if edit.file.exists() else None)
                    found.append(seconds(port, edit))
                del found[0]
                print(
                    f"    {name:16} {statistics.median(found):5.2f} s, at most {max(found):.2f} s", flush=True
                )


@contextmanager
def putting_back() -> Iterator[dict[Path, str | None]]:
    """Files as they were before, to be filled in; at the end all are as they were."""
    before: dict[Path, str | None] = {}
    try:
        yield before
    finally:
        for file, text in before.items():
            if text is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(text)


def seconds(port: int, edit: Edit) -> float:
    """How long it takes to see the edit. Fails when the page never tells of it."""
    time.sleep(REST)
    changes = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    changes.request("GET", "/-/changes", headers={"Host": "localhost"})
    waiting = changes.getresponse()
    number = next_number(waiting)
    began = time.perf_counter()
    if edit.text is None:
        edit.file.unlink()
    else:
        edit.file.write_text(edit.text)
    is_shown = False
    while not is_shown:
        number, before = next_number(waiting), number
        is_shown = number != before and (edit.told in fetch(port, edit.page)) is not edit.is_gone
    taken = time.perf_counter() - began
    changes.close()
    return taken


def next_number(waiting: HTTPResponse) -> int:
    """The number of what is shown, once it is told the next time."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        line = waiting.readline()
        if not line:
            sys.exit("bulletin serve has ended.")
        if line.startswith(b"data: "):
            return int(line.removeprefix(b"data: "))
    sys.exit("The page was never told of a change.")


def fetch(port: int, page: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    connection.request("GET", page, headers={"Host": "localhost"})
    text = connection.getresponse().read().decode()
    connection.close()
    return text


@contextmanager
def serving(content: Path) -> Iterator[int]:
    """`bulletin serve` on a free port, until the end."""
    command = [sys.executable, "-m", "bulletin", "serve", "--content", str(content), "--port", "0"]
    told = ["--today", str(TODAY)]
    process = subprocess.Popen(
        [*command, *told], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        address = next((found for line in process.stdout if (found := _ADDRESS.search(line))), None)
        if address is None:
            sys.exit("bulletin serve did not begin.")
        yield int(address[1])
    finally:
        process.terminate()
        process.wait()


def _event(content: Path, number: int) -> tuple[Path, str, str]:
    """An event's file, its text and its page: another one for every number."""
    partner = sorted((content / "events").iterdir())[number % len(os.listdir(content / "events"))]
    file = sorted(partner.iterdir())[number]
    return file, file.read_text(), f"/events/{partner.name}/{file.stem}/"


def _edit_body(content: Path, number: int) -> Edit:
    file, text, page = _event(content, number)
    told = f"Come by at once ({time.time_ns()})."
    return Edit(file, f"{text}\n{told}\n", page, told)


def _edit_title(content: Path, number: int) -> Edit:
    file, text, page = _event(content, number)
    told = f"Tales {time.time_ns()}"
    return Edit(file, _TITLE.sub(f"title: {told}", text, count=1), page, told)


def _edit_time(content: Path, number: int) -> Edit:
    file, text, page = _event(content, number)
    minute = time.time_ns() % 30 + 11
    return Edit(file, _START.sub(f"start: 2027-02-03 10:{minute}", text, count=1), page, f"10:{minute}")


def _add(content: Path, number: int) -> Edit:
    file, text, page = _event(content, number)
    name = f"new-{time.time_ns()}"
    new = _TITLE.sub(f"title: {name}", text, count=1)
    return Edit(file.with_stem(name), new, page.replace(file.stem, name), name)


def _delete(content: Path, number: int) -> Edit:
    news = sorted((content / "events").glob("*/new-*"))
    partner = news[0].parent.name
    return Edit(news[0], None, f"/partners/{partner}/", news[0].stem, is_gone=True)


def _edit_partner(content: Path, number: int) -> Edit:
    file = sorted((content / "partners").iterdir())[number]
    told = f"Open at all times ({time.time_ns()})."
    return Edit(file, f"{file.read_text()}\n{told}\n", f"/partners/{file.stem}/", told)


def _break(content: Path, number: int) -> Edit:
    file, text, _ = _event(content, number)
    told = f"03/{time.time_ns() % 28 + 1}/2027"
    return Edit(file, _START.sub(f"start: {told}", text, count=1), "/-/problems", told)


def _see_on_home(content: Path, number: int) -> Edit:
    file, text, _ = _event(content, number)
    told = f"Today {time.time_ns()}"
    text = _START.sub(f"start: {TODAY} 19:00", _TITLE.sub(f"title: {told}", text, count=1), count=1)
    return Edit(file, text, "/", told)


EDITS: dict[str, Callable[[Path, int], Edit]] = {
    "a text": _edit_body,
    "a title": _edit_title,
    "a time": _edit_time,
    "a new event": _add,
    "a deleted event": _delete,
    "a partner": _edit_partner,
    "on the home page": _see_on_home,
    "a mistake": _break,
}


if __name__ == "__main__":
    main()
