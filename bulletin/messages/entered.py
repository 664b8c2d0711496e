"""What is said of something that was entered, alike in a record and in the form on the board."""

from __future__ import annotations

from bulletin.translatable import gettext as _


def tell_missing(field: str) -> str:
    return _("{where} is missing.", where=field)


def tell_no_place() -> str:
    return _("It does not say where the event is.")


def tell_over(day: str) -> str:
    """Of the last date of an event."""
    return _("The last date of this event, {day}, is over.", day=day)


def tell_end_before_start(end: str, start: str) -> str:
    return _("It ends at {end}, but starts at {start}.", end=end, start=start)


def tell_end_at_start() -> str:
    return _("It ends the moment it starts.")


def tell_no_date(day: str) -> str:
    """Of a day on which the event would not be held in any case."""
    return _("{day} is no date of this event.", day=day)


def tell_no_web_address(text: str) -> str:
    """Of what should be the address of a web page."""
    return _("“{text}” is not a web address.", text=text)


def tell_no_email(text: str) -> str:
    return _("“{email}” is not an e-mail address.", email=text)


def tell_too_long(field: str, most: str, size: str) -> str:
    return _(
        "{where} is too long: at most {most} characters (this one has {n}).", where=field, most=most, n=size
    )


def tell_few_digits(phone: str, n: str) -> str:
    """Of a telephone number."""
    return _("“{phone}” has only {n} digits.", phone=phone, n=n)


def tell_no_partner(name: str) -> str:
    """Of one who holds an event, alone or with others."""
    return _("There is no partner “{partner}”.", partner=name)
