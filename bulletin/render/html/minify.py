"""Stylesheets and scripts without what only people need: so that a first visit weighs little."""

from __future__ import annotations

import re

_AIR = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s*([{};,>])\s*|(:)\s+|\s+""", re.DOTALL)
_NOTES = re.compile(
    r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/|//(?:(?!\*/)[^\n])*)[ \t]*\n|^[ \t]+|^\n", re.DOTALL | re.MULTILINE
)


def minify_css(css: str) -> str:
    """The same rules without comments, and without the spaces and line ends that only people need."""
    return _AIR.sub(_tighten, css).replace(";}", "}").strip()


def _tighten(match: re.Match[str]) -> str:
    text, mark, colon = match.groups()
    if match[0].startswith("/*"):
        return ""
    return str(text or mark or colon or " ")


def minify_script(script: str) -> str:
    """The same script without indents, and without comments that have their lines to themselves.

    What begins with `/*!`, as licences do, stays. A script with a text over several lines stays whole.
    """
    if any(line.count("`") % 2 or line.endswith("\\") for line in script.splitlines()):
        return script
    return _NOTES.sub("", script)
