"""What the rounds cost, as Markdown: medians, and how many times those of one of the peers they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.peers.rounds import STEPS, Measured

_STEPS = {
    "cold": "from nothing",
    "unchanged": "nothing changed",
    "edited": "one text edited",
    "added": "one event added",
}
_Value = Callable[[Measured], float]


class _Measure(NamedTuple):
    name: str
    value: _Value
    form: str


_MEASURES = (
    _Measure("wall time", lambda each: each.wall, "{:.2f} s"),
    _Measure("processor time", lambda each: each.cpu, "{:.2f} s"),
    _Measure("memory", lambda each: each.memory / 1e6, "{:,.0f} MB"),
)


def format_table(found: Sequence[Measured], beside: str = "hugo") -> str:
    """A table of each measure for each number of events; then what an event costs at most and least.

    In brackets is how many times that of the peer `beside` it is.
    """
    sizes = sorted({each.events for each in found})
    parts: list[str] = []
    for size in sizes:
        parts += _format_size([each for each in found if each.events == size], beside)
    if len(sizes) > 1:
        parts.append("\n".join(_growth(found, sizes[0], sizes[-1])))
    return "\n\n".join(parts)


def _format_size(found: Sequence[Measured], beside: str) -> Iterator[str]:
    rounds = max(each.round for each in found)
    yield f"{found[0].events:,} events; medians of {rounds} round{'s' if rounds > 1 else ''}, and × {beside}"
    for measure in _MEASURES:
        yield "\n".join(_format_measure(found, measure, beside))
    yield "\n".join(_format_output(found))


def _format_measure(found: Sequence[Measured], measure: _Measure, beside: str) -> Iterator[str]:
    steps = [step for step in STEPS if any(each.step == step for each in found)]
    yield f"| {measure.name} | {' | '.join(_STEPS[step] for step in steps)} |"
    yield "|---" * (1 + len(steps)) + "|"
    for peer in _peers(found):
        cells = (
            _cell(peer, [each for each in found if each.step == step], measure, beside) for step in steps
        )
        yield f"| {peer} | {' | '.join(cells)} |"


def _format_output(found: Sequence[Measured]) -> Iterator[str]:
    yield "| what is made | pages | files | size |"
    yield "|---|---|---|---|"
    for peer in _peers(found):
        first = next(each for each in found if each.peer == peer)
        yield f"| {peer} | {first.pages:,} | {first.files:,} | {first.bytes / 1e6:,.1f} MB |"


def _peers(found: Sequence[Measured]) -> list[str]:
    return list(dict.fromkeys(each.peer for each in found))


def _cell(peer: str, found: Sequence[Measured], measure: _Measure, beside: str) -> str:
    its, reference = _median(peer, found, measure.value), _median(beside, found, measure.value)
    ratio = f" ({its / reference:.2f} ×)" if its and reference and peer != beside else ""
    return measure.form.format(its) + ratio


def _median(peer: str, found: Sequence[Measured], value: _Value) -> float:
    """0 where there is none."""
    return median([value(each) for each in found if each.peer == peer] or [0.0])


def _growth(found: Sequence[Measured], small: int, large: int) -> Iterator[str]:
    yield f"| an event from nothing, at {large:,} ÷ at {small:,} | wall time | processor time |"
    yield "|---|---|---|"
    cold = [each for each in found if each.step == "cold"]
    for peer in _peers(cold):
        ratios = (
            _per_event(peer, cold, large, each.value) / _per_event(peer, cold, small, each.value)
            for each in _MEASURES[:2]
        )
        yield f"| {peer} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |"


def _per_event(peer: str, found: Sequence[Measured], events: int, value: _Value) -> float:
    return _median(peer, [each for each in found if each.events == events], value) / events
