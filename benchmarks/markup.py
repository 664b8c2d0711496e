"""`python -m benchmarks.markup [--events N] [--rounds R] [--most RATIO]`

How long `parse_markup` takes, which answers safe HTML, plain text and links, beside the library alone (with
tables and sane lists) for the same texts in the same run. The texts are those of the written corpus, apart by
whether they hold what only the library reads. All take turns at each text, and the fastest of the rounds
counts. The library is asked as one object kept for all texts, and as its function `markdown.markdown`, which
sets itself up for each. `--most` ends with 1 when the texts that only the library reads take more than so
many times as long as one object kept.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markdown import Markdown, markdown

from benchmarks.peers.corpus import make_corpus
from bulletin.formats.markup import parse_markup

_EXTENSIONS = ("tables", "sane_lists")
_MORE = re.compile(
    r"^(?:#|>|\||\d+\. | {4}-)|  $"  # a heading, a quote, a table, a numbered or nested list, a hard break
    r'|(?<!\]\()https?://|@|"\)|\w\*\*\w|[&+]',  # a bare address, a title, emphasis inside a word, a sign
    re.MULTILINE,
)


class Times(NamedTuple):
    """Seconds for a number of texts."""

    ours: float
    kept: float
    function: float


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.markup",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--events", type=int, default=300, metavar="N")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--most", type=float, metavar="RATIO")
    given = parser.parse_args()
    texts = [event.body for event in make_corpus(given.events, corpus="written").events]
    more = [text for text in texts if _MORE.search(text)]
    less = [text for text in texts if not _MORE.search(text)]
    print("| texts | number | ours | library, kept | library, function | ours ÷ kept | ours ÷ function |")
    print("|---|---|---|---|---|---|---|")
    for name, chosen in (("all", texts), ("only the library reads", more), ("the others", less)):
        times = compare(chosen, given.rounds)
        print(_format(name, len(chosen), times))
        if name.startswith("only") and given.most and times.ours > given.most * times.kept:
            sys.exit(f"more than {given.most} times")


def compare(texts: Sequence[str], rounds: int) -> Times:
    """The least that each took in one of the rounds, text by text."""
    kept = Markdown(extensions=_EXTENSIONS)
    parsers: tuple[Callable[[str], object], ...] = (
        lambda text: parse_markup(text, path="event.md"),
        lambda text: kept.reset().convert(text),
        lambda text: markdown(text, extensions=_EXTENSIONS),
    )
    found = (
        [min(each) for each in zip(*(_times(parsers, text) for _ in range(rounds)), strict=True)]
        for text in texts
    )
    return Times(*(sum(each) for each in zip(*found, strict=True)))


def _times(parsers: Sequence[Callable[[str], object]], text: str) -> list[float]:
    times = []
    for parse in parsers:
        began = time.process_time()
        parse(text)
        times.append(time.process_time() - began)
    return times


def _format(name: str, number: int, times: Times) -> str:
    each = (f"{1000 * seconds / number:.3f} ms" for seconds in times)
    ratios = (f"{times.ours / other:.2f}" for other in times[1:])
    return f"| {name} | {number} | {' | '.join((*each, *ratios))} |"


if __name__ == "__main__":
    main()
