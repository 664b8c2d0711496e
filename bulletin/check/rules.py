"""How a rule of this room is written: a generator whose docstring is the rule.

    @rule("missing-contact", Severity.WARNING)
    def missing_contact(view: View) -> Iterator[Finding]:
        \"\"\"An event or its partner has a public contact.

        Whoever has a question …
        \"\"\"

The first paragraph says what must hold, the rest says whom it helps; `docs/rules.md` is made from both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from bulletin.check.view import View
from bulletin.problems import Fix, Problem, Rule, Severity, SourceRef


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found at one place."""

    ref: SourceRef
    message: str
    hint: str = ""
    fix: Fix | None = None


Check = Callable[[View], Iterator[Finding]]

CHECKS: list[tuple[Rule, Check]] = []
"""Every rule of this room with its generator, in the order in which they are declared."""


def rule(rule_id: str, severity: Severity) -> Callable[[Check], Check]:
    """Declares the generator below it to be the rule `rule_id`."""

    def declare(check: Check) -> Check:
        summary, _, why = cleandoc(check.__doc__ or "").partition("\n\n")
        CHECKS.append((Rule(rule_id, severity, " ".join(summary.split()), " ".join(why.split())), check))
        return check

    return declare


def run_checks(view: View, only: Severity | None = None) -> Iterator[Problem]:
    """What every rule, or every one of this severity, has to say of the board."""
    for kind, check in CHECKS:
        if only is None or kind.severity is only:
            for found in check(view):
                yield Problem(found.ref, kind, found.message, found.hint, found.fix)
