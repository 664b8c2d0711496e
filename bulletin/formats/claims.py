"""What a text says of price, ages and hours: what people write there instead of into a field.

English and French. A word more or less decides, so that "5 minutes", "gluten-free" and "since 1999" are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bulletin.formats.prices import find_prices


class ClaimKind(StrEnum):
    """What is said."""

    PRICE = "price"
    DONATION = "donation"
    FREE = "free"
    AGES = "ages"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Claim:
    """The words as they stand in the text, and their value as a field would hold it.

    Of a price the amounts (`5`, `5-10`), of hours the last time (`21:00`); `first` is the time before it.
    """

    kind: ClaimKind
    words: str
    value: str
    first: str = ""


OF_COST = (ClaimKind.PRICE, ClaimKind.DONATION, ClaimKind.FREE)
"""What is said of the price."""


MOST_CHARACTERS = 10_000
"""Of a longer text only the beginning is read."""


def find_claims(text: str, *kinds: ClaimKind) -> Iterator[Claim]:
    """What the text says of these kinds, in the order in which they are named above.

    >>> text = "Ages 6-11, tickets $5, 7 to 9 pm"
    >>> [claim.value for claim in find_claims(text, *ClaimKind)]
    ['$5', '6-11', '21:00']
    """
    text = text[:MOST_CHARACTERS]
    small = text.lower()
    for finder in _FINDERS:
        if not finder.kinds.isdisjoint(kinds) and finder.may_find_in(small):
            for part in _around(text, finder.hint):
                yield from (claim for claim in finder.find(part) if claim.kind in kinds)


_BEFORE, _AFTER = 60, 80


def _around(text: str, hint: re.Pattern[str]) -> Iterator[str]:
    """The parts of a text in which something may be said: the rest need not be read so closely."""
    start, end = 0, -1
    for match in hint.finditer(text):
        if match.start() <= end:
            end = match.end() + _AFTER
            continue
        if end >= 0:
            yield _whole_words(text, start, end)
        start, end = max(match.start() - _BEFORE, end, 0), match.end() + _AFTER
    if end >= 0:
        yield _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> str:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


_NO_PRICE_BEFORE = re.compile(
    r"\b(?:worth|values?|valued|prizes?|win|won|raised?|raising|saved?|saving|earn(?:s|ed|ing)?|income|budget"
    r"|grants?|funds?|loans?|owe|debts?|goal|up to|under|over|less than|more than|from home"
    r"|gagn\w+|valeur|amass\w+|récolt\w+|économis\w+|revenus?|plus de"
    r"|moins de)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_NO_PRICE_AFTER = re.compile(
    r"\W*(?:gift|vouchers?|prizes?|worth|in prizes|grants?|raised|bills?|incomes?|off\b|millions?|billions?"
    r"|discount|cartes?-cadeaux?|de rabais|de prix)",
    re.IGNORECASE,
)


_DONATION_BEFORE = re.compile(
    r"\b(?:donations?|suggested|dons?|suggéré\w*|contributions?)(?:\W+\w+){0,2}\W*$", re.IGNORECASE
)
_DONATION_AFTER = re.compile(r"\W*(?:suggested|donations?|suggéré\w*|de dons?)", re.IGNORECASE)


def _prices(text: str) -> Iterator[Claim]:
    last = -1
    for price in find_prices(text):
        if not price.mark or price.start == last or not 0 < float(price.high) < 1000:
            continue
        last = price.start
        before, after = text[max(0, price.start - 40) : price.start], text[price.end : price.end + 30]
        if _NO_PRICE_BEFORE.search(before) or _NO_PRICE_AFTER.match(after):
            continue
        words = " ".join(text[price.start : price.end].split())
        if _DONATION_BEFORE.search(before) or _DONATION_AFTER.match(after):
            yield Claim(ClaimKind.DONATION, words, f"donation, {words} suggested")
        else:
            yield Claim(ClaimKind.PRICE, words, words)


_FREE = re.compile(
    r"(?i:\b(?:(?:admission|entry|entrance|event|events|everything|class|classes|it|session|sessions|concert|show"
    r"|tickets?|workshops?|lunch|attendance|supper|meals?)(?:\s+(?:is|are)|['’]s)"
    r"\s+(?:(?:always|completely|totally|absolutely|all|entirely)\s+)?free(?:\s+of\s+charge)?"
    r"|free\s+(?:of\s+charge|admission|entry|entrance|events?|workshops?|class(?:es)?|concerts?|shows?|sessions?"
    r"|(?:\w+\s+)?advice|consultations?|clinics?|lessons?|courses?|tickets?|films?|movies?|screenings?|tours?"
    r"|lectures?|talks?|drop-in|to\s+attend|and\s+open\s+to)"
    r"|at\s+no\s+(?:cost|charge)|no\s+(?:charge|cost|fee)|for\s+free"
    r"|(?:entrée|admission|accès|événement|activité|atelier|concert|spectacle|séance|cours|c['’]est|est|sont)"
    r"\s+(?:est\s+|entièrement\s+|toujours\s+)?(?:libre\s+et\s+)?gratuit(?:e|s|es)?|entrée\s+libre"
    r"|gratuit(?:e|s|es)?\s+et\s+ouvert(?:e|s|es)?)\b"
    r"(?!\s+(?:for|to|with|if|under|when|parking|wi-?fi|coffee|refreshments|pour|avec|si|aux?)\b))"
    r"|(?:^|[:,;(.!–—]|\s-)\s*(?:FREE|[Ff]ree|[Gg]ratuite?)\s*(?=!|\.|\)|,|$)",
    re.MULTILINE,
)
_NOT_FREE_OF_CHARGE = re.compile(
    r"\b(?:gluten|dairy|nut|sugar|smoke|scent|fragrance|alcohol|barrier|step|pet|stress|hands|feel|fat|care"
    r"|stationnement|parking|wi-?fi|café|collation|navette|garderie|childcare|coffee)(?:\s+(?:is|are|est))?[\s-]*$",
    re.IGNORECASE,
)


def _free(text: str) -> Iterator[Claim]:
    for match in _FREE.finditer(text):
        if not _NOT_FREE_OF_CHARGE.search(text[: match.start() + 1]):
            yield Claim(ClaimKind.FREE, match[0].strip(" \n:,;(.!–—-"), "free")
            return


_AGE = r"\d{1,2}"
_TO = r"\s*(?:-|–|—|to|and|through|à|et)\s*"
_AGES = re.compile(
    rf"\b(?:ages?|aged)\s*:?\s*(?P<low>{_AGE})(?:{_TO}(?P<high>{_AGE})|(?P<up>\s*\+|\s+(?:and|or|&)\s+"
    rf"(?:up|over|older|above))|(?P<under>\s+(?:and|or|&)\s+(?:under|younger)))?(?!\d|\s*(?:%|minutes?|hours?))"
    rf"|\b(?P<low2>{_AGE}){_TO}(?P<high2>{_AGE})[\s-]+(?:years?[\s-]+olds?|yrs?[\s-]+olds?|yo\b)"
    rf"|\b(?P<low3>{_AGE})[\s-]+(?:years?|yrs?)[\s-]+(?:olds?\s+)?(?:and|or)\s+(?:up|over|older)"
    rf"|(?<![\w$€£.,:-])(?P<low4>[1-9]\d?)\+(?=\s*(?:$|[.,;!)]|only\b|event\b|show\b|welcome\b|ans\b))"
    rf"|\b(?P<low5>{_AGE})\s+(?:and|or)\s+(?:over|older)\b"
    rf"|\b(?:under|over)[\s-](?P<one>{_AGE})s\b"
    rf"|\b(?:dès|à\s+partir\s+de|à\s+compter\s+de)\s+(?:l['’]âge\s+de\s+)?(?P<low6>{_AGE})\s+ans\b"
    rf"|\b(?:de\s+)?(?P<low7>{_AGE})\s*(?:-|–|—|à)\s*(?P<high7>{_AGE})\s+ans\b"
    rf"|\b(?P<low8>{_AGE})\s+ans\s+(?:et\s+(?:plus|\+)|ou\s+plus)"
    rf"|\b(?:moins\s+de|jusqu['’]à)\s+(?P<one2>{_AGE})\s+ans\b"
    r"|\b(?P<adults>adults?\s+only|for adults(?: only)?\b(?!\s+(?:and|&|or))|adultes?\s+seulement"
    r"|pour\s+adultes\b|réservé\s+aux\s+adultes)"
    r"|\b(?P<all>all\s+ages|any\s+age|tous\s+les\s+âges|tout\s+âge|tous\s+âges)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NO_AGE_BEFORE = re.compile(
    r"\b(?:room|page|chapter|grades?|route|bus|salle|no\.?|depuis|il y a)\s*$", re.IGNORECASE
)


_NO_AGE_AFTER = re.compile(
    r"[^.!?\n]{0,25}\b(?:must|need|have to|accompan\w+|with an? (?:adult|parent)|free|half price|doivent"
    r"|gratuit)",
    re.IGNORECASE,
)
"""Who needs company or pays less: said of some who come, not of all."""


def _ages(text: str) -> Iterator[Claim]:
    for match in _AGES.finditer(text):
        before, after = text[: match.start()], text[match.end() : match.end() + 60]
        if not _NO_AGE_BEFORE.search(before) and not _NO_AGE_AFTER.match(after):
            words = " ".join(match[0].split())
            yield Claim(ClaimKind.AGES, words, _ages_value(match, words))
            return


def _ages_value(match: re.Match[str], words: str) -> str:
    if match["adults"]:
        return "adults"
    if match["all"]:
        return words.lower()
    parts = match.groupdict()
    low = next((parts[name] for name in parts if name.startswith("low") and parts[name]), "")
    high = next((parts[name] for name in parts if name.startswith("high") and parts[name]), "")
    if high:
        return f"{low}-{high}"
    if not low:
        return words
    if match["under"]:
        return words
    return f"{low}+" if match["up"] or not match[0].lower().startswith(("age", "aged")) else low


LEAST_HOUR = 7
"""From this hour on `7:30` is a time and no proportion, `7 h` a time and no length."""
_CLOCK = (
    r"(?P<h{0}>[01]?\d|2[0-4])(?:(?P<c{0}>:|\s?h\s?|[.])(?P<m{0}>[0-5]\d))?(?P<hh{0}>\s?h(?!\w))?"
    r"(?:\s*(?P<ap{0}>[ap])\.?\s?m\b\.?)?"
)
_WORD = r"(?P<w{0}>noon|midnight|midi|minuit)"


def _time(number: int) -> str:
    return f"(?:{_CLOCK.format(number)}|{_WORD.format(number)})"


_SPAN = re.compile(
    rf"(?<![\w$€£.,:/+-])(?P<from>(?:from|between|de|entre)\s+)?{_time(1)}"
    rf"\s*(?:-|–|—|\bto\b|\buntil\b|\btill?\b|\bthrough\b|\band\b|\bà\b|\bjusqu['’]à\b|\bet\b)\s*{_time(2)}"
    r"(?![\w$€£%/:-]|[.,]\d)(?=(?P<after>\s*[^\W\d_]+)?)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w$€£.,:/+-])(?P<at>(?:at|until|till?|from|by|à|dès|jusqu['’]à)\s+)?{_time(1)}(?![\w$€£%/:-]|[.,]\d)"
    r"(?=(?P<after>\s*[^\W\d_]+)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:people|persons?|years?|ans|minutes?|min|hours?|heures?|weeks?|days?|months?|kids|children|places?|spots?"
    r"|personnes?|enfants|dollars?|euros?|percent|km|pages?|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre|of|participants?|players?|teams?|songs?|st|nd|rd|th|x|sessions?|am|street|st|avenue|road)\b",
    re.IGNORECASE,
)


def _hours(text: str) -> Iterator[Claim]:
    """Spans of hours, then single hours outside of them."""
    taken: list[tuple[int, int]] = []
    for match in _SPAN.finditer(text):
        if claim := _span_claim(match):
            taken.append(match.span())
            yield claim
    for match in _SINGLE.finditer(text):
        if any(start <= match.start() < end for start, end in taken) or not _is_single(match):
            continue
        minutes = _minutes(match, 1, "")
        yield Claim(ClaimKind.HOURS, _quoted(match), _format(minutes))


def _span_claim(match: re.Match[str]) -> Claim | None:
    clear = [_is_clear(match, number) for number in (1, 2)]
    after = match["after"] or ""
    if not any(clear) and (not match["from"] or _COUNTED.match(after) or after.strip()):
        return None
    if not clear[1] and _COUNTED.match(after):
        return None
    if not any(clear) and not (1 <= int(match["h1"]) <= 12 and 1 <= int(match["h2"]) <= 12):
        return None
    half = match["ap2"] or match["ap1"] or ("p" if not any(clear) else "")
    last = _minutes(match, 2, half)
    first = _minutes(match, 1, half)
    if match["ap2"] and not match["ap1"] and not match["w1"] and first > last:
        first = _minutes(match, 1, "a")
    return Claim(ClaimKind.HOURS, _quoted(match), _format(last), _format(first))


def _is_clear(match: re.Match[str], number: int) -> bool:
    """Whether it is a time by itself: `9 pm`, `21:00`, `18 h`, noon; not `9`."""
    if match[f"w{number}"]:
        return True
    if match[f"ap{number}"]:
        return int(match[f"h{number}"]) <= 12
    joint = (match[f"c{number}"] or "").strip().lower()
    if joint == "h" or match[f"hh{number}"]:
        # "2 h" is how long it takes.
        return int(match[f"h{number}"]) >= LEAST_HOUR
    return joint == ":"


def _is_single(match: re.Match[str]) -> bool:
    after = match["after"] or ""
    if _is_clear(match, 1):
        is_ratio = match["c1"] == ":" and not match["at"] and not match["ap1"]
        if is_ratio and int(match["h1"]) < LEAST_HOUR:
            return False
        return not (_COUNTED.match(after) and not match["ap1"])
    if not match["at"] or match["c1"] or match["hh1"] or not 1 <= int(match["h1"]) <= 12:
        return False
    ends = not after.strip() or after.strip().lower() in ("and", "for", "et", "pour", "sharp", "then", "o")
    return ends and match["at"].strip().lower() in ("at", "until", "till", "til")


def _minutes(match: re.Match[str], number: int, half: str) -> int:
    if word := match[f"w{number}"]:
        return 24 * 60 if word.lower() in ("midnight", "minuit") else 12 * 60
    hour, minute = int(match[f"h{number}"]), int(match[f"m{number}"] or 0)
    said = match[f"ap{number}"] or (half if not _is_clear(match, number) else "")
    if said.lower() == "p" and hour < 12:
        hour += 12
    if said.lower() == "a" and hour == 12:
        hour = 0
    return hour * 60 + minute


def _quoted(match: re.Match[str]) -> str:
    end = match.start("after") if match["after"] else match.end()
    words = " ".join(match.string[match.start() : end].split())
    return words if words.lower().endswith(".m.") else words.rstrip(".")


def _format(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


class _Finder(NamedTuple):
    """What finds claims of some kinds: near a `hint`, which holds one of the `signs` or, mostly, a digit."""

    kinds: frozenset[ClaimKind]
    signs: tuple[str, ...]
    hint: re.Pattern[str]
    find: Callable[[str], Iterator[Claim]]
    has_digits: bool = True

    def may_find_in(self, small: str) -> bool:
        """Whether a text in small letters may hold a hint, which takes ten times as long to search for."""
        if self.has_digits and _DIGIT.search(small):
            return True
        return any(sign in small for sign in self.signs)


_DIGIT = re.compile(r"\d")
_FINDERS = (
    _Finder(
        frozenset({ClaimKind.PRICE, ClaimKind.DONATION}),
        ("$", "€", "£", "¥", "dollar", "euro", "buck", "piastre"),
        re.compile(r"[$€£¥]|\b(?:dollar|euro|buck|piastre)|\d [A-Z]{3}\b|\b[A-Z]{3} \d"),
        _prices,
    ),
    _Finder(
        frozenset({ClaimKind.FREE}),
        ("free", "gratuit", "libre", "no c", "no fee"),
        re.compile(r"free|gratuit|libre|no c(?:harge|ost)|no fee", re.IGNORECASE),
        _free,
        has_digits=False,
    ),
    _Finder(
        frozenset({ClaimKind.AGES}),
        ("adult", "age", "âge"),
        re.compile(r"\d|adult|\bages?\b|âge", re.IGNORECASE),
        _ages,
    ),
    _Finder(
        frozenset({ClaimKind.HOURS}),
        ("noon", "midnight", "midi", "minuit"),
        re.compile(r"\d|noon|midnight|midi|minuit", re.IGNORECASE),
        _hours,
    ),
)
