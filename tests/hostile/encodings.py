"""Bytes that are no honest text: characters that hide, deceive, or crash the reader of a feed later."""

from __future__ import annotations

from tests.hostile.case import HEAD, Case, Folder, markdown

_REFUSED = {
    "nul": "\x00",
    "start-of-heading": "\x01",
    "bell": "\x07",
    "backspace": "\x08",
    "escape": "\x1b[2J",
    "delete": "\x7f",
    "padding": "\x80",
    "control-sequence": "\x9b31m",
    "embed-left": "\u202a",
    "embed-right": "\u202b",
    "pop": "\u202c",
    "override-left": "\u202d",
    "override-right": "\u202e",
    "no-character-fdd0": "\ufdd0",
    "no-character-fffe": "\ufffe",
    "no-character-ffff": "\uffff",
    "no-character-plane-1": "\U0001fffe",
    "no-character-plane-16": "\U0010ffff",
    "surrogate": "\ud800",
    "surrogate-pair": "\ud83d\ude00",
}

_LINE_ENDS = {
    "vertical-tab": "\x0b",
    "form-feed": "\x0c",
    "lone-return": "\r",
    "next-line": "\x85",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
}
"""Line ends of the text, where no line of a field or of a comment can hide behind them."""

_HARMLESS = {
    "isolate-left": "\u2066",
    "isolate-right": "\u2067",
    "isolate-first": "\u2068",
    "isolate-pop": "\u2069",
    "mark-left": "\u200e",
    "mark-right": "\u200f",
    "byte-order-mark": "\ufeff",
    "zero-width-space": "\u200b",
    "zero-width-joiner": "\u200d",
    "soft-hyphen": "\u00ad",
    "no-break-space": "\u00a0",
    "ideographic-space": "\u3000",
    "tag-characters": "\U000e0041\U000e007f",
    "variation-selectors": "\ufe0f\U000e0100",
    "private-use": "\ue000\U0010fffd",
    "combining-flood": "e" + "\u0301" * 150,
    "family": "👨‍👩‍👧‍👦",
    "flags": "🇨🇦🇫🇷",
    "arabic": "مرحبا بكم",
    "hebrew": "שלום",
    "cree": "ᓀᐦᐃᔭᐍᐏᐣ",
    "chinese": "故事時間",
    "mathematical": "𝖘𝖈𝖗𝖎𝖕𝖙",
    "replacement": "\ufffd",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "hangul-filler": "\u3164",
}


def cases() -> list[Case]:
    folder = Folder("encoders")
    for name, text in _REFUSED.items():
        folder.refused(f"{name}-in-title", f"title: A{text}meeting\n{HEAD}")
        folder.refused(f"{name}-in-body", markdown(f"Come{text}all"), ending="md")
        folder.refused(f"{name}-in-comment", f"title: A meeting\n{HEAD}# note{text}status: cancelled\n")
    for name, text in _LINE_ENDS.items():
        folder.harmless(f"{name}-in-title", f"title: A{text}meeting\n{HEAD}")
        folder.harmless(f"{name}-in-body", markdown(f"Come{text}all"), ending="md")
        folder.refused(f"{name}-in-comment", f"title: A meeting\n{HEAD}# note{text}status: cancelled\n")
    for name, text in _HARMLESS.items():
        folder.harmless(f"{name}-in-title", f"title: A {text} meeting\n{HEAD}")
        folder.harmless(f"{name}-in-body", markdown(f"Come {text} all"), ending="md")
    plain = f"title: A meeting, naïve café\n{HEAD}"
    folder.refused("utf-16", plain.encode("utf-16"))
    folder.refused("utf-16-le", plain.encode("utf-16-le"))
    folder.refused("utf-16-be", plain.encode("utf-16-be"))
    folder.refused("utf-32", plain.encode("utf-32"))
    folder.refused("overlong", plain.encode() + b"# \xc0\xaf\xc0\xae\x81\x8d\n")
    folder.refused("beyond-unicode", plain.encode() + b"# \xf4\x90\x80\x80\xf5\x81 \xc3\xa9\xc3\xa8\n")
    folder.refused("damaged", f"{plain}# ééé éé é".encode() + b" \xc3 \x81\n")
    folder.refused("random", bytes(range(256)) * 8)
    folder.refused("gzip", b"\x1f\x8b\x08\x00" + bytes(range(256)))
    folder.refused("nul-late", plain.encode() + b"# " + b"x" * 5000 + b"\x00\n")
    folder.harmless("ok-byte-order-mark", b"\xef\xbb\xbf" + plain.encode())
    folder.harmless("ok-windows-lines", plain.replace("\n", "\r\n").encode())
    folder.harmless("ok-windows-1252", plain.encode("cp1252") + b"summary: \x93quoted\x94 \x96 \x85\n")
    folder.harmless("ok-no-last-line-end", plain.rstrip("\n"))
    return folder.cases
