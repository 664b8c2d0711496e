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
_SHORTEST_NAME = 3
_REPLY = re.compile(r"^\s*(?:(?:re|fw|fwd|tr|rv|wg|aw|رد|إعادة توجيه)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def own_words(text: str, senders: Iterable[str]) -> str:
    """The text without quoted mails, signature and lines that name who sent it."""
    lines = list(_before_quotes(text.split("\n")))
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line) or _closes(line, len(lines) - number):
            lines = lines[:number]
            break
    names = _Names.of(senders)
    return "\n".join(line for line in lines if not names.are_in(line)).strip()


def own_subject(subject: str, senders: Iterable[str]) -> str:
    """The subject without `Re:` and `Fwd:`; "" where it names who sent the mail."""
    bare = _REPLY.sub("", subject).strip()
    return "" if _Names.of(senders).are_in(bare) else bare


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


def _closes(line: str, left: int) -> bool:
    """Whether a mail says goodbye here, and only a signature follows."""
    said = fold_name(line)
    if not said or len(line) > _LONGEST_CLOSING or left > _MOST_LINES_OF_SIGNATURE:
        return False
    closings = words_typed_for("mail_closing")
    return said in closings or any(said.startswith(f"{each} ") for each in closings if " " in each)


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

    def are_in(self, line: str) -> bool:
        """Whether a line names the sender: in full, or it is nothing but a part of the name."""
        typed = fold_name(line)
        is_part = bool(typed) and set(typed.split()) <= self.parts
        return is_part or any(f" {name} " in f" {typed} " for name in self.whole)
