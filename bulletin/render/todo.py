"""The list of to-dos as one HTML file in the board's own look, to open on a telephone.

It holds everything it shows: no script, nothing fetched; its own policy sees to that (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bulletin.formats.dates import weekday_name
from bulletin.model.todo import Action, Section, ToDo, ToDoList
from bulletin.render.html.themes import Theme
from bulletin.render.standalone import Document, write_document

_OWN_STYLE = """
.masthead .mark{flex:none;white-space:nowrap;background:var(--ink);color:var(--paper);padding:.25rem .6rem;
border-radius:4px;font-weight:700}
.masthead .wide{display:flex;justify-content:space-between;align-items:center;gap:1rem}
main.wide{max-inline-size:44rem}
.week .leaf{flex:none}
.week{display:flex;gap:.9rem;align-items:start;margin-block:1rem .6rem}
main h2{display:flex;justify-content:space-between;margin-block-start:1.8rem;padding-block-end:.35rem;
border-block-end:var(--thick);font-size:1.35rem}
main li{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;padding-block:.65rem;
border-block-end:var(--hair)}
.what{flex:1 1 9rem}
.steps{display:flex;flex-wrap:wrap;gap:.4rem;flex:0 1 auto;max-inline-size:100%}
.steps .button{min-inline-size:6rem;text-align:center}
.made{margin-block-start:1.5rem}
"""


def render_todos(todos: ToDoList, theme: Theme, words: Mapping[str, str]) -> bytes:
    """The file. `words` are its `heading`, `effort` and `made` on."""
    sections = "".join(_section(section, todos.of(section)) for section in Section)
    effort = f'<p class="soft">{escape(words["effort"])}</p>\n' if words["effort"] else ""
    body = f"""\
<div class="week">
{_leaf(todos)}<div>
<h1>{escape(words["heading"])}</h1>
{effort}</div>
</div>
{sections}<p class="soft made">{escape(words["made"])}</p>
"""
    header = f"""\
<header class="masthead"><div class="wide">
<p class="board">{escape(todos.board_title)}</p>
<p class="label mark">For staff</p>
</div></header>
"""
    title = f"{escape(words['heading'])} – {escape(todos.board_title)}"
    document = Document(lang="en", dir="ltr", title=title, body=body, style=_OWN_STYLE, header=header)
    return write_document(theme, document).encode()


def _leaf(todos: ToDoList) -> str:
    """The day as a leaf of a tear-off calendar; it is said in words at the end of the page."""
    day = todos.today
    weekday = weekday_name(day.weekday())[:3]
    return (
        f'<div class="leaf" aria-hidden="true"><b>{weekday}</b><i>{day.day}</i><span>{day:%b}</span></div>\n'
    )


def _section(section: Section, items: tuple[ToDo, ...]) -> str:
    if not items:
        return ""
    number = f'<span class="count">{len(items)}</span>' if section.is_work else ""
    rows = "".join(_item(item) for item in items)
    return f"<section>\n<h2>{section} {number}</h2>\n<ul>\n{rows}</ul>\n</section>\n"


def _item(item: ToDo) -> str:
    # The first step is the one to take; of what arrived it is the work itself.
    kind = "button" if item.section in (Section.ARRIVED, Section.READY) else "button quiet"
    steps = "".join(
        _step(action, kind if not number else "button quiet") for number, action in enumerate(item.actions)
    )
    return (
        f'<li><div class="what"><h3><bdi>{escape(item.title)}</bdi></h3>\n<p>{escape(item.text)}</p></div>\n'
        f'{f"""<div class="steps">{steps}</div>""" if steps else ""}</li>\n'
    )


def _step(action: Action, kind: str) -> str:
    if not action.url:
        return f"<span>{escape(action.label)}</span>"
    return f'<a class="{kind}" href="{escape(action.url)}">{escape(action.label)}</a>'
