"""Workflows of a repository host (GitHub Actions): when each runs, what it may change, what it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

LONGEST = 100_000
"""Characters; a workflow has a few thousand."""

_DEEPEST = 40
_STEPS_IN = re.compile(r"(?:[-?][ \t]+){20}")
EVERYTHING = "everything"
"""The right to write everything there is, `write-all`."""


class UnreadableWorkflow(ValueError):
    """Text that is no workflow, or none that is safe to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: the action it `uses`, with `settings`, or the command it `run`s."""

    uses: str = ""
    run: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job: steps, or the workflow it `uses`. `writes`: what it may change; None where it says nothing."""

    uses: str = ""
    writes: frozenset[str] | None = None
    steps: tuple[Step, ...] = ()

    @property
    def actions(self) -> Iterator[str]:
        """Everything that is run of other repositories."""
        yield from filter(None, (self.uses, *(step.uses for step in self.steps)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """One workflow. `schedules` are in the form of cron, in UTC."""

    triggers: frozenset[str]
    schedules: tuple[str, ...] = ()
    writes: frozenset[str] | None = None
    jobs: Mapping[str, Job] = field(default_factory=dict)

    def writes_of(self, job: Job) -> frozenset[str] | None:
        """What a job may change; None where neither it nor the workflow says so."""
        return self.writes if job.writes is None else job.writes


def parse_workflow(text: str) -> Workflow:
    """The workflow in a file. Raises `UnreadableWorkflow`."""
    if len(text) > LONGEST or _STEPS_IN.search(text) or _depth(text) > _DEEPEST:
        raise UnreadableWorkflow("it is too long, or lies too deep")
    try:
        # Everything is text: of a key `on` YAML 1.1 would make a truth value.
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
    except Exception as error:  # the parser raises ValueError, KeyError and others beside its own YAMLError
        raise UnreadableWorkflow("it cannot be read") from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("jobs"), dict):
        raise UnreadableWorkflow("it has no jobs")
    triggers = loaded.get("on")
    return Workflow(
        triggers=frozenset(_names(triggers)),
        schedules=tuple(_schedules(triggers)),
        writes=_writes(loaded),
        jobs={str(name): _job(job) for name, job in loaded["jobs"].items() if isinstance(job, dict)},
    )


def _depth(text: str) -> int:
    """How deep brackets lie in each other, at most."""
    deepest = depth = 0
    for char in re.findall(r"[][{}]", text):
        depth = depth + 1 if char in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        yield from (name for name in value if isinstance(name, str))


def _schedules(triggers: Any) -> Iterator[str]:
    entries = triggers.get("schedule") if isinstance(triggers, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("cron"), str):
            yield entry["cron"]


def _writes(part: Mapping[str, Any]) -> frozenset[str] | None:
    granted = part.get("permissions")
    if granted == "write-all":
        return frozenset({EVERYTHING})
    if isinstance(granted, dict):
        return frozenset(str(name) for name, right in granted.items() if right == "write")
    return None if granted is None else frozenset()


def _job(job: Mapping[str, Any]) -> Job:
    steps = job.get("steps")
    found = tuple(_step(step) for step in steps if isinstance(step, dict)) if isinstance(steps, list) else ()
    return Job(uses=_text(job, "uses"), writes=_writes(job), steps=found)


def _step(step: Mapping[str, Any]) -> Step:
    settings = step.get("with")
    told = settings.items() if isinstance(settings, dict) else ()
    return Step(
        uses=_text(step, "uses"),
        run=_text(step, "run"),
        settings={str(name): value for name, value in told if isinstance(value, str)},
    )


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value.strip() if isinstance(value, str) else ""
