"""What a text says of hours: the last of a span, or one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.formats.claims.claim import Claim, ClaimKind

_LEAST_HOUR = 7
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


def find_hours(text: str) -> Iterator[Claim]:
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
        return int(match[f"h{number}"]) >= _LEAST_HOUR
    return joint == ":"


def _is_single(match: re.Match[str]) -> bool:
    after = match["after"] or ""
    if _is_clear(match, 1):
        is_ratio = match["c1"] == ":" and not match["at"] and not match["ap1"]
        if is_ratio and int(match["h1"]) < _LEAST_HOUR:
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
