"""`bulletin doctor`: how a board and its published site are kept, and what there is to do about it."""

from __future__ import annotations

import sys
from typing import TextIO

from bulletin.doctor import EXAMINATIONS, examine
from bulletin.doctor.report import format_json, format_text, has_something_to_do
from bulletin.pipeline.examination import DoctorRequest, find_installation

FINE, WRONG = 0, 1


def doctor(asked: DoctorRequest, form: str = "text", stream: TextIO | None = None) -> int:
    """Tell what was found, as `form` (text, json). Returns 1 when there is something to do."""
    diagnoses = examine(find_installation(asked), EXAMINATIONS)
    told = format_json(diagnoses) if form == "json" else format_text(diagnoses)
    (stream or sys.stdout).write(told)
    return WRONG if has_something_to_do(diagnoses) else FINE
