"""What the rounds cost, as Markdown: medians, and how many times Hugo's they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from benchmarks.peers.rounds import STEPS, Measured

REFERENCE = "hugo"
_NAMES = {
    "cold": "Built from nothing",
    "unchanged": "Again, nothing changed",
    "edited": "One text edited",
    "added": "One event added",
}


def format_table(found: Sequence[Measured]) -> str:
    """A table for each number of events, and below them what an event costs on a large and a small site."""
    sizes = sorted({each.events for each in found})
    parts = [_format_size([each for each in found if each.events == size]) for size in sizes]
    if len(sizes) > 1:
        parts.append("\n".join(_growth(found, sizes[0], sizes[-1])))
    return "\n\n".join(parts)


def _format_size(found: Sequence[Measured]) -> str:
    size, rounds = found[0].events, max(each.round for each in found)
    lines = [f"{size:,} events; medians of {rounds} round{'s' if rounds > 1 else ''}, and × Hugo"]
    for step in STEPS:
        lines += ["", f"| {_NAMES[step]} | wall | processor | memory | pages | files | size |"]
        lines.append("|---|---|---|---|---|---|---|")
        of_step = [each for each in found if each.step == step]
        for peer in dict.fromkeys(each.peer for each in of_step):
            lines.append(_format_row(peer, of_step))
    return "\n".join(lines)


def _format_row(peer: str, found: Sequence[Measured]) -> str:
    last = [each for each in found if each.peer == peer][-1]
    cells = [
        _cell(peer, found, lambda each: each.wall, "{:.2f} s"),
        _cell(peer, found, lambda each: each.cpu, "{:.2f} s"),
        _cell(peer, found, lambda each: each.memory / 1e6, "{:,.0f} MB"),
        f"{last.pages:,}",
        f"{last.files:,}",
        f"{last.bytes / 1e6:,.1f} MB",
    ]
    return f"| {peer} | {' | '.join(cells)} |"


def _cell(peer: str, found: Sequence[Measured], value: Callable[[Measured], float], form: str) -> str:
    ours = _median(peer, found, value)
    theirs = _median(REFERENCE, found, value)
    ratio = f" ({ours / theirs:.2f} ×)" if ours and theirs and peer != REFERENCE else ""
    return form.format(ours) + ratio


def _median(peer: str, found: Sequence[Measured], value: Callable[[Measured], float]) -> float:
    """0 where there is none."""
    return median([value(each) for each in found if each.peer == peer] or [0.0])


def _growth(found: Sequence[Measured], small: int, large: int) -> Iterator[str]:
    yield f"| cost of an event at {large:,} ÷ at {small:,}, from nothing | wall | processor |"
    yield "|---|---|---|"
    cold = [each for each in found if each.step == "cold"]
    for peer in dict.fromkeys(each.peer for each in cold):
        per_event = [
            _median(peer, [each for each in cold if each.events == large], value)
            / large
            / (_median(peer, [each for each in cold if each.events == small], value) / small)
            for value in (lambda each: each.wall, lambda each: each.cpu)
        ]
        yield f"| {peer} | {per_event[0]:.2f} | {per_event[1]:.2f} |"
