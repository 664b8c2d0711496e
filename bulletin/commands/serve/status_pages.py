"""Pages of our own, and the lines that every page gets on its way to the browser.

They are added to what is sent, never to what is published: a script and a stylesheet of the same origin,
which the page's own policy (docs/safety.md) allows, and a bar with the number of problems.
"""

from __future__ import annotations

from html import escape

from bulletin.commands.serve.snapshot import Snapshot
from bulletin.messages.reports import in_sentences
from bulletin.problems import Problem, Severity

RELOAD, STYLE, CHANGES, PROBLEMS = "-/reload.js", "-/serve.css", "-/changes", "-/problems"
"""Paths that no page of a board can have: a route begins with a letter."""

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'"

RELOAD_SCRIPT = f"""\
const number = document.currentScript.dataset.number;
new EventSource("/{CHANGES}").onmessage = (event) => {{
  if (event.data !== number) location.reload();
}};
"""

STYLESHEET = """\
.bulletin-serve { position: fixed; inset: auto 0 0 0; z-index: 9; margin: 0; padding: .6rem 1rem;
  background: #7a1022; color: #fff; font: 1rem/1.4 system-ui, sans-serif; }
.bulletin-serve a { color: inherit; }
.bulletin-report { max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  font: 1rem/1.5 system-ui, sans-serif; }
.bulletin-report code, .bulletin-report pre { font-size: .95em; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.bulletin-report li { margin-bottom: 1rem; }
@media print { .bulletin-serve { display: none; } }
"""

_NAMES = {Severity.ERROR: "must be mended", Severity.WARNING: "please look", Severity.NOTE: "only advice"}


def with_reload(page: bytes, snapshot: Snapshot) -> bytes:
    """A page of the site as it is sent: it reloads itself on a change, and counts the problems."""
    text = page.decode("utf-8")
    return _before(_before(text, "</head>", _head(snapshot)), "</body>", _bar(snapshot)).encode()


def _before(text: str, tag: str, lines: str) -> str:
    before, found, after = text.rpartition(tag)
    return f"{before}{lines}{found}{after}" if found else text + lines


def _head(snapshot: Snapshot) -> str:
    return (
        f'<link rel="stylesheet" href="/{STYLE}">\n'
        f'<script src="/{RELOAD}" data-number="{snapshot.number}" defer></script>\n'
    )


def _bar(snapshot: Snapshot) -> str:
    errors = sum(problem.is_error for problem in snapshot.problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in snapshot.problems)
    counts = [_count(errors, "error"), _count(warnings, "warning")]
    counted = " and ".join(count for count in counts if count)
    if not counted:
        return ""
    return f'<p class="bulletin-serve" role="status"><a href="/{PROBLEMS}">{counted}: what to do</a></p>\n'


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def problems_page(snapshot: Snapshot) -> bytes:
    """All problems with their files and lines, what to do, and what is shown meanwhile."""
    listed = [_problem(snapshot, problem) for problem in snapshot.problems]
    parts = [f"<ol>\n{''.join(listed)}</ol>" if listed else "<p>Nothing is wrong.</p>"]
    for path, time in snapshot.checked.restored.items() if snapshot.checked else ():
        parts.append(f"<p>{_path(snapshot, path)}: its last good version, of {time:%Y-%m-%d}, is shown.</p>")
    parts += [
        f"<p>{_path(snapshot, path)} is not shown.</p>"
        for path in (snapshot.checked.left_out if snapshot.checked else ())
    ]
    if not snapshot.failure:
        parts.append('<p><a href="/">To the board</a></p>')
    return _page(snapshot, "What to mend", "\n".join(parts))


def failure_page(snapshot: Snapshot, failure: str) -> bytes:
    """Why there is no page: board or theme cannot be used. It reloads itself when that is put right."""
    errors = "".join(_problem(snapshot, problem) for problem in snapshot.problems if problem.is_error)
    reason = f"<ol>\n{errors}</ol>" if errors else f"<pre>{escape(failure)}</pre>"
    return _page(
        snapshot, "The board cannot be shown", f"{reason}\n<p>Mend it and save: this page looks again.</p>"
    )


def not_found_page(snapshot: Snapshot) -> bytes:
    """What is shown for an unknown address when the theme has no page for it."""
    return _page(snapshot, "There is no such page", '<p><a href="/">To the board</a></p>')


def _problem(snapshot: Snapshot, found: Problem) -> str:
    problem = in_sentences(found)
    line = f":{problem.ref.line}" if problem.ref.line else ""
    hint = f"<br>\n<code>{escape(problem.hint)}</code>" if problem.hint else ""
    name = _NAMES[problem.severity]
    return f"<li>{_path(snapshot, problem.ref.path, line)} – {name}: {escape(problem.message)}{hint}</li>\n"


def _path(snapshot: Snapshot, path: str, line: str = "") -> str:
    return f"<strong>{escape((snapshot.content / path).as_posix())}{line}</strong>"


def _page(snapshot: Snapshot, title: str, body: str) -> bytes:
    text = (
        '<!doctype html>\n<html lang="en">\n<head>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n{_head(snapshot)}</head>\n"
        f'<body>\n<main class="bulletin-report">\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n'
    )
    return text.encode("utf-8", "replace")
