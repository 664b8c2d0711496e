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


# What depends on the colours, which are all that is other in the dark.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def check_accessibility(page: Page) -> list[str]:
    """Violations in an open page, as `rule (impact): what to do | selector: HTML`, one for each element.

    The script is evaluated by the browser's debugger, so the page's own content policy stays in force.
    """
    page.evaluate(_axe_source())
    return _violations(page, {"type": "tag", "values": TAGS})


def check_dark_colours(page: Page) -> list[str]:
    """The same of the colours for people who want them dark, after `check_accessibility`; it ends light."""
    page.emulate_media(color_scheme="dark")
    found = _violations(page, {"type": "rule", "values": OF_COLOURS})
    page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, rules: dict[str, object]) -> list[str]:
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} | {node['target']}: {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
