"""The list of to-dos as text, and as Markdown for the summary of a workflow."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.formats.dates import tell_day
from bulletin.messages.markdown import escape_markdown
from bulletin.model.todo import Action, Section, ToDo, ToDoList

MINUTES_EACH = 2

LAG = "A change is on the board once it is built again; subscribed calendars may take a day longer."


def heading(todos: ToDoList) -> str:
    """`This week: 11 things`."""
    if not todos.number:
        return "This week: nothing to do"
    return f"This week: {todos.number} thing{'' if todos.number == 1 else 's'}"


def effort(todos: ToDoList) -> str:
    """How long it may take, and in which order things stand; "" where there is nothing to do."""
    if not todos.number:
        return ""
    minutes = -(-todos.number * MINUTES_EACH // 5) * 5
    return f"About {minutes} minutes. The most urgent stands first."


def made_on(todos: ToDoList) -> str:
    """When the list was made, and how long changes take to reach people."""
    return f"Made on {tell_day(todos.today)}. {LAG}"


def format_todos(todos: ToDoList) -> str:
    """The list for a terminal or a letter."""
    return "\n".join(_text(todos)) + "\n"


def _text(todos: ToDoList) -> Iterator[str]:
    yield todos.board_title
    yield " ".join(part for part in (f"{heading(todos)}.", effort(todos)) if part)
    for section in Section:
        items = todos.of(section)
        if not items:
            continue
        yield ""
        yield f"{section} ({len(items)})"
        for item in items:
            yield f"- {item.title}: {item.text}"
            yield from (f"    {_say(action)}" for action in item.actions)
    yield ""
    yield made_on(todos)


def _say(action: Action) -> str:
    is_said = not action.url or action.url.startswith("tel:")
    return action.label if is_said else f"{action.label}: {action.url}"


def format_todos_markdown(todos: ToDoList) -> str:
    """The list for the summary of a workflow, each step a link."""
    parts = [f"# {heading(todos)}", effort(todos)]
    for section in Section:
        if items := todos.of(section):
            parts += [f"## {section}", "\n".join(_markdown_line(item) for item in items)]
    parts.append(made_on(todos))
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_line(item: ToDo) -> str:
    line = f"- **{escape_markdown(item.title)}**: {escape_markdown(item.text)}"
    return " · ".join((line, *(_link(action) for action in item.actions)))


def _link(action: Action) -> str:
    label = escape_markdown(action.label)
    # Parentheses and spaces would end the address.
    url = action.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{label}]({url})" if url else label
