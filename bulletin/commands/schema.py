"""`bulletin schema`: the JSON Schema of a kind of record; with `--docs`, the manual made from the code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

import bulletin.pipeline.authority
import bulletin.pipeline.build  # noqa: F401 - whatever else has rules is imported by it
from bulletin.check import RULES
from bulletin.check.feeds import FEED_RULES
from bulletin.check.forbidden import FORBIDDEN_TEXT
from bulletin.doctor import EXAMINATIONS
from bulletin.files import UnreadableFile, list_tree, read_bytes, write_atomic
from bulletin.manual.catalogues import extract_messages, update_catalogue
from bulletin.manual.documents import format_examinations, format_fields, format_rules
from bulletin.manual.partners import format_partners
from bulletin.manual.schemas import RECORDS, format_schema
from bulletin.manual.templates import with_templates
from bulletin.problems import Rule, UnusableInput
from bulletin.words.catalogues import CATALOGUE

FINE, WRONG = 0, 1
BOARDS = ("broken", "broken-board", "broken-history", "broken-site")
"""In `tests/boards/`: their reports give each rule its example."""

PACKAGE = "bulletin"
_REPORT_BYTES = 2_000_000
_MODULE_BYTES = 1_000_000
_ROOMS = ("bulletin.load", "bulletin.formats", "bulletin.pipeline")
_BLOCK = re.compile(r"^\S.*? (?:error|warning|note)\[(?P<id>[a-z0-9-]+)\] .*(?:\n[ ].*)*", re.MULTILINE)


def schema(record: str, *, stream: TextIO | None = None) -> int:
    """Write the JSON Schema of `record` (event, partner, venue, board, page, calendar)."""
    if record not in RECORDS:
        raise UnusableInput(f"There is no record “{record}”; the records are: {', '.join(RECORDS)}.")
    (stream or sys.stdout).write(format_schema(record))
    return FINE


def docs(root: Path = Path(), *, check: bool = False, stream: TextIO | None = None) -> int:
    """Write what is made from the code below `root`/docs; with `check`, only compare it."""
    stream = stream or sys.stdout
    if not (root / "docs").is_dir():
        raise UnusableInput(f"{root / 'docs'}: there is no such folder; run this where the code lies.")
    documents = {**_documents(root), **catalogues(root)}
    stale = [path for path, text in documents.items() if _read(root / path) != text]
    for path in stale:
        if check:
            stream.write(f"{path} is not up to date. Run: bulletin schema --docs\n")
        else:
            write_atomic(root / path, documents[path].encode())
            stream.write(f"{path} written.\n")
    return WRONG if stale and check else FINE


def _documents(root: Path) -> Mapping[str, str]:
    """Every document that is made from the code, by its path."""
    reports = "\n".join(_read(root / "tests" / "boards" / board / "report.txt") for board in BOARDS)
    return {
        "docs/fields.md": format_fields(),
        "docs/themes.md": with_templates(_read(root / "docs" / "themes.md")),
        "docs/rules.md": format_rules(all_rules(), find_examples(reports)),
        "docs/doctor.md": format_examinations((each.id, each.summary, each.why) for each in EXAMINATIONS),
        "docs/partners.md": format_partners(),
        **{f"docs/schemas/{name}.json": format_schema(name) for name in RECORDS},
    }


def catalogues(root: Path = Path()) -> Mapping[str, str]:
    """The catalogues of messages of each language that has one, by path, as they follow from the code."""
    try:
        entries = [entry.path for entry in list_tree(root / PACKAGE) if not entry.noise]
    except UnreadableFile:
        return {}
    modules = {
        path: read_bytes(root / PACKAGE / path, limit=_MODULE_BYTES)
        for path in entries
        if path.endswith(".py")
    }
    template = extract_messages({f"{PACKAGE}/{path}": data for path, data in modules.items()})
    found = {f"{PACKAGE}/{path}": path.split("/")[-2] for path in entries if path.endswith(f"/{CATALOGUE}")}
    return {
        path: update_catalogue(_read(root / path), language, template) for path, language in found.items()
    }


def find_examples(report: str) -> dict[str, str]:
    """The first block of each rule in a report, by the rule's id."""
    found: dict[str, str] = {}
    for match in _BLOCK.finditer(report):
        found.setdefault(match["id"], match[0])
    return found


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, by id: what the rooms for reading declare as constants, and those of `check/`."""
    found = {rule.id: rule for rule in (*RULES, FORBIDDEN_TEXT, *FEED_RULES)}
    for name in sorted(sys.modules):
        if name.startswith(_ROOMS):
            found.update((rule.id, rule) for rule in _constants(name))
    return tuple(found[rule_id] for rule_id in sorted(found))


def _constants(module: str) -> Iterator[Rule]:
    return (value for value in vars(sys.modules[module]).values() if isinstance(value, Rule))


def _read(path: Path) -> str:
    """The text of a file, "" when there is none."""
    try:
        return read_bytes(path, limit=_REPORT_BYTES).decode("utf-8", "replace")
    except UnreadableFile:
        return ""
