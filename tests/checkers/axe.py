"""Accessibility by axe-core, in the page as the browser shows it."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.checkers.programs import find_node_file

# WCAG 2.0, 2.1 and 2.2 to level AA, and what axe's authors recommend beyond.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe_source() -> str:
    return find_node_file("axe-core/axe.min.js").read_text(encoding="utf-8")


def check_accessibility(page: Page) -> list[str]:
    """Violations in an open page, as `rule (impact): what to do | selector: HTML`, one for each element.

    The script is evaluated by the browser's debugger, so the page's own content policy stays in force.
    """
    page.evaluate(_axe_source())
    result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} | {node['target']}: {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
