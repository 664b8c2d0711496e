"""What word processors, note programs and converters leave in a text, read as it was meant.

Each line stays in its place, so that links and Problems keep their lines. What carried a meaning that is lost
(a comment, a link to somebody's notes) is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bulletin.formats.markup.source import clean_text
from bulletin.formats.notes import NOTE_HINT, NOTE_TO_ONESELF, find_note, note_message
from bulletin.problems import Problem, Rule, Severity, SourceRef
from bulletin.translatable import gettext as _

COMMENT_IN_TEXT = Rule(
    "comment-in-text",
    Severity.WARNING,
    "A text holds no comments.",
    "They are left out of everything published, but everybody can read them in the repository.",
)
PROGRAM_LEFTOVER = Rule(
    "program-leftover",
    Severity.WARNING,
    "A text holds no marks that only the program it was written in understands.",
    "They are left out or read as plain words, so what they were meant to do is missing.",
)
LEFTOVER_RULES = (COMMENT_IN_TEXT, NOTE_TO_ONESELF, PROGRAM_LEFTOVER)

# Bullets of word processors. The private ones are those of the fonts Symbol and Wingdings.
# Patterns of what begins a line begin with the line end before it: so all else is passed over at once.
_SURE_BULLET = re.compile(
    r"\n([ \t\u00a0]*)(?:[•◦‣▪●∙⁃■□➢➤►\uf000-\uf0ff](?![•◦‣▪●∙⁃■□➢➤►])[ \t\u00a0]*"
    r"|[·§oØüv–—][ \u00a0]*\t[ \t\u00a0]*)(?=\S)"
)
# Signs that are bullets where several lines below each other begin with them.
_LIKELY_BULLET = re.compile(r"\n([ \t\u00a0]*)([·o–—]|§(?=[ \u00a0]+\D))[ \u00a0]+(?=\S)")
_ITEM = re.compile(r"[ \t]*[-*+] ")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_ODD_INDENT = re.compile(r"\n([ \t]*[^\S \t\n][^\S\n]*)")
_ODD_AFTER_MARK = re.compile(r"(\n[ \t]*(?:[-*+]|\d{1,9}[.)]))[^\S \t\n][^\S\n]*")
_EMPTY = re.compile(r"\n(?:[^\S\n]|\\(?=[^\S\n]*(?:\n|\Z)))+(?=\n|\Z)")
_ENTITY_OF_SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xA0);", re.IGNORECASE)
_ENTITY_OF_NOTHING = re.compile(r"&(?:shy|ZeroWidthSpace|#173|#xAD|#8203|#x200B);", re.IGNORECASE)
_ENCODED_TWICE = re.compile(r"&(?:amp;){1,3}(?=(?:[A-Za-z]{2,10}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});)")
_BREAK = re.compile(r"(?<!\\)((?:\\\\){0,9})\\[^\S\n]*(?=\n|\Z)")
_CODE = re.compile(r"(`[^`\n]{1,400}`)")
_CODE_ATTRIBUTES = re.compile(r"(`[^`\n]{1,400}`)\{[.#:=][^{}\n]{0,200}\}")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_FENCED = re.compile(
    r"^[ \t]*(?P<mark>```|~~~)[^\n`]{0,60}\n(?P<lines>(?:(?![ \t]*(?P=mark))[^\n]*\n){0,400})"
    r"[ \t]*(?P=mark)[`~]*[ \t]*$",
    re.MULTILINE,
)
_LINE_BLOCK = re.compile(r"^\|(?:[ ]([^|\n]*))?$", re.MULTILINE)
_NEW_PAGE = re.compile(r"^[ \t]*\\(?:newpage|pagebreak|clearpage)[^\S\n]*$", re.MULTILINE)

_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_WIKI = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\](?!\()")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,300})(?<=\S)==(?![=\w])")
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])([^~\n]{1,300})(?<=\S)~~(?!~)[ ]?")
_RAISED = re.compile(r"(?<=\w)\^([^\s^]{1,10})\^")
_LOWERED = re.compile(r"(?<=[A-Za-z])~(\d{1,3})~(?!\w*~)")
_SPAN = re.compile(r"\[([^\[\]\n]{1,500})\]\{:?[ ]?[.#][^{}\n]{0,200}\}")
_ATTRIBUTES = re.compile(
    r"(?<=[)\]*`])\{(?:[.#:][^{}\n]{0,200}|\w+=[^{}\n]{0,200})\}"
    r"|^(#{1,6}[ \t][^\n{]{1,200})\{[.#:][^{}\n]{0,200}\}[^\S\n]*$",
    re.MULTILINE,
)
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]{0,200}\}|[\w-]{0,60})[ \t]*:{0,9}[ \t]*$", re.MULTILINE)
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9][A-Za-z0-9-]{2,40}[^\S\n]*$", re.MULTILINE)
_CALLOUT = re.compile(r"^([ \t]*>[ \t]*)\[!\w{1,20}\][+-]?[ \t]*", re.MULTILINE)
_TASK = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\][ \t]+(?=\S)", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,40})\]")
_DEFINITION = re.compile(r"^([ ]{0,3})\[([^\[\]\n]{1,200})\]:[ \t]*([^\s]{1,2000})(.*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*[.,;!?]?\Z")
# The mark comes first and what stood before it behind that, so that all else is passed over at once.
_LOOSE_BOLD = re.compile(r"\*\*(?<![^\s(]\*\*)(?=[^\s*])([^*\n]{1,300}?)([ \u00a0]{1,9})\*\*(?!\*)")
_EMPTY_BOLD = re.compile(r"\*\*(?<![*\w\\]\*\*)[ \u00a0]{0,9}\*\*(?![*\w])")


# What is told, and the hint.
_SAID_OF_STRUCK = _("Words that were struck out were left out."), _("Take them out of the text.")
_SAID_OF_EMBEDDED = (
    _("A picture or a page that lies in your own notes was left out."),
    _("Put the picture beside the file and name it in `image:`; copy the words of a page."),
)
_SAID_OF_WIKI = (
    _("A link to a page of your own notes is words only here."),
    _("Write [the words](https://the.address) for a link, or the words alone."),
)
_SAID_OF_TASK = _("A box to tick was left out; the line is an item of a list."), _("Leave the brackets out.")
_SAID_OF_PRIVATE = (
    _("A sign that only one font has was left out."),
    _("Type the sign or the word that was meant."),
)
_SAID_OF_COMMENT = (
    _("A hidden comment was left out."),
    _("Take it out of the file, which everybody can read."),
)

_Replace = Callable[[re.Match[str]], str]


def read_leftovers(text: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
    """The text as plain Markdown, with as many lines, and what has to be told of it."""
    reader = _Reader(path, first_line)
    return reader.read(text), reader.problems


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._first_line = first_line

    def read(self, text: str) -> str:
        if "<!--" in text:
            text = self._without_comments(text, "<!--", "-->")
        if "%%" in text:
            text = self._without_comments(text, "%%", "%%")
        fenced = "```" in text or "~~~" in text
        if fenced:
            text = _FENCED.sub(_fenced_lines, text)
        if not fenced or not _FENCE.search(text):
            text = self._as_meant(text)
        self._tell_notes(text)
        return text

    def _as_meant(self, text: str) -> str:
        text = _layout_as_meant(text)
        if not any(sign in text for sign in "[{^~=&\\*"):
            return self._without_private(text)
        if "`" in text:
            text = _CODE_ATTRIBUTES.sub(r"\1", text)
            parts = _CODE.split(text)
            first_line = self._first_line
            for number, part in enumerate(parts):
                if number % 2 == 0:
                    parts[number] = self._marks_as_meant(part)
                self._first_line += part.count("\n")
            self._first_line = first_line
            return self._without_private("".join(parts))
        return self._without_private(self._marks_as_meant(text))

    def _marks_as_meant(self, text: str) -> str:
        if "[" in text:
            text = self._brackets_as_meant(text)
        if "{" in text or ":::" in text:
            text = _ATTRIBUTES.sub(lambda found: found[1] or "", _DIV.sub("", text))
        if "^" in text:
            text = _RAISED.sub(r"\1", _BLOCK_ID.sub("", text))
        if "~" in text:
            text = _LOWERED.sub(r"\1", text)
            text = self._told(_STRUCK, _nothing, text, _SAID_OF_STRUCK)
        if "==" in text:
            text = _HIGHLIGHT.sub(r"**\1**", text)
        if "**" in text:
            text = _LOOSE_BOLD.sub(r"**\1**\2", _EMPTY_BOLD.sub("", text))
        return text

    def _brackets_as_meant(self, text: str) -> str:
        if "[[" in text:
            text = self._told(_EMBEDDED, _nothing, text, _SAID_OF_EMBEDDED)
            text = self._told(_WIKI, _words_of_wiki_link, text, _SAID_OF_WIKI)
        if "{" in text:
            text = _SPAN.sub(r"\1", text)
        if "[!" in text:
            text = _CALLOUT.sub(r"\1", text)
        if "[ ]" in text or "[x]" in text or "[X]" in text:
            text = self._told(_TASK, lambda found: found[1], text, _SAID_OF_TASK)
        if "[^" in text:
            text = _FOOTNOTE.sub(r"\\[\1\\]", text)
        if "]:" in text:
            text = _DEFINITION.sub(self._definition_as_meant, text)
        return text

    def _definition_as_meant(self, found: re.Match[str]) -> str:
        """A line `[name]: address` stands for a link; one with other words is text, or a comment."""
        indent, name, target, rest = found.groups()
        line = self._line_at(found.string, found.start())
        if target == "#" or (target == "<>" and rest.strip()) or name in ("//", "comment"):
            self._tell(COMMENT_IN_TEXT, line, *_SAID_OF_COMMENT)
            return ""
        return f"{indent}\\[{name}\\]: {target}{rest}" if _WORD.match(target) else found[0]

    def _told(self, pattern: re.Pattern[str], replaced: _Replace, text: str, said: tuple[str, str]) -> str:
        """The text with what is found replaced; of the first place, what happened and a hint are told."""
        found = pattern.search(text)
        if found is None:
            return text
        self._tell(PROGRAM_LEFTOVER, self._line_at(text, found.start()), *said)
        return pattern.sub(replaced, text)

    def _without_comments(self, text: str, opening: str, closing: str) -> str:
        """The text without what stands between the marks; its line ends stay."""
        pieces: list[str] = []
        reached = 0
        while (start := text.find(opening, reached)) >= 0:
            end = text.find(closing, start + len(opening))
            if opening == closing and not _begins_word(text, start):
                pieces.append(text[reached : start + len(opening)])
                reached = start + len(opening)
                continue
            line = self._line_at(text, start)
            if end < 0:
                message = _(
                    "A comment begins here (“{opening}”) and never ends, so its words are published.",
                    opening=opening,
                )
                self._tell(COMMENT_IN_TEXT, line, message, _SAID_OF_COMMENT[1])
                break
            self._tell(COMMENT_IN_TEXT, line, *_SAID_OF_COMMENT)
            end += len(closing)
            pieces.append(text[reached:start])
            lines = text.count("\n", start, end)
            pieces.append("\n" * lines)
            if not lines and text[start - 1 : start].isspace() and text[end : end + 1] in (" ", "\t"):
                end += 1
            reached = end
        return "".join(pieces) + text[reached:]

    def _without_private(self, text: str) -> str:
        if text.isascii():
            return text
        return self._told(_PRIVATE, _nothing, text, _SAID_OF_PRIVATE)

    def _tell_notes(self, text: str) -> None:
        if find_note(text) is None:
            return
        for number, line in enumerate(text.split("\n")):
            if found := find_note(line):
                self._tell(NOTE_TO_ONESELF, self._first_line + number, note_message(found[0]), NOTE_HINT)

    def _line_at(self, text: str, position: int) -> int:
        return self._first_line + text.count("\n", 0, position)

    def _tell(self, rule: Rule, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(SourceRef(self._path, line), rule, message, hint))


def _fenced_lines(found: re.Match[str]) -> str:
    """Each line between fences as one of its own in the letters of a typewriter."""
    lines = [line.strip() for line in found["lines"].split("\n")[:-1]]
    marked = (f"`` {line} ``" if "`" in line else f"`{line}`" if line else "" for line in lines)
    return "\n".join(["", *marked, ""])


def _nothing(_: re.Match[str]) -> str:
    return ""


def _begins_word(text: str, position: int) -> bool:
    return position == 0 or text[position - 1].isspace()


def _words_of_wiki_link(found: re.Match[str]) -> str:
    words: str = found[2] or found[1].rpartition("/")[2].partition("#")[0] or found[1]
    return words


def _layout_as_meant(text: str) -> str:
    """Entities of spaces, bullets, indents, breaks and empty lines."""
    if "&" in text:
        text = _ENCODED_TWICE.sub("&", text)
        text = clean_text(_ENTITY_OF_NOTHING.sub("", _ENTITY_OF_SPACE.sub("\u00a0", text)))
    lines = f"\n{text}"
    if not text.isascii():
        lines = _ODD_INDENT.sub(lambda found: "\n" + " " * len(found[1].expandtabs(4)), lines)
        lines = _ODD_AFTER_MARK.sub(r"\1 ", lines)
    if "\t" in text or not text.isascii():
        lines = _SURE_BULLET.sub(r"\n\1- ", lines)
    if _LIKELY_BULLET.search(lines):
        lines = _LIKELY_BULLET.sub(_Bullets(lines), lines)
    if "\\" in text:
        lines = _BREAK.sub(r"\1  ", _NEW_PAGE.sub("", lines))
    if "|" in text and len(_LINE_BLOCK.findall(lines)) > 1:
        lines = _LINE_BLOCK.sub(r"\1", lines)
    return _EMPTY.sub("\n", lines)[1:]


class _Bullets:
    """Replaces a sign by a bullet where the line above or below begins with the same sign."""

    def __init__(self, lines: str) -> None:
        self._lines = lines.split("\n")[1:]

    def __call__(self, found: re.Match[str]) -> str:
        number, sign = found.string.count("\n", 0, found.start()), found[2]
        if sign == "o":
            above = number
            while above and self._sign(above - 1) == "o":
                above -= 1
            if above and _ITEM.match(self._lines[above - 1]):
                return f"\n{found[1]}  - "
        near = (number - 1, number + 1)
        return f"\n{found[1]}- " if any(self._sign(at) == sign for at in near) else found[0]

    def _sign(self, number: int) -> str:
        """What a line begins with, if that stands alone."""
        line = self._lines[number].lstrip() if 0 <= number < len(self._lines) else ""
        return line[:1] if line[1:2].isspace() else ""
