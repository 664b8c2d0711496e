"""XML by a grammar: RELAX NG, compact syntax, by jing."""

from __future__ import annotations

from pathlib import Path

from tests.checkers.programs import find_program, run_program


def check_xml(grammar: Path, document: Path) -> list[str]:
    """What does not follow the grammar (a `.rnc` file), as `line:column: what`."""
    answer = run_program([find_program("jing"), "-c", grammar, document])
    prefix = f"{document}:"
    found = [line.removeprefix(prefix) for line in answer.stdout.splitlines() if line]
    if answer.returncode and not found:
        found.append(f"jing ended with {answer.returncode}: {answer.stderr}")
    return found
