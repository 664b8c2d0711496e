"""A Jinja environment that escapes everything it shows, and renders in half the usual time.

A page shows some three hundred texts, and nearly none holds a character that HTML reserves. Jinja calls
`markupsafe.escape` for each and wraps the result; here nothing is wrapped that goes into the page at once.
Attributes and our own functions are used directly, without asking at each use whether they might be
something else, and what a block says goes into the page in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.runtime import Macro
from markupsafe import Markup, escape

OUR_FUNCTIONS = frozenset({"w", "is_here", "once"})
"""Names that mean the same in every template, whatever a template calls its own values."""

HTML_FUNCTIONS = OUR_FUNCTIONS - {"is_here"}
HTML_FILTERS = frozenset({"html", "local"})
"""What gives `Markup` and nothing else."""


def _escape_text(text: str) -> str:
    return str(escape(text))


# What `escape` itself calls for a text before it wraps what came of it, which takes five times as long.
_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escape_text)
_TO_NEXT_ISOLATE = re.compile(
    # Text and tags that hold none, in one go: a page has a thousand tags and a dozen isolates. Never given
    # back, so that a page takes time that grows with its length.
    r"((?:[^<\u2068-\u2069]*+<(?!(?i:title>|script))[^>\u2068-\u2069]*+>)*+[^<\u2068-\u2069]*+)"
    r"([\u2068\u2069]|<(?i:title>)[^<]*+|<(?i:script)(?:[^<]++|<(?!(?i:/script)))*+|<[^>]*+>|<|\Z)"
)
_ISOLATES = {"\u2068": "<bdi>", "\u2069": "</bdi>"}


def escaped(value: object) -> str:
    """`value` as HTML: the same characters as `str(markupsafe.escape(value))`."""
    if type(value) is str:
        return _escape(value)
    return value if type(value) is Markup else str(escape(value))


def show_isolates(page: str) -> str:
    """The page with `<bdi>` around what stands between U+2068 and U+2069; where no markup can be, both go."""
    if "\u2068" not in page:
        return page
    return _TO_NEXT_ISOLATE.sub(_show_isolate, page)


def _show_isolate(found: re.Match[str]) -> str:
    before, here = found.groups()
    return before + (_ISOLATES.get(here) or here.replace("\u2068", "").replace("\u2069", ""))


def _is_html(node: nodes.Expr) -> bool:
    """Whether what stands in this place of a page is `Markup`, whatever the values are."""
    if isinstance(node, nodes.Filter):
        return node.name in HTML_FILTERS
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in HTML_FUNCTIONS
    )


def markup(html: str) -> Markup:
    """`Markup(html)`, which takes a fifth of the time where it is known to be a text."""
    return str.__new__(Markup, html)


class _Macro(Macro):
    """A macro that is called with all it takes, as nearly always, is not asked what it takes."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        takes_more = self.catch_kwargs or self.catch_varargs or self.caller
        self.plain = len(self.arguments) if self._default_autoescape and not takes_more else -1

    def __call__(self, *values: Any, **named: Any) -> str:
        if len(values) == self.plain and not named:
            return markup(self._func(*values))
        return super().__call__(*values, **named)


class _Generator(CodeGenerator):
    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        # Whatever a template says of autoescape: there is no way to show a text as it stands, but `html`.
        self.write("(" if _is_html(node) else "environment.escaped(")

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        # What a block or a parent says, in one piece: handed on bit by bit it would take twice as long.
        if x.startswith("yield from "):
            x = f"yield concat({x.removeprefix('yield from ')})"
        super().writeline(x, node, extra)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 – Jinja calls it so
        # Values are plain classes: a name is an attribute, so there is no need to try it as a key too.
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 – the same
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if (
            node.dyn_args
            or node.dyn_kwargs
            or forward_caller
            or any(iskeyword(each.key) for each in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        # Nothing that a template can call wants to be given the context, so nothing is asked whether it does.
        if isinstance(node.node, nodes.Name) and node.node.name in OUR_FUNCTIONS:
            self.write(f'environment.globals["{node.node.name}"]')
        else:
            self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class EscapingEnvironment(Environment):
    """Escaping always, and an unknown name is a mistake: a theme shows values, it never guesses them."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)
    Macro = _Macro

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        del self.filters["safe"]
        self.known: tuple[BaseLoader | None, dict[str, Template]] = (None, {})

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, object] | None = None,
    ) -> Template:
        """The template of that name: every page asks for six, and none of them ever changes."""
        if globals is not None or isinstance(name, Template):
            return super().get_template(name, parent, globals)
        if self.known[0] is not self.loader:
            self.known = self.loader, {}
        found = self.known[1].get(name)
        if found is None:
            found = self.known[1][name] = super().get_template(name, parent)
        return found

    def __reduce__(self) -> tuple[Callable[..., EscapingEnvironment], tuple[object, ...]]:
        """On its way to another process, what was added to it: templates are compiled again over there."""
        filters = {name: f for name, f in self.filters.items() if FILTERS.get(name) is not f}
        names = {name: g for name, g in self.globals.items() if DEFAULT_NAMESPACE.get(name) is not g}
        return _environment_of, (self.loader, filters, names)


def _environment_of(
    loader: BaseLoader, filters: dict[str, Callable[..., object]], names: dict[str, object]
) -> EscapingEnvironment:
    environment = EscapingEnvironment()
    environment.loader = loader
    environment.filters.update(filters)
    environment.globals.update(names)
    return environment
