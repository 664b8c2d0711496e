"""A mail (`.eml`, RFC 5322, RFC 2045) → its text and its attachments, within bounds.

The library follows whatever a mail says of itself: parts within parts, headers without end, odd character
sets. So the bytes are looked over first, one pass that never goes back, and what no mail needs is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum
from itertools import islice
from typing import Any

from bulletin.formats.encoding import without_odd_characters
from bulletin.formats.html_text import text_of_html
from bulletin.translatable import gettext as _

MOST_BYTES = 12_000_000
_MOST_LINES = 600_000
_MOST_HEADERS = 50_000
_MOST_PARTS = 1_000
_MOST_CONTAINERS = 50
_LONGEST_HEADER = 2_000
_MOST_ATTACHMENTS = 30
_LONGEST_TEXT = 400_000
_DEEPEST = 10

_HEADER = re.compile(rb"[\r\n][!-9;-~]{1,80}:")
_BOUNDARY = re.compile(rb"[\r\n]--\S")
_CONTAINER = re.compile(rb"[\r\n]content-type\s*:\s*(?:multipart|message)/", re.IGNORECASE)
_PARSED = re.compile(
    rb"(?:\A|[\r\n])(?:content-[a-z-]{2,30}|mime-version|subject|from|sender|reply-to)[ \t]*:"
    rb"([^\r\n]*+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*+)*+)",
    re.IGNORECASE,
)
_CHARSETS = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|hz"
    r"|tis-620|johab|ptcp154|kz1048"
)
_ENDINGS = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_STUFFED = re.compile(r"^ ", re.MULTILINE)
"""What a flowed text puts before a line that begins with a space, `>` or `From` (RFC 3676 §4.4)."""
_FLOWED = re.compile(r"(?<= )\n(?!-- ?\n|>|\n)")


class Kind(StrEnum):
    """What an attachment is, by its type and the ending of its name."""

    CALENDAR = "calendar"
    RECORD = "record"
    SHEET = "sheet"
    PICTURE = "picture"
    FLYER = "flyer"
    MAIL = "mail"
    OTHER = "other"


_KINDS = {
    **dict.fromkeys(("ics", "ical", "ifb"), Kind.CALENDAR),
    **dict.fromkeys(("yaml", "yml", "md", "markdown"), Kind.RECORD),
    **dict.fromkeys(("csv", "tsv", "xlsx"), Kind.SHEET),
    **dict.fromkeys(("png", "jpg", "jpeg", "webp", "heic", "gif"), Kind.PICTURE),
    "pdf": Kind.FLYER,
    "eml": Kind.MAIL,
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail, under a name of its own: no folder, no invisible characters.

    `data` is what it holds; of a mail within the mail nothing is taken.
    """

    name: str
    kind: Kind
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail holds. `senders` are the names and addresses of who sent it, which go no further."""

    subject: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    senders: tuple[str, ...] = ()


def read_mail(data: bytes) -> Mail | str:
    """The mail, or in words why it is not read. Never raises for what stands in `data`."""
    if refused := _out_of_bounds(data):
        return refused
    try:
        message = message_from_bytes(data, policy=policy.default)
        return _unreadable(message) or _mail_of(message)
    except Exception:  # of damaged mails the library raises whatever comes up, RecursionError among them
        return _("This mail is damaged and cannot be read. Please type the event into a new mail.")


def attachments_of(data: bytes) -> tuple[Attachment, ...]:
    """The files that came with a mail; none where it cannot be read."""
    mail = read_mail(data)
    return mail.attachments if isinstance(mail, Mail) else ()


def senders_of(data: bytes) -> tuple[str, ...]:
    """The addresses a mail says that it comes from; none where it cannot be read. Nothing proves them."""
    if _out_of_bounds(data):
        return ()
    try:
        message = message_from_bytes(data, policy=policy.default)
        headers: list[Any] = message.get_all("from") or []
        return tuple(each.addr_spec for header in headers for each in header.addresses if each.addr_spec)
    except Exception:  # see read_mail
        return ()


def _out_of_bounds(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        return _("This mail has more than {most} MB. Send it again without its large attachments.", most=most)
    counted = (
        (data.count(b"\n") + data.count(b"\r"), _MOST_LINES * 2),
        (_count(_HEADER, data, _MOST_HEADERS), _MOST_HEADERS),
        (_count(_BOUNDARY, data, _MOST_PARTS), _MOST_PARTS),
        (_count(_CONTAINER, data, _MOST_CONTAINERS), _MOST_CONTAINERS),
    )
    headers_end = any(len(found[1]) > _LONGEST_HEADER for found in _PARSED.finditer(data))
    if headers_end or any(number > most for number, most in counted):
        return _(
            "This mail has more parts within each other than can be read. Send the event in a plain mail."
        )
    return ""


def _count(pattern: re.Pattern[bytes], data: bytes, most: int) -> int:
    return sum(1 for _ in islice(pattern.finditer(data), most + 1))


def _unreadable(message: Message) -> str:
    """Why a mail says nothing of an event."""
    kinds = {part.get_content_type() for part in islice(message.walk(), _MOST_PARTS)}
    if kinds & {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return _("This mail is encrypted, and cannot be read here. Please send it without encryption.")
    raw = {name.lower(): str(value) for name, value in message.raw_items()}
    if message.get_content_type() == "multipart/report":
        return _("This is a notice of a mail program about another mail, and says nothing of an event.")
    if raw.get("auto-submitted", "no").strip().lower().partition(";")[0] != "no":
        return _("This is an automatic answer, and says nothing of an event.")
    return ""


def _mail_of(message: Message) -> Mail:
    plain: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    for part in islice(_leaves(message), _MOST_PARTS):
        kind, name = part.get_content_type(), _name_of(part)
        is_attached = bool(name) or part.get_content_disposition() == "attachment"
        if kind == "text/plain" and not is_attached:
            plain.append(_text_of(part))
        elif kind == "text/html" and not is_attached:
            pages.append(text_of_html(_text_of(part)))
        elif len(attachments) < _MOST_ATTACHMENTS:
            attachments.append(_attachment(part, name))
    text = "\n\n".join(filter(str.strip, plain)) or "\n\n".join(filter(str.strip, pages))
    subject = " ".join(without_odd_characters(_header(message, "subject")).split())
    return Mail(subject[:300], text, tuple(attachments), tuple(_senders(message)))


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something; what lies within an attached mail is not looked at."""
    # The payload of a part without parts would be decoded here in whatever character set the mail names.
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
    elif depth < _DEEPEST:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)


def _header(message: Message, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # see read_mail
        return ""


def _senders(message: Message) -> Iterator[str]:
    for name in ("from", "sender", "reply-to"):
        try:
            addresses: Any = getattr(message[name], "addresses", ())
            for each in addresses:
                yield from filter(None, (each.addr_spec, each.display_name))
        except Exception:  # see read_mail
            yield from re.findall(r"[^\s<>\"(),;:]+@[^\s<>\"(),;:]+", _header(message, name))


def _text_of(part: Message) -> str:
    data = part.get_payload(decode=True)
    data = data[:_LONGEST_TEXT] if isinstance(data, bytes) else b""
    text = without_odd_characters(_decoded(data, part.get_content_charset() or "utf-8"))
    is_flowed = part.get_param("format") == "flowed"
    return _FLOWED.sub("", _STUFFED.sub("", text)) if is_flowed else text


def _decoded(data: bytes, charset: str) -> str:
    """In the character set the mail names, where it is one of letters; else as most mails are written."""
    try:
        known = codecs.lookup(charset.strip().lower()).name
        if _CHARSETS.fullmatch(known) and (known != "ascii" or data.isascii()):
            return data.decode(known, "replace")
    except (LookupError, ValueError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _name_of(part: Message) -> str:
    """The name of an attached file, without folders and invisible characters; "" where it has none."""
    name = without_odd_characters(part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    return " ".join(name.split()).lstrip(".")[-120:]


def _attachment(part: Message, name: str) -> Attachment:
    ending = _ENDINGS.search(name)
    kind = _KINDS.get(ending[1].lower(), Kind.OTHER) if ending else Kind.OTHER
    main = part.get_content_maintype()
    if part.get_content_type() == "text/calendar":
        kind, name = Kind.CALENDAR, name or "invitation.ics"
    elif main == "message":
        kind = Kind.MAIL
    elif main == "image" and kind is Kind.OTHER:
        kind = Kind.PICTURE
    data = part.get_payload(decode=True) if kind is not Kind.MAIL else b""
    return Attachment(name or _("a file without a name"), kind, data if isinstance(data, bytes) else b"")
