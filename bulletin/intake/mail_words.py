"""The words that are a mail's own: without the mails it quotes, its signature, and who sent it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from bulletin.model.names import fold_name
from bulletin.words.typed import words_typed_for

_QUOTE = re.compile(r"^\s{0,3}[>|]")
_SIGNATURE = re.compile(r"^(?:--|—|__)\s*$")
_BEGINS_QUOTE = re.compile(
    r"^\s*(?:-{2,}\s*(?:original|forwarded|message|mensaje|ursprüngliche|رسالة).{0,60}"
    r"|begin forwarded message.{0,20}|_{10,})\s*$",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"^\s*(?:on|le|el|am|في)\b.{3,200}(?:wrote|écrit|escribió|schrieb|كتب)\s*:?\s*$", re.IGNORECASE
)
_HEADER_OF_QUOTE = re.compile(r"^\s*\W{0,2}(?:from|de|von|من)\s*:\W{0,2}.*(?:@|\S)", re.IGNORECASE)
_SECOND_HEADER = re.compile(
    r"^\s*\W{0,2}(?:sent|date|to|subject|envoyé|à|objet|enviado|para|asunto|fecha|تاريخ|إلى|الموضوع)\s*:",
    re.IGNORECASE,
)
_MOST_LINES_OF_SIGNATURE = 12
_LONGEST_CLOSING = 40
_LONGEST_LINE_OF_SIGNATURE = 80
_SHORTEST_NAME = 3
_REPLY = re.compile(r"^\s*(?:(?:re|fw|fwd|tr|rv|wg|aw|رد|إعادة توجيه)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def own_words(text: str, senders: Iterable[str]) -> str:
    """The text without quoted mails, signature and lines that name who sent it."""
    lines, names = list(_before_quotes(text.split("\n"))), _Names.of(senders)
    for number, line in enumerate(lines):
        has_text = any(map(str.strip, lines[:number]))
        if _SIGNATURE.match(line) or (has_text and _closes(lines[number:], names)):
            lines = lines[:number]
            break
    return "\n".join(line for line in lines if not names.are_in(line)).strip()


def own_subject(subject: str, senders: Iterable[str]) -> str:
    """The subject without `Re:` and `Fwd:`; "" where it names who sent the mail."""
    bare = _REPLY.sub("", subject).strip()
    return "" if _Names.of(senders).are_in(bare) else bare


def without_quotes(text: str) -> str:
    """The text without quoted mails."""
    return "\n".join(_before_quotes(text.split("\n")))


def _before_quotes(lines: list[str]) -> Iterator[str]:
    """Up to where an earlier mail begins, without lines that are quoted among the answers."""
    for number, line in enumerate(lines):
        following = "\n".join(lines[number : number + 3])
        if (
            _BEGINS_QUOTE.match(line)
            or _ATTRIBUTION.match(line)
            or _ATTRIBUTION.match(" ".join(lines[number : number + 2]))
        ):
            return
        if _HEADER_OF_QUOTE.match(line) and any(map(_SECOND_HEADER.match, following.split("\n")[1:])):
            return
        if not _QUOTE.match(line):
            yield line


def _closes(lines: list[str], names: _Names) -> bool:
    """Whether a mail says goodbye, or names its sender, in the first line, and only a signature follows."""
    said, closings = fold_name(lines[0]), words_typed_for("mail_closing")
    if not said or len(lines[0]) > _LONGEST_CLOSING:
        return False
    if any(kind == "device" and said.startswith(f"{words} ") for words, kind in closings.items()):
        return True
    is_short = all(len(line) <= _LONGEST_LINE_OF_SIGNATURE for line in lines[:_MOST_LINES_OF_SIGNATURE])
    is_last = len(lines) <= _MOST_LINES_OF_SIGNATURE and is_short
    return is_last and (said in closings or names.are_all_of(lines[0]))


@dataclass(frozen=True, slots=True)
class _Names:
    """What a mail's sender is called, folded: whole names and addresses, and the parts of them."""

    whole: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, senders: Iterable[str]) -> Self:
        whole = {fold_name(each) for each in senders}
        whole = {name for name in whole if len(name) >= _SHORTEST_NAME}
        return cls(frozenset(whole), frozenset(part for name in whole for part in name.split()))

    def are_all_of(self, line: str) -> bool:
        """Whether a line is nothing but the sender's name, or a part of it."""
        typed = fold_name(line)
        return bool(typed) and set(typed.split()) <= self.parts

    def are_in(self, line: str) -> bool:
        """Whether a line names the sender: in full, or it is nothing but a part of the name."""
        typed = f" {fold_name(line)} "
        return self.are_all_of(line) or any(f" {name} " in typed for name in self.whole)
