"""Files that take the longest to read for their length: what each is made of, as long as one likes.

A bomb is a function of how often its charge stands in it; `MOST` says how many are within bounds.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import HEAD, event, markdown

Bomb = Callable[[int], str]

BODY_BYTES = 20 * 1024
FILE_BYTES = 64 * 1024


def _after(begin: str, charge: str, end: str = "") -> Bomb:
    """An event with the lines `begin`, `charge` any number of times, and `end`."""
    return lambda number: event(begin + charge * number + end)


def _lines(line: str, begin: str = "", end: str = "") -> Bomb:
    """An event with numbered lines."""
    return lambda number: event(begin + "".join(line.format(n=n) for n in range(number)) + end)


def _items(item: str, begin: str, end: str) -> Bomb:
    """An event with numbered values in brackets."""
    return lambda number: event(begin + ", ".join(item.format(n=n) for n in range(number)) + end)


def _body(charge: str, begin: str = "", end: str = "") -> Bomb:
    """An event with this description."""
    return lambda number: markdown(begin + charge * number + end)


def _day(number: int, year: int = 2028) -> str:
    return f"{year + number // 336}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"


def _days(line: str, begin: str) -> Bomb:
    """An event with lines that name one day each."""
    return lambda number: event(begin + "".join(line.format(day=_day(n)) for n in range(number)))


def _stairs(number: int) -> str:
    return event("".join(f"{' ' * (n % 60)}k{n}:\n" for n in range(number)))


def _merge(number: int) -> str:
    chain = (f"m{n + 1}: &m{n + 1} {{<<: [*m{n}, *m{n}]}}\n" for n in range(number))
    return event(f"m0: &m0 {{k: v}}\n{''.join(chain)}")


FIELDS: dict[str, Bomb] = {
    "merge": _merge,
    "aliases": _lines("k{n}: [*a, *a]\n", "a: &a x\n"),
    "brackets": _after("bring: ", "["),
    "closed-brackets": lambda number: event(f"bring: {'[' * number}{']' * number}"),
    "braces": _after("bring: ", "{"),
    "braces-and-brackets": _after("bring: ", "[{"),
    "maps-in-lists": _after("bring: ", "[{a: "),
    "dashes": _after("bring:\n  ", "- ", "x"),
    "questions": _after("", "? ", "x"),
    "question-lines": _after("", "? a\n"),
    "colons": _after("x: ", "a: "),
    "colons-at-end": _after("", "a:", "\n"),
    "long-name": _after("", "x", ": y"),
    "long-quoted-name": _after('"', "x", '": y'),
    "names": _lines("k{n}: v\n"),
    "empty-names": _lines("k{n}:\n"),
    "near-names": _lines("titl{n}: v\n"),
    "twins": _after("", "k: v\n"),
    "twins-inside": _after("contact: {", "phone: 5, ", "}"),
    "stairs": _stairs,
    "list-stairs": lambda number: event("".join(f"{' ' * n}-\n" for n in range(1, number))),
    "down-stairs": lambda number: event(
        "x:\n" + "".join(f"{' ' * n}k{n}: v\n" for n in range(number, 0, -1))
    ),
    "long-text": _after("summary: ", "x"),
    "long-title": _after("title: ", "x"),
    "long-quoted": _after('summary: "', "x", '"'),
    "escapes": _after('summary: "', "\\x41", '"'),
    "bad-escapes": _after('summary: "', "\\q", '"'),
    "apostrophes": _after("x: '", "''", "'"),
    "bare-apostrophes": _after("x: ", "'"),
    "quoted-words": _after("x: ", '"a" '),
    "open-quotes": _lines('k{n}: "x\n'),
    "open-brackets": _lines("k{n}: [x\n"),
    "closing-brackets": _lines("k{n}: x]\n"),
    "curly-quotes": _lines("k{n}: “x\n"),
    "blocks": _lines("k{n}: |\n  x\n"),
    "folded": _after("description: >\n", "  x\n\n"),
    "block-lines": _after("description: |\n", "  x\n"),
    "text-lines": _after("summary: a\n", "  x\n"),
    "text-and-items": _after("summary: a\n", " - b\n"),
    "stray-lines": _after("", "x\n"),
    "stray-dashes": _after("", "- x\n"),
    "equals": _lines("k{n} = x\n"),
    "no-space": _lines("k{n}:x\n"),
    "tabs": _after("contact:\n", "\tphone: 5\n"),
    "many-tabs": _after("contact:\n", "\t", "phone: 5"),
    "odd-spaces": _lines("k{n}:\u00a0x\n"),
    "hashes": _after("x: ", " #a"),
    "comments": _after("", "# x\n"),
    "empty-lines": _after("", "\n", "x: y"),
    "space-lines": _after("", "  \n", "x: y"),
    "isolates": _after("summary: ", "\u2066"),
    "isolate-lines": _lines("k{n}: \u2066x\n"),
    "controls": _after("summary: ", "\x07"),
    "control-lines": _after("", "# \x07\n"),
    "combining": _after("title: e", "\u0301"),
    "windows": _after("summary: ", "\xe9"),
    "directives": _after("", "%YAML 1.1\n"),
    "documents": _after("", "---\ntitle: x\n"),
    "ends": _after("", "...\n"),
    "list": _items("x{n}", "bring: [", "]"),
    "list-lines": _lines("  - x{n}\n", "bring:\n"),
    "categories": _items("story{n}", "categories: [", "]"),
    "categories-long": _items("storytime storytime storytime storytime {n}", "categories: [", "]"),
    "languages": _items("xq{n}", "languages: [", "]"),
    "hosts": _items("good-scool-{n}", "hosts: [", "]"),
    "welcome": _items("newcomer{n}", "welcome: [", "]"),
    "needs": _items("eats{n}", "needs: [", "]"),
    "series": _items("x{n}", "series: [", "]"),
    "old-addresses": _items("typists/x{n}", "was_at: [", "]"),
    "facts": _lines("  stepfree_{n}: yes\n", "access:\n"),
    "costs": _items("{{label: a{n}, amount: $5}}", "cost: [", "]"),
    "contributions": _items("{{by: a{n}, what: money}}", "contributed: [", "]"),
    "digits": _after("start: ", "9"),
    "capacity": _after("registration: {kind: required, capacity: ", "9", "}"),
}
"""Fields, up to 64 KB."""

TIMES: dict[str, Bomb] = {
    "dates": _days("  - {day} 10:00\n", "dates:\n"),
    "dates-unordered": lambda number: event(
        "dates:\n" + "".join(f"  - {_day(n * 7919 % max(number, 1))} 10:00\n" for n in range(number))
    ),
    "skips": _days("  - {day}\n", "repeat: every day until 2040-12-31\nskip:\n"),
    "skip-ranges": lambda number: event(
        "repeat: every day until 2190-12-31\nskip:\n"
        + "".join(f"  - {_day(n)} to {_day(n + 3)}\n" for n in range(number))
    ),
    "long-skips": lambda number: event(
        "repeat: every day until 2190-12-31\nskip:\n"
        + "".join(f"  - {2028 + n}-01-01 to {2029 + n}-12-30\n" for n in range(number))
    ),
    "changes": _days("  {day}: cancelled\n", "repeat: every day until 2040-12-31\nchanges:\n"),
    "changes-far": lambda number: event(
        "repeat: every day until 2198-12-31\nchanges:\n"
        + "".join(f"  {_day(n, 2190)}: cancelled\n" for n in range(number))
    ),
    "changes-of-no-date": _days("  {day}: cancelled\n", "repeat: every year until 2190-12-31\nchanges:\n"),
    "moved": _days("  {day}: {{start: 12:00, note: x}}\n", "repeat: every day until 2040-12-31\nchanges:\n"),
    "excepts": _items("2028-01-{n}", "repeat: {every: day, except: [", "]}"),
    "rules": _lines("  - {{words: every day, key: k{n}}}\n", "repeat:\n  - every day\n"),
    "rule-weekdays": _after('repeat: {rrule: "FREQ=WEEKLY;BYDAY=WE', ",WE", '"}'),
    "rule-ordinals": _after('repeat: {rrule: "FREQ=MONTHLY;BYDAY=3WE', ",3WE,-1FR", '"}'),
    "rule-days": _after('repeat: {rrule: "FREQ=MONTHLY;BYMONTHDAY=20', ",20", '"}'),
    "rule-months": _after('repeat: {rrule: "FREQ=MONTHLY;BYMONTH=1', ",1", '"}'),
    "rule-parts": _after('repeat: {rrule: "FREQ=WEEKLY', ";WKST=MO", '"}'),
    "rule-count": _after('repeat: {rrule: "FREQ=DAILY;COUNT=1', "0", '"}'),
    "rule-interval": _after('repeat: {rrule: "FREQ=DAILY;INTERVAL=1', "0", '"}'),
    "words": _after("repeat: ", "every ", "Wednesday"),
    "words-days": _after("repeat: every Wednesday", " and Wednesday"),
    "words-months": _after("repeat: every Wednesday except July", " and July"),
    "words-nonsense": _after("repeat: every ", "second saturday 2027-01-20 "),
    "words-digits": _after("repeat: every 2", "2", " weeks"),
    "on": _items("Wednesday", "repeat: {every: week, on: [", "]}"),
    "moment": _after("start: 2027-01-20 ", "10:00 "),
    "length": _after("duration: ", "1 h "),
}
"""Dates and repeats, up to 64 KB."""

TEXTS: dict[str, Bomb] = {
    "brackets": _body("["),
    "bracket-pairs": _body("[]"),
    "closing-brackets": _body("]", "["),
    "brackets-apart": _body("[" + "x" * 100 + " "),
    "link-starts": _body("[a]("),
    "link-ends": _body("](a"),
    "links": _body("[a](/b) "),
    "links-nested": lambda number: markdown("[" * number + "x" + "](/a)" * number),
    "links-titled": _body('[a](/b "'),
    "links-angled": _body("[a](<"),
    "links-spaced": lambda number: markdown("[a](" + " " * number + "b"),
    "links-parens": lambda number: markdown("[a](" + "(" * number),
    "pictures": _body("!["),
    "picture-starts": _body("![a]("),
    "references": _body("[a][b] "),
    "definitions": _body("[a]: /b\n"),
    "definitions-open": _body("[a]:\n"),
    "definitions-titled": _body('[a]: /b "x\n'),
    "footnotes": _body("[^1] "),
    "abbreviations": _body("*[x]: y\n"),
    "tags": _body("<a "),
    "tags-closed": _body("<a>"),
    "tags-quoted": _body('<a b="'),
    "tags-apart": _body("<a " + "b " * 50),
    "divisions": _body("<div>"),
    "divisions-closed": lambda number: markdown("<div>" * number + "</div>" * number),
    "scripts": _body("<script>"),
    "comments": _body("<!--"),
    "comments-apart": _body("<!--" + "- " * 50),
    "instructions": _body("<?"),
    "cdata": _body("<![CDATA["),
    "ends": _body("</a "),
    "angles": _body("< "),
    "greater": _body("> x\n\n"),
    "autolinks": _body("<https://a.example> "),
    "addresses": _body("https://a.example/x "),
    "addresses-one": _body("a.", "https://", "example"),
    "addresses-parens": lambda number: markdown("https://a.example/" + "(" * number + ")" * number),
    "addresses-dots": lambda number: markdown("https://a.example/" + "." * number),
    "www": _body("www."),
    "mails": _body("a@b.example "),
    "mails-one": _body("a.", "x@", "example"),
    "mails-long": _body("a"),
    "mails-dotted": _body("a."),
    "at-signs": _body("@a"),
    "mailto": _body("mailto:"),
    "stars": _body("*"),
    "stars-apart": _body("*a "),
    "stars-before": _body("*a"),
    "stars-after": _body("a* "),
    "stars-pairs": _body("**a* "),
    "stars-triple": _body("***a** "),
    "stars-nested": lambda number: markdown("*a **b " * number + "c** d*" * number),
    "starred": _body("**a** "),
    "lows": _body("_"),
    "lows-apart": _body("_a "),
    "lows-pairs": _body("__a_ "),
    "lows-inside": _body("a_b"),
    "stars-and-lows": _body("*_a"),
    "backticks": _body("`"),
    "backticks-apart": _body("`a "),
    "backticks-growing": lambda number: markdown(" ".join("`" * n for n in range(1, number))),
    "fences": _body("```\n"),
    "fences-named": _body("```x\n\n"),
    "backslashes": _body("\\"),
    "backslashes-apart": _body("\\a "),
    "backslash-brackets": _body("\\["),
    "ampersands": _body("&"),
    "entities": _body("&amp;"),
    "entities-numbered": _body("&#x41;"),
    "entities-open": _body("&#x4"),
    "entities-zeros": lambda number: markdown("&#x" + "0" * number + "41;"),
    "quotes": _body("> ", "", "x"),
    "quote-lines": _body("> x\n"),
    "quotes-deeper": lambda number: markdown("".join("> " * (n % 9) + "x\n" for n in range(number))),
    "lists": _body("- x\n"),
    "lists-apart": _body("- x\n\n"),
    "lists-one-line": _body("- ", "", "x"),
    "lists-deeper": lambda number: markdown("".join("  " * n + "- x\n" for n in range(number))),
    "lists-zigzag": lambda number: markdown("".join("  " * (n % 8) + "- x\n" for n in range(number))),
    "lists-numbered": _body("1. x\n"),
    "lists-mixed": _body("- x\n1. y\n"),
    "lists-in-quotes": _body("> - x\n"),
    "lists-after-text": _body("x\n- y\n"),
    "lists-indented": lambda number: markdown("".join(" " * (n % 40) + "- x\n" for n in range(number))),
    "bullets": _body("• x\n"),
    "headings": _body("# x\n"),
    "heading-marks": _body("#"),
    "headings-under": _body("x\n===\n"),
    "rules": _body("---\n\n"),
    "rules-long": _body("- "),
    "table-cells": _body("|", "a|b\n-|-\n"),
    "table-rows": _body("a|\n", "a|b\n-|-\n"),
    "table-wide": lambda number: markdown("|" * number + "\n" + "-|" * number + "\n" + "a|\n" * number),
    "table-ragged": lambda number: markdown("a|b\n-|-\n" + "|" * number + "\n" + "a|\n" * number),
    "tables": _body("a|b\n-|-\nx|y\n\n"),
    "table-codes": _body("`|`", "a|b\n-|-\n"),
    "table-escapes": _body("\\|", "a|b\n-|-\n"),
    "definitions-of-terms": _body("x\n: y\n"),
    "words": _body("word "),
    "letters": _body("x"),
    "lines": _body("x\n"),
    "paragraphs": _body("x\n\n"),
    "breaks": _body("x  \n"),
    "spaces": _body(" ", "x", "x"),
    "tabs": _body("\t", "x", "x"),
    "empty-lines": _body("\n", "x", "x"),
    "space-lines": _body("   \n", "x", "x"),
    "indented": _body("    x\n"),
    "combining": _body("\u0301", "e"),
    "right-to-left": _body("\u05d0\u200f"),
    "zero-width": _body("aaaa\u200b"),
    "emoji": _body("👨‍👩‍👧‍👦"),
    "full-stops": _body("."),
    "sentences": _body("A. "),
    "placeholders": _body("wzxhzdk:0 "),
    "attribute-lists": _body("{: #x }\n"),
    "jinja": _body("{{ x }}"),
}
"""Descriptions, up to 20 KB."""

FIELDS_MOST = {
    "merge": 0, "aliases": 0, "brackets": 0, "closed-brackets": 1, "braces": 0, "braces-and-brackets": 0,
    "maps-in-lists": 0, "dashes": 5, "questions": 0, "question-lines": 0, "long-name": 399,
    "long-quoted-name": 1022, "names": 992, "empty-names": 992, "near-names": 992, "twins": 1,
    "twins-inside": 0, "stairs": 6, "list-stairs": 1, "down-stairs": 1, "long-text": 4000, "long-title":
    200, "long-quoted": 4000, "escapes": 4000, "bad-escapes": 2000, "open-quotes": 0, "open-brackets": 0,
    "closing-brackets": 992, "curly-quotes": 992, "blocks": 992, "folded": 1500, "block-lines": 1500,
    "text-lines": 1999, "text-and-items": 999, "stray-lines": 0, "stray-dashes": 0, "equals": 0, "no-space":
    992, "tabs": 0, "many-tabs": 0, "odd-spaces": 992, "isolate-lines": 992, "controls": 0,
    "control-lines": 0, "combining": 199, "windows": 4000, "directives": 0, "documents": 0, "ends": 1,
    "list": 1981, "list-lines": 1981, "categories": 1983, "languages": 0, "hosts": 1981,
    "welcome": 1981, "needs": 1981, "series": 1, "old-addresses": 1981, "facts": 0, "costs": 330,
    "contributions": 330, "digits": 0, "capacity": 6,
}  # fmt: skip
"""How many charges are within bounds, where bytes do not decide; 0: not a single one."""

TIMES_MOST = {
    "dates": 1499, "dates-unordered": 1499, "skips": 1979, "skip-ranges": 1839, "long-skips": 4,
    "changes": 989, "changes-far": 989, "changes-of-no-date": 0, "moved": 282, "excepts": 0, "rules": 3,
    "rule-weekdays": 93, "rule-ordinals": 30, "rule-days": 91, "rule-months": 139, "rule-parts": 1,
    "rule-count": 2, "rule-interval": 1, "words": 48, "words-days": 20, "words-months": 30,
    "words-nonsense": 0, "words-digits": 1, "on": 1976, "moment": 1, "length": 1,
}  # fmt: skip
"""How many charges are within bounds, where bytes do not decide; 0: not a single one."""

TEXTS_MOST = {
    "brackets": 200, "bracket-pairs": 200, "link-starts": 200, "links": 200, "links-nested": 200,
    "links-titled": 200, "links-angled": 200, "pictures": 200, "picture-starts": 200, "references": 100,
    "definitions": 200, "definitions-open": 200, "definitions-titled": 200, "footnotes": 200,
    "abbreviations": 200, "tags": 200, "tags-closed": 200, "tags-quoted": 200, "divisions": 200,
    "divisions-closed": 100, "scripts": 200, "comments": 200, "instructions": 200, "cdata": 100, "ends":
    200, "angles": 200, "greater": 750, "autolinks": 200, "addresses": 200, "mails": 200, "at-signs": 200,
    "stars": 1000, "stars-apart": 1000, "stars-before": 1000, "stars-after": 1000, "stars-pairs": 333,
    "stars-triple": 200, "stars-nested": 166, "starred": 250, "lows": 1000, "lows-apart": 1000,
    "lows-pairs": 333, "lows-inside": 1000, "stars-and-lows": 1000, "backticks": 400, "backticks-apart":
    400, "backticks-growing": 28, "fences": 1500, "fences-named": 133, "backslashes": 400,
    "backslashes-apart": 400, "backslash-brackets": 200, "ampersands": 400, "entities": 400,
    "entities-numbered": 400, "entities-open": 400, "quotes": 8, "quote-lines": 1500, "quotes-deeper":
    1500, "lists": 1500, "lists-apart": 750, "lists-one-line": 8, "lists-deeper": 8, "lists-zigzag": 1500,
    "lists-numbered": 1500, "lists-mixed": 750, "lists-in-quotes": 1500, "lists-after-text": 750,
    "bullets": 1500, "headings": 1500, "headings-under": 750, "rules": 750, "rules-long": 8,
    "table-cells": 665, "table-rows": 998, "table-wide": 43, "table-ragged": 42, "tables": 333,
    "table-codes": 200, "table-escapes": 400, "definitions-of-terms": 750, "lines": 1500, "paragraphs":
    750, "breaks": 1500, "empty-lines": 1499, "space-lines": 1499, "indented": 1500, "attribute-lists":
    1500,
}  # fmt: skip
"""How many charges are within bounds, where bytes do not decide; 0: not a single one."""

_FILLED = 20_000

_CHARGES = {
    "[": 200, "![": 200, "[a](": 200, "[a](<": 200, "[a][": 100, "[a]: ": 200, "[[": 100, "*[": 200, "<": 200,
    "<a ": 200, '<a b="': 200, "<!--": 200, "<script>": 200, "<?x ": 200, "<https://": 200, " *a": 1000,
    "a* ": 1000, "**a ": 500, "***a** ": 200, " _a": 1000, "__a ": 500, " `a": 400, "``": 200, "\\": 400,
    "a@b.": 200, "&": 400, "&#": 400, "https://a.": 200, "\n> ": 1500, "\n- ": 1500, "\n1. ": 1500,
    "\n\n- ": 750, "  \n": 1500,
}  # fmt: skip


def _strewn(charge: str, most: int) -> Bomb:
    """So many of a sign that they are just within bounds, as far apart as the length of a text allows."""
    apart = "x" * ((_FILLED // most) - len(charge))
    return _body(f"{charge}{apart}")


STREWN: dict[str, Bomb] = {charge: _strewn(charge, most) for charge, most in _CHARGES.items()}
"""Descriptions filled to the last byte."""

MOST: dict[str, dict[str, int]] = {
    "fields": FIELDS_MOST,
    "times": TIMES_MOST,
    "texts": TEXTS_MOST,
    "strewn": _CHARGES,
}

GROUPS: dict[str, tuple[int, dict[str, Bomb]]] = {
    "fields": (FILE_BYTES, FIELDS),
    "times": (FILE_BYTES, TIMES),
    "texts": (BODY_BYTES + len(HEAD), TEXTS),
    "strewn": (BODY_BYTES + len(HEAD), STREWN),
}
