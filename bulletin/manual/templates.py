"""What each template of a theme is given, from the classes of the values: a part of `docs/themes.md`."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from bulletin.model.site import details, form, paper, paper_values, parts, taking_part, values

BEGIN = "<!-- Templates. Made by `bulletin schema --docs` from the code. Change it there. -->"
END = "<!-- End of the templates. -->"

TEMPLATES: Mapping[str, type] = {
    "home": values.HomeValues,
    "list": values.ListValues,
    "find": values.FindValues,
    "month": values.MonthValues,
    "event": details.EventValues,
    "partner": details.PartnerValues,
    "venue": details.VenueValues,
    "index": values.IndexValues,
    "text": values.TextValues,
    "subscribe": values.SubscribeValues,
    "submit": form.SubmitValues,
    "open": form.OpenValues,
    "digest": values.DigestValues,
    "print_week": paper_values.WeekSheetValues,
    "print_large": paper_values.LargePrintValues,
    "print_month": paper_values.MonthSheetValues,
    "kit": taking_part.KitValues,
    "embed": taking_part.EmbedValues,
    "sign": paper_values.SignValues,
    "poster": paper_values.PosterValues,
    "ways": taking_part.WaysValues,
    "recruiting": taking_part.RecruitingValues,
    "redirect": values.RedirectValues,
    "lost": values.LostValues,
}
"""The class of the `values` of each page's template."""


def with_templates(page: str) -> str:
    """The page with what stands between the two marks made anew."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n\n{format_templates()}\n{end}{after}" if begin and end else page


def format_templates() -> str:
    """Every template with its values, then what the values are made of, as Markdown."""
    lines: list[str] = []
    for name, given in TEMPLATES.items():
        lines += [f"### `{name}.html`", "", *_described(given), ""]
    lines += ["### Parts of values", ""]
    for part in _parts():
        lines += [f"#### `{part.__name__}`", "", *_described(part), ""]
    return "\n".join(lines)


def _parts() -> Iterator[type[Any]]:
    """The classes values are made of, in the order in which they are written."""
    for module in (parts, form, paper, details, paper_values, taking_part, values):
        for name, found in vars(module).items():
            if not isinstance(found, type) or found.__module__ != module.__name__:
                continue
            if is_dataclass(found) and found not in TEMPLATES.values() and name != "Head":
                yield found


def _described(given: type) -> Iterator[str]:
    yield " ".join(inspect.cleandoc(given.__doc__ or "").split())
    yield ""
    yield "| value | shape | what |"
    yield "|---|---|---|"
    said = _said_of(given)
    for field in fields(given):
        yield f"| `{field.name}` | {_shape(field)} | {said.get(field.name, '')} |"


def _shape(field: Field[Any]) -> str:
    """How a value is written in the code; what may be missing says so."""
    may_lack = field.default is not MISSING and "None" not in str(field.type)
    return f"`{field.type}`".replace("|", "\\|") + (" or empty" if may_lack else "")


def _said_of(given: type) -> dict[str, str]:
    """The text below each field in the source."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(given))).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for before, node in zip(tree.body, tree.body[1:], strict=False):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_text and isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name):
            assert isinstance(node, ast.Expr)
            assert isinstance(node.value, ast.Constant)
            found[before.target.id] = " ".join(str(node.value.value).split())
    return found
