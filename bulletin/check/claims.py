"""Prices, ages and hours that stand in a text, where no list, filter or calendar can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from bulletin.check.rules import BoardView, Finding, at_field, event_rule, insert_field, offer
from bulletin.formats.claims import OF_COST, find_claims
from bulletin.formats.claims.claim import Claim, ClaimKind
from bulletin.formats.prices import find_prices
from bulletin.model.event import Event
from bulletin.model.recurrence import DAY, Start
from bulletin.model.text import Text
from bulletin.problems import Severity, SourceRef
from bulletin.translatable import gettext as _
from bulletin.words.lists import join_words, quoted
from bulletin.words.phrases import is_as_you_like

HOUR = timedelta(hours=1)
LONGEST = timedelta(hours=12)
"""An end after more hours is not proposed."""
_AMOUNT = re.compile(r"\d+(?:[.,]\d{1,2})?")


@event_rule("no-cost", Severity.NOTE)
def no_cost(view: BoardView, event: Event) -> Iterator[Finding]:
    """An event says what it costs, or that it is free.

    Where nobody said so nothing is claimed: no list of free events has it, and its page says whom to ask.
    """
    if event.cost or event.status.is_off:
        return
    if any(True for text in _texts(event) for _ in _claims(text, *OF_COST)):
        return
    message = _("It does not say what it costs, so its page says whom to ask.")
    hint = _("Say what it costs, as in: cost: $5. If it is free, type: cost: free")
    fix = insert_field(event, "cost", "cost: free")
    yield Finding(at_field(event, "cost"), message, hint, choices=(fix,) if fix else ())


@event_rule("price-in-text", Severity.WARNING)
def price_in_text(view: BoardView, event: Event) -> Iterator[Finding]:
    """A price that stands in a text stands in `cost` too, and they agree.

    Lists, filters, calendars and search engines read `cost`; whoever sees only them would come without money.
    """
    for text in _texts(event):
        claims = [*_claims(text, *OF_COST)]
        if not claims:
            continue
        told = [cost for cost in event.cost if cost.label or cost.note or cost.amount != "0"]
        like = any(is_as_you_like(f"{cost.label} {cost.note}") for cost in told)
        known = {
            _amount(each)
            for cost in told
            for each in _AMOUNT.findall(f"{cost.amount} {cost.label} {cost.note}")
        }
        prices = [claim for claim in claims if claim.kind is ClaimKind.PRICE and not _amounts(claim) <= known]
        gifts = [claim for claim in claims if claim.kind is ClaimKind.DONATION]
        free = [claim for claim in claims if claim.kind is ClaimKind.FREE]
        if prices and not (like and not known):
            yield _price_finding(event, text, prices)
        elif not event.cost and (found := gifts or free):
            message = _("The text says {quoted}, but there is no `cost`.", quoted=_quoted(found))
            yield _to_add(event, text, found[0], message, f"cost: {found[0].value}")
        elif free and known and not event.is_free and not like:
            message = _("The text says {quoted}, but `cost` names a price.", quoted=_quoted(free))
            hint = _(
                "Say the same in both; who comes for free may stand in `cost`, as in: cost: $5, members free"
            )
            yield Finding(_at(event, text, free[0]), message, hint)


def _price_finding(event: Event, text: Text, prices: list[Claim]) -> Finding:
    line = f"cost: {' / '.join(dict.fromkeys(claim.value for claim in prices))}"
    ref = _at(event, text, prices[0])
    quoted = _quoted(prices)
    if not event.cost:
        message = _("The text says {quoted}, but there is no `cost`.", quoted=quoted)
        return _to_add(event, text, prices[0], message, line)
    if event.is_free:
        hint, fix = offer(event, "cost", _("If that is the price, type instead"), line)
        return Finding(
            ref,
            _("The text says {quoted}, but `cost` says that it is free.", quoted=quoted),
            hint,
            fix if text is event.text else None,
        )
    known = [cost.amount for cost in event.cost if cost.amount]
    example = line if len(known) != len(event.cost) else f"cost: {_with_amounts(prices, known)}"
    hint = _("Take it out of the text, or put every price into `cost`, as in: {line}", line=example)
    return Finding(ref, _("The text says {quoted}, but `cost` does not.", quoted=quoted), hint)


def _with_amounts(prices: list[Claim], known: list[str]) -> str:
    """The prices that are known, written as the new ones are, and these."""
    like = prices[0].value
    written = [_AMOUNT.sub(amount, like, count=1) for amount in known] if not _is_range(like) else []
    return " / ".join(dict.fromkeys((*written, *(claim.value for claim in prices))))


def _is_range(price: str) -> bool:
    return len(_AMOUNT.findall(price)) > 1


@event_rule("ages-in-text", Severity.WARNING)
def ages_in_text(view: BoardView, event: Event) -> Iterator[Finding]:
    """An age that stands in a text stands in `ages` or `audience` too.

    Families look for what suits their children, and find it by these fields.
    """
    if event.ages or event.told_audience:
        return
    for text in _texts(event):
        if claim := next(_claims(text, ClaimKind.AGES), None):
            line = f"ages: {claim.value}"
            if claim.value == "adults" and "audience" not in event.lines:
                line = "audience: 19+"
            message = _("The text says “{words}”, but there is no `ages`.", words=claim.words)
            yield _to_add(event, text, claim, message, line)


@event_rule("hours-in-text", Severity.WARNING)
def hours_in_text(view: BoardView, event: Event) -> Iterator[Finding]:
    """Hours that stand in a text stand in `start` and `end` too.

    Where no end is given none is told; people plan their way home by it.
    """
    if not event.publish_dates or _has_end(event):
        return
    begins = [*_starts(event)]
    for text in _texts(event):
        claims = [*_claims(text, ClaimKind.HOURS)]
        spans = [claim for claim in claims if claim.first]
        others = [claim for claim in claims if not any(_is_same(claim.value, begin) for begin in begins)]
        if found := spans or others:
            message = _("The text says {quoted}, but no end is given.", quoted=_quoted(found))
            told = next((span for span in spans if _is_end(span, begins)), None)
            if told:
                yield _to_add(event, text, told, message, f"end: {told.value}")
            else:
                hint = _("Say when it ends, as in: end: {time}", time=_hour_after(begins))
                yield Finding(_at(event, text, found[0]), message, hint)


def _texts(event: Event) -> Iterator[Text]:
    yield event.text
    yield from event.translations.values()


def _claims(text: Text, *kinds: ClaimKind) -> Iterator[Claim]:
    """What title, summary and text say of these kinds, each once."""
    parts = [text.title, *([] if text.lead in text.plain else [text.lead]), text.plain]
    yield from dict.fromkeys(claim for part in parts for claim in find_claims(part, *kinds))


def _at(event: Event, text: Text, claim: Claim) -> SourceRef:
    """The line on which the words stand, else that of the text."""
    pattern = r"\s+".join(map(re.escape, claim.words.split()))
    if match := re.search(pattern, text.written):
        return SourceRef(text.ref.path, text.written.count("\n", 0, match.start()) + 1, 1)
    names = ("description", "summary", "title") if text is event.text else ()
    return SourceRef(text.ref.path, next((event.lines[name] for name in names if name in event.lines), 1), 1)


def _to_add(event: Event, text: Text, claim: Claim, message: str, line: str) -> Finding:
    """The Finding with the line to add, and to which file where the words stand in a translation."""
    ref = _at(event, text, claim)
    if text is not event.text:
        return Finding(
            ref,
            message,
            _("Add a line to {file}: {line}", file=event.ref.path.rpartition("/")[2], line=line),
        )
    return Finding(
        ref, message, _("Add a line: {line}", line=line), insert_field(event, line.partition(":")[0], line)
    )


def _quoted(claims: Iterable[Claim]) -> str:
    return join_words([quoted(words) for words in dict.fromkeys(claim.words for claim in claims)])


def _amounts(claim: Claim) -> set[float]:
    return {_amount(each) for price in find_prices(claim.value) for each in (price.low, price.high)}


def _amount(number: str) -> float:
    return float(number.replace(",", "."))


def _has_end(event: Event) -> bool:
    """Whether somebody said when it ends; an event of several days opens and closes as it likes."""
    return all(series.has_end for series in event.series)


def _starts(event: Event) -> Iterator[Start]:
    for series in event.series:
        yield series.start
        yield from series.extra
    yield from (change.start for change in event.changes if change.start is not None)


def _is_same(told: str, start: Start) -> bool:
    """Whether a time in a text may be this start: "at 8" is 20:00 too."""
    if not isinstance(start, datetime):
        return False
    hour, minute = map(int, told.split(":"))
    return minute == start.minute and hour % 12 == start.hour % 12


def _is_end(claim: Claim, starts: list[Start]) -> bool:
    """Whether its hours are those of every start, and no longer than an evening."""
    ends = time.fromisoformat("00:00" if claim.value == "24:00" else claim.value)
    return all(
        isinstance(start, datetime)
        and _is_same(claim.first, start)
        and timedelta(0)
        < (datetime.combine(start, ends) - datetime.combine(start, start.time())) % DAY
        <= LONGEST
        for start in starts
    )


def _hour_after(starts: list[date | datetime]) -> str:
    """An example of an end."""
    first = next((start for start in starts if isinstance(start, datetime)), None)
    return f"{first + 2 * HOUR:%H:%M}" if first else "21:00"
