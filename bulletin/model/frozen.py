"""`@dataclass(frozen=True, slots=True)` made in half the time, which a build after one edit is felt to save.

What `dataclasses` writes and compiles for such a class is six functions, and for the hundred classes that
every build loads that was a fifth of the time from an edited text to the finished page. Here `__init__` alone
is compiled; whatever else a frozen value can do is the same function for every class. `fields`, `replace` and
`is_dataclass` know these classes, and type checkers take them for just what they are written as.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from dataclasses import dataclass as _dataclass

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
        """The class with all that a frozen value can do, but for what it defines itself.

        Raises TypeError for anything but frozen values with slots, and for what none of ours has: a parent
        of its kind, a `__post_init__`, a field that is not given to `__init__` or has a hash of its own.
        """
        if not (frozen and slots):
            raise TypeError("this makes frozen values with slots; others are made by dataclasses")

        def make(cls: type[T]) -> type[T]:
            own = frozenset(vars(cls))
            made = _dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            made.__dataclass_params__.frozen = True
            for name, method in _methods_of(made).items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return make


def _methods_of(cls: Any) -> dict[str, Any]:
    given = fields(cls)
    if hasattr(cls, "__post_init__") or not all(field.init and field.hash is None for field in given):
        raise TypeError(f"{cls.__qualname__} has to be made by dataclasses")
    compared = [field.name for field in given if field.compare]
    key: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def equals(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def digest(self: Any) -> int:
        return hash(key(self))

    return {
        "__init__": _make_init(cls, given),
        "__eq__": equals,
        "__hash__": digest,
        "__repr__": _show,
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
        "__getstate__": _list_values,
        "__setstate__": _fill_in,
    }


def _make_init(cls: Any, given: tuple[Field[Any], ...]) -> Any:
    """`def __init__(self, a, b=default_b)`, in the module of the class, where its hints mean something."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    by_place = ["self", *(_parameter_of(field, known) for field in given if not field.kw_only)]
    by_name = [_parameter_of(field, known) for field in given if field.kw_only]
    parameters = ", ".join([*by_place, "*", *by_name] if by_name else by_place)
    lines = [f"  _set(self, {field.name!r}, {_value_of(field)})" for field in given] or ["  pass"]
    source = [f"def make({', '.join(known)}):", f" def __init__({parameters}):", *lines, " return __init__"]
    made: dict[str, Any] = {}
    exec("\n".join(source), vars(sys.modules[cls.__module__]), made)
    init = made["make"](**known)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {**{field.name: field.type for field in given}, "return": None}
    return init


def _parameter_of(field: Field[Any], known: dict[str, Any]) -> str:
    """The field as a parameter; what its default is made of is added to what is known."""
    if field.default is not MISSING:
        known[f"_default_{field.name}"] = field.default
        return f"{field.name}=_default_{field.name}"
    if field.default_factory is not MISSING:
        known[f"_make_{field.name}"] = field.default_factory
        return f"{field.name}=_missing"
    return field.name


def _value_of(field: Field[Any]) -> str:
    if field.default_factory is MISSING:
        return field.name
    return f"_make_{field.name}() if {field.name} is _missing else {field.name}"


def _show(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_setting(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _list_values(self: Any) -> list[Any]:
    """What is pickled of a value."""
    return [getattr(self, field.name) for field in fields(self)]


def _fill_in(self: Any, values: list[Any]) -> None:
    for field, value in zip(fields(self), values, strict=True):
        object.__setattr__(self, field.name, value)
