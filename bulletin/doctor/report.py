"""What `bulletin doctor` tells: what there is to do, what nobody can see from here, and what is well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from textwrap import fill

from bulletin.doctor.examinations import Diagnosis, Verdict

WIDTH = 100

_TYPED = re.compile("`[^`]*`")
_HELD = "\x00"  # no text holds one when it is printed

_HEADINGS = {
    Verdict.TO_DO: "To do",
    Verdict.UNSEEN: "Look yourself: this cannot be seen from here",
    Verdict.WELL: "All is well",
}


def has_something_to_do(diagnoses: Sequence[Diagnosis]) -> bool:
    return any(each.verdict is Verdict.TO_DO for each in diagnoses)


def format_text(diagnoses: Sequence[Diagnosis]) -> str:
    """The report for people, a paragraph for each diagnosis."""
    parts = [count_diagnoses(diagnoses)]
    for verdict, heading in _HEADINGS.items():
        of_kind = [each for each in diagnoses if each.verdict is verdict]
        if of_kind:
            parts.append(heading)
            parts += _in_lines(of_kind)
    return "\n\n".join(parts) + "\n"


def count_diagnoses(diagnoses: Sequence[Diagnosis]) -> str:
    """`2 things to do, 3 to look at yourself, 9 well.`"""
    number = {kind: sum(each.verdict is kind for each in diagnoses) for kind in Verdict}
    to_do = number[Verdict.TO_DO]
    told = [f"{to_do or 'Nothing'}{' thing' if to_do == 1 else ' things' if to_do else ''} to do"]
    if number[Verdict.UNSEEN]:
        told.append(f"{number[Verdict.UNSEEN]} to look at yourself")
    return f"{', '.join([*told, f'{number[Verdict.WELL]} well'])}."


def _in_lines(diagnoses: Sequence[Diagnosis]) -> Iterator[str]:
    """Those that are well in one block, a line each; of the others a block each."""
    told = [
        _wrap(each.message, "- ") + (f"\n{_wrap(each.remedy, '  → ')}" if each.remedy else "")
        for each in diagnoses
    ]
    if diagnoses[0].verdict is Verdict.WELL:
        yield "\n".join(told)
    else:
        yield from told


def _wrap(text: str, before: str) -> str:
    """The text in lines that begin with `before`; what is to be typed is never parted."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    held = _TYPED.sub(lambda match: match[0].replace(" ", _HELD), clean)
    lines = fill(
        held,
        WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines.replace(_HELD, " ")


def format_json(diagnoses: Sequence[Diagnosis]) -> str:
    """The report for programs."""
    told = [
        {
            "check": each.examination,
            "verdict": each.verdict.value,
            "message": each.message,
            "what_to_do": each.remedy,
        }
        for each in diagnoses
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
