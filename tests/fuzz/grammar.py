"""What people and attackers write: records, repeats, texts, addresses, pictures, out of choices."""

from __future__ import annotations

from tests.fuzz.choices import Choices
from tests.hostile.drawings import chunk, jpeg, lossless, png, segment, webp

_FIELDS = (
    "title", "start", "end", "duration", "venue", "room", "online", "address", "area", "location",
    "repeat", "dates", "skip", "changes", "status", "status_note", "categories", "audience", "cost",
    "registration", "languages", "access", "contact", "image", "image_alt", "hosts", "id", "was_at",
    "part_of", "timezone", "review_by", "rain_date", "was", "summary", "description", "publish_dates",
    "posted", "verified", "source", "bring", "needs", "welcome", "series", "titel", "Start", "x",
    "__proto__", "from_", "key",
)  # fmt: skip
_INNER = (
    "phone", "text", "map", "list", "email", "url", "kind", "capacity", "every", "on", "until", "count",
    "from", "to", "months", "except", "key", "words", "rrule", "amount", "label", "note", "step_free",
    "street", "date", "how", "start", "end", "status", "2027-01-27", "2027-01-20 10:00", "0", "lat",
)  # fmt: skip
_VALUES = (
    "x", "yes", "no", "Story time", "2027-01-20 10:00", "2027-01-20", "2027-03-14 02:30", "11:00", "9:00",
    "hall", "blue", "every Wednesday", "every day", "cancelled", "storytime", "free", "$5", "en", "fr",
    "oak", "elm", "https://a.example/", "javascript:alert(1)", "a@b.example", "555-0101", "confidential",
    "on request", "breaks", "America/Toronto", "../x", "45 min", "366 days", "required", "12-18",
    "9" * 40, "-1", "1e999", "~", "''", '""', "[CANCELLED] x", "*a", "&a b", "!!x y", "<<", "|", ">",
    "|2-", "%a", "@a", "`a`", "- a", "? a", "a: b", "a #b", "# c", "'a", '"a', '"\\x"', '"\\u202e"',
    "[a, b]", "[a, [b, {c: d}]]", "{a: b, c}", "[", "{", "]", "}", "[]", "{}",
    "{words: every Friday, key: a}", "{rrule: FREQ=DAILY;COUNT=3}", "2027-07-01 to 2027-08-31", "\u00a0x",
    "x\t", "\u2066x", "é", "日本", "🎉", "\u0301", "\r", "\x1b", "\u2028", "\ufeff", "{{ 7*7 }}", "<b>",
)  # fmt: skip
_WORDS = (
    "every", "other", "second", "2nd", "last", "first", "third", "fifth", "Saturday", "saturdays",
    "Tuesday", "tue", "weekday", "weekdays", "weekend", "day", "days", "week", "weeks", "month", "months",
    "year", "of the month", "on", "the", "28th", "31st", "29", "from", "10:00", "7pm", "to", "noon",
    "until", "2027-06-16", "16 June 2027", "in", "except", "July", "August", "and", ",", "6 times",
    "500 times", "501", "0", "99", "100", "twice", "at", "27 January", "to", "-", "every 2",
    "1st and 3rd", "of each", "for", "starting", "(", "١", "é", "midnight",
)  # fmt: skip
_EVERY = (
    "every",
    "every other",
    "every 2",
    "every 99",
    "each",
    "",
    "the last",
    "second",
    "1st and 3rd",
    "on",
)
_WHAT = (
    "Tuesday", "Tuesdays", "Mon and Thu", "Monday, Wednesday and Friday", "day", "weeks", "week on Saturday",
    "weekday", "weekdays", "weekend", "month", "months on the 28th", "Saturday of the month", "year",
    "Friday of each month", "year on 27 January", "year on 29 February", "months", "the 31st of every month",
)  # fmt: skip
_WHEN = (
    "", "until 16 June 2027", "until 2027-06-16", "6 times", "500 times", "in July and August", "in summer",
    "except July", "except December to February", "from 10:00 to 12:00", "at 7pm", "from noon to 2", "in May",
    "starting 2027-02-01", "of the month", "for 6 weeks",
)  # fmt: skip
_PARTS = (
    "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=SECONDLY", "INTERVAL=2",
    "INTERVAL=0", "INTERVAL=99", "COUNT=3", "COUNT=500", "COUNT=1000000000", "UNTIL=20270616",
    "UNTIL=20270616T120000Z", "UNTIL=99999999", "BYDAY=MO,TU", "BYDAY=2SA", "BYDAY=-1FR",
    "BYDAY=5MO,-5TU", "BYMONTHDAY=31", "BYMONTHDAY=-1", "BYMONTHDAY=30", "BYMONTH=2",
    "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "WKST=SU", "BYSETPOS=1", "BYHOUR=1", "X=1", "", "=",
    "RRULE:FREQ=DAILY", "\n", "COUNT=１",
)  # fmt: skip
_MARKS = (
    "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "](", "![", "<", ">", "</", "&", ";", "#", "\n",
    "\n\n", "- ", "1. ", "> ", "    ", "\t", "|", "\n-|-\n", "---\n", "\\", ":", "{: onclick=x }", "[^1]",
    "[a]: ", "  \n", "•  ", "script", "img src=x onerror=alert(1)", "a href=", "javascript:",
    "java&#10;script:", "&colon;", "data:text/html,", "https://a.example/", "mailto:a@b.example",
    "www.a.example", "//evil.example", "/events/", "svg onload=x", "style", '"', "'", "`", "<!--", "-->",
    "<![CDATA[", "word", " ", "é", "שלום", "\u202e", "\x02", "\x03", "wzxhzdk:0", "&#x202e;", "<br>",
    "{{", "klzzwxh:0000", "====", "a" * 50, "\u200b", "\ufdd0",
)  # fmt: skip
_ADDRESS = (
    "https", "http", "javascript", "mailto", "tel", "data", ":", "/", "//", "\\", "@", "a.example",
    "A.EXAMPLE", "[::1]", "127.0.0.1", "?", "#", "&", "=", "%", "%0a", "%2e", ".", "..", "é", "раураl",
    "。", "\u00ad", "\t", "\n", " ", '"', "'", "<", ">", "+1", "555", ";ext=1", ":80", ":99999", "xn--",
    "\u202e", "\x00", "ß", "a" * 70, "subject",
)  # fmt: skip


def words(choices: Choices) -> str:
    """A repeat as people say it, or words in any order."""
    if choices.one_in(3):
        return " ".join(choices.pick(_WORDS) for _ in choices.some(12))
    said = [choices.pick(_EVERY), choices.pick(_WHAT)]
    said += [choices.pick(_WHEN) for _ in choices.some(3)]
    if choices.one_in(6):
        said.insert(choices.number(len(said)), choices.pick(_WORDS))
    return " ".join(part for part in said if part)


def rrule(choices: Choices) -> str:
    return ";".join(choices.pick(_PARTS) for _ in choices.some(6))


def address(choices: Choices) -> str:
    return "".join(choices.pick(_ADDRESS) for _ in choices.some(12))


def text(choices: Choices) -> str:
    """Markdown, and what is not."""
    parts = []
    for _ in choices.some(60):
        part = choices.pick(_MARKS)
        parts.append(part * (1 + choices.number(250)) if choices.one_in(12) else part)
    return "".join(parts)


def fields(choices: Choices) -> str:
    """An event's fields, more or less."""
    lines = []
    if not choices.one_in(3):
        lines += ["title: A", "start: 2027-01-20 10:00", "venue: hall"]
    for _ in choices.some(12):
        lines += _field(choices, choices.pick(_FIELDS), 0)
    return _damaged(choices, "\n".join(lines) + "\n")


def record(choices: Choices) -> bytes:
    """A file of an event: `.md` and not `.yaml` when it begins with `---`."""
    whole = fields(choices)
    if choices.one_in(2):
        whole = f"---\n{whole}---\n\n{text(choices)}\n"
    data = whole.encode("utf-8", "surrogatepass")
    if choices.one_in(20):
        data = data.replace(b"\n", b"\r\n")
    if choices.one_in(30):
        data = choices.pick((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xe9", b"\xc3")) + data
    return data


def _field(choices: Choices, name: str, depth: int) -> list[str]:
    indent = "  " * depth if not choices.one_in(15) else " " * choices.number(12)
    shape = choices.number(8)
    if shape < 5 or depth > 6:
        return [f"{indent}{name}: {_value(choices)}"]
    if shape == 5:
        return [f"{indent}{name}:", *(f"{indent}  - {_value(choices)}" for _ in choices.some(4))]
    if shape == 6:
        return [f"{indent}{name}: |", *(f"{indent}  {_value(choices)}" for _ in choices.some(4))]
    lines = [f"{indent}{name}:"]
    for _ in choices.some(4):
        lines += _field(choices, choices.pick(_INNER), depth + 1)
    return lines


def _value(choices: Choices) -> str:
    kind = choices.number(12)
    if kind == 0:
        return words(choices)
    if kind == 1:
        return address(choices)
    if kind == 2:
        return (
            f"{{{choices.pick(_INNER)}: {_value(choices)}, {choices.pick(_INNER)}: {choices.pick(_VALUES)}}}"
        )
    if kind == 3:
        return f"[{choices.pick(_VALUES)}, {_value(choices)}]"
    return choices.pick(_VALUES)


def _damaged(choices: Choices, whole: str) -> str:
    for _ in choices.some(3):
        at, length = choices.number(len(whole) + 1), choices.number(6)
        whole = whole[:at] + choices.pick(_VALUES) + whole[at + length :]
        if choices.one_in(10):
            line = whole[at : at + 20]
            whole = whole[:at] + line * choices.number(400) + whole[at:]
    return whole


def picture(choices: Choices) -> bytes:
    """A picture, more or less whole."""
    data = choices.pick(
        (
            png(chunks=chunk(b"tEXt", b"a\0b") + chunk(b"iCCP", b"x\0\0x")),
            jpeg(segments=segment(0xE0, b"JFIF\0" + bytes(9)) + segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08")),
            webp((b"VP8X", b"\x28" + bytes(9)), (b"ICCP", b"x"), (b"VP8L", lossless()), (b"EXIF", b"MM\0*")),
            webp((b"VP8L", lossless())),
            b"",
        )
    )
    for _ in choices.some(6):
        at, length = choices.number(len(data) + 1), choices.number(8)
        put = bytes(choices.number(256) for _ in choices.some(8))
        data = data[:at] + put + data[at + length :]
    return data + (choices.rest() if choices.one_in(4) else b"")
