"""What a text says of ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.formats.claims.claim import Claim, ClaimKind

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


def find_ages(text: str) -> Iterator[Claim]:
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
