"""What a text says of the price: an amount, a donation, or that it is free."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.formats.claims.claim import Claim, ClaimKind
from bulletin.formats.prices import find_prices

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


def find_costs(text: str) -> Iterator[Claim]:
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


def find_free(text: str) -> Iterator[Claim]:
    for match in _FREE.finditer(text):
        if not _NOT_FREE_OF_CHARGE.search(text[: match.start() + 1]):
            yield Claim(ClaimKind.FREE, match[0].strip(" \n:,;(.!–—-"), "free")
            return
