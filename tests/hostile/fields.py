"""Fields that strangers typed: bombs, orders to the parser, and text that only looks like them."""

from __future__ import annotations

from tests.hostile.case import HEAD, Case, Folder

_MERGE_BOMB = "a: &a {k: v}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join(['*' + before] * 9)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

_REFUSED_LINES = {
    "null": "title: ~",
    "anchor": "ages: &x 6-11",
    "anchor-on-list": "bring: &x [a, b]",
    "alias": "ages: *x",
    "alias-in-list": "bring: [*x, *x]",
    "merge": "<<: {title: other}",
    "merge-alias": "<<: *x",
    "tag": "ages: !!python/object/apply:os.system [id]",
    "tag-timestamp": "start: !!timestamp x",
    "tag-binary": "ages: !!binary aGVsbG8=",
    "tag-own": "ages: !x y",
    "tag-set": "bring: !!set {a, b}",
    "brackets": "bring: " + "[" * 8000,
    "brackets-60000": "bring: " + "[" * 60000,
    "braces": "bring: " + "{" * 8000,
    "braces-and-brackets": "bring: " + "[{" * 4000,
    "closed-brackets": "bring: " + "[" * 4000 + "]" * 4000,
    "dashes": "bring:\n  " + "- " * 8000 + "x",
    "questions": "? " * 8000 + "x",
    "stairs": "".join(f"{' ' * depth}k{depth}:\n" for depth in range(300)),
    "list-stairs": "".join(f"{' ' * depth}-\n" for depth in range(1, 300)),
    "many-values": f"bring: [{', '.join(['x'] * 2100)}]",
    "many-fields": "".join(f"k{number}: v\n" for number in range(1100)),
    "twice": "title: One\ntitle: Two",
    "twice-in-quotes": 'summary: One\n"summary": Two',
    "twice-inside": "contact: {phone: 555-0101, phone: 555-0102}",
    "directive": "%YAML 1.1\n---\nsummary: x",
    "directive-tag": "%TAG ! tag:example.org,2000:\nsummary: x",
    "second-record": "---\ntitle: Another\nstart: 2027-01-21",
    "after-the-end": "...\ntitle: Another",
    "open-quote": 'summary: "never closed',
    "open-bracket": "bring: [a, b",
    "open-brace": "contact: {phone: 555-0101",
    "list-as-name": "[a, b]: c",
    "map-as-name": "{a: b}: c",
    "escape-nul": 'summary: "a\\0b"',
    "escape-terminal": 'summary: "a\\e[31mred"',
    "escape-override": 'summary: "a\\u202egnp.exe"',
    "escape-no-character": 'summary: "a\\ufffeb"',
    "escape-bell": 'summary: "a\\ab"',
    "escape-isolate": 'summary: "a\\u2066b"',
    "title-list": "title:\n  - a\n  - b",
    "title-empty": "title: ''",
    "title-long": "title: " + "x" * 201,
    "title-longest": "title: " + "x" * 60000,
    "start-list": "start: [2027-01-20, 2027-01-21]",
    "start-map": "start: {year: 2027}",
    "start-digits": "start: " + "9" * 4301,
    "capacity-digits": "registration: {kind: required, capacity: " + "9" * 4301 + "}",
    "capacity-float": "registration: {kind: required, capacity: 1e999}",
    "capacity-nan": "registration: {kind: required, capacity: nan}",
    "capacity-below": "registration: {kind: required, capacity: -1}",
    "count-nan": "repeat: {every: week, count: .nan}",
    "venue-list": "venue: [hall, hall]",
    "status-code": "status: __import__('os')",
    "languages-many": f"languages: [{', '.join(f'xq{n}' for n in range(1800))}]",
    "access-many": "access:\n" + "".join(f"  stepfree_{n}: yes\n" for n in range(900)),
    "access-pollution": "access: {__proto__: yes}",
    "quotes-many": "".join(f'k{number}: "x\n' for number in range(900)),
    "brackets-many": "".join(f"k{number}: [x\n" for number in range(900)),
    "text-and-list": "summary: a\n" + " - b\n" * 12000,
}

_HARMLESS_LINES = {
    "escape-separator": 'summary: "a\\Lb"',
    "escape-next-line": 'summary: "a\\Nb"',
    "category-digits": "categories: " + "9" * 300,
    "categories-many": f"categories: [{', '.join(f'story{n}' for n in range(1800))}]",
    "categories-long": f"categories: [{', '.join('storytime ' * 29 + str(n) for n in range(190))}]",
    "hosts-many": f"hosts: [{', '.join(f'good{n}' for n in range(1800))}]",
    "summary-long": "summary: " + "x" * 301,
    "brackets-in-title": "title: [CANCELLED] Yoga",
    "star": "title: '*Free* lunch'",
    "bare-star": "title: *Free* lunch",
    "at": "title: @alder meets",
    "percent": "title: %50 off",
    "ampersand": "title: & more",
    "exclamation": "title: !important",
    "colon": "title: Coding Club: Robots: Now",
    "hash": "title: Room #2 open house",
    "backtick": "title: `id`",
    "pipe": "title: | cat /etc/passwd",
    "greater": "title: > /dev/null",
    "question": "title: ? why",
    "curly": "title: {a: b} workshop",
    "nan": "title: .nan",
    "infinity": "title: -.inf",
    "octal": "title: 0123",
    "binary": "title: 0b1111_0000",
    "sexagesimal": "title: 190:20:30",
    "float": "title: 1e3",
    "date": "title: 2027-02-30",
    "yes": "title: yes",
    "python": "title: !!python/object/apply:os.system [id]",
    "map": "title:\n  a: b",
    "anchor": "summary: &x word",
    "alias": "summary: *x",
    "tag": "summary: !!timestamp x",
    "escape-beyond": 'summary: "a\\U00110000b"',
    "escape-surrogate": 'summary: "a\\ud800b"',
    "digits": "title: " + "9" * 199,
    "unknown-pollution": "__proto__: {polluted: yes}\nconstructor: x\n__class__: y",
    "unknown-shapes": "registration: {kind: none, map: {y: z}, list: b, y: z}",
    "unknown-called-shape": "text: x\nmap: {map: {list: y}}\nlist: [{text: z}]\ncontact: {map: x, list: y}",
    "unknown-map": "registration: {map: x, y: z}",
    "unknown-many": "".join(f"titl{'e' * 40}{number}: x\n" for number in range(900)),
    "unknown-long": "x" * 399 + ": y",
    "unknown-colons": "x: " + "a: " * 20000,
    "unknown-hashes": "x: " + " #a" * 20000,
    "unknown-apostrophes": "x: " + "'" * 60000,
    "unknown-quotes": "x: " + '"a" ' * 15000,
    "empty-lines": "\n" * 60000,
    "empty-block": "description: |\n" + "\n" * 60000 + "  end",
    "many-blocks": "".join(f"x{number}: |\n" for number in range(900)) + "\n" * 50000,
    "comments": "# " + "title: hidden\n# " * 3000,
    "tab-indent": "contact:\n\tphone: 555-0199",
    "trailing-comma": "bring: [a, b,]",
    "empty-values": "summary:\nbring: []\ncontact: {}",
}  # fmt: skip


def cases() -> list[Case]:
    folder = Folder("typists")
    for name, lines in _REFUSED_LINES.items():
        folder.refused_lines(name, lines)
    for name, lines in _HARMLESS_LINES.items():
        folder.harmless_lines(f"ok-{name}", lines)
    folder.refused("merge-bomb", _MERGE_BOMB)
    folder.refused("billion-laughs", _LAUGHS)
    folder.refused("empty", "")
    folder.refused("blank", "\n\n\n")
    folder.refused("comment-only", "# title: x\n")
    folder.refused("text-only", "hello\n")
    folder.refused("list-only", "- a\n- b\n")
    folder.refused("brackets-only", "[" * 50000)
    folder.refused("braces-only", "{}")
    folder.refused("dots-only", "...\n...\n")
    folder.refused("no-title", HEAD)
    folder.refused("too-many-bytes", f"title: A\n{HEAD}# {'x' * 66000}\n")
    folder.refused("unfinished", "---\ntitle: A\n", ending="md")
    folder.refused("no-fields", "Come to our party!\n", ending="md")
    folder.refused("toml", "+++\ntitle = 'A'\n+++\n", ending="md")
    folder.refused("fields-below", f"Words first\n\n---\ntitle: A\n{HEAD}---\n", ending="md")
    folder.refused("two-descriptions", f"---\ntitle: A\n{HEAD}description: one\n---\n\ntwo\n", ending="md")
    folder.harmless("fences", f"---\ntitle: A\n{HEAD}---\n\n---\ntitle: B\n---\n", ending="md")
    return folder.cases
