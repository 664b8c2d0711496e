"""The table of decisions: to read, for a spreadsheet, and as a page of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from bulletin.formats.tables import format_row
from bulletin.model.decision import DecisionTable, Tally, Word

_WORDS = {
    Word.ACCEPT: "accepted",
    Word.EDIT: "edited",
    Word.ASK: "asked",
    Word.HOLD: "held",
    Word.DECLINE: "declined",
}
_NO_KIND, _NO_REASON = "no kind told", "no reason given"
_ABOUT = "Each submission counts once, by the last word on it. Days are from the day it came in to that word."
_NOTHING = "Nothing was decided."


def format_csv(table: DecisionTable) -> str:
    """One line for each kind of partner and reason."""
    head = ("kind", "reason", *_WORDS.values(), "median_days", "longest_days")
    return format_row(head) + "".join(
        format_row((each.kind, each.reason, *_counts(each), *_days(each))) for each in table.tallies
    )


def format_text(table: DecisionTable) -> str:
    """Two tables to read: by kind of partner, and by reason."""
    if not table.tallies:
        return f"{_heading(table)}\n\n{_NOTHING}\n"
    parts = [_heading(table), _ABOUT]
    parts += ["\n".join(_columns([head, *rows])) for head, rows in _tables(table)]
    return "\n\n".join(parts) + "\n"


def format_html(table: DecisionTable) -> str:
    """The same as a file that opens by itself and asks for nothing."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    body = Markup("").join(_html_table(head, rows) for head, rows in _tables(table))
    return str(
        _PAGE.format(
            policy=policy,
            style=Markup(_STYLE),
            title=_heading(table),
            about=_ABOUT if table.tallies else _NOTHING,
            body=body if table.tallies else "",
        )
    )


def _heading(table: DecisionTable) -> str:
    return f"{table.title}: decisions{f' of {table.year}' if table.year else ''}"


_Table = tuple[Sequence[str], list[Sequence[str]]]


def _tables(table: DecisionTable) -> Iterable[_Table]:
    """The names of the columns and the rows, by kind of partner and by reason."""
    yield _one_table("kind of partner", table.tallies, lambda each: each.kind or _NO_KIND)

    def reason_of(tally: Tally) -> str:
        said = table.reasons.get(tally.reason, tally.reason)
        return f"{tally.reason}: {said}" if tally.reason and said != tally.reason else said or _NO_REASON

    yield _one_table("reason", table.tallies, reason_of)


def _one_table(name: str, tallies: Iterable[Tally], key: Callable[[Tally], str]) -> _Table:
    groups: dict[str, list[Tally]] = {}
    for each in tallies:
        groups.setdefault(key(each), []).append(each)
    sums = {label: _sum(group) for label, group in sorted(groups.items())}
    rows: list[Sequence[str]] = [(label, *_counts(each), *_days(each)) for label, each in sums.items()]
    whole = _sum(list(sums.values()))
    rows.append(("all", *_counts(whole), *_days(whole)))
    return (name, *_WORDS.values(), "days, median", "longest"), rows


def _sum(tallies: Sequence[Tally]) -> Tally:
    counts = {word: sum(each.counts.get(word, 0) for each in tallies) for word in Word}
    days = sorted(day for each in tallies for day in each.days)
    return Tally(kind="", reason="", counts=counts, days=tuple(days))


def _counts(tally: Tally) -> list[str]:
    return [str(tally.counts.get(word, 0)) for word in Word]


def _days(tally: Tally) -> tuple[str, str]:
    """Median and longest; "" where no day is known."""
    return (f"{tally.median:g}", str(tally.days[-1])) if tally.days else ("", "")


def _columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """The rows in columns, words to the left and numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for first, *numbers in rows:
        cells = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def _html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    lines = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
        )
        for first, *cells in rows
    )
    table = Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n")
    return table.format(names, lines)


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem auto;max-width:60rem;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1.5rem 0;display:block;overflow-x:auto}"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid #999;text-align:end}"
    "th:first-child{text-align:start}tr:last-child>*{font-weight:700}"
)
_PAGE = Markup(
    "<!doctype html>\n"
    '<html lang="en">\n'
    "<head>\n"
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n"
    "<style>{style}</style>\n"
    "</head>\n"
    "<body>\n"
    "<h1>{title}</h1>\n"
    "<p>{about}</p>\n"
    "{body}"
    "</body>\n"
    "</html>\n"
)
