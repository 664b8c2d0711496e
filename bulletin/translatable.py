"""What partners are told, so that it can be said in their language too.

A message is text: its value is what it says in English, and whoever only passes it on, sorts it or compares
it needs to know no more. Beside it, it keeps the template it was made from and what was put into it. Where an
output is made, `translate` says it in the language of whoever reads it, by a catalogue of templates
(gettext).

What people typed is put into a template and never taken for one. Two messages that are added with `+`, or put
into an f-string, are plain English text: `sentences` and a template keep them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol, Self

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z_0-9]*)\}")


class Catalogue(Protocol):
    """The templates of a language; "" for what it has no words for."""

    @property
    def language(self) -> str: ...

    def gettext(self, template: str, /) -> str: ...

    def ngettext(self, one: str, many: str, number: int, /) -> str: ...


class Translatable(str):
    """Text in English that can be said in another language.

    It is made anew from what it was made of: so it is pickled and copied.
    """

    __slots__ = ("_made_of",)
    _made_of: tuple[Any, ...]

    @classmethod
    def _made(cls, english: str, *made_of: object) -> Self:
        made = str.__new__(cls, english)
        made._made_of = made_of
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), self._made_of

    def __str__(self) -> Self:
        # An exception, and whoever makes text of what may be a number, hand it on as it is.
        return self

    def said_in(self, catalogue: Catalogue) -> str:
        """The text in the language of the catalogue."""
        raise NotImplementedError


class Message(Translatable):
    """A template, and what was put into it."""

    __slots__ = ()

    def __new__(cls, template: str, arguments: Mapping[str, object]) -> Self:
        return cls._made(_fill(template, arguments), template, arguments)

    @property
    def template(self) -> str:
        return str(self._made_of[0])

    def said_in(self, catalogue: Catalogue) -> str:
        template, arguments = self._made_of
        translated = catalogue.gettext(template)
        return _fill(translated, _said_in(catalogue, arguments)) if translated else str(self)


class Counted(Translatable):
    """A template for one and a template for any other number, and what was put into them."""

    __slots__ = ()

    def __new__(cls, one: str, many: str, number: int, arguments: Mapping[str, object]) -> Self:
        return cls._made(_fill(one if number == 1 else many, arguments), one, many, number, arguments)

    def said_in(self, catalogue: Catalogue) -> str:
        one, many, number, arguments = self._made_of
        translated = catalogue.ngettext(one, many, number)
        return _fill(translated, _said_in(catalogue, arguments)) if translated else str(self)


class Joined(Translatable):
    """Texts one behind the other, with the same between each two, which may be a message itself."""

    __slots__ = ()

    def __new__(cls, between: str, texts: tuple[str, ...]) -> Self:
        return cls._made(between.join(texts), between, texts)

    def said_in(self, catalogue: Catalogue) -> str:
        between, texts = self._made_of
        return translate(between, catalogue).join(translate(text, catalogue) for text in texts)


class Called(Translatable):
    """A word that is called otherwise in some languages."""

    __slots__ = ()

    def __new__(cls, word: str, elsewhere: Mapping[str, str]) -> Self:
        return cls._made(word, word, elsewhere)

    def said_in(self, catalogue: Catalogue) -> str:
        word, elsewhere = self._made_of
        return str(elsewhere.get(catalogue.language, word))


class Reshaped(Translatable):
    """A text after something was done to its letters, in whichever language it is said."""

    __slots__ = ()

    def __new__(cls, how: Callable[[str], str], text: str) -> Self:
        return cls._made(how(text), how, text)

    def said_in(self, catalogue: Catalogue) -> str:
        how, text = self._made_of
        return str(how(translate(text, catalogue)))


def gettext(template: str, /, **arguments: object) -> str:
    """A message. `{names}` in the template stand for the arguments; other braces for themselves.

    >>> gettext("“{text}” is not a date.", text="{soon}")
    '“{soon}” is not a date.'
    """
    return Message(template, arguments)


def ngettext(one: str, many: str, n: int, /, **arguments: object) -> str:
    """A message that counts; `{n}` stands for the number.

    >>> ngettext("{n} date", "{n} dates", 2)
    '2 dates'
    """
    return Counted(one, many, n, {"n": n, **arguments})


def join(between: str, texts: Iterable[str]) -> str:
    """Texts one behind the other.

    >>> join(", ", ["tea", "biscuits"])
    'tea, biscuits'
    """
    return Joined(between, tuple(texts))


def rename(text: str, names: Mapping[str, str]) -> str:
    """A text that says `fin` for `end`; names stand in it between marks of code.

    >>> rename("`end` is too early.", {"end": "fin"})
    '`fin` is too early.'
    """
    return reshape(partial(_renamed, names=names), text) if _is_named(text, names) else text


def sentences(*texts: str) -> str:
    """Sentences one behind the other, those that say nothing left out.

    >>> sentences("It is free.", "", "Come early.")
    'It is free. Come early.'
    """
    return join(" ", filter(None, texts))


def called(word: str, elsewhere: Mapping[str, str]) -> str:
    """A word of a list to choose from, with what may be typed for it in other languages."""
    return Called(word, elsewhere) if elsewhere else word


def reshape(how: Callable[[str], str], text: str) -> str:
    """What a function of a module makes of a text, in each language."""
    return Reshaped(how, text)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return reshape(_begin_large, text)


def sentence(text: str) -> str:
    """The text as a sentence, whether it begins and ends as one or not."""
    return reshape(_as_sentence, text)


def translate(text: str, catalogue: Catalogue) -> str:
    """The text in the language of the catalogue; what was typed by people stays as it is."""
    return text.said_in(catalogue) if isinstance(text, Translatable) else text


def _said_in(catalogue: Catalogue, arguments: Mapping[str, object]) -> dict[str, object]:
    return {
        name: translate(value, catalogue) if isinstance(value, str) else value
        for name, value in arguments.items()
    }


def _is_named(text: str, names: Mapping[str, str]) -> bool:
    return any(f"`{name}`" in text for name in names)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name, other in names.items():
        text = text.replace(f"`{name}`", f"`{other}`")
    return text


def _fill(template: str, arguments: Mapping[str, object]) -> str:
    """The template with its arguments; a name in braces that is none of theirs stays as it stands."""
    return _PLACEHOLDER.sub(lambda found: str(arguments.get(found[1], found[0])), template)


def _begin_large(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _as_sentence(text: str) -> str:
    large = _begin_large(text)
    return large if not large or large[-1] in ".?!…" else f"{large}."
