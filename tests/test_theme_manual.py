"""`docs/themes.md` says of every template what it is given, and what it says is so."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from bulletin.manual.templates import BEGIN, END, TEMPLATES, format_templates, with_templates
from bulletin.model.site.plan import Page
from bulletin.model.site.values import Values
from bulletin.plan import plan_site
from bulletin.render.html.themes import packaged_themes
from tests.checkers.programs import CHECKOUT
from tests.plan.boards import TODAY
from tests.plan.test_pictures import board_with
from tests.render.specimens import PAGES

THEMES = (CHECKOUT / "docs" / "themes.md").read_text("utf-8")


def test_the_manual_is_as_the_code_is() -> None:
    assert with_templates(THEMES) == THEMES, "run: bulletin schema --docs"
    assert format_templates() in THEMES


def test_every_template_of_a_page_and_every_class_of_values_is_told() -> None:
    files = {path.stem for path in (packaged_themes() / "plain" / "templates").glob("*.html")}
    assert set(TEMPLATES) == files
    assert set(TEMPLATES.values()) == set(get_args(Values))


def test_every_page_is_given_what_the_manual_says() -> None:
    planned = (plan.make() for plan in plan_site(board_with(), TODAY).pages)
    pages = [page for page in (*PAGES.values(), *planned) if isinstance(page, Page)]
    assert {(page.template, type(page.values)) for page in pages} <= set(TEMPLATES.items())
    assert {page.template for page in pages} == set(TEMPLATES)


def test_every_value_stands_in_the_table_of_its_template() -> None:
    for template, given in TEMPLATES.items():
        section = THEMES.split(f"### `{template}.html`\n", 1)[1].split("\n### ", 1)[0]
        assert [field.name for field in fields(given) if f"\n| `{field.name}` | " not in section] == []


def test_a_page_without_the_marks_is_left_alone() -> None:
    assert with_templates("# Themes\n") == "# Themes\n"
    assert with_templates(f"a\n{BEGIN}\nold\n{END}\nb\n").endswith(f"{END}\nb\n")
