"""The manual of rules: what is checked, why, and the message it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

# Imported for their rules, which `bulletin.formats.yaml` loads only for a file with an error.
import bulletin.formats.yaml.compose
import bulletin.formats.yaml.lines  # noqa: F401
from bulletin.manual.fields import MADE
from bulletin.problems import Rule, Severity

_RULES_INTRO = """\
Everything the checker looks for. An **error** keeps the file off the board until it is mended (its last good
version stays), a **warning** is published and asked about, a **note** is advice. "Clean" means no error and
no warning."""

_SEVERITIES = {
    Severity.ERROR: "Errors",
    Severity.WARNING: "Warnings",
    Severity.NOTE: "Notes",
}


def format_rules(rules: Sequence[Rule], examples: Mapping[str, str]) -> str:
    """`docs/rules.md`: every rule, why there is one, and its message (`examples`, by rule id)."""
    parts = ["# What is checked", MADE, _RULES_INTRO]
    for severity, heading in _SEVERITIES.items():
        parts.append(f"## {heading}")
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.severity is severity:
                parts += _rule(rule, examples.get(rule.id, ""))
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, example: str) -> Iterator[str]:
    yield f"### `{rule.id}`"
    yield rule.summary
    if rule.why:
        yield rule.why
    if example:
        yield f"```text\n{example}\n```"
