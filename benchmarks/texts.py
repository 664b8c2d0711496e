"""Texts of events in Markdown: plain ones, and ones with what people write, in stated shares."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from random import Random

Words = Callable[[Random, int], str]
"""So many words, in sentences."""
Name = Callable[[Random], str]
Draw = Callable[[Random, Words, Name], str]

_WIDTH = 88
_FEWEST = 60
"""Words of the paragraphs together, at least."""


def draw_plain(random: Random, words_of: Words, name_of: Name) -> str:
    """Two to four parts in Markdown, 80 to 150 words, with the odd list, link and bold word."""
    words = random.randrange(80, 151)
    parts = [words_of(random, words // 2)]
    if random.random() < 0.3:
        parts.append("\n".join(f"- {words_of(random, 5)}" for _ in range(3)))
    if random.random() < 0.5:
        parts.append(
            f"**{name_of(random)}** and more on [our page](https://{name_of(random).lower()}.example/)."
        )
    parts.append(words_of(random, words - words // 2))
    return "\n\n".join(parts)


def draw_written(random: Random, words_of: Words, name_of: Name) -> str:
    """80 to 180 words with what `SHARES` says; the first 40 characters hold no mark and no line break."""
    words = random.randrange(80, 151)
    has = {name for name, share in SHARES.items() if random.random() < share}
    blocks = [draw(random, words_of, name_of) for name, draw in _BLOCKS.items() if name in has]
    marked = [draw(random, words_of, name_of) for name, draw in _SENTENCES.items() if name in has]
    left = max(_FEWEST, words - sum(len(part.split()) for part in (*blocks, *marked)))
    number = 2 if left < 90 else 3
    paragraphs = [words_of(random, left // number) for _ in range(number)]
    for sentence in marked:
        paragraphs[random.randrange(number)] += f" {sentence}"
    if "lines of a width" in has:
        paragraphs = [_fill(paragraph) for paragraph in paragraphs]
    if "headings" in has:
        headed = [f"## {name_of(random)} and {name_of(random)}\n\n{each}" for each in paragraphs[1:]]
        paragraphs = [paragraphs[0], *headed]
    for block in blocks:
        paragraphs.insert(random.randrange(1, len(paragraphs) + 1), block)
    return "\n\n".join(paragraphs)


def _fill(paragraph: str) -> str:
    return textwrap.fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(random: Random, words_of: Words) -> str:
    return words_of(random, random.randrange(2, 7)).removesuffix(".")


def _draw_bullets(random: Random, words_of: Words, name_of: Name) -> str:
    items = (f"- {_item(random, words_of)}" for _ in range(random.randrange(3, 6)))
    return f"{_item(random, words_of)}:\n\n" + "\n".join(items)


def _draw_nested(random: Random, words_of: Words, name_of: Name) -> str:
    rows = [f"{indent}- {_item(random, words_of)}" for indent in ("", "    ", "    ", "", "    ")]
    return f"{_item(random, words_of)}:\n\n" + "\n".join(rows)


def _draw_numbered(random: Random, words_of: Words, name_of: Name) -> str:
    rows = (f"{number}. {_item(random, words_of)}" for number in range(1, random.randrange(4, 6)))
    return f"{_item(random, words_of)}:\n\n" + "\n".join(rows)


def _draw_quote(random: Random, words_of: Words, name_of: Name) -> str:
    return f"{name_of(random)} says:\n\n> {words_of(random, 8)}\n> {words_of(random, 6)}"


def _draw_lines(random: Random, words_of: Words, name_of: Name) -> str:
    """An address as people type it: two spaces at the end of a line break it."""
    street = f"{random.randrange(1, 200)} {name_of(random)} Street"
    return f"{name_of(random)} Hall  \n{street}  \nBenchmark"


def _draw_table(random: Random, words_of: Words, name_of: Name) -> str:
    rows = (f"| {hour}:{random.choice((15, 30, 45))} | {_item(random, words_of)} |" for hour in range(10, 14))
    return "\n".join((f"{name_of(random)} hours:\n", "| When | What |", "|---|---|", *rows))


def _draw_link(random: Random, words_of: Words, name_of: Name) -> str:
    return f"More on [our page](https://{name_of(random).lower()}.example/)."


def _draw_titled_link(random: Random, words_of: Words, name_of: Name) -> str:
    site, title = name_of(random).lower(), f"{name_of(random)} in the hall"
    return f'See [all we do](https://{site}.example/programme "{title}").'


def _draw_address(random: Random, words_of: Words, name_of: Name) -> str:
    site = f"{name_of(random).lower()}.example"
    asked = f"https://{site}" if random.random() < 0.3 else f"https://{site}/{name_of(random).lower()}"
    return f"Ask at {asked} before you come."


def _draw_strong(random: Random, words_of: Words, name_of: Name) -> str:
    return f"**{name_of(random)} {name_of(random)}** is there too."


def _draw_emphasis(random: Random, words_of: Words, name_of: Name) -> str:
    return f"It is *{_item(random, words_of).lower()}* this time."


def _draw_inside_word(random: Random, words_of: Words, name_of: Name) -> str:
    return f"We say {name_of(random)}**{name_of(random).lower()}**{name_of(random).lower()} here."


def _draw_signs(random: Random, words_of: Words, name_of: Name) -> str:
    return f"Tea & cake, {random.randrange(6, 20)}+ kinds."


_BLOCKS: Mapping[str, Draw] = {
    "bulleted list": _draw_bullets,
    "nested list": _draw_nested,
    "numbered list": _draw_numbered,
    "quote": _draw_quote,
    "hard line breaks": _draw_lines,
    "table": _draw_table,
}
_SENTENCES: Mapping[str, Draw] = {
    "link": _draw_link,
    "link with a title": _draw_titled_link,
    "bare address": _draw_address,
    "strong words": _draw_strong,
    "emphasis": _draw_emphasis,
    "emphasis inside a word": _draw_inside_word,
    "& or +": _draw_signs,
}

SHARES: Mapping[str, float] = {
    "headings": 0.35,
    "bulleted list": 0.3,
    "nested list": 0.1,
    "numbered list": 0.12,
    "quote": 0.06,
    "hard line breaks": 0.1,
    "table": 0.02,
    "link": 0.4,
    "link with a title": 0.05,
    "bare address": 0.2,
    "strong words": 0.4,
    "emphasis": 0.15,
    "emphasis inside a word": 0.03,
    "& or +": 0.1,
    "lines of a width": 0.35,
}
"""Of how many written texts each is part; each is drawn on its own."""

TEXTS: Mapping[str, Draw] = {"plain": draw_plain, "written": draw_written}
"""By the name of a corpus: `plain` is the one that was measured first, `written` has what people write."""
