from __future__ import annotations

import pytest

from bulletin.render.html.minify import minify_css, minify_script


def test_a_script_is_published_without_indents_and_without_comments_that_have_their_own_lines() -> None:
    script = """\
/* What it does,
   in two lines. */
"use strict";

for (const one of all) {
  // Why.
  say(`${one} /* as it is */`); // at the end of a line
  /* Once more. */
  const address = "https://board.example"; /* beside */ go();
}
"""
    assert minify_script(script) == (
        '"use strict";\nfor (const one of all) {\nsay(`${one} /* as it is */`); // at the end of a line\n'
        'const address = "https://board.example"; /* beside */ go();\n}\n'
    )


@pytest.mark.parametrize(
    "script",
    [
        "const text = `one\n  // of the text\n  two`;\n",
        'const text = "one \\\n  // of the text";\n',
        "/*! Licence */\ngo();\n",
        "/* beside */ go(); /* and\n// on */ stop();\n",
    ],
    ids=["a text over lines", "a continued line", "a licence", "a comment that begins beside code"],
)
def test_what_is_no_comment_of_its_own_stays(script: str) -> None:
    assert minify_script(script) == script


def test_a_stylesheet_keeps_its_texts() -> None:
    css = '/* Colours. */\na > b,\nc { content: "a  ;  b"; margin: 0 1px; }\n'
    assert minify_css(css) == 'a>b,c{content:"a  ;  b";margin:0 1px}'
