"""What an event costs, and whether and how to sign up."""

from __future__ import annotations

import re

from bulletin.formats.dates import Side
from bulletin.formats.prices import currency_of, with_plain_digits
from bulletin.formats.yaml.emit import format_text
from bulletin.load.fields.datetime_reader import DatetimeReader
from bulletin.load.fields.fixes import replace_field
from bulletin.load.fields.record_source import Loc, RecordSource, propose
from bulletin.load.fields.values import read_url
from bulletin.model.event import Cost, Registration, RegistrationKind
from bulletin.model.records.event_parts import CostRecord, RegistrationRecord
from bulletin.model.recurrence import Start
from bulletin.problems import Rule, Severity
from bulletin.translatable import gettext as _
from bulletin.words.phrases import words_for_free, words_for_to_be_told

_AMOUNT = re.compile(
    r"^\s*(?:(?P<before>[$€£¥]|[A-Za-z]{0,2}\$|[A-Z]{3})\s*)?(?P<amount>\d{1,6}(?:[.,]\d{1,2})?)\s*"
    r"(?P<after>[$€£¥]|[A-Z]{3}|dollars?|euros?)?(?P<note>[\s,(].*)?$"
)
_NOTHING = frozenset({"0", "$0", "0.00"})
_EMPTY = frozenset({"null", "false", "undefined", "n/a"})
_CONDITION = re.compile(
    r"\d|\b(?:for|with|if|to|under|only|members?|students?|seniors?|child(?:ren)?|kids|pour|avec|si|aux?|moins"
    r"|membres?|étudiant\w*|aîné\w*|enfants?|jeunes)\b|[\u0600-\u06ff]",
    re.IGNORECASE,
)
"""What follows "free" where it is not free for everybody: "for members", "under 12"."""


PRICE_BELOW_NOTHING = Rule(
    "price-below-nothing",
    Severity.WARNING,
    "A price is nothing, or more than nothing.",
    "Nobody knows whether people pay or get something, so such a price is not shown.",
)
_MINUS = re.compile(r"^\s*([$€£¥]?)\s*[-−–]\s*(?=[$€£¥]?\s*\d)")


def drop_negative_prices(source: RecordSource, loc: Loc, costs: object) -> tuple[object, ...]:
    """The prices as they were typed, without those below nothing, each of which is reported."""
    items = costs if isinstance(costs, tuple) else (costs,)
    kept = []
    for number, item in enumerate(items):
        text = item.amount if isinstance(item, CostRecord) else item
        if not isinstance(text, str) or not _MINUS.match(text):
            kept.append(item)
            continue
        place = (*loc, number) if isinstance(costs, tuple) else loc
        place = (*place, "amount") if isinstance(item, CostRecord) else place
        _report_negative(source, place, text)
    return tuple(kept)


def _report_negative(source: RecordSource, loc: Loc, text: str) -> None:
    plain = _MINUS.sub(r"\1", text).strip()
    name = loc[-1] if isinstance(loc[-1], str) else "cost"
    hint, fix = propose(
        replace_field(source, loc, f"{name}: {format_text(plain)}"),
        _("Type it without the minus, as in {price}.", price=plain),
        _("Type it without the minus"),
    )
    message = _("“{price}” is less than nothing, so it is not shown.", price=text.strip())
    source.report(PRICE_BELOW_NOTHING, loc, message, hint, fix)


def read_costs(costs: object, currency: str) -> tuple[Cost, ...]:
    """The prices in a word, an amount, or a list of these with labels."""
    items = costs if isinstance(costs, tuple) else (costs,)
    found = []
    for item in items:
        if isinstance(item, CostRecord):
            cost = read_cost(item.amount, currency)
            # A price in words is its own label, so another label goes before it.
            label = f"{item.label}: {cost.label}" if item.label and cost.label else item.label or cost.label
            found.append(Cost(cost.amount, label, item.note or cost.note))
        elif isinstance(item, str) and not _is_unsaid(item):
            found.append(read_cost(item, currency))
    return tuple(found)


def read_cost(text: str, currency: str) -> Cost:
    """One price; an amount in another currency than the board's stays text.

    >>> read_cost("$5 materials", "CAD")
    Cost(amount='5', label='', note='materials')
    >>> read_cost("5 €", "CAD")
    Cost(amount='', label='5 €', note='')
    """
    if text.strip().lower() in _NOTHING:
        return Cost("0")
    if (note := _free_with_note(text)) is not None:
        return Cost("0", note=note)
    match = _AMOUNT.match(text)
    if not match:
        return Cost("", text.strip())
    amount = with_plain_digits(match["amount"]).replace(",", ".")
    if float(amount) == 0:
        return Cost("0", note=(match["note"] or "").strip(" ,()"))
    if not all(_is_currency(mark, currency) for mark in (match["before"], match["after"]) if mark):
        return Cost("", text.strip())
    note = (match["note"] or "").strip().strip(",").strip()
    if any(character.isdigit() for character in note):
        return Cost("", text.strip())
    return Cost(amount.removesuffix(".00"), note=note.removeprefix("(").removesuffix(")"))


def _is_unsaid(text: str) -> bool:
    """Whether it only says that nobody knows, or that a program's field was empty.

    >>> _is_unsaid("TBA"), _is_unsaid("null"), _is_unsaid("none")
    (True, True, False)
    """
    typed = text.strip(" .!").lower()
    return typed in _EMPTY or typed in words_for_to_be_told()


def _is_currency(mark: str, currency: str) -> bool:
    """Whether the sign or word beside an amount means this currency: `$`, `CA$`, `CAD`, `dollars`."""
    return bool(currency) and currency_of(mark, currency) == currency


def _free_with_note(text: str) -> str | None:
    """What follows "free" where it stays free all the same: "donations welcome"; None where it may not.

    >>> _free_with_note("Free! Donations welcome"), _free_with_note("free for members")
    ('Donations welcome', None)
    """
    typed = text.strip()
    small = typed.lower()
    word = max((each for each in words_for_free() if small.startswith(each)), key=len, default="")
    rest = typed[len(word) :]
    if not word or _CONDITION.search(rest) or not re.match(r"\W*$|\s*[!.,;(:–—-]", rest):
        return None
    return rest.strip(" !.,;:–—-()")


def read_registration(
    reader: DatetimeReader, loc: Loc, record: RegistrationKind | RegistrationRecord
) -> Registration:
    """A word, or a map with the details."""
    if not isinstance(record, RegistrationRecord):
        return Registration(record)
    return Registration(
        record.kind,
        read_url(reader.source, (*loc, "url"), record.url),
        record.phone or "",
        record.email or "",
        read_limit(reader, (*loc, "opens"), record.opens, Side.BEFORE),
        read_limit(reader, (*loc, "closes"), record.closes, Side.BEFORE),
        record.capacity,
        record.waitlist,
    )


def read_limit(reader: DatetimeReader, loc: Loc, text: str | None, side: Side) -> Start | None:
    """A day, or a day and a time in the event's zone; without its year on that side of the event."""
    return reader.read_start(loc, text, reader.beside(side)) if text else None
