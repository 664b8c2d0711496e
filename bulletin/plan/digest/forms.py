"""A digest as HTML to paste into a newsletter, as plain text and as Markdown."""

from __future__ import annotations

import re
from html import escape
from textwrap import fill

from bulletin.model.site.digest import Digest, DigestItem
from bulletin.model.site.parts import MixedText, TextRun
from bulletin.plan.mixed_language import plain_words

WIDTH = 72
BETWEEN = " · "

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def digest_html(digest: Digest) -> str:
    """Headings, lists and links only: every program that writes newsletters keeps these."""
    parts = [f"<h2>{_html(digest.title)}</h2>"]
    if digest.empty:
        parts.append(f"<p>{_html(digest.empty)}</p>")
    for group in digest.groups:
        parts.append(f"<h3>{_html(group.title)}</h3>")
        parts.append("<ul>\n" + "\n".join(map(_html_item, group.items)) + "\n</ul>")
    if digest.more:
        parts.append(f"<p>{_html(digest.more)} {_html_link(digest.agenda_url, digest.agenda)}</p>")
    if digest.groups:
        parts.append(f"<p>{_html(digest.rule)}</p>")
    parts.append(f"<p>{_html(digest.source)} {_html_link(digest.board_url, digest.board)}</p>")
    body = "\n".join(parts)
    return f'<div lang="{_html(digest.language)}" dir="{digest.dir}">\n{body}\n</div>\n'


def _html_item(item: DigestItem) -> str:
    line = BETWEEN.join(map(_html, (item.when, *item.details)))
    return f"<li><strong>{_html_link(item.url, item.title)}</strong><br>{line}</li>"


def _html_link(url: str, words: MixedText) -> str:
    return f'<a href="{escape(url)}">{_html(words)}</a>'


def _html(words: MixedText) -> str:
    """The words escaped, each part in another language with its `lang`."""
    if isinstance(words, str):
        return escape(words, quote=False)
    return "".join(map(_html_part, words))


def _html_part(part: TextRun) -> str:
    text = escape(part.text, quote=False)
    direction = f' dir="{part.dir}"' if part.dir else ""
    return f'<span lang="{escape(part.lang)}"{direction}>{text}</span>' if part.lang else text


def _line(item: DigestItem) -> str:
    return BETWEEN.join((item.when, *map(plain_words, item.details)))


def digest_text(digest: Digest) -> str:
    """Plain text in lines of at most 72 characters; only an address may be longer."""
    parts = [_wrapped(digest.title).upper() if digest.dir == "ltr" else _wrapped(digest.title)]
    if digest.empty:
        parts.append(_wrapped(digest.empty))
    for group in digest.groups:
        parts.append(f"{group.title}\n{'-' * min(WIDTH, len(group.title))}")
        parts += map(_text_item, group.items)
    if digest.more:
        parts.append(f"{_wrapped(digest.more)}\n{digest.agenda_url}")
    if digest.groups:
        parts.append(_wrapped(digest.rule))
    parts.append(f"{_wrapped(f'{digest.source} {plain_words(digest.board)}')}\n{digest.board_url}")
    return "\n\n".join(parts) + "\n"


def _text_item(item: DigestItem) -> str:
    return f"{_wrapped(plain_words(item.title), '* ')}\n{_wrapped(_line(item), '  ')}\n  {item.url}"


def _wrapped(text: str, begins: str = "") -> str:
    """The text in lines; a number to call and a pair of hours stay whole as far as hyphens go."""
    return fill(
        text,
        WIDTH,
        initial_indent=begins,
        subsequent_indent=" " * len(begins),
        break_long_words=False,
        break_on_hyphens=False,
    )


def digest_markdown(digest: Digest) -> str:
    """Markdown as CommonMark reads it."""
    parts = [f"## {_markdown(digest.title)}"]
    if digest.empty:
        parts.append(_markdown(digest.empty))
    for group in digest.groups:
        parts.append(f"### {_markdown(group.title)}")
        parts.append("\n".join(map(_markdown_item, group.items)))
    if digest.more:
        parts.append(f"{_markdown(digest.more)} [{_markdown(digest.agenda)}]({digest.agenda_url})")
    if digest.groups:
        parts.append(_markdown(digest.rule))
    parts.append(f"{_markdown(digest.source)} [{_markdown(plain_words(digest.board))}]({digest.board_url})")
    return "\n\n".join(parts) + "\n"


def _markdown_item(item: DigestItem) -> str:
    return f"- **[{_markdown(plain_words(item.title))}]({item.url})**  \n  {_markdown(_line(item))}"


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
