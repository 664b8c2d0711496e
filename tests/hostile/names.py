"""Names of files, and names in fields: nothing leads out of its place."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from tests.hostile.case import Case, Folder, Must, event
from tests.hostile.drawings import png

_HARMLESS_FILES = (
    "con",
    "aux",
    "NUL",
    "com1",
    "x" * 245,
    "日本語の会",
    "قصص",
    "🎉🎉",
    "two words",
    "%2e%2e%2fetc",
    "one#two?three",
    'it\'s "quoted"',
    "a&b;c|d`e$(id)",
    "<script>alert(1)<",
    "javascript:alert(1)",
    "--help",
    "{{7*7}}",
    "C:\\windows",
    "index.html",
    "2027",
    "dots..dots",
    "CAPITALS",
)

_REFUSED_LINES = {
    "venue-above": "venue: ../venues/hall",
    "venue-root": "venue: /etc/passwd",
    "venue-nul": 'venue: "hall\\0"',
    "room-above": "room: ../../x",
    "image-above": "image: ../good-school/poster.png\nimage_alt: x",
    "image-folder": "image: pictures/poster.png\nimage_alt: x",
    "image-windows": "image: ..\\poster.png\nimage_alt: x",
    "image-drive": "image: C:\\poster.png\nimage_alt: x",
    "image-hidden": "image: .poster.png\nimage_alt: x",
    "image-dots": "image: ..png\nimage_alt: x",
    "image-missing": "image: nowhere.png\nimage_alt: x",
    "image-record": "image: image-record.yaml\nimage_alt: x",
    "flyer-above": "flyer: ../../board.yaml",
    "flyer-record": "flyer: flyer-record.yaml",
    "id-above": "id: ../good-school/choir",
    "id-root": "id: /etc/passwd",
    "id-one-word": "id: choir",
    "id-three-words": "id: a/b/c",
    "id-capitals": "id: Good-School/choir",
    "id-space": "id: good-school/choir x",
    "id-lines": 'id: "good-school/choir\\nATTENDEE:x"',
    "id-domain": "id: good-school/choir@evil.example",
    "id-taken": "id: good-school/choir",
    "id-foreign": "id: good-school/not-yet",
    "was-other": "was_at: good-school/choir",
    "was-gone": "was_at: good-school/long-gone",
    "skip-above": "repeat: every week\nskip: ../calendars/breaks",
    "skip-unknown": "repeat: every week\nskip: no-such-calendar",
    "key-slash": "repeat: [every week, {words: every Friday, key: a/b}]",
    "key-domain": "repeat: [every week, {words: every Friday, key: a@b}]",
    "key-lines": 'repeat: [every week, {words: every Friday, key: "a\\nb"}]',
    "key-missing": "repeat: [every week, every Friday]",
    "key-twice": "repeat: [every Wednesday, {words: every Friday, key: a}, {words: every Monday, key: a}]",
    "part-of-above": "part_of: ../../x",
    "part-of-script": "part_of: '<script>alert(1)</script>'",
    "theme-zone": "timezone: ../../etc/passwd",
}  # fmt: skip

_HARMLESS_LINES = {
    "image-root": "image: /etc/passwd\nimage_alt: x",
    "image-address": "image: https://evil.example/poster.png\nimage_alt: x",
    "image-file-address": "image: file:///etc/passwd\nimage_alt: x",
    "flyer-root": "flyer: /etc/hostname",
    "host-above": "hosts: [../good-school]",
    "host-unknown": "hosts: [nobody-knows]",
    "was-above": "was_at: ../../../evil",
    "was-far-above": "was_at: names/../../../../evil",
    "was-root": "was_at: /etc/passwd",
    "was-partners": "was_at: ../partners/good-school",
    "was-home": "was_at: ['/', '', '.', '..', './', '../']",
    "was-percent": "was_at: '%2e%2e/%2e%2e/evil'",
    "was-windows": "was_at: 'C:\\evil'",
    "was-device": "was_at: names/con",
    "was-long": "was_at: names/" + "x" * 280,
    "was-spaces": "was_at: 'names/a b?c#d'",
    "was-script": "was_at: 'names/<script>alert(1)</script>'",
    "was-lines": 'was_at: "names/a\\nb"',
    "was-one": "was_at: [names/old-name, names/old-name]",
    "was-two": "was_at: [names/old-name, /events/names/old-name/]",
    "was-self": "was_at: names/was-self",
    "was-month": "was_at: 2027/01",
    "series-above": "series: ../../x",
    "source": "source: {channel: ../../x, url: 'https://a.example/', uid: 'good-school/choir@board.example'}",
}

_ODD_PICTURES = (
    "a b.png", "a#b.png", "a?b.png", "100%.png", "x:y.png", 'a"b.png', "a'b.png", "<b>.png", "con.png",
    "a&b.png", "日本.png", "-.png", "*.png", "javascript:alert(1).png", "index.html.png",
    "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ.png", "POSTER.PNG", "a;b.png", "a|b.png", "$(id).png", "a..png",
)  # fmt: skip


def cases() -> list[Case]:
    folder = Folder("names")
    for number, name in enumerate(_HARMLESS_FILES):
        folder.cases.append(
            Case(f"events/names/{name}.yaml", event(f"title: File {number}").encode(), Must.BE_HARMLESS)
        )
    for name, lines in _REFUSED_LINES.items():
        folder.refused_lines(name, lines)
    for name, lines in _HARMLESS_LINES.items():
        folder.harmless_lines(name, lines)
    for number, name in enumerate(_ODD_PICTURES):
        typed = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        folder.harmless_lines(
            f"picture-{number}", f'image: "{typed}"\nimage_alt: A poster', {name: png(extra=b"%d" % number)}
        )
    folder.refused("Twin", event("title: Twin"))
    folder.harmless("twin", event("title: Twin"))
    folder.refused(unicodedata.normalize("NFC", "café"), event("title: Twin"))
    folder.harmless(unicodedata.normalize("NFD", "café"), event("title: Twin"))
    folder.cases[-1] = replace(folder.cases[-1], page="events/names/cafe/index.html")
    folder.refused("same", event("title: Same"), ending="yml")
    folder.harmless("same", event("title: Same"))
    folder.refused("stray.fr", "---\ntitle: Sans original\n---\n", ending="md")
    folder.refused("choir (conflicted copy 2027-01-02)", event("title: Choir"))
    folder.refused("choir.sync-conflict-20270101-120000-ABCDEFG", event("title: Choir"))
    return folder.cases
